"""One name for a place, however it is written: in English or Chinese, in either script, with or without 省 and 市.

Places are not counted under the one above them (青岛高新区 stays apart from 青岛): which district lies in which city no
table here says, and names like 鼓楼区 are many. What cannot be decided keeps the name that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from ..config import read_table, read_words
from ..text import HAN, simplify

_HAN = re.compile(f"[{HAN}]")
_RANKS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
LEAST = 3  # characters of a name that may stand for a longer one; 高新区 is any city's


def unite_places(places: Iterable[str], lang: str) -> dict[str, str]:
    """By place as written, the name that it is counted under: Chinese where it is known, in an English issue an English
    one where the sources have one.
    """
    written = sorted(set(places))
    named = {place: name_place(place) for place in written}
    whole = {name: _longer(name, named.values()) for name in named.values()}
    named = {place: whole[name] for place, name in named.items()}
    if lang == "en":
        spoken = {name: place for place, name in reversed(named.items()) if not _HAN.search(place)}
        named = {place: spoken.get(name, name) for place, name in named.items()}
    return named


def name_place(place: str) -> str:
    """The name of one place by itself."""
    text = " ".join(place.split())
    return _chinese(simplify(text)) if _HAN.search(text) else _of_english(text) or text


def _longer(name: str, names: Iterable[str]) -> str:
    """昌平区 is 北京昌平区 where the issue has that one and no other 昌平区."""
    if _head(name) or len(name) < LEAST or name in read_table("regions.toml")["behind"].values():
        return name
    held = {other for other in names if other.endswith(name) and 0 < _head(other) == len(other) - len(name)}
    return held.pop() if len(held) == 1 else name


# ---------------------------------------------------------------- Chinese


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    table = read_table("places.toml")
    return frozenset((*table["provinces"], *table["cities"]))


@lru_cache(maxsize=1)
def _first_forms() -> dict[str, str]:
    """Chinese names of one place in several forms: the first of them."""
    forms = (line.partition(" = ")[0].split("|") for line in read_table("names_both.toml")["places"])
    return {form: names[0] for names in forms for form in names}


def _chinese(text: str) -> str:
    """Without 省 and 市 behind a known name, and without the province before a city."""
    short: Mapping[str, str] = read_table("regions.toml")["short"]
    text = _first_forms().get(text, text)
    text = short.get(text, text)
    head = _head(text)
    if not head or text in short.values():
        return text
    name, rest = text[:head], text[head:]
    bare = rest.removeprefix(next((rank for rank in _RANKS if rest.startswith(rank)), ""))
    if _is_province(name) and _head(bare):
        return _chinese(bare)
    is_both = _is_province(name) and name in read_table("places.toml")["cities"]  # 吉林市 lies in 吉林省
    return text if is_both and rest.startswith("市") else name + bare


def _head(text: str) -> int:
    """Length of the province or city that a place begins with; 0: none is known."""
    return next((n for n in range(min(6, len(text)), 1, -1) if text[:n] in _cities()), 0)


def _is_province(name: str) -> bool:
    return name in read_table("places.toml")["provinces"]


# ---------------------------------------------------------------- English


def _of_english(text: str) -> str | None:
    """The Chinese name, where there is just one."""
    name = text.lower().replace("’", "'")
    known = _known(name)
    if known:
        return known
    behind: Mapping[str, str] = read_table("regions.toml")["behind"]
    tail = next((words for words in behind if name.endswith(f" {words}")), None)
    stem = _known(name.removesuffix(f" {tail}")) if tail else None
    if tail is None or stem is None:
        return None
    is_whole = not behind[tail] or (stem.endswith("区") and behind[tail].endswith("区"))  # 雄安新区, 海淀区
    return stem if is_whole else (stem if stem in _cities() else stem.removesuffix("区")) + behind[tail]


def _known(name: str) -> str | None:
    spelt: Mapping[str, str] = read_table("regions.toml")["spelt"]
    return spelt.get(name) or _spoken().get(name) or (_by_sound().get(_letters(name)) if _is_of_china(name) else None)


@lru_cache(maxsize=1024)
def _is_of_china(name: str) -> bool:
    """Only names that the table of places has: other Latin words may be read as pinyin too."""
    english = read_table("places.toml")["english"]
    return any(name == known.lower() for key in ("provinces", "cities") for known in english[key])


@lru_cache(maxsize=1)
def _spoken() -> dict[str, str]:
    """By English name the Chinese one, of the table of names that are not pinyin."""
    lines = (line.split(" = ") for line in read_table("names_both.toml")["places"])
    pairs = [(english, chinese.split("|")[0]) for chinese, spoken in lines for english in spoken.split("|")]
    return {english: _chinese(chinese) for english, chinese in pairs}


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, str]:
    """Pinyin without blanks and apostrophes: provinces before cities, these before zones; a sound that two names of one
    rank share is no name.
    """
    table = read_table("places.toml")
    short: Mapping[str, str] = read_table("regions.toml")["short"]
    found: dict[str, set[str]] = {}
    for names in (table["provinces"], table["cities"], table["zones"], short):
        of_rank: dict[str, set[str]] = {}
        for name in names:
            for sound in _sounds(name):
                of_rank.setdefault(sound, set()).add(_chinese(name))
        found = of_rank | found
    return {sound: min(same) for sound, same in found.items() if len(same) == 1}


def _sounds(name: str) -> Iterator[str]:
    readings = [_syllables().get(character, ()) for character in name]
    return map("".join, product(*readings))


@lru_cache(maxsize=1)
def _syllables() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in read_words("pinyin.txt"):
        syllable, characters = line.split()
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name)
