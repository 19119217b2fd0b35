"""Every input and every article is used, merged or skipped with a reason, and the sums hold, whatever is put together."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.archive import Archive
from briefing.assembly import Issue
from briefing.pipeline import run
from briefing.settings import load_settings
from briefing.types import Period, Run
from fuzz import seeds
from fuzz.mutate import mutate_bytes, mutate_text
from program import call

WEEK = Period(first=date(2025, 7, 14), last=date(2025, 7, 20), is_asked=True)
ON_SUBJECT = "江城微芯完成{n}亿元B轮融资\n来源：北岭日报 {day} 09:30\n江城微芯近日宣布完成{n}亿元B轮融资，由远山资本领投。公司做车规级控制芯片。\n"
OFF_SUBJECT = (
    "小城花市开门\n来源：北岭晚报 {day} 08:00\n花市周末开门，市民带着孩子看花，摊主说今年的菊花开得比往年早。\n"
)


def article(n: int, chance: random.Random) -> bytes:
    return ON_SUBJECT.format(n=n + 2, day=f"2025-07-{chance.choice((15, 16))}").encode()


def off_subject(n: int, chance: random.Random) -> bytes:
    return (OFF_SUBJECT.format(day="2025-07-16") + f"第{n}个摊位卖完了。\n").encode()


def outside(n: int, chance: random.Random) -> bytes:
    return ON_SUBJECT.format(n=n + 2, day=f"202{n % 5}-03-01").encode()


def table(n: int, chance: random.Random) -> bytes:
    rows = [
        {"id": f"r{i}", "title": f"第{i}篇", "text": "青川市储能产业园开工。"[: chance.choice((0, 11))]}
        for i in range(3)
    ]
    return "\n".join(json.dumps({**row, "published": "2025-07-15"}, ensure_ascii=False) for row in rows).encode()


def mutated(n: int, chance: random.Random) -> bytes:
    text = chance.choice((*seeds.TEXTS, seeds.PAGE, seeds.RSS, seeds.CSV, seeds.MAIL))
    return mutate_text(text, chance).encode("utf-8", "replace")


def broken(n: int, chance: random.Random) -> bytes:
    return mutate_bytes(chance.choice((seeds.pack_docx(seeds.WORD_BODY), seeds.make_pdf(), b"\x89PNG\r\n")), chance)


def packed(n: int, chance: random.Random) -> bytes:
    inner = {
        f"{i}.txt": chance.choice((article, off_subject, empty, mutated))(i, chance)
        for i in range(chance.randint(0, 3))
    }
    return seeds.pack(inner)


def empty(n: int, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n \n", "　".encode()))


def wordless(n: int, chance: random.Random) -> bytes:
    """Text, but no article."""
    return b"a = 1\nb = [\n" * 20


KINDS = (article, article, off_subject, outside, table, mutated, broken, packed, empty, wordless)


def write_mix(folder: Path, chance: random.Random, count: int) -> None:
    """Files of all kinds, and exact copies of some."""
    for n in range(count):
        kind = chance.choice(KINDS)
        content = kind(n, chance)
        ending = ".jsonl" if kind is table else ".zip" if kind is packed else ".txt"
        (folder / f"{n:02}{ending}").write_bytes(content)
        if chance.random() < 0.2:
            (folder / f"{n:02}-copy{ending}").write_bytes(content)


def check_sums(done: Run, folder: Path) -> None:
    """The laws, on the briefing and on the sheet as printed."""
    week = done.briefing
    given = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    rows = {row.source.file: row for row in week.coverage}
    assert given <= rows.keys()
    for row in week.coverage:
        assert row.found == row.used + row.merged + row.skipped, row
        assert row.skipped == sum(
            int(r.split(":")[1]) for r in row.reasons if r.split(":")[0] in ("off_subject", "outside_window")
        )
    listed = Counter(row.article.file for row in week.articles)
    assert {file: row.found for file, row in rows.items() if row.found} == dict(listed)
    figures = {figure.key: figure.value for figure in week.figures}
    told = {problem.subject for problem in week.problems}
    assert figures["articles"] == sum(row.found for row in week.coverage) - _outside(week.coverage)
    for file, row in rows.items():
        holds_others = any(other.startswith(f"{file}/") for other in rows)
        assert row.found or holds_others or file in told, f"{file} gave nothing, and nobody says why"


def _outside(coverage) -> int:
    return sum(int(r.split(":")[1]) for row in coverage for r in row.reasons if r.startswith("outside_window:"))


def check_sheet(file: Path) -> None:
    """On 覆盖, found is what the other three sum to, and who gave nothing has a reason."""
    book = openpyxl.load_workbook(file)
    sheet = next(sheet for sheet in book if sheet.title.startswith("覆盖"))
    header, *rows = sheet.iter_rows(values_only=True)
    at = {name: header.index(name) for name in header}
    found, used, merged, skipped, why = (at[name] for name in header[2:7])
    for row in rows:
        assert row[found] == row[used] + row[merged] + row[skipped], row
        assert row[found] or row[why], row
        assert not row[skipped] or row[why], row


def build(folder: Path, out: Path, archive: Archive | None = None, period: Period | None = WEEK) -> Run:
    return run([str(folder)], load_settings(None), out=out, issue=Issue(period=period), archive=archive, jobs=1)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), count=st.integers(1, 9))
def test_sums_hold_for_any_mix(tmp_path_factory, chance: random.Random, count: int):
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    write_mix(folder, chance, count)
    (folder / "one.txt").write_bytes(article(1, chance))  # with nothing to read there is no issue at all
    done = build(folder, out, period=chance.choice((WEEK, None)))
    check_sums(done, folder)
    check_sheet(out / "appendix.xlsx")


def test_sums_hold_when_stories_are_repeated(tmp_path: Path):
    """An issue with the week before in the archive: what was told then is counted now too."""
    chance = random.Random(1)
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, day in ((first, "2025-07-09"), (second, "2025-07-16")):
        folder.mkdir()
        (folder / "a.txt").write_text(ON_SUBJECT.format(n=3, day=day), encoding="utf-8")
        (folder / "b.txt").write_text(ON_SUBJECT.format(n=3, day=day), encoding="utf-8")
        (folder / "c.txt").write_text(OFF_SUBJECT.format(day=day), encoding="utf-8")
        (folder / "d.txt").write_bytes(empty(0, chance))
    with Archive(tmp_path / "briefing.db") as archive:
        build(first, tmp_path / "out1", archive, Period(first=date(2025, 7, 7), last=date(2025, 7, 13), is_asked=True))
        done = build(second, tmp_path / "out2", archive)
    assert "repeated" in {standing.state for standing in done.briefing.standings.values()}
    check_sums(done, second)
    check_sheet(tmp_path / "out2" / "appendix.xlsx")


def test_a_file_with_text_and_no_article_is_a_warning_with_its_first_words(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(article(1, random.Random(1)))
    (tmp_path / "b.txt").write_bytes(wordless(1, random.Random(1)))
    done = call("articles", tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert 'b.txt: no article was found in it; it begins with "a = 1 b = [' in done.err


@pytest.mark.parametrize("command", [("articles",), ("summarize",), ("extract",), ("stories",), ("explain",)])
def test_strict_fails_where_something_was_wrong(tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / "a.txt").write_bytes(article(1, random.Random(1)))
    assert call(*command, "--strict", tmp_path, cwd=tmp_path).returncode == 0
    (tmp_path / "b.txt").write_bytes(b"")
    assert call(*command, tmp_path, cwd=tmp_path).returncode == 3
    assert call(*command, "--strict", tmp_path, cwd=tmp_path).returncode == 1


def test_strict_builds_and_then_fails(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(article(1, random.Random(1)))
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    done = call("build", "--strict", "--no-archive", "in", cwd=tmp_path)
    assert done.returncode == 1
    assert "b.txt: is empty" in done.err
    assert (tmp_path / "out" / "briefing.docx").exists()


def test_names_of_files_give_no_commands_to_the_terminal(tmp_path: Path):
    (tmp_path / "a\x1b[2J\u202e\n.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(article(1, random.Random(1)))
    done = call("articles", tmp_path, cwd=tmp_path)
    assert not {"\x1b", "\u202e"} & set(done.out + done.err)
    assert len(done.err.strip().split("\n")) == 1
