"""How long does an import take, and how much memory?

A made-up WhatsApp chat of 200 MB (aim: under 60 s and 500 MB) and ten years of daily entries, as a
mood app's export and as our own diary (aim: under 10 s), by `undertow import` in a process of its
own. The chat is written with and without the JSON lines, which hold the proposals too. The chat's
words are drawn from a list of our own; its lengths, runs and pauses imitate a busy chat, in which
two of five messages are short and come again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

CHAT_BYTES = 200_000_000
WORDS = (
    "and the we you i to of it is not so just home later see what why when maybe because work "
    "today tomorrow really sorry love thanks please hate never always back bus train dinner milk "
    "call me tonight ok yes no fine sure don't can't won't where are look this that again"
)


def write_chat(path: Path, size: int) -> int:
    """Writes a chat of about `size` bytes; how many messages it has."""
    rng = random.Random(1)
    words = WORDS.split()
    common = [" ".join(rng.choices(words, k=rng.randint(1, 5))) for _ in range(2000)]
    time_now = datetime(2014, 1, 1, 8)
    names = ("Alex", "Sam")
    count = written = sender = 0
    with open(path, "w", encoding="utf-8", newline="") as stream:
        while written < size:
            time_now += timedelta(seconds=rng.choice((5, 10, 20, 40, 60, 300)))
            sender = sender if rng.random() < 0.4 else 1 - sender
            fresh = " ".join(rng.choices(words, k=rng.randint(2, 20)))
            body = rng.choice(common) if rng.random() < 0.4 else fresh
            body += " \U0001f642" if rng.random() < 0.1 else ""
            body += "\n" + rng.choice(common) if rng.random() < 0.05 else ""
            line = f"{time_now:%d/%m/%Y, %H:%M} - {names[sender]}: {body}\n"
            written += stream.write(line)
            count += 1
    return count


def write_moods(path: Path, days: int) -> None:
    """Writes a mood app's export with an entry a day, newest first."""
    rng = random.Random(2)
    words = WORDS.split()
    rows = ["full_date,date,weekday,time,mood,activities,note_title,note"]
    for back in range(days):
        day = datetime(2025, 12, 31) - timedelta(days=back)
        mood = rng.choice(("rad", "good", "meh", "bad", "awful"))
        note = " ".join(rng.choices(words, k=12))
        rows.append(f'{day:%Y-%m-%d},{day:%d %B},{day:%A},21:30,{mood},"work | walk","","{note}"')
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def measured(*words: str | Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of computing, and peak memory in MB of one import."""
    undertow = Path(sys.executable).with_name("undertow")
    start = time.perf_counter()
    process = subprocess.Popen([undertow, "import", *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"the import ended with status {process.returncode}")
    kilobyte = 1 if sys.platform == "darwin" else 1024
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * kilobyte / 1e6


def tell(what: str, figures: tuple[float, float, float]) -> None:
    """Prints one line."""
    seconds, computing, memory = figures
    print(f"{what}: {seconds:.1f} s on the clock, {computing:.1f} s of computing, {memory:.0f} MB")


def main() -> None:
    """Prints one line an import."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        chat, moods, diary = (Path(folder) / name for name in ("chat.txt", "moods.csv", "own.csv"))
        out, lines = Path(folder) / "out.csv", Path(folder) / "messages.jsonl"
        count = write_chat(chat, CHAT_BYTES)
        size = chat.stat().st_size / 1e6
        tell(f"chat of {size:.0f} MB, {count} messages", measured(chat, "--out", out))
        tell("the same with messages", measured(chat, "--out", out, "--messages", lines))
        write_moods(moods, 3653)
        tell("ten years from a mood app", measured(moods, "--out", diary))
        tell("ten years from our own diary", measured(diary, "--out", out))


if __name__ == "__main__":
    main()
