"""Morning and afternoon on a clock of twelve hours, in the words phones use for it."""

from __future__ import annotations

import re

_BEFORE_NOON = (
    "am", "a.m.", "a.m", "a. m.", "vorm.", "fm", "f.m.", "f.h.", "ap.", "ap", "de.", "sa", "öö",
    "pg", "дп", "пр.пл.", "πμ", "π.μ.", "ق.ظ", "ق.ظ.", "ص", "לפנה״צ", 'לפנה"צ', "पूर्वाह्न", "पूर्व",
    "म.पू.", "পূর্বাহ্ণ", "am.", "오전", "上午", "午前", "凌晨", "早上", "清晨", "清早",
    "ก่อนเที่ยง", "paradite", "e paradites", "முற்பகல்",
)  # fmt: skip
_AFTER_NOON = (
    "pm", "p.m.", "p.m", "p. m.", "nachm.", "em", "e.m.", "e.h.", "ip.", "ip", "du.", "ch", "ös",
    "ptg", "пп", "сл.пл.", "μμ", "μ.μ.", "ب.ظ", "ب.ظ.", "م", "אחה״צ", 'אחה"צ', "अपराह्न", "अपर",
    "म.उ.", "অপরাহ্ণ", "pm.", "오후", "下午", "午後", "中午", "晚上", "หลังเที่ยง", "pasdite",
    "e pasdites", "பிற்பகல்",
)  # fmt: skip

SPACES = " \t\u00a0\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Kinds of space that stand in headers."""

_STANDARD = re.compile(f"[{SPACES}]+")


def _plain(word: str) -> str:
    return _STANDARD.sub(" ", word).casefold()


_MORNING = {_plain(word) for word in _BEFORE_NOON}
_WORDS = sorted({*_BEFORE_NOON, *_AFTER_NOON}, key=len, reverse=True)

HALF_DAY = "|".join(re.escape(word).replace(r"\ ", f"[{SPACES}]") for word in _WORDS)
"""A regular expression for any of the words, capitals aside; the longest first."""


def hour_of_day(hour: int, half: str | None) -> int:
    """The hour from 0 to 23.

    Args:
        hour: as written.
        half: the word for morning or afternoon, None on a clock of 24 hours.

    Raises:
        ValueError: no such hour.
    """
    if half is None:
        if hour > 23:
            raise ValueError("hour")
        return hour
    if not 0 <= hour <= 12:
        raise ValueError("hour")
    return hour % 12 + (0 if _plain(half) in _MORNING else 12)
