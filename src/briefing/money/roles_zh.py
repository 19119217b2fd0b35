"""What a sum in Chinese text is.

In order: the price of one share or ton; the terms of a licence behind it (`首付款`); the cue bound to it from the left
(`总投资约`, `投后估值为`); the noun right behind it (`的B轮融资`), which also overrules a mere verb of paying
(`出资3亿元收购`); the role of the sum before it in a list (`分别为5亿元、3亿元`); the nearest cue of its clause.
"""

from __future__ import annotations

import re

from .attached import Cue, bound_cue, cues_before, head_behind
from .words import HAN_CUES, ROLES, TABLE, any_of

_PER_UNIT = re.compile(rf"(?:左右|以上)?\s?(?:/|\\/|每|一)\s?(?:{any_of(TABLE['per_unit']['things'])})")
_PER_UNIT_BEFORE = re.compile(rf"(?:{any_of(TABLE['per_unit']['before'])}|每ADS)[^，。,;；]{{0,6}}$")
# 每股美国存托凭证(ADS)114美元: a small sum may stand further off.
_SHARE_BEFORE = re.compile("(?:每股|每ADS|每份)[^，。,;；]{0,16}$")
_QUOTED = re.compile(r"(?:^|[,，日盘价现收新])报$|[,，]收$")
# 亿元以上项目29个, 超过10亿元的企业有5家: a class of things, nobody's sum.
_CLASS = re.compile(
    r"(?:及?以[上下]|级)?的?[\u4e00-\u9fff]{0,6}?(?:项目|企业|订单|公司|园区)(?:共|有|达|计|已|的有|数量?){0,2}\s?\d+\s?[个家项]"
)
# 获得1.5亿元战略投资: what comes in is raised, not spent.
_RECEIVED = re.compile("(?:获|获得|完成|引入|斩获|拿到|收到)[^，。；]{0,14}$")
_LIST = re.compile(
    r"(?:\([^()]{0,12}\)|\)|\(含)?\s?(?:、|,|，|/|和|及|以及|与|或|至|到|且|并|并且|、?-|~)*\s?"
    r"(?:不低于|不超过|不少于|超过|约|近|逾|超|增至|降至|达到?|上年同期|去年同期|同期|较|比|为|的|人民币|港币|\s|-){0,4}"
)
_CLAUSE = re.compile(r"[，。；！？;!?()（）“”\"\n]|,(?!\d)|\.\s")
_NEAR, _FAR = 24, 14
# 回购股份…耗资: what is spent on a company's own shares.
_BOUGHT_BACK = re.compile("回购|购回")
_PAYING = frozenset({"investment", "total", "committed"})
_FIRST = frozenset({"upfront", "milestone", "per_unit"})
_AHEAD = re.compile(any_of(HAN_CUES))


def read_role(before: str, after: str, gap: str | None, last: str | None, *, is_small: bool) -> str | None:
    """`gap` is what stands between this sum and the one before it, `last` the role of that one."""
    if is_small and _SHARE_BEFORE.search(before):
        return "per_unit"
    if _PER_UNIT_BEFORE.search(before[-_NEAR:]) or _PER_UNIT.match(after) or _QUOTED.search(before[-6:]):
        return "per_unit"
    if _CLASS.match(after):
        return "threshold"
    cues = cues_before(before)
    bound, head = bound_cue(before, cues), head_behind(after)
    if head == "investment" and _RECEIVED.search(before) and after[:10].find("投资") >= 0:
        head = "raised"
    if said := _said(bound, head):
        return "buyback" if said in _PAYING and _BOUGHT_BACK.search(before) else said
    if gap is not None and last and _LIST.fullmatch(gap):
        return last
    return _nearest(before, after)


def _said(bound: Cue | None, head: str | None) -> str | None:
    if head in _FIRST:
        return head
    if bound and not bound.is_weak:
        return bound.role if not (bound.role == "first_close" and head == "raised") else "raised"
    if bound and bound.role == "cumulative":
        return bound.role
    return head or (bound.role if bound else None)


def _nearest(before: str, after: str) -> str | None:
    clause = _CLAUSE.split(before[-_NEAR:])[-1]
    if cues := cues_before(clause):
        return ROLES[cues[-1].group().lower()]
    m = _AHEAD.search(_CLAUSE.split(after[:_FAR], maxsplit=1)[0])
    return ROLES[m.group().lower()] if m else None
