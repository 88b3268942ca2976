"""Switches: every mechanism of the theory can be taken out, and its claims must then fail."""

from __future__ import annotations

from typing import NamedTuple


class Mechanisms(NamedTuple):
    """Which mechanisms are at work; all by default. False removes one (ablation).

    They are plain booleans, fixed before a run: what is switched off costs nothing.
    """

    relief: bool = True
    """Warmth that takes threat away is rewarding beyond the warmth itself (A07 A10)."""
    reward: bool = True
    """Unexpected warmth, without threat, is rewarding a little (A09)."""
    associability: bool = True
    """Surprises teach the more, the more volatile the other's warmth is (A09 B03)."""
    abandonment: bool = True
    """Warmth that is expected and stays away is a threat (B10 B12)."""
    naming: bool = True
    """Clarity weakens the response to relief (A17)."""
    story: bool = True
    """The partner's story wears clarity down while together (A31)."""
    soothing: bool = True
    """Self-soothing shortens threat and lowers its share in the pull (B07 B14)."""
    support: bool = True
    """Other people shorten threat (A18)."""
    isolation: bool = True
    """Support erodes together, the more the more power the other has (A18)."""
    exclusivity: bool = True
    """Relief comes to be expected from one person only (A30)."""
    working_model: bool = True
    """Early attachment prepares the bond (A13 B02)."""
    therapy: bool = True
    """Therapy lowers the working model and the bond (A16 B08)."""
    attachment: bool = True
    """Threat adds to the pull (A11)."""
    hope: bool = True
    """The best remembered warmth is hoped for again (A08)."""
    renewal: bool = True
    """Each return renews hope (A32)."""
    intermittency: bool = True
    """Rare warmth makes hope last (A09). Off: hope fades as if warmth had been continuous."""
    reactivation: bool = True
    """Contact and cues while apart reactivate the opponent state (A14)."""
    opponent: bool = True
    """Withdrawal: what pleasure leaves behind, felt apart (A02 A15)."""
    affection: bool = True
    """Warmth grows affection, whatever the harm (B04 A35)."""
    discounting: bool = True
    """The mind explains harm away in proportion to the tie (A27)."""
    alarm: bool = True
    """Threat leaves an alarm in the body that outlasts it (B14 E13)."""
    erosion: bool = True
    """The bond wears identity down (A19)."""
    loss: bool = True
    """A loss takes a part of a shared self with it (E19)."""
    grief: bool = True
    """Affection without contact turns into grief (A20)."""
    choice: bool = True
    """The working model chooses the next partner (B09)."""
    recognition: bool = True
    """Harm that is not physical is recognised late (A34)."""


ALL = Mechanisms()
