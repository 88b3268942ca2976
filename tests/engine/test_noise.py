"""Noise: a pure function of (seed, person, step, stream), and good enough to be luck.

Every figure is the same on each run. Bounds leave 4.5 standard deviations and more, so that only
a worse generator crosses them.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import undertow.engine.trees  # noqa: F401  (64-bit numbers)
from undertow.engine import noise
from undertow.engine.noise import Stream

SEED, STREAM = 2026, Stream.WARMTH
SIDE = 1024
COUNT = SIDE * SIDE
FAR = 4.5
PERSONS, STEPS = np.arange(SIDE), np.arange(SIDE)[:, None]
WORD = (1 << 64) - 1
BINS = 256

COUNTERS = ((0, 0), (0, 1), (5, 2), (123456, 7893))
PUBLISHED = {
    0x39429D620513AB2F: (
        0xD3E42D43415FCF1D, 0xAC29174571343951, 0x984C45455B709BF0, 0xB95C81084C723F7F,
    ),
    0x51B75121DE09A32B: (
        0xE04F48612E0434C3, 0x5617B5575806498C, 0xC7BFDB1931BA8652, 0xF0805A1AEA0DCD1,
    ),
}  # fmt: skip
"""Words for key and (person, step) as an independent package gives them: randomgen, `Squares`."""

OURS = {
    (0, 0, 0, 1): 0xBD225880A2924DD1,
    (1, 0, 0, 2): 0x4A30E43F24B02159,
    (2026, 41, 7299, 17): 0xB5092F896C8B80B4,
    (2**40 + 3, 2**32 - 1, 2**32 - 1, 5): 0x59A562325D1D08F7,
}
"""Words that every simulated result rests on: if one changes, all of them do."""


def squares(counter: int, key: int) -> int:
    """The published description, step by step, in whole numbers without end."""

    def middle(x: int) -> int:
        return (x >> 32 | x << 32) & WORD

    y = counter * key & WORD
    z = y + key & WORD
    first = middle(y * y + y & WORD)
    second = middle(first * first + z & WORD)
    third = middle(second * second + y & WORD)
    fourth = third * third + z & WORD
    fifth = middle(fourth) ** 2 + y & WORD
    return fourth ^ fifth >> 32


def words(seed: int = SEED, person: int = 0, step: int = 0, stream: int = STREAM) -> np.ndarray:
    """A square of steps and persons, from some corner on."""
    return noise.bits(seed, PERSONS + person, STEPS + step, stream)


def uniforms(**place: int) -> np.ndarray:
    return (words(**place) >> np.uint64(40)) / 2**24


def chi_square(values: np.ndarray) -> float:
    """Distance of counts in 256 bins from evenness, in standard deviations."""
    counts = np.bincount(values.ravel().astype(np.int64), minlength=BINS)
    expected = values.size / BINS
    return float((((counts - expected) ** 2 / expected).sum() - (BINS - 1)) / (2 * BINS - 2) ** 0.5)


# What it computes


@given(
    st.integers(0, 2**63),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.sampled_from(Stream),
)
def test_words_follow_the_published_description(seed, person, step, stream):
    expected = squares((person << 32) + step, int(noise.key(seed, stream)))
    assert int(noise.bits(seed, person, step, stream)) == expected


@pytest.mark.parametrize("key", PUBLISHED)
def test_words_are_those_of_an_independent_package(monkeypatch, key):
    monkeypatch.setattr(noise, "key", lambda seed, stream, xp: np.uint64(key))
    person, step = np.array(COUNTERS).T
    assert tuple(map(int, noise.bits(0, person, step, 0))) == PUBLISHED[key]


@pytest.mark.parametrize("place", OURS)
def test_words_stay_what_they_are(place):
    assert int(noise.bits(*place)) == OURS[place]


def test_a_uniform_number_is_the_middle_of_its_cell():
    top = [word >> 40 for word in OURS.values()]
    got = [float(noise.uniform(*place)) for place in OURS]
    assert got == [(cell + 0.5) / 2**24 for cell in top]


def test_streams_keep_their_numbers():
    assert len({int(stream) for stream in Stream}) == len(Stream)
    assert [*Stream][:4] == [1, 2, 3, 4]
    assert (Stream.LEAVING, Stream.RETURNING, Stream.NEEDED) == (6, 7, 18)


# A pure function of the place


def test_a_person_has_the_same_luck_in_any_company():
    everyone = words()
    order = np.random.default_rng(1).permutation(SIDE)
    np.testing.assert_array_equal(noise.bits(SEED, order, STEPS, STREAM), everyone[:, order])
    np.testing.assert_array_equal(noise.bits(SEED, PERSONS[:3], STEPS, STREAM), everyone[:, :3])
    assert noise.bits(SEED, 7, 900, STREAM) == everyone[900, 7]


@pytest.mark.parametrize("kind", [np.int32, np.uint32, np.int64, np.uint64])
def test_the_type_of_the_numbers_does_not_matter(kind):
    same = noise.bits(SEED, PERSONS.astype(kind), STEPS.astype(kind), STREAM)
    np.testing.assert_array_equal(same, words())


def test_numpy_and_jax_agree_to_the_bit():
    persons, steps = jnp.asarray(PERSONS), jnp.asarray(STEPS[:5])
    compiled = jax.jit(lambda person, step: noise.bits(SEED, person, step, STREAM, jnp))
    ours = noise.bits(SEED, PERSONS, STEPS[:5], STREAM)
    np.testing.assert_array_equal(compiled(persons[None], steps), ours)
    for kind in (np.float32, np.float64):
        there = noise.uniform(SEED, persons[None], steps, STREAM, jnp, kind)
        here = noise.uniform(SEED, PERSONS, STEPS[:5], STREAM, np, kind)
        assert there.dtype == here.dtype == kind
        np.testing.assert_array_equal(there, here)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("word", [0, WORD])
def test_the_extremes_stay_between_zero_and_one(monkeypatch, kind, word):
    monkeypatch.setattr(noise, "bits", lambda *place: np.full(3, word, np.uint64))
    drawn = noise.uniform(0, PERSONS[:3], 0, STREAM, np, kind)
    assert np.all((drawn > 0) & (drawn < 1))
    assert drawn.dtype == kind


def test_single_precision_gets_the_same_numbers():
    single = noise.uniform(SEED, PERSONS, STEPS, STREAM, np, np.float32)
    double = noise.uniform(SEED, PERSONS, STEPS, STREAM)
    assert np.max(np.abs(single - double)) <= 2.0**-25


# Good enough to be luck


@pytest.mark.parametrize(
    "place",
    [
        {"person": 1}, {"step": 1}, {"stream": STREAM + 1}, {"seed": SEED + 1},
        {"person": SIDE}, {"step": SIDE}, {"person": 1, "step": 1}, {"person": 2**31},
        {"step": 2**31},
    ],
    ids=str,
)  # fmt: skip
def test_neighbours_are_strangers(place):
    there, here = uniforms(**place), uniforms()
    assert abs(np.corrcoef(here.ravel(), there.ravel())[0, 1]) < FAR / COUNT**0.5
    spread = (here - 0.5) ** 2, (there - 0.5) ** 2
    assert abs(np.corrcoef(spread[0].ravel(), spread[1].ravel())[0, 1]) < FAR / COUNT**0.5


def test_all_pairs_of_streams_are_strangers():
    draws = np.stack([uniforms(stream=stream).ravel()[: 2**17] for stream in Stream])
    between = np.corrcoef(draws)[np.triu_indices(len(Stream), 1)]
    assert np.max(np.abs(between)) < FAR / 2**8.5


@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_moments_are_those_of_a_uniform(power):
    def moment(k: int) -> float:
        """Expected (u - 1/2)^k."""
        return 0.5**k / (k + 1) if k % 2 == 0 else 0.0

    seen = ((noise.uniform(SEED, PERSONS, STEPS, STREAM) - 0.5) ** power).mean()
    error = ((moment(2 * power) - moment(power) ** 2) / COUNT) ** 0.5
    assert abs(seen - moment(power)) < FAR * error


@pytest.mark.parametrize("share", [1e-2, 1e-3, 1e-4])
def test_tails_hold_their_share(share):
    drawn = noise.uniform(SEED, PERSONS, STEPS, STREAM)
    expected, error = share * COUNT, (share * COUNT) ** 0.5
    assert abs((drawn < share).sum() - expected) < FAR * error
    assert abs((drawn > 1 - share).sum() - expected) < FAR * error


@pytest.mark.parametrize("shift", [56, 40, 24, 0], ids=["top", "kept", "middle", "low"])
def test_eight_bits_fill_their_bins_evenly(shift):
    assert abs(chi_square((words() >> np.uint64(shift)) & np.uint64(BINS - 1))) < FAR


def test_every_bit_is_set_half_of_the_time():
    for bit in range(64):
        share = ((words() >> np.uint64(bit)) & np.uint64(1)).mean()
        assert abs(share - 0.5) < FAR * 0.5 / COUNT**0.5, bit


@pytest.mark.parametrize("across", ["persons", "steps"])
def test_no_seed_or_stream_has_a_poor_key(across):
    """Hashed keys stand in for the published list, and the first step makes one round idle."""
    far = []
    for seed in range(40):
        for stream in Stream:
            drawn = noise.bits(seed, *((PERSONS, 0) if across == "persons" else (0, STEPS)), stream)
            far.append(chi_square(drawn >> np.uint64(56)))
    assert abs(np.mean(far)) < FAR / len(far) ** 0.5
    assert abs(np.std(far) - 1) < FAR / (2 * len(far)) ** 0.5
    assert np.max(np.abs(far)) < 5.5


@pytest.mark.parametrize("changed", ["seed", "person", "step"])
def test_one_bit_of_the_place_changes_half_of_the_word(changed):
    for bit in (0, 1, 7, 15, 31):
        other = np.bitwise_xor(PERSONS if changed == "person" else STEPS, 1 << bit)
        place = {"person": PERSONS, "step": STEPS} | {changed: other}
        seed = SEED ^ 1 << bit if changed == "seed" else SEED
        moved = noise.bits(seed, place["person"], place["step"], STREAM) ^ words()
        flipped = np.bitwise_count(moved)
        assert abs(flipped.mean() - 32) < FAR * 4 / COUNT**0.5, bit
        assert abs(flipped.var() - 16) < 0.15, bit


def test_ten_million_words_do_not_repeat():
    drawn = noise.bits(SEED, np.arange(4096), np.arange(2500)[:, None], STREAM).ravel()
    drawn.sort()
    assert len(drawn) > 10**7
    assert np.all(drawn[1:] != drawn[:-1])
