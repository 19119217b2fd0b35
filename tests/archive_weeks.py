"""Invented issues for the tests of the archive: articles that several outlets tell, with records and corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from briefing.stories import group_stories, sign
from briefing.text import cut_article
from briefing.types import (
    Article,
    ArticleRow,
    Briefing,
    Change,
    Coverage,
    Deal,
    Evidence,
    Figure,
    Money,
    Period,
    Project,
    Quantity,
    Reading,
    Review,
    SourceFile,
    Span,
    Standing,
    Summary,
    ThemeRow,
    ThemeScore,
)
from story_texts import article, make_event, tell

MONDAY = date(2026, 1, 5)


def period_of(week: int) -> Period:
    first = MONDAY + timedelta(weeks=week)
    return Period(first, first + timedelta(days=6), is_asked=True)


def read(a: Article, theme: str = "finance") -> Reading:
    sentences, tokens = cut_article(a)
    scores = tuple(float(len(sentences) - i) for i in range(len(sentences)))
    summary = Summary(chosen=(0,) if sentences else (), scores=scores)
    return Reading(a, sentences, tokens, (ThemeScore(theme, 1.0),), summary, (), sign(a, sentences, tokens))


def make_readings(week: int, size: int = 6) -> tuple[Reading, ...]:
    """A week of articles: the first event told twice, the last article an exact repeat of the first."""
    first = period_of(week).first
    assert first is not None
    made = []
    for n in range(size):
        seed, way = week * 100 + n // 2, n % 2
        a = article(f"W{week}N{n}", tell(seed, way), title=make_event(seed)[0][:18] + "，" * way, outlet=f"第{n % 3}报")
        made.append(replace(a, published=first + timedelta(days=n % 7)))
    repeat = replace(made[0], id=f"{made[0].id}-2", file="copy.txt", outlet="另一报")
    return tuple(read(a) for a in (*made, repeat))


def make_deal(week: int, n: int, **changes) -> Deal:
    text = f"{n}.{week}0亿元"
    value = Decimal(f"{n}.{week}0") * 100_000_000
    money = Money(text, "CNY", value, value, value, "exact", Span(3, 3 + len(text)), "raised")
    sentence = make_event(week * 100)[0]
    evidence = Evidence(
        f"W{week}N0", Span(0, len(sentence)), sentence, "zh_funding", (2, 5), Span(1, len(sentence) + 1)
    )
    deal = Deal(
        id=f"D-{week:04d}{n:04d}", type="funding", name=f"澜{n}科技", parties=("远山资本", "北岭创投"), money=money, stage="done",
        date=f"2026-0{1 + week % 9}", evidence=(evidence,), confidence=0.1 + n / 7, leads=("远山资本",),
    )  # fmt: skip
    return replace(deal, **changes)


def make_project(week: int) -> Project:
    size = Quantity("2.50 GW", Decimal("2.50"), "GW")
    return Project(id=f"P-{week:04d}", type=None, name=f"岚州第{week}储能站", capacity=size, is_background=True)


def make_review(deal: Deal) -> Review:
    change = Change("parties", ("远山资本",), ("远山资本", "北岭创投"))
    return Review(
        record=deal.id, kind="deal", name=deal.name, state="changed", changes=(change, Change("amount", "300", None)),
        note="按公告", seen=(("amount", "300"), ("currency", "CNY"), ("round", None)),
    )  # fmt: skip


def make_issue(
    week: int, *, size: int = 6, deals: int = 2, readings: tuple[Reading, ...] | None = None, **changes
) -> tuple[Briefing, tuple[Reading, ...]]:
    """The issue of a week, number 10 + week, and what was read for it."""
    readings = make_readings(week, size) if readings is None else readings
    stories = group_stories([r.signature for r in readings])
    place = {a: (s.id, role) for s in stories for a, role in _roles(s)}
    rows = tuple(ArticleRow(r.article, "finance", ("finance",), *place[r.article.id], None) for r in readings)
    made = [make_deal(week, n) for n in range(deals)]
    reviews = (make_review(made[0]),) if made else ()
    if made:
        made[0] = replace(made[0], review=reviews[0])
    files = sorted({r.article.file for r in readings})
    issue = Briefing(
        title="测试周报", desk="测试组", issue=10 + week, period=period_of(week), lang="zh", version="0.1.0", highlights=(),
        figures=(Figure("articles", Decimal(len(rows)), None), Figure("money:deal:CNY", Decimal("1.50"), Decimal(3))),
        sections=(), deals=tuple(made), funds=(), projects=(make_project(week),), sources=(), articles=rows,
        stories=stories, themes=(ThemeRow(None, len(rows), len(stories), None, ()),),
        coverage=tuple(Coverage(make_file(f, week), 1, 1, 0, 0) for f in files), rates=(), problems=(), reviews=reviews,
        standings={made[0].id: Standing(state="updated", first_issue=7, thread="D-first")} if made else {},
    )  # fmt: skip
    return replace(issue, **changes), readings


def make_file(name: str, week: int) -> SourceFile:
    return SourceFile(name, f"/in/{name}", 100, sha256(f"{week} {name!r}".encode()).hexdigest(), "plain", "utf-8")


def _roles(story) -> list[tuple[str, str]]:
    return [(story.lead, "lead"), *((a, "also") for a in story.also), *((a, "repeat") for a in story.repeats)]
