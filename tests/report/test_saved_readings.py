"""A saved reading is the reading: labelled arrays, nothing that runs, nothing of what made it."""

import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import xarray
from readings import eight_months, one_day, only_apart, three_entries

from undertow.inference.reading import READ_STATES, EarlierForecast, Posterior, Reading
from undertow.record import Notice, Problem

ALL = pytest.mark.parametrize("made", [eight_months, three_entries, one_day, only_apart])


def same(one, other):
    """Equal to the bit, whatever is nested in what."""
    if is_dataclass(one):
        assert type(one) is type(other)
        assert all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    elif isinstance(one, dict):
        assert list(one) == list(other)
        assert all(same(value, other[name]) for name, value in one.items())
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        assert all(same(a, b) for a, b in zip(one, other, strict=True))
    else:
        np.testing.assert_array_equal(one, other)
    return True


def with_draws(reading, draws=7):
    luck = np.random.default_rng(1)
    days = len(reading.dates)
    return replace(
        reading,
        earlier=[
            EarlierForecast(reading.dates[0], day, 1.5, 4.25, 3.0) for day in reading.dates[1:3]
        ],
        posterior=Posterior(
            method="laplace",
            stage=luck.integers(0, 6, (draws, days)),
            states={name: luck.random((draws, days)) for name in READ_STATES},
            parameters={"anxiety": luck.random(draws)},
            facts={"pareto_k": 0.41},
        ),
    )


@ALL
def test_what_is_opened_is_what_was_saved(made, tmp_path):
    reading = replace(made(), notices=[Notice("few_entries", {"entries": 3, "days": 5.5})])
    reading.save(tmp_path / "reading.nc")
    assert same(reading, Reading.open(tmp_path / "reading.nc"))


@ALL
def test_draws_are_kept_with_their_names_and_facts(made, tmp_path):
    reading = with_draws(made())
    reading.save(tmp_path / "reading.nc")
    assert same(reading, Reading.open(tmp_path / "reading.nc"))


def test_a_researcher_needs_xarray_alone(tmp_path):
    with_draws(eight_months()).save(tmp_path / "reading.nc")
    with xarray.open_datatree(tmp_path / "reading.nc", engine="h5netcdf") as tree:
        pull = tree["states"]["mean"].sel(state="pull")
        assert pull.sizes["date"] == len(eight_months().dates)
        assert set(tree["posterior"].sizes) >= {"draw", "date"}


def test_opening_imports_nothing_that_reads_a_diary(tmp_path):
    eight_months().save(tmp_path / "reading.nc")
    program = (
        "import sys\n"
        "from undertow.inference.reading import Reading\n"
        f"Reading.open({str(tmp_path / 'reading.nc')!r})\n"
        "assert 'jax' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_nothing_in_the_file_is_pickled(tmp_path):
    with_draws(eight_months()).save(tmp_path / "reading.nc")
    with xarray.open_datatree(tmp_path / "reading.nc", engine="h5netcdf") as tree:
        kinds = {v.dtype.kind for node in tree.subtree for v in node.variables.values()}
    assert kinds <= set("fiMOUST"), kinds
    assert b"cpickle" not in (tmp_path / "reading.nc").read_bytes().lower()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"time,kind\n"),
        lambda path: path.write_bytes(path.read_bytes()[:3000]),
        lambda path: xarray.Dataset({"x": 1}).to_netcdf(path, engine="h5netcdf"),
    ],
    ids=["missing", "folder", "empty", "text", "cut short", "something else"],
)
def test_what_is_no_saved_reading_is_refused_in_one_line(spoil, tmp_path):
    path = tmp_path / "reading.nc"
    eight_months().save(path)
    spoil(path)
    with pytest.raises(Problem) as caught:
        Reading.open(path)
    assert str(caught.value).startswith("reading.nc: ")
    assert "\n" not in str(caught.value)


def test_a_reading_of_a_later_version_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "reading.nc"
    monkeypatch.setattr("undertow.inference.reading_tree.VERSION", 2)
    eight_months().save(path)
    with pytest.raises(Problem, match="later version"):
        Reading.open(path)


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path):
    with pytest.raises(Problem):
        eight_months().save(tmp_path / "nowhere" / "reading.nc")
    assert list(tmp_path.iterdir()) == []
