"""Whether two records are one thing: by name and aliases, parties, round, sum, phase, dates, and who tells them.

`is_apart` knows what forbids it, `link` what speaks for it. A name alone is enough where it names one thing only;
a weak one (`likeness`) needs a second signal.
"""

from __future__ import annotations

from datetime import date, timedelta

from ...types import Deal, Event, Project
from .history import last_day
from .likeness import SHORTEST_HELD, counts_in, is_called, is_weak, name_key, phases, relate_names, same_company
from .press import Press
from .sums import are_two_stakes, compare_sums, is_telling

MONTHS_APART = timedelta(days=62)
"""Two deals of one company that lie further apart are two: rounds follow each other by a quarter at the least."""
DAYS_OF_A_SIGNING = timedelta(days=3)
"""A ceremony is told on its day and the next ones."""
_TRANSFERS = frozenset({"funding", "equity", "acquisition"})
"""A stake that changes hands: one outlet calls it 入股, the other 收购 or 投资."""
SEVERAL = frozenset({"bond", "batch_signing", "follow_on"})
"""What one issuer or town does several of in a month: two sums are two of them."""


# ---------------------------------------------------------------- what forbids


def is_apart(a: Event, b: Event, press: Press) -> bool:
    """Whether something says that they are two things, whatever their names are."""
    if type(a) is not type(b) or _are_two_kinds(a, b, press) or _are_two_rounds(a, b):
        return True
    sums = compare_sums(a.money, b.money, press.rates)
    if a.is_background != b.is_background and not (sums and is_telling(a.money) and is_telling(b.money)):
        return True
    if phases(a.name) != phases(b.name) and not (sums and phases(a.name) | phases(b.name) and is_telling(a.money)):
        return True
    if counts_in(a) and counts_in(b) and not counts_in(a) & counts_in(b):
        return True
    if sums is False and ((a.type in SEVERAL and not _is_one_batch(a, b, press)) or _articles(a) & _articles(b)):
        return True
    if sums is False and are_two_stakes(*(" ".join(e.text for e in event.evidence) for event in (a, b))):
        return True
    return _are_months_apart(a, b, press)


def _are_two_kinds(a: Event, b: Event, press: Press) -> bool:
    if not a.type or not b.type or a.type == b.type:
        return False
    return not (
        {a.type, b.type} <= _TRANSFERS
        and not _articles(a) & _articles(b)
        and bool(shared_parties(a, b))
        and compare_sums(a.money, b.money, press.rates) is not False
    )


def _are_two_rounds(a: Event, b: Event) -> bool:
    """Two rounds, or two agreements of one side with two others."""
    if a.type == "agreement" and len(a.parties) >= 2 and len(b.parties) >= 2:
        return len(shared_parties(a, b)) < 2
    return isinstance(a, Deal) and isinstance(b, Deal) and bool(a.round and b.round and a.round != b.round)


def _is_one_batch(a: Event, b: Event, press: Press) -> bool:
    """As many projects signed for in one story, or in one place within days."""
    if a.type != "batch_signing" or not counts_in(a) or counts_in(a) != counts_in(b):
        return False
    x, y = _days(a, press), _days(b, press)
    near = x is not None and y is not None and max(x[0] - y[1], y[0] - x[1]) <= DAYS_OF_A_SIGNING
    return bool(press.stories(a) & press.stories(b)) or (near and bool(a.place) and a.place == b.place)


def _are_months_apart(a: Event, b: Event, press: Press) -> bool:
    """A project or a fund goes on for years, and a company lists once; other deals recur."""
    if not isinstance(a, Deal) or a.type == "ipo" or press.stories(a) & press.stories(b):
        return False
    if a.is_background != b.is_background:
        return False  # one sum, as `is_apart` has seen: the report without a date tells it as if it were new
    x, y = _days(a, press), _days(b, press)
    return x is not None and y is not None and max(x[0] - y[1], y[0] - x[1]) > MONTHS_APART


def _days(event: Event, press: Press) -> tuple[date, date] | None:
    """The first and last day on which it may have happened: its own date, else the day it is told as news."""
    if last := last_day(event.date):
        size = len(event.date or "")
        return (last if size > 7 else last.replace(day=1) if size > 4 else last.replace(month=1, day=1)), last
    told = [day for e in event.evidence if (day := press.teller(e.article).day)]
    return None if event.is_background or not told else (min(told), max(told))


def _articles(event: Event) -> frozenset[str]:
    return frozenset(e.article for e in event.evidence)


# ---------------------------------------------------------------- what speaks for it


def shared_parties(a: Event, b: Event) -> list[str]:
    return [p for p in a.parties if any(same_company(p, q) for q in b.parties)]


def link(a: Event, b: Event, press: Press) -> int:
    """How strongly two records that are not apart are one: 0 not at all; more signals, more."""
    sums = compare_sums(a.money, b.money, press.rates)
    names, parties = relate_names(a, b), len(shared_parties(a, b))
    same_article = bool(_articles(a) & _articles(b))
    signals = (
        2 * bool(press.stories(a) & press.stories(b))
        + 2 * min(parties, 2)
        + 2 * bool(sums and is_telling(a.money) and is_telling(b.money))
        + same_article
        + _share_terms(a, b)
    )
    if a.type == "agreement" and parties >= 2 and parties >= min(len(a.parties), len(b.parties)):
        return signals + 1  # an agreement is its parties, however its title is worded
    if _is_one_batch(a, b, press):
        return signals + 1
    if names is None or (names == "likened" and (signals < 2 or not sums)):
        return 0
    if sums is False:
        return signals + 1 if _may_differ(a, b, names, signals, parties, press) else 0
    needs = is_weak(a) or is_weak(b) or names == "likened" or _is_short_held(a, b, names)
    return 0 if needs and signals < 1 else signals + 1 + (names == "equal")


def _is_short_held(a: Event, b: Event, names: str) -> bool:
    """A short name inside a longer one, or a project's inside another's, which may be a part of it."""
    return names == "held" and (min(len(name_key(a)), len(name_key(b))) < SHORTEST_HELD or isinstance(a, Project))


def _share_terms(a: Event, b: Event) -> int:
    """The round, the date, the place: signals beside the name."""
    rounds = isinstance(a, Deal) and isinstance(b, Deal) and bool(a.round) and a.round == b.round
    dates = sorted((a.date or "", b.date or ""), key=len)
    days = bool(dates[0]) and dates[1].startswith(dates[0]) and (a.is_background or len(dates[0]) == 10)
    places = bool(a.place) and a.place == b.place and not (is_called(a) or is_called(b))
    return int(rounds) + int(days) + int(places)


def _may_differ(a: Event, b: Event, names: str, signals: int, parties: int, press: Press) -> bool:
    """Whether they are one thing although their figures differ: only where all else says so."""
    if a.type != b.type or a.is_background != b.is_background or (names == "held" and phases(a.name) != phases(b.name)):
        return False
    if press.stories(a) & press.stories(b):
        return names == "equal" or not (is_weak(a) and is_weak(b))
    if parties:
        return names == "equal" or signals >= 3 or not (is_weak(a) or is_weak(b))
    if names != "equal" or is_weak(a) or is_weak(b):
        return False
    if isinstance(a, Deal) and isinstance(b, Deal):
        return a.type == "ipo" or (a.type == "funding" and bool(a.round) and a.round == b.round)
    return not (a.place and b.place) or a.place in b.place or b.place in a.place
