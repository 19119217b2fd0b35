"""The contents, filled in: a TOC field whose result we write, so that nothing has to be updated on opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docx.oxml.ns import qn

from .draft import Draft
from .elements import Element, field, link_inside, make, run, tab, text_of


class Heading(NamedTuple):
    anchor: str
    text: str


def find_headings(draft: Draft, body: Element) -> list[Heading]:
    """The chapters in the order of the document; a heading of the template gets a bookmark if it has none."""
    style = draft.styles["Heading 1"]
    headings: list[Heading] = []
    for paragraph in _paragraphs(body):
        if _style_of(paragraph) == style and text_of(paragraph).strip():
            anchor = _anchor(draft, paragraph, f"chapter_{len(headings) + 1}")
            headings.append(Heading(anchor, text_of(paragraph).strip()))
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


def contents(draft: Draft, headings: Sequence[Heading], pages: Mapping[str, int]) -> list[Element]:
    """A field over several paragraphs: its code opens in the first and closes in the last."""
    if not headings:
        return []
    lines = [_line(draft, heading, pages.get(heading.anchor, 1)) for heading in headings]
    opened = list(field(r'TOC \o "1-1" \h \z'))
    for place, part in enumerate(opened[:3], 1):
        lines[0].insert(place, part)
    lines[-1].append(opened[3])
    return [_block(lines)]


def _line(draft: Draft, heading: Heading, page: int) -> Element:
    number = field(rf"PAGEREF {heading.anchor} \h", run(str(page)))
    stop = make("tabs", make("tab", val="right", leader="dot", pos=draft.width))
    link = link_inside(heading.anchor, run(heading.text), tab(), *number)
    line = draft.paragraph("TOC 1", link)
    line.pPr.append(stop)
    return line


def _block(lines: Sequence[Element]) -> Element:
    """Word knows the block as a table of contents and offers to update it as one."""
    gallery = make("docPartObj", make("docPartGallery", val="Table of Contents"), make("docPartUnique"))
    return make("sdt", make("sdtPr", gallery), make("sdtContent", *lines))
