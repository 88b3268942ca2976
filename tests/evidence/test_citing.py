"""What is cited is what was used, and every source that the code names is in the bibliography."""

import io
import tomllib
from pathlib import Path

import pytest
from pybtex.database import parse_string

from undertow.cli import main
from undertow.evidence import bibliography as shelf
from undertow.evidence.bibliography import Source, bibliography, bibtex, software
from undertow.evidence.citing import (
    OWN,
    ROWS,
    THEORY,
    docstrings,
    keys_in,
    keys_of_rows,
    keys_of_theory,
    laws_with,
    only_with,
    rests_on,
    source_of,
    unresolved,
)
from undertow.evidence.rows import row, row_names
from undertow.theory import Parameters

SOURCES = {f"row {name}": row(name).source for name in row_names()} | {
    f"parameter {entry.name}": source_of(entry.name) for entry in Parameters.entries()
}
HINT = "add it to evidence/sources.toml"


@pytest.mark.parametrize("place", SOURCES)
def test_a_source_is_in_the_bibliography_or_is_a_document_of_ours(place):
    text = SOURCES[place]
    assert unresolved(text) == [], HINT
    assert keys_in(text) or any(own in text for own in OWN), f"{text!r}: {HINT}"


def test_literature_in_docstrings_is_in_the_bibliography():
    missing = {
        name for place in (THEORY, ROWS) for said in docstrings(place) for name in unresolved(said)
    }
    assert missing == set(), HINT


def test_no_entry_is_unused():
    assert set(bibliography()) == keys_of_theory()


def test_no_two_entries_are_named_alike():
    names = [source.cited for source in bibliography().values()]
    assert len(names) == len(set(names))


def test_all_of_it_is_bibtex():
    everything = [software(), *bibliography().values()]
    parsed = parse_string(bibtex(everything), "bibtex")
    assert [*parsed.entries] == [source.key for source in everything]
    for key, entry in parsed.entries.items():
        assert entry.persons["author"], key
        assert "year" in entry.fields or key == "undertow"


def test_a_letter_that_means_something_in_tex_is_told_as_itself():
    source = Source("k", "misc", "A 2000", {"title": "50 % of A & B_1", "year": "2000"})
    assert r"50 \% of A \& B\_1" in source.bibtex
    assert parse_string(source.bibtex, "bibtex").entries["k"].fields["year"] == "2000"


def test_what_is_remembered_says_so():
    for source in bibliography().values():
        if source.fields.get("title") and "bstract" not in source.fields["note"]:
            assert "not checked" in source.fields["note"], source.key


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ('cited = "A 2000"\nyear = "2000"\ndoy = "1"', "doy"),
        ('year = "2000"', "cited"),
        ('cited = "A 2000"', "year"),
    ],
)
def test_a_broken_entry_is_named(tmp_path, monkeypatch, broken, word):
    (tmp_path / "sources.toml").write_text(f"[a_2000]\n{broken}\n")
    monkeypatch.setattr(shelf, "FILE", tmp_path / "sources.toml")
    with pytest.raises(ValueError, match=rf"sources.toml, \[a_2000\].*{word}"):
        shelf.bibliography.__wrapped__()


def test_the_program_is_cited_as_its_own_file_says(request):
    root = Path(__file__).parents[2]
    said = dict(
        line.split(": ", 1)
        for line in (root / "CITATION.cff").read_text().splitlines()
        if ": " in line
    )
    fields = software().fields
    assert said["title"].strip('"') == fields["title"]
    assert said["version"] == fields["version"]
    assert said["  - name"].strip('"') in fields["author"]


def test_a_row_cites_its_own_source_and_no_other():
    assert keys_of_rows(["E01"]) == {"dutton_painter_1993"}
    assert keys_of_rows(["A21"]) == {"campbell_2003", "wilson_daly_1993"}


def test_a_row_cites_what_its_numbers_rest_on():
    assert "omissions" in rests_on("A09")
    assert {"chan_harris_2019", "harris_2024"} <= keys_of_rows(["A09"])
    assert "dutton_painter_1993" not in keys_of_rows(["A09"])


def test_a_mechanism_owns_the_numbers_that_only_it_reads():
    assert "opponent_gain" in only_with("opponent")
    assert "reaching_days" not in only_with("opponent")
    assert "naming_share" in only_with("naming")


def test_a_mechanism_cites_what_its_laws_say():
    assert any("Solomon & Corbit 1974" in said for said in laws_with("opponent"))
    assert not any("Solomon & Corbit 1974" in said for said in laws_with("naming"))


def test_the_finding_that_a_text_names_leads_to_its_literature():
    assert keys_in("theory.md; E17") == {"marshall_2012"}
    assert keys_in("claims.md, A04") == set()
    assert unresolved("as in Nobody & Nothing 1901, J Void 1:1") == ["Nobody & Nothing 1901"]


def run(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["cite", *words])
    told = capsys.readouterr()
    return ended.value.code, told.out, told.err


def test_the_command_prints_what_was_asked_for(capsys):
    status, out, _ = run(capsys, "--only", "e01", "A21")
    assert status == 0
    assert [*parse_string(out, "bibtex").entries] == [
        *("undertow", "dutton_painter_1993", "campbell_2003", "wilson_daly_1993")
    ]


def test_the_command_prints_everything_where_nothing_is_asked(capsys):
    status, out, _ = run(capsys)
    assert status == 0
    assert set(parse_string(out, "bibtex").entries) == {"undertow", *keys_of_theory()}


def test_an_unknown_row_is_told_in_one_line(capsys):
    status, out, err = run(capsys, "--only", "Z99")
    assert (status, out) == (2, "")
    assert "Z99" in err
    assert err.count("\n") == 1


def test_the_file_has_a_table_an_entry():
    tables = tomllib.load(io.BytesIO(shelf.FILE.read_bytes()))
    assert list(tables) == list(bibliography())
