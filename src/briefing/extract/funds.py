"""Funds: one identifiable pool of capital, and what happens to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ..config import read_table
from ..types import Fund, Money
from .alike import group_alike
from .amounts import NEVER, place_amount
from .attribution import find_date, find_parties, find_place, is_future, is_past
from .context import Context, Line, make_evidence
from .english_names import find_english, grammar_of
from .facilities import Name, find_names, is_shortened, normal_form, overlaps
from .happenings import Happening, Verbs, chain, read_happening
from .parties import with_real_parties
from .roles import both_sides, find_english_managers, find_english_sponsors, find_managers, find_sponsors
from .sequels import goes_on, lines_about

LEAST_CONFIDENCE, SURE = 0.5, 0.97
# What a 5000万元种子基金 without a name of its own loses when its size and a party or place are told, and when not.
NAMELESS, UNKNOWN = 0.15, 0.5
# The same for one that says at least whom it serves: 科技企业并购基金.
DESCRIBED, VAGUE = 0.05, 0.25
# The place that sets a fund up stands at the very front of its name.
LEVEL_REACH = 8


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return read_table("funds.toml")


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
    lines = (*context.all_lines(), None)
    pairs = pairwise(lines)
    candidates = [c for line, after in pairs if line is not None for c in find_candidates(line, after)]
    told = [c for c in candidates if simple_name(c) not in context.aliases]
    return [with_real_parties(make_fund(context, group, told), context) for group in group_alike(told, is_same)]


def find_candidates(line: Line, after: Line | None = None) -> list[Candidate]:
    """Every fund that the line itself vouches for; its size may stand in the line after it."""
    if line.is_latin:
        return find_english_candidates(line)
    if "基金" not in line.simple and "合伙企业" not in line.simple:
        return []
    found: list[Candidate] = []
    for row in chain(find_names(line.simple), line.simple):
        if not any(name.type == "fund" for name in row):
            continue
        happening = read_happening(line.simple, row[0].start, row[-1].end, verbs())
        found.extend(c for name in row if name.type == "fund" and (c := read_candidate(line, name, happening, after)))
    return found


def find_english_candidates(line: Line) -> list[Candidate]:
    found = []
    for finding in find_english(line, grammar_of("funds")):
        text = finding.label or line.text[finding.name.start : finding.name.end]
        if not any(word in text.lower() for word in table()["english"]["not_funds"]):
            found.append(Candidate(line, finding.name, text, finding.happening, finding.confidence))
    return found


def read_candidate(line: Line, name: Name, happening: Happening | None, after: Line | None = None) -> Candidate | None:
    """The name as a fund, when it is particular enough for what is said of it."""
    words = line.simple[name.start : name.end]
    if name.count is not None or is_excluded(line, name, words):
        return None
    if happening is None:
        happening = _SIZED if any(is_told(line, m) for m in sizes(line, name)) else None
    if happening is None:
        return None
    sized = bool(sizes(line, name)) or (after is not None and tells_size(after, words))
    confidence = score_candidate(line, name, words, happening, sized=sized)
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


def tells_size(line: Line, words: str) -> bool:
    """该基金总规模20亿元: the next sentence says how large it is."""
    return goes_on(line.simple, words, "fund") and any(m.role in table()["roles"]["own"] for m in line.money)


def score_candidate(line: Line, name: Name, words: str, happening: Happening, *, sized: bool) -> float:
    """How sure it is that this is a fund and an event."""
    anchored = name.is_quoted or any(overlaps(m, name) for m in line.places) or bool(re.search(r"[A-Z0-9]", words))
    anchored = anchored or any(m.start <= name.start < m.end < name.end for m in line.names)
    score = (0.45 if happening.stage else 0.3) + 0.1 * min(name.weight, 2) + 0.15 * anchored + 0.2 * sized
    score -= 0.2 * happening.is_weak + 0.05 * happening.is_plan
    has_founder = bool(line.places or line.names or _FOUNDER.search(line.simple, 0, name.start))
    if is_generic(words):
        score -= NAMELESS if sized and has_founder else UNKNOWN
    elif name.weight == 0 and not anchored:
        score -= DESCRIBED if sized or (has_founder and not happening.is_plan) else VAGUE
    return round(max(0.0, min(score, 0.95)), 2)


# A district or company that the gazetteer does not know, in front of the verb of founding.
_FOUNDER = re.compile(r"(?:[省市区县州]|集团|公司|国资委|管委会|政府)(?:[^，。；]{0,10})?(?:设立|成立|发起|组建|推出)")


def is_generic(words: str) -> bool:
    """产业基金, 引导基金: any of them."""
    plain = re.sub(r"^[一二三四五六七八九十0-9个支只]+|[“”\"「」]", "", words)
    return plain in table()["not_funds"]["generic"]


# ---------------------------------------------------------------- amounts

_TOUCH = re.compile(r"\s?(?:规模)?的?[“「『\"]?(?:[^，。；]{0,8}的)?")
# What a fund has set in motion is not what is in it.
_MOVED = re.compile(r"带动|撬动|拉动|放大|投资规模|(?<!种)子基金|累计投资")
# A sum further from the fund's name than this, in characters, speaks of something else.
SIZE_REACH, SIZE_REACH_ENGLISH = 60, 140
# closed its third fund at $1.2 billion; a fund worth 3 billion euros.
_AT = re.compile(r"\s(?:at|of|worth|with|totaling|totalling|valued\sat)(?:\s[a-z\-]+){0,6}\s?")


def sizes(line: Line, name: Name) -> list[Money]:
    """The sums of the line that speak of this fund, in positions of the line."""
    others = [n for n in find_names(line.simple) if n.type == "fund" and not overlaps(n, name)]
    return [m for m in line.money if is_its_size(line, name, m, others)]


def is_its_size(line: Line, name: Name, money: Money, others: list[Name]) -> bool:
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    between = range(left[1], right[0])
    reach = SIZE_REACH_ENGLISH if line.is_latin else SIZE_REACH
    if len(between) > reach or any(other.start in between for other in others):
        return False
    if is_moved(line, money):
        return False
    touches = money.span.end <= name.start and _TOUCH.fullmatch(line.simple, money.span.end, name.start)
    if is_first_close(line, money):
        return True
    if line.is_latin and name.end <= money.span.start and _AT.fullmatch(line.simple, name.end, money.span.start):
        return money.role not in NEVER
    return money.role in table()["roles"]["own"] or (money.role in (None, "price", "investment") and bool(touches))


# of which the first closing amounts to 4.5 billion yuan
_FIRST_CLOSE = re.compile(r"\b(?:first|initial)\sclos(?:e|ing)\b[^.;]{0,24}$")


def is_first_close(line: Line, money: Money) -> bool:
    return line.is_latin and bool(_FIRST_CLOSE.search(line.simple[max(0, money.span.start - 45) : money.span.start]))


def is_moved(line: Line, money: Money) -> bool:
    return bool(_MOVED.search(line.simple[max(0, money.span.start - 10) : money.span.start]))


def amounts_of(group: list[Candidate], sequels: tuple[Line, ...]) -> dict[str, Money]:
    """Role -> sum, from the lines that name the fund and those that go on about it."""
    found: dict[str, Money] = {}
    for candidate in sorted(group, key=lambda c: c.line.index < 0):
        for money in sizes(candidate.line, candidate.name):
            role = money.role if money.role in table()["roles"]["own"] else "total"
            role = "first_close" if is_first_close(candidate.line, money) else role
            found.setdefault(role or "total", place_amount(candidate.line, money))
    for line in sequels:
        for money in line.money:
            if money.role in table()["roles"]["own"] and not is_moved(line, money):
                found.setdefault(money.role or "total", place_amount(line, money))
    return found


# ---------------------------------------------------------------- one fund from its mentions


def is_same(a: Candidate, b: Candidate) -> bool:
    if a.line.is_latin != b.line.is_latin:
        return is_translated(a, b)
    x, y = sorted((normal_form(simple_name(c)) for c in (a, b)), key=len)
    return x == y or (len(x) >= 4 and y.endswith(x)) or (len(x) >= 5 and is_shortened(x, y))


def is_translated(a: Candidate, b: Candidate) -> bool:
    """A title in another language than the text tells the same fund: of one type, and not of another size."""
    sums = [{(m.currency, m.value) for m in sizes(c.line, c.name) if m.role != "first_close"} for c in (a, b)]
    one_type = fund_type(simple_name(a)) == fund_type(simple_name(b))
    is_title = min(a.line.index, b.line.index) < 0
    return is_title and one_type and bool(not all(sums) or sums[0] & sums[1])


def simple_name(c: Candidate) -> str:
    return c.text.lower() if c.line.is_latin else c.line.simple[c.name.start : c.name.end]


def make_fund(context: Context, group: list[Candidate], told: list[Candidate]) -> Fund:
    best = max(group, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    named = max(group, key=lambda c: (c.line.index >= 0, len(c.text)))
    firm = max(group, key=lambda c: (*c.happening.firmness(), c.confidence)).happening
    sequels = sequels_of(context, group, told)
    amounts = amounts_of(group, sequels)
    managers, sponsors = roles_of(context, best, group, sequels)
    others = (p for p in find_parties(context, best.line, best.name) if not p.endswith("基金"))
    parties = unique_parties((*sponsors, *managers, *others))
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
        level=level_of(simple_name(named)) or level_of_founder(best),
        managers=managers,
        sponsors=sponsors,
        first_close=amounts.get("first_close"),
        committed=amounts.get("committed"),
        paid_in=amounts.get("paid_in"),
        focus=focus_of(best, sequels),
    )


def sequels_of(context: Context, group: list[Candidate], told: list[Candidate]) -> tuple[Line, ...]:
    """The sentences that go on about the fund without its name, in order."""
    rivals = {c.line.index for c in told if c not in group}
    found = {line.index: line for c in group for line in lines_about(context, c.line, c.name, rivals)}
    return tuple(found[index] for index in sorted(found))


def roles_of(
    context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Managers, and sponsors; a fund that is agreed on has both sides behind it."""
    lines = [c.line for c in group if c.line.index >= 0 or len(group) == 1]
    if best.line.is_latin:
        return find_english_managers((*lines, *sequels)), find_english_sponsors(
            best.line, best.happening.start if best.happening.side == "before" else 0
        )
    managers = find_managers((*lines, *sequels))
    front = best.line.simple[: best.name.start]
    sponsors = find_sponsors((*lines, *sequels), front, best.line) or both_sides(context, best.line, best.name.start)
    return managers, tuple(s for s in sponsors if s not in managers)


def unique_parties(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, without the preposition that the segmenter may have left in front (由某某集团)."""
    return tuple(dict.fromkeys(name.removeprefix("由") for name in names))


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


# A region or a park is no level of government.
_NOT_A_LEVEL = re.compile(r"湾区|园区|地区|社区|片区|山区|特区|景区|库区|区域|区块|市场|省级以上")


def level_of(words: str) -> str | None:
    """National, provincial, municipal or county, by what the name begins with."""
    front = _NOT_A_LEVEL.sub("", words[:LEVEL_REACH])
    for level, marks in table()["level"].items():
        if any(mark in front for mark in marks):
            return str(level)
    return None


_PLACE_OF_FOUNDER = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,8}?(?:省|自治区|市|州|区|县))(?:人民政府|政府|国资委|财政[局厅])?"
    r"(?:近日|日前|将|拟|正式|已|计划|宣布|牵头|发起|出资|联合|\d{1,2}月|\d{1,2}日)*$"
)


def level_of_founder(candidate: Candidate) -> str | None:
    """滨海市设立…基金: the level of the government in front of the verb."""
    if candidate.happening.side != "before":
        return None
    text = candidate.line.simple
    start = max(text.rfind(mark, 0, candidate.happening.start) for mark in "。；，！？") + 1
    match = _PLACE_OF_FOUNDER.search(text[start : candidate.happening.start][-40:])
    return level_of(match["place"]) if match else None


_FOCUS = re.compile(
    r"(?:重点投向|主要投向|投向|聚焦于?|重点布局|重点投资于?|专注于?|主要投资于?|重点支持|重点关注|围绕|投资方向为|投资领域为|用于投资)"
    r"(?P<focus>[^。；，]{3,50}?(?:领域|方向|产业链|产业集群|产业|赛道|环节|项目|企业|行业|板块|公司|阶段))"
)
_FOCUS_ENGLISH = re.compile(
    r"(?:focus(?:es|ing)?\son|invest(?:s|ing)?\s(?:mainly\s|primarily\s)*in|to\sback|will\sback|targets?)\s(?P<focus>[^.,;]{3,80})"
)


def focus_of(candidate: Candidate, sequels: tuple[Line, ...]) -> str | None:
    """What the fund invests in, verbatim, from its line or those that go on about it."""
    for line in (candidate.line, *sequels):
        pattern = _FOCUS_ENGLISH if line.is_latin else _FOCUS
        match = pattern.search(line.simple, candidate.name.end if line is candidate.line else 0)
        if match:
            return line.text[match.start("focus") : match.end("focus")]
    return None
