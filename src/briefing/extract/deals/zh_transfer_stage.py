"""How far a purchase, sale or stake has come, read from the words around its verb."""

from __future__ import annotations

import re

from ..reading.context import Line
from ..reading.cues import clause_of, transfer_cues
from .zh_sums_apart import is_of_works

_TERMINATED, _RUMOURED, _SIGNED, _ANNOUNCED, _PLANNED = map(
    transfer_cues, ("terminated", "rumoured", "signed", "announced", "planned")
)
_PART = re.compile("[；。]")
"""A sentence that tells several deals parts them with these."""

# 完成对甲的收购, 收购事项已完成, 已过户至, 收购了
_DONE = re.compile(
    r"""
    (?:已|成功|正式|顺利|全部)*完成(?!后|时|之|前|以后|尚|与否|的先决|日)[^，。；]{0,24}?
        (?:收购|并购|交割|过户|变更|交易|转让|出售|合并|私有化|登记|重组|增资|入股|认购)(?!协议|预案|方案)
  | (?:收购|并购|交割|过户|转让|出售|合并|交易|重组|变更|登记|私有化|增资)[^，。；]{0,18}?(?:完成|完毕|办结)
        (?!后|时|之|前|以后|与否|的先决|日)
  | 已(?:经)?(?:成功|全部|正式)?(?:收购|过户|交割|入股|买下)
  | (?:收购|并购|买下|拿下|入主|出售|卖掉|入股|受让|购得|卖给|转让给|纳入|收编|归入|腾挪给)了 | 过户至
  | (?:取得|获得|拿到|收购)了[^，。；]{1,24}?(?:股份|股权|控制权|控股权) | 收为(?:全资)?(?:子公司|己有)
    # 被某某收入囊中, 已归入某某麾下; 竞得; 手续办理完毕, 工商变更
  | (?:被|已(?:经)?)[^，。；]{0,24}?(?:收入囊中|收入麾下|纳入麾下|收归旗下|纳入旗下|归入|并入|收编|吞并|并购|买走|拿下)
        (?!的|邀约|要约|方|案|前|对象|意向)
    # 已寻求更多就甲收购乙的意见: it was sought, and nothing bought
  | 已(?:经)?(?:(?!就|寻求|批准|同意|反对|阻止|叫停|关于|要求|表示|提出|启动)[^，。；]){0,24}?
        (?:收购|买下)(?!的|邀约|要约|方|案|前|对象|意向)
  | 竞得(?!人|者) | 拍得 | 拍下 | 摘得 | (?:手续|登记|变更)[^，。；]{0,6}?(?:办理完毕|办结|办妥)
  | 发生工商变更 | 完成工商(?:变更|登记)
  | (?:股权|交易|已|日)(?:正式|顺利)?交割(?!日|前|条件|先决|后) | 尘埃落定 | 易主(?=[，。：]|$)
  | 成为[^，。；]{0,16}?(?:第[一二三]大股东|控股股东|全资子公司)(?:了)
    """,
    re.VERBOSE,
)
_NOT_YET = re.compile(r"预计|将|有望|待|尚|未|若|如果|拟|或|计划|直至|能否|是否|争取|须|需")
_IF = re.compile(r"(?:若|如果|如|倘|一旦|是否|可能|不会|避免|有权)[^，。；]{0,14}$")


def read_transfer_stage(line: Line, start: int, end: int) -> str | None:
    """The stage of the transaction whose verb stands at `start`..`end`; None when no cue tells."""
    simple = line.simple
    left = max((m.end() for m in _PART.finditer(simple, 0, start)), default=0)
    after = _PART.search(simple, end)
    right = after.start() if after else len(simple)
    if _is_terminated(simple, left, end, min(right, end + 40)):
        return "terminated"
    if _RUMOURED.search(simple, left, min(right, end + 20)):
        return "rumoured"
    if any(not _is_hypothetical(simple, m, left) for m in _DONE.finditer(simple, left, min(right, end + 80))):
        return "closed"
    if any(
        not _NOT_YET.search(simple, max(left, m.start() - 4), m.start()) for m in _SIGNED.finditer(simple, left, right)
    ):
        return "signed"
    if _ANNOUNCED.search(simple, left, min(right, end + 40)) and not _PLANNED.search(
        simple, max(left, start - 12), end
    ):
        return "announced"
    if _PLANNED.search(simple, left, end) or _HEADLINE_PLAN.search(simple, end, right):
        return "announced" if _is_announced(simple, left, end) else "planned"
    return None


_SAYS = re.compile(r"(?<!拟)(?:宣布|公布|通告|(?<!事会)(?<!大会)(?<!会议)(?<!通过)同意|双双公告)(?!终止)")
_PLANS = re.compile(r"拟|计划|筹划|打算|有意|意欲|欲|寻求|准备|谋求|预案|意向|建议|提议|谋划|酝酿|可能|或")


_BOARD = re.compile("(?<!宣布)董事会[^。]{0,12}(?:审议|通过|决议|同意)|议案|股东大会")


def _is_announced(simple: str, left: int, end: int) -> bool:
    """`宣布将以3亿元收购`: the company has said so and only the day lies ahead; 拟 and 计划 are plans."""
    is_said = bool(_SAYS.search(simple, left, end))
    return is_said and not _PLANS.search(simple, left, end) and not _BOARD.search(simple, left, end)


_HEADLINE_PLAN = re.compile(r"[：:]\s?拟")


def _is_terminated(simple: str, left: int, end: int, right: int) -> bool:
    for m in _TERMINATED.finditer(simple, left, right):
        if _IF.search(simple, max(left, m.start() - 18), m.start()):
            continue
        if not is_of_works(simple[slice(*clause_of(simple, m.start()))]):  # a plant given up, beside the deal
            return True
    return False


_DENIED = re.compile(r"(?:尚未|未能|没有|并未|不会|未|否认|无意|不|暂无|并无|无|拒绝|不愿)[^，。；]{0,6}$")
_CRIME = re.compile(
    "民警|警方|嫌疑人|被告人|盗窃|窃取|刑拘|拘留|赃物|销赃|(?:非法|涉嫌)[^，。；]{0,10}(?:收购|出售|买卖|转让|捕猎)"
)


def is_crime(simple: str) -> bool:
    """Goods that are bought and sold against the law: told with the same verbs."""
    return bool(_CRIME.search(simple))


_GIVEN_UP = re.compile(r"不再|终止|放弃|取消")


def is_denied(simple: str, at: int) -> bool:
    """`并无出售…的计划`: it is said not to happen; what is given up (决定不再购买) is a deal that ended."""
    m = _DENIED.search(simple, max(0, at - 12), at)
    return m is not None and not _GIVEN_UP.match(m.group())


REACH = 16
"""Characters before 完成 in which 预计 and 待 make it no fact."""


def _is_hypothetical(simple: str, m: re.Match[str], left: int) -> bool:
    comma = simple.rfind("，", left, m.start()) + 1
    before = simple[max(left, comma, m.start() - REACH) : m.start()]
    return bool(_NOT_YET.search(before) or _NOT_YET.search(m.group()))
