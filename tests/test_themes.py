"""Themes: the table is checked, the scorer keeps its laws, invented and real articles land where they belong."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from briefing.errors import ConfigError
from briefing.text import cut_words, find_sentences
from briefing.themes import EVIDENCE, MOST_THEMES, OFF, classify, find_cues, load_themes, make_lexicon
from briefing.types import Article, Sentence, Span, Theme, ThemeScore, Tokens

THEMES = load_themes()

# ---------------------------------------------------------------- making articles


def read(text: str, title: str | None = None) -> tuple[Article, Tokens, tuple[Sentence, ...]]:
    """An article of one paragraph, its tokens and its sentences."""
    article = Article("A1", "d", "d", "d.txt", Span(0, len(text)), text, title=title)
    spans = enumerate(find_sentences(text))
    sentences = tuple(Sentence("A1", n, Span(a, b), text[a:b], "paragraph", 0) for n, (a, b) in spans)
    pieces = [cut_words(title or ""), *(cut_words(sentence.text) for sentence in sentences)]
    bounds = np.cumsum([0, *map(len, pieces)]).astype(np.int32)
    return article, Tokens(tuple(word for piece in pieces for word in piece), bounds), sentences


def themes_of(text: str, title: str | None = None, themes: tuple[Theme, ...] = THEMES) -> tuple[ThemeScore, ...]:
    return classify(*read(text, title), themes)


def first(text: str, title: str | None = None) -> str:
    return themes_of(text, title)[0].theme


# ---------------------------------------------------------------- each theme is recognised

SYNTHETIC = {
    "finance": (
        "北岭省设立总规模80亿元的科创母基金，首期20亿元已到位。母基金将引导创业投资投早投小，与银行的知识产权质押贷款形成投贷联动。",
        "Harbour Peak Ventures said it had closed its third venture capital fund at $400 million. Limited partners "
        "include two pension funds, and the money will go to seed rounds and Series A rounds of young firms.",
    ),
    "capital_market": (
        "远河精密股份有限公司科创板首发上市申请获上市委审议通过。招股书显示，公司拟募集资金12亿元，保荐机构为东岭证券。",
        "Larkfield Holdings filed a prospectus for an initial public offering on Nasdaq. The listing could value it "
        "at $2 billion, and shareholders plan to sell part of their stake.",
    ),
    "research": (
        "我国科学家利用大科学装置首次观测到一种新的粒子衰变过程，相关论文发表于学术期刊。该研究由国家自然科学基金资助。",
        "Physicists at a national laboratory reported the sharpest limit yet on dark matter. The peer-reviewed study "
        "relied on basic research funding and a synchrotron photon source.",
    ),
    "ai_digital": (
        "西陵云图发布开源大模型，参数规模达七百亿。公司同时开放算力平台，面向智能体开发者提供数据标注工具。",
        "Bluefern released an open-source large language model and a chatbot for offices. The generative AI start-up "
        "trains on its own data center and sells cloud computing.",
    ),
    "chips": (
        "南屏半导体宣布12英寸晶圆厂月产能翻倍。其碳化硅功率器件与先进封装产线同步扩建，光刻环节良率明显提升。",
        "Eastgate Semiconductor will double wafer output at its foundry. The chipmaker's memory chip line moves to "
        "advanced packaging, and smartphone makers have booked it out.",
    ),
    "biomedicine": (
        "青禾生物的双抗新药三期临床试验达到主要终点，公司计划向国家药监局递交上市申请。该创新药用于晚期肺部肿瘤。",
        "Marlow Therapeutics said its antibody-drug conjugate met the goal of a phase 3 clinical trial. The biotech "
        "will seek FDA approval for the drug this year.",
    ),
    "energy": (
        "北川一座百兆瓦级储能电站并网，配套光伏和风电基地同步投运。电站采用钠离子电池，可提升绿电消纳能力。",
        "Northmere switched on a 300-megawatt solar farm with battery storage. The offshore wind stage follows, and "
        "green hydrogen will be made from surplus renewable energy.",
    ),
    "mobility": (
        "远途汽车发布首款纯电车型，搭载激光雷达与城市辅助驾驶系统。公司称新能源汽车月交付量已超三万辆，自动驾驶出租车将试运营。",
        "Fenwick Motors unveiled an electric car with lidar and driver assistance. The automaker plans a robotaxi "
        "service and expects electric vehicle deliveries to double.",
    ),
    "manufacturing": (
        "东岭机床集团的五轴数控机床批量交付，核心减速器实现国产化。企业建成智能工厂，工业机器人密度行业领先，并研制高温合金新材料。",
        "Harrow Tools opened a smart factory with 200 industrial robots. The machine tool builder also invests in "
        "additive manufacturing, carbon fibre and other advanced materials.",
    ),
    "aerospace": (
        "一枚可回收火箭从海上升空，将八颗低轨卫星送入预定轨道。这家商业航天企业还在试飞用于低空经济的飞行汽车。",
        "A reusable rocket put nine satellites into low-Earth orbit. The commercial space firm also builds an eVTOL "
        "for the low-altitude economy and awaits its airworthiness papers.",
    ),
    "regions": (
        "江陵高新区举行集中签约仪式，26个产业项目落户园区，总投资108亿元。管委会出台人才政策，孵化器和科创走廊同步建设。",
        "Dunmore's high-tech zone signed 18 projects and opened an incubator. The science park wants to become an "
        "innovation hub with a talent policy and an industrial cluster of its own.",
    ),
    "policy": (
        "国务院国资委部署国企改革深化提升行动，要求中央企业加快专业化整合。财政部、国家发展改革委将出台宏观政策，央行表示适时降准。",
        "The State Council issued guidelines on state-owned enterprises and asked SASAC to speed up reform. The "
        "central bank kept its loan prime rate, and the NDRC promised fiscal policy support.",
    ),
    "international": (
        "商务部就美方加征关税和出口管制作出回应，并将两家企业列入不可靠实体清单。双方经贸磋商下周举行，自贸协定谈判同时推进。",
        "Washington added twelve firms to the entity list and tightened export controls. Tariffs and sanctions will "
        "top the trade talks, while a free trade agreement with ASEAN moves ahead.",
    ),
}
OFF_SUBJECT = (
    "昨晚的足球联赛中，主队在加时赛凭借点球取胜。球迷冒雨到场，主教练赛后称球员们拼到了最后。",
    "民警接到报警后赶到现场，将涉嫌盗窃的男子抓获。案件正在进一步办理中。",
    "受台风影响，今夜到明天有暴雨，气象台发布橙色预警，请市民减少外出。",
    "截至收盘，远河科技报收于15.20元，上涨2.1%，换手率0.8%，主力资金净流入320万元。",
    "青石街道开展志愿服务活动，党员志愿者走进社区慰问老人，为孩子们送去书包。",
    "新片上映五天票房破三亿，导演携演员与粉丝见面。",
    "The striker scored twice as the home team won the semi-final. Fans sang for the head coach after the match.",
    "Police arrested a man after a robbery near the station. A court will hear the case next week.",
    "Stocks closed higher on Wall Street. The S&P 500 rose 0.4% and one strategist sees a bull market.",
)


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in SYNTHETIC.items() for text in texts])
def test_each_theme_is_recognised_in_chinese_and_english(key, text):
    found = themes_of(text)
    assert found[0].theme == key, found
    assert found[0].cues
    assert found[0].score >= EVIDENCE


@pytest.mark.parametrize("text", OFF_SUBJECT)
def test_what_the_desk_does_not_read_is_off(text):
    assert first(text) == OFF


def test_every_theme_of_the_table_has_its_examples():
    assert {theme.key for theme in THEMES} == {*SYNTHETIC, OFF}
    assert THEMES[-1].key == OFF


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。。。",
        "一二三四五六七八九十。",
        "The quick brown fox jumps over it.",
    ],
)
def test_a_text_with_no_cue_is_off(text):
    assert themes_of(text) == (ThemeScore(OFF, 0.0),)


def test_a_word_in_passing_does_not_make_a_theme():
    assert first("老张把院子扫了一遍，又给桌上的小机器换了块电池，坐下来喝茶。") == OFF


def test_an_article_may_have_further_themes_and_never_more_than_three():
    text = "高新区引进半导体晶圆厂、创新药企业、固态电池和商业航天项目，母基金出资，集中签约。"
    found = themes_of(text)
    assert 1 < len(found) <= MOST_THEMES
    assert OFF not in {score.theme for score in found}
    assert [score.score for score in found] == sorted((score.score for score in found), reverse=True)


def test_the_title_weighs_more_than_the_tail():
    body = "会上介绍了多项工作。" * 30
    one, other = "半导体晶圆厂与光刻机芯片。", "双抗新药临床试验与疫苗。"
    assert first(body + other, title=one) == "chips"
    assert first(body + one, title=other) == "biomedicine"


# ---------------------------------------------------------------- laws


@pytest.mark.parametrize("text", [texts[0] for texts in SYNTHETIC.values()])
def test_traditional_and_simplified_give_one_result(text):
    traditional = OpenCC("s2t").convert(text)
    assert traditional != text
    assert themes_of(traditional) == themes_of(text)


def table(*bodies: str, weights: str = "[weights]\nstrong = 4.0\nweak = 1.0\n") -> str:
    return weights + "".join(f"\n[[theme]]\n{body}\n" for body in bodies)


def entry(key: str, *words: str, more: str = "") -> str:
    return f'key = "{key}"\nname = "甲"\nname_en = "A"\nstrong = {json.dumps(words, ensure_ascii=False)}\n{more}'


def load(tmp_path: Path, text: str) -> tuple[Theme, ...]:
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")
    return load_themes(path)


@given(st.permutations(["光伏", "风电", "储能", "solar", "wind farm", "新能源汽车", "新能源"]))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_cue_lines_does_not_matter(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("themes")
    themes = load(folder, table(entry("energy", *words)))
    assert themes == load(folder, table(entry("energy", *sorted(words))))
    text = "光伏与风电配储能，新能源汽车反向送电。Solar panels and wind farms."
    found = {cue.word for cue in themes_of(text, themes=themes)[0].cues}
    assert found == {"光伏", "风电", "储能", "新能源汽车", "solar", "wind farm"}


def test_themes_that_score_the_same_stay_in_the_order_of_the_file(tmp_path):
    both = entry("b", "光伏"), entry("a", "风电")
    assert [s.theme for s in themes_of("光伏风电。", themes=load(tmp_path, table(*both)))] == ["b", "a"]
    assert [s.theme for s in themes_of("光伏风电。", themes=load(tmp_path, table(*both[::-1])))] == ["a", "b"]


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_one_to_three_themes_or_off_alone(text):
    found = themes_of(text)
    assert 1 <= len(found) <= MOST_THEMES
    assert len({score.theme for score in found}) == len(found)
    assert len(found) == 1 or OFF not in {score.theme for score in found}


def test_a_hostile_line_takes_no_time():
    article = read("人工智能a" * 40_000)
    start = time.process_time()
    assert classify(*article, THEMES)[0].theme == "ai_digital"
    assert time.process_time() - start < 5


# ---------------------------------------------------------------- finding cues


def cues_in(text: str, *words: str) -> list[str]:
    theme = Theme("t", "甲", "A", tuple((word, 1.0) for word in words))
    return list(find_cues(text, cut_words(text), make_lexicon((theme,))))


def test_the_longest_cue_counts_and_none_inside_it():
    assert cues_in("新能源汽车和新能源", "新能源", "新能源汽车", "汽车") == ["新能源汽车", "新能源"]


def test_a_cue_over_the_edges_of_two_words_is_not_there():
    assert cues_in("中国企业出海", "国企") == []
    assert cues_in("国企改革", "国企") == ["国企"]


def test_a_latin_cue_is_a_whole_word_or_its_plural():
    assert cues_in("said the chips and a chip, not microchip or chipped; ai", "chip", "ai") == ["chip", "chip", "ai"]
    assert cues_in("完成a轮融资, beta轮", "a轮") == ["a轮"]


# ---------------------------------------------------------------- the table


def test_masks_and_exclusions(tmp_path):
    themes = load(tmp_path, table(entry("a", "银行", more='masks = ["血液银行"]\n[theme.exclude]\nweak = ["献血"]')))
    assert themes_of("血液银行血液银行血液银行。", themes=themes)[0].theme == OFF
    without, against = (themes_of(text, themes=themes)[0].score for text in ("银行。", "银行献血。"))
    assert against < without


def test_cues_are_kept_simplified_and_in_lower_case(tmp_path):
    (theme,) = load(tmp_path, table(entry("a", "晶圓", "EV Maker")))
    assert theme.cues == (("ev maker", 4.0), ("晶圆", 4.0))


SUN = entry("a", "光伏")


def sun(more: str) -> str:
    return table(entry("a", "光伏", more=more))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            table('key = "biotech"\nname = "生物"\nname_en = "Bio"'),
            'themes.toml: theme "biotech" has no cues; add at least one',
        ),
        (table(SUN, entry("a", "风电")), 'themes.toml: theme "a" stands twice; rename or join them'),
        (table(entry("a", "光伏", "光伏")), 'themes.toml: theme "a": cue "光伏" stands twice; keep one'),
        (sun('masks = ["光伏"]'), 'themes.toml: theme "a": cue "光伏" stands twice; keep one'),
        (table(entry("a", "光")), 'theme "a": cue "光" is too short to mean anything; use two characters or more'),
        (sun('colour = "red"'), 'themes.toml: theme "a": "colour" is not a setting; use one of'),
        (sun("[theme.exclude]\nhuge = []"), 'theme "a", exclude: "huge" is not a setting'),
        (sun('exclude = "风电"'), "exclude is '风电'; write it as a table [theme.exclude]"),
        (sun("weak = [1, 2]"), 'theme "a": weak is not a list of words; write weak = ["...'),
        (sun('weak = "风电"'), 'theme "a": weak is not a list of words'),
        (table('name = "甲"'), 'themes.toml: a theme has no key; add key = "..."'),
        (table('key = "a"\nname_en = "A"\nstrong = ["光伏"]'), 'themes.toml: theme "a" has no name; add name = "..."'),
        (table(SUN) + "\n[extra]\n", 'themes.toml: "extra" is not a setting; use one of theme, weights'),
        (table(SUN, weights=""), "themes.toml: no [weights]; add one figure a band of cues"),
        (table(SUN, weights='[weights]\nstrong = "x"\n'), "weight \"strong\" is 'x'; give a number above 0"),
        (table(SUN, weights="[weights]\nstrong = 0\n"), 'weight "strong" is 0; give a number above 0'),
        (table(), "themes.toml: no themes; add at least one [[theme]]"),
        ("theme = 3\n[weights]\nstrong = 1\n", "themes.toml: no themes; add at least one [[theme]]"),
        ("[[theme]\n", "themes.toml: not valid TOML"),
    ],
)
def test_a_table_that_cannot_be_used_says_what_to_do(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_themes(tmp_path / "nowhere.toml")
    (tmp_path / "gb.toml").write_bytes("名 = 1".encode("gb18030"))
    with pytest.raises(ConfigError, match=r"gb\.toml: not UTF-8; save it as UTF-8"):
        load_themes(tmp_path / "gb.toml")


# ---------------------------------------------------------------- real articles


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_gold(shared):
    """Floors below what was measured (0.94, 0.94, 0.93 after both halves had been looked at); they may rise."""
    gold = rows(shared / "gold" / "themes.jsonl")
    wanted = {row["id"] for row in gold}
    week = rows(shared / "eval" / "weeks" / "2023-W30.jsonl")
    got = {row["id"]: first(row["text"]) for row in week if row["id"] in wanted}
    right = [got[row["id"]] in row["first"] for row in gold]
    off = [got[row["id"]] == OFF for row in gold if OFF in row["first"]]
    on = [got[row["id"]] != OFF for row in gold if OFF not in row["first"]]
    assert sum(right) / len(right) >= 0.88
    assert sum(off) / len(off) >= 0.88
    assert sum(on) / len(on) >= 0.88


def test_speed(shared):
    texts = [row["text"] for row in rows(shared / "eval" / "weeks" / "2023-W31.jsonl")[:300]]
    articles = [read(text) for text in texts]
    start = time.process_time()
    for article in articles:
        classify(*article, THEMES)
    # Measured 0.15 s; a slow machine may take five times as long.
    assert time.process_time() - start < 0.8
