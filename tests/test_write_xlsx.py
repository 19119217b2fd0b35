"""The workbook, opened again: every column, every type, every table, and text that stays text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from briefing.errors import VerifyError
from briefing.types import Briefing, Keyword, Money, Problem, Span
from briefing.write.labels import read_labels
from briefing.write.xlsx import LINE_HEIGHT, make_xlsx, read_evidence
from briefing.write.xlsx_cells import clean_text, text_width, unescape_text, web_address
from briefing.write.xlsx_desk import make_desk
from briefing.write.xlsx_layout import LABELS, PartialDate, read_plans
from briefing.write.xlsx_lists import fill_sheets
from briefing.write.xlsx_method import CELL_LIMIT
from briefing.write.xlsx_values import parse_day
from factories import make_articles, make_briefing, make_deals, make_empty_briefing, make_evidence, make_funds

EVIDENCE = "来源文件 文章ID 标题 媒体 发布时间 起 止 原文 原文引注 链接 规则 置信度 佐证数 首次期号 本期状态 复核 备注"
PLANNED = {
    "说明 ReadMe": "项目 内容",
    "概览 Overview": (
        "维度 取值 交易(条) 基金(条) 项目(条) 交易(百万元) 基金(百万元) 项目(百万元) "
        "交易原币(百万) 基金原币(百万) 项目原币(百万)"
    ),
    "交易 Deals": (
        "交易ID 披露日期 标的 交易类型 轮次 状态 交易方 领投方 金额原文 币种 金额(百万) 下限(百万) 上限(百万) 精度 "
        f"折人民币(百万元) 行业/主题 地区 {EVIDENCE} 计入合计 归并地区"
    ),
    "基金 Funds": (
        "基金ID 基金名称 基金类型 层级 状态 管理人 出资方/发起方 总规模金额原文 币种 总规模金额(百万) 下限(百万) "
        f"上限(百万) 精度 折人民币(百万元) 首期(百万) 认缴(百万) 实缴(百万) 投向 地区 {EVIDENCE} 计入合计 行业/主题 归并地区"
    ),
    "项目 Projects": (
        "项目ID 项目名称 类别 阶段 阶段原文 业主/承建 总投资金额原文 币种 总投资金额(百万) 下限(百万) 上限(百万) 精度 "
        f"折人民币(百万元) 规模 规模单位 地区 打包数 {EVIDENCE} 计入合计 行业/主题 归并地区"
    ),
    "交易方 Parties": "记录ID 参与方 角色 类别 名称 类型 状态 披露日期 行业/主题 地区 本期状态 归并地区",
    "规模 Capacity": "记录ID 名称 规模原文 规模 规模单位 类别 类型 状态 披露日期 行业/主题 地区 本期状态 归并地区",
    "冲突 Conflicts": (
        "冲突ID 记录ID 类别 名称 字段 读数(原文) 币种 金额(百万) 采用 媒体 发布时间 文章ID 原文 来源文件 起 止 链接"
    ),
    "驳回 Rejected": (
        "记录ID 类别 名称 类型 状态 金额原文 币种 金额(百万) 地区 复核 备注 媒体 发布时间 文章ID 标题 原文 来源文件 起 止 链接 "
        "规则 置信度"
    ),
    "文章 Articles": "文章ID 标题 媒体 发布时间 语言 主题 报道组 角色 关键句 来源文件 链接 起 止 记录 备注 本篇主题 第2条记录 第3条记录 第4条记录 本期状态 首次期号",
    "主题 Themes": "主题 文章数 报道组数 较上周增减 关键词",
    "关键词 Keywords": "范围 名次 关键词 文章数 上周文章数 较上周增减",
    "覆盖 Coverage": "来源文件 读作 文章数 采用 并入 略去 原因",
    "字典 Dictionary": "字段 取值 代码 用于",
}
COLUMNS = {title: columns.split() for title, columns in PLANNED.items()}
TABLES = ["tbl" + title.split()[1] for title in COLUMNS]


def opened(briefing: Briefing):
    return load_workbook(io.BytesIO(make_xlsx(briefing)))


def rows_of(page) -> list[dict]:
    heads = [cell.value for cell in page[1]]
    return [dict(zip(heads, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)]


def cell_of(page, header: str, row: int = 2):
    return next(page.cell(row, cell.column) for cell in page[1] if cell.value == header)


def with_deal(**changes) -> Briefing:
    return make_briefing(deals=(replace(make_deals()[0], **changes),))


def method_of(book) -> dict[str, object]:
    return {row["项目"]: row["内容"] for row in rows_of(book["说明 ReadMe"])}


@pytest.fixture(scope="module")
def book():
    return opened(make_briefing())


# ---------------------------------------------------------------- sheets, columns, tables


def test_sheets_and_columns_stand_in_their_order(book):
    shown = [page for page in book if page.sheet_state == "visible"]
    assert {page.title: [cell.value for cell in page[1]] for page in shown} == COLUMNS
    assert [page.title for page in shown] == list(COLUMNS) == book.sheetnames[:-1]


@pytest.mark.parametrize("briefing", [make_briefing(), make_empty_briefing()], ids=["week", "empty"])
def test_every_sheet_is_one_table_with_a_row_and_no_merged_cell(briefing):
    for page, name in zip(opened(briefing), (*TABLES, "tblReview"), strict=True):
        (table,) = page.tables.values()
        assert (table.name, table.displayName, table.ref) == (name, name, page.dimensions)
        assert table.autoFilter.ref == table.ref
        assert table.column_names == [cell.value for cell in page[1]]
        assert page.max_row >= 2
        assert not page.merged_cells.ranges
        assert re.fullmatch(r"[A-D]2", page.freeze_panes)


def test_column_names_are_unique_and_wide_enough_in_both_languages():
    for lang in ("zh", "en"):
        book = opened(make_briefing(lang=lang))
        for plan in read_plans(lang):
            headers = [column.header for column in plan.columns]
            assert len(set(headers)) == len(headers)
            page = book[plan.title]
            for position, column in enumerate(plan.columns, 1):
                letter = page.cell(1, position).column_letter
                assert column.header_lines * LINE_HEIGHT <= page.row_dimensions[1].height
                assert page.column_dimensions[letter].width > text_width(column.header) / column.header_lines


def test_every_column_is_filled_by_its_row_and_nothing_else_is_made():
    """A row's keys are its columns: a misspelt key would be an empty column for ever."""
    briefing = make_briefing()
    for sheet in fill_sheets(briefing, make_desk(briefing, read_labels(LABELS, lang="zh"))).values():
        columns = {column.key for column in sheet.plan.columns}
        for row in sheet.rows:
            assert set(row) <= columns
    assert columns == set(row)


def test_both_languages_have_the_same_labels():
    chinese, english = (
        {key: words for key, words in read_labels(LABELS, lang=lang).words.items() if not key.startswith("currency.")}
        for lang in ("zh", "en")  # a currency without a name prints as its code
    )
    assert set(chinese) == set(english)
    blanks = {key: set(re.findall(r"{(\w+)}", words)) for key, words in chinese.items()}
    assert blanks == {key: set(re.findall(r"{(\w+)}", words)) for key, words in english.items()}


def test_english_labels_change_words_and_not_the_sheets():
    book = opened(make_briefing(lang="en"))
    assert book.sheetnames == [*COLUMNS, "_review"]
    (deal,) = rows_of(book["交易 Deals"])
    assert (deal["Deal type"], deal["Round"], deal["Review"], deal["Theme"]) == (
        "Funding", "Series B", "pending", "Technology finance",
    )  # fmt: skip
    assert not any("\u4e00" <= c <= "\u9fff" for cell in book["基金 Funds"][1] for c in cell.value)


# ---------------------------------------------------------------- values


def test_a_deal_as_a_row(book):
    (deal,) = rows_of(book["交易 Deals"])
    article = make_articles()[0]
    assert deal == {
        "交易ID": "D-4f1c09",
        "披露日期": datetime(2025, 7, 16),
        "标的": "江城微芯",
        "交易类型": "融资",
        "轮次": "B轮",
        "状态": "宣布",
        "交易方": "远山资本；北岭创投",
        "领投方": "远山资本",
        "金额原文": "3亿元",
        "币种": "CNY",
        "金额(百万)": 300,
        "下限(百万)": 300,
        "上限(百万)": 300,
        "精度": "精确",
        "折人民币(百万元)": 300,
        "行业/主题": "科技金融",
        "地区": "江城高新区",
        "来源文件": "feed.txt",
        "文章ID": article.id,
        "标题": article.title,
        "媒体": "江城日报",
        "发布时间": datetime(2025, 7, 16, 9, 30),
        "起": 0,
        "止": 29,
        "原文": article.text[:29],
        "原文引注": None,
        "链接": article.url,
        "规则": "funding_round",
        "置信度": 0.9,
        "佐证数": 1,
        "首次期号": 29,
        "本期状态": "新增",
        "复核": "待复核",
        "备注": None,
        "计入合计": "是",
        "归并地区": "江城高新区",
    }


def test_dates_and_numbers_are_typed_and_show_their_unit(book):
    page = book["交易 Deals"]
    assert cell_of(page, "披露日期").number_format == "yyyy-mm-dd"
    assert cell_of(page, "发布时间").number_format == "yyyy-mm-dd hh:mm"
    for header in ("金额(百万)", "下限(百万)", "上限(百万)", "折人民币(百万元)", "置信度", "佐证数", "起", "止"):
        assert cell_of(page, header).data_type == "n"
        assert isinstance(cell_of(page, header).value, int | float)
    # A date without a time of day shows none.
    assert cell_of(book["文章 Articles"], "发布时间", 3).number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("stated", "stored", "shown"),
    [
        ("2025-07", datetime(2025, 7, 1), "yyyy-mm"),
        ("2027", datetime(2027, 1, 1), "yyyy"),
        ("2025-13", "2025-13", "General"),
        ("1644", "1644", "General"),
        (None, None, "yyyy-mm-dd"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(stated, stored, shown):
    cell = cell_of(opened(with_deal(date=stated))["交易 Deals"], "披露日期")
    assert (cell.value, cell.number_format) == (stored, shown)


def test_parse_day_needs_the_whole_form():
    assert parse_day("2025-7-1") == "2025-7-1"
    assert parse_day("２０２５") == "２０２５"
    assert parse_day("2024-02") == PartialDate(date(2024, 2, 1), "month")


def test_what_is_not_stated_is_an_empty_cell(book):
    bare = with_deal(
        type=None, parties=(), leads=(), money=None, stage=None, place=None, date=None, round=None, evidence=()
    )
    (deal,) = rows_of(opened(bare)["交易 Deals"])
    stated = {key for key, value in deal.items() if value is not None}
    assert stated == {"交易ID", "标的", "置信度", "佐证数", "首次期号", "本期状态", "复核"}
    words = {v for page in book for row in page.iter_rows(values_only=True) for v in row}
    assert not words & {"未披露", "None", "-", "N/A", "无数据"}


def test_a_fund_keeps_its_parts_apart():
    (fund,) = rows_of(opened(make_briefing())["基金 Funds"])
    assert (fund["总规模金额(百万)"], fund["首期(百万)"], fund["认缴(百万)"]) == (5000, 2000, None)
    assert fund["备注"] is None


def test_a_first_close_is_not_passed_off_as_the_size():
    money = Money("首期20亿元", "CNY", *(Decimal(2_000_000_000),) * 3, "exact", Span(0, 6), "first_close")
    fund = replace(make_funds()[0], money=money, first_close=None)
    (row,) = rows_of(opened(make_briefing(funds=(fund,)))["基金 Funds"])
    assert (row["总规模金额(百万)"], row["首期(百万)"]) == (2000, 2000)
    assert row["备注"] == "金额口径：首期"


def test_another_currency_goes_to_the_note():
    dollars = Money("3亿美元", "USD", *(Decimal(300_000_000),) * 3, "exact", Span(0, 4), "committed")
    fund = replace(make_funds()[0], committed=dollars)
    (row,) = rows_of(opened(make_briefing(funds=(fund,)))["基金 Funds"])
    assert row["认缴(百万)"] is None
    assert row["备注"] == "认缴：3亿美元"


def test_a_project_with_capacity_and_dollars():
    park, plant = rows_of(opened(make_briefing())["项目 Projects"])
    assert (park["规模"], park["规模单位"], park["阶段"], park["阶段原文"]) == (2, "GWh", "开工", "开工")
    assert (park["精度"], park["业主/承建"]) == ("约", "青川城投；北方储能")
    assert (plant["币种"], plant["总投资金额(百万)"], plant["折人民币(百万元)"]) == ("USD", 120, 858)


def test_a_currency_without_a_rate_is_empty_and_named():
    money = Money("5亿韩元", "KRW", *(Decimal(500_000_000),) * 3, "exact", Span(0, 4))
    book = opened(with_deal(money=money))
    assert cell_of(book["交易 Deals"], "折人民币(百万元)").value is None
    assert "KRW" in method_of(book)["无汇率币种"]
    assert "KRW" in {row["取值"] for row in rows_of(book["字典 Dictionary"])}


def test_outlets_are_counted_once_each():
    chip, retold = make_articles()[:2]
    evidence = (
        make_evidence(chip, chip.text[:29], "a"),
        make_evidence(chip, chip.text[29:50], "b"),
        make_evidence(retold, retold.text[:29], "a"),
    )
    (deal,) = rows_of(opened(with_deal(evidence=evidence))["交易 Deals"])
    assert deal["佐证数"] == 2
    assert deal["备注"] == f"另有佐证文章：{retold.id}"


def test_background_is_listed_and_not_counted():
    deals = (make_deals()[0], replace(make_deals()[0], id="D-old", is_background=True))
    book = opened(make_briefing(deals=deals))
    assert [row["本期状态"] for row in rows_of(book["交易 Deals"])] == ["新增", "背景"]
    method = method_of(book)
    assert (method["交易(条)"], method["背景记录(条)"]) == (1, 1)
    assert method["折人民币合计(百万元)"].startswith("300.00（交易）")


def test_a_number_that_no_cell_can_hold_is_an_empty_cell():
    money = Money("x", "CNY", Decimal("1E+999999"), Decimal("NaN"), None, "exact", Span(0, 1))
    (deal,) = rows_of(opened(with_deal(money=money))["交易 Deals"])
    assert (deal["金额原文"], deal["金额(百万)"], deal["下限(百万)"], deal["折人民币(百万元)"]) == (
        "x",
        None,
        None,
        None,
    )


# ---------------------------------------------------------------- the other sheets


def test_articles_lead_to_their_records(book):
    page = book["文章 Articles"]
    first, second = rows_of(page)[:2]
    assert (first["角色"], first["报道组"], first["语言"], first["主题"]) == ("主报道", "S001", "简体中文", "科技金融")
    assert (first["关键句"], first["起"], first["止"]) == (make_articles()[0].text[:29], 0, 29)
    assert (second["角色"], second["关键句"], second["链接"], second["记录"]) == ("另见", None, None, None)
    assert cell_of(page, "链接").hyperlink.target == make_articles()[0].url
    assert cell_of(page, "记录").hyperlink.location == "'交易 Deals'!A2"


def test_an_article_of_several_records_leads_to_each():
    chip = make_articles()[0]
    deals = tuple(replace(make_deals()[0], id=f"D-{n}", name=f"第{n}家") for n in range(2))
    fund = replace(make_funds()[0], evidence=(make_evidence(chip, chip.text[:29], "rule"),))
    book = opened(make_briefing(deals=deals, funds=(fund,)))
    page = book["文章 Articles"]
    first = rows_of(page)[0]
    assert first["记录"] == f"D-0；D-1；{fund.id}"
    for header, record in (("第2条记录", "D-1"), ("第3条记录", fund.id)):
        sheet, _, where = cell_of(page, header).hyperlink.location.rpartition("!")
        assert first[header] == book[sheet.strip("'")][where].value == record
    assert first["第4条记录"] is None


def test_articles_outside_the_window_say_so():
    rows = make_briefing().articles
    book = opened(make_briefing(articles=(replace(rows[0], in_window=False), *rows[1:])))
    assert rows_of(book["文章 Articles"])[0]["备注"] == "在统计区间之外"


def test_themes_compare_with_the_week_before(book):
    themes = rows_of(book["主题 Themes"])
    assert [row["主题"] for row in themes] == ["科技金融", "新能源与绿色低碳", "原始创新与基础研究", "其他"]
    assert [row["较上周增减"] for row in themes] == [-1, 1, -2, None]


def test_key_phrases_are_a_row_each_with_their_counts(book):
    rows = [list(row.values()) for row in rows_of(book["关键词 Keywords"])]
    assert rows[:3] == [
        ["全部主题", 1, "产业园", 2, 1, 1],
        ["全部主题", 2, "母基金", 2, 1, 1],
        ["科技金融", 1, "母基金", 2, 1, 1],
    ]
    assert rows[-2:] == [["新能源与绿色低碳", 1, "储能", 1, 3, -2], ["新能源与绿色低碳", 2, "产业园", 1, 0, 1]]
    assert rows_of(book["主题 Themes"])[0]["关键词"] == "母基金；融资"


def test_without_a_week_before_key_phrases_have_no_change():
    (row,) = rows_of(opened(make_briefing(keywords=(Keyword("储能", 4, None),), themes=()))["关键词 Keywords"])
    assert (row["文章数"], row["上周文章数"], row["较上周增减"]) == (4, None, None)


def test_coverage_adds_up_and_says_why(book):
    rows = rows_of(book["覆盖 Coverage"])
    assert len(rows) == 5
    for row in rows:
        assert row["文章数"] == row["采用"] + row["并入"] + row["略去"]
    assert method_of(book)["覆盖合计"] == "文章 7 ＝ 采用 5 ＋ 并入 1 ＋ 略去 1"
    assert (rows[-1]["读作"], rows[-1]["原因"]) == ("未能读取", "不是有效的 PDF 文件；请重新下载")


def test_reasons_in_codes_become_words():
    row = replace(make_briefing().coverage[1], reasons=("off_subject:1",))
    assert rows_of(opened(make_briefing(coverage=(row,)))["覆盖 Coverage"])[0]["原因"] == "与主题无关 1 篇"


def test_method_says_how_it_was_counted(book):
    method = method_of(book)
    assert method["名称"] == "科技金融周报 第 29 期"
    assert method["统计区间"].startswith("2025-07-14 至 2025-07-20")
    assert method["汇率"] == "1 USD = 7.15 CNY（2025-07-18）"
    assert (method["文章(篇)"], method["交易(条)"], method["项目(条)"]) == (5, 1, 2)
    assert method["折人民币合计(百万元)"].startswith("300.00（交易）；5,000.00（基金）；2,650.00（项目）")
    assert method["版本"] == "briefing 0.1.0"
    assert "broken.pdf" in method["未能读取"]


def test_the_totals_of_the_method_are_those_of_the_rows(book):
    said = [float(n.replace(",", "")) for n in re.findall(r"[\d,]+\.\d\d", method_of(book)["折人民币合计(百万元)"])]
    sums = [
        sum(
            row["折人民币(百万元)"]
            for row in rows_of(book[title])
            if row["本期状态"] != "背景" and (row.get("状态") or row.get("阶段")) != "拟议"  # a plan is no fact
        )
        for title in ("交易 Deals", "基金 Funds", "项目 Projects")
    ]
    assert said == pytest.approx(sums)


def test_the_share_counted_at_a_lower_bound():
    money = Money("数千万元", "CNY", Decimal(10_000_000), Decimal(10_000_000), None, "magnitude", Span(0, 4))
    briefing = make_briefing(deals=(replace(make_deals()[0], money=money),), funds=(), projects=())
    assert method_of(opened(briefing))["按下限计"].endswith("1 条按下限或量级计，占折人民币合计的 100.0%")


# ---------------------------------------------------------------- drop-downs


def drop_downs(book, title: str) -> dict[str, list[str]]:
    """Allowed values by header, read through the validation's own reference."""
    page, found = book[title], {}
    for validation in page.data_validations.dataValidation:
        assert validation.type == "list" and validation.showErrorMessage and not validation.showDropDown
        sheet, cells = re.fullmatch(r"'(.+)'!(.+)", validation.formula1).groups()
        (column,) = {area.min_col for area in validation.sqref.ranges}
        found[page.cell(1, column).value] = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
    return found


def test_drop_downs_come_from_the_dictionary(book):
    deals = drop_downs(book, "交易 Deals")
    assert deals["复核"] == ["待复核", "确认", "修改", "驳回"]
    assert deals["交易类型"][:3] == ["融资", "并购", "上市"]
    assert deals["精度"] == ["精确", "约", "近", "超", "不超过", "区间", "量级"]
    assert set(deals) == {"交易类型", "轮次", "状态", "币种", "精度", "行业/主题", "本期状态", "复核"}
    assert "母基金" in drop_downs(book, "基金 Funds")["基金类型"]


def test_every_value_of_a_closed_column_is_allowed(book):
    for title in ("交易 Deals", "基金 Funds", "项目 Projects", "文章 Articles"):
        allowed = drop_downs(book, title)
        for row in rows_of(book[title]):
            for header, values in allowed.items():
                assert row[header] is None or row[header] in values, (title, header, row[header])


def test_drop_downs_reach_the_last_row_of_the_table():
    book = opened(make_briefing(deals=tuple(replace(make_deals()[0], id=f"D-{n}") for n in range(30))))
    ranges = {str(v.sqref) for v in book["交易 Deals"].data_validations.dataValidation}
    assert all(where.endswith("31") for where in ranges)


# ---------------------------------------------------------------- text stays text

STARTS = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "#N/A", "TRUE", "1e5", "_x0041_"]
HOSTILE = st.text(max_size=60) | st.builds(str.__add__, st.sampled_from(STARTS), st.text(max_size=10))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=20))
def test_text_from_outside_is_never_a_formula(texts):
    (deal,) = make_deals()
    evidence = [(replace(deal.evidence[0], text=quote),) for _, _, quote in texts]
    deals = (
        replace(deal, id=f"D-{n:06}", name=name, place=place, evidence=evidence[n])
        for n, (name, place, _) in enumerate(texts)
    )
    data = make_xlsx(make_briefing(deals=tuple(deals)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            if part.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(part) and b"<f " not in parts.read(part)
    page = load_workbook(io.BytesIO(data))["交易 Deals"]
    placed = ((n, *pair) for n, told in enumerate(texts) for pair in zip(("标的", "地区", "原文"), told, strict=True))
    for n, header, text in placed:
        cell = cell_of(page, header, n + 2)
        assert cell.data_type in ("s", "inlineStr", "n")
        # XML reads a carriage return back as it was written; only what it cannot hold is replaced.
        assert unescape_text(cell.value or "") == clean_text(text)
        if text.startswith(("=", "+", "-", "@", "\t", "\r")):
            assert cell.quotePrefix


def test_what_xml_cannot_hold_is_replaced_one_for_one():
    assert clean_text("a\x00b\x1fc\ufffe\ud800d\n\te") == "a\ufffdb\ufffdc\ufffd\ufffdd\n\te"


def test_a_text_too_long_for_a_cell_is_marked_and_named():
    long = "长" * (CELL_LIMIT + 1)
    evidence = (replace(make_deals()[0].evidence[0], text=long),)
    book = opened(with_deal(evidence=evidence))
    text = cell_of(book["交易 Deals"], "原文").value
    assert text.endswith("…〔已截断〕") and len(text) == CELL_LIMIT
    assert method_of(book)["截断的单元格"] == "交易 Deals D-4f1c09“原文”：原文 32768 字，超出 Excel 单元格上限"


def test_the_limit_counts_as_excel_counts():
    """A character outside the basic plane is two in Excel; one that fits is left alone."""
    evidence = make_deals()[0].evidence[0]
    fits = opened(with_deal(evidence=(replace(evidence, text="𠀀" * (CELL_LIMIT // 2)),)))
    assert cell_of(fits["交易 Deals"], "原文").value == "𠀀" * (CELL_LIMIT // 2)
    cut = opened(with_deal(evidence=(replace(evidence, text="𠀀" * 20_000),)))
    text = cell_of(cut["交易 Deals"], "原文").value
    assert len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT and text.endswith("…〔已截断〕")


def test_a_long_problem_does_not_break_the_method_page():
    book = opened(make_briefing(problems=(Problem("x", "y" * 40_000),)))
    assert len(method_of(book)["未能读取"]) == CELL_LIMIT


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example/x?y=1&z=2#q", "https://a.example/x?y=1&z=2#q"),
        ("HTTP://a.example/", "HTTP://a.example/"),
        ("https://a.example/新闻", "https://a.example/%E6%96%B0%E9%97%BB"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://a.example/", None),
        ("//a.example/", None),
        ("https://", None),
        ("https://[bad/", None),
        ("https://a.example/ b", None),
        ("https://a.example/\x01", None),
        ("https://a.example/" + "x" * 2100, None),
    ],
)
def test_only_web_addresses_are_links(url, target):
    assert web_address(url) == target


def test_an_address_that_is_no_link_is_still_text():
    rows = make_briefing().articles
    article = replace(rows[0].article, url="javascript:alert(1)")
    page = opened(make_briefing(articles=(replace(rows[0], article=article), *rows[1:])))["文章 Articles"]
    assert cell_of(page, "链接").value == "javascript:alert(1)"
    assert cell_of(page, "链接").hyperlink is None


# ---------------------------------------------------------------- the file


def test_same_bytes_for_the_same_briefing():
    assert make_xlsx(make_briefing()) == make_xlsx(make_briefing())
    assert make_xlsx(make_briefing()) != make_xlsx(make_briefing(issue=30))


def test_no_cell_is_in_a_theme_font_or_a_western_one(book):
    styles = zipfile.ZipFile(io.BytesIO(make_xlsx(make_briefing()))).read("xl/styles.xml").decode()
    assert "scheme" not in styles and "Calibri" not in styles


def test_pages_are_set_up_for_printing(book):
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"


def test_properties(book):
    assert (book.properties.title, book.properties.creator) == ("科技金融周报 29", "科技金融研究组")
    assert book.properties.modified == datetime(2025, 7, 20)


# ---------------------------------------------------------------- reading back


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_evidence_is_read_back_from_the_file(tmp_path: Path, lang):
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(make_briefing(lang=lang)))
    entries = read_evidence(path)
    assert [entry["sheet"] for entry in entries] == ["deals", "funds", "projects", "projects"] + ["articles"] * 5
    texts = {article.id: article.text for article in make_articles()}
    for entry in entries:
        if entry["quote"] is not None:
            assert texts[entry["article"]][entry["start"] : entry["end"]] == entry["quote"]
    deal = entries[0]
    assert (deal["row"], deal["id"], deal["name"], deal["file"]) == (2, "D-4f1c09", "江城微芯", "feed.txt")
    assert (deal["amount_text"], deal["amount"], deal["currency"]) == ("3亿元", 300, "CNY")
    assert not deal["is_cut"]
    assert deal["cells"]["review"] in ("待复核", "pending")


def test_an_issue_without_records_reads_back_as_nothing(tmp_path: Path):
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(make_empty_briefing()))
    assert read_evidence(path) == []


def test_odd_text_reads_back_as_it_was(tmp_path: Path):
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(with_deal(name="_x0041_ =1+1 ")))
    assert read_evidence(path)[0]["name"] == "_x0041_ =1+1 "


def test_what_is_no_workbook_of_ours_is_refused(tmp_path: Path):
    path = tmp_path / "appendix.xlsx"
    with pytest.raises(VerifyError, match=r"appendix\.xlsx: not found"):
        read_evidence(path)
    path.write_bytes(b"PK not a zip")
    with pytest.raises(VerifyError, match="not a readable workbook"):
        read_evidence(path)
    book = load_workbook(io.BytesIO(make_xlsx(make_briefing())))
    book["基金 Funds"].delete_cols(2)
    book.save(path)
    with pytest.raises(VerifyError, match="has no column 基金名称"):
        read_evidence(path)
    del book["基金 Funds"]
    book.save(path)
    with pytest.raises(VerifyError, match="the sheet 基金 Funds is missing"):
        read_evidence(path)


# ---------------------------------------------------------------- rendered

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def convert(path: Path, form: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / "made"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "made" / f"{path.stem}.{form.split(':')[0]}"


@needs_office
def test_libreoffice_saves_it_and_we_read_the_same_back(tmp_path: Path):
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(with_deal(name="=1+1", place="+86")))
    saved = convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    assert [{**e, "cells": None} for e in read_evidence(saved)] == [{**e, "cells": None} for e in read_evidence(path)]


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_it_prints_on_readable_pages_and_none_is_blank(tmp_path: Path):
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(make_briefing()))
    text = subprocess.run(
        ["pdftotext", "-layout", str(convert(path, "pdf", tmp_path)), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [page for page in text.split("\f") if page.strip()]
    assert len(pages) == text.count("\f")
    # Every page begins with the header of its sheet; a long sheet takes a few.
    firsts = [columns[0] for columns in COLUMNS.values()]
    begun = [first for first, _ in groupby(page.split()[0] for page in pages)]
    assert begun == [first for first, _ in groupby(firsts)]
    assert "\ufffd" not in text and "###" not in text


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_a_great_number_is_printed_and_not_hashed_out(tmp_path: Path):
    """In every column of amounts, and in the sums: more digits than the column is wide."""
    value = Decimal("987654321987654.32")
    money = Money("很多", "USD", value, value, value, "exact", Span(0, 2))
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(with_deal(money=money)))
    text = subprocess.run(
        ["pdftotext", "-layout", str(convert(path, "pdf", tmp_path)), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "###" not in text and "987,654,321.98" in text
