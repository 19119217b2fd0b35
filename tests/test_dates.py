"""Dates: what is written, no more precise than the article allows."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.extract.dates import find_dates, frame_day

DAY = date(2024, 7, 18)  # a Thursday


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023年5月6日签约", "2023-05-06"),
        ("2023年5月启动", "2023-05"),
        ("2023年设立", "2023"),
        ("2023 年 5 月 6 日", "2023-05-06"),
        ("2023-05-06", "2023-05-06"),
        ("2023/5/6 发布", "2023-05-06"),
        ("7月15日完成", "2024-07-15"),
        ("今年3月开工", "2024-03"),
        ("去年11月开工", "2023-11"),
        ("去年建成", "2023"),
        ("明年投产", "2025"),
        ("昨日宣布", "2024-07-17"),
        ("今天揭牌", "2024-07-18"),
        ("本月29日开工", "2024-07-29"),
        ("上月签约", "2024-06"),
        ("on July 3, 2023", "2023-07-03"),
        ("on 3 July 2023", "2023-07-03"),
        ("in March 2022", "2022-03"),
        ("founded in 2019", "2019"),
        ("said on July 3", "2024-07-03"),
        ("said on Tuesday", "2024-07-16"),
        ("on Thursday", "2024-07-18"),
        ("last year", "2023"),
        ("last month", "2024-06"),
        ("yesterday", "2024-07-17"),
    ],
)
def test_dates_with_the_day_known(text: str, iso: str) -> None:
    assert [m.key for m in find_dates(text, text, DAY)] == [iso]


def test_december_read_in_january_is_last_years() -> None:
    text = "12月30日完成交割"
    assert find_dates(text, text, date(2024, 1, 3))[0].key == "2023-12-30"


@pytest.mark.parametrize(
    "text",
    [
        "近日完成",
        "日前宣布",
        "未来五年",
        "90年代",
        "2月30日",
        "13月5日",
        "第3届",
        "2023亩",
        "1.5版",
        "May not",
        "in 20 days",
        "march on",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text, text, DAY) == ()


@pytest.mark.parametrize("text", ["7月15日完成", "今年3月开工", "昨日宣布", "on Tuesday", "said on July 3"])
def test_without_a_day_relative_words_give_nothing(text: str) -> None:
    assert find_dates(text, text, None) == ()


def test_a_bare_day_lies_at_or_after_what_the_article_dates_fully() -> None:
    text = "公司2021年12月29日取得批文，1月14日完成首期发行。"
    day, after = frame_day(text, None)
    assert day is None
    assert [m.key for m in find_dates(text, text, day, after)][-1][4:] == "-01-14"
    late = "1月14日完成首期发行。"
    assert find_dates(late, late, day, after)[0].key == "2022-01-14"


@pytest.mark.parametrize(
    "plan", ["一期计划于2027年底投入使用。", "到2030年产值达百亿元。", "预计2028年建成。", "项目2029年底前投产。"]
)
def test_the_year_of_a_plan_dates_nothing_else(plan: str) -> None:
    text = "3月8日，松湾算力中心开工。" + plan
    day, after = frame_day(text, None)
    assert [m.key for m in find_dates(text, text, day, after) if "月" in m.text] == []


def test_a_planned_year_leaves_the_year_of_the_article() -> None:
    text = "2023年5月6日签约，6月2日开工，预计2026年投产。"
    assert frame_day(text, None) == (None, date(2023, 5, 6))


def test_a_stretch_of_years_is_no_plan() -> None:
    assert frame_day("2021年至2023年，公司三次增资；3月8日开工。", None) == (None, None)


def test_the_year_of_a_sentence_serves_its_later_dates() -> None:
    text = "2020年3月立项，6月5日开工"
    assert [m.key for m in find_dates(text, text, DAY)] == ["2020-03", "2020-06-05"]


def test_spans_slice_to_the_words() -> None:
    text = "公司于2023年5月6日与7月1日两次公告"
    for m in find_dates(text, text, DAY):
        assert text[m.start : m.end] == m.text
