"""`briefing review`: what an analyst corrected in the workbook, read back, checked and stored.

A row is taken whole or not at all: one cell that does not fit its column keeps the row's correction out, and is named
with its address. Edits count under 修改 only; without that state nobody has said that they are meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..corrections import COLUMNS, load_corrections, store_corrections, telling_cells
from ..corrections.apply import format_cell
from ..types import Cell, Problem, Review
from ..write.labels import read_labels
from ..write.xlsx_original import Original
from ..write.xlsx_parse import Misfit, parse_state
from ..write.xlsx_review import REJECTED, EditedRow, read_review
from .compare import (
    Edits,
    compare_row,
    find_identity_faults,
    find_idle,
    find_unmeant,
    is_as_built,
    make_fault,
    own_note,
)

STATES = {"pending": "note", "confirmed": "确认 confirmed", "changed": "修改 changed", "rejected": "驳回 rejected"}
"""What a report calls what was said of a record."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row came to."""

    record: str
    name: str
    review: Review | None
    """None: a correction that was stored is withdrawn."""
    headers: Mapping[str, str]
    """Of the columns that changed, as the sheet has them."""
    replaced: Review | None = None
    """What the file held of this record before."""

    @property
    def is_new(self) -> bool:
        return self.review != self.replaced


@dataclass(frozen=True, slots=True)
class Reviewed:
    findings: tuple[Finding, ...]
    """Rows that were reviewed, by record id."""
    rows_refused: int
    refused: tuple[Problem, ...]
    """Cells that do not fit, in the order of the rows; `subject` is the cell's address."""
    untouched: int
    """Rows still pending."""
    missing: int
    """Records of the issue that no row of the workbook has any more; nothing is done with them."""
    stored: int
    """Corrections the file holds now."""
    idle: tuple[Problem, ...] = ()
    """Edited cells that no correction comes of."""


def review_workbook(path: Path, corrections: Path) -> Reviewed:
    """Read the corrections of a workbook and put them into the corrections file, which is made where there is none.

    Raises InputError when the workbook cannot be read, ConfigError when the file is not usable, OutputError when it
    cannot be written. The file is written only when the workbook says something new.
    """
    stored = load_corrections(corrections)
    book = read_review(path)
    times = Counter(row.record for row in book.rows)
    judged = [_judge(row, book.originals, times, stored.get(row.record)) for row in book.rows]
    findings = {found.record: found for found, _ in judged if found is not None}
    kept = {**stored, **{record: found.review for record, found in findings.items()}}
    reviews = [review for review in kept.values() if review is not None]
    if any(found.is_new for found in findings.values()):
        store_corrections(corrections, reviews)
    return Reviewed(
        findings=tuple(findings[record] for record in sorted(findings)),
        rows_refused=sum(bool(faults) for _, faults in judged),
        refused=tuple(fault for _, faults in judged for fault in faults),
        untouched=sum(found is None and not faults for found, faults in judged),
        missing=len(set(book.originals) - set(times)),
        stored=len(reviews),
        idle=tuple(_find_idle(book.rows, book.originals, times)),
    )


def _find_idle(
    rows: Iterable[EditedRow], originals: Mapping[str, Original], times: Mapping[str, int]
) -> Iterator[Problem]:
    for row in rows:
        if not any(find_identity_faults(row, originals, times)):
            yield from find_idle(row, originals[row.record])


def _judge(
    row: EditedRow, originals: Mapping[str, Original], times: Mapping[str, int], stored: Review | None
) -> tuple[Finding | None, tuple[Problem, ...]]:
    """What a row says, or why it cannot be taken; neither where it says nothing."""
    faults = tuple(find_identity_faults(row, originals, times))
    if faults:
        return None, faults
    original = originals[row.record]
    edits = compare_row(row, original)
    try:
        state = parse_state(row.cells.get("review"))
    except Misfit as misfit:
        return None, (make_fault(row.cells["review"], row, str(misfit)), *edits.faults)
    if edits.faults and state != "rejected":
        return None, edits.faults
    return _decide(row, original, edits, state, stored)


def _decide(
    row: EditedRow, original: Original, edits: Edits, state: str, stored: Review | None
) -> tuple[Finding | None, tuple[Problem, ...]]:
    note = own_note(row, original)
    as_built = is_as_built(edits.changes, original)
    if state == "pending":
        was_reviewed = original.state != "pending" or (original.own_note and not note)
        if was_reviewed and (as_built or not edits.changes):
            if note in ("", original.own_note):
                return (_finding(row, original, None, edits, stored) if stored else None), ()
        elif not as_built:
            return None, tuple(find_unmeant(edits, row, "待复核"))
        elif not note:
            return None, ()
    elif state == "confirmed" and edits.changes:
        if not as_built:
            return None, tuple(find_unmeant(edits, row, "确认"))
        state = "changed"  # a correction of an earlier issue is confirmed: it stays what it is
    elif state == "changed" and row.kind == REJECTED:
        reason = "says 修改 of a rejected record; set it to 待复核 or 确认, build, and edit it on its own sheet then"
        return None, (make_fault(row.cells["review"], row, reason),)
    elif state == "changed" and not edits.changes and not note:
        return None, (make_fault(row.cells["review"], row, "says 修改, but no cell is edited and there is no note"),)
    review = Review(
        record=row.record,
        kind=original.kind,
        name=original.name,
        state=state,
        changes=() if state in ("rejected", "pending") else edits.changes,
        note=note or None,
        seen=telling_cells(original.cells, original.kind),
    )
    return _finding(row, original, review, edits, stored), ()


def _finding(row: EditedRow, original: Original, review: Review | None, edits: Edits, stored: Review | None) -> Finding:
    headers = {key: cell.header for key, cell in edits.cells.items()}
    return Finding(row.record, original.name, review, headers, stored)


def describe(finding: Finding) -> Iterator[str]:
    """A finding in lines for people: what was said of the record, and each value before and after."""
    review, before = finding.review, finding.replaced
    if review is None:
        yield f"{finding.record} {finding.name}: withdrawn"
        return
    earlier = f" (replaces: {STATES[before.state]})" if before else ""
    replaces = earlier if finding.is_new else " (as before)"
    yield f"{finding.record} {finding.name}: {STATES[review.state]}{replaces}"
    for change in review.changes:
        header = finding.headers[change.column]
        was, now = (_in_words(value, change.column, review.kind, header) for value in (change.was, change.now))
        yield f"  {header}: {was} -> {now}"
    if review.note:
        yield f'  note: "{review.note}"'


def _in_words(value: Cell, column: str, kind: str, header: str) -> str:
    """A value as the workbook shows it: of a code its name, in the language of the column's header."""
    group = next((known.group for known in COLUMNS[kind] if known.key == column), None)
    if group is None or not isinstance(value, str):
        return format_cell(value)
    labels = read_labels("labels_xlsx.toml", lang="en" if header.isascii() else "zh")
    return format_cell(labels.name(group, value))
