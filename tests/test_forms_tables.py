"""Tables as databases, crawlers and office programs export them: headers found, dates read, links kept."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from briefing.ingest.containers.rows import map_columns, to_moment
from briefing.ingest.containers.sheets import find_page_table, read_xlsx, read_xml_sheets
from briefing.ingest.containers.tables import read_csv, read_json, read_jsonl
from briefing.ingest.contents import Contents
from briefing.ingest.recognise import recognise_text

ZONE = ZoneInfo("Asia/Shanghai")
BODY = "江岸新区的芯片企业完成两亿元融资。"


def facts(contents: Contents) -> list[tuple[Any, ...]]:
    return [(p.title, p.source, str(p.published), p.url, p.raw) for p in contents.passages]


def workbook(rows: list[tuple[Any, ...]], links: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cell, address in (links or {}).items():
        sheet[cell].hyperlink = address
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("标题 Title", "title"),
        ("发布时间（北京）", "published"),
        ("正文(全文)", "text"),
        ("pubDate", "published"),
        ("web_url", "url"),
        ("媒体名称", "source"),
        ("刊登日期", "published"),
        ("公众号名称", "source"),
        ("maintext", "text"),
        ("摘要", "summary"),
        ("發佈時間", "published"),
        ("媒体类型", None),
        ("media type", None),
        ("情感倾向", None),
        ("转发数", None),
    ],
)
def test_columns_of_exports(column: str, field: str | None) -> None:
    assert list(map_columns((column,))) == ([field] if field else [])


ROWS = [("标题", "来源", "发布时间", "链接", "正文"), ("题一", "新区日报", "2025-07-18", "https://x.example/1", BODY)]
FACTS = [("题一", "新区日报", "2025-07-18", "https://x.example/1", BODY)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("above", ["", "一周新闻导出\n\n", "sep={}\n"])
def test_a_header_below_a_title_with_any_delimiter(delimiter: str, above: str) -> None:
    text = above.format(delimiter) + "\r\n".join(delimiter.join(row) for row in ROWS)
    assert recognise_text(text, "a.csv")[0] == "csv"
    contents = read_csv(text, ZONE)
    assert facts(contents) == FACTS
    assert "标题 = title" in contents.why


def test_a_table_in_markdown() -> None:
    text = "\n".join(f"| {' | '.join(row)} |" for row in (ROWS[0], ("---",) * 5, ROWS[1]))
    assert recognise_text(text, "a.md")[0] == "csv"
    assert facts(read_csv(text, ZONE)) == FACTS


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.jsonl"])
def test_prose_is_no_table_whatever_its_name(name: str) -> None:
    text = f"江岸新区一周要闻\n\n{BODY}企业称，资金将用于研发，并计划明年扩产，届时产能翻番。\n\n{BODY}\n"
    assert recognise_text(text, name)[0] == "text"


@pytest.mark.parametrize("name", ["a.csv", "a", "a.txt"])
def test_json_lines_are_told_by_their_content(name: str) -> None:
    text = "\n".join(json.dumps({"title": f"题{n}", "text": BODY}, ensure_ascii=False) for n in range(3))
    assert recognise_text(text, name)[0] == "jsonl"


@pytest.mark.parametrize(
    "row",
    [
        {"_id": "7", "_source": {"title": "题", "content": BODY, "source": {"name": "新区日报"}}},
        {"id": "7", "article": {"headline": "题", "body": BODY, "publisher": "新区日报"}},
        {"id": "7", "data": {"item": {"title": "题", "content": f"<p>{BODY}</p>", "mediaName": "新区日报"}}},
        {"id": "7", "title": "题", "text": BODY, "source": {"name": "新区日报", "url": "https://x.example"}},
        {
            "id": "7",
            "title": "题",
            "author": {"name": "周一", "id": "9"},
            "body": [{"text": BODY}],
            "source": "新区日报",
        },
    ],
)
def test_articles_inside_objects(row: dict[str, Any]) -> None:
    for contents in (read_jsonl(json.dumps(row), ZONE), read_json(json.dumps([row]), ZONE)):
        (passage,) = contents.passages
        assert (passage.doc, passage.title, passage.source, passage.raw) == ("7", "题", "新区日报", BODY)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (45856, date(2025, 7, 18)),
        (45856.4305555556, datetime(2025, 7, 18, 10, 20, tzinfo=ZONE)),
        ("45856.4305555556", datetime(2025, 7, 18, 10, 20, tzinfo=ZONE)),
        ("20250718102000", datetime(2025, 7, 18, 10, 20, tzinfo=ZONE)),
        ("1752805200.0", datetime(2025, 7, 18, 10, 20, tzinfo=ZONE)),
        (120, None),
        ("3.5", None),
    ],
)
def test_dates_as_excel_and_crawlers_leave_them(written: Any, moment: Any) -> None:
    assert to_moment(written, ZONE) == moment


def test_links_behind_titles_are_the_addresses() -> None:
    rows = [("新闻周报",), ("标题", "正文"), ("题一", BODY), ("题二", BODY), ("题三", BODY)]
    links = {"A3": "https://x.example/1?a=1&b=2", "A5": "https://x.example/3"}
    found = read_xlsx(workbook(rows, links), ZONE)
    assert [p.url for p in found.passages] == ["https://x.example/1?a=1&b=2", None, "https://x.example/3"]


def test_cells_with_line_breaks_and_markup() -> None:
    rows = [("标题", "正文"), ("题一", f"{BODY}\n第二段。"), ("题二", f"<p>{BODY}</p><p>第二段。</p>")]
    assert [p.raw for p in read_xlsx(workbook(rows), ZONE).passages] == [f"{BODY}\n第二段。"] * 2


def test_a_workbook_written_as_xml() -> None:
    def cells(row: tuple[str, ...]) -> str:
        return "".join(f"<Cell><Data ss:Type='String'>{cell}</Data></Cell>" for cell in row)

    name = "urn:schemas-microsoft-com:office:spreadsheet"
    table = "".join(f"<Row>{cells(row)}</Row>" for row in ROWS)
    table += f"<Row><Cell><Data>题二</Data></Cell><Cell ss:Index='5'><Data>{BODY}</Data></Cell></Row>"
    text = f"<?xml version='1.0'?><Workbook xmlns='{name}' xmlns:ss='{name}'><Worksheet ss:Name='一'><Table>{table}"
    text += "</Table></Worksheet></Workbook>"
    assert recognise_text(text, "a.xls")[0] == "xml_sheets"
    assert facts(read_xml_sheets(text, ZONE)) == [*FACTS, ("题二", None, "None", None, BODY)]


def test_a_web_page_that_is_a_table_named_xls() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    contents = find_page_table(f"<html><body><table>{rows}</table></body></html>", ZONE)
    assert contents and facts(contents) == FACTS
    lists = rows.replace("正文", "点击量")
    assert find_page_table(f"<html><body><table>{lists}</table></body></html>", ZONE) is None
