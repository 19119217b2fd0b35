"""Word files and PDF: their text in reading order. The only reader that touches python-docx and pypdfium2."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .contents import Contents, Passage, Unreadable
from .find import open_archive, unpack

MAX_PAGES = 3_000
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


# ---------------------------------------------------------------- docx


def read_docx(content: bytes) -> Contents:
    """Paragraphs and tables in the order of the document; a table row is a line."""
    check_package(content, "word/document.xml")
    import docx

    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except Exception as error:  # python-docx raises whatever zipfile, lxml and its own parts raise
        raise Unreadable(f"is a Word file that is damaged ({type(error).__name__}); save it anew in Word") from None
    text = "\n".join(_find_lines(body))
    if not text.strip():
        raise Unreadable("is a Word file without text (pictures only?); give its text")
    return Contents("docx", "zip with word/document.xml", (Passage(text, extracted=True),))


def check_package(content: bytes, main: str) -> None:
    """Bounds of a zip, and no document type: Office writes none, and entities are only good for attacks."""
    archive = open_archive(content)
    for member in archive.infolist():
        if member.filename == main and b"<!DOCTYPE" in unpack(archive, member)[:4096]:
            raise Unreadable("declares a document type inside, which no Office program does; save it anew")


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


_PASSED = frozenset({"del", "moveFrom", "Fallback", "footnoteReference", "instrText", "pPr", "rPr", "tblPr", "sectPr"})
"""Deleted or moved text, the second form of text boxes, and properties."""


def _find_lines(body: Any) -> Iterator[str]:
    """The lines of a body: paragraphs, rows of tables, and what stands in content controls and text boxes."""
    from lxml import etree

    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        tag = _tag(element)
        if tag in _PASSED:
            walker.skip_subtree()
        elif tag == "p":
            yield _with_heading(element, _paragraph_text(element))
            if not _has_box(element):
                walker.skip_subtree()
        elif tag == "tr" and (row := _row_text(element)) is not None:
            yield row
            walker.skip_subtree()


def _has_box(paragraph: Any) -> bool:
    return next(paragraph.iter("{*}txbxContent"), None) is not None


def _paragraph_text(paragraph: Any) -> str:
    """Its words, insertions included; not those of a text box in it, which come as paragraphs of their own."""
    from lxml import etree

    pieces: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        tag = _tag(element)
        if tag in _PASSED or tag == "txbxContent":
            walker.skip_subtree()
        elif tag == "t":
            pieces.append(element.text or "")
        elif tag in ("br", "cr"):
            pieces.append("\n")
        elif tag == "tab":
            pieces.append("\t")
        elif tag == "noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


_HEADING = re.compile(r"(?:heading|标题)?\s?([1-4])|(title)", re.IGNORECASE)


def _with_heading(paragraph: Any, text: str) -> str:
    """A paragraph in a heading style gets the marks of one, so that a round-up in Word can be split like any other."""
    style = next(paragraph.iter("{*}pStyle"), None)
    name = next(iter(style.attrib.values()), "") if style is not None else ""
    match = _HEADING.fullmatch(name)
    if not match or not text.strip():
        return text
    return f"{'#' * int(match[1] or 1)} {text.strip()}"


CELL_PROSE = 40
"""Characters of a cell that hold an article rather than a figure: tables are used to lay out pages."""


def _row_text(row: Any) -> str | None:
    """A row as one line, or None when its cells hold paragraphs or tables to be read one by one."""
    cells = [cell for cell in row if _tag(cell) == "tc"]
    if any(next(cell.iter("{*}tbl"), None) is not None for cell in cells):
        return None
    texts = ["\n".join(_paragraph_text(p) for p in cell.iter("{*}p")).strip() for cell in cells]
    if any(len(text) > CELL_PROSE or "\n" in text for text in texts):
        return None
    return "\t".join(texts).rstrip()


# ---------------------------------------------------------------- pdf


def read_pdf(content: bytes) -> Contents:
    """The text of every page, running heads and page numbers left out."""
    pages = _read_pages(content)
    empty = [number for number, page in enumerate(pages, start=1) if len("".join(page.split())) < SCANNED]
    if len(empty) == len(pages):
        raise Unreadable(f"is a scanned PDF ({len(pages)} pages of pictures, no text); run it through OCR first")
    text = "\n\n".join(page for page in _without_running_heads(pages) if page.strip())
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


def _without_running_heads(pages: list[str]) -> list[str]:
    """First and last lines that only count pages or come again on page after page."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_DIGITS.sub("#", line.strip()) for lines in split for line in {*lines[:1], *lines[-1:]})
    repeated = {line for line, count in edges.items() if count >= MIN_REPEATS and count > len(pages) // 2}
    return ["\n".join(_trim(lines, repeated)) for lines in split]


def _trim(lines: list[str], repeated: set[str]) -> list[str]:
    def is_edge(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.strip())) or _DIGITS.sub("#", line.strip()) in repeated

    while lines and is_edge(lines[0]):
        lines = lines[1:]
    while lines and is_edge(lines[-1]):
        lines = lines[:-1]
    return lines
