"""The page about the experiment names what is measured, and its picture can be read."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from undertow.evidence import alternation_page
from undertow.evidence.alternation import ALSO_ALTERNATIONS, APART_IN_TIME, LIVED, NO_RELIEF
from undertow.evidence.alternation_page import NOT_DRAWN, drawn
from undertow.evidence.lab import Lab
from undertow.evidence.picture import moved_apart

FOLDER = Path(__file__).parents[2] / "docs" / "theory"
NAMES = [LIVED, NO_RELIEF, *APART_IN_TIME, *ALSO_ALTERNATIONS]


def words(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter() if node.text]


@pytest.mark.parametrize("name", NAMES)
def test_every_order_has_its_row(name):
    page = (FOLDER / "alternation.md").read_text(encoding="utf-8")
    assert f"| {name} |" in page


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_DRAWN])
def test_the_picture_of_the_page_names_every_line(name):
    assert name in words((FOLDER / "alternation.svg").read_text(encoding="utf-8"))


def test_the_picture_has_a_title_a_description_and_a_line_for_each_order():
    paths = {name: np.full((60, 6), 0.05 * place) for place, name in enumerate(NAMES)}
    svg = drawn(paths)
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title") is not None
    assert root.find(f"{space}desc") is not None
    assert len(root.findall(f"{space}polyline")) == len(NAMES) - len(NOT_DRAWN)
    assert "style=" not in svg


def test_names_keep_their_distance_their_order_and_the_floor():
    placed = moved_apart([10.0, 12.0, 13.0, 60.0, 99.0, 100.0], least=8.0, floor=100.0)
    assert np.all(np.diff(placed) >= 8.0 - 1e-9)
    assert max(placed) <= 100.0
    assert placed[3] == 60.0


def test_measuring_anew_replaces_the_figures_and_keeps_the_words(tmp_path, monkeypatch):
    page = tmp_path / "alternation.md"
    page.write_text(
        f"Before.\n{alternation_page.BEGIN}\nold figures\n{alternation_page.END}\nAfter.\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(alternation_page, "FOLDER", tmp_path)
    monkeypatch.setattr(alternation_page, "HOUR", Lab(seeds=6))
    monkeypatch.setattr(alternation_page, "QUARTER", Lab(seeds=6))
    alternation_page.main()
    told = page.read_text(encoding="utf-8")
    assert told.startswith("Before.\n")
    assert told.endswith("\nAfter.\n")
    assert "old figures" not in told
    assert told.count("| holds |") == 2
    assert told.count("| fails |") == 2
    for name in NAMES:
        assert f"| {name} |" in told
    assert LIVED in words((tmp_path / "alternation.svg").read_text(encoding="utf-8"))
