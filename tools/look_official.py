"""`official.docx`, a bulletin under a red masthead (红头简报).

Sizes after GB/T 9704-2012 (layout of official documents of party and government): A4, margins 37, 35, 28 and 26 mm,
size 3 (16 points) on lines of 28 points, chapters `一、` in 黑体, sections `（一）` in 楷体, text in 仿宋, page numbers
`— 1 —` outside, addressees between rules at the end. Tables and the list of sources, which are looked up, are smaller.
"""

from __future__ import annotations

from docx.document import Document
from docx.shared import Mm
from template_parts import (
    GREY,
    RED,
    Laid,
    Look,
    Written,
    aligned,
    border,
    drawing_space,
    drop_grid,
    edge,
    fill,
    letters,
    make_chapters,
    right_tab,
    save,
    set_body,
    spacing,
    start,
    two_characters,
)

from briefing.write.word.elements import Element, field, make, paragraph, run, tab

LATIN = "Times New Roman"
TEXT, TITLE, CHAPTER, SECTION = (LATIN, "FangSong"), (LATIN, "SimSun"), (LATIN, "SimHei"), (LATIN, "KaiTi")
EDGE = 8844  # of the text: 156 mm in twentieths of a point
INDENT = 640  # two characters of 16 points
BLACK = "000000"
LINE = 28


def _rules(*sides: str) -> Element:
    return make("pBdr", *(edge(side, BLACK, 8, 3) for side in sides))


def _numbered(level: int) -> Element:
    return make("numPr", make("ilvl", val=level), make("numId", val=1))


def _heading(level: int, before: float, pair: tuple[str, str]) -> tuple[Laid, Written]:
    laid = [
        make("keepNext"),
        make("keepLines"),
        _numbered(level),
        spacing(LINE, before),
        two_characters(16),
        aligned("left"),
        make("outlineLvl", val=level),
    ]
    return laid, letters(pair, 16)


PARAGRAPHS: dict[str, tuple[Laid, Written]] = {
    "Masthead Title": ([spacing(60, 6, 10), aligned("center")], letters(TITLE, 40, colour=RED, bold=True)),
    "Masthead Issue": ([spacing(LINE), aligned("center")], letters(TEXT, 16)),
    "Masthead Line": (
        [border("bottom", RED, 24, 4), right_tab(EDGE), spacing(LINE, 0, 8), aligned("left")],
        letters(TEXT, 16),
    ),
    "TOC Heading": ([make("keepNext"), spacing(22, 2, 2), aligned("center")], letters(CHAPTER, 14)),
    "toc 1": ([spacing(20), aligned("left")], letters(TEXT, 12)),
    "heading 1": _heading(0, 8, CHAPTER),
    "heading 2": _heading(1, 4, SECTION),
    "Chapter Note": ([spacing(20), two_characters(12), aligned("left")], letters(SECTION, 12, colour=GREY)),
    "Highlight": ([_numbered(2), spacing(LINE), two_characters(16)], letters(TEXT, 16)),
    "Theme Summary": ([spacing(LINE), two_characters(16)], letters(TEXT, 16)),
    "English Summary": ([spacing(22, 2, 2), make("ind", left=INDENT), aligned("left")], letters(TEXT, 14)),
    "Key Sentence": ([spacing(LINE), two_characters(16)], letters(TEXT, 16)),
    "English Sentence": ([spacing(22, 2, 2), make("ind", left=INDENT), aligned("left")], letters(TEXT, 14)),
    "Story Source": (
        [make("keepNext"), spacing(20), two_characters(12), aligned("left")],
        letters(SECTION, 12, colour=GREY),
    ),
    "See Also": (
        [make("keepLines"), spacing(20), make("ind", left=INDENT), aligned("left")],
        letters(SECTION, 12, colour=GREY),
    ),
    "caption": ([spacing(22, 6, 2), aligned("center")], letters(CHAPTER, 12)),
    "Figure": ([make("keepNext"), drawing_space(8), aligned("center")], letters(TEXT, 12)),
    "Table Heading": ([make("keepNext"), spacing(14), aligned("left")], letters(CHAPTER, 9)),
    "Table Text": ([spacing(14), aligned("left")], letters(TEXT, 9)),
    "Table Number": ([spacing(14), aligned("right")], letters(TEXT, 9)),
    "Source Entry": ([spacing(20), make("ind", left=540, hanging=540), aligned("left")], letters(TEXT, 12)),
    "Method Line": ([spacing(22), two_characters(14)], letters(TEXT, 14)),
    "Empty Line": ([spacing(LINE), two_characters(16), aligned("left")], letters(TEXT, 16)),
    "Tail First": (
        [make("keepNext"), make("keepLines"), _rules("top"), spacing(LINE, LINE), aligned("left")],
        letters(TEXT, 14),
    ),
    "Tail Line": ([make("keepNext"), make("keepLines"), spacing(LINE), aligned("left")], letters(TEXT, 14)),
    "Tail Last": ([make("keepLines"), _rules("top", "bottom"), right_tab(EDGE), spacing(LINE)], letters(TEXT, 14)),
    "header": ([spacing(14)], letters(TEXT, 9)),
    "footer": ([spacing(20), make("ind", right=280), aligned("right")], letters(TITLE, 14)),
    "Footer Even": ([spacing(20), make("ind", left=280), aligned("left")], letters(TITLE, 14)),
}
CHARACTERS: dict[str, Written] = {
    "Hyperlink": [make("color", val=BLACK)],
    "Source Number": letters(TEXT, 10.5, colour=GREY),
    "Source Title": [],
}


def _numbering() -> tuple[Element, ...]:
    """`一、`, `（一）`, `1．`: chapters, sections, items; each begins anew under the one above."""
    levels = (
        _level(0, "chineseCountingThousand", "%1、", "Heading1"),
        _level(1, "chineseCountingThousand", "（%2）", "Heading2"),
        _level(2, "decimal", "%3．", "Highlight"),
    )
    listed = make("abstractNum", make("multiLevelType", val="multilevel"), *levels, abstractNumId=1)
    return (listed, make("num", make("abstractNumId", val=1), numId=1))


def _level(number: int, form: str, text: str, style: str) -> Element:
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        make("pStyle", val=style),
        make("suff", val="nothing"),
        make("lvlText", val=text),
        make("lvlJc", val="left"),
        make("pPr", two_characters(16)),
        ilvl=number,
    )


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The page number stands 7 mm below the text.
    section.header_distance, section.footer_distance = Mm(20), Mm(21)
    drop_grid(section)
    fill(section.header, paragraph("Header"))
    fill(section.even_page_header, paragraph("Header"))
    fill(section.footer, _page_line("Footer"))
    fill(section.even_page_footer, _page_line("FooterEven"))


def _page_line(style: str) -> Element:
    return paragraph(style, run("— "), *field("PAGE", run("1")), run(" —"))


def _tail() -> list[Element]:
    """Whom it goes to: words of the template, which its editor replaces."""
    return [
        paragraph("TailFirst", run("报：单位领导。")),
        paragraph("TailLine", run("送：各部门。")),
        paragraph("TailLast", run("{{ desk }}"), tab(), run("{{ date }}印发")),
    ]


def make_official() -> bytes:
    look = Look(
        "official", RED, "F2F2F2", TEXT, (LATIN, "FangSong"), INDENT, PARAGRAPHS, CHARACTERS, _numbering(), True
    )
    document = start(look)
    _set_page(document)
    masthead = [
        paragraph("MastheadTitle", run("{{ title }}")),
        paragraph("MastheadIssue", run("{{ issue }}{{ total }}")),
        paragraph("MastheadLine", run("{{ desk }}"), tab(), run("{{ date }}")),
        paragraph("TOCHeading", run("{{ label.contents }}")),
    ]
    set_body(document, masthead, [*make_chapters(), *_tail()])
    return save(document, look.name)
