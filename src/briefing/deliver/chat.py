"""The channel `chat`: the issue's first chapter to the robots of WeCom, DingTalk and Feishu, through apprise.

apprise knows the services' addresses and signatures. It takes every answer of HTTP 200 for a success, but these three
say in the body of such an answer that they refused (a wrong key, a word that is missing, too many messages); and it
says of a failure only that it was one. So the answers are looked at as they come in from `requests`.
"""

from __future__ import annotations

import json
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ..config.delivery import Chat
from ..errors import DeliveryError
from .issue import Parcel, message_id
from .secret import read_secret
from .sent import Rounds, TryLater

INSTALL = 'apprise is not installed; run: pip install "briefing[deliver]"'
PASSING_STATUS = (408, 425, 429, 500, 502, 503, 504)
# The services' own numbers for "busy" and "too many messages". WeCom's -1 and 45009 stand in its table of return codes;
# DingTalk's 130101 and 410100, Feishu's 11232 and 99991400 are taken from what users report and not confirmed: a number
# that is missing here is final, which is said at once and costs another run.
PASSING_CODES = (-1, 45009, 130101, 410100, 11232, 99991400)
CODE_KEYS = ("errcode", "code")  # WeCom and DingTalk; Feishu
WORD_KEYS = ("errmsg", "msg")
# Addresses as the services show them, and how apprise wants them; it knows WeCom's by itself.
NATIVE = (
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=([A-Za-z0-9]+)$"), r"dingtalk://\1"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([A-Za-z0-9_-]+)/?$"), r"feishu://\1"),
)
STRICT = ("wecombot", "dingtalk", "feishu")  # they always say a code
COUNTED_AS_UTF8 = ("wecombot",)  # 2048 bytes of text; the others limit the request, where 中 is \u4e2d
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
MORE = {"zh": "全文与附录：{where}", "en": "The whole issue and its appendix: {where}"}


@dataclass(frozen=True, slots=True)
class ChatChannel:
    chats: tuple[Chat, ...]
    parcel: Parcel
    where: Callable[[], str]
    timeout: int
    name: str = "chat"

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(chat.name for chat in self.chats)

    def id_of(self, recipient: str) -> str:
        return message_id(self.parcel.facts, self.name, recipient)

    def describe(self, recipient: str) -> str:
        plugin = self._plugin(recipient)
        return f"{plugin.service_name}, {len(self._text(plugin))} characters"

    @contextmanager
    def open_round(self) -> Rounds:
        yield self._send

    def _send(self, recipient: str) -> str:
        plugin = self._plugin(recipient)
        with watched() as seen:
            accepted = plugin.notify(body=self._text(plugin), notify_type=_info())
        if seen.failure is not None:
            raise _broken(recipient, seen.failure, self.timeout)
        if seen.status is None:
            raise DeliveryError(f"{recipient}: apprise sent nothing; check the address")
        _check_answer(recipient, seen, strict=plugin.secure_protocol in STRICT, accepted=bool(accepted))
        return ""

    def _plugin(self, recipient: str) -> Any:
        """A new one each time: an old one waits before it sends again."""
        place = next(chat.url for chat in self.chats if chat.name == recipient)
        plugin = _instantiate(_translate(read_secret(place)))
        if plugin is None:
            raise DeliveryError(f"{place.name}: holds no address of a chat; write it like wecombot://KEY")
        plugin.socket_connect_timeout = plugin.socket_read_timeout = float(self.timeout)
        return plugin

    def _text(self, plugin: Any) -> str:
        measure = _utf8_size if plugin.secure_protocol in COUNTED_AS_UTF8 else _json_size
        more = MORE.get(self.parcel.facts.lang, MORE["en"]).format(where=self.where())
        return shorten(opening(self.parcel.markdown), more, limit=int(plugin.body_maxlen), measure=measure)


def opening(markdown: str) -> str:
    """Title, days and the first chapter, as these services show text: without marks of Markdown."""
    lines: list[str] = []
    chapters = 0
    for line in markdown.split("\n"):
        chapters += line.startswith("## ")
        if chapters > 1:
            break
        lines.append(ESCAPED.sub(r"\1", line.lstrip("#").strip()))
    return "\n".join(lines).strip()


def shorten(text: str, more: str, *, limit: int, measure: Callable[[str], int]) -> str:
    """As many whole lines as fit before `more`."""
    lines = text.split("\n")
    while lines and measure("\n".join(lines).rstrip() + f"\n\n{more}") > limit:
        lines.pop()
    return ("\n".join(lines).rstrip() + f"\n\n{more}").strip()


def _utf8_size(text: str) -> int:
    return len(text.encode("utf-8"))


def _json_size(text: str) -> int:
    return len(json.dumps(text))


def _translate(url: str) -> str:
    for pattern, form in NATIVE:
        if pattern.match(url):
            return pattern.sub(form, url)
    return url


def _instantiate(url: str) -> Any:
    """apprise's sender to an address; None when no service has such addresses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it loads all its services, and some of them what Python will drop
        try:
            import apprise
        except ImportError:
            raise DeliveryError(INSTALL) from None
        return apprise.Apprise.instantiate(url)


def _info() -> Any:
    import apprise

    return apprise.NotifyType.INFO


# ---------------------------------------------------------------- answers


@dataclass(slots=True)
class Seen:
    """What came back in this thread."""

    status: int | None = None
    body: bytes = b""
    failure: Exception | None = None
    thread: int = field(default_factory=threading.get_ident)


@contextmanager
def watched() -> Iterator[Seen]:
    """The last answer, or failure, that `requests` has in this thread while this lasts."""
    import requests

    seen = Seen()
    send = requests.Session.send

    def look(self: requests.Session, request: Any, **options: Any) -> requests.Response:
        if threading.get_ident() != seen.thread:
            return send(self, request, **options)
        seen.failure = None
        try:
            answer = send(self, request, **options)
        except requests.RequestException as error:
            seen.failure = error
            raise
        seen.status, seen.body = answer.status_code, answer.content[:10_000]
        return answer

    requests.Session.send = look  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        requests.Session.send = send  # type: ignore[method-assign]


def _broken(recipient: str, error: Exception, timeout: int) -> DeliveryError:
    """Its own text is not repeated: it holds the address."""
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        return DeliveryError(f"{recipient}: the service's certificate is not good; check the network's proxy")
    if isinstance(error, requests.Timeout):
        return TryLater(f"{recipient}: no answer within {timeout} seconds")
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return TryLater(f"{recipient}: no connection, or it broke off; check the network")
    return DeliveryError(f"{recipient}: the request failed ({type(error).__name__}); check the address")


def _check_answer(recipient: str, seen: Seen, *, strict: bool, accepted: bool) -> None:
    code, words = _read_answer(seen.body)
    said = " ".join(part for part in (f"HTTP {seen.status}", f"code {code}" if code else "", words) if part)
    if not accepted:
        kind = TryLater if seen.status in PASSING_STATUS else DeliveryError
        raise kind(f"{recipient}: refused ({said}); check the address and its key")
    if strict and code != 0:
        kind = TryLater if code in PASSING_CODES else DeliveryError
        raise kind(f"{recipient}: refused ({said}); check the robot's key, its keywords and its limits")


def _read_answer(body: bytes) -> tuple[int | None, str]:
    """The service's own code and words; None where it says none."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None, ""
    if not isinstance(answer, dict):
        return None, ""
    code = next((answer[key] for key in CODE_KEYS if isinstance(answer.get(key), int)), None)
    return code, next((answer[key][:300] for key in WORD_KEYS if isinstance(answer.get(key), str)), "")
