"""Who acts in a Chinese line: the name before a verb, else before that, else the topic of the article.

What can be a name at all is in `actor_names.py`, where it begins and ends in `subject_bounds.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .actor_names import is_guess, is_name, is_target, is_weak
from .context import Context, Line
from .cues import clause_of
from .names import is_common, names_between, segments
from .research import is_who_rates, rated_company
from .subject_bounds import is_strong, quoted_name, subject_segments

__all__ = [
    "NOT_DONE",
    "find_raiser",
    "find_subject",
    "is_guess",
    "is_name",
    "is_target",
    "is_weak",
    "names_up_to",
    "topic_of",
]

NOT_DONE = re.compile(r"(?:尚未|未能|没有|并未|不会|未|否认|无意|不)[^，。；]{0,6}$")


def find_subject(line: Line, at: int, context: Context) -> str | None:
    """Who acts: the first name of the verb's clause, else of the clause before it, else the article's topic.

    A guess (`is_weak`) gives way to a name that is sure.
    """
    simple = line.simple
    start = clause_of(simple, at)[0]
    guess = None
    if span := _first_name(line, start, at, context):
        guess = line.text[slice(*span)]
        if not is_weak(simple[slice(*span)], line, context):
            return guess
    if _TOPIC_WORD.match(simple, start):
        return topic_of(context, line) or _subject_before(line, start, context) or _announcer(line, start) or guess
    return _subject_before(line, start, context) or (
        guess if guess and start == 0 else topic_of(context, line) or guess
    )


def find_raiser(line: Line, at: int, context: Context) -> str | None:
    """Who raises money: the subject, and of `甲集团旗下某应用` what belongs to the group."""
    name = find_subject(line, at, context)
    start = clause_of(line.simple, at)[0]
    if name and name not in line.text[start:at] and (near := _right_before(line, start, at, context)):
        return near
    end = line.text.find(name, 0, at) + len(name) if name else 0
    if name and line.simple.startswith("旗下", end):
        span = _first_name(line, end + 2, at, context)
        return line.text[slice(*span)] if span else None
    return name


def _right_before(line: Line, start: int, at: int, context: Context) -> str | None:
    """`其中，某股份|定增事项获批`: a name that touches what it raises is its own, whatever the article is about."""
    span = next(iter(subject_segments(line, start, at, context)[-1:]), None)
    name = line.simple[slice(*span)] if span else ""
    is_near = span is not None and span[1] == at and len(name) > 2 and not line.simple[start : span[0]].strip()
    is_one = is_near and is_name(name) and not is_common(name) and not is_told_of(line, *span)  # type: ignore[misc]
    return line.text[slice(*span)] if span and is_one and is_strong(name) else None


_ANNOUNCES = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日|近日|日前|今日|今天|昨日)?(?:晚间?|早间|午间|盘后)?(?:发布)?(?:公告|公布|宣布|披露|透露)"
)


def _announcer(line: Line, end: int) -> str | None:
    """`某某公告称，公司…`: 公司 is who announces, even one named once."""
    for m in _ANNOUNCES.finditer(line.simple, max(0, end - 60), end):
        spans = segments(line.simple, max(0, m.start() - 24), m.start())
        if spans and spans[-1][1] == m.start() and is_name(line.simple[slice(*spans[-1])]):
            return line.text[slice(*spans[-1])]
    return None


CLAUSES_BACK = 3
"""`X宣布，已与卖方订立协议，以1亿元收购…`: who acts may stand so many clauses before."""


def _subject_before(line: Line, start: int, context: Context) -> str | None:
    for _ in range(CLAUSES_BACK):
        before = clause_of(line.simple, start - 2)[0] if start > 2 else start
        if before >= start:
            return None
        span = _first_name(line, before, start, context)
        if span and not is_weak(line.simple[slice(*span)], line, context):
            return line.text[slice(*span)]
        start = before
    return None


def _is_media(simple: str, end: int) -> bool:
    """`某某网获悉`: who tells it does not act."""
    return bool(
        re.match(
            r"\s?[–—]|[（(][^（()）]{0,8}[)）]?讯|(?:APP|网|记者)?(?:\d{1,2}月\d{1,2}日)?(?:获悉|讯|消息|报道|电$|了解到|显示|称，据)",
            simple[end : end + 12],
        )
    )


_TOPIC_WORD = re.compile(r"\s*(?:公司|本公司|该公司|其)(?!董事|股东)")


def _first_name(line: Line, start: int, end: int, context: Context) -> tuple[int, int] | None:
    """The first known organisation of a stretch, else its first stretch that can be a name."""
    simple = line.simple
    spans = [
        s
        for s in subject_segments(line, start, end, context)
        if is_name(simple[slice(*s)])
        and not is_told_of(line, *s)
        and not _LEADS.match(simple, s[1])
        and not _WITH.search(simple, start, s[0])
    ]
    spans = quoted_name(simple, spans) or spans
    known = [s for s in spans if not is_weak(simple[slice(*s)], line, context)]
    return next(iter(known or spans), None)


# 某某资本领投，某某完成A轮融资: who leads a round raises none.
_LEADS = re.compile("(?:等)?(?:[^，。；获]{0,4}机构)?(?:联合|共同|独家|继续|联席)*(?:领投|跟投|参投|独投)")
# 已与某某签署辅导协议: who stands behind 与 at a clause's head does not act alone; the clause's subject stands before.
_WITH = re.compile(r"(?:^|[，。；：])?(?:已|正|近日|日前|将|拟|并)?(?:[与和向]|(?<![占依根数])据)$")
# Who tells or oversees a deal does not act in it.
_REPORTS = re.compile(
    "^(?:路透|彭博|新华|法新|美联|共同|韩联|中新|财联|澎湃|新浪财经|界面|欧盟)社?$|^(?:欧盟委员会|美国证券交易委员会|反垄断[^，]*)$"
    "|(?:通讯社|彭博社|路透社|日报|晚报|时报|监管机构|监管局|证监会|证监局|上市委|审核委员会|发审委|法院|交易所|联交所)$"
)


def is_told_of(line: Line, start: int, end: int) -> bool:
    """A place, or who tells and oversees deals: none of them acts in one."""
    return _is_place(line, start, end) or bool(_REPORTS.search(line.simple[start:end])) or _is_media(line.simple, end)


def _is_place(line: Line, start: int, end: int) -> bool:
    return any(p.start <= start and end <= p.end for p in line.places)


_TOPIC = re.compile(
    r"^(?:原标题[:：]\s*|【|[^，。：:]{2,6}[丨|]\s?)*(?P<name>[^，。：:；！？、\s（(【】|丨]{2,16}?)(?:[(（]\d{4,6}|[：:]|公告|发布公告|\d{1,2}月\d{1,2}日(?:晚间?)?(?:公告|发布))"
)


def topic_of(context: Context, line: Line | None = None) -> str | None:
    """The company an article is about: of `X(600000)`, `X：…`, `X公告`, else of its first 以下简称.

    Where the article opens with several listed companies, the one that was last named before `line`.
    """
    if rated := rated_company(context):
        return rated
    listed = _listed_names(context)
    if line is not None and len(listed) > 1:
        return _last_named(listed, line, context)
    return _headed_topic(context) or (listed[0] if listed else _short_name(context))


@lru_cache(maxsize=2)
def _headed_topic(context: Context) -> str | None:
    """The company that one of the first lines opens with, read once an article."""
    for head in context.first_lines(3):
        if (
            (m := _TOPIC.search(head.simple))
            and is_name(m["name"])
            and not _NO_TOPIC.search(m["name"])
            and not _REPORTS.search(m["name"])
            and not is_who_rates(m["name"], context)
            and not _is_place(head, *m.span("name"))
        ):
            for start, end in segments(head.simple, *m.span("name"))[:1]:
                is_cut = end == m.end("name") <= SHORT_TOPIC and 0 < start - m.start("name") <= 2
                return head.text[m.start("name") if is_cut else start : end]
    return None


def _short_name(context: Context) -> str | None:
    return next((short for short in context.aliases if is_name(short)), None)


SHORT_TOPIC = 6
"""A topic so short is one name, even where the segmenter took its head for a word: 南方|某业."""


@lru_cache(maxsize=2)
def _listed_names(context: Context) -> list[str]:
    """`X（600000）` of the first lines."""
    found: dict[str, None] = {}
    for line in context.first_lines(3):
        for m in _LISTED.finditer(line.simple) if _CODE.search(line.simple) else ():
            spans = subject_segments(line, *m.span("name"), context)
            if spans and spans[-1][1] == m.end("name") and is_name(line.simple[slice(*spans[-1])]):
                found[line.text[slice(*spans[-1])]] = None
    return list(found)


def _last_named(names: list[str], line: Line, context: Context) -> str:
    before = [x for x in context.lines if x.index <= line.index]
    spots = {
        name: max(((x.index, x.text.rfind(name)) for x in before if name in x.text), default=(-1, 0)) for name in names
    }
    return max(names, key=lambda name: spots[name])


_CODE = re.compile(r"[（(](?:[A-Z]{2,4}[.:：]\s?)?\d{4,6}")
_LISTED = re.compile(
    r"(?P<name>[^，。：；！？（）()\s]{2,16})\s?[（(](?:[A-Z]{2,4}[.:：]\s?)?\d{4,6}(?:[.-][A-Z]{2})?[)）]"
)


_NO_TOPIC = re.compile(r"标题|来源|记者|编辑|作者|消息|报道|观察|快讯|网讯|日讯|资讯|电讯|独家|专访|解读|评论|[？?]|\d")


def names_up_to(line: Line, end: int, floor: int) -> list[tuple[int, int]]:
    """The enumeration that ends at a verb: back to 由, or to the clause's start."""
    simple = line.simple
    start = max(floor, clause_of(simple, end)[0])
    if (by := simple.rfind("由", start, end)) >= 0:
        start = by + 1
    return names_between(simple, start, end)
