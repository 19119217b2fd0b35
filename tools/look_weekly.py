"""`weekly.docx`, the look of a research weekly: restrained, one accent colour, dense."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Cm
from template_parts import (
    BLUE,
    GREY,
    HAIR,
    Laid,
    Look,
    Written,
    aligned,
    border,
    drawing_space,
    drop_grid,
    fill,
    fonts,
    letters,
    make_chapters,
    right_tab,
    save,
    set_body,
    shaded,
    spacing,
    start,
    two_characters,
)

from briefing.write.word.elements import Element, field, make, paragraph, run, tab

TINT = "F2F5F9"
SERIF = ("Times New Roman", "SimSun")
SANS = ("Arial", "Microsoft YaHei")
EDGE = 9070  # of the text, in twentieths of a point: 21 cm less two margins of 2.5 cm
INDENT = 420  # two characters of 10.5 points

PARAGRAPHS: dict[str, tuple[Laid, Written]] = {
    "Masthead Title": ([spacing(38, 0, 4), aligned("left")], letters(SANS, 28, colour=BLUE, bold=True)),
    "Masthead Line": (
        [border("bottom", BLUE, 12, 6), right_tab(EDGE), spacing(16, 0, 14), aligned("left")],
        letters(SANS, 10, colour=GREY),
    ),
    "TOC Heading": ([make("keepNext"), spacing(18, 0, 4)], letters(SANS, 11, colour=BLUE, bold=True)),
    "toc 1": ([spacing(17), aligned("left")], letters(SANS, 10)),
    "heading 1": (
        [
            make("keepNext"),
            border("bottom", HAIR, 6, 3),
            spacing(24, 20, 6),
            aligned("left"),
            make("outlineLvl", val=0),
        ],
        letters(SANS, 15, colour=BLUE, bold=True),
    ),
    "heading 2": (
        [make("keepNext"), make("keepLines"), spacing(17, 11, 2), aligned("left"), make("outlineLvl", val=1)],
        letters(SANS, 11, bold=True),
    ),
    "Chapter Note": ([spacing(13, 0, 5), aligned("left")], letters(SANS, 8.5, colour=GREY)),
    "Highlight": (
        [
            make("numPr", make("ilvl", val=0), make("numId", val=1)),
            spacing(18, 0, 4),
            make("ind", left=340, hanging=340),
        ],
        letters(SERIF, 10.5),
    ),
    # Two that look like one box when they follow each other.
    "Theme Summary": (
        [
            make("keepLines"),
            border("left", BLUE, 18, 8),
            shaded(TINT),
            spacing(18),
            make("ind", left=200, firstLineChars=200, firstLine=INDENT),
        ],
        letters(SERIF, 10.5),
    ),
    "English Summary": (
        [border("left", BLUE, 18, 8), shaded(TINT), spacing(16), make("ind", left=200), aligned("left")],
        letters(SERIF, 10.5),
    ),
    "Key Sentence": ([spacing(18, 0, 2), two_characters(10.5)], letters(SERIF, 10.5)),
    "English Sentence": ([spacing(16, 0, 3), make("ind", left=INDENT), aligned("left")], letters(SERIF, 10.5)),
    "Story Source": ([make("keepNext"), spacing(13, 0, 3), aligned("left")], letters(SANS, 8.5, colour=GREY)),
    "See Also": (
        [make("keepLines"), spacing(13, 1, 2), make("ind", left=INDENT), aligned("left")],
        letters(SANS, 8.5, colour=GREY),
    ),
    "caption": ([spacing(14, 8, 4), aligned("left")], letters(SANS, 9, colour=GREY, bold=True)),
    "Figure": ([make("keepNext"), drawing_space(10), aligned("center")], letters(SANS, 9)),
    "Table Heading": ([make("keepNext"), spacing(13), aligned("left")], letters(SANS, 8.5, colour=BLUE, bold=True)),
    "Table Text": ([spacing(13), aligned("left")], letters(SANS, 8.5)),
    "Table Number": ([spacing(13), aligned("right")], letters(SANS, 8.5)),
    "Source Entry": (
        [spacing(15, 0, 2), make("ind", left=454, hanging=454), aligned("left")],
        letters(SERIF, 9.5),
    ),
    "Method Line": ([spacing(16, 0, 2), two_characters(9.5)], letters(SERIF, 9.5)),
    "Empty Line": ([spacing(16, 2, 4), aligned("left")], letters(SANS, 9.5, colour=GREY)),
    "header": ([border("bottom", HAIR, 4, 4), right_tab(EDGE), spacing(13)], letters(SANS, 8.5, colour=GREY)),
    "footer": ([spacing(13), aligned("center")], letters(SANS, 8.5, colour=GREY)),
}

CHARACTERS: dict[str, Written] = {
    "Hyperlink": [make("color", val=BLUE, themeColor="accent1")],
    "Source Number": letters(SANS, 8, colour=BLUE),
    "Source Title": [],
}


def _numbering() -> tuple[Element, ...]:
    """The square before a highlight."""
    sign = make("rPr", fonts(SANS), make("color", val=BLUE, themeColor="accent1"), make("sz", val=13))
    level = make(
        "lvl",
        make("start", val=1),
        make("numFmt", val="bullet"),
        make("pStyle", val="Highlight"),
        make("lvlText", val="■"),
        make("lvlJc", val="left"),
        make("pPr", make("ind", left=340, hanging=340)),
        sign,
        ilvl=0,
    )
    listed = make("abstractNum", make("multiLevelType", val="singleLevel"), level, abstractNumId=1)
    return (listed, make("num", make("abstractNumId", val=1), numId=1))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.3), Cm(1.1)
    # The masthead is the first page's header.
    section.different_first_page_header_footer = True
    drop_grid(section)
    fill(section.header, paragraph("Header", run("{{ title }}　{{ issue }}"), tab(), run("{{ period }}")))
    fill(section.first_page_header, make("p"))
    for footer in (section.footer, section.first_page_footer):
        fill(footer, _page_line())


def _page_line() -> Element:
    return paragraph(
        "Footer",
        run("{{ label.page_before }}"),
        *field("PAGE", run("1")),
        run("{{ label.page_between }}"),
        *field("NUMPAGES", run("1")),
        run("{{ label.page_after }}"),
    )


def make_weekly() -> bytes:
    """Masthead, then the chapters; an editor may move them, or write a heading of his own for a label."""
    look = Look("weekly", BLUE, TINT, SERIF, SANS, INDENT, PARAGRAPHS, CHARACTERS, _numbering())
    document = start(look)
    _set_page(document)
    masthead = [
        paragraph("MastheadTitle", run("{{ title }}")),
        paragraph("MastheadLine", run("{{ issue }}{{ total }}　{{ period }}"), tab(), run("{{ desk }}")),
        paragraph("TOCHeading", run("{{ label.contents }}")),
    ]
    set_body(document, masthead, make_chapters())
    return save(document, look.name)
