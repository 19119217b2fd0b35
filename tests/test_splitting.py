"""Texts with many items and pages of many makers, as cases in `cases/splitting`: each item once, with its own end, and nothing
of what a page says for itself. All of them are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.config import Config
from briefing.ingest import read_inputs
from briefing.ingest.bodies.beside import ends_body, is_own
from briefing.ingest.split import choose_form, make_document, split_articles
from briefing.types import Article

CASES = Path(__file__).parent / "cases" / "splitting"
CONFIG = Config()


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the titles of its articles (or their first words), how the bodies end, and what stands in none of them."""

    file: str
    titles: tuple[str, ...]
    ends: tuple[str, ...]
    day: str | None
    never: tuple[str, ...] = ()


OWN = ("关注", "扫码", "免责", "風險", "Subscribe", "Sign up", "unsubscribe", "cookies", "版权", "原文", "评论")
CHINESE = ("云帆科技", "拾光医疗", "远山资本")
CASE_LIST = (
    Case(
        "heads_without_marks.txt",
        ("江城地铁回应票价调整", "云帆科技获三亿元融资", "南湖机场新航站楼启用", "北岭汽车召回", "“拾光医疗”获近亿元"),
        ("（江城晚报）", "（财经日报）", "（江城日报）", "（央视新闻）", "临床试验。"),
        "2025-07-08",
        ("TOP3", "热点导览", "整理"),
    ),
    Case(
        "numbered_heads.txt",
        ("隔夜市场", "江城发布楼市新政", "云帆科技回应上市传闻", "公司要闻"),
        ("跌0.4%。", "一百二十万元。", "不实。", "一成半。"),
        "2025-07-09",
        ("NO.", "素材库"),
    ),
    Case(
        "squares.txt",
        ("江城统计部门", "江城水务集团", "近日，柳州路", "《江城地下"),
        ("两成。", "万吨。", "结束。", "两年。"),
        "2025-07-09",
        ("■",),
    ),
    Case(
        "telegraph_lines.txt",
        ("云帆科技：拟投资", "财联社7月8日电，江城市政府", "北岭汽车上半年", "财联社7月8日电，日经"),
        ("分两期建设。", "两百个。", "增长15%。", "上涨0.2%。"),
        "2025-07-08",
    ),
    Case(
        "telegraph_stamps.txt",
        ("云帆科技：拟投资", "财联社7月8日电，江城市政府", "北岭汽车上半年"),
        ("分两期建设。", "两百个。", "增长15%。"),
        "2025-07-08",
        ("阅读", "分享"),
    ),
    Case(
        "emoji_headings.md", CHINESE, ("十二个城市部署。", "团队扩充。", "两个方向。"), "2025-07-08", ("🔗", "自动化")
    ),
    Case(
        "bold_heads.md", (*CHINESE, "北岭汽车"), ("城市部署。", "团队扩充。", "两个方向。", "松动风险。"), "2025-07-06"
    ),
    Case(
        "bold_bullets.md",
        ("云帆科技：", "拾光医疗：", "微澜机器人：", "北岭汽车拟", "东湖传媒宣布"),
        ("设备量产。", "临床试验。", "样机研发。", "将并表。", "2.1亿元。"),
        "2025-07-11",
    ),
    Case(
        "minutes_to_read.txt",
        ("NORTHWIND RAISES $120 MILLION FOR GRID BATTERIES", "LUMEN LABS TO BUY CHIP DESIGNER", "A FASTER PARSER"),
        ("Ohio next year.", "fourth quarter.", "tables in cache."),
        "2025-07-08",
        ("MINUTE", "advertise", "Thanks"),
    ),
    Case(
        "one_big_thing.txt",
        ("Grid batteries get", "Lumen Labs buys", "Brightloop", "Tidewater"),
        ("Ohio next year.", "are in demand.", "by Fern Capital.", "Mesa Growth."),
        None,
        ("forwarded", "Thanks"),
    ),
    Case(
        "numbered_sections.txt",
        ("7月8日，江城", "全国铁路", "特区政府", "日本一家", "欧洲央行"),
        ("24座。", "百分之五。", "港元。", "日元。", "平衡。"),
        "2025-07-09",
        ("详情",),
    ),
    Case(
        "broadcast.txt",
        ("某地举行现代农业推进会", "我国首台重型燃气轮机并网", "江城至南湖高铁", "全国夏粮收购"),
        ("机械化水平。", "一天的用电。", "四十分钟。", "去年同期。"),
        "2025-07-08",
        ("主要内容",),
    ),
    Case(
        "machine_made.md",
        ("Northwind raises", "云帆科技发布", "拾光医疗完成"),
        ("Ohio next year.", "城市部署。", "团队扩充。"),
        "2025-07-08",
        ("来源", "链接", "正文"),
    ),
    Case(
        "linked_bold_heads.md",
        ("Northwind raises $120 million", "Lumen Labs agrees", "Tidewater Health opens"),
        ("Harbor Peak.", "low-power chips.", "Mesa Growth."),
        "2025-07-08",
        ("Imp ",),
    ),
    Case(
        "dotted_heads.txt", ("地铁七号线", "高温津贴", "南湖公园"), ("标准。", "执行。", "保安。"), "2025-07-08", ("●",)
    ),
    Case(
        "deals_of_the_week.md",
        ("Northwind", "Brightloop", "Lumen Labs", "Mesa Growth", "Harbor Peak"),
        ("by Fern Capital.", "by Fern Capital.", "in cash.", "$210 million.", "above its target."),
        None,
        ("Forwarded",),
    ),
    Case(
        "reader_chinese.md",
        ("云帆科技拟投资12亿元建设换电基地",),
        ("满足订单。",),
        "2025-07-08",
        ("收藏", "我要", "Image"),
    ),
    Case(
        "scraped_english.md",
        ("Northwind raises $120 million to build grid batteries",),
        ('ship it," he said.',),
        None,
        ("Licensing", "Advertisement", "Copperleaf", "Editing"),
    ),
    Case("list_of_links.md", (), (), None),
    Case("one_with_subheads.md", ("云帆科技的换电生意经",), ("实现单站盈利。",), "2025-07-08"),
    Case("one_with_numbers.txt", ("江城发布低空经济三年行动计划",), ("产业基金。",), None),
    Case("one_of_an_account.txt", ("云帆科技完成三亿元融资",), ("设备的量产。",), None, ("蓝字", "往期", "出海账本")),
    Case("one_traditional.txt", ("雲帆科技斥資50億擴廠",), ("增加六成。",), None, ("LINE", "訂閱", "審慎")),
    Case(
        "page_office.html",
        ("江城高新区举行换电基地开工仪式",),
        ("按期投产。",),
        "2025-07-08",
        ("浏览", "打印", "上一篇", "主办"),
    ),
    Case(
        "page_blog.html",
        ("Northwind raises $120 million for grid batteries",),
        ("break even in 2027.",),
        "2025-07-08",
        ("cats", "Great news", "Twitter", "Advertisement"),
    ),
    Case(
        "page_taiwan.html",
        ("雲帆科技斥資50億擴廠 明年量產換電設備",),
        ("可望下降。",),
        "2025-07-08",
        ("往下閱讀是", "LINE", "審慎", "隱私"),
    ),
    Case(
        "page_morning.html",
        ("云帆科技获三亿元融资", "南湖机场新航站楼启用", "北岭汽车召回"),
        ("跟投。", "1800万人次。", "6200辆。"),
        "2025-07-08",
        ("风险提示", "责任编辑"),
    ),
    Case("page_front.html", (), (), None),
)


def read(file: str) -> tuple[Article, ...]:
    documents = read_inputs([str(CASES / file)], CONFIG).documents
    return tuple(article for document in documents for article in split_articles(document, CONFIG))


def prose_of(article: Article) -> str:
    begin = article.span.start
    kept = (b for b in article.blocks if b.kind in ("lead", "paragraph", "bullet", "caption"))
    return "\n".join(article.text[b.span.start - begin : b.span.end - begin] for b in kept)


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case.file)
def test_each_item_is_one_article_from_its_first_word_to_its_last(case: Case):
    articles = read(case.file)
    titles = [article.title or "" for article in articles]
    assert len(titles) == len(case.titles), titles
    assert all(title.startswith(wanted) for title, wanted in zip(titles, case.titles, strict=True)), titles
    assert all(a.text.endswith(end) for a, end in zip(articles, case.ends, strict=True)), [
        a.text[-12:] for a in articles
    ]
    if case.day:
        assert {str(article.published)[:10] for article in articles} <= {case.day}


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case.file)
def test_nothing_that_a_page_says_for_itself_is_prose(case: Case):
    prose = "\n".join(prose_of(article) for article in read(case.file))
    assert [word for word in (*OWN, *case.never) if word in prose] == []


def test_every_case_is_read_by_the_tests():
    assert {path.name for path in CASES.iterdir()} == {case.file for case in CASE_LIST}


def test_items_state_their_own_source_time_and_address():
    northwind, yunfan, _ = read("machine_made.md")
    assert (northwind.outlet, yunfan.outlet) == ("Example News", "财经日报")
    assert str(yunfan.published)[11:16] == "10:00"
    assert read("emoji_headings.md")[2].outlet == "基金报"
    assert read("emoji_headings.md")[0].url == "https://example.com/a/1"
    assert [str(a.published)[11:16] for a in read("telegraph_lines.txt")] == ["09:31", "09:28", "09:15", "08:59"]


# ---------------------------------------------------------------- what is no round-up

LEAD = "云帆科技近日完成三亿元融资，由远山资本领投，资金将用于换电设备的量产和西南地区的布点。"
MORE = "公司负责人表示，下一步将在十二个城市布点，并与电网企业合作建设储能站。"


@pytest.mark.parametrize(
    "text",
    [
        f"换电赛道的三个变化\n\n{LEAD}\n\n**需求变了**\n\n{MORE}\n\n**技术变了**\n\n{MORE}\n\n**资本变了**\n\n{MORE}",
        f"换电行业周报深读\n\n{LEAD}{MORE}\n\n{MORE}\n\n{MORE}\n\n{MORE}\n\n需求之变\n\n{MORE}\n\n{MORE}\n\n资本之变\n\n{MORE}",
        f"# 换电赛道观察\n\n## 1. 需求\n\n{LEAD}\n\n## 2. 技术\n\n{MORE}\n\n## 3. 资本\n\n{MORE}",
        f"江城晚报讯（记者 李小雨）{LEAD}\n\n1、{MORE}\n\n2、{MORE}\n\n3、{MORE}",
        f"江城日报记者获悉换电站将增加\n\n{LEAD}\n\n{MORE}",
    ],
)
def test_negative_an_article_with_subheads_or_points_stays_one(text: str):
    form, _ = choose_form(text)
    document = make_document(text, id="a.txt", doc="a", file="a.txt", form=form)
    assert len(split_articles(document, CONFIG)) == 1 and form != "digest"


# ---------------------------------------------------------------- the page's own lines


@pytest.mark.parametrize(
    "line",
    [
        "点击上方“蓝字”关注我们",
        "长按识别二维码，加入读者群",
        "【免責聲明】本文僅供參考，不構成投資建議，投資人應審慎評估風險。",
        "We use cookies to improve your experience. By continuing you accept our cookie policy.",
        "版权所有：江城高新区管委会，未经许可不得转载。",
        "Reporting by Ann Carter in New York; Editing by Tom Reed",
        "Sign up here.",
        "点个“在看”，分享给更多朋友",
        "請繼續往下閱讀...",
        "本文仅代表作者个人观点。",
    ],
)
def test_lines_of_the_page_are_its_own(line: str):
    assert is_own(line)


@pytest.mark.parametrize(
    "line",
    [
        "监管部门近日约谈多家平台，要求不得强制用户扫描二维码关注公众号才能点餐，保障消费者的选择权和公平交易权。",
        "The regulator fined the company $20 million because its website set cookies before visitors had agreed to anything.",
        "公司关注海外市场的变化。",
        "法院认为，该网站未获许可而传播作品，应当赔偿损失。",
        "双方将在版权保护、内容合作方面加强协作。",
        "Subscribers rose by 4 percent to 12 million.",
        "投资风险上升，基金公司开始收缩布局。",
    ],
)
def test_negative_news_about_such_things_is_not(line: str):
    assert not is_own(line) and not ends_body(line)


@pytest.mark.parametrize(
    "line", ["相关阅读：", "★更多相關新聞", "Read Next", "- END -", "Related posts", "往期推荐", "网友评论", "（完）"]
)
def test_heads_of_boxes_end_a_body(line: str):
    assert ends_body(line)


@pytest.mark.parametrize(
    "line", ["相关企业负责人表示", "评论认为此举意义重大", "Comments from the minister were brief.", "更多城市加入试点"]
)
def test_negative_sentences_do_not_end_a_body(line: str):
    assert not ends_body(line)


def test_a_box_in_the_first_half_does_not_end_the_article():
    text = f"换电站增加\n\n{LEAD}\n\n相关新闻\n\n{MORE}\n\n{MORE}\n\n{MORE}"
    document = make_document(text, id="a.txt", doc="a", file="a.txt", form="article")
    (article,) = split_articles(document, CONFIG)
    assert article.text.count(MORE) == 3


@pytest.mark.parametrize(
    "piece",
    [
        "**甲** ",
        "## 甲\n",
        "09:31\n",
        "[甲](http://a.b/c)\n",
        "[](a(",
        "NO.1 甲\n",
        "🔥 甲乙丙丁\n",
        "Title: a\nURL Source: b\n",
    ],
)
def test_hostile_repetition_ends_soon(piece: str):
    text = piece * (60_000 // len(piece))
    form, _ = choose_form(text)
    split_articles(make_document(text, id="a.md", doc="a", file="a.md", form=form), CONFIG)


@pytest.mark.parametrize(
    ("body", "count"), [("<p>江城地铁七号线7月8日开通初期运营，全长38公里。</p>", 1), ("<p>正在加载，请稍候</p>", 0)]
)
def test_a_small_page_is_read_and_an_empty_shell_is_not(body: str, count: int, tmp_path: Path):
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><head><title>江城地铁七号线开通</title></head><body><h1>江城地铁七号线开通</h1>{body}</body></html>"
    )
    assert len(read_inputs([str(page)], CONFIG).documents) == count
