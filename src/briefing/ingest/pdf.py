"""PDF: the text of its pages as paragraphs. The only reader that touches pypdfium2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from .contents import Contents, Passage, Unreadable

MAX_PAGES = 3_000
"""Of a PDF: a yearbook has 1,500."""
SCANNED = 20
"""Characters a page below which a PDF holds pictures of text: page numbers and stamps, but no line."""
MIN_REPEATS = 3
"""Pages that begin or end with the same line before it counts as a running head."""
_PAGE_NUMBER = re.compile(
    r"""
    [-–—·]?\s?(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／|，]\s?共?\s?\d{1,4}(?:\s?页)?)?\s?[-–—·]?
  | Page\s\d{1,4}(?:\sof\s\d{1,4})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def read_pdf(content: bytes) -> Contents:
    """The text of every page, running heads and page numbers left out."""
    pages = _read_pages(content)
    empty = [number for number, page in enumerate(pages, start=1) if len("".join(page.split())) < SCANNED]
    if len(empty) == len(pages):
        raise Unreadable(f"is a scanned PDF ({len(pages)} pages of pictures, no text); run it through OCR first")
    text = "\n".join(_join_lines(_without_running_heads(pages)))
    reservations = (f"has pages that are pictures without text: {_listed(empty)}; they were not read",) if empty else ()
    return Contents("pdf", "begins with %PDF-", (Passage(text, extracted=True),), reservations=reservations)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (f" and {len(numbers) - 12} more" if len(numbers) > 12 else "")


def _read_pages(content: bytes) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Unreadable("is a PDF locked with a password; save a copy without one") from None
        raise Unreadable("is a PDF that is cut short or damaged; get a whole copy") from None
    try:
        if not len(document):
            raise Unreadable("is a PDF without pages; get a whole copy")
        if len(document) > MAX_PAGES:
            raise Unreadable(f"has {len(document)} pages, more than {MAX_PAGES}; split it")
        return [_page_text(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise Unreadable("is a PDF that is cut short or damaged; get a whole copy") from None
    finally:
        document.close()


def _page_text(page: Any) -> str:
    """Its lines. U+FFFE stands where a word was hyphenated at the line's end."""
    words = page.get_textpage()
    text = words.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
    words.close()
    page.close()
    return text.replace("\ufffe\n", "").replace("\ufffe", "")


def _without_running_heads(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page but first and last ones that only count pages or come again on page after page."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_DIGITS.sub("#", line) for lines in split for line in {*lines[:1], *lines[-1:]})
    repeated = {line for line, count in edges.items() if count >= MIN_REPEATS and count > len(pages) // 2}
    return [_trim(lines, repeated) for lines in split]


def _trim(lines: list[str], repeated: set[str]) -> list[str]:
    def is_edge(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line)) or _DIGITS.sub("#", line) in repeated

    while lines and is_edge(lines[0]):
        lines = lines[1:]
    while lines and is_edge(lines[-1]):
        lines = lines[:-1]
    return lines


# Lines of a PDF end where the column ends. One that reaches the margin goes on in the next.
NEARLY_FULL = 0.88
"""Share of a full line's width from which the margin broke it: lines of one column differ by a mark or two."""
FULL = 0.97
"""The same for a line that ends a sentence: only the margin itself shows that the paragraph goes on."""
MIN_WIDTH = 24
"""Columns of the narrowest full line, 12 Chinese characters: a newspaper's column. Below, lines are a list."""
_ENDS_SENTENCE = re.compile(r"[。！？!?；：:.][”’」』）)\"]*$")
_BEGINS_ITEM = re.compile(
    r"""
    [•●■◆▪·*–—-]\s?
  | \d{1,2}[.、)）]\s?
  | [（(][一二三四五六七八九十\d]{1,3}[)）]
  | [一二三四五六七八九十]{1,3}、
    """,
    re.VERBOSE,
)


def _join_lines(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Paragraphs from lines, over the ends of pages."""
    lines = [(line, full) for page in pages for full in [_full_width(page)] for line in page]
    paragraph = ""
    for at, (line, full) in enumerate(lines):
        paragraph = _glue(paragraph, line)
        following = lines[at + 1][0] if at + 1 < len(lines) else ""
        if not following or not _goes_on(line, following, full):
            yield paragraph
            paragraph = ""


def _full_width(lines: Sequence[str]) -> int:
    """The width of full lines: the third widest, so that one odd line does not count."""
    widths = sorted(map(_width, lines), reverse=True)
    return widths[min(2, len(widths) - 1)] if widths else 0


def _width(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def _goes_on(line: str, following: str, full: int) -> bool:
    if full < MIN_WIDTH or _BEGINS_ITEM.match(following):
        return False
    return _width(line) >= (FULL if _ENDS_SENTENCE.search(line) else NEARLY_FULL) * full


def _glue(paragraph: str, line: str) -> str:
    """Words of Latin letters keep a blank between them, Chinese has none."""
    between = " " if paragraph[-1:].isascii() and line[:1].isascii() and paragraph else ""
    return paragraph + between + line
