"""Who takes part in a project: its builders and owners by their verbs, its subject, the company of its own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...text import simplify
from ..deals.drafts import same_name
from ..facilities.attribution import find_parties
from ..facilities.names import Name, find_names
from ..facilities.roles import both_sides, find_owners
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.names import segments
from .candidate import Candidate
from .fronts import fronts_of
from .subjects import (
    can_act,
    is_actor,
    listed_company,
    named_in_sentence,
    source_of,
    speaker_in,
    subject_of,
    ticked_firm,
    trimmed,
)
from .words import verbs


def owners_of(context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]) -> tuple[str, ...]:
    """由甲投资建设, 甲承建X; both sides of an agreement to build it."""
    if best.origin in ("row", "branch") or best.name.count:
        return ()
    if best.line.is_latin:
        return builders_of(best)
    lines = [c.line for c in group if not shares_line(c, group)]
    front = best.line.simple[: best.name.start]
    found = find_owners((*lines, *sequels), front, best.line)
    sides = (both_sides(context, c.line, c.name.start, c.name.end) for c in sorted(group, key=lambda c: c is not best))
    told = found or next((s for s in sides if s), ())
    return tuple(n for n in map(trimmed, told) if can_act(n))


def shares_line(c: Candidate, group: list[Candidate]) -> bool:
    """A title says little of who builds; its words are a clipping of the sentence's."""
    return c.line.index < 0 and any(other.line.index >= 0 for other in group)


def builders_of(best: Candidate) -> tuple[str, ...]:
    """Acme will build a plant: the company in front of the verb."""
    if best.happening.side != "before":
        return ()
    before = [n for n in best.line.names if n.end <= best.happening.start]
    return (before[-1].text,) if before else ()


def parties_of(context: Context, best: Candidate, others: tuple[Name, ...]) -> tuple[str, ...]:
    """Who takes part by the sentence itself; of a row each bears its own company's name."""
    if best.origin == "row":
        is_company = best.type == "plant" and not best.name.head and (is_coined(best.text) or len(best.text) <= SHORT)
        return (best.text,) if is_company else fronts_of(context, best)
    found = dict.fromkeys(trimmed(n) for n in find_parties(context, best.line, best.name, others))
    is_approved = bool(_APPROVED.search(best.happening.words))
    fit = (n for n in found if not is_itself(n, best) and not is_called(n, best))
    kept = (n for n in fit if can_act(n) and not is_a_facility(n))
    acting = tuple(n for n in kept if not (is_approved and _OFFICE.search(simplify(n))))
    is_figure = best.event_line is not None or best.happening.words in ("总投资", "面积")
    return acting or (fronts_of(context, best) if is_figure else ())


# Who approves builds nothing.
_APPROVED = re.compile(r"核准|批[复准]|同意|获批|备案|立项|可研|环评|许可")
# 三禾树脂, 北川轮胎: a row's element as short as this is the company itself.
SHORT = 5


_WORKS_ONLY = re.compile(
    r"(?:[（(][^（()）]*[）)]|新建|扩建|改扩建|改造|迁建|建设|新院区|[一二三四]期)*(?:项目|工程)(?:[（(][^（()）]*[）)]|[一二三四]期)*"
)


_CALLED = re.compile(r"[”」』\"]?[（(](?:以下|下称|简称|又称)[^（()）]{1,20}[）)]")


def is_called(party: str, best: Candidate) -> bool:
    """甲基地（下称“离岸基地”）: what the thing itself is called."""
    if len(party) < len(best.text) and best.text.endswith(party):
        return True  # 工匠学院 of 甲省工匠学院
    match = _CALLED.match(best.line.text, best.name.end)
    return match is not None and party in match.group()


def is_itself(party: str, best: Candidate) -> bool:
    """某市医院 of 某市医院建设项目: the house that is built, no builder."""
    behind = best.text.partition(party)[2]
    is_house = simplify(party).endswith(_HOUSES) or any(n.end == len(party) for n in find_names(simplify(party)))
    return is_house and bool(_WORKS_ONLY.fullmatch(simplify(behind)))


_HOUSES = ("医院", "学校", "大学", "学院", "小学", "中学")


# 甲公司在乙地的新工厂, 甲集團位於乙地的中心, 甲在乙地增资建设的中心: whose it is stands in front of where it is.
_AT_PLACE = re.compile(
    r"(?:^|[，。；：！？「“])(?P<who>[^，。；：！？]{2,40}?)[」”]?(?:正|已)?(?:在|位于|于)[^，。；：]{2,16}?"
    r"(?:的|(?:新建|投资|增资|斥资|建设|打造|兴建|投建|设立)[^，。；：的]{0,14}的)[“「]?$"
)
_QUOTED = re.compile(r"[“「『](?P<name>[^”」』]{2,16})$")


# 甲公司位于|乙国|的工厂: what is called by its place stands right behind its owner.
_AT_SPOT = re.compile(
    r"(?:^|[，。；：！？「“])(?P<who>[^，。；：！？]{2,40}?)[」”]?(?:的)?(?:其)?(?:位于|坐落于|设于|设在|建在|在|于)$"
)


def is_spot(line: Line, name: Name) -> bool:
    """Whether the name is a mere place."""
    return any(p.start == name.start and p.end == name.end for p in line.places)


def before_its_place(line: Line, name: Name, context: Context) -> tuple[str, ...]:
    pattern = _AT_PLACE if not is_spot(line, name) else _AT_SPOT
    match = pattern.search(line.simple, max(0, name.start - 80), name.start)
    if match is None:
        return ()
    start, end = match.span("who")
    quoted = _QUOTED.search(line.simple, start, end)
    if quoted is not None:
        return (line.text[slice(*quoted.span("name"))],)
    latin = _LATIN_END.search(line.simple, start, end)
    spans = [latin.span("name")] if latin else segments(line.simple, start, end)
    words = trimmed(line.text[slice(*spans[-1])]) if spans else ""
    return (words,) if words and is_actor(words) and not is_a_place(line, spans[-1]) else ()


_LATIN_END = re.compile(r"(?P<name>[A-Z][A-Za-z0-9&.\-]{1,24}(?:\s[A-Z][A-Za-z&.\-]+){0,3})\s?$")


def is_a_place(line: Line, span: tuple[int, int]) -> bool:
    return any(p.start <= span[0] and span[1] <= p.end for p in line.places)


# A row of which one company builds or wins all.
_ONE_BUILDER = ("中标", "打造", "建设", "投资建设", "新建", "建成", "投资")


# 英特尔计划…建设两个工厂: a few of one firm, no bundle of a town's.
_OF_FIRMS = ("plant", "data_center")


def actors_of(context: Context, best: Candidate, found: tuple[str, ...]) -> tuple[str, ...]:
    """Who does it when the sentence's own names do not say: its subject, the company retold, the source of the news."""
    is_many = bool(best.name.count) and not (best.type in _OF_FIRMS and best.happening.side == "before")
    if best.line.is_latin or is_many or (best.origin == "row" and best.happening.words not in _ONE_BUILDER):
        return found
    happening = best.happening
    if happening.side == "before":
        return with_new(context, found, subjects_of(context, best))
    if happening.side == "beside" and not found:
        named = next(named_in_sentence(best.line, best.name.start), None)
        found = (named,) if named is not None and is_actor(named) else ()
    found = found or fronts_of(context, best) or before_its_place(best.line, best.name, context)
    found = found or tuple(builder_ahead(context, best))
    speaker = (listed_company(context) if _OURS.search(best.line.simple) else None) or source_of(context)
    return found or ((speaker,) if speaker else ())


def builder_ahead(context: Context, best: Candidate) -> Iterator[str]:
    """甲正于乙地兴建第二座工厂…预计明年投产: the subject of the verb that builds it, whatever is told behind."""
    line, start = best.line, best.name.start
    clause = max(line.simple.rfind(mark, 0, start) for mark in "。；！？，") + 1
    match = next(iter(verbs().before_pattern.finditer(line.simple, clause, start)), None)
    subject = subject_of(line, match.start(), context) if match and match["verb"] in verbs().builds else None
    if subject is not None and not is_a_facility(subject):
        yield subject


def subjects_of(context: Context, best: Candidate) -> Iterator[str]:
    """Whoever does it by the sentence, no office; of an announcement the company that makes it besides."""
    line, at = best.line, best.happening.start
    announcer = announcer_of(context, best)
    named = [n for n in named_in_sentence(line, at) if is_actor(n) and not _OFFICE.search(simplify(n))]
    subject = announcer or next(iter(named), None) or ticked_firm(line, at) or subject_of(line, at, context)
    is_approval = subject is not None and bool(
        _APPROVED.search(best.happening.words) and _OFFICE.search(simplify(subject))
    )
    if subject is not None and not is_a_facility(subject) and not is_approval:
        yield subject
    speaker = speaker_in(line, at) if _OURS.search(line.simple) else None
    if speaker is not None:
        yield speaker


_OFFICE = re.compile(r"发改委|政府|管委会|委员会|[局厅委]$|(?:高新|经开|开发|园|新)区$")


def with_new(context: Context, found: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    """The names that are not told yet in front of those that are."""
    new: list[str] = []
    for name in names:
        if not any(same_name(name, other, context.aliases) for other in (*found, *new)):
            new.append(name)
    return (*new, *found)


def announcer_of(context: Context, best: Candidate) -> str | None:
    """What money is raised for is the issuer's, whoever else the sentence names."""
    if best.origin != "purpose":
        return None
    return speaker_in(best.line, best.happening.start) or listed_company(context)


# 公司为甲项目的中标人, 公司承建甲工程: in an announcement 公司 is who makes it.
_WE_DO = re.compile(
    r"(?:^|[，。；：])(?:本|上市)?公司(?:为|成为|(?:近日|日前|成功|已|拟|将)*(?:中标|预中标|承建|承接|投资|建设|实施|负责))"
)


def told_of_company(context: Context, lines: Iterable[Line]) -> tuple[str, ...]:
    """The listed company whose announcement speaks of the project as its own, where no sentence names anyone."""
    if not any(_WE_DO.search(line.simple) for line in lines):
        return ()
    company = listed_company(context)
    return (company,) if company else ()


_OURS = re.compile(r"(?:本|该|子|分|我)?公司(?!章程|法)")


def is_a_facility(subject: str) -> bool:
    """A park or plant builds nothing; a laboratory, an institute or the office of a district may."""
    words = simplify(subject)
    if words.endswith(_DISTRICTS):
        return False
    return any(n.end == len(words) and n.type not in _INSTITUTES for n in find_names(words))


_DISTRICTS = ("高新区", "经开区", "开发区", "新区")
_INSTITUTES = ("laboratory", "center", "other")
