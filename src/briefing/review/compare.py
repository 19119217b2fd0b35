"""A row of an edited workbook beside what was written there: whose row it is, what was edited, what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..corrections import COLUMNS, is_same
from ..types import Cell, Change, Problem
from ..write.xlsx_original import EVIDENCE, Original, fingerprint
from ..write.xlsx_parse import Misfit, parse_cell, plain_text
from ..write.xlsx_review import REJECTED, EditedCell, EditedRow


@dataclass(frozen=True, slots=True)
class Edits:
    """A row compared with what was written."""

    changes: tuple[Change, ...]
    cells: Mapping[str, EditedCell]
    faults: tuple[Problem, ...]


def is_as_built(changes: Sequence[Change], original: Original) -> bool:
    """Whether the row says just what the workbook said when it was built, earlier corrections included."""
    columns = {column.key: column for column in COLUMNS[original.kind]}
    now, built = {change.column: change.now for change in changes}, original.edited
    return set(now) == set(built) and all(is_same(now[key], built[key], columns[key]) for key in now)


def find_unmeant(edits: Edits, row: EditedRow, state: str) -> Iterator[Problem]:
    """Edits that nobody has said are meant."""
    for change in edits.changes:
        reason = f"is edited, but 复核 is {state}; set it to 修改, or undo the edit"
        yield make_fault(edits.cells[change.column], row, reason)


def make_fault(cell: EditedCell, row: EditedRow, reason: str) -> Problem:
    return Problem(cell.where, f"{row.record}, {cell.header}: {reason}", "error")


# ---------------------------------------------------------------- whose row it is


def find_identity_faults(
    row: EditedRow, originals: Mapping[str, Original], times: Mapping[str, int]
) -> Iterator[Problem]:
    """Why a row is not the row of the record that it names."""
    if not row.record:
        if _says_something(row):
            yield Problem(row.where, "the row has no id; a record cannot be added here, only corrected", "error")
    elif row.record not in originals:
        yield Problem(row.where, f'"{row.record[:40]}" is no id of this workbook; put the id back', "error")
    elif (kind := _sheet_of(originals[row.record])) != row.kind:
        yield Problem(row.where, f'"{row.record}" is a {kind} of another sheet; put the id back', "error")
    elif times[row.record] > 1:
        yield Problem(row.where, f'"{row.record}" stands in {times[row.record]} rows; keep one of them', "error")
    else:
        yield from _evidence_faults(row, originals[row.record])


def _sheet_of(original: Original) -> str:
    return REJECTED if original.state == REJECTED else original.kind


def _says_something(row: EditedRow) -> bool:
    return any(cell.value not in (None, "") for cell in row.cells.values())


def _evidence_faults(row: EditedRow, original: Original) -> Iterator[Problem]:
    """Quotes and their places are the source's: where they are another row's, the id was changed."""
    for key in EVIDENCE:
        cell = row.cells.get(key)
        if cell is not None and fingerprint(cell.value) != original.evidence[key]:
            reason = "is not what this record was read from; the id or the evidence was changed, put it back"
            yield make_fault(cell, row, reason)
            return


# ---------------------------------------------------------------- what was edited


def compare_row(row: EditedRow, original: Original) -> Edits:
    if row.kind == REJECTED:  # it is taken back as it was read, and corrected on its own sheet then
        return Edits((), {}, ())
    changes, faults = [], []
    for column in COLUMNS[row.kind]:
        cell = row.cells.get(column.key)
        if cell is None:  # the column was taken out: nothing is said of it
            continue
        shown = _as_built(column.key, original)
        try:
            now = parse_cell(cell, column, shown)
        except Misfit as misfit:
            faults.append(make_fault(cell, row, str(misfit)))
            continue
        nothing: Cell = () if column.kind == "names" else None
        now = (shown if is_same(now, shown, column) else now) or nothing
        was = original.cells.get(column.key, nothing)
        if not is_same(now, was, column):
            changes.append(Change(column.key, was, now))
    if not faults:
        faults += _amount_faults(row, original, {change.column: change.now for change in changes})
    edited = {c.column for c in changes}
    return Edits(tuple(changes), {k: c for k, c in row.cells.items() if k in edited}, tuple(faults))


def find_idle(row: EditedRow, original: Original) -> Iterator[Problem]:
    """Edited cells that no correction comes of, so that nobody believes it did. An emptied cell says nothing."""
    for key, cell in row.cells.items():
        written = original.fixed.get(key)
        if written is None or cell.value in (None, "") or fingerprint(cell.value) == written:
            continue
        if row.kind == REJECTED:
            reason = "is edited, but nothing is corrected on this sheet; set 复核 to 待复核, build, and edit it then"
        else:
            reason = "is filled in by the program and is not corrected; nothing was taken from this cell"
        yield Problem(cell.where, f"{row.record}, {cell.header}: {reason}")


def _amount_faults(row: EditedRow, original: Original, now: Mapping[str, Cell]) -> Iterator[Problem]:
    """An amount needs its currency, and a range its order."""
    if not now.keys() & {c.key for c in COLUMNS[row.kind] if c.field.startswith("money.")}:
        return
    keys = {c.field.removeprefix("money."): c.key for c in COLUMNS[row.kind] if c.field.startswith("money.")}
    said = {part: now.get(key, _as_built(key, original)) for part, key in keys.items()}
    if said["value"] and not said["currency"] and keys["currency"] in row.cells and _is_news(keys, now):
        yield make_fault(
            row.cells[keys["currency"]], row, "is empty, but there is an amount; give its currency, like CNY"
        )
    low, high = now.get(keys["low"]), now.get(keys["high"])
    if low and high and Decimal(str(low)) > Decimal(str(high)):
        yield make_fault(row.cells[keys["low"]], row, f'"{low}" lies above the upper bound "{high}"; exchange them')


def _as_built(key: str, original: Original) -> Cell:
    """What the cell said when the workbook was built."""
    return original.edited.get(key, original.cells.get(key))


def _is_news(keys: Mapping[str, str], now: Mapping[str, Cell]) -> bool:
    return bool({keys["value"], keys["currency"]} & now.keys())


def own_note(row: EditedRow, original: Original) -> str:
    """The analyst's own words under 备注: without what the program wrote there."""
    cell = row.cells.get("note")
    if cell is None:
        return original.own_note
    text, written = ("" if value is None else plain_text(value) for value in (cell.value, original.note))
    if text == written:
        return ""
    return text.removeprefix(written).lstrip("；;,，. ")
