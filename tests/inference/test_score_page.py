"""docs/score.md: every map is one, every figure has its place, every source is named."""

import json
import re
from pathlib import Path

import pytest
from panels import simulated

from undertow.inference.score.page import Found, page
from undertow.inference.score.page_sources import citation
from undertow.inference.score.rows import score
from undertow.inference.score.score_map import read_score_map
from undertow.inference.score.table import Target

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
MAPS = sorted((DOCS / "score_maps").rglob("*.toml"))

ABOUT = {
    "reference_a": "@article{x, title = {On {{Days}}}, author = {Ada, B. and van Cee, D. and Ee, "
    "F.}, date = {2020-03}, journaltitle = {Days}, url = {https://example.org}}",
    "paper_doi": "https://doi.org/10.1/x",
    "zenodo_doi": "10.2/y",
    "license": "CC BY 4.0",
}


@pytest.fixture
def found():
    row = score(Target("mood", simulated(8, 40), 0, 0), 30, lambda share: None)
    return Found("0000_ada", row, 0.98, 0.3)


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "esm" / "0000_ada"
    folder.mkdir(parents=True)
    (folder / "0000_ada_metadata.json").write_text(json.dumps(ABOUT))
    monkeypatch.setenv("UNDERTOW_DATA", str(tmp_path))
    return folder


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_map_in_the_documents_can_be_read(path):
    assert read_score_map(path).targets


def test_the_map_shown_on_the_page_can_be_read(tmp_path):
    [block] = re.findall(r"```toml\n(.*?)```", (DOCS / "score.md").read_text(), re.DOTALL)
    (tmp_path / "MAP.toml").write_text(block)
    found = read_score_map(tmp_path / "MAP.toml")
    assert (found.person, found.time, found.fewest) == ("id", "start_time", 30)


def test_the_page_tells_every_rating_of_every_map():
    text = (DOCS / "score.md").read_text()
    for path in MAPS:
        for target in read_score_map(path).targets:
            assert f"| {path.stem[:4]} {target} |" in text


def test_no_rating_that_was_set_apart_was_chosen_on():
    def named(folder):
        maps = (DOCS / "score_maps" / folder).glob("*.toml")
        return {(path.stem, name) for path in maps for name in read_score_map(path).targets}

    assert not named("") & (named("unseen") | named("last"))
    assert not named("unseen") & named("last")


def test_every_figure_has_its_place(found, data):
    text = page([found], [found], [found])
    tables = [line for line in text.splitlines() if line.startswith("| 0000 mood")]
    assert len(tables) == 3
    assert all(line.count("|") == 16 for line in tables)
    assert f"{found.row.ratios.mae.value:.3f} (" in tables[0]
    assert "1 targets. Geometric mean of the ratios: MAE" in text
    assert not {"nan", "None"} & set(re.findall(r"\w+", text))


def test_a_source_is_told_in_one_sentence(data):
    assert citation(data / "0000_ada_metadata.json") == (
        "Ada, van Cee & Ee (2020). On Days. Days. https://doi.org/10.1/x. "
        "Data: https://doi.org/10.2/y, CC BY 4.0."
    )
