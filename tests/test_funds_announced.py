"""Funds as announcements and local news word them: who takes a share, what a fund at work does, sums in a row.

All sentences and names are invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from briefing.extract.funds.find import find_funds
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Fund, Span


def read(text: str) -> list[Fund]:
    block = Block("paragraph", Span(0, len(text)))
    article = Article(
        "A1", "d", "d", "d", Span(0, len(text)), text,
        published=date(2025, 7, 18), language="zh-Hans", blocks=(block,),
    )  # fmt: skip
    return find_funds(read_context(article, cut_sentences(article)))


# ---------------------------------------------------------------- announced, at work, in a row


@pytest.mark.parametrize(
    "text",
    [
        "柳岸证券讯，松柏科技(300555)7月16日晚间公告，公司拟以自有资金5000万元，与专业机构远澜资本共同投资柳岸二期创业投资合伙企业（有限合伙）。",
        "松柏科技(300555.SZ)：拟出资5000万元入伙柳岸二期创业投资合伙企业（有限合伙），远澜资本任管理人。",
        "松柏科技公告，公司拟与远澜资本共同设立柳岸二期创业投资合伙企业（有限合伙），在不影响主营业务的前提下认缴5000万元。",
    ],
)
def test_a_listed_company_takes_a_share(text: str) -> None:
    (fund,) = read(text)
    assert fund.name == "柳岸二期创业投资合伙企业（有限合伙）"
    assert set(fund.parties) == {"松柏科技", "远澜资本"}
    assert fund.stage == "planned"
    assert fund.money is not None and fund.money.value == 50_000_000


def test_an_announcement_tells_a_fund_without_a_name_by_who_pays_for_it() -> None:
    (fund,) = read("松柏股份(300555.SZ)：拟出资1亿元参与设立产业并购基金。")
    assert (fund.type, fund.stage, fund.parties) == ("buyout", "planned", ("松柏股份",))


@pytest.mark.parametrize(
    "text",
    [
        "滨江科创母基金近日公示了首批子基金管理人，共6家入围。",
        "滨江科创母基金发布第二批子基金申报指南。",
        "“滨江科创母基金”投出第12个项目。",
        "滨江科创母基金2023年度绩效评价结果揭晓，获评优秀。",
        "滨江科创母基金累计参股子基金38只。",
    ],
)
def test_a_fund_at_work(text: str) -> None:
    (fund,) = read(text)
    assert (fund.name, fund.stage) == ("滨江科创母基金", "operating")


@pytest.mark.parametrize(
    "text",
    [
        "远澜基金累计投资企业超过百家。",
        "该母基金发布子基金申报指南。",
        "全市母基金累计参股子基金38只。",
        "远澜混合基金公布二季报，基金经理调仓。",
    ],
)
def test_negative_an_investor_or_any_fund_at_work(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "会上签约的有三只：东岭生物产业基金、西岭食品产业基金、南岭算力产业基金，规模依次为30亿元、20亿元、10亿元。",
        "东岭生物产业基金、西岭食品产业基金和南岭算力产业基金正式设立，规模分别为30亿元、20亿元和10亿元。",
    ],
)
def test_sums_in_turn(text: str) -> None:
    funds = read(text)
    assert [f.name[:2] for f in funds] == ["东岭", "西岭", "南岭"]
    assert [f.money and f.money.text for f in funds] == ["30亿元", "20亿元", "10亿元"]


def test_a_joint_sum_is_nobodys() -> None:
    funds = read("远澜创投美元五期基金和远澜创投人民币六期基金近日双双完成终关，合计规模约50亿元。")
    assert [f.money for f in funds] == [None, None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("这只名为“滨江远澜接续一号”的基金总规模15亿元。", "滨江远澜接续一号"),
        ("松柏集团与远澜资本共同发起的云岫碳中和产业并购基金将提前解散清算。", "云岫碳中和产业并购基金"),
        ("云岭省新能源与智能装备产业投资基金注册成立，首期规模20亿元。", "云岭省新能源与智能装备产业投资基金"),
        ("滨江市科技局联合滨江担保设立科技型企业纾困基金，规模2亿元。", "科技型企业纾困基金"),
        ("全国社保基金云岭专项基金成立，首期规模500亿元。", "社保基金云岭专项基金"),
        ("滨江高新区成立总额新台幣100億元的「云岭成長基金」。", "云岭成長基金"),
    ],
)
def test_names_in_full(text: str, name: str) -> None:
    assert [f.name for f in read(text)] == [name]


def test_a_plan_that_came_true_is_no_plan() -> None:
    (fund,) = read("筹备近一年的云岭省先进装备产业投资基金注册成立，首期规模20亿元。")
    assert fund.stage == "established"


def test_what_is_called_off() -> None:
    (fund,) = read("松柏科技终止参与设立产业投资基金。公司原拟出资6000万元认购柳岸松柏产业投资基金份额。")
    assert (fund.name, fund.stage) == ("柳岸松柏产业投资基金", "terminated")


def test_last_years_fund_is_background() -> None:
    funds = read("继去年设立50亿元数字经济基金之后，滨江市今年又推出20亿元文旅基金。")
    assert [(f.name, f.is_background) for f in funds] == [("数字经济基金", True), ("文旅基金", False)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("远澜资本创始合伙人李松柏透露，公司正在募集第四期人民币基金，目标规模25亿元。", {"远澜资本"}),
        ("松柏科技公告，公司拟认购柳岸产业投资合伙企业（有限合伙）份额，合伙企业总认缴出资额为5亿元。", {"松柏科技"}),
        ("由中国松柏集团牵头、16家央企共同出资的云岭未来产业母基金在滨江揭牌，首期规模51亿元。", {"中国松柏集团"}),
        ("由滨江高新区管委会、远澜资本和松柏银行共同发起的滨江天使投资基金正式启动运营，首期募集资金2亿元。",
         {"滨江高新区管委会", "远澜资本", "松柏银行"}),
    ],
)  # fmt: skip
def test_who_stands_behind_it(text: str, parties: set[str]) -> None:
    (fund,) = read(text)
    assert set(fund.parties) == parties


def test_who_sets_it_up_does_not_run_it_by_that() -> None:
    (fund,) = read("由远澜资本和松柏银行共同发起的滨江天使投资基金正式启动运营，首期募集资金2亿元。")
    assert fund.managers == ()


def test_years_for_which_it_is_to_run_are_no_date() -> None:
    (fund,) = read("续设“滨江科学研究联合基金”，2024—2028年双方共投入3.2亿元，滨江市政府出资一半。")
    assert fund.date is None
