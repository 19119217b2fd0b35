"""What a heading's style puts before it, as Word will show it: `一、` for the contents; and what stays with it."""

from __future__ import annotations

from collections.abc import Collection

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from .elements import Element, text_of

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"})


def format_chinese(number: int) -> str:
    """一, 十, 十一, 二十, 一百〇三: as headings count; for 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "〇"
    return words + (_DIGITS[ones] if ones else "")


def keep_headings(body: Element, styles: Collection[str]) -> None:
    """No empty line that an editor put under a heading (a paragraph in one of the styles) parts it from its chapter."""
    keeps = False
    for paragraph in body.iter(qn("w:p")):
        is_empty = _is_empty(paragraph)
        if keeps and is_empty:
            paragraph.get_or_add_pPr().get_or_add_keepNext()
        keeps = paragraph.style in styles or (keeps and is_empty)


def _is_empty(paragraph: Element) -> bool:
    drawn = next(paragraph.iter(qn("w:drawing"), qn("w:pict"), qn("w:sectPr")), None)
    return drawn is None and not text_of(paragraph).strip()


class Numbering:
    """How the headings of one paragraph style are numbered; not at all where its style has no list."""

    def __init__(self, part: DocumentPart, style: str) -> None:
        self.form, self.text = _find_level(part, style) or ("none", "")

    def format(self, number: int) -> str:
        if "%1" not in self.text or self.form == "none":
            return ""
        shown = format_chinese(number) if self.form in _CHINESE else str(number)
        return self.text.replace("%1", shown)


def _find_level(part: DocumentPart, style: str) -> tuple[str, str] | None:
    """Form and text of the first level of the style's list."""
    if RELATIONSHIP_TYPE.NUMBERING not in {relation.reltype for relation in part.rels.values()}:
        return None
    found = [s for s in part.styles.element.iter(qn("w:style")) if s.get(qn("w:styleId")) == style]
    number = found[0].find("/".join(map(qn, ("w:pPr", "w:numPr", "w:numId")))) if found else None
    if number is None:
        return None
    lists = part.numbering_part.element
    chosen = _with(lists, "num", "numId", number.get(qn("w:val")))
    link = None if chosen is None else chosen.find(qn("w:abstractNumId"))
    listed = None if link is None else _with(lists, "abstractNum", "abstractNumId", link.get(qn("w:val")))
    level = None if listed is None else _with(listed, "lvl", "ilvl", "0")
    if level is None:
        return None
    form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
    return None if form is None or text is None else (form.get(qn("w:val")), text.get(qn("w:val")))


def _with(parent: Element, tag: str, attribute: str, value: str | None) -> Element | None:
    return next((e for e in parent.findall(qn(f"w:{tag}")) if e.get(qn(f"w:{attribute}")) == value), None)
