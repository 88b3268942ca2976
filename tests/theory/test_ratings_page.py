"""The page on ratings says what the code does."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from undertow.record.kinds import RATINGS
from undertow.theory.readouts import Readouts

ROOT = Path(__file__).parents[2]
SPEC = spec_from_file_location("ratings_page", ROOT / "tools" / "ratings_page.py")
assert SPEC is not None
assert SPEC.loader is not None
ratings_page = module_from_spec(SPEC)
SPEC.loader.exec_module(ratings_page)


def test_the_page_is_the_one_that_the_code_writes():
    page = (ROOT / "docs" / "theory" / "ratings.md").read_text(encoding="utf-8")
    assert page == ratings_page.page(), "run `python tools/ratings_page.py`"


def test_the_theory_reads_out_every_rating_of_a_diary_in_its_order():
    assert Readouts._fields == RATINGS
    assert [*ratings_page.origins()] == [*RATINGS]


@pytest.mark.parametrize(
    ("rating", "reads"),
    [
        ("stress", {"state.threat", "state.alarm"}),
        ("hope", {"state.hope"}),
        ("judgement", {"state.appraisal"}),
        ("myself", {"state.identity"}),
        ("fear", {"state.threat", "state.alarm", "state.reward_rate"}),
        ("closeness", {"state.felt_warmth", "state.affection", "state.bond", "input.contact"}),
    ],
)
def test_a_rating_reads_what_it_says(rating, reads):
    assert ratings_page.origins()[rating] == reads


def test_wanting_is_not_liking():
    for rating, names in ratings_page.origins().items():
        assert ("state.appraisal" in names) == (rating == "judgement")
        assert not names & {"state.disorientation", "state.cortisol"}
    wanted = {"state.affection", "state.bond", "state.opponent", "state.hope", "trait.anxiety"}
    assert wanted <= ratings_page.origins()["craving"]


def test_an_origin_survives_every_way_of_computing():
    one, two = ratings_page.Origin("one"), ratings_page.Origin("two")
    for both in (one + two, one - two, one * two, one / two, 2 * (1 - one) / two):
        assert both.names == {"one", "two"}
    assert (1 / one).names == (1 + one * 2).names == {"one"}
