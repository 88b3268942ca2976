"""The page: sealed, neutral from outside, in the order that safety asks for."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from reading_level import grade
from readings import SHAPES
from test_every_sentence import FORBIDDEN

from undertow.inference.reading import SCENARIOS, Notice
from undertow.report.page import render_html, write_html

SPEAKING = re.compile(r"trauma|bond|abus|partner|surviv|victim|safety", re.IGNORECASE)
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Outline(HTMLParser):
    """Tags, ids, headings and visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self.title = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(str(given["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data
        elif not {"style", "title", "svg"} & set(self.open):
            self.text.append(data)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    return parser


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(outline(page).text))


def test_every_element_is_closed_and_every_id_is_there_once(reading):
    seen = outline(render_html(reading))
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))


def test_the_policy_allows_its_one_style_and_nothing_else(reading):
    page = render_html(reading)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [
        given["content"]
        for tag, given in outline(page).tags
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


def test_nothing_runs_and_nothing_is_fetched(reading):
    page = render_html(reading)
    for tag, given in outline(page).tags:
        assert tag not in {"script", "link", "img", "iframe", "form", "object", "base", "use"}
        for name, value in given.items():
            assert name not in {"style", "src", "srcset", "action"}
            assert not name.startswith("on")
            assert name != "href" or value == "#help"
    assert set(re.findall(r"url\((.*?)\)", page)) <= {"#unwritten"}
    assert "http:" not in page
    assert "https:" not in page
    assert "@import" not in page


def test_the_window_title_is_neutral(reading):
    page = outline(render_html(replace(reading, title="abuse-diary.csv")))
    assert page.title == "What this record shows"
    assert not SPEAKING.search(page.title)


def test_it_says_what_it_cannot_tell_before_anything_else(reading):
    text = text_of(render_html(reading))
    first = text.index("What this can and cannot tell")
    for later in ("The cycle", "The pull", "What brought relief", "Seven signs", "What may lie"):
        assert text.index(later, first) > first
    assert "not a diagnosis" in text[: text.index("The cycle")]


def test_sections_come_in_their_order(rich_reading):
    text = text_of(render_html(rich_reading))
    order = [
        "What this can and cannot tell",
        "This record is made up",
        "The record shows about",
        "One row for each stage",
        "Did the turns change?",
        "The pull is how strongly",
        "Relief and love, seen apart",
        "What I think of it, and how much it pulls",
        "What brought relief",
        "Seven signs, as questions",
        "As it has been",
        "On leaving",
        "Show other paths",
        "With no contact",
        "Limits of this reading",
    ]
    places = [text.index(phrase) for phrase in order]
    assert places == sorted(places)
    assert text.rindex("1-800-799-7233") > text.index("Limits of this reading")


def test_other_paths_lie_closed_below_the_help_line(rich_reading):
    page = render_html(rich_reading)
    closed = page.index('<details class="others">')
    assert page.index("On leaving") < page.index("1-800-799-7233") < closed
    for scenario in ("With no contact", "With one contact"):
        assert closed < page.index(scenario) < page.index("</section>", closed)


def test_a_record_too_short_to_look_ahead_says_so(rich_reading):
    page = render_html(replace(rich_reading, forecast={}, forecast_dates=[]))
    assert "too little in the record to look ahead" in page
    assert all(f'id="ahead-{name.replace("_", "-")}-title"' not in page for name in SCENARIOS)


def test_only_a_simulated_record_is_called_made_up(rich_reading):
    assert "This record is made up." in render_html(rich_reading)
    real = render_html(replace(rich_reading, simulated=False))
    assert "made up" not in real
    assert "simulated" not in real


def test_headings_never_skip_a_level(reading):
    levels = outline(render_html(reading)).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_picture_is_named_described_and_has_a_table(reading):
    page = render_html(reading)
    figures = re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)
    assert len(figures) >= 4
    for figure in figures:
        assert figure.count('role="img"') == 1
        assert re.search(r'<title id="[\w-]+">[^<]+</title><desc id="[\w-]+">[^<]+</desc>', figure)
        body = re.search(r"<details>.*<tbody>(.*)</tbody>", figure, re.DOTALL)
        assert body
        assert body[1].count("<tr>") >= 1
    references = re.findall(r'aria-(?:labelledby|describedby)="([\w-]+)"', page)
    assert set(references) <= set(outline(page).ids)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("pull", "On how much it pulls, the record says little about this."),
        ("bond", "On the pull that comes from relief, the record says little about this."),
        ("affection", "On love, the record says little about this."),
        ("appraisal", "On what I think of it, the record says little about this."),
    ],
)
@pytest.mark.parametrize(("known", "little"), [(0.31, False), (0.29, True), (float("nan"), True)])
def test_what_the_record_hardly_tells_is_said_to_be_little(
    rich_reading, state, said, known, little
):
    contraction = dict.fromkeys(rich_reading.states, 0.9) | {state: known}
    page = render_html(replace(rich_reading, contraction=contraction))
    assert (said in page) == little


def test_no_page_directs_labels_threatens_praises_or_shames(reading):
    found = FORBIDDEN.search(text_of(render_html(reading)))
    assert found is None, found


def test_the_whole_page_reads_at_grade_six_or_lower(reading):
    page = re.sub(r"<table.*?</table>", " ", render_html(reading), flags=re.DOTALL)
    ended = re.sub(r"(?<![.?!])(</(?:p|li|h[1-6]|dd|dt|summary|figcaption)>)", r".\1", page)
    assert grade(text_of(ended)) <= 6


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>.csv",
        '"><img src=x onerror=alert(1)>.csv',
        "{{ 7 * 7 }}.csv",
        "a\u202egnp.csv",
        "x" * 300,
    ],
)
def test_a_hostile_name_stays_a_name(rich_reading, title):
    page = render_html(replace(rich_reading, title=title))
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "49.csv" not in page
    assert "x" * 100 not in page
    assert outline(page).open == []


def test_hostile_values_of_a_notice_are_escaped(rich_reading):
    notice = Notice("other_people", {"people": 2, "chosen": "<b>{x}</b>"})
    page = render_html(replace(rich_reading, notices=[notice]))
    assert "&lt;b&gt;{x}&lt;/b&gt;" in page


def test_a_long_list_of_turns_shows_its_last_ones_and_all_on_request():
    page = render_html(SHAPES["ten_years"]())
    assert "These are the last 8 of 63 turns." in page
    assert "Show all 63 turns" in page
    tables = re.findall(r'<table class="turns".*?</table>', page, re.DOTALL)
    assert [len(re.findall('<th scope="row"', table)) for table in tables] == [8, 63]


def test_ten_years_stay_below_a_megabyte(tmp_path):
    path = tmp_path / "reading.html"
    write_html(SHAPES["ten_years"](), path)
    assert path.stat().st_size < 1_000_000
    assert "Each step is one week." in path.read_text(encoding="utf-8")


def test_nothing_unknown_is_shown_as_a_number(reading):
    text = text_of(render_html(reading))
    assert not re.search(r"\b(nan|inf|None)\b", text)
    assert "nan" not in re.sub(r"<style>.*?</style>", "", render_html(reading), flags=re.DOTALL)


def test_what_would_make_the_cycle_mislead_is_said_before_it(rich_reading):
    notices = [Notice("mapped_table"), Notice("reporting")]
    text = text_of(render_html(replace(rich_reading, notices=notices)))
    assert text.index("table made elsewhere") < text.index("turns of the cycle")
    assert text.index("What was not written cannot be seen.") > text.index("Limits of this reading")


def test_stages_that_cannot_be_named_are_not_drawn(rich_reading):
    page = render_html(replace(rich_reading, notices=[Notice("no_events")]))
    assert "The stages cannot be named from this record." in text_of(page)
    assert "What the names mean" not in text_of(page)
    assert "Each turn" not in text_of(page)
    assert 'id="stages-title' not in page
    assert 'id="stages-title' in render_html(rich_reading)
