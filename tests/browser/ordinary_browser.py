"""Chromium as a person has it: a profile on disk, pages kept in memory, tabs that come back."""

import contextlib
import json
import os
import signal
import time
from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
MANIFEST = {
    "manifest_version": 3,
    "name": "tabs",
    "version": "1",
    "permissions": ["sessions", "tabs"],
    "background": {"service_worker": "worker.js"},
}
"""An extension that does what the menu entry "Reopen closed tab" does."""


class Browser:
    """A browser on a profile; `again` starts it anew on the same one."""

    def __init__(self, playwright, folder):
        self._playwright = playwright
        self.profile = folder / "profile"
        self._extension = folder / "extension"
        self._extension.mkdir()
        (self._extension / "manifest.json").write_text(json.dumps(MANIFEST))
        (self._extension / "worker.js").write_text("")
        self._prefer()
        self.start()

    def _prefer(self):
        """ "Continue where you left off", and after a crash the person said yes to that."""
        file = self.profile / "Default" / "Preferences"
        file.parent.mkdir(parents=True, exist_ok=True)
        settings = json.loads(file.read_text()) if file.exists() else {}
        settings.setdefault("session", {})["restore_on_startup"] = 1
        settings.setdefault("profile", {})["exit_type"] = "Normal"
        file.write_text(json.dumps(settings))

    def start(self, *more):
        self.context = self._playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, f"--load-extension={self._extension}", *more],
            ignore_default_args=[
                "--disable-back-forward-cache",
                "--disable-extensions",
                "--enable-automation",
            ],
        )
        self.page = self.context.pages[0]

    def again(self):
        """The last session comes back."""
        self._prefer()
        self.start("--restore-last-session")
        self.page.wait_for_timeout(1500)
        self.page = max(self.context.pages, key=lambda page: page.url.startswith("http"))

    def close(self):
        self.context.close()

    def kill(self):
        """All processes of the browser at once, as when the power goes."""
        for process in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while self.processes():
            time.sleep(0.05)
        (self.profile / "SingletonLock").unlink(missing_ok=True)

    def processes(self):
        mark = f"--user-data-dir={self.profile}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and mark in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    def reopen_tab(self):
        """Brings back the tab that was closed last, and returns it."""
        worker = self.context.service_workers or [self.context.wait_for_event("serviceworker")]
        with self.context.expect_page() as opened:
            worker[0].evaluate("chrome.sessions.restore()")
        opened.value.wait_for_load_state()
        return opened.value

    def seen(self):
        """All words in all tabs, and in their fields."""
        return "\n".join(words_on(page) for page in self.context.pages)

    def back_and_forward(self):
        """What is seen on the way back to the first page of the tab, and forward again."""
        seen = []
        for step in (self.page.go_back, self.page.go_forward):
            for _ in range(6):
                with contextlib.suppress(Exception):  # the address does not answer any more
                    step(wait_until="commit", timeout=1000)
                self.page.wait_for_timeout(100)
                seen.append(words_on(self.page))
        return "\n".join(seen)

    def on_disk(self, word):
        """The files of the profile that hold a word, in any of the ways a browser writes it."""
        marks = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        return [
            file
            for file in self.profile.rglob("*")
            if file.is_file() and any(mark in file.read_bytes() for mark in marks)
        ]


def words_on(page):
    """Title, address, text and fields of a page."""
    return page.evaluate(
        """() => [document.title, location.href, document.documentElement?.innerText ?? '',
            ...[...document.querySelectorAll('input, textarea')].map(one => one.value)
        ].join('\\n')"""
    )
