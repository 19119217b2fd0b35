"""Things that are told by their figures: 园区位于…，规划总投资25亿元; 某某基地项目用地面积54亩，….

No event word stands by the name; that it costs or covers so much says that it exists or is to come. How far it is
says the ceremony that the article reports (`ceremonies`).
"""

from __future__ import annotations

import re

from ...types import Money
from ..facilities.happenings import Happening
from ..facilities.names import Name, is_landmark
from ..reading.context import Line
from .standing import OPENS
from .thing_sums import is_among

# How far behind a name the sum that it is said to cost may stand, in characters.
COST_REACH = 80
# … and the figure of its size: right behind it.
SIZE_REACH = 40

_MEASURES = (
    r"位于|坐落|占地|总投资|规划|计划|投资|由|建筑面积|项目|用地|面积|全长|线路长|装机|设计产能|年产|主要建设|建设内容"
)
_OF_SUM = re.compile(r"(?:左右|以上)?的?[“「『\"]?")
_SAID_OF = re.compile(
    rf"(?:，?(?:是|系|为)[^，。；！？]{{2,30}}，)?(?:[^。；！？]{{0,24}}(?:{_MEASURES})[^。；！？]{{0,60}})?"
    r"(?:预估|估算|预计|计划|概算|动态|静态)*(?:总投资|投资额|投资总额|计划投资|规划投资|总造价|概算投资)"
)
# 甲项目是全国首个乙生产线智慧工厂，…总投资: what it is besides.
_IS_ONE = re.compile(
    r"(?<!这)(?<!这里)(?:是|系|属于?|成为)[^，。；]{0,8}(?:首[个座家条]|第[一二三][个座家条]|唯一|最大)[^，。；]{0,12}$"
)
IS_REACH = 24
# 某研究院今日与某集团签约，双方将共建…项目总投资: the sum is that of what they agree on.
_OF_ANOTHER = re.compile(r"签约|签署|签订|双方|合作共建|共同建设")
# 甲园区上半年投资建设乙产业园，总投资…: who builds it.
_BUILDS_ANOTHER = re.compile(
    r"(?:[今去明]年|[上下]半年|近日|日前|\d{4}年|\d{1,2}月|已|将|拟|计划|正在?|再)*(?:投资建设|投资|新建|开工建设|建设|打造|引进|招引|布局)"
    r"(?!规模|内容|用地|单位|周期|工期|总|额|约|期)[\u4e00-\u9fff]{2,}"
)
_DISTRICT = ("区", "科学城", "科技城", "新城")


def is_builder(line: Line, name: Name, words: str) -> bool:
    """A district that builds what the sum is of; what a park of firms builds is a part of it."""
    return line.simple.endswith(_DISTRICT, name.start, name.end) and bool(_BUILDS_ANOTHER.match(words))


_PLAN = re.compile(r"规划|计划|拟|预计|将")


def read_cost(line: Line, name: Name) -> Happening | None:
    """A facility that is said to cost so much exists or is to come: 园区位于…，规划总投资25亿元."""
    sums = [m for m in line.money if m.role == "investment"]
    if sums and _IS_ONE.search(line.simple, max(0, name.start - IS_REACH), name.start):
        return None
    behind = [m for m in sums if name.end <= m.span.start <= name.end + COST_REACH]
    if behind and not is_among(line, name) and _SAID_OF.match(line.simple, name.end, behind[0].span.start):
        words = line.simple[name.end : behind[0].span.start]
        if _OF_ANOTHER.search(words) or is_builder(line, name, words):
            return None
        return Happening("", "总投资", name.end, "beside", bool(_PLAN.search(words)), False)
    if any(is_of_sum(line, m, name) for m in sums):
        return Happening("", "总投资", name.start, "beside", False, False)
    return None


# 三家总投资数十亿美元的工厂: several without names.
_SEVERAL = re.compile(
    r"(?:[两二三四五六七八九十数多]|\d+)[余多]?[家座个条处](?:预计|计划|合计)?(?:总投资|投资额|投资)?[^，。；]{0,4}$"
)


def is_of_sum(line: Line, money: Money, name: Name) -> bool:
    """投资20亿元的甲基地, of one thing."""
    is_told = bool(_OF_SUM.fullmatch(line.simple, money.span.end, name.start))
    return is_told and not _SEVERAL.search(line.simple, max(0, money.span.start - 16), money.span.start)


_SIZE = re.compile(
    r"""
    [”」』"]?(?:[（(][^（()）]{1,20}[）)])?
    (?:，?(?:位于|坐落于?|地处|选址|是|系)[^。；！？]{2,30}?，)?
    (?:规划|计划|拟|预计|设计|工程|项目|新建|总|共)*
    (?:(?:工业|建设|净|新增|总|征)*(?:用地|占地|建筑|使用)(?:总?面积)?|全长|线路(?:全|总)?长|总?装机(?:容量|规模)?
       |设计(?:年)?(?:产能|规模|时速|日处理)|年产能?|日处理)
    (?:约|近|超|达|为|逾|共|合计|[：:]){0,3}\d
    """,
    re.VERBOSE,
)


def read_size(line: Line, name: Name) -> Happening | None:
    """某三期项目总用地面积19592平方米，…: works told by how large they are; the name opens its clause."""
    if name.count is not None or name.weight < 1 or not line.simple.endswith(_WORKS, name.start, name.end):
        return None
    ahead = line.simple[max(0, name.start - 10) : name.start]
    if is_landmark(line.simple, name.start, name.end) or not OPENS.search(ahead):
        return None
    match = _SIZE.match(line.simple, name.end, name.end + SIZE_REACH)
    if match is None:
        return None
    return Happening("", "面积", name.end, "beside", bool(_PLAN.search(match.group())), False)


# 甲改造更新项目作为乙市重点建设项目: works that a list of the authorities has; a research programme is none.
_RANKED = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?，?(?:作为|是|系|被?列[为入]|入选|纳入)(?![^，。；]{0,16}(?:科技|研发|专项|课题|攻关|基金|科学))"
    r"[^，。；]{0,14}?(?:重点|重大|标志性|民生|一号)[^，。；]{0,8}(?:项目|工程)"
)


def read_rank(line: Line, name: Name) -> Happening | None:
    """It exists or is to come; how far it is the sentence does not say."""
    if name.count is not None or name.weight < 2 or not line.simple.endswith(_WORKS, name.start, name.end):
        return None
    ahead = line.simple[max(0, name.start - 10) : name.start]
    if is_landmark(line.simple, name.start, name.end) or not OPENS.search(ahead):
        return None
    match = _RANKED.match(line.simple, name.end, name.end + COST_REACH)
    return Happening("", "重点项目", name.end, "beside", False, False) if match else None


# 在罗寨风电场，22台机组的总装机容量达到50兆瓦: a power station that runs.
_INSTALLED = re.compile(r"[”」』\"]?[，,]?[^，。；]{0,14}?总?装机(?:容量|规模)?(?:约|近|超|达到?|为|逾){0,3}\d")
_IN = ("在", "位于", "走进", "来到")


def read_installed(line: Line, name: Name) -> Happening | None:
    """在某风电场，…总装机容量达到50兆瓦: what a report finds there."""
    if name.type != "energy" or name.count is not None or name.weight < 1:
        return None
    is_there = line.simple.endswith(_IN, 0, name.start)
    match = _INSTALLED.match(line.simple, name.end, name.end + SIZE_REACH) if is_there else None
    if match is None or is_landmark(line.simple, name.start, name.end):
        return None
    return Happening("operating", "装机", match.start(), "beside", bool(_PLAN.search(match.group())), False)


_WORKS = ("项目", "工程", "一期", "二期", "三期", "四期")
