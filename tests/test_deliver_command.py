"""`briefing deliver`: who has it is left out, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.archive import Archive
from briefing.commands.deliver import deliver
from briefing.errors import BriefingError, ConfigError, DeliveryError
from delivery_servers import HOST, Post, mail_server

ANNA, BO = "anna@lesesaal.example", "bo@lesesaal.example"
SETTINGS = """
[delivery]
attempts = 2
pause = {pause}
[delivery.mail]
host = "{host}"
port = {port}
security = "none"
from = "desk@lesesaal.example"
to = ["{anna}", "{bo}"]
[delivery.folder]
path = "copies/{{week}}"
"""


@pytest.fixture
def home(issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(issue, tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(home: Path, port: int, *, pause: int = 1) -> None:
    text = SETTINGS.format(host=HOST, port=port, anna=ANNA, bo=BO, pause=pause)
    (home / "briefing.toml").write_text(text, encoding="utf-8")


def call(*arguments: str) -> Result:
    result = CliRunner().invoke(deliver, ["out", *arguments], standalone_mode=False)
    if isinstance(result.exception, BriefingError):
        raise result.exception
    assert result.exception is None, result.exception
    return result


def recipients(post: Post) -> list[str]:
    return [to for _, (to,), _ in post.letters]


def test_a_second_call_sends_nothing_unless_told_to(home: Path):
    post = Post()
    with mail_server(post) as port:
        configure(home, port)
        first, second, again, after = call(), call(), call("--again"), call()
    assert [r.return_value for r in (first, second, again, after)] == [0, 0, 0, 0]
    assert recipients(post) == [ANNA, BO, ANNA, BO]
    assert second.output.count(": skipped") == 3 and after.output.count(": skipped") == 3
    with Archive(home / "briefing.db", may_create=False) as archive:
        noted = archive.deliveries("2025-W29")
    assert [(d.channel, d.recipient, d.state) for d in noted[1:3]] == [("mail", ANNA, "sent"), ("mail", BO, "sent")]
    assert len({d.message_id for d in noted}) == 6  # a repeat on purpose is a message of its own


def test_who_failed_gets_it_by_the_next_call(home: Path):
    post = Post(at_recipient={ANNA: ["550 nobody here"]})
    with mail_server(post) as port:
        configure(home, port)
        first, second = call(), call()
    assert (first.return_value, second.return_value) == (3, 0) and recipients(post) == [BO, ANNA]
    assert f"mail: {ANNA}: failed" in first.output and "550 nobody here" in first.output
    with Archive(home / "briefing.db", may_create=False) as archive:
        assert [(d.recipient, d.state) for d in archive.deliveries("2025-W29") if d.channel == "mail"] == [
            (ANNA, "failed"), (BO, "sent"), (ANNA, "sent"),
        ]  # fmt: skip


def test_another_sender_or_folder_of_the_issue_is_no_reason_to_send_twice(home: Path):
    post = Post()
    with mail_server(post) as port:
        configure(home, port)
        call()
        settings = home / "briefing.toml"
        settings.write_text(settings.read_text().replace("desk@lesesaal", "post@anderswo"), encoding="utf-8")
        assert call().output.count(": skipped") == 3
    assert recipients(post) == [ANNA, BO]


def test_killed_in_a_pause_it_has_noted_what_it_sent(home: Path):
    post = Post(at_recipient={ANNA: ["451 wait"]})
    with mail_server(post) as port:
        configure(home, port, pause=60)
        code = "from briefing.commands.deliver import deliver; deliver(['out'])"
        running = subprocess.Popen([sys.executable, "-c", code], cwd=home, env=os.environ)
        try:
            for _ in range(1200):  # a minute, on a machine at work
                if recipients(post) == [BO]:
                    break
                time.sleep(0.05)
            time.sleep(0.3)
        finally:
            running.send_signal(signal.SIGKILL)
            running.wait()
        assert recipients(post) == [BO]
        done = call()
    assert done.return_value == 0 and recipients(post) == [BO, ANNA]
    assert f"mail: {BO}: skipped" in done.output


def test_a_trial_sends_and_notes_nothing(home: Path):
    post = Post()
    with mail_server(post) as port:
        configure(home, port)
        result = call("--dry-run")
    assert result.return_value == 0 and not post.letters
    assert f"mail: {ANNA}: " in result.output and f"5 files to {home / 'copies' / '2025-W29'}" in result.output
    assert sorted(p.name for p in home.iterdir()) == ["briefing.toml", "out"]


def test_a_trial_finds_what_is_missing(home: Path):
    configure(home, 25)
    settings = home / "briefing.toml"
    secret = 'user = "a"\npassword = "env:NOT_SET_ANYWHERE"\nport ='
    settings.write_text(settings.read_text().replace("port =", secret), encoding="utf-8")
    result = call("--dry-run")
    assert result.return_value == 3 and "NOT_SET_ANYWHERE: this environment variable is not set" in result.output


def test_negative_calls(home: Path):
    with pytest.raises(ConfigError, match="no channel is set"):
        call()
    configure(home, 25)
    (home / "out" / "manifest.json").unlink()
    with pytest.raises(DeliveryError, match="build an issue"):
        call()
