# `make` alone lists what there is.

.DEFAULT_GOAL := help
.PHONY: help setup run test docs science bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.ready ## make .venv with exactly the packages of requirements.lock

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh

run: setup ## read the bundled example; the page goes to out/reading.html
	@mkdir -p out
	@.venv/bin/undertow read examples/eight-months.csv --html out/reading.html

# Four workers even on two cores: many tests wait for a browser, a process or the disk.
test: setup ## everything: style, types, layers, tests, pages in Chromium
	@tools/debian.sh
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/basedpyright
	.venv/bin/lint-imports --no-logo
	.venv/bin/python -m pytest -q -p xdist -n 4 --dist worksteal -m "not science"

docs: setup ## write the pages of docs/theory anew that follow from the code
	.venv/bin/python tools/ratings_page.py
	.venv/bin/python -m undertow.evidence.formulas
	.venv/bin/python -m undertow.evidence.disagreements_page

science: setup ## the long calibrations
	.venv/bin/python -m pytest -q -m science

bench: setup ## the benchmarks, one question each
	@for question in benchmarks/*.py; do \
		echo "== $$question"; .venv/bin/python "$$question" || exit 1; \
	done

clean: ## remove .venv, out and caches
	rm -rf .venv out build dist src/*.egg-info
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +
