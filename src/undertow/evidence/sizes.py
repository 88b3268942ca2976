"""How large a difference must be where a claim gives a direction and no number.

One scale for all rows, fixed before any of them was run: a tenth is what a person could notice,
half is much, a twentieth is nothing. Ratios, unless a row says otherwise.
"""

from __future__ import annotations

from undertow.evidence.judging import at_least, at_most, within

MORE = at_least(1.1)
LESS = at_most(0.9)
MUCH_MORE = at_least(2.0)
MUCH_LESS = at_most(0.5)
MODESTLY_MORE = within(1.02, 1.5)
A_LITTLE_LESS = within(0.75, 0.98)
WEAKER_NOT_GONE = within(0.1, 0.9)
THE_SAME = within(0.95, 1.05)
STRONG = at_least(0.5)
"""Of a state between 0 and 1: more than half of its range."""
WEAK = at_most(0.2)
"""Of a state between 0 and 1."""
