"""Who made a data set, from the description that lies beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path


def citation(path: Path) -> str:
    """Authors, year, title, journal and address of the paper; the data's record and licence.

    Args:
        path: a `*_metadata.json` with `reference_a` as BibTeX or plain text, `paper_doi`,
            `zenodo_doi` and `license`.
    """
    about = json.loads(path.read_text("utf-8"))
    record = f"Data: https://doi.org/{about['zenodo_doi']}, {about['license']}."
    return f"{_paper(str(about['reference_a']))} {about['paper_doi']}. {record}"


def _paper(reference: str) -> str:
    """A BibTeX entry in one sentence."""
    names = [name.partition(",")[0].strip() for name in _field(reference, "author").split(" and ")]
    year = _field(reference, "date")[:4]
    journal = _field(reference, "journaltitle")
    authors = ", ".join(names[:-1]) + " & " + names[-1] if len(names) > 1 else names[0]
    ending = f" {journal}." if journal else ""
    return f"{authors} ({year}). {_field(reference, 'title')}.{ending}"


def _field(reference: str, name: str) -> str:
    """The text of a field, without braces; empty if it is not there."""
    start = re.search(rf"\b{name} = \{{", reference)
    if start is None:
        return ""
    depth, text = 1, []
    for letter in reference[start.end() :]:
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            break
        text.append(letter)
    return re.sub(r"[{}]", "", "".join(text)).strip()
