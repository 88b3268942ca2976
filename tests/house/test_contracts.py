"""The rooms: what may import what, on paper and when it runs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = str(Path(sys.executable).with_name("lint-imports"))
HEAVY = ("jax", "jaxlib", "equinox", "pandas", "scipy")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """lint-imports over the package below `folder`."""
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def copy(root, tmp_path) -> Path:
    shutil.copytree(root / "src", tmp_path / "src")
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(root):
    result = lint(root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("theory/laws/__init__.py", "import undertow.record"),
        ("record/problem.py", "import jax"),
        ("theory/parameter.py", "import scipy"),
        ("report/__init__.py", "def later():\n    import jax"),
        ("inference/reading.py", "import undertow.report"),
        ("attic.py", "import undertow"),
    ],
)
def test_a_forbidden_import_is_found(copy, file, line):
    with (copy / "src" / "undertow" / file).open("a") as module:
        module.write(f"\n{line}\n")
    assert lint(copy).returncode == 1


@pytest.mark.parametrize(
    "program",
    [
        "import undertow.cli",
        "from undertow.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "import undertow.commands.read, undertow.record, undertow.inference, undertow.report",
    ],
)
def test_nothing_heavy_is_imported(program):
    assert modules_after(program).isdisjoint(HEAVY)


def test_a_first_reading_imports_nothing_heavy(tmp_path):
    (tmp_path / "diary.csv").write_text("time,kind,value\n2026-03-01,harm,7\n2026-03-09,warmth,6\n")
    words = ["read", "diary.csv", "--html", "page.html", "--json", "reading.json"]
    program = (
        f"from undertow.cli import main\nimport os; os.chdir({str(tmp_path)!r})\n"
        f"try: main({words!r})\nexcept SystemExit as end: assert end.code == 0, end.code"
    )
    assert modules_after(program).isdisjoint(HEAVY)
    assert (tmp_path / "page.html").exists()
    assert (tmp_path / "reading.json").exists()


def test_the_tour_names_every_room(root):
    tour = (root / "CONTRIBUTING.md").read_text()
    rooms = [path.parent.name for path in (root / "src" / "undertow").glob("*/__init__.py")]
    assert "theory" in rooms
    assert [room for room in rooms if f"`{room}/`" not in tour] == []


def test_help_waits_for_no_arrays():
    program = "from undertow.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert "numpy" not in modules_after(program)


def modules_after(program: str) -> set[str]:
    """Top-level modules in memory after `program` has run in a process of its own."""
    tell = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", program + tell], capture_output=True, text=True, check=True
    )
    return set(result.stderr.split())
