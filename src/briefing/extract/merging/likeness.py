"""Names of records compared: equal, one in the other, shortened; and which names are too weak to join anything.

A weak name could be another thing's too: two characters (华为), a place (泰国工厂), a general noun (电池工厂, 22个项目,
战略合作协议). The words lie in `data/merging.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...config import read_table
from ...tags import find_tags
from ...text import simplify
from ...types import Deal, Event, Project
from ..reading.names import is_common, normalize_name
from ..reading.places import find_places
from ..reading.word_spans import find_words

SHORTEST_HELD = 4
"""Characters a name needs to count as held by a longer one; 华为 stands in too many names."""
_TABLE = read_table("merging.toml")


def name_key(event: Event) -> str:
    return _key(event.name)


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    return normalize_name(simplify(name))


_PROJECT = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:建设)?(?:项目|工程)$")


def name_keys(event: Event) -> frozenset[str]:
    """All forms under which the reports name it; 某某电池工厂项目 is 某某电池工厂."""
    return _all_keys((event.name, *event.aliases), isinstance(event, Project))


@lru_cache(maxsize=16384)
def _all_keys(names: tuple[str, ...], is_project: bool) -> frozenset[str]:
    keys = filter(None, map(_key, names))
    return frozenset(_PROJECT.sub("", key) for key in keys) if is_project else frozenset(keys)


_PHASE = re.compile(
    r"[一二三四五六七八九十\d]{1,3}期|首期|[一二三四]阶段|第[一二三四五六七八九十\d]{1,3}[批期]|phase\s?[\divx]+"
)
_COUNT = re.compile(r"^(?:首批|第[一二三四五六七八九十\d]+批)?(\d+|[一二两三四五六七八九十百]+)(?=[个项家份座条])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@lru_cache(maxsize=8192)
def phases(name: str) -> frozenset[str]:
    return frozenset(_PHASE.findall(simplify(name).lower()))


def same_company(a: str, b: str) -> bool:
    """Two spellings of one organisation: equal without legal form, or one begins the other behind its place."""
    x, y = sorted((_company_key(a), _company_key(b)), key=len)
    return x == y or (len(x) >= 2 and _is_held(x, y) and not _BRANCH.search(y.replace(x, "", 1)))


@lru_cache(maxsize=8192)
def _company_key(name: str) -> str:
    key = _key(name)
    for long, short in _TABLE["shortened"].items():
        key = key.replace(long, short)
    return key


_BRANCH = re.compile("|".join(map(re.escape, _TABLE["branches"])))


@lru_cache(maxsize=65536)
def _is_held(short: str, long: str) -> bool:
    """At the beginning, behind a place, or (from four characters) at the end; never a part of a number: 12号线."""
    at = long.find(short)
    if at < 0 or (short[0].isdigit() and at and long[at - 1].isdigit()):
        return False
    if at == 0:
        return not (short[-1].isascii() and short[-1].isalnum() and _is_word_part(long[len(short)]))
    if at == len(long) - len(short) and len(short) >= SHORTEST_HELD:
        return not (short[0].isascii() and _is_word_part(long[at - 1]))
    return not without_places(long[:at])


def _is_word_part(character: str) -> bool:
    return character.isascii() and character.isalnum()


@lru_cache(maxsize=8192)
def without_places(name: str) -> str:
    rest, at = [], 0
    for place in find_places(name, name):
        rest.append(name[at : place.start])
        at = place.end
    return "".join([*rest, name[at:]])


def is_weak(event: Event) -> bool:
    """Its name could be another thing's too."""
    return all(_is_weak_name(key, is_called(event)) for key in name_keys(event))


def is_called(event: Event) -> bool:
    """Named by a noun with attributes and not by a company's name."""
    return not isinstance(event, Deal) or event.type in ("agreement", "batch_signing")


_GENERAL = re.compile(
    "|".join(sorted({re.escape(w) for k in ("heads", "attributes") for w in _TABLE[k]}, key=lambda w: (-len(w), w)))
)
SHORT_CORE = 4
"""Characters of a name without place, kind and count that common words may make up: 电子元件, 动力电池."""


@lru_cache(maxsize=8192)
def _is_weak_name(key: str, is_noun: bool) -> bool:
    if len(key) <= 2 or is_common(key):
        return True
    if key.isascii():
        return is_noun and bool(_GENERAL.search(key)) and len(key) < 16
    core = _NUMBER.sub("", _PHASE.sub("", _COUNT.sub("", without_places(key))))
    if is_noun:
        core = _GENERAL.sub("", core)
    if len(core) <= 1:
        return True
    return is_noun and len(core) <= SHORT_CORE and all(_is_known(core[a:b]) for a, b in find_words(core))


def works_core(name: str, owners: tuple[str, ...]) -> str:
    """What is left of 富士康印度电子元件工厂 without its owner, its place and what any plant is called: 电子元件."""
    key = _key(name)
    for owner in sorted(map(_company_key, owners), key=len, reverse=True):
        key = key.replace(owner, "", 1) if len(owner) >= 2 else key
    return _GENERAL.sub("", _SIDE.sub("", _NUMBER.sub("", _COUNT.sub("", without_places(key)))))


_SIDE = re.compile("[东西南北中]部|附近|郊区|当地|新建?")


def is_weak_works(name: str, owners: tuple[str, ...]) -> bool:
    """A place, an owner and a general noun, and nothing of its own: 马格德堡芯片工厂."""
    core = works_core(name, owners)
    return len(core) <= 2 * SHORT_CORE and all(_is_known(core[a:b]) for a, b in find_words(core))


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    """An ordinary word or a region: the dictionary has it, and not as a name of one thing."""
    tag = find_tags((word,)).get(word)
    return tag is not None and tag not in ("nr", "nz", "nt", "nrt", "nrfg")


def relate_names(a: Event, b: Event) -> str | None:
    """`equal`, `held` (one is a stretch of the other), `likened` (one is the other with words left out), or None."""
    x, y = name_keys(a), name_keys(b)
    if x & y:
        return "equal"
    pairs = [sorted((p, q), key=len) for p in x for q in y]
    if any(len(short) >= 2 and _is_held(short, long) and not _BRANCH.search(long) for short, long in pairs):
        return "held"
    return "likened" if any(_is_shortened(short, long) for short, long in pairs) else None


@lru_cache(maxsize=65536)
def _is_shortened(short: str, long: str) -> bool:
    """电子元件工厂 and 电子元件制造工厂: the first two and the last character kept, words between left out."""
    if len(short) < 4 or short[:2] != long[:2] or short[-1] != long[-1]:
        return False
    if _NUMBER.findall(short) != _NUMBER.findall(long):
        return False
    rest = iter(long)
    return all(c in rest for c in short)


def counts_in(event: Event) -> frozenset[str]:
    """How many it stands for, and the numbers in its name: 12个项目, 6号线, 年产5万吨."""
    return _numbers_in(event.name, str(event.bundle or "") if isinstance(event, Project) else "")


@lru_cache(maxsize=8192)
def _numbers_in(name: str, bundle: str) -> frozenset[str]:
    return frozenset([bundle] if bundle else _COUNT.findall(simplify(name)) or _NUMBER.findall(name))
