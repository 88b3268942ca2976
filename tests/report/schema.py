"""The part of JSON Schema that `reading.schema.json` uses; anything else in it is an error."""

from __future__ import annotations

import re

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "number": (int, float),
    "integer": int,
}
WORDS_ONLY = {"$schema", "$defs", "title", "description"}


def faults(value: object, schema: dict, root: dict, at: str = "$") -> list[str]:
    """Where a value does not fit a schema; empty when it does."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    found: list[str] = []
    for key, rule in schema.items():
        if key not in WORDS_ONLY:
            found += _CHECKS[key](value, rule, schema, root, at)
    return found


def _type(value, rule, schema, root, at):
    names = [rule] if isinstance(rule, str) else rule
    fits = any(
        isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        for name in names
    )
    return [] if fits else [f"{at} is not {rule}"]


def _properties(value, rule, schema, root, at):
    shared = [name for name in rule if name in value]
    return [f for name in shared for f in faults(value[name], rule[name], root, f"{at}.{name}")]


def _additional(value, rule, schema, root, at):
    extra = [name for name in value if name not in schema.get("properties", {})]
    if rule is False:
        return [f"{at}.{name} is not known" for name in extra]
    return [f for name in extra for f in faults(value[name], rule, root, f"{at}.{name}")]


def _required(value, rule, schema, root, at):
    return [f"{at}.{name} is missing" for name in rule if name not in value]


def _items(value, rule, schema, root, at):
    return [f for i, item in enumerate(value) for f in faults(item, rule, root, f"{at}[{i}]")]


def _bound(fits):
    def check(value, rule, schema, root, at):
        return [] if value is None or fits(value, rule) else [f"{at} is out of range"]

    return check


_CHECKS = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "const": _bound(lambda value, rule: value == rule),
    "enum": _bound(lambda value, rule: value in rule),
    "minimum": _bound(lambda value, rule: value >= rule),
    "maximum": _bound(lambda value, rule: value <= rule),
    "pattern": _bound(lambda value, rule: bool(re.search(rule, value))),
}
