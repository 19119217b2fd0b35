"""The channel `mail`: one message a recipient, over a connection that all recipients of a round share.

A certificate is always verified and STARTTLS never left out: a server that does not offer it gets nothing. What fails
before a recipient is named (connection, certificate, password) fails for all of the round, so that a wrong password is
tried once and not once a recipient, which locks accounts.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ..config.delivery import Mail
from ..errors import DeliveryError
from .issue import Parcel
from .letter import Letter
from .secret import read_secret
from .sent import Rounds, TryLater

SETTING = "[delivery.mail]"
MEGABYTE = 1_000_000
PATIENCE = 10  # time-outs that one message, or logging in, may take as a whole: 20 MB in ten minutes are 300 kbit/s
TOO_LARGE = 552  # RFC 5321, 4.2.3: the message exceeds what is stored; RFC 1870: at MAIL, what is taken
WITHOUT_FILES = "sent without the files: {why}"


@dataclass(frozen=True, slots=True)
class MailChannel:
    settings: Mail
    parcel: Parcel
    where: Callable[[], str]
    """Where the files lie, for a message without them."""
    timeout: int
    name: str = "mail"

    @property
    def recipients(self) -> tuple[str, ...]:
        return self.settings.to

    @property
    def letter(self) -> Letter:
        return Letter(self.settings, self.parcel, self.where)

    def id_of(self, recipient: str) -> str:
        return self.letter.id_for(recipient)

    def describe(self, recipient: str) -> str:
        if self.settings.password:
            read_secret(self.settings.password)
        size = _megabytes(len(self.letter.write(recipient)))
        way = f"{self.settings.host}:{self.settings.port} ({self.settings.security})"
        return f'"{self.letter.subject}", {size}, by {way}'

    @contextmanager
    def open_round(self) -> Rounds:
        session = Session(self.settings, self.letter, self.timeout)
        try:
            yield session
        finally:
            session.close()


class Session:
    """One round's connection, made with the first recipient."""

    def __init__(self, settings: Mail, letter: Letter, timeout: int) -> None:
        self.settings, self.letter, self.timeout = settings, letter, timeout
        self.server: smtplib.SMTP | None = None
        self.broken: DeliveryError | None = None

    def __call__(self, recipient: str) -> str:
        server = self._connected()
        try:
            with _deadline(server, self.timeout * PATIENCE):
                return self._hand_over(server, recipient)
        except OSError as error:  # smtplib's errors are OSErrors too
            if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                self._drop()
            raise self._failure(error) from None

    def close(self) -> None:
        if self.server is not None:
            with suppress(OSError):
                self.server.quit()
            self._drop()

    def _drop(self) -> None:
        """Without a word: the server hears nothing any more, and would be waited for."""
        if self.server is not None:
            self.server.close()
            self.server = None

    def _hand_over(self, server: smtplib.SMTP, recipient: str) -> str:
        whole = self.letter.write(recipient)
        limit = self._limit(server)
        if len(whole) > limit:
            return self._send_short(server, recipient, why=f"{_megabytes(len(whole))}, at most {_megabytes(limit)}")
        try:
            server.sendmail(self.letter.sender, [recipient], whole)
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            if error.smtp_code != TOO_LARGE or self.settings.too_large == "refuse":
                raise
            return self._send_short(server, recipient, why=_said(error.smtp_code, error.smtp_error))
        return ""

    def _send_short(self, server: smtplib.SMTP, recipient: str, *, why: str) -> str:
        if self.settings.too_large == "refuse":
            raise DeliveryError(f'the message is too large ({why}); raise max_mb or set too_large to "text"')
        server.sendmail(self.letter.sender, [recipient], self.letter.write(recipient, with_files=False))
        return WITHOUT_FILES.format(why=why)

    def _limit(self, server: smtplib.SMTP) -> int:
        """Ours or the server's (RFC 1870; 0 is none), whichever is less."""
        says = server.esmtp_features.get("size", "")
        limits = [self.settings.max_mb * MEGABYTE, *((int(says),) if says.isdigit() and int(says) else ())]
        return min(limits)

    # ------------------------------------------------------------ connection

    def _connected(self) -> smtplib.SMTP:
        if self.broken:
            raise self.broken
        if self.server is not None and not _is_alive(self.server):
            self._drop()
        if self.server is None:
            try:
                self.server = self._connect()
            except OSError as error:
                self.broken = self._failure(error)
            except DeliveryError as error:
                self.broken = error
            if self.broken:
                raise self.broken from None
        assert self.server is not None
        return self.server

    def _connect(self) -> smtplib.SMTP:
        mail = self.settings
        password = read_secret(mail.password) if mail.password else None
        context = _make_context(mail)
        server = smtplib.SMTP_SSL(context=context) if mail.security == "tls" else smtplib.SMTP()
        server.timeout = self.timeout
        server._host = mail.host  # type: ignore[attr-defined]  # the name that the certificate must bear
        try:
            with _deadline(server, self.timeout * PATIENCE):
                self._greet(server, context)
                if mail.user and password:
                    server.login(mail.user, password)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        code, words = server.connect(self.settings.host, self.settings.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        server.ehlo_or_helo_if_needed()
        if self.settings.security == "starttls":
            server.starttls(context=context)
            server.ehlo()

    def _failure(self, error: OSError) -> DeliveryError:
        """In words, and whether it may pass (RFC 5321, 4.2.1: 4yz may, 5yz does not)."""
        where = f"{self.settings.host}:{self.settings.port}"
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            code, text = next(iter(error.recipients.values()))
            return _refusal(where, code, text)
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return _refusal(where, error.smtp_code, error.smtp_error, hint=f"; check user and password of {SETTING}")
        if isinstance(error, smtplib.SMTPResponseException):
            return _refusal(where, error.smtp_code, error.smtp_error)
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return TryLater(f"{where}: the connection broke off ({error}); it is tried again by the next run")
        if isinstance(error, smtplib.SMTPException):  # an extension is missing: STARTTLS, AUTH
            return DeliveryError(f"{where}: {error}; correct security or user of {SETTING}")
        if isinstance(error, ssl.SSLCertVerificationError):
            return DeliveryError(
                f"{where}: its certificate is not good ({error.verify_message}); correct host or ca_file"
            )
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return DeliveryError(f"{where}: no TLS ({error.reason or error}); correct port or security of {SETTING}")
        if isinstance(error, TimeoutError):
            return TryLater(f"{where}: no answer within {self.timeout} seconds; check host and port of {SETTING}")
        return TryLater(f"{where}: no connection ({error.strerror or error}); check host and port of {SETTING}")


@contextmanager
def _deadline(server: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Cut the connection after so long: a server that drips a byte now and then never lets a time-out come."""

    def cut() -> None:
        if server.sock is not None:
            with suppress(OSError):
                server.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _make_context(mail: Mail) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except ssl.SSLError:
        raise DeliveryError(f"{mail.ca_file}: holds no certificate; give a PEM file with {SETTING} ca_file") from None


def _is_alive(server: smtplib.SMTP) -> bool:
    """Servers end connections that waited too long or sent enough."""
    try:
        return server.noop()[0] == 250
    except OSError:
        return False


def _refusal(where: str, code: int, text: bytes | str, *, hint: str = "") -> DeliveryError:
    """-1 is smtplib's for an answer that is none; the server may do better next time."""
    kind = DeliveryError if code >= 500 else TryLater
    return kind(f"{where}: refused ({_said(code, text)}){hint}")


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
