"""Families of texts and pages as they come, all invented: wires, accounts, governments, press services, round-ups by their
marks, pages whose own words stand around and among the paragraphs; each with texts that must stay as they are."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefing.clean import TEXT, clean
from briefing.config import Config
from briefing.ingest import read_inputs
from briefing.ingest.article import first_words
from briefing.ingest.bodies.beside import is_own
from briefing.ingest.bodies.headline import part_site
from briefing.ingest.split import make_document, split_articles
from briefing.ingest.stated.facts import parse_facts
from briefing.sentences import find_sentences
from briefing.types import Article

CONFIG = Config()
ZONE = ZoneInfo("Asia/Shanghai")


def read(tmp_path: Path, name: str, content: str | bytes) -> tuple[Article, ...]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    intake = read_inputs([str(path)], CONFIG)
    return tuple(article for document in intake.documents for article in split_articles(document, CONFIG))


def split(text: str, name: str = "a.txt") -> tuple[Article, ...]:
    return split_articles(make_document(text, id=name, doc=name, file=name), CONFIG)


def day_of(article: Article) -> str | None:
    return article.published.isoformat()[:10] if article.published else None


# ---------------------------------------------------------------- one article: wires, accounts, governments, companies

XINHUA = """Riverside opens a plant for battery salts

Source: Xinhua| 2023-11-28 20:14:30|Editor: someone

HARBORTON, Nov. 28 (Xinhua) -- A maker of battery salts on Tuesday opened a plant with an annual capacity of 30,000 tons.

The plant will create 1,000 jobs, the company said.

KEY WORDS: Riverside,Battery
EXPLORE XINHUANET
Photos: Winter on the river
"""
REUTERS = """# Norfield to buy Kestrel for $2.1 bln - Reuters

By [Jane Roe](https://example.com/jane)

August 8, 20246:03 PM GMT+8Updated 2 days ago

Aug 8 (Reuters) - Norfield Inc (NRF.N), opens new tab said on Thursday it would buy Kestrel for $2.1 billion in cash.

The deal should close in the third quarter, the company said.

Reporting by Jane Roe in Dayton; Editing by Sam Low

Our Standards: the rules of the house., opens new tab
"""
ACCOUNT = """# 云帆科技完成三亿元融资，远山资本领投

原创 小林 江城观察 2025-07-08 18:30 北京

近日，云帆科技宣布完成三亿元融资，由远山资本领投，资金用于江城的生产线。

公司2019年成立，产品已经在三家车企使用。

往期推荐

[北岭汽车收购一家芯片公司](https://example.com/a)

轻触阅读原文
"""
TAIWAN = """南湖園區投資創新高 總額1745億元

鉅亨網記者陳小雯 台北 2025-11-19 19:48

在供應鏈重組的時候，南湖園區今年促成166件投資案，總金額達到1745億元。

文章標籤

延伸閱讀
"""
OFFICE = """投資處：上半年促成投資1,200億元

發布單位：投資促進處
發布日期：113-08-01
點閱數：1204

主管部門今天表示，上半年促成企業投資1,200億元，創造就業機會8,500個。

其中半導體業的投資居首，下半年將續推三項方案。
"""
GOVERNMENT = """新聞公報

司長：首三季引入38間企業
**************************************

　　司長今日表示，首三季共引入38間企業，涉及投資額約120億元，創造逾兩千個職位。

完

2024年6月28日（星期五）
香港時間12時30分
"""
PRESS = """Bluepine Announces $120 Million Series C Financing

News provided by
Bluepine Robotics Inc.
Aug 08, 2024, 08:00 ET

Share this article

BOSTON, Aug. 8, 2024 /PRNewswire/ -- Bluepine Robotics Inc. today announced the closing of a $120 million financing.

The company plans to open a plant in Ohio next year.

Media Contact:
Jane Roe
"""


@pytest.mark.parametrize(
    ("text", "title", "outlet", "day", "first", "last"),
    [
        (XINHUA, "Riverside opens a plant for battery salts", "新华社", "2023-11-28", "HARBORTON", "the company said."),
        (REUTERS, "Norfield to buy Kestrel for $2.1 bln", "路透社", "2024-08-08", "Aug 8", "the company said."),
        (ACCOUNT, "云帆科技完成三亿元融资，远山资本领投", "江城观察", "2025-07-08", "近日", "三家车企使用。"),
        (TAIWAN, "南湖園區投資創新高 總額1745億元", "钜亨网", "2025-11-19", "在供應鏈", "1745億元。"),
        (OFFICE, "投資處：上半年促成投資1,200億元", "投資促進處", "2024-08-01", "主管部門", "三項方案。"),
        (GOVERNMENT, "司長：首三季引入38間企業", None, None, "司長今日", "兩千個職位。"),
        (PRESS, "Bluepine Announces $120 Million Series C Financing", "Bluepine Robotics Inc.", "2024-08-08", "BOSTON", "next year."),
    ],
    ids=["agency", "wire", "account", "taiwan", "office", "government", "press_service"],
)  # fmt: skip
def test_one_article_with_what_it_states(
    text: str, title: str, outlet: str | None, day: str | None, first: str, last: str
) -> None:
    (article,) = split(text)
    assert (article.title, article.outlet) == (title, outlet)
    assert day is None or day_of(article) == day
    assert article.text.startswith(first) and article.text.endswith(last)
    assert "new tab" not in article.text


def test_headlines_of_other_articles_above_a_reporters_line_are_none_of_it() -> None:
    above = "甲地一家店換人經營\n乙地明天降雨機率高\n丙隊客場再贏一場球\n丁校宣布明年遷新址\n"
    text = f"{above}南湖投資1.5兆 周邊廠商跟進設廠\n聯合報／ 記者陳小寅／台中即時報導\n\n南湖市今天說，四座新廠已經動工，周邊廠商跟進。\n"
    (article,) = split(text)
    assert article.title == "南湖投資1.5兆 周邊廠商跟進設廠" and article.text.startswith("南湖市今天說")


def test_a_headline_over_two_lines_of_its_own_keeps_its_first() -> None:
    text = "南湖市公布投資計畫\n四座新廠年底動工\n聯合報／ 記者陳小寅／台中即時報導\n\n南湖市今天公布投資計畫，四座新廠年底動工。\n"
    (article,) = split(text)
    assert (article.title or "").startswith("南湖市公布投資計畫")


def test_a_text_that_only_repeats_its_title_is_that_one_line(tmp_path: Path) -> None:
    words = "Norfield agrees to buy chip designer Kestrel for $2.1 bln"
    (article,) = read(tmp_path, "a.md", f"---\ntitle: {words}\ndate: 2021-03-20\n---\n\n{words}\n")
    assert (article.title, article.text, day_of(article)) == (words, words, "2021-03-20")


# ---------------------------------------------------------------- round-ups by their marks

DASHED = """早报 (05.26)| 云帆科技并购！药企找到新药；东湖集团发债；某公司宣布复工

北岭汽车促销；东湖卖出四座广场

云帆科技吸收合并微澜芯片——25日晚间，两家公司发布公告，正在筹划换股合并，股票将于5月26日起停牌。

谈判期限延长到7月9日——当地时间25日，有关方面表示，已经同意延长期限的请求。

拾光医疗完成5亿元融资——25日，拾光医疗宣布完成5亿元融资，由远山资本领投。
"""
NAMED = """7月8日晚间重要公告汇总

【重大事项】
云帆科技(300901)：拟以3.2亿元收购微澜芯片全部股权，后者生产传感器。
拾光医疗(688901)：完成5亿元融资，由远山资本领投，资金用于建设生产线。
东湖集团(600901)：签订12.6亿元的销售合同，占上年营收的三成左右。

【减持】
北岭汽车(600902)：控股股东拟减持不超过2%的公司股份，期限三个月。
"""
BROADCAST = """新闻联播文字版 2025年7月8日

全国夏粮收购进度快于上年
央视网消息（新闻联播）：记者了解到，目前全国夏粮收购进度快于上年，累计收购超过五千万吨。

【调研行】江城老厂区有了新样子
央视网消息（新闻联播）：走进江城的老厂区，昔日的车间变成了创意园，去年接待游客两百万人次。

江城三十个项目开工
央视网消息（新闻联播）：今天，江城三十个项目集中开工，总投资一百二十亿元。
"""
CHAT = """[2025-07-08 14:30:12] 云帆科技公告，拟以3.2亿元收购微澜芯片全部股权，后者生产传感器。
[2025-07-08 14:28:40] 江城今天集中开工三十个项目，总投资120亿元，涉及新能源等领域。
[2025-07-07 22:25:03] 拾光医疗在港交所公告，完成5亿元融资，由远山资本领投。
[2025-07-07 21:20:55] 沪指涨0.7%，深成指涨1.4%，两市成交额1.4万亿元，比前一日略多。
"""
SECTIONS = """# Deals newsletter: Aug 8, 2024

🚑 Venture Capital Deals

• **Bluepine**, a maker of warehouse robots, raised $120m led by Granite Peak Ventures.

• **Tidebase**, a database company, raised $60m in a round led by Oak Row.

🧳 Private Equity Deals

• **Norfield** agreed to buy **Kestrel**, a chip designer, for $2.1b.

✅ Thanks for reading! Please ask your friends to subscribe.
"""
BREAKFAST = """# 江城早餐 | 2024年8月31日

1. **主管部门公布补贴新政。** 通知提高设备更新的补贴标准，每台最高两万元，9月1日起施行。

2. **云帆科技拟收购微澜芯片。** 公告显示，云帆科技拟以32亿元收购微澜芯片，预计四季度完成。

3. **拾光医疗完成5亿元融资。** 公司宣布完成5亿元融资，由远山资本领投，用于建设生产线。
"""


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (DASHED, ["云帆科技吸收合并微澜芯片", "谈判期限延长到7月9日", "拾光医疗完成5亿元融资"]),
        (NAMED, ["云帆科技(300901)", "拾光医疗(688901)", "东湖集团(600901)", "北岭汽车(600902)"]),
        (BROADCAST, ["全国夏粮收购", "【调研行】江城老厂区", "江城三十个项目"]),
        (CHAT, ["云帆科技公告", "江城今天集中开工", "拾光医疗在港交所公告", "沪指涨0.7%"]),
        (SECTIONS, ["Bluepine", "Tidebase", "Norfield agreed to buy Kestrel"]),
        (BREAKFAST, ["主管部门公布补贴新政", "云帆科技拟收购", "拾光医疗完成5亿元融资"]),
    ],
    ids=["dashes", "companies", "columns", "chat", "sections", "bold_numbers"],
)
def test_each_item_of_a_round_up_is_found_once(text: str, titles: list[str]) -> None:
    articles = split(text)
    assert len(articles) == len(titles), [article.title for article in articles]
    assert all((a.title or "").startswith(title) for a, title in zip(articles, titles, strict=True))


def test_a_line_of_a_chat_has_the_time_that_it_states() -> None:
    assert [article.published.isoformat()[:16] for article in split(CHAT) if article.published] == [
        "2025-07-08T14:30", "2025-07-08T14:28", "2025-07-07T22:25", "2025-07-07T21:20",
    ]  # fmt: skip


def test_an_item_without_an_outlet_has_that_of_the_others() -> None:
    last = "\n国内快讯\n江城大桥通车\n江城大桥今天上午通车，全长三公里，过江时间缩短到五分钟。\n"
    assert {article.outlet for article in split(BROADCAST + last)} == {"央视网"}


@pytest.mark.parametrize(
    "text",
    [
        "与云帆科技创始人一席谈\n\n记者：公司为什么这时候融资？大家都想知道其中的原因。\n李明：因为生产线要扩建，订单已经排到明年的夏天。\n"
        "记者：资金会用在什么地方？外界对这件事有很多的猜测。\n李明：主要用在江城的工厂，其余的用来招聘研发人员。\n",
        "江城的变化\n\n这座城——很多人还记得它从前的样子，工厂的烟囱就在江边。\n\n今天再来看——江边是一条步道，傍晚的时候都是散步的人。\n\n"
        "老厂长说——这样的变化花了整整十年，大家都不容易。\n",
    ],
    ids=["interview", "dashes_in_prose"],
)
def test_an_article_with_such_marks_stays_one(text: str) -> None:
    assert len(split(text)) == 1


def test_headlines_with_links_and_nothing_told_are_no_article() -> None:
    links = "".join(f"- **云帆科技第{n}次发布新产品** — [某站](https://example.com/{n})\n" for n in range(7))
    assert split(f"# 每日资讯 2026-07-08\n\n{links}") == ()
    told = (
        "云帆科技今天在江城发布了新产品，公司说订单已经排到明年的夏天，生产线年内要扩建一倍，资金由远山资本提供。\n\n"
    )
    assert len(split(f"# 云帆科技发布新产品\n\n{told}{links}")) == 1


# ---------------------------------------------------------------- pages

BODY = (
    "<p>江城新区今天集中开工三十个重大项目，总投资120亿元，涉及新能源和生物医药等领域。</p>"
    "<p>据介绍，到6月底，全市重大项目的开工率达到85%，完成年度投资计划的一半以上。</p>"
)


def page(title: str, above: str, below: str = "", *, head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><div><a href=/>首页</a></div>"
        f"<div class=main>{above}{BODY}{below}</div></body></html>"
    )


def test_the_site_behind_the_title_is_the_outlet(tmp_path: Path) -> None:
    headed = "<h1>江城新区三十个项目开工</h1>"
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工_江城在线", headed))
    assert article.outlet == "江城在线"
    (article,) = read(tmp_path, "b.html", page("江城新区三十个项目开工_新闻中心", headed))
    assert article.outlet is None


@pytest.mark.parametrize("source", ["本站原创", "网络", "John Roe/Getty Images"])
def test_what_is_no_outlet_is_not_taken_for_one(tmp_path: Path, source: str) -> None:
    above = f"<h1>江城新区三十个项目开工</h1><p>来源：{source} 时间：2025-07-08</p>"
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工", above))
    assert article.outlet is None and day_of(article) == "2025-07-08"


def test_a_known_outlet_is_preferred_to_the_name_of_a_channel(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="U.S."><script type="application/ld+json">'
        '{"@type": "NewsArticle", "publisher": {"name": "Reuters"}, "datePublished": "2024-08-08"}</script>'
    )
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工", "<h1>江城新区三十个项目开工</h1>", head=head))
    assert (article.outlet, day_of(article)) == ("路透社", "2024-08-08")


def test_a_time_that_counts_from_now_is_read_by_the_day_of_the_file(tmp_path: Path) -> None:
    above = "<h1>江城新区三十个项目开工</h1><p>昨天 14:30</p>"
    (article,) = read(tmp_path, "2025-07-08.html", page("江城新区三十个项目开工", above))
    assert article.published == datetime(2025, 7, 7, 14, 30, tzinfo=CONFIG.zone)
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工", above))
    assert article.published is None


def test_a_feed_and_a_newspaper_count_from_it_too(tmp_path: Path) -> None:
    feed = "Northwind opens a plant\nSome Outlet· 3小时前\nCore Viewpoint - Northwind opened its plant in Ohio [2].\n"
    (article,) = read(tmp_path, "2025-07-08.txt", feed)
    assert article.published is not None and article.published.isoformat()[:4] == "2025"
    item = "\n\n{}\n\n　　本报7月7日讯（记者 李明）江城的夏粮收购进度快于上年，累计收购五千万吨。农民的收入也在增加。\n\n李明\n"
    papers = read(
        tmp_path, "20250708.txt", "".join(map(item.format, ("夏粮收购快于上年", "江城大桥今天通车", "三十个项目开工")))
    )
    assert {paper.published for paper in papers} == {date(2025, 7, 7)}


def test_the_cell_of_a_table_prints_the_headline(tmp_path: Path) -> None:
    cells = "<table><tr><td>当前位置：首页 &gt;&gt; 投资动态</td></tr><tr><td align=center><b>我市三十个重大项目开工</b></td></tr>"
    above = f"{cells}<tr><td align=center>发布时间：2016-07-08　来源：市投资科　字体：[大 中 小]</td></tr></table>"
    (article,) = read(tmp_path, "a.html", page("江城市投资局", above).encode("gb18030"))
    assert (article.title, article.outlet, day_of(article)) == ("我市三十个重大项目开工", "市投资科", "2016-07-08")


def test_the_beginnings_of_other_articles_below_are_none_of_it(tmp_path: Path) -> None:
    other = "".join(
        f"<h2><a href=/n{n}>An article about something else entirely, number {n}</a></h2><p>"
        + "The other article begins with a long paragraph about its own subject, and goes on for a while. " * 4
        + "</p><p><a href=/n>Read the rest</a></p>"
        for n in range(4)
    )
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工", "<h1>江城新区三十个项目开工</h1>", other))
    assert "other article" not in article.text and article.text.endswith("一半以上。")


def test_behind_the_editors_name_the_article_has_ended(tmp_path: Path) -> None:
    below = "<p>责任编辑：</p><h3>香江一家商场重新开业</h3><p>香江一家商场昨天重新开业，客流超过去年同期的水平，商户也增加了。</p>"
    (article,) = read(tmp_path, "a.html", page("江城新区三十个项目开工", "<h1>江城新区三十个项目开工</h1>", below))
    assert article.text.endswith("一半以上。")


def front(title: str) -> str:
    told = "江城新区今天集中开工三十个重大项目，总投资120亿元，涉及新能源和生物医药等领域，年内都要建成。"
    items = "".join(
        f"<div class=i><h3><a href=/{n}>江城第{n}批重大项目开工</a></h3><p>{told}</p></div>" for n in range(5)
    )
    return f"<html><head><title>{title}</title></head><body>{items}</body></html>"


@pytest.mark.parametrize(
    ("title", "count"), [("观察周刊 - 深度报道", 0), ("观察周刊第123期", 5), ("江城早报 2025年7月8日", 5)]
)
def test_the_front_page_of_a_weekly_is_no_issue_of_it(tmp_path: Path, title: str, count: int) -> None:
    assert len(read(tmp_path, "a.html", front(title))) == count


def test_a_page_of_an_account_as_it_was_fetched_hides_its_text_and_is_read(tmp_path: Path) -> None:
    content = (
        "<html><head><script>var msg_title = '江城三十个项目开工';var nickname = htmlDecode(\"江城观察\");"
        f'var ct = "1751970600";</script></head><body><h1>江城三十个项目开工</h1>'
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{BODY}<p>END</p><p>点个在看</p></div></body></html>'
    )
    (article,) = read(tmp_path, "a.html", content)
    assert (article.outlet, day_of(article)) == ("江城观察", "2025-07-08") and article.text.endswith("一半以上。")
    assert read(tmp_path, "b.html", content.replace("js_content", "else")) == ()


# ---------------------------------------------------------------- mails, exports, papers

NEWS_MAIL = """From: "Deal Desk" <desk@example.com>
To: me@example.com
Subject: Daily deals
Date: Tue, 08 Jul 2025 08:00:00 +0800
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body>{}<p>您收到此邮件是因为您订阅了本刊。</p></body></html>
"""


def test_the_items_of_a_mail_may_be_one_sentence_each(tmp_path: Path) -> None:
    told = "云帆科技今天宣布第{}次收购，交易金额3.2亿元，预计三季度完成。"
    items = "".join(
        f"<div><h3><a href=https://example.com/{n}>云帆科技第{n}次收购</a></h3><p>{told.format(n)}</p></div>"
        for n in range(3)
    )
    articles = read(tmp_path, "a.eml", NEWS_MAIL.format(items))
    assert [article.text for article in articles] == [told.format(n) for n in range(3)]


def test_the_source_that_closes_an_item_is_its_outlet() -> None:
    text = (
        "【要闻】\n1、江城今天集中开工三十个重大项目，总投资120亿元。（江城日报）\n2、云帆科技公告，拟以3.2亿元收购微澜芯片。（财联社）\n"
        "【产业】\n1、最大的储能电站在江城投运，年放电量3亿千瓦时。（新华社）\n2、拾光医疗宣布完成5亿元的融资，由远山资本领投。（张巨锋）\n"
    )
    assert [article.outlet for article in split(text)] == ["江城日报", "财联社", "新华社", None]


def test_items_that_each_close_with_their_source_are_a_round_up_without_a_name() -> None:
    text = (
        "Good morning. Here is what happened.\n\n1. Norfield buys Kestrel\n\nNorfield said it would buy Kestrel for $2.1 billion in cash. (Reuters)\n\n"
        "2. Bluepine raises $120 million\n\nThe maker of warehouse robots closed a round led by Granite Peak. (Bloomberg)\n\n"
        "3. Tidebase goes public\n\nTidebase priced its offering at $18 a share on Monday. (WSJ)\n"
    )
    assert [(a.title, a.outlet) for a in split(text)] == [
        ("Norfield buys Kestrel", "路透社"),
        ("Bluepine raises $120 million", "彭博社"),
        ("Tidebase goes public", "华尔街日报"),
    ]


def test_records_with_their_fields_named() -> None:
    record = "标题：云帆科技第{}次收购\n来源：36氪\n时间：2025-05-0{} 10:22\n正文：云帆科技宣布收购微澜芯片。\n交易预计三季度完成。\n==========\n"
    articles = split("".join(record.format(n, n) for n in (1, 2, 3)))
    assert [(a.title, a.outlet, day_of(a)) for a in articles] == [
        (f"云帆科技第{n}次收购", "36氪", f"2025-05-0{n}") for n in (1, 2, 3)
    ]
    assert {a.text for a in articles} == {"云帆科技宣布收购微澜芯片。\n交易预计三季度完成。"}


def test_the_masthead_of_a_paper_is_no_part_of_its_first_headline() -> None:
    text = (
        "江城日报社数字报\n\n2025年07月08日 星期二\n第A01版：要闻\n\n三十个重大项目开工\n总投资120亿元\n\n"
        "本报讯（记者 李明）7月7日，江城三十个重大项目集中开工，总投资120亿元。年内都要建成。\n\n夏粮收购快于上年\n\n"
        "本报讯（记者 王芳）记者从市粮食局获悉，目前全市夏粮收购快于上年。农民的收入也在增加。\n"
    )
    articles = split(text)
    assert [article.title for article in articles] == ["三十个重大项目开工 总投资120亿元", "夏粮收购快于上年"]
    assert {day_of(article) for article in articles} == {"2025-07-08"}


# ---------------------------------------------------------------- tables, lines, words


def test_columns_named_for_what_they_are_of(tmp_path: Path) -> None:
    row = {"news_id": "7", "newsTitle": "云帆科技融资", "news_content": "云帆科技完成三亿元融资，由远山资本领投。",
           "news_source": "36氪", "newsTime": "2025-05-01 10:22"}  # fmt: skip
    (article,) = read(tmp_path, "a.json", json.dumps([row, row | {"news_id": "8"}], ensure_ascii=False))[:1]
    assert (article.title, article.outlet, day_of(article)) == ("云帆科技融资", "36氪", "2025-05-01")


@pytest.mark.parametrize(
    "line",
    ["我的账户 | 退出登录", "登入 / 註冊 會員中心 我的收藏", "Sign in | Register", "My account Sign out Manage subscription",
     "登录后参与评论", "Advertisement · Scroll to continue", "- 广告 -", "举报/反馈", "海量资讯、精准解读，尽在某某财经APP",
     "相关报道：江城大桥昨天通车", "Please follow Some Desk on Twitter and Facebook."],
)  # fmt: skip
def test_lines_of_the_page(line: str) -> None:
    assert is_own(line)


@pytest.mark.parametrize(
    "line",
    ["会员中心建成投用。", "公司完成工商注册登记。", "江城大桥昨天通车。", "She signed in as chief editor in May."],
)
def test_lines_of_an_article(line: str) -> None:
    assert not is_own(line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("阅读原文：李明", None),
        ("查看原文 | 李明", None),
        ("文：李明", "李明"),
        ("（文：李明 图：王芳）", "李明"),
        ("采写：李明", "李明"),
    ],
)
def test_a_word_inside_another_names_no_author(line: str, author: str | None) -> None:
    facts = parse_facts(line, ZONE)
    assert facts is not None and facts.author == author


@pytest.mark.parametrize(
    ("title", "bare", "site"),
    [
        ("Norfield to buy Kestrel - Reuters", "Norfield to buy Kestrel", "Reuters"),
        ("云帆科技完成三亿元融资_新浪财经", "云帆科技完成三亿元融资", "新浪财经"),
        ("云帆科技完成三亿元融资 - 一个例子", "云帆科技完成三亿元融资 - 一个例子", None),
        ("Reuters", "Reuters", None),
    ],
)
def test_the_site_is_parted_from_a_title(title: str, bare: str, site: str | None) -> None:
    assert part_site(title) == (bare, site)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bluepine, a Boston-based maker of warehouse robots, raised $120 million in a round.", "Bluepine, a Boston-based maker of warehouse robots"),
        ("Norfield Inc. said on Monday that it would close its plant in Ohio next year. Shares fell.", "Norfield Inc. said on Monday that it would close its plant in Ohio next year"),
        ("云帆科技公告，拟收购微澜芯片的全部股权，后者是一家传感器的生产商。", "云帆科技公告，拟收购微澜芯片的全部股权"),
    ],
)  # fmt: skip
def test_first_words_end_with_a_word(text: str, title: str) -> None:
    assert first_words(text) == title


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Yahoo! Inc. said on Monday it would buy Tidebase. The deal is worth $1.1 billion.", 2),
        ("Shares of Yum! China and Yum! Brands rose on Monday. Analysts were surprised.", 2),
        ("What a day! News of the deal came at noon.", 2),
        ("They bought Yahoo! The deal closed in May.", 2),
    ],
)
def test_a_mark_that_belongs_to_a_name_ends_no_sentence(text: str, count: int) -> None:
    assert len(find_sentences(text)) == count


def test_the_headlines_of_a_round_up_in_one_line_are_not_joined_to_the_next() -> None:
    text = "早报｜云帆科技宣布并购；江城大桥今天上午正式通车！拾光医疗完成新一轮融资；北岭汽车公布上半年的销量\n东湖集团发债；一家药企找到新药，年内申请上市\n"
    assert clean(text, repairs=TEXT).text == text
    broken = "7月8日，云帆科技在江城宣布完成三亿元的融资，由远山资本领投，江海基金、白桦基金和几家老股东跟投，资金用于建设公司在江城的\n生产线，年内投产。\n"
    assert "江城的生产线" in clean(broken, repairs=TEXT).text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Norfield (NRF.N), opens new tab said so.", "Norfield (NRF.N) said so."),
        ("Read the filing (opens in a new window) for more.", "Read the filing for more."),
        ("The shop opens new tables for guests.", "The shop opens new tables for guests."),
        ("He opens a new tabloid in May.", "He opens a new tabloid in May."),
    ],
)
def test_what_links_say_to_screen_readers_goes(text: str, cleaned: str) -> None:
    assert clean(text, repairs=TEXT).text == cleaned


@pytest.mark.parametrize(
    "text", [XINHUA, REUTERS, ACCOUNT, TAIWAN, OFFICE, GOVERNMENT, PRESS, DASHED, NAMED, BROADCAST, BREAKFAST]
)
def test_a_title_with_a_place_is_its_slice_with_line_breaks_read_as_blanks(text: str) -> None:
    document = make_document(text, id="a", doc="a", file="a.txt")
    for article in split_articles(document, CONFIG):
        if article.title_span:
            words = document.text[article.title_span.start : article.title_span.end]
            assert " ".join(words.split("\n")) == article.title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云岭工商会议所在江城发布年度报告预测，明年半导体出口将增长一成以上，创下五年来新高。", "云岭工商会议所在江城发布年度报告预测，明年半导体出口将增长一成以上"),
        ("江城航运交易所星期五公布的数据显示，八月底，集装箱运价指数环比下跌近一成，连跌五周。", "江城航运交易所星期五公布的数据显示，八月底，集装箱运价指数环比下跌近一成"),
        ("云岭市近日在江城举行项目推介会并现场签约二十个项目，总投资达到五百亿元人民币，涉及十个产业。", "云岭市近日在江城举行项目推介会并现场签约二十个项目"),
    ],
)  # fmt: skip
def test_a_made_title_does_not_stop_before_what_is_said(text: str, title: str):
    assert first_words(text) == title
