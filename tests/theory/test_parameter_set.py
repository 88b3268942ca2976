"""Parameter sets as files: they come back the same, and a bad one is one clear line."""

import numpy as np
import pytest

from undertow.theory import Parameters
from undertow.theory import parameter_set as sets
from undertow.theory.parameter_set import DEFAULTS, Entry, ParameterSet, ParameterSetError

ENTRIES = {entry.name: entry for entry in Parameters.entries()}
START = ParameterSet({"date": "2026-11-21", "seed": 0}, sets.starting(ENTRIES.values()))


def written(tmp_path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return path


def read_and_checked(path) -> ParameterSet:
    found = sets.read(path)
    sets.check(found, ENTRIES.values(), path.name)
    return found


def test_a_set_comes_back_as_it_was_written(tmp_path):
    about = {
        "date": "2026-11-21",
        "how": 'said "so" \\ twice',
        "claims": {"pass": 40, "fail": 7},
        "rows": ["A01", "E01"],
    }
    fitted = Entry(
        0.1 + 0.2, "1", "beta(2, 4)", "Größe, geschätzt", "calibrated", 0.3, 0.4, ("A01",)
    )
    kept = ParameterSet(about, dict(START.entries) | {"quench": fitted})
    assert read_and_checked(written(tmp_path, sets.text(kept))) == kept


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[quench]", "[quensh]", "mine.toml: there is no parameter quensh"),
        ("[quench]\n", "", "mine.toml"),
        ('status = "assumed"', 'status = "certain"', r"\[anxiety\]: status is one of"),
        ('status = "assumed"', "", r"\[anxiety\]: status is missing"),
        ("value = 0.3", 'value = "much"', r"\[anxiety\]: value is missing or of another kind"),
        ("value = 0.3", "value = true", r"\[anxiety\]: value is missing or of another kind"),
        ("value = 0.3", "value = 1.2", r"\[anxiety\]: 1.2 is outside 0 to 1"),
        ("value = 0.3", "value = nan", r"\[anxiety\]: nan is outside 0 to 1"),
        ("value = 0.3", "value = 0.3\nguess = 1", r"\[anxiety\]: guess is unknown"),
        ("value = 0.3", "value = ", "mine.toml: .*This is not a parameter set"),
    ],
)
def test_a_file_that_is_no_set_is_one_line(tmp_path, old, new, said):
    path = written(tmp_path, sets.text(START).replace(old, new, 1))
    with pytest.raises(ParameterSetError, match=said) as error:
        read_and_checked(path)
    assert "\n" not in str(error.value)


def test_a_set_that_lacks_a_parameter_says_which(tmp_path):
    entries = {name: entry for name, entry in START.entries.items() if name != "quench"}
    path = written(tmp_path, sets.text(ParameterSet(START.about, entries)))
    with pytest.raises(ParameterSetError, match="quench is missing"):
        read_and_checked(path)


def test_what_is_not_text_is_no_set(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ParameterSetError, match="not a parameter set"):
        sets.read(path)


def test_a_parameter_that_is_newer_than_the_set_has_its_starting_value(monkeypatch):
    older = {name: entry for name, entry in START.entries.items() if name != "quench"}
    monkeypatch.setattr(sets, "defaults", lambda: ParameterSet({}, older))
    values = sets.default_values(ENTRIES.values())
    assert values["quench"] == ENTRIES["quench"].value
    assert list(values) == list(ENTRIES)


def test_the_values_of_the_set_are_the_defaults(monkeypatch):
    other = START.entries["quench"]
    other = Entry(9.0, other.unit, other.prior, other.source, "calibrated", other.start)
    monkeypatch.setattr(sets, "defaults", lambda: ParameterSet({}, {"quench": other}))
    assert sets.default_values(ENTRIES.values())["quench"] == 9.0


def test_completing_keeps_what_is_calibrated_and_nothing_else():
    fitted = Entry(9.0, "1", "fixed(1)", "somewhere", "calibrated", 1.0, 0.5)
    old = Entry(0.9, "1", "fixed(1)", "an old guess", "assumed", 0.9)
    kept = ParameterSet({"seed": 0}, {"quench": fitted, "anxiety": old, "gone": fitted})
    found = sets.completed(kept, ENTRIES.values())
    assert list(found.entries) == list(ENTRIES)
    assert found.entries["quench"] == fitted
    assert found.entries["anxiety"] == START.entries["anxiety"]
    assert found.about == {"seed": 0}


# The set that comes with the package


def test_the_packages_set_is_for_exactly_these_parameters():
    """If it fails after a change of parameters: `undertow calibrate --complete --out` the set."""
    found = sets.defaults()
    if not DEFAULTS.exists():
        assert found == ParameterSet()
        return
    sets.check(found, ENTRIES.values(), DEFAULTS.name)
    for name, kept in found.entries.items():
        assert (kept.unit, kept.prior) == (ENTRIES[name].unit, ENTRIES[name].prior.name), name
        assert kept.status == "calibrated" or kept.value == ENTRIES[name].value, name


def test_parameters_hold_the_packages_set():
    kept = sets.defaults().values()
    for name, value in Parameters().values().items():
        assert value == kept.get(name, ENTRIES[name].value), name
        assert np.ndim(value) == 0
