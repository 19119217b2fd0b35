"""Several names of one sentence: nested ones, parts of one project, descriptions in front of a dash, sizes in front."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .names import Name


def drop_nested(names: list[Name]) -> list[Name]:
    """Of names that overlap, the one that reaches further left wins; it takes in one that reaches further right."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end:
                kept[-1] = replace(name, start=kept[-1].start, weight=max(name.weight, kept[-1].weight))
            continue
        kept.append(name)
    return kept


_ANDS = "和与及"


def part_at_and(names: list[Name], text: str) -> list[Name]:
    """甲路|和乙停车场: the cutter took 和 for the first character of an unknown name, which then swallows the first."""
    if not any(and_ in text for and_ in _ANDS):
        return names
    ends = {name.end: name.start for name in names}

    def after_and(name: Name) -> int:
        glued = (at for at in range(name.start, name.end - len(name.head) - 1) if text[at] in _ANDS and at in ends)
        return next((at + 1 for at in glued if at == name.start or ends[at] == name.start), name.start)

    return [replace(name, start=after_and(name)) if not name.is_quoted else name for name in names]


def join_owned(names: list[Name], text: str) -> list[Name]:
    """甲物流园的电商项目 is one name: a project of a place that has a name itself."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last is not None and is_owned(last, name, text):
            joined[-1] = replace(name, start=last.start, weight=name.weight + last.weight)
        else:
            joined.append(name)
    return joined


def is_owned(owner: Name, name: Name, text: str) -> bool:
    beside = owner.end == name.start - 1 and text[owner.end] == "的"
    is_work = text[name.end - 2 : name.end] in ("项目", "工程")
    is_site = text.endswith(("位于", "坐落于", "坐落在", "地处"), 0, owner.start)
    return beside and not is_site and is_work and not owner.is_quoted and bool(owner.weight and name.weight)


# 甲总部和研制基地项目: one project of two parts, the second without a name of its own.
# A third part may stand between them: 甲生产线、销售及研发总部基地项目.
_TWIN = re.compile(r"(?:、[\u4e00-\u9fff]{2,6})?(?:[和与及暨]|以及)")
_OWN_LESS = re.compile(
    r"(?:研发|研制|生产|制造|运营|销售|总部|检测|中试|配套|展示|物流|仓储|培训|技术|创新|[一二]期)*"
    r"(?:中心|基地|总部|大楼|产线|生产线|厂房|工厂|园区)?(?:新建|扩建|建设)?(?:项目|工程)(?:[一二三]期)?"
)


def join_twins(names: list[Name], text: str) -> list[Name]:
    """甲生产基地和研发中心项目 is one project: only its end says that it is one."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last is not None and len(joined) > 1 and is_part_between(joined[-2], last, name, text):
            joined.pop()
            last = joined[-1]
            joined[-1] = replace(last, end=name.end, weight=last.weight + name.weight)
        elif last is not None and is_twin(last, name, text):
            joined[-1] = replace(last, end=name.end, weight=last.weight + name.weight)
        else:
            joined.append(name)
    return joined


def is_part_between(first: Name, part: Name, last: Name, text: str) -> bool:
    """甲生产基地和研发中心及总部大楼项目: the part in the middle has no name of its own."""
    is_tied = text[first.end : part.start] in ("、", "和", "与", "及") and text[part.end : last.start] in _AND
    is_bare = not (part.weight or part.is_quoted or part.count)
    words = text[last.start : last.end]
    is_work = bool(_OWN_LESS.fullmatch(words)) and not (first.count or last.count or first.is_quoted)
    return is_tied and is_bare and is_work and bool(first.weight) and not text.endswith(("项目", "工程"), 0, first.end)


_AND = ("和", "与", "及", "以及", "暨")


def is_twin(first: Name, second: Name, text: str) -> bool:
    between, words = text[first.end : second.start], text[second.start : second.end]
    is_work = bool(_OWN_LESS.fullmatch(words)) and not (first.count or second.count)
    is_part = not text[first.start : first.end].endswith(("项目", "工程")) and bool(first.weight)
    return is_work and is_part and bool(_TWIN.fullmatch(between)) and not first.is_quoted


def without_descriptions(names: Iterable[Name], text: str) -> list[Name]:
    """甲科创城首发项目——乙创新中心: what stands before the dash describes what stands behind it."""
    known = list(names)
    starts = {name.start for name in known}

    def describes(name: Name) -> bool:
        return any(text.startswith(dash, name.end) and name.end + len(dash) in starts for dash in _DASHES)

    return [name for name in known if not describes(name)]


_DASHES = ("——", "──", "—", "－－", "——“", "，即")


# 年产5万吨的高性能电池材料项目: what it turns out is part of its name.
_OUTPUT = re.compile(r"(?:年产|年处理|日处理|日产)能?约?\d[\d.]*[百千万亿]*[^，。；、\d]{1,8}的$")
OUTPUT_REACH = 20


# 百亿元智算产业园: what it costs is no part of what it is called.
_COST = re.compile(r"[约近超逾]?[\d.]*[十百千万]*亿[美欧]?元级?的?")


def with_size(name: Name, text: str) -> Name:
    cost = None if name.is_quoted or name.count else _COST.match(text, name.start, name.end - len(name.head))
    if cost is not None and name.end - len(name.head) - cost.end() >= 2:
        return replace(name, start=cost.end())
    size = None if name.is_quoted or name.count else _OUTPUT.search(text, max(0, name.start - OUTPUT_REACH), name.start)
    return replace(name, start=size.start()) if size else name
