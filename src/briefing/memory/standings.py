"""New, updated, repeated: a week held against what earlier issues told.

A record is *repeated* when an earlier issue told the same thing, *updated* when its stage has moved or an amount, a
size or a name has come or changed, else *new*. A story is *updated* when one of its records is, *repeated* when its
lead tells again what an earlier issue told and nothing of it changed, else *new*, and then may go on with an earlier
one. A story whose leading article is new and only another one stood in an earlier issue is new: what it adds decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..extract import Press, Teller, find_again, find_updates
from ..stories import Match, match_stories
from ..types import Event, Memory, PastRecord, PastStory, Signature, Standing, Story

TOLD_AGAIN = frozenset({"repeat", "same"})


@dataclass(frozen=True, slots=True)
class Known:
    """What of a week is held against the memory."""

    stories: tuple[Story, ...]
    events: tuple[Event, ...]
    """As they are printed: with the editor's corrections."""
    signatures: Mapping[str, Signature]
    """By article."""
    tellers: Mapping[str, Teller]
    """By article."""
    rates: Mapping[str, Decimal]
    issue: int
    """Number of this issue."""


def find_standings(known: Known, memory: Memory) -> dict[str, Standing]:
    """By id of a story or a record, how it stands to the earlier issues. Stories and records have different ids."""
    records = _of_records(known, memory.records)
    return records | _of_stories(known, memory.stories, records)


# ---------------------------------------------------------------- records


def _of_records(known: Known, past: Sequence[PastRecord]) -> dict[str, Standing]:
    tellers = {e.article: Teller(day=p.told) for p in past for e in p.event.evidence}
    press = Press({**tellers, **known.tellers}, known.rates)
    again = find_again(known.events, [p.event for p in past], press)
    return {e.id: _stand(e, past[again[e.id]] if e.id in again else None, known) for e in known.events}


def _stand(event: Event, earlier: PastRecord | None, known: Known) -> Standing:
    if earlier is None:
        return Standing(state="new", first_issue=known.issue, thread=event.id)
    updates = () if event.is_background else tuple(find_updates(event, earlier.event, known.rates))
    return Standing(
        state="updated" if updates else "repeated",
        first_issue=earlier.first_issue,
        thread=earlier.thread,
        last_issue=earlier.issue,
        updates=updates,
    )


# ---------------------------------------------------------------- stories


def _of_stories(known: Known, past: Sequence[PastStory], records: Mapping[str, Standing]) -> dict[str, Standing]:
    matches = match_stories(
        [known.signatures[s.lead] for s in known.stories], {str(n): [p.signature] for n, p in enumerate(past)}
    )
    changed = _changed_by_article(known.events, records)
    return {s.id: _stand_story(s, matches.get(s.lead), past, changed, known) for s in known.stories}


def _stand_story(
    story: Story,
    match: Match | None,
    past: Sequence[PastStory],
    changed: Mapping[str, Sequence[Standing]],
    known: Known,
) -> Standing:
    earlier = past[int(match.story)] if match is not None else None
    known_again = earlier if match is not None and match.why.relation in TOLD_AGAIN else None
    records = [standing for article in (story.lead, *story.also) for standing in changed.get(article, ())]
    told = [(s.first_issue, s.last_issue or s.first_issue) for s in records]
    told += [(known_again.first_issue, known_again.issue)] if known_again else []
    return Standing(
        state="updated" if records else "repeated" if known_again else "new",
        first_issue=min((first for first, _ in told), default=known.issue),
        thread=known_again.thread if known_again else story.id,
        last_issue=max((last for _, last in told), default=earlier.issue if earlier else None),
        title=earlier.title if earlier else None,
        updates=tuple(dict.fromkeys(update for s in records for update in s.updates)),
    )


def _changed_by_article(events: Iterable[Event], records: Mapping[str, Standing]) -> dict[str, list[Standing]]:
    """The updated records that each article tells of."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for event in events:
        if records[event.id].updates:
            for article in dict.fromkeys(e.article for e in event.evidence):
                found[article].append(records[event.id])
    return found
