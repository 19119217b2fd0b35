"""Files written whole or not at all; weeks and their names."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.days import name_week, parse_week
from briefing.files import write_whole


def test_a_file_is_replaced_whole(tmp_path: Path):
    path = tmp_path / "a.txt"
    for pieces in ((b"one", b"two"), (), (b"three",)):
        write_whole(path, pieces)
        assert path.read_bytes() == b"".join(pieces) and list(tmp_path.iterdir()) == [path]


def test_pieces_that_break_off_leave_the_old_file_and_nothing_else(tmp_path: Path):
    def broken():
        yield b"new"
        raise RuntimeError("no more")

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_whole(path, broken())
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["周" * 85, "a" * 251 + ".txt", "😀" * 63])
def test_the_longest_names_have_room_for_the_unfinished_file(tmp_path: Path, name: str):
    write_whole(tmp_path / name, (b"x",))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_not_there_is_an_error_and_stays_away(tmp_path: Path):
    with pytest.raises(OSError):
        write_whole(tmp_path / "none" / "a.txt", (b"x",))
    assert not list(tmp_path.iterdir())


@given(st.dates(date(1900, 1, 1), date(9999, 12, 20)))
def test_every_day_lies_in_the_week_that_it_names(day: date):
    first, last = parse_week(name_week(day))
    assert first <= day <= last and first.weekday() == 0 and last - first == timedelta(days=6)


@pytest.mark.parametrize("text", ["", "29", "2025-29", "2025-W", "2025-W00", "2025-W54", "2025-W53", "W29", "2025-W29-1", "２０２５-W29"])
def test_what_is_no_week(text: str):
    assert parse_week(text) is None
