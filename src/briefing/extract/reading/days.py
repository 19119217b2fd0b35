"""Which of the dates goes with an event: the day it happened or was announced.

A day that only bounds (截至, as of), founds, plans or convenes a board is another's; the day of the announcement stands
in for it where the sentence gives no better one. An article's lead and dateline date what they tell at once.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ...text import simplify
from .context import Context, Line
from .dates import find_dates
from .day_frame import HEAD, find_datelines
from .mentions import Mention

BEHIND = 30
BEHIND_LATIN = 60
"""Characters behind a verb in which its date may stand."""
YEAR = 4
FULL = 10
"""Characters of an ISO date that gives the day."""

_ASIDE_AHEAD = re.compile(
    r"""
    (?: 截至|截止|成立于|创立于|创办于|创建于|始建于|建于|生于|自|从|直至|到期日为?
      | (?:预计|计划|力争|有望|将|拟|定|争取|或)(?:最[早快晚迟])?(?:于|在|到|至)?
    )\s?$
  | \b(?: as\sof|[Aa]s\sat|until|by|before|founded\sin|since|Since|established\sin|due|maturing\sin|expected\sin
        | expires?|ended|ending
    )\s(?:early\s|late\s|mid-)?$
    """,
    re.VERBOSE,
)
_ASIDE_ITSELF = re.compile(r"(?:[Ss]ince|[Bb]y)\s")
_FOUNDED = re.compile(r"\b(?:founded|established|started|formed|born|created|incorporated)\s$")
# 2023年度…预案, 2019年第一次临时股东大会, 2023年上半年: the year of a paper or of figures.
_TITLED = re.compile(r"度|第|版|届|(?:上|下)半年|[一二三四]季")
_ASIDE_BEHIND = re.compile(
    r"""
    (?:年?[初底末]?(?:之?前|以前|止|起至|以来|到期)|期间)               # 年底前, 以来
  | [^，。；]{0,6}(?:成立|创立|创办|始建|出生)                          # 2015年3月5日成立
  | [收開开][盘盤市]|的?(?:收盘价|股价)                                 # 7月26日收盘价
  | ['’]s\s(?:close|closing)
    """,
    re.VERBOSE,
)
_MEETS_BEHIND = re.compile(r"[^，。；]{0,6}(?:召开|举行|经)[^，。；]{0,24}?(?:董事会|监事会|股东大?会|会议|党委会)")
_ANNOUNCES = re.compile(
    r"(?:[上下]午|晚间?|早间|午间|盘后|晚上|凌晨)?[^，。；]{0,14}?(?:公告|公布|宣布|披露|发布|表示|消息|获悉|[丨｜|]|讯|电|报道|透露)"
)
# The day a deal was done outweighs that of its signing: 于9月8日办理完成股权交割.
_DONE = re.compile(r"(?:正式|已|全部|办理|顺利){0,3}(?:完成|完毕|交割|过户)(?!后|前)")
_ENGLISH_ANNOUNCES = re.compile(
    r"\b(?:said|says|announced|disclosed|reported|according to [^,.;]{2,40}|statement|filing|unveiled|confirmed)"
    r"(?:\s(?:on|in a (?:\w+\s){0,3}(?:statement|filing|release|notice)(?:\son)?|late|early))?\s(?:late\s|early\s)?$"
)
VAGUE = re.compile(r"近日|日前|近期|近来|不久前|此前|近年|\b(?:recently|previously|earlier this)\b")


def choose_day(line: Line, at: int) -> str | None:
    """The date that goes with a verb: the nearest before it, else right behind it, else that of the announcement."""
    dates = [d for d in line.dates if not is_aside(line, d)]
    told = [d for d in dates if not _MEETS_BEHIND.match(line.simple, d.end)]
    before = [d for d in told if d.end <= at]
    done = [d for d in told if _DONE.match(line.simple, d.end) and (not before or d.key > before[-1].key)]
    if done:
        return done[-1].key
    if before and not VAGUE.search(line.simple, before[-1].end, at):
        return before[-1].key
    if before:
        return None
    reach = at + (BEHIND_LATIN if line.is_latin else BEHIND)
    after = [d for d in told if at <= d.start and (d.start <= reach or _is_announced(line, d))]
    met = [d for d in dates if d.end <= at]
    return next((d.key for d in (*after, *reversed(met))), None)


def is_aside(line: Line, d: Mention) -> bool:
    """The day bounds, founds or plans, or is yet to come: it dates nothing that is told as news."""
    if _ASIDE_AHEAD.search(line.simple, max(0, d.start - 16), d.start) or _ASIDE_ITSELF.match(d.text):
        return True
    if len(d.key) == YEAR and _TITLED.match(line.simple, d.end):
        return True
    if line.is_latin and _FOUNDED.search(line.simple, max(0, d.start - 14), d.start):
        return True
    if _ASIDE_BEHIND.match(line.simple, d.end) and not line.simple.startswith("今", d.start):
        return True
    return line.day is not None and d.key > line.day.isoformat()[: len(d.key)]


def _is_announced(line: Line, d: Mention) -> bool:
    if line.is_latin:
        return bool(_ENGLISH_ANNOUNCES.search(line.simple, max(0, d.start - 70), d.start))
    return bool(_ANNOUNCES.match(line.simple, d.end))


# ---------------------------------------------------------------- the day of the article

LEAD = 2
"""Sentences from the head in which an article says when its news was."""


@lru_cache(maxsize=16)
def home_day(context: Context) -> str | None:
    """The day of the news: of the lead's event, else of the dateline."""
    sent = _dateline(context)
    for line in context.first_lines(LEAD + bool(context.title)):
        for d in line.dates:
            is_sent = sent is not None and d.key == sent
            if len(d.key) == FULL and not is_sent and not is_aside(line, d) and _is_near(d.key, sent, context):
                return d.key
    return sent


def _dateline(context: Context) -> str | None:
    """`某某社北京7月16日电`, `OSLO, May 14 -`: the day that the message itself gives as its own."""
    if not context.lines:
        return None
    first, text = context.lines[0], context.article.text
    heads = [_LATIN_DATELINE.match(text)] if first.is_latin else find_datelines(simplify(text[:HEAD]))
    for m in heads:
        found = find_dates(m.group(), m.group(), first.day, first.after) if m else ()
        if found and len(found[0].key) == FULL:
            return found[0].key
    return None


# OSLO, May 14 (Agency) -; CAMBRIDGE, Mass., Jan. 16, 2025 --; (Agency) Aug. 6 --
_LATIN_DATELINE = re.compile(
    r"\s*[^\n\d]{0,60}?\b[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?\s?(?:\([^()\n]{2,30}\)\s?)?(?:/|-|–|—)"
)


NEAR = 14
"""Days before the dateline within which the lead's day is the news' and not its history's."""


def _is_near(key: str, sent: str | None, context: Context) -> bool:
    other = date.fromisoformat(sent) if sent else context.day
    return other is None or 0 <= (other - date.fromisoformat(key)).days <= NEAR
