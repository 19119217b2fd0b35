"""Where an article plays: the district or city that it speaks of most, for things that no sentence places.

A local paper names its county in the lead and says 全县 afterwards; a place is counted by its short form too
(安吉 of 安吉县), and one that is part of a company's name or a mere region of the country is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...config import read_table, read_words
from ..reading.context import Context, Line
from ..reading.mentions import Mention
from ..reading.places import is_before_firm
from ..reading.seats import is_stated

# Sentences looked at; a longer article has set its scene by then.
SCENE_LINES = 40
IN_TITLE, IN_LEAD, LEAD = 3, 2, 3
LEAST = 2

_BROAD = re.compile(
    r"(?:中国|我国|全国|全球|亚洲|欧洲|东南亚|中东|非洲|北美|长三角(?:地区)?|珠三角|京津冀(?:地区)?|粤港澳大湾区|大湾区"
    r"|长江经济带|成渝地区?|东北|西北|西南|华东|华南|华北|华中|西部|中部|东部)"
    r"|(?:北京|上海|天津|重庆)市?"
    r"|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?"
    r"|(?:内蒙古|广西|西藏|宁夏|新疆)\S{0,5}(?:自治区)?"
)
_UNITS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:省|市|自治区|自治州|(?<![新发城自])[区县])(?=[\u4e00-\u9fff]{2})")
_SUFFIX = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})省|自治县|自治州|(?<![新发城])[县区市]|镇|乡|街道)$")
_PEOPLES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:[\u4e00-\u9fff]{1,3}族)+(?=自治[县州])")
# 宁德时代, 青岛啤酒: a place that begins a company's name.
_COMPANY_BEHIND = re.compile(
    r"(?:时代|股份|重工|钢铁|石化|银行|控股|集团|化工|轮胎|药业|港务|水泥|汽车|电气|电器|啤酒|证券|能源|科技|电力|建工"
    r"|城投|交投|航空|材料|日报|晚报|海关|大学)"
)


_COUNTRIES = frozenset(read_table("places.toml")["countries"])


def is_broad(place: Mention) -> bool:
    """A country, region or province says less of where a thing stands than its city."""
    return place.key in _COUNTRIES or bool(_BROAD.fullmatch(place.key))


def is_of_a_company(line: Line, place: Mention) -> bool:
    """宁德|时代, 德国|某某创新中心: the place begins a company's name, or says what country a company is of."""
    if _COMPANY_BEHIND.match(line.simple, place.end):
        return True
    return place.key in _COUNTRIES and is_before_firm(line.simple, place.end)


@lru_cache(maxsize=4)
def frame_place(context: Context) -> Mention | None:
    """The district or city that the article speaks of most; None when it speaks of none in particular."""
    text = " ".join(line.simple for line in context.all_lines())
    best: tuple[int, Mention] | None = None
    for rank, line in enumerate(context.first_lines(SCENE_LINES)):
        for place in (*line.places, *_of_officials(line)):
            if is_broad(place) or is_of_a_company(line, place) or _is_in_name(line, place):
                continue
            times = text.count(stem_of(place))
            weight = times + IN_TITLE * (line.index < 0) + IN_LEAD * (rank < LEAD)
            is_scene = times >= LEAST or line.index < 0 or is_stated(line, place)
            if is_scene and weight >= LEAST and (best is None or weight > best[0]):
                best = (weight, place)
    return best[1] if best else _frame_province(context, text)


_OFFICIALS = re.compile("[县区市旗](?=委|长(?!期|远|效)|政府|人大|政协)")
_DISTRICTS = frozenset(read_words("districts.txt"))
LONGEST_DISTRICT = 7


def _of_officials(line: Line) -> Iterator[Mention]:
    """某某县委书记, 某某区长: whose county an article is about."""
    for m in _OFFICIALS.finditer(line.simple):
        end = m.end()
        for start in range(max(0, end - LONGEST_DISTRICT), end - 2):
            if line.simple[start:end] in _DISTRICTS:
                yield Mention(start, end, line.text[start:end], line.simple[start:end])
                break


def _frame_province(context: Context, text: str) -> Mention | None:
    """The one province that an article speaks of again and again (全省…), when it names no city."""
    named = {stem_of(p): p for line in context.first_lines(SCENE_LINES) for p in line.places if _is_province(p)}
    times = sorted(((text.count(stem), stem) for stem in named), reverse=True)
    if not times or times[0][0] < OFTEN or (len(times) > 1 and times[1][0] * OFTEN > times[0][0]):
        return None
    return named[times[0][1]]


def _is_province(place: Mention) -> bool:
    return stem_of(place) in _PROVINCES


OFTEN = 3
"""Times that an article names the province that it plays in, and times more than any other."""
_MUNICIPALITIES = ("北京", "上海", "天津", "重庆", "香港", "澳门")
_PROVINCES = frozenset(read_table("places.toml")["provinces"])
_ABROAD = frozenset(read_table("places.toml")["cities_abroad"]) | _COUNTRIES
_VAST = re.compile(
    "中国|我国|全国|全球|亚洲|长三角|珠三角|京津冀|大湾区|长江经济带|成渝|[东西][北南]|华[东南北中]|[西中东]部"
)


def narrows(context: Context, broad: Mention, place: Mention) -> bool:
    """Whether a place can lie in a broader one: 青浦区 in 上海, but not 西安; nothing of home in 德国.

    Of a province and a city no list says it; of a country abroad the article must.
    """
    if broad.key == place.key or _VAST.search(broad.key):
        return True
    wide = re.sub("(?:省|市|(?:维吾尔|壮族|回族)?自治区|特别行政区)$", "", broad.key)
    stem = stem_of(place)
    if place.key.startswith(wide) or _is_linked(wide, stem, context):
        return True
    if wide in _MUNICIPALITIES:
        return place.key[-1] in "区县镇乡道城"
    return wide not in _COUNTRIES and stem not in _ABROAD and stem not in _PROVINCES


def _is_linked(wide: str, stem: str, context: Context) -> bool:
    """德国萨克森州首府德累斯顿, 安徽省合肥市: the one stands right before the other, or a few characters off."""
    text = " ".join(line.simple for line in context.first_lines(SCENE_LINES))
    return bool(re.search(rf"{re.escape(wide)}[\u4e00-\u9fff]{{0,8}}{re.escape(stem)}", text))


def place_by_stem(context: Context, words: str) -> Mention | None:
    """安吉县 for a name that begins with 安吉: the article spells the place out elsewhere."""
    for line in context.first_lines(SCENE_LINES):
        for place in line.places:
            stem = stem_of(place)
            if len(stem) >= 2 and words.startswith(stem) and not is_broad(place):
                return place
    return None


def stem_of(place: Mention) -> str:
    """安吉 of 浙江省湖州市安吉县."""
    last = _UNITS.split(place.key)[-1]
    short = _SUFFIX.sub("", _PEOPLES.sub("", last))
    return short if len(short) >= 2 else last


def _is_in_name(line: Line, place: Mention) -> bool:
    return any(n.start <= place.start and place.end < n.end for n in line.names)
