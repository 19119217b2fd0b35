"""The sentences that go on about a thing once it is named: 项目总投资38亿元, 该基金由…管理, 工厂建筑面积….

A sequel begins with a noun that can only mean the thing just named: 项目 or 该项目, the last words of its own name
(中试线 after 全固态电池中试线), or no subject at all (总投资…, 占地…, 一期…).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..reading.context import Context, Line
from .names import Name, find_names, head_pattern, is_landmark

# How many sentences behind the one that names it a thing may still be spoken of without its name.
FOLLOWING_LINES = 5
# A sentence that opens with the full name of another thing speaks of that one; its name begins this early.
OPENING = 10
SHORTEST_TAIL = 2

_OPENER = re.compile(
    r"(?:(?:据悉|据[^，。；]{0,14}(?:介绍|透露|了解|称|披露)|据了解|据介绍|据透露|据报道|其中|目前|此外|此前|未来|届时|截至[^，。；]{1,12}|记者了解到|公告显示|公告称|经[^，。；]{0,6}测算|根据规划|按照规划|根据协议|建成后"
    r"|(?:本报|本社|新华社)?(?:综合|记者)?(?:讯|报道))[，,：:\s]*)*"
)
_POINTER = re.compile(
    r"[此本]次[^，。；]{0,8}?(?=项目|工程|基地|园区|工厂)|(?:该|这[一个座家支只条]?|本|此|整个|标的|上述|目标)(?:[支只个座条])?"
)
# What a thing of each kind is called when its name is not said again; whatever it is, its building is a 项目.
_CALLED = {
    "fund": "(?:[母子]|引导|产业|种子|并购|新)?基金|合伙企业|LP|出资人|出资方|有限合伙人|基石投资人"
    "|(?:基金)?管理人|执行事务合伙人|(?:股东|合伙人)信息",
    "park": "项目|工程|园区|产业园|科技园",
    "plant": "项目|工程|工厂|基地|新工厂|产线|生产线|厂区",
    "energy": "项目|工程|电站|基地|场站",
    "logistics": "项目|工程|园区|物流园|中心",
    "data_center": "项目|工程|中心|园区|集群",
    "center": "项目|工程|中心|平台|基地",
    "laboratory": "项目|工程|实验室",
    "science_facility": "项目|工程|装置",
}
_ANY_WORK = "项目|工程|园区|基地|工厂"
_NO_SUBJECT = r"(?!经理|公司|管理|部|组|库|负责|小镇|业|行业|方|单位|所在|周边|附近|内|总[工经])"
_ENGLISH = re.compile(
    r"(?:The|This|Its|Total|Investment)\s(?:new\s|planned\s|proposed\s)?"
    r"(?:fund|vehicle|pool|project|plant|factory|facility|site|center|centre|park|complex|base|line|farm|station|campus|laborator\w+|lab|institute|investment|size|first\sphase)\b"
)
# No subject: the measure itself opens the sentence.
_MEASURE = re.compile(
    r"(?:预计|计划|规划|项目)?(?:总投资|投资总额|总建筑面积|建筑面积|总占地|占地|用地|(?:主要)?建设(?:内容|规模)?(?:包括|为|涵盖)|(?:总|基金|目标|首期)?规模|首期|首关|(?:已|累计)*(?:认缴|募集)|一期|设计(?:年)?产能|投产后|达产后|建成后)"
)


def lines_about(context: Context, line: Line, name: Name, rivals: Collection[int] = ()) -> Iterator[Line]:
    """The sentences behind `line` that go on about `name`; `rivals` are the indices of lines that tell of others."""
    words = line.simple[name.start : name.end]
    first = line.index + 1
    for after in context.lines[first : first + FOLLOWING_LINES]:
        if after.index in rivals or names_another(after, words):
            return
        if goes_on(after.simple, words, name.type):
            yield after


def goes_on(text: str, words: str, kind: str) -> bool:
    """Whether a sentence begins with something that means the thing called `words`."""
    if text[:1].isascii():
        return bool(_ENGLISH.match(text))
    at = _OPENER.match(text).end()  # type: ignore[union-attr]
    pointer = _POINTER.match(text, at)
    if pointer is not None:
        at = pointer.end()
        noun = None if kind == "fund" else head_pattern().match(text, at)
        return bool(noun or is_called(text, at, kind) or tail_at(text, at, words))
    return bool(_MEASURE.match(text, at) or is_called(text, at, kind) or tail_at(text, at, words))


def is_called(text: str, at: int, kind: str) -> bool:
    return bool(re.compile(f"(?:{_CALLED.get(kind, _ANY_WORK)}){_NO_SUBJECT}").match(text, at))


def tail_at(text: str, at: int, words: str) -> str:
    """The longest end of the name that stands at a position: 共享工厂 or 工厂 after 细胞制造共享工厂."""
    plain = re.sub(r"(?:建设)?(?:项目|工程)$", "", words).strip('”」』"（）()')
    for length in range(len(plain), SHORTEST_TAIL - 1, -1):
        if text.startswith(plain[-length:], at):
            return plain[-length:]
    return ""


def names_another(line: Line, words: str) -> bool:
    """Whether the sentence opens with the full name of another thing."""
    for name in find_names(line.simple[: 4 * OPENING]):
        if name.start > OPENING:
            return False
        other = line.simple[name.start : name.end]
        is_other = name.weight > 1 and not words.endswith(other[-4:]) and other not in words and words not in other
        if is_other and not is_landmark(line.simple, name.start, name.end):
            return True
    return False
