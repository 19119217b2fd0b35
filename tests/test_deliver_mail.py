"""Mail to a real server: who gets what, what is refused, what is tried again."""

from __future__ import annotations

import email
import shutil
import socket
import time
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import trustme

from briefing.config.delivery import Delivery, Mail
from briefing.config.delivery_checks import SecretPlace
from briefing.deliver import Sent, deliver, read_facts
from delivery_servers import HOST, Post, certified, free_port, mail_server, polite, raw_server, speak_until

ANNA, BO, CHEN = "anna@lesesaal.example", "bo@lesesaal.example", "chen@lesesaal.example"
WRONG = "not-the-right-one"


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def settings(port: int, *to: str, timeout: int = 5, attempts: int = 4, **mail: Any) -> Delivery:
    to = to or (ANNA, BO)
    values = {"host": HOST, "port": port, "security": "none", "sender": "资料组 <desk@lesesaal.example>", **mail}
    return Delivery(mail=Mail(to=to, **values), timeout=timeout, attempts=attempts, pause=10)


def send(issue: Path, chosen: Delivery, **options: Any) -> tuple[tuple[Sent, ...], list[float]]:
    pauses: list[float] = []
    return deliver(issue, chosen, read_facts(issue), sleep=pauses.append, **options), pauses


def states(results: tuple[Sent, ...]) -> list[tuple[str, str, int]]:
    return [(r.recipient, r.state, r.attempts) for r in results]


# ---------------------------------------------------------------- who gets what


def test_every_recipient_gets_a_message_that_names_nobody_else(issue: Path):
    post = Post()
    with mail_server(post) as port:
        results, pauses = send(issue, settings(port, ANNA, BO, CHEN))
    assert states(results) == [(ANNA, "sent", 1), (BO, "sent", 1), (CHEN, "sent", 1)] and not pauses
    assert [to for _, to, _ in post.letters] == [[ANNA], [BO], [CHEN]]
    for (sender, (to,), content), result in zip(post.letters, results, strict=True):
        assert sender == "desk@lesesaal.example"
        message = email.message_from_bytes(content, policy=policy.default)
        assert message["To"] == to and message["Message-ID"] == result.message_id and message["Bcc"] is None
        assert not any(other.encode() in content for other in {ANNA, BO, CHEN} - {to})
    assert len({r.message_id for r in results}) == 3
    assert post.connections == 1  # one connection for all


def test_the_message_id_stays_and_counts_on_when_sent_again_on_purpose(issue: Path):
    post = Post()
    with mail_server(post) as port:
        (first,), _ = send(issue, settings(port, ANNA))
        (second,), _ = send(issue, settings(port, ANNA.title()))
        pauses: list[float] = []
        (again,) = deliver(issue, settings(port, ANNA), read_facts(issue, sending=2), sleep=pauses.append)
    assert first.message_id == second.message_id and first.message_id.startswith("<2025-W29.29.")
    assert again.message_id not in (first.message_id,) and again.message_id.endswith("@lesesaal.example>")
    assert "anna" not in first.message_id


def test_who_has_it_is_skipped(issue: Path):
    post = Post()
    with mail_server(post) as port:
        results, _ = send(issue, settings(port), already_sent=lambda channel, recipient, id_: recipient == ANNA)
    assert states(results) == [(ANNA, "skipped", 0), (BO, "sent", 1)]
    assert [to for _, to, _ in post.letters] == [[BO]]


# ---------------------------------------------------------------- refusals


def test_one_recipient_refused_for_good_is_not_tried_again_and_stops_nobody(issue: Path):
    post = Post(at_recipient={ANNA: ["550 5.1.1 nobody here", "250 OK"]})
    with mail_server(post) as port:
        results, pauses = send(issue, settings(port))
    assert states(results) == [(ANNA, "failed", 1), (BO, "sent", 1)] and not pauses
    assert "550 5.1.1 nobody here" in results[0].error and results[1].error == ""


def test_a_server_that_asks_to_wait_is_tried_again_with_growing_pauses(issue: Path):
    post = Post(at_recipient={ANNA: ["451 4.7.1 greylisted"] * 3})
    with mail_server(post) as port:
        results, pauses = send(issue, settings(port))
    assert states(results) == [(ANNA, "sent", 4), (BO, "sent", 1)] and pauses == [10, 20, 40]
    assert [to for _, to, _ in post.letters] == [[BO], [ANNA]]  # nobody waited for Anna


def test_who_never_takes_it_is_reported_after_the_last_attempt(issue: Path):
    post = Post(at_recipient={ANNA: ["450 4.2.0 busy"] * 99})
    with mail_server(post) as port:
        results, pauses = send(issue, settings(port, attempts=3))
    assert states(results) == [(ANNA, "failed", 3), (BO, "sent", 1)] and pauses == [10, 20]
    assert "450 4.2.0 busy" in results[0].error


@pytest.mark.parametrize(
    ("reply", "state", "attempts"),
    [("554 5.7.1 no thanks", "failed", 1), ("451 4.3.0 later", "sent", 2), ("421 4.3.2 closing", "sent", 2)],
)
def test_content_refused(issue: Path, reply: str, state: str, attempts: int):
    post = Post(at_content=[reply])
    with mail_server(post) as port:
        results, _ = send(issue, settings(port))
    assert states(results) == [(ANNA, state, attempts), (BO, "sent", 1)]


def test_each_final_result_is_told_at_once(issue: Path):
    told: list[tuple[str, str]] = []
    post = Post(at_recipient={ANNA: ["451 later"]})

    def sleep(seconds: float) -> None:
        told.append(("pause", ""))

    with mail_server(post) as port:
        deliver(
            issue, settings(port), read_facts(issue), sleep=sleep, record=lambda s: told.append((s.recipient, s.state))
        )
    assert told == [(BO, "sent"), ("pause", ""), (ANNA, "sent")]


# ---------------------------------------------------------------- TLS and passwords


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("LESESAAL_PASSWORD", "open-sesame-77")
    return {"user": "desk", "password": SecretPlace("env", "LESESAAL_PASSWORD")}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_over_tls_with_a_password(
    issue: Path, authority: trustme.CA, ca_file: Path, login: dict[str, Any], security: str
):
    post = Post(password=b"open-sesame-77")
    context = certified(authority, HOST)
    tls = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    safe = security == "starttls"  # aiosmtpd does not know a connection that is TLS from the start for a safe one
    options = {"authenticator": post.check_login, "auth_required": safe, "auth_require_tls": safe}
    with mail_server(post, **tls, **options) as port:
        results, _ = send(issue, settings(port, security=security, ca_file=ca_file, **login))
    assert [r.state for r in results] == ["sent", "sent"], results
    assert post.logins == [(b"desk", b"open-sesame-77")]


def test_a_wrong_password_is_tried_once_and_not_once_a_recipient(
    issue: Path, authority: trustme.CA, ca_file: Path, login: dict[str, Any]
):
    post = Post(password=WRONG.encode())
    context = certified(authority, HOST)
    with mail_server(
        post, tls_context=context, authenticator=post.check_login, auth_exclude_mechanism=["LOGIN"]
    ) as port:
        results, pauses = send(issue, settings(port, ANNA, BO, CHEN, security="starttls", ca_file=ca_file, **login))
    assert [r.state for r in results] == ["failed"] * 3 and not pauses and len(post.logins) == 1
    assert all("535" in r.error and "check user and password" in r.error for r in results)


def test_a_login_that_fails_for_now_is_tried_again(
    issue: Path, authority: trustme.CA, ca_file: Path, login: dict[str, Any]
):
    post = Post(password=WRONG.encode(), login_reply="454 4.7.0 try later")
    context = certified(authority, HOST)
    with mail_server(
        post, tls_context=context, authenticator=post.check_login, auth_exclude_mechanism=["LOGIN"]
    ) as port:
        results, pauses = send(issue, settings(port, ANNA, security="starttls", ca_file=ca_file, attempts=2, **login))
    assert states(results) == [(ANNA, "failed", 2)] and pauses == [10] and len(post.logins) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["other host", "unknown authority"])
def test_a_certificate_that_is_not_good_gets_nothing(
    issue: Path, authority: trustme.CA, ca_file: Path, login: dict[str, Any], security: str, fault: str
):
    post = Post(password=b"open-sesame-77")
    signer = trustme.CA() if fault == "unknown authority" else authority
    context = certified(signer, HOST if fault == "unknown authority" else "elsewhere.example")
    tls = {"tls_context": context} if security == "starttls" else {"ssl_context": context}
    with mail_server(post, authenticator=post.check_login, **tls) as port:
        results, pauses = send(issue, settings(port, security=security, ca_file=ca_file, **login))
    assert [r.state for r in results] == ["failed"] * 2 and not pauses
    assert all("certificate is not good" in r.error for r in results)
    assert not post.logins and not post.letters


def test_a_server_without_starttls_gets_nothing(issue: Path, login: dict[str, Any]):
    post = Post(password=b"open-sesame-77")
    with mail_server(post, authenticator=post.check_login, auth_require_tls=False) as port:
        results, _ = send(issue, settings(port, security="starttls", **login))
    assert [r.state for r in results] == ["failed"] * 2 and "STARTTLS" in results[0].error
    assert not post.logins and not post.letters


def test_tls_to_a_port_without_it_says_so(issue: Path):
    with mail_server(Post()) as port:
        results, pauses = send(issue, settings(port, security="tls"))
    assert not pauses and "no TLS" in results[0].error and "port or security" in results[0].error


# ---------------------------------------------------------------- size


def test_too_large_by_the_settings(issue: Path, tmp_path: Path):
    post = Post()
    issue = Path(shutil.copytree(issue, tmp_path / "large"))
    (issue / "appendix.xlsx").write_bytes(large := b"x" * 1_200_000)
    with mail_server(post) as port:
        (short,), _ = send(issue, settings(port, ANNA, max_mb=1))
        (refused,), _ = send(issue, settings(port, BO, max_mb=1, too_large="refuse"))
    ((_, to, content),) = post.letters
    message = email.message_from_bytes(content, policy=policy.default)
    assert to == [ANNA] and short.state == "sent" and "without the files" in short.note and len(content) < len(large)
    assert not list(message.iter_attachments())
    assert str(issue) in message.get_body(("plain",)).get_content()
    assert (refused.state, refused.attempts) == ("failed", 1) and "too large" in refused.error


def test_the_servers_own_limit_is_asked_for_before_anything_is_sent(issue: Path):
    post = Post()
    with mail_server(post, data_size_limit=20_000) as port:
        results, _ = send(issue, settings(port, ANNA))
        refused, _ = send(issue, settings(port, ANNA, too_large="refuse"))
    assert results[0].state == "sent" and "at most 0.0 MB" in results[0].note
    assert refused[0].state == "failed" and len(post.letters) == 1


def test_a_server_that_only_finds_it_too_large_in_the_end(issue: Path):
    post = Post(at_content=["552 5.3.4 too much"])
    with mail_server(post) as port:
        results, _ = send(issue, settings(port, ANNA))
        post.at_content.append("552 5.3.4 too much")
        refused, _ = send(issue, settings(port, ANNA, too_large="refuse"))
    assert results[0].state == "sent" and "552 5.3.4 too much" in results[0].note and len(post.letters) == 1
    assert refused[0].state == "failed" and "552" in refused[0].error


# ---------------------------------------------------------------- connections that fail


def test_nobody_listens(issue: Path):
    results, pauses = send(issue, settings(free_port(), attempts=3))
    assert states(results) == [(ANNA, "failed", 3), (BO, "failed", 3)] and pauses == [10, 20]
    assert "no connection" in results[0].error


def test_a_silent_server_is_not_waited_for_once_a_recipient(issue: Path):
    def silent(stream: BinaryIO, connection: socket.socket) -> None:
        stream.readline()

    begun = time.monotonic()
    with raw_server(silent) as (port, seen):
        results, _ = send(issue, settings(port, ANNA, BO, CHEN, timeout=1, attempts=2))
    assert time.monotonic() - begun < 4 and len(seen) == 2
    assert [r.state for r in results] == ["failed"] * 3
    assert all("no answer within 1 seconds" in r.error or "timed out" in r.error for r in results)


def close_at(verb: bytes):
    def talk(stream: BinaryIO, connection: socket.socket) -> None:
        speak_until(stream, verb)
        connection.shutdown(socket.SHUT_RDWR)

    return talk


def close_amid_content(stream: BinaryIO, connection: socket.socket) -> None:
    speak_until(stream, b"DATA")
    stream.write(b"354 go on\r\n")
    stream.flush()
    stream.read(2000)
    connection.shutdown(socket.SHUT_RDWR)


def half_close_at_content(stream: BinaryIO, connection: socket.socket) -> None:
    """Says that it will say no more, and goes on listening."""
    speak_until(stream, b"DATA")
    stream.write(b"354 go on\r\n")
    stream.flush()
    connection.shutdown(socket.SHUT_WR)
    while stream.read(65536):
        pass


def silent_after_content(stream: BinaryIO, connection: socket.socket) -> None:
    speak_until(stream, b"DATA")
    stream.write(b"354 go on\r\n")
    stream.flush()
    while stream.readline() != b".\r\n":
        pass
    stream.readline()


def nonsense(stream: BinaryIO, connection: socket.socket) -> None:
    stream.write(b"\x16\x03\x01 what?\r\n" * 3)
    stream.flush()
    stream.readline()


@pytest.mark.parametrize(
    "talk",
    [
        close_at(b"EHLO"), close_at(b"MAIL"), close_at(b"RCPT"), close_at(b"DATA"), close_amid_content,
        half_close_at_content, silent_after_content, nonsense,
    ],
    ids=["ehlo", "mail", "rcpt", "data", "amid", "half", "silent", "nonsense"],
)  # fmt: skip
def test_a_connection_that_breaks_is_made_anew_and_the_others_go_out(issue: Path, talk):
    """The first connection breaks: Anna waits for the second round, or Bo too where nobody was named yet."""
    with raw_server(talk, polite) as (port, seen):
        results, pauses = send(issue, settings(port, timeout=1))
    assert [r.state for r in results] == ["sent", "sent"], results
    assert results[0].attempts == 2 and pauses == [10] and len(seen) in (2, 3)


@pytest.mark.parametrize("at", ["greeting", "content"])
def test_a_server_that_drips_is_cut_off(issue: Path, monkeypatch: pytest.MonkeyPatch, at: str):
    """A byte now and then, so that no time-out ever comes."""
    monkeypatch.setattr("briefing.deliver.mail.PATIENCE", 1.5)

    def drip(stream: BinaryIO, connection: socket.socket) -> None:
        if at == "content":
            speak_until(stream, b"DATA")
        for _ in range(200):
            stream.write(b"2")
            stream.flush()
            time.sleep(0.1)

    begun = time.monotonic()
    with raw_server(drip, polite) as (port, _):
        results, pauses = send(issue, settings(port, timeout=1))
    assert [r.state for r in results] == ["sent", "sent"] and pauses == [10] and time.monotonic() - begun < 8


def test_a_server_that_hangs_up_between_two_recipients_costs_no_attempt(issue: Path):
    def one_letter(stream: BinaryIO, connection: socket.socket) -> None:
        speak_until(stream, b"NOOP")
        connection.shutdown(socket.SHUT_RDWR)

    with raw_server(one_letter) as (port, seen):
        results, pauses = send(issue, settings(port, ANNA, BO, CHEN))
    assert states(results) == [(ANNA, "sent", 1), (BO, "sent", 1), (CHEN, "sent", 1)] and not pauses
    assert len(seen) == 3


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    yield
