"""A theory from another package: listed, simulated and read, and nothing here is touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from undertow.engine.diarist import draw_style, write_diary
from undertow.engine.life import Habits, Slot, simulate
from undertow.record import write_csv
from undertow.theory import Inputs, States
from undertow.theory.partner import PARTNERS
from undertow.theory.rivals import theories

UNDERTOW = str(Path(sys.executable).with_name("undertow"))

BOREDOM = """
from undertow.theory.parameter import Parameter, lognormal, positive
from undertow.theory.parameters import Parameters
from undertow.theory.rivals import AFFECTION


class Own(Parameters):
    boredom = Parameter(
        0.05, "1/day", positive, lognormal(0.05, 0.3), "b", "what dull days add", (), "assumed",
        "here", True,
    )


def bond(state, inputs, p):
    return p.boredom * (1 - state.felt_warmth) * inputs.contact, p.boredom


def pull(state, inputs, p):
    return state.affection + state.bond


THEORY = AFFECTION._replace(
    name="boredom", meaning="nothing else to do", source="the dull days of others", bond=bond,
    pull=pull, parameters=Own,
)
"""


def install(folder: Path, text: str) -> None:
    """What installing a package leaves behind: a module, and a folder that tells of it."""
    (folder / "boredom_theory.py").write_text(text)
    told = folder / "boredom_theory-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: boredom-theory\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[undertow.theories]\nb = boredom_theory:THEORY\n")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Runs the real command line where the package is installed."""
    install(tmp_path, BOREDOM)
    monkeypatch.syspath_prepend(tmp_path)
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]

    def undertow(*words: str) -> subprocess.CompletedProcess[str]:
        where = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        return subprocess.run(
            [UNDERTOW, *words], capture_output=True, text=True, timeout=120, env=where
        )

    yield undertow
    sys.modules.pop("boredom_theory", None)


def lived(theory, days: int = 90):
    """The diary of one simulated person to whom the theory applies, and what was true."""
    p = theory.parameters(leaving_propensity=0.1, boredom=0.1)
    partner = PARTNERS["cycle"]._replace(first_median=20.0)
    slots, _ = simulate(p, partner, Habits(), float(days), 3, np.arange(1), theory=theory)
    own = Slot(
        Inputs(*(np.broadcast_to(field, slots.stage.shape)[:, 0] for field in slots.inputs)),
        slots.stage[:, 0],
        slots.cycles[:, 0],
        States(*(field[:, 0] for field in slots.means)),
    )
    rng = np.random.default_rng(2)
    style = draw_style(rng)
    style = style._replace(asked=np.ones_like(style.asked))
    return write_diary(own, p, style, 20_000, rng, theory=theory), own.means


def test_it_is_listed_simulated_and_read(installed, tmp_path):
    listed = installed("theories")
    assert listed.returncode == 0, listed.stderr
    assert "boredom\n  nothing else to do\n" in listed.stdout
    assert "the dull days of others. Package: boredom-theory." in listed.stdout

    diary, means = lived(theories()["boredom"])
    assert means.bond[-1] > 0.2
    (tmp_path / "diary.csv").write_text(write_csv(diary))

    read = installed(
        "read", str(tmp_path / "diary.csv"), "--theory", "boredom", "--compare",
        "--json", str(tmp_path / "reading.json"),
    )  # fmt: skip
    assert read.returncode == 0, read.stderr
    assert "boredom: nothing else to do" in " ".join(read.stdout.split())
    reading = json.loads((tmp_path / "reading.json").read_text())
    assert reading["theory"] == "boredom"
    assert max(reading["states"]["bond"]["mean"]) > 0.2
    assert max(reading["states"]["withdrawal"]["mean"]) == 0
    assert len(reading["forecast"]["no_contact"]["mean"]) == 90
    assert [theory["name"] for theory in reading["theories"]] == [*theories()]

    unknown = installed("read", str(tmp_path / "diary.csv"), "--theory", "dullness")
    assert unknown.returncode == 2
    assert unknown.stdout == ""
    assert unknown.stderr == (
        "--theory: there is no theory called dullness. There are: reinforcement, repetition, "
        "affection, severity, boredom.\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("THEORY = 5", "offers no Theory"),
        ("import nothing_of_the_kind", "cannot be loaded (ModuleNotFoundError)"),
        (BOREDOM.replace('"boredom"', '"severity"'), "offers a theory called 'severity'"),
    ],
)
def test_a_package_that_offers_no_theory_is_one_line_and_troubles_no_other_reading(
    text, why, installed, tmp_path
):
    (tmp_path / "boredom_theory.py").write_text(text)
    (tmp_path / "diary.csv").write_text("time,kind,value\n2026-03-01,harm,7\n")
    for words in (["theories"], ["read", str(tmp_path / "diary.csv"), "--theory", "boredom"]):
        found = installed(*words)
        assert found.returncode == 2
        assert found.stderr.count("\n") == 1
        assert why in found.stderr
        assert "boredom-theory" in found.stderr
    usual = installed("read", str(tmp_path / "diary.csv"), "--theory", "severity")
    assert usual.returncode == 0, usual.stderr
