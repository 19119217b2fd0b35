"""Same news, same story."""

from __future__ import annotations

import json
import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories import compare, find_figures, group_stories, jaccard, sign, sketch
from briefing.text import cut_article
from briefing.types import Article, Block, Signature, Span


def article(id: str, text: str, *, title: str | None = None, day: int = 2, outlet: str | None = None) -> Article:
    return Article(
        id=id,
        doc=id,
        document=id,
        file=f"{id}.txt",
        span=Span(0, len(text)),
        text=text,
        title=title,
        outlet=outlet,
        published=date(2026, 6, day),
        language="zh-Hans",
        blocks=(Block("paragraph", Span(0, len(text))),),
    )


def signed(id: str, text: str, **more) -> Signature:
    a = article(id, text, **more)
    return sign(a, *cut_article(a))


FLASH = (
    "6月2日消息，苏州澜川半导体有限公司宣布完成8亿元C轮融资，由启航资本领投，金湖创投跟投。"
    "公司主营车规级碳化硅功率芯片，本轮资金将用于苏州工厂二期建设。"
)
REPORT = (
    "车规级碳化硅功率芯片企业澜川半导体今日宣布，公司已完成8亿元C轮融资，本轮由启航资本领投、金湖创投跟投。"
    "创始人表示，资金的三分之二会投入苏州工厂二期，其余用于1700伏器件的研发。业内人士认为，国内车企正在提高功率器件的本地采购比例。"
)
OTHER_ROUND = (
    "6月3日消息，合肥珩算科技有限公司宣布完成1.2亿元Pre-A轮融资，由科源创投领投。"
    "公司主营超导量子计算机，本轮资金将用于合肥测控中心建设。"
)


def template(name: str, code: str, price: str, change: str, flow: str) -> str:
    return (
        f"截至2026年6月2日收盘，{name}({code})报收于{price}元，下跌{change}%，换手率1.{code[:2]}%，成交额{flow}万元。"
        f"当日主力资金净流出{flow[::-1]}万元，游资资金净流入{code[2:]}万元，散户资金净流入2{code[1:4]}万元。"
        "近五日资金流向一览见下表。该股主要指标及行业内排名如下，投资者应当注意风险。"
    )


def groups(signatures) -> set[frozenset[str]]:
    return {frozenset(s.articles) for s in group_stories(signatures)}


def test_a_flash_and_a_report_are_one_story_and_another_round_is_not():
    found = groups([signed("a", FLASH), signed("b", REPORT), signed("c", OTHER_ROUND)])
    assert found == {frozenset("ab"), frozenset("c")}


def test_the_fullest_telling_leads_and_the_other_says_why():
    (story,) = group_stories([signed("a", FLASH), signed("b", REPORT)])
    assert story.lead == "b" and story.also == ("a",)
    assert any("800000000" in r for r in story.why[0].reasons)


def test_an_exact_repeat_is_a_repeat_however_it_is_spaced():
    (story,) = group_stories([signed("a", FLASH), signed("b", FLASH.replace("，", "， "))])
    assert story.lead == "a" and story.repeats == ("b",) and story.also == ()


def test_a_template_with_other_figures_is_other_news():
    a = signed("a", template("甲川科技", "600123", "13.02", "2.2", "7334"))
    b = signed("b", template("乙岭重工", "300456", "23.06", "1.8", "1025"))
    assert jaccard(a.shingles, b.shingles) > 0.3
    assert groups([a, b]) == {frozenset("a"), frozenset("b")}
    why = compare(a, b)
    assert why is None or why.relation == "apart"


def test_what_comes_a_week_later_is_another_story():
    assert len(groups([signed("a", FLASH, day=2), signed("b", REPORT, day=9)])) == 2


def test_equal_titles_in_the_same_days_are_one_story():
    a = signed("a", "The fund is managed by a state company.", title="长三角科创母基金二期正式设立")
    b = signed("b", "Officials announced the launch of a vehicle.", title="长三角科创母基金二期正式设立")
    assert groups([a, b]) == {frozenset("ab")}


def test_a_short_column_name_is_no_title():
    a, b = signed("a", FLASH, title="时评"), signed("b", OTHER_ROUND, title="时评")
    assert len(groups([a, b])) == 2


def test_a_digest_joins_no_story():
    items = "\n".join(f"{n}、{text}" for n, text in enumerate([FLASH, REPORT, OTHER_ROUND] * 2, 1))
    digest = signed("d", items)
    assert digest.is_digest
    assert frozenset("d") in groups([digest, signed("a", FLASH), signed("b", REPORT)])


def test_no_chains():
    """b is like a, c is like b, c is not like a: c does not come in through b."""
    a = signed("a", FLASH + "甲" * 90)
    c = signed("c", OTHER_ROUND + "乙" * 40)
    b = signed("b", FLASH + OTHER_ROUND)
    for story in group_stories([a, b, c]):
        assert not {"a", "c"} <= set(story.articles)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(rng: random.Random):
    signatures = [
        signed("a", FLASH),
        signed("b", REPORT),
        signed("c", OTHER_ROUND),
        signed("d", FLASH),
        signed("e", template("甲川科技", "600123", "13.02", "2.2", "7334")),
    ]
    expected = group_stories(signatures)
    rng.shuffle(signatures)
    assert group_stories(signatures) == expected


def test_every_article_is_in_one_story():
    signatures = [signed(str(n), text) for n, text in enumerate([FLASH, REPORT, OTHER_ROUND, FLASH, ""])]
    named = [a for s in group_stories(signatures) for a in s.articles]
    assert sorted(named) == ["0", "1", "2", "3", "4"]


def test_the_sketch_estimates_jaccard():
    rng = random.Random(7)
    words = ["".join(rng.choices("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", k=3)) for _ in range(900)]
    one, two = "".join(words[:600]), "".join(words[300:])
    true = {one[i : i + 4] for i in range(len(one) - 3)}, {two[i : i + 4] for i in range(len(two) - 3)}
    exact = len(true[0] & true[1]) / len(true[0] | true[1])
    assert abs(jaccard(sketch(one), sketch(two)) - exact) < 0.09
    assert np.array_equal(sketch(one), sketch(one))


def test_figures_are_amounts_and_numbers_but_no_years():
    found = set(find_figures("2026年，公司投资8亿元，占比25.3%，编号600123，共3家"))
    assert "CNY 800000000" in found and "25.3%" in found and "600123" in found
    assert "2026" not in found and "3" not in found


# Measured on the development half of the labelled pairs. The acceptance of grouping is a later issue's; the floor
# keeps what is reached.
PAIRS_PRECISION, PAIRS_RECALL = 0.90, 0.80


def test_labelled_pairs(shared):
    path = shared / "eval" / "story_pairs.jsonl"
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = {p[k]["id"]: p[k] for p in pairs for k in "ab"}
    signatures = []
    for id, row in texts.items():
        text = row["text"].strip()
        a = Article(
            id=id, doc=id, document=id, file="x", span=Span(0, len(text)), text=text,
            published=date.fromisoformat(row["published"][:10]), blocks=(Block("paragraph", Span(0, len(text))),),
        )  # fmt: skip
        signatures.append(sign(a, *cut_article(a)))
    story = {a: n for n, s in enumerate(group_stories(signatures)) for a in s.articles}
    merged = [(p["label"] == "same", story[p["a"]["id"]] == story[p["b"]["id"]]) for p in pairs]
    hit = sum(same and m for same, m in merged)
    assert hit / sum(m for _, m in merged) >= PAIRS_PRECISION
    assert hit / sum(same for same, _ in merged) >= PAIRS_RECALL


@pytest.mark.parametrize("text", ["", "\n", "a", "。", "1" * 5000])
def test_anything_can_be_signed(text: str):
    assert group_stories([signed("a", text)])[0].lead == "a"
