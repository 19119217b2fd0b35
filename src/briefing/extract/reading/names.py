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

from .latin_names import find_latin_names
from .mentions import Mention
from .name_words import (
    AND,
    GENERIC,
    SUFFIX,
    TABLE,
    any_of,
    is_generic,
    is_glued_and,
    is_han,
    is_inside,
    reach_back,
    stops,
    without_glue,
    without_head,
)
from .word_spans import find_words, words_between

__all__ = ["ends_in_suffix", "find_names", "is_common", "is_generic", "name_after", "name_before", "names_between",
           "normalize_name", "segments"]  # fmt: skip

LONGEST = 40
"""Characters of a Chinese name, legal form included; a longer run is a sentence without commas."""


_ENDS_IN_SUFFIX = re.compile(rf"(?:{SUFFIX.pattern})$")
# A bracket inside a name: 某某（苏州）有限公司, 某某基金（有限合伙）.
_INNER_BRACKET = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{2,6}[）)](?=[\u4e00-\u9fff]{0,10}?(?:公司|集团|企业|中心|基金|合伙|研究院|大学))|有限合伙[）)]|集团[）)](?=[\u4e00-\u9fff]{0,4}公司))"
)
_GAP_IN_NAME = re.compile(r"[\s·&.\-’']{1,3}")
_LEGAL = re.compile(rf"(?:[\s.,]|{any_of(TABLE['legal_forms'])})+$")
_JOINTS = re.compile(r"、|，|,|;|；|以及|\s?&\s(?=[\u4e00-\u9fff])|/(?=[\u4e00-\u9fff])")


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
    if not SUFFIX.search(simple):
        return
    for start, end in segments(simple, 0, len(simple)):
        for m in SUFFIX.finditer(simple, start, end):
            last = m
        if not SUFFIX.search(simple, start, end):
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
        parted = at is not None and left > last and not _joins(simple, last, left, inner)
        if at is not None and (parted or _begins_anew(simple, at, left, right)):
            found.append((at, last))
            at = None
        if stops(simple, left, right) and not is_inside(simple, at, left, right):
            if at is not None:
                found.append((at, last))
            at = None
        elif at is None:
            at = max(start, reach_back(simple, without_glue(simple, left, right)))
        last = right
    if at is not None:
        found.append((at, last))
    return [without_head(simple, *span) for span in found]


def _begins_anew(simple: str, at: int, left: int, right: int) -> bool:
    """主要|由某某信托, 某某贸易|及某某: a preposition glued to an unknown name cannot stand inside one."""
    return left - at >= 2 and is_glued_and(simple, left, right)


def _joins(simple: str, last: int, left: int, inner: list[tuple[int, int]]) -> bool:
    """What stands between two words of one name: a blank, a point, or a bracket that belongs to the name."""
    if any(a <= last < b or a <= left - 1 < b for a, b in inner):
        return True
    gap = simple[last:left]
    if gap.isspace():
        return not (is_han(simple[last - 1]) and is_han(simple[left]))
    return bool(_GAP_IN_NAME.fullmatch(gap))


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
        if not (start < left and right <= end and left - at >= 2):
            continue
        if is_glued_and(simple, left, right):
            yield at, left
            at = left + 1
        elif simple[left:right] in AND and stops(simple, left, right):
            yield at, left
            at = right
    yield at, end


def _checked(simple: str, start: int, end: int) -> tuple[int, int] | None:
    name = simple[start:end]
    if not 2 <= end - start <= LONGEST or is_generic(name) or not re.search(r"[A-Za-z\u4e00-\u9fff]", name):
        return None
    return start, end


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
    return word in GENERIC or (word.endswith(("公司", "企业", "机构", "平台", "团队")) and word[:-2] in GENERIC)


@lru_cache(maxsize=16384)
def normalize_name(name: str) -> str:
    """A form for matching: Simplified as given, half-width, lower case, no blanks, marks or legal form."""
    plain = unicodedata.normalize("NFKC", name).lower().strip()
    short = _LEGAL.sub("", plain)
    short = re.sub(r"[\W_]+", "", short)
    return short or re.sub(r"[\W_]+", "", plain)
