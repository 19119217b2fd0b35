"""What the Word templates have in common: properties in the order of the schema, styles, settings, fonts, sections.

A look (`look_weekly`, `look_official`) says what is its own; `make_template` puts both together.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.section import Section

from briefing.write.frozen import freeze_zip
from briefing.write.word.elements import Element, cell, make, paragraph, row, run, table
from briefing.write.word.label_table import FIELD, find_rows

WHEN = datetime(2026, 1, 1)

# The accent of a look is its theme's first accent: changing the theme's colours in Word changes text and charts alike.
BLUE, RED = "1F4E79", "C00000"
GREY = "595959"
HAIR = "D0D5DB"
# By their Latin names: Windows and Office for macOS know the fonts by both names in any language, and LibreOffice's
# table of replacements has the Latin ones only (under the Chinese names it took a sans-serif for 宋体).
CHINESE_NAMES = {
    "SimSun": "宋体",
    "SimHei": "黑体",
    "FangSong": "仿宋",
    "KaiTi": "楷体",
    "Microsoft YaHei": "微软雅黑",
}
SIDES = ("left", "right")
SWISS = frozenset({"SimHei", "Microsoft YaHei"})
# What a Chinese line may not begin with: Word's own list, and `[`.
NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠["

Laid, Written = list[Element], list[Element]


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    accent: str
    tint: str
    """Behind the header row of tables."""
    body: tuple[str, str]
    """Latin and Chinese font of running text."""
    labels: tuple[str, str]
    """Of charts."""
    indent: int
    """Two characters of running text, in twentieths of a point."""
    paragraphs: Mapping[str, tuple[Laid, Written]]
    characters: Mapping[str, Written]
    numbering: tuple[Element, ...]
    is_two_sided: bool = False


# ---------------------------------------------------------------- properties, in the order of the schema


def letters(pair: tuple[str, str], size: float, *, colour: str | None = None, bold: bool = False) -> Written:
    weight = [make("b"), make("bCs")] if bold else []
    shade = [make("color", val=colour, **theme_colour(colour))] if colour else []
    return [fonts(pair), *weight, *shade, make("sz", val=round(size * 2)), make("szCs", val=round(size * 2))]


def fonts(pair: tuple[str, str]) -> Element:
    """Both scripts by name: no theme font is left to win."""
    return make("rFonts", ascii=pair[0], hAnsi=pair[0], eastAsia=pair[1], cs=pair[0])


def theme_colour(colour: str) -> dict[str, str]:
    return {"themeColor": "accent1"} if colour in (BLUE, RED) else {}


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


def right_tab(edge: int) -> Element:
    """At the right edge of the text, `edge` twentieths of a point from the left one."""
    return make("tabs", make("tab", val="right", pos=edge))


def aligned(side: str) -> Element:
    return make("jc", val=side)


def two_characters(points: float) -> Element:
    """The first line's indent: by characters for Word, in points for programs that do not count them."""
    return make("ind", firstLineChars=200, firstLine=round(points * 40))


def shaded(tint: str) -> Element:
    return make("shd", val="clear", color="auto", fill=tint)


# ---------------------------------------------------------------- styles

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


def styles(look: Look) -> Iterable[Element]:
    yield defaults(look)
    yield from default_styles(look)
    yield table_style(look)
    for name, (laid, written) in look.paragraphs.items():
        yield style("paragraph", name, "Normal", make("pPr", *laid), make("rPr", *written))
    note = (make("pPr", spacing(16, 0, 6)), make("rPr", *letters(look.body, 10)))
    yield style("paragraph", "Editor Note", "Normal", *note)
    # Ends the section of the contents; as low as a line can be.
    yield style("paragraph", "Section Mark", "Normal", make("pPr", spacing(1)), make("rPr", *letters(look.body, 1)))
    for name, written in look.characters.items():
        yield style("character", name, "DefaultParagraphFont", make("rPr", *written))


def language() -> Element:
    return make("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")


def defaults(look: Look) -> Element:
    sizes = (make("sz", val=21), make("szCs", val=21))
    written = make("rPr", fonts(look.body), make("kern", val=2), *sizes, language())
    return make("docDefaults", make("rPrDefault", written), make("pPrDefault"))


def default_styles(look: Look) -> Iterable[Element]:
    """What every other style is based on. Kinsoku: no line begins with a comma or a full stop."""
    laid = make("pPr", make("widowControl"), make("kinsoku"), make("overflowPunct"), spacing(18), aligned("both"))
    written = make("rPr", fonts(look.body), make("sz", val=21), make("szCs", val=21), language())
    margins = [make(side, w=width, type="dxa") for side, width in margin(0, 108)]
    plain = make("tblPr", make("tblInd", w=0, type="dxa"), make("tblCellMar", *margins))
    hidden = (make("uiPriority", val=99), make("semiHidden"))
    for kind, identity, name, properties in (
        ("paragraph", "Normal", "Normal", (make("qFormat"), laid, written)),
        ("character", "DefaultParagraphFont", "Default Paragraph Font", hidden),
        ("table", "TableNormal", "Normal Table", (*copy.deepcopy(hidden), plain)),
    ):
        yield make("style", make("name", val=name), *properties, type=kind, default=1, styleId=identity)


def margin(upright: int, sideways: int) -> Iterable[tuple[str, int]]:
    return (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways))


def table_style(look: Look) -> Element:
    """Rules above and below in the accent colour, hairlines between the rows, a tinted header."""
    accent = look.accent
    edges = make("tblBorders", edge("top", accent, 8), edge("bottom", accent, 8), edge("insideH", HAIR, 4))
    margins = [make(side, w=width, type="dxa") for side, width in margin(45, 70)]
    header = make("tcPr", make("tcBorders", edge("bottom", accent, 4)), shaded(look.tint), make("vAlign", val="center"))
    return style(
        "table",
        "Briefing Table",
        "TableNormal",
        make("tblPr", edges, make("tblCellMar", *margins)),
        make("tcPr", make("vAlign", val="center")),
        make("tblStylePr", header, type="firstRow"),
    )


# ---------------------------------------------------------------- the other parts


def settings(look: Look) -> Iterable[Element]:
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
    yield make("defaultTabStop", val=look.indent)
    if look.is_two_sided:
        yield make("evenAndOddHeaders")
    yield make("characterSpacingControl", val="compressPunctuation")
    # `[` as well: the number of a source stays on the line of its sentence.
    yield make("noLineBreaksBefore", lang="zh-CN", val=NOT_FIRST)
    yield make("compat", *map(make, flags), mode)
    yield make("themeFontLang", val="en-US", eastAsia="zh-CN")
    yield make("clrSchemeMapping", **scheme)
    yield make("decimalSymbol", val=".")
    yield make("listSeparator", val=",")


def font_table() -> bytes:
    """What a program that lacks a font needs to find another: its other name, its script, its family."""
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name in SWISS else "roman"}"/></w:font>'
        for name, other in CHINESE_NAMES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{named}</w:fonts>".encode()


# Who made it, and none of the counts that only Word keeps.
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefing</Application></Properties>"
)


def theme(xml: str, look: Look) -> str:
    """One accent colour, and the fonts of the charts."""
    accent = f'<a:accent1><a:srgbClr val="{look.accent}"/></a:accent1>'
    xml = re.sub(r"<a:accent1>.*?</a:accent1>", accent, xml, flags=re.DOTALL)
    named = f'<a:latin typeface="{look.labels[0]}"/><a:ea typeface="{look.labels[1]}"/><a:cs typeface=""/>'
    return re.sub(r"<a:(major|minor)Font>.*?</a:\1Font>", rf"<a:\1Font>{named}</a:\1Font>", xml, flags=re.DOTALL)


def set_parts(document: Document, look: Look) -> None:
    """Our styles, numbering, settings, fonts and theme; what else the start document brings goes."""
    replace(document.styles.element, styles(look))
    replace(document.part.numbering_part.element, look.numbering)
    replace(document.settings.element, settings(look))
    for identity, relation in list(document.part.rels.items()):
        kind, part = relation.reltype.rsplit("/", 1)[1], relation.target_part
        if kind == "fontTable":
            part._blob = font_table()
        elif kind == "theme":
            part._blob = theme(part.blob.decode(), look).encode()
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


# ---------------------------------------------------------------- sections and paragraphs


def fill(area, block: Element) -> None:
    """A header or footer of one paragraph."""
    area.is_linked_to_previous = False
    replace(area._element, [block])


def drop_grid(section: Section) -> None:
    """No grid of characters: the styles say how far lines stand apart."""
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def heading(level: int, label: str) -> Element:
    return paragraph(f"Heading{level}", run(f"{{{{ label.{label} }}}}"))


def block(name: str) -> Element:
    return paragraph("Normal", run(f"{{{{ {name} }}}}"))


def make_chapters() -> list[Element]:
    """The chapters in the order in which both looks print them; an editor changes it in the copy."""
    return [
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


NOTES = (
    "标签：本页之后的表格列出程序印出的全部标签与固定用语，不会印入简报。修改“zh”一列（英文版为“en”一列）的文字即可，"
    "第一列和花括号中的名称请保留；删去的行按默认文字印出。",
    "Labels: the table below holds the words that the program prints; it is taken out of the issue. Change the words "
    "of a column, keep the first column and the names in braces; a row that is deleted prints its default.",
)


def make_label_table(width: int) -> list[Element]:
    """Behind the last page: what an editor changes to change a label inside a chapter."""
    first, *rest = NOTES
    notes = [paragraph("EditorNote", run(first), properties=[make("pageBreakBefore")])]
    notes += [paragraph("EditorNote", run(note)) for note in rest]
    widths = (width * 24 // 100, width * 34 // 100, width * 42 // 100)
    heads = row(*_cells("TableHeading", widths, (FIELD, "zh", "en")), is_header=True)
    rows = [row(*_cells("TableText", widths, label)) for label in find_rows()]
    return [*notes, table("BriefingTable", widths, [heads, *rows], title="labels"), paragraph("EditorNote")]


def _cells(style: str, widths: Iterable[int], words: Iterable[str]) -> Iterable[Element]:
    return (cell(width, paragraph(style, run(word))) for width, word in zip(widths, words, strict=True))


def set_body(document: Document, masthead: list[Element], chapters: list[Element]) -> None:
    """The masthead and the heading of the contents, the contents in two columns, the chapters, the labels."""
    last = document.element.body[-1]
    first, columns, rest = copy.deepcopy(last), _continued(last), _continued(last)
    for old in columns.findall(qn("w:cols")):
        columns.replace(old, make("cols", num=2, space=480))
    masthead[-1].get_or_add_pPr().append(first)
    end = paragraph("SectionMark", properties=[columns])
    margins = sum(int(last.find(qn("w:pgMar")).get(qn(f"w:{side}"))) for side in SIDES)
    labels = make_label_table(int(last.find(qn("w:pgSz")).get(qn("w:w"))) - margins)
    replace(document.element.body, [*masthead, block("contents"), end, *chapters, *labels, rest])


def _continued(section: Element) -> Element:
    """A section that goes on upon the same page, with the headers and footers of the one before."""
    made = copy.deepcopy(section)
    for tag in ("headerReference", "footerReference", "type", "titlePg"):
        for child in made.findall(qn(f"w:{tag}")):
            made.remove(child)
    made.insert(0, make("type", val="continuous"))
    return made


def save(document: Document, name: str) -> bytes:
    core = document.core_properties
    core.title, core.comments, core.keywords = name, "", ""
    core.author = core.last_modified_by = "briefing"
    core.language, core.revision = "zh-CN", 1
    saved = io.BytesIO()
    document.save(saved)
    return freeze_zip(saved.getvalue(), when=WHEN)


def start(look: Look) -> Document:
    document = docx.Document()
    set_parts(document, look)
    return document
