"""Laws of grouping: no chains, no order, no far weeks; round-ups stay alone; the lead is chosen afterwards."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories import compare, group_stories, weigh_tellings
from briefing.stories.compare import DAYS_APART
from briefing.types import Signature
from story_texts import make_event, signed, tell


def partition(signatures, **more) -> set[frozenset[str]]:
    return {frozenset(s.articles) for s in group_stories(signatures, **more)}


def make_week(rng: random.Random, first_day: int) -> list[Signature]:
    """Articles of a week: some events told several times, some mixed with others."""
    made = []
    for n in range(14):
        seeds = rng.sample(range(6), rng.choice((1, 1, 1, 2, 3)))
        text = "".join(tell(first_day * 10 + seed, rng.randrange(5)) for seed in seeds)
        made.append(signed(f"w{first_day}-{n:02d}", text, day=first_day + rng.randrange(5)))
    return made


def are_same(a: Signature, b: Signature) -> bool:
    why = compare(a, b)
    return a.digest == b.digest or (why is not None and why.relation == "same")


WEEKS = st.integers(0, 10_000).map(lambda seed: make_week(random.Random(seed), 2))


@settings(max_examples=30, deadline=None)
@given(WEEKS, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(week, rng):
    expected = group_stories(week)
    rng.shuffle(week)
    assert group_stories(week) == expected


@settings(max_examples=30, deadline=None)
@given(WEEKS)
def test_every_article_is_in_one_story_and_half_of_its_pairs_are_the_same_news(week):
    """What the rules allow: an article is the same as the first telling and half of the others; two stories that
    unite are the same in more than half of their pairs. So a chain whose ends lie apart never holds together."""
    by_id = {s.article: s for s in week}
    stories = group_stories(week)
    assert sorted(a for s in stories for a in s.articles) == sorted(by_id)
    for story in stories:
        told = sorted((by_id[a] for a in story.articles), key=lambda s: (s.day, s.article), reverse=True)
        texts = list({s.digest: s for s in told}.values())  # of copies the first speaks
        pairs = [are_same(a, b) for a, b in combinations(texts, 2)]
        assert 2 * sum(pairs) >= len(pairs)


def test_a_bridge_between_two_events_joins_one_of_them_at_most():
    a, c = tell(1, 0), tell(2, 0)
    week = [signed("a", a), signed("b", a + c), signed("c", c)]
    for story in group_stories(week):
        assert not {"a", "c"} <= set(story.articles)


@settings(max_examples=20, deadline=None)
@given(WEEKS, st.integers(0, 10_000))
def test_another_week_changes_nothing_in_this_one(week, seed):
    """Only articles within the day distance can: the other week lies further away."""
    later = make_week(random.Random(seed), 2 + 5 + DAYS_APART)
    alone = set(group_stories(week))
    together = {s for s in group_stories([*week, *later]) if s.lead.startswith("w2-")}
    assert together == alone


def test_articles_in_two_languages_far_away_change_nothing():
    week = make_week(random.Random(3), 2)
    far = signed("en", "Lanchuan said it raised 800 million yuan.", day=40, language="en")
    assert partition([*week, far]) - {frozenset({"en"})} == partition(week)


@pytest.mark.parametrize("day", [2, 4])
def test_a_telling_some_days_later_still_joins(day):
    assert len(partition([signed("a", tell(5, 1)), signed("b", tell(5, 2), day=day)])) == 1


def test_a_telling_beyond_the_days_is_another_story():
    assert len(partition([signed("a", tell(5, 1)), signed("b", tell(5, 1), day=3 + DAYS_APART)])) == 2


# ---------------------------------------------------------------- round-ups

ITEMS = [
    "珑屿科技8.2亿元收购翎朔精密，交易预计在第四季度完成，翎朔精密原管理层留任。",
    "海关数据显示，5月我国光伏组件出口量同比下降6.4%，其中对巴西出口增长两成。",
    "霁川生物的降脂针剂获批进入三期临床，首例受试者在武汉入组。",
    "澳洲锂矿商Talrook宣布下调全年产量指引，股价在悉尼盘中一度跌去11%。",
    "绵阳出台低空经济扶持办法，对新开通的无人机物流航线每条补贴150万元。",
    "央行开展1,230亿元逆回购操作，中标利率与上次持平，当日净回笼410亿元。",
    "动画电影《雪线以北》点映票房破亿，片方把公映日期提前到端午。",
    "朔岚汽车召回部分轿跑，原因是座椅滑轨的螺栓可能松动，车主可预约免费更换。",
]
ROUND_UPS = [
    pytest.param("\n".join(f"{n}、{t}" for n, t in enumerate(ITEMS, 1)), None, id="numbered lines"),
    pytest.param("".join(f"{n}. {t}" for n, t in enumerate(ITEMS, 1)), None, id="numbered in one line"),
    pytest.param("\n".join(f"【{t[:9]}】{t}" for t in ITEMS), None, id="bold heads"),
    pytest.param("\n".join(f"● {t}" for t in ITEMS), None, id="bullets"),
    pytest.param("\n".join(ITEMS), None, id="nothing but paragraphs"),
    pytest.param("\n".join(ITEMS[:4]), "制造业早报：今天要知道的几件事", id="few paragraphs, and the title says so"),
]


@pytest.mark.parametrize(("text", "title"), ROUND_UPS)
def test_a_round_up_joins_no_story(text, title):
    digest = signed("d", text, title=title)
    assert digest.is_digest
    tellings = [signed(f"t{n}", t) for n, t in enumerate(ITEMS)]
    assert frozenset("d") in partition([digest, *tellings])


NOTICE = (
    "珑屿科技就新工厂环境影响向社会公告如下。项目在绵阳市涪岭区，由珑屿科技建设。公众可在十日内提出意见，逾期不再受理。\n"
    + "\n".join(
        f"{n}. {what}"
        for n, what in enumerate(
            (
                "珑屿科技将建设涂布车间与分切车间各一座。",
                "珑屿科技的有机废气经焚烧炉处理后排放。",
                "珑屿科技的冷却循环水不外排。",
                "珑屿科技的固体废物交有资质的单位处置。",
                "珑屿科技在厂界设置噪声监测点六处。",
                "珑屿科技每季度公布监测报告。",
            ),
            1,
        )
    )
)
REPORT = "\n".join(make_event(31) + [s for way in range(3) for s in (tell(31, way),)])


@pytest.mark.parametrize("text", [NOTICE, REPORT], ids=["a numbered notice", "a long report in paragraphs"])
def test_a_text_that_comes_back_to_one_subject_is_no_round_up(text):
    assert not signed("a", text).is_digest


ENGLISH_ITEMS = (
    "Orvello, the Busan chip designer, agreed to buy Mintaro for $1.2 billion in cash.",
    "Kestrix redrew the maps of its app in Jakarta, adding footpaths that users had walked.",
    "Forty drones stand unclaimed at the port of Cebu. The papers name Balduin Freight, which closed in 2019.",
    "Lumenor raised $35 million from Halden Ventures for scooter batteries in Hanoi.",
)
COLUMNS = [
    pytest.param(
        "Harbour Tech Brief: Orvello buys Mintaro, Kestrix redraws maps, and who ordered the drones?", id="a brief"
    ),
    pytest.param("Morning wrap", id="a wrap"),
    pytest.param("Orvello's purchase and other news | The Quay Newsletter", id="a newsletter, named behind"),
    pytest.param("The Quay: Orvello's purchase, Kestrix's maps, Lumenor's round", id="a list behind a name"),
]


@pytest.mark.parametrize("title", COLUMNS)
def test_an_english_newsletter_joins_no_story(title):
    digest = signed("d", "\n".join(ENGLISH_ITEMS), title=title, language="en")
    assert digest.is_digest
    tellings = [signed(f"t{n}", text, language="en") for n, text in enumerate(ENGLISH_ITEMS)]
    assert frozenset("d") in partition([digest, *tellings])


ENGLISH_REPORT = (
    "Orvello, the Busan chip designer, agreed on Monday to buy Mintaro for $1.2 billion.",
    "The deal brings Orvello 300 engineers in Hsinchu, where Mintaro designs controllers.",
    "Park Jisoo, who runs Orvello, said sales to Dravelle would double.",
    "Analysts at Halden called the price high. Shares of Orvello fell in Seoul.",
)


@pytest.mark.parametrize("title", COLUMNS)
def test_a_report_under_the_title_of_a_column_is_no_round_up(title):
    assert not signed("a", "\n".join(ENGLISH_REPORT), title=title, language="en").is_digest


@pytest.mark.parametrize("name", ["制造业早报", "芯片速览", "港湾财经日报"])
def test_a_chinese_column_that_lists_its_items_joins_no_story(name):
    title = f"{name}｜霁川针剂进入三期；朔岚召回轿跑；Talrook下调指引"
    assert signed("d", "\n".join((ITEMS[1], ITEMS[2], ITEMS[6])), title=title).is_digest
    assert not signed("a", "\n".join(NOTICE.split("\n")[:4]), title=title).is_digest


# ---------------------------------------------------------------- the lead


def leads(*tellings: Signature, lang: str = "zh") -> str:
    (story,) = group_stories(tellings, lang=lang)
    return story.lead


def test_of_equal_tellings_the_earlier_one_leads():
    early = replace(signed("b", tell(7, 1)), hour=time(8), title="甲")
    late = replace(signed("a", tell(7, 1) + "（完）", day=3), hour=time(20), title="甲", length=early.length)
    assert leads(early, late) == "b"


def test_an_agency_leads_before_a_portal_and_a_fuller_telling_before_a_stub():
    text = tell(7, 1)
    assert leads(signed("a", text, outlet="搜狐网"), signed("b", text + "（完）", outlet="新华社")) == "b"
    full = signed("c", "".join(make_event(7)) * 4, outlet="搜狐网")
    assert leads(signed("a", text, outlet="新华社"), full) == "c"


def test_of_one_text_the_better_source_is_named_and_the_other_is_a_repeat():
    (story,) = group_stories([signed("a", tell(7, 1), outlet="搜狐网"), signed("b", tell(7, 1), outlet="新华社")])
    assert (story.lead, story.repeats) == ("b", ("a",))


def test_beyond_a_measure_length_counts_no_more():
    long = signed("a", "".join(make_event(7)))
    parts = weigh_tellings([replace(long, length=1500), replace(long, article="b", length=9000)])
    assert parts["a"] == parts["b"]


@settings(max_examples=20, deadline=None)
@given(WEEKS, st.data())
def test_the_lead_changes_nothing_in_who_belongs_together(week, data):
    outlets = data.draw(st.lists(st.sampled_from(["新华社", "搜狐网", None]), min_size=14, max_size=14))
    other = [replace(s, outlet=o) for s, o in zip(week, outlets, strict=True)]
    assert partition(other, lang="en") == partition(week)
