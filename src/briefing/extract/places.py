"""Places as written, with their full extent: 北京市昌平区, 苏州高新区, Hubei, Silicon Valley.

The names lie in `data/places.toml` and `data/districts.txt`. A place inside the name of a medium, a stock exchange or a
university says nothing about where a thing happens and is passed over, and so is the place of a dateline.
"""

from __future__ import annotations

import re

from ..config import read_table, read_words
from .mentions import Mention

_TABLE = read_table("places.toml")
_DISTRICTS = frozenset(read_words("districts.txt"))
_WIDE = frozenset(("中国", "China", "US", "U.S."))


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


_ZONE = (
    r"国家级?高新技术产业开发区|高新技术产业开发区|国家高新区|高新区|高新技术开发区|新技术开发区|经济技术开发区|经济开发区|经开区|"
    r"开发区|自由贸易试验区|自贸试验区|自贸区|自贸港|综合保税区|保税区|保税港区|工业园区|新片区|特区|新区|新城|科学城|科技城|示范区|合作区|先行区"
)
_NAMES = frozenset(
    name for key in ("provinces", "cities", "zones", "countries", "cities_abroad") for name in _TABLE[key]
)
_BY_HEAD: dict[str, list[str]] = {}
for _name in sorted(_NAMES, key=lambda name: (-len(name), name)):
    _BY_HEAD.setdefault(_name[:2], []).append(_name)
# Two sets of characters in place of a thousand alternatives: what they let through is looked up.
_HEAD = re.compile(
    f"[{''.join(sorted({n[0] for n in _NAMES}))}](?=[{''.join(sorted({n[1] for n in _NAMES}))}])"
    "|[区县市旗](?!域|场|值|民|政|长|委|块|间)"
)
_RANK = re.compile(r"自治区|特别行政区|省|市(?!场|值|政|民|长|委|面|占|售)|州(?!长)")
_ZONE_AHEAD = re.compile(
    rf"[^的在与和及是为将了于对把以从有、，。；：！？（）“”《》\s\d内外各等推举加建打深促成]{{0,7}}?(?:{_ZONE})(?!域)"
)
_NOT_A_PLACE = re.compile(
    r"(?:证券|金融|产权|商品|期货|数据|黄金|钻石)?交易所|证交所|大学|师范|医科|交通大|理工|银行|证券|日报|晚报|晨报|青年报|新闻|商报|电视台|证监局|"
    r"时间|梦想|冬奥|亚运|奥运|话|菜|会议中心|籍|史|人(?:民|士|的)?|本帮"
)
_DATELINE = re.compile(r"\s?(?:\d{1,4}[年月日]){1,3}\s?(?:电|讯|消息)")
_LATIN = re.compile(
    rf"(?<![A-Za-z])(?:{_any_of([w for words in _TABLE['english'].values() for w in words])})(?![A-Za-z])"
    r"(?!\s(?:Stock|Daily|University|Times|Exchange|Bank|News|Post|Journal))"
)


def find_places(simple: str, text: str, *, is_latin: bool = False) -> tuple[Mention, ...]:
    """Places of a line, the longest first where they overlap, in order."""
    if is_latin:
        return tuple(Mention(m.start(), m.end(), m.group(), m.group()) for m in _LATIN.finditer(simple))
    found: list[Mention] = []
    floor = 0
    for m in _HEAD.finditer(simple):
        span = _place_at(simple, m.start(), floor)
        if span is None:
            continue
        floor = span[1]
        if _is_part_of_a_name(simple, *span):
            continue
        if found and span[0] == found[-1].end:  # 北京市 + 昌平区
            span = (found.pop().start, span[1])
        found.append(Mention(span[0], span[1], text[slice(*span)], simple[slice(*span)]))
    return tuple(found)


def _place_at(simple: str, at: int, floor: int) -> tuple[int, int] | None:
    """The place that begins at a position, or the district whose last character stands there."""
    if at < floor:
        return None
    name = next((n for n in _BY_HEAD.get(simple[at : at + 2], ()) if simple.startswith(n, at)), None)
    if name is not None:
        rank = _RANK.match(simple, at + len(name))
        return _grow(simple, at, rank.end() if rank else at + len(name))
    return _district_before(simple, at + 1, floor) if simple[at] in "区县市旗" else None


def _grow(simple: str, start: int, end: int) -> tuple[int, int]:
    """Take in the district or zone that follows at once."""
    for _ in range(3):
        longer = _step(simple, end)
        if longer is None:
            break
        end = longer
    return start, end


def _step(simple: str, end: int) -> int | None:
    for size in range(7, 1, -1):
        if simple[end : end + size] in _DISTRICTS and not _ends_inside_word(simple, end + size):
            return end + size
    zone = _ZONE_AHEAD.match(simple, end)
    return zone.end() if zone else None


def _district_before(simple: str, end: int, floor: int) -> tuple[int, int] | None:
    for size in range(8, 2, -1):
        if end - size >= floor and simple[end - size : end] in _DISTRICTS and not _ends_inside_word(simple, end):
            return _grow(simple, end - size, end)
    return None


def _ends_inside_word(simple: str, end: int) -> bool:
    """市 of 市场, 区 of 区域, 县 of 县委."""
    return simple[end - 1 : end + 1] in {
        "市场",
        "市值",
        "市民",
        "市政",
        "市长",
        "市委",
        "区域",
        "区块",
        "区间",
        "县长",
        "县委",
        "区委",
        "区长",
    }


def _is_part_of_a_name(simple: str, start: int, end: int) -> bool:
    if _NOT_A_PLACE.match(simple, end):
        return True
    return bool(_DATELINE.match(simple, end) and start and simple[start - 1] in "社网报讯 ")


def is_wide(place: Mention) -> bool:
    """A whole country of the reader's own says little about where."""
    return place.key in _WIDE
