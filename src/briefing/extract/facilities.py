"""Names of facilities and funds with their full extent.

A name is found from its end: a head noun of `data/facilities.toml` (中心, 产业园, 基金, ...). From there the words
to the left belong to it until a boundary: a verb, a particle, a count, a punctuation mark. Quotes and brackets are
walked over whole. Everything here reads Simplified characters; positions hold for the text as written, because
`text.simplify` keeps the length.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from ..text import HAN, cut_words
from .mentions import Mention

# The longest name looked for, to the left of its head. Real names of parks and funds stay below 40 characters.
REACH = 44
LONGEST_QUOTE = 40
LONGEST_BRACKET = 14

_OPEN = {"”": "“", "」": "「", "』": "『", "）": "（", ")": "(", '"': '"'}
_QUOTES = "“「『\"”」』"
_INSIDE = re.compile(rf"[{HAN}A-Za-z0-9·\-—–－+/.&%°’'＋]")
_PIECE = re.compile(rf"[{HAN}]+|[A-Za-z0-9][A-Za-z0-9.+/&%\-–’']*|[^{HAN}A-Za-z0-9]")
_COUNT = re.compile(
    r"(?P<number>\d{1,5}|[一二两三四五六七八九十百]{1,4}|数十|数|几|多|若干|许多)(?:余|多)?(?:个|家|座|条|项|只|支|处|所|大|批|类|种|款)"
    r"(?:重点|重大|重磅|优质|产业|招商|合作|工业|科技|亿元以上|[^，。；、]{0,4}){0,2}$"
)
_COUNT_BEHIND = re.compile(r"\d+(?:余|多)?[个家座条项只支处所]")
_MANY = re.compile(r"(?:一批|一系列|各类|各种|各个|多个|多家|多座|若干|部分|等|有些|一些|众多|所有|每个|各|大批|两大|类)$")
_TAIL = re.compile(
    r"""
    (?P<bracket>[（(][^（()），。；：:]{1,12}[）)])?         # （合肥）
    (?P<dot>·[\u4e00-\u9fff]{2,12}?(?:中心|基地|园区?|分院))?  # ·运营中心
    (?:[一二三四五六七八九十东西南北0-9]{1,2}(?:期|区))?       # 二期, 西区
    (?P<work>
        (?:一二?期)?(?:新建|改扩建|扩建|改建|迁建|建设|提升改造|升级改造|改造|提升)?(?:[一二三四五六]期)?(?:项目|工程)
      | 扩区 | (?:[一二三四五六]期)?扩建 | 改扩建
    )?
    (?:[（(][一二三四五六七八九十\d]{1,2}期[）)](?:项目|工程)?)?   # 扩建(二期)项目
    """,
    re.VERBOSE,
)
_PICTURE = re.compile(r"[图摄]|照片|记者|资料|来源")
_ALIAS_NOTE = re.compile(r"下称|简称|又称|原名|以下|暂定|即")


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
def tables() -> dict[str, frozenset[str]]:
    """The word lists of `facilities.toml`, flattened."""
    read = tomllib.loads(resources.files("briefing.data").joinpath("facilities.toml").read_text("utf-8"))
    lists = {"not_heads": read["not_heads"]["words"], "generic": read["generic"]["words"]}
    lists |= {key: read["boundaries"][key] for key in ("verbs", "particles", "measures", "leads", "topics")}
    lists["after_head"] = read["after_head"]["words"]
    return {key: frozenset(words) for key, words in lists.items()}


@lru_cache(maxsize=1)
def heads() -> dict[str, str]:
    """Head noun -> type."""
    read = tomllib.loads(resources.files("briefing.data").joinpath("facilities.toml").read_text("utf-8"))
    return {word: kind for kind, words in read["heads"].items() for word in words}


def one_of(words: object) -> str:
    """A regex alternative of literal words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


@lru_cache(maxsize=1)
def _head_pattern() -> re.Pattern[str]:
    return re.compile(one_of(heads()))


# Words that are verbs before a name and nouns inside one (合作中心, 服务平台): they join a name only when nothing but
# generic words stands between them and the head.
_NOMINAL = frozenset("服务 合作 引导 联合 协同 推广 培训 共同 发展 探索 转让 租赁 供应 资助 提升 促进 保障 组织".split())
# These only directly before the head (建设项目, 推进中心).
_ADJACENT = frozenset("建设 改造 扩建 改建 新建 推进 促进 升级 迁建 规划 运营管理 提升 交付 推广 利用 设计".split())


_NOT_SPLIT = frozenset("在线 在地 在建 由来 就业 就医 就地".split())


@lru_cache(maxsize=64)
def find_names(text: str) -> tuple[Name, ...]:
    """Every name in a Simplified sentence, in order; a name inside a longer one is left out.

    Kept for a moment, because funds and projects both ask for it, sentence by sentence.
    """
    found: list[Name] = []
    for match in _head_pattern().finditer(text):
        name = _name_at(text, match.start(), _head_end(text, match.end()))
        if name is not None:
            found.append(name)
    return tuple(_join_owned(drop_nested(found), text))


def drop_nested(names: list[Name]) -> list[Name]:
    """Of names that overlap, the one that reaches further left wins; then the longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end:
                kept[-1] = replace(name, start=kept[-1].start, weight=max(name.weight, kept[-1].weight))
            continue
        kept.append(name)
    return kept


def _join_owned(names: list[Name], text: str) -> list[Name]:
    """甲物流园的电商项目 is one name: a project of a place that has a name itself."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        owned = last is not None and last.end == name.start - 1 and text[last.end] == "的"
        if last is not None and owned and text[name.end - 2 : name.end] in ("项目", "工程") and not last.is_quoted:
            joined[-1] = replace(name, start=last.start, weight=name.weight + last.weight)
        else:
            joined.append(name)
    return joined


def overlaps(mention: Mention, name: Name) -> bool:
    return mention.start < name.end and name.start < mention.end


def normal_form(words: str) -> str:
    """A name without quotes, brackets and a closing 项目, for comparison."""
    return re.sub(r"(?:建设)?(?:项目|工程)$", "", re.sub(r"[\s“”「」『』\"（）()·\-—]", "", words))


def is_shortened(short: str, full: str) -> bool:
    """The short name's characters stand in the full one in order, and both end alike."""
    rest = iter(full)
    return short[-2:] == full[-2:] and all(character in rest for character in short)


def _head_end(text: str, end: int) -> int:
    """园 goes on to 园区 when the head list has it without."""
    return end + 1 if text[end - 1 : end + 1] == "园区" else end


def _name_at(text: str, head_start: int, head_end: int) -> Name | None:
    if any(text.startswith(word, head_end) for word in tables()["after_head"]):
        return None
    head, kind = _longest_head(text, head_end)
    head_start = min(head_start, head_end - len(head))
    quoted = _quoted_around(text, head_start, head_end)
    if quoted is not None:
        start, end = quoted
        if _SLOGAN.match(text, start) or _is_no_head(text[start:head_end], head):
            return None
        weight = _weigh(_tokens(text, start, head_start))
        if weight == 0 or count_before(text, start - 1) == 0:
            return None
        return Name(start, end, head, kind, True, weight) if end - start > len(head) else None
    start, tokens = _walk_left(text, head_start, is_fund=kind == "fund")
    end = _reach_right(text, head_end)
    name = text[start:head_end]
    if start == head_start:
        return _anonymous(text, start, end, head, kind)
    if _is_no_head(name, head):
        return None
    count = count_before(text, start) if not _COUNT_BEHIND.match(text, end) else 0
    return Name(start, end, head, kind, False, _weigh(tokens), count)


# “五个中心”, “双基地”: programmes of a city, not places.
_SLOGAN = re.compile(r"[一二三四五六七八九十双两多百千万]\S{0,2}?(?:个|大|城|区|中心|基地|高地|工程|园)")


def _is_no_head(name: str, head: str) -> bool:
    """A word that only ends like a facility: 绿色通道, 爱国主义教育基地."""
    return any(name.endswith(word) and (len(word) > len(head) or word == name) for word in tables()["not_heads"])


def _anonymous(text: str, start: int, end: int, head: str, kind: str) -> Name | None:
    """A bare head counts only when a number stands before it: 26个项目."""
    count = count_before(text, start)
    return Name(start, end, head, kind, False, 0, count) if count else None


def _longest_head(text: str, end: int) -> tuple[str, str]:
    known = heads()
    for length in range(min(12, end), 1, -1):
        word = text[end - length : end]
        if word in known:
            return word, known[word]
    return text[end - 2 : end], "other"


def count_before(text: str, start: int) -> int | None:
    """How many things are named: None for one."""
    before = text[max(0, start - 14) : start]
    if _MANY.search(before):
        return 0
    match = _COUNT.search(before)
    if match is None:
        return None
    number = match["number"]
    if number.isdigit():
        return None if number == "1" else int(number)
    value = chinese_number(number)
    return None if value == 1 else value


def chinese_number(word: str) -> int:
    """二十六 -> 26; 0 for a word that says only many."""
    digits = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
    total, current = 0, 0
    for character in word:
        if character in digits:
            current = digits[character]
        elif character in "十百":
            total += max(current, 1) * (10 if character == "十" else 100)
            current = 0
        else:
            return 0
    return total + current


# ---------------------------------------------------------------- where a name begins and ends


def _quoted_around(text: str, head_start: int, head_end: int) -> tuple[int, int] | None:
    """The quotation that holds the head, when it ends with it or soon after: “…产业园”, “…产业园项目”."""
    left = -1
    for at in range(head_start - 1, max(-1, head_start - LONGEST_QUOTE), -1):
        character = text[at]
        if character in "“「『" or (character == '"' and opens_quote(text, at)):
            left = at + 1
            break
        if character in "”」』\"，。；！？：《》":
            return None
    if left < 0:
        return None
    end = _reach_right(text, head_end)
    if end < len(text) and text[end] in "”」』\"":
        return left, end
    return None


def opens_quote(text: str, at: int) -> bool:
    """Whether a straight quotation mark opens: by counting, from the first that could close one left behind."""
    first = text.find('"')
    is_odd = text.count('"') % 2 == 1 and first > 0 and text[first + 1 : first + 2] in "、，,。与和及等的双"
    return (text.count('"', 0, at) + is_odd) % 2 == 0


def _walk_left(text: str, head_start: int, *, is_fund: bool) -> tuple[int, list[str]]:
    """Where the name begins, and its words before the head."""
    floor = _raw_start(text, head_start)
    pieces = _cut(text, floor, head_start)
    kept: list[tuple[int, str]] = []
    for index in range(len(pieces) - 1, -1, -1):
        at, word = pieces[index]
        if _is_boundary(pieces, index, kept, is_fund=is_fund):
            break
        if len(word) > 1 and word[0] in "在由就" and word not in _NOT_SPLIT:
            kept.append((at + 1, word[1:]))  # the cutter took a preposition for part of an unknown word
            break
        kept.append((at, word))
    kept.reverse()
    while kept and _is_lead(kept[0][1], is_fund=is_fund):
        kept.pop(0)
    return (kept[0][0] if kept else head_start), [word for _, word in kept]


def walk_left(text: str, end: int, *, floor: int) -> int:
    """Where a name that ends at `end` begins, not before `floor`."""
    start, words = _walk_left(text, end, is_fund=False)
    return max(start, floor) if words else floor


def _raw_start(text: str, head_start: int) -> int:
    """The furthest left a name could begin: no punctuation between, quotes and brackets crossed whole."""
    at, floor = head_start, max(0, head_start - REACH)
    while at > floor:
        character = text[at - 1]
        if character in _OPEN and not (character == '"' and opens_quote(text, at - 1)):
            reach = LONGEST_BRACKET if character in "）)" else 24
            opening = text.rfind(_OPEN[character], max(0, at - 1 - reach), at - 1)
            if opening < 0 or _ALIAS_NOTE.search(text[opening:at]) or "，" in text[opening:at]:
                break
            at = opening
        elif character in "—－" and text[at - 2 : at - 1] == character:
            break  # a double dash sets a name off
        elif _INSIDE.match(character):
            at -= 1
        else:
            break
    return at


def _cut(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Words with their positions; a quotation or bracket is one word."""
    pieces: list[tuple[int, str]] = []
    at = start
    while at < end:
        closing = _closing(text, at, end)
        if closing is not None:
            pieces.append((at, text[at:closing]))
            at = closing
            continue
        match = _PIECE.match(text, at, end)
        if match is None:
            break
        if "\u3400" <= match.group()[0] <= "\u9fff":
            for word in cut_words(match.group()):
                pieces.append((at, word))
                at += len(word)
        else:
            pieces.append((at, match.group()))
        at = match.end()
    return pieces


def _closing(text: str, at: int, end: int) -> int | None:
    pairs = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", '"': '"'}
    if text[at] not in pairs:
        return None
    closing = text.find(pairs[text[at]], at + 1, end)
    return None if closing < 0 else closing + 1


def _is_boundary(pieces: list[tuple[int, str]], index: int, kept: list[tuple[int, str]], *, is_fund: bool) -> bool:
    word, lists = pieces[index][1], tables()
    if word in "与和及":
        return not (index and kept and _is_topic(pieces[index - 1][1]))
    if word in lists["particles"]:
        return True
    if word in lists["measures"] and index and (_is_number(pieces[index - 1][1]) or pieces[index - 1][1] in "余多"):
        return not (kept and kept[-1][1].startswith(_UNITS))
    if word.startswith(("首", "第一")) and word in lists["leads"]:
        return True
    if word in _NOMINAL or (is_fund and word == "投资"):
        return not all(w in lists["generic"] or w in _ADJACENT for _, w in kept)
    if word in _ADJACENT and not kept:
        return False
    if word in lists["verbs"]:
        return True
    return (len(word) > 1 and word[-1] in "了着于成为") or (len(word) > 3 and word[-2:] in lists["verbs"])


# 5万吨, 100万千瓦: a size that names the thing.
_UNITS = ("千伏", "公里", "米", "吨", "千瓦", "兆瓦", "吉瓦", "平方米", "片", "台", "辆", "套", "GW", "MW", "立方", "支", "只", "锭", "头")


def _is_topic(word: str) -> bool:
    return word in tables()["topics"] or word.endswith(("科学", "技术", "工程", "学", "智能", "材料"))


def _is_number(word: str) -> bool:
    return word[0].isdigit() or all(c in "一二两三四五六七八九十百千万亿零数几" for c in word)


def _is_lead(word: str, *, is_fund: bool) -> bool:
    """Words at the left edge that are not part of the name."""
    if word in tables()["leads"] or word in _ADJACENT or word in "·-—–－/+.&%":
        return True
    if word in _NOMINAL and not is_fund:
        return True
    return bool(re.fullmatch(r"\d+\.?", word))


def _reach_right(text: str, end: int) -> int:
    """The phase, branch or 项目 that follows a head belongs to its name."""
    match = _TAIL.match(text, end)
    if match is None:
        return end
    if match["bracket"] and (_ALIAS_NOTE.search(match["bracket"]) or _PICTURE.search(match["bracket"])):
        return end
    return match.end()


def _tokens(text: str, start: int, end: int) -> list[str]:
    return [word for _, word in _cut(text, start, end)]


def has_own_words(words: str) -> bool:
    """Whether a phrase has more in it than generic words."""
    return _weigh(cut_words(words)) > 0


def _weigh(words: list[str]) -> int:
    return sum(len(word) for word in words if word not in tables()["generic"] and len(word) > 1) // 2
