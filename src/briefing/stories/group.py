"""Articles to stories: exact repeats, then the tellings of one event round the fullest of them.

Groups do not grow by chains: an article joins a story only by what it shares with the story's lead. A round-up
of many items joins none. The order of input does not matter: articles are taken fullest first, ties by id.

Cost: a new article is compared with the leads that share its rarest keys. Only leads are indexed, by key and day, so a
story that a hundred outlets carry takes one place in the index; and each article looks at a bounded number of entries,
the shortest lists first, so a key that many share costs nothing and the work grows with the number of articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from ..types import Signature, Story, Why
from .compare import DAYS_APART, SAME_TITLE, compare
from .figures import is_telling

SHINGLE_KEYS = 8  # smallest hashes used as keys: two texts of Jaccard 0.3 share one with 0.94
WORD_KEYS = 24  # weightiest opening words used as keys
NAME_KEYS = 16
LOOKED_AT = 400  # entries of the index that one article looks at
# Keys that a candidate shares with an article. Two tellings in one language share seven or more (labelled pairs);
# across languages one amount may be all that is written alike.
FEWEST_KEYS = 4
FEWEST_ACROSS = 1
COMPARED = 16  # candidates that are compared: those that share most keys
ASKED = 4  # members of a story, besides its lead, that a new article is compared with
UNDATED = date.min

Group = list[tuple[Signature, Why | None]]
Key = int | str


def group_stories(signatures: Iterable[Signature]) -> tuple[Story, ...]:
    """The stories of these articles, each article in one; the same for any order of them."""
    ordered = sorted(signatures, key=_by_day)
    copies: dict[bytes, list[Signature]] = defaultdict(list)
    for s in ordered:
        copies[s.digest].append(s)
    firsts = sorted((group[0] for group in copies.values()), key=lambda s: (-s.length, s.article))
    groups, links = _gather(firsts)
    return _link([_story(g, copies) for g in groups], links)


def _by_day(s: Signature) -> tuple[date, str]:
    return (s.day or date.max, s.article)


def _gather(firsts: Sequence[Signature]) -> tuple[list[Group], list[Why]]:
    """Each article joins the likest story before it, or leads one itself. Also the links that are not the same."""
    leads = Leads()
    groups: list[Group] = []
    links: list[Why] = []
    for s in firsts:
        keys = [] if s.is_digest else find_keys(s)
        found = [(n, why) for n in leads.near(keys, s) if (why := compare(groups[n][0][0], s))]
        same = [(why.score, -n, why) for n, why in found if why.relation == "same" and _fits(s, groups[n])]
        chosen = max(same, key=lambda x: x[:2]) if same else None
        if chosen:
            groups[-chosen[1]].append((s, chosen[2]))
        else:
            leads.add(keys, s, len(groups))
            groups.append([(s, None)])
        links += [_beside(why) for _, why in found if not chosen or why is not chosen[2]]
    return groups, links


def _beside(why: Why) -> Why:
    """What is said of two stories: an article that might have joined the other one makes them related."""
    return why._replace(relation="related") if why.relation == "same" else why


def _fits(s: Signature, group: Group) -> bool:
    """Whether an article is the same news as at least half of the tellings that joined the lead first."""
    others = [member for member, _ in group[1 : 1 + ASKED]]
    agree = sum(why.relation == "same" for member in others if (why := compare(member, s)))
    return 2 * agree >= len(others)


class Leads:
    """The leads so far, to be found by what an article shares with them."""

    def __init__(self) -> None:
        self._of_day: dict[date, dict[Key, list[int]]] = {}
        self._english: set[int] = set()

    def add(self, keys: Iterable[Key], s: Signature, number: int) -> None:
        found = self._of_day.setdefault(s.day or UNDATED, {})
        for key in keys:
            found.setdefault(key, []).append(number)
        if s.language == "en":
            self._english.add(number)

    def near(self, keys: Sequence[Key], s: Signature) -> list[int]:
        """The leads of the days around that share the rarest keys, those with most of them first."""
        lists = [found for table in self._around(s.day) for key in keys if (found := table.get(key))]
        lists.sort(key=len)
        votes: Counter[int] = Counter()
        room = LOOKED_AT
        for found in lists:
            room -= len(found)
            if room < 0:
                break
            votes.update(found)
        likely = sorted((-count, n) for n, count in votes.items() if count >= self._fewest(n, s))
        return [n for _, n in likely[:COMPARED]]

    def _fewest(self, number: int, s: Signature) -> int:
        return FEWEST_KEYS if (number in self._english) == (s.language == "en") else FEWEST_ACROSS

    def _around(self, day: date | None) -> list[dict[Key, list[int]]]:
        """The tables of the days in which another telling may lie; all of them for an article without a day."""
        if day is None:
            return [self._of_day[d] for d in sorted(self._of_day)]
        days = [UNDATED, *(day + timedelta(days=n) for n in range(-DAYS_APART, DAYS_APART + 1))]
        return [self._of_day[d] for d in days if d in self._of_day]


def find_keys(s: Signature) -> list[Key]:
    """What an article can be found by: its opening's weightiest words, figures, Latin names, title, wording."""
    heavy = (-s.opening).argsort(kind="stable")[:WORD_KEYS]
    words = s.words[heavy[s.opening[heavy] > 0]].tolist()
    keys: list[Key] = [*s.shingles[:SHINGLE_KEYS].tolist(), *words]
    keys += sorted(f for f in s.figures if is_telling(f))
    keys += sorted(s.names)[:NAME_KEYS]
    return [*keys, s.title] if len(s.title) >= SAME_TITLE else keys


def _story(group: Group, copies: dict[bytes, list[Signature]]) -> Story:
    members = [s for s, _ in group]
    lead, *also = members
    return Story(
        id="S" + sha256(lead.article.encode()).hexdigest()[:8],
        lead=lead.article,
        also=tuple(s.article for s in sorted(also, key=_by_day)),
        repeats=tuple(c.article for s in members for c in copies[s.digest][1:]),
        why=tuple(w for _, w in group if w is not None),
    )


def _link(stories: Sequence[Story], links: Iterable[Why]) -> tuple[Story, ...]:
    """Related stories name each other; near misses stand in `why`."""
    story_of = {a: n for n, s in enumerate(stories) for a in s.articles}
    related: dict[int, set[int]] = defaultdict(set)
    said: dict[int, list[Why]] = defaultdict(list)
    for why in links:
        a, b = story_of[why.a], story_of[why.b]
        if a == b:
            continue
        said[a].append(why)
        if why.relation == "related":
            related[a].add(b)
            related[b].add(a)
    return tuple(
        replace(s, related=tuple(stories[m].id for m in sorted(related[n])), why=(*s.why, *said[n]))
        for n, s in enumerate(stories)
    )
