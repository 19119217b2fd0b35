"""Real servers on the loopback interface for the tests of delivery: mail, mail that misbehaves, and chat robots."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as s:
        s.bind((HOST, 0))
        return s.getsockname()[1]


# ---------------------------------------------------------------- mail


@dataclass
class Post:
    """What an aiosmtpd server was given, and what it is to refuse: replies are used up one by one."""

    letters: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    at_recipient: dict[str, list[str]] = field(default_factory=dict)
    at_content: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    login_reply: str = "535 5.7.8 no such user or password"
    password: bytes = b""
    connections: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_recipient.get(address):
            return self.at_recipient[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.at_content:
            return self.at_content.pop(0)
        self.letters.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 taken"

    def check_login(self, server, session, envelope, mechanism, given):
        self.logins.append((given.login, given.password))
        if given.password == self.password:
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=self.login_reply)


@contextmanager
def mail_server(post: Post, **options: Any) -> Iterator[int]:
    """An aiosmtpd server; its port. `ssl_context` is TLS from the start, `tls_context` STARTTLS."""
    controller = Controller(post, hostname=HOST, port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def certified(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


Talk = Callable[[BinaryIO, socket.socket], None]


@contextmanager
def raw_server(*talks: Talk) -> Iterator[tuple[int, list[int]]]:
    """A server of bare sockets: the n-th connection gets the n-th talk, further ones the last. Its port, and a list
    that grows by a number with each connection."""
    listener = socket.create_server((HOST, 0))
    seen: list[int] = []
    held: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            held.append(connection)
            seen.append(len(seen))
            talk = talks[min(len(seen), len(talks)) - 1]
            threading.Thread(target=_talk, args=(talk, connection), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1], seen
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in held:
            connection.close()


def _talk(talk: Talk, connection: socket.socket) -> None:
    with suppress(OSError, ValueError), connection.makefile("rwb") as stream:
        talk(stream, connection)


def speak_until(stream: BinaryIO, verb: bytes, *, features: Sequence[bytes] = ()) -> None:
    """Answer as a mail server does, up to and without the answer to `verb`."""
    _say(stream, b"220 ready")
    while line := stream.readline():
        if line[:4].upper() == verb:
            return
        if line[:4].upper() == b"EHLO":
            for feature in features:
                _say(stream, b"250-" + feature)
            _say(stream, b"250 ok")
        elif line[:4].upper() == b"DATA":
            _say(stream, b"354 go on")
            while (text := stream.readline()) and text != b".\r\n":
                pass
            _say(stream, b"250 taken")
        else:
            _say(stream, b"250 ok")


def _say(stream: BinaryIO, line: bytes) -> None:
    stream.write(line + b"\r\n")
    stream.flush()


def polite(stream: BinaryIO, connection: socket.socket) -> None:
    speak_until(stream, b"never")


# ---------------------------------------------------------------- chat


@dataclass
class Robot:
    """An HTTP server's answers, used up one by one (the last is kept), and what it was asked."""

    answers: list[tuple[int, bytes]]
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Host, path, body."""

    def answer(self) -> tuple[int, bytes]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _handler(robot: Robot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            robot.asked.append((self.headers["Host"], self.path, body))
            status, content = robot.answer()
            if status == 0:  # nothing at all
                self.close_connection = True
                return
            self.send_response(status)
            length = len(content) + (1000 if content.endswith(b"...") else 0)  # more is promised than comes
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def http_server(robot: Robot) -> Iterator[int]:
    with ThreadingHTTPServer((HOST, 0), _handler(robot)) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


@contextmanager
def proxy_server(robot: Robot, context: ssl.SSLContext) -> Iterator[int]:
    """A proxy for HTTPS that leads every host to the robot: so the services' own addresses are asked, here."""
    handler = _handler(robot)

    def lead(stream: BinaryIO, connection: socket.socket) -> None:
        while stream.readline().strip():
            pass
        stream.write(b"HTTP/1.1 200 go on\r\n\r\n")
        stream.flush()
        with context.wrap_socket(connection, server_side=True) as inner:
            handler(inner, (HOST, 0), None)  # type: ignore[arg-type]

    with raw_server(lead) as (port, _):
        yield port
