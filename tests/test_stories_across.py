"""The same news in Chinese and in English, by what can be checked without a model. All texts are invented."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefing.stories import group_stories, sign
from briefing.stories.amounts import shared_amounts, shared_measures
from briefing.stories.concepts import find_concepts
from briefing.stories.facts import find_facts
from briefing.stories.measures import find_measures
from briefing.text import cut_article
from briefing.types import Article, Block, Signature, Span, Story

PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "story_pairs_across.toml").read_text(encoding="utf-8"))["pair"]
SHANGHAI = ZoneInfo("Asia/Shanghai")  # as articles are read
PRECISION, RECALL = 0.95, 0.85


def signed(id: str, telling: dict[str, str]) -> Signature:
    text = telling["text"].strip()
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    blocks = [Block("paragraph", Span(s, s + len(line))) for s, line in zip(starts, lines, strict=True) if line.strip()]
    article = Article(
        id=id, doc=id, document=id, file="x", span=Span(0, len(text)), text=text, title=telling.get("title") or None,
        outlet=telling["outlet"], published=datetime.fromisoformat(telling["published"]).astimezone(SHANGHAI),
        language=telling["language"], blocks=tuple(blocks),
    )  # fmt: skip
    return sign(article, *cut_article(article))


@pytest.fixture(scope="module")
def signatures() -> dict[str, Signature]:
    return {f"{n}{k}": signed(f"{n}{k}", pair[k]) for n, pair in enumerate(PAIRS) for k in "ab"}


@pytest.fixture(scope="module")
def stories(signatures: dict[str, Signature]) -> tuple[Story, ...]:
    """All texts of all pairs grouped at once: the other pairs are traps too."""
    return group_stories(signatures.values())


def test_half_of_the_pairs_are_traps():
    assert len(PAIRS) == 60
    assert sum(pair["label"] == "same" for pair in PAIRS) == 30


def test_pairs_in_two_languages_meet_and_traps_do_not(stories: tuple[Story, ...]):
    story = {a: s.id for s in stories for a in s.articles}
    merged = {n for n in range(len(PAIRS)) if story[f"{n}a"] == story[f"{n}b"]}
    same = {n for n, pair in enumerate(PAIRS) if pair["label"] == "same"}
    assert len(merged & same) / len(merged) >= PRECISION, sorted(merged - same)
    assert len(merged & same) / len(same) >= RECALL, sorted(same - merged)


def test_nothing_merges_without_a_shared_figure_or_name(signatures: dict[str, Signature]):
    for n in range(len(PAIRS)):
        facts = find_facts(signatures[f"{n}a"], signatures[f"{n}b"])
        if facts.is_same:
            assert facts.actors or facts.names or facts.amounts


def test_the_reasons_name_what_was_shared(signatures: dict[str, Signature], stories: tuple[Story, ...]):
    said = [reason for s in stories for why in s.why if why.relation == "same" for reason in why.reasons]
    assert any(reason.startswith("figures: ") for reason in said)
    assert any(reason.startswith("names: ") for reason in said)
    assert any(reason.startswith("doings: ") for reason in said)


# ---------------------------------------------------------------- names in a table


@pytest.mark.parametrize(
    ("chinese", "english", "identity"),
    [
        ("中芯国际昨天公布季报。", "SMIC reported earnings.", "companies:smic"),
        ("輝達執行長昨日抵台。", "Nvidia's chief arrived in Taipei.", "companies:nvidia"),
        ("美国商务部昨天表示。", "The US Department of Commerce said.", "institutions:commerce department"),
        ("中國人民銀行宣布降準。", "The People's Bank of China acted.", "institutions:people's bank of china"),
    ],
)
def test_one_thing_has_one_identity_in_both_languages(chinese: str, english: str, identity: str):
    for text in (chinese, english):
        actors = find_concepts(text, text).actors
        assert identity in actors


def test_of_two_forms_at_one_place_the_longer_counts():
    assert "institutions:ministry of commerce" not in find_concepts("", "美国商务部昨天表示。").actors


def test_a_form_that_arises_where_two_words_meet_is_none():
    assert not find_concepts("", "该市大力拓展海外市场，国内存在需求缺口。").actors
    assert "companies:rio tinto" in find_concepts("", "力拓昨天宣布扩大铁矿石产量。").actors


def test_in_english_a_name_asks_for_a_capital_and_a_term_does_not():
    assert not find_concepts("", "an apple a day and a target for us").actors
    assert any("apple" in actor for actor in find_concepts("", "A day later Apple agreed.").actors)
    assert "terms:quantum computing" in find_concepts("", "money for quantum computing").things


def test_only_what_stands_first_is_what_the_news_is_about():
    told = find_concepts("Foxconn breaks ground", "Foxconn breaks ground\nNvidia is a customer.")
    assert told.heads < told.actors


@pytest.mark.parametrize(
    ("chinese", "english", "doing"),
    [
        ("大疆起诉竞争对手", "Drone maker sues rival", "sue"),
        ("央行宣布降准", "Central bank makes a reserve cut", "rates"),
        ("公司宣布裁员", "Company plans job cuts", "cut_jobs"),
        ("工廠昨日動土", "Company breaks ground on factory", "build"),
        ("火箭成功入轨", "Rocket reaches orbit", "fly"),
    ],
)
def test_a_doing_is_known_in_both_languages(chinese: str, english: str, doing: str):
    assert doing in find_concepts(chinese, chinese).doings
    assert doing in find_concepts(english, english).doings


# ---------------------------------------------------------------- sums and sizes


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("200万千瓦光伏项目", "two gigawatts of solar"),
        ("占地6.75万亩", "covers 4,500 hectares"),
        ("降息25个基点", "a cut of a quarter of a percentage point"),
        ("0.5个百分点", "50 basis points"),
        ("年产3万吨", "30,000 tonnes a year"),
        ("全长12公里", "a 7.5-mile line"),
        ("40万千瓦时", "400 megawatt-hours"),
    ],
)
def test_sizes_meet_in_one_unit(chinese: str, english: str):
    assert shared_measures(find_measures(chinese), find_measures(english))


@pytest.mark.parametrize(
    ("a", "b"), [("200万千瓦", "two gigawatt-hours"), ("3万吨", "40,000 tonnes"), ("5米", "5 points")]
)
def test_other_sizes_and_other_units_do_not(a: str, b: str):
    assert not shared_measures(find_measures(a), find_measures(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("USD 45500000000", "USD 45000000000"),
        ("CNY 151240000000", "TWD 151240000000"),
        ("CNY 4200000000", "USD 590000000"),
        ("EUR 630000000", "USD 735000000"),
    ],
)
def test_a_sum_is_known_though_one_rounds_or_converts(a: str, b: str):
    assert shared_amounts([a], [b]) == [(a, b)]


@pytest.mark.parametrize(
    ("a", "b"), [("USD 45500000000", "USD 40000000000"), ("CNY 5000000000", "USD 5000000000"), ("XAU 100", "USD 90")]
)
def test_another_sum_is_another(a: str, b: str):
    assert not shared_amounts([a], [b])


def test_one_sum_agrees_with_one_other_only():
    assert len(shared_amounts(["USD 1000000", "USD 1005000"], ["USD 1002000"])) == 1
