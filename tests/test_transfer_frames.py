"""Purchases told by their frames, all invented: whatever describes a name, in whatever order the sides stand."""

from __future__ import annotations

import time

import pytest

from briefing.extract.deals.find import find_deals
from briefing.extract.reading.context import read_context
from briefing.extract.reading.likely_names import find_likely_names
from briefing.text import cut_article
from test_deals import article_of

DESCRIBED = ["", "传感器厂商", "美国芯片公司", "老牌化妆品企业", "总部在里昂的物流平台", "机器人创企"]


def deals_of(text: str):
    article = article_of(text)
    sentences, _ = cut_article(article)
    return [d for d in find_deals(read_context(article, sentences)) if not d.is_background]


def one(text: str):
    deals = [d for d in deals_of(text) if d.type in ("acquisition", "equity")]
    assert len(deals) == 1, [(d.type, d.name, d.parties) for d in deals]
    return deals[0]


@pytest.mark.parametrize("described", DESCRIBED)
@pytest.mark.parametrize(
    "frame",
    [
        "松岭资本收购了{}Quxilo，金额不详。",
        "{}Quxilo被松岭资本纳入麾下，作价6亿元。",
        "松岭资本把{}Quxilo收入囊中，作价6亿元。",
        "{}Quxilo已归入松岭资本麾下，交易金额6亿元。",
        "{}Quxilo接受松岭资本的全面要约，涉资6亿元。",
    ],
)
def test_what_describes_the_bought_one_changes_nothing(frame: str, described: str) -> None:
    deal = one(frame.format(described))
    assert (deal.name, deal.parties) == ("Quxilo", ("松岭资本",))


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        ("恒岳股份把Quxilo卖给松岭资本，作价6亿元。", "Quxilo", {"恒岳股份", "松岭资本"}),
        ("恒岳股份从松岭资本手中买下机器人公司Quxilo，作价6亿元。", "Quxilo", {"恒岳股份", "松岭资本"}),
        ("天眼查显示，晶眸科技新增松岭资本、海澜创投为股东。", "晶眸科技", {"松岭资本", "海澜创投"}),
        ("恒岳股份收购松岭资本持有的晶眸科技51%股权，作价6亿元。", "晶眸科技", {"恒岳股份", "松岭资本"}),
    ],
)
def test_each_side_has_its_part_in_any_order(text: str, name: str, parties: set[str]) -> None:
    deal = one(text)
    assert deal.name == name
    assert set(deal.parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "专家认为，并购是企业做大的重要途径。",
        "松岭资本否认收购Quxilo。",
        "松岭资本无意收购Quxilo。",
        "粮商入市收购小麦，每斤1.2元。",
        "两家公司合并报表后净利润为3亿元。",
        "他从网友手中购得一台相机。",
        "法院判令将晶眸科技的股权过户至松岭资本名下。",
        "该平台把商家纳入统一管理体系。",
        "晶眸科技的股东松岭资本将其所持股份质押给北辰信托。",
    ],
)
def test_look_alikes_tell_no_transfer(text: str) -> None:
    assert not [d for d in deals_of(text) if d.type in ("acquisition", "equity")]


def test_names_of_a_sentence_are_found_behind_their_descriptions() -> None:
    article = article_of("视觉算法公司Quxilo与老牌地板商“枫语”签约。")
    sentences, _ = cut_article(article)
    context = read_context(article, sentences)
    line = context.lines[0]
    assert [line.text[n.start : n.end] for n in find_likely_names(line, context)] == ["Quxilo", "枫语"]


@pytest.mark.parametrize("unit", ["Foo被Bar收入囊中，", "将某某卖给某某、", "与A和B", "新增甲、乙为股东，", "「某某」"])
def test_a_line_of_repeats_is_read_in_time(unit: str) -> None:
    text = (unit * (390 // len(unit)) + "。") * 20
    started = time.perf_counter()
    deals_of(text)
    assert time.perf_counter() - started < 5
