"""Documents to articles: each form on invented pages, the real seeds against their gold, and the laws of blocks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config import Config
from briefing.extract import extract_records
from briefing.ingest.split import FORMS, choose_form, full_text, make_document, split_articles
from briefing.text import cut_article
from briefing.types import APART, PROSE, Article, Document

CONFIG = Config()
ZONE = ZoneInfo("Asia/Shanghai")

FEED = """Workflow
新材料产业
icon
Search documents
江城微芯完成新一轮融资
Zheng Quan Shi Bao· 2031-03-04 08:15
Core Viewpoint - Jiangcheng Microchip raised 435 million yuan to expand its plant [1][2]. Group 1: Use of Funds - The money goes to packaging lines [2]. - Hiring starts in May, the company said [3] Group 2 - Analysts expect more rounds [4]
园区建设提速 三个项目开工
Core Insights - Three projects broke ground in the northern park this week [1] - A fourth follows in autumn [1] Market Outlook - Land prices rose for the third month in a row [2]
专家谈成果转化
Ke Ji Ri Bao· 2031-03-02 21:10
近日，北岭市召开成果转化座谈会，与会专家围绕中试平台建设展开讨论，提出多项建议。会议认为，要把论文写在车间里...
"""
PAGE = """产业观察

远山产业园二期工程开工

本报讯 近日，远山产业园二期工程正式开工，总投资三十亿元，首批十二家企业签约入驻。

据介绍，园区将建设标准厂房和中试基地，重点引进新材料与智能装备企业，力争三年内形成百亿级产业集

群，带动就业五千人。

林晓

北岭市打造低空经济“试验场”

何远

低空经济正在成为新的增长点。北岭市近年来布局无人机物流航线，已开通十二条，日均起降三百架次。

起降场连点成网

全市已建成起降场四十座，覆盖主要产业园区，空域审批时间缩短到两小时以内。



3月2日，第三届低空装备展在北岭市开幕，来自八个国家的一百二十家企业参展。图为观众体验载人飞行器。

新华社记者 林晓/摄

首座氢能站投运

本报讯（记者 何远） 3月1日，北岭市首座加氢站投入运营，日加氢能力一吨。陈默
"""
REPOST = """原標題:遠山園區(qū)推動國際合作
十二家研發(fā)機構(gòu)入駐
(資料圖片)
遠山園區(qū)夜景
3月1日,記者從遠山園區(qū)管委會獲悉,園區(qū)新增研發(fā)機構(gòu)十二家,其中外資機構(gòu)五家。
搭建交流平臺
園區(qū)負責人介紹,未來三年將建設(shè)聯(lián)合實驗室,吸引海外團隊。領(lǐng)域?qū)朔治?、趨勢預測也將展開。
關(guān)鍵詞:"""
DIGEST = """---
title: 科技早报
date: 2031-03-04 07:30:00
---

# 科技早报 3月4日

## 摘要

1、国务院部署低空经济工作安排要点

## 要闻

1、**北岭市发布低空经济行动方案**，提出三年内建成起降场一百座，开通航线五十条。

2、远山资本宣布设立二期基金，规模二十亿元，投向先进制造。

## 公司

1、江城微芯宣布完成4.35亿元B轮融资，由远山资本领投。

2、2031年低空装备展将于5月在北岭市举行，目前已有一百家企业报名。

**风险提示：**市场有风险，投资需谨慎。
"""


def read(raw: str, *, form: str | None = None, id: str = "a.txt", **stated) -> tuple[Document, tuple[Article, ...]]:
    document = make_document(raw, id=id, doc="a", file="a.txt", form=form, **stated)
    return document, split_articles(document, CONFIG)


def blocks_of(document: Document, article: Article) -> list[tuple[str, str]]:
    return [(b.kind, document.text[slice(*b.span)]) for b in article.blocks]


# ---------------------------------------------------------------- topic feeds


def test_a_topic_feed_gives_its_articles_with_outlet_and_time():
    document, articles = read(FEED)
    assert document.form == "topic_feed"
    assert [(a.title, a.outlet, a.published, a.language) for a in articles] == [
        ("江城微芯完成新一轮融资", "证券时报", datetime(2031, 3, 4, 8, 15, tzinfo=ZONE), "en"),
        ("园区建设提速 三个项目开工", None, None, "en"),
        ("专家谈成果转化", "科技日报", datetime(2031, 3, 2, 21, 10, tzinfo=ZONE), "zh-Hans"),
    ]
    assert articles[0].outlet_as_written == "Zheng Quan Shi Bao"


def test_a_feed_body_is_labels_headings_lead_and_bullets():
    document, (first, second, _) = read(FEED)
    assert blocks_of(document, first) == [
        ("label", "Core Viewpoint -"),
        ("lead", "Jiangcheng Microchip raised 435 million yuan to expand its plant."),
        ("heading", "Group 1: Use of Funds -"),
        ("bullet", "The money goes to packaging lines."),
        ("label", "-"),
        ("bullet", "Hiring starts in May, the company said"),
        ("heading", "Group 2 -"),
        ("bullet", "Analysts expect more rounds"),
    ]
    assert ("heading", "Market Outlook -") in blocks_of(document, second)


def test_the_full_text_of_a_feed_has_its_references_back():
    document, articles = read(FEED)
    for article in articles:
        assert full_text(article) in document.raw
    assert [r.numbers for r in articles[0].references] == [(1, 2), (2,), (3,), (4,)]


def test_the_chinese_interface_is_read_too():
    raw = "搜索文档\n园区开工\n北岭日报· 2031-03-04 08:15\n文章核心观点 - 园区二期开工，总投资三十亿元。\n"
    document, (article,) = read(raw)
    assert document.form == "topic_feed" and article.outlet == "北岭日报"
    assert blocks_of(document, article)[0] == ("label", "文章核心观点 -")


# ---------------------------------------------------------------- newspaper pages


def test_a_newspaper_page_gives_its_articles_and_photo_items():
    document, articles = read(PAGE)
    assert document.form == "newspaper"
    assert [(a.title, a.author, a.is_caption) for a in articles] == [
        ("远山产业园二期工程开工", "林晓", False),
        ("北岭市打造低空经济“试验场”", "何远", False),
        ("3月2日，第三届低空装备展在北岭市开幕", None, True),
        ("首座氢能站投运", "陈默", False),
    ]


def test_bylines_and_credits_stand_outside_and_broken_sentences_are_whole():
    document, articles = read(PAGE)
    assert articles[0].text.startswith("本报讯 近日") and articles[0].text.endswith("带动就业五千人。")
    assert "百亿级产业集群" in articles[0].text
    assert articles[2].text.endswith("图为观众体验载人飞行器。")
    assert articles[3].text.endswith("日加氢能力一吨。")
    assert ("heading", "起降场连点成网") in blocks_of(document, articles[1])
    assert blocks_of(document, articles[3])[0] == ("dateline", "本报讯（记者 何远）")


# ---------------------------------------------------------------- reposts


def test_a_repost_has_its_headline_and_no_readings():
    document, (article,) = read(REPOST)
    assert document.form == "repost" and article.language == "zh-Hant"
    assert article.title == "遠山園區推動國際合作 十二家研發機構入駐"
    assert article.text.startswith("3月1日,記者從遠山園區管委會獲悉")
    assert ("heading", "搭建交流平臺") in blocks_of(document, article)


def test_a_sentence_with_lost_characters_is_a_note():
    document, (article,) = read(REPOST)
    notes = [text for kind, text in blocks_of(document, article) if kind == "note"]
    assert len(notes) == 1 and notes[0].startswith("領域?")


# ---------------------------------------------------------------- round-ups


def test_a_round_up_gives_an_article_an_item():
    document, articles = read(DIGEST, id="a.md")
    assert document.form == "digest"
    assert [a.text[:8] for a in articles] == ["北岭市发布低空经", "远山资本宣布设立", "江城微芯宣布完成", "2031年低空装"]
    assert {a.published for a in articles} == {datetime(2031, 3, 4, 7, 30, tzinfo=ZONE)}
    assert all("*" not in a.text and "风险提示" not in a.text for a in articles)


def test_negative_an_article_with_numbered_points_is_one_article():
    raw = "园区三点经验\n北岭市总结园区建设经验，认为有三点值得推广。\n1、规划先行，产业集聚。\n2、要素保障到位。\n3、服务下沉一线。\n"
    document, articles = read(raw)
    assert document.form == "article" and len(articles) == 1


# ---------------------------------------------------------------- ordinary texts and rows


def test_title_and_metadata_lines_stand_before_the_body():
    raw = (
        "远山资本设立二期基金\n发布时间：2031-03-04  来源：证券時報  作者：林晓\n\n3月3日，远山资本宣布设立二期基金，规模二十亿元。\n"
        "责任编辑：何远\n"
    )
    _, (article,) = read(raw)
    assert (article.title, article.outlet, article.author) == ("远山资本设立二期基金", "证券时报", "林晓")
    assert article.published == date(2031, 3, 4)
    assert article.text == "3月3日，远山资本宣布设立二期基金，规模二十亿元。"


@pytest.mark.parametrize("label", ["来源：证券时报", "作者：林晓", "发布时间：2031-03-04", "Source: Reuters"])
def test_a_label_at_the_top_is_no_title(label: str):
    _, (article,) = read(f"{label}\n3月3日，远山资本宣布设立二期基金，规模二十亿元。\n")
    assert article.title is None
    assert article.text == "3月3日，远山资本宣布设立二期基金，规模二十亿元。"


ROW = "新华社北京3月4日电（记者 林晓）远山资本宣布设立二期基金。资金投向先进制造。（完）返回搜狐，查看更多责任编辑："


def test_a_row_is_one_article_without_a_title_and_with_the_row_s_id():
    document = make_document(ROW, id="w.jsonl#7", doc="r-7", file="w.jsonl", form="article")
    (article,) = split_articles(document, CONFIG)
    assert (article.id, article.title, article.outlet, article.author) == ("r-7", None, "新华社", "林晓")
    assert blocks_of(document, article) == [
        ("dateline", "新华社北京3月4日电（记者 林晓）"),
        ("paragraph", "远山资本宣布设立二期基金。资金投向先进制造。"),
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("原标题：园区二期开工3月4日，远山产业园二期开工，总投资三十亿元。", "3月4日"),
        ("原标题：园区二期工程昨日开工园区二期工程昨日开工 近日，远山产业园二期开工。", "近日"),
        ("【远山产业园二期工程开工建设】近日，远山产业园二期开工，总投资三十亿元。", "近日"),
        ("原标题：谁也说不清的一个标题正文接着标题没有记号。第二句才是完整的。", "第二句"),
        ("原标题：青禾电气：拟建三座电池厂青禾电气3月4日公告，公司拟建三座电池厂。产能翻番。", "青禾电气3月4日公告"),
        ("原标题：三座电池厂落户远山县青禾电气3月4日晚公告，公司近日拟建三座电池厂。产能翻番。", "产能翻番"),
        ("原标题：铜价升至三年来最高点远山财经APP获悉，铜价周四上涨百分之二。", "远山财经APP获悉"),
        ("原标题：远山基金最新净值1.343月4日，远山基金最新净值为1.34元。", "3月4日"),
        ("原标题：青禾电气完成两亿元B轮融资3 月 4 日，青禾电气宣布完成B轮融资。", "3 月 4 日"),
        ("原标题：青禾电气股份有限公司关于董事辞职的公告本公司董事会及全体董事保证内容真实。董事已辞职。", "本公司"),
        ("原标题：青禾电气完成两亿元融资【青禾电气完成两亿元融资】青禾电气昨天说，资金用于扩产。", "青禾电气昨天说"),
        ("李明资料图原标题：青禾电气完成两亿元融资3月4日，青禾电气说，资金用于扩产。", "3月4日"),
        ("原标题：创始人出席峰会青禾电气明年扩产青禾电气创始人李明日前宣布，公司明年扩产。产能翻番。", "产能翻番"),
        ("原标题：青禾电气回购股份，2031年3月4日公告，公司回购股份。金额一亿元。", "金额一亿元"),
        ("、远山客户端讯 远山队夺得冠军，全队有十二人。", "远山队夺得"),
        ("原标题：远山队夺得全国男子接力冠军北京时间3月4日晚，远山队夺得冠军。", "北京时间"),
    ],
)
def test_a_glued_headline_is_not_of_the_body(text, start):
    document = make_document(text, id="w.jsonl#1", doc="r", file="w.jsonl", form="article")
    (article,) = split_articles(document, CONFIG)
    (kind, body) = next(block for block in blocks_of(document, article) if block[0] not in ("headline", "dateline"))
    assert kind == "paragraph" and body.startswith(start)
    assert article.title is None or start not in article.title
    assert article.title is None or document.text[slice(*article.title_span)] == article.title


def test_a_headline_nothing_parts_from_the_first_sentence_is_kept_for_the_records_only():
    text = "原标题：青禾电气完成两亿元融资扩产 青禾电气创始人李明宣布，公司完成两亿元B轮融资。资金用于扩产三座电池厂。"
    document = make_document(text, id="w.jsonl#1", doc="r", file="w.jsonl", form="article")
    (article,) = split_articles(document, CONFIG)
    assert [kind for kind, _ in blocks_of(document, article)] == ["headline", "paragraph"]
    sentences, tokens = cut_article(article)
    assert [s.text for s in sentences] == ["资金用于扩产三座电池厂。"]
    (record,) = extract_records(article, sentences, tokens)
    assert (record.name, record.type, record.round) == ("青禾电气", "funding", "b")
    assert article.text.startswith(record.evidence[0].text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("河边的新桥。受访单位供图远山日报讯 新桥昨日通车，全长三百米。", "远山日报讯"),
        ("新桥工程师李明远山县官网资料图据远山县消息，新桥昨日通车。", "据远山县"),
        ("网络截图显示，新桥昨日通车，全长三百米，耗资三亿元。", "网络截图显示"),
    ],
)
def test_a_picture_note_before_the_lead_is_not_of_the_body(text, start):
    (article,) = read(text)[1]
    assert article.text.startswith(start)


@pytest.mark.parametrize("text", ["", "   \n\n ", "---\n***\n", '{\n"a": 1,\n' * 12 + "}"])
def test_negative_what_holds_no_prose_gives_no_article(text):
    assert read(text)[1] == ()


# ---------------------------------------------------------------- laws

PIECES = st.lists(
    st.sampled_from(
        [*FEED.split("\n"), *PAGE.split("\n"), *REPOST.split("\n"), *DIGEST.split("\n"), ROW, "- ", "[1]", "　", "高欣", "A - b - C"]
    ),
    max_size=14,
).map("\n".join)


@given(raw=PIECES, form=st.sampled_from([None, *(form.FORM for form in FORMS), "web_page"]))
@settings(max_examples=250, deadline=None)
def test_blocks_tile_their_article(raw, form):
    document, articles = read(raw, form=form)
    ends = 0
    for article in articles:
        assert article.text == document.text[slice(*article.span)] and article.span.start >= ends
        assert article.blocks[0].span.start == article.span.start and article.blocks[-1].span.end == article.span.end
        ends = article.span.start
        for block in article.blocks:
            assert block.kind in PROSE | APART and block.span.start < block.span.end
            assert not document.text[ends : block.span.start].strip()
            ends = block.span.end
        assert any(block.kind in PROSE for block in article.blocks)


def test_the_seeds_are_read_as_a_person_would(shared: Path):
    counts = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = make_document(path.read_text("utf-8"), id=path.name, doc=path.stem, file=path.name)
        articles = split_articles(document, CONFIG)
        gold = json.loads((shared / "gold" / "articles" / f"{path.name}.json").read_text("utf-8"))["articles"]
        counts[path.name[:3]] = (document.form, len(articles), sum(a.is_caption for a in articles))
        for article, expected in zip(articles, gold, strict=True):
            printed = "".join(full_text(article).split())
            if document.form != "repost":  # its gold cuts a bracketed reading in two
                assert printed.startswith(expected["starts"]), expected["title"]
                assert printed.endswith(expected["ends"]), expected["title"]
            if expected["published"]:
                assert isinstance(article.published, datetime)
                assert article.published.strftime("%Y-%m-%dT%H:%M") == expected["published"]
            assert (article.outlet is None) == (expected["outlet"] is None)
    assert counts == {
        "000": ("topic_feed", 10, 0),
        "001": ("topic_feed", 10, 0),
        "002": ("newspaper", 10, 2),
        "003": ("topic_feed", 2, 0),
        "004": ("repost", 1, 0),
    }


def test_the_same_words_have_the_same_id_in_both_feeds(shared: Path):
    ids = []
    for name in ("000_26c34c7c1e4b6c91", "001_c2264a45b933e850"):
        raw = (shared / "seeds" / f"{name}.txt").read_text("utf-8")
        ids.append({a.id for a in split_articles(make_document(raw, id=name, doc=name, file=name), CONFIG)})
    assert len(ids[0] & ids[1]) == 6


def test_a_real_week_is_one_article_a_row(shared: Path):
    lines = (shared / "eval" / "weeks" / "2023-W30.jsonl").read_text("utf-8").splitlines()[:400]
    for n, line in enumerate(lines):
        row = json.loads(line)
        document = make_document(row["text"], id=f"w.jsonl#{n}", doc=row["id"], file="w.jsonl", form="article")
        (article,) = split_articles(document, CONFIG)
        assert article.id == row["id"] and (article.title is None or article.title_span is not None)
        assert "返回搜狐" not in article.text and "分享让更多人看到" not in article.text


@pytest.mark.parametrize("piece", ["a - ", " [1] - ", "园区开工\n", "高欣\n", "打印\n", "### 园\n", "1、园区开工建设完成了吗\n", "【园区】", "。", " "])
def test_hostile_input_costs_linear_time(piece):
    raw = piece * (60_000 // len(piece))
    begun = time.process_time()
    choose_form(raw)
    for form in FORMS:
        split_articles(make_document(raw, id="a", doc="a", file="a", form=form.FORM), CONFIG)
    assert time.process_time() - begun < 12


def test_the_articles_do_not_depend_on_the_hash_seed():
    program = (
        "import sys; sys.path[:0] = ['src', 'tests']\nfrom test_split import *\n"
        "print([(a.id, a.title, a.outlet, a.blocks) for raw in (FEED, PAGE, REPOST, DIGEST) for a in read(raw)[1]])"
    )
    root = Path(__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1 and b"A" in outputs.pop()
