"""All screens, gathered from the modules of `app/screens`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from undertow.app import screens
from undertow.app.asking import Route
from undertow.app.paths import Map


@cache
def screens_by_path() -> Map:
    """Every screen: a module of `app/screens` offers its own as `ROUTES`."""
    found: list[Route] = []
    for module in pkgutil.iter_modules(screens.__path__):
        found += getattr(import_module(f"{screens.__name__}.{module.name}"), "ROUTES", ())
    return Map(found)
