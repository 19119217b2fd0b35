"""The issue for chat and mail."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.types import Figure, Keyword, Problem
from briefing.write.markdown import escape, format_number, make_markdown
from factories import CHIP, ENERGY_PARK, STORAGE, make_briefing, make_deals, make_empty_briefing


def read(**changes) -> str:
    return make_markdown(make_briefing(**changes)).decode()


def unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def test_chapters_stand_in_the_order_of_the_briefing():
    heads = re.findall(r"^#+ .*", read(), re.MULTILINE)
    assert heads == [
        "# 科技金融周报 第 29 期",
        "## 本期要点",
        "## 数据一览",
        "## 科技金融",
        "### 江城微芯完成3亿元B轮融资",
        "### 岭南省设立50亿元先进制造母基金",
        "## 新能源与绿色低碳",
        "### Northwind to build battery plant",
        "### 青川储能产业园一期开工",
        "## 交易",
        "## 基金",
        "## 项目",
        "## 来源",
        "## 未能读取",
    ]


def test_sentences_are_verbatim_with_their_source():
    text = read()
    assert f"1. {ENERGY_PARK[0]} [5]" in text
    assert f"- {CHIP[0]} [1]" in text
    assert f"- {STORAGE[1]} [4]" in text


def test_other_outlets_and_related_stories_are_named():
    assert re.search(r"另见：\S+ \d{4}-\d\d-\d\d[ \d:]* \[2\]", read())
    assert "相关报道：Northwind to build battery plant" in read()


def test_sources_are_numbered_and_linked():
    text = read()
    link = "<https://news.example/jiangcheng/1.html?a=1&b=2>"
    assert f"1. [江城微芯完成3亿元B轮融资]({link}) · 江城日报 · 2025-07-16 09:30 · feed.txt" in text
    assert "5. 青川储能产业园一期开工 · paper.txt" in text


def test_only_web_addresses_are_links():
    sources = make_briefing().sources
    bad = replace(sources[0], url="javascript:alert(1)")
    odd = replace(sources[1], url="https://a.example/<x> y)")
    text = read(sources=(bad, odd))
    assert "javascript" not in text
    assert "(<https://a.example/%3Cx%3E%20y%29>)" in text


def test_key_phrases_stand_below_the_figures_and_above_a_summary():
    text = read()
    assert "\n\n关键词（本期/上期篇数）：产业园 2/1、母基金 2/1\n\n## 科技金融" in text
    assert "## 新能源与绿色低碳\n\n关键词（本期/上期篇数）：储能 1/3、产业园 1/0\n\n- " in text
    assert "关键词：a\\_b\n" in read(keywords=(Keyword("a_b", 2, None),))


def test_figures_show_money_in_millions():
    assert "| 项目金额（百万 USD） | 120 |  |" in read()
    assert "| 读到文章 | 5 | 7 |" in read()
    assert "| widgets | 1 |  |" in read(figures=(Figure("widgets", Decimal(1), None),))


def test_records_point_into_the_appendix_and_background_stays_there():
    deals = [replace(make_deals()[0], id=f"D-{n}") for n in range(12)]
    text = read(deals=(*deals, replace(deals[0], id="D-old", is_background=True)))
    assert "| D-0 | 江城微芯 | 融资 B轮 | 3亿元 | [1] |" in text
    assert "D-9 " in text and "D-10 " not in text and "D-old" not in text
    assert "其余 2 条见附录。" in text


def test_an_empty_week_says_so():
    text = make_markdown(make_empty_briefing()).decode()
    assert text.count("本期没有。") == 5
    assert "未能读取" not in text


def test_english():
    text = read(lang="en")
    assert "## Highlights" in text and "## Technology finance" in text and "| 3亿元 |" in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b*_c_`d`", r"a\*b\*\_c\_\`d\`"),
        ("[1](http://x)", r"\[1\](http://x)"),
        ("<b>x</b> 3 < 4", r"\<b>x\</b> 3 < 4"),
        ("A&B &amp; C", r"A&B \&amp; C"),
        ("10~20亿元", r"10\~20亿元"),
        ("# x", r"\# x"),
        ("- x", r"\- x"),
        ("+ x", r"\+ x"),
        ("1. x", r"1\. x"),
        ("12) x", r"12\) x"),
        ("> x", r"\> x"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("a|b", r"a\|b"),
        ("a\\b", r"a\\b"),
        ("a\n\n# b", "a # b"),
        # Left alone: not active here.
        ("3.5亿元", "3.5亿元"),
        ("#科创板# 行情", "#科创板# 行情"),
        ("-5%", "-5%"),
        ("$120 million (about 9%)!", "$120 million (about 9%)!"),
    ],
)
def test_what_markdown_would_read_is_escaped(text, written):
    assert escape(text) == written


@given(st.text())
def test_escaped_text_reads_as_the_same_text_on_one_line(text):
    assert unescaped(escape(text)) == unescaped_of(text)
    assert "\n" not in escape(text)


def unescaped_of(text: str) -> str:
    """What a reader of the escaped text sees: blanks run together."""
    return re.sub(r"\s+", " ", text).strip()


def test_hostile_sentences_do_not_break_the_page():
    quote = make_briefing().highlights[0]
    text = read(highlights=(replace(quote, text="# x\n| a | b |\n```\n</details>[n]: http://x"),))
    assert r"1. \# x \| a \| b \| \`\`\` \</details>\[n\]: http://x [5]" in text


def test_problems_are_bounded():
    text = read(problems=tuple(Problem(f"f{n}", "kaputt") for n in range(25)))
    assert "- f9: kaputt" in text and "f10" not in text and "其余 15 条见附录。" in text


def test_numbers():
    assert [format_number(Decimal(n)) for n in ("1200", "0.50", "3E+3", "0")] == ["1,200", "0.5", "3,000", "0"]
    assert format_number(None) == ""


def test_same_bytes_for_the_same_briefing():
    assert make_markdown(make_briefing()) == make_markdown(make_briefing())
