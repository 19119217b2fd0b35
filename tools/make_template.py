"""Make `src/briefing/templates/weekly.docx`, the look of the Word briefing.

Run it after changing a style here; an editor changes a copy of the result in Word instead. The file is the
same, byte for byte, whenever it is made.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from briefing.write.frozen import freeze_zip
from briefing.write.word.elements import Element, field, make, paragraph, run, tab

TARGET = Path(__file__).parent.parent / "src" / "briefing" / "templates" / "weekly.docx"
WHEN = datetime(2026, 1, 1)

ACCENT = "1F4E79"
GREY = "595959"
HAIR = "D0D5DB"
TINT = "F2F5F9"
# Fonts that Windows and Office for macOS have; LibreOffice knows what to put in their place.
SERIF = ("Times New Roman", "宋体")
SANS = ("Arial", "微软雅黑")
OTHER_NAMES = {"宋体": "SimSun", "微软雅黑": "Microsoft YaHei"}
# What a Chinese line may not begin with: Word's own list, and `[`.
NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠["
RIGHT_EDGE = 9070  # of the text, in twentieths of a point: 21 cm less two margins of 2.5 cm
INDENT = 420  # two characters of 10.5 points

# ---------------------------------------------------------------- properties, in the order of the schema


def letters(pair: tuple[str, str], size: float, *, colour: str | None = None, bold: bool = False) -> list[Element]:
    weight = [make("b"), make("bCs")] if bold else []
    shade = [make("color", val=colour, **theme_colour(colour))] if colour else []
    return [fonts(pair), *weight, *shade, make("sz", val=round(size * 2)), make("szCs", val=round(size * 2))]


def fonts(pair: tuple[str, str]) -> Element:
    """Both scripts by name: no theme font is left to win."""
    return make("rFonts", ascii=pair[0], hAnsi=pair[0], eastAsia=pair[1], cs=pair[0])


def theme_colour(colour: str) -> dict[str, str]:
    """The accent is the theme's, so that changing the theme's colours in Word changes text and charts alike."""
    return {"themeColor": "accent1"} if colour == ACCENT else {}


def spacing(line: float, before: float = 0, after: float = 0) -> Element:
    """Exact lines in points: a page breaks at the same place whichever font stands in for a missing one."""
    sizes = {"before": round(before * 20), "after": round(after * 20), "line": round(line * 20)}
    return make("spacing", **sizes, lineRule="exact")


def drawing_space(before: float) -> Element:
    """An exact line would cut a drawing off."""
    return make("spacing", before=round(before * 20), after=0, line=240, lineRule="auto")


def edge(side: str, colour: str, eighths: int, space: int = 0) -> Element:
    return make(side, val="single", sz=eighths, space=space, color=colour, **theme_colour(colour))


def border(side: str, colour: str, eighths: int, space: int) -> Element:
    return make("pBdr", edge(side, colour, eighths, space))


def right_tab() -> Element:
    return make("tabs", make("tab", val="right", pos=RIGHT_EDGE))


def aligned(side: str) -> Element:
    return make("jc", val=side)


def two_characters(points: float) -> Element:
    """The first line's indent: by characters for Word, in points for programs that do not count them."""
    return make("ind", firstLineChars=200, firstLine=round(points * 40))


def shaded() -> Element:
    return make("shd", val="clear", color="auto", fill=TINT)


# ---------------------------------------------------------------- styles

PARAGRAPHS: dict[str, tuple[list[Element], list[Element]]] = {
    "Masthead Title": ([spacing(38, 0, 4), aligned("left")], letters(SANS, 28, colour=ACCENT, bold=True)),
    "Masthead Line": (
        [border("bottom", ACCENT, 12, 6), right_tab(), spacing(16, 0, 14), aligned("left")],
        letters(SANS, 10, colour=GREY),
    ),
    "TOC Heading": ([make("keepNext"), spacing(18, 0, 4)], letters(SANS, 11, colour=ACCENT, bold=True)),
    "toc 1": ([spacing(17), aligned("left")], letters(SANS, 10)),
    "heading 1": (
        [
            make("keepNext"),
            make("keepLines"),
            border("bottom", HAIR, 6, 3),
            spacing(24, 20, 6),
            aligned("left"),
            make("outlineLvl", val=0),
        ],
        letters(SANS, 15, colour=ACCENT, bold=True),
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
            border("left", ACCENT, 18, 8),
            shaded(),
            spacing(18),
            make("ind", left=200, firstLineChars=200, firstLine=INDENT),
        ],
        letters(SERIF, 10.5),
    ),
    "English Summary": (
        [border("left", ACCENT, 18, 8), shaded(), spacing(16), make("ind", left=200), aligned("left")],
        letters(SERIF, 10.5),
    ),
    "Key Sentence": ([spacing(18, 0, 2), two_characters(10.5)], letters(SERIF, 10.5)),
    "English Sentence": ([spacing(16, 0, 3), make("ind", left=INDENT), aligned("left")], letters(SERIF, 10.5)),
    "Story Source": ([make("keepNext"), spacing(13, 0, 3), aligned("left")], letters(SANS, 8.5, colour=GREY)),
    "See Also": ([spacing(13, 1, 2), make("ind", left=INDENT), aligned("left")], letters(SANS, 8.5, colour=GREY)),
    "caption": ([spacing(14, 8, 4), aligned("left")], letters(SANS, 9, colour=GREY, bold=True)),
    "Figure": ([make("keepNext"), drawing_space(10), aligned("center")], letters(SANS, 9)),
    "Table Heading": ([make("keepNext"), spacing(13), aligned("left")], letters(SANS, 8.5, colour=ACCENT, bold=True)),
    "Table Text": ([spacing(13), aligned("left")], letters(SANS, 8.5)),
    "Table Number": ([spacing(13), aligned("right")], letters(SANS, 8.5)),
    "Source Entry": (
        [spacing(15, 0, 2), make("ind", left=454, hanging=454), aligned("left")],
        letters(SERIF, 9.5),
    ),
    "Method Line": ([spacing(16, 0, 2), two_characters(9.5)], letters(SERIF, 9.5)),
    "Empty Line": ([spacing(16, 2, 4), aligned("left")], letters(SANS, 9.5, colour=GREY)),
    "header": ([border("bottom", HAIR, 4, 4), right_tab(), spacing(13)], letters(SANS, 8.5, colour=GREY)),
    "footer": ([spacing(13), aligned("center")], letters(SANS, 8.5, colour=GREY)),
}
CHARACTERS: dict[str, list[Element]] = {
    "Hyperlink": [make("color", val=ACCENT, themeColor="accent1")],
    "Source Number": letters(SANS, 8, colour=ACCENT),
    "Source Title": [],
}
BUILT_IN = {"TOC Heading", "toc 1", "heading 1", "heading 2", "caption", "header", "footer", "Hyperlink"}


def style_id(name: str) -> str:
    """As Word itself makes it: Heading1, TOC1, TableText."""
    return "".join(word[:1].upper() + word[1:] for word in name.replace("toc", "TOC").split())


def style(kind: str, name: str, based_on: str, *properties: Element) -> Element:
    made = make("style", type=kind, styleId=style_id(name))
    if name not in BUILT_IN:
        made.set(qn("w:customStyle"), "1")
    made.extend([make("name", val=name), make("basedOn", val=based_on), make("qFormat"), *properties])
    return made


def styles() -> Iterable[Element]:
    yield defaults()
    yield from default_styles()
    yield table_style()
    for name, (laid, written) in PARAGRAPHS.items():
        yield style("paragraph", name, "Normal", make("pPr", *laid), make("rPr", *written))
    for name, written in CHARACTERS.items():
        yield style("character", name, "DefaultParagraphFont", make("rPr", *written))


def language() -> Element:
    return make("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")


def defaults() -> Element:
    sizes = (make("sz", val=21), make("szCs", val=21))
    return make(
        "docDefaults",
        make("rPrDefault", make("rPr", fonts(SERIF), make("kern", val=2), *sizes, language())),
        make("pPrDefault"),
    )


def default_styles() -> Iterable[Element]:
    """What every other style is based on. Kinsoku: no line begins with a comma or a full stop."""
    laid = make("pPr", make("widowControl"), make("kinsoku"), make("overflowPunct"), spacing(18), aligned("both"))
    written = make("rPr", fonts(SERIF), make("sz", val=21), make("szCs", val=21), language())
    margins = [make(side, w=width, type="dxa") for side, width in margin(0, 108)]
    plain = make("tblPr", make("tblInd", w=0, type="dxa"), make("tblCellMar", *margins))
    for kind, identity, name, properties in (
        ("paragraph", "Normal", "Normal", (make("qFormat"), laid, written)),
        (
            "character",
            "DefaultParagraphFont",
            "Default Paragraph Font",
            (make("uiPriority", val=1), make("semiHidden")),
        ),
        ("table", "TableNormal", "Normal Table", (make("uiPriority", val=99), make("semiHidden"), plain)),
    ):
        yield make("style", make("name", val=name), *properties, type=kind, default=1, styleId=identity)


def margin(upright: int, sideways: int) -> Iterable[tuple[str, int]]:
    return (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways))


def table_style() -> Element:
    """Rules above and below in the accent colour, hairlines between the rows, a tinted header."""
    edges = make("tblBorders", edge("top", ACCENT, 8), edge("bottom", ACCENT, 8), edge("insideH", HAIR, 4))
    margins = [make(side, w=width, type="dxa") for side, width in margin(45, 70)]
    header = make("tcPr", make("tcBorders", edge("bottom", ACCENT, 4)), shaded(), make("vAlign", val="center"))
    return style(
        "table",
        "Briefing Table",
        "TableNormal",
        make("tblPr", edges, make("tblCellMar", *margins)),
        make("tcPr", make("vAlign", val="center")),
        make("tblStylePr", header, type="firstRow"),
    )


# ---------------------------------------------------------------- the other parts


def numbering() -> Iterable[Element]:
    """The square before a highlight."""
    sign = make(
        "rPr", fonts(("微软雅黑", "微软雅黑")), make("color", val=ACCENT, themeColor="accent1"), make("sz", val=13)
    )
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
    yield make("abstractNum", make("multiLevelType", val="singleLevel"), level, abstractNumId=1)
    yield make("num", make("abstractNumId", val=1), numId=1)


def settings() -> Iterable[Element]:
    """As Word 2013 and later lay out Chinese; no question about updating fields."""
    word = "http://schemas.microsoft.com/office/word"
    flags = (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "adjustLineHeightInTable",
        "useFELayout",
    )
    mode = make("compatSetting", name="compatibilityMode", uri=word, val=15)
    scheme = {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    scheme |= {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    scheme |= {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    yield make("zoom", percent=100)
    yield make("defaultTabStop", val=INDENT)
    yield make("characterSpacingControl", val="compressPunctuation")
    # `[` as well: the number of a source stays on the line of its sentence.
    yield make("noLineBreaksBefore", lang="zh-CN", val=NOT_FIRST)
    yield make("compat", *map(make, flags), mode)
    yield make("themeFontLang", val="en-US", eastAsia="zh-CN")
    yield make("clrSchemeMapping", **scheme)
    yield make("decimalSymbol", val=".")
    yield make("listSeparator", val=",")


def font_table() -> bytes:
    """The Latin names of the Chinese fonts, for systems that know them by those."""
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{named}</w:fonts>".encode()


# Who made it, and none of the counts that only Word keeps.
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefing</Application></Properties>"
)


def theme(xml: str) -> str:
    """One accent colour, and the fonts of the charts."""
    accent = f'<a:accent1><a:srgbClr val="{ACCENT}"/></a:accent1>'
    xml = re.sub(r"<a:accent1>.*?</a:accent1>", accent, xml, flags=re.DOTALL)
    named = f'<a:latin typeface="{SANS[0]}"/><a:ea typeface="{SANS[1]}"/><a:cs typeface=""/>'
    return re.sub(r"<a:(major|minor)Font>.*?</a:\1Font>", rf"<a:\1Font>{named}</a:\1Font>", xml, flags=re.DOTALL)


def set_parts(document: Document) -> None:
    """Our styles, numbering, settings, fonts and theme; what else the start document brings goes."""
    replace(document.styles.element, styles())
    replace(document.part.numbering_part.element, numbering())
    replace(document.settings.element, settings())
    for identity, relation in list(document.part.rels.items()):
        kind, part = relation.reltype.rsplit("/", 1)[1], relation.target_part
        if kind == "fontTable":
            part._blob = font_table()
        elif kind == "theme":
            part._blob = theme(part.blob.decode()).encode()
        elif kind in ("stylesWithEffects", "customXml", "webSettings"):
            document.part.rels.pop(identity)
    for identity, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("thumbnail"):
            document.part.package.rels.pop(identity)
        elif relation.reltype.endswith("extended-properties"):
            relation.target_part._blob = APPLICATION.encode()


def replace(element: Element, children: Iterable[Element]) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(children))


# ---------------------------------------------------------------- the page and what stands on it


def set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.3), Cm(1.1)
    # The masthead is the first page's header.
    section.different_first_page_header_footer = True
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    fill(section.header, paragraph("Header", run("{{ title }}　{{ issue }}"), tab(), run("{{ period }}")))
    fill(section.first_page_header, make("p"))
    for footer in (section.footer, section.first_page_footer):
        fill(footer, page_line())


def page_line() -> Element:
    return paragraph(
        "Footer",
        run("{{ label.page_before }}"),
        *field("PAGE", run("1")),
        run("{{ label.page_between }}"),
        *field("NUMPAGES", run("1")),
        run("{{ label.page_after }}"),
    )


def fill(area, block: Element) -> None:
    area.is_linked_to_previous = False
    replace(area._element, [block])


def set_body(document: Document) -> None:
    """Masthead, then the chapters; an editor may move them, or write a heading of his own for a label."""
    lines = [
        paragraph("MastheadTitle", run("{{ title }}")),
        paragraph("MastheadLine", run("{{ issue }}　{{ period }}"), tab(), run("{{ desk }}")),
        paragraph("TOCHeading", run("{{ label.contents }}")),
        block("contents"),
        heading(1, "highlights"),
        block("highlights"),
        heading(1, "figures"),
        block("figures"),
        block("charts"),
        block("themes"),
        heading(1, "records"),
        block("records"),
        heading(1, "sources"),
        block("sources"),
        heading(1, "method"),
        block("method"),
        heading(2, "problems"),
        block("problems"),
    ]
    replace(document.element.body, [*lines, document.element.body[-1]])


def heading(level: int, label: str) -> Element:
    return paragraph(f"Heading{level}", run(f"{{{{ label.{label} }}}}"))


def block(name: str) -> Element:
    return paragraph("Normal", run(f"{{{{ {name} }}}}"))


def make_template() -> bytes:
    document = docx.Document()
    set_parts(document)
    set_page(document)
    set_body(document)
    core = document.core_properties
    core.title, core.comments, core.keywords = "weekly", "", ""
    core.author = core.last_modified_by = "briefing"
    core.language, core.revision = "zh-CN", 1
    saved = io.BytesIO()
    document.save(saved)
    return freeze_zip(saved.getvalue(), when=WHEN)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(make_template())
    print(TARGET)
