"""Capital and agreements by families of wordings, all invented: told by who gives, by who signs with many, by whose
issue it is; and look-alikes that must not fire.
"""

from __future__ import annotations

from time import process_time

import pytest

from briefing.types import Deal
from test_deals import deals_of


def told(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(d.type or "", d.name) for d in deals_of(text, title) if not d.is_background]


def only(text: str, title: str | None = None) -> Deal:
    found = [d for d in deals_of(text, title) if not d.is_background]
    assert len(found) == 1, [(d.type, d.name) for d in found]
    return found[0]


# ---------------------------------------------------------------- rounds told by who gives

GIVEN = [
    "青石资本完成对泽润电子的数千万元A轮投资。",
    "近日，青石资本领投泽润电子数千万元A轮融资。",
    "青石资本独家投资了泽润电子数千万元A轮融资。",
    "日前，青石资本参与完成泽润电子数千万元A轮融资。",
    "泽润电子完成数千万元A轮融资，由青石资本独家投资。",
]


@pytest.mark.parametrize("text", GIVEN)
def test_whoever_opens_the_sentence_the_receiver_raises(text: str) -> None:
    deal = only(text)
    assert (deal.type, deal.name, deal.parties, deal.round) == ("funding", "泽润电子", ("青石资本",), "a")


def test_four_houses_give_a_firm_a_sum() -> None:
    deal = only("深川创投、鲁江创投等四家投资机构联合向泽润电子投资近亿元。")
    assert deal.name == "泽润电子"
    assert deal.parties == ("深川创投", "鲁江创投")
    assert deal.money is not None and deal.money.value == 100_000_000


@pytest.mark.parametrize(
    "text",
    [
        "青石资本完成对新能源产业的投资布局。",
        "当地向重点项目投资近亿元。",
        "青石资本表示，将参与行业内优质企业的融资。",
        "该集团向云南投资50亿元建设风电场。",
    ],
)
def test_money_into_a_field_or_a_place_is_no_round(text: str) -> None:
    assert not [d for d in told(text) if d[0] == "funding"]


def test_rounds_told_in_a_chain_have_the_sum_of_the_clause_behind() -> None:
    deal = only("泽润电子宣布连续完成两轮融资，累计金额近3亿元。")
    assert deal.money is not None and deal.money.value == 300_000_000


def test_a_sum_or_one_unnamed_is_no_investor() -> None:
    deal = only("泽润电子获千万级天使轮融资，投资方包括松岭资本，以及一家未具名的设备商。")
    assert deal.parties == ("松岭资本",)


def test_who_receives_is_not_drawn_into_the_givers() -> None:
    deal = only("知行科技获吉成控股、海澜创投共同投资的5亿元战略融资。")
    assert sorted(deal.parties) == ["吉成控股", "海澜创投"]


def test_what_insiders_tell_at_the_end_is_a_rumour_as_well() -> None:
    assert only("打车平台Zappiro正与投资者洽谈新一轮3亿美元融资，知情人士称。").stage == "rumoured"


# ---------------------------------------------------------------- whose listing, whose issue

OWNERS = [
    ("据知情人士透露，香薰品牌Al Nahda的所有者Desert Rose Industries也在该地区进行IPO。", "Desert Rose Industries"),
    ("海澜集团旗下鲜味超市在港交所公开招股，拟全球发售2.1亿股。", "鲜味超市"),
    ("锂电池回收商渠湖再生昨晚向港交所递交A1文件。", "渠湖再生"),
    ("海澜集团拟分拆泽润电子赴港上市。", "泽润电子"),
    ("兴柜公司联辰生技（6789）今日送件申请上柜。", "联辰生技"),
    ("泽润电子将于下半年在港上市。", "泽润电子"),
    ("受市场环境影响，泽润电子的科创板发行上市审核被上交所中止。", "泽润电子"),
]


@pytest.mark.parametrize(("text", "name"), OWNERS)
def test_who_lists(text: str, name: str) -> None:
    deal = only(text)
    assert (deal.type, deal.name) == ("ipo", name)


def test_two_clauses_that_each_name_their_company_are_two_listings() -> None:
    text = "据知情人士透露，水饮品牌Kafara也在该地区进行IPO，总部位于阿布扎比的教育公司Manara Edu也在进行IPO。"
    assert sorted(told(text)) == [("ipo", "Kafara"), ("ipo", "Manara Edu")]


def test_a_regulator_approves_several_in_one_sentence() -> None:
    text = "证监会按法定程序同意以下企业科创板首次公开发行股票注册：芯辰科技股份有限公司、航远装备股份有限公司。"
    assert sorted(told(text)) == [("ipo", "航远装备股份有限公司"), ("ipo", "芯辰科技股份有限公司")]


@pytest.mark.parametrize(
    "text",
    [
        "江海集团称，今年第四季度将有多家公司进行首次公开募股。",
        "根据招股书的资料显示，作为一家世界级的AI公司，其去年收入增长。",
        "同业去年频频抽水，整个板块合共配股集资逾60亿元。",
        "受配股消息影响，股价低开9%，成交4.2亿元。",
        "港股上市的联鸿物流公布，上半年收入增长两成。",
        "某某货币基金8月9日申购限额上调。",
    ],
)
def test_bankers_peers_and_prices_are_no_issue(text: str) -> None:
    assert told(text) == []


# ---------------------------------------------------------------- bonds

BONDS = [
    ("泽润股份公告，子公司江北集团拟注册发行不超20亿元超短期融资券。", "江北集团", "planned"),
    ("由宏信集团提供担保，江北国际成功发行5亿美元高级债券。", "江北国际", "closed"),
    ("宏地香港完成发行3亿美元绿色债券。", "宏地香港", "closed"),
    ("交易所公告：终止审核江北集团50亿元小公募", "江北集团", "terminated"),
    ("泽润电子可转债发行申请获深交所上市委审核通过。", "泽润电子", "filed"),
]


@pytest.mark.parametrize(("text", "name", "stage"), BONDS)
def test_who_issues_a_bond(text: str, name: str, stage: str) -> None:
    deal = only(text)
    assert (deal.type, deal.name, deal.stage) == ("bond", name, stage)


# ---------------------------------------------------------------- who signs

SIGNED = [
    ("海利科技集团旗下沃途长空与华翼航空签署战略协议。", ["华翼航空", "沃途长空"]),
    ("香山交易及结算所有限公司宣布与海印证券交易所签署合作备忘录。", ["海印证券交易所", "香山交易及结算所有限公司"]),
    ("天地软件园与泽润电子签署战略合作协议。", ["天地软件园", "泽润电子"]),
    ("上川大学发展处处长、工商管理学院院长姜平与合山经贸研修院院长郑平签署战略合作协议。", ["上川大学", "合山经贸研修院"]),
    ("安信科技宣布，旗下品牌AdaPay与数字银行Seaforth达成合作。", ["AdaPay", "Seaforth"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sides"), SIGNED)
def test_the_sides_of_an_agreement(text: str, sides: list[str]) -> None:
    deal = only(text)
    assert deal.type == "agreement"
    assert sorted(deal.parties) == sides


@pytest.mark.parametrize(
    "text",
    [
        "云城八河镇政府与浙江乐途等七家企业签署战略合作框架协议。",
        "东江医药城与20家企业签约，涉及创新药等领域。",
        "泉州银行、海湾科技等50余家单位签署合作意向书。",
    ],
)
def test_a_side_that_signs_with_many_signs_a_batch(text: str) -> None:
    assert only(text).type == "batch_signing"


@pytest.mark.parametrize(
    "text",
    [
        "俄罗斯上周终止了与乌克兰的粮食出口协议。",
        "该中心与德国、以色列、澳大利亚等重点国家合作机构达成合作意向。",
        "今年以来，江口县累计与45家企业签署投资协议。",
        "社区医院与300家居民家庭签约家庭医生服务协议。",
        "截至目前，该园区已与36家企业签约。",
    ],
)
def test_treaties_counts_and_households_are_no_signing(text: str) -> None:
    assert told(text) == []


def test_a_plan_in_the_theme_of_a_signing_does_not_make_it_planned() -> None:
    deal = only("海港集团与荟川资本以“沪港项目投资合作计划”为主题签署合作备忘录。")
    assert deal.stage == "signed"


def test_hostile_lines_of_these_families_end_in_time() -> None:
    begun = process_time()
    for piece in ("与甲、乙等七家企业", "完成对某某的", "由某某担保，", "领投某某", "旗下公司"):
        deals_of(piece * 400 + "签署协议")
    assert process_time() - begun < 10
