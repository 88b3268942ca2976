"""The sentences of the workbench: each is used, and each that is used is there."""

import ast
import re
from functools import cache
from pathlib import Path

import undertow
from undertow.words import english

SOURCE = Path(undertow.__file__).parent
NAMED = re.compile(r"app\.\w+(\.\w+)+")
QUOTED = re.compile(r"""["'](app\.\w+(?:\.\w+)+)["']""")
JOINED = re.compile(r"""["'](app\.[\w.]*)["']((?:\s*~\s*(?:[\w.]+|["'][\w.]*["']))+)""")


@cache
def sentences():
    """Keys as they are asked for: the two forms of a plural are one."""
    keys = {key for key in english().keys() if key.startswith("app.")}  # noqa: SIM118
    plural = {key.removesuffix(".one") for key in keys if key.endswith(".one")}
    plural = {key for key in plural if f"{key}.other" in keys}
    return {key for key in keys if key.rpartition(".")[0] not in plural} | plural


@cache
def asked_for():
    """Names written whole, and patterns of those put together: each filled-in part is one word."""
    whole, patterns = set(), set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole |= {node.value} if NAMED.fullmatch(node.value) else set()
            elif isinstance(node, ast.JoinedStr):
                parts = [getattr(part, "value", None) for part in node.values]
                if isinstance(parts[0], str) and parts[0].startswith("app."):
                    patterns.add(together(isinstance(part, str) and part for part in parts))
    for file in SOURCE.rglob("*.j2"):
        text = file.read_text(encoding="utf-8")
        fronts = [front for front, _ in JOINED.findall(text)]
        whole |= {name for name in QUOTED.findall(text) if name not in fronts}
        for front, rest in JOINED.findall(text):
            parts = re.findall(r"~\s*(\S+)", rest)
            patterns.add(together([front, *(p[0] in "\"'" and p[1:-1] for p in parts)]))
    return whole, [re.compile(pattern) for pattern in patterns]


def together(parts):
    """The pattern of a name in parts: text as it is, anything else one word."""
    return "".join(re.escape(part) if part else r"\w+" for part in parts)


def named_tables():
    """Tables written whole, out of which a code picks one sentence."""
    return asked_for()[0] - sentences()


def test_no_sentence_of_the_workbench_is_left_over():
    whole, patterns = asked_for()
    left = [
        key
        for key in sentences() - whole
        if key.rpartition(".")[0] not in named_tables()
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert sorted(left) == []


def test_every_sentence_or_table_that_is_named_is_there():
    tables = {key.rpartition(".")[0] for key in sentences()}
    assert sorted(named_tables() - tables) == []


def test_whatever_is_put_together_from_parts_finds_a_sentence():
    patterns = asked_for()[1]
    assert len(patterns) > 10
    empty = [one.pattern for one in patterns if not any(map(one.fullmatch, sentences()))]
    assert sorted(empty) == []


def test_a_code_of_an_address_picks_from_a_table_of_its_own():
    """Otherwise an address made up by hand could show any sentence as if something was done."""
    assert (
        sorted(table for table in named_tables() if not table.endswith((".said", ".wrong"))) == []
    )
