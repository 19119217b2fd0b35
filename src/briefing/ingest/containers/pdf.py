"""PDF: the text of its pages as paragraphs. The only reader that touches pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from typing import Any

from ..contents import Contents, Passage, Unreadable, list_numbers
from .pdf_layout import Line, Page, find_columns, without_running_heads
from .pdf_paragraphs import join_lines

MAX_PAGES = 3_000
"""Of a PDF: a yearbook has 1,500."""
MAX_PAGE_CHARACTERS = 200_000
"""Of one page: a newspaper's has 20,000."""
SCANNED = 20
"""Characters a page below which a PDF holds pictures of text: page numbers and stamps, but no line."""
DRAWN = 50
"""Drawings on a page without text from which its letters are drawn; rules and boxes are fewer."""
MAX_LOST = 0.3
"""Share of characters without a code above which a page's text is gibberish: its font does not say what its shapes
mean."""
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_HYPHEN = ("\x02", "\ufffe")
"""What stands where a word was hyphenated at the line's end."""
_OCR = "run it through OCR, or give its text"


def read_pdf(content: bytes) -> Contents:
    """The text of every page, columns in reading order, running heads and page numbers left out."""
    pages, scans, lost = _read_pages(content)
    if not any(pages):
        if lost:
            raise Unreadable("is a PDF whose fonts do not say what their letters are; print it anew or " + _OCR)
        count = len(pages)
        raise Unreadable(f"is a scanned PDF ({count} pages of pictures, no text); run it through OCR, or give its text")
    laid_out = [find_columns(page) for page in without_running_heads(pages)]
    text = "\n".join(join_lines([column for columns in laid_out for column in columns]))
    several = sum(len(columns) > 1 for columns in laid_out)
    why = f"begins with %PDF-; {len(pages)} pages" + (f", {several} of them in columns" if several else "")
    return Contents("pdf", why, (Passage(text, extracted=True),), reservations=tuple(_reserve(scans, lost)))


def _reserve(scans: Sequence[int], lost: Sequence[int]) -> list[str]:
    reservations = []
    if scans:
        verb, kind = ("has", "a scan") if len(scans) == 1 else ("have", "scans")
        reservations.append(f"{_numbers(scans)} {verb} no text ({kind}); {_OCR}")
    if lost:
        reservations.append(f"{_numbers(lost)}: fonts that do not say what their letters are; {_OCR}")
    return reservations


def _numbers(pages: Sequence[int]) -> str:
    return list_numbers([str(page) for page in pages], "page", "pages")


def _read_pages(content: bytes) -> tuple[list[Page], list[int], list[int]]:
    """The lines of every page, and the numbers of those that are pictures and of those that cannot be read."""
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
        return _sort_pages(document)
    except pypdfium2.PdfiumError:
        raise Unreadable("is a PDF that is cut short or damaged; get a whole copy") from None
    finally:
        document.close()


def _sort_pages(document: Any) -> tuple[list[Page], list[int], list[int]]:
    pages: list[Page] = []
    scans: list[int] = []
    lost: list[int] = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        lines = _page_lines(page)
        text = "".join(line.text for line in lines)
        if len("".join(text.split())) < SCANNED and _is_drawn(page):
            scans.append(number)
            lines = ()
        elif len(_LOST.findall(text)) > MAX_LOST * len(text):
            lost.append(number)
            lines = ()
        pages.append(lines)
        page.close()
    return pages, scans, lost


def _is_drawn(page: Any) -> bool:
    """Whether a page without text shows something: a picture, or letters drawn as curves."""
    import pypdfium2.raw as pdfium

    kinds = [item.type for _, item in zip(range(10 * DRAWN), page.get_objects(max_depth=3), strict=False)]
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds or len(kinds) > DRAWN


def _page_lines(page: Any) -> Page:
    """Its lines in the order of the file, each with the box around it; a wide gap parts two of one row."""
    import pypdfium2.raw as pdfium

    words = page.get_textpage()
    count = min(words.count_chars(), MAX_PAGE_CHARACTERS)
    box, reader = pdfium.FS_RECTF(), words.raw
    building = _Building()
    for at in range(count):
        character = chr(pdfium.FPDFText_GetUnicode(reader, at))
        if character in "\r\n":
            building.end_row()
        elif character in _HYPHEN:
            building.add("-")
            building.end_row()
        elif character == " " and pdfium.FPDFText_IsGenerated(reader, at) == 1:
            building.pending = True
        elif character.isspace():
            building.add(character)
        else:
            pdfium.FPDFText_GetLooseCharBox(reader, at, ctypes.byref(box))
            building.place(character, box)
    building.end_row()
    words.close()
    return tuple(building.lines)


WIDE = 0.7
"""Heights of a gap from which it is a blank although it stands beside a Chinese character: the reader puts blanks that
stand in no file where there is a gap, also between Han and digits."""
APART = 0.9
"""Heights of a gap from which what follows may be another column or cell; the layout decides."""
_HAN_OR_MARK = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


class _Building:
    """The lines of a page as its characters come."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.row = 0
        self.pending = False
        self._pieces: list[str] = []
        self._box: list[float] = []
        self._end = 0.0

    def add(self, character: str) -> None:
        self._pieces.append(character)

    def place(self, character: str, box: Any) -> None:
        """A character with its box; the gap before it tells whether a blank is meant, or another cell."""
        if self._box and (self.pending or self._pieces[-1].isspace()):
            gap = (box.left - self._end) / max(box.top - box.bottom, 0.1)
            if gap >= APART:
                self._close()
            elif self.pending and (gap >= WIDE or not _HAN_OR_MARK.search(f"{self._pieces[-1]}{character}")):
                self._pieces.append(" ")
        self.pending = False
        edges = [box.left, box.bottom, box.right, box.top]
        pairs = zip((min, min, max, max), self._box or edges, edges, strict=True)
        self._box = [choose(a, b) for choose, a, b in pairs]
        self._end = box.right
        self._pieces.append(character)

    def end_row(self) -> None:
        self._close()
        self.row += 1

    def _close(self) -> None:
        # Characters beyond the first plane come as two halves.
        whole = "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text, box = whole.strip(), self._box
        self._pieces, self._box, self.pending = [], [], False
        if text and box:
            self.lines.append(Line(text, box[0], box[1], box[2], box[3], row=self.row))
