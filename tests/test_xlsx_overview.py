"""概览 adds up to the rows and to the document; the long sheets say no more and no less than the records."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import fromstring, parse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from briefing.compose import Week, count_week
from briefing.types import Briefing, Deal, Event, Fund, Money, Project, Span
from briefing.write.xlsx import make_xlsx
from factories import (
    make_articles,
    make_briefing,
    make_deals,
    make_empty_briefing,
    make_evidence,
    make_funds,
    make_projects,
)

PAGES = {"交易": "交易 Deals", "基金": "基金 Funds", "项目": "项目 Projects"}
COLUMN_OF = {"类型": ("交易类型", "基金类型", "类别"), "主题": ("行业/主题",) * 3, "地区": ("归并地区",) * 3, "币种": ("币种",) * 3}


def opened(briefing: Briefing):
    return load_workbook(io.BytesIO(make_xlsx(briefing)))


def rows_of(page) -> list[dict]:
    heads = [cell.value for cell in page[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)]
    return [row for row in rows if any(value is not None for value in row.values())]


def money(value: int, currency: str) -> Money:
    amount = Decimal(value) * 1_000_000
    return Money(f"{value}百万", currency, amount, amount, amount, "exact", Span(0, 4))


def event(n: int, kind: int, stage: str, value: int | None, currency: str, place: str | None, article: int, old: bool) -> Event:
    told = make_articles()[article]
    stated = {
        "name": f"第{n}件", "stage": stage, "place": place, "is_background": old, "confidence": 0.5,
        "money": None if value is None else money(value, currency),
        "evidence": (make_evidence(told, told.text[:12], "rule"),),
    }  # fmt: skip
    if kind < 3:
        return Deal(id=f"D-{n}", type=("agreement", "funding", None)[kind], **stated)
    if kind == 3:
        return Fund(id=f"F-{n}", type="other", **stated)
    return Project(id=f"P-{n}", type="other", **stated)


KINDS = st.integers(0, 4)
STAGES = st.sampled_from(["planned", "signed", "announced", "terminated"])
VALUES = st.none() | st.integers(1, 5)  # few, so that a signing and what it is for may share one
CURRENCIES = st.sampled_from(["CNY", "USD", "KRW"])  # the last without a rate
PLACES = st.sampled_from([None, "甲城", "青岛市", "Qingdao", "北京市海淀区", "Haidian District", "Port Hale"])
ISSUES = st.lists(
    st.tuples(KINDS, STAGES, VALUES, CURRENCIES, PLACES, st.integers(0, 4), st.booleans()), min_size=1, max_size=14
)


def issue_of(drawn: list[tuple]) -> Briefing:
    events = [event(n, *values) for n, values in enumerate(drawn)]
    return make_briefing(
        deals=tuple(e for e in events if isinstance(e, Deal)),
        funds=tuple(e for e in events if isinstance(e, Fund)),
        projects=tuple(e for e in events if isinstance(e, Project)),
    )


def sums_of_rows(book, dimension: str) -> dict[tuple[str, str], list[float]]:
    """Count and yuan of each group, kind by kind, as a pivot table over the sheets would have them."""
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0])
    for n, (kind, title) in enumerate(PAGES.items()):
        for row in rows_of(book[title]):
            if row["本期状态"] != "背景":
                group = row[COLUMN_OF[dimension][n]] if dimension != "合计" else "全部"
                counts = found[group or "未注明", kind]
                counts[0] += 1
                counts[1] += (row["折人民币(百万元)"] or 0) if row["计入合计"] == "是" else 0
    return found


@settings(max_examples=25, deadline=None)
@given(ISSUES)
def test_the_overview_adds_up_to_the_rows_and_says_what_the_document_says(drawn: list[tuple]) -> None:
    briefing = issue_of(drawn)
    book = opened(briefing)
    overview = rows_of(book["概览 Overview"])
    check_sums(book, overview)
    check_currencies(briefing, overview)


def check_sums(book, overview: list[dict]) -> None:
    for dimension in ("合计", *COLUMN_OF):
        said = {
            (row["取值"], kind): [row[f"{kind}(条)"], row[f"{kind}(百万元)"] or 0]
            for row in overview
            for kind in PAGES
            if row["维度"] == dimension and row[f"{kind}(条)"]
        }
        assert said == {key: pytest.approx(sums) for key, sums in sums_of_rows(book, dimension).items()}


def check_currencies(briefing: Briefing, overview: list[dict]) -> None:
    """The money by currency is that of 数据一览, plans and sums told twice left out alike."""
    events = (*briefing.deals, *briefing.funds, *briefing.projects)
    figures = {k: v for k, v in count_week(Week(0, (), (), events)).items() if k.startswith("money:")}
    names = {"交易": "deal", "基金": "fund", "项目": "project"}
    said = {
        f"money:{names[kind]}:{row['取值']}": pytest.approx(Decimal(str(row[f"{kind}原币(百万)"])) * 1_000_000)
        for row in overview
        for kind in PAGES
        if row["维度"] == "币种" and row[f"{kind}原币(百万)"] is not None
    }
    assert said == figures


def test_what_is_not_stated_comes_last_and_has_a_name() -> None:
    briefing = make_briefing(deals=(replace(make_deals()[0], place=None), make_deals()[0]), funds=(), projects=())
    places = [row["取值"] for row in rows_of(opened(briefing)["概览 Overview"]) if row["维度"] == "地区"]
    assert places == ["江城高新区", "未注明"]


def test_an_empty_week_has_no_totals_and_no_chart() -> None:
    page = opened(make_empty_briefing())["概览 Overview"]
    assert rows_of(page) == []
    assert page._charts == []


# ---------------------------------------------------------------- charts


def test_charts_read_the_cells_they_are_about() -> None:
    book = opened(make_briefing())
    page = book["概览 Overview"]
    assert len(page._charts) == 4
    for chart in page._charts:
        for series in chart.series:
            names, figures = (ref.rpartition("!") for ref in (series.cat.numRef.f, series.val.numRef.f))
            first, last = (range_boundaries(part[2])[1::2] for part in (names, figures))
            assert first == last and names[0] == figures[0]
            column = range_boundaries(figures[2])[0]
            cells = [row[0].value for row in book[names[0].strip("'")].iter_rows(*first, column, column)]
            assert all(value is None or isinstance(value, int | float) for value in cells)


def test_charts_name_no_font_of_the_theme() -> None:
    with zipfile.ZipFile(io.BytesIO(make_xlsx(make_briefing()))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    assert all("+mn-" not in chart and 'ea typeface="Microsoft YaHei"' in chart for chart in charts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_says_in_words_what_it_shows(lang: str) -> None:
    data = make_xlsx(make_briefing(lang=lang))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        (drawing,) = (parts.read(name) for name in parts.namelist() if name.startswith("xl/drawings/drawing"))
    frames = [element.attrib for element in fromstring(drawing).iter() if element.tag.endswith("}cNvPr")]
    charts = load_workbook(io.BytesIO(data))["概览 Overview"]._charts
    titles = ["".join(run.t for p in chart.title.tx.rich.p for run in p.r) for chart in charts]
    assert [frame["title"] for frame in frames] == titles and len(set(titles)) == 4
    book = load_workbook(io.BytesIO(data))
    for frame, chart in zip(frames, charts, strict=True):
        bars = bars_of(book, chart)
        said = frame["descr"].removeprefix(f"{'条形图，' if lang == 'zh' else 'Bar chart, '}{frame['title']}").strip("：: ")
        assert sorted(re.split("[；;] ?", said)) == sorted(f"{name} {figure:,.0f}" for name, figure in bars.items() if figure)


def bars_of(book, chart) -> dict[str, float]:
    """What the bars of a chart add up to, read from the cells that it points at."""
    found: dict[str, float] = defaultdict(float)
    for series in chart.series:
        cells = []
        for ref in (series.cat.numRef.f, series.val.numRef.f):
            title, _, where = ref.rpartition("!")
            cells.append([cell.value for (cell,) in book[title.strip("'")][where.replace("$", "")]])
        for name, figure in zip(*cells, strict=True):
            found[name] += figure or 0
    return found


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_words_of_the_charts(tmp_path: Path) -> None:
    """Seen in its own format: 7.4 writes no words of charts into xlsx, whatever it has read."""
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(make_xlsx(make_briefing()))
    said = descriptions(path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = {e.text for e in parse(path.with_suffix(".fods")).iter() if e.tag.endswith("}desc")}
    assert len(said) == 4 and set(said) <= read


def descriptions(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as parts:
        (drawing,) = (parts.read(name) for name in parts.namelist() if name.startswith("xl/drawings/drawing"))
    return [words for e in fromstring(drawing).iter() if e.tag.endswith("}cNvPr") and (words := e.get("descr"))]


# ---------------------------------------------------------------- the long sheets


def test_every_party_has_a_row_in_each_of_its_roles_and_none_is_lost() -> None:
    fund = replace(make_funds()[0], managers=("甲资本",), sponsors=("甲资本", "乙集团"), parties=("甲资本", "丙银行"))
    rows = rows_of(opened(make_briefing(funds=(fund,)))["交易方 Parties"])
    told = [(row["参与方"], row["角色"]) for row in rows if row["类别"] == "基金"]
    assert told == [("甲资本", "管理人"), ("甲资本", "出资方/发起方"), ("乙集团", "出资方/发起方"), ("丙银行", "相关方")]
    assert [(r["参与方"], r["角色"]) for r in rows if r["类别"] == "交易"] == [("远山资本", "领投方"), ("北岭创投", "交易方")]


@pytest.mark.parametrize("title", ["交易方 Parties", "规模 Capacity"])
def test_long_rows_lead_to_their_records(title: str) -> None:
    book = opened(make_briefing())
    for row in range(2, book[title].max_row + 1):
        cell = book[title].cell(row, 1)
        sheet, _, where = cell.hyperlink.location.rpartition("!")
        assert book[sheet.strip("'")][where].value == cell.value


def test_sizes_are_numbers_with_their_unit() -> None:
    rows = rows_of(opened(make_briefing())["规模 Capacity"])
    said = [(p.id, p.capacity.text, float(p.capacity.value), p.capacity.unit) for p in make_projects() if p.capacity]
    assert [(r["记录ID"], r["规模原文"], r["规模"], r["规模单位"]) for r in rows] == said


# ---------------------------------------------------------------- themes


def test_the_articles_count_as_their_themes_say() -> None:
    """A story's second telling that speaks of something else counts with its story; what it speaks of stays."""
    first, second, *rest = make_briefing().articles
    rows = (first, replace(second, theme="energy"), *rest[:-1], replace(rest[-1], in_window=False, story="", role=""))
    book = opened(make_briefing(articles=rows))
    articles = rows_of(book["文章 Articles"])
    assert Counter(row["主题"] for row in articles) == {"科技金融": 3, "新能源与绿色低碳": 1, None: 1}
    assert articles[1]["本篇主题"] == "新能源与绿色低碳"
    assert articles[-1]["本篇主题"] == "新能源与绿色低碳"


def test_a_record_has_the_theme_that_its_article_is_counted_under() -> None:
    first, second, *rest = make_briefing().articles
    told = second.article
    deal = replace(make_deals()[0], evidence=(make_evidence(told, told.text[:12], "rule"),))
    rows = (first, replace(second, theme="energy"), *rest)
    (row,) = rows_of(opened(make_briefing(articles=rows, deals=(deal,)))["交易 Deals"])
    assert row["行业/主题"] == "科技金融"
