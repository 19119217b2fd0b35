"""Whether a purchase or sale is earlier history by the words around its verb: an older year or month, 此前, 自…以来."""

from __future__ import annotations

import re

from ..reading.context import Context, Line
from ..reading.cues import is_background

_PAST = re.compile(
    r"(?:^|[，。；：“])(?:而|但|其实|事实上)?(?:此前|(?<![日月天])之前|早前|早在|曾经?|当年|彼时|后来|同年|去年|前年|历史上|过去|\d{4}年)"
)
_NOW = re.compile(r"如今|目前|现在|近日|日前|今[日天年]|本周|昨[日天晚]|公告|宣布|披露|本次|此次")
_MONTH = re.compile(r"(?<!\d)(20\d\d)年(?=\d{1,2}月)")
_YEAR = re.compile(r"(?<![\d到至在前])(20\d\d)年(?!底?前|之前|将|实现|要|有望|达到)")
_ASKED = re.compile(r"(?:补充|请你?公司|要求[^，。]{0,12})(?:说明|披露|核查)")
"""What a regulator asks about happened before."""


def is_told_of_the_past(line: Line, at: int, context: Context) -> bool:
    """Earlier history: the clause says so, the sentence opens with it, or its year is not the article's."""
    if is_background(line, at, context):
        return True
    if line.index < 0:
        return False
    if _ASKED.search(line.simple) or _is_since(line, at):
        return True
    opened = _PAST.search(line.simple, max(0, at - 80), at)
    if (
        opened
        and not opened.group()[-1].isdigit()
        and "年" not in opened.group()
        and not _NOW.search(line.simple, opened.end(), at)
    ):
        return True
    return _is_of_an_earlier_year(line, at, context) or _is_of_an_earlier_month(line, at, context)


_THIS_YEAR = re.compile(r"(?:^|[，。；：“])[^，。；]{0,4}今年(?:年初|(?P<month>1?\d)月)[份底初中旬]*")
_OWN_MONTH = re.compile(r"(?<!\d)(1?\d)月[0-3]?\d日")
LONG_AGO = 2
"""Months before the article's own at which a deal of this year is earlier history."""


_SINCE_AHEAD = re.compile(r"(?:^|[，。；：“])[^，。；]{0,12}自从?[^，。；]{0,24}$")
_SINCE_BEHIND = re.compile(r"[^，。；]{0,40}?(?:以来|[之以]?后)(?:$|[，。；])")


def _is_since(line: Line, at: int) -> bool:
    """`自甲去年收购乙以来`: what the sentence tells came of it."""
    is_ahead = _SINCE_AHEAD.search(line.simple, max(0, at - 60), at)
    return bool(is_ahead and _SINCE_BEHIND.match(line.simple, at))


def _is_of_an_earlier_month(line: Line, at: int, context: Context) -> bool:
    """`今年2月份，甲以1亿元收购乙` in an article of September."""
    told = _THIS_YEAR.search(line.simple, max(0, at - 60), at)
    if told is None or line.index < LONG_AGO or _NOW.search(line.simple, told.end(), at):
        return False
    months = [int(m) for x in context.first_lines(4) for m in _OWN_MONTH.findall(x.simple)]
    own = context.day.month if context.day else max(months, default=0)
    return own - int(told["month"] or 1) >= LONG_AGO


def _is_of_an_earlier_year(line: Line, at: int, context: Context) -> bool:
    """An article that bears no date dates itself by the latest month it names."""
    if context.year is not None:
        return False
    here = [int(y) for y in _MONTH.findall(line.simple[max(0, at - 60) : at])]
    return bool(here) and here[-1] < max(map(int, _YEAR.findall(context.article.text)), default=0)
