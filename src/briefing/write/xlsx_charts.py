"""The charts of 概览: native ones, which read their figures from the tables and follow them when they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter

from .labels import Labels
from .xlsx_cells import FONT, clean_text
from .xlsx_layout import Plan, Sheet

FIRST_ROW = 2
MOST_SPOKEN = 8  # bars of an alternative text
MOST_PLACES = 12
"""Regions have no end; the chart says that it shows some, and the table beside it has them all."""
COLOURS = ("1F4E79", "C98B2B", "6B8E6B")  # deals, funds, projects: told apart in grey too
LEAST_HEIGHT, BAR, FRAME = 9.0, 0.5, 3.0  # cm: of a chart, of one bar, of title, axis and legend
ROW = 0.53  # cm, of a row of one line
COLUMN_WIDTH, GAP = 10.0, 2.0  # characters of the columns under the charts, and of the one between two
COLUMNS_ACROSS = 8  # of a chart, the free one after it counted
TEXT_SIZE, TITLE_SIZE = 900, 1200  # hundredths of a point


class DescribedAnchor(TwoCellAnchor):
    """Where a chart stands, from cell to cell, and what it shows in words for those who do not see it.

    A size in centimetres would not do: how wide a column is depends on the reader's fonts, and charts would overlap.
    openpyxl makes a chart's frame while it saves and has no handle for the alternative text: it is put in when the
    frame is hung into its place.
    """

    tagname = TwoCellAnchor.tagname
    __elements__ = TwoCellAnchor.__elements__
    title, words = "", ""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "graphicFrame" and value is not None:
            frame = value.nvGraphicFramePr.cNvPr
            frame.name = frame.title = self.title
            frame.descr = self.words
        super().__setattr__(name, value)


class Block(NamedTuple):
    """The rows of a table that one chart shows, and the columns with its figures."""

    title: str
    sheet: Sheet
    first: int
    last: int
    labels: str
    figures: tuple[str, ...]


def add_charts(page: Any, sheets: Mapping[str, Sheet], labels: Labels) -> str | None:
    """Put the charts beside the table, two by two; the range to print, or None when there is nothing to show."""
    plan, pages = sheets["overview"].plan, {sheet.title: sheet for sheet in page.parent.worksheets}
    blocks = [block for block in _blocks(sheets, labels) if block is not None]
    if not blocks:
        return None
    begin, height = len(plan.columns) + 2, max(LEAST_HEIGHT, *((b.last - b.first + 1) * BAR + FRAME for b in blocks))
    rows_down = int(height / ROW) + 2
    for n, block in enumerate(blocks):
        chart: Any = _chart(block, pages[block.sheet.plan.title])
        across, down = n % 2, n // 2
        corner = begin + across * COLUMNS_ACROSS - 1, FIRST_ROW + down * rows_down - 1
        chart.anchor = _anchor(block, corner, rows_down - 1, labels)
        page.add_chart(chart)
    last_row = max(len(sheets["overview"].rows) + 1, FIRST_ROW + (len(blocks) + 1) // 2 * rows_down)
    return f"A1:{get_column_letter(begin + min(2, len(blocks)) * COLUMNS_ACROSS - 1)}{last_row}"


def _anchor(block: Block, corner: tuple[int, int], rows: int, labels: Labels) -> DescribedAnchor:
    """From the upper left cell, counted from 0, over as many rows; the last column stays free."""
    column, row = corner
    end = AnchorMarker(col=column + COLUMNS_ACROSS - 1, row=row + rows)
    anchor = DescribedAnchor(editAs="oneCell", _from=AnchorMarker(col=column, row=row), to=end)
    anchor.title, anchor.words = block.title, clean_text(describe(block, labels))
    return anchor


def describe(block: Block, labels: Labels) -> str:
    """The chart in one sentence: each bar with its figure, as long as a listener can follow."""
    shown = block.sheet.rows[block.first - FIRST_ROW : block.last - FIRST_ROW + 1]
    sums = [(row.get(block.labels), sum(row.get(key) or 0 for key in block.figures)) for row in shown]  # type: ignore[misc]
    bars = sorted((bar for bar in sums if bar[1]), key=lambda bar: -bar[1])
    figures = [labels["text.bar"].format(name=name, figure=f"{figure:,.0f}") for name, figure in bars[:MOST_SPOKEN]]
    words = labels["text.chart"].format(title=block.title, bars=labels["text.separator"].join(figures))
    more = len(bars) - len(figures)
    return words + (labels["text.more_bars"].format(count=more) if more else "")


def chart_columns(plan: Plan) -> Mapping[str, float]:
    """The columns from the table on, that lie under the charts and between them, and their widths."""
    begin = len(plan.columns) + 2
    under = range(begin, begin + 2 * COLUMNS_ACROSS)
    widths = {get_column_letter(n): GAP if (n - begin + 1) % COLUMNS_ACROSS == 0 else COLUMN_WIDTH for n in under}
    return {get_column_letter(begin - 1): GAP} | widths


def _blocks(sheets: Mapping[str, Sheet], labels: Labels) -> Sequence[Block | None]:
    themes, overview = sheets["themes"], sheets["overview"]
    counts, money = ("deal_count", "fund_count", "project_count"), ("deal_cny", "fund_cny", "project_cny")
    on_subject = len(themes.rows) - 1  # the last row is what is off the subject
    stories = Block(labels["chart.stories"], themes, FIRST_ROW, on_subject + 1, "theme", ("stories",))
    has_stories = any(row.get("stories") for row in themes.rows[:on_subject])
    return (
        stories if on_subject > 0 and has_stories else None,
        _block("chart.types", overview, "type", counts, labels),
        _block("chart.money", overview, "type", money, labels),
        _block("chart.places", overview, "place", counts, labels, most=MOST_PLACES),
    )


def _block(
    title: str, sheet: Sheet, dimension: str, figures: tuple[str, ...], labels: Labels, *, most: int | None = None
) -> Block | None:
    """The rows of one dimension, without what is not stated; None when none of them has such a figure."""
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows, FIRST_ROW)
        if row["dimension"] == labels[f"dimension.{dimension}"] and row["group"] != labels["text.not_stated"]
    ][:most]
    if not any(row.get(key) for _, row in rows for key in figures):
        return None
    return Block(labels[title], sheet, rows[0][0], rows[-1][0], "group", figures)


def _chart(block: Block, page: Any) -> BarChart:
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.title = block.title
    for key, colour in zip(block.figures, COLOURS, strict=False):
        column = _position(block.sheet.plan, key)
        chart.add_data(Reference(page, min_col=column, min_row=block.first, max_row=block.last), titles_from_data=False)
        series = chart.series[-1]
        series.tx = _header(page, column)
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
    names = _position(block.sheet.plan, block.labels)
    chart.set_categories(Reference(page, min_col=names, min_row=block.first, max_row=block.last))
    _dress(chart, has_legend=len(block.figures) > 1)
    return chart


def _position(plan: Plan, key: str) -> int:
    return [column.key for column in plan.columns].index(key) + 1


def _header(page: Any, column: int) -> Any:
    """A series is called as its column's header."""
    return SeriesLabel(strRef=StrRef(f=f"'{page.title}'!${get_column_letter(column)}$1"))


def _dress(chart: Any, *, has_legend: bool) -> None:
    """Words in the font of the sheet, the first row on top, hairlines behind the bars."""
    chart.roundedCorners = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1  # every bar is named, however long the names are
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl leaves it open, and Excel then hides them
    chart.x_axis.txPr = chart.y_axis.txPr = _text(TEXT_SIZE)
    chart.y_axis.number_format, chart.y_axis.crosses = "#,##0", "max"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties()
    chart.y_axis.majorGridlines.spPr.ln = _hairline()
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(TITLE_SIZE, bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(TITLE_SIZE, bold=True)
    if has_legend:
        chart.legend.position, chart.legend.txPr = "b", _text(TEXT_SIZE)
    else:
        chart.legend = None


def _hairline() -> Any:
    return LineProperties(solidFill="D9DEE4", w=6350)


def _text(size: int) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_letters(size)), endParaRPr=CharacterProperties())
    return RichText(p=[paragraph])


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    """One font for both scripts, never the theme's."""
    return CharacterProperties(sz=size, b=bold, latin=Font(typeface=FONT), ea=Font(typeface=FONT))
