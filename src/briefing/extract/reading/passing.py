"""What an article tells in passing of an earlier time: 之前，…; 年初，…; 今年1月，… in July; back in March.

`cues.is_background` knows words that look back wherever they stand (曾, 早在, previously). The words here may also date
the news itself (`年初签署的协议今日完成交割`; a monthly report of 上个月), so they count only in the body, behind the
lead, and not for what the title or the lead tells.
"""

from __future__ import annotations

import re
from datetime import timedelta

from ...text import simplify
from ...types import Money
from ..merging.history import last_day
from .context import Context, Line
from .days import LEAD, is_aside
from .names import normalize_name

_BACK = re.compile(
    r"""
      (?:^|[，。；：、“（\s]|(?<=[\u4e00-\u9fff]))(?:今年|本年|[同当]年)?年初(?!至今|以来|至|到|的?[计规]划)
    | (?:^|[，；：。“\s]|但是?|而|不过|因为|由于|其实)(?:在(?:此|这)?之前|之前|先前|前不久|较早前|稍早(?:前|时候)?)
        (?!的?(?:消息|报道|公告|传闻|披露|媒体|预期|水平))
    | 早些时候(?!的?(?:消息|报道|公告|传闻))
    | (?:今年|本年|同年)?(?:早春|春天|春季|开春)(?!招聘|季)
    | 上个?月(?!底?以来|同期|末?[环相]比)(?:[初中底末]|[上中下]旬)?
    | (?:\d{1,2}|[一两二三四五六七八九十几数]+)(?:个[多余]?)?月(?:之)?前(?!三|\d)
    | \b(?: earlier\s(?:this|in\sthe)\syear | earlier\sin\s\d{4} | [Bb]ack\sin\s | [Ii]n\sthe\sspring
        | (?:several|two|three|four|five|six|a\sfew)\smonths\s(?:ago|earlier|before) | [Ll]ast\smonth | previously )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# …，目前已完成; what it has come to is told as of now.
_NOW = re.compile(
    r"目前|现已?|如今|正在|当前|近[日期]|日前|今[日天]|昨[日天]|本[周月轮次]|[此这该]轮|此次"
    r"|\b(?:now|today|this\sweek|this\smonth|yesterday|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
OLD = timedelta(days=45)
"""A day or month that lies further back than so many days dates no news of a week."""
REACH = 90
"""Characters before a verb in which its time may stand."""
STEM = 2
"""Characters of a name without its legal form that are looked for in the title."""


def is_told_in_passing(line: Line, at: int, context: Context, *, name: str | None, money: Money | None = None) -> bool:
    """Whether the verb at a position looks back: an earlier time governs it, and neither title nor lead tells it."""
    if line.index < LEAD or not _looks_back(line, at, context):
        return False
    return not _is_headlined(context, name, money)


def _looks_back(line: Line, at: int, context: Context) -> bool:
    floor = max((m.end() for m in _STOP.finditer(line.simple, max(0, at - REACH), at)), default=max(0, at - REACH))
    cue = next(_BACK.finditer(line.simple, floor, at + 1), None)
    if cue and not _NOW.search(line.simple, cue.end(), at):
        return True
    return context.day is not None and _is_dated_old(line, floor, at, context)


_STOP = re.compile(r"[。；！？]|\.\s(?=[A-Z])")


def _is_dated_old(line: Line, floor: int, at: int, context: Context) -> bool:
    """今年1月 in July, in February in June: the last date before the verb lies weeks back."""
    dates = [d for d in line.dates if floor <= d.start and d.end <= at + 1 and not is_aside(line, d)]
    if not dates or len(dates[-1].key) < len("2024-01") or _NOW.search(line.simple, dates[-1].end, at):
        return False
    end = last_day(dates[-1].key)
    return end is not None and context.day is not None and end < context.day - OLD


def _is_headlined(context: Context, name: str | None, money: Money | None) -> bool:
    """The title or the lead tells of the same: by its name, and by no other sum than this one."""
    told = [context.title, *context.lines[:LEAD]] if context.title else list(context.lines[:LEAD])
    for line in told:
        if line is None or not name or not _speaks_of(line, name):
            continue
        sums = [m.value for m in line.money]
        if money is None or money.value is None or not sums or money.value in sums:
            return True
    return False


def _speaks_of(line: Line, name: str) -> bool:
    simple, core = simplify(name), normalize_name(name)
    return simple in line.simple or (len(core) >= STEM and core in line.simple.lower())
