"""Places as written, with their full extent: 北京市昌平区, 苏州高新区, Hubei, Silicon Valley.

The names lie in `data/places.toml` and `data/districts.txt`. A place inside the name of a medium, a stock exchange or a
university says nothing about where a thing happens and is passed over, and so is the place of a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import read_table, read_words
from ...idf import UNKNOWN_HAN, word_weight
from ...tags import find_tags
from .mentions import Mention
from .word_spans import words_between

_TABLE = read_table("places.toml")
_DISTRICTS = frozenset(read_words("districts.txt"))
_COMMON_COUNTIES = frozenset(("和县", "任县", "代县", "古县"))
_COUNTIES = frozenset(n for n in _DISTRICTS if len(n) == 2 and n[1] == "县") - _COMMON_COUNTIES
_ABROAD = frozenset(_TABLE["countries"]) | frozenset(_TABLE["cities_abroad"])
_TRANSLITERATED = tuple("斯尔克兹姆森顿娜莱")
_WIDE = frozenset(("中国", "China", "US", "U.S."))
STATES = frozenset(_TABLE["countries"])


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
    rf"[^的在与和及是为将了于对把以从有、，。；：！？（）()\[\]“”《》\s\d内外各等推举加建打深促成]{{0,7}}?(?:{_ZONE})(?!域)"
)
_NOT_A_PLACE = re.compile(
    r"(?:证券|金融|产权|商品|期货|数据|黄金|钻石)?交易所|证交所|合作组织|大学|(?:对外经贸|外国?语|工业|农业|农林|林业|财经|科技|海洋|海事"
    r"|政法|(?:中)?医药?|音乐|体育|电子科技|邮电|航空航天|建筑|城建|工程|民族)(?:大学|学院)|师范|医科|交通大|理工|银行|证券|日报|晚报|晨报|青年报|新闻|商报|电视台|证监局|频道|网(?=[讯）)\s\d（(])|在线(?=[讯\s])|"
    r"时间|梦想|冬奥|亚运|奥运|话|菜|会议中心|籍|史|人(?!民(?:政府|医院|法院|检察院|大会堂|代表大会))|本帮"
)
# 宁德 of 宁德时代, 横滨 of 横滨轮胎: a company called after a place says nothing of where.
_BRAND = re.compile(
    r"时代(?!广场|中心|大道)|轮胎|啤酒|茅台|白药|重工|石化(?!基地|园|产业)|药业|股份|控股|钢铁|水泥|燃气|高速(?!公路|铁路)"
)
_DATELINE = re.compile(r"\s?(?:\d{1,4}[年月日]){1,3}\s?(?:电|讯|消息)")
# Behind a province or city, a district that the list does not have: 某某市梁安区.
_UNLISTED = re.compile(
    r"(?![全各多两几主下所辖今的在和与及等有为是])[\u4e00-\u9fff]{2}(?<![的在和与及])(?:区|县|(?<!城)市)(?<!园区)(?<!社区)(?<!小区)"
    r"(?<!城区)(?<!市区)(?<!郊区)(?<!景区)(?<!新区)(?<!山区)(?<!地区)(?<!特区)(?<!厂区)(?!域|块|间|长|委|场|值|民|政)"
)
# Behind a district or where something is said to stand, a township: 双桥镇, 云禾乡, 虹口街道.
_TOWN = re.compile(
    r"(?!城乡|城镇|集镇|乡镇|[今去本全各下所辖内])[^\W\d_a-zA-Z的在和与及年月日]{1,4}?(?<![集城])(?:镇|乡|街道)(?!企业|村|长|政|居|亲|土|镇)"
)
_AT_TOWN = re.compile(
    r"(?:位于|坐落于?|落户|地处|走进|来到|[，。；：]在|^在)(?P<town>(?![全该本各多多哪一两这那])[\u4e00-\u9fff]{2,3}?(?:镇|乡|新城|街道))"
    r"(?!企业|村|长|政|居|亲|土|区)"
)
_LATIN_TAIL = (
    r"(?:\s(?:[Pp]refecture|[Pp]rovince|[Ss]tate|[Cc]ounty|[Cc]ity|[Dd]istrict|[Tt]ownship|[Rr]egion|[Mm]unicipality))"
)
_CAPITAL = r"[A-Z][a-z'’]+(?:[\s-][A-Z][a-z'’]+)?"
_KNOWN = _any_of([w for words in _TABLE["english"].values() for w in words])
_AROUND = _any_of([w for key in ("states", "provinces", "countries") for w in _TABLE["english"][key]])
_LATIN = re.compile(
    rf"""
    (?<![A-Za-z])(?=[A-Z])(?:
        (?:{_KNOWN}){_LATIN_TAIL}?                                               # Toyama prefecture
      | (?:(?<=\b[io]n\s)|(?<=\b[io]f\s)|(?<=\bnear\s)){_CAPITAL},\s(?:{_AROUND})   # in Larkspur, Ohio
      | (?<=\bin\s){_CAPITAL}{_LATIN_TAIL}                                            # in Toyama prefecture
      | (?<=[’']s\s){_CAPITAL}(?={_LATIN_TAIL}\b)                                     # Malaysia's Johor state
      | (?:(?<=\bcity\sof\s)|(?<=\btown\sof\s)){_CAPITAL}
    )(?![A-Za-z])
    (?!\s(?:Stock|Daily|University|Times|Exchange|Bank|News|Post|Journal|Review|Institute|Herald)|['’]?\d)
    """,
    re.VERBOSE,
)

# 临湖新城举办…, 双桥镇在…: it acts at the head of a clause.
_TOWN_ACTS = re.compile(
    r"(?:[，。；：]|^)(?P<town>(?![全该本各多哪一两这那])[\u4e00-\u9fff]{2,3}?(?:新城|镇|乡|街道))"
    r"(?=举办|举行|召开|集中|还将|将重点|今年|着力|积极)"
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
    return tuple(sorted([*found, *_find_towns(simple, text, found)]))


def _find_towns(simple: str, text: str, found: list[Mention]) -> Iterator[Mention]:
    """`位于双桥镇`, `在临湖新城`: townships and new towns that no list has, where something is said to stand."""
    for m in (*_AT_TOWN.finditer(simple), *_TOWN_ACTS.finditer(simple)):
        start, end = m.span("town")
        if not any(p.start < end and start < p.end for p in found):
            yield Mention(start, end, text[start:end], simple[start:end])


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
        word = simple[end : end + size]
        if len(word) == size and word in _DISTRICTS and not _ends_inside_word(simple, end + size):
            return end + size
    unlisted = _UNLISTED.match(simple, end) if simple[end - 1] in "省市州" else None
    town = _TOWN.match(simple, end) if simple[end - 1] in "县区市旗" else None
    zone = unlisted or _ZONE_AHEAD.match(simple, end) or town
    return zone.end() if zone else None


def _district_before(simple: str, end: int, floor: int) -> tuple[int, int] | None:
    for size in range(8, 2, -1):
        if end - size >= floor and simple[end - size : end] in _DISTRICTS and not _ends_inside_word(simple, end):
            return _grow(simple, end - size, end)
    return _short_county(simple, end) if end - 2 >= floor and not _ends_inside_word(simple, end) else None


def _short_county(simple: str, end: int) -> tuple[int, int] | None:
    """眉县, 息县: a county of two characters, where the words are cut around it."""
    name = simple[end - 2 : end]
    if name not in _COUNTIES or len(simple) > LONGEST_LINE or (end - 2, end) not in words_between(simple, end - 2, end):
        return None
    return _grow(simple, end - 2, end)


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


_ACROSS = frozenset(("增加州", "参加州", "追加州"))
"""Two words across which a place seems to stand."""


def _is_part_of_a_name(simple: str, start: int, end: int) -> bool:
    if _NOT_A_PLACE.match(simple, end) or _BRAND.match(simple, end) or simple[start - 1 : start + 2] in _ACROSS:
        return True
    if simple.startswith(_TRANSLITERATED, end) and simple[start:end] in _ABROAD:
        return True  # 丹佛|斯
    if simple[max(0, start - 2) : start] == "附属" or _is_inside_word(simple, start, end):
        return True
    return bool(_DATELINE.match(simple, end) and start and simple[start - 1] in "社网报讯 ")


LONGEST_LINE = 5000
"""Characters: a longer line is a table or a page without marks, whose words are not cut for its places' sake."""


def _is_inside_word(simple: str, start: int, end: int) -> bool:
    """白山 of 太白山: the place begins inside a word of the dictionary."""
    if not start or not "\u4e00" <= simple[start - 1] <= "\u9fff" or len(simple) > LONGEST_LINE:
        return False
    words = words_between(simple, start, end)
    left, right = words[0] if words else (start, end)
    return left < start and simple[left:right] in find_tags([simple[left:right]])


def is_before_firm(simple: str, at: int) -> bool:
    """浙江|某某等企业: a word that no dictionary has, and not the head of a thing, right behind a place."""
    for left, right in words_between(simple, at, at + 1):
        word = simple[left:right]
        is_han = "\u4e00" <= word[0] <= "\u9fff"
        is_coined = is_han and left == at and len(word) > 1 and word_weight(word) >= UNKNOWN_HAN
        return is_coined and word[-1] not in _TOWNS and not _THING.match(simple, right)
    return False


_TOWNS = "城州省市镇县岛港湾邦"
_THING = re.compile(
    r"\s?(?:[一二三四\d]期|项目|工程|[工电新]?厂|电站|基地|园区|中心|港|铁路|公路|高速|大桥|[省邦州市县区])"
)


def is_wide(place: Mention) -> bool:
    """A whole country of the reader's own says little about where."""
    return place.key in _WIDE
