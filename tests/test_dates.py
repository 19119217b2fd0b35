"""Dates: what is written, no more precise than the article allows."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefing.extract.reading.context import read_context
from briefing.extract.reading.dates import find_dates
from briefing.extract.reading.day_frame import frame_day
from briefing.extract.reading.days import choose_day, home_day
from briefing.text import cut_article
from test_deals import article_of

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
        ("17日，公司宣布终止", "2024-07-17"),
        ("昨（17）日召开记者会", "2024-07-17"),
        ("今 (18) 日公告", "2024-07-18"),
        ("30日，协议签署", "2024-06-30"),
        ("路透周二援引消息", "2024-07-16"),
        ("上周五完成交割", "2024-07-12"),
        ("本周四开标", "2024-07-18"),
        ("昨夜公告", "2024-07-17"),
        ("晶眸科技昨公布", "2024-07-17"),
        ("晶眸资本昨于中环宣布", "2024-07-17"),
        ("今起招股", "2024-07-18"),
        ("昨早签约", "2024-07-17"),
        ("公司 9 日公告", "2024-07-09"),
        ("民国112年8月1日", "2023-08-01"),
        ("112年10月动土", "2023-10"),
        ("旗下公司4月发行债券", "2024-04"),
        ("3月，公司完成融资", "2024-03"),
        ("said Monday it", "2024-07-15"),
        ("unveiled Thursday at", "2024-07-18"),
        ("closed last Thursday", "2024-07-11"),
        ("in February", "2024-02"),
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
        "如今在松湾",
        "至今公司",
        "近 9 日上涨",
        "成立100年",
        "走过110年5个月",
        "日前宣布",
        "未来五年",
        "90年代",
        "2月30日",
        "连续5日上涨",
        "在20日内完成",
        "每周一班",
        "前20日均价",
        "Monday's close",
        "by Friday",
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


@pytest.mark.parametrize(
    "text",
    [
        "7月15日完成",
        "今年3月开工",
        "昨日宣布",
        "27日宣布",
        "上周五签约",
        "3月，开工",
        "on Tuesday",
        "said on July 3",
        "in May,",
    ],
)
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


# ---------------------------------------------------------------- the year of an article without a day of publication


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("松湾汇7月16日丨岚湖科技公布，2020年4月22日的董事会审议通过收购。", date(2020, 7, 16)),
        ("岚湖科技8月4日晚间发布公告。2019年年报显示，公司主营精密件。", date(2020, 8, 4)),
        ("松湾社1月6日讯，岚湖科技签约。该公司2021年营收2770万元。", date(2022, 1, 6)),
        ("9月26日，松湾邦讯，岚湖科技公告，会议定于2019年9月27日上午召开。", date(2019, 9, 26)),
        ("松湾网9月2日讯，岚湖上市。2020年1-6月营收4亿元。2020年1-9月，公司预计营收7亿元。", date(2020, 9, 2)),
        ("10月9日讯，岚湖科技今日发布2019年第一次临时股东大会决议。", date(2019, 10, 9)),
        ("6月18日午间公告。2020年1-4月，公司实现净利润72万元。", date(2020, 6, 18)),
    ],
)
def test_the_day_of_the_dateline(text: str, day: date) -> None:
    assert frame_day(text, None)[0] == day


@pytest.mark.parametrize(
    "text",
    [
        "5月27日消息，蓝屿材料完成融资。松湾创投是于2007年发起设立的投资机构。",
        "5月27日消息，蓝屿材料完成融资。公司成立于2007年3月2日。",
        "5月27日消息，蓝屿材料完成融资。公司2007年3月2日在松湾上市。",
        "5月27日消息，蓝屿材料完成融资。2007年，创始人回国。",
        "5月27日消息，蓝屿材料完成融资。2020年3月签约，2021年扩建。",
    ],
)
def test_history_gives_no_year(text: str) -> None:
    day, after = frame_day(text, None)
    assert find_dates(text, text, day, after)[0].text[:2] != "5月"


# ---------------------------------------------------------------- which date goes with an event


def _lines(text: str, title: str | None = None):
    article = article_of(text, title, published=None)
    return read_context(article, cut_article(article)[0])


@pytest.mark.parametrize(
    ("text", "verb", "iso"),
    [
        ("2020年7月16日，岚湖科技公布，公司于2020年4月22日召开董事会会议审议通过收购云岫电子。", "收购", "2020-07-16"),
        ("成立于2015年3月5日的岚湖科技于2023年6月1日完成融资。", "融资", "2023-06-01"),
        ("截至2023年3月31日净资产3亿元，岚湖科技2023年6月1日收购云岫电子。", "收购", "2023-06-01"),
        ("2020年6月5日双方签订合同，收购项目于2020年9月8日办理完成交割。", "收购", "2020-09-08"),
        ("2023年6月1日讯，岚湖科技近日完成融资。", "融资", None),
        ("岚湖科技完成融资，交易预计于2023年9月30日交割。", "融资", None),
        ("Calder Robotics agreed to buy Huron Tools, the two companies said in a joint statement on May 14, 2024.", "buy",
         "2024-05-14"),
        ("Calder Robotics, founded in 2015, raised funds on May 14, 2024.", "raised", "2024-05-14"),
    ],
)  # fmt: skip
def test_the_date_of_a_verb(text: str, verb: str, iso: str | None) -> None:
    line = _lines(text).lines[0]
    assert choose_day(line, line.simple.index(verb)) == iso


def test_the_lead_dates_what_follows_it() -> None:
    text = "2023年7月24日，松湾产业大会举行。会上，岚湖科技与云岫大学签署协议。"
    assert home_day(_lines(text)) == "2023-07-24"


def test_the_lead_outweighs_the_dateline() -> None:
    text = "松湾社2023年7月27日电 岚湖科技与云岫大学26日签署协议。双方将共建实验室。"
    assert home_day(_lines(text)) == "2023-07-26"


@pytest.mark.parametrize("piece", ["7", "7月", "27日", "周", "2020年", "2020年1-", "May 1 ", "on Monday ", "（1"])
def test_hostile_lines_are_read_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    frame_day(text, None)
    find_dates(text, text, DAY)
    assert time.process_time() - start < 6
