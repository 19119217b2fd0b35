"""Funds: one identifiable pool of capital, and what happens to it.

`fund_candidates` and `funds_en` find the names with their events, line by line; here the mentions of one fund come
together: its kind (`fund_traits`), its sums (`fund_money`), who stands behind it (`fund_roles`), where and when.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ...types import Fund
from ..facilities.alike import group_alike
from ..facilities.attribution import find_date, find_parties, find_place, is_future, is_past
from ..facilities.happenings import Happening
from ..facilities.sequels import lines_about, tail_at
from ..reading.amounts import with_bounds
from ..reading.context import Context, Line, make_evidence
from ..reading.parties import with_real_parties
from ..reading.passing import is_told_in_passing
from .candidates import find_chinese
from .english import find_english_funds, is_one_vehicle, is_proper
from .money import amounts_of, main_sum, sizes
from .names import Candidate, is_generic
from .pointers import THIS_ONE, drop_pointers, drop_vague
from .roles import roles_of, unique_parties
from .same import is_one_name, plain_form
from .traits import beside, focus_of, founding_place, fund_type, level_of, type_of

SURE = 0.97
__all__ = ["find_funds", "fund_type"]


def find_funds(context: Context) -> list[Fund]:
    """The funds that an article reports on, each once, in order of appearance."""
    lines = (*context.all_lines(), None)
    candidates = [c for line, after in pairwise(lines) if line is not None for c in find_candidates(line, after)]
    told = drop_vague(drop_pointers([c for c in candidates if c.simple not in context.aliases]))
    # A headline's short name joins the first fund it can mean and draws no two together.
    groups = drop_headlines(group_alike(sorted(told, key=lambda c: c.line.index < 0), is_same))
    funds = [with_bounds(with_real_parties(make_fund(context, group, told), context), context) for group in groups]
    return [replace(funds[0], stage="terminated")] if len(funds) == 1 and is_called_off(context) else funds


def find_candidates(line: Line, after: Line | None = None) -> list[Candidate]:
    return find_english_funds(line) if line.is_latin else find_chinese(line, after)


# 终止参与设立产业基金: the announcement calls the one fund of the article by what it is.
_CALLED_OFF = re.compile(
    r"(?:终止|取消|放弃)(?:参与|继续|对外)?(?:投资|出资|认购|设立|发起|共同)[^，。；]{0,14}(?:基金|合伙企业)"
)


def is_called_off(context: Context) -> bool:
    return any(_CALLED_OFF.search(line.simple) for line in context.first_lines(6))


def drop_headlines(groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """What only the title calls so sums up the funds that the text names."""
    is_told = any(c.line.index >= 0 and not c.happening.is_background for group in groups for c in group)
    return [g for g in groups if not is_told or any(c.line.index >= 0 for c in g)]


# ---------------------------------------------------------------- one fund from its mentions


def is_same(a: Candidate, b: Candidate) -> bool:
    if a.line.is_latin != b.line.is_latin:
        return is_translated(a, b)
    if a.line.is_latin:
        return is_one_vehicle(a, b)
    return is_one_name(a.simple, b.simple) or is_headline_of(a, b) or is_headline_of(b, a)


def is_headline_of(title: Candidate, told: Candidate) -> bool:
    """拟设立生物医药基金 in the title, …生物医药产业投资基金 in the text."""
    x, y = plain_form(title.simple), plain_form(told.simple)
    rest = iter(y)
    return title.line.index < 0 <= told.line.index and len(x) >= SHORTEST_TITLE and all(c in rest for c in x)


# 医疗基金: a title's name of fewer characters says too little to be known again.
SHORTEST_TITLE = 4


def is_translated(a: Candidate, b: Candidate) -> bool:
    """A title in another language than the text tells the same fund: of one type, and not of another size."""
    sums = [{(m.currency, m.value) for role, m in sizes(c.line, c.name) if role != "first_close"} for c in (a, b)]
    one_type = fund_type(a.simple) == fund_type(b.simple)
    is_title = min(a.line.index, b.line.index) < 0
    return is_title and one_type and bool(not all(sums) or sums[0] & sums[1])


def make_fund(context: Context, group: list[Candidate], told: list[Candidate]) -> Fund:
    news = [c for c in group if not c.happening.is_background] or group
    best = max(news, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    named = named_in(group)
    firm = firmest(group)
    sequels = sequels_of(context, group, told)
    amounts = amounts_of(group, sequels)
    managers, sponsors = roles_of(context, best, group, sequels)
    others = () if managers or sponsors else find_parties(context, best.line, best.name)
    parties = unique_parties((*sponsors, *managers, *(p for p in others if not p.endswith("基金"))), named.text)
    date = day_of(context, best)
    focus = focus_of(best.line, best.name.end, sequels)
    around = [beside(c.line, c.name.start, c.name.end) for c in group]
    around += [c.line.simple for c in group if c.line.is_latin]
    return Fund(
        type=type_of(named.simple, around, parties, focus),
        name=named.text,
        parties=parties,
        money=main_sum(amounts, is_closed=firm.stage == "closed" and not firm.is_plan),
        stage=stage_of(firm, is_future=is_future(context, date)) or stage_of_batch(context, best),
        place=find_place(context, best.line, best.name) or place_in_name(best),
        date=date,
        is_background=all(c.happening.is_background or _is_in_passing(c, context) for c in group)
        or is_past(context, date),
        confidence=round(min(SURE, best.confidence + 0.05 * (len(group) > 1)), 2),
        evidence=(make_evidence(context, best.line, f"fund:{firm.side}:{firm.words}"),),
        level=level_of(named.simple) or level_before(best),
        managers=managers,
        sponsors=sponsors,
        first_close=amounts.get("first_close"),
        committed=amounts.get("committed") or amounts.get("share"),
        paid_in=amounts.get("paid_in"),
        focus=focus,
    )


def named_in(group: list[Candidate]) -> Candidate:
    """The fullest name of the text; second phase of the X Fund gives way to what a Chinese title calls it."""
    best = max(group, key=lambda c: (c.line.index >= 0, not c.line.is_latin or is_proper(c), len(c.text)))
    is_told = best.line.is_latin and best.text[:1].islower()
    titles = [c for c in group if c.line.index < 0 and not c.line.is_latin and not is_generic(c.simple)]
    return titles[0] if is_told and titles else best


def _is_in_passing(c: Candidate, context: Context) -> bool:
    return is_told_in_passing(c.line, c.happening.start, context, name=c.text)


def day_of(context: Context, best: Candidate) -> str | None:
    """When it happens; the last year of those for which it is to run (2024—2028年) is no day of its news."""
    date = find_date(context, best.line, best.happening.start)
    runs = date and re.search(rf"(?:19|20)\d\d年?[—–~至到-]{{1,2}}{date[:4]}", best.line.simple)
    return None if runs and len(date or "") == len("2028") else date


def firmest(group: list[Candidate]) -> Happening:
    """What the text says counts before its title, which leaves out 拟."""
    said = [c for c in group if c.line.index >= 0 and c.happening.stage] or group
    return max(said, key=lambda c: (*c.happening.firmness(), c.confidence)).happening


def sequels_of(context: Context, group: list[Candidate], told: list[Candidate]) -> tuple[Line, ...]:
    """The sentences that go on about the fund without its name, in order."""
    rivals = {c.line.index for c in told if c not in group}
    found = {line.index: line for c in group for line in lines_about(context, c.line, c.name, rivals)}
    found |= {line.index: line for c in group for line in by_its_end(context, c) if line.index not in rivals}
    if told[0] in group:
        found |= {line.index: line for line in context.lines if THIS_ONE.match(line.simple)}
    return tuple(found[index] for index in sorted(found))


def by_its_end(context: Context, candidate: Candidate) -> list[Line]:
    """二号基金的出资人…: the next sentences that open with the end of its name."""
    first = candidate.line.index + 1
    words = candidate.simple
    near = context.lines[first : first + NEXT_LINES]
    if _NOW_NAMED.match(candidate.happening.words):
        near = (*context.lines[max(0, first - 3) : first - 1], *near)
    return [
        line
        for line in near
        if _OF_PARTNERS.match(line.simple)
        or (not line.is_latin and len(tail_at(line.simple, 0, words)) >= SHORTEST_END)
        or (line.index < candidate.line.index and _SUBSCRIBED.search(line.simple))
    ]


# Sentences behind a fund's that may open with the end of its name, and how long that end must be (二号基金).
NEXT_LINES, SHORTEST_END = 4, 4
# LP包括…, Limited partners include …: the sentence can only mean the fund just told.
_OF_PARTNERS = re.compile(
    r"(?:其|本期|该|新|主要)?(?:基金)?的?(?:LP|出资人|出资方|投资人|有限合伙人|基石投资[人者])(?!表示|认为|说)"
    r"|由[^，。；]{4,60}?(?:发起|出资|设立|组建|管理)"
    r"|(?:Limited\spartners|LPs|Investors|Backers|Existing\sinvestors)\b(?:\sin\sthe\s(?:new\s)?fund)?\s(?:includ|are|were)"
)
# 该基金为某某基金: its terms stand in the sentences before.
_NOW_NAMED = re.compile("[该此本标目]")
_SUBSCRIBED = re.compile("认购|认缴|参与设立|合伙协议")
# 现场签约5支子基金。其中，甲基金规模20亿元: the sentence before tells what happened to all of them.
_BATCH = re.compile(
    r"(?P<verb>签约|揭牌|设立|成立|发布|启动)[^，。；]{0,16}?(?:\d+|[一二两三四五六七八九十]+|多|一批)[支只个]"
    r"|[支只]子?基金的?(?P<row>签约|揭牌|设立|成立)"
    r"|(?:矩阵|首批|批次|[\d一二两三四五六七八九十]+[支只])[^，。；]{0,20}?(?P<show>发布|成立|揭牌|落地|设立)"
)


def stage_of_batch(context: Context, best: Candidate) -> str | None:
    before = context.lines[max(0, best.line.index - 2) : max(best.line.index, 0)]
    for text in (best.line.simple[: best.name.start], *(line.simple for line in reversed(before))):
        if (match := _BATCH.search(text)) is not None:
            return "signed" if "签约" in (match["verb"], match["row"]) else "established"
    return None


_SEAT = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:自治[区州县]|[省市区县州])(?=[\u4e00-\u9fff]{3})")


def place_in_name(best: Candidate) -> str | None:
    """南湾市…基金: a place that the list of places does not know, at the head of the name or of the founding clause."""
    if best.line.is_latin:
        return None
    seat = _SEAT.match(best.simple)
    if seat and level_of(best.simple):
        return best.text[: seat.end()]
    founder = founding_place(best.line.simple, best.happening.start) if best.happening.side == "before" else None
    return best.line.text[slice(*founder)] if founder else None


def level_before(best: Candidate) -> str | None:
    """The level of the government in front of the verb of founding."""
    founder = founding_place(best.line.simple, best.happening.start) if best.happening.side == "before" else None
    return level_of(best.line.simple[slice(*founder)]) if founder else None


def stage_of(happening: Happening, *, is_future: bool) -> str | None:
    """A plan, or what has a date to come, never appears as a fact; a signed plan is signed."""
    if (happening.is_plan or is_future) and happening.stage not in ("signed", "terminated", ""):
        return "planned"
    return happening.stage or None
