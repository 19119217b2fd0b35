"""The words of projects, ready to use: the table, the event words, and what kind of thing a name tells of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ...config import read_table
from ..facilities.event_words import Verbs
from ..facilities.names import Name
from ..reading.context import Line


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return read_table("projects.toml")


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    return Verbs(table())


def project_type(line: Line, name: Name) -> str:
    """By the head noun; a plain 项目, 工程 or 基地 by what it is made of."""
    words = line.simple[name.start : name.end]
    fallback = "other" if name.type == "project" else name.type
    return project_kind(words, fallback) if name.type in ("project", "other") or name.head == "基地" else fallback


# A house for the public is one, whatever is taught or healed in it.
_PUBLIC = re.compile(r"医院|院区|校区|学校|小学|中学|幼儿园|博物馆|图书馆")


# What is made, not what makes power: 储能电池项目, 光伏组件基地.
_MADE = re.compile(
    r"(?:电池|组件|硅片|材料|装备|设备|零部件|整机|模组|箔|膜)[^，。；]{0,6}?(?:项目|工程|基地|工厂|产线|生产线)(?:[一二三四]期)?$"
)


# 某某创港一期, 数字港: a quarter for firms, no harbour.
_QUARTER = re.compile(r"(?:创|数字|智慧|信息|健康|科技|金融|产业|云|软件|医药|生命)港")


def project_kind(words: str, fallback: str) -> str:
    """The first list of marks that has one of the words."""
    if _PUBLIC.search(words):
        return "other"
    kinds = table()["kinds"].items()
    if _QUARTER.search(words):
        return "park"
    if _MADE.search(words):
        return "plant"
    return next((str(kind) for kind, marks in kinds if any(mark in words for mark in marks)), fallback)


def is_works(name: str) -> bool:
    """Something is built, mended or fitted out; goods, drugs and services are no works."""
    told = table()["contracts"]
    built = {w for w in told["built"] if w in name}
    is_software = bool(_SOFTWARE.search(name)) and built <= _ANY_MAKING
    return bool(built) and not is_software and not any(w in name for w in told["goods"])


# 研发平台建设项目, 管理系统改造: what is made there is software, unless something is built besides.
_SOFTWARE = re.compile(r"平台|系统|门户|云化")
_ANY_MAKING = frozenset(("建设", "改造"))
