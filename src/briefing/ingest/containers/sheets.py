"""Tables of articles in sheets: xlsx, the XML workbooks of Excel 2003, and tables of web pages, which many news
databases export under the name .xls. One article a row.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from ..bounds import MAX_CELLS
from ..contents import Contents, Unreadable
from ..zips import open_archive, unpack
from .rows import Row, is_header, make_contents, map_columns, name_fields
from .tables import MAX_HEADER_ROW

MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
"""Of a sheet: some programs mark all 16,384 as used."""
MAX_LINKED_BYTES = 50 * 1024 * 1024
"""Of a sheet whose links are read: they stand behind its last row."""
LINK = "url"
"""The column of addresses that stand behind the titles and in no column."""

Sheet = tuple[str, list[str], list[Row]]
"""Its name, its columns, its rows below them."""


def read_xlsx(content: bytes, zone: tzinfo) -> Contents:
    """Every sheet of a workbook that has a header row with known columns."""
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that a reader of values does not need
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            found = [_cut_sheet(sheet.title, _cells(sheet), _Links(content, sheet)) for sheet in book.worksheets]
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on damaged files
        raise Unreadable(f"is a workbook that cannot be read ({type(error).__name__}); save it anew") from None
    return _contents("xlsx", "workbook", [sheet for sheet in found if sheet], zone)


def _cells(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what the file claims as its extent would be filled up with empty cells
    yield from sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)


def _contents(form: str, kind: str, sheets: Sequence[Sheet], zone: tzinfo) -> Contents:
    if not sheets:
        raise Unreadable("has no sheet with a column text (or content, 正文, 内容) beside others; name the columns")
    several = len(sheets) > 1
    rows = [row._replace(label=f"{name}!{row.label}") if several else row for name, _, found in sheets for row in found]
    named = "; ".join(f"{name}: {name_fields(columns)}" for name, columns, _ in sheets)
    return make_contents(form, f"{kind}: columns named in {named}", rows, zone)


class _Links:
    """The addresses behind the cells of a sheet, read only where no column states them."""

    def __init__(self, content: bytes, sheet: Any) -> None:
        self._content, self._part = content, str(getattr(sheet, "_worksheet_path", ""))

    def read(self) -> Mapping[str, str]:
        """The number of a row -> the first address in it."""
        archive = open_archive(self._content)
        if self._part not in archive.NameToInfo or archive.getinfo(self._part).file_size > MAX_LINKED_BYTES:
            return {}
        folder, _, name = self._part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        targets = dict(_targets(archive, rels)) if rels in archive.NameToInfo else {}
        if not targets:
            return {}
        found: dict[str, str] = {}
        for match in _HYPERLINK.finditer(unpack(archive, archive.getinfo(self._part))):
            row, link = _REF.search(match[0]), _LINK_ID.search(match[0])
            if row and link and link[1] in targets:
                found.setdefault(row[1].decode(), targets[link[1]])
        return found


_HYPERLINK = re.compile(rb"<(?:\w{1,9}:)?hyperlink\s[^>]{0,3000}>")
_REF = re.compile(rb"\bref=\"[A-Z]{1,3}(\d{1,7})")
_LINK_ID = re.compile(rb"\b\w{1,9}:id=\"([^\"]{1,100})\"")


def _targets(archive: zipfile.ZipFile, rels: str) -> Iterator[tuple[bytes, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in etree.fromstring(unpack(archive, archive.getinfo(rels)), parser):
        target = relation.get("Target") or ""
        if target.startswith(("http://", "https://")):
            yield (relation.get("Id") or "").encode(), target


def _cut_sheet(name: str, lines: Iterable[Sequence[Any]], links: _Links | None = None) -> Sheet | None:
    """The rows below the header; None for a sheet that has none."""
    columns: list[str] | None = None
    rows: list[Row] = []
    for number, cells in enumerate(lines, start=1):
        if columns is None:
            if is_header(cells):
                columns = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
            elif number >= MAX_HEADER_ROW:
                return None
        elif any(cell not in (None, "") for cell in cells):
            if len(rows) * len(columns) > MAX_CELLS:
                raise Unreadable(f"has more than {MAX_CELLS // 1_000_000} million cells or brackets; split it")
            rows.append(Row(str(number), dict(zip(columns, cells, strict=False))))
    if columns is None:
        return None
    if links and rows and "url" not in map_columns(tuple(columns)):
        addresses = links.read()
        rows = [row._replace(cells={**(row.cells or {}), LINK: addresses.get(row.label)}) for row in rows]
    return name, columns, rows


# ---------------------------------------------------------------- tables in mark-up


def read_xml_sheets(text: str, zone: tzinfo) -> Contents:
    """A workbook that Excel 2003 and many exports write as one XML file (SpreadsheetML)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), parser)
    tables = root.iter("{*}Worksheet") if root is not None else ()
    found = [_cut_sheet(_attribute(table, "Name") or "?", _xml_rows(table)) for table in tables]
    return _contents("xlsx", "XML workbook", [sheet for sheet in found if sheet], zone)


def _attribute(element: Any, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _xml_rows(table: Any) -> Iterator[list[str]]:
    """Cells that are empty are left out, and the next one states its number."""
    for row in table.iter("{*}Row"):
        cells: list[str] = []
        for cell in row.iter("{*}Cell"):
            at = _attribute(cell, "Index") or ""
            if at.isdecimal() and len(cells) < int(at) <= MAX_COLUMNS:
                cells += [""] * (int(at) - 1 - len(cells))
            cells.append("\n".join("".join(data.itertext()) for data in cell.iter("{*}Data")))
        yield cells[:MAX_COLUMNS]


_ROW = re.compile(r"<tr\b", re.IGNORECASE)


def find_page_table(text: str, zone: tzinfo) -> Contents | None:
    """The articles of a web page that is a table with a header that names a text; None for any other page."""
    if not _ROW.search(text):
        return None
    from ..markup import parse_page

    tables = ((str(n), table) for n, table in enumerate(parse_page(text).iter("table"), start=1))
    found = [sheet for name, table in tables if (sheet := _cut_sheet(f"table {name}", _page_rows(table)))]
    named = [sheet for sheet in found if {"text", "summary"} & map_columns(tuple(sheet[1])).keys() and sheet[2]]
    return _contents("xlsx", "web page that is a table", named, zone) if named else None


def _page_rows(table: Any) -> Iterator[list[str]]:
    from ..markup import find_blocks

    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            yield ["\n".join(block.text for block in find_blocks(cell)) for cell in cells[:MAX_COLUMNS]]
