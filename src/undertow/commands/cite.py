"""`undertow cite`: the literature behind what was used, as BibTeX."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter


def cite(*, only: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None) -> None:
    """Print BibTeX for exactly what was used: this program, and the literature behind it.

    Without --only: every source that a law, a number or an experiment of the theory names. Reading
    a diary uses all of the theory, so this is also what a reading rests on.

    Args:
        only: ids of rows, such as A09 E01: what these rows name, and the numbers and mechanisms
            that they rest on.

    Raises:
        Problem: an unknown row.
    """
    # Imported here: `undertow cite --help` should not wait for the experiments.
    from undertow.evidence.bibliography import bibliography, bibtex, software
    from undertow.evidence.citing import keys_of_rows, keys_of_theory

    keys = keys_of_theory() if only is None else keys_of_rows(name.upper() for name in only)
    used = [source for key, source in bibliography().items() if key in keys]
    print(bibtex([software(), *used]), end="")
