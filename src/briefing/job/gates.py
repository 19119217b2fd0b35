"""What an issue must pass before it is sent; what does not pass is written, looked at, and sent by hand if at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ..config.job import Gates
from ..types import Briefing, PastIssue
from ..verify import Proof
from ..write.counts import printed_records

LAST_ISSUES = 8
"""Issues whose articles say what is usual: two months, so that a holiday week does not set the measure."""
LEAST_ISSUES = 3
"""With fewer nothing is usual yet."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One that did not open."""

    name: str
    """`coverage`, `sums`, `quotes`, `thin`, `fat`."""
    reason: str
    """The figures, and what to look at."""


def find_closed_gates(
    briefing: Briefing, proof: Proof, earlier: Sequence[PastIssue], settings: Gates
) -> tuple[Gate, ...]:
    """The gates that hold the issue back. `earlier`: the issues before it, ascending."""
    return (
        *_coverage(briefing, settings.coverage),
        *(Gate("sums", reason) for reason in find_wrong_sums(briefing)),
        *_quotes(proof),
        *_size(briefing, earlier, settings),
    )


def _coverage(briefing: Briefing, floor: float) -> Iterator[Gate]:
    rows = briefing.coverage
    good = sum(row.source.problem is None and row.found > 0 for row in rows)
    if rows and good / len(rows) < floor:
        say = f"{good} of {len(rows)} files gave an article, less than {floor:.0%}; see the sheet 覆盖 for the others"
        yield Gate("coverage", say)


def _quotes(proof: Proof) -> Iterator[Gate]:
    if proof.faults:
        first = proof.faults[0]
        say = f"{len(proof.faults)} of {proof.checked} do not stand in their sources, first {first.subject}"
        yield Gate("quotes", f"{say}: {first.message}; run `briefing verify` on the issue's folder")


def _size(briefing: Briefing, earlier: Sequence[PastIssue], settings: Gates) -> Iterator[Gate]:
    told = [int(value) for issue in earlier for key, value in issue.figures if key == "articles" and value]
    counts = told[-LAST_ISSUES:]  # a week without any says nothing of the others
    if len(counts) < LEAST_ISSUES:
        return
    usual, found = median(counts), sum(row.in_window for row in briefing.articles)
    if found < settings.thin * usual:
        say = "look whether sources have failed or the inbox was moved"
        yield Gate("thin", f"{found} articles, where the last {len(counts)} issues had {usual:g} in the middle; {say}")
    if found > settings.fat * usual:
        say = "look whether files were added twice or the week's limits are right"
        yield Gate("fat", f"{found} articles, where the last {len(counts)} issues had {usual:g} in the middle; {say}")


# ---------------------------------------------------------------- counts that must agree


def find_wrong_sums(briefing: Briefing) -> Iterator[str]:
    """Which counts of the issue do not add up, in words; none in an issue that is right."""
    inside = [row for row in briefing.articles if row.in_window]
    figures = {figure.key: int(figure.value) for figure in briefing.figures if not figure.key.startswith("money:")}
    found = sum(row.found for row in briefing.coverage)
    yield from _unequal("articles of the files", found, "articles read", len(briefing.articles))
    yield from _unequal("articles on 数据一览", figures.get("articles", 0), "articles of the week", len(inside))
    told = Counter(article for story in briefing.stories for article in story.articles)
    yield from _unequal("articles of the week", len(inside), "articles in stories", sum(told.values()))
    themes = sum(row.articles for row in briefing.themes)
    yield from _unequal("articles by theme", themes, "articles of the week", len(inside))
    for row in briefing.coverage:
        fates = row.used + row.merged + row.skipped
        yield from _unequal(f"{row.source.file}: found", row.found, "used, merged and skipped", fates)
    for kind in ("deals", "funds", "projects"):
        rows = len(printed_records(getattr(briefing, kind), briefing))
        yield from _unequal(f"{kind} on 数据一览", figures.get(kind, 0), "rows that are news and not repeated", rows)


def _unequal(what: str, count: int, other: str, same: int) -> Iterator[str]:
    if count != same:
        yield f"{what} {count}, {other} {same}; this is a fault of the program, keep the folder and report it"
