"""说明 writes itself: what was left out, what is in no total, what has no rate; and 覆盖 says why in the issue's language."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from briefing.compose import NO_FACT, NOT_ADDED
from briefing.types import Briefing, Coverage, Money, Problem, SourceFile, Span, Standing
from briefing.write.labels import read_labels
from briefing.write.xlsx import make_xlsx
from briefing.write.xlsx_layout import LABELS
from factories import make_briefing, make_deals, make_empty_briefing


def page_of(briefing: Briefing, title: str) -> list[list]:
    page = load_workbook(io.BytesIO(make_xlsx(briefing)))[title]
    return [list(row) for row in page.iter_rows(min_row=2, values_only=True)]


def method_of(briefing: Briefing) -> dict[str, str]:
    return dict(page_of(briefing, "说明 ReadMe"))


def deal(n: int, currency: str | None = "CNY", role: str | None = None, **changes):
    value = Decimal(n) * 1_000_000
    money = Money(f"{n}百万", currency, value, value, value, "exact", Span(0, 3), role)
    return replace(make_deals()[0], id=f"D-{n}", money=money, **changes)


def figures_in(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


def coverage(file: str, *reasons: str, found: int = 0, form: str | None = "newspaper", skipped: int = 0) -> Coverage:
    source = SourceFile(file, "/in/" + file, 10, "0" * 64, form)
    return Coverage(source, found, found - skipped, 0, skipped, reasons)


def test_every_sum_that_is_in_no_total_is_counted_under_one_reason() -> None:
    deals = (
        deal(1), deal(2, is_background=True), deal(3, stage=sorted(NO_FACT)[0]), deal(4, role=sorted(NOT_ADDED)[0]),
        deal(5, currency=None), deal(6, is_background=True, stage=sorted(NO_FACT)[0]),
    )  # fmt: skip
    told = {deals[0].id: Standing(state="repeated", first_issue=1, thread=deals[0].id, last_issue=1)}
    for standings, repeated in (({}, 0), (told, 1)):
        said = method_of(make_briefing(deals=deals, funds=(), projects=(), standings=standings))["不计入合计"]
        assert figures_in(said) == [5 + repeated, 2, repeated, 1, 1, 0, 1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_role_that_is_not_added_has_a_name(lang: str) -> None:
    labels = read_labels(LABELS, lang=lang)
    assert all(f"money_role.{role}" in labels.words for role in NOT_ADDED)


def test_what_was_left_out_is_added_over_the_files() -> None:
    files = (
        coverage("a.txt", "off_subject:2", "outside_window:5", found=9, skipped=7),
        coverage("b.txt", "outside_window:1", found=1, skipped=1),
        coverage("c.pdf", form=None),
    )
    assert figures_in(method_of(make_briefing(coverage=files))["排除"]) == [6, 2, 1]


def test_the_cut_off_is_the_last_article_that_counts() -> None:
    rows = make_briefing().articles
    later = replace(rows[-1], article=replace(rows[-1].article, published=date(2025, 8, 30)), in_window=False)
    said = method_of(make_briefing(articles=(*rows[:-1], later)))["截止"]
    assert "2025-07-17" in said and said.endswith("0 篇")
    assert method_of(make_briefing())["截止"].endswith("1 篇")
    assert method_of(make_empty_briefing())["截止"] == "计入的文章均未注明日期"


def test_currencies_without_a_rate_say_how_many_records_they_leave_empty() -> None:
    said = method_of(make_briefing(deals=(deal(1, "KRW"), deal(2, "KRW"), deal(3, "CHF"))))["无汇率币种"]
    assert said == "CHF（1 条）；KRW（2 条）：折人民币留空"


# ---------------------------------------------------------------- 覆盖


def test_a_file_without_an_article_always_says_why() -> None:
    files = (coverage("a.txt"), coverage("b.txt"), coverage("c.txt", found=1))
    told = (Problem("b.txt", "is a feed without entries"),)
    reasons = [row[-1] for row in page_of(make_briefing(coverage=files, problems=told), "覆盖 Coverage")]
    assert reasons == ["没有认出文章", "订阅源没有条目", None]


def test_a_reason_told_twice_is_printed_once() -> None:
    problem = Problem("a.txt", "is a picture; give its text", "error")
    row = coverage("a.txt", problem.message, form=None)
    row = replace(row, source=replace(row.source, problem=problem))
    assert page_of(make_briefing(coverage=(row,), problems=(problem,)), "覆盖 Coverage")[0][-1] == "是图片；请给出文字"
