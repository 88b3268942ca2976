"""The walk through time keeps the contract of `jax.lax.scan`."""

import jax.numpy as jnp
import numpy as np
from jax import lax

from undertow.engine.walk import scan

ROWS = np.array([3.0, -1.0, 4.0, 1.0])


def falling(carry, row):
    """A step whose report differs from its carry."""
    return carry / 2 + row, carry * row


def test_it_walks_as_lax_scan_does():
    end, reports = scan(falling, 1.0, ROWS)
    there, told = lax.scan(falling, jnp.asarray(1.0), jnp.asarray(ROWS))
    assert end == there
    np.testing.assert_array_equal(reports, told)


def test_rows_come_in_their_order_and_once():
    seen = []

    def look(carry, row):
        seen.append(row)
        return carry + 1, (carry, row)

    end, reports = scan(look, 0, iter("abc"))
    assert seen == ["a", "b", "c"]
    assert (end, reports) == (3, [(0, "a"), (1, "b"), (2, "c")])


def test_no_rows_leave_the_carry_as_it_was():
    assert scan(falling, 7.0, []) == (7.0, [])
