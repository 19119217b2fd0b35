"""A copy in a folder, a command of the user's, and the order in which all channels are tried."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.config.delivery import Command, Delivery, Folder, Mail
from briefing.config.delivery_checks import SecretPlace
from briefing.deliver import Facts, Sent, deliver, plan, read_facts
from briefing.errors import DeliveryError
from briefing.write import FILES, write_issue
from delivery_servers import HOST, Post, mail_server
from factories import make_briefing

WEEK = "2025-W29"


def send(issue: Path, settings: Delivery, **options) -> tuple[Sent, ...]:
    return deliver(issue, replace(settings, attempts=3, pause=1), read_facts(issue), sleep=lambda s: None, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ---------------------------------------------------------------- the issue


def test_the_facts_are_the_manifests(issue: Path):
    assert read_facts(issue, sending=2) == Facts(
        "科技金融周报", 29, date(2025, 7, 14), date(2025, 7, 20), lang="zh", sending=2
    )
    assert read_facts(issue).words()["week"] == WEEK


@pytest.mark.parametrize(
    ("first", "last", "week"),
    [
        (date(2025, 7, 14), date(2025, 7, 20), "2025-W29"),
        (date(2025, 7, 16), date(2025, 7, 16), "2025-W29"),
        (None, date(2025, 7, 20), "2025-W29"),
        (date(2025, 4, 2), date(2025, 7, 16), "2025-W14-W29"),
        (date(2025, 7, 13), date(2025, 7, 14), "2025-W28-W29"),
        (date(2024, 12, 23), date(2025, 1, 18), "2024-W52-2025-W03"),
        (date(2024, 12, 30), date(2025, 1, 5), "2025-W01"),  # a week of two years
        (None, None, ""),
    ],
)
def test_an_issue_of_months_is_not_named_by_its_last_week(first: date | None, last: date | None, week: str):
    assert Facts("周报", 1, first, last).words()["week"] == week


@pytest.mark.parametrize("fault", ["no folder", "no manifest", "other manifest", "no workbook"])
def test_half_an_issue_is_not_sent(issue: Path, tmp_path: Path, fault: str):
    folder = tmp_path / "half"
    if fault != "no folder":
        write_issue(make_briefing(), folder)
    if fault == "no manifest":
        (folder / "manifest.json").unlink()
    if fault == "other manifest":
        (folder / "manifest.json").write_text("[]")
    if fault == "no workbook":
        (folder / "appendix.xlsx").unlink()
    with pytest.raises(DeliveryError, match="build"):
        deliver(folder, Delivery(folder=Folder(str(tmp_path / "x"))), read_facts(folder))
    assert not (tmp_path / "x").exists()


# ---------------------------------------------------------------- folder


def test_the_copy_is_the_issue(issue: Path, tmp_path: Path):
    settings = Delivery(folder=Folder(str(tmp_path / "{year}" / "{week} {title}")))
    for _ in range(2):  # a repeat replaces
        (result,) = send(issue, settings)
        place = tmp_path / "2025" / f"{WEEK} 科技金融周报"
        assert (result.state, result.note, result.attempts) == ("sent", str(place), 1)
        assert contents(place) == contents(issue) and set(contents(place)) == set(FILES)


def test_words_of_the_issue_name_no_other_folder(tmp_path: Path):
    write_issue(make_briefing(title="../../a/b:c"), tmp_path / "issue")
    (result,) = send(tmp_path / "issue", Delivery(folder=Folder(str(tmp_path / "copies" / "{title}"))))
    assert result.state == "sent" and Path(result.note).parent == tmp_path / "copies"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copies", "issue"]


def test_a_folder_that_cannot_be_is_said_at_once(issue: Path, tmp_path: Path):
    (tmp_path / "file").touch()
    (result,) = send(issue, Delivery(folder=Folder(str(tmp_path / "file" / "x"))))
    assert (result.state, result.attempts) == ("failed", 1)
    assert (
        "Not a directory" in result.error and "[delivery.folder] path" in result.error and "--out" not in result.error
    )


def test_the_issues_own_folder_is_no_copy(issue: Path):
    before = contents(issue)
    (result,) = send(issue, Delivery(folder=Folder(str(issue))))
    assert result.state == "failed" and contents(issue) == before


def test_a_full_disk_is_tried_again(issue: Path, tmp_path: Path):
    """A file system of one megabyte that another program empties between the attempts."""
    small = tmp_path / "small"
    small.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("file systems cannot be made here")
    try:
        (small / "filler").write_bytes(bytes(1_000_000))
        settings = Delivery(folder=Folder(str(small / "{week}")), attempts=3, pause=1)
        (result,) = deliver(
            issue, settings, read_facts(issue), sleep=lambda s: (small / "filler").unlink(missing_ok=True)
        )
        assert (result.state, result.attempts) == ("sent", 2), result
        assert contents(small / WEEK) == contents(issue)
    finally:
        subprocess.run(["umount", str(small)], check=True)


# ---------------------------------------------------------------- command


def run(issue: Path, code: str, *arguments: str, timeout: int = 20, settings: Delivery | None = None) -> Sent:
    code = code.replace("{", "{{").replace("}", "}}")
    command = Command((sys.executable, "-c", code, *arguments), timeout=timeout)
    (result,) = [s for s in send(issue, replace(settings or Delivery(), command=command)) if s.channel == "command"]
    return result


def test_the_program_learns_of_the_issue_by_arguments_and_variables(issue: Path):
    code = "import json,os,sys; print(json.dumps([sys.argv[1:], {k: v for k, v in os.environ.items() if k.startswith('BRIEFING_')}]))"
    result = run(issue, code, "{docx}", "--week={week}", "$(touch x); {{}} '", "{markdown}")
    arguments, variables = json.loads(result.note)
    assert arguments == [str(issue / "briefing.docx"), f"--week={WEEK}", "$(touch x); {} '", str(issue / "briefing.md")]
    assert variables == {
        "BRIEFING_TITLE": "科技金融周报", "BRIEFING_ISSUE": "29", "BRIEFING_WEEK": WEEK, "BRIEFING_YEAR": "2025",
        "BRIEFING_FIRST": "2025-07-14", "BRIEFING_LAST": "2025-07-20", "BRIEFING_FOLDER": str(issue),
        "BRIEFING_DOCX": str(issue / "briefing.docx"), "BRIEFING_XLSX": str(issue / "appendix.xlsx"),
        "BRIEFING_MARKDOWN": str(issue / "briefing.md"), "BRIEFING_JSON": str(issue / "briefing.json"),
        "BRIEFING_MESSAGE_ID": result.message_id,
    }  # fmt: skip
    assert (result.state, result.attempts, result.recipient) == ("sent", 1, sys.executable)


@pytest.mark.parametrize(("code", "state", "attempts"), [(0, "sent", 1), (1, "failed", 1), (75, "failed", 3)])
def test_the_exit_code_decides(issue: Path, code: int, state: str, attempts: int):
    result = run(issue, f"import sys; print('头一行'); print('wrong key', file=sys.stderr); sys.exit({code})")
    assert (result.state, result.attempts) == (state, attempts)
    assert "头一行" in result.note + result.error and "wrong key" in result.note + result.error
    assert state == "sent" or f"code {code}" in result.error


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(issue: Path, tmp_path: Path):
    code = (
        "import subprocess, sys, time; print('begun', flush=True);"
        f"p = subprocess.Popen(['sleep', '60']); open({str(tmp_path / 'child')!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    begun = time.monotonic()
    result = run(issue, code, timeout=1)
    assert time.monotonic() - begun < 10 and (result.state, result.attempts) == ("failed", 1)
    assert "was ended after 1 seconds: begun" in result.error
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not is_running(child):
            break
        time.sleep(0.05)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_talkative_program_does_not_block_and_its_end_is_kept(issue: Path):
    result = run(issue, "print('x' * 3_000_000); print('the end')")
    assert result.state == "sent" and result.note.endswith("the end") and len(result.note) <= 2000


@pytest.mark.parametrize("program", ["no-such-program-here", "/", "a\0b"])
def test_a_program_that_cannot_be_started(issue: Path, program: str):
    (result,) = send(issue, Delivery(command=Command((program,))))
    assert (result.state, result.attempts) == ("failed", 1) and "cannot be started" in result.error


def test_the_program_does_not_get_our_secrets(issue: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESESAAL_PASSWORD", "open-sesame-77")
    monkeypatch.setenv("ITS_OWN_KEY", "theirs")
    mail = Mail(host=HOST, port=9, sender="a@x.example", to=("b@x.example",), user="a", security="none",
                password=SecretPlace("env", "LESESAAL_PASSWORD"))  # fmt: skip
    code = "import os; print(sorted(k for k in os.environ if k in ('LESESAAL_PASSWORD', 'ITS_OWN_KEY')))"
    assert run(issue, code, settings=Delivery(mail=mail)).note == "['ITS_OWN_KEY']"


# ---------------------------------------------------------------- all together


def test_one_channel_that_fails_stops_no_other(issue: Path, tmp_path: Path):
    post = Post(at_recipient={"a@x.example": ["550 nobody"], "b@x.example": ["451 wait"]})
    (tmp_path / "file").touch()
    with mail_server(post) as port:
        mail = Mail(host=HOST, port=port, security="none", sender="d@x.example", to=("a@x.example", "b@x.example"))
        folder, command = Folder(str(tmp_path / "file" / "x")), Command((sys.executable, "-c", "print('up')"))
        results = send(issue, Delivery(mail=mail, folder=folder, command=command))
    assert [(r.channel, r.state, r.attempts) for r in results] == [
        ("folder", "failed", 1), ("mail", "failed", 1), ("mail", "sent", 2), ("command", "sent", 1),
    ]  # fmt: skip
    assert len({r.content for r in results}) == 1 and len({r.message_id for r in results}) == 4


def test_the_content_is_told_apart(issue: Path, tmp_path: Path):
    (first,) = send(issue, Delivery(folder=Folder(str(tmp_path / "a"))))
    write_issue(make_briefing(), tmp_path / "same" / "deeper")
    write_issue(make_briefing(title="别的"), tmp_path / "other")
    (same,) = send(tmp_path / "same" / "deeper", Delivery(folder=Folder(str(tmp_path / "b"))))
    (other,) = send(tmp_path / "other", Delivery(folder=Folder(str(tmp_path / "c"))))
    assert first.content == same.content != other.content


def test_a_plan_writes_everything_and_sends_nothing(issue: Path, tmp_path: Path):
    mail = Mail(host=HOST, port=9, security="none", sender="d@x.example", to=("a@x.example",), user="d",
                password=SecretPlace("env", "NOT_SET_ANYWHERE"))  # fmt: skip
    command = Command((sys.executable, "-c", f"open({str(tmp_path / 'ran')!r}, 'w')", "{title}"))
    settings = Delivery(mail=mail, folder=Folder(str(tmp_path / "{week}")), command=command)
    found = plan(issue, settings, read_facts(issue))
    assert [p.channel for p in found] == ["folder", "mail", "command"]
    assert found[0].what == f"5 files to {tmp_path / WEEK}" and found[2].what.endswith("'科技金融周报'")
    assert "NOT_SET_ANYWHERE" in found[1].error and not found[1].what
    (good,) = plan(issue, Delivery(mail=replace(mail, user=None, password=None)), read_facts(issue))
    assert "第29期" in good.what and "MB" in good.what and not good.error
    assert not list(tmp_path.iterdir()) and os.environ.get("NOT_SET_ANYWHERE") is None


def test_nothing_configured_is_nothing_done(issue: Path):
    assert send(issue, Delivery()) == ()
