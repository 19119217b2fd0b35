"""What the other parts of a Word file say about its lines: which styles are headings, how lists are numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MAX_STYLES_UP = 10
"""Styles a style may be based on, one on the other."""
_HEADING = re.compile(r"(?:heading|标题|標題)\s?([1-6])|(title|标题|標題)", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|目录|目錄|table\sof\sfigures)\s?(?:\d|heading|标题)?", re.IGNORECASE)
CONTENTS = -1
"""The level of an entry of the table of contents: its line is left out."""


def tag_of(element: Any) -> str:
    """Its name without the namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute_of(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name: strict and transitional files differ in the namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child_of(element: Any, name: str) -> Any:
    """Its first child of a name; None: it has none."""
    return next((child for child in element if tag_of(child) == name), None) if element is not None else None


# ---------------------------------------------------------------- styles, numbers, notes


def read_styles(root: Any) -> Mapping[str, int]:
    """The styles of headings and of tables of contents, by their name or outline level, also those based on them."""
    if root is None:
        return {}
    named: dict[str, tuple[int | None, str | None]] = {}
    for style in root.iter("{*}style"):
        key = attribute_of(style, "styleId")
        if key and attribute_of(style, "type") in (None, "paragraph"):
            level = _level_of_name(attribute_of(child_of(style, "name")) or "") or outline_of(child_of(style, "pPr"))
            named[key] = level, attribute_of(child_of(style, "basedOn"))
    levels = {key: _level_up(key, named) for key in named}
    return {key: level for key, level in levels.items() if level is not None}


def _level_of_name(name: str) -> int | None:
    if _CONTENTS_STYLE.fullmatch(name.strip()):
        return CONTENTS
    match = _HEADING.fullmatch(name.strip())
    return int(match[1] or 1) if match else None


def _level_up(key: str, named: Mapping[str, tuple[int | None, str | None]]) -> int | None:
    at: str | None = key
    for _ in range(MAX_STYLES_UP):
        if at is None or at not in named:
            return None
        level, at = named[at]
        if level is not None:
            return level
    return None


def outline_of(properties: Any) -> int | None:
    """The level of heading that the properties of a paragraph or a style state."""
    written = attribute_of(child_of(properties, "outlineLvl"))
    return int(written) + 1 if written and written.isdecimal() and int(written) < 6 else None


def read_numbering(root: Any) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The lists of the file and how their levels are numbered."""
    if root is None:
        return {}
    kinds: dict[str, dict[str, tuple[str, str]]] = {}
    for abstract in root.iter("{*}abstractNum"):
        levels = kinds.setdefault(attribute_of(abstract, "abstractNumId") or "", {})
        for level in abstract.iter("{*}lvl"):
            kind = attribute_of(child_of(level, "numFmt")) or "decimal"
            levels[attribute_of(level, "ilvl") or "0"] = kind, attribute_of(child_of(level, "lvlText")) or ""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for listed in root.iter("{*}num"):
        key = attribute_of(listed, "numId") or ""
        for number, how in kinds.get(attribute_of(child_of(listed, "abstractNumId")) or "", {}).items():
            found[key, number] = how
    return found


_PLACE = re.compile(r"%\d")
_NUMERALS = "零一二三四五六七八九"


def format_number(count: int, kind: str, pattern: str) -> str:
    """The number of a list item as Word shows it, with the blank behind it."""
    number = _in_chinese(count) if "hinese" in kind or "japanese" in kind or "ideograph" in kind else str(count)
    # Of `%1.%2` the last place is this level's own.
    shown = _PLACE.sub(number, pattern[pattern.rfind("%") :]) if "%" in pattern else f"{number}."
    opening = pattern[0] if pattern[:1] in ("(", "（") else ""
    return f"{opening}{shown}" + ("" if shown.endswith(("、", "）", "．")) else " ")


def _in_chinese(count: int) -> str:
    """Up to 99, as lists are numbered; above, digits."""
    tens, ones = divmod(count, 10)
    if tens > 9:
        return str(count)
    head = "" if not tens else ("十" if tens == 1 else f"{_NUMERALS[tens]}十")
    return head + (_NUMERALS[ones] if ones or not tens else "")
