"""Search in an archive of 100,000 invented articles: what the index costs, and how long queries take.

    python -m bench.bench_search [ARTICLES [FILE]]      FILE is kept, and used again when it is there

Texts of some 800 characters are drawn from the words of jieba's dictionary by their frequencies, so that characters and
pairs are as frequent as in Chinese text; words of the trade are strewn in, one of them into three articles of four. To
be had: 0.1 s warm. The queries run through the library as a program would call it, the database opened for each; on
a machine that does other work too, the processor's time says more than the clock's.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np

from briefing.archive import Archive
from briefing.archive.connect import insert
from briefing.archive.search.find import find, make_filters
from briefing.archive.search.index import register
from briefing.archive.search.query import parse_query

ARTICLES = 100_000
PER_WEEK = 1_900
RECORDS_PER_WEEK = 300
FIRST_DAY = date(2025, 1, 6)
STREWN = {
    "公司": 0.6, "融资": 0.35, "基金": 0.3, "AI": 0.3, "芯片": 0.2, "母基金": 0.05, "概念验证": 0.01,
    "脑机接口": 0.004, "钠离子电池": 0.002, "北岭微芯": 0.0002, "AI芯片": 0.02,
}  # fmt: skip
ENGLISH = ("the", "new", "fund", "will", "invest", "in", "brain-computer", "chips", "and", "raised", "capital", "banks")
QUERIES = {
    "rare word": "北岭微芯",
    "rare, of frequent characters": "中公",
    "four characters": "脑机接口",
    "frequent word": "融资",
    "in three of four": "公司",
    "two words": "脑机接口 融资",
    "two frequent words": "公司 融资",
    "word in script of both": "AI芯片",
    "Traditional": "腦機接口 融資",
    "one character": "氢",
    "frequent character": "新",
    "phrase of frequent parts": "中国人民",
    "English phrase": '"raised capital"',
    "without": "融资 -公司",
    "nothing": "北岭青川",
}
FILTERS = {
    "since": {"since": "2025-03"}, "one week": {"since": "2025-W20", "until": "2025-W20"},
    "outlet": {"outlet": "第7日报"}, "theme": {"theme": "theme3"}, "issue": {"issue": 9},
}  # fmt: skip
TIMES = 11


def read_words() -> tuple[list[str], np.ndarray]:
    """jieba's words and the share of each."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    lines = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(line.split()[0], int(line.split()[1])) for line in lines]
    counts = np.array([count for _, count in pairs], dtype=float)
    return [word for word, _ in pairs], np.cumsum(counts / counts.sum())


def make_texts(count: int) -> Iterator[tuple[str, str, bytes]]:
    """Title, text and packed sentences."""
    rng, choose = np.random.default_rng(29), random.Random(29)
    words, shares = read_words()
    for _ in range(count):
        places = np.searchsorted(shares, rng.random(int(rng.integers(340, 540))))
        drawn = [words[n] for n in places.clip(max=len(words) - 1)]
        for word, share in STREWN.items():
            for _ in range(choose.randint(1, 4) if choose.random() < share else 0):
                drawn[choose.randrange(len(drawn))] = word
        if choose.random() < 0.2:
            drawn += [" " + word for word in choose.choices(ENGLISH, k=60)]
        yield ("".join(drawn[:9]), *_punctuate(drawn, choose))


def _punctuate(words: list[str], choose: random.Random) -> tuple[str, bytes]:
    sentences = []
    at = 0
    while at < len(words):
        length = choose.randint(12, 30)
        clauses = ["".join(words[n : n + 7]) for n in range(at, min(at + length, len(words)), 7)]
        sentences.append("，".join(clauses) + "。")
        at += length
    ends = list(accumulate(map(len, sentences)))
    spans = [pair for end, sentence in zip(ends, sentences, strict=True) for pair in (end - len(sentence), end)]
    return "".join(sentences), np.array(spans, dtype="<i4").tobytes()


def fill(path: Path, count: int) -> None:
    """Weeks of articles and records, put in as rows: the rest of a build is not what is measured here."""
    Archive(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    register(connection)
    texts = make_texts(count)
    for week, first in enumerate(range(1, count + 1, PER_WEEK)):
        numbers = range(first, min(first + PER_WEEK, count + 1))
        connection.execute("BEGIN")
        _put_week(connection, week, numbers, texts)
        connection.execute("COMMIT")
    connection.close()


def _put_week(
    connection: sqlite3.Connection, week: int, numbers: range, texts: Iterator[tuple[str, str, bytes]]
) -> None:
    monday = FIRST_DAY + timedelta(weeks=week)
    bounds = (monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    empty = {"desk": "", "version": "0", "built": "", "inputs": 0, "figures": "[]", "themes": "[]", "counts": "{}"}
    issue = {"key": week, "number": week, "title": "周报", "first": bounds[0], "last": bounds[1], "lang": "zh"}
    insert(connection, "issues", issue | empty)
    for n, (title, text, sentences) in zip(numbers, texts, strict=False):
        day = (monday + timedelta(days=n % 7)).isoformat()
        article = {
            "number": n, "id": f"A{n}", "title": title, "outlet": f"第{n % 300}日报", "published": day, "day": day,
            "language": "zh-Hans", "file": f"{n % 40}.txt", "theme": f"theme{n % 13}", "text": text,
            "sentences": sentences, "signature": bytes(4000),
        }  # fmt: skip
        insert(connection, "articles", article)
        coming = {"issue": week, "article": n, "names": json.dumps([f"A{n}"]), "in_window": 1, "published": day}
        insert(connection, "issue_articles", {**coming, "story": "", "role": "lead", "theme": ""})
        if n - numbers[0] < RECORDS_PER_WEEK:
            _put_record(connection, week, n, text[:60])


def _put_record(connection: sqlite3.Connection, week: int, n: int, sentence: str) -> None:
    name = f"{sentence[:4]}基金"
    evidence = [{"article": f"A{n}", "text": sentence}]
    fields = {"name": name, "aliases": [], "parties": [sentence[5:9]], "evidence": evidence}
    record = {"issue": week, "id": f"R{n}", "thread": f"R{n}", "kind": ("deal", "fund", "project")[n % 3], "name": name}
    stored = json.dumps(fields, ensure_ascii=False)
    insert(connection, "records", {**record, "place": "北岭", "state": "new", "first_issue": week, "fields": stored})


def index_cost(path: Path, count: int) -> None:
    """Bytes of the index beside those of the articles themselves."""
    connection = sqlite3.connect(path, isolation_level=None)
    pages = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ?"
    for what in ("articles", "search_articles%", "search_records%", "search_days", "search_outlets"):
        size = connection.execute(pages, (what,)).fetchone()[0]
        print(f"{what:30} {size / 1e6:8.1f} MB  {size / count:8.0f} bytes an article")
    connection.close()


def measure(path: Path, query: str, kinds: tuple[str, ...] = (), **filters: object) -> str:
    """Median and slowest of some runs, after one that warms."""
    asked = make_filters(**{"since": None, "until": None, "theme": None, "outlet": None, "issue": None, **filters})  # type: ignore[arg-type]
    found = find(query, archive=path, kinds=kinds, filters=asked)
    walls, works = [], []
    for _ in range(TIMES):
        start, worked = time.perf_counter(), time.process_time()
        find(query, archive=path, kinds=kinds, filters=asked)
        walls.append((time.perf_counter() - start) * 1000)
        works.append((time.process_time() - worked) * 1000)
    about = "" if found.is_exact else " about"
    return (
        f"{statistics.median(walls):6.1f} ms, slowest {max(walls):6.1f}, "
        f"of the processor {statistics.median(works):6.1f}, {found.total:6d} found{about}"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "briefing.db"
        if not path.exists():
            start = time.perf_counter()
            fill(path, count)
            print(f"{count} articles put in: {(time.perf_counter() - start) / count * 1000:.2f} ms each")
        index_cost(path, count)
        parse_query("warm")
        for name, query in QUERIES.items():
            for kinds in (("article",), ("sentence",), ()):
                print(f"{name:30} {'+'.join(kinds) or 'articles, records':18} {measure(path, query, kinds)}")
        for name, filters in FILTERS.items():
            for query in ("公司", "脑机接口 融资"):
                print(f"{name:30} {query:18} {measure(path, query, **filters)}")


if __name__ == "__main__":
    main()
