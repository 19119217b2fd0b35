"""WordprocessingML by hand: what python-docx has no API for, each in a few lines.

Elements are made free of any document; only links that leave the file need its part (`Page.link_out`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .printable import printable

Element = BaseOxmlElement

LETTERS_TO_HAN = 2.5
_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def make(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of the `w` namespace (or `tag` with a prefix of its own) with its children."""
    element = OxmlElement(tag if ":" in tag else f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn("w:" + name), str(value))
    element.extend(child for child in children if child is not None)
    return element


def is_english(text: str) -> bool:
    """Whether most of it is English: a word has about five letters, a Chinese one two."""
    han = len(_HAN.findall(text))
    return not han or len(_LATIN.findall(text)) > LETTERS_TO_HAN * han


def run(text: str, *, style: str | None = None, language: str | None = None) -> Element:
    """A run of text. Chinese text takes the East-Asian form of the marks that both scripts use (“ ” … —)."""
    properties = make("rPr")
    if style:
        properties.append(make("rStyle", val=style))
    if not is_english(text):
        properties.append(make("rFonts", hint="eastAsia"))
    if language:
        properties.append(_language(language))
    return make("r", properties if len(properties) else None, text_element(text))


def _language(language: str) -> Element:
    """`zh-Hant` and `en` differ from the document's own language, which needs no mark."""
    marks = {"zh-Hant": {"eastAsia": "zh-TW"}, "zh-Hans": {"eastAsia": "zh-CN"}, "en": {"val": "en-US"}}
    return make("lang", **marks.get(language, {"val": language}))


def text_element(text: str) -> Element:
    element = make("t")
    element.text = printable(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def tab() -> Element:
    return make("r", make("tab"))


def paragraph(style: str, *children: Element | None, properties: Iterable[Element | None] = ()) -> Element:
    return make("p", make("pPr", make("pStyle", val=style), *properties), *children)


def keep_next() -> Element:
    return make("keepNext")


def bookmark(number: int, name: str, *children: Element) -> tuple[Element, ...]:
    """A named place around some runs. Names have at most 40 characters in Word."""
    return (make("bookmarkStart", id=number, name=name), *children, make("bookmarkEnd", id=number))


def link_inside(anchor: str, *runs: Element) -> Element:
    return make("hyperlink", *runs, anchor=anchor, history=1)


def field(instruction: str, *shown: Element) -> tuple[Element, ...]:
    """A field that already holds its value: nothing has to be updated when the file is opened."""
    code = make("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return (
        make("r", make("fldChar", fldCharType="begin")),
        make("r", code),
        make("r", make("fldChar", fldCharType="separate")),
        *shown,
        make("r", make("fldChar", fldCharType="end")),
    )


def cell(width: int, *blocks: Element) -> Element:
    return make("tc", make("tcPr", make("tcW", w=width, type="dxa")), *blocks)


def row(*cells: Element, is_header: bool = False) -> Element:
    """A row that never splits over two pages; the header comes again on each."""
    properties = make("trPr", make("cantSplit"), make("tblHeader") if is_header else None)
    return make("tr", properties, *cells)


def table(style: str, widths: Iterable[int], rows: Iterable[Element], *, title: str) -> Element:
    """A table of fixed widths (twentieths of a point) in a table style whose first row is the header."""
    widths = tuple(widths)
    properties = make(
        "tblPr",
        make("tblStyle", val=style),
        make("tblW", w=sum(widths), type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        make("tblCaption", val=printable(title)),
    )
    return make("tbl", properties, make("tblGrid", *(make("gridCol", w=width) for width in widths)), *rows)


def text_of(element: Element) -> str:
    """All text under an element, tabs as blanks."""
    return "".join(
        (node.text or "") if node.tag == qn("w:t") else " "
        for node in element.iter(qn("w:t"), qn("w:tab"))
        if node.tag == qn("w:t") or node.getparent().tag == qn("w:r")
    )
