"""Organisation names with their full extent.

Chinese writes no blanks and no capitals, so a name is found from its ends: the right end is a suffix of trade
(有限公司, 资本, 大学), a verb that a rule has found, or a closing mark; the left end is the nearest word that cannot
stand in a name (`data/stops.txt`), as the segmenter cuts the words. English names are runs of capitalised words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..config import read_table, read_words
from .latin_names import find_latin_names
from .mentions import Mention
from .word_spans import find_words, words_between

_TABLE = read_table("names.toml")
_STOPS = frozenset(read_words("stops.txt"))
_GENERIC = frozenset(_TABLE["generic"]) | frozenset(read_words("common_words.txt"))
LONGEST = 40
"""Characters of a Chinese name, legal form included; a longer run is a sentence without commas."""


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


_SUFFIX = re.compile(rf"(?:{_any_of(_TABLE['suffixes'])})(?:（有限合伙）|\(有限合伙\))?")
_ENDS_IN_SUFFIX = re.compile(rf"(?:{_any_of(_TABLE['suffixes'])})(?:（有限合伙）|\(有限合伙\))?$")
_HEAD = re.compile(
    rf"(?:(?:{_any_of(_TABLE['heads'])})(?=[^，。、；：的等])|(?<=[\u4e00-\u9fff]{{2}})(?:公司|团队|基金)(?=[A-Za-z]))"
)
_EDGE_MARKS = " \t\n　“”\"'‘’「」『』《》〈〉【】·:：,，、。；;-—|"
# A bracket inside a name: 某某（苏州）有限公司, 某某基金（有限合伙）.
_INNER_BRACKET = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{2,6}[）)](?=[\u4e00-\u9fff]{0,10}?(?:公司|集团|企业|中心|基金|合伙|研究院|大学))|有限合伙[）)]|集团[）)](?=[\u4e00-\u9fff]{0,4}公司))"
)
_GAP_IN_NAME = re.compile(r"[\s·&.\-’']{1,3}")
_COUNTED = re.compile(r"[年月日号家个亿万名项期股只轮元多余次天位岁周点成倍件宗条款批%％.:：]|\s?(?:亿|万|%|美元|月)")
_LEGAL = re.compile(rf"(?:[\s.,]|{_any_of(_TABLE['legal_forms'])})+$")
_JOINTS = re.compile(r"、|，|,|;|；|以及|\s?&\s(?=[\u4e00-\u9fff])|/(?=[\u4e00-\u9fff])")
_AND = ("和", "与", "及", "同", "暨")
_GLUED = "由据被将获经与向对"
"""Prepositions that the segmenter's model glues to an unknown name that follows: 由某某资本."""


def find_names(simple: str, text: str, aliases: Mapping[str, str], *, is_latin: bool = False) -> tuple[Mention, ...]:
    """Organisations of a line that are recognisable by themselves, in order, not overlapping."""
    if is_latin:
        return tuple(_mention(text, *span) for span in find_latin_names(simple))
    spans = sorted({*_find_suffixed(simple), *_find_aliased(simple, aliases)})
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            if end > kept[-1][1] and start == kept[-1][0]:
                kept[-1] = (start, end)
            continue
        kept.append((start, end))
    return tuple(_mention(text, *span) for span in kept)


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end], normalize_name(text[start:end]))


def _find_suffixed(simple: str) -> Iterator[tuple[int, int]]:
    if not _SUFFIX.search(simple):
        return
    for start, end in segments(simple, 0, len(simple)):
        for m in _SUFFIX.finditer(simple, start, end):
            last = m
        if not _SUFFIX.search(simple, start, end):
            continue
        end = last.end()
        if end - start > last.end() - last.start() and end - start <= LONGEST and not is_generic(simple[start:end]):
            yield start, end


def _find_aliased(simple: str, aliases: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    for short in aliases:
        at = simple.find(short)
        while at >= 0:
            yield at, at + len(short)
            at = simple.find(short, at + len(short))


def segments(simple: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that can be names: runs of words without a stop word, a count or a mark between them."""
    inner = [m.span() for m in _INNER_BRACKET.finditer(simple, start, end)]
    found: list[tuple[int, int]] = []
    at: int | None = None
    last = start
    for left, right in words_between(simple, start, end):
        left, right = max(left, start), min(right, end)
        if at is not None and left > last and not _joins(simple, last, left, inner):
            found.append((at, last))
            at = None
        if _stops(simple, left, right) and not _is_inside(simple, at, left, right):
            if at is not None:
                found.append((at, last))
            at = None
        elif at is None:
            at = left + 1 if simple[left] in _GLUED and right - left > 2 else left
        last = right
    if at is not None:
        found.append((at, last))
    return [_without_head(simple, *span) for span in found]


def _is_inside(simple: str, at: int | None, left: int, right: int) -> bool:
    """One character, a preposition that the segmenter cut off, and an ending make one name: 方和资本."""
    if at is None or left - at != 1 or right - left != 1 or (at and _is_han(simple[at - 1]) and simple[at - 1] != "由"):
        return False
    return simple[left] in "和与同从为" and bool(_FORMS_NAME.match(simple, right))


_FORMS_NAME = re.compile("科技|资本|投资|集团|股份|控股|智能|生物|医药|医疗|电子|创投|基金")


_GLUED_BEHIND = re.compile("(?:预计|宣布|计划|表示|正式|拟|已经|曾于|曾|早|早在|据报|已)$")


def _joins(simple: str, last: int, left: int, inner: list[tuple[int, int]]) -> bool:
    """What stands between two words of one name: a blank, a point, or a bracket that belongs to the name."""
    if any(a <= last < b or a <= left - 1 < b for a, b in inner):
        return True
    gap = simple[last:left]
    if gap.isspace():
        return not (_is_han(simple[last - 1]) and _is_han(simple[left]))
    return bool(_GAP_IN_NAME.fullmatch(gap))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _stops(simple: str, left: int, right: int) -> bool:
    word = simple[left:right]
    if word in _STOPS:
        return not (word in _AND and _ENDING_ONLY.match(simple, right))
    if word[:1].isdigit():
        return bool("%" in word or "." in word or _COUNTED.match(simple, right))
    return False


def _without_head(simple: str, start: int, end: int) -> tuple[int, int]:
    """The name behind a word that describes it: 机器人公司某某, 供应商某某."""
    for m in _HEAD.finditer(simple, start, end):
        if (
            end - m.end() >= 2
            and not _RUNS_ON.match(simple, m.end())
            and not _SUFFIX.fullmatch(simple, m.end(), end)
            and not _SUFFIX.match(simple, m.end(), m.end() + 2)
        ):
            start = m.end()
    if listed := _LISTED.match(simple, start, end):
        start = listed.end()
    if foreign := _FOREIGN.match(simple, start, end):
        start = foreign.end()
    # The segmenter's model glues an adverb to an unknown name: 某某预计.
    glued = _GLUED_BEHIND.search(simple, start + 2, end)
    if glued:
        end = glued.start()
    return start, end


# A股公司某某, 港股新股某某: where it is listed describes the name behind it.
_LISTED = re.compile(
    r"(?:A股|港股|美股|H股|新三板|科创板|创业板|北交所)(?:上市)?(?:公司|企业|新股|龙头)(?=[\u4e00-\u9fffA-Z]{2})"
)
# 美国Foo Inc: the country describes the Latin name behind it.
_FOREIGN = re.compile(
    r"(?:美国|德国|英国|法国|日本|韩国|瑞士|瑞典|荷兰|以色列|加拿大|意大利|西班牙|丹麦|印度|新加坡|澳大利亚|中国)(?=[A-Za-z])"
)
# 企业 before these is part of the name: 某某企业发展集团, 某某机构管理公司.
_RUNS_ON = re.compile(
    "发展|管理|服务|集团|控股|投资|有限|咨询|顾问|文化|家|所|院|联合|局|协会|联盟|孵化|合伙|年金|银行|股份|科技|创新|研究"
)


def name_before(simple: str, end: int, *, floor: int = 0) -> tuple[int, int] | None:
    """The name nearest before a position; times, adverbs and brackets between are stepped over."""
    return _last_good(simple, segments(simple, max(floor, end - LONGEST - 24), end))


def name_after(simple: str, start: int, *, limit: int | None = None) -> tuple[int, int] | None:
    """The name that begins at a position and runs to the next word that cannot stand in a name."""
    stop = min(len(simple), start + LONGEST, limit if limit is not None else len(simple))
    for span in segments(simple, start, stop)[:2]:
        if _checked(simple, *span):
            return span
    return None


def names_between(simple: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of an enumeration: `A、B和C等多家机构`."""
    pieces: list[tuple[int, int]] = []
    at = start
    for joint in [*_JOINTS.finditer(simple, start, end), None]:
        stop = joint.start() if joint else end
        pieces.extend(_split_at_and(simple, at, stop))
        at = joint.end() if joint else end
    names: list[tuple[int, int]] = []
    for left, right in pieces:
        name = _last_good(simple, segments(simple, left, right))
        if name:
            names.append(name)
        elif (
            names
            and names[-1][1] == left - 1
            and simple[left - 1] == "和"
            and segments(simple, left, right)[:1]
            and simple.startswith("投资", left)
        ):
            names[-1] = (names[-1][0], left)  # 某某嘉和投资: the segmenter cut the name's own 和
    return names


def _last_good(simple: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    return next((span for span in reversed(spans) if _checked(simple, *span)), None)


def _split_at_and(simple: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at 和/与/及 between two names; 方和资本 stays whole, whose 和 the segmenter cut off."""
    at = start
    for left, right in words_between(simple, start, end):
        if (
            start < left
            and right <= end
            and simple[left:right] in _AND
            and left - at >= 2
            and not _ENDING_ONLY.match(simple, right)
        ):
            yield at, left
            at = right
    yield at, end


_ENDING_ONLY = re.compile(rf"(?:{_any_of(_TABLE['suffixes'])}|投资|基金)(?=[、，。；和与及等领跟参联独共的]|$)")


def _checked(simple: str, start: int, end: int) -> tuple[int, int] | None:
    name = simple[start:end]
    if not 2 <= end - start <= LONGEST or is_generic(name) or not re.search(r"[A-Za-z\u4e00-\u9fff]", name):
        return None
    return start, end


def is_generic(name: str) -> bool:
    """公司, 投资机构, 本轮: no name by itself."""
    return name.strip(_EDGE_MARKS) in _GENERIC


def ends_in_suffix(name: str) -> bool:
    """某某有限公司, 某某大学: an organisation by its form."""
    return bool(_ENDS_IN_SUFFIX.search(name))


def is_common(name: str) -> bool:
    """Made of common words alone: 物业公司, 临床试验, 科技团队. A name only where the article uses it as one."""
    spans = find_words(name)
    return (
        bool(spans)
        and all(_is_common_word(name[a:b]) for a, b in spans)
        and not name.endswith(("集团", "银行", "电网", "证券", "保险"))
    )


def _is_common_word(word: str) -> bool:
    return word in _GENERIC or (word.endswith(("公司", "企业", "机构", "平台", "团队")) and word[:-2] in _GENERIC)


_ALIAS = re.compile(
    r"[（(][^（）()]{0,20}?(?:以下)?(?:统?简称|下称|又称)(?:为|作)?[:：]?\s?[“\"「『‘]?(?P<short>[^“”\"「」『』‘’（）()、，,；;]{2,16})[”\"」』’]?[^（）()]{0,20}[）)]"
)


def find_aliases(simple: str) -> dict[str, str]:
    """Short name -> full name, as an article pairs them: `某某科技有限公司（以下简称“某某”）`."""
    aliases: dict[str, str] = {}
    for m in _ALIAS.finditer(simple):
        full = name_before(simple, m.start())
        short = m["short"].strip()
        if full and short != simple[slice(*full)] and not is_generic(short):
            aliases.setdefault(short, simple[slice(*full)])
    return aliases


@lru_cache(maxsize=16384)
def normalize_name(name: str) -> str:
    """A form for matching: Simplified as given, half-width, lower case, no blanks, marks or legal form."""
    plain = unicodedata.normalize("NFKC", name).lower().strip()
    short = _LEGAL.sub("", plain)
    short = re.sub(r"[\W_]+", "", short)
    return short or re.sub(r"[\W_]+", "", plain)
