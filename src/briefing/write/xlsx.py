"""The Excel appendix: every sheet a real table, every value of its type, every record with its evidence.

`make_xlsx` writes it, `read_evidence` reads back what `verify` has to prove. The sheets' plan stands in
`data/labels_xlsx.toml`, their rows are made by `xlsx_records`, `xlsx_lists` and `xlsx_method`.

A table needs a row under its header: a sheet without records has one empty row.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from ..types import Briefing
from .frozen import freeze_zip
from .labels import Labels, read_labels
from .xlsx_cells import Styles, clean_text, line_count, make_font, place_cells, text_width
from .xlsx_charts import add_charts, chart_columns
from .xlsx_desk import make_desk
from .xlsx_layout import LABELS, Column, Plan, Sheet, read_plans
from .xlsx_lists import FIRST_ROW, choice_ranges, fill_sheets
from .xlsx_method import Cut, fit_sheet, method_rows
from .xlsx_original import add_originals
from .xlsx_read import read_evidence

__all__ = ["make_xlsx", "read_evidence"]

# Points. Excel fits the height of wrapped rows by itself, LibreOffice does not; a height without Excel's mark
# "set by hand" serves both, and the row still grows with what is typed into it.
LINE_HEIGHT = 15
HEADER_HEIGHT = 30
MOST_LINES = 5  # of a row's height, so that rows can be scanned; the text is all there, whatever is seen of it
FILTER_BUTTON = 3  # characters of a header's width that the button takes
A3, A4 = 8, 9  # Excel's numbers of paper sizes
WIDE = 12  # columns; more of them are not readable on A4
LOW_CONFIDENCE = 0.6
GREEN, AMBER, RED, GREY = "FFD9EAD3", "FFFCE8B2", "FFF4CCCC", "FFE3E7EB"
REVIEW_COLOURS = {"confirmed": GREEN, "changed": AMBER, "rejected": RED}


def make_xlsx(briefing: Briefing) -> bytes:
    """The workbook of an issue. The same bytes for the same briefing."""
    labels = read_labels(LABELS, lang=briefing.lang)
    sheets = plan_sheets(briefing, labels)
    choices = choice_ranges(sheets["dictionary"].rows, labels)
    book = _new_book(briefing)
    for plan in read_plans(briefing.lang):
        _write_sheet(book, sheets[plan.key], choices, labels)
    chart_range = add_charts(book[sheets["overview"].plan.title], sheets, labels)
    _print_charts(book[sheets["overview"].plan.title], chart_range)
    add_originals(book, briefing, sheets)
    written = io.BytesIO()
    book.save(written)
    return freeze_zip(written.getvalue(), when=issue_moment(briefing))


def _print_charts(page: Any, where: str | None) -> None:
    """概览 prints with the charts beside its table."""
    if where is not None:
        page.print_area = where
        page.page_setup.paperSize = A3


def plan_sheets(briefing: Briefing, labels: Labels) -> dict[str, Sheet]:
    """All rows of all sheets, short enough for their cells; 说明 says what was cut."""
    desk = make_desk(briefing, labels)
    sheets, cuts = {}, []
    for key, sheet in fill_sheets(briefing, desk).items():
        sheets[key], cut = fit_sheet(sheet, labels)
        cuts += cut
    readme = read_plans(briefing.lang)[0]
    sheets[readme.key] = _readme(readme, briefing, desk, cuts, labels)
    return sheets


def _readme(plan: Plan, briefing: Briefing, desk: Any, cuts: list[Cut], labels: Labels) -> Sheet:
    return fit_sheet(Sheet(plan, method_rows(briefing, desk, cuts)), labels)[0]


def issue_moment(briefing: Briefing) -> datetime:
    """The moment that stands in the file's properties: what the issue is about, not when it was written."""
    day = briefing.period.last or briefing.period.first
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1980, 1, 1, tzinfo=UTC)


def _new_book(briefing: Briefing) -> Workbook:
    book: Any = Workbook(write_only=True)
    book._fonts = IndexedList([make_font()])  # the first font is the one that Excel measures widths in
    book._named_styles["Normal"].font = make_font()
    properties = book.properties
    properties.title = clean_text(f"{briefing.title} {briefing.issue}")
    properties.creator = properties.lastModifiedBy = briefing.desk
    properties.language = "en" if briefing.lang == "en" else "zh-CN"
    properties.created = issue_moment(briefing).replace(tzinfo=None)
    return book


# ---------------------------------------------------------------- one sheet


def _write_sheet(book: Workbook, sheet: Sheet, choices: Mapping[str, tuple[int, int]], labels: Labels) -> None:
    """Everything about a sheet; in write-only mode what stands before the rows must be set before them."""
    plan, rows = sheet.plan, sheet.rows
    page: Any = book.create_sheet(plan.title)
    page._values_to_row = place_cells
    last_row = max(FIRST_ROW, len(rows) + 1)
    _set_up_page(page, plan, last_row)
    styles = Styles(page)
    page.append([styles.header(column) for column in plan.columns])
    for number, row in enumerate(rows or ({},), FIRST_ROW):
        values = [row.get(column.key) for column in plan.columns]
        lines = max(map(line_count, plan.columns, values))
        if lines > 1:
            page.row_dimensions[number] = {"ht": str(min(lines, MOST_LINES) * LINE_HEIGHT)}
        page.append(styles.row(plan.columns, values))
    page.tables.add(_make_table(plan, last_row))
    for position, column in enumerate(plan.columns, 1):
        where = f"{get_column_letter(position)}{FIRST_ROW}:{get_column_letter(position)}{last_row}"
        if column.choice and column.choice in choices:
            page.data_validations.append(_drop_down(where, choices[column.choice], labels))
        _colour(page, where, column, labels)


def _set_up_page(page: Any, plan: Plan, last_row: int) -> None:
    for position, column in enumerate(plan.columns, 1):
        page.column_dimensions[get_column_letter(position)].width = max(column.width, header_width(column))
    for letter, width in chart_columns(plan).items() if plan.key == "overview" else ():
        page.column_dimensions[letter].width = width
    page.row_dimensions[1].height = HEADER_HEIGHT
    page.freeze_panes = f"{get_column_letter(plan.frozen + 1)}{FIRST_ROW}"
    page.sheet_view.showGridLines = False
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A3 if plan.printed > WIDE else A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, header=0.3, footer=0.3)
    page.oddFooter.center.text = "&A  &P / &N"
    page.print_title_rows = "1:1"
    page.print_area = f"A1:{get_column_letter(plan.printed)}{last_row}"


def header_width(column: Column) -> int:
    """Width that a header needs: Chinese characters count twice, and the filter's button takes its place."""
    return -(-text_width(column.header) // column.header_lines) + FILTER_BUTTON


def _make_table(plan: Plan, last_row: int) -> Table:
    table: Any = Table(
        displayName=plan.table,
        name=plan.table,
        ref=f"A1:{get_column_letter(len(plan.columns))}{last_row}",
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
    )
    table._initialise_columns()
    for made, column in zip(table.tableColumns, plan.columns, strict=True):
        made.name = column.header
    return table


def _drop_down(where: str, rows: tuple[int, int], labels: Labels) -> DataValidation:
    dictionary = next(plan for plan in read_plans(labels.lang) if plan.key == "dictionary")
    letter = get_column_letter([column.key for column in dictionary.columns].index("value") + 1)
    return DataValidation(
        type="list",
        formula1=f"'{dictionary.title}'!${letter}${rows[0]}:${letter}${rows[1]}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=dictionary.title,
        error=labels["text.not_allowed"],
        sqref=where,
    )


def _colour(page: Any, where: str, column: Column, labels: Labels) -> None:
    """Colours that answer to what an analyst does: the review, what is unsure, what is not counted."""
    if column.key == "review":
        for state, colour in REVIEW_COLOURS.items():
            _colour_equal(page, where, labels[f"review.{state}"], colour)
    if column.key == "status":
        for state in ("background", "repeated"):
            _colour_equal(page, where, labels[f"status.{state}"], GREY)
    if column.key == "confidence":
        unsure = CellIsRule(operator="between", formula=["0.001", str(LOW_CONFIDENCE - 0.001)], fill=_fill(AMBER))
        page.conditional_formatting.add(where, unsure)


def _colour_equal(page: Any, where: str, word: str, colour: str) -> None:
    page.conditional_formatting.add(where, CellIsRule(operator="equal", formula=[f'"{word}"'], fill=_fill(colour)))


def _fill(colour: str) -> PatternFill:
    return PatternFill(bgColor=colour, fill_type="solid")
