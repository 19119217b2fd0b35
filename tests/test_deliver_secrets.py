"""Secrets are read from safe places only, and stand in no log, no result, no error and no settings value."""

from __future__ import annotations

import base64
import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import load_config
from briefing.config.delivery import Chat, Command, Delivery, Mail
from briefing.config.delivery_checks import SecretPlace
from briefing.deliver import deliver, plan, read_facts
from briefing.deliver.secret import HIDDEN, find_words, hide, read_secret
from briefing.errors import DeliveryError
from delivery_servers import HOST, Post, Robot, certified, http_server, mail_server

PASSWORD = "Geheim+Wort/2026=x"
KEY = "r0b0t-key-0123456789"
LOGIN = base64.b64encode(f"\0desk\0{PASSWORD}".encode()).decode()


def secret_file(folder: Path, text: str = PASSWORD + "\n", mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


# ---------------------------------------------------------------- places


def test_a_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DESK_PASSWORD", f" {PASSWORD}\n")
    assert read_secret(SecretPlace("env", "DESK_PASSWORD")) == PASSWORD
    for value in ("", "  ", "a\nb"):
        monkeypatch.setenv("DESK_PASSWORD", value)
        with pytest.raises(DeliveryError, match=r"DESK_PASSWORD.*write the secret"):
            read_secret(SecretPlace("env", "DESK_PASSWORD"))
    monkeypatch.delenv("DESK_PASSWORD")
    with pytest.raises(DeliveryError, match=r"DESK_PASSWORD.*is not set"):
        read_secret(SecretPlace("env", "DESK_PASSWORD"))


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_secret_of_a_file_that_is_the_owners_alone(tmp_path: Path, mode: int):
    assert read_secret(SecretPlace("file", str(secret_file(tmp_path, mode=mode)))) == PASSWORD


@given(mode=st.integers(0, 0o777))
def test_negative_any_right_of_others_is_refused_with_the_remedy(tmp_path_factory: pytest.TempPathFactory, mode: int):
    path = secret_file(tmp_path_factory.mktemp("s"), mode=mode | 0o400)
    if mode & 0o077:
        with pytest.raises(DeliveryError, match=f"run: chmod 600 {path}") as caught:
            read_secret(SecretPlace("file", str(path)))
        assert PASSWORD not in str(caught.value)
    else:
        assert read_secret(SecretPlace("file", str(path))) == PASSWORD


@pytest.mark.parametrize("text", ["", "\n", "one\ntwo", "a\tb"])
def test_negative_files_that_hold_no_one_secret(tmp_path: Path, text: str):
    with pytest.raises(DeliveryError, match="write the secret"):
        read_secret(SecretPlace("file", str(secret_file(tmp_path, text))))
    with pytest.raises(DeliveryError, match="cannot be read"):
        read_secret(SecretPlace("file", str(tmp_path / "none")))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "bytes").chmod(0o600)
    with pytest.raises(DeliveryError, match="UTF-8"):
        read_secret(SecretPlace("file", str(tmp_path / "bytes")))


# ---------------------------------------------------------------- what is said


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]):
    """Everything that can be read afterwards; every logger speaks."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.CRITICAL, logger="mail.log")  # the server's own
    for name in ("apprise", "urllib3", "requests", "briefing"):
        caplog.set_level(logging.DEBUG, logger=name)
    more: list[str] = []

    def collect(*values: object) -> str:
        more.extend(f"{value!r} {value}" for value in values)
        out, err = capfd.readouterr()
        return "\n".join([caplog.text, *(str(vars(r)) for r in caplog.records), out, err, *more])

    return collect


def assert_unsaid(text: str) -> None:
    for word in (PASSWORD, KEY, LOGIN, base64.b64encode(PASSWORD.encode()).decode()):
        assert word not in text
    assert len(text) > 100


def everything(port: int, ca_file: Path) -> Delivery:
    """Mail, chat and a command that prints what it finds."""
    code = "import os; print(open(os.environ['SECRET_FILE']).read(), os.environ.get('DESK_PASSWORD'))"
    return Delivery(
        mail=Mail(
            host=HOST, port=port, security="starttls", user="desk", password=SecretPlace("env", "DESK_PASSWORD"),
            sender="desk@lesesaal.example", to=("anna@lesesaal.example",), ca_file=ca_file,
        ),
        chats=(Chat("good", SecretPlace("env", "CHAT_URL")), Chat("bad", SecretPlace("env", "OTHER_URL"))),
        command=Command((sys.executable, "-c", code)),
        attempts=2, timeout=2,
    )  # fmt: skip


def prepare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, web: str) -> None:
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("CHAT_URL", f"json://{web}/{KEY}?+X-Key={KEY}")
    monkeypatch.setenv("OTHER_URL", f"json://{HOST}:9/{KEY}")
    monkeypatch.setenv("SECRET_FILE", str(secret_file(tmp_path, f"{PASSWORD} {KEY}")))


@pytest.mark.parametrize("is_right", [True, False], ids=["all goes well", "all fails"])
def test_no_secret_is_said(issue: Path, tmp_path: Path, monkeypatch, said, is_right: bool):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    post = Post(password=PASSWORD.encode() if is_right else b"other", login_reply=f"535 not {PASSWORD} nor {LOGIN}")
    robot = Robot([(200, b"ok") if is_right else (403, f'{{"errmsg": "no {KEY}"}}'.encode())])
    tls = {"tls_context": certified(authority, HOST), "authenticator": post.check_login}
    with mail_server(post, **tls) as port, http_server(robot) as web:
        prepare(monkeypatch, tmp_path, f"{HOST}:{web}")
        settings = everything(port, tmp_path / "ca.pem")
        results = deliver(issue, settings, read_facts(issue), sleep=lambda seconds: None)
        planned = plan(issue, settings, read_facts(issue))
    assert [r.state for r in results[:2]] == (["sent", "sent"] if is_right else ["failed", "failed"]), results
    assert results[2].state == "failed" and results[3].state == "sent" and HIDDEN in results[3].note
    assert post.logins[0] == (b"desk", PASSWORD.encode()) and KEY in robot.asked[0][1]  # they were used
    assert_unsaid(said(*results, *planned, settings, replace(load_config(), delivery=settings)))
    assert is_right or (HIDDEN in results[0].error and HIDDEN in results[1].error)


def test_no_secret_stands_in_the_text_of_an_exception(monkeypatch, tmp_path: Path, issue: Path):
    """Whatever is raised on the way, by a bug too: its printed traceback holds none."""
    monkeypatch.setenv("CHAT_URL", f"wecombot://{KEY}!")
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)

    def broken(*_: Any) -> None:
        raise RuntimeError("a bug of the caller's")

    settings = Delivery(chats=(Chat("team", SecretPlace("env", "CHAT_URL")),), attempts=1)
    try:
        deliver(issue, settings, read_facts(issue), record=broken)
    except RuntimeError:
        printed = traceback.format_exc()
    assert_unsaid(printed)


def test_loggers_speak_again_afterwards(issue: Path):
    logger = logging.getLogger("urllib3")
    logger.setLevel(logging.INFO)
    deliver(issue, Delivery(), read_facts(issue))
    assert logger.level == logging.INFO


@given(st.text(), st.lists(st.text(min_size=4, max_size=12), max_size=4))
def test_what_is_hidden_is_nowhere(text: str, words: list[str]):
    words = sorted((w for w in words if w not in HIDDEN * 12 and "*" not in w), key=len, reverse=True)
    for mixed in (text, text.join(words), "".join(words)):
        assert not any(word in hide(mixed, words) for word in words)


def test_hosts_and_names_of_an_address_stay_readable(monkeypatch):
    monkeypatch.setenv("CHAT_URL", f"https://oapi.dingtalk.com/robot/send?access_token={KEY}")
    words = find_words(Delivery(chats=(Chat("team", SecretPlace("env", "CHAT_URL")),)))
    assert (
        KEY in words
        and hide("oapi.dingtalk.com says access_token is bad", words) == "oapi.dingtalk.com says access_token is bad"
    )
