"""Takes the README's picture: the stages of the example's reading, in Debian's chromium.

python tools/picture.py out/reading.html docs/reading.png
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, EDGE, ABOVE = 820, 24, 44


def main(page: str, picture: str) -> None:
    """Photograph the page from the headline of the cycle to the end of the stage strip."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        view = browser.new_page(viewport={"width": WIDTH, "height": 1000}, device_scale_factor=1.5)
        view.goto(Path(page).resolve().as_uri())
        strip = view.locator("figure").first.bounding_box()
        title = view.get_by_text("The record shows about").first.bounding_box()
        if strip is None or title is None:
            raise SystemExit(f"{page}: no stages on this page. Make it with `make run` first.")
        top = title["y"] - ABOVE  # the small heading belongs to it
        height = strip["y"] + strip["height"] + EDGE - top
        clip = {"x": 0.0, "y": top, "width": float(WIDTH), "height": height}
        view.screenshot(path=picture, full_page=True, clip=clip)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
