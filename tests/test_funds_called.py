"""What a fund is called and how large it is: clipped words, brackets, masters and their parts, English funds.

All sentences and names are written for these tests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from briefing.extract.funds.find import find_funds
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Fund, Span

YI = Decimal(10**8)


def read(text: str, *, title: str | None = None) -> list[Fund]:
    """The funds of a text, one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        id="A1", doc="d", document="d", file="d", span=Span(0, len(text)), text=text, published=date(2026, 7, 18),
        language="en" if text.isascii() else "zh-Hans", blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return find_funds(read_context(article, cut_sentences(article)))


CLIPPED = [
    "此次揭牌的是{name}，总规模20亿元。",
    "新设立的为{name}，总规模20亿元。",
    "该基金为{name}，总规模20亿元。",
    "云溪市设立了{name}，总规模20亿元。",
    "完成了{name}的设立，规模20亿元。",
    "{name}（规模20亿元）正式签约。",
    "{name}（以下简称“数字基金”）揭牌，总规模20亿元。",
    "首只平行基金{name}规模20亿元，于7月成立。",
]


@pytest.mark.parametrize("text", CLIPPED)
def test_a_name_begins_and_ends_with_itself(text: str) -> None:
    (fund,) = read(text.format(name="云溪数字产业基金"))
    assert fund.name == "云溪数字产业基金"
    assert fund.money is not None and fund.money.value == 20 * YI


def test_the_second_of_a_master_is_the_one_that_is_named() -> None:
    (fund,) = read(
        "28日，远峤资本二期第二只平行基金——远峤二期协同发展基金在云溪成立。\n"
        "此次成立的是远峤二期第二只平行基金，注册资本315亿元。"
    )
    assert fund.name == "远峤二期协同发展基金"
    assert fund.money is not None and fund.money.value == 315 * YI


def test_the_first_of_its_kind_may_be_all_that_is_told() -> None:
    (fund,) = read("近日，云溪首只天使基金成立，规模5亿元。")
    assert fund.name == "云溪首只天使基金"


SIZES = [
    ("白川生物医药产业基金成立，总盘子50亿元。", 50),
    ("白川生物医药产业基金成立，基金盘50亿元。", 50),
    ("白川生物医药产业基金成立，计划总募集规模50亿元，一期10亿元。", 50),
    ("白川生物医药产业基金完成首轮募集，首轮关闭规模50亿元。", 50),
    ("白川市设立白川乡教育发展基金50亿元，资助学生。", 50),
    ("按照协议，远峤实业有限公司向白川大学捐赠50亿元，设立“白川大学人才发展基金”。", 50),
    ("白川市设立30亿元产业基金、50亿元白川人才基金。", 50),
]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_how_large_it_is(text: str, size: int) -> None:
    fund = read(text)[-1]
    assert fund.money is not None and fund.money.value == size * YI


def test_a_mere_word_for_any_fund_is_none() -> None:
    assert read("或由委托方设立配套专项基金，提供全程服务。") == []


ENGLISH = [
    ("Northlake Capital has closed its $2 billion fund for clean energy startups.", "$2 billion fund for clean energy startups", 2),
    ("Northlake Capital raises $2B fund for AI infrastructure in Europe.", "$2B fund for AI infrastructure", 2),
    ("Halden Group unveiled a $2 billion fund named Northlake Vision, with backing from Riverbend.", "Northlake Vision", 2),
    ("Halden Group launched its new fund with $2 billion in commitments.", "new fund", 2),
    ("Northlake plans a $2 billion climate fund, sources said.", "climate fund", 2),
    ("Northlake Ventures raised $2 billion for its third growth fund.", "third growth fund", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "billions"), ENGLISH)
def test_an_english_fund_is_more_than_a_noun(text: str, name: str, billions: int) -> None:
    (fund,) = read(text)
    assert fund.name == name
    assert fund.money is not None and fund.money.value == billions * 10**9


@pytest.mark.parametrize(
    "text",
    ["Halden Ventures raised $120 million fund money from savers.", "The bank raised $5 billion in bonds for funding."],
)
def test_no_english_fund(text: str) -> None:
    assert read(text) == []


def test_a_chinese_title_names_what_the_text_describes_and_no_other() -> None:
    told = "The second phase of the Northlake Delta Fund has been established with a total size of 12 billion yuan."
    (fund,) = read(told, title="北湖三角洲基金二期设立，总规模120亿元")
    assert fund.name == "北湖三角洲基金二期"
    (named,) = read(told.replace("second phase of the ", ""), title="北湖三角洲基金设立，总规模120亿元")
    assert named.name == "Northlake Delta Fund"
