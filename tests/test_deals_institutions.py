"""Agreements of bodies that are no companies, and deals told by their marks: invented wordings, and look-alikes."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Deal, Fund
from test_deals import article_of


def records(text: str, title: str | None = None) -> list[Deal | Fund]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if isinstance(r, Deal | Fund)]


SIGNED = [
    ("活动当天，“乳腺外科西北联盟”与青澜县妇幼保健院还举行了签约仪式。", ["乳腺外科西北联盟", "青澜县妇幼保健院"]),
    (
        "街道党工委副书记王志强代表青澜新村街道与砚北街道签订“镇镇结对”协议。",
        ["青澜新村街道", "砚北街道"],
    ),
    ("仪式现场，邮心驿站运营中心代表与青澜镇代表签署了驿站投放协议书。", ["邮心驿站运营中心", "青澜镇"]),
    (
        "报道称，西班牙交通运输部的代表在该部部长罗尼的见证下，与夜场俱乐部联合会签署了一项试点项目的备忘录。",
        ["西班牙交通运输部", "夜场俱乐部联合会"],
    ),
    ("8月1日，2023松岭集团与中国女排官方合作伙伴签约仪式在北京举行。", ["松岭集团", "中国女排"]),
    ("松岭银行与晶眸科技就上述事宜签署了《执行和解协议》。", ["松岭银行", "晶眸科技"]),
    ("据悉，松岭软件近期与云游戏公司 QuWare 签署了一份协议，为期三年。", ["松岭软件", "QuWare"]),
    (
        "青澜市中级人民法院、白榆市中级人民法院签署《环境资源司法协作框架协议》。",
        ["青澜市中级人民法院", "白榆市中级人民法院"],
    ),
    ("晶眸科技与泽源机器人集团建立全球战略伙伴关系。", ["晶眸科技", "泽源机器人集团"]),
]


@pytest.mark.parametrize(("text", "parties"), SIGNED)
def test_bodies_sign_as_companies_do(text: str, parties: list[str]) -> None:
    (deal,) = [r for r in records(text) if r.type == "agreement"]
    assert list(deal.parties) == parties


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("活动期间，6省市人社部门共同签署了《华东六省市劳务协作协议》。", "华东六省市劳务协作协议"),
        ("松岭投资集团签署了进博会重要采购商合作备忘录，将参与采购。", "进博会重要采购商合作备忘录"),
    ],
)
def test_a_document_of_its_own_name_needs_no_second_side(text: str, name: str) -> None:
    assert [r.name for r in records(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "双方举行了签约仪式。",
        "会上，青澜区与各企业举行了签约仪式。",
        "双方签订了协议。",
        "松岭股份与海澜集团签署了补充协议。",
        "松岭股份与海澜集团签署了购电协议。",
        "王某与李某签订了协议。",
        "中国与巴西签署合作备忘录。",
    ],
)
def test_no_sides_or_no_terms_is_no_agreement(text: str) -> None:
    assert records(text) == []


GIFT = "白榆服务发布捐赠公告。控股股东王惠芳与松岭公益基金会已签署赠与契据。根据赠与契据，赠与人将捐赠本公司5亿股股份予松岭公益基金会作慈善用途。捐赠股份价值约30亿港元。"


def test_shares_given_away_are_a_stake() -> None:
    (deal,) = records(GIFT)
    assert (deal.type, deal.name, deal.stage) == ("equity", "白榆服务", "signed")
    assert "松岭公益基金会" in deal.parties
    assert deal.money is None, "what they are worth at a day's price nobody pays"


@pytest.mark.parametrize("text", ["松岭集团捐赠500万元物资支援灾区。", "公司拟向员工赠与50万股股份作为激励。"])
def test_goods_and_pay_are_no_stake(text: str) -> None:
    assert records(text) == []


def test_the_first_days_mark_is_no_part_of_the_name() -> None:
    text = "数据显示，今日共有2只新股上市，截至收盘，N晶眸涨21.5%，换手率60%；N泽源涨12.3%；C青禾涨2.1%。"
    assert [(r.type, r.name, r.stage) for r in records(text)] == [("ipo", "晶眸", "listed"), ("ipo", "泽源", "listed")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("针对IPO传闻，青禾茶饮方面回应称，公司眼下并无上市打算。", "青禾茶饮"),
        ("晶眸科技回应赴港上市传闻：消息不实。", "晶眸科技"),
    ],
)
def test_a_listing_denied_is_a_rumour(text: str, name: str) -> None:
    assert [(r.type, r.name, r.stage) for r in records(text)] == [("ipo", name, "rumoured")]


def test_a_tier_accepts_the_papers() -> None:
    (deal,) = records("新三板创新层公司晶眸科技（830001）精选层申报材料获全国股转公司受理。")
    assert (deal.type, deal.name, deal.stage) == ("ipo", "晶眸科技", "filed")


def test_a_bonds_short_name_leads_to_its_issuer() -> None:
    text = "松岭投资集团股份有限公司公告持有人会议结果。本期债券简称“22松岭SCP002”，发行金额5亿元，期限270天，利率7%。"
    (deal,) = records(text)
    assert (deal.type, deal.name) == ("bond", "松岭投资集团股份有限公司")
    assert deal.money is not None
    assert deal.money.value == 500_000_000


def test_a_blank_cheque_company_merges() -> None:
    text = "8月1日，纳斯达克上市的SPAC公司Foobar Acquisition Corporation（“Foobar”）宣布与快充技术公司QUXI Power Ltd.（“QUXI”）已签署合并协议。"
    (deal,) = records(text)
    assert (deal.type, deal.name, deal.stage) == ("acquisition", "QUXI Power Ltd.", "signed")
    assert deal.parties == ("Foobar Acquisition Corporation",)


def test_as_many_purchases_as_prices() -> None:
    text = "松岭家居公告称，将分别作价2.1亿元、5000万元收购松岭控股集团有限公司持有的北京松岭小额贷款有限责任公司、松岭（天津）融资担保有限公司100%股权。"
    assert {(r.name, r.money.value) for r in records(text) if r.money} == {
        ("北京松岭小额贷款有限责任公司", 210_000_000),
        ("松岭（天津）融资担保有限公司", 50_000_000),
    }


def test_money_for_the_company_beside_its_price() -> None:
    text = "松岭医疗以1亿欧元收购Quxi Systems GmbH 75%股权。本次交易完成后，松岭荷兰还将向Quxi Systems GmbH增资2000万欧元。"
    assert {(r.type, r.money.value) for r in records(text) if r.money} == {
        ("acquisition", 100_000_000),
        ("equity", 20_000_000),
    }


def test_words_of_measure_raise_nothing() -> None:
    text = "茶饮家完成2亿元C2轮融资，C轮融资总超4亿元。日前，茶饮家宣布完成C2轮融资，由博岳资本领投。"
    assert [(r.name, r.parties) for r in records(text)] == [("茶饮家", ("博岳资本",))]


def test_what_insiders_tell_of_a_plan_stays_a_rumour() -> None:
    text = "知情人士透露，海澜集团拟收购晶眸科技。海澜集团拟以10亿元收购晶眸科技。"
    assert [r.stage for r in records(text)] == ["rumoured"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("8月1日，白榆市春藤慈善基金正式成立。", "白榆市春藤慈善基金"),
        ("松岭证券设立产业帮扶基金300万元，扶持结对乡镇特色产业。", "产业帮扶基金"),
        ("设立白榆乡教育发展基金100万元，资助品学兼优学生。", "白榆乡教育发展基金"),
    ],
)
def test_funds_for_a_good_cause_on_the_day_they_are_founded(text: str, name: str) -> None:
    assert [r.name for r in records(text)] == [name]


@pytest.mark.parametrize(
    "text", ["该基金会将设立慈善基金。", "市民为玉兰慈善基金捐款，用于助学。", "公司设立专项基金支持员工。"]
)
def test_good_causes_in_general_are_no_fund(text: str) -> None:
    assert records(text) == []
