"""The workbook of a great issue: 10,000 articles and 5,000 records, made up; seconds and peak memory on one core.

    python -m bench.bench_workbook [ARTICLES RECORDS]

To be had: 20 seconds and 500 MB. The clock starts when the issue is made; its memory is in the peak, as in a build.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from briefing.types import (
    Article,
    ArticleRow,
    Block,
    Briefing,
    Coverage,
    Deal,
    Event,
    Evidence,
    Fund,
    Keyword,
    Money,
    Period,
    Project,
    Quantity,
    Quote,
    Rate,
    SourceFile,
    Span,
    Story,
    Theme,
    ThemeRow,
)
from briefing.write.xlsx import make_xlsx

ARTICLES, RECORDS = 10_000, 5_000
THEMES = tuple(Theme(f"theme{n}", f"第{n}个主题", f"Theme {n}", ()) for n in range(13))
SENTENCE = "甲城集团{n}号子公司与乙江大学签约，总投资{sum}亿元，在高新区建设第{n}座中试基地，首批设备已经进场。"
FILES, DAYS, PLACES, CURRENCIES = 40, 7, 60, ("CNY", "CNY", "CNY", "USD", "HKD", "KRW")


def make_article(n: int) -> Article:
    text = "".join(SENTENCE.format(n=n + k, sum=n % 97 + k) for k in range(12))
    span = Span(0, len(text))
    return Article(
        id=f"A{n:010d}", doc=f"feed{n % FILES}", document=f"feed{n % FILES}", file=f"feed{n % FILES}.txt", span=span,
        text=text, title=f"甲城集团{n}号子公司签约建设中试基地", outlet=f"第{n % 90}日报",
        published=datetime(2025, 7, 14 + n % DAYS, n % 24, n % 60), url=f"https://news.example/{n}",
        blocks=(Block("paragraph", span),),
    )  # fmt: skip


def first_sentence(article: Article) -> Span:
    return Span(0, article.text.index("。") + 1)


def make_row(n: int, article: Article) -> ArticleRow:
    span = first_sentence(article)
    quote = Quote(article.text[: span.end], article.id, span, 0, span)
    theme, role = THEMES[n // 3 % len(THEMES)].key, "also" if n % 3 else "lead"
    return ArticleRow(article, theme, (theme,), f"S{n // 3:05d}", role, quote)


def make_event(n: int, articles: tuple[Article, ...]) -> Event:
    """A deal, a fund, or a project, in turn, told by three articles."""
    told = [articles[(2 * n + k) % len(articles)] for k in range(3)]
    spans = [first_sentence(a) for a in told]
    evidence = tuple(
        Evidence(a.id, s, a.text[: s.end], "zh.rule", raw=s) for a, s in zip(told, spans, strict=True)
    )  # fmt: skip
    value = Decimal(n % 997 + 1) * 10_000_000
    money = Money(f"{n % 997 + 1}千万元", CURRENCIES[n % len(CURRENCIES)], value, value, value, "exact", Span(0, 4))
    shared = {
        "name": f"甲城集团第{n}号项目", "parties": (f"甲城{n % 50}集团", f"乙江{n % 80}大学"), "money": money,
        "stage": "signed", "place": f"第{n % PLACES}新区", "date": f"2025-07-{14 + n % DAYS}",
        "evidence": evidence, "confidence": 0.5 + n % 50 / 100, "is_background": n % 11 == 0,
    }  # fmt: skip
    if n % 3 == 0:
        return Deal(id=f"D-{n:08x}", type="funding", leads=(f"丙{n % 50}资本",), **shared)
    if n % 3 == 1:
        return Fund(id=f"F-{n:08x}", type="industry", managers=(f"丁{n % 50}资本",), **shared)
    return Project(id=f"P-{n:08x}", type="plant", capacity=Quantity("2吉瓦时", Decimal(2), "GWh"), **shared)


def make_stories(rows: tuple[ArticleRow, ...]) -> Iterator[Story]:
    for n in range(0, len(rows), 3):
        ids = [row.article.id for row in rows[n : n + 3]]
        yield Story(rows[n].story, ids[0], also=tuple(ids[1:]))


def make_issue(articles: int, records: int) -> Briefing:
    read = tuple(make_article(n) for n in range(articles))
    rows = tuple(make_row(n, a) for n, a in enumerate(read))
    events = tuple(make_event(n, read) for n in range(records))
    files = (SourceFile(f"feed{n}.txt", f"/in/feed{n}.txt", 4096, "0" * 64, "newspaper") for n in range(FILES))
    share = articles // FILES
    words = tuple(Keyword(f"短语{n}", 50 - n, n) for n in range(20))
    stories = tuple(make_stories(rows))
    return Briefing(
        title="科技金融周报", desk="研究组", issue=29, period=Period(date(2025, 7, 14), date(2025, 7, 20), True),
        lang="zh", version="0", highlights=(), figures=(), sections=(), sources=(), articles=rows, stories=stories,
        deals=tuple(e for e in events if isinstance(e, Deal)), funds=tuple(e for e in events if isinstance(e, Fund)),
        projects=tuple(e for e in events if isinstance(e, Project)),
        themes=(*(ThemeRow(t, share, share, share, words) for t in THEMES), ThemeRow(None, 0, 0, 0, ())),
        coverage=tuple(Coverage(f, share, share, 0, 0) for f in files),
        rates=(Rate("USD", Decimal("7.15"), date(2025, 7, 18)), Rate("HKD", Decimal("0.91"), date(2025, 7, 18))),
        problems=(), keywords=words,
    )  # fmt: skip


def peak() -> float:
    """Memory of this process at its highest, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    articles, records = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (ARTICLES, RECORDS)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    issue = make_issue(articles, records)
    print(f"{articles:,} articles, {records:,} records; the issue in memory: {peak():.0f} MB")
    start, cpu = time.perf_counter(), time.process_time()
    size = len(make_xlsx(issue)) / 1e6
    seconds, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"workbook {seconds:6.2f} s ({used:.2f} s of the processor), peak {peak():.0f} MB, {size:.1f} MB on disk")


if __name__ == "__main__":
    main()
