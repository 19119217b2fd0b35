"""Word files: their text in reading order. The only reader that touches python-docx."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .contents import Contents, Passage, Unreadable
from .find import open_archive, unpack

MAX_PACKAGE_BYTES = 300 * 1024 * 1024
"""Parts of one Office file together; the libraries hold them in memory, pictures and all."""


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
    items = _find_items(text.split("\n"))
    why = "zip with word/document.xml" + (f"; {len(items)} headed items that state source or time" if items else "")
    return Contents("docx", why, items or (Passage(text, extracted=True),))


def check_package(content: bytes, main: str) -> None:
    """Bounds of a zip, and no document type: Office writes none, and entities are only good for attacks."""
    archive = open_archive(content)
    if sum(member.file_size for member in archive.infolist()) > MAX_PACKAGE_BYTES:
        raise Unreadable(f"unpacks to more than {MAX_PACKAGE_BYTES // 1024 // 1024} MB; save its text apart")
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


MIN_ITEMS = 3
"""Headed items that make a round-up."""
_MARKED = re.compile(r"(#{1,4}) (\S.*)")
_STATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}|来源|來源|(?<![A-Za-z])[Ss]ource\s?:|记者|記者")


def _find_items(lines: Sequence[str]) -> tuple[Passage, ...]:
    """The articles of a collection: headings of one level, most with a line of source or time below. Subheads have
    none."""
    marks = [(at, match) for at, line in enumerate(lines) if (match := _MARKED.fullmatch(line.strip()))]
    levels = Counter(len(match[1]) for at, match in marks if _states_itself(lines, at))
    level, count = max(levels.items(), key=lambda entry: (entry[1], -entry[0]), default=(0, 0))
    heads = [(at, match[2]) for at, match in marks if len(match[1]) == level]
    if count < MIN_ITEMS or count * 3 < len(heads) * 2:
        return ()
    ends = [at for at, match in marks if len(match[1]) <= level] + [len(lines)]
    bodies = [(title, lines[at + 1 : next(end for end in ends if end > at)]) for at, title in heads]
    # The title is stated and stays in the text: the splitter reads the line of source and time below it.
    return tuple(
        Passage("\n".join((f"# {title}", *body)), label=str(number), form="article", extracted=True, title=title)
        for number, (title, body) in enumerate(bodies, start=1)
        if any(map(str.strip, body))
    )


def _states_itself(lines: Sequence[str], heading: int) -> bool:
    below = [line for line in lines[heading + 1 : heading + 4] if line.strip()][:2]
    return any(len(line) <= 60 and _STATED.search(line) for line in below)


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
