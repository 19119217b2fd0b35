"""Works that reports call by their place alone: 马格德堡工厂, 德国马格德堡芯片厂, a new fab in Magdeburg.

Such names are too weak to join anything. With one owner on one spot, of one kind, and no word of the names that tells
them apart, they are one; a sum that both state speaks for itself where one report gives only the country.
"""

from __future__ import annotations

from functools import lru_cache

from ...config import read_table
from ...text import simplify
from ...types import Event, Project
from ..facilities.frame_places import is_broad, stem_of
from ..reading.places import find_places
from .likeness import is_weak_works, same_company, works_core

KINDS = ("plant", "data_center", "logistics")
"""What a firm has one of in a town; a university founds three centres there in a day."""
_COUNTRIES = tuple(sorted(read_table("places.toml")["countries"], key=lambda c: (-len(c), c)))


def may_be_one_site(a: Event, b: Event) -> bool:
    """Whether both are works of one of the kinds."""
    return isinstance(a, Project) and a.type == b.type and a.type in KINDS


def is_one_site(a: Event, b: Event, *, has_one_sum: bool) -> bool:
    """Whether two records are one plant of one owner, by where it stands or by what it costs."""
    if not isinstance(a, Project) or not isinstance(b, Project) or not may_be_one_site(a, b):
        return False
    if not any(same_company(p, q) for p in _owners(a) for q in _owners(b)):
        return False
    if not all(is_weak_works(event.name, _owners(event)) for event in (a, b)):
        return False
    if has_one_sum and _may_be_one_place(a, b):
        return True
    is_there = spots(a) & spots(b) or (not spots(a) and not spots(b) and _countries(a) & _countries(b))
    return bool(is_there) and _may_be_one_noun(a, b)


def _owners(event: Project) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*event.owners, *event.parties)))


def _may_be_one_noun(a: Project, b: Project) -> bool:
    """芯片工厂 and 工厂, 封装测试工厂 and 测试封装厂; not 晶圆厂 and 封装厂."""
    x, y = (works_core(event.name, _owners(event)) for event in (a, b))
    return not x or not y or any(x[i : i + 2] in y for i in range(len(x) - 1))


def _may_be_one_place(a: Project, b: Project) -> bool:
    x, y = spots(a), spots(b)
    return not x or not y or bool(x & y)


def spots(event: Event) -> frozenset[str]:
    """The cities and regions, without country, that a record is placed in or named after."""
    place = event.place or ""
    return _spots(simplify(place)) or _spots(simplify(event.name)) if isinstance(event, Project) else frozenset()


def _countries(event: Project) -> frozenset[str]:
    """特斯拉印度工厂, 特斯拉印度超级工厂: of works that reports place no nearer."""
    words = simplify(f"{event.place or ''}，{event.name}")
    return frozenset(p.key for p in find_places(words, words) if p.key in _COUNTRIES)


@lru_cache(maxsize=8192)
def _spots(words: str) -> frozenset[str]:
    found = (stem_of(p) for p in find_places(words, words) if not is_broad(p))
    return frozenset(filter(None, map(_without_country, found)))


def _without_country(stem: str) -> str:
    country = next((c for c in _COUNTRIES if stem.startswith(c) and len(stem) > len(c) + 1), "")
    return stem.removeprefix(country)
