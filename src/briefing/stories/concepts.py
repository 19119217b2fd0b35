"""What is written alike in no two languages: who and what a text names, as entries of a table in both.

`names_both.toml` gives each company, institution, place and term one identity (中芯国际 and SMIC), `actions_both.toml`
each kind of doing (起诉 and sued). Only title and opening are read: there stands what the news is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sized
from functools import lru_cache
from itertools import accumulate, chain
from operator import add

from ..config import read_table
from ..text import HAN, cut_words, simplify
from ..types import Concepts
from .measures import find_measures
from .quotes import find_quoted
from .words import find_names, is_telling_name

ACTORS = frozenset({"companies", "investors", "institutions", "weak"})
SUBJECT = 6  # words of an English sentence in which its subject stands
SHORTEST = 2  # characters of a Chinese form

# A hyphen parts: Pfizer-Arvinas names two. The table's own forms are read in the same way.
_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9&.'’+]*")
_HAN = re.compile(f"[{HAN}]")
_HAN_BEFORE, _HAN_BEHIND = re.compile(f"[{HAN}]+$"), re.compile(f"[{HAN}]+")
_AROUND = 6  # characters on both sides of a form that are cut with it
_DATELINE = re.compile(r"^[A-Z][^\n]{2,40}?\s(?:--|[-–—])\s")  # HELSINKI — ; SEOUL, Jan. 15 --
_ENDING = re.compile(r"(?:['’]s|[.'’-])+$")

Form = tuple[str, ...]


def find_concepts(head: str, rest: str) -> Concepts:
    """What a text names.

    `head`: the title and, on the last line, the first sentence; `rest`: what news says after it, up to some sentences.
    """
    head, rest = simplify(head), simplify(rest)
    opening = f"{head}\n{rest}"
    first = list(_entries(head))
    said = [*first, *_entries(rest)]
    line = head.rpartition("\n")[2]
    is_english = not _HAN.search(line)
    names = {_bare(n) for n in find_names(line, Counter(_words(line)), is_english=is_english)}
    met = {word for entry in said for word in _latin_words().get(entry, ())} if names else set()
    return Concepts(
        heads=_of(first, ACTORS),
        named=frozenset(name for name in names if name not in met and is_telling_name(name)),
        subject=_subject(line, names) if is_english else frozenset(),
        actors=_of(said, ACTORS),
        things=frozenset(f"{section}:{name}" for section, name in said if section not in ACTORS),
        doings=frozenset(_doings_of(head)),
        measures=frozenset(find_measures(opening)),
        quoted=frozenset(find_quoted(opening)),
    )


def _subject(line: str, names: set[str]) -> frozenset[str]:
    """The first name of an English sentence, if it stands at its beginning: whom it is about."""
    words = _words(_DATELINE.sub("", line, count=1))[:SUBJECT]
    return frozenset([w for w in words if w in names and is_telling_name(w)][:1])


def _of(entries: Iterable[tuple[str, str]], sections: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{section}:{name}" for section, name in entries if section in sections)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The entries of the table that a text names in either language: section and identity."""
    if _HAN.search(text):
        yield from _chinese(text.lower())  # the table is in lower case: LG电子
    yield from _latin(text)


# ---------------------------------------------------------------- names


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, list[tuple[str, tuple[str, str]]]], dict[str, list[tuple[Form, tuple[str, str]]]]]:
    """Chinese forms by their first two characters, Latin ones by their first word; the longest of each first."""
    chinese: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    latin: dict[str, list[tuple[Form, tuple[str, str]]]] = {}
    sections = read_table("names_both.toml")
    for section in (*sorted(ACTORS), "places", "terms"):
        for line in sections[section]:
            left, _, right = line.partition("=")
            entry = (section, right.split("|")[0].strip())
            for form in (part.strip() for part in left.split("|")):
                chinese.setdefault(form[:SHORTEST], []).append((form, entry))
            for words in filter(None, (tuple(_words(part)) for part in right.split("|"))):
                latin.setdefault(words[0], []).append((words, entry))
    for by_form in (chinese, latin):
        for found in by_form.values():
            found.sort(key=_length, reverse=True)
    return chinese, latin


def _length(pair: tuple[Sized, object]) -> int:
    return len(pair[0])


@lru_cache(maxsize=1)
def _latin_words() -> dict[tuple[str, str], set[str]]:
    """The Latin words of all forms of each entry."""
    words: dict[tuple[str, str], set[str]] = {}
    for form, entry in chain.from_iterable(_table()[1].values()):
        words.setdefault(entry, set()).update(form)
    return words


def _words(text: str) -> list[str]:
    return [_bare(word) for word in _WORD.findall(text)]


def _bare(word: str) -> str:
    """In lower case, without 's and the full stop of a sentence's end."""
    return _ENDING.sub("", word.lower()) or word.lower()


@lru_cache(maxsize=1)
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Forms that count only in capitals, and those that count only as words by themselves."""
    forms = read_table("names_both.toml")["forms"]
    return frozenset(forms["capitals"]), frozenset(forms["crossing"])


def _chinese(text: str) -> Iterator[tuple[str, str]]:
    table = _table()[0]
    crossing = _forms()[1]
    end = 0
    # Most pairs of characters begin no form: they are sorted out before anything is done with them.
    for at in [n for n, pair in enumerate(map(add, text, text[1:])) if pair in table]:
        if at < end:
            continue
        for form, entry in table[text[at : at + SHORTEST]]:
            if text.startswith(form, at) and (form not in crossing or _is_cut_out(text, at, at + len(form))):
                yield entry
                end = at + len(form)
                break


def _is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether words begin and end where the form does: 国内|存在 holds no 内存."""
    before = _HAN_BEFORE.search(text, max(0, start - _AROUND), start)
    behind = _HAN_BEHIND.match(text, end, end + _AROUND)
    first = before.start() if before else start
    edges = set(accumulate(map(len, cut_words(text[first : behind.end() if behind else end])), initial=first))
    return start in edges and end in edges


def _latin(text: str) -> Iterator[tuple[str, str]]:
    """A name asks for a capital: Apple and not apple. A term does not."""
    table = _table()[1]
    written = _WORD.findall(text)
    words = [_bare(word) for word in written]
    at = 0
    while at < len(words):
        for form, entry in table.get(words[at], ()):
            if tuple(words[at : at + len(form)]) == form and _is_written_so(written[at], form, entry[0]):
                yield entry
                at += len(form) - 1
                break
        at += 1


def _is_written_so(word: str, form: Form, section: str) -> bool:
    if len(form) == 1 and form[0] in _forms()[0]:
        return word.isupper()
    return section == "terms" or not word.islower()


# ---------------------------------------------------------------- doings


@lru_cache(maxsize=1)
def _doings() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[str]]]:
    """Chinese pieces, English beginnings of words, and the doings each stands for."""
    names: dict[str, set[str]] = {}
    chinese: set[str] = set()
    english: set[str] = set()
    for doing in read_table("actions_both.toml")["doing"]:
        for kind, forms in ((chinese, doing["zh"]), (english, doing["en"])):
            kind.update(forms)
            for form in forms:
                names.setdefault(form.rstrip("$").strip(), set()).add(doing["name"])
    longest = sorted(english, key=lambda form: (-len(form), form))
    written = "|".join(re.escape(f.rstrip("$").strip()) + (r"\b" if f.endswith(("$", " ")) else "") for f in longest)
    pieces = "|".join(map(re.escape, sorted(chinese, key=lambda form: (-len(form), form))))
    return re.compile(pieces), re.compile(rf"\b(?:{written})"), {k: frozenset(v) for k, v in names.items()}


def _doings_of(text: str) -> Iterator[str]:
    chinese, english, names = _doings()
    for match in chinese.finditer(text):
        yield from sorted(names[match.group()])
    for match in english.finditer(text.lower()):
        yield from sorted(names[match.group()])


def strip_doings(title: str) -> str:
    """A Chinese title without the words of its doings."""
    return _doings()[0].sub("", title)
