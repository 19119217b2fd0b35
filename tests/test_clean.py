"""Repairs: what each mends, what it must leave alone, and the laws of the map back to the raw text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import clean as room
from briefing.clean import COMMON, FEED, PAGE, PROSE, TEXT, clean

ALL = {"common": COMMON, "prose": PROSE, "page": PAGE, "feed": FEED, "text": TEXT}
# Pieces that repairs are about, so that they meet in every order.
NASTY = st.lists(
    st.sampled_from(
        [
            *(
                "园",
                "区",
                "(yuán)",
                "（a）",
                "(IRR)",
                " ",
                "   ",
                "\n",
                "\r\n",
                "\u3000\u3000",
                "\t",
                "\u200b",
                "\ufeff",
                "\x07",
            ),
            *(
                "[1]",
                " [2][3]",
                "[4",
                "<p>",
                "</p>",
                "<p cl",
                "&amp;",
                "&",
                "lt;",
                "**",
                "__",
                "|",
                " and ",
                "记者",
                "的",
                "abc",
            ),
            *(
                "。。",
                "……",
                "，，",
                "&amp;amp;",
                "&nbsp",
                "\uf06c ",
                "\ue605",
                "Ã©",
                "â€™",
                "鍥尯",
                "开 工 ",
                "安(an)",
                "1. ",
            ),
            *("，", "。", "“", "）", "（", "《", "【", "原标题：", "![a](b)", "[c](http://d.e)"),
            "城北新材料产业园二期工程开工，首批十二家企业入驻并",
        ]
    ),
    max_size=16,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新區建設(shè)加快", "新區建設加快"),
        ("產業園區（qū）", "產業園區"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("\ufeff零\u200b宽\u00ad字符\x07", "零宽字符"),
        ("甲\u00a0\u3000乙\t丙", "甲 乙 丙"),
        ("首段结束。\u3000\u3000次段开始", "首段结束。\n次段开始"),
    ],
)
def test_every_text_is_repaired(raw, text):
    assert clean(raw, repairs=COMMON).text == text


@pytest.mark.parametrize(
    "text",
    [
        "内部收益率(IRR)为12%",
        "北岭镇布拉克潘(brakpan)的闹市区",
        "发电机组(genset)出口",
        "远山控股(北美)公司",
        "收购了那家公司（app）",
        "“引号”与'quotes'和\"double\"不变，半角,全角，都不变。",
        "CO₂、10㎡、½ 与 ＡＢＣ１２３",
        "The first (second) third",
    ],
)
def test_negative_text_stays_as_it_is(text):
    cleaned = clean(text, repairs=PROSE)
    assert cleaned.text == text
    assert cleaned.offsets is None and cleaned.repairs == ()


def test_stray_blanks_go_from_prose():
    raw = "北岭市科技局近日发布通知，要求各园区切实发 挥平台作用； 进一步完善成果转化机制，推动重点项目落地见效。"
    assert clean(raw).text == raw.replace("发 挥", "发挥").replace("； ", "；")


@pytest.mark.parametrize(
    "text",
    [
        "三问新园区 五年怎么走",  # a headline: the blank parts its halves
        "本报讯（记者 林晓 通讯员 何远）北岭市新材料产业园二期工程昨日开工，首批十二家企业签约入驻，总投资三十亿元。",
        "本报讯 北岭市新材料产业园二期工程昨日开工，首批十二家企业签约入驻，总投资三十亿元，预计明年底建成投产。",
        "【远山资本领投江城微芯 金额近五亿元】江城微芯昨日宣布完成新一轮融资，资金用于扩建封装测试产线，并招募研发人员。",
    ],
)
def test_negative_blanks_that_part_words_stay(text):
    assert clean(text).text == text


def test_a_stray_conjunction_becomes_chinese_only_without_english_near():
    assert clean("推动重点项目 and 科研成果落地").text == "推动重点项目和科研成果落地"
    english = "The issuance of 绿色债 and 科创债 rose in June"
    assert clean(english).text == english


def test_a_sentence_broken_over_a_column_is_whole_again():
    raw = "江城微芯昨日宣布完成新一轮融资。本轮融资由远山资本领投，资金将用于扩建封装测\n\n试产线，并招募研发人员。"
    assert clean(raw, repairs=PAGE).text == raw.replace("\n\n", "")
    assert [r.name for r in clean(raw, repairs=PAGE).repairs] == ["join_broken_sentences"]


@pytest.mark.parametrize(
    "text",
    [
        "产业园开工\n\n本报讯 近日，园区开工建设。",
        "三点启示\n\n第一，要重视基础研究，久久为功。",
        "园区首批企业签约入驻，总投资三十亿元，预计明年底建成投产，为区域发展增添动力。林晓\n\n近日，另一园区也已开工。",
        "来源：北岭日报\n近日，园区开工建设，首批企业入驻。",
        "Far Hill raises fund, plans second plant in the north\nHONG KONG Far Hill said on Monday it raised a fund.",
    ],
)
def test_negative_lines_that_are_whole_are_not_joined(text):
    assert clean(text, repairs=PAGE).text == text


def test_references_are_kept_apart_and_point_where_they_stood():
    cleaned = clean("Output rose [1][5]. Costs fell [2] - Prices held", repairs=FEED)
    assert cleaned.text == "Output rose. Costs fell - Prices held"
    assert [(r.at, r.numbers, r.text) for r in cleaned.references] == [(11, (1, 5), " [1][5]"), (23, (2,), " [2]")]


def test_markup_goes_line_by_line_and_an_unfinished_tag_costs_no_other_line():
    raw = '<p>第一段。</p><p class="im\n\n第二段&nbsp;在这里。\n\n[阅读原文](https://a.example/b)\n\n见[此处](https://a.example)的**报道**。'
    lines = [line for line in clean(raw, repairs=TEXT).text.split("\n") if line]
    assert lines == ["第一段。", "第二段 在这里。", "[阅读原文](https://a.example/b)", "见此处的报道。"]


# ---------------------------------------------------------------- what each repair must change, and what it must not

SENTENCE = "北岭市新材料产业园二期工程昨日开工，首批企业入驻。"


@pytest.mark.parametrize(
    ("repair", "raw", "text"),
    [
        ("fix_mojibake", SENTENCE.encode().decode("latin-1"), SENTENCE),
        ("fix_mojibake", "北岭产业".encode().decode("gb18030"), "北岭产业"),
        ("fix_mojibake", "The firmâ€™s cafÃ© opened", "The firm’s café opened"),
        ("fix_entities", "远山&amp;nbsp;资本 &yen;5 &ldquo;好&rdquo;", "远山 资本 ¥5 “好”"),
        ("fix_entities", "甲&amp;amp;乙", "甲&乙"),
        ("fix_private_use", "\uf06c 第一项\n\uf0d8第二项\n正文\ue605图", "• 第一项\n• 第二项\n正文图"),
        ("fix_doubled_marks", "园区开工。。首批入驻，，总投资三十亿元，。", "园区开工。首批入驻，总投资三十亿元。"),
        ("close_spaced_letters", "北 岭 产 业 园 开 工", "北岭产业园开工"),
        ("drop_pinyin", "园(yuan)区与重庆（chóng qìng）", "园区与重庆"),
        ("drop_invisible", "零\u200b宽\u2060字\u3164符", "零宽字符"),
    ],
)
def test_a_named_repair_mends(repair, raw, text):
    cleaned = clean(raw, repairs=TEXT)
    assert cleaned.text == text
    assert repair in [done.name for done in cleaned.repairs]


@pytest.mark.parametrize(
    "text",
    [
        "未完。。。 待续…… 真的！！ 什么？？",
        "AT&T; R&D; a&b; &foo;",
        "Le café “…” était à São Paulo, naïve coöperation",
        "锟斤拷锟斤拷，原文已失",
        "春 夏 秋 冬",
        "人工智能(ai)与内部(IRR)、公司（app）、子公司(北美)、指标（ESG）",
        "他(he)说，安全(of)生产，甲（me）乙（ge）",
        "二〇二五年，ＡＢＣ与abc，“半角”与'full'",
    ],
)
def test_negative_a_named_repair_leaves_alone(text):
    assert clean(text, repairs=COMMON).text == text


WRAPPED = """北岭市新材料产业园二期工程昨日正式开工，首批
十二家企业集中签约入驻，总投资达到三十亿元，
园区负责人表示，项目预计明年底建成投产，将为
当地新增就业岗位两千个。"""
WRAPPED_ENGLISH = """Far Hill Capital said on Monday it had opened its second plant in the
north, a step that will add 400 jobs by the end of next year, and that it
would spend $30 million on the site. Chief Executive Ann Lee told
reporters the plant is the largest of its kind."""


def test_a_paragraph_broken_at_a_width_is_one_line():
    assert clean(WRAPPED, repairs=TEXT).text == WRAPPED.replace("\n", "")
    assert clean(WRAPPED_ENGLISH, repairs=TEXT).text == WRAPPED_ENGLISH.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "远山资本领投江城微芯新一轮融资约五亿元\n北岭市新材料产业园二期工程昨日正式开工\n江城微芯发布新一代车规芯片产品与平台\n园区基金首期两亿元已经到位并启动投资",
        "- Far Hill Capital opens its second plant in the north of the country\n"
        "- Low River Energy signs a supply contract with three of its rivals\n- River Bank raises its forecast for growth in the coming year again",
        "园区昨日开工，首批企业入驻。\n项目总投资三十亿元，明年底建成。\n远山资本设立基金，规模五亿元。",
    ],
)
def test_negative_lines_of_a_list_stay_apart(text):
    assert clean(text, repairs=TEXT).text.count("\n") == text.count("\n")


@given(st.text(alphabet="新材料产业园开工，。、（）“”Abc é…：", max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_line_read_as_latin_is_set_right_or_left_alone(text):
    seen = text.encode().decode("latin-1")
    assert room.undo_mojibake(seen) in (None, text)


@pytest.mark.parametrize("name", ALL)
@given(raw=NASTY)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing_more(name, raw):
    text = clean(raw, repairs=ALL[name]).text
    assert clean(text, repairs=ALL[name]).text == text


@pytest.mark.parametrize("name", ALL)
@given(raw=NASTY)
@settings(max_examples=300, deadline=None)
def test_the_map_leads_back_to_the_raw_text(name, raw):
    cleaned = clean(raw, repairs=ALL[name])
    if cleaned.offsets is None:
        assert cleaned.text == raw
        return
    places = cleaned.offsets.tolist()
    assert len(places) == len(cleaned.text) + 1 and places == sorted(places)
    assert places[0] >= 0 and places[-1] <= len(raw)
    made = " \n和或&<•é’园区"  # what repairs write
    kept = [(c, raw[p]) for c, p in zip(cleaned.text, places, strict=False) if c not in made]
    assert all(c == r for c, r in kept)


def test_every_seed_character_stands_where_the_map_says(shared: Path):
    for path in sorted((shared / "seeds").glob("*.txt")):
        raw = path.read_text("utf-8")
        for repairs in ALL.values():
            cleaned = clean(raw, repairs=repairs)
            if cleaned.offsets is not None:
                wrong = [
                    c for c, p in zip(cleaned.text, cleaned.offsets, strict=False) if c not in " \n和" and raw[p] != c
                ]
                assert wrong == [], path.name


@pytest.mark.parametrize(
    "piece", [" ", "<p ", "![](", "[1", "(a)", "\u3000", "。 ", "**", "|", "\n", "&#1", "【", " - ", "园 "]
)
def test_hostile_input_costs_linear_time(piece):
    begun = time.process_time()
    for repairs in ALL.values():
        clean(piece * (200_000 // len(piece)), repairs=repairs)
    assert time.process_time() - begun < 8


def test_each_repair_says_what_it_does():
    assert all(repair.__doc__ for repairs in ALL.values() for repair in repairs)
    assert set(room.FEED) - set(room.PROSE) == {room.drop_references}
