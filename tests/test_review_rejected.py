"""What was rejected stands on a sheet of its own, counts nowhere, weighs nothing, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from briefing.analysis import read_articles
from briefing.chapters import weigh_story
from briefing.corrections import apply_corrections, correct_readings, load_corrections
from briefing.corrections.apply import Applied
from briefing.pipeline import Issue, run
from briefing.review import Reviewed, describe, review_workbook
from briefing.settings import load_settings
from briefing.types import Briefing, Change, Event, Reading, Review
from briefing.verify import verify_issue
from briefing.week import think
from briefing.write.xlsx import make_xlsx
from briefing.write.xlsx_layout import read_headers
from factories import make_briefing, make_deals, make_funds, make_projects

DEALS, REJECTED = "交易 Deals", "驳回 Rejected"


def rejected(event: Event, **changes: Any) -> Review:
    base = Review(record=event.id, kind=type(event).__name__.lower(), name=event.name, state="rejected")
    return replace(base, **changes)


def issue_with(*events: Event) -> Briefing:
    """An issue in which these were rejected."""
    done = apply_corrections(events, {event.id: rejected(event, note="系旧闻") for event in events})
    assert not done.events
    lists = {"deals": make_deals(), "funds": make_funds(), "projects": make_projects()}
    left = {key: tuple(e for e in kept if e not in events) for key, kept in lists.items()}
    return make_briefing(**left, rejected=done.rejected, reviews=done.reviews)


class Desk:
    def __init__(self, folder: Path, briefing: Briefing) -> None:
        self.path, self.file = folder / "appendix.xlsx", folder / "corrections.toml"
        self.path.write_bytes(make_xlsx(briefing))

    def put(self, **values: Any) -> Desk:
        edit(self.path, REJECTED, 2, values)
        return self

    def read(self) -> Reviewed:
        return review_workbook(self.path, self.file)


def edit(path: Path, title: str, number: int, values: Mapping[str, Any]) -> None:
    book = load_workbook(path)
    for key, value in values.items():
        book[title].cell(number, column_of(book[title], key)).value = value
    book.save(path)


def column_of(page: Any, key: str) -> int:
    names = read_headers({DEALS: "deals", REJECTED: "rejected"}[page.title])
    return next(cell.column for cell in page[1] if names.get(cell.value) == key)


def rows_of(path: Path, title: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(path)[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if any(value is not None for value in row)]


ANY_KIND = pytest.mark.parametrize("event", [make_deals()[0], make_funds()[0], make_projects()[0]], ids=lambda e: e.id)

# ---------------------------------------------------------------- the sheet


@ANY_KIND
def test_it_stands_on_its_own_sheet_and_on_no_other(tmp_path: Path, event: Event) -> None:
    desk = Desk(tmp_path, issue_with(event))
    (row,) = rows_of(desk.path, REJECTED)
    assert (row["记录ID"], row["名称"], row["复核"], row["备注"]) == (event.id, event.name, "驳回", "系旧闻")
    assert row["原文"] == event.evidence[0].text and row["金额原文"] == event.money.text
    book = load_workbook(desk.path)
    others = [page for page in book if page.title not in (REJECTED, "_review")]
    assert not any(cell == event.id for page in others for line in page.iter_rows(values_only=True) for cell in line)


@ANY_KIND
def test_left_as_it_is_it_stays_rejected(tmp_path: Path, event: Event) -> None:
    desk = Desk(tmp_path, issue_with(event))
    (finding,) = desk.read().findings
    assert (finding.record, finding.review.state, finding.review.note) == (event.id, "rejected", "系旧闻")
    assert [f.is_new for f in desk.read().findings] == [False]


@ANY_KIND
@pytest.mark.parametrize("word", ["待复核", None, "确认", "confirmed"])
def test_it_is_taken_back_by_its_state(tmp_path: Path, event: Event, word: str | None) -> None:
    desk = Desk(tmp_path, issue_with(event))
    desk.read()
    (finding,) = desk.put(review=word).read().findings
    kept = load_corrections(desk.file)
    if word in ("待复核", None):
        assert finding.review is None and kept == {} and "withdrawn" in "".join(describe(finding))
    else:
        assert kept[event.id].state == "confirmed"
    assert apply_corrections([event], kept).rejected == ()


def test_a_note_written_while_taking_it_back_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, issue_with(make_deals()[0]))
    desk.read()
    (finding,) = desk.put(review="待复核", note="公司来函，金额属实").read().findings
    assert (finding.review.state, finding.review.note) == ("pending", "公司来函，金额属实")


def test_nothing_is_corrected_on_that_sheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, issue_with(make_deals()[0])).put(review="修改", amount=320)
    found = desk.read()
    assert not found.findings
    assert [(f.subject, "rejected record" in f.message) for f in found.refused] == [(f"{REJECTED}!J2", True)]
    assert [(f.subject, "nothing is corrected" in f.message) for f in found.idle] == [(f"{REJECTED}!H2", True)]


def test_a_rejected_id_moved_to_another_sheet_is_refused(tmp_path: Path) -> None:
    (park, plant) = make_projects()
    desk = Desk(tmp_path, issue_with(park, plant))
    edit(desk.path, DEALS, 2, {"deal_id": plant.id, "review": "确认"})
    found = desk.read()
    assert f"{DEALS}!A2" in {fault.subject for fault in found.refused}
    assert {f.record for f in found.findings} <= {park.id}


# ---------------------------------------------------------------- cells that the program fills in


@pytest.mark.parametrize(
    ("key", "typed"), [("theme", "资本市场"), ("cny", 99), ("outlet", "别报"), ("added", "否"), ("confidence", 1)]
)
def test_an_edit_that_comes_to_nothing_is_named_and_costs_the_row_nothing(tmp_path: Path, key: str, typed: Any) -> None:
    desk = Desk(tmp_path, make_briefing())
    edit(desk.path, DEALS, 2, {"review": "修改", "amount": 320, key: typed})
    found = desk.read()
    assert [c.now for f in found.findings for c in f.review.changes] == ["320"]
    page = load_workbook(desk.path)[DEALS]
    assert [fault.subject for fault in found.idle] == [f"{DEALS}!{page.cell(2, column_of(page, key)).coordinate}"]
    assert "filled in by the program" in found.idle[0].message and not found.refused


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_nobody_edited_is_not_named(tmp_path: Path, lang: str) -> None:
    briefing = replace(issue_with(make_funds()[0]), lang=lang)
    assert Desk(tmp_path, briefing).read().idle == ()


# ---------------------------------------------------------------- stories weigh what is left


NEWS = {
    "chip.txt": (
        "江州芯澜完成20亿元B轮融资\n来源：江州晚报　2025-07-15 09:00\n\n"
        "江州芯澜科技有限公司7月15日宣布完成20亿元B轮融资，由青石资本领投，白杨创投跟投。资金将用于扩建产线。\n"
    ),
    "robot.txt": (
        "云岚机器人完成1.5亿元A轮融资\n来源：云岚日报　2025-07-16 10:00\n\n"
        "云岚机器人有限公司7月16日宣布完成1.5亿元A轮融资，由赤松资本领投。公司生产焊接机器人。\n"
    ),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def readings(news: Path) -> tuple[Reading, ...]:
    from briefing.ingest import read_inputs

    config = load_settings()
    return read_articles(read_inputs([str(news)], config).documents, config)


def weights(readings: Any, week: Any, applied: Applied) -> dict[str, dict[str, float]]:
    by_id = {r.article.id: r for r in correct_readings(readings, week.events, applied)}
    rates = {r.currency: r for r in load_settings().rates}
    return {s.id: dict(weigh_story(s, by_id, rates).parts) for s in week.stories}


def test_a_rejected_record_weighs_nothing_and_a_corrected_one_its_new_sum(readings: tuple[Reading, ...]) -> None:
    week = think(readings, files=2)
    chip = next(e for e in week.events if "芯澜" in e.name)
    as_read = weights(readings, week, Applied(week.events, (), ()))
    story = next(s.id for s in week.stories if chip.evidence[0].article in s.articles)

    gone = weights(readings, week, apply_corrections(week.events, {chip.id: rejected(chip)}))
    assert (gone[story]["money"], gone[story]["records"]) == (0, 0)
    change = Change("amount", "2000", "20")
    less = weights(
        readings, week, apply_corrections(week.events, {chip.id: rejected(chip, state="changed", changes=(change,))})
    )
    assert less[story]["records"] == 1 and less[story]["money"] == pytest.approx(0.301)
    assert as_read[story]["money"] == pytest.approx(2.301)
    sure = weights(readings, week, apply_corrections(week.events, {chip.id: rejected(chip, state="confirmed")}))
    assert sure == as_read
    for others in (gone, less):
        assert {k: v for k, v in others.items() if k != story} == {k: v for k, v in as_read.items() if k != story}


def test_the_way_there_and_back_with_real_files(news: Path, tmp_path: Path) -> None:
    config = replace(load_settings(), corrections=tmp_path / "corrections.toml")
    book = tmp_path / "out" / "appendix.xlsx"

    def build() -> Briefing:
        return run([str(news)], config, out=tmp_path / "out", issue=Issue(number=1)).briefing

    first = build()
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    number = next(n for n, row in enumerate(rows_of(book, DEALS), 2) if "芯澜" in row["标的"])
    edit(book, DEALS, number, {"review": "驳回"})
    review_workbook(book, config.corrections)

    second = build()
    assert len(second.deals) == 1 and len(second.rejected) == 1
    assert second.rejected[0].evidence[0].raw is not None
    assert verify_issue(tmp_path / "out", load_settings()).faults == ()
    first_figure, second_figure = (
        next(f.value for f in issue.figures if f.key == "money:deal:CNY") for issue in (first, second)
    )
    assert first_figure - second_figure == Decimal(2_000_000_000)

    edit(book, REJECTED, 2, {"review": "待复核"})
    review_workbook(book, config.corrections)
    assert build() == first
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before
