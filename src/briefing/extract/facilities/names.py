"""Names of facilities and funds with their full extent.

A name is found from its end: a head noun of `data/facilities.toml` (中心, 产业园, 基金, ...); `name_bounds` finds where
it begins. Positions hold for the text as written too, because `text.simplify` keeps the length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...config import read_table
from ..reading.literals import one_of
from ..reading.mentions import Mention
from .name_bounds import cut_stretch, find_quotation, reach_right, walk_left
from .name_joins import drop_nested, join_owned, join_twins, part_at_and, with_size
from .name_words import lists, weigh

# Bounds for damaged text: nothing sensible stands beyond them in one sentence.
LONGEST_LINE = 6000
MOST_NAMES = 60
LONGEST_HEAD = 12
LONGEST_NO_HEAD = 12
# How far before a name its number may stand, in characters.
COUNT_REACH = 14

_COUNT = re.compile(
    r"""
    (?<!第)(?P<number>\d{1,5}|[一二两三四五六七八九十百]{1,4}|数十|数|几|多|若干|许多)[余多]?
    (?:个|家|座|条|项|只|支|处|所|大|批|类|种|款)
    [^，。；、,]{0,4}$                                    # 26个重磅|产业项目
    """,
    re.VERBOSE,
)
_COUNT_BEHIND = re.compile(r"\d+[余多]?[个家座条项只支处所]")
_MANY = re.compile(r"(?:[一大]批|一系列|各[类种个]?|多[个家座]|若干|部分|等|[有一]些|众多|所有|每个|两大|类)$")
# “五个中心”, “双基地”: programmes of a city, not places.
_SLOGAN = re.compile(r"[一二三四五六七八九十双两多百千万]\S{0,2}?(?:个|大|城|区|中心|基地|高地|工程|园)")


_FOUNDING = re.compile(
    r"(?:设立|建立|成立|建设|新建|投建|兴建|建造|开设|建成|建)[了起]?"
    r"(?:[一两三首]?[家座个条]?(?:新的?)?|(?:其|自己|旗下)?[^，。；、]{0,10}?(?:最大|首[家座个]|第[一二三][家座个]|全新|新|自有|全资)的?|的)$"
)
# How far back the verb that founds a bare 工厂 may stand, in characters.
FOUNDING_REACH = 20


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a sentence; `start` and `end` count in that sentence."""

    start: int
    end: int
    head: str
    type: str
    """The head's list in `facilities.toml`."""
    is_quoted: bool
    weight: int
    """How much of it is particular, a two-character word being 1: 0 for 产业园区, 1 for 脑科学产业园."""
    count: int | None = None
    """The number before it: 26 for 26个产业项目; 0 for an unstated many; None for one thing."""


@lru_cache(maxsize=1)
def heads() -> dict[str, str]:
    """Head noun -> type."""
    return {word: kind for kind, words in read_table("facilities.toml")["heads"].items() for word in words}


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    return re.compile(one_of(heads()))


@lru_cache(maxsize=1024)
def find_names(text: str) -> tuple[Name, ...]:
    """Every name in a Simplified sentence, in order; a name inside a longer one is left out.

    Kept for a moment, because funds and projects both ask for it, sentence by sentence.
    """
    found: list[Name] = []
    for match in head_pattern().finditer(text, 0, LONGEST_LINE):
        name = read_name(text, head_end(text, match.end()))
        if name is not None:
            found.append(name)
        if len(found) == MOST_NAMES:
            break
    names = join_twins(join_owned(drop_nested(part_at_and(found, text)), text), text)
    return tuple(with_size(name, text) for name in names)


def head_end(text: str, end: int) -> int:
    """园 goes on to 园区 when the head list has it without."""
    return end + 1 if text[end - 1 : end + 1] == "园区" else end


_NUMBERED = re.compile(r"\d{1,2}(?=号线?$)")
# 某市公路|建设有限公司, 某产业园|投资发展集团: the head is part of a company's name.
COMPANY_BEHIND = re.compile(
    r"(?:建设|投资|开发|发展|运营|管理|科技|工程|实业|控股|集团|服务|产业|咨询|监理|设计|造价|技术|检测){0,3}(?:有限|集团有限|股份有限|责任)公司"
)


# 2×66|万千瓦煤电项目: so many sets of such a size.
_TIMES = re.compile(r"\d{1,2}[×xX*]\d[\d.]*(?=[万百]?(?:千瓦|兆瓦|吉瓦|吨|立方|MW|GW))")
# 其|二厂, 位于某地的|三厂: which of a company's plants; 一厂一策 is none.
_NUMBERED_PLANT = re.compile(
    r"(?:^|[，。；、：]|的|其|该|公司|集团|旗下|新建|兴建|扩建)(?P<name>第?[一二三四五六七八九十](?:号工)?厂|第[一二三四五六七八九十](?:座|个|家)?(?:工厂|生产基地|制造基地))$"
)
# 3、4号|机组, 1号和2号|机组: the numbers of a power station's sets.
_SETS = re.compile(r"(?:(?<!\d)\d{1,2}(?:号|#)?[、和及与/—-]){0,4}(?<!\d)\d{1,2}(?:号|#)$")


# 路面, 矿石, 工程量: one more character, and a short head is another word.
_ANOTHER_WORD = re.compile(
    r"(?<=路)街道|(?<=路)[面段口灯径上边旁演透易虎桥由基标况网程人权轨局费障政]|(?<=路)线(?!路)|(?<=矿)[石业产物场工难藏权]|(?<=工程)(?:量|机械|师|车|施工许可|规划许可|质量|造价)"
)
# 河阳市|首座|换电站: which of its kind it is in a place names it.
_FIRST_OF = re.compile(r"(?:首|第[一二三四五])[座个条家处]$")


@lru_cache(maxsize=1)
def _after_head() -> tuple[str, ...]:
    return tuple(lists()["after_head"])


def read_name(text: str, end: int) -> Name | None:
    """The name whose head noun ends here."""
    if _ANOTHER_WORD.match(text, end):
        return None
    if text.startswith(_after_head(), end) or COMPANY_BEHIND.match(text, end):
        return None
    head = longest_head(text, end)
    kind, head_start = heads()[head], end - len(head)
    numbers = _SETS.search(text, max(0, head_start - COUNT_REACH), head_start) if head == "机组" else None
    if head == "机组" and numbers is None:
        return None  # a set of a power station has a number
    head_start = numbers.start() if numbers else head_start
    quotation = find_quotation(text, head_start, end)
    if quotation is not None:
        return read_quoted(text, quotation, head_start, head)
    start, words = walk_left(text, head_start, kind)
    if first := _FIRST_OF.search(text, max(0, start - 3), start) if kind in _ONE_OF_A_PLACE else None:
        begin, ahead = walk_left(text, first.start(), kind)
        start, words = (begin, ahead) if start == head_start and weigh(ahead) else (start, words)
    if times := _TIMES.search(text, max(0, start - COUNT_REACH), head_start):
        start = walk_left(text, times.start(), kind)[0]
    start = behind_description(text, start, head_start)
    if number := _NUMBERED.search(text, max(0, start - 3), start + 2):
        start = number.start()  # the cutter takes 6|号线 apart
    if is_no_head(text[start:end], head) and start < head_start:
        return None
    stop = reach_right(text, end)
    if plant := _NUMBERED_PLANT.search(text, max(0, end - FOUNDING_REACH), end):
        return Name(plant.start("name"), stop, head, kind, False, 1)
    count = 0 if _COUNT_BEHIND.match(text, stop) else count_before(text, start)
    if start == head_start and not count and not _FOUNDING.search(text[max(0, start - FOUNDING_REACH) : start]):
        return None  # a bare head is nobody's name; 26个项目 is a row, 在甲地建设工厂 is named by its place
    if count:
        start = _COUNT.search(text, max(0, start - COUNT_REACH), start).start()  # type: ignore[union-attr]
    return Name(start, stop, head, kind, False, weigh(words), count)


_ONE_OF_A_PLACE = ("energy", "transport", "data_center", "plant", "logistics")

_MOST = re.compile(r"第[一二三][座个条家]|最[大高长北南东西]端?|首[座个条家]")


def behind_description(text: str, start: int, head_start: int) -> int:
    """我国最北端核电站|青岩核电项目: the description of a superlative ends at a head of its own."""
    if not _MOST.search(text, max(0, start - 3), start + 2):
        return start
    inner = [m.end() for m in head_pattern().finditer(text, start, head_start) if head_start - m.end() >= 3]
    return inner[-1] if inner else start


def read_quoted(text: str, quotation: tuple[int, int], head_start: int, head: str) -> Name | None:
    start, end = quotation
    if _SLOGAN.match(text, start) or is_no_head(text[start : head_start + len(head)], head):
        return None
    weight = weigh([word.text for word in cut_stretch(text, start, head_start)])
    if weight == 0 or count_before(text, start - 1) == 0:
        return None
    return Name(start, end, head, heads()[head], True, weight)


def longest_head(text: str, end: int) -> str:
    known = heads()
    return next(word for length in range(min(LONGEST_HEAD, end), 0, -1) if (word := text[end - length : end]) in known)


def is_no_head(name: str, head: str) -> bool:
    """A word that only ends like a facility: 绿色通道, 爱国主义教育基地."""
    ends = (name[-length:] for length in range(len(head) + 1, min(len(name), LONGEST_NO_HEAD) + 1))
    return name in lists()["not_heads"] or any(end in lists()["not_heads"] for end in ends)


# A landmark says where something else stands: 位于火车站北侧, 毗邻甲产业园, 距乙机场3公里.
_NEIGHBOUR = re.compile(
    r"(?:毗邻|紧邻|临近|邻近|靠近|紧靠|比邻|紧挨|相邻|距离?|背靠|[东西南北][临至起到接靠](?:规划|现状)?)[“「『\"]?$"
)
_SIDE = re.compile(
    r"[”」』\"]?(?:项目|内|区域|片区|红线)?(?:[东西南北]{1,2}(?:侧|面|部|端|边|门|角)|以[东西南北]|附近|周边|旁|对面|一侧|沿线|隔壁|地块)"
)


def is_landmark(text: str, start: int, end: int) -> bool:
    """Whether the thing named at start:end only tells where another one is."""
    return bool(_NEIGHBOUR.search(text[max(0, start - 6) : start]) or _SIDE.match(text, end))


def overlaps(mention: Mention | Name, name: Name) -> bool:
    return mention.start < name.end and name.start < mention.end


def normal_form(words: str) -> str:
    """A name without quotes, brackets and a closing 项目 or 区, for comparison."""
    plain = re.sub(r"[\s“”「」『』\"（）()·\-—]", "", words)
    return re.sub(r"(?:(?:建设)?(?:项目|工程){1,2}|(?<=园)区)$", "", plain)


def is_shortened(short: str, full: str) -> bool:
    """The short name's characters stand in the full one in order; both end alike, and begin so or are as long."""
    begins = short[:2] == full[:2] or len(short) >= 0.6 * len(full)
    rest = iter(full)
    return begins and short[-2:] == full[-2:] and all(character in rest for character in short)


# ---------------------------------------------------------------- counts


def count_before(text: str, start: int) -> int | None:
    """How many things are named: None for one, 0 for an unstated many."""
    before = text[max(0, start - COUNT_REACH) : max(0, start)]
    if _MANY.search(before):
        return 0
    match = _COUNT.search(before)
    if match is None:
        return None
    number = match["number"]
    value = int(number) if number.isdigit() else chinese_number(number)
    return None if value == 1 else value


_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def chinese_number(word: str) -> int:
    """二十六 -> 26; 0 for a word that says only many."""
    total, current = 0, 0
    for character in word:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in "十百":
            total += max(current, 1) * (10 if character == "十" else 100)
            current = 0
        else:
            return 0
    return total + current
