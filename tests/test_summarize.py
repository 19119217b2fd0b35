"""Key sentences of articles. All texts are invented."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.summarize import RANKERS, choose, score_article
from briefing.summarize.cues import is_printable, leans_back, score_events
from briefing.summarize.facts import find_facts, is_same
from briefing.text import cut_article, cut_sentences, cut_words
from briefing.types import Article, Span, Summary
from tests.texts import make

STORY = (
    "北岭市新材料产业园昨天开工，总投资约32亿元，首批引进六家企业。"
    "有关负责人出席仪式并致辞。"
    "产业园规划面积2.4平方公里，主要生产碳纤维和特种陶瓷。"
    "据介绍，当地去年工业增加值增长6.1%。"
    "北岭市新材料产业园昨天开工，总投资约32亿元，引进六家企业。"
    "园区预计2027年投产，年产值可达50亿元。"
)


def summarize(article: Article, *, ranker: str = "coverage", **asked) -> tuple[list[str], Summary]:
    sentences, tokens = cut_article(article)
    scores = score_article(article, sentences, tokens, ranker=ranker)
    summary = choose(article, sentences, tokens, scores, ranker=ranker, **asked)
    return [sentences[i].text for i in summary.chosen], summary


# ---------------------------------------------------------------- of an article


@pytest.mark.parametrize("ranker", RANKERS)
def test_chosen_sentences_stand_in_reading_order_and_repeat_nothing(ranker: str):
    texts, summary = summarize(make(STORY), ranker=ranker, n=3)
    assert len(texts) == 3
    assert list(summary.chosen) == sorted(summary.chosen)
    assert len(summary.scores) == 6
    assert sum("总投资约32亿元" in text for text in texts) == 1


def test_the_default_takes_the_news_and_passes_over_the_ceremony():
    texts, _ = summarize(make(STORY, title="北岭市新材料产业园开工"), chars=65)
    assert len(texts) == 2
    assert texts[0].startswith("北岭市新材料产业园昨天开工")
    assert not any("致辞" in text for text in texts)


def test_a_budget_of_characters_is_kept_and_used():
    texts, _ = summarize(make(STORY), chars=70)
    assert 45 <= sum(map(len, texts)) <= 70


def test_a_budget_too_small_for_any_sentence_gives_none():
    assert summarize(make("江城微芯昨天宣布完成三亿元融资，由远山资本领投。"), chars=20)[0] == []


def test_lead_takes_the_first():
    texts, _ = summarize(make(STORY), ranker="lead", n=2)
    assert [s.text for s in cut_sentences(make(STORY))[:2]] == texts


@pytest.mark.parametrize("ranker", RANKERS)
def test_an_empty_article_has_no_key_sentence(ranker: str):
    assert summarize(make(""), ranker=ranker) == ([], Summary((), ()))


@pytest.mark.parametrize(
    "scrap",
    [
        "江城微芯完成三亿元融资",
        "江城微芯完成三亿元融资，公司表示资金将用于……",
        "他说：“江城微芯的融资已经完成。",
        "责任编辑：李某，版权所有，未经授权不得转载。",
        "原标题：江城微芯完成三亿元融资。",
        "（图片来源：江城微芯）",
        "特此公告。",
        "图为江城微芯的新产线在调试设备。",
    ],
)
def test_a_headline_a_label_a_credit_or_half_a_sentence_is_never_chosen(scrap: str):
    article = make(f"{scrap}\n江城微芯昨天说，新产线将在明年春天投产。")
    for ranker in RANKERS:
        assert summarize(article, ranker=ranker, n=5)[0] == ["江城微芯昨天说，新产线将在明年春天投产。"]
        assert summarize(make(scrap), ranker=ranker, n=5)[0] == []


def test_the_headline_repeated_in_the_text_is_not_chosen():
    article = make("江城微芯完成三亿元融资。\n新产线将在明年春天投产。", title="江城微芯完成三亿元融资")
    assert summarize(article, n=3)[0] == ["新产线将在明年春天投产。"]


NOTICE = (
    "本公司董事会保证公告内容真实、准确、完整。"
    "会议应到董事九人，实到九人，会议的召集和召开程序合法有效。"
    "青禾电气本次回购股份四百万股，占总股本的1.2%，支付总额3600万元。"
    "公司将按照相关规定及时履行后续的信息披露义务。"
)


@pytest.mark.parametrize("script", ["zh-Hans", "zh-Hant"])
def test_a_budget_buys_the_sentence_that_tells_the_headline_s_event_with_its_figures(script: str):
    text, title = NOTICE, "青禾电气完成股份回购"
    if script == "zh-Hant":
        text, title = text.replace("购", "購").replace("气", "氣").replace("万", "萬"), "青禾電氣完成股份回購"
    texts, _ = summarize(make(text, title=title, language=script), n=None, chars=40)
    assert len(texts) == 1 and "1.2%" in texts[0]


@pytest.mark.parametrize("event", ["plans to acquire", "won a contract from", "raised 300 million yuan with"])
def test_events_count_in_english_too(event: str):
    told = f"Qinghe Electric {event} Yuanshan Tools."
    sentences, tokens = cut_article(make(f"{told} The meeting was attended by nine directors.", language="en"))
    gained = score_events(sentences, tokens)
    assert gained[0] > 0 == gained[1]


def test_asked_for_one_line_a_text_that_prints_its_headline_gives_that():
    text = "青禾电气完成三亿元融资\n青禾电气昨天说，公司完成三亿元B轮融资，资金用于新产线。"
    article = replace(make(text, title="青禾电气完成三亿元融资"), title_span=Span(0, 11))
    assert summarize(article, n=1) == ([], Summary((), summarize(article, n=2)[1].scores, is_headline=True))
    assert summarize(article, n=2)[1].is_headline is False
    # A title that is only given beside the text is no line of it.
    assert summarize(make(text.split("\n")[1], title="青禾电气完成三亿元融资"), n=1)[1].chosen == (0,)


def test_traditional_is_ranked_as_simplified():
    traditional = "北嶺市新材料產業園昨天開工，總投資約32億元。當地舉行了儀式。園區預計2027年投產，年產值可達50億元。"
    simplified = "北岭市新材料产业园昨天开工，总投资约32亿元。当地举行了仪式。园区预计2027年投产，年产值可达50亿元。"
    assert summarize(make(traditional), n=2)[1].chosen == summarize(make(simplified), n=2)[1].chosen


def test_scores_do_not_depend_on_the_hash_seed(tmp_path):
    import os
    import subprocess
    import sys

    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_summarize as t; "
        "print(t.summarize(t.make(t.STORY))[1])"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code, os.path.dirname(__file__)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outs) == 1


@pytest.mark.parametrize("piece", ["1,", "1", "“", "江城微芯融资。", "江城", "A. ", "$", "，"])
def test_a_hostile_line_is_summarized_in_bounded_time(piece: str):
    summarize(make(piece * (200_000 // len(piece))), n=3)


def test_a_long_document_is_summarized_in_bounded_time():
    goods = ["铜精矿", "锂辉石", "碳纤维", "石墨", "硅片", "钛白粉", "聚酰亚胺", "铝箔", "风机叶片", "光伏组件", "隔膜"]
    ways = ["铁路", "卡车", "驳船", "管道", "航空货机", "港口堆场", "保税仓", "集装箱"]
    text = "".join(
        f"第{n}号订单的{n * 7 % 1009}吨{goods[n % 11]}经{ways[n % 8]}运抵，换走{goods[n * 5 % 11]}。"
        for n in range(3000)
    )
    assert len(summarize(make(text), n=3)[0]) == 3


@pytest.mark.parametrize(
    ("collection", "asked", "floor"),
    [
        # What is reached is a little above: a change that costs a point is to be seen.
        ("finance_facts", {"chars": 200}, 77.0),
        ("news_long", {"n": 3}, 45.0),
    ],
)
def test_summaries_hold_what_people_marked(shared, collection: str, asked: dict, floor: float):
    lines = (shared / "eval" / "summaries" / f"{collection}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    values = [_value(c, "".join(summarize(make(c["text"], title=c["title"] or None), **asked)[0])) for c in cases]
    assert sum(values) / len(values) >= floor


def _value(case: dict, text: str) -> float:
    """Share of the marked facts, or ROUGE-1 by character."""
    if "facts" in case:
        flat = re.sub(r"\s", "", text)
        return 100 * sum(re.sub(r"\s", "", fact) in flat for fact in case["facts"]) / len(case["facts"])
    from collections import Counter

    a, b = (Counter(re.findall(r"[\u3400-\u9fff]|[a-z]+|\d+", t.lower())) for t in (text, case["reference"]))
    return 200 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


# ---------------------------------------------------------------- signs of a sentence


@pytest.mark.parametrize(
    "text",
    [
        "该公司预计明年投产。", "其中，基金出资三成。", "与此同时，园区扩建厂房。", "公司预计全年营收持平。",
        "會議強調安全生產。",
        "It plans to open two plants.", "Meanwhile, the fund closed.", "The company said it would expand.",
        "However, costs rose.", "这一项目将于明年建成。", "此外，园区新设了一只基金。",
    ],
)  # fmt: skip
def test_openers_that_lean_back(text: str):
    assert leans_back(cut_words(text))


@pytest.mark.parametrize(
    "text",
    [
        "江城微芯预计明年投产。", "7月14日，北岭市召开推进会。", "The Bank of Hale raised rates.",
        "Itron opened two plants.",
        "Theta Labs closed a fund.", "公司法修订草案提请审议。", "我国新能源装机突破十亿千瓦。",
    ],
)  # fmt: skip
def test_openers_that_stand_alone(text: str):
    assert not leans_back(cut_words(text))


def test_news_about_a_channel_is_printable():
    sentence = cut_sentences(make("北岭市公安局微信公众号通报，涉事企业已被立案调查。"))[0]
    assert is_printable(sentence)


def same(a: str, b: str) -> bool:
    return is_same(find_facts(a, cut_words(a)), find_facts(b, cut_words(b)))


def test_the_same_figure_in_both_languages_is_the_same_fact():
    assert same("上半年海外订单总额达386亿美元。", "Overseas orders came to $38.6 billion in six months.")
    assert same("NovaCell获得12.5亿元融资。", "NovaCell raised 1.25 billion yuan in the round.")


def test_the_same_words_are_the_same_fact():
    assert same("北岭市新材料产业园昨天开工建设。", "北岭市新材料产业园在昨天正式开工。")


def test_a_round_figure_in_common_is_a_coincidence():
    assert not same("远山资本募集10亿元并购基金。", "Northwind will spend 1 billion yuan on turbines.")
    assert not same("远山资本募集10亿元并购基金。", "岭南能源投资10亿元建设风电场。")


# ---------------------------------------------------------------- in English

ENGLISH = tomllib.loads((Path(__file__).parent / "cases" / "english_summaries.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", ENGLISH, ids=[c["title"][:30] for c in ENGLISH])
def test_english_key_sentences(case: dict):
    texts, _ = summarize(make(case["text"], title=case["title"], language="en"), n=2)
    assert len(texts) == 2
    told = " ".join(texts)
    assert all(words in told for words in case["holds"]), texts
    assert not any(words in told for words in case.get("never", ())), texts
