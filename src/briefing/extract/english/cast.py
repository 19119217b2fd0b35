"""Who takes part in an English article: its companies by their full and short names, and its main company.

A run of capitalised words is a company unless it is a place, a nation, an office, a medium or a person; an article
that names `Foo Marine Holdings` once and `Foo` later means one company, and `the company` is the one it has been about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...config import read_table
from ..reading.context import Context, Line
from .people import OFFICE, find_people
from .runs import HYPHENED, Span, body_of, find_runs
from .words import FIRM, LEGAL, MEDIA, NAMES, NATION, NO_NAMES, OFFICES, one_of

_LANDS = one_of(
    [*read_table("places.toml")["english"]["countries"], "Asia", "Europe", "America", "Taiwan", "Hong Kong"]
)
LONGEST = 5000
"""Characters: a longer line is a table and no sentence."""
# (Reporting by …; Editing by …): who wrote it takes no part in it.
_CREDITS = re.compile(r"\s*\(?(?:(?:Additional\s)?[Rr]eporting|Writing|Editing|Compiled|Translated)\sby\b")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_TIME = re.compile(rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH})(?:\s\d.*)?")
_ALIAS = re.compile(r"^,?\s?\((?:[^()\"“”]{0,30}?(?:or|the)\s)?[\"“]?(?P<alias>[A-Z][\w&’' .-]{1,30}?)[\"”]?[,)]")
_WORD, _SMALL_WORD = re.compile(r"[\w’'&.-]*\w"), re.compile(r"\b[a-z][\w-]*")
_ONE_WORD = re.compile(r"[A-Z][a-z]+")
_NEVER = re.compile(one_of(NAMES["never"]))
# A-1, RMB30: codes and sums.
_CODE = re.compile(r"[Pp]re-[A-H]\+*|(?:Rs|RMB|USD|EUR|CNY)\s?\d.*|[A-Z]{2,4}\d[\d.,]*|[A-Z]{1,6}-\d{1,6}[A-Za-z]?")
_CUT_BEHIND = re.compile(r"[$€£¥-]")
_CUT_AHEAD = re.compile(r"(?:[A-Za-z0-9]|(?<![A-Z0-9-])-)$")
_QUOTE_AHEAD, _QUOTE_BEHIND = re.compile(r"(?<!\()[\"“'‘]$"), re.compile(r"[\"”'’](?!s\b)")
_IN_PLACE = re.compile(r"\b(?:in|at|near|outside|off|around)\s(?:the\s)?$")
_INTO = re.compile(rf"\b{one_of(NAMES['into'])}\s(?:in|at)\s(?:the\s)?$")
_PLACE_GOES_ON = re.compile(rf",\s(?:[A-Z]|and\b)|\s{one_of(NAMES['place_goes_on'])}\b|[.,;]|$")
_ACTS = re.compile(
    rf"\s?[(\[<]|,\s(?:an?|the)\s(?:[\w.’'-]+\s){{0,6}}?{FIRM}\b|,\s[A-Z][\w&’'-]+(?:\s[A-Z][\w&’'-]+)*(?:,|\sand\s)"
    r"|\sand\s[A-Z][\w&’'-]+\s(?:also|both|have|will|are|were|said|agreed|joined|plan|did|declined)\b"
)
# The lead's first word, and no common noun by its ending: Foo will invest, Foo has agreed.
_SAYS_OR_DOES = re.compile(r"\s(?:said|says|has|will|would|plans|agreed|aims|hopes|and\s[A-Z])\b")
_COMMON = re.compile(r"(?:tion|sion|ment|ing|ers|ors|ity|ness|ies|ance|ence|age|ts|als|ans|ese|es|ls|ds|ks)$")
_ACTS_IN_TITLE = re.compile(r"\s(?!(?:with|of|in|by|from|for|at|on|as|and|or|that|the|a|an)\b)[a-z]+|['’]s\b|,")


@dataclass(frozen=True, slots=True)
class Named:
    """A company where it stands in a line."""

    start: int
    end: int
    name: str
    """In full, as the article first gives it."""


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    main: str | None
    """The company the article is about."""
    lines: Mapping[int, tuple[Named, ...]]

    def named(self, line: Line) -> tuple[Named, ...]:
        return self.lines.get(line.index, ())


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole article tells of its capitalised runs."""

    people: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def read_cast(context: Context) -> Cast:
    """The companies of an article's English lines."""
    lines = [x for x in context.lines if x.is_latin and len(x.simple) <= LONGEST and not _CREDITS.match(x.simple)]
    spans = {line.index: list(find_runs(line)) for line in lines}
    known = _Known(frozenset(find_people(lines, spans)), frozenset(_sure_names(lines, spans, context)))
    found = {line.index: list(_companies(line, spans[line.index], known)) for line in lines}
    title = context.title
    if title is not None and title.is_latin and len(title.simple) <= LONGEST:
        found[title.index] = list(_in_title(title, found, known, context.article.text))
    full = _full_names([n.name for index in sorted(found) for n in found[index]], _aliases(lines, found))
    told = {i: tuple(Named(n.start, n.end, full.get(n.name, n.name)) for n in found[i]) for i in found}
    return Cast(_main(told), told)


def _sure_names(lines: list[Line], spans: Mapping[int, list[Span]], context: Context) -> Iterator[str]:
    """What bears its capital inside a sentence, begins a longer name, or opens sentences again and again."""
    openers: Counter[str] = Counter()
    for line in lines:
        for start, end in spans[line.index]:
            name = line.simple[start:end]
            if start > _opening(line):
                yield name
            else:
                openers[name] += 1
            if " " in name and not _NEVER.match(name):
                yield name.split()[0]
    title_words = set(_WORD.findall(context.title.simple)) if context.title is not None else set()
    small = set(_SMALL_WORD.findall(context.article.text))
    for name, count in openers.items():
        if count + (name in title_words) > 1 and name.lower() not in small:
            yield name


def _opening(line: Line) -> int:
    """Where its first word behind a dateline begins."""
    body = line.simple[body_of(line.simple) :]
    return len(line.simple) - len(body.lstrip(" \"“'‘"))


# ---------------------------------------------------------------- which runs are companies


def _companies(line: Line, spans: list[Span], known: _Known) -> Iterator[Named]:
    for start, end in spans:
        name = line.simple[start:end]
        if name in known.people or not _is_name(name) or not _is_whole(line, start, end):
            continue
        if not _is_place(line, start, end) and _is_no_opener(line, start, end, known):
            yield Named(start, end, name)


def _is_name(name: str) -> bool:
    """Neither a time, a nation, a medium, an office, a code nor a word that names nothing."""
    if name in NO_NAMES or _NEVER.match(name) or OFFICE.match(name) or _TIME.fullmatch(name):
        return False
    if re.fullmatch(NATION, name) or MEDIA.search(name) or _CODE.fullmatch(name) or HYPHENED.fullmatch(f"{name} "):
        return False
    return bool(re.search("[A-Za-z]{2}", name)) and not (OFFICES.search(name) and not LEGAL.search(name))


def _is_whole(line: Line, start: int, end: int) -> bool:
    """Not the HK of HK$, the MW of 240MW, the Foo of ex-Foo and Foo-based; not the game "Foo"."""
    behind = _CUT_BEHIND.match(line.simple, end)
    if behind or _CUT_AHEAD.search(line.simple, max(0, start - 2), start):
        return False
    return not (_QUOTE_AHEAD.search(line.simple, max(0, start - 2), start) and _QUOTE_BEHIND.match(line.simple, end))


def _is_place(line: Line, start: int, end: int) -> bool:
    """Of the list of places, or a word after `in` with which the sentence goes on as with a town."""
    if any(p.start <= start and end <= p.end and not _goes_to_next(line, p.start, p.end) for p in line.places):
        return True
    if " " in line.simple[start:end] or not _PLACE_GOES_ON.match(line.simple, end):
        return False
    low = max(0, start - 24)
    return bool(_IN_PLACE.search(line.simple, low, start)) and not _INTO.search(line.simple, low, start)


def _goes_to_next(line: Line, start: int, end: int) -> bool:
    """Of `Foo Aramco, China|'s Bar` only the second is a land, and it is Bar's."""
    return "," in line.simple[start:end] and line.simple.startswith(("'s", "’s"), end)


def _is_no_opener(line: Line, start: int, end: int, known: _Known) -> bool:
    """A single word that opens a sentence is a name when the article proves it or when it acts."""
    name = line.simple[start:end]
    if start > _opening(line) or not _ONE_WORD.fullmatch(name) or name in known.sure:
        return True
    if line.index == 0 and _SAYS_OR_DOES.match(line.simple, end) and not _COMMON.search(name):
        return True
    return bool((_ACTS if line.index >= 0 else _ACTS_IN_TITLE).match(line.simple, end))


# ---------------------------------------------------------------- the headline


def _in_title(title: Line, found: Mapping[int, list[Named]], known: _Known, body: str) -> Iterator[Named]:
    """In a headline with capitals throughout only what the text names as well; else as in a sentence."""
    if is_capitalised(title.simple):
        names = {s for named in found.values() for n in named for s in _shortened(n.name)}
        yield from sorted(_spelled(title, names), key=lambda n: n.start)
        return
    for n in _companies(title, list(find_runs(title)), _Known(sure=known.sure)):
        if " " in n.name or not body or n.name in known.sure or n.name in body:
            yield n


def is_capitalised(text: str) -> bool:
    """`Foo Maker Bar Agrees to Buy Qux`: nearly every longer word has a capital."""
    words = re.findall(r"[A-Za-z][\w’'-]{3,}", text)
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _spelled(title: Line, names: set[str]) -> Iterator[Named]:
    taken: list[Span] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", title.simple):
            if not any(a < m.end() and m.start() < b for a, b in taken):
                taken.append(m.span())
                yield Named(m.start(), m.end(), name)


def _shortened(name: str) -> Iterator[str]:
    """`Foo Marine Holdings Ltd`, `Foo Marine Holdings`, `Foo Marine`, `Foo`."""
    words = LEGAL.sub("", name).split()
    yield name
    for size in range(len(words), 0, -1):
        if size > 1 or len(words[0]) > 3:
            yield " ".join(words[:size])


# ---------------------------------------------------------------- full and short names, the main company


def _aliases(lines: list[Line], found: Mapping[int, list[Named]]) -> dict[str, str]:
    """Short form -> full name, as the article pairs them in brackets: Foo Marine Holdings ("Foo")."""
    pairs = ((_ALIAS.match(line.simple[n.end : n.end + 60]), n.name) for line in lines for n in found[line.index])
    return {m["alias"].strip(): name for m, name in pairs if m}


def _full_names(names: list[str], aliases: Mapping[str, str]) -> dict[str, str]:
    """A name that begins another one is its short form, rather of Foo Co than of Foo Bar; Foo China is a unit."""
    full: dict[str, str] = {}
    distinct = list(dict.fromkeys(names))
    for name in distinct:
        base = LEGAL.sub("", name).strip(" ,")
        starts = (f"{base} ", f"{base},", f"{base}-") if base == name else (f"{name} ", f"{name},")
        longer = [n for n in distinct if len(n) > len(name) and n.startswith(starts) and not _is_branch(n, base)]
        whole = [n for n in longer if LEGAL.search(n, len(base))]
        full[name] = next(iter(whole or longer), name) if len(base) > 2 else name
    return full | {alias: full.get(name, name) for alias, name in aliases.items()}


def _is_branch(name: str, base: str) -> bool:
    """Foo China, Foo Japan: of one name with Foo and another house."""
    return bool(re.fullmatch(rf"\s(?:{_LANDS})", name[len(base) :]))


def _main(lines: Mapping[int, tuple[Named, ...]]) -> str | None:
    """Named in the title or the lead, and the oftenest of those."""
    counts = Counter(n.name for named in lines.values() for n in named)
    order = list(dict.fromkeys(n.name for index in sorted(lines)[:3] for n in lines[index]))
    return max(order, key=lambda name: (counts[name], -order.index(name)), default=None)
