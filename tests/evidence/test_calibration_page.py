"""The page of the calibration says what the set says, and nothing by hand."""

from undertow.evidence import calibration_page
from undertow.theory import Parameters
from undertow.theory.parameter_set import Entry, ParameterSet, defaults

ABOUT = {
    "date": "2026-11-21",
    "seed": 3,
    "how": "so and so; decision",
    "claims": {"pass": 40, "open": 1, "fail": 6},
    "findings": {"pass": 12, "open": 0, "fail": 4},
    "guards": {"pass": 7, "open": 0, "fail": 0},
    "not_passed": ["A03"],
}
FOUND = ParameterSet(
    ABOUT,
    {
        "quench": Entry(2.25, "1/day", "-", "-", "calibrated", 1.5, 0.31, ("A10", "E16")),
        "threat_days": Entry(8.0, "day", "-", "-", "calibrated", 10.0, 0.72, ("A11",)),
        "chemistry": Entry(0.5, "1", "-", "-", "assumed", 0.5, 0.02),
        "anxiety": Entry(0.3, "1", "-", "-", "assumed", 0.3),
    },
)
MEANINGS = {name: f"meaning of {name}" for name in FOUND.entries}


def test_the_page_tells_what_is_constrained_and_what_is_not():
    page = calibration_page.page(FOUND, MEANINGS)
    lines = page.splitlines()
    (quench,) = [line for line in lines if "`quench`" in line]
    assert quench == ("| `quench` | meaning of quench | 1/day | 1.5 | 2.25 | 0.31 | A10 E16 |")
    (unsaid,) = [line for line in lines if "`chemistry`" in line]
    assert unsaid == "| `chemistry` | meaning of chemistry | 1 | 0.5 | 0.5 | 0.02 | assumed |"
    assert page.index("`threat_days`") < page.index("`quench`") < page.index("## What stays")
    assert page.index("## What stays") < page.index("`chemistry`") < page.index("`anxiety`")
    assert "claims: 40 pass, 1 open, 6 fail" in page
    assert "Not passed: A03." in page


def test_the_page_in_the_docs_is_that_of_the_packages_set():
    """If it fails: python -m undertow.evidence.calibration_page."""
    kept = defaults()
    if "how" not in kept.about:  # nothing is calibrated yet
        assert not calibration_page.PAGE.exists()
        return
    meanings = {entry.name: entry.meaning for entry in Parameters.entries()}
    assert calibration_page.PAGE.read_text() == calibration_page.page(kept, meanings)
