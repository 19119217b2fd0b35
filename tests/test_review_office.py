"""What programs and people do to a workbook between build and review: saved elsewhere, numbers typed as texts, columns moved.

Nothing that was not edited may come back as a change, and nothing that was may be lost without a word.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from briefing.corrections import load_corrections
from briefing.review import Reviewed, review_workbook
from briefing.types import Briefing, Money, Problem, Span
from briefing.write.xlsx import make_xlsx
from briefing.write.xlsx_layout import read_headers, read_plans
from factories import make_briefing, make_deals, make_evidence, make_funds, make_projects

DEALS, FUNDS, PROJECTS = "交易 Deals", "基金 Funds", "项目 Projects"
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def money(value: str, low: str | None = None, high: str | None = None) -> Money:
    amount, bounds = Decimal(value), (Decimal(low or value), Decimal(high or value))
    return Money("金额", "CNY", amount, *bounds, "range" if low else "exact", Span(0, 2))


def odd_briefing() -> Briefing:
    """Values that programs like to change: long fractions, months, line ends, blanks, leading signs, digits as names."""
    (deal,), (fund,), (park, plant) = make_deals(), make_funds(), make_projects()
    article = make_briefing().articles[0].article
    quote = make_evidence(article, article.text[:29], "rule")
    deals = (
        replace(deal, id="D-1", name="00123", money=money("123456789.123456"), date="2025-07", round=None),
        replace(deal, id="D-2", name="=SUM(A1)", parties=("甲；乙", "TRUE"), money=money("0"), date="2024"),
        replace(deal, id="D-3", name="两行\n名称", place=" 前有空格", money=money("1", low="1", high="3"), date="去年"),
        replace(deal, id="D-4", name="1e5", parties=(), leads=(), money=None, stage=None, type=None, evidence=(quote,)),
        replace(deal, id="D-5", name="2025-07-01", place="1/2", money=money("99999999999999"), confidence=1 / 3),
        replace(deal, id="D-6", name="１２３", place="", date="1899-12-31"),
    )  # fmt: skip
    funds = (fund, replace(fund, id="F-2", name="_x0041_基金", money=money("333333333.33"), first_close=None))
    return make_briefing(deals=deals, funds=funds, projects=(park, replace(plant, bundle=26)))


@cache
def odd_workbook() -> bytes:
    return make_xlsx(odd_briefing())


class Desk:
    def __init__(self, folder: Path, workbook: bytes | None = None) -> None:
        self.path, self.file = folder / "appendix.xlsx", folder / "corrections.toml"
        self.path.write_bytes(workbook or odd_workbook())

    def edit(self, change: Callable[[Any], None]) -> Desk:
        book = load_workbook(self.path)
        change(book)
        book.save(self.path)
        return self

    def put(self, sheet: str, number: int, **values: Any) -> Desk:
        def change(book: Any) -> None:
            for key, value in values.items():
                book[sheet].cell(number, column_of(book[sheet], key)).value = value

        return self.edit(change)

    def save_with_office(self, *forms: str) -> Desk:
        """Saved by LibreOffice in each form in turn; the last has to be xlsx."""
        paths = (self.path,)
        for n, form in enumerate(forms):
            paths = save(paths, form, self.path.parent / f"saved{n}")
        shutil.copy(*paths, self.path)
        return self

    def read(self) -> Reviewed:
        return review_workbook(self.path, self.file)

    def changes(self) -> dict[tuple[str, str], Any]:
        found = self.read()
        assert not found.refused, found.refused
        return {(f.record, c.column): c.now for f in found.findings for c in f.review.changes}


def save(paths: Sequence[Path], form: str, folder: Path) -> tuple[Path, ...]:
    """Each of the files saved by LibreOffice in a form, all in one start of it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return tuple(folder / f"{path.stem}.{form}" for path in paths)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The workbook as LibreOffice leaves it: by the forms that it was saved in, one after the other."""
    folder = tmp_path_factory.mktemp("saved")
    whole = folder / "whole.xlsx"
    whole.write_bytes(odd_workbook())
    (once,) = save([whole], "xlsx", folder / "1")
    again = folder / "once.xlsx"
    shutil.copy(once, again)
    there, twice = save(save([whole, again], "ods", folder / "2"), "xlsx", folder / "3")
    return {"xlsx": once.read_bytes(), "ods-xlsx": there.read_bytes(), "xlsx-ods-xlsx": twice.read_bytes()}


def column_of(page: Any, key: str) -> int:
    sheet = next(plan.key for plan in read_plans("zh") if plan.title == page.title)
    names = read_headers(sheet)
    return next(cell.column for cell in page[1] if names.get(cell.value) == key)


def confirm_all(book: Any) -> None:
    for title in (DEALS, FUNDS, PROJECTS):
        page = book[title]
        for number in range(2, page.max_row + 1):
            page.cell(number, column_of(page, "review")).value = "确认"


# ---------------------------------------------------------------- saved by another program


@needs_office
@pytest.mark.parametrize("forms", ["xlsx", "ods-xlsx", "xlsx-ods-xlsx"])
def test_what_libreoffice_saved_has_no_change_in_any_cell(tmp_path: Path, saved: dict[str, bytes], forms: str) -> None:
    """Every row is confirmed, so that any cell that reads back otherwise would be refused as an edit nobody meant."""
    found = Desk(tmp_path, saved[forms]).edit(confirm_all).read()
    assert [(p.subject, p.message) for p in (*found.refused, *found.idle)] == []
    assert len(found.findings) == 10 and {f.review.state for f in found.findings} == {"confirmed"}
    assert all(f.review.changes == () for f in found.findings) and found.missing == 0


@needs_office
def test_edits_survive_being_saved_by_libreoffice(tmp_path: Path, saved: dict[str, bytes]) -> None:
    desk = Desk(tmp_path, saved["ods-xlsx"])
    desk.put(DEALS, 2, review="修改", amount=1234.5, date=datetime(2025, 7, 2), parties="甲；丙").put(
        PROJECTS, 2, review="修改", bundle=3, phase="投运", place=None
    )
    desk.save_with_office("xlsx")
    assert desk.changes() == {
        ("D-1", "amount"): "1234.5", ("D-1", "date"): "2025-07-02", ("D-1", "parties"): ("甲", "丙"),
        ("P-1e88d2", "bundle"): "3", ("P-1e88d2", "phase"): "operating", ("P-1e88d2", "place"): None,
    }  # fmt: skip


@needs_office
def test_a_workbook_reviewed_again_after_libreoffice_says_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path).put(DEALS, 2, review="修改", amount=1234.5, note="按公告").put(FUNDS, 2, review="驳回")
    before = desk.read().findings
    stored = load_corrections(desk.file)
    again = desk.save_with_office("ods", "xlsx").read()
    assert [f.review for f in again.findings] == [f.review for f in before]
    assert not any(f.is_new for f in again.findings) and load_corrections(desk.file) == stored


# ---------------------------------------------------------------- typed by people

TYPED = [
    ("amount", "500", "500"),
    ("amount", " 1,234.5 ", "1234.5"),
    ("amount", "１，２３４．５", "1234.5"),
    ("amount", "1，234", "1234"),
    ("amount", "５００", "500"),
    ("amount", "0.5", "0.5"),
    ("low", "12,345,678", "12345678"),
    ("date", "2025/7/1", "2025-07-01"),
    ("date", "２０２５／７／１", "2025-07-01"),
    ("date", "2025.07.01", "2025-07-01"),
    ("date", "2025年7月1日", "2025-07-01"),
    ("date", "2023", "2023"),
    ("date", 2023, None),  # to Excel, a day of 1905
    ("date", 20250701, None),
    ("date", datetime(2025, 7, 1, 12, 30), "2025-07-01"),
    ("currency", "ｕｓｄ", "USD"),
    ("currency", "美元", "USD"),
    ("deal_type", " 并购 ", "acquisition"),
    ("deal_type", "ＩＰＯ", None),
]


def type_rows(folder: Path, typed: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any] | None], list[Problem]]:
    """What was typed into a row each of one workbook: what changed there, None where the row was refused; the faults."""
    (deal,) = make_deals()
    rows = tuple(replace(deal, id=f"D-{n:03}") for n in range(len(typed)))

    def change(book: Any) -> None:
        page = book[DEALS]
        for n, values in enumerate(typed, 2):
            for key, value in {"review": "修改", **values}.items():
                page.cell(n, column_of(page, key)).value = value

    found = Desk(folder, make_xlsx(make_briefing(deals=rows))).edit(change).read()
    changes = {f.record: {c.column: c.now for c in f.review.changes} for f in found.findings}
    return [changes.get(row.id) for row in rows], list(found.refused)


def test_what_a_person_types_is_understood_or_refused_with_its_cell(tmp_path: Path) -> None:
    rows = [{"high": 99_999_999, key: typed} for key, typed, _ in TYPED]
    changes, faults = type_rows(tmp_path, rows)
    for (key, typed, now), changed in zip(TYPED, changes, strict=True):
        assert (changed[key] if changed else None) == now, (key, typed)
    page = load_workbook(io.BytesIO(odd_workbook()))[DEALS]
    refused = [page.cell(n, column_of(page, key)).coordinate for n, (key, _, now) in enumerate(TYPED, 2) if now is None]
    assert [fault.subject for fault in faults] == [f"{DEALS}!{where}" for where in refused]


REFUSED = [
    "5亿",
    "500万元",
    "1,23",
    "12,3456",
    "1.2.3",
    "约500",
    "-5",
    "1 234 567",
    "五百",
    "1e9",
    "0x10",
    "nan",
    "１２％",
]


def test_a_text_that_is_not_just_a_number_is_refused(tmp_path: Path) -> None:
    changes, faults = type_rows(tmp_path, [{"place": "某地", "amount": typed} for typed in REFUSED])
    assert [fault.subject for fault in faults] == [f"{DEALS}!K{n}" for n, _ in enumerate(REFUSED, 2)]
    assert all(typed in fault.message for typed, fault in zip(REFUSED, faults, strict=True))
    assert not any(changes)


def test_a_date_that_may_be_two_or_none_is_refused(tmp_path: Path) -> None:
    days = ("07/01/2025", "2025-13-01", "7月1日", "2025/7/1-2025/7/5", 20251301, 0.5)
    changes, faults = type_rows(tmp_path, [{"place": "某地", "date": day} for day in days])
    assert [fault.subject for fault in faults] == [f"{DEALS}!B{n}" for n, _ in enumerate(days, 2)]
    assert not any(changes)


# ---------------------------------------------------------------- rows and columns about


def sort_rows(book: Any) -> None:
    """Rows the other way round, the last hidden by a filter, a column inserted and one taken out."""
    page = book[DEALS]
    page.tables.clear()
    rows = [[(c.value, c.number_format, c.data_type) for c in row] for row in page.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, (value, number_format, kind) in enumerate(row, 1):
            page.cell(number, column).value = value
            page.cell(number, column).number_format, page.cell(number, column).data_type = number_format, kind
    page.row_dimensions[page.max_row].hidden = True
    page.insert_cols(5)
    page.cell(1, 5).value = "我的判断"
    page.cell(2, 5).value = "值得跟"
    page.delete_cols(column_of(page, "rule"))
    page.delete_cols(column_of(page, "leads"))


def test_sorted_filtered_and_moved_about_nothing_is_a_change(tmp_path: Path) -> None:
    desk = Desk(tmp_path).edit(confirm_all).edit(sort_rows)
    found = desk.read()
    assert (found.refused, found.idle, found.missing) == ((), (), 0)
    assert len(found.findings) == 10 and all(f.review.changes == () for f in found.findings)


def test_rows_deleted_by_hand_are_counted_and_nothing_is_done_with_them(tmp_path: Path) -> None:
    desk = (
        Desk(tmp_path).edit(confirm_all).edit(lambda book: (book[DEALS].tables.clear(), book[DEALS].delete_rows(3, 2)))
    )
    found = desk.read()
    assert found.missing == 2 and len(found.findings) == 8 and not found.refused


def test_a_row_copied_below_is_refused_in_both_places(tmp_path: Path) -> None:
    def copy(book: Any) -> None:
        page = book[PROJECTS]
        page.append([cell.value for cell in page[2]])

    found = Desk(tmp_path).edit(confirm_all).edit(copy).read()
    assert {fault.subject for fault in found.refused} == {f"{PROJECTS}!A2", f"{PROJECTS}!A4"}
