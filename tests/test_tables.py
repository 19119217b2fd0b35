"""Tables of articles: columns mapped by name, and a bad row costs no other row."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.containers.rows import map_columns, to_moment
from briefing.ingest.containers.sheets import read_xlsx
from briefing.ingest.containers.tables import find_delimiter, read_csv, read_json, read_jsonl
from briefing.ingest.contents import Contents, Unreadable

ZONE = ZoneInfo("Asia/Shanghai")
BODY = "江岸新区的芯片企业完成两亿元融资。"


def lines(*rows: Any) -> str:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)


def texts(contents: Contents) -> list[str]:
    return [passage.raw for passage in contents.passages]


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize(
    "columns",
    [
        ("id", "title", "source", "published", "url", "text"),
        ("编号", "标题", "来源", "发布时间", "链接", "正文"),
        ("編號", "標題", "來源", "發布時間", "鏈接", "正文"),
        ("Article ID", "Headline", "Publisher", "publishedAt", "Link", "Content"),
        ("文章ID", "新闻标题", "媒体名称", "发布日期", "原文链接", "新闻内容"),
    ],
)
def test_the_same_fields_under_many_names(columns: tuple[str, ...]) -> None:
    assert set(map_columns(columns)) == {"id", "title", "source", "published", "url", "text"}


def test_columns_that_mean_nothing_are_passed_over() -> None:
    assert map_columns(("likes", "备注", "section")) == {}
    assert find_delimiter("今天天气很好,我们出门去了") is None
    assert find_delimiter("title,likes") is None


# ---------------------------------------------------------------- csv


def test_csv_with_quotes_line_ends_and_missing_cells() -> None:
    first_row = f'a1,"题，一",2025-07-20 06:04,"{BODY}\r\n第二段，""引""。"'
    rows = ("id,title,发布时间,正文", first_row, f"a2,题二,,{BODY}", "a3,题三", "")
    contents = read_csv("\r\n".join(rows), ZONE)
    first, second = contents.passages
    assert (first.doc, first.title, first.label) == ("a1", "题，一", "2")
    assert first.raw == f'{BODY}\r\n第二段，"引"。'
    assert first.published == datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)
    assert second.published is None
    assert contents.reservations == ("row 4: no text; fill the column text (正文) or delete the row",)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_delimiter(delimiter: str) -> None:
    rows = [("标题", "来源", "正文"), ("题一", "新区日报", BODY), ("题二", "新区晚报", BODY)]
    contents = read_csv("\n".join(delimiter.join(row) for row in rows), ZONE)
    assert [passage.source for passage in contents.passages] == ["新区日报", "新区晚报"]


def test_a_quotation_mark_left_open_costs_one_row() -> None:
    rows = ["id,title,text", f'1,"题一,{BODY}', *(f"{n},题,{BODY}" for n in range(2, 900))]
    contents = read_csv("\n".join(rows), ZONE)
    assert [passage.doc for passage in contents.passages] == [str(n) for n in range(2, 900)]
    assert contents.reservations[0].startswith("row 2: a quotation mark")


def test_rows_with_too_many_cells_are_named() -> None:
    contents = read_csv(f"id,title,text\n1,题,{BODY}\n2,题,第一,第二\n3,题,{BODY},,\n", ZONE)
    assert [passage.doc for passage in contents.passages] == ["1", "3"]
    assert contents.reservations[0].startswith("row 3: more cells")


def test_a_cell_longer_than_csv_allows_by_default() -> None:
    long = BODY * 20_000
    assert texts(read_csv(f"id,title,text\n1,题,{long}\n", ZONE)) == [long]


def test_a_csv_without_known_columns_says_so() -> None:
    with pytest.raises(Unreadable, match="name the columns"):
        read_csv("甲,乙\n1,2\n", ZONE)


# ---------------------------------------------------------------- JSON lines and JSON


def test_broken_lines_are_named_and_cost_no_other() -> None:
    good = {"id": "a", "title": "题", "text": BODY}
    rows = (good, '{"id": "b", "text": ', "[1, 2]", "", good | {"id": "c"}, {"id": "d", "text": " "})
    contents = read_jsonl(lines(*rows), ZONE)
    assert [passage.doc for passage in contents.passages] == ["a", "c"]
    assert [passage.label for passage in contents.passages] == ["1", "5"]
    assert [r.split(":")[0] for r in contents.reservations] == ["row 2", "row 3", "row 6"]


def test_equal_faults_make_one_sentence() -> None:
    contents = read_jsonl(lines({"title": "题", "text": BODY}, *["{"] * 30), ZONE)
    assert len(contents.reservations) == 1
    assert contents.reservations[0].startswith("rows 2, 3, 4,") and "18 more" in contents.reservations[0]


def test_values_that_are_not_strings() -> None:
    row = {"id": 17, "title": None, "source": {"name": "新区日报"}, "published": 1752962640000}
    passage = read_jsonl(lines(row | {"content": ["一。", "二。"]}), ZONE).passages[0]
    assert (passage.doc, passage.title, passage.source, passage.raw) == ("17", None, "新区日报", "一。\n二。")
    assert passage.published == datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)


def test_summary_stands_in_only_where_there_is_no_text() -> None:
    rows = [{"title": "题", "summary": "摘要。", "text": BODY}, {"title": "题", "summary": "摘要。", "text": ""}]
    assert texts(read_jsonl(lines(*rows), ZONE)) == [BODY, "摘要。"]


def test_markup_in_a_cell_becomes_text() -> None:
    row = {"title": "题", "content": f"<p>{BODY}</p><p>增长 5&lt;6。<br>完</p>"}
    passage = read_jsonl(lines(row), ZONE).passages[0]
    assert passage.raw == f"{BODY}\n增长 5<6。\n完"
    assert passage.extracted
    plain = read_jsonl(lines({"title": "题", "content": "若 a<b 且 c>d，则成立。"}), ZONE).passages[0]
    assert plain.raw == "若 a<b 且 c>d，则成立。" and not plain.extracted


def test_lone_surrogates_never_come_through() -> None:
    passage = read_jsonl('{"title": "t", "text": "\\ud800 ' + BODY + '"}', ZONE).passages[0]
    passage.raw.encode("utf-8")


def test_a_time_that_is_none_is_said_and_the_row_kept() -> None:
    contents = read_jsonl(lines({"title": "题", "date": "昨天", "text": BODY}), ZONE)
    assert texts(contents) == [BODY]
    assert contents.passages[0].published is None
    assert "no date" in contents.reservations[0]


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda rows: rows,
        lambda rows: {"articles": rows},
        lambda rows: {"code": 0, "data": {"page": {"items": rows}}, "message": "ok"},
    ],
)
def test_json_arrays_and_answers_of_an_api(wrapped: Any) -> None:
    rows = [{"headline": "题一", "body": BODY}, {"headline": "题二", "body": BODY}]
    assert [p.title for p in read_json(json.dumps(wrapped(rows)), ZONE).passages] == ["题一", "题二"]


def test_an_array_that_breaks_off_gives_its_whole_rows() -> None:
    text = json.dumps([{"title": f"题{n}", "text": BODY} for n in range(3)], ensure_ascii=False)
    contents = read_json(text[:-20], ZONE)
    assert [passage.title for passage in contents.passages] == ["题0", "题1"]
    assert "broken off" in contents.reservations[0]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[]", "{}", '{"v": 3}', '[1, "a"]', '{"title": 1'])
def test_json_without_articles_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable):
        read_json(text, ZONE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "text", "date", "data", "来源"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_rows_or_a_reason(rows: list[Any]) -> None:
    for read, text in ((read_json, json.dumps(rows)), (read_jsonl, "\n".join(map(json.dumps, rows)))):
        try:
            assert all(passage.raw.strip() for passage in read(text, ZONE).passages)
        except Unreadable as reason:
            assert str(reason)


# ---------------------------------------------------------------- xlsx


def workbook(path: Path, **sheets: list[tuple[Any, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.read_bytes()


def test_xlsx_with_a_title_above_its_header(tmp_path: Path) -> None:
    above = [("一周新闻汇总",), ()]
    table = [("编号", "标题", "发布日期", "正文"), (7, "题", datetime(2025, 7, 20), BODY), (8, "题二", None, None)]
    rows = above + table
    contents = read_xlsx(workbook(tmp_path / "a.xlsx", 新闻=rows, 说明=[("口径", "略")]), ZONE)
    (passage,) = contents.passages
    assert (passage.doc, passage.label, passage.published) == ("7", "4", date(2025, 7, 20))
    assert contents.reservations[0].startswith("row 5: no text")


def test_rows_of_several_sheets_have_labels_of_their_own(tmp_path: Path) -> None:
    table = [("标题", "正文"), ("题", BODY)]
    contents = read_xlsx(workbook(tmp_path / "a.xlsx", 甲=table, 乙=table), ZONE)
    assert [passage.label for passage in contents.passages] == ["甲!2", "乙!2"]


def test_a_workbook_without_articles_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="name the columns"):
        read_xlsx(workbook(tmp_path / "a.xlsx", 预算=[("科目", "金额"), ("差旅", 3)]), ZONE)


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-07-20", date(2025, 7, 20)),
        ("2025年7月20日 06:04", datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)),
        ("2025-07-19T22:04:00Z", datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)),
        (1752962640, datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)),
        ("1752962640000", datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)),
        (20250720, date(2025, 7, 20)),
        (3, None),
        ("待定", None),
        (float("inf"), None),
    ],
)
def test_times(written: Any, moment: Any) -> None:
    assert to_moment(written, ZONE) == moment
