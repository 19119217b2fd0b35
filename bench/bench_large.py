"""A great week from files to both documents: seconds, CPU seconds and memory of each stage.

    python -m bench.bench_large [FILES] [--rows ROWS] [--jobs N]

By default 10,000 files of 5 kB each. `--rows`: one table of so many articles of some 300 characters instead.
To be had on two cores: 10,000 files in under 60 s and 1 GB; 100,000 articles with no more memory for each than 10,000.

Memory is what all processes hold together, what they share counted once (proportional set size; Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.crowd import CITIES, TRADES, find_articles
from briefing.assembly import Issue
from briefing.pipeline import run
from briefing.settings import load_settings

FILE_BYTES = 5000
TICK = os.sysconf("SC_CLK_TCK")
LOOK = 0.25  # seconds between two looks at the processes


def write_files(folder: Path, number: int) -> None:
    """News of 5 kB: an invented report, and behind it what the trade is like: no further deals."""
    for n, row in enumerate(find_articles(number)):
        text = f"{row['title']}\n\n{row['published'][:10]} 来源：{row['source']}\n\n{row['text']}\n\n"
        told = n
        while len(text.encode()) < FILE_BYTES:
            told += 1
            text += _background(n, told)
        (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")


def _background(n: int, told: int) -> str:
    (trade, product, _), city = TRADES[told % len(TRADES)], CITIES[(n + told) % len(CITIES)]
    return (
        f"{city}的{trade}企业对下半年看法不一，问卷里{told * 7 % 90 + 5}家受访者有{told * 3 % 60 + 2}家打算增加人手。"
        f"有人说“{product}的价格还会再降”，也有人担心第{told % 9 + 2}批样品的检测周期比去年长了{told % 20 + 3}天。\n\n"
    )


def write_table(folder: Path, number: int) -> None:
    with (folder / "week.jsonl").open("w", encoding="utf-8") as table:
        table.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in find_articles(number))


@dataclass
class Watch:
    """CPU seconds and memory of this process and all that it started, looked at again and again."""

    peak: float = 0.0
    _cpu: dict[int, float] = field(default_factory=dict)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self._is_over.is_set():
            self.note()
            self._is_over.wait(LOOK)

    def note(self) -> None:
        held = 0.0
        for pid in find_group(os.getpgid(0)):
            try:
                spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self._cpu[pid] = (int(spent[11]) + int(spent[12])) / TICK
                held += int(Path(f"/proc/{pid}/smaps_rollup").read_text().partition("Pss:")[2].split()[0]) / 1024
            except (OSError, IndexError, ValueError):
                continue  # ended meanwhile
        self.peak = max(self.peak, held)

    @property
    def cpu(self) -> float:
        return sum(self._cpu.values())

    def stop(self) -> None:
        self._is_over.set()


def find_group(group: int) -> Iterator[int]:
    """The processes of a group: workers stay in that of the program that started them."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.getpgid(int(name)) == group:
                yield int(name)
        except ProcessLookupError:
            continue


def measure(folder: Path, jobs: int | None) -> None:
    watch = Watch()
    threading.Thread(target=watch.look, daemon=True).start()
    last = [time.perf_counter(), 0.0]
    names = {"read": "files to readings", "compose": "stories, records, sentences", "write": "writing"}

    def tell(stage: str, done: int, total: int) -> None:
        if done < total:
            return
        watch.note()
        now = time.perf_counter()
        print(f"{names[stage]:28} {now - last[0]:8.1f} s {watch.cpu - last[1]:8.1f} s CPU, peak {watch.peak:6.0f} MB")
        last[:] = [now, watch.cpu]

    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        done = run([str(folder)], load_settings(), out=Path(out), issue=Issue(number=1), jobs=jobs, progress=tell)
        seconds = time.perf_counter() - begun
        sizes = ", ".join(f"{name} {(Path(out) / name).stat().st_size / 1e6:.1f} MB" for name in done.files[:2])
    watch.stop()
    counts = {f.key: f.value for f in done.briefing.figures}
    print(f"{'all':28} {seconds:8.1f} s {watch.cpu:8.1f} s CPU, peak {watch.peak:6.0f} MB")
    print(f"{counts['articles']} articles, {counts['stories']} stories; {sizes}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("files", nargs="?", type=int, default=10_000)
    options.add_argument("--rows", type=int)
    options.add_argument("--jobs", type=int)
    given = options.parse_args()
    os.setpgid(0, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.rows:
            write_table(folder, given.rows)
        else:
            write_files(folder, given.files)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(f"{len(os.listdir(folder))} files, {size:.1f} MB")
        measure(folder, given.jobs)


if __name__ == "__main__":
    main()
