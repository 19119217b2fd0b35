"""The contents, filled in: fields whose values we write, so that nothing has to be updated on opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from .draft import Draft
from .elements import Element, field, link_inside, make, run, tab, text_of
from .headings import Numbering


class Heading(NamedTuple):
    anchor: str
    text: str
    """With the number that the template's style puts before it."""


class Columns(NamedTuple):
    """Of the section in which the contents stand."""

    number: int
    width: int
    """Of one of them, in twentieths of a point."""


def find_columns(place: Element, width: int) -> Columns:
    """The section that a paragraph belongs to ends at the next section mark."""
    later = [place, *place.itersiblings()]
    marks = (block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if block.tag == qn("w:p") else block for block in later)
    section = next((mark for mark in marks if mark is not None and mark.tag == qn("w:sectPr")), None)
    cols = None if section is None else section.find(qn("w:cols"))
    number = 1 if cols is None else int(cols.get(qn("w:num"), "1"))
    gap = 0 if cols is None else int(cols.get(qn("w:space"), "720"))
    return Columns(number, (width - gap * (number - 1)) // number)


def find_headings(draft: Draft, body: Element) -> list[Heading]:
    """The chapters in the order of the document; a heading of the template gets a bookmark if it has none."""
    style = draft.styles["Heading 1"]
    numbering = Numbering(draft.part, style)
    headings: list[Heading] = []
    for paragraph in _paragraphs(body):
        if _style_of(paragraph) == style and text_of(paragraph).strip():
            anchor = _anchor(draft, paragraph, f"chapter_{len(headings) + 1}")
            headings.append(Heading(anchor, numbering.format(len(headings) + 1) + text_of(paragraph).strip()))
    return headings


def _paragraphs(body: Element) -> Iterator[Element]:
    return body.iter(qn("w:p"))


def _style_of(paragraph: Element) -> str | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if style is None else style.get(qn("w:val"))


def _anchor(draft: Draft, paragraph: Element, name: str) -> str:
    there = paragraph.find(qn("w:bookmarkStart"))
    if there is not None:
        return there.get(qn("w:name"))
    runs = [child for child in paragraph if child.tag != qn("w:pPr")]
    for child in runs:
        paragraph.remove(child)
    paragraph.extend(draft.mark(name, *runs))
    return name


def contents(draft: Draft, headings: Sequence[Heading], pages: Mapping[str, int], columns: Columns) -> list[Element]:
    """A line a chapter: its title leads there, its page number is a field that already holds its value.

    In one column the lines are the result of a TOC field, which Word can build anew. In several they are not:
    LibreOffice lays a table of contents out as a section of its own and leaves it in the first column.
    """
    lines = [_line(draft, heading, pages.get(heading.anchor, 1), columns.width) for heading in headings]
    if not lines or columns.number > 1:
        return lines
    opened = list(field(r'TOC \o "1-1" \h \z'))
    for place, part in enumerate(opened[:3], 1):
        lines[0].insert(place, part)
    lines[-1].append(opened[3])
    return [_block(lines)]


def _line(draft: Draft, heading: Heading, page: int, width: int) -> Element:
    number = field(rf"PAGEREF {heading.anchor} \h", run(str(page)))
    stop = make("tabs", make("tab", val="right", leader="dot", pos=width))
    link = link_inside(heading.anchor, run(heading.text), tab(), *number)
    line = draft.paragraph("TOC 1", link)
    line.pPr.append(stop)
    return line


def _block(lines: Sequence[Element]) -> Element:
    """Word knows the block as a table of contents and offers to update it as one."""
    gallery = make("docPartObj", make("docPartGallery", val="Table of Contents"), make("docPartUnique"))
    return make("sdt", make("sdtPr", gallery), make("sdtContent", *lines))


def state_page_count(document: Document, total: int) -> None:
    """The value that NUMPAGES fields of headers and footers hold until a program counts anew.

    By the relationships: filling in the template's fields puts new parts there, which `section.footer` does not know.
    """
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            for code in relation.target_part.element.iter(qn("w:instrText")):
                if (code.text or "").split()[:1] == ["NUMPAGES"]:
                    _set_value(code.getparent(), str(total))


def _set_value(code: Element, value: str) -> None:
    """The text of the run behind the separator of a field."""
    shown = next((text for run in code.itersiblings() for text in run.iter(qn("w:t"))), None)
    if shown is not None:
        shown.text = value
