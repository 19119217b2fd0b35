"""The workbook inside a chart: the smallest one that Excel opens, written by hand and always the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from ..frozen import EPOCH, freeze_zip
from .printable import printable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def write_book(categories: Sequence[str], series: Sequence[tuple[str, Sequence[Decimal | None]]]) -> bytes:
    """Categories in column A, a series in each further column, names in the first row."""
    rows = [_row(1, "", [name for name, _ in series])]
    for index, category in enumerate(categories):
        rows.append(_row(index + 2, category, [values[index] for _, values in series]))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        for name, xml in {**_FIXED, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, _HEAD + xml)
    return freeze_zip(book.getvalue(), when=datetime(*EPOCH))


def _row(number: int, first: str, rest: Sequence[str | Decimal | None]) -> str:
    cells = "".join(_cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate((first, *rest)))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: str | Decimal | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(printable(value))}</t></is></c>'
