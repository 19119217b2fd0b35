"""Reading an issue back from its file alone, for `briefing verify`.

A printed sentence is what stands in a paragraph of a sentence style before a link to a source; nothing else is
needed to find it, so a changed character, a sentence without a source or one added by hand all show.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from ...errors import VerifyError
from .elements import Element, text_of

SENTENCE_STYLES = frozenset({"highlight", "theme summary", "english summary", "english sentence", "key sentence"})
SOURCE_STYLE = "source entry"
_NUMBER = re.compile(r"\[(\d{1,9})\]\Z")


class PrintedSource(NamedTuple):
    number: int
    title: str
    url: str | None
    text: str
    """The whole entry."""


def read_quotes(path: Path) -> list[tuple[str, int]]:
    """Every printed sentence with its source number, in the order of the file; 0 where no number follows it."""
    document = _open(path)
    return [found for paragraph in _paragraphs(document, SENTENCE_STYLES) for found in _sentences(paragraph)]


def read_sources(path: Path) -> list[PrintedSource]:
    """The numbered entries of 来源."""
    document = _open(path)
    return [_source(document, paragraph) for paragraph in _paragraphs(document, frozenset({SOURCE_STYLE}))]


def _open(path: Path) -> Document:
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise VerifyError(f"{path}: cannot be read as a Word file; build the issue again") from error


def _paragraphs(document: Document, names: frozenset[str]) -> Iterator[Element]:
    ids = {
        style.get(qn("w:styleId"))
        for style in document.styles.element.iter(qn("w:style"))
        if style.find(qn("w:name")).get(qn("w:val")).lower() in names
    }
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in ids:
            yield paragraph


def _sentences(paragraph: Element) -> Iterator[tuple[str, int]]:
    text = ""
    for child in _pieces(paragraph):
        number = _source_number(child)
        if number is None:
            text += text_of(child)
        else:
            yield text.strip(), number
            text = ""
    if text.strip():
        yield text.strip(), 0


def _pieces(paragraph: Element) -> Iterator[Element]:
    """The runs and links; insertions that Word tracks hold runs of their own."""
    for child in paragraph.iter(qn("w:r"), qn("w:hyperlink")):
        if child.tag == qn("w:hyperlink") or child.getparent().tag != qn("w:hyperlink"):
            yield child


def _source_number(piece: Element) -> int | None:
    """The number of a link to a source's entry: what the reader sees and where it leads must agree."""
    anchor = piece.get(qn("w:anchor"), "")
    shown = _NUMBER.match(text_of(piece).strip())
    if piece.tag != qn("w:hyperlink") or not anchor.startswith("source_") or not shown:
        return None
    return int(shown[1]) if anchor == f"source_{int(shown[1])}" else 0


def _source(document: Document, paragraph: Element) -> PrintedSource:
    text = text_of(paragraph).strip()
    shown = re.match(r"\[(\d{1,9})\]", text)
    title, url = "", None
    for piece in _pieces(paragraph):
        relation = piece.get(qn("r:id"))
        if relation in document.part.rels:
            title, url = text_of(piece), document.part.rels[relation].target_ref
        elif not title and piece.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None and "[" not in text_of(piece)[:1]:
            title = text_of(piece)
    return PrintedSource(int(shown[1]) if shown else 0, title.strip(), url, text)
