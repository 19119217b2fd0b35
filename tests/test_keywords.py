"""Key phrases of themes and of the week. All texts are invented."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summarize import Telling, find_keywords
from briefing.summarize.keywords import score_keyness
from briefing.summarize.phrases import count_phrases, cut_stretches
from briefing.summarize.terms import Kind, kind_of, may_stand
from tests.texts import read

NOTHING = "北岭市第{n}次大会昨天召开，部署产业布局与合作，提出工作要求。"


def tell(*texts: str, theme: str = "energy", story: str | None = None, **told) -> list[Telling]:
    """One article a text; each a story of its own unless `story` names one for all."""
    return [
        Telling(read(text, id=f"{theme}{story or ''}{n}", **told), story or f"{theme}-{n}", theme)
        for n, text in enumerate(texts)
    ]


def others(times: int = 12) -> list[Telling]:
    return tell(*(NOTHING.format(n=n) for n in range(times)), theme="policy")


def phrases(this: list[Telling], before: list[Telling] | None = None, *, theme: str = "energy", n: int = 6) -> list:
    return [k.text for k in find_keywords(this, before, n=n).themes[theme]]


def counts(keywords) -> dict[str, tuple[int, int | None]]:
    return {k.text: (k.articles, k.previous) for k in keywords}


BATTERIES = (
    "澄湖县的钠离子电池产线投产，钠离子电池成本下降。2025年7月产能翻番。",
    "两家车企试装钠离子电池，储能电站也在采购钠离子电池。",
    "青川的储能电站昨天并网，配有钠离子电池，储能电站由远山电力运营。",
)

# ---------------------------------------------------------------- what is a key phrase


def test_terms_of_the_theme_and_no_dates_numbers_stop_words():
    found = phrases([*tell(*BATTERIES), *others()])
    assert any("钠离子" in phrase for phrase in found) and "储能电站" in found
    assert not any(c.isdigit() for phrase in found for c in phrase)
    assert not {"昨天", "的", "产能", "成本"} & set(found)
    assert len(found) == len(set(found)) <= 6


def test_what_the_rest_of_the_week_says_too_is_none():
    rockets = tell(*(f"卫星互联网组网，火箭第{n}次把卫星送入轨道，控股集团表示满意。" for n in range(4)))
    rest = tell(*(f"控股集团公布第{n}份业绩预告，控股集团股价上涨。" for n in range(12)), theme="capital")
    found = phrases([*rockets, *rest], n=8)
    assert "控股集团" not in found and any("卫星" in phrase for phrase in found)


@pytest.mark.parametrize(
    ("sentence", "scrap"),
    [
        ("粤海大湾区的低空航线开通，低空航线由{name}运营，大湾区有望增开低空航线。", "大湾"),
        ("{name}的12颗卫星入轨，另有30颗卫星待发，可再生能源供电，可再生能源占比过半。", "颗卫星"),
        ("{name}讯，钙钛矿组件量产。综合司副司长说，钙钛矿组件成本下降，副司长还谈到回收。", "副司长"),
        ("钙钛矿、叠层组件量产，{name}称。钙钛矿、叠层组件成本下降。", "钙钛矿叠层组件"),
        ("{name}积极探索固态电池，固态电池圆满成功，积极探索不止，圆满成功可期。", "积极探索"),
        ("固态电池合作项目签约，{name}称合作项目带来固态电池订单。", "合作项目"),
    ],
)
def test_scraps_clauses_offices_and_plain_compounds_are_none(sentence: str, scrap: str):
    names = ("远山电力", "北屿能源", "青川动力", "澄湖科技")
    found = phrases([*tell(*(sentence.format(name=name) for name in names)), *others(60)], n=12)
    assert found and scrap not in found


def test_a_term_keeps_the_character_it_begins_with():
    told = tell(*(f"{name}的可再生能源占比过半，可再生能源消纳提速。" for name in ("远山", "北屿", "青川", "澄湖")))
    found = phrases([*told, *others(60)])
    assert "可再生能源" in found


def test_who_speaks_is_not_what_is_spoken_of():
    told = ("周远岚表示，固态电池将量产。", "固态电池产线开建，周远岚表示满意。", "周远岚称固态电池成本已降。")
    assert not any("远岚" in phrase for phrase in phrases([*tell(*told), *others(60)]))


def test_a_sentence_that_several_stories_print_gives_none():
    notice = "转载请注明出处并保留责任声明条款。"
    told = tell(*(f"{text}{notice}" for text in (*BATTERIES, "固态电池中试。")))
    assert not any("声明" in phrase or "条款" in phrase for phrase in phrases([*told, *others(60)], n=20))


def test_a_small_theme_has_key_phrases_too():
    told = "远山县低空飞行服务中心昨天启用。低空飞行服务中心将为三十个起降点提供服务，布局合理。王晓青出席仪式。"
    found = phrases([*tell(told, title="远山县低空飞行服务中心启用"), *others()])
    assert any("低空飞行" in phrase for phrase in found)
    assert not {"布局", "合作", "服务", "仪式", "王晓青"} & set(found)


def test_none_is_part_of_another():
    found = phrases([*tell(*BATTERIES), *others()], n=20)
    assert not any(a != b and a in b for a in found for b in found)


def test_latin_words_have_the_letters_that_most_places_have():
    told = tell(*(f"{name}发布AI芯片，AI芯片采用HBM封装。" for name in ("远山微", "北屿微", "青川微")))
    found = phrases([*told, *others(60)], n=10)
    assert any("AI" in phrase for phrase in found) and not any("ai" in phrase for phrase in found)


def test_english_articles_give_phrases_and_no_single_plain_words():
    text = "{name} builds solid-state battery cells. Its solid-state battery cells will be cheap. A battery is large."
    told = tell(*(text.format(name=n) for n in ("Northwind", "Kestrel", "Oakfield")), language="en")
    found = phrases([*told, *others(60)])
    assert any("battery cells" in phrase for phrase in found)
    assert not {"large", "cheap", "builds"} & set(found)


# ---------------------------------------------------------------- how they are counted


def test_counts_are_articles_and_ten_reprints_are_one_voice():
    reprint = "钒液流电池在青川并网，钒液流电池寿命长。"
    this = [*tell(*BATTERIES), *tell(*[reprint] * 10, story="r"), *others()]
    found = counts(find_keywords(this, n=12).themes["energy"])
    assert found["储能电站"] == (2, None)
    ranked = list(found)
    assert all(ranked.index("储能电站") < ranked.index(p) for p in ranked if "液流" in p)


def test_the_week_before_of_a_theme_is_the_same_theme():
    this = [*tell(*BATTERIES), *others()]
    before = [*tell("储能电站开工，储能电站属于青川。"), *tell("储能电站被起诉，储能电站赔钱。", theme="policy")]
    found = find_keywords(this, before, n=12)
    assert counts(found.themes["energy"])["储能电站"] == (2, 1)
    assert 0 in {previous for _, previous in counts(found.themes["energy"]).values()}


def test_without_a_week_before_there_is_no_count_of_it():
    found = find_keywords([*tell(*BATTERIES), *others()])
    assert {k.previous for k in (*found.week, *found.themes["energy"])} == {None}


def test_traditional_and_simplified_are_one():
    told = (BATTERIES[0], "兩家車企試裝鈉離子電池，儲能電站也在採購鈉離子電池。")
    simplified, traditional = tell(told[0]), tell(told[1], language="zh-Hant", story="t")
    found = counts(find_keywords([*simplified, *traditional, *others()], n=12).themes["energy"])
    assert any("钠离子" in text and articles == 2 for text, (articles, _) in found.items())


def test_what_rises_against_the_week_before_is_the_weeks():
    steady = [f"{name}的光伏组件出口，光伏组件降价。" for name in ("远山", "北屿", "青川", "澄湖", "白塔", "云岫")]
    new = [f"{name}的深海采矿获准，深海采矿船下水。" for name in ("远山", "北屿", "青川", "澄湖", "白塔")]
    this, before = tell(*steady, *new), tell(*steady, *steady, story=None)
    texts = [k.text for k in find_keywords(this, before).week]
    assert any("深海采矿" in text for text in texts) and not any("光伏" in text for text in texts)
    assert any("光伏" in k.text for k in find_keywords(this).week)


def test_no_articles_no_keywords():
    found = find_keywords([])
    assert (found.week, dict(found.themes)) == ((), {})


# ---------------------------------------------------------------- laws


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50), st.integers(0, 50))
def test_keyness_is_no_rise_or_positive_and_grows_with_what_is_here(own, others, more, rest):
    here, elsewhere = own + more, others + rest
    score = score_keyness(own, here, others, elsewhere)
    assert score >= 0
    if elsewhere and own * elsewhere < others * here:
        assert score == 0
    assert score_keyness(own + 1, here + 1, others, elsewhere + 1) >= 0


@given(st.lists(st.text("储能电站，。、 AI芯片的12", max_size=30), max_size=6))
def test_every_phrase_stands_side_by_side_in_its_text(texts: list[str]):
    readings = [read(text, id=str(n)) for n, text in enumerate(texts)]
    articles = cut_stretches(readings, [str(n) for n in range(len(texts))])
    assert sum(len(s) for stretches in articles for s in stretches) <= sum(len(r.tokens.words) for r in readings)
    for reading, stretches in zip(readings, articles, strict=True):
        text = "".join(reading.article.text.lower().split())
        assert all("".join(stretch) in text for stretch in stretches)
    counted = count_phrases(articles, may_stand)
    assert all(times <= min(counted.words[w] for w in phrase) for phrase, times in counted.phrases.items())


@pytest.mark.parametrize("word", ["的", "2025", "12", "了", "and", "昨天", "圆满成功"])
def test_words_that_are_part_of_no_phrase(word: str):
    assert kind_of(word) is Kind.NONE


def test_the_same_whatever_the_hash_seed():
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; import tests.test_keywords as t; "
        "print(t.find_keywords([*t.tell(*t.BATTERIES), *t.others()], t.tell(*t.BATTERIES[:1])))"
    )
    root = os.path.dirname(os.path.dirname(__file__))
    outs = {
        subprocess.run(
            [sys.executable, "-c", code, root],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outs) == 1
