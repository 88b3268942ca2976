"""Proposals: what words may tell of in English, how sure, and where they stay silent."""

import json
import os
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.imports import propose
from undertow.imports.proposal_training import Table as Comments
from undertow.imports.proposal_training import (
    calibration_error,
    figures,
    fit,
    read_comments,
    recalibrated,
    sigmoid,
)
from undertow.imports.proposals import KINDS, weights
from undertow.imports.tokens import shortened, tokens

FOLDER = Path(os.environ.get("UNDERTOW_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOLDER = FOLDER / "text" / "goemotions"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm so sorry, I apologize", "apology"),
        ("thank you so much, love you", "warmth"),
        ("I hate you, idiot", "harm"),
        ("SHUT UP!!", "harm"),
    ],
)
def test_plain_cases_are_proposed_with_a_probability(text, kind):
    first = propose(text)[0]
    assert first.kind == kind
    assert 0.3 <= first.probability <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "see you at five",
        "te quiero mucho",
        "ich hasse dich so sehr",
        "12:30",
        "👍",
        "love kjsdf sdkfj sdf",
    ],
)
def test_other_words_and_other_languages_get_none(text):
    assert propose(text) == []


@given(st.text(max_size=300))
def test_any_text_gets_few_proposals_and_quickly(text):
    found = propose(text)
    assert len(found) <= len(KINDS)
    assert [p.probability for p in found] == sorted((p.probability for p in found), reverse=True)


def test_letters_said_more_than_twice_are_said_twice():
    assert [shortened(token) for token in tokens("Sooooo SORRYYY!!!! don\u2019t")] == [
        "soo", "sorryy", "!!", "don't",
    ]  # fmt: skip


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_split_in_the_same_way_as_all(text):
    from undertow.imports.tokens import _TOKEN, LONGEST_TEXT

    assert tokens(text) == _TOKEN.findall(text[:LONGEST_TEXT].lower())


def test_the_file_of_weights_is_small_and_holds_no_sentence():
    content = resources.files("undertow.imports").joinpath("proposal_weights.json").read_bytes()
    assert len(content) < 500_000
    table = json.loads(content)
    assert max(len(word.split()) for word in table["words"]) == 2
    assert set(table["kinds"]) == set(KINDS)
    assert len(weights().telling) > 50


def test_the_regression_finds_weights_that_were_put_in():
    rng = np.random.default_rng(1)
    true = np.array([2.0, -1.0, 0.0, 0.5])
    texts = [
        " ".join(w for w, on in zip("abcd", rng.random(4) < 0.5, strict=True) if on)
        for _ in range(20_000)
    ]
    table = Comments(
        [(text, frozenset(), "") for text in texts], {w: n for n, w in enumerate("abcd")}
    )
    y = (rng.random(len(texts)) < sigmoid(table.times(true) - 0.5)).astype(float)
    bias, found = fit(table, y, 0.01)
    assert found == pytest.approx(true, abs=0.12)
    assert bias == pytest.approx(-0.5, abs=0.12)


def test_recalibration_mends_log_odds_that_are_too_sure():
    rng = np.random.default_rng(2)
    z = rng.normal(0, 2, 50_000)
    y = (rng.random(len(z)) < sigmoid(0.5 * z - 0.3)).astype(float)
    slope, shift = recalibrated(z, y)
    assert (slope, shift) == pytest.approx((0.5, -0.3), abs=0.03)
    assert (
        calibration_error(sigmoid(slope * z + shift), y) < 0.01 < calibration_error(sigmoid(z), y)
    )


def test_the_figures_of_the_page_hold_on_the_published_set():
    if not FOLDER.exists():
        assert os.environ.get("CI") != "true", f"{FOLDER} is missing"
        pytest.skip(f"needs {FOLDER}")
    rows = {row["kind"]: row for row in figures(weights(), read_comments(FOLDER, "dev"), draws=50)}
    page = (Path(__file__).parents[2] / "docs" / "imports.md").read_text()
    for kind, row in rows.items():
        told = f"| {kind} | {row['seen']} | {row['proposed']} | {row['precision']:.2f} "
        assert told in page
        assert row["ece"] < 0.03
    assert rows["warmth"]["precision"] > 0.7
    assert rows["apology"]["recall"] > 0.6
