"""Who signs: the sides of an agreement, read from the row before its verb, from the officers who sign for them, or from
the sentence before (`双方签署…`).
"""

from __future__ import annotations

import re

from ...text import simplify
from ..reading.actor_names import is_name
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import clause_of
from ..reading.names import names_between
from ..reading.subjects import find_subject, topic_of
from .zh_signer_names import head_institution, organisation, read_row
from .zh_transfer_company import company_of

MOST = 6
"""Sides kept; a longer row is an enumeration of members."""

_WHERE = re.compile(r"(?<=[\u4e00-\u9fff）)])(?:在|于)[^，。；与和、在于]{2,16}$")
"""`A与B在某地签署`: the place before the verb signs nothing."""
_IN_TOWNS = re.compile(r"(?:分别)?在[^，。；在于]{2,24}$")
_OWN = re.compile(
    r"\s*(?:(?:于|在)?\d{1,2}月\d{1,2}日|近日|日前|今日|昨日|拟|将|已|宣布)*(?:本|该|目标|标的|子|附属)?公司(?:最近|拟|将|已|近日|日前|此前)*(?:与|和|同|及|分别)"
)
_BOTH = re.compile(r"(?:双方|各方|三方|四方|两[校地院市家]|二者|两者|彼此|政企|校企|校地|银企)[^，。；]{0,14}$")
LINES_BACK = 2


def read_signers(line: Line, at: int, context: Context, behind: tuple[int, int] | None = None) -> list[str]:
    """The sides before the verb at `at`; `behind` is what stands after it (`签署了与甲的…`)."""
    simple = line.simple
    start = _opening(simple, clause_of(simple, at)[0], at)
    stop = before_place(line, start, at)
    names = read_row(line, *_around_event(simple, start, stop), context)
    if _OWN.match(simple, start) or begins_with_with(simple, start):
        actor = _actor_before(line, start, context)
        actor = [a for a in actor if not any(a in n or n in a for n in names)]
        if len(names) > 1 and not actor:
            return []  # 与甲、乙达成合作: both stand on the other side, and with whom is not told
        names = [*actor, *names]
    if len(names) < 2 and behind and (w := re.match("(?:了)?[与同和]", simple[slice(*behind)])):
        row = names_between(simple, behind[0] + w.end(), behind[1])[:1]
        names += [n for span in row if (n := organisation(line, span, context))]
    if len(names) < 2 and (not names or _BOTH.search(simple, start, at)):
        names = _sides_told_before(line, start, context) or names
    return _without_departments(list(dict.fromkeys(names)))[:MOST]


def before_place(line: Line, start: int, at: int) -> int:
    """Where the sides end: before `在某地` and `分别在甲地和乙地`, which sign nothing."""
    if where := _WHERE.search(line.simple, start, at):
        return where.start()
    towns = _IN_TOWNS.search(line.simple, start, at)
    is_town = towns and any(towns.start() < p.start and p.end == at for p in line.places)
    return towns.start() if towns and is_town else at


def _opening(simple: str, start: int, at: int) -> int:
    """Behind the company that a headline sets off with a colon (`甲：与乙签署`)."""
    return max(simple.rfind(mark, start, at) + 1 for mark in "：:丨|") or start


_OVER = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z）)])(?:就|围绕|关于|聚焦)(?=[^，。；]{2,40}$)|在[^，。；]{2,24}(?:方面|领域)$"
)
_EVENT = re.compile(r"(?:共同|联合|隆重|成功|正式)*(?:举行|举办|召开|开展)(?:了)?")


def _around_event(simple: str, start: int, end: int) -> tuple[int, int]:
    """`甲和乙举行…仪式` and `某市举行甲与乙…仪式`: the half in which two sides stand together."""
    if topic := _OVER.search(simple, start, end):
        end = topic.start()
    event = _EVENT.search(simple, start, end)
    if event is None:
        return start, end
    behind = bool(re.search("[与和、]", simple[event.end() : end])) and not re.search(
        "[与和、]", simple[start : event.start()]
    )
    return (event.end(), end) if behind else (start, event.start())


def begins_with_with(simple: str, start: int) -> bool:
    """`与乙签署`: who signs with them stands before."""
    return bool(re.match(r"\s*(?:已|拟|将|正式|近日|日前|宣布|分别)*[与和同]", simple[start : start + 10]))


def _actor_before(line: Line, start: int, context: Context) -> list[str]:
    """`甲公告，公司与乙签署`, `甲：与乙签署`."""
    head = re.match(r"(?P<name>[^：，。]{2,16}?)(?:[（(][\dA-Z.]{4,12}[)）])?[：:]\s?", line.simple)
    if head and head.end() >= start and is_name(head["name"]):
        return [line.text[: head.end("name")]]
    actor = find_subject(line, start, context) if start > 2 else None
    topic = actor or head_institution(line, start) or company_of(context) or topic_of(context, line)
    topic = topic or _speaker_before(line, context)
    return [topic] if topic else []


_SPEAKS = re.compile(r"\s*(?P<name>[\u4e00-\u9fffA-Za-z]{2,16}?)(?:方面)?(?:表示|公告|宣布|透露|介绍)")
SPEECH = 6
"""Sentences, or parts of one between semicolons, over which a company tells of itself."""


def _speaker_before(line: Line, context: Context) -> str | None:
    """`某证券表示，今年以来…；与甲、乙达成战略合作`: who speaks is who did it."""
    head = "".join(x.simple for x in context.first_lines(1))
    for other in reversed([x for x in context.lines if line.index - SPEECH <= x.index <= line.index]):
        m = _SPEAKS.match(other.simple)
        if m and is_name(m["name"]) and m["name"] in head:
            return other.text[slice(*m.span("name"))]
    return None


# ---------------------------------------------------------------- 双方: the sides named before

_PAIR = re.compile(r"(?:[与和同及、])[^，。；：！？]{2,40}")


def _sides_told_before(line: Line, start: int, context: Context) -> list[str]:
    """The sides that the clauses before, or the sentences before, name beside each other."""
    pair = _pair_in(line, 0, start, context) if start > 4 else []
    for back in range(1, LINES_BACK + 1):
        if len(pair) >= 2 or line.index - back < -1:
            return pair
        before = context.lines[line.index - back] if line.index - back >= 0 else context.title
        pair = _pair_in(before, 0, len(before.simple), context) if before else []
    return pair


def _pair_in(line: Line, start: int, end: int, context: Context) -> list[str]:
    """Two organisations of one clause with 与 between."""
    at = start
    for mark in [*re.finditer("[，。；：！？]", line.simple[start:end]), None]:
        stop = start + mark.start() if mark else end
        stretch = line.simple[at:stop]
        if re.search("[与和同及]", stretch):
            verb = _CLAUSE_VERB.search(line.simple, at, stop)
            names = read_row(line, at, verb.start() if verb else stop, context)
            if len(names) == 1 and _OWN.match(line.simple, at):
                names = [*_actor_before(line, at, context), *names]
            if len(names) >= 2 and all(_is_sure(line, name, context) for name in names):
                return names
        at = stop + 1
    return []


def _is_sure(line: Line, name: str, context: Context) -> bool:
    """What stands in a sentence before must be an organisation by its form, a place or the title's."""
    is_known = any(name in n.text or n.text in name for n in line.names) or any(p.text in name for p in line.places)
    return is_known or is_coined(simplify(name)) or name in (context.article.title or "")


_CLAUSE_VERB = re.compile(
    r"协商|共同|联合|举行|举办|召开|开展|就(?=[\u4e00-\u9fff]{2})|围绕|进行|主办|签|合作|座谈|会谈|对接|在[^，。；]{2,10}(?:举行|签)"
)

# ---------------------------------------------------------------- departments

_SCHOOL = re.compile(r"^(?P<school>.{2,12}?(?:大学|大學|学院|學院|科学院|科學院))(?P<part>.{2,20})$")
_PART = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:学院|學院|系|实验室|實驗室|研究中心|团委|團委)$")


def _without_departments(names: list[str]) -> list[str]:
    """The departments of one university are one party: the university."""
    kept: list[str] = []
    school = ""
    for name in names:
        if school and _PART.match(name) and "大" not in name:
            kept[-1] = school
            continue
        m = _SCHOOL.match(name)
        school = m["school"] if m and _PART.match(m["part"]) else ""
        if name.endswith(("团委", "團委")) and any(name.startswith(k[:4]) for k in kept):
            continue
        kept.append(name)
    return list(dict.fromkeys(kept))
