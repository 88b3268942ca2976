"""What JAX must know about our types, and the precision that it works in.

Importing this turns 64-bit numbers on. Engines compute in the precision of the inputs all the
same: float32 for populations, float64 for inference.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from undertow.theory import Inputs, Mechanisms, Parameters, States

jax.config.update("jax_enable_x64", True)


def _take_apart(
    p: Parameters,
) -> tuple[list[tuple[Any, Any]], tuple[type[Parameters], Mechanisms]]:
    """Values are leaves; the mechanisms are fixed while a function is compiled.

    A whole number becomes a float, because nothing can be differentiated in an integer.
    """
    values = p.values()
    leaves = [float(v) if isinstance(v, int) else v for v in values.values()]
    named = list(zip(map(jax.tree_util.GetAttrKey, values), leaves, strict=True))
    return named, (type(p), p.mechanisms)


def _put_together(fixed: tuple[type[Parameters], Mechanisms], values: Any) -> Parameters:
    kind, mechanisms = fixed
    names = (entry.name for entry in kind.entries())
    return kind(mechanisms, **dict(zip(names, values, strict=True)))


def _register(kind: type[Parameters]) -> None:
    jax.tree_util.register_pytree_with_keys(kind, _take_apart, _put_together)


for _kind in (Parameters, *Parameters.__subclasses__()):
    _register(_kind)
Parameters.tell_of_new_kinds(_register)


def steps_of(inputs: Inputs) -> int:
    """Length of the time axis that the inputs share.

    Raises:
        ValueError: if no input has a time axis, or they differ in length.
    """
    lengths = {jnp.shape(field)[0] for field in inputs if jnp.ndim(field) > 0}
    if len(lengths) != 1:
        raise ValueError("inputs need one common time axis")
    return lengths.pop()


def in_one_precision(
    start: States, inputs: Inputs, p: Parameters
) -> tuple[States, Inputs, Parameters]:
    """The same values as arrays, all in the floating type of the inputs that have a time axis.

    Constants have no say in it. Where nothing that moves is floating, that is float64.
    """
    kinds = [np.dtype(field.dtype) for field in inputs if jnp.ndim(field) > 0]
    floating = [kind for kind in kinds if np.issubdtype(kind, np.floating)]
    kind = np.result_type(*floating) if floating else np.dtype(np.float64)
    return jax.tree.map(lambda leaf: jnp.asarray(leaf, kind), (start, inputs, p))
