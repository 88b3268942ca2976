"""What becomes of a screen's answer. A form is always answered by going on to an address."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from inside import begin  # noqa: F401 (a fixture)
from running import PASSPHRASE

from undertow.app.asking import File, Go, Page, Route
from undertow.app.paths import Map
from undertow.record.problem import Problem
from undertow.vault.vault import Vault


def told(message, status=200):
    return Page("problem.html.j2", {"message": message}, status)


def screen(ask):
    seen.append(ask)
    match ask.field("do"):
        case "page":
            return told(f"You wrote {ask.field('text')}", 400)
        case "file":
            return File('a"b\r\n/ü.csv', "text/csv", b"1,2\n")
        case "problem":
            raise Problem("That is no day.")
        case "fault":
            raise RuntimeError(ask.field("text"))
        case "go":
            return Go("/s?done=1")
        case _:
            return told("nothing done")


seen = []


@pytest.fixture
def inside(tmp_path, begin):  # noqa: F811
    seen.clear()
    path = tmp_path / "record"
    Vault.create(path, PASSPHRASE).close()
    routes = [
        Route("/s", screen),
        Route("/g/{name}", lambda ask: told(f"part {ask.parts['name']}"), ("GET",)),
        Route("/g/one", lambda ask: told("the one"), ("GET",)),
    ]
    made = begin(path, routes)
    made.enter()
    made.post("/o", passphrase=PASSPHRASE)
    made.get("/s")
    return made


@pytest.mark.parametrize(
    ("do", "status", "words"),
    [
        ("page", 400, "You wrote &lt;b&gt;"),
        ("problem", 400, "That is no day."),
        ("fault", 500, "RuntimeError"),
        ("file", 200, "1,2"),
        ("", 200, "nothing done"),
    ],
)
def test_a_form_is_answered_by_going_on_and_the_answer_can_be_loaded_again(
    inside, do, status, words
):
    answer = inside.post("/s", do=do, text="<b>")
    assert answer.status == 303
    (location,) = answer.header("location")
    assert location.startswith("/s?r=")
    for _ in range(2):
        page = inside.get(location)
        assert page.status == status
        assert words in page.body
        assert "<b>" not in page.body
    assert sum(ask.method == "POST" for ask in seen) == 1


def test_a_form_that_goes_on_goes_there(inside):
    assert inside.post("/s", do="go").header("location") == ["/s?done=1"]


def test_old_answers_are_forgotten(inside):
    first = inside.post("/s", do="page", text="the first").header("location")[0]
    for _ in range(4):
        inside.post("/s", do="page", text="another")
    assert "the first" not in inside.get(first).body
    assert "nothing done" in inside.get(first).body


def test_a_screen_is_given_the_fields_and_never_the_token(inside):
    inside.post("/s?a=1&a=2", text=" x ", more=["1", "2"])
    ask = seen[-1]
    assert ask.method == "POST"
    assert dict(ask.form) == {"text": [" x "], "more": ["1", "2"]}
    assert ask.query == {"a": ["1", "2"]}
    assert ask.field("text") == "x"
    assert ask.now.tzinfo is not None


def test_a_file_has_a_name_of_plain_letters_and_is_saved_not_shown(inside):
    answer = inside.get(inside.post("/s", do="file").header("location")[0])
    assert answer.header("content-disposition") == ['attachment; filename="a_b____.csv"']
    assert answer.header("content-type") == ["text/csv"]


def test_a_screen_that_takes_no_form_says_so(inside):
    answer = inside.post("/g/one")
    assert (answer.status, answer.header("allow")) == (405, ["GET"])


def test_a_path_without_parts_goes_before_one_with(inside):
    assert "the one" in inside.get("/g/one").body
    assert "part two-2" in inside.get("/g/two-2").body
    assert inside.get("/g/two/three").status == 404


@pytest.mark.parametrize("path", ["/o", "/x", "/l", "/t", "/a.css", "/s"])
def test_two_things_at_one_path_are_a_mistake_of_ours(path):
    with pytest.raises(ValueError, match=path):
        Map([Route("/s", screen), Route(path, screen)])


def test_the_settings_take_hold_at_once(inside):
    vault = seen[-1].vault
    vault.set("look", "Recipes")
    vault.set("theme", "dark")
    vault.set("lock_minutes", 3)
    vault.set("exit_address", "https://www.wikipedia.org/")
    inside.post("/s")
    page = inside.get("/s").body
    for part in ("<title>Recipes</title>", 'data-theme="dark"', 'data-lock="180"',
                 'data-exit="https://www.wikipedia.org/"'):  # fmt: skip
        assert part in page
    for name, value in (("look", 5), ("theme", "<b>"), ("lock_minutes", 0), ("exit_address", None)):
        vault.set(name, value)
    inside.post("/s")
    page = inside.get("/s").body
    for part in ("<title>Notes</title>", 'data-theme="auto"', 'data-lock="600"', 'data-exit=""'):
        assert part in page
