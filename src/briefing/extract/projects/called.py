"""Names of projects as they are printed: a noun said twice once, the part of the works off, none that names nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from ...text import simplify
from ...types import Project
from ..reading.coined import is_field

_TWICE = re.compile("(项目|項目|工程|基地|中心|园区|園區)\\1$")


# 某某高速|主体工程完工: what is finished is a part of the works, the name is that of the whole.
_STAGE_OF_WORKS = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:主体|土建)(?:结构|结構)?工程$|(?<=项目)的(?:建筑|建築|土建|施工|装修|安装)工程$"
)


# A caption and the sentence behind it run together: 某某研究院某某研究院成立于….
_SAID_TWICE = re.compile(r"^([\u4e00-\u9fff]{4,})\1(?=$|项目|工程|[（(])")


def without_echo(project: Project) -> Project:
    """某某项目项目: the head noun once."""
    once = _SAID_TWICE.sub(r"\1", _TWICE.sub(r"\1", project.name))
    return replace(project, name=_STAGE_OF_WORKS.sub("", once))


_COUNTED = re.compile(
    r"(?:[现共设建拥]?有)?(?P<count>[\d一二两三四五六七八九十多数几]+[座大个家处条])?(?P<field>[\u4e00-\u9fff]{0,3}?)(?:生产|制造|研发)?(?:工厂|基地|厂)"
)


def is_nameless(name: str) -> bool:
    """有七大基地, 两座工厂, 芯片工厂: how many and of which field, but not which."""
    m = _COUNTED.fullmatch(simplify(name))
    return m is not None and (not m["field"] or is_field(m["field"]))
