"""Records that are one thing, gathered: each joins the group it has most in common with, unless one there forbids it.

Only records that share a name, a stretch of one, a pair of parties, a story or a sum are compared, so that the work
grows with their number. The result does not depend on the order in which records come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ...text import simplify
from ...types import Event
from ..reading.names import normalize_name
from .identity import is_apart, link, may_link
from .likeness import name_key, name_keys
from .press import Press
from .sites import spots
from .sums import agree

Cluster = list[Event]
LONGEST_KEY = 48
"""Characters of a name that are looked through for another's; a longer one is a sentence."""
ASKED = 8
"""Members of a group that speak for it: what a hundred outlets carry is compared as often as what eight do."""
MOST_ALIKE = 60
"""Records under one key that are compared with a new one; more share a name that says nothing (产业园)."""


def order(event: Event) -> tuple:
    """A total order that does not look at where the records stood in the input."""
    money = event.money
    return (
        type(event).__name__,
        name_key(event),
        event.type or "",
        event.is_background,
        -event.confidence,
        event.evidence[0].article if event.evidence else "",
        tuple(event.evidence[0].span) if event.evidence else (),
        str(money.value) if money else "",
        money.text if money else "",
        event.name,
        event.stage or "",
        event.date or "",
        event.place or "",
        event.parties,
        getattr(event, "round", None) or "",
    )


def gather_alike(events: Iterable[Event], press: Press) -> list[Cluster]:
    """First those that do not contradict each other, then those that are one thing although their figures differ."""
    events = list(events)
    if len(events) < 2:
        return [[event] for event in events]
    clusters = _join([[event] for event in sorted(events, key=order)], press, is_strict=True)
    return _join(clusters, press, is_strict=False)


def _join(clusters: Sequence[Cluster], press: Press, *, is_strict: bool) -> list[Cluster]:
    joined: list[Cluster] = []
    index: dict[tuple, list[int]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda c: (-len(c), order(c[0]))) if not is_strict else clusters:
        near = sorted({n for event in cluster for key in _seek(event, press) for n in index.get(key, ())})
        ranked = [(_bind(joined[n], cluster, press, is_strict=is_strict), -n) for n in near]
        best = max((r for r in ranked if r[0] > 0), default=None)
        home = -best[1] if best else len(joined)
        if best and not (not is_strict and _is_open(ranked, best)):
            joined[home].extend(cluster)
        else:
            home = len(joined)
            joined.append(list(cluster))
        for event in cluster:
            for key in _keep(event, press):
                if len(index[key]) < MOST_ALIKE and home not in index[key]:
                    index[key].append(home)
    return joined


def _is_open(ranked: Sequence[tuple[int, int]], best: tuple[int, int]) -> bool:
    """Two groups with other figures fit equally: which of the two sums is meant nobody can say."""
    return sum(score == best[0] for score, _ in ranked) > 1


def _bind(group: Cluster, cluster: Cluster, press: Press, *, is_strict: bool) -> int:
    """How strongly two groups are one; 0 when any two of them are apart or nothing binds them."""
    pairs = [(a, b) for a in group[:ASKED] for b in cluster[:ASKED]]
    if not any(may_link(a, b) for a, b in pairs):  # nearly all: they share a story or a sum, and no name
        return 0
    if any(is_apart(a, b, press) for a, b in pairs):
        return 0
    if is_strict and any(agree(press.profile(a).sum, press.profile(b).sum) is False for a, b in pairs):
        return 0
    return max(link(a, b, press) for a, b in pairs)


# ---------------------------------------------------------------- which are compared


def _keep(event: Event, press: Press) -> Iterator[tuple]:
    """The keys under which a record is found."""
    kind = type(event).__name__
    for key in name_keys(event):
        yield kind, key
        for part in _parts(key):
            yield kind, "part", part
    yield from _others(event, kind, press)


def _seek(event: Event, press: Press) -> Iterator[tuple]:
    """The keys under which a record looks for others: names equal to its own, holding it, or held by it."""
    kind = type(event).__name__
    for key in name_keys(event):
        yield kind, key
        yield kind, "part", key
        for part in _parts(key):
            yield kind, part
    yield from _others(event, kind, press)


def _parts(key: str) -> Iterator[str]:
    """The beginnings and ends of a name, and what follows its first two to four characters (a place)."""
    key = key[:LONGEST_KEY]
    for size in range(2, len(key)):
        yield key[:size]
        if size >= 4:
            yield key[-size:]
    for start in (2, 3, 4, 5, 6):
        for end in range(start + 2, len(key)):
            yield key[start:end]


def _others(event: Event, kind: str, press: Press) -> Iterator[tuple]:
    for story in sorted(press.profile(event).stories):
        yield kind, "story", story
    if event.type == "agreement":
        for party in event.parties:
            yield kind, "party", normalize_name(simplify(party))[:4]
    for spot in sorted(spots(event)):
        yield kind, "spot", event.type, spot
    if event.money and event.money.value:
        yield kind, "sum", event.money.currency, event.money.value.normalize()
