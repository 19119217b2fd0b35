"""Which sums of a line are a fund's: its size, its first closing, what is committed and paid in.

总规模, 认缴出资总额 and 注册资本 are the whole; 公司认缴 is one partner's share, and counts only when nothing else
is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ...types import Money
from ..facilities.names import Name
from ..facilities.sequels import goes_on
from ..reading.amounts import NEVER, place_amount
from ..reading.context import Line
from .money_en import english_role, summed_up
from .names import Candidate, fund_names
from .rivals import is_own_name, own_before, rivals_of, run_before, size_in_row
from .traits import table

# A sum further from the fund's name than this, in characters, speaks of something else.
SIZE_REACH = 90
# How far before a sum the words that give it its part may stand.
CUE_REACH = 30

_FILL = (
    r"(?:（[^（）]{1,12}）|均|各|为|是|约|达到?|近|超过?|逾|将|不低于|不少于|不超过|不高于|合计|共计?|总计|暂定|拟定?|计划|预计|原|人民币|新台币|新臺幣|高达"
    r"|：|:|\s|等值|的?金?额|规模|目标)*$"
)
# 规模…: the whole of it; the words of its founding papers; what all partners commit together.
_WHOLE = re.compile(
    rf"(?:总规模|基金规模|募集规模|规模|总?盘子|基金总?盘|总体量|总额度?|总募集额?|募集总额|认缴(?:出资|资本)?总(?:额|规模)|总认缴(?:出资)?额?|认缴资本|出资总额|总出资额?|(?<!出资)(?<!认缴)(?<!投资)(?<!支付)(?<!收购)(?:合计|共计|总计)"
    rf"|注册资本金?|扩募至|扩大至|增资至|增加至|资金总额|签约规模|备案规模|管理规模|集资额|基金总?额){_FILL}"
)
_TARGET = re.compile(
    rf"(?:目标(?:募集|募资|集资|总)?(?:规模|总额|金额|额)?|(?:募资|募集|集资)目标|(?:拟|计划)募集(?:资金)?){_FILL}"
)
_FIRST = re.compile(
    rf"(?:首期|首关|首轮|首次关闭|首次交割|首次关[帐账]|首批|一期)(?:基金|募集|认缴|出资|实缴|到位|签约|注册|设立|投入|资金)*{_FILL}"
)
_PAID = re.compile(rf"(?:实缴|实际到位|已到位|实际出资)(?:出资|资本|资金)?{_FILL}")
# 公司作为有限合伙人出资: the share of one who is named before the verb.
_SHARE = re.compile(
    rf"(?:(?:认缴|出资|认购|承诺|投资|投入|拟以|以)(?:出资)?(?:自有|自筹)?(?:资金|货币)?(?:金额)?{_FILL}|自有资金{_FILL})"
)
_RAISED = re.compile(rf"(?:募集|募资|募得|集资|超募|募足)(?:资金|总额|金额|到)?{_FILL}")
_BY_SOMEBODY = re.compile(
    r"(?:其中|公司|集团|资本|控股|股份|科技|财政|创投|投资|国资|合伙人|子公司|政府|各|分别|基金)[^，。；：]{0,24}$"
)
# 拨款100亿元设立X: its founder pays it all; 出资2亿元参与设立 is a share.
_GIVEN = re.compile(rf"(?:拨款|拨出|斥资|安排|拿出|注资|出资|投入|投资)(?:资金)?{_FILL}")
_TO_FOUND = re.compile(r"(?:资金)?(?:发起)?(?:设立|成立|组建)")
_DONATED = re.compile(rf"(?:捐赠|捐资|捐款|捐出|捐献){_FILL}")
_FOR_FUND = re.compile(r"，?(?:资金)?(?:用于|以)?(?:发起|共同)?(?:设立|成立|组建|创立)")
_OWN_AMOUNT = re.compile(r"(?:合伙企业|基金|企业|，|^|（有限合伙）)[^，。；：]{0,3}$")
# 甲基金和乙基金，规模均为100亿元.
_EACH = re.compile(r"^[^。；]{0,8}(?:均|各|都)[^。；，]{0,4}$")
# What a fund has set in motion, or all of a kind together, is not what is in it.
_MOVED = re.compile(
    r"带动|撬动|拉动|放大|引导社会资本|投资规模|(?<![种该此本])子基金|基金群|累计投资|已投资?|总募(?!集)|管理(?:资产|资金|基金)?(?:总?规模)|单个?项目|单笔|每年|年均"
    r"|最高|估值|估值达|(?:形成|构建|打造)[^，。；]{0,16}$|\d+[支只个]基金[^，。]{0,8}$"
)

# 累计认缴基金出资, 历年累计拨付: what a programme has put in over the years; 累计募集 at a closing is its size.
_SUMMED_UP = re.compile(
    r"(?:累计|累积|历年|迄今|至今)(?:已|共|对外|完成|向[^，。；]{1,12})*"
    r"(?:认缴(?!规模|总额)|承诺|拨付|安排|投入|出资|投放|投资|发放|提取|支持|批[准复])[^，。；\d]{0,14}$"
)


def role_of(line: Line, money: Money) -> str | None:
    """The part of a sum in a Chinese line, by the words before it."""
    start = money.span.start
    ahead = line.simple[max(0, start - CUE_REACH) : start]
    if _MOVED.search(ahead[-14:]):
        return None
    for role, cue in (("first_close", _FIRST), ("paid_in", _PAID), ("target", _TARGET)):
        if cue.search(ahead):
            return role
    if _WHOLE.search(ahead):
        return "total"
    if _GIVEN.search(ahead) and _TO_FOUND.match(line.simple, money.span.end):
        return "total"
    if _DONATED.search(ahead) and _FOR_FUND.match(line.simple, money.span.end):
        return "total"
    if (share := _SHARE.search(ahead)) is not None:
        return "share" if not _is_own(ahead[: share.start()], share.group()) else "total"
    if _RAISED.search(ahead):
        return "raised"
    return money.role if money.role in ("total", "target", "first_close") else None


def _is_own(front: str, words: str) -> bool:
    """…基金成立，出资额50亿元: of the fund itself, nobody is said to pay it."""
    return words.startswith("出资额") and bool(_OWN_AMOUNT.search(front)) and not _BY_SOMEBODY.search(front)


# ---------------------------------------------------------------- whose sum it is

_TOUCH = re.compile(
    r"\s?(?:人民币|的?规模)?(?:级)?的?(?:[一首][支只个])?(?:名为|新)?[“「『\"]?(?:[^，。；、]{0,12}的)?[“「『\"]?"
)


def sizes(line: Line, name: Name) -> list[tuple[str, Money]]:
    """The sums of the line that speak of this fund with their parts, in positions of the line."""
    if line.is_latin:
        return [(role, m) for m in line.money if (role := english_role(line, name, m))]
    rivals = rivals_of(line, name)
    if (mine := size_in_row(line, name)) is not None:
        return [("total", mine)]
    near = (m for m in line.money if name.start - SIZE_REACH <= m.span.end and m.span.start <= name.end + SIZE_REACH)
    parts = [(role, m) for m in near if (role := part_of(line, name, m, rivals))]
    touching = [m for _, m in parts if touches(line, m, name) and m.span.end == name.start]
    # 50亿元产业基金、20亿元人才基金: the sum at its own front.
    return [(role, m) for role, m in parts if role != "total" or not touching or m in touching]


# X完成首次募集，金额达15亿元.
_SUM_TOLD = re.compile(rf"(?:募集|募资|关闭|关[账帐]|首关|终关)，金额{_FILL}")
# 甲基金和乙基金双双关账，合计规模50亿元: of neither.
_TOGETHER = re.compile(r"(?:合计|共计|总计)(?:募集|认缴)?(?:总?规模|总?金额|资金)?(?:约|近|超过?|逾|达到?|为)*$")


def part_of(line: Line, name: Name, money: Money, rivals: tuple[Name, ...]) -> str | None:
    start, end = money.span
    if touches(line, money, name):
        return "total" if money.role not in NEVER and not _is_paid_for(line, start) else None
    if any(touches(line, money, other) for other in rivals):
        return None
    if name.end <= start and is_put_in(line, name, start):
        return "total"
    if start < name.start and (between(line, end, name.start) or name.start - end > SIZE_REACH):
        return None
    if start < name.start and any(other.end <= start for other in rivals):
        return None  # told of the fund in front of it
    if start >= name.end and start - name.end > SIZE_REACH:
        return None
    if _TOGETHER.search(line.simple, name.end, start) and len(run_before([*own_before(line, start)], line.simple)) > 1:
        return None
    between_them = [n for n in rivals if min(end, name.end) <= n.start < max(start, name.start)]
    if between_them and not (start > name.end and _EACH.search(line.simple[between_them[-1].end : start])):
        return None
    if start >= name.end and _SUM_TOLD.search(line.simple, name.end, start):
        return "total"
    return role_of(line, money)


# 设立某某乡教育发展基金100万元; 捐赠200万元，设立某某发展基金: what it begins with.
_FOUNDED_AHEAD = re.compile(r"(?:设立|成立|组建|发起|创立)(?:了)?[“「『\"]?$")


def is_put_in(line: Line, name: Name, start: int) -> bool:
    is_beside = not line.simple[name.end : start].strip('”」』" ')
    return is_beside and bool(_FOUNDED_AHEAD.search(line.simple, max(0, name.start - 5), name.start))


def between(line: Line, start: int, end: int) -> bool:
    """Whether a sum in front of a name is told in a sentence of its own."""
    return "。" in line.simple[start:end] or "；" in line.simple[start:end]


def touches(line: Line, money: Money, name: Name) -> bool:
    """规模50亿元的某某基金."""
    gap = (money.span.end, name.start)
    return gap[0] <= gap[1] and bool(_TOUCH.fullmatch(line.simple, *gap))


# 以5000万元认购X, 出资3亿元设立X: the price of a share in it, unless its founders pay it all.
_PAID_FOR = re.compile(
    r"(?:以|使用|自有资金|出资|投资|认缴|认购)(?:自有资金)?(?:总?认购|总?认缴|总)?(?:金额|总额|价)?(?:不超过|约|人民币|总额)*$"
)


def _is_paid_for(line: Line, start: int) -> bool:
    return bool(_PAID_FOR.search(line.simple, max(0, start - 12), start))


# ---------------------------------------------------------------- the sums of one fund


def amounts_of(group: Iterable[Candidate], sequels: tuple[Line, ...]) -> dict[str, Money]:
    """Part -> sum, from the lines that name the fund and those that go on about it."""
    found: dict[str, Money] = {}
    told = [(c.line, part) for c in sorted(group, key=lambda c: c.line.index < 0) for part in sizes(c.line, c.name)] + [
        (line, part) for line in sequels for part in sequel_sums(line)
    ]
    for line, (role, money) in told:
        placed = place_amount(line, replace(money, role=TO_DATE) if is_to_date(line, money) else money)
        if role not in found or (found[role].role == TO_DATE and placed.role != TO_DATE):
            found[role] = placed
    return found


TO_DATE = "to_date"
"""Role of what a programme has put in over the years: the record shows it, no period's total counts it."""


def is_to_date(line: Line, money: Money) -> bool:
    start, end = money.span
    if line.is_latin:
        return summed_up(line.simple[max(0, start - 40) : start], line.simple[end : end + 40])
    return bool(_SUMMED_UP.search(line.simple, max(0, start - CUE_REACH), start))


def sequel_sums(line: Line) -> list[tuple[str, Money]]:
    """The sums of a sentence that goes on about a fund; those beside another fund's name are not its own."""
    if line.is_latin:
        spot = Name(0, 0, "", "fund", False, 0)
        return [(role, m) for m in line.money if (role := english_role(line, spot, m))]
    names = [n for n in fund_names(line.simple) if n.weight and is_own_name(line, n)]
    names = [n for n in names if not line.simple.endswith(("的是", "的为"), 0, n.start)]  # 此次成立的是第二只…基金
    free = [m for m in line.money if not any(touches(line, m, n) or n.end <= m.span.start for n in names)]
    return [(role, m) for m in free if (role := role_of(line, m))]


def tells_size(line: Line, words: str) -> bool:
    """该基金总规模20亿元: the next sentence says how large it is."""
    return goes_on(line.simple, words, "fund") and bool(sequel_sums(line))


def main_sum(amounts: dict[str, Money], *, is_closed: bool) -> Money | None:
    """Its size, else its first closing, else what is committed; a target counts while nothing has been closed."""
    order = table()["roles"]["order"]
    if is_closed and "first_close" in amounts:
        order = [*(r for r in order if r != "target"), "target"]
    return next((amounts[role] for role in order if role in amounts), None)
