"""What came in: files, the documents read from them, what went wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from .packed import PackedOffsets

Moment = datetime | date
"""When something was published: a `date` when the source gives no time of day."""

Language = str
"""`zh-Hans`, `zh-Hant` or `en`."""


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input and did not stop the run."""

    subject: str
    """What it concerns: a file, an article, a setting."""
    message: str
    """What is wrong and what to do, one sentence."""
    severity: str = "warning"
    """`error`: the input gave nothing; `warning`: it was read, with a reservation."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input file, whatever became of it."""

    file: str
    """Its name in every output: unique, in POSIX form, never absolute."""
    location: str
    """Absolute path, or `-` for standard input; a member of a zip is `archive.zip!member`."""
    size: int
    """Bytes."""
    sha256: str | None
    """Of the bytes; None when they could not be read."""
    form: str | None = None
    """What it was read as (`topic_feed`, `newspaper`, `web_page`, `syndication`, ...); None: not read."""
    encoding: str | None = None
    why_form: str = ""
    """Why this form was chosen, for `explain`."""
    problem: Problem | None = None


class Repair(NamedTuple):
    """A named repair that `clean` applied, and how often."""

    name: str
    times: int


class Reference(NamedTuple):
    """A mark like `[2][5]` that `clean` took out: it cites paragraphs of the original article."""

    at: int
    """Position in the cleaned text where it stood."""
    numbers: tuple[int, ...]
    text: str
    """As written, with the blank before it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to split: a whole file, or one row, entry or member of it."""

    id: str
    """Unique in a run: the file's name, with `#n` for the n-th row or entry of it."""
    doc: str
    """The input file's stem, or the `id` field of a jsonl or csv row."""
    file: str
    """`SourceFile.file` it comes from."""
    form: str
    raw: str
    """The decoded text before cleaning (for html, docx and pdf: the text taken out of the file)."""
    text: str
    """The cleaned text: all spans point here."""
    offsets: np.ndarray | PackedOffsets | None = None
    """int32, len(text) + 1: offsets[i] is the position in `raw` of text[i]; None: text is raw."""
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    extracted: bool = False
    """True when `raw` is text taken out of markup, so that offsets count in it and not in the file."""
    # What a table row or a feed entry states beside the text; the splitter prefers it.
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: Moment | None = None
    url: str | None = None

    def raw_span(self, span: Span) -> Span:
        """The stretch of `raw` that `span` of the cleaned text came from."""
        if self.offsets is None:
            return span
        if span.end <= span.start:
            at = int(self.offsets[span.start])
            return Span(at, at)
        return Span(int(self.offsets[span.start]), int(self.offsets[span.end - 1]) + 1)
