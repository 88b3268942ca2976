"""`undertow theories`: what else could explain a pull, and where each account comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.theory import Theory


def theories() -> None:
    """List the theories that a record can be read under, with those of other packages.

    Raises:
        Problem: a package offers what is no theory.
    """
    # Imported here: `undertow theories --help` should not wait for them.
    from undertow.record.problem import Problem, printable
    from undertow.theory.rivals import UnusableTheory, offers
    from undertow.words import english

    words = english()
    try:
        known = offers()
    except UnusableTheory as error:
        raise Problem(f"{error}. Change or remove that package.") from error
    for theory, package in known:
        print(printable(theory.name))
        print(f"  {printable(theory.meaning, longest=300)}")
        source = printable(theory.source, longest=300)
        print(f"  {words.say('theories.source', source=source, package=printable(package))}")


def theory_called(name: str) -> Theory:
    """The theory that `--theory` names.

    Raises:
        Problem: there is none of this name, or a package offers what is no theory.
    """
    from undertow.record.problem import Problem, printable
    from undertow.theory.rivals import UnusableTheory, find

    try:
        return find(name)
    except KeyError as error:
        known = printable(error.args[0], longest=400)
        raise Problem(
            f"--theory: there is no theory called {printable(name)}. There are: {known}."
        ) from None
    except UnusableTheory as error:
        raise Problem(f"--theory: {error}. Change or remove that package.") from error


def all_theories() -> list[Theory]:
    """Every theory that there is, for `--compare`.

    Raises:
        Problem: a package offers what is no theory.
    """
    from undertow.record.problem import Problem
    from undertow.theory.rivals import UnusableTheory, offers

    try:
        return [offer.theory for offer in offers()]
    except UnusableTheory as error:
        raise Problem(f"--compare: {error}. Change or remove that package.") from error
