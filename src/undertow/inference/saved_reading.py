"""Saved readings: netCDF 4, which xarray opens without this program.

No pickle, nothing that runs when it is opened, nothing of what computed it.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from undertow.inference.reading import Reading
from undertow.inference.reading_tree import FORMAT, VERSION, from_tree, to_tree
from undertow.record.files import write_bytes
from undertow.record.problem import Problem

if TYPE_CHECKING:
    import xarray


def save(reading: Reading, path: str | os.PathLike[str]) -> None:
    """Write a reading as netCDF 4, whole or not at all.

    Raises:
        Problem: in one line, if the file cannot be written.
    """
    tree = to_tree(reading)
    packed = {
        node.path: {
            str(name): {"zlib": True, "complevel": 4}
            for name, variable in node.data_vars.items()
            if variable.ndim > 0
        }
        for node in tree.subtree
    }
    content = tree.to_netcdf(engine="h5netcdf", encoding=packed)
    assert content is not None
    write_bytes(path, bytes(content))


def open_reading(path: str | os.PathLike[str]) -> Reading:
    """A reading that `save` wrote.

    Raises:
        Problem: there is no such file, or it is not a saved reading, or of a later version.
    """
    import xarray

    name = Path(path).name
    try:
        content = Path(path).read_bytes()
    except IsADirectoryError:
        raise Problem("this is a folder. Give the name of a saved reading.", file=name) from None
    except FileNotFoundError:
        raise Problem("there is no such file.", file=name) from None
    except OSError:
        raise Problem("this file cannot be read. Look at its permissions.", file=name) from None
    try:
        with xarray.open_datatree(io.BytesIO(content), engine="h5netcdf") as tree:
            _check(tree, name)
            return from_tree(tree)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError):
        raise Problem("this is not a whole saved reading.", file=name) from None


def _check(tree: xarray.DataTree, name: str) -> None:
    """Refuses another format, and a later version of ours."""
    if tree.attrs.get("format") != FORMAT:
        raise Problem("this file holds something else than a saved reading.", file=name)
    if int(tree.attrs["version"]) > VERSION:
        raise Problem("a later version of this program saved it. Update first.", file=name)
