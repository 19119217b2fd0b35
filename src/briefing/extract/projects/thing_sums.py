"""What a named project costs: the sum of its own line, or of one that names it again; no joint sum, none of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...types import Money
from ..facilities.name_joins import without_descriptions
from ..facilities.names import Name, find_names, is_landmark, overlaps
from ..reading.amounts import place_amount
from ..reading.context import Context, Line

# A sum of no stated role must stand this near to the name, in characters.
CLOSE = 12
# In a line that names the project again, its cost stands at most this far behind.
NEAR = 40
_JOINT = re.compile(r"(?:合计|共计|总计|累计|全部项目|所有项目|共)(?:实现|完成|预计)?(?:总投资|投资)?[^，。；]{0,4}$")
# X是省重点项目, X作为…工程: what it is called besides, no other thing.
_APPOSED = re.compile(
    r"[”」』\"]?[，,]?(?:项目)?(?:是|为|系|属于?|作为|被列[为入]|被评为|列入|入选|纳入)[^，,。；]{0,60}"
)
_OF = re.compile(r"[^，。；、]{0,3}的[“「『\"]?")
_OWN_ROLES = frozenset({"investment", "total", "price", None})


# 甲水电站等5座水电站核准，总投资…; 包括甲工厂在内的12个项目: the name is one of several, and so is its part of the sum.
_AMONG = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?(?:[、和及与][^，。；、]{2,30}){0,4}?"
    r"(?:等(?![级离待温额])|在内的?|为(?:代表|首|主|核心|龙头|引领)的?)"
)


def is_among(line: Line, name: Name) -> bool:
    """Whether the name stands for several things of which it is one."""
    return name.count is None and not line.is_latin and bool(_AMONG.match(line.simple, name.end))


def find_cost(line: Line, name: Name) -> Money | None:
    """The total investment that the line gives for this project."""
    fit = fitting_sums(line, name)
    return place_amount(line, fit[0]) if fit else None


def fitting_sums(line: Line, name: Name) -> list[Money]:
    """Sums of the line that may be this project's, the best first: no joint sums, none beyond another project."""
    others = [n for n in without_descriptions(find_names(line.simple), line.simple) if not overlaps(n, name)]
    own = _OWN_ROLES | ({"phase"} if _PHASE.search(line.simple, name.start, name.end) else frozenset())
    fit = [m for m in line.money if m.role in own and may_be_its(line, name, m, others)]
    fit = [m for m in fit if not (m.span.start >= name.end and is_of_a_year(line, m))]
    return sorted(fit, key=lambda m: (m.role != "investment", is_part_of_cost(line, m), abs(m.span.start - name.start)))


# 这是其在华的第五个生产基地: the same thing once more.
_IT_IS = re.compile(r"(?:这|也)(?:将)?是[^，。；]{0,16}$|(?:成为|是)(?:其|全国|国内|全省|当地|该)[^，。；]{0,16}$")


# 打造符合…需求的购物中心: what the project is to become.
_MEANT = re.compile(r"(?:打造|建成|建设)[^，。；]{2,30}的$")
MEANT_REACH = 36


def is_rival(line: Line, name: Name) -> bool:
    """Another thing that money could be spent on; a district (八里台工业区) only says where."""
    is_district = line.simple[name.start : name.end].endswith("区") and not name.head.endswith("园区")
    is_spot = is_landmark(line.simple, name.start, name.end) or bool(_IT_IS.search(line.simple, 0, name.start))
    is_meant = bool(_MEANT.search(line.simple, max(0, name.start - MEANT_REACH), name.start))
    return name.type != "fund" and name.weight > 0 and not (is_district or is_spot or is_meant)


def may_be_its(line: Line, name: Name, money: Money, others: list[Name]) -> bool:
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    between = range(left[1], right[0])
    gap = line.simple[left[1] : right[0]]
    said = _APPOSED.match(gap) if name.end == left[1] else None
    others = [n for n in others if not (said and n.start < left[1] + said.end())]
    if is_among(line, name) and not _OF.fullmatch(line.simple, money.span.end, name.start):
        return False
    if is_of_other_phase(line, name, money):
        return False
    if "；" in gap or any(is_rival(line, n) and n.start in between and n.end <= right[0] for n in others):
        return False
    if any(_OF.fullmatch(line.simple, money.span.end, n.start) for n in others if n.start >= money.span.end):
        return False  # 总投资65亿元的另一项目
    if not name.count and _JOINT.search(line.simple[max(0, money.span.start - 14) : money.span.start]):
        return False
    is_beside = len(between) < CLOSE and not re.search("[，,]", gap) and not is_of_a_time(line, money)
    return is_spent(line, money) or is_beside


_PHASE = re.compile(r"[一二三四五六七八九首]期")
PHASE_REACH = 12


def is_of_other_phase(line: Line, name: Name, money: Money) -> bool:
    """某某物流园一期建成投用，二期投资8亿元: the sum of the next phase."""
    own = _PHASE.findall(line.simple, name.start, name.end)
    start = money.span.start
    told = list(_PHASE.finditer(line.simple, max(name.end, start - PHASE_REACH), start))
    clause = line.simple[told[-1].end() : start] if told else ""
    return bool(own and told) and told[-1].group() not in own and not re.search("[，。；]", clause)


# 由市政府出资28亿元建设, 原计划投入3亿元, 整体投资预计8000万美元, 概算3.4亿元.
_SPENT = re.compile(r"(?:投入|出资|斥资|耗资|造价|预算|概算|估算|总价|投资)[^，。；\d]{0,6}$")
_SPENT_SO_FAR = re.compile(r"(?:已|累计|此前|完成|年度|今年|每年)[^，。；\d]{0,8}$")
SPENT_REACH = 14


def is_spent(line: Line, money: Money) -> bool:
    """What is or is to be spent on it, and not what has been spent so far or in a year."""
    if is_of_a_time(line, money):
        return False
    if money.role == "investment":
        return True
    ahead = line.simple[max(0, money.span.start - SPENT_REACH) : money.span.start]
    return money.role not in _ELSEWHERE and bool(_SPENT.search(ahead)) and not _SPENT_SO_FAR.search(ahead)


# 上半年完成投资, 累计完成投资, 已完成固定资产投资, 年度计划投资, 前5个月投资: what a stretch of time takes of it.
_KIND = r"(?:年度|固定资产|建安|工程|基建|项目|实际|有效|工业|产业|建设|总|计划|拟)*"
_LEADING = r"[^，。；、\d]{0,4}(?:约|近|超过?|逾|达到?|为|共|人民币|合计|总?额|：|:|\s)*$"
_OF_A_TIME = re.compile(
    rf"完成了?{_KIND}(?:投资|投入|产值|工程量|工作量|工程款){_LEADING}"
    rf"|(?:年度|全年|当年|(?<![\d一二两三四五六七八九十数几])年内|本年度?){_KIND}(?:完成|安排|预计)*(?:投资|投入){_LEADING}"
    rf"|(?:累计|已累计|已经?|迄今|至今)(?:对[^，。；]{{1,10}})?(?:完成|实际)?(?:投资|投入|支付|拨付|到位){_LEADING}"
    rf"|(?:[上下]半年|[一二三四1-4]季度|前[一二三四五六七八九十\d]{{1,2}}个?月|至\d{{1,2}}月|截至[^，。；]{{2,12}}|以来)"
    rf"[^，。；\d]{{0,6}}(?:投资|投入|完成){_LEADING}"
)
_OF_A_YEAR = re.compile(rf"(?:今年|明年|20\d\d年度?){_KIND}(?:预计|安排|完成)*(?:投资|投入){_LEADING}")
TIME_REACH = 30


def is_of_a_time(line: Line, money: Money) -> bool:
    """What has been spent on it in some months, or so far: no total."""
    start = money.span.start
    return bool(_OF_A_TIME.search(line.simple, max(0, start - TIME_REACH), start))


def is_of_a_year(line: Line, money: Money) -> bool:
    """甲工程今年计划投资3亿元; 今年投资3亿元建设甲工程 is what it costs."""
    start = money.span.start
    return bool(_OF_A_YEAR.search(line.simple, max(0, start - TIME_REACH), start))


_ELSEWHERE = frozenset({"revenue", "profit", "output", "valuation", "assets", "capital", "fee", "grant", "converted"})


def find_cost_elsewhere(context: Context, line: Line, words: str, sequels: Sequence[Line] = ()) -> Money | None:
    """项目总投资… in one of the sentences that go on about it, or a line that names the project again with its cost."""
    for after in sequels:
        sums = whole_sums(after)
        if sums:
            return place_amount(after, sums[0])
    short = _PHASES.sub("", words)
    for called in dict.fromkeys((words, short)):
        for other in context.lines if len(called) >= 4 else ():
            at = other.simple.find(called)
            is_apart = at < 0 or other is line or bool(_AMONG.match(other.simple, at + len(called)))
            sums = [] if is_apart else sums_behind(other, at + len(called))
            if sums:
                return place_amount(other, sums[0])
    return None


_PHASES = re.compile(r"[一二三四五六首]期|(?:项目|工程)$")


def sums_behind(line: Line, end: int) -> list[Money]:
    """The cost told near a name; further on only when the sentence gives one cost and names nothing else."""
    sums = [m for m in line.money if m.role == "investment" and m.span.start >= end]
    sums = [m for m in sums if not (is_of_a_time(line, m) or is_of_a_year(line, m))]
    if len(sums) == 1 and "。" not in line.simple[end : sums[0].span.start]:
        between = (n for n in find_names(line.simple) if end <= n.start < sums[0].span.start and n.weight > 1)
        return [] if any(n.type != "fund" for n in between) and sums[0].span.start - end > NEAR else sums
    return [m for m in sums if m.span.start - end <= NEAR]


# A part of the cost, or what others are to put in behind it.
_PART = re.compile(
    r"(?:[一二三四首]期(?:工程|项目)?|其中[^，。；]{0,10}|带动|撬动|拉动|吸引|累计(?:完成)?|已完成|年度|今年(?:计划)?|追加)"
    r"[^，。；总]{0,6}$"
)


def is_part_of_cost(line: Line, money: Money) -> bool:
    """其中一期投资12亿元, 今年计划投资3亿元: not what the whole costs."""
    return bool(_PART.search(line.simple[max(0, money.span.start - 18) : money.span.start]))


def whole_sums(line: Line) -> list[Money]:
    """The sums of a line that can be what a project costs as a whole."""
    return [m for m in line.money if is_spent(line, m) and not (is_part_of_cost(line, m) or is_of_a_year(line, m))]
