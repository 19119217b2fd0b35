"""Whether two records are one thing: by name and aliases, parties, round, sum, phase, dates, and who tells them.

`is_apart` knows what forbids it, `link` what speaks for it. A name alone is enough where it names one thing only;
a weak one (`likeness`) needs a second signal.
"""

from __future__ import annotations

from datetime import date, timedelta

from ...types import Deal, Event, Fund, Project
from .likeness import SHORTEST_HELD, is_called, name_key, relate_names, same_company
from .press import Press
from .profile import Profile
from .sites import is_one_site, may_be_one_site
from .sums import agree, are_two_stakes

MONTHS_APART = timedelta(days=62)
"""Two deals of one company that lie further apart are two: rounds follow each other by a quarter at the least."""
DAYS_OF_A_SIGNING = timedelta(days=3)
"""A ceremony is told on its day and the next ones."""
_TRANSFERS = frozenset({"funding", "equity", "acquisition"})
"""A stake that changes hands: one outlet calls it 入股, the other 收购 or 投资."""
_CALLED_BY_PARTIES = frozenset({"agreement", "batch_signing"})
"""What may be one whatever it is called."""
SEVERAL = frozenset({"bond", "batch_signing", "follow_on"})
"""What one issuer or town does several of in a month: two sums are two of them."""


# ---------------------------------------------------------------- what forbids


def is_apart(a: Event, b: Event, press: Press) -> bool:
    """Whether something says that they are two things, whatever their names are."""
    if type(a) is not type(b) or _are_two_rounds(a, b):
        return True
    x, y = press.profile(a), press.profile(b)
    sums = agree(x.sum, y.sum)
    if _are_two_kinds(x, y, sums):
        return True
    is_one_sum = bool(sums and x.sum and x.sum.is_telling)
    if a.is_background != b.is_background and not (is_one_sum and y.sum and y.sum.is_telling):
        return True
    if x.phases != y.phases and not is_one_sum:
        return True
    if x.counts and y.counts and x.counts.isdisjoint(y.counts):
        return True
    if sums is False and ((a.type in SEVERAL and not _is_one_batch(x, y)) or not x.articles.isdisjoint(y.articles)):
        return True
    if (sums is False or _have_two_buyers(a, b)) and are_two_stakes(x.stakes, y.stakes):
        return True
    return _are_months_apart(x, y)


def _are_two_kinds(x: Profile, y: Profile, sums: bool | None) -> bool:
    a, b = x.event, y.event
    if not a.type or not b.type or a.type == b.type:
        return False
    if isinstance(a, Fund) and "other" in (a.type, b.type) and not x.keys.isdisjoint(y.keys):
        return False  # one report says what it invests in, the other does not
    return not (
        {a.type, b.type} <= _TRANSFERS
        and x.articles.isdisjoint(y.articles)
        and bool(shared_parties(a, b))
        and sums is not False
    )


def _are_two_rounds(a: Event, b: Event) -> bool:
    """Two rounds, or two agreements of one side with two others."""
    if a.type == "agreement" and len(a.parties) >= 2 and len(b.parties) >= 2:
        return len(shared_parties(a, b)) < 2
    return isinstance(a, Deal) and isinstance(b, Deal) and bool(a.round and b.round and a.round != b.round)


def _have_two_buyers(a: Event, b: Event) -> bool:
    """Who is named first of a transfer's sides takes the shares; neither is among the other's sides."""
    if a.type not in _TRANSFERS or b.type not in _TRANSFERS or not a.parties or not b.parties:
        return False
    firsts = ((a.parties[0], b.parties), (b.parties[0], a.parties))
    return not any(same_company(first, p) for first, parties in firsts for p in parties)


def _is_one_batch(x: Profile, y: Profile) -> bool:
    """As many projects signed for in one story, or in one place within days."""
    a, b = x.event, y.event
    if a.type != "batch_signing" or not x.counts or x.counts != y.counts:
        return False
    near = x.days is not None and y.days is not None and _gap(x.days, y.days) <= DAYS_OF_A_SIGNING
    return not x.stories.isdisjoint(y.stories) or (near and bool(a.place) and a.place == b.place)


def _are_months_apart(x: Profile, y: Profile) -> bool:
    """A project or a fund goes on for years, and a company lists once; other deals recur."""
    if not x.is_deal or x.event.type == "ipo" or not x.stories.isdisjoint(y.stories):
        return False
    if x.event.is_background != y.event.is_background:
        return False  # one sum, as `is_apart` has seen: the report without a date tells it as if it were new
    return x.days is not None and y.days is not None and _gap(x.days, y.days) > MONTHS_APART


def _gap(x: tuple[date, date], y: tuple[date, date]) -> timedelta:
    """Between the end of one stretch of days and the beginning of the other."""
    return max(x[0] - y[1], y[0] - x[1])


# ---------------------------------------------------------------- what speaks for it


def shared_parties(a: Event, b: Event) -> list[str]:
    return [p for p in a.parties if any(same_company(p, q) for q in b.parties)]


def may_link(a: Event, b: Event) -> bool:
    """False where `link` gives 0 whatever else the two records say; asked before anything dear."""
    return relate_names(a, b) is not None or a.type in _CALLED_BY_PARTIES or may_be_one_site(a, b)


def link(a: Event, b: Event, press: Press) -> int:
    """How strongly two records that are not apart are one: 0 not at all; more signals, more."""
    x, y = press.profile(a), press.profile(b)
    sums = agree(x.sum, y.sum)
    is_one_sum = bool(sums and x.sum and x.sum.is_telling)
    names, parties = relate_names(a, b), len(shared_parties(a, b))
    signals = (
        2 * (not x.stories.isdisjoint(y.stories))
        + 2 * min(parties, 2)
        + 2 * bool(is_one_sum and y.sum and y.sum.is_telling)
        + (not x.articles.isdisjoint(y.articles))
        + _share_terms(a, b)
    )
    if a.type == "agreement" and parties >= 2 and parties >= min(len(a.parties), len(b.parties)):
        return signals + 1  # an agreement is its parties, however its title is worded
    if _is_one_batch(x, y):
        return signals + 1
    if names is None and sums is not False and is_one_site(a, b, has_one_sum=is_one_sum):
        return signals + 1
    if names is None or (names == "likened" and (signals < 2 or not sums)):
        return 0
    if sums is False:
        return signals + 1 if _may_differ(x, y, names, signals, parties) else 0
    if signals >= 1:
        return signals + 1 + (names == "equal")
    return 0 if names == "likened" or x.is_weak or y.is_weak or _is_short_held(a, b, names) else 1 + (names == "equal")


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


def _may_differ(x: Profile, y: Profile, names: str, signals: int, parties: int) -> bool:
    """Whether they are one thing although their figures differ: only where all else says so."""
    a, b = x.event, y.event
    if a.type != b.type or a.is_background != b.is_background or (names == "held" and x.phases != y.phases):
        return False
    if not x.stories.isdisjoint(y.stories):
        return names == "equal" or not (x.is_weak and y.is_weak)
    if parties:
        return names == "equal" or signals >= 3 or not (x.is_weak or y.is_weak)
    if names != "equal" or x.is_weak or y.is_weak:
        return False
    if isinstance(a, Deal) and isinstance(b, Deal):
        return a.type == "ipo" or (a.type == "funding" and bool(a.round) and a.round == b.round)
    return not (a.place and b.place) or a.place in b.place or b.place in a.place
