"""Raw text to readable text. Each repair is a named function from a text to its edits.

`clean` applies the repairs of a form in order and keeps the map from every cleaned character back to the raw
text. Cleaning twice changes nothing more. Quotes, and half and full width, are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..types import Reference, Repair
from .characters import (
    drop_invisible,
    drop_line_blanks,
    fix_line_ends,
    fix_lost_breaks,
    fix_private_use,
    normalize_blanks,
)
from .chinese import (
    close_spaced_letters,
    drop_references,
    drop_stray_blanks,
    fix_doubled_marks,
    fix_stray_conjunctions,
)
from .edit import Edit, Finder
from .markup import drop_emphasis, drop_images, drop_link_labels, drop_links, drop_table_bars, drop_tags, fix_entities
from .mojibake import fix_mojibake, undo_mojibake
from .readings import drop_pinyin
from .sentences import join_broken_sentences
from .wraps import join_wrapped_lines

__all__ = [
    "COMMON",
    "FEED",
    "MARKUP",
    "PAGE",
    "PROSE",
    "TEXT",
    "Cleaned",
    "Edit",
    "Finder",
    "clean",
    "drop_pinyin",
    "undo_mojibake",
]

# ---------------------------------------------------------------- the repairs of each form

FIRST: tuple[Finder, ...] = (fix_mojibake, fix_line_ends, drop_invisible, fix_private_use)
"""Characters that are not what they were; wrongly read ones go before the controls that they are made of."""
COMMON: tuple[Finder, ...] = (
    *FIRST,
    fix_entities,
    fix_lost_breaks,
    normalize_blanks,
    drop_line_blanks,
    drop_pinyin,
)
CHINESE: tuple[Finder, ...] = (close_spaced_letters, drop_stray_blanks, fix_stray_conjunctions, fix_doubled_marks)
MARKUP: tuple[Finder, ...] = (
    drop_tags,
    fix_entities,
    drop_images,
    drop_links,
    drop_link_labels,
    drop_emphasis,
    drop_table_bars,
)
PROSE: tuple[Finder, ...] = (*COMMON, *CHINESE)
"""A repost: its lines are whole."""
PAGE: tuple[Finder, ...] = (*FIRST, join_wrapped_lines, *COMMON, join_broken_sentences, *CHINESE)
"""A newspaper page: its sentences are broken over columns."""
TEXT: tuple[Finder, ...] = (*FIRST, *MARKUP, join_wrapped_lines, *COMMON, join_broken_sentences, *CHINESE)
"""Any other text: it may hold HTML and Markdown."""
FEED: tuple[Finder, ...] = (*PROSE, drop_references)
"""A topic feed: its `[n]` marks become references."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What `clean` makes of a raw text."""

    text: str
    offsets: np.ndarray | None
    """int32, len(text) + 1: the position in the raw text of each character; None: nothing was changed."""
    references: tuple[Reference, ...]
    repairs: tuple[Repair, ...]


# ---------------------------------------------------------------- applying them

ROUNDS = 4
"""A repair can bring two characters together that another one is about (a mark inside a mark). Real files are done
after one round; the bound keeps hostile nesting from costing quadratic time."""
_NUMBER = re.compile(r"\d+")


def clean(raw: str, *, repairs: Sequence[Finder] = PROSE) -> Cleaned:
    """The readable text of `raw`, the way back to it, and what was done."""
    text, offsets = raw, None
    references: list[Reference] = []
    counts = dict.fromkeys((repair.__name__ for repair in repairs), 0)
    for _ in range(ROUNDS):
        before = text
        for repair in repairs:
            edits = [edit for edit in repair(text) if text[edit.start : edit.end] != edit.new]
            if not edits:
                continue
            counts[repair.__name__] += len(edits)
            cut, local = _apply(text, edits)
            references = [r._replace(at=_moved(local, r.at)) for r in references]
            if repair is drop_references:
                references += (_reference(text, edit, local) for edit in edits)
            text, offsets = cut, local if offsets is None else offsets[local]
        if text == before:
            break
    done = tuple(Repair(name, count) for name, count in counts.items() if count)
    return Cleaned(text, offsets, tuple(sorted(references, key=lambda r: r.at)), done)


def _apply(text: str, edits: Sequence[Edit]) -> tuple[str, np.ndarray]:
    """The text after the edits, and for each of its characters the position it came from."""
    pieces: list[str] = []
    places: list[np.ndarray] = []
    at = 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        places.append(np.arange(at, start, dtype=np.int32))
        if new:
            places.append(np.minimum(np.arange(start, start + len(new), dtype=np.int32), max(start, end - 1)))
        at = end
    pieces.append(text[at:])
    places.append(np.arange(at, len(text) + 1, dtype=np.int32))
    return "".join(pieces), np.concatenate(places)


def _moved(local: np.ndarray, at: int) -> int:
    """Where a position of the text before an edit lies after it."""
    return int(np.searchsorted(local, at))


def _reference(text: str, edit: Edit, local: np.ndarray) -> Reference:
    written = text[edit.start : edit.end]
    return Reference(_moved(local, edit.start), tuple(map(int, _NUMBER.findall(written))), written)
