"""The sure frames of capital raising: a round, a listing, an issue that a sentence names, and a word for how far it is.

The particular rules read the usual orders of words; what they leave is read here, whatever the order:
`新一轮融资由…完成`, `…的IPO申请被受理`, `首单绿色债券落地`. The sentence must speak of one case, not of a market, a
loan or a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ...types import Money
from ..reading.amounts import NEVER, choose_amount
from ..reading.context import Context, Line
from ..reading.cues import (
    any_of,
    capital_stages,
    capital_words,
    choose_date,
    choose_place,
    clause_of,
    frame_words,
    is_background,
    listing_words,
    read_round,
    words,
)
from ..reading.guards import Guarded
from .drafts import MOST_VERBS, Draft
from .zh_capital_subject import find_owner
from .zh_proceeds import choose_proceeds


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of raising money: what names it, how far it is, what speaks against it."""

    type: str
    topic: Guarded
    against: re.Pattern[str]
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    needs_money: bool = False


def _against(*groups: str) -> re.Pattern[str]:
    return re.compile("|".join(frame_words(group) for group in ("many", "denied", *groups)))


# 簿记发行“23某某01”: the short name of a bond.
_BOND_CODE = r"(?<=[“「])\d\d[\u4e00-\u9fff]{2,6}(?:\d\d|[A-Z]+\d+)(?=[”」])"
FRAMES = (
    Frame(
        "funding",
        Guarded(f"{frame_words('rounds')}|{frame_words('raising')}"),
        _against("no_funding"),
        tuple(capital_stages("funding")),
    ),
    Frame(
        "ipo",
        Guarded(frame_words("listing")),
        re.compile(f"{_against('no_listing').pattern}|{any_of(listing_words('not_listings'))}"),
        tuple(capital_stages("ipo")),
    ),
    Frame("follow_on", Guarded(frame_words("issue")), _against("no_issue"), tuple(capital_stages("follow_on"))),
    Frame(
        "bond",
        Guarded(f"{words('bond_nouns')}|{_BOND_CODE}"),
        re.compile(f"{_against('no_bond').pattern}|{words('not_bonds')}"),
        tuple(capital_stages("bond")),
        needs_money=True,
    ),
)
_BY_TYPE = {frame.type: frame for frame in FRAMES}


def read_frame(kind: str, line: Line, context: Context, found: list[Draft]) -> Iterator[Draft]:
    """The one case a sentence tells in whatever order, where the particular rules found none with a name."""
    frame = _BY_TYPE[kind]
    told = [d.at for d in found if d.name and d.type == kind and not d.is_weak]
    topics = list(_find_topics(frame, line.simple, told))
    first = _read(frame, line, context, found, topics[0]) if topics else None
    if first is None:
        return
    yield first
    if kind == "ipo":
        yield from _read_others(frame, line, context, first, topics[1:])


def _read_others(
    frame: Frame, line: Line, context: Context, first: Draft, topics: list[re.Match[str]]
) -> Iterator[Draft]:
    """`甲也在当地进行IPO，总部位于某地的乙也在进行IPO`: each clause that names its own company."""
    told = {first.name}
    for topic in topics:
        start = clause_of(line.simple, topic.start())[0]
        draft = _read(frame, line, context, [], topic) if start > first.at else None
        if draft and draft.name not in told and (draft.name or "") in line.text[start : topic.start()]:
            told.add(draft.name)
            yield draft


def _read(frame: Frame, line: Line, context: Context, found: list[Draft], topic: re.Match[str]) -> Draft | None:
    """What the sentence says of the case at this place."""
    kind = frame.type
    part = _part_of(line.simple, topic.start())
    money = _money(kind, line, topic, part)
    if kind == "funding" and _is_bare(topic) and not _may_be_bare(line, money, context):
        return None  # what an issue raises
    stage = _stage(frame, line.simple, topic, part)
    owner_at = topic.end() if kind == "ipo" else topic.start()
    givers = frozenset(p for d in found for p in d.parties)
    name = find_owner(line, owner_at, context, givers)
    if kind == "funding" and stage is None and name and not _is_bare(topic) and _owns(line, name, topic):
        stage = "closed"  # 某某B轮融资出炉, whatever the word
    if stage is None or (money is None and (frame.needs_money or _is_bare(topic))):
        return None
    if name is None or (kind == "funding" and _is_giver(line, name, topic.end())):
        return None
    return Draft(
        type=kind,
        line=line,
        rule=f"zh.{kind}.frame",
        at=topic.start(),
        name=name,
        money=money,
        round=read_round(line.simple) if kind == "funding" else None,
        stage=stage,
        place=choose_place(line, topic.start(), name, context),
        date=choose_date(line, topic.start()),
        is_background=is_background(line, topic.start(), context),
        confidence=0.75 if money else 0.65,
    )


_GIVERS = re.compile("(?:投资方|出资方|投资机构|投资者|投资人|领投|跟投|参投|股东)[^。]{0,80}$")


def _is_giver(line: Line, name: str, at: int) -> bool:
    """Named only behind 投资方包括 or 领投方为: who gives, whose round it is the sentence does not say."""
    first = line.text.find(name)
    return first >= at and bool(_GIVERS.search(line.simple, at, first))


def _owns(line: Line, name: str, topic: re.Match[str]) -> bool:
    """The name stands right before the round: 某某的B轮融资."""
    return line.text[: topic.start()].rstrip("的」”』 ").endswith(name)


NEAR = 40
"""Characters before and behind the topic in which the word for how far it is may stand."""


def _stage(frame: Frame, simple: str, topic: re.Match[str], part: tuple[int, int]) -> str | None:
    start, end = max(part[0], topic.start() - NEAR), min(part[1], topic.end() + NEAR)
    intended = _INTENDED.search(simple, start, topic.end())
    told = (s for s, cue in frame.stages if cue.search(simple, start, end))
    stage = next((s for s in told if not (intended and s in _DONE)), None)
    return "rumoured" if stage == "planned" and HEARSAY.search(simple, part[0], end) else stage


_INTENDED = re.compile("拟|计划|筹划|考虑|预计|有意|议案|有望|将")
_DONE = ("listed", "closed")
"""Stages that what is only intended has not reached."""
# What only the press or insiders tell of a plan is a rumour.
HEARSAY = re.compile(
    "据[^，。；据]{0,10}(?:报道|透露|援引)|外电|外媒|泄露|知情|消息人士|[市据]传|传闻|传出|消息[称指透]"
)


_PARTS = re.compile("[；;。！？!?]")


def _part_of(simple: str, at: int) -> tuple[int, int]:
    """The part of a sentence between its semicolons: two issues of one company stand in two."""
    start = max((m.end() for m in _PARTS.finditer(simple, 0, at)), default=0)
    end = _PARTS.search(simple, at)
    return start, end.start() if end else len(simple)


def _holds(part: tuple[int, int], spots: list[int]) -> bool:
    return any(part[0] <= spot < part[1] for spot in spots)


def _find_topics(frame: Frame, simple: str, told: list[int]) -> Iterator[re.Match[str]]:
    """The places that name it, in parts of the sentence not yet read where nothing speaks against it."""
    for m in islice(frame.topic.finditer(simple), MOST_VERBS):
        part = _part_of(simple, m.start())
        if not _in_bracket(simple, m.start()) and not _holds(part, told) and not frame.against.search(simple, *part):
            yield m


def _in_bracket(simple: str, at: int) -> bool:
    """Told in passing: 某某（其股份于纳斯达克上市）."""
    ahead = simple[max(0, at - FAR) : at]
    return sum(ahead.count(c) for c in "（(") > sum(ahead.count(c) for c in "）)")


FAR = 80
"""Characters back in which the bracket that a place stands in may open."""


_ON_MARKET = re.compile("债|上市|IPO|招股|定增|增发|配股|配售|特定对象|基金|捐|善款|慰问|补贴|票房")
SMALLEST = 1_000_000
"""Plain units: a company raises no less."""


def _may_be_bare(line: Line, money: Money | None, context: Context) -> bool:
    """A sum without a round is one of the news only where the article opens with it, and with no issue or gift."""
    lead = context.first_lines(3)
    is_ahead = any(x.index == line.index for x in lead)
    is_sum = money is not None and (money.value or 0) >= SMALLEST
    return is_ahead and is_sum and not any(_ON_MARKET.search(x.simple) for x in lead)


def _is_bare(topic: re.Match[str]) -> bool:
    """融资 alone: without a sum it says nothing of a round."""
    return bool(re.fullmatch(capital_words("raises"), topic.group()))


def _money(kind: str, line: Line, topic: re.Match[str], part: tuple[int, int]) -> Money | None:
    if kind in ("ipo", "follow_on"):
        return choose_proceeds(line, *part)
    never = NEVER - ({"per_unit", "capital"} if kind == "bond" else {"grant"})
    return choose_amount(
        line, topic.start(), roles=("raised", "price", "investment", "total"), start=part[0], end=part[1], never=never
    )
