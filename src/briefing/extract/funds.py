"""Funds: one identifiable pool of capital, and what happens to it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from ..types import Fund, Money
from .amounts import place_amount
from .attribution import find_date, find_parties, find_place, is_future, is_past
from .context import Context, Line, make_evidence
from .english_names import find_english, grammar_of
from .facilities import Name, find_names, is_shortened, normal_form, overlaps
from .happenings import Happening, Verbs, chain, read_happening

# Lines after the one that names a fund in which its size may stand (该基金总规模…).
FOLLOWING_LINES = 2
LEAST_CONFIDENCE, SURE = 0.5, 0.97
# What a 5000万元种子基金 without a name of its own loses when its size and a party or place are told.
NAMELESS = 0.15
# The place that sets a fund up stands at the very front of its name.
LEVEL_REACH = 8


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return tomllib.loads(resources.files("briefing.data").joinpath("funds.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    return Verbs(table())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fund's name with what happens to it, in one line."""

    line: Line
    name: Name
    text: str
    happening: Happening
    confidence: float


def find_funds(context: Context) -> list[Fund]:
    """The funds that an article reports on, each once, in order of appearance."""
    candidates = [c for line in context.all_lines() for c in find_candidates(line)]
    told = [c for c in candidates if simple_name(c) not in context.aliases]
    return [make_fund(context, group) for group in gather(told)]


def find_candidates(line: Line) -> list[Candidate]:
    """Every fund that the line itself vouches for."""
    if line.is_latin:
        return find_english_candidates(line)
    if "基金" not in line.simple and "合伙企业" not in line.simple:
        return []
    found: list[Candidate] = []
    for row in chain(find_names(line.simple), line.simple):
        if not any(name.type == "fund" for name in row):
            continue
        happening = read_happening(line.simple, row[0].start, row[-1].end, verbs())
        found.extend(c for name in row if name.type == "fund" and (c := read_candidate(line, name, happening)))
    return found


def find_english_candidates(line: Line) -> list[Candidate]:
    found = []
    for finding in find_english(line, grammar_of("funds")):
        text = finding.label or line.text[finding.name.start : finding.name.end]
        if not any(word in text.lower() for word in table()["english"]["not_funds"]):
            found.append(Candidate(line, finding.name, text, finding.happening, finding.confidence))
    return found


def read_candidate(line: Line, name: Name, happening: Happening | None) -> Candidate | None:
    """The name as a fund, when it is particular enough for what is said of it."""
    words = line.simple[name.start : name.end]
    if name.count is not None or is_excluded(line, name, words):
        return None
    if happening is None:
        happening = _SIZED if any(is_told(line, m) for m in sizes(line, name)) else None
    if happening is None:
        return None
    confidence = score_candidate(line, name, words, happening)
    if confidence < LEAST_CONFIDENCE:
        return None
    return Candidate(line, name, line.text[name.start : name.end], happening, confidence)


# A fund whose size is told exists or is to come; nothing more is said of it.
_SIZED = Happening("", "规模", 0, "beside", False, False)
_TOLD = re.compile(r"(?:规模|总额)(?:为|是|约|达到?|近|超过?|逾|将|不低于)*$")


def is_told(line: Line, money: Money) -> bool:
    """总规模50亿元: said to be the fund's size, not what it lost or paid."""
    ahead = line.simple[max(0, money.span.start - 8) : money.span.start]
    return money.role in ("total", "target") and bool(_TOLD.search(ahead))


_SCIENCE = re.compile(r"科学|科技|研究|创新|技术")


def is_excluded(line: Line, name: Name, words: str) -> bool:
    """Products for savers, charities, fund houses: no pool of capital for science and industry."""
    listed = table()["not_funds"]
    if any(line.simple.startswith(word, name.end) for word in listed["after"]):
        return True
    if name.head == "基金会":
        return not _SCIENCE.search(words) or "自然科学" in words
    charity = any(word in line.simple for word in listed["charity"]) and not any(m.role == "total" for m in line.money)
    return charity or any(word in words for word in listed["names"])


def score_candidate(line: Line, name: Name, words: str, happening: Happening) -> float:
    """How sure it is that this is a fund and an event."""
    sized = bool(sizes(line, name))
    generic = re.sub(r"^[一二三四五六七八九十0-9个支只]+|[“”\"「」]", "", words) in table()["not_funds"]["generic"]
    anchored = name.is_quoted or any(overlaps(m, name) for m in line.places) or bool(re.search(r"[A-Z0-9]", words))
    anchored = anchored or any(m.start <= name.start < m.end < name.end for m in line.names)
    score = (0.45 if happening.stage else 0.3) + 0.1 * min(name.weight, 2) + 0.15 * anchored + 0.2 * sized
    score -= 0.2 * happening.is_weak + 0.05 * happening.is_plan
    if generic or (name.weight == 0 and not anchored):
        score -= NAMELESS if sized and (line.places or line.names) else 0.5
    return round(max(0.0, min(score, 0.95)), 2)


# ---------------------------------------------------------------- amounts

_TOUCH = re.compile(r"\s?(?:规模)?的?[“「『\"]?(?:[^，。；]{0,8}的)?")
_ANAPHOR = re.compile(
    r"""
      (?:(?:据悉|据了解|据介绍)[,，])?(?:[该本此]|这[一支只]?)?[支只]?(?:[母子]|引导|产业)?基金
    | (?:目标|总)?规模|首期|其中
    | (?:截至)?目前[,，](?:已|累计)*(?:认缴|募集|完成)
    """,
    re.VERBOSE,
)
# What a fund has set in motion is not what is in it.
_MOVED = re.compile(r"带动|撬动|拉动|放大|投资规模|子基金|累计投资")
# A sum further from the fund's name than this, in characters, speaks of something else.
SIZE_REACH = 60


def sizes(line: Line, name: Name) -> list[Money]:
    """The sums of the line that speak of this fund, in positions of the line."""
    others = [n for n in find_names(line.simple) if n.type == "fund" and not overlaps(n, name)]
    return [m for m in line.money if is_its_size(line, name, m, others)]


def is_its_size(line: Line, name: Name, money: Money, others: list[Name]) -> bool:
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    between = range(left[1], right[0])
    if len(between) > SIZE_REACH or any(other.start in between for other in others):
        return False
    if is_moved(line, money):
        return False
    touches = money.span.end <= name.start and _TOUCH.fullmatch(line.simple, money.span.end, name.start)
    return money.role in table()["roles"]["own"] or (money.role in (None, "price", "investment") and bool(touches))


def is_moved(line: Line, money: Money) -> bool:
    return bool(_MOVED.search(line.simple[max(0, money.span.start - 10) : money.span.start]))


def amounts_of(context: Context, group: list[Candidate]) -> dict[str, Money]:
    """Role -> sum, from the lines that name the fund and those that go on about it."""
    found: dict[str, Money] = {}
    for candidate in group:
        for money in sizes(candidate.line, candidate.name):
            role = money.role if money.role in table()["roles"]["own"] else "total"
            found.setdefault(role or "total", place_amount(candidate.line, money))
    last = max(c.line.index for c in group)
    for line in context.lines[last + 1 : last + 1 + FOLLOWING_LINES] if last >= 0 else ():
        if not _ANAPHOR.match(line.simple):
            break
        for money in line.money:
            if money.role in table()["roles"]["own"] and not is_moved(line, money):
                found.setdefault(money.role or "total", place_amount(line, money))
    return found


# ---------------------------------------------------------------- one fund from its mentions


def gather(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Mentions of one fund, together."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        home = next((g for g in groups if any(is_same(candidate, other) for other in g)), None)
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    return groups


def is_same(a: Candidate, b: Candidate) -> bool:
    x, y = sorted((normal_form(simple_name(c)) for c in (a, b)), key=len)
    return x == y or (len(x) >= 4 and y.endswith(x)) or (len(x) >= 5 and is_shortened(x, y))


def simple_name(c: Candidate) -> str:
    return c.text.lower() if c.line.is_latin else c.line.simple[c.name.start : c.name.end]


def make_fund(context: Context, group: list[Candidate]) -> Fund:
    best = max(group, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    named = max(group, key=lambda c: (c.line.index >= 0, len(c.text)))
    firm = max(group, key=lambda c: (*c.happening.firmness(), c.confidence)).happening
    amounts = amounts_of(context, group)
    parties = tuple(p for p in find_parties(context, best.line, best.name) if not p.endswith("基金"))
    date = find_date(context, best.line, best.happening.start)
    return Fund(
        type=fund_type(simple_name(named)),
        name=named.text,
        parties=parties,
        money=next((amounts[role] for role in table()["roles"]["order"] if role in amounts), None),
        stage=stage_of(firm, is_future=is_future(context, date)),
        place=find_place(context, best.line, best.name),
        date=date,
        is_background=all(c.happening.is_background for c in group) or is_past(context, date),
        confidence=round(min(SURE, best.confidence + 0.05 * (len(group) > 1)), 2),
        evidence=(make_evidence(context, best.line, f"fund:{firm.side}:{firm.words}"),),
        level=level_of(simple_name(named)),
        managers=managers_of(best, parties),
        sponsors=sponsors_of(best, parties),
        first_close=amounts.get("first_close"),
        committed=amounts.get("committed"),
        paid_in=amounts.get("paid_in"),
        focus=focus_of(context, best),
    )


def stage_of(happening: Happening, *, is_future: bool) -> str | None:
    """A plan, or what has a date to come, never appears as a fact; a signed plan is signed."""
    if (happening.is_plan or is_future) and happening.stage not in ("signed", "terminated", ""):
        return "planned"
    return happening.stage or None


def fund_type(words: str) -> str:
    for kind, marks in table()["types"].items():
        if any(mark in words for mark in marks):
            return "private_equity" if kind == "equity" else str(kind)
    return "other"


def level_of(words: str) -> str | None:
    """National, provincial, municipal or county, by what the name begins with."""
    for level, marks in table()["level"].items():
        if any(mark in words[:LEVEL_REACH] for mark in marks):
            return str(level)
    return None


def managers_of(candidate: Candidate, parties: tuple[str, ...]) -> tuple[str, ...]:
    """由甲公司管理, 甲公司担任管理人."""
    return tuple(p for p in parties if re.search(_MANAGED.replace("PARTY", re.escape(p)), candidate.line.text))


_MANAGED = (
    r"(?:由|委托)PARTY(?:担任|负责|作为)?[^，。；]{0,10}管理"
    r"|管理人[为是：]?PARTY|PARTY(?:担任|任|作为|为)[^，。；]{0,8}管理人"
)
_SPONSORED = re.compile(r"发起|出资|设立|组建|联合|牵头|打造|共建")


def sponsors_of(candidate: Candidate, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties in front of the fund's name in a line that tells of its setting up."""
    if not _SPONSORED.search(candidate.line.simple):
        return ()
    managers = managers_of(candidate, parties)
    return tuple(p for p in parties if p not in managers and 0 <= candidate.line.text.find(p) < candidate.name.start)


_FOCUS = re.compile(
    r"(?:重点投向|主要投向|投向|聚焦于?|重点布局|重点投资于?|专注于?|主要投资于?|重点支持|围绕|投资方向为)"
    r"(?P<focus>[^。；，]{3,50}?(?:领域|方向|产业|赛道|环节|项目|企业|行业))"
)


def focus_of(context: Context, candidate: Candidate) -> str | None:
    """What the fund invests in, verbatim, from its line or the next two."""
    first = max(candidate.line.index, 0)
    for line in (candidate.line, *context.lines[first + 1 : first + 1 + FOLLOWING_LINES]):
        match = _FOCUS.search(line.simple, candidate.name.end if line is candidate.line else 0)
        if match:
            return line.text[match.start("focus") : match.end("focus")]
    return None
