"""Whom and what two articles of one language name: companies of the table, passages in quotation marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.stories import compare, group_stories, match_stories
from briefing.stories.likeness import QUOTED, measure
from briefing.stories.quotes import find_quoted
from story_texts import make_event, signed, tell


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("活动名为“把星星带回崖城”，由工会主办。", ["把星星带回崖城"]),
        ("活动名為「把星星帶回崖城」。", ["把星星帶回崖城"]),
        ('他说:"产线 明年三月,开起来。"', ["产线明年三月开起来"]),
        ("所谓“新口号”不过是“老办法”。", []),
        ("依据《澜州市噪声条例》处理。", []),
        ("She said “the kiln will be lit again before winter” in Orvel.", ["thekilnwillbelitagainbeforewinter"]),
        ("They call it “new deal” and Orvel's plan, the firm's best.", []),
    ],
)
def test_a_passage_in_quotation_marks_is_found_when_it_is_long_enough(text, passages):
    assert list(find_quoted(text)) == passages


def naming(s, **concepts):
    return replace(s, concepts=s.concepts._replace(**{k: frozenset(v) for k, v in concepts.items()}))


@pytest.mark.parametrize("seed", range(60, 66))
def test_a_passage_that_both_quote_speaks_for_one_event(seed):
    a, b = signed("a", tell(seed, 0)), signed("b", tell(seed + 100, 1))
    plain = measure(a, b).score
    assert measure(naming(a, quoted=["甲乙丙丁戊己"]), naming(b, quoted=["甲乙丙丁戊己"])).score == pytest.approx(
        plain + QUOTED
    )
    assert measure(naming(a, quoted=["甲乙丙丁戊己"]), naming(b, quoted=["庚辛壬癸子丑"])).score == plain


@pytest.mark.parametrize("seed", range(60, 66))
def test_two_companies_in_common_say_more_than_twice_one(seed):
    a, b = signed("a", tell(seed, 0)), signed("b", tell(seed + 100, 1))
    none, one, two = (
        measure(naming(a, actors=names), naming(b, actors=names)).score
        for names in ([], ["companies:orvel"], ["companies:orvel", "companies:mintar"])
    )
    assert one > none and two - none > 2 * (one - none)


@pytest.mark.parametrize("seed", range(60, 66))
def test_news_about_other_companies_is_other_news_however_alike(seed):
    a, b = signed("a", tell(seed, 0)), signed("b", tell(seed, 1))
    assert compare(a, b).relation == "same"
    x = naming(a, heads=["companies:orvel"], actors=["companies:orvel"])
    y = naming(b, heads=["companies:mintar"], actors=["companies:mintar"])
    assert measure(x, y).score < measure(a, b).score - 0.3
    z = naming(b, heads=["companies:mintar"], actors=["companies:mintar", "companies:orvel"])
    assert measure(x, z).score > measure(a, b).score  # named by the other after all


@pytest.mark.parametrize("seed", range(70, 82))
def test_a_text_edited_here_and_there_stays_with_the_one_it_was_made_from(seed):
    """Also when a fuller telling, to which it is less alike, began the story."""
    original = "".join(make_event(seed)[:4])
    fuller = (
        tell(seed, 2) + "".join(make_event(seed)) + "业内人士说，去年冬天时园区有一半厂房空着，如今机器昼夜不停。" * 2
    )
    edited = original.replace("，", "、", 1)[: len(original) - 12]
    stories = group_stories([signed("a", original), signed("b", edited), signed("c", fuller)])
    assert any({"a", "b"} <= set(s.articles) for s in stories)


def note(name: str, price: str, change: str, volume: str) -> str:
    return (
        f"截至当日收盘，{name}报收于{price}港元，下跌{change}%，换手率0.0{change[-1]}%，成交量{volume}万股，成交额{volume[::-1]}万港元，"
        f"超大单净流出{change[::-1]}万港元，中单净流入{price}万港元，无大单成交。投行对该股关注不多，近九十天内没有机构给出评级。"
    )


def test_quote_notes_of_two_companies_do_not_go_on_with_each_other():
    old = {"S1": [signed("o", note("翊屿环保", "0.49", "1.3", "217"), day=3)]}
    new = signed("n", note("岚砺重工", "7.12", "2.8", "5094"), day=9)
    assert match_stories([new], old) == {}
