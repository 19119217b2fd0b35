"""Purchases and sales in Chinese where the plain order fails, invented: who acts, what is no company, what is no price,
what only looks like a deal, and how far it has come.
"""

from __future__ import annotations

from typing import Any

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Deal
from test_deals import article_of

Case = tuple[str, str | None, str, list[str], int | None]

# The first name of the clause only watches, or the deal's own company stands elsewhere.
ACTORS: list[Case] = [
    ("竞争监管局一直反对澜海集团收购Veltrona，澜海集团表示不解。", None, "Veltrona", ["澜海集团"], None),
    ("监管部门对岚城证交所以2.7亿美元收购Datamira的提议表示担忧。", None, "Datamira", ["岚城证交所"], 270000000),
    ("恒川科技的芯片沿用旧架构，但是近日他们斥资3亿美元收购了Quillon。", None, "Quillon", ["恒川科技"], 300000000),
    ("拟12亿元收购Orvanta，恒川科技股价涨停。", "拟12亿元收购Orvanta，恒川科技股价涨停", "Orvanta", ["恒川科技"], 1200000000),
    ("商务部门已批准瑞岳矿业对Pinemoor的收购，预计月内交割。", None, "Pinemoor", ["瑞岳矿业"], None),
    ("午报：云帆出行裁员丨恒川科技收购松屿通信有限公司。", None, "松屿通信有限公司", ["恒川科技"], None),
]

# A part of a company, a building, a plant: called by its noun and what stands before it.
ASSETS: list[Case] = [
    ("澜海集团公布，向松屿资本收购青岩一座物流中心，作价23亿元。", None, "青岩物流中心", ["澜海集团", "松屿资本"], 2300000000),
    ("澜海集團宣布，以1.2億美元向松嶼製紙出售旗下青岩紙廠三成權益。", None, "青岩紙廠", ["澜海集團", "松嶼製紙"], 120000000),
    ("恒川科技拟以2.3亿元出售旗下传感器业务给松屿资本。", None, "传感器业务", ["松屿资本", "恒川科技"], 230000000),
    ("恒川科技以6.3亿元转让旗下商场「云间里」49%权益予松屿资本。", None, "云间里", ["恒川科技", "松屿资本"], 630000000),
]

# Sums that nobody pays for it, shares counted before whose they are, persons who sell, offers to holders.
TERMS: list[Case] = [
    ("恒川科技拟出售青岩制药业务，预计确认减值21亿元。", None, "青岩制药业务", ["恒川科技"], None),
    (
        "恒川科技拟向松屿资本出售约14亿股澜海能源股份，总代价4.2亿元。", None, "澜海能源", ["松屿资本", "恒川科技"], 420000000,
    ),
    (
        "澜海能源5月8日公告，原大股东宋远已将17%股份协议转让给国资背景的松屿资本，转让总价9亿元。",
        None, "澜海能源", ["松屿资本", "宋远"], 900000000,
    ),
    ("澜海能源(600777.SH)：此次要约收购为松屿资本向全体股东发出。", "澜海能源(600777.SH)：要约收购开始", "澜海能源", ["松屿资本"], None),
]  # fmt: skip


def read(text: str, title: str | None = None) -> list[Deal]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    found: list[Any] = extract_records(article, sentences, tokens)
    return [d for d in found if isinstance(d, Deal) and d.type in ("acquisition", "equity")]


@pytest.mark.parametrize(
    ("text", "title", "name", "parties", "value"), [*ACTORS, *ASSETS, *TERMS], ids=[c[0][:24] for c in [*ACTORS, *ASSETS, *TERMS]]
)
def test_who_and_what(text: str, title: str | None, name: str, parties: list[str], value: int | None) -> None:
    deals = read(text, title)
    assert [d.name for d in deals] == [name]
    assert set(parties) <= set(deals[0].parties)
    assert (deals[0].money.value if deals[0].money else None) == value


@pytest.mark.parametrize(
    "text",
    [
        "集团暂无出售海外酒店的计划，将改善营运现金流。",
        "恒川科技通过大宗交易出售松屿电子普通股，套现1.2亿元。",
        "刘某将药品以每盒100元的价格出售给他人。",
        "Lumora Acquisition Corp是由松屿资本作为发起人的特殊目的收购公司。",
        "民警查明，松屿物资有限公司非法收购、出售云豹制品。",
        "恒川科技因股权转让纠纷被强制执行21亿元。",
        "云岚是一个豪华汽车品牌，村民在市场收购小龙虾。",
        "青岩电子49%股权接盘方定了。",
    ],
)
def test_what_is_no_transfer(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("恒川科技宣布将以3亿元收购松屿电子有限公司。", "announced"),
        ("恒川科技公告称，拟以3亿元收购松屿电子有限公司。", "planned"),
        ("恒川科技董事会审议通过议案，同意以3亿元收购松屿电子有限公司。", "planned"),
        ("恒川科技决定不再购买松屿电子有限公司51%股权。", "terminated"),
    ],
)
def test_said_and_planned(text: str, stage: str) -> None:
    assert [d.stage for d in read(text)] == [stage]


@pytest.mark.parametrize("mark", ["对", "以", "，", "一座", "的酒店", "收购", "自", "、", "股份"])
def test_hostile_lines_end_soon(mark: str) -> None:
    read(f"恒川科技收购{mark * 4000}有限公司51%股权。")
