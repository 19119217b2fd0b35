"""The lines of a Word document: paragraphs, rows of tables, text boxes, notes; heading styles and list numbers made
visible as `## ` and `1. `, so that a round-up written in Word can be split like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .office_styles import CONTENTS, attribute_of, child_of, format_number, outline_of, tag_of

_PASSED_WORDS = """
    del moveFrom Fallback footnoteReference endnoteReference annotationRef instrText pPr rPr tblPr tcPr trPr sectPr rt
"""
_PASSED = frozenset(_PASSED_WORDS.split())
"""Deleted or moved text, the second form of text boxes, marks of notes, field codes, readings above characters,
properties."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the other parts of the file say about the lines."""

    styles: Mapping[str, int] = field(default_factory=dict)
    """Style -> level of heading, 1 the highest; `CONTENTS`."""
    numbering: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(list, level) -> kind of number and its pattern, `%1、`."""
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`footnote` or `endnote` -> its id -> its text."""


def read_notes(root: Any) -> Mapping[str, str]:
    """Footnotes or endnotes by id; the lines that only part them from the page have a type."""
    if root is None:
        return {}
    notes = (note for note in root if tag_of(note) in ("footnote", "endnote") and attribute_of(note, "type") is None)
    return {attribute_of(note, "id") or "": " ".join(map(_words_of, note.iter("{*}p"))).strip() for note in notes}


# ---------------------------------------------------------------- lines


class _Reading:
    """Where the reading of a body stands: how far each list has counted, and the notes of this section."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.counted: Counter[tuple[str, str]] = Counter()
        self.notes: list[str] = []

    def line(self, paragraph: Any) -> Iterator[str]:
        properties = child_of(paragraph, "pPr")
        level = outline_of(properties) or self.sheets.styles.get(attribute_of(child_of(properties, "pStyle")) or "")
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
        listed = child_of(properties, "numPr")
        if listed is None:
            return ""
        key = attribute_of(child_of(listed, "numId")) or "", attribute_of(child_of(listed, "ilvl")) or "0"
        kind, pattern = self.sheets.numbering.get(key, ("none", ""))
        if kind in ("bullet", "none"):
            return "• " if kind == "bullet" else ""
        self.counted[key] += 1
        return format_number(self.counted[key], kind, pattern)

    def notes_of(self, paragraph: Any) -> Iterator[str]:
        for kind, notes in self.sheets.notes.items():
            for mark in paragraph.iter(f"{{*}}{kind}Reference"):
                if text := notes.get(attribute_of(mark, "id") or ""):
                    yield text

    def flush(self) -> Iterator[str]:
        """The notes of a section, at its end: between its paragraphs they would part sentences."""
        yield from self.notes
        self.notes.clear()


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
    return child_of(child_of(row, "trPr"), "del") is not None


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
    vanish = child_of(child_of(run, "rPr"), "vanish")
    return vanish is not None and attribute_of(vanish) not in ("0", "false", "off")


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
