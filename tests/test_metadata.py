"""Outlets, times, languages, bylines and datelines as sources write them."""

from __future__ import annotations

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from briefing.config import Config, read_table
from briefing.ingest.bodies.apart import find_dateline, is_credit
from briefing.ingest.bodies.edges import find_tail
from briefing.ingest.stated.facts import facts_of, file_day, parse_facts, read_dateline
from briefing.ingest.stated.metadata import (
    find_language,
    is_outlet,
    parse_author,
    parse_moment,
    parse_told,
    resolve_outlet,
)
from briefing.ingest.stated.reporters import find_glued_byline, is_byline

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Zheng Quan Shi Bao", "证券时报"),
        ("ren min ri bao hai wai ban", "人民日报海外版"),
        ("36 Ke", "36氪"),
        ("證券時報", "证券时报"),
        ("来源：新华社", "新华社"),
        ("《人民日报》", "人民日报"),
        ("REUTERS", "路透社"),
        ("Bei Ling Wan Bao", "Bei Ling Wan Bao"),  # unknown: as written
        ("Shan Xi Ri Bao", "Shan Xi Ri Bao"),  # 山西日报 or 陕西日报
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_has_one_name(written, name):
    assert resolve_outlet(written, Config()) == name


def test_the_configuration_goes_before_the_table():
    config = Config(outlets={"Bei Ling Wan Bao": "北岭晚报", "证券时报": "时报"})
    assert resolve_outlet("bei ling wan bao", config) == "北岭晚报"
    assert resolve_outlet("證券時報", config) == "时报"


def test_the_table_is_large_and_no_spelling_means_two_outlets():
    outlets = read_table("outlets.toml")["outlets"]
    meant: dict[str, str] = {}
    for name, others in outlets.items():
        for spelling in (name, *others):
            key = "".join(c for c in spelling.casefold() if c.isalnum())
            assert meant.setdefault(key, name) == name, spelling
    assert len(outlets) >= 900 and is_outlet("新华社")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("人民网－人民日报", "人民日报"),
        ("新京报客户端", "新京报"),
        ("微信公众号：远山观察", "微信公众号：远山观察"),
        ("FT中文网", "FT中文网"),
        ("鉅亨網", "钜亨网"),
        ("Xi Zang Ri Bao", "西藏日报"),
        ("Tai Zhou Ri Bao", "Tai Zhou Ri Bao"),  # 台州日报 or 泰州日报
        ("彭博", "彭博社"),
        ("俄新社", "俄新社"),
    ],
)
def test_an_outlet_is_known_by_its_channels_and_joint_names(written, name):
    assert resolve_outlet(written, Config()) == name


@pytest.mark.parametrize("name", ["商务部", "中国科学院", "Time", "inside", "今日新闻", "知识分子", "财经中心"])
def test_negative_a_body_or_a_common_word_is_no_outlet(name):
    assert not is_outlet(name)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2031-03-04 08:15", datetime(2031, 3, 4, 8, 15, tzinfo=ZONE)),
        ("2031年3月4日 08时15分", datetime(2031, 3, 4, 8, 15, tzinfo=ZONE)),
        ("2031-03-04T00:15:30Z", datetime(2031, 3, 4, 8, 15, 30, tzinfo=ZONE)),
        ("2031-03-04T08:15:00+09:00", datetime(2031, 3, 4, 7, 15, tzinfo=ZONE)),
        ("Tue, 04 Mar 2031 00:15:00 GMT", datetime(2031, 3, 4, 8, 15, tzinfo=ZONE)),
        ("2031/3/4", date(2031, 3, 4)),
        ("第12版 2031年3月4日 星期二", date(2031, 3, 4)),
        ("晚间简报 (20310304)", date(2031, 3, 4)),
        ("2031年3月4日 下午2:30", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("2031年3月4日（星期二）晚上8点30分", datetime(2031, 3, 4, 20, 30, tzinfo=ZONE)),
        ("2031-03-04 2:30 PM", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("2031年3月4日14时", datetime(2031, 3, 4, 14, 0, tzinfo=ZONE)),
        ("２０３１年３月４日　14：30", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("二〇三一年三月四日", date(2031, 3, 4)),
        ("民國120年3月4日", date(2031, 3, 4)),
        ("民国一二〇年三月四日", date(2031, 3, 4)),
        ("114/07/08 14:30", datetime(2025, 7, 8, 14, 30, tzinfo=ZONE)),
        ("March 4, 2031 at 2:30 p.m. ET", datetime(2031, 3, 5, 3, 30, tzinfo=ZONE)),
        ("4th March 2031", date(2031, 3, 4)),
        ("4-Mar-2031", date(2031, 3, 4)),
        ("Updated 9:41 AM EST, Tue March 4, 2031", datetime(2031, 3, 4, 22, 41, tzinfo=ZONE)),
        ("Tue Mar 04 14:30:00 CST 2031", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("Tue, 04 Mar 31 00:15:00 GMT", datetime(2031, 3, 4, 8, 15, tzinfo=ZONE)),
        ("203103041430", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("14:30 2031-03-04", datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        ("美东时间2031年3月4日 14:30", datetime(2031, 3, 5, 3, 30, tzinfo=ZONE)),
        ("25/03/2031", date(2031, 3, 25)),
        ("04.03.2031", date(2031, 3, 4)),
        ("04/03/2031", None),  # March or April
        ("in 2031 7.8 million", None),
        ("10.110.10.10", None),
        ("2031-02-30", None),
        ("3月4日", None),
        ("", None),
    ],
)
def test_a_moment_is_aware_a_day_is_a_date(written, moment):
    read = parse_moment(written, ZONE)
    assert read == moment and type(read) is type(moment)


STATED = datetime(2031, 3, 4, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("3小时前", datetime(2031, 3, 4, 7, 0, tzinfo=ZONE)),
        ("6小時前", datetime(2031, 3, 4, 4, 0, tzinfo=ZONE)),
        ("半小时前", datetime(2031, 3, 4, 9, 30, tzinfo=ZONE)),
        ("2 hours ago", datetime(2031, 3, 4, 8, 0, tzinfo=ZONE)),
        ("an hour ago", datetime(2031, 3, 4, 9, 0, tzinfo=ZONE)),
        ("2天前", date(2031, 3, 2)),
        ("昨天 14:30", datetime(2031, 3, 3, 14, 30, tzinfo=ZONE)),
        ("前天", date(2031, 3, 2)),
        ("刚刚", STATED),
        ("新华社北京3月3日电", date(2031, 3, 3)),
        ("12月30日电", date(2030, 12, 30)),  # the last such day
        ("台北28日電", date(2031, 2, 28)),
        ("BEIJING, March 3 (Xinhua)", date(2031, 3, 3)),
        ("园区开工", None),
    ],
)
def test_a_told_time_counts_from_the_stated_day(written, moment):
    read = parse_told(written, STATED, ZONE)
    assert read == moment and type(read) is type(moment)


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("news/2031-03-04_a.md", date(2031, 3, 4)),
        ("20310304.txt", date(2031, 3, 4)),
        ("20310304/3.html", date(2031, 3, 4)),
        ("a.txt", None),
        ("report_2031.md", None),
    ],
)
def test_a_file_states_its_day_in_its_name(file, day):
    assert file_day(file, ZONE) == day


@pytest.mark.parametrize(
    ("dateline", "outlet", "author", "told"),
    [
        ("新华社北京3月4日电（记者林晓宇）", "新华社", "林晓宇", "3月4日"),
        ("（中央社記者林曉明台北8日電）", "中央社", "林曉明", "8日"),
        ("〔自由時報記者林曉明、王憶紅／台北報導〕", "自由時報", "林曉明、王憶紅", None),
        ("每经记者 林晓 每经编辑 何远", "每经", "林晓", None),
        ("LONDON, March 4 (Reuters) -", "Reuters", None, "March 4"),
        ("（AFP）", "AFP", None, None),
        ("记者从市科技局获悉", None, None, None),
        ("（財經中心／台北報導）", None, None, None),
    ],
)
def test_a_dateline_states_outlet_reporters_and_day(dateline, outlet, author, told):
    facts = read_dateline(dateline)
    assert (facts.outlet, facts.author, facts.told) == (outlet, author, told)


@pytest.mark.parametrize(
    ("line", "outlet", "author", "moment"),
    [
        ("36氪 · 2031-03-04 14:30", "36氪", None, datetime(2031, 3, 4, 14, 30, tzinfo=ZONE)),
        (
            "2031-03-04 14:30 发布于 广东 | 南方都市报官方账号",
            "南方都市报官方账号",
            None,
            datetime(2031, 3, 4, 14, 30, tzinfo=ZONE),
        ),
        ("林晓 2031-03-04", None, "林晓", date(2031, 3, 4)),
        ("By ANN LEE, Staff Writer", None, "Ann Lee", None),
        ("Reuters | Mar 4, 2031 | 5 min read", "Reuters", None, date(2031, 3, 4)),
        ("證券日報 記者林曉／台北即時報導", "證券日報", "林曉", None),
        ("本文来自微信公众号“远山观察”（ID：yuanshan），作者林晓", "远山观察", "林晓", None),
        ("编辑 | 何远", None, None, None),
        ("记者张文川／台北報導", None, "张文川", None),
        ("来源丨21世纪经济报道", "21世纪经济报道", None, None),
        ("转自：证券时报网", "证券时报网", None, None),
    ],
)
def test_a_line_without_keys_states_facts(line, outlet, author, moment):
    facts = parse_facts(line, ZONE)
    assert facts is not None and (facts.outlet, facts.author, facts.published) == (outlet, author, moment)


def test_an_address_stands_after_its_word():
    facts = parse_facts("原文链接：https://a.example/b?c=1", ZONE)
    assert facts is not None and facts.url == "https://a.example/b?c=1"


@pytest.mark.parametrize(
    "line",
    [
        "2031年3月4日，园区二期工程开工",
        "昨天",  # may be the head of a section
        "3月4日",
        "科技日报 园区开工 2031-03-04 总投资三十亿元",
        "园区昨日开工 林晓",
        "Reuters said the plant opened two hours ago",
        "本文来自远山资本的研究，园区开工。项目建成后将投产，规模居前。",
    ],
)
def test_negative_a_line_with_unknown_words_is_no_metadata(line):
    assert parse_facts(line, ZONE) is None


@pytest.mark.parametrize(
    "piece", ["来源：", "作者：李明 ", "本报", "记者 李明 ", "2031-03-04 ", "7月8日", "a ", "、", "| "]
)
def test_hostile_lines_cost_linear_time(piece):
    line = piece * (100_000 // len(piece))
    begun = time.process_time()
    for read in (parse_author, read_dateline, is_byline, lambda text: resolve_outlet(text, Config())):
        read(line)
    for read_in in (parse_facts, facts_of, parse_moment):
        read_in(line, ZONE)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("园区昨日开工，首批企业签约入驻。", "zh-Hans"),
        ("園區昨日開工，首批企業簽約入駐。", "zh-Hant"),
        ("The park opened; 远山产业园 is its name, said the firm on Monday.", "en"),
        ("", "zh-Hans"),
    ],
)
def test_the_body_tells_the_language(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize("line", ["高欣", "本报记者 林晓 何远", "□ 记者 林晓", "文/林晓", "（通讯员 何远）", "欧阳明"])
def test_a_line_of_names_is_a_byline(line):
    assert is_byline(line)


@pytest.mark.parametrize("line", ["金融", "产业观察", "园区开工", "高新区", "林晓出席座谈会并讲话", "Reuters"])
def test_negative_other_short_lines_are_no_byline(line):
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("本报讯 近日，园区", "本报讯"),
        ("本报讯（记者 林晓）近日", "本报讯（记者 林晓）"),
        ("新华社北京3月4日电（记者林晓）近日", "新华社北京3月4日电（记者林晓）"),
        ("《北岭商报》3月4日讯，园区", "《北岭商报》3月4日讯，"),
        ("36氪讯，某公司", "36氪讯，"),
        ("IT之家 3 月 4 日消息，据", "IT之家 3 月 4 日消息，"),
        ("【本報訊】園區", "【本報訊】"),
        ("BEIJING, March 4 (Xinhua) -- The park", "BEIJING, March 4 (Xinhua) --"),
        ("HONG KONG The firm said", "HONG KONG"),
        ("(Reuters) - The firm", "(Reuters) -"),
        ("OTTAWA, March 4 (Northern Desk) - The firm", "OTTAWA, March 4 (Northern Desk) -"),
    ],
)
def test_a_dateline_opens_a_paragraph(text, dateline):
    end = find_dateline(text, 0, len(text))
    assert end is not None and text[:end].strip() == dateline


@pytest.mark.parametrize(
    "text",
    [
        "据新华社消息，园区",
        "远航汽车3月4日电动车销量",
        "3月4日，园区开工",
        "腾讯（00700）公布",
        "外汇局消息人士称",
        "IBM Corp said",
        "AMD (a maker of chips) - the rival - said",
        "Apple Inc (AAPL) said",
        "【园区二期工程开工】近日",
    ],
)
def test_negative_prose_is_no_dateline(text):
    assert find_dateline(text, 0, len(text)) is None


def test_credits_and_glued_names():
    assert is_credit("新华社记者 林晓/摄") and is_credit("（受访者供图）") and not is_credit("林晓出席摄影展")
    text = "为区域发展增添动力。林晓"
    assert find_glued_byline(text, 0, len(text)) == text.index("林晓")
    assert find_glued_byline("为区域发展增添动力。园区", 0, 12) is None
    assert parse_author("（记者 林晓 通讯员 何远）") == "林晓、何远"


@pytest.mark.parametrize(
    ("tail", "outlet", "author"),
    [
        ("分享让更多人看到", None, None),
        ("返回搜狐，查看更多责任编辑：", None, None),
        ("来源：新华社", "新华社", None),
        ("作者：林晓编辑：何远", None, "林晓"),
        ("本文不构成投资建议，股市有风险，投资需谨慎。", None, None),
        ("《 人民日报 》（ 2031年03月04日 11 版）分享让更多人看到", "人民日报", None),
        ("(Reporting by Ann Lee; Editing by Bob Ray)", None, None),
    ],
)
def test_what_stands_after_a_body_is_cut(tail, outlet, author):
    body = "园区昨日开工，首批企业签约入驻，总投资三十亿元。"
    found = find_tail(body + tail, 0, len(body + tail), ZONE)
    assert (body + tail)[: found.end] == body
    assert (found.facts.outlet, found.facts.author) == (outlet, author)


@pytest.mark.parametrize(
    "text", ["记者从来源：园区管委会获悉，项目开工。", "专家提示：市场有回暖迹象。", "园区来源多样，编辑部迁入。"]
)
def test_negative_a_last_sentence_stays(text):
    assert find_tail(text, 0, len(text), ZONE).end == len(text)


def test_a_line_of_metadata_states_facts_and_prose_does_not():
    facts = parse_facts("发布时间：2031-03-04 08:15 来源：证券时报 作者：林晓", ZONE)
    assert facts is not None
    assert (facts.outlet, facts.author) == ("证券时报", "林晓")
    assert facts.published == datetime(2031, 3, 4, 8, 15, tzinfo=ZONE)
    assert parse_facts("打印", ZONE) is not None
    assert parse_facts("园区来源企业众多，昨日开工。", ZONE) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("来源：远山新闻】版权归原作者所有", "远山新闻"),
        ("来源：远山晚报本期监制/李明", "远山晚报"),
        ("来源：远山网编辑", "远山网"),
        ("来源：远山新闻视频截图", "远山新闻"),
        ("来源：远山综合广播", "远山综合广播"),
    ],
)
def test_what_is_printed_after_an_outlet_is_not_of_its_name(line, outlet):
    facts = parse_facts(line, ZONE)
    assert facts is not None and facts.outlet == outlet
