"""Who can be a party: whole words of the line, no word of the dictionary, place, official or ware."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.extract.reading.context import read_context
from briefing.extract.reading.parties import is_party, without_verb
from briefing.extract.reading.party_sets import unite_spellings
from briefing.text import cut_article
from test_deals import article_of


def judged(name: str, text: str) -> bool:
    article = article_of(text)
    return is_party(name, read_context(article, cut_article(article)[0]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("德国投", "松湾储能基地由德国投资建设。"),
        ("资本", "松湾储能基地由资本投资建设。"),
        ("合理性", "论证了建设储能基地的合理性。"),
        ("密歇根州", "晶眸科技将在密歇根州建设储能基地。"),
        ("周明远", "总经理周明远表示，基地将于年内开工。"),
        ("碳纤维布", "年产500吨碳纤维布产业化项目开工。"),
        ("Major", "Major projects are built in the city."),
        ("Quxi's", "The plant is Quxi's first overseas."),
        ("Dutch", "Quxi was bought by Dutch rival Oostkade."),
        ("inNews", "BusinessinNews says Quxi was bought."),
        ("Suzhou", "The plant in Suzhou is Quxi's first."),
        ("支付现金", "晶眸科技以发行股份及支付现金方式购买股权。"),
        ("跨国制药", "众多跨国制药企业在华设立研发中心。"),
        ("大功率半导体", "基地从事大功率半导体器件的生产。"),
    ],
)
def test_fragments_words_and_places_are_none(name: str, text: str) -> None:
    assert not judged(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("晶眸科技", "松湾储能基地由晶眸科技投资建设。"),
        ("国恒基金", "本轮融资由国恒基金领投。"),
        ("松湾市人民政府", "松湾市人民政府与晶眸科技签署战略合作协议。"),
        ("Quxi Robotics", "Quxi Robotics will build a plant."),
    ],
)
def test_those_who_act_stay(name: str, text: str) -> None:
    assert judged(name, text)


@pytest.mark.parametrize(
    "text",
    [
        "上半年，松湾自贸试验区发行债券12亿元。",
        "退休老人周某先后签订4份协议，投资40万元。",
        "松湾国国会副议长与晶眸科技股份有限公司签署战略合作协议。",
        "芯片工厂已开工建设，投资20亿元。",
        "该公司计划投资10亿元新建两座工厂。",
    ],
)
def test_statistics_private_contracts_and_nameless_works_are_no_records(text: str) -> None:
    article = article_of(text)
    assert extract_records(article, *cut_article(article)) == ()


def test_a_doubled_head_noun_stands_once() -> None:
    article = article_of("晶眸新材料项目项目开工建设，总投资5亿元。")
    assert [r.name for r in extract_records(article, *cut_article(article))] == ["晶眸新材料项目"]


def test_title_and_body_tell_one_agreement_of_the_bodys_parties() -> None:
    article = article_of(
        "近日，松湾东湖高新区管委会与衡山机器人签署战略合作协议，双方将共建训练场。",
        "松湾光谷与衡山机器人签署战略合作协议",
    )
    found = [r for r in extract_records(article, *cut_article(article)) if r.type == "agreement"]
    assert [r.parties for r in found] == [("松湾东湖高新区管委会", "衡山机器人")]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (("松湾投控资本有限公司", "松湾投控资本"), {"松湾投控资本有限公司"}),
        (("药物岚池基金会", "MPF"), {"药物岚池基金会"}),
        (("晶眸科技", "晶眸科技产业基金"), {"晶眸科技", "晶眸科技产业基金"}),
        (("晶眸", "晶眸科技"), {"晶眸科技"}),
    ],
)
def test_one_organisation_stands_once(names: tuple[str, ...], kept: set[str]) -> None:
    article = article_of("药物岚池基金会（MPF）与晶眸科技等签约。")
    context = read_context(article, cut_article(article)[0])
    assert set(unite_spellings(names, "衡山机器人", context).values()) == kept


@pytest.mark.parametrize(
    ("long", "name"),
    [("晶眸电正在", "晶眸电"), ("证监会中止审查松湾集团豁免", "松湾集团"), ("晶眸科技", "晶眸科技"), ("签署", "签署")],
)
def test_a_stretch_with_a_verb_is_cut_back(long: str, name: str) -> None:
    assert without_verb(long) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("远山证券：维持柏岚电力“买入”评级。远山证券发布研究报告称，柏岚电力拟以3亿元收购青岩新能源。", ("柏岚电力",)),
        ("大摩：予柏岚电力“增持”评级 目标价12元。公司拟以3亿元收购青岩新能源。", ("柏岚电力",)),
        ("远山证券：拟以3亿元收购青岩新能源。", ("远山证券",)),
    ],
)
def test_a_broker_that_rates_takes_no_part(text: str, told: tuple[str, ...]) -> None:
    article = article_of(text)
    found = [r for r in extract_records(article, *cut_article(article)) if r.name == "青岩新能源"]
    assert [r.parties for r in found] == [told]


def test_an_underwriter_stays_although_the_issuer_is_rated() -> None:
    text = "柏岚集团完成发行10亿元公司债，主承销商为远山证券，主体评级AAA。"
    article = article_of(text)
    assert [r.parties for r in extract_records(article, *cut_article(article))] == [("远山证券",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("柏岚集团与中国青岭银行松湾分行签署战略合作协议。", "中国青岭银行松湾分行"),
        ("柏岚集团与远山公益基金会（香港）有限公司签署战略合作协议。", "远山公益基金会（香港）有限公司"),
        ("*ST柏岚与衡川集团签署战略合作协议。", "*ST柏岚"),
        ("私募股权集团远山资本与衡川集团签署战略合作协议。", "远山资本"),
    ],
)
def test_a_name_is_cut_with_its_form_and_without_what_stands_before(text: str, told: str) -> None:
    article = article_of(text)
    assert told in extract_records(article, *cut_article(article))[0].parties


@pytest.mark.parametrize("name", ["居然", "其余", "大约"])
def test_adverbs_and_pronouns_are_no_parties(name: str) -> None:
    assert not judged(name, f"本次交易的对方{name}尚未披露。")
