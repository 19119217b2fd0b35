"""Funds: which are found, with what, and what only looks like one. All sentences are written for these tests."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.funds.find import find_funds, fund_type
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Fund, Span


def read(
    text: str, *, language: str = "zh-Hans", day: date | None = date(2025, 7, 18), title: str | None = None
) -> list[Fund]:
    """The funds of a text, one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        id="A1", doc="d", document="d", file="d", span=Span(0, len(text)), text=text, published=day,
        language=language, blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return find_funds(read_context(article, cut_sentences(article)))


FOUND = [
    (
        "7月15日，滨江市低空经济产业投资基金正式设立，总规模30亿元。",
        "滨江市低空经济产业投资基金",
        "industry",
        "established",
        30,
    ),
    ("近日，云岭省科创母基金完成首次关闭，首关规模12亿元。", "云岭省科创母基金", "fund_of_funds", "closed", 12),
    ("会上，规模5亿元的青禾种子基金揭牌。", "青禾种子基金", "seed", "established", 5),
    ("东海集团拟发起设立海洋装备并购基金，目标规模20亿元。", "海洋装备并购基金", "buyout", "planned", 20),
    ("南湖区发起设立“南湖人才创业投资基金”，首期规模2亿元。", "南湖人才创业投资基金", "venture", "established", 2),
    ("江州市新材料产业引导基金落地高新区，总规模达50亿元。", "江州市新材料产业引导基金", "guidance", "established", 50),
    ("青山S基金完成备案，认缴规模8亿元。", "青山S基金", "secondary", "established", 8),
    ("北港市設立半導體產業基金，總規模100億元。", "半導體產業基金", "industry", "established", 100),
]


@pytest.mark.parametrize(("text", "name", "kind", "stage", "size"), FOUND)
def test_found(text: str, name: str, kind: str, stage: str, size: int) -> None:
    (fund,) = read(text)
    assert (fund.name, fund.type, fund.stage) == (name, kind, stage)
    assert fund.money is not None
    assert fund.money.value == Decimal(size) * 10**8


def test_partnership_is_a_fund() -> None:
    (fund,) = read("公司拟投资设立滨江远山创业投资合伙企业（有限合伙），规模3亿元。")
    assert (fund.name, fund.type, fund.stage) == ("滨江远山创业投资合伙企业（有限合伙）", "venture", "planned")


NOT_FOUND = [
    "该公募基金现任基金经理为王某，近一年净值上涨3.5%。",
    "本轮融资由北辰产业投资基金领投，远望创投跟投。",
    "社保基金三季度增持了该股。",
    "国家自然科学基金资助了这项研究。",
    "市民为玉兰慈善基金捐款，用于助学。",
    "政府基金的作用日益显现。",
    "支持各地设立产业基金，引导社会资本投早投小。",
    "全市已设立10余支产业基金。",
    "新能源ETF基金昨日成交活跃。",
    "基金小镇吸引了一批机构入驻。",
    "晨星基金公司发布了季度报告。",
    "该基金成立以来回报稳定。",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert read(text) == []


def test_chain_is_one_record_each() -> None:
    funds = read("活动现场，“临江智能制造产业基金”与“临江天使投资基金”双双落地。")
    assert [f.name for f in funds] == ["临江智能制造产业基金", "临江天使投资基金"]


def test_roles_stay_apart() -> None:
    (fund,) = read("7月16日，远山生物医药产业基金成立。该基金总规模40亿元，首期规模10亿元。")
    assert fund.money is not None and fund.money.value == 4_000_000_000
    assert fund.first_close is not None and fund.first_close.value == 1_000_000_000
    assert fund.money.role == "total"


def test_mentions_are_one_fund() -> None:
    funds = read(
        "云岭省科创母基金7月16日成立，总规模60亿元。\n云岭省科创母基金将由云岭国资运营。\n科创母基金重点投向新材料领域。"
    )
    assert len(funds) == 1
    assert funds[0].date == "2025-07-16"
    assert funds[0].focus == "新材料领域"


def test_size_that_a_fund_moves_is_not_its_own() -> None:
    (fund,) = read("滨江市科创母基金正式成立，总规模10亿元，带动投资规模90亿元。")
    assert fund.money is not None and fund.money.value == 1_000_000_000


def test_level_and_manager() -> None:
    (fund,) = read("云岭省算力产业基金正式成立，总规模20亿元，由启明资本管理有限公司管理。")
    assert fund.level == "provincial"
    assert fund.managers == ("启明资本管理有限公司",)


def test_old_history_is_background() -> None:
    (fund,) = read("2015年，滨江市设立了滨江文化产业投资基金，总规模3亿元。")
    assert fund.is_background


@pytest.mark.parametrize(
    ("text", "name", "stage"),
    [
        ("The city launched the Riverbend Robotics Venture Capital Fund on Monday.", "Riverbend Robotics Venture Capital Fund", "established"),
        ("Oakfield Capital raised $2 billion for its Growth Fund IV.", "Growth Fund IV", "closed"),
        ("The province set up a 10 billion yuan semiconductor industry fund.", "semiconductor industry fund", "established"),
        ("The group plans to launch the Northshore Green Energy Fund.", "Northshore Green Energy Fund", "planned"),
    ],
)  # fmt: skip
def test_english(text: str, name: str, stage: str) -> None:
    (fund,) = read(text, language="en")
    assert (fund.name, fund.stage) == (name, stage)


def test_descriptive_name_with_founder_and_size() -> None:
    (fund,) = read(
        "滨海区近日设立科技企业并购基金，总规模50亿元，首期20亿元已经完成备案。\n"
        "并购基金由滨海科创集团发起，由远澜资本担任管理人。基金将围绕生物医药、新材料两大产业链，支持并购。"
    )
    assert (fund.name, fund.type, fund.stage, fund.level) == ("科技企业并购基金", "buyout", "established", "county")
    assert fund.money is not None and fund.money.value == 5_000_000_000
    assert fund.first_close is not None and fund.first_close.value == 2_000_000_000
    assert (fund.managers, fund.sponsors) == (("远澜资本",), ("滨海科创集团",))
    assert fund.focus == "生物医药、新材料两大产业链"


def test_both_sides_stand_behind_a_fund() -> None:
    (fund,) = read("合肥高新区管委会与砺行机器人签署战略合作协议，双方将设立规模15亿元的未来智能产业基金。")
    assert (fund.name, fund.stage) == ("未来智能产业基金", "planned")
    assert fund.sponsors == ("合肥高新区管委会", "砺行机器人")


@pytest.mark.parametrize(
    ("text", "name", "stage", "amount"),
    [
        ("Lakeside Partners closed its third fund at $1.2 billion.", "third fund", "closed", "$1.2 billion"),
        ("Oakridge Ventures has raised $500 million for its fourth fund.", "fourth fund", "closed", "$500 million"),
        ("Shenzhen launched a 10 billion yuan fund to invest in chipmakers.", "10 billion yuan fund to invest in chipmakers", "established", "10 billion yuan"),
        ("Hubei has set up an artificial intelligence industry fund with a total size of 10 billion yuan.", "artificial intelligence industry fund", "established", "10 billion yuan"),
    ],
)  # fmt: skip
def test_english_with_its_size(text: str, name: str, stage: str, amount: str) -> None:
    (fund,) = read(text, language="en")
    assert (fund.name, fund.stage, fund.money and fund.money.text) == (name, stage, amount)


def test_chinese_title_beside_english_text() -> None:
    (fund,) = read(
        "The second phase of the Bay Area Science Innovation Fund of Funds has been established with a total size of "
        "9 billion yuan, of which the first closing amounts to 4.5 billion yuan.\n"
        "The fund of funds is managed by Haiyun Capital.",
        language="en",
        title="湾区科创母基金二期设立，总规模90亿元",
    )
    assert fund.name == "湾区科创母基金二期"
    assert (fund.type, fund.managers) == ("fund_of_funds", ("Haiyun Capital",))
    assert fund.money is not None and fund.money.value == 9_000_000_000
    assert fund.first_close is not None and fund.first_close.value == 4_500_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Hedge funds sold shares on Tuesday.",
        "The index fund gained 2 percent.",
        "The International Monetary Fund raised its forecast.",
    ],
)
def test_not_english(text: str) -> None:
    assert read(text, language="en") == []


def test_types_by_name() -> None:
    assert fund_type("前沿科技基金会") == "foundation"
    assert fund_type("智能产业私募股权投资基金") == "private_equity"
    assert fund_type("装备材料产业投资基金") == "industry"


@given(st.text(alphabet='基金设立成规模总投资亿元母产业“”"（）0123456789，。AZ 的', max_size=120))
def test_evidence_holds_what_the_record_says(text: str) -> None:
    line = text.replace("\n", " ")
    for fund in read(line):
        evidence = fund.evidence[0]
        assert line[evidence.span.start : evidence.span.end] == evidence.text
        assert fund.name in line
        if fund.money is not None:
            assert line[fund.money.span.start : fund.money.span.end] == fund.money.text
        assert 0.5 <= fund.confidence < 1


@pytest.mark.parametrize("unit", ["基金", '基金"', "设立1亿元基金", "“基金”、", "的基金亿元"])
def test_hostile_line_is_read_in_time(unit: str) -> None:
    start = time.process_time()
    read(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 10
