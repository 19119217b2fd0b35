"""What a sentence shows by itself, and what its words weigh."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.summarize import choose, cues, score_article, weights
from briefing.text import cut_article
from tests.texts import make

PLAIN = "园区里有许多工程师。"


def gained(text: str) -> float:
    """What speaks for a sentence, in the middle of others of which nothing speaks."""
    sentences, tokens = cut_article(make(f"{PLAIN}\n{text}\n{PLAIN}"))
    before, *middle, after = cues.score_cues(sentences, tokens).tolist()
    assert before == after == 0
    return sum(middle)


@pytest.mark.parametrize(
    "amount",
    ["3.5亿元", "3亿", "1,200万", "200股", "12元", "七点 4 亿港元", "$3", "US$ 3.5", "HK$12", "RMB 30", "€4", "£ 9",
     "3 million", "2.5bn", "10,000,000美元", "１２亿元"],
)  # fmt: skip
def test_a_sum_speaks_for_a_sentence(amount: str):
    assert gained(f"白鹿医药花掉 {amount} 来做样品。") == pytest.approx(cues.MONEY)


@pytest.mark.parametrize("words", ["3个", "第5", "亿万", "12.5%", "元旦前", "3 millions", "R 3", "RMB", "$x"])
def test_what_is_no_sum(words: str):
    assert gained(f"白鹿医药用{words}来做样品。") == 0


@pytest.mark.parametrize(
    "date", ["7月", "12日", "2024年", "去年3月5日", "今日", "昨天", "近日", "日前", "in May", "on Sunday", "in 2031"]
)
def test_a_date_speaks_for_a_sentence(date: str):
    assert gained(f"白鹿医药 {date} 做样品。") >= cues.DATE - 1e-9


@pytest.mark.parametrize(
    "words", ["平日", "明天", "前天", "in Mayfair", "on Sundays", "Dismay", "in 1931", "12031", "Fmay"]
)
def test_what_is_no_date(words: str):
    assert gained(f"白鹿医药 {words} 做样品。") == 0


@pytest.mark.parametrize("end", ["？", "?", "？”", '?"'])
def test_a_question_speaks_against_a_sentence(end: str):
    opening = {"”": "“", '"': '"'}.get(end[-1], "")
    expected = cues.ASKED + (cues.QUOTED if opening else 0)
    assert gained(f"{opening}白鹿医药还做样品吗{end}") == pytest.approx(expected)


@given(
    st.lists(
        st.sampled_from(["北岭储能获3亿元融资。", PLAIN, "他说：“样品呢？”", "今日开工！", "3月", "$"]), max_size=9
    )
)
@settings(max_examples=60, deadline=None)
def test_a_sentence_s_cues_do_not_depend_on_its_neighbours(lines: list[str]):
    together, tokens = cut_article(make("\n".join(lines)))
    alone = [cut_article(make(s.text)) for s in together]
    expected = [cues.score_cues(*cut)[0] for cut in alone]
    assert cues.score_cues(together, tokens).tolist() == pytest.approx(expected)


def test_the_weights_of_words_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "_MOST_KNOWN", 50)
    wanted = [f"词{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(300)]
    first = [weights.weigh_word(word) for word in wanted]
    assert len(weights._known) <= 50
    assert [weights.weigh_word(word) for word in wanted] == first


def test_as_many_as_asked_for_are_chosen():
    lines = ["北岭储能获3亿元融资。", "青川县昨天开工一座电站。", "白鹿医药的样品送到了海外。"]
    article = make("\n".join(lines))
    sentences, tokens = cut_article(article)
    scores = score_article(article, sentences, tokens)
    counts = [len(choose(article, sentences, tokens, scores, n=n).chosen) for n in range(6)]
    assert counts == [0, 1, 2, 3, 3, 3]


def test_a_page_of_furniture_has_no_key_sentence():
    article = make("版权所有，未经授权不得转载本页面的任何内容。" * 60)
    sentences, tokens = cut_article(article)
    assert choose(article, sentences, tokens, score_article(article, sentences, tokens)).chosen == ()
