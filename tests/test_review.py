"""The round trip: a workbook is built, edited with openpyxl or saved by LibreOffice, read back, and built again."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document as open_docx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from briefing.cli import commands
from briefing.config import LANGUAGES
from briefing.corrections import (
    COLUMNS,
    apply_corrections,
    cells_of,
    is_same,
    load_corrections,
    store_corrections,
    telling_cells,
)
from briefing.corrections.store import format_corrections
from briefing.errors import ConfigError, InputError
from briefing.pipeline import run
from briefing.review import Reviewed, describe, review_workbook
from briefing.settings import load_settings
from briefing.types import Briefing, Change, Event, Review
from briefing.verify import verify_issue
from briefing.write.xlsx import make_xlsx
from briefing.write.xlsx_layout import read_headers, read_plans
from briefing.write.xlsx_original import TITLE
from factories import make_briefing, make_deals, make_funds, make_projects

DEALS, FUNDS, PROJECTS = "交易 Deals", "基金 Funds", "项目 Projects"
SHEETS = {"deal": "deals", "fund": "funds", "project": "projects"}


def events_of(briefing: Briefing) -> tuple[Event, ...]:
    return (*briefing.deals, *briefing.funds, *briefing.projects)


def corrected(briefing: Briefing, reviews: Mapping[str, Review]) -> Briefing:
    """The issue as the next build would make it."""
    kinds = {}
    for kind in ("deals", "funds", "projects"):
        applied = apply_corrections(getattr(briefing, kind), reviews)
        assert not applied.problems
        kinds[kind] = applied.events
    done = apply_corrections(events_of(briefing), reviews)
    return replace(briefing, **kinds, reviews=done.reviews)


@cache
def workbook() -> bytes:
    """As it was built."""
    return make_xlsx(make_briefing())


class Desk:
    """An analyst's workbook and corrections file in a folder."""

    def __init__(self, folder: Path, briefing: Briefing | None = None) -> None:
        self.path = folder / "appendix.xlsx"
        self.file = folder / "corrections.toml"
        self.path.write_bytes(make_xlsx(briefing) if briefing else workbook())

    def edit(self, change: Callable[[Any], None]) -> Desk:
        book = load_workbook(self.path)
        change(book)
        book.save(self.path)
        return self

    def put(self, sheet: str, number: int, **values: Any) -> Desk:
        """Values by column key into the row of that number, whatever the language of the headers."""
        return self.edit(lambda book: put(book[sheet], number, values))

    def read(self) -> Reviewed:
        return review_workbook(self.path, self.file)

    def stored(self) -> dict[str, Review]:
        return load_corrections(self.file)


def put(page: Any, number: int, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        page.cell(number, column_of(page, key)).value = value


def column_of(page: Any, key: str) -> int:
    sheet = next(plan.key for lang in LANGUAGES for plan in read_plans(lang) if plan.title == page.title)
    names = read_headers(sheet)
    return next(cell.column for cell in page[1] if names.get(cell.value) == key)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def soffice() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program


def resave(path: Path, program: str) -> None:
    """The file as LibreOffice writes it."""
    out = path.parent / "resaved"
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.move(out / path.name, path)


# ---------------------------------------------------------------- what is not edited says nothing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_nobody_edited_has_no_corrections(tmp_path: Path, lang: str):
    desk = Desk(tmp_path, make_briefing(lang=lang))
    found = desk.read()
    assert (found.findings, found.refused, found.missing) == ((), (), 0)
    assert found.untouched == len(events_of(make_briefing()))
    assert not desk.file.exists()


def test_every_record_confirmed_is_confirmed_and_nothing_is_changed(desk: Desk):
    """No value of any column reads back as another one: what was written and what is compared are the same."""
    for sheet, number in ((DEALS, 2), (FUNDS, 2), (PROJECTS, 2), (PROJECTS, 3)):
        desk.put(sheet, number, review="确认")
    found = desk.read()
    assert not found.refused
    assert [(f.review.state, f.review.changes) for f in found.findings] == [("confirmed", ())] * 4


def test_libreoffice_saving_the_file_changes_nothing(desk: Desk, soffice: str):
    desk.put(DEALS, 2, review="修改", amount=320, note="按公司公告").put(FUNDS, 2, review="确认")
    before = desk.read()
    desk.file.unlink()
    resave(desk.path, soffice)
    after = desk.read()
    assert not after.refused and after.findings == before.findings
    assert {f.review.state for f in after.findings} == {"changed", "confirmed"}


# ---------------------------------------------------------------- edits of every kind of column

EDITS = [
    (DEALS, "amount", 320.5, "320.5"),
    (DEALS, "currency", "usd", "USD"),
    (DEALS, "date", date(2025, 7, 14), "2025-07-14"),
    (DEALS, "date", "2025年7月", "2025-07"),
    (DEALS, "deal_type", "并购", "acquisition"),
    (DEALS, "deal_type", "Acquisition", "acquisition"),
    (DEALS, "round", None, None),
    (DEALS, "stage", "完成", "closed"),
    (DEALS, "parties", "甲资本；乙资本", ("甲资本", "乙资本")),
    (DEALS, "leads", None, ()),
    (DEALS, "subject", "江城微芯科技", "江城微芯科技"),
    (DEALS, "amount_text", "逾3亿元", "逾3亿元"),
    (DEALS, "precision", "超", "over"),
    (FUNDS, "fund_amount", 5200, "5200"),
    (FUNDS, "level", "市级", "municipal"),
    (FUNDS, "managers", "岭南投资", ("岭南投资",)),
    (FUNDS, "committed", 300, "300"),
    (FUNDS, "focus", "机器人", "机器人"),
    (PROJECTS, "phase", "投运", "operating"),
    (PROJECTS, "capacity", 3, "3"),
    (PROJECTS, "unit", "MWh", "MWh"),
    (PROJECTS, "unit", "亩", "mu"),
    (PROJECTS, "unit", "公顷", "公顷"),
    (PROJECTS, "bundle", 4, "4"),
    (PROJECTS, "owners", "青川城投", ("青川城投",)),
]


@pytest.mark.parametrize(("sheet", "key", "typed", "now"), EDITS)
def test_an_edit_is_stored_and_the_next_build_prints_it(tmp_path: Path, sheet: str, key: str, typed: Any, now: Any):
    desk = Desk(tmp_path).put(sheet, 2, review="修改", **{key: typed})
    (finding,) = desk.read().findings
    (change,) = finding.review.changes
    assert (change.column, change.now) == (key, now)
    assert desk.stored() == {finding.record: finding.review}
    again = corrected(make_briefing(), desk.stored())
    event = next(e for e in events_of(again) if e.id == finding.record)
    assert cells_of(event)[key] == now or (not now and not cells_of(event)[key])
    rebuilt = Desk(tmp_path, again)
    page = load_workbook(rebuilt.path)[sheet]
    assert page.cell(2, column_of(page, "review")).value == "修改"
    assert "编辑改定" in page.cell(2, column_of(page, "note")).value
    assert [f.is_new for f in rebuilt.read().findings] == [False]


def test_a_new_amount_takes_words_of_its_own(desk: Desk):
    desk.put(DEALS, 2, review="修改", amount=325)
    desk.read()
    (deal,) = corrected(make_briefing(), desk.stored()).deals
    assert (deal.money.text, deal.money.value, deal.money.low) == (
        "3.25亿元",
        Decimal(325_000_000),
        Decimal(325_000_000),
    )
    assert deal.evidence == make_briefing().deals[0].evidence


def test_names_typed_in_another_order_with_blanks_and_lines(desk: Desk):
    desk.put(DEALS, 2, review="修改", parties=" 甲资本 ;乙资本；\n丙资本 ")
    (finding,) = desk.read().findings
    assert finding.review.changes[0].now == ("甲资本", "乙资本", "丙资本")


# ---------------------------------------------------------------- states


def test_rejected_leaves_tables_and_a_trace(desk: Desk):
    desk.put(DEALS, 2, review="驳回", note="系旧闻")
    (finding,) = desk.read().findings
    again = corrected(make_briefing(), desk.stored())
    assert again.deals == () and [r.state for r in again.reviews] == ["rejected"]
    assert finding.review.note == "系旧闻"


def test_a_note_alone_is_kept_and_the_record_stays_pending(desk: Desk):
    page = load_workbook(desk.path)[DEALS]
    written = page.cell(2, column_of(page, "note")).value or ""
    desk.put(DEALS, 2, note=f"{written}；待公司回复")
    (finding,) = desk.read().findings
    assert (finding.review.state, finding.review.note) == ("pending", "待公司回复")


@pytest.mark.parametrize("state", ["待复核", "确认", None])
def test_edits_without_the_state_changed_are_refused_by_cell(desk: Desk, state: str | None):
    found = desk.put(DEALS, 2, review=state, amount=320).read()
    assert not found.findings and not desk.file.exists()
    (fault,) = found.refused
    assert fault.subject == f"{DEALS}!K2" and "修改" in fault.message


def test_changed_without_a_change_is_refused(desk: Desk):
    (fault,) = desk.put(DEALS, 2, review="修改").read().refused
    assert "no cell is edited" in fault.message


def test_a_correction_is_withdrawn_by_setting_it_back(tmp_path: Path):
    desk = Desk(tmp_path).put(DEALS, 2, review="修改", amount=320)
    desk.read()
    again = Desk(tmp_path, corrected(make_briefing(), desk.stored())).put(DEALS, 2, review="待复核")
    (finding,) = again.read().findings
    assert finding.review is None and again.stored() == {}
    assert list(describe(finding)) == [f"{finding.record} {finding.name}: withdrawn"]


@pytest.mark.parametrize(
    ("lang", "state", "typed", "said"),
    [("zh", "修改", "C轮", '轮次: "B轮" -> "C轮"'), ("en", "changed", "Series C", 'Round: "Series B" -> "Series C"')],
)
def test_a_report_has_the_words_of_the_sheet_and_no_codes(tmp_path: Path, lang: str, state: str, typed: str, said: str):
    desk = Desk(tmp_path, make_briefing(lang=lang))
    sheet = next(plan.title for plan in read_plans(lang) if plan.key == "deals")
    (finding,) = desk.put(sheet, 2, review=state, round=typed).read().findings
    assert list(describe(finding)) == [f"{finding.record} {finding.name}: 修改 changed", f"  {said}"]
    (again,) = desk.put(sheet, 2, round="D轮").read().findings
    assert next(describe(again)).endswith("修改 changed (replaces: 修改 changed)")


def test_a_workbook_older_than_a_correction_takes_nothing_back(desk: Desk, tmp_path: Path):
    desk.put(DEALS, 2, review="确认").read()
    older = Desk(tmp_path)
    assert older.read().findings == () and len(older.stored()) == 1


def test_confirming_an_earlier_correction_keeps_it(tmp_path: Path):
    desk = Desk(tmp_path).put(DEALS, 2, review="修改", amount=320)
    before = desk.read().findings[0].review
    again = Desk(tmp_path, corrected(make_briefing(), desk.stored())).put(DEALS, 2, review="确认")
    (finding,) = again.read().findings
    assert finding.review == before and not finding.is_new


# ---------------------------------------------------------------- what is refused

REFUSED = [
    (DEALS, "amount", "5亿", "is text"),
    (DEALS, "amount", "5,00", "is text"),
    (DEALS, "amount", -3, "no size"),
    (DEALS, "amount", True, "no number"),
    (DEALS, "amount", date(2025, 7, 1), "no number"),
    (DEALS, "amount", "=1+1", "is a formula"),
    (DEALS, "deal_type", "赠与", "none of the allowed values"),
    (DEALS, "stage", "搁置", "none of the allowed values"),
    (DEALS, "round", 3, "none of the allowed values"),
    (DEALS, "date", "上周三", "is no date"),
    (DEALS, "date", "2025-02-30", "is no date"),
    (DEALS, "date", 20.5, "is no date"),
    (DEALS, "currency", "XYZ", "is no currency"),
    (DEALS, "currency", None, "give its currency"),
    (DEALS, "subject", None, "needs a name"),
    (DEALS, "review", "通过", "none of the allowed values"),
    (DEALS, "quote", "另一句话。", "put it back"),
    (DEALS, "deal_id", "D-00000000", "is no id"),
    (DEALS, "deal_id", None, "has no id"),
    (PROJECTS, "bundle", 1.5, "no whole number"),
    (FUNDS, "level", "乡级", "none of the allowed values"),
]


@pytest.mark.parametrize(("sheet", "key", "typed", "reason"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_cell(desk: Desk, sheet: str, key: str, typed: Any, reason: str):
    found = desk.put(sheet, 2, **{"review": "修改", "place": "某地", key: typed}).read()
    page = load_workbook(desk.path)[sheet]
    where = f"{sheet}!{page.cell(2, column_of(page, key)).coordinate}"
    assert [(f.subject, reason in f.message) for f in found.refused] == [(where, True)]
    assert not found.findings and not desk.file.exists()


def test_one_bad_row_costs_no_other_its_place(desk: Desk):
    desk.put(PROJECTS, 2, review="修改", phase="何时").put(PROJECTS, 3, review="确认")
    found = desk.read()
    assert (found.rows_refused, len(found.findings), len(desk.stored())) == (1, 1, 1)


def test_an_id_that_stands_twice_is_refused_in_both_rows(desk: Desk):
    page = load_workbook(desk.path)[PROJECTS]
    desk.put(PROJECTS, 3, project_id=page.cell(2, 1).value, review="确认")
    found = desk.read()
    assert [fault.subject for fault in found.refused] == [f"{PROJECTS}!A2", f"{PROJECTS}!A3"]
    assert found.missing == 1


def test_two_ids_exchanged_are_found_by_the_evidence(desk: Desk):
    page = load_workbook(desk.path)[PROJECTS]
    first, second = page.cell(2, 1).value, page.cell(3, 1).value
    desk.put(PROJECTS, 2, project_id=second, review="驳回").put(PROJECTS, 3, project_id=first)
    found = desk.read()
    assert not found.findings and len(found.refused) == 2


def test_an_id_of_another_sheet_is_refused(desk: Desk):
    page = load_workbook(desk.path)[FUNDS]
    found = desk.put(DEALS, 2, deal_id=page.cell(2, 1).value, review="确认").read()
    assert any("of another sheet" in fault.message or "stands in 2 rows" in fault.message for fault in found.refused)


# ---------------------------------------------------------------- nothing else has to stay as it was


def shuffle(book: Any) -> None:
    """Columns moved and hidden, extra ones, rows sorted the other way, a title above, sheets gone and renamed."""
    page = book[PROJECTS]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    formats = [cell.number_format for cell in page[2]]
    del book[FUNDS], book["说明 ReadMe"], book[PROJECTS]
    new = book.create_sheet("我的项目", 0)
    new.append(["第29周，张三"])
    new.append([])
    head, *lines = rows
    for row in (head, *reversed(lines)):
        new.append(["我的列" if row is head else 7, *reversed(row)])
    for line in new.iter_rows(min_row=4):
        for cell, number_format in zip(line[1:], reversed(formats), strict=True):
            cell.number_format = number_format
    new.column_dimensions["D"].hidden = True
    new.auto_filter.ref = "A3:C5"


def test_a_workbook_turned_inside_out_is_read_all_the_same(desk: Desk):
    desk.put(PROJECTS, 2, review="修改", phase="投运").edit(shuffle)
    found = desk.read()
    assert not found.refused
    (finding,) = found.findings
    assert [(c.column, c.now) for c in finding.review.changes] == [("phase", "operating")]
    assert found.missing == len(make_funds())


def test_columns_that_are_gone_say_nothing(desk: Desk):
    def cut(book: Any) -> None:
        page = book[DEALS]
        page.tables.clear()
        for key in ("amount", "parties", "quote", "note"):
            page.delete_cols(column_of(page, key))

    found = desk.put(DEALS, 2, review="修改", stage="完成").edit(cut).read()
    assert not found.refused
    assert [c.column for c in found.findings[0].review.changes] == ["stage"]


def test_the_hidden_sheet_is_named_when_it_is_missing(desk: Desk):
    def remove(book: Any) -> None:
        del book[TITLE]

    with pytest.raises(InputError, match=TITLE):
        desk.edit(remove).read()


def test_a_column_that_stands_twice_is_named(desk: Desk):
    with pytest.raises(InputError, match="two columns 币种"):
        desk.edit(lambda book: put(book[DEALS], 1, {"place": "币种"})).read()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "序号,金额\n".encode()])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="workbook"):
        review_workbook(path, tmp_path / "corrections.toml")


def test_a_workbook_of_someone_else_is_refused(tmp_path: Path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="hidden sheet"):
        review_workbook(tmp_path / "a.xlsx", tmp_path / "corrections.toml")


# ---------------------------------------------------------------- the file


def make_review(event: Event, **changes: Any) -> Review:
    kind = type(event).__name__.lower()
    cells = cells_of(event)
    base = Review(record=event.id, kind=kind, name=event.name, state="confirmed", seen=telling_cells(cells, kind))
    return replace(base, **changes)


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(texts, texts, st.lists(texts, max_size=3))
def test_what_is_stored_is_what_is_read(tmp_path_factory, note: str, name: str, parties: list[str]):
    """Whatever people write: quotes, line ends, control characters, brackets."""
    path = tmp_path_factory.mktemp("store") / "c.toml"
    change = Change("parties", ("甲",), tuple(parties))
    review = make_review(make_deals()[0], name=name, note=note, state="changed", changes=(change,))
    store_corrections(path, [review])
    assert load_corrections(path) == {review.record: review}


def test_the_file_does_not_depend_on_the_order_and_has_one_section_a_record():
    reviews = [make_review(event) for event in events_of(make_briefing())]
    text = format_corrections(reviews)
    assert text == format_corrections(reversed(reviews))
    heads = [line for line in text.splitlines() if line.startswith("[")]
    assert heads == sorted(heads) and len(heads) == len(reviews)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("version = 2", "version"),
        ("version = ", "TOML"),
        ('version = 1\n[record.X-1]\nkind = "deal"', "no record"),
        ('version = 1\n[record.D-1]\nkind = "loan"\nname = "甲"\nstate = "confirmed"', "kind"),
        ('version = 1\n[record.D-1]\nkind = "deal"\nname = "甲"\nstate = "fine"', "state"),
        ('version = 1\n[record.D-1]\nkind = "deal"\nname = "甲"\nstate = "changed"\nchange.quote = {}', "quote"),
        (
            'version = 1\n[record.D-1]\nkind = "deal"\nname = "甲"\nstate = "changed"\nchange.amount = 5',
            "change.amount",
        ),
        (
            'version = 1\n[record.D-1]\nkind = "deal"\nname = "甲"\nstate = "changed"\nchange.amount = {now = "5亿"}',
            "number",
        ),
        ('version = 1\n[record.D-1]\nkind = "deal"\nname = "甲"\nstate = "changed"\ncolour = 1', "colour"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_place(tmp_path: Path, line: str, reason: str):
    path = tmp_path / "corrections.toml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        load_corrections(path)


# ---------------------------------------------------------------- applied


def test_a_correction_is_not_for_a_later_round_of_the_same_name():
    (deal,) = make_deals()
    review = make_review(deal, state="rejected")
    later = replace(deal, money=replace(deal.money, value=deal.money.value * 3))
    applied = apply_corrections([later], {deal.id: review})
    assert applied.events == (later,) and not applied.reviews
    (problem,) = applied.problems
    assert "review it again" in problem.message


def test_a_value_that_the_sources_have_changed_is_left_alone():
    (deal,) = make_deals()
    review = make_review(deal, state="changed", changes=(Change("stage", deal.stage, "closed"),))
    moved = replace(deal, stage="terminated")
    applied = apply_corrections([moved], {deal.id: review})
    assert applied.events == (moved,) and "stage" in applied.problems[0].message


def test_a_value_that_the_sources_have_come_to_say_is_no_editor_s_any_more():
    (deal,) = make_deals()
    review = make_review(deal, state="changed", changes=(Change("stage", deal.stage, "closed"),))
    (event,) = apply_corrections([replace(deal, stage="closed")], {deal.id: review}).events
    assert event.review is not None and event.review.changes == ()


def test_a_changed_name_is_found_again_by_the_id_of_the_old_one():
    (deal,) = make_deals()
    review = make_review(deal, state="changed", changes=(Change("subject", deal.name, "别名"),))
    (event,) = apply_corrections([deal], {deal.id: review}).events
    assert (event.id, event.name) == (deal.id, "别名")


@pytest.mark.parametrize("event", [*make_deals(), *make_funds(), *make_projects()], ids=lambda e: e.id)
def test_putting_back_what_was_read_changes_no_cell(event: Event):
    """Cells and changes are each other's inverse."""
    cells = cells_of(event)
    columns = COLUMNS[type(event).__name__.lower()]
    changes = tuple(Change(column.key, None, cells[column.key]) for column in columns)
    review = make_review(event, state="changed", seen=(), changes=changes)
    (again,) = apply_corrections([event], {event.id: replace(review, changes=tuple(
        replace(change, was=cells[change.column]) for change in changes
    ))}).events  # fmt: skip
    assert all(is_same(cells_of(again)[c.key], cells[c.key], c) for c in columns)


# ---------------------------------------------------------------- the whole way, with real files

NEWS = {
    "chip.txt": (
        "江州芯澜完成2亿元B轮融资\n来源：江州晚报　2025-07-15 09:00\n\n"
        "江州芯澜科技有限公司7月15日宣布完成2亿元B轮融资，由青石资本领投，白杨创投跟投。资金将用于扩建产线。\n"
    ),
    "robot.txt": (
        "云岚机器人完成1.5亿元A轮融资\n来源：云岚日报　2025-07-16 10:00\n\n"
        "云岚机器人有限公司7月16日宣布完成1.5亿元A轮融资，由赤松资本领投。公司生产焊接机器人。\n"
    ),
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(news: Path, out: Path, corrections: Path | None = None) -> Briefing:
    config = replace(load_settings(), corrections=corrections)
    return run([str(news)], config, out=out).briefing


def rows_by_name(path: Path) -> dict[str, int]:
    page = load_workbook(path)[DEALS]
    return {page.cell(n, column_of(page, "subject")).value: n for n in range(2, page.max_row + 1)}


def figure(briefing: Briefing, key: str) -> Decimal:
    return next((f.value for f in briefing.figures if f.key == key), Decimal(0))


def test_the_round_trip_from_news_to_a_corrected_issue(news: Path, tmp_path: Path):
    out, file = tmp_path / "out", tmp_path / "corrections.toml"
    first = build(news, out)
    assert figure(first, "money:deal:CNY") == 350_000_000
    copy = tmp_path / "mailed.xlsx"  # the one file, without its issue
    shutil.copy(out / "appendix.xlsx", copy)
    book = load_workbook(copy)
    chip, robot = (next(n for name, n in rows_by_name(copy).items() if word in name) for word in ("芯澜", "云岚"))
    put(book[DEALS], chip, {"review": "修改", "amount": 220, "note": "公司更正"})
    put(book[DEALS], robot, {"review": "驳回"})
    book.save(copy)
    assert len(review_workbook(copy, file).findings) == 2

    second = build(news, out, file)
    assert figure(second, "money:deal:CNY") == 220_000_000 and figure(second, "deals") == 1
    issue = json.loads((out / "briefing.json").read_text(encoding="utf-8"))
    assert [r["state"] for r in issue["reviews"]] == ["changed", "rejected"] or len(issue["reviews"]) == 2
    assert issue["deals"][0]["review"]["changes"] == [{"column": "amount", "was": "200", "now": "220"}]
    words = "\n".join(
        cell.text for t in open_docx(out / "briefing.docx").tables for row in t.rows for cell in row.cells
    )
    assert "2.2亿元＊" in words and "云岚机器人" not in words
    assert "2.2亿元＊" in (out / "briefing.md").read_text(encoding="utf-8")
    method = [row[1].value for row in load_workbook(out / "appendix.xlsx")["说明 ReadMe"].iter_rows()]
    assert any("驳回 1 条" in str(line) for line in method)

    proof = verify_issue(out, load_settings())
    assert (proof.faults, proof.edited) == ((), 1)


def test_verify_still_finds_a_figure_that_no_editor_set(news: Path, tmp_path: Path):
    out, file = tmp_path / "out", tmp_path / "corrections.toml"
    build(news, out)
    number = next(n for name, n in rows_by_name(out / "appendix.xlsx").items() if "芯澜" in name)
    other = next(n for name, n in rows_by_name(out / "appendix.xlsx").items() if "云岚" in name)
    book = load_workbook(out / "appendix.xlsx")
    put(book[DEALS], number, {"review": "修改", "amount": 220})
    book.save(out / "appendix.xlsx")
    review_workbook(out / "appendix.xlsx", file)
    build(news, out, file)
    book = load_workbook(out / "appendix.xlsx")
    for name, n in rows_by_name(out / "appendix.xlsx").items():
        put(book[DEALS], n, {"amount_text": "9亿元"})
        assert name
    book.save(out / "appendix.xlsx")
    faults = [fault.message for fault in verify_issue(out, load_settings()).faults]
    assert any("is not the amount that an editor set" in message for message in faults)
    assert any("does not stand in the article" in message for message in faults)
    assert other != number


def test_the_command_reports_stores_and_the_next_build_applies(news: Path, tmp_path: Path, monkeypatch):
    """Without a word about where: beside the settings, here the current folder."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(commands, ["build", "news", "--out", "out"], standalone_mode=False).return_value == 0
    book = load_workbook("out/appendix.xlsx")
    chip, robot = (
        next(n for name, n in rows_by_name(Path("out/appendix.xlsx")).items() if w in name) for w in ("芯", "云")
    )
    put(book[DEALS], chip, {"review": "修改", "amount": 220})
    put(book[DEALS], robot, {"review": "修改", "amount": "很多"})
    book.save("out/appendix.xlsx")
    done = runner.invoke(commands, ["review", "out/appendix.xlsx"], standalone_mode=False)
    assert done.return_value == 3
    assert '金额(百万): "200" -> "220"' in done.output and f"{DEALS}!K{robot}" in done.output
    assert "1 reviewed, 1 refused, 0 untouched" in done.output
    assert Path("corrections.toml").is_file()
    done = runner.invoke(commands, ["build", "news", "--out", "out"], standalone_mode=False)
    assert "0 confirmed, 1 changed, 0 rejected" in done.output
    before = Path("corrections.toml").read_bytes()
    again = runner.invoke(commands, ["review", "out/appendix.xlsx"], standalone_mode=False)
    assert "as before" in again.output and Path("corrections.toml").read_bytes() == before


def test_the_same_corrections_give_the_same_bytes(news: Path, tmp_path: Path):
    file = tmp_path / "corrections.toml"
    (deal, *_) = build(news, tmp_path / "a").deals
    store_corrections(file, [make_review(deal, state="rejected")])
    for name in ("b", "c"):
        build(news, tmp_path / name, file)
    for written in ("briefing.docx", "appendix.xlsx", "briefing.json", "briefing.md"):
        assert (tmp_path / "b" / written).read_bytes() == (tmp_path / "c" / written).read_bytes()
