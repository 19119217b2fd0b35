"""Deals: sentences as outlets write them, invented; what is found, what it says, and what must not be found."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.extract import extract_records
from briefing.extract.deals.find import find_deals
from briefing.extract.reading.context import read_context
from briefing.text import cut_article
from briefing.types import Article, Block, Deal, Span

DAY = date(2024, 7, 18)


def article_of(text: str, title: str | None = None, *, published: date | None = DAY) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    language = "en" if text.isascii() else "zh-Hans"
    return Article(
        "a",
        "a",
        "a",
        "a.txt",
        Span(0, len(text)),
        text,
        title=title,
        published=published,
        language=language,
        blocks=tuple(blocks),
    )


def deals_of(text: str, title: str | None = None, **more) -> list[Deal]:
    article = article_of(text, title, **more)
    sentences, _ = cut_article(article)
    return find_deals(read_context(article, sentences))


def one(text: str, title: str | None = None, **more) -> Deal:
    deals = [d for d in deals_of(text, title, **more) if not d.is_background]
    assert len(deals) == 1, [(d.type, d.name) for d in deals]
    return deals[0]


# text | type | name | value | round | stage
PLAIN = [
    (
        "近日，杭州云岫智能科技有限公司（以下简称“云岫智能”）宣布完成近亿元A轮融资，由青松资本领投，岚湖创投跟投。",
        "funding",
        "云岫智能",
        100_000_000,
        "a",
        "closed",
    ),
    ("云岫智能获青松资本数千万元天使轮融资。", "funding", "云岫智能", 10_000_000, "angel", "closed"),
    ("医疗影像服务商岚图医疗完成2.5亿元人民币B+轮融资。", "funding", "岚图医疗", 250_000_000, "b_plus", "closed"),
    ("雲岫智能完成三千萬美元C輪融資。", "funding", "雲岫智能", 30_000_000, "c", "closed"),
    (
        "星野重工有限公司计划完成10亿元Pre-IPO轮融资。",
        "funding",
        "星野重工有限公司",
        1_000_000_000,
        "pre_ipo",
        "planned",
    ),
    (
        "Quxi Robotics raised $30 million in a Series B round led by Kelso Capital.",
        "funding",
        "Quxi Robotics",
        30_000_000,
        "b",
        "closed",
    ),
    ("星野重工有限公司以3.2亿元收购海拓精密51%股权。", "acquisition", "海拓精密", 320_000_000, None, "announced"),
    (
        "星野重工有限公司拟以现金12亿元收购海拓精密有限公司100%股权。",
        "acquisition",
        "海拓精密有限公司",
        1_200_000_000,
        None,
        "planned",
    ),
    (
        "海拓精密有限公司被星野重工有限公司以5亿元收购。",
        "acquisition",
        "海拓精密有限公司",
        500_000_000,
        None,
        "announced",
    ),
    ("星野重工有限公司完成对海拓精密有限公司的收购。", "acquisition", "海拓精密有限公司", None, None, "closed"),
    ("星野重工有限公司终止收购海拓精密有限公司股权。", "acquisition", "海拓精密有限公司", None, None, "terminated"),
    (
        "Foobar Group agreed to buy Quxi Robotics for $2.1 billion.",
        "acquisition",
        "Quxi Robotics",
        2_100_000_000,
        None,
        "signed",
    ),
    (
        "云岫智能科技有限公司在科创板挂牌上市，募集资金12亿元。",
        "ipo",
        "云岫智能科技有限公司",
        1_200_000_000,
        None,
        "listed",
    ),
    ("云岫智能科技有限公司向港交所递交招股书。", "ipo", "云岫智能科技有限公司", None, None, "filed"),
    ("云岫智能科技有限公司创业板IPO成功过会。", "ipo", "云岫智能科技有限公司", None, None, "filed"),
    ("云岫智能科技有限公司拟赴港上市。", "ipo", "云岫智能科技有限公司", None, None, "planned"),
    ("星野重工有限公司成功发行30亿元中期票据。", "bond", "星野重工有限公司", 3_000_000_000, None, "closed"),
    ("星野重工有限公司拟发行8亿元可转债。", "bond", "星野重工有限公司", 800_000_000, None, "planned"),
    ("星野重工有限公司公告，拟定增募资不超过15亿元。", "follow_on", "星野重工有限公司", 1_500_000_000, None, "planned"),
    (
        "清泉市人民政府集中签约42个重点产业项目，总投资230亿元。",
        "batch_signing",
        "清泉市签约42个重点产业项目",
        23_000_000_000,
        None,
        "signed",
    ),
]


@pytest.mark.parametrize("row", PLAIN, ids=lambda r: r[0][:24])
def test_plain_deals(row: tuple) -> None:
    text, kind, name, value, round_, stage = row
    deal = one(text)
    assert (deal.type, deal.name, deal.round, deal.stage) == (kind, name, round_, stage)
    assert (deal.money.value if deal.money else None) == value
    assert text[slice(*deal.evidence[0].span)] == deal.evidence[0].text
    if deal.money:
        assert deal.money.text in deal.evidence[0].text


NOTHING = [
    "公司全年营业收入达到12亿元，同比增长8%。",
    "今年上半年全国创投市场共完成融资3200亿元。",
    "星野重工有限公司拟回购不超过2亿元股份。",
    "星野重工有限公司股东减持1.2%股份。",
    "星野重工有限公司每10股派发现金红利3元。",
    "新车将于9月上市，售价12万元。",
    "该药品获批上市，用于治疗高血压。",
    "粮食企业今年收购小麦30万吨。",
    "财政部发行500亿元国债。",
    "两国签署和平协议。",
    "双方签订了劳动合同。",
    "如何帮助中小企业解决融资难题，是一个重要课题。",
    "融资租赁行业规模持续扩大，融资余额创新高。",
    "市场认为，收购兼并将更加活跃。",
    "业内人士表示，投资需要耐心。",
    "Analysts said the IPO market is expected to recover.",
    "The government will issue treasury bonds worth $10 billion.",
    "He bought 300 shares of the stock.",
    "中标某地铁车辆采购合同，金额3亿元。",
    "公司获得政府补助500万元。",
    "公司获得银行授信20亿元。",
    "被告人明知是赃物仍予收购。",
    "证监会支持符合条件的企业在北交所上市。",
    "鼓励民营企业发行债券。",
    "社会融资规模保持稳定增长。",
    "公司尚未签署任何战略合作协议。",
    "党委书记李明与校长王华签署共建协议。",
    "The company has no plans for acquisitions.",
    "New rules will make it easier for startups to go public on the STAR Market.",
    "The two sides signed a peace agreement.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_deal(text: str) -> None:
    assert [(d.type, d.name) for d in deals_of(text)] == []


def test_investors_are_gathered_from_the_next_sentence_and_leads_told_apart() -> None:
    deal = one("云岫智能科技有限公司宣布完成2亿元B轮融资。本轮融资由青松资本领投，岚湖创投、北屿投资跟投。")
    assert set(deal.parties) == {"青松资本", "岚湖创投", "北屿投资"}
    assert deal.leads == ("青松资本",)


def test_title_and_body_tell_one_deal() -> None:
    deal = one("近日，云岫智能科技有限公司完成2亿元B轮融资。", "云岫智能完成2亿元B轮融资")
    assert len(deal.evidence) == 1
    assert deal.evidence[0].text.startswith("近日")


def test_buyer_and_seller_are_both_parties_and_the_target_is_none() -> None:
    deal = one("星野重工有限公司与岚湖集团签署股权转让协议，前者以1.5亿元收购岚湖集团持有的海拓精密公司60%股权。")
    assert deal.name.startswith("海拓精密")
    assert any("星野重工" in p for p in deal.parties)
    assert any("岚湖" in p for p in deal.parties)
    assert not any("海拓" in p for p in deal.parties)


def test_a_valuation_is_not_the_amount() -> None:
    deal = one("云岫智能科技有限公司以10亿美元估值完成5000万美元C轮融资。")
    assert deal.money and deal.money.value == 50_000_000
    assert deal.valuation and deal.valuation.value == 1_000_000_000


def test_history_is_background_and_apart_from_the_news() -> None:
    deals = deals_of(
        "云岫智能科技有限公司宣布完成2亿元B轮融资。此前，云岫智能科技有限公司曾获青松资本数千万元A轮融资。"
    )
    assert [(d.round, d.is_background) for d in deals] == [("b", False), ("a", True)]


def test_an_agreement_names_its_signers() -> None:
    deal = one("7月15日，清泉大学与星野重工有限公司签署战略合作框架协议。")
    assert deal.type == "agreement"
    assert deal.parties == ("清泉大学", "星野重工有限公司")
    assert (deal.stage, deal.date) == ("signed", "2024-07-15")


def test_two_issuers_with_two_sums_are_two_bonds() -> None:
    deals = deals_of("云海置业集团、岚湖控股集团分别发行20亿元公司债、8亿元公司债。")
    assert sorted(int(d.money.value) for d in deals if d.money) == [800_000_000, 2_000_000_000]


def test_extraction_is_the_same_twice_and_evidence_slices() -> None:
    article = article_of("\n".join(row[0] for row in PLAIN))
    sentences, tokens = cut_article(article)
    first = extract_records(article, sentences, tokens)
    assert extract_records(article, sentences, tokens) == first
    assert len({r.id for r in first}) == len(first)
    for record in first:
        for evidence in record.evidence:
            assert article.slice(evidence.span) == evidence.text
        if record.money:
            assert article.slice(record.money.span) == record.money.text


@pytest.mark.parametrize(
    "piece", ["收购", "完成融资", "（", "签署、", "在上市", "1亿元", "由与和", "raised a round ", "Aa Bb "]
)
def test_one_long_line_is_read_in_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    article = replace(article_of(text), blocks=(Block("paragraph", Span(0, len(text))),))
    sentences, _ = cut_article(article)
    start = time.process_time()
    find_deals(read_context(article, sentences))
    assert time.process_time() - start < 10


def test_scores_stay_above_the_floor(shared: Path, tmp_path: Path) -> None:
    """Deals of the labelled news; the floor rises with the work."""
    sys.path.insert(0, str(shared / "eval"))
    try:
        import score_extraction
    finally:
        sys.path.pop(0)
    gold = [g for g in score_extraction.read(str(shared / "gold" / "news.jsonl")) if g["kind"] == "deal"]
    out = []
    for path in sorted((shared / "eval" / "news").glob("*.txt")):
        for deal in deals_of(path.read_text(encoding="utf-8"), published=None):
            money = deal.money
            out.append(
                {
                    "doc": path.stem,
                    "kind": "deal",
                    "type": deal.type,
                    "name": deal.name,
                    "parties": list(deal.parties),
                    "amount": {"value": float(money.value), "currency": money.currency}
                    if money and money.value is not None
                    else None,
                    "round": deal.round,
                    "stage": deal.stage,
                    "place": deal.place,
                    "date": deal.date,
                    "evidence": deal.evidence[0].text,
                    "background": deal.is_background,
                }
            )
    out = [json.loads(json.dumps(row)) for row in out if not row["background"]]
    assert score_extraction.score(gold, out)["all"]["f1"] >= FLOOR


FLOOR = 0.72
"""Measured 0.78 when this was set; it may rise freely and fall only on purpose."""
