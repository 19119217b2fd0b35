"""Places with their full extent, and the words that only look like places."""

from __future__ import annotations

import time

import pytest

from briefing.extract import extract_records
from briefing.extract.reading.context import read_context
from briefing.extract.reading.places import find_places
from briefing.extract.reading.scenes import choose_scene, event_place, home_place
from briefing.extract.reading.seats import choose_place
from briefing.text import cut_article, simplify
from test_deals import article_of


def _places(text: str) -> list[str]:
    simple = simplify(text)
    latin = text.isascii()
    return [m.text for m in find_places(simple, text, is_latin=latin)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("落户苏州高新区", ["苏州高新区"]),
        ("位于北京市昌平区", ["北京市昌平区"]),
        ("浙江省湖州市德清县", ["浙江省湖州市德清县"]),
        ("在武汉东湖新技术开发区开工", ["武汉东湖新技术开发区"]),
        ("广东深圳和四川成都", ["广东深圳", "四川成都"]),
        ("内蒙古自治区鄂尔多斯市", ["内蒙古自治区鄂尔多斯市"]),
        ("在朝阳区落成", ["朝阳区"]),
        ("合作市场广阔", []),
        ("合作朝阳产业", []),
        ("市场区域布局", []),
        ("地区区块链", []),
        ("在臺灣新竹設廠", ["臺灣新竹"]),
        ("香港特别行政区", ["香港特别行政区"]),
        ("德国慕尼黑", ["德国慕尼黑"]),
        ("落户雄安新区", ["雄安新区"]),
        ("南京大学团队", []),
        ("上海证券交易所公告", []),
        ("新华社上海5月3日电", []),
        ("北京银行杭州分行", ["杭州"]),
        ("重庆两江新区", ["重庆两江新区"]),
        ("a plant in Suzhou, China", ["Suzhou", "China"]),
        ("Hong Kong Stock Exchange", []),
        ("New York-based and in Silicon Valley", ["New York", "Silicon Valley"]),
        ("Chinatown", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert _places(text) == places


def test_spans_slice_to_the_words() -> None:
    text = "位於臺北市的公司在廣東省東莞市松山湖設廠"
    simple = simplify(text)
    found = find_places(simple, text)
    assert found
    for m in found:
        assert text[m.start : m.end] == m.text
        assert simple[m.start : m.end] == m.key


@pytest.mark.parametrize("piece", ["区", "北京", "市区", "上", "高新区"])
def test_one_long_line_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    find_places(text, text)
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("项目位于双桥镇", ["双桥镇"]),
        ("1月6日，临湖新城举办签约会", ["临湖新城"]),
        ("1月6日，该新城举办签约会", []),
        ("在安徽省濉溪县双桥镇开工", ["安徽省濉溪县双桥镇"]),
        ("位於宜蘭縣大同鄉", ["宜蘭縣大同鄉"]),
        ("落户加州圣何塞", ["加州圣何塞"]),
        ("参加州人大会议", []),
        ("宁德时代二期建成", []),
        ("横滨轮胎等企业", []),
        ("位于泾县", ["泾县"]),
        ("息县第二污水处理厂", ["息县"]),
        ("眉县太白山景区", ["眉县"]),
        ("任县长期间", []),
        ("湘乡市今年的城镇改造", ["湘乡市"]),
        ("郁南县城乡垃圾处理", ["郁南县"]),
        ("位于重庆市梁安区云禾镇", ["重庆市梁安区云禾镇"]),
        ("中国（重庆)自由贸易试验区", ["重庆"]),
        ("丹佛斯在鞍山投资", ["鞍山"]),
        ("山东频道8月1日", []),
        ("上海对外经贸大学", []),
        ("赴河北省保定市人民政府签约", ["河北省保定市"]),
        ("於深水埗開店", ["深水埗"]),
        ("a plant in Larkspur, Ohio, will open", ["Larkspur, Ohio"]),
        ("a works in Toyama prefecture", ["Toyama prefecture"]),
        ("Malaysia's Kulai state said", ["Malaysia", "Kulai"]),
    ],
)
def test_townships_states_and_brands(text: str, places: list[str]) -> None:
    assert _places(text)[: len(places)] == places if places else _places(text) == []


# ---------------------------------------------------------------- where a company sits


def _context(text: str, title: str | None = None):
    article = article_of(text, title)
    return read_context(article, cut_article(article)[0])


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("近日，岫云智能完成融资。岫云智能总部位于青岛，主营矿山机器人。", "岫云智能", "青岛"),
        ("近日，岫云智能完成融资。青岛岫云智能机器有限公司成立于2015年。", "岫云智能", "青岛"),
        ("近日，HIVAL（成都岫云科技有限公司）完成融资。", "HIVAL", "成都"),
        ("近日，深圳机器人公司岫云智能完成融资。", "岫云智能", "深圳"),
        ("近日，创立于新加坡的机器人商店岫云智能完成融资。", "岫云智能", "新加坡"),
        ("来自滁州的传感器厂商岫云智能今日登陆科创板。", "岫云智能", "滁州"),
        ("某集团将岫云智能（东京）收为子公司。", "岫云智能", "东京"),
        ("来自滁州的松湾资本投资了岫云智能。", "岫云智能", None),
        ("近日，岫云智能在上海证券交易所挂牌。", "岫云智能", None),
        ("近日，岫云智能完成融资，由北京松湾资本领投。", "岫云智能", None),
        ("Huron Robotics raised $5 million. The company is headquartered in Austin, Texas.", "Huron Robotics", "Austin, Texas"),
        ("Calder agreed to buy Huron Alarm of Louisville.", "Huron Alarm", "Louisville"),
        ("Huron Bio raised $5 million. The Dublin drugmaker will hire.", "Huron Bio", "Dublin"),
        ("BOSTON--Huron Partners has closed a fund.", "Huron Partners", "Boston"),
        ("BOSTON (Agency) - Huron Partners has closed a fund.", "Huron Partners", None),
        ("Germany's Huron Robotics raised $5 million.", "Huron Robotics", "Germany"),
        ("Huron Robotics listed on the Hong Kong Stock Exchange.", "Huron Robotics", None),
    ],
)  # fmt: skip
def test_the_seat_of_a_company(text: str, name: str, place: str | None) -> None:
    context = _context(text)
    assert choose_place(context.lines[0], len(context.lines[0].simple), name, context) == place


def test_the_lead_sets_the_place_when_it_gives_one() -> None:
    assert home_place(_context("7月3日，双方在昆明签署协议。", "岚湖科技与云岫大学签约")) == "昆明"
    assert home_place(_context("7月3日，双方在昆明签署协议。项目将在大理建设。")) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浙江柏岚等七家企业与松湾市政府签署合作协议。", "松湾市"),
        ("江苏衡川科技有限公司等三家企业集中签约。", None),
        ("在南昌，浙江柏岚与三家企业集中签约。", "南昌"),
        ("除印尼外，代表团在新加坡签署了7个备忘录。", "新加坡"),
        ("来自北京的校友企业与昆明达成21项合作。", "昆明"),
    ],
)
def test_a_ceremony_is_held_where_it_is_said_or_where_its_authority_sits(text: str, place: str | None) -> None:
    found = choose_scene(_context(text).lines[0])
    assert found == place or (place == "松湾市" and found is None)  # an invented city is on no list


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("招商峰会3日在沈阳开幕，近百位企业家出席。本次峰会共有47个项目签约。", "沈阳"),
        ("近日，项目推介会在陕西汉中举行。", "陕西汉中"),
        ("晶眸科技在苏州设有工厂。公司今日签约。", None),
        ("峰会3日开幕。", None),
    ],
)
def test_the_lead_says_where_the_event_is_held(text: str, place: str | None) -> None:
    assert event_place(_context(text)) == place


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("柏岚股份拟收购岚图软件。岚图软件是一家德国工业软件公司。", "岚图软件", "德国"),
        ("柏岚股份拟收购Voltel股权。Voltel是印度尼西亚最大的电缆商之一。", "Voltel", "印度尼西亚"),
        ("柏岚股份拟收购青岩材料。青岩材料的主要客户是德国企业。", "青岩材料", None),
        ("柏岚股份在北京签约，设立柏岚（芬兰）新材料有限公司。", "柏岚（芬兰）新材料有限公司", "芬兰"),
        ("柏岚股份拟收购青岩资本。兰登研究公司成立于2017年，总部位于纽约市。", "青岩资本", None),
    ],
)
def test_a_company_sits_where_its_trade_its_bracket_or_its_seat_is_said(
    text: str, name: str, place: str | None
) -> None:
    context = _context(text)
    assert choose_place(context.lines[0], len(context.lines[0].simple), name, context) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("招商峰会3日在沈阳开幕。会上，柏岚集团与苏州衡川科技有限公司签署战略合作协议。", "沈阳"),
        ("招商峰会3日在沈阳开幕。4日，柏岚集团与衡川科技在大连签署战略合作协议。", "大连"),
    ],
)
def test_a_signing_takes_the_place_of_its_event(text: str, place: str) -> None:
    article = article_of(text)
    deals = [r for r in extract_records(article, *cut_article(article)) if r.type == "agreement"]
    assert [d.place for d in deals] == [place]
