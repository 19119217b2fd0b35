"""Values into cells: typed, in the style of their column, and text that stays text.

Text from outside never becomes a formula: a cell of text is written as an inline string whatever it begins
with, and a text that a person's later edit would turn into a formula carries Excel's own mark for "text"
(`quotePrefix`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from .xlsx_layout import Column, Link, PartialDate, Value

# One font for both scripts, on every cell: with a theme font, Excel takes the one of the reader's system
# (often a Japanese one). Word and Excel for Mac have it too; LibreOffice replaces it by a Chinese one.
FONT = "Microsoft YaHei"
GB2312 = 134  # Excel's number for the Chinese character set
SIZE = 10

FORMATS = {
    "text": "General",  # not "@": old Excel shows more than 255 characters in it as ####
    "link": "General",
    "day": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "year": "yyyy",
    "moment": "yyyy-mm-dd hh:mm",
    "million": "#,##0.00####",
    "sum": "#,##0.00",
    "number": "#,##0.######",
    "integer": "#,##0",
    "change": "+#,##0;-#,##0;0",
    "ratio": "0.00",
    "count": "#,##0",
}
WHOLE_NUMBER = "#,##0"  # of `number`: the optional decimals would leave a bare point behind a whole one
LEFT_KINDS = frozenset({"text", "link", "day", "month", "year", "moment", "count"})

# What begins a formula in Excel or LibreOffice, or would after a person's edit.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# XML 1.0 cannot hold these; each becomes U+FFFD, so that lengths and positions stay.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads `_x0041_` in a text as `A`; the first underscore is written as `_x005F_`.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

URL_LIMIT = 2079  # Excel repairs (drops) longer addresses
LINKS_A_SHEET = 65_530  # Excel's limit
_SAFE_IN_URL = "!#$%&'()*+,-./:;=?@_~"

INK = "FF1F2D3D"
HEADER_FILL = "FF1F4E79"
LINK_INK = "FF0B5CAD"
RULE_INK = "FFD9DEE4"


def clean_text(text: str) -> str:
    """The text as a cell can hold it: what XML cannot carry is replaced, one for one."""
    return _ILLEGAL.sub("\ufffd", text)


def escape_text(text: str) -> str:
    return _ESCAPE.sub("_x005F_", text)


def unescape_text(text: str) -> str:
    return text.replace("_x005F_", "_")


def web_address(target: str) -> str | None:
    """An address a cell may lead to; None: not http(s), too long, or not an address at all."""
    if not re.match(r"https?://", target, re.IGNORECASE) or re.search(r"[\s\x00-\x1f]", target):
        return None
    try:
        host = urlsplit(target).hostname
    except ValueError:
        return None
    address = quote(clean_text(target), safe=_SAFE_IN_URL)
    return address if host and host.isascii() and len(address) <= URL_LIMIT else None


class Styles:
    """The styles of one workbook, each made once and shared by all its cells."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.links = 0
        self._made: dict[tuple, Any] = {}

    def style(self, kind: str, wrap: bool = False, *, is_quoted: bool = False) -> Any:
        key = (kind, wrap, is_quoted)
        if key not in self._made:
            self._made[key] = self._make(kind, wrap, is_quoted)
        return self._made[key]

    def _make(self, kind: str, wrap: bool, is_quoted: bool) -> Any:
        cell: Any = WriteOnlyCell(self.sheet)
        cell.number_format = FORMATS.get(kind, kind)
        cell.alignment = _alignment(kind, wrap)
        cell.font = make_font(color=LINK_INK, underline="single") if kind == "link" else make_font()
        cell.border = Border(bottom=Side("hair", color=RULE_INK))
        cell.quotePrefix = is_quoted
        return cell._style

    def header(self, column: Column) -> Cell:
        cell = text_cell(self.sheet, column.header, None)
        cell.font = make_font(color="FFFFFFFF", bold=True)
        cell.fill = PatternFill("solid", fgColor=HEADER_FILL)
        across = "left" if column.kind in LEFT_KINDS else "center"
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
        return cell

    def row(self, columns: Iterable[Column], values: Iterable[Value]) -> list[Cell]:
        return [self.cell(column, value) for column, value in zip(columns, values, strict=True)]

    def cell(self, column: Column, value: Value) -> Cell:
        """One value in its column's style. An empty cell has the style too: what is typed into it later fits in."""
        if value is None or value == "":
            return self._typed(None, self.style(column.kind, column.wrap))
        if isinstance(value, Link):
            return self._link(column, value)
        if isinstance(value, str):
            return self._text(column, value)
        if isinstance(value, PartialDate):
            return self._typed(value.first, self.style(value.shown))
        return self._typed(value, self.style(_kind_of(column, value), column.wrap))

    def _text(self, column: Column, value: str, kind: str = "text") -> Cell:
        return text_cell(self.sheet, value, self.style(kind, column.wrap, is_quoted=value.startswith(FORMULA_STARTS)))

    def _typed(self, value: Any, style: Any) -> Cell:
        cell: Any = WriteOnlyCell(self.sheet)
        cell._style = style
        cell.value = value
        return cell

    def _link(self, column: Column, link: Link) -> Cell:
        inside = link.target[1:] if link.target.startswith("#") else None
        target = None if inside else web_address(link.target)
        if not (inside or target) or self.links >= LINKS_A_SHEET:
            return self._text(column, link.text)
        self.links += 1
        cell = self._text(column, link.text, "link")
        cell.hyperlink = Hyperlink(ref="A1", target=target, location=inside)
        return cell


def place_cells(cells: Iterable[Any], row: int) -> Iterator[Any]:
    """Cells in their places. openpyxl's own way tries each cell as a value first: a fifth of the time of a workbook."""
    for column, cell in enumerate(cells, 1):
        cell.row, cell.column = row, column
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate
        yield cell


def text_cell(sheet: Any, text: str, style: Any) -> Cell:
    """A cell of text: never a formula, never an error value, whatever the text is."""
    cell: Any = WriteOnlyCell(sheet)
    if style is not None:
        cell._style = style
    cell.value = escape_text(clean_text(text))
    cell.data_type = "s"
    return cell


def make_font(**changes: Any) -> Font:
    return Font(**{"name": FONT, "charset": GB2312, "family": 2, "sz": SIZE, "color": INK, **changes})


def _alignment(kind: str, wrap: bool) -> Alignment:
    """Numbers to the right, a little away from the text that begins in the next column; one that is too long for its
    column is shown smaller, not as ####.
    """
    if kind in LEFT_KINDS:
        return Alignment(horizontal="left", vertical="center", wrap_text=wrap or None)
    return Alignment(horizontal="right", vertical="center", indent=1, shrink_to_fit=True)


def line_count(column: Column, value: Value) -> int:
    """Lines that a wrapped text takes in its column."""
    if not column.wrap or not isinstance(value, str):
        return 1
    return sum(-(-text_width(line) // int(column.width - 1)) or 1 for line in value.split("\n"))


def text_width(text: str) -> int:
    """In Latin characters: a Chinese one takes two, as it does in GB 18030."""
    return len(text.encode("gb18030", "replace"))


def _kind_of(column: Column, value: Any) -> str:
    if column.kind == "moment" and type(value) is date:
        return "day"
    if column.kind == "number" and isinstance(value, Decimal) and value == value.to_integral_value():
        return WHOLE_NUMBER
    return column.kind if column.kind != "text" else "count"
