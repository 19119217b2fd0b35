"""Where reports of one thing differ in a figure: one row, all readings, none chosen silently.

The articles are invented and go through the real pipeline: a jsonl file, `build`, the files that come out.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from briefing.analysis import read_articles
from briefing.assembly import Issue
from briefing.extract.merging.sums import compare_sums
from briefing.ingest import read_inputs
from briefing.money import parse_money
from briefing.pipeline import make_briefing, run
from briefing.settings import load_settings
from briefing.types import Briefing, Event
from briefing.verify import verify_issue

RATES = {"CNY": Decimal(1), "USD": Decimal("7.15"), "HKD": Decimal("0.91")}


@dataclass(frozen=True)
class News:
    """One article of the invented week."""

    text: str
    source: str | None = "江城日报"
    title: str = ""
    day: str = "2025-07-15"


def write_week(folder: Path, week: list[News] | tuple[News, ...]) -> Path:
    path = folder / "week.jsonl"
    rows = [
        {
            "id": f"n{hash_of(n)}", "title": n.title or n.text[:12], "source": n.source,
            "published": f"{n.day}T09:00:00+08:00", "url": f"https://news.example/{hash_of(n)}", "text": n.text,
        }
        for n in week
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def hash_of(news: News) -> str:
    return f"{sum(ord(c) * (i + 1) for i, c in enumerate(f'{news.source}{news.text}{news.day}')):x}"


def brief(folder: Path, *week: News) -> Briefing:
    config = load_settings()
    intake = read_inputs([str(write_week(folder, week))], config)
    return make_briefing(intake, read_articles(intake.documents, config), config, issue=Issue(number=1))


def events_of(briefing: Briefing) -> tuple[Event, ...]:
    return (*briefing.deals, *briefing.funds, *briefing.projects)


def readings(briefing: Briefing) -> list[tuple[str, bool]]:
    return [(claim.money.text, claim.is_used) for conflict in briefing.conflicts for claim in conflict.claims]


def round_news(amount: str, source: str | None = "江城日报", *, tail: str = "", letter: str = "B", **more: str) -> News:
    text = (
        f"近日，车规芯片企业云岫微电子完成{amount}{letter}轮融资，本轮由青松资本领投，岚湖创投跟投。"
        f"{tail}云岫微电子表示，资金将用于车规控制芯片的量产和海外市场的拓展。"
    )
    return News(text, source, title=f"云岫微电子完成{letter}轮融资", **more)


# ---------------------------------------------------------------- one row, all readings


def test_two_outlets_with_two_figures_are_one_row_and_a_conflict(tmp_path: Path):
    week = brief(tmp_path, round_news("3亿元"), round_news("5亿元", "岭南财经"))
    (deal,) = week.deals
    (conflict,) = week.conflicts
    assert (conflict.record, conflict.kind, conflict.name, conflict.field) == (deal.id, "deal", deal.name, "amount")
    assert sorted(c.money.text for c in conflict.claims) == ["3亿元", "5亿元"]
    assert [c.is_used for c in conflict.claims] == [True, False]
    assert deal.money == conflict.claims[0].money


def test_of_three_outlets_two_decide(tmp_path: Path):
    for one in ("3亿元", "5亿元"):
        other = "5亿元" if one == "3亿元" else "3亿元"
        later = round_news(other, "科创周刊", day="2025-07-16")
        week = brief(tmp_path, round_news(one), round_news(other, "岭南财经"), later)
        (deal,) = week.deals
        assert deal.money and deal.money.text == other
        assert readings(week) == [(other, True), (other, True), (one, False)]


def test_one_outlet_told_twice_is_one_voice(tmp_path: Path):
    tails = ("", "公司成立于2019年。", "公司现有员工三百人。")
    twice = [round_news("5亿元", "岭南财经", tail=tail, day=f"2025-07-{15 + n}") for n, tail in enumerate(tails)]
    week = brief(tmp_path, round_news("3亿元"), round_news("3亿元", "科创周刊", tail="公司总部设在江城。"), *twice)
    (deal,) = week.deals
    assert deal.money and deal.money.text == "3亿元"


def test_order_of_input_does_not_matter(tmp_path: Path):
    told = (("3亿元", "江城日报"), ("5亿元", "岭南财经"), ("近5亿元", "科创周刊"), ("数亿元", None))
    news = [round_news(amount, source) for amount, source in told]
    seen = set()
    for n, order in enumerate(random.Random(7).sample(list(permutations(news)), 6)):
        folder = tmp_path / str(n)
        folder.mkdir()
        week = brief(folder, *order)
        seen.add((tuple(d.id for d in week.deals), week.deals[0].money and week.deals[0].money.text, *readings(week)))
    assert len(seen) == 1


def test_an_article_that_differs_with_itself_says_so(tmp_path: Path):
    text = (
        "江城市先进制造产业基金15日揭牌成立，基金总规模50亿元，由江城产业投资集团管理。"
        "据介绍，江城市先进制造产业基金总规模80亿元，重点投向机器人和新材料。"
    )
    week = brief(tmp_path, News(text))
    assert sorted(readings(week)) in ([("50亿元", False), ("80亿元", True)], [("50亿元", True), ("80亿元", False)])
    assert len(week.funds) == 1


# ---------------------------------------------------------------- agreement


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("近10亿元", "9.6亿元"),
        ("约3亿元", "2.9亿元"),
        ("超10亿元", "13亿元"),
        ("数千万元", "6000万元"),
        ("近亿元", "9500万元"),
        ("18亿元至20亿元", "19亿元"),
        ("不超过5亿元", "4亿元"),
        ("46亿元", "46.3亿元"),
        ("7000万美元", "5亿元"),
        ("3亿元", "3.00亿元"),
        ("12.06亿元", "12.1亿元"),
    ],
)
def test_rounding_bounds_ranges_and_conversions_agree(a: str, b: str, tmp_path: Path):
    x, y = parse_money(a), parse_money(b)
    assert compare_sums(x, y, RATES) is True and compare_sums(y, x, RATES) is True
    week = brief(tmp_path, round_news(a), round_news(b, "岭南财经"))
    assert len(week.deals) == 1 and not week.conflicts


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("3亿元", "5亿元"),
        ("1亿元", "1.2亿元"),
        ("近10亿元", "6亿元"),
        ("超10亿元", "50亿元"),
        ("18亿元至20亿元", "30亿元"),
        ("不超过5亿元", "8亿元"),
        ("数千万元", "3亿元"),
        ("7000万美元", "8亿元"),
        ("5.05亿元", "5.57亿元"),
    ],
)
def test_what_no_rounding_explains_is_a_conflict(a: str, b: str, tmp_path: Path):
    assert compare_sums(parse_money(a), parse_money(b), RATES) is False
    week = brief(tmp_path, round_news(a), round_news(b, "岭南财经"))
    assert len(week.deals) == 1 and len(week.conflicts) == 1


def test_the_figure_that_says_most_is_shown(tmp_path: Path):
    week = brief(
        tmp_path, round_news("近10亿元"), round_news("近10亿元", "科创周刊"), round_news("9.6亿元", "岭南财经")
    )
    assert week.deals[0].money and week.deals[0].money.text == "9.6亿元"


# ---------------------------------------------------------------- negative


def test_negative_two_rounds_are_no_conflict(tmp_path: Path):
    week = brief(tmp_path, round_news("3亿元", letter="A"), round_news("5亿元", "岭南财经", letter="B"))
    assert len(week.deals) == 2 and not week.conflicts


def test_negative_an_earlier_round_told_as_history_is_no_reading(tmp_path: Path):
    history = "此前，云岫微电子曾于2023年完成1亿元A轮融资。"
    week = brief(tmp_path, round_news("3亿元", tail=history), round_news("3亿元", "岭南财经"))
    assert not week.conflicts
    (news,) = (d for d in week.deals if not d.is_background)
    assert news.money and news.money.text == "3亿元"


def test_negative_two_phases_are_two_projects(tmp_path: Path):
    first = "江城云岫封测产业园一期项目15日开工建设，总投资20亿元。"
    second = "江城云岫封测产业园二期项目15日开工建设，总投资35亿元。"
    week = brief(tmp_path, News(first), News(second, "岭南财经"))
    assert len(week.projects) == 2 and not week.conflicts


def test_negative_a_first_close_and_a_valuation_are_other_figures(tmp_path: Path):
    whole = "江城市先进制造产业基金15日揭牌成立，基金总规模50亿元，由江城产业投资集团管理。"
    first = "江城市先进制造产业基金15日揭牌成立，首期规模20亿元，由江城产业投资集团管理。"
    week = brief(tmp_path, News(whole), News(first, "岭南财经"))
    assert len(week.funds) == 1 and not week.conflicts
    assert week.funds[0].money and week.funds[0].money.text == "50亿元"


def test_negative_two_bonds_of_one_issuer_are_two(tmp_path: Path):
    news = "江城产业投资集团15日成功发行{}公司债券，票面利率{}%。"
    week = brief(tmp_path, News(news.format("10亿元", "2.35")), News(news.format("6亿元", "2.10"), "岭南财经"))
    assert not week.conflicts


def test_negative_another_stake_has_another_price(tmp_path: Path):
    news = "15日晚间，星野重工发布公告称，公司拟以{}收购岭南精工{}股权，交易不构成重大资产重组。"
    one, two = News(news.format("12.5亿元", "51%"), "A"), News(news.format("4亿元", "15.6%"), "B")
    assert not brief(tmp_path, one, two).conflicts
    other = News(news.format("15.8亿元", "51%"), "B")
    assert len(brief(tmp_path, one, other).conflicts) == 1


# ---------------------------------------------------------------- the files

WEEK = (
    round_news("3亿元"),
    round_news("5亿元", "岭南财经"),
    round_news("5亿元", "科创周刊", day="2025-07-16"),
    News("江城云岫封测产业园项目15日开工建设，总投资20亿元，由江城城投建设。"),
    News("江城云岫封测产业园项目15日开工建设，总投资32亿元，由江城城投建设。", "岭南财经"),
)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> tuple[Briefing, Path]:
    folder = tmp_path_factory.mktemp("issue")
    done = run([str(write_week(folder, WEEK))], load_settings(), out=folder / "out")
    return done.briefing, folder / "out"


def test_every_reading_is_in_its_quote_and_every_report_in_one_row(issue: tuple[Briefing, Path]):
    briefing, _ = issue
    texts = {row.article.id: row.article for row in briefing.articles}
    assert len(briefing.conflicts) == 2
    for conflict in briefing.conflicts:
        assert {c.is_used for c in conflict.claims} == {True, False}
        for claim in conflict.claims:
            assert claim.money.text in claim.evidence.text
            assert texts[claim.evidence.article].slice(claim.evidence.span) == claim.evidence.text
    places = [(e.article, e.span, type(event)) for event in events_of(briefing) for e in event.evidence]
    assert len(places) == len(set(places))


def test_the_sheet_has_a_row_a_reading_and_the_record_points_to_it(issue: tuple[Briefing, Path]):
    _, out = issue
    book = load_workbook(out / "appendix.xlsx")
    head, *rows = ([c.value for c in row] for row in book["冲突 Conflicts"].iter_rows())
    rows = [dict(zip(head, row, strict=True)) for row in rows]
    shown = [(r["读数(原文)"], r["采用"]) for r in rows if r["类别"] == "交易"]
    assert shown == [("5亿元", "是"), ("5亿元", "是"), ("3亿元", "否")]
    assert {r["金额(百万)"] for r in rows} == {300, 500, 2000, 3200}
    assert all(r["读数(原文)"] in r["原文"] and r["媒体"] and r["起"] < r["止"] for r in rows)
    deals, projects = book["交易 Deals"], book["项目 Projects"]
    for page in (deals, projects):
        columns = [c.value for c in page[1]]
        note = page.cell(2, columns.index("备注") + 1).value
        assert page.cell(2, 1).value in {r["记录ID"] for r in rows}
        assert note.startswith("金额各家不一") and any(r["冲突ID"] in note for r in rows)
        assert page.cell(2, columns.index("佐证数") + 1).value == (3 if page is deals else 2)


def test_a_week_without_conflicts_has_the_sheet_too(tmp_path: Path):
    run([str(write_week(tmp_path, WEEK[:1]))], load_settings(), out=tmp_path / "out")
    page = load_workbook(tmp_path / "out" / "appendix.xlsx")["冲突 Conflicts"]
    assert page["A1"].value == "冲突ID" and page["A2"].value is None
    assert json.loads((tmp_path / "out" / "briefing.json").read_text())["conflicts"] == []


def test_all_files_say_that_reports_differ(issue: tuple[Briefing, Path]):
    _, out = issue
    written = json.loads((out / "briefing.json").read_text(encoding="utf-8"))
    assert len(written["conflicts"]) == written["counts"]["conflicts"] == 2
    pages = Document(str(out / "briefing.docx"))
    printed = [cell.text for table in pages.tables for row in table.rows for cell in row.cells]
    assert "5亿元※" in printed and any(p.text.startswith("2 处数字各家报道不一") for p in pages.paragraphs)
    markdown = (out / "briefing.md").read_text(encoding="utf-8")
    assert "5亿元※" in markdown and "※ 各家报道的数字不一" in markdown


def test_verify_proves_readings_and_names_a_false_one(issue: tuple[Briefing, Path]):
    _, out = issue
    assert not verify_issue(out, load_settings()).faults
    path = out / "appendix.xlsx"
    whole = path.read_bytes()
    book = load_workbook(path)
    book["冲突 Conflicts"]["H2"] = 700
    book["冲突 Conflicts"]["F3"] = "7亿元"
    book.save(path)
    faults = [f.subject for f in verify_issue(out, load_settings()).faults]
    path.write_bytes(whole)
    assert [f for f in faults if "Conflicts" in f] == [
        "appendix.xlsx 冲突 Conflicts row 2",
        "appendix.xlsx 冲突 Conflicts row 3",
    ]
