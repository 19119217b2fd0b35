"""The sentences that stand for a theme and for the week. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.summarize import Candidate, find_addition, pick_readable, summarize_theme
from briefing.summarize.standing import is_background, is_stuck, reading_place, stands_alone
from briefing.text import cut_sentences, cut_words
from briefing.types import Deal, Evidence, Project, Sentence, Span
from tests.texts import make, read

JCM = "Jiangcheng chipmaker JCM raised 435 million yuan in a round led by Far Hill Capital on Monday."
WEEK = [
    ("S1", 5.0, read("北岭市新材料产业园7月14日开工，总投资约32亿元，主要生产碳纤维和特种陶瓷。市长致辞。", id="a1")),
    ("S1", 5.0, read("投资32亿元的北岭市新材料产业园开工建设，六家企业首批入园。", id="a2")),
    ("S2", 3.0, read("江城微芯宣布完成4.35亿元B轮融资，由远山资本领投，资金用于扩建封测产线。", id="a3")),
    ("S3", 2.0, read(JCM, id="a4", language="en")),
    ("S4", 9.0, read("该公司预计明年营收翻番，并计划在海外设立三家研发中心和两座工厂。", id="a5")),
    ("S5", 1.0, read("岭南省科技厅近日公布首批概念验证中心名单，十二所高校和科研院所入选。", id="a6")),
    ("S6", 4.0, read("“我们的电池两年内就能装车，成本可以下降四成，续航还会更长。”", id="a7")),
]  # fmt: skip
CANDIDATES = [Candidate(reading=reading, story=story, weight=weight) for story, weight, reading in WEEK]


def test_a_theme_is_told_by_different_stories_the_weightiest_first():
    choices = summarize_theme(CANDIDATES, n=5)
    assert [c.story for c in choices] == ["S1", "S2", "S5"]


def test_no_fact_is_told_twice_even_across_languages():
    texts = [c.sentence.text for c in summarize_theme(CANDIDATES, n=9)]
    assert not any("435 million" in text for text in texts)


def test_no_chosen_sentence_leans_on_another_or_is_a_bare_quotation():
    stories = {c.story for c in summarize_theme(CANDIDATES, n=9)}
    assert not stories & {"S4", "S6"}


def test_why_adds_up():
    for choice in summarize_theme(CANDIDATES, n=9):
        assert sum(float(part.split()[-1]) for part in choice.why) == pytest.approx(choice.weight, abs=0.05)
        assert choice.why[0].startswith("story ")


def test_what_is_printed_already_is_not_chosen_again():
    first = summarize_theme(CANDIDATES, n=1)[0]
    others = summarize_theme(CANDIDATES, n=5, printed=[first])
    assert [c.story for c in others][:2] == ["S2", "S5"]
    assert first.sentence.text not in {c.sentence.text for c in others}


def test_the_choice_does_not_depend_on_the_order_of_stories():
    turned = [*CANDIDATES[2:], *CANDIDATES[:2]]
    assert summarize_theme(turned, n=5) == summarize_theme(CANDIDATES, n=5)


def test_no_candidates_no_sentences():
    assert summarize_theme([], n=5) == ()


# ---------------------------------------------------------------- what a sentence weighs


def weigh(text: str, name: str, *, records=(), **told) -> float:
    """One part of the weight of a text's only sentence."""
    candidate = Candidate(read(text, records=records, **told), "S", 4.0, by_records=2.0)
    (choice,) = summarize_theme([candidate], n=1)
    return {part.split()[0]: float(part.split()[-1]) for part in choice.why}.get(name, 0.0)


SIGNED = "岭南储能与青禾电力昨天签署供货协议，金额约12亿元，首批设备明年一季度交付。"


def evidence(text: str) -> tuple[Evidence, ...]:
    return (Evidence("a", Span(0, len(text)), text, "test"),)


def test_a_sentence_in_which_a_record_was_read_carries_the_storys_whole_weight():
    deal = Deal(type="agreement", name="岭南储能", evidence=evidence(SIGNED))
    assert weigh(SIGNED, "record", records=[deal]) > weigh(SIGNED, "record")
    assert weigh(SIGNED, "story", records=[deal]) == 4.0
    assert weigh(SIGNED, "story") == 3.0


def test_history_and_a_facility_long_at_work_are_hardly_news():
    old = Deal(type="agreement", name="岭南储能", evidence=evidence(SIGNED), is_background=True)
    there = Project(type="energy", name="岭南储能电站", stage="operating", evidence=evidence(SIGNED))
    begun = replace(there, stage="started")
    assert weigh(SIGNED, "record", records=[old]) == 0.0
    assert weigh(SIGNED, "record", records=[there]) < weigh(SIGNED, "record", records=[begun])


@pytest.mark.parametrize(
    "text",
    [
        "2011年,青禾电力在北岭市建成第一座水电站，装机容量三十万千瓦。",
        "青禾电力是一家总部设在北岭市的储能设备制造商，主要产品销往四十个国家。",
        "青禾电力成立于2015年，总部位于北岭市高新技术产业开发区，现有员工两千人。",
        "Greenfield Power is a maker of storage systems that sells to forty countries.",
        "Far Hill Capital was founded in 2009 and manages four funds from Lingnan.",
    ],
)
def test_what_was_before_and_what_somebody_is_are_background(text: str):
    assert is_background(text, make(text, published=date(2025, 7, 14)))


def test_background_stands_for_no_week_however_weighty_its_story():
    old = "2011年,青禾电力在北岭市建成第一座水电站，装机容量三十万千瓦。"
    assert summarize_theme([Candidate(read(old, published=date(2025, 7, 14)), "S", 9.0)], n=1) == ()


@pytest.mark.parametrize("text", ["青禾电力昨天宣布，将成为国内第一家投产钠电池的企业。", SIGNED])
def test_news_is_no_background(text: str):
    assert not is_background(text, make(text, published=date(2025, 7, 14)))


def test_without_a_date_the_latest_year_of_the_text_tells_what_is_earlier():
    old = "2019年，青禾电力建成第一座储能电站，当时是省内最大的一座。"
    assert is_background(old, make(old + "2025年7月，二期工程开工。"))
    assert not is_background(old, make(old))


def test_a_byline_that_stuck_is_seen_wherever_it_stands():
    assert is_stuck("北岭讯（记者 方禾）青禾电力储能电站开工。")
    assert is_stuck("青禾电力储能电站开工 来源：北岭日报 投资12亿元的电站开工。")
    assert is_stuck("储能产业加快布局……青禾电力昨天在北岭市开工建设一座电站。")
    assert not is_stuck(SIGNED)


# ---------------------------------------------------------------- understood alone


def sentence(text: str) -> Sentence:
    return cut_sentences(make(text))[0]


@pytest.mark.parametrize(
    "text",
    [
        "近日，该公司与三家银行签署了合作协议，授信额度合计四十亿元人民币。",
        "据悉，上述项目计划总投资三十亿元，建成后可年产电池十万套。",
        "7月14日，双方在北岭市签署了战略合作框架协议，期限为三年。",
        "预计全年实现营业收入四十亿元，同比增长两成以上，利润翻番。",
        "在随后举行的签约仪式上，北岭市与六家企业签订了投资合作协议书。",
        "7月14日晚公告，拟以现金6.2亿元收购一家储能企业51%的股权。",
        "目前，预计项目明年三季度投产，届时年产值可达二十亿元以上。",
        "On Monday, the company said it would build two plants in the north of the country.",
    ],
)
def test_a_lean_behind_a_date_or_a_statement_without_subject_is_seen(text: str):
    assert not stands_alone(sentence(text), cut_words(text))


@pytest.mark.parametrize(
    "text",
    [
        "近日，青禾电力与三家银行签署了合作协议，授信额度合计四十亿元人民币。",
        "7月14日，北岭市储能产业园一期工程开工建设，总投资三十亿元。",
        "将军岭抽水蓄能电站昨天并网发电，总装机容量一百二十万千瓦。",
        "On Monday, Greenfield Power said it would build two plants in the north.",
    ],
)
def test_a_subject_behind_a_date_stands_alone(text: str):
    assert stands_alone(sentence(text), cut_words(text))


# ---------------------------------------------------------------- the order and the spread


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("青禾电力昨天宣布完成4亿元B轮融资。", 0),
        ("今年上半年北岭市新能源汽车产量为12.4万辆，占全省的31%。", 1),
        ("北岭市能源局局长表示，本地电网可以再接纳两百万千瓦光伏。", 2),
        ("预计到明年年底，北岭市储能规模将翻一番。", 3),
        ("Output of the region's battery plants is expected to double by 2027.", 3),
        ("Greenfield Power announced it will build two plants.", 0),
    ],
)
def test_what_happened_comes_first_and_what_is_to_come_last(text: str, place: int):
    assert reading_place(text, cut_words(text)) == place


def test_sentences_are_printed_in_an_order_that_reads():
    outlook = "预计到2030年，北岭市新型储能装机规模将达到五百万千瓦，占全省四成。"
    week = [("S1", 6.0, read(outlook, id="b1")), ("S2", 2.0, read(SIGNED, id="b2"))]
    choices = summarize_theme([Candidate(reading, story, weight) for story, weight, reading in week], n=2)
    assert [c.story for c in choices] == ["S2", "S1"]


def test_other_outlets_and_other_themes_come_before_more_of_the_same():
    texts = [
        "青禾电力昨天开工建设北岭储能电站，占地两百亩，工期十八个月。",
        "远山资本昨天设立碳中和并购基金，重点投向节能改造与循环利用。",
        "江城微芯昨天发布车规级控制芯片，已有六家整车厂开始装车测试。",
    ]
    outlets = ("北岭日报", "北岭日报", "岭南商报")
    readings = [read(t, id=f"c{n}", outlet=o) for n, (t, o) in enumerate(zip(texts, outlets, strict=True))]
    alone = [summarize_theme([Candidate(r, "S", 0.0)], n=1)[0].weight for r in readings]
    candidates = [Candidate(r, f"S{n}", 9.0 - n / 10 - w) for n, (r, w) in enumerate(zip(readings, alone, strict=True))]
    assert {c.story for c in summarize_theme(candidates, n=2)} == {"S0", "S2"}
    unsigned = [replace(c, reading=replace(c.reading, article=make(c.reading.article.text))) for c in candidates]
    assert {c.story for c in summarize_theme(unsigned, n=2)} == {"S0", "S1"}
    themed = [replace(c, theme="chips" if c.story == "S2" else "energy") for c in unsigned]
    assert {c.story for c in summarize_theme(themed, n=2)} == {"S0", "S2"}


def test_what_another_place_of_the_issue_has_printed_is_not_printed_in_other_words():
    elsewhere = Candidate(read("投资12亿元，青禾电力与岭南储能的供货协议昨天签署。", id="d1"), "S8", 5.0)
    printed = summarize_theme([elsewhere], n=1)
    assert printed
    assert summarize_theme([Candidate(read(SIGNED, id="d2"), "S9", 5.0)], n=1, printed=printed) == ()


# ---------------------------------------------------------------- what another telling adds

LEAD = read("青禾电力昨天在北岭市开工建设储能电站，总投资12亿元。电站由岭南储能供货，工期十八个月。", id="e1")


def test_a_figure_that_only_another_telling_has_is_not_lost():
    other = read("青禾电力的北岭储能电站昨天开工，装机容量为400兆瓦时，建成后可供35.6万户家庭用电。", id="e2")
    addition = find_addition(LEAD, [other], ())
    assert addition is not None and "35.6" in addition.text


@pytest.mark.parametrize(
    "text",
    [
        "总投资12亿元的储能电站昨天在北岭市开工建设，建设单位是青禾电力。",  # no figure that is new
        "该公司去年的营业收入为46.8亿元，比上一年增长了两成以上，利润翻番。",  # leans on what stood before
        "青禾电力成立于2015年，总部位于北岭市，去年营业收入46.8亿元。",  # says what somebody is
    ],
)
def test_what_is_known_or_cannot_stand_alone_adds_nothing(text: str):
    assert find_addition(LEAD, [read(text, id="e3", published=date(2025, 7, 14))], ()) is None


def test_what_is_printed_already_adds_nothing():
    text = "青禾电力的北岭储能电站昨天开工，建成后可供35.6万户家庭用电。"
    assert find_addition(LEAD, [read(text, id="e4")], [text]) is None


# ---------------------------------------------------------------- below a headline

TOLD = read(
    "青禾电力昨天在北岭市开工建设储能电站，总投资12亿元。该公司去年营业收入46亿元，同比增长两成。"
    "电站由岭南储能供货，工期十八个月，装机容量400兆瓦时。北岭日报记者方禾报道：仪式上嘉宾云集。",
    id="f1",
)


def test_a_sentence_that_leans_or_that_a_byline_stuck_to_gives_its_place_to_the_next_best():
    texts = [s.text for s in pick_readable(TOLD, n=3, printed=())]
    assert [text[:4] for text in texts] == ["青禾电力", "电站由岭"]


def test_nothing_is_printed_twice_nor_what_the_headline_says():
    headline = "青禾电力在北岭市开工建设储能电站，总投资12亿元"
    assert [s.text[:4] for s in pick_readable(TOLD, n=2, printed=[headline])] == ["电站由岭"]


def test_where_no_sentence_reads_well_by_itself_the_chosen_ones_stand():
    reading = read("该公司去年营业收入46亿元，同比增长两成。公司预计明年再增长一成。", id="f2")
    assert pick_readable(reading, n=2, printed=())
