"""What remembering costs: synthetic issues of 500 articles, and bytes an article on the disk.

    python -m bench.bench_archive [ARTICLES]

The articles are those of `bench_stories`: as long as news, told by several outlets. Every week holds some records, and
is built a second time to see what a repeated run costs. Grouping and signing are measured there and not counted here.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from bench.bench_stories import make_articles
from briefing.archive import Archive
from briefing.stories import sign
from briefing.text import cut_article
from briefing.types import (
    ArticleRow,
    Briefing,
    Deal,
    Evidence,
    Figure,
    Money,
    Period,
    Reading,
    Span,
    Story,
    Summary,
    ThemeScore,
)

ARTICLES = 10_000
PER_ISSUE = 500
RECORDS = 60  # an issue
MONDAY = date(2026, 1, 5)


def make_issues(size: int) -> Iterator[tuple[Briefing, tuple[Reading, ...]]]:
    articles = list(make_articles(size, is_one_subject=False))
    for week, start in enumerate(range(0, size, PER_ISSUE)):
        readings = []
        for article in articles[start : start + PER_ISSUE]:
            sentences, tokens = cut_article(article)
            summary = Summary((0,), (1.0,) * len(sentences))
            theme = ThemeScore("finance", 1.0)
            signature = sign(article, sentences, tokens)
            readings.append(Reading(article, sentences, tokens, (theme,), summary, (), signature))
        yield make_issue(week, tuple(readings)), tuple(readings)


def make_issue(week: int, readings: tuple[Reading, ...]) -> Briefing:
    """Each article a story of its own; every eighth one tells a deal."""
    first = MONDAY + timedelta(weeks=week)
    ids = [reading.article.id for reading in readings]
    rows = (ArticleRow(r.article, "finance", ("finance",), f"S{r.article.id}", "lead", None) for r in readings)
    return Briefing(
        title="周报", desk="组", issue=week + 1, period=Period(first, first + timedelta(days=6)), lang="zh",
        version="0", highlights=(), figures=(Figure("articles", Decimal(len(ids)), None),), sections=(),
        deals=tuple(make_deal(reading, n) for n, reading in enumerate(readings[:: PER_ISSUE // RECORDS])),
        funds=(), projects=(), sources=(), articles=tuple(rows), stories=tuple(Story(f"S{a}", a) for a in ids),
        themes=(), coverage=(), rates=(), problems=(),
    )  # fmt: skip


def make_deal(reading: Reading, n: int) -> Deal:
    sentence = reading.sentences[0]
    money = Money("3亿元", "CNY", Decimal(300_000_000), None, None, "exact", Span(0, 3), "raised")
    evidence = Evidence(reading.article.id, sentence.span, sentence.text, "zh_funding", raw=sentence.span)
    return Deal(id=f"D-{reading.article.id}{n}", type="funding", name=f"第{n}公司", money=money, evidence=(evidence,))


def timed(name: str, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(f"{name:12} {seconds:7.2f} s", flush=True)
    return seconds


def measure(archive: Archive, issues: list[tuple[Briefing, tuple[Reading, ...]]], size: int) -> None:
    def store_all() -> None:
        for issue, readings in issues:
            archive.remember(issue, readings)

    def check() -> None:
        for fault in archive.check():
            raise SystemExit(f"the archive is not whole: {fault}")

    archive.remember(*issues[0])  # loads what it needs
    each = timed("remembered", store_all) / size * 1e3
    print(f"{'':12} {each:7.2f} ms an article, {len(issues)} issues")
    timed("built again", store_all)
    timed("recalled", lambda: archive.recall(Period(MONDAY + timedelta(weeks=len(issues)), None)))
    timed("status", archive.status)
    timed("checked", check)
    timed("exported", lambda: sum(map(len, archive.export())))
    texts = sum(len(r.article.text.encode()) for _, readings in issues for r in readings)
    print(f"on the disk  {archive.status().bytes / size:7,.0f} bytes an article, of them {texts / size:,.0f} of text")
    timed("pruned half", lambda: archive.prune(keep=len(issues) // 2))


def main(size: int) -> None:
    issues = list(make_issues(size))
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "briefing.db") as archive:
        measure(archive, issues, size)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
