"""Every stretch of a Chinese sentence that can be the name of a company, whatever describes it.

The finders of names start from a suffix or from the place right beside a verb. Where a sentence puts a description, a
clause or another party between, this reads the whole sentence at once: Latin words, what stands in quotation marks,
names with a suffix, words that no dictionary has, and what follows the noun that says what a company is (地板商某某).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from ...idf import word_weight
from ...tags import find_tags
from .actor_names import is_name
from .coined import is_coined
from .context import Context, Line
from .cues import move_words
from .name_words import STOPS
from .names import ends_in_suffix, is_common, is_generic
from .word_spans import find_words, words_between


class Likely(NamedTuple):
    """A stretch that can be a name."""

    start: int
    end: int
    is_sure: bool
    """By its form; a guess counts only where a frame calls for a name."""


_TRADE = rf"(?:{move_words('trade_ends')})"
_LATIN = re.compile(
    rf"""
    (?<![A-Za-z0-9（(.])
    [A-Z][A-Za-z0-9À-ɏ]*(?:[-.&'’·+][A-Za-z0-9À-ɏ]+)*
    (?:\s(?:&\s)?(?:[A-Z][A-Za-z0-9À-ɏ.&'’-]*|of|and|de|del|van|von|der|di)){{0,5}}
    (?:{_TRADE}|集团|资本){{0,2}}
    """,
    re.VERBOSE,
)
_NO_NAME = re.compile(rf"(?:{move_words('abbreviations')})(?:[\d-]*)|[A-Z]{{1,2}}\d*|\d.*|[A-Z]{{1,6}}-\d+[A-Z]?")
_QUOTED = re.compile(
    r"[“「『](?P<name>[^“”「」『』，。；：、！？《》]{2,14})[”」』](?!\s?(?:战略|计划|理念|行动|模式|政策|活动|倡议))"
)
_DESCRIBER = rf"(?:{move_words('describers')})"
_DESCRIBED = re.compile(
    rf"{_DESCRIBER}(?!的|们|、|和|与|之一|有限|集团|股份|控股)[“「]?(?P<name>[\u4e00-\u9fff]{{2,6}}?)[”」]?"
    rf"(?=[，。；（(“「\d、]|$|{move_words('behind_names')})"
)
_CALLS = re.compile(rf"(?:{_DESCRIBER}|仓|楼|项目|名为|叫|资产)$")
_NO_PART_OF_A_NAME = re.compile(
    r"[将予之所仍拟须被的了在于也有及与为其此该未已则是不可应至因就都把股日月年]|(?<!^)上|^[下或并且而再又做受仅只]"
)
_GOODS = re.compile(rf"\s?(?:{move_words('goods_behind')})")
_EDGE = move_words("glued_ahead")
_GLUED_AHEAD = re.compile(rf"^(?:{_EDGE})(?=[\u4e00-\u9fff]{{2}})")
_GLUED_BEHIND = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{move_words('glued_behind')})$")
_BOUNDARY = re.compile(rf"(?:{move_words('boundaries')})")
_TELLS = re.compile(rf"(?:{move_words('tellers')})")
_WORDS_ONLY = re.compile(rf"(?:{move_words('no_names')})+")
_TRADE_END = re.compile(rf"{_TRADE}$")


@lru_cache(maxsize=64)
def find_likely_names(line: Line, context: Context) -> tuple[Likely, ...]:
    """The names of a sentence in order; a longer one before one that it holds. Read once a sentence."""
    found: list[Likely] = []
    readings = (
        _in_role(line),
        _suffixed(line),
        _in_quotes(line, context),
        _in_latin(line),
        _behind_descriptions(line),
        _runs(line, context),
    )
    for name in chain.from_iterable(readings):
        if not any(name.start < other.end and other.start < name.end for other in found) and _can_be(line, name):
            found.append(name)
    found.sort()
    return tuple(n for n, behind in zip_longest(found, found[1:]) if not _describes(line, n, behind))


_OF_A_KIND = re.compile(r"(?:公司|集团|企业|投资|平台|资本|银行|基金|机构)$")


def _describes(line: Line, name: Likely, behind: Likely | None) -> bool:
    """代运营公司|某某, 奢侈品集团|Foo: words of the dictionary right before a name say what it is."""
    if behind is None or line.simple[name.end : behind.start].strip() not in ("", "公司", "“", "「", "机构"):
        return False
    text = line.simple[name.start : name.end]
    words = [text[a:b] for a, b in find_words(text)]
    return bool(_OF_A_KIND.search(text)) and all(w in find_tags(words) or len(w) == 1 for w in words)


def _can_be(line: Line, name: Likely) -> bool:
    text = line.simple[name.start : name.end]
    if _TELLS.search(text) or _WORDS_ONLY.fullmatch(text) or is_generic(text):
        return False
    if _PERSON_AHEAD.search(line.simple, max(0, name.start - 4), name.start):
        return False
    if line.simple[name.start - 1 : name.start] in ("“", "「", "『"):
        return True
    return is_name(text) and not any(p.start <= name.start and name.end <= p.end for p in line.places)


_IN_ROLE = re.compile(
    r"(?:新增|引入|引进|迎来)(?:了)?(?P<row>[^，。；：]{2,40}?)(?:等)?(?:为|成为|作为"
    r"|担任)(?:公司|其)?(?:新)?(?:的)?(?:股东|战略投资者|投资方)"
    r"|(?:接盘者|接盘方|买家|买方|卖方|卖家|受让方|转让方|收购方|竞得者|竞得人|竞得方|新东家"
    r"|新主人|接手者)(?:分别)?(?:[为是系叫]|包括|：)(?:了)?(?P<one>[^，。；：的]{2,30})"
    r"|(?:新增股东|新股东)(?:分别)?(?:[为是系叫]|包括|：)?(?P<new>[^，。；：的]{2,40})"
)
_WHO = re.compile(r"(?:.*(?:的|公司|企业|巨头|平台|机构|私募|[粮药车矿地]商|厂商|龙头))?(?=..)")


def _in_role(line: Line) -> Iterator[Likely]:
    """`新增某某为股东`, `接盘者是某某`: the words around call it a party, known or not."""
    for m in _IN_ROLE.finditer(line.simple):
        start, end = m.span(next(g for g in ("row", "one", "new") if m[g]))
        for piece in re.finditer(r"[^、和与及]{2,24}", line.simple[start:end]):
            words = line.simple[start + piece.start() : start + piece.end()]
            ahead = _WHO.match(words)
            first = start + piece.start() + (ahead.end() if ahead else 0)
            if not re.search(_LATIN_LETTER, words):
                yield Likely(first, start + piece.end(), True)


_LATIN_LETTER = re.compile("[A-Za-z]")


_PERSON_AHEAD = re.compile(
    r"(?:官|创始人|董事|董事长|主席|总裁|经理|先生|女士|CEO|总监|主任|分析师|律师|记者|董秘)\s?$"
)


def _suffixed(line: Line) -> Iterator[Likely]:
    for n in line.names:
        start, end = n.start, n.end
        run = line.simple[start:end]
        inner = [m for m in _BOUNDARY.finditer(run) if m.end() + 2 <= len(run)]
        start += inner[-1].end() if inner else 0
        if run.endswith("控股") and line.simple[end : end + 1] in ("权", "股"):
            end -= 2
        if glued := _GLUED_AHEAD.match(line.simple[start:end]):
            start += glued.end() if not is_coined(line.simple[start:end]) else 0
        yield Likely(start, end, True)


def _in_quotes(line: Line, context: Context) -> Iterator[Likely]:
    for m in _QUOTED.finditer(line.simple):
        is_called = bool(_CALLS.search(line.simple, max(0, m.start() - 6), m.start()))
        is_titled = bool(context.title and m["name"] in context.title.simple)
        yield Likely(*m.span("name"), is_called or is_titled or m["name"].isascii())


def _in_latin(line: Line) -> Iterator[Likely]:
    for m in _LATIN.finditer(line.simple):
        text = m.group().rstrip()
        end = m.start() + len(text)
        if not _NO_NAME.fullmatch(text):
            yield Likely(m.start(), end, not _GOODS.match(line.simple, end))


def _behind_descriptions(line: Line) -> Iterator[Likely]:
    """`视觉算法公司某某`: what a company is, then its name, whatever words that is made of."""
    for m in _DESCRIBED.finditer(line.simple):
        name = m["name"]
        is_word = name in STOPS or name[0] in _NEVER_FIRST or is_common(name) or not _is_unusual(name)
        if not is_word and not _BOUNDARY.search(name) and _starts_word(line, m):
            yield Likely(*m.span("name"), True)


_NEVER_FIRST = "在将予被须于已则应就把从向对"
"""Prepositions and adverbs of one character: 公司|在上一年 describes nobody."""


def _is_unusual(name: str) -> bool:
    """No row of words of the dictionary: 板块基础 describes, 若某 names."""
    words = [name[a:b] for a, b in find_words(name)]
    known = find_tags(words)
    if any(len(w) > 1 and w not in known for w in words) or all(len(w) == 1 for w in words):
        return True
    return len(words) == 1 and word_weight(words[0]) > RARE


RARE = 9.5
"""Weight of a word of the dictionary that is rather a brand than a word."""


def _starts_word(line: Line, m: re.Match[str]) -> bool:
    """The description ends where a word ends: 商 of 商业 describes nothing."""
    first = m.start("name")
    words = [(a, b) for a, b in words_between(line.simple, first - 1, first + 1) if a < first < b]
    return not words or bool(words[0][1] - words[0][0] > 2 and not find_tags([line.simple[slice(*words[0])]]))


def _runs(line: Line, context: Context) -> Iterator[Likely]:
    """Runs of words that hold one which the dictionary has not."""
    simple = line.simple
    run: list[tuple[int, int]] = []
    for left, right in [*words_between(simple, 0, len(simple)), (len(simple), len(simple))]:
        word = simple[left:right]
        is_end = not word or bool(run and left > run[-1][1]) or _parts(word)
        if is_end and run:
            yield from _named(line, run, context)
            run = []
        if word and not _parts(word):
            run.append((left, right))


def _parts(word: str) -> bool:
    """A word, a count or a mark that stands in no name."""
    return word in STOPS or word[0].isdigit() or bool(_BOUNDARY.search(word))


def _named(line: Line, run: list[tuple[int, int]], context: Context) -> Iterator[Likely]:
    """The name at the end of a run, without the words that describe it."""
    simple = line.simple
    words = [simple[a:b] for a, b in run]
    known = find_tags(words)
    first = next((i for i, w in enumerate(words) if _is_new(w, known)), None)
    is_new = first is not None
    if first and _TRADE_END.fullmatch(words[first]) and not is_generic(words[first - 1]) and len(words[first - 1]) > 1:
        first -= 1  # 闽北|桥工: the word of trade is the one the dictionary lacks
    if first is None:
        first = _first_of_known(words, known)
    if first is None:
        return
    start, end = run[first][0], run[-1][1]
    last = next((b for a, b in run[first:] if _TRADE_END.search(simple[a:b]) and b - start > 2), None)
    if last is None or (len(words) - first > 2):
        end = last or run[min(first + 1, len(run) - 1)][1]
    if glued := _GLUED_AHEAD.match(simple[start:end]):
        start += glued.end()
    if glued := _GLUED_BEHIND.search(simple[start:end]):
        end = start + glued.start()
    name = simple[start:end]
    if 2 <= len(name) <= LONGEST and not is_common(name):
        if _NO_PART_OF_A_NAME.search(_TRADE_END.sub("", name)):
            return
        is_formed = is_coined(name) or ends_in_suffix(name) or bool(is_new and _TRADE_END.search(name))
        is_titled = is_new and bool(context.title and name in context.title.simple and len(name) > 2)
        yield Likely(start, end, is_formed or is_titled)


LONGEST = 14


def _is_new(word: str, known: dict[str, str]) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff" and len(word) > 1 and word not in known and not is_generic(word)


_NAME_TAGS = ("nt", "nz", "nr", "nrt", "nrfg", "ns", "n", "an", "a", "b", "i", "l")


def _first_of_known(words: list[str], known: dict[str, str]) -> int | None:
    """云图|卫星, 江川|仪表: words of the dictionary, the last one of trade."""
    if not words or not _TRADE_END.search(words[-1]):
        return None
    first = len(words) - 1
    while first and (len(words[first - 1]) == 1 or known.get(words[first - 1], "nz") in _NAME_TAGS):
        first -= 1
        if len("".join(words[first:-1])) >= 2 and not is_generic(words[first]):
            break
    is_national = words[first].startswith(("中国", "全国", "国家"))
    return first if len(words) - first > 1 and not is_generic(words[first]) and not is_national else None
