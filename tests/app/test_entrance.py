"""The way in: one address, good once and for a minute; then the passphrase."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from inside import LAUNCH, begin  # noqa: F401 (a fixture)
from running import PASSPHRASE, Running

from undertow.app import entrance
from undertow.app.entrance import wait_after
from undertow.vault.vault import Vault
from undertow.words import english


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "record"
    Vault.create(path, PASSPHRASE).close()
    return path


@pytest.fixture
def inside(kept, begin):  # noqa: F811
    return begin(kept)


def test_the_launch_address_shows_the_form_without_a_redirect_and_nothing_else(inside):
    answer = inside.enter()
    assert answer.status == 200
    assert 'name="passphrase"' in answer.body
    assert list(inside.cookies) == ["v54321"]
    assert 'src="/a.js"' in answer.body


def test_the_launch_address_works_once(inside):
    inside.enter()
    inside.cookies = {}
    assert inside.enter().status == 403
    assert inside.cookies == {}


def test_the_launch_address_dies_after_a_minute(inside, kept, begin):  # noqa: F811
    inside.clocks[0].time += 59.9
    assert inside.enter().status == 200
    late = begin(kept)
    late.clocks[0].time += 60.0
    assert late.enter().status == 403


def test_guessing_the_launch_address_does_not_spend_it(inside):
    for guess in ("", "l", LAUNCH[:-1], LAUNCH[:-1] + "m", LAUNCH + "l", LAUNCH.upper()):
        assert inside.get(f"/o?t={guess}").status == 403
    assert inside.enter().status == 200


@pytest.mark.parametrize("method", ["HEAD", "POST"])
def test_a_look_at_the_address_does_not_spend_it(inside, method):
    assert inside.ask(method, f"/o?t={LAUNCH}").status == 403
    assert inside.enter().status == 200


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(inside):
    inside.enter()
    assert inside.post("/o", passphrase="another").header("location") == ["/"]
    page = inside.get("/")
    assert "did not open" in page.body
    assert "s54321" not in inside.cookies
    inside.post("/o", passphrase=PASSPHRASE)
    assert inside.cookies["s54321"]
    assert "did not open" not in inside.get("/nothing").body


def test_a_passphrase_never_comes_back_on_a_page(inside):
    inside.enter()
    inside.post("/o", passphrase="not-this-one")
    assert "not-this-one" not in inside.get("/").body


def test_each_wrong_try_makes_the_next_one_slower_up_to_a_limit():
    waits = [wait_after(wrong) for wrong in range(40)]
    assert waits[:4] == [0, 0.5, 1.0, 2.0]
    assert waits == sorted(waits)
    assert waits[-1] == 8.0


def test_tries_take_turns_and_wait(inside, monkeypatch):
    waited = []

    async def note(seconds):
        waited.append(seconds)

    monkeypatch.setattr(entrance.asyncio, "sleep", note)
    inside.enter()
    for _ in range(3):
        inside.post("/o", passphrase="wrong")
    inside.post("/o", passphrase=PASSPHRASE)
    assert waited == [0.0, 0.5, 1.0, 2.0]


def test_where_there_is_no_record_yet_two_equal_passphrases_make_one(tmp_path, begin):  # noqa: F811
    inside = begin(tmp_path / "new" / "record")
    assert 'name="again"' in inside.enter().body
    inside.post("/o", passphrase="short", again="short")
    assert "8" in inside.get("/").body
    inside.post("/o", passphrase=PASSPHRASE, again=PASSPHRASE + "s")
    assert "not the same" in inside.get("/").body
    assert not (tmp_path / "new" / "record").exists()
    inside.post("/o", passphrase=PASSPHRASE, again=PASSPHRASE)
    assert inside.cookies["s54321"]
    inside.post("/l")
    Vault.open(tmp_path / "new" / "record", PASSPHRASE).close()


def test_a_record_that_is_open_elsewhere_is_told_and_opens_later(inside, kept):
    inside.enter()
    with Vault.open(kept, PASSPHRASE):
        inside.post("/o", passphrase=PASSPHRASE)
        assert "open in another window" in inside.get("/").body
    inside.post("/o", passphrase=PASSPHRASE)
    assert inside.cookies["s54321"]


def test_a_second_browser_that_knows_the_passphrase_does_not_join(inside):
    inside.enter()
    inside.post("/o", passphrase=PASSPHRASE)
    del inside.cookies["s54321"]
    inside.post("/o", passphrase=PASSPHRASE)
    assert inside.ended == [20]
    assert not inside.cookies["s54321"]


def test_the_running_program_gives_the_address_once(kept):
    with Running(kept) as workbench:
        assert workbench.enter().status == 200
        workbench.cookies = {}
        assert workbench.enter().status == 403


@pytest.mark.parametrize("code", ["done", "notdone", "back", "notback"])
def test_what_was_done_before_the_lock_is_said_once_it_is_locked(inside, code):
    inside.enter()
    said = english().say(f"app.entrance.said.{code}")
    assert said in inside.get(f"/?s={code}").body
    assert said not in inside.get("/").body
    assert "status done" not in inside.get("/?s=else").body
