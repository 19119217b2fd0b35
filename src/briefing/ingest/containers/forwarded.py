"""The head that mail programs write above a mail that is forwarded or answered: who wrote it, when, on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from ...config import read_table
from ...types import Moment
from ..stated.metadata import parse_moment
from .mime import read_address

_WORDS = read_table("mail_words.toml")


def _any(*names: str) -> str:
    return "|".join(re.escape(word) for name in names for word in _WORDS[name])


_HEAD_LINE = re.compile(
    rf"[*_|>\s]*(?P<key>{_any('from', 'sent', 'subject', 'other')})[*_|\s]*[:：][*_|]*\s*(?P<value>.*)",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[-_=\s—>]{3,}.{0,24}(?:原始邮件|转发|轉寄|Forwarded|Original\sMessage).{0,24}?[-_=\s—]*|[-_=—]{5,}", re.IGNORECASE
)
_WROTE = re.compile(r"(?:On\s.{6,120}\swrote|在\s?.{6,80}写道|於\s?.{6,80}寫道)\s?[:：]", re.IGNORECASE)
_PREFIX = re.compile(rf"\s*(?:\[[^\]]{{1,20}}\]\s*)?(?:{_any('prefixes')})\s?(?:\[\d+\])?\s?[:：]\s*", re.IGNORECASE)
_MAILTO = re.compile(r"\[mailto:[^\]]*\]|<mailto:[^>]*>", re.IGNORECASE)
MIN_HEAD = 2
"""Lines of a head; `From:` alone may stand in any text."""
MAX_GAP = 2
"""Blank lines between lines of a head."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a mail that stands inside a mail: its lines, and what they state."""

    start: int
    end: int
    sender: str | None = None
    published: Moment | None = None
    subject: str | None = None


def bare_subject(subject: str) -> str:
    """A subject without the marks of forwarding and answering before it."""
    while match := _PREFIX.match(subject):
        subject = subject[match.end() :]
    return subject.strip()


def is_head_line(line: str) -> bool:
    """Whether a line is one of a head; a sender's is often all link."""
    return bool(_HEAD_LINE.fullmatch(line))


def find_head(lines: Sequence[str], zone: tzinfo) -> Head | None:
    """The first head in the lines of a mail: a sender, and a time or a subject."""
    at = 0
    while at < len(lines):
        stated, end = _head_lines(lines, at)
        if "from" in stated and stated.keys() & {"sent", "subject"}:
            start = at - 1 if at and _RULE.fullmatch(lines[at - 1].strip()) else at
            return _head(start, end, stated, zone)
        at = max(end, at + 1)
    return None


def _head_lines(lines: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """What the lines from here state by key, and where they end."""
    stated: dict[str, str] = {}
    end, gap = at, 0
    for number in range(at, len(lines)):
        match = _HEAD_LINE.fullmatch(lines[number])
        if match:
            stated.setdefault(_kind(match["key"]), match["value"].strip())
            end, gap = number + 1, 0
        elif lines[number].strip() or not stated or gap == MAX_GAP:
            break
        else:
            gap += 1
    return (stated if len(stated) >= MIN_HEAD else {}), end


def _kind(key: str) -> str:
    folded = key.casefold()
    kinds = ("from", "sent", "subject")
    return next((kind for kind in kinds if folded in (word.casefold() for word in _WORDS[kind])), "other")


def _head(start: int, end: int, stated: dict[str, str], zone: tzinfo) -> Head:
    written = _MAILTO.sub("", stated["from"]).strip()
    name, address = read_address(written)
    sender = name or (address.rpartition("@")[2] if address else written.strip('"“” ') or None)
    moment = parse_moment(stated.get("sent", ""), zone)
    return Head(start, end, sender, moment, bare_subject(stated.get("subject", "")) or None)


def find_reply(lines: Sequence[str]) -> int | None:
    """The line `On … wrote:` or `在…写道：` above the mail that is answered."""
    return next((at for at, line in enumerate(lines) if _WROTE.fullmatch(line.strip())), None)
