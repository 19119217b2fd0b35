"""Native charts: stories by theme and money by kind of record, this week against last.

A chart is a part of its own that holds its numbers twice: cached in the chart, so that every program draws it,
and in a small embedded workbook, so that Word's "edit data" works. Colours and fonts are those of the
template's theme (`accent1`, the minor fonts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from ..labels import theme_name
from .chart_book import write_book
from .draft import Draft
from .elements import Element, run
from .printable import printable
from .wording import format_number, scale_of

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# One bar alone compares nothing.
FEWEST_BARS = 2
LEGEND = 0.9  # cm
# Of the width of a bar chart, for the names of its bars: left to themselves, programs leave out every other name where
# the names are long. A name of this many letters fills it; a Chinese character counts as two.
LONGEST_NAME, NAMES_SHARE = 26, 0.3
EMU_PER_TWIP = 635
EMU_PER_CM = 360_000
# The current week in the accent colour, the week before in grey, so that the eye goes to the current one.
_FILLS = (
    '<a:schemeClr val="accent1"/>',
    '<a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr>',
)


@dataclass(frozen=True, slots=True)
class Chart:
    key: str
    """`themes` or `money`: its labels in `[chart]` of labels_docx.toml."""
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    is_horizontal: bool
    height: int
    """In EMU."""


def charts(draft: Draft) -> list[Element]:
    return [block for chart in (_themes(draft), _money(draft)) if chart for block in _draw(draft, chart)]


def _themes(draft: Draft) -> Chart | None:
    """Stories, not articles: a press release that all outlets carry is one thing."""
    rows = [row for row in draft.briefing.themes if row.theme and (row.stories or row.previous_stories)]
    if len(rows) < FEWEST_BARS:
        return None
    names = tuple(theme_name(row.theme, draft.briefing.lang) for row in rows if row.theme)
    now = tuple(Decimal(row.stories) for row in rows)
    before = tuple(None if row.previous_stories is None else Decimal(row.previous_stories) for row in rows)
    # As low as the bars and their numbers allow: a tall chart leaves half a page empty before it.
    bar = 0.5 if all(value is None for value in before) else 0.58
    height = round((1.6 + bar * len(rows)) * EMU_PER_CM)
    return Chart("themes", names, _series(draft, now, before), True, height)


def _money(draft: Draft) -> Chart | None:
    """Amounts in yuan only: columns of different currencies cannot be compared."""
    found = {figure.key: figure for figure in draft.briefing.figures}
    kinds = [kind for kind in ("deal", "fund", "project") if f"money:{kind}:CNY" in found]
    amounts = [found[f"money:{kind}:CNY"] for kind in kinds]
    if not any(figure.value for figure in amounts):
        return None
    scale = scale_of(draft.labels)
    now = tuple(_rounded(figure.value / scale) for figure in amounts)
    before = tuple(None if figure.previous is None else _rounded(figure.previous / scale) for figure in amounts)
    names = tuple(draft.labels[f"figure.money_{kind}"] for kind in kinds)
    return Chart("money", names, _series(draft, now, before), False, round(5.0 * EMU_PER_CM))


def _rounded(value: Decimal) -> Decimal:
    """As it is written over its column; no exponent."""
    return Decimal(format_number(value).replace(",", ""))


def _series(draft: Draft, now: tuple, before: tuple) -> tuple[tuple[str, tuple[Decimal | None, ...]], ...]:
    """The week before only where anything is known of it."""
    this_week, last_week = (draft.labels["chart.this_week"], now), (draft.labels["chart.last_week"], before)
    return (this_week,) if all(value is None for value in before) else (this_week, last_week)


def _draw(draft: Draft, chart: Chart) -> list[Element]:
    draft.charts += 1
    part = _attach(draft, chart)
    figure = draft.paragraph("Figure", _inline(draft, chart, part), keep=True)
    caption = draft.labels[f"chart.{chart.key}_caption"].format(number=draft.charts)
    caption += draft.labels["chart.compared"] if len(chart.series) > 1 else ""
    return [figure, draft.paragraph("Caption", run(caption))]


def _attach(draft: Draft, chart: Chart) -> str:
    package = draft.part.package
    name = PackURI(f"/word/charts/chart{draft.charts}.xml")
    book = PackURI(f"/word/embeddings/chart{draft.charts}.xlsx")
    part = Part(name, _CHART_TYPE, b"", package)
    rid = part.relate_to(Part(book, _BOOK_TYPE, write_book(chart.categories, chart.series), package), f"{_R}/package")
    part._blob = _chart_xml(chart, rid).encode()
    return draft.part.relate_to(part, f"{_R}/chart")


def _inline(draft: Draft, chart: Chart, relation: str) -> Element:
    title, description = _attribute(draft.labels[f"chart.{chart.key}"]), _attribute(_describe(draft, chart))
    return parse_xml(
        f'<w:r xmlns:w="{_W}"><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{draft.width * EMU_PER_TWIP}" cy="{chart.height}"/>'
        f'<wp:docPr id="{draft.next_id()}" name="chart_{chart.key}" title="{title}" descr="{description}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _describe(draft: Draft, chart: Chart) -> str:
    """Alternative text: what kind of chart, and every number in it."""
    labels = draft.labels
    row = labels["chart.row" if len(chart.series) > 1 else "chart.row_alone"]
    rows = []
    for index, name in enumerate(chart.categories):
        value, *before = (_shown(values[index], labels["figure.unknown"]) for _, values in chart.series)
        rows.append(row.format(name=name, value=value, previous="".join(before)))
    return labels[f"chart.{chart.key}_alt"].format(rows=labels["story.semicolon"].join(rows) + labels["story.stop"])


def _shown(value: Decimal | None, unknown: str) -> str:
    return unknown if value is None else format_number(value)


def _attribute(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})


def _chart_xml(chart: Chart, book: str) -> str:
    bars = "".join(
        _series_xml(index, name, chart.categories, values) for index, (name, values) in enumerate(chart.series)
    )
    direction = "bar" if chart.is_horizontal else "col"
    # The first category of a bar chart stands at the bottom unless the axis is turned round.
    order, crosses = ("maxMin", "max") if chart.is_horizontal else ("minMax", "autoZero")
    places = ("l", "b") if chart.is_horizontal else ("b", "l")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_layout(chart)}'
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{bars}'
        '<c:gapWidth val="60"/><c:overlap val="0"/><c:axId val="1001"/><c:axId val="1002"/></c:barChart>'
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{places[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line("50000")}{_font(900)}<c:crossAx val="1002"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{places[1]}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="1001"/><c:crosses val="{crosses}"/></c:valAx></c:plotArea>'
        f"{_legend() if len(chart.series) > 1 else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{book}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(chart: Chart) -> str:
    """Where the bars stand, so that every name beside them has its line; columns take the room there is."""
    if not chart.is_horizontal:
        return "<c:layout/>"
    longest = max(sum(1 if letter.isascii() else 2 for letter in name) for name in chart.categories)
    x = NAMES_SHARE * min(longest, LONGEST_NAME) / LONGEST_NAME + 0.02
    below = LEGEND * EMU_PER_CM / chart.height if len(chart.series) > 1 else 0.0
    sizes = {"x": x, "y": 0.02, "w": 0.93 - x, "h": 0.96 - below}
    edges = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in sizes.items())
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{edges}</c:manualLayout></c:layout>"
    )


def _series_xml(index: int, name: str, categories: Sequence[str], values: Sequence[Decimal | None]) -> str:
    column, last = "BC"[index], len(categories) + 1
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>{_points((name,))}</c:strCache></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill>{_FILLS[index]}</a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{_format_code(values)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f"{_font(700)}"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{_points(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points(values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _legend() -> str:
    """Below: above, it would run into the label of the highest column."""
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_font(900)}</c:legend>'


def _format_code(values: Sequence[Decimal | None]) -> str:
    """Thousands apart, and as many decimals as the finest value has."""
    decimals = max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0)
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def _points(values: Sequence[str | Decimal | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value if isinstance(value, Decimal) else _attribute(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _line(light: str) -> str:
    shade = f'<a:schemeClr val="bg1"><a:lumMod val="{light}"/></a:schemeClr>'
    return f'<c:spPr><a:ln w="6350"><a:solidFill>{shade}</a:solidFill></a:ln></c:spPr>'


def _font(size: int) -> str:
    """The theme's minor fonts, in hundredths of a point."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:schemeClr val="tx1">'
        '<a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
