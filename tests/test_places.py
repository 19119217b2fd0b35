"""Places with their full extent, and the words that only look like places."""

from __future__ import annotations

import time

import pytest

from briefing.extract.places import find_places
from briefing.text import simplify


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
    start = time.perf_counter()
    find_places(text, text)
    assert time.perf_counter() - start < 6
