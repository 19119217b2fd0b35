"""Mails and pages saved in one file, taken apart: headers decoded, parts in their order (RFC 5322, 2045 to 2047, 2557).

Chinese mail programs write headers in bare GBK, name a character set they do not keep to, and cut encoded words in the
middle of a character: all of that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from ..contents import Unreadable
from ..decode import decode

MAX_PARTS = 2_000
"""Of one message; a mail of a hundred pictures has some 200."""
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "unknown-8bit": "utf-8",
}
"""A character set as named, and the wider one that holds what is really written under its name."""


class Words(NamedTuple):
    """The text of a part, and the encoding it was in."""

    text: str
    encoding: str


def parse_message(content: bytes) -> Message:
    """A message from its bytes; raises `Unreadable` when its parts cannot be told apart."""
    try:
        message = message_from_bytes(content.lstrip())
        count = sum(1 for _, _ in zip(range(MAX_PARTS + 1), message.walk(), strict=False))
    except Exception as error:  # the parser raises whatever its many layers raise on hostile input
        raise Unreadable(f"is a mail that is damaged ({type(error).__name__}); save it anew") from None
    if count > MAX_PARTS:
        raise Unreadable(f"is a mail of more than {MAX_PARTS} parts; save its text apart")
    return message


def read_header(message: Message, name: str) -> str:
    """A header as words; empty when there is none."""
    written = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    bare = _from_bytes(str(written).encode("utf-8", "surrogateescape"))
    return " ".join(_without_halves(_decode_words(bare)).split())


def _decode_words(written: str) -> str:
    """Encoded words as text: `=?gb2312?B?...?=`."""
    if "=?" not in written:
        return written
    # Blanks inside quotation marks keep the decoder from joining halves of one character.
    try:
        pieces = decode_header(written.replace('"', " "))
    except (HeaderParseError, ValueError):
        return written
    return "".join(_piece(words, charset) for words, charset in pieces)


def _piece(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    for codec in (_codec(charset), "utf-8", "gb18030"):
        try:
            return words.decode(codec)
        except (ValueError, LookupError):  # a name of a character set may hold anything
            continue
    return words.decode("utf-8", "replace")


def _codec(charset: str | None) -> str:
    named = (charset or "utf-8").strip().strip("\"'").lower()
    return _WIDER.get(named, named)


def _from_bytes(written: bytes) -> str:
    """A header that was written without encoding: UTF-8 or GBK."""
    return _piece(written, "utf-8")


def read_address(written: str) -> tuple[str | None, str | None]:
    """The name and the address of a sender."""
    name, address = parseaddr(written)
    name = name.strip().strip("\"'“”").strip()
    return (name if name and "@" not in name else None), (address if "@" in address else None)


def find_parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a mail inside a mail is one part and is not entered."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from find_parts(part)


def read_bytes(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone."""
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        inner = inside[0] if isinstance(inside, list) and inside else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def read_words(part: Message) -> Words:
    """The text of a text part: in the character set it names where it keeps to it, else as its bytes tell."""
    content = read_bytes(part)
    if not content.strip():
        return Words("", "utf-8")
    codec = _codec(part.get_content_charset())
    try:
        text = content.decode(codec)
    except (ValueError, LookupError):  # a name of a character set may hold anything
        text, codec, _ = decode(content)
    return Words(text.replace("\r\n", "\n").replace("\r", "\n"), codec)


_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")


def file_name(part: Message) -> str | None:
    """The name that an attachment gives itself, without a path."""
    try:
        written = part.get_filename()
    except (UnicodeError, LookupError, ValueError):
        written = None
    if not written:
        return None
    bare = _from_bytes(written.encode("utf-8", "surrogateescape"))
    return _without_halves(_NOT_IN_NAMES.sub("_", _decode_words(bare)).strip(" ._")) or None


def _without_halves(words: str) -> str:
    """Without halves of characters, which no output can hold."""
    return words.encode("utf-8", "replace").decode("utf-8")
