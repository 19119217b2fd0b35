"""Records of a new week and those of earlier issues: which one is told again, and what has changed since.

`identity` says whether two records are one, as within a week. Over weeks less speaks for it: no story is shared, and a
sum that differs may be the news itself (a second closing, a larger investment). So a name must be strong, or other
signals must stand beside it, and where two earlier records fit equally well none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...config import read_table
from ...text import simplify
from ...types import Cell, Event, Money, Project, Update
from ..reading.names import normalize_name
from .identity import is_apart, link
from .likeness import name_keys, same_company, without_places
from .merge import advance
from .press import Press
from .sums import Rates, compare_sums

HEAD = 2
"""Characters with which both names must begin, a place before them left out, to be compared at all."""
_AMOUNTS = ("money", "valuation", "first_close", "committed", "paid_in")
_PARTIES = ("parties", "leads", "managers", "sponsors", "owners")


class _Fit(NamedTuple):
    strength: int
    number: int


def find_again(new: Iterable[Event], past: Sequence[Event], press: Press) -> dict[str, int]:
    """By id of a new record, the number of the earlier one in `past` that is the same thing; those without are missing.

    `press` knows the articles of both. Each earlier record is taken once: by the new one that it fits best.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, event in enumerate(past):
        for key in _keys(event):
            index[key].append(number)
    fits = [(fit, event.id) for event in new if (fit := _best(event, past, index, press)) is not None]
    taken: dict[int, str] = {}
    for fit, identity in sorted(fits, key=lambda f: (-f[0].strength, f[1])):
        taken.setdefault(fit.number, identity)
    return {identity: number for number, identity in taken.items()}


def _best(event: Event, past: Sequence[Event], index: Mapping[tuple[str, ...], list[int]], press: Press) -> _Fit | None:
    near = sorted({n for key in _keys(event) for n in index.get(key, ())})
    fits = sorted((_Fit(s, n) for n in near if (s := _strength(event, past[n], press))), reverse=True)
    is_open = len(fits) > 1 and fits[0].strength == fits[1].strength
    return None if not fits or is_open else fits[0]


def _strength(a: Event, b: Event, press: Press) -> int:
    if is_apart(a, b, press):
        return 0
    return link(a, b, press) or int(a.id == b.id and (_is_renamed(b) or _share_words(a, b)))


def _share_words(a: Event, b: Event) -> bool:
    """Read from one sentence, printed twice: then a weak name is enough."""
    return bool({e.text for e in a.evidence} & {e.text for e in b.evidence})


def _is_renamed(event: Event) -> bool:
    """By an editor: its id goes by the name that the sources give."""
    return event.review is not None and any(change.column == "name" for change in event.review.changes)


def _keys(event: Event) -> Iterator[tuple[str, ...]]:
    kind = type(event).__name__
    yield kind, "id", event.id
    for key in sorted(name_keys(event)):
        for form in dict.fromkeys((key, without_places(key))):
            if len(form) >= HEAD:
                yield kind, "name", form[:HEAD]
    if event.type == "agreement":
        for party in event.parties:
            yield kind, "party", normalize_name(simplify(party))[: 2 * HEAD]


# ---------------------------------------------------------------- what changed


def find_updates(new: Event, old: Event, rates: Rates) -> Iterator[Update]:
    """What a record says that its earlier telling did not, or said otherwise; the old value beside the new.

    A telling that says less than the earlier one is no change, nor a stage behind it: outlets repeat old news.
    """
    if _has_moved(new, old):
        yield Update("stage", old.stage, new.stage)
    elif (step := _next_step(new, old)) is not None:
        yield Update("step", *step)
    for field in _AMOUNTS:
        was, now = getattr(old, field, None), getattr(new, field, None)
        if now is not None and _is_other_sum(was, now, rates):
            yield Update(field, was.text if was else None, now.text)
    for field in _PARTIES:
        if added := _added(new, old, field):
            yield Update(field, getattr(old, field), added)
    if isinstance(new, Project) and isinstance(old, Project) and _has_grown(new, old):
        yield Update("capacity", _size(old), _size(new))


def _has_moved(new: Event, old: Event) -> bool:
    if new.stage is None or old.stage is None or new.stage == old.stage:
        return False
    if "terminated" in (new.stage, old.stage):
        return new.stage == "terminated" or advance(new) > 0  # taken up again: more than spoken of
    return advance(new) > advance(old)


_STEPS = tuple(re.compile("|".join(row["patterns"])) for row in read_table("merging.toml")["steps"])
"""Of an application, from its acceptance to its registration."""


def _next_step(new: Event, old: Event) -> tuple[str | None, str] | None:
    """`受理` then, `审核问询函` now: the words of the furthest step of both tellings, where the new one is further."""
    if not (new.stage == old.stage == "filed"):
        return None
    (was, before), (now, words) = _step(old), _step(new)
    return (before, words) if words is not None and now > max(was, 0) else None


def _step(event: Event) -> tuple[int, str | None]:
    """The furthest step that its sentences tell, and its words there; -1 when they tell none."""
    text = simplify("\n".join(piece.text for piece in event.evidence))
    told = ((rank, m.group()) for rank, step in enumerate(_STEPS) if (m := step.search(text)))
    return max(told, default=(-1, None), key=lambda t: t[0])


def _is_other_sum(was: Money | None, now: Money, rates: Rates) -> bool:
    if now.value is None:
        return False
    return was is None or was.value is None or compare_sums(now, was, rates) is False


def _added(new: Event, old: Event, field: str) -> tuple[str, ...]:
    """Names that the earlier telling did not have; those in another script may be the same ones and are passed over."""
    names, known = getattr(new, field, ()), _all_names(old)
    scripts = {name.isascii() for name in getattr(old, field, ())}
    fresh = (n for n in names if not any(same_company(n, k) for k in known))
    return tuple(n for n in fresh if not scripts or n.isascii() in scripts)


def _all_names(event: Event) -> tuple[str, ...]:
    return (event.name, *event.aliases, *(n for field in _PARTIES for n in getattr(event, field, ())))


def _has_grown(new: Project, old: Project) -> bool:
    x, y = new.capacity, old.capacity
    return x is not None and (y is None or (x.unit == y.unit and x.value != y.value))


def _size(project: Project) -> Cell:
    return project.capacity.text if project.capacity else None
