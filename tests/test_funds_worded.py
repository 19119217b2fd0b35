"""The wordings in which outlets tell of one fund: announcements, local news, venture and English news. All invented."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from briefing.extract.funds.find import find_funds
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Fund, Span


def read(text: str, *, language: str = "zh-Hans", title: str | None = None) -> list[Fund]:
    """The funds of a text, one paragraph a line, that are no background."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        id="A1", doc="d", document="d", file="d", span=Span(0, len(text)), text=text, published=date(2025, 7, 18),
        language=language, blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return [f for f in find_funds(read_context(article, cut_sentences(article))) if not f.is_background]


def one(text: str, *, language: str = "zh-Hans", title: str | None = None) -> Fund:
    funds = read(text, language=language, title=title)
    assert [f.name for f in funds] == [funds[0].name if funds else "a fund"]
    return funds[0]


ANNOUNCED = [
    "公司拟与青禾私募基金管理有限公司共同出资设立{name}，基金总规模不超过10亿元，其中公司认缴3亿元。",
    "公司拟作为有限合伙人认购{name}的基金份额，认购金额3亿元。该基金目标募集规模10亿元。",
    "公司拟使用自有资金3亿元投资{name}，成为其有限合伙人。标的基金总认缴规模为10亿元。",
    "公司与青禾私募基金管理有限公司签订合作协议，双方拟共同设立{name}（名称暂定），基金规模10亿元，公司出资3亿元。",
]


@pytest.mark.parametrize("told", ANNOUNCED)
@pytest.mark.parametrize(
    "name", ["合肥青禾新型显示产业投资基金合伙企业（有限合伙）", "苏州青禾启航（吴江）创业投资合伙企业（有限合伙）"]
)
def test_announced_by_a_listed_company(told: str, name: str) -> None:
    fund = one(f"澜石股份(300999.SZ)公告，{told.format(name=name)}")
    assert (fund.name, fund.stage) == (name, "planned")
    assert fund.money is not None and fund.money.value == Decimal(10**9)
    assert "澜石股份" in fund.parties


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ("已在中国证券投资基金业协会完成私募投资基金备案手续", "established"),
        ("近日完成工商登记并取得营业执照", "established"),
        ("因存续期届满，全体合伙人一致同意解散并清算", "terminated"),
        ("近日完成首次关闭", "closed"),
    ],
)
def test_how_far_it_is(told: str, stage: str) -> None:
    fund = one(f"澜石股份公告，公司参与投资的宁波青禾股权投资合伙企业（有限合伙）{told}。")
    assert (fund.name, fund.type, fund.stage) == ("宁波青禾股权投资合伙企业（有限合伙）", "private_equity", stage)


def test_share_of_a_partner_is_not_the_size() -> None:
    fund = one("澜石股份公告，公司拟以自有资金5000万元认购苏州青禾创业投资合伙企业（有限合伙）的基金份额。")
    assert fund.money is not None and fund.money.value == 50_000_000
    fund = one("苏州青禾创业投资合伙企业（有限合伙）成立，出资额50亿元，由澜石控股、远山集团共同出资。")
    assert fund.money is not None and fund.money.value == 5_000_000_000
    assert set(fund.parties) == {"澜石控股", "远山集团"}


def test_row_of_funds_keeps_sums_and_people_apart() -> None:
    funds = read(
        "10月15日，现场签约5支子基金，总规模62亿元。\n"
        "其中，青禾创新医药基金规模20亿元，由青禾资本管理；远山生命健康基金规模10亿元，由远山资本管理。"
    )
    assert [(f.name, f.stage, f.money and int(f.money.value or 0) // 10**8, f.managers) for f in funds] == [
        ("青禾创新医药基金", "signed", 20, ("青禾资本",)),
        ("远山生命健康基金", "signed", 10, ("远山资本",)),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "早期投资机构「青禾资本」宣布完成第四期人民币主基金的最终关闭，总规模25亿元。",
            "第四期人民币主基金",
            "venture",
        ),
        ("远山资本宣布其首支S基金——远山接力一号基金成功募集25亿元。", "远山接力一号基金", "secondary"),
        ("青禾创投近日完成青禾硬科技三期基金首关，首关规模25亿元，目标规模40亿元。", "青禾硬科技三期基金", "venture"),
        ("青禾創投18日宣布完成「青禾生醫成長基金」募集，總規模達25億元。", "青禾生醫成長基金", "venture"),
    ],
)
def test_raised_by_a_house(text: str, name: str, kind: str) -> None:
    fund = one(text)
    assert (fund.name, fund.type, fund.stage) == (name, kind, "closed")
    assert fund.money is not None and fund.money.value == Decimal(25 * 10**8)


def test_partners_are_parties() -> None:
    fund = one("青禾创投完成青禾硬科技三期基金首关，首关规模12亿元。\nLP包括远山创新母基金、澜石集团等。")
    assert set(fund.parties) == {"青禾创投", "远山创新母基金", "澜石集团"}


def test_headline_and_text_are_one_fund() -> None:
    fund = one(
        "澜石股份公告，公司拟参与设立杭州澜石生物医药产业基金，出资2亿元。", title="澜石股份：参与设立生物医药基金"
    )
    assert (fund.name, fund.stage) == ("杭州澜石生物医药产业基金", "planned")


def test_company_form_and_its_partners() -> None:
    fund = one("国家海洋装备产业投资基金二期股份有限公司近日成立，注册资本300亿元，由澜石控股、远山集团等共同持股。")
    assert fund.name == "国家海洋装备产业投资基金二期股份有限公司"
    assert fund.money is not None and fund.money.value == Decimal(300 * 10**8)
    assert fund.level == "national"


NONE = [
    "海东股份公告，股东宁波远泰股权投资合伙企业（有限合伙）拟减持不超过2%股份。",
    "澜石科技完成2亿元B轮融资，由远山产业基金领投，云岭市引导基金、青禾资本跟投。",
    "南山成长混合基金净值增长1.2%，规模为30亿元。",
    "我市将加快设立产业基金，力争到2026年基金总规模达到500亿元。",
    "全国新设政府引导基金60只，总规模1880亿元。",
    "这笔钱将从规模180亿元的“远山气候基金”中提取。",
    "企业名称为云岭智造有限公司，经营范围含以私募基金从事股权投资，注册资本5亿元。",
    "星河稳健债券型基金今日成立，首募规模8.5亿元。",
]


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert read(text) == []


ENGLISH = [
    ("Lakeside Equity closed its third buyout fund, {name}, at $2 billion.", "closed"),
    ("Lakeside Equity announced the final close of {name} with commitments of $2 billion.", "closed"),
    ("Lakeside Equity has secured $2 billion in commitments for {name}, ahead of its $1.5 billion target.", "closed"),
    ("Lakeside Equity announced the launch of {name}, a $2 billion fund that will back miners.", "established"),
]


@pytest.mark.parametrize(("told", "stage"), ENGLISH)
@pytest.mark.parametrize("name", ["Lakeside Partners III", "Lakeside Growth Fund III", "Lakeside Fund III, L.P."])
def test_vehicle_by_name(told: str, stage: str, name: str) -> None:
    fund = one(told.format(name=name), language="en")
    assert (fund.name.rstrip(","), fund.stage) == (name, stage)
    assert fund.money is not None and fund.money.value == Decimal(2 * 10**9)
    assert "Lakeside Equity" in fund.parties


def test_described_and_named_are_one() -> None:
    fund = one(
        "Oak Ventures closed its second Asia fund at $300 million.\n"
        "Oak Asia Fund II will invest in seed rounds. Limited partners include the Maple Pension Plan.",
        language="en",
    )
    assert (fund.name, fund.type) == ("Oak Asia Fund II", "venture")
    assert set(fund.parties) == {"Oak Ventures", "Maple Pension Plan"}


def test_earlier_vehicle_is_background() -> None:
    fund = one(
        "Oak Partners closed Oak Fund VI at $3 billion.\nIts previous fund, Oak Fund V, closed at $2 billion.",
        language="en",
    )
    assert fund.name == "Oak Fund VI"


@pytest.mark.parametrize(
    "text",
    [
        "Redwood Partners IV sold its stake in the maker for $2 billion.",
        "The round was led by Redwood Growth Fund II.",
        "Norway's wealth fund said it would vote against the plan.",
    ],
)
def test_vehicle_as_investor_is_none(text: str) -> None:
    assert read(text, language="en") == []


@pytest.mark.parametrize(
    "unit",
    [
        "设立青禾基金、",
        "由甲出资的基金（",
        "Fund II ",
        "raised $1 billion for its fund ",
        "Aa ",
        "LP包括甲、",
        "认购基金份额，",
    ],
)
def test_hostile_line_is_read_in_time(unit: str) -> None:
    start = time.process_time()
    read(unit * (200_000 // len(unit)), language="en" if unit.isascii() else "zh-Hans")
    assert time.process_time() - start < 10
