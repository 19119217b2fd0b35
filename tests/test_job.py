"""The scheduled job on real files, a real archive and real deliveries into folders and to commands."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.archive import Archive
from briefing.config import Config
from briefing.config.job import Gates
from briefing.errors import ArchiveError
from briefing.job import JobReport, find_closed_gates, find_due_weeks, last_whole_week, run_job
from briefing.job.gates import find_wrong_sums
from briefing.job.log import Log
from briefing.settings import load_settings
from briefing.types import Briefing, PastIssue, Problem
from briefing.verify import Proof
from program import call

SETTINGS = """
[run]
inputs = ["inbox"]

[delivery]
attempts = 1
pause = 1

[delivery.folder]
path = "outbox/{week}"
"""
MONDAY = {  # the morning after each week
    "2025-W28": datetime(2025, 7, 14, 0, 30, tzinfo=UTC),
    "2025-W29": datetime(2025, 7, 21, 0, 30, tzinfo=UTC),
    "2025-W30": datetime(2025, 7, 28, 0, 30, tzinfo=UTC),
    "2025-W31": datetime(2025, 8, 4, 0, 30, tzinfo=UTC),
}
DAYS = {"2025-W28": "2025-07-08", "2025-W29": "2025-07-16", "2025-W30": "2025-07-23", "2025-W31": "2025-07-30"}
FIRMS = ("云岫微电子", "北辰生物", "长屿机器人", "青禾储能", "岚湖光电", "远山量子")


def article(week: str, n: int) -> dict[str, str]:
    firm = FIRMS[n % len(FIRMS)] + "甲乙丙丁戊己"[n // len(FIRMS) % 6]
    return {
        "id": f"{week}-{n}",
        "title": f"{firm}完成{n + 2}亿元B轮融资",
        "source": "江城日报",
        "published": f"{DAYS[week]}T09:{n % 60:02}:00+08:00",
        "text": f"近日，{firm}完成{n + 2}亿元B轮融资，本轮由青松资本领投。{firm}表示，第{n}号产线将扩大芯片与电池的研发和量产。",
    }


class Desk:
    """A folder with settings and an inbox, as an operator keeps it."""

    def __init__(self, folder: Path, settings: str = SETTINGS) -> None:
        self.folder = folder
        self.inbox = folder / "inbox"
        self.inbox.mkdir(parents=True)
        (folder / "briefing.toml").write_text(settings, encoding="utf-8")
        self.lines: list[str] = []

    @property
    def config(self) -> Config:
        return load_settings(self.folder / "briefing.toml")

    def add(self, week: str, count: int = 3, name: str = "") -> Path:
        path = self.inbox / f"{week}{name}.jsonl"
        rows = (json.dumps(article(week, n), ensure_ascii=False) for n in range(count))
        path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    def run(self, week: str | None = None, *, at: str = "2025-W29", wait: float = 10.0, **more: bool) -> JobReport:
        log = Log(self.lines.append)
        with Archive(self.folder / "briefing.db", wait=wait) as archive:
            return run_job(self.config, archive, now=MONDAY[at], week=week, log=log, jobs=1, **more)

    def sent(self) -> list[str]:
        outbox = self.folder / "outbox"
        return sorted(str(p.relative_to(outbox)) for p in outbox.rglob("*.docx")) if outbox.exists() else []

    def deliveries(self) -> list[tuple[str, str]]:
        with Archive(self.folder / "briefing.db") as archive:
            return [(d.week, d.state) for d in archive.deliveries()]

    def stamps(self) -> dict[str, tuple[int, int]]:
        kept = [p for p in self.folder.rglob("*") if p.is_file() and not p.name.startswith("briefing.db")]
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in kept}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def outcomes(report: JobReport) -> list[tuple[str, str]]:
    return [(week.week, week.outcome) for week in report.weeks]


# ---------------------------------------------------------------- weeks


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2025, 7, 20, 15, 59, tzinfo=UTC), "2025-W28"),  # 23:59 on Sunday in Shanghai
        (datetime(2025, 7, 20, 16, 0, tzinfo=UTC), "2025-W29"),  # Monday has begun there
        (datetime(2025, 7, 27, 3, 0, tzinfo=UTC), "2025-W29"),
        (datetime(2026, 1, 5, 0, 0, tzinfo=UTC), "2026-W01"),
        (datetime(2021, 1, 4, 0, 0, tzinfo=UTC), "2020-W53"),
    ],
)
def test_the_last_whole_week_is_that_of_the_desk(moment: datetime, week: str):
    assert last_whole_week(moment, load_settings().zone) == week


def test_missed_weeks_are_due_up_to_a_number():
    zone = load_settings().zone
    now = datetime(2025, 8, 11, 1, 0, tzinfo=UTC)
    assert find_due_weeks(now, zone, [], catch_up=4) == ("2025-W32",)
    assert find_due_weeks(now, zone, ["2025-W31"], catch_up=4) == ("2025-W32",)
    assert find_due_weeks(now, zone, ["2025-W29"], catch_up=4) == ("2025-W30", "2025-W31", "2025-W32")
    assert find_due_weeks(now, zone, ["2024-W50"], catch_up=2) == ("2025-W30", "2025-W31", "2025-W32")
    assert find_due_weeks(now, zone, ["2025-W29"], catch_up=0) == ("2025-W32",)


# ---------------------------------------------------------------- runs


def test_a_week_is_built_proved_delivered_and_recorded(desk: Desk):
    desk.add("2025-W29")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "delivered")] and report.exit_code == 0
    assert len(desk.sent()) == 1
    with Archive(desk.folder / "briefing.db") as archive:
        (run,) = archive.list_runs()
    assert (run.week, run.outcome) == ("2025-W29", "delivered") and run.ended
    assert set(run.report["seconds"]) == {"build", "verify", "deliver"} and run.report["counts"]["articles"] == 3


def test_a_second_run_changes_nothing_and_sends_nothing(desk: Desk):
    desk.add("2025-W29")
    desk.run()
    before, deliveries = desk.stamps(), desk.deliveries()
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "done before")] and report.exit_code == 0
    assert desk.stamps() == before and desk.deliveries() == deliveries
    assert "done before" in desk.lines[-1]


def test_again_builds_and_sends_again(desk: Desk):
    desk.add("2025-W29")
    desk.run()
    assert outcomes(desk.run(is_again=True)) == [("2025-W29", "delivered")]
    assert desk.deliveries() == [("2025-W29", "sent")] * 2


def test_missed_weeks_are_made_up_for_in_order(desk: Desk):
    for week in ("2025-W28", "2025-W29", "2025-W30", "2025-W31"):
        desk.add(week)
    assert outcomes(desk.run(at="2025-W28")) == [("2025-W28", "delivered")]
    report = desk.run(at="2025-W31")
    assert outcomes(report) == [(w, "delivered") for w in ("2025-W29", "2025-W30", "2025-W31")]
    numbers = [week.issue for week in report.weeks]
    assert numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + 3))


def test_a_week_without_news_says_so_and_is_not_sent(desk: Desk):
    desk.add("2025-W28")
    report = desk.run(at="2025-W30")
    assert outcomes(report) == [("2025-W30", "empty")] and desk.sent() == []
    assert any("2025-W30: empty" in line for line in desk.lines)
    (desk.folder / "briefing.toml").write_text(SETTINGS.replace("[run]", "[run]\nsend_empty = true"), encoding="utf-8")
    assert outcomes(desk.run(at="2025-W30", is_again=True)) == [("2025-W30", "delivered")]
    assert len(desk.sent()) == 1


def test_an_inbox_that_is_empty_is_an_empty_week(desk: Desk):
    assert outcomes(desk.run()) == [("2025-W29", "empty")]


def test_without_delivery_the_issue_is_built(desk: Desk):
    (desk.folder / "briefing.toml").write_text('[run]\ninputs = ["inbox"]\n', encoding="utf-8")
    desk.add("2025-W29")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "built")]
    assert (desk.folder / "issues" / "2025-W29" / "briefing.docx").is_file()


def test_a_run_that_cannot_be_is_recorded_with_its_reason_and_tried_again(desk: Desk):
    (desk.inbox / "a.pdf").write_bytes(b"%PDF-1.7 and no more")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "failed")] and report.exit_code == 1
    assert report.weeks[0].error and "none of the inputs could be read" in report.weeks[0].error
    desk.add("2025-W29", count=3)
    (desk.inbox / "a.pdf").unlink()
    assert outcomes(desk.run()) == [("2025-W29", "delivered")]


def test_who_was_not_reached_is_tried_in_the_next_run_and_nobody_else(desk: Desk):
    log = desk.folder / "calls"
    settings = (
        SETTINGS
        + f"\n[delivery.command]\nrun = [{json.dumps(sys.executable)}, {json.dumps(str(desk.folder / 'call.py'))}]\n"
    )
    (desk.folder / "briefing.toml").write_text(settings, encoding="utf-8")
    (desk.folder / "call.py").write_text(f"open({str(log)!r}, 'a').write('x')\nraise SystemExit(1)\n", encoding="utf-8")
    desk.add("2025-W29")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "undelivered")] and report.exit_code == 1
    assert sorted(state for _, state in desk.deliveries()) == ["failed", "sent"]
    (desk.folder / "call.py").write_text(f"open({str(log)!r}, 'a').write('y')\n", encoding="utf-8")
    assert outcomes(desk.run()) == [("2025-W29", "delivered")]
    assert log.read_text() == "xy" and sorted(state for _, state in desk.deliveries()) == ["failed", "sent", "sent"]


def test_a_second_job_at_the_same_time_is_told_who_is_at_work(desk: Desk):
    desk.add("2025-W29")
    with (
        Archive(desk.folder / "briefing.db") as archive,
        archive.writing(),
        pytest.raises(ArchiveError, match=str(os.getpid())),
    ):
        desk.run(wait=0.2)
    assert desk.sent() == []


def test_files_that_give_nothing_hold_even_an_empty_week(desk: Desk):
    (desk.inbox / "a.txt").write_text("目录", encoding="utf-8")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "held")] and report.exit_code == 4
    assert [gate.name for gate in report.weeks[0].gates] == ["coverage"]


def test_folders_of_days_far_from_the_week_are_not_read(desk: Desk):
    for day in ("2025-07-16", "2024-01-03"):
        (desk.inbox / day).mkdir()
    desk.add("2025-W29").rename(desk.inbox / "2025-07-16" / "a.jsonl")
    (desk.inbox / "2024-01-03" / "b.pdf").write_bytes(b"broken, and named if it were read")
    report = desk.run()
    assert outcomes(report) == [("2025-W29", "delivered")] and not report.weeks[0].problems


# ---------------------------------------------------------------- gates


@pytest.mark.parametrize(
    ("settings", "gate"),
    [("[gates]\ncoverage = 0.9", "coverage"), ("[gates]\ncoverage = 0.0\nthin = 0.4\nfat = 2.5", "fat")],
)
def test_what_does_not_pass_is_written_and_not_sent(desk: Desk, settings: str, gate: str):
    (desk.folder / "briefing.toml").write_text(SETTINGS + settings, encoding="utf-8")
    for week in ("2025-W28", "2025-W29", "2025-W30"):
        desk.add(week)
        desk.run(at=week)
    sent = desk.sent()
    desk.add("2025-W31", count=20)
    (desk.inbox / "c.pdf").write_bytes(b"no pdf")
    report = desk.run(at="2025-W31")
    assert outcomes(report) == [("2025-W31", "held")] and report.exit_code == 4
    assert gate in [g.name for g in report.weeks[0].gates]
    assert desk.sent() == sent and (desk.folder / "issues" / "2025-W31" / "appendix.xlsx").is_file()
    assert any(f"not sent, {gate}" in line for line in desk.lines)
    with Archive(desk.folder / "briefing.db") as archive:
        assert archive.list_runs()[0].report["gates"][0]["name"]


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    from briefing.pipeline import run

    desk = Desk(tmp_path_factory.mktemp("one") / "desk")
    return run([str(desk.add("2025-W29", count=6))], desk.config, out=desk.folder / "out").briefing


SURE = Proof(checked=10, faults=())


def past(count: int, *, issues: int = 4) -> list[PastIssue]:
    from datetime import date
    from decimal import Decimal

    day = date(2025, 7, 1)
    return [PastIssue(n, day, day, (("articles", Decimal(count)),)) for n in range(issues)]


def test_a_right_issue_passes_every_gate(briefing: Briefing):
    assert find_closed_gates(briefing, SURE, past(6), Gates()) == ()
    assert list(find_wrong_sums(briefing)) == []


def test_a_quote_that_is_not_in_its_source_holds_the_issue(briefing: Briefing):
    wrong = Proof(checked=10, faults=(Problem("briefing.docx", "a sentence does not stand in its source"),))
    assert [g.name for g in find_closed_gates(briefing, wrong, (), Gates())] == ["quotes"]


@pytest.mark.parametrize(("usual", "gates"), [(16, ["thin"]), (15, []), (3, []), (2, ["fat"])])
def test_an_unusual_week_is_held_against_what_is_usual(briefing: Briefing, usual: int, gates: list[str]):
    assert [g.name for g in find_closed_gates(briefing, SURE, past(usual), Gates())] == gates
    assert find_closed_gates(briefing, SURE, past(usual, issues=2), Gates()) == ()
    empty = past(0, issues=9)  # weeks without news say nothing of the others
    assert [g.name for g in find_closed_gates(briefing, SURE, [*past(usual), *empty], Gates())] == gates
    assert find_closed_gates(briefing, SURE, empty, Gates()) == ()


def test_counts_that_do_not_add_up_hold_the_issue(briefing: Briefing):
    row = briefing.coverage[0]
    wrong = (
        replace(briefing, coverage=(replace(row, found=row.found + 1), *briefing.coverage[1:])),
        replace(briefing, coverage=(replace(row, merged=row.merged + 1), *briefing.coverage[1:])),
        replace(briefing, articles=briefing.articles[1:]),
        replace(briefing, deals=briefing.deals[1:]),
        replace(briefing, stories=briefing.stories[1:]),
        replace(briefing, themes=tuple(replace(t, articles=t.articles + 1) for t in briefing.themes)),
    )
    for one in wrong:
        assert "sums" in [g.name for g in find_closed_gates(one, SURE, (), Gates())]


# ---------------------------------------------------------------- the command, its log, and being killed


def test_the_command_its_log_and_its_book(desk: Desk):
    desk.add("2025-W29")
    done = call("run", "--week", "2025-w29", "--log", "json", cwd=desk.folder)
    assert done.returncode == 0, done.err
    events = [json.loads(line) for line in done.err.splitlines()]
    assert {e["event"] for e in events} >= {"week", "built", "sent", "end"} and all(e["time"] for e in events)
    assert "2025-W29: delivered" in done.out
    again = call("run", "--week", "2025-W29", cwd=desk.folder)
    assert again.returncode == 0 and "done before" in again.out
    runs = [json.loads(line) for line in call("runs", "--format", "jsonl", cwd=desk.folder).out.splitlines()]
    assert [(r["week"], r["outcome"], r["articles"], r["sent"]) for r in runs] == [("2025-W29", "delivered", 3, 1)]
    assert "folder" in call("runs", "--deliveries", cwd=desk.folder).out
    assert call("run", "--week", "29", cwd=desk.folder).returncode == 2


def test_strict_makes_a_failure_of_a_week_with_problems(desk: Desk):
    desk.add("2025-W29", count=6)
    week = ("run", "--week", "2025-W29", "--again")
    assert call(*week, "--strict", cwd=desk.folder).returncode == 0
    (desk.inbox / "empty.txt").write_bytes(b"")
    (desk.folder / "briefing.toml").write_text(f"{SETTINGS}[gates]\ncoverage = 0.5\n", encoding="utf-8")
    done = call(*week, cwd=desk.folder)
    assert done.returncode == 3 and "empty.txt: is empty" in done.err
    strict = call(*week, "--strict", cwd=desk.folder)
    assert strict.returncode == 1 and strict.out == done.out  # the week is built and sent all the same


@pytest.mark.parametrize("written", ["2025-W7", "2025-w07", "2025-W07"])
def test_a_week_has_one_name_however_it_is_written(desk: Desk, written: str):
    desk.run("2025-W07")
    said = call("run", "--week", written, cwd=desk.folder)
    assert said.out == "2025-W07: done before\n", said.err


def test_the_library_runs_the_job_and_searches_what_it_built(desk: Desk):
    import briefing as library

    desk.add("2025-W29")
    report = library.run(desk.folder / "briefing.toml", now=MONDAY["2025-W29"])
    assert outcomes(report) == [("2025-W29", "delivered")]
    hits = library.search("融资 芯片", archive=desk.folder / "briefing.db")
    assert hits and all("融资" in hit.title + hit.text for hit in hits)
    with library.Archive(desk.folder / "briefing.db") as archive:
        assert [issue.first for issue in archive.issues()] == ["2025-07-14"]


def test_killed_anywhere_the_next_run_ends_it(desk: Desk):
    """SIGKILL at moments spread over the whole run; nothing that was there is lost and the week is delivered at last."""
    desk.add("2025-W28")
    desk.run(at="2025-W28")
    kept = {p: p.read_bytes() for p in (desk.folder / "issues" / "2025-W28").iterdir()}
    desk.add("2025-W29", count=8)
    program = [sys.executable, "-m", "briefing", "run", "--again", "--week"]
    begun = time.monotonic()
    subprocess.run([*program, "2025-W29"], cwd=desk.folder, capture_output=True, check=True)
    length = time.monotonic() - begun
    chance = random.Random(5)
    for n in range(4):
        week = ("2025-W30", "2025-W31")[n % 2]
        desk.add(week, count=8)
        job = subprocess.Popen([*program, week], cwd=desk.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(length * (n + chance.random()) / 4)
        job.send_signal(signal.SIGKILL)
        job.wait()
        with Archive(desk.folder / "briefing.db") as archive:
            assert archive.check() == ()
            assert {(d.week, d.state) for d in archive.deliveries("2025-W28")} == {("2025-W28", "sent")}
    assert {p: p.read_bytes() for p in (desk.folder / "issues" / "2025-W28").iterdir()} == kept
    for week in ("2025-W30", "2025-W31"):
        done = call("run", "--week", week, cwd=desk.folder)
        assert done.returncode == 0, done.err
        assert call("verify", f"issues/{week}", cwd=desk.folder).returncode == 0
    with Archive(desk.folder / "briefing.db") as archive:
        assert [issue.first for issue in archive.issues()] == ["2025-07-07", "2025-07-14", "2025-07-21", "2025-07-28"]
