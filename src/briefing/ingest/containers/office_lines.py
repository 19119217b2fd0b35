"""The lines of a Word document: paragraphs, rows of tables, text boxes, notes; heading styles and list numbers made
visible as `## ` and `1. `, so that a round-up written in Word can be split like any other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_STYLES_UP = 10
"""Styles a style may be based on, one on the other."""
_PASSED_WORDS = """
    del moveFrom Fallback footnoteReference endnoteReference annotationRef instrText pPr rPr tblPr tcPr trPr sectPr rt
"""
_PASSED = frozenset(_PASSED_WORDS.split())
"""Deleted or moved text, the second form of text boxes, marks of notes, field codes, readings above characters,
properties."""
_HEADING = re.compile(r"(?:heading|标题|標題)\s?([1-6])|(title|标题|標題)", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|目录|目錄|table\sof\sfigures)\s?(?:\d|heading|标题)?", re.IGNORECASE)
CONTENTS = -1
"""The level of an entry of the table of contents: its line is left out."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the other parts of the file say about the lines."""

    styles: Mapping[str, int] = field(default_factory=dict)
    """Style -> level of heading, 1 the highest; `CONTENTS`."""
    numbering: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(list, level) -> kind of number and its pattern, `%1、`."""
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`footnote` or `endnote` -> its id -> its text."""


def tag_of(element: Any) -> str:
    """Its name without the namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name: strict and transitional files differ in the namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if tag_of(child) == name), None) if element is not None else None


# ---------------------------------------------------------------- styles, numbers, notes


def read_styles(root: Any) -> Mapping[str, int]:
    """The styles of headings and of tables of contents, by their name or outline level, also those based on them."""
    if root is None:
        return {}
    named: dict[str, tuple[int | None, str | None]] = {}
    for style in root.iter("{*}style"):
        key = _attribute(style, "styleId")
        if key and _attribute(style, "type") in (None, "paragraph"):
            level = _level_of_name(_attribute(_child(style, "name")) or "") or _outline(_child(style, "pPr"))
            named[key] = level, _attribute(_child(style, "basedOn"))
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


def _outline(properties: Any) -> int | None:
    written = _attribute(_child(properties, "outlineLvl"))
    return int(written) + 1 if written and written.isdecimal() and int(written) < 6 else None


def read_numbering(root: Any) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The lists of the file and how their levels are numbered."""
    if root is None:
        return {}
    kinds: dict[str, dict[str, tuple[str, str]]] = {}
    for abstract in root.iter("{*}abstractNum"):
        levels = kinds.setdefault(_attribute(abstract, "abstractNumId") or "", {})
        for level in abstract.iter("{*}lvl"):
            kind = _attribute(_child(level, "numFmt")) or "decimal"
            levels[_attribute(level, "ilvl") or "0"] = kind, _attribute(_child(level, "lvlText")) or ""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for listed in root.iter("{*}num"):
        key = _attribute(listed, "numId") or ""
        for number, how in kinds.get(_attribute(_child(listed, "abstractNumId")) or "", {}).items():
            found[key, number] = how
    return found


def read_notes(root: Any) -> Mapping[str, str]:
    """Footnotes or endnotes by id; the lines that only part them from the page have a type."""
    if root is None:
        return {}
    notes = (note for note in root if tag_of(note) in ("footnote", "endnote") and _attribute(note, "type") is None)
    return {_attribute(note, "id") or "": " ".join(map(_words_of, note.iter("{*}p"))).strip() for note in notes}


# ---------------------------------------------------------------- lines


class _Reading:
    """Where the reading of a body stands: how far each list has counted, and the notes of this section."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.counted: Counter[tuple[str, str]] = Counter()
        self.notes: list[str] = []

    def line(self, paragraph: Any) -> Iterator[str]:
        properties = _child(paragraph, "pPr")
        level = _outline(properties) or self.sheets.styles.get(_attribute(_child(properties, "pStyle")) or "")
        words = _words_of(paragraph)
        if level == CONTENTS:
            return
        if level and words.strip():
            yield from self.flush()
            yield f"{'#' * level} {' '.join(words.split())}"
        else:
            yield f"{self.number(properties)}{words}" if words.strip() else words
        self.notes.extend(self.notes_of(paragraph))

    def number(self, properties: Any) -> str:
        """The number or bullet that Word shows before a paragraph of a list."""
        listed = _child(properties, "numPr")
        if listed is None:
            return ""
        key = _attribute(_child(listed, "numId")) or "", _attribute(_child(listed, "ilvl")) or "0"
        kind, pattern = self.sheets.numbering.get(key, ("none", ""))
        if kind in ("bullet", "none"):
            return "• " if kind == "bullet" else ""
        self.counted[key] += 1
        return _numbered(self.counted[key], kind, pattern)

    def notes_of(self, paragraph: Any) -> Iterator[str]:
        for kind, notes in self.sheets.notes.items():
            for mark in paragraph.iter(f"{{*}}{kind}Reference"):
                if text := notes.get(_attribute(mark, "id") or ""):
                    yield text

    def flush(self) -> Iterator[str]:
        """The notes of a section, at its end: between its paragraphs they would part sentences."""
        yield from self.notes
        self.notes.clear()


_PLACE = re.compile(r"%\d")
_NUMERALS = "零一二三四五六七八九"


def _numbered(count: int, kind: str, pattern: str) -> str:
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


def find_lines(body: Any, sheets: Sheets) -> Iterator[str]:
    """The lines of a body: paragraphs, rows of tables, and what stands in content controls and text boxes."""
    from lxml import etree

    reading = _Reading(sheets)
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        tag = tag_of(element)
        if tag in _PASSED:
            walker.skip_subtree()
        elif tag == "p":
            yield from reading.line(element)
            if not _has_box(element):
                walker.skip_subtree()
        elif tag == "tr":
            if _is_deleted_row(element):
                walker.skip_subtree()
            elif (row := _row_text(element)) is not None:
                yield row
                walker.skip_subtree()
    yield from reading.flush()


def _has_box(paragraph: Any) -> bool:
    return next(paragraph.iter("{*}txbxContent"), None) is not None


def _is_deleted_row(row: Any) -> bool:
    return _child(_child(row, "trPr"), "del") is not None


def _words_of(paragraph: Any) -> str:
    """Its words, insertions included; not those of a text box in it, which come as paragraphs of their own."""
    from lxml import etree

    pieces: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        tag = tag_of(element)
        if tag in _PASSED or tag == "txbxContent" or (tag == "r" and _is_hidden(element)):
            walker.skip_subtree()
        elif tag == "t":
            pieces.append(element.text or "")
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
    return "".join(pieces)


_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def _is_hidden(run: Any) -> bool:
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and _attribute(vanish) not in ("0", "false", "off")


CELL_PROSE = 40
"""Characters of a cell that hold an article rather than a figure: tables are used to lay out pages."""


def _row_text(row: Any) -> str | None:
    """A row as one line, or None when its cells hold paragraphs or tables to be read one by one."""
    cells = list(row.iter("{*}tc"))
    if any(next(cell.iter("{*}tbl", "{*}txbxContent"), None) is not None for cell in cells):
        return None
    texts = ["\n".join(_words_of(p) for p in cell.iter("{*}p")).strip() for cell in cells]
    if any(len(text) > CELL_PROSE or "\n" in text for text in texts):
        return None
    return "\t".join(texts).rstrip()
