"""What the rankers and the parts of the default one are worth, and how far its settings may be trusted.

    python -m evaluation ablation      five tables in Markdown; some minutes of one core, nothing is written

The figures are the scorer's, on the texts with people's summaries; every interval is a 95 % bootstrap over articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np

from briefing.rank import Floats
from briefing.summarize import RANKERS

from .parts import ALONE, GROUPS, PARTS, TOGETHER, Group, changed, setting
from .resampling import Estimate, choose_setting, cross_validate, estimate
from .texts import Collection, measure_lead, measure_ranker, read_collections
from .verbatim import count_verbatim

Say = Callable[[str], None]


def report(shared: Path, say: Say = print) -> None:
    """Print the tables."""
    collections = {c.name: c for c in read_collections(shared)}
    present = {name: measure_ranker(c) for name, c in collections.items()}
    for title, rows in (
        ("Rankers", show_rankers(collections, present)),
        ("The default without one part: what the score changes by", show_parts(collections, present)),
        ("One setting at a time", show_alone(collections, present)),
        ("Settings chosen on four folds, scored on the fifth", show_together(collections)),
        ("Verbatim and whole", show_verbatim(collections)),
    ):
        say(f"\n## {title}\n")
        for number, row in enumerate(rows):
            say(f"| {' | '.join(row)} |")
            if number == 0:
                say("|---" * len(row) + "|")


# ---------------------------------------------------------------- rankers and parts

Collections = Mapping[str, Collection]
Scores = Mapping[str, Floats]
Row = Sequence[str]


def show_rankers(collections: Collections, present: Scores) -> Iterator[Row]:
    """Every ranker, the scorer's own lead, and what the default gains on that, article by article."""
    yield ("ranker", *(f"{name} ({len(c.cases)})" for name, c in collections.items()))
    for ranker in RANKERS:
        values = (measure_ranker(c, ranker=ranker) for c in collections.values())
        yield (ranker, *map(_score, values))
    leads = {name: measure_lead(c) for name, c in collections.items()}
    yield ("the scorer's lead", *map(_score, leads.values()))
    yield (f"{RANKERS[0]} less the scorer's lead", *(_gain(present[name], leads[name]) for name in collections))


def show_parts(collections: Collections, present: Scores) -> Iterator[Row]:
    """What the default ranker's score changes by without each part, article by article."""
    yield ("without", *collections)
    for part in PARTS:
        with changed(part.without):
            values = {name: measure_ranker(c, reshape=part.reshape) for name, c in collections.items()}
        yield (part.name, *(_gain(values[name], present[name]) for name in collections))


def _score(values: Floats) -> str:
    found = estimate(values)
    return f"{found.mean:.1f} [{found.low:.1f}, {found.high:.1f}]"


def _gain(values: Floats, others: Floats) -> str:
    """The paired difference; bold where its interval does not hold 0, a bare 0 where no article's figure changes."""
    found = estimate(values - others)
    text = f"{found.mean:+.2f} [{found.low:+.2f}, {found.high:+.2f}]"
    return "0" if np.array_equal(values, others) else f"**{text}**" if _is_sure(found) else text


def _is_sure(found: Estimate) -> bool:
    return found.low > 0 or found.high < 0


# ---------------------------------------------------------------- settings


def show_alone(collections: Collections, present: Scores) -> Iterator[Row]:
    """The means over a collection with one setting multiplied, and the mean when the factor is cross-validated."""
    yield ("setting", "collection", "present", *(f"× {factor:g}" for factor in ALONE), "cross-validated")
    for name, concerned in _concerned().items():
        trials = [{name: setting(name) * factor} for factor in ALONE]
        tables = [_try(collections[c], trials, present[c]) for c in concerned]
        found = cross_validate(tables)
        for collection, table, values in zip(concerned, tables, found.values, strict=True):
            means = [f"{mean:.2f}" for mean in table.mean(axis=1)]
            yield (name, collection, f"{setting(name):g}", *means, f"{values.mean():.2f}")


def _concerned() -> dict[str, tuple[str, ...]]:
    """Setting -> the collections it bears on."""
    names = dict.fromkeys(name for group in GROUPS for name in group.settings)
    return {name: tuple(c for g in GROUPS if name in g.settings for c in g.collections) for name in names}


def show_together(collections: Collections) -> Iterator[Row]:
    """All settings of a group searched at once: present, best of all in sight of all, and cross-validated."""
    yield ("collection", "tried", "present", "best seen", "cross-validated", "less present", "chosen by the folds")
    for group in GROUPS:
        trials = _trials(group)
        tables = [_try(collections[name], trials) for name in group.collections]
        found, best = cross_validate(tables), choose_setting(tables)
        chosen = _commonest(found.chosen, trials, group)
        for name, table, values in zip(group.collections, tables, found.values, strict=True):
            means = (table[0].mean(), table[best].mean(), values.mean())
            yield (name, str(len(trials)), *(f"{m:.2f}" for m in means), _gain(values, table[0]), chosen)


def _trials(group: Group) -> list[dict[str, float]]:
    """Every combination of the factors, the present setting first."""
    present = [setting(name) for name in group.settings]
    return [
        {name: value * factor for name, value, factor in zip(group.settings, present, factors, strict=True)}
        for factors in product(TOGETHER, repeat=len(present))
    ]


def _commonest(chosen: Sequence[int], trials: Sequence[Mapping[str, float]], group: Group) -> str:
    """The settings that most folds chose, with the share of folds."""
    counts = Counter(chosen).most_common(3)
    return "; ".join(
        f"{count / len(chosen):.0%}: {' '.join(f'{trials[i][name]:.3g}' for name in group.settings)}"
        for i, count in counts
    )


def _try(collection: Collection, trials: Iterable[Mapping[str, float]], first: Floats | None = None) -> Floats:
    """A row a trial, a column an article; `first` is the first trial's row where it is known."""
    rows = [] if first is None else [first]
    for trial in list(trials)[len(rows) :]:
        with changed(trial):
            rows.append(measure_ranker(collection))
    return np.array(rows)


# ---------------------------------------------------------------- verbatim


def show_verbatim(collections: Collections) -> Iterator[Row]:
    counts = {name: count_verbatim(c) for name, c in collections.items()}
    yield ("collection", *(next(iter(counts.values()))._fields))
    for name, count in counts.items():
        yield (name, *map(str, count))
