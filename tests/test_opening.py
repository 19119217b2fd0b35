"""What is printed before a lead without a mark: it comes off, and nothing that belongs to the sentence does."""

from __future__ import annotations

import pytest

from briefing.config import Config
from briefing.ingest.bodies.headline import find_headline_end
from briefing.ingest.split import make_document, split_articles
from briefing.text import cut_sentences
from briefing.types import Article

CONFIG = Config()
LEAD = "江城新区举行开工仪式，总投资三十亿元。"
SECOND = "项目预计明年建成投产。"


def read(text: str, title: str | None = None) -> Article:
    document = make_document(text, id="w.jsonl#1", doc="r", file="w.jsonl", form="article", title=title)
    (article,) = split_articles(document, CONFIG)
    return article


def first_of(text: str) -> str:
    return next(s.text for s in cut_sentences(read(text)) if s.is_whole)


STAMPS = (
    "2031-03-04 09:37:27 作者：李明 ",
    "2031-03-04 09:37 来源：江城发布 ",
    "(完) 新华社江城3月4日电(记者李明)",
    "本文转自【江城晚报】；",
    "【新区故事】",
    "(江城观察)",
    "江城报记者：李明江城报编辑：王芳 ",
    "据新华社江城3月4日电 （记者李明）",
)
FORMULAS = (
    "新华社江城3月4日电（记者李明）",
    "江城晚报3月4日讯（记者 李明 通讯员 王芳）",
    "参考消息网3月4日报道",
    "东方网记者李明、王芳3月4日报道：",
    "本报记者 李静江城报道",
    "江城日报客户端记者 李明",
    "江城在线记者 李明 摄影 王芳 ",
    "江城网讯（李明 王芳）",
    "央视网消息（新闻联播）：",
    "中新网江城3月4日(李明 王芳)",
)
HEADS = ("", "江城新区重大项目集中开工跑出加速度", "启动现场", "江城新区：把项目建在家门口，三十个项目集中开工")


@pytest.mark.parametrize("stamp", STAMPS)
def test_stamps_and_columns_come_off(stamp: str):
    assert first_of(stamp + LEAD + SECOND) == LEAD


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("lead", [f"3月4日，{LEAD}", f"近日，{LEAD}"])
def test_a_formula_ends_what_stands_before_the_lead(formula: str, head: str, lead: str):
    assert first_of(head + formula + lead + SECOND) == lead


@pytest.mark.parametrize("head", HEADS[1::2])
def test_a_glued_headline_becomes_the_title(head: str):
    article = read(f"{head}新华社江城3月4日电（记者李明）{LEAD}{SECOND}")
    assert article.title == head
    assert article.outlet == "新华社" and article.author == "李明"


def test_the_outlet_and_the_reporter_are_read_from_the_formula():
    article = read(f"东方网记者李明、王芳3月4日报道：{LEAD}{SECOND}")
    assert (article.outlet, article.author) == ("东方网", "李明、王芳")
    assert read(f"本报记者 李静江城报道{LEAD}{SECOND}").author == "李静"


@pytest.mark.parametrize(
    "lead",
    [
        f"近日，{LEAD}",
        f"3月4日下午，{LEAD}",
        "记者从江城新区获悉，三十个项目开工。",
        "据江城晚报3月3日消息，项目已经开工。",
    ],
)
def test_a_word_of_time_behind_a_headline_opens_the_lead(lead: str):
    head = "江城新区三十个重大项目集中开工跑出加速度"
    article = read(head + lead + SECOND)
    assert article.title == head
    assert cut_sentences(article)[0].text == lead


def test_behind_a_pictures_note_the_dateline_opens_the_lead():
    assert first_of(f"启动现场。江城新闻网2031年3月4日讯（记者 李明）{LEAD}{SECOND}") == LEAD
    assert first_of(f"图为启动现场。中新社记者李明 摄中新网江城3月4日电 (记者 王芳){LEAD}{SECOND}") == LEAD
    assert first_of(f"启动现场（李明 摄）{LEAD}{SECOND}") == LEAD


@pytest.mark.parametrize(
    "sentence",
    [
        "据新华社3月4日消息，江城新区三十个项目开工，总投资百亿元。",
        "江城新区管委会近日宣布，三十个项目将在年内开工。",
        "江城新区管理委员会和江城市财政局近日，在江城签署合作协议。",
        "由江城市科技局主办的第三届创新大赛将于9月3日（周日）在江城开幕。",
        "为贯彻落实全省工作会议精神，江城市商务局3月4日，组织企业座谈。",
        "3月4日，记者从江城市统计局获悉，上半年工业增长百分之六。",
        "公司在3月4日，也就是昨天，完成了全部交割手续。",
        "截至2031年3月4日，江城材料报收于二十元，上涨百分之三。",
        "今年3月4日，江城大桥建成通车，全长三公里。",
        "记者李明在江城采访时看到，三十个项目已经开工建设。",
        "江城电讯（江城）有限公司宣布完成三亿元融资，用于扩建产线。",
        "（一）江城新区将支持企业建设中试平台，最高补助三百万元。",
        "【例一】江城材料申请专利三十项，其中二十项已经获得授权。"[4:],
        "李明近日在江城说，公司明年把产能提高一倍。",
        "2031-2035年规划提出，江城将建成三个产业集群和十个园区。",
        "江城晚报社昨天宣布，与江城新区共建融媒体中心，投资一亿元。",
    ],
)
def test_a_sentence_keeps_its_beginning(sentence: str):
    assert cut_sentences(read(sentence + SECOND))[0].text == sentence


@pytest.mark.parametrize(
    "glued", ["江城社记者李明摄", "江城造船厂供图", "江城发布公众号图", "（学校供图，江城网发）", "▲ 图源 Pexels"]
)
def test_the_credit_of_a_picture_parts_two_sentences(glued: str):
    texts = [s.text for s in cut_sentences(read(f"{LEAD}{glued}{SECOND}"))]
    assert texts == [LEAD, SECOND]


@pytest.mark.parametrize(
    "sentence",
    [
        "江城公众号图书馆今年接待读者三十万人，比去年多一成。",
        "主办方供图给参赛选手使用，并要求注明出处和作者。",
        "江城摄影展昨天开幕，展出三百幅作品，展期一个月。",
        "三位记者摄制的纪录片获奖，评委会称它记录了江城的变化。",
    ],
)
def test_words_like_a_credit_stay_in_their_sentence(sentence: str):
    assert [s.text for s in cut_sentences(read(LEAD + sentence))] == [LEAD, sentence]


HEADLINE = "江城材料完成三亿元融资扩建产线"


@pytest.mark.parametrize(
    "tail",
    [
        "作者：李明",
        " 来源：江城晚报",
        "文/江城晚报记者 李明 图/王芳",
        "北京日报客户端 | 记者 李明",
        "每经编辑：李明",
        "央视新闻客户端",
        "羊城晚报",
        "江城网讯（李明 记者 王芳）",
        "证券代码：300001 证券简称：江城材料",
        HEADLINE,
        "  ",
    ],
)
def test_what_a_page_prints_behind_a_headline_is_not_of_it(tail: str):
    assert find_headline_end(HEADLINE + tail, 0, len(HEADLINE + tail)) == len(HEADLINE)


@pytest.mark.parametrize(
    "headline",
    [
        "江城一名教师的故事登上人民日报",
        "江城市长答记者问：把项目建在家门口",
        "江城作者王芳获得全国散文奖一等奖",
        "新华社",
    ],
)
def test_a_headline_that_names_an_outlet_or_a_reporter_stays_whole(headline: str):
    assert find_headline_end(headline, 0, len(headline)) == len(headline)


def test_a_list_of_bullets_has_no_title_line():
    article = read("- 江城材料：投资100亿元建设新厂\n- 北岭储能：完成5亿元B轮融资\n- 远山医药：与高校共建实验室")
    assert article.title is None
    assert [s.is_whole for s in cut_sentences(article)] == [True] * 3


def test_one_line_under_a_title_is_the_text():
    article = read("江城材料投资百亿元建厂\n江城材料将在北岭市投资100亿元建设新厂")
    assert article.title == "江城材料投资百亿元建厂"
    assert [s.text for s in cut_sentences(article) if s.is_whole] == ["江城材料将在北岭市投资100亿元建设新厂"]


@pytest.mark.parametrize("piece", ["记者李明", "李明摄", "3月4日讯", "记者 李明 通讯员 ", "供图", "（李明", "图 "])
def test_hostile_openings_take_linear_time(piece: str):
    document = make_document(piece * (100_000 // len(piece)), id="x", doc="x", file="x.txt", form="article")
    split_articles(document, CONFIG)
