"""The sentences that go on about a thing once it is named: 项目总投资38亿元, 该基金由…管理, 工厂建筑面积….

A sequel begins with a noun that can only mean the thing just named: 项目 or 该项目, the last words of its own name
(中试线 after 全固态电池中试线), or no subject at all (总投资…, 占地…, 一期…).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .context import Context, Line
from .facilities import Name, find_names, head_pattern, is_landmark

# How many sentences behind the one that names it a thing may still be spoken of without its name.
FOLLOWING_LINES = 5
# A sentence that opens with the full name of another thing speaks of that one; its name begins this early.
OPENING = 10
SHORTEST_TAIL = 2

_OPENER = re.compile(
    r"(?:(?:据悉|据了解|据介绍|据透露|据报道|其中|目前|此外|未来|届时|记者了解到|公告显示|根据规划|按照规划|根据协议|建成后"
    r"|(?:本报|本社|新华社)?(?:综合|记者)?(?:讯|报道))[，,：:\s]*)*"
)
_POINTER = re.compile(r"(?:该|这[一个座家支只条]?|本|此|整个)(?:[支只个座条])?")
_WORK = re.compile(r"(?:项目|工程|基金)(?!经理|公司|管理公司|部|组|库|负责人|小镇|业协会|行业)")
# No subject: the measure itself opens the sentence.
_MEASURE = re.compile(
    r"(?:预计|计划|规划|项目)?(?:总投资|投资总额|总建筑面积|建筑面积|总占地|占地|用地|总规模|基金规模|目标规模|首期|一期|设计(?:年)?产能|投产后|达产后|建成后)"
)


def lines_about(context: Context, line: Line, name: Name, rivals: Collection[int] = ()) -> Iterator[Line]:
    """The sentences behind `line` that go on about `name`; `rivals` are the indices of lines that tell of others."""
    words = line.simple[name.start : name.end]
    first = line.index + 1
    for after in context.lines[first : first + FOLLOWING_LINES]:
        if after.index in rivals or names_another(after, words):
            return
        if goes_on(after.simple, words):
            yield after


def goes_on(text: str, words: str) -> bool:
    """Whether a sentence begins with something that means the thing called `words`."""
    at = _OPENER.match(text).end()  # type: ignore[union-attr]
    pointer = _POINTER.match(text, at)
    if pointer is not None:
        noun = head_pattern().match(text, pointer.end())
        return bool(noun) or bool(_WORK.match(text, pointer.end())) or bool(tail_at(text, pointer.end(), words))
    return bool(_WORK.match(text, at) or _MEASURE.match(text, at) or tail_at(text, at, words))


def tail_at(text: str, at: int, words: str) -> str:
    """The longest end of the name that stands at a position: 共享工厂 or 工厂 after 细胞制造共享工厂."""
    plain = re.sub(r"(?:建设)?(?:项目|工程)$", "", words).strip("”」』\"（）()")
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
