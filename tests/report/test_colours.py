"""Contrast of every colour on the page, in both schemes (WCAG 2.2 AA)."""

import re

import pytest

from undertow.report.view import resource, stylesheet

CSS = stylesheet() + resource("page.css")
BACKGROUNDS = ("paper", "wash")
TEXT = ("ink", "soft")
DRAWN = (
    "idealization", "harm", "reconciliation", "calm", "apart", "steady", "unwritten",
    "pull", "judgement",
)  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root[^{]* \{(.*?)\}", resource("palette.css"), re.DOTALL)
    read = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(("light", "dark chosen", "dark"), read, strict=True))


def test_dark_is_the_same_chosen_or_by_the_device():
    assert schemes()["dark chosen"] == schemes()["dark"] != schemes()["light"]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize(("names", "least"), [(TEXT, 4.5), (DRAWN, 3.0)])
def test_text_and_shapes_stand_out(scheme, background, names, least):
    colours = schemes()[scheme]
    measured = {name: contrast(colours[name], colours[background]) for name in names}
    assert min(measured.values()) >= least, measured


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_harm_is_not_alarm_red(scheme):
    colour = schemes()[scheme]["harm"]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    assert blue > red > green


def test_every_colour_is_named_once_and_used():
    body = CSS[CSS.index(".reading") :]
    assert not re.search(r"#[0-9a-f]{6}", body)
    for name in schemes()["light"]:
        assert f"var(--{name})" in body, name
