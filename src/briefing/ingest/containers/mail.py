"""Mails: the text of one as articles, what is attached as files of their own; mailboxes as the mails in them.

Outlet, time and title come from From, Date and Subject, or from the head of the mail that was forwarded; what the text
itself states comes before them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from email.message import Message

from ...types import Moment
from ..bounds import check_bounds
from ..contents import Contents, Member, Passage, Unreadable
from ..stated.facts import parse_facts
from ..stated.metadata import parse_moment
from .forwarded import Head, bare_subject, find_head, find_reply, is_head_line
from .mail_text import unflow, unquoted, without_furniture
from .mime import file_name, find_parts, parse_message, read_address, read_bytes, read_header, read_words

NOTE = 40
"""Characters of a text beside attachments below which it only names them; the shortest news have some 60."""
MAX_FORWARDED = 5
"""Heads one inside the other: who forwards what was forwarded."""
_PASSED = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar",
     "message/delivery-status", "text/rfc822-headers", "text/x-amp-html", "text/watch-html"}
)  # fmt: skip
"""Signatures, invitations, second forms: no news."""
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_ENDINGS = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf", "message/rfc822": ".eml"}


@dataclass(slots=True)
class _Parts:
    """The parts of a mail by what they are for."""

    pages: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the head of a mail states."""

    title: str | None
    source: str | None
    published: Moment | None


def read_mail(content: bytes, zone: tzinfo) -> Contents:
    """One mail."""
    message = parse_message(content)
    if message.get_content_type() in _LOCKED:
        raise Unreadable("is an encrypted mail; open it in your mail program and save its text")
    parts = _sort_parts(message)
    stated = _read_head(message, zone)
    passages, how = _read_body(parts, stated, zone)
    if parts.members and _amount(passages) < NOTE:
        passages, how = (), "a covering note"
    if not passages and not parts.members:
        raise Unreadable(f"is a mail without an article ({how}); save the pages that it links to")
    attached = f", {len(parts.members)} attached" if parts.members else ""
    return Contents(
        "mail", f"mail: headers of one; {how}{attached}", passages, parts.encoding, members=tuple(parts.members)
    )


def _read_head(message: Message, zone: tzinfo) -> _Stated:
    name, address = read_address(read_header(message, "From"))
    written = read_header(message, "Date")
    return _Stated(
        title=bare_subject(read_header(message, "Subject")) or None,
        source=name or (address.rpartition("@")[2] if address else None),
        published=parse_moment(written, zone) if written else None,
    )


# ---------------------------------------------------------------- parts


def _sort_parts(message: Message) -> _Parts:
    parts = _Parts()
    for part in find_parts(message):
        kind, name = part.get_content_type(), file_name(part)
        is_attached = part.get_content_disposition() == "attachment" or kind == "message/rfc822"
        if kind in _PASSED or (part.get_content_maintype() == "image" and not is_attached):
            continue
        if kind in ("text/html", "text/plain") and not is_attached and not name:
            words = read_words(part)
            parts.encoding = parts.encoding or words.encoding
            is_flowed = str(part.get_param("format", "")).lower() == "flowed"
            text = unflow(words.text, str(part.get_param("delsp", ""))) if is_flowed else words.text
            (parts.pages if kind == "text/html" else parts.texts).append(text)
        else:
            parts.members.append(_member(part, kind, name, len(parts.members) + 1))
    return parts


def _member(part: Message, kind: str, name: str | None, number: int) -> Member:
    given = name or f"attachment-{number}{_ENDINGS.get(kind, '')}"
    try:
        return Member(given, read_bytes(part))
    except Exception as error:  # a mail inside that cannot be written out again
        return Member(given, b"", f"is damaged inside the mail ({type(error).__name__}); save it apart")


# ---------------------------------------------------------------- the text


def _read_body(parts: _Parts, stated: _Stated, zone: tzinfo) -> tuple[tuple[Passage, ...], str]:
    """The articles of the text, from its page or its plain form, and which it was."""
    plain = _read_plain("\n\n".join(parts.texts), stated, zone)
    paged = _read_pages("\n".join(parts.pages), stated, zone) if parts.pages else ()
    # Most newsletters put less into their plain form; some nothing into the other.
    if _amount(paged) * 2 >= _amount(plain):
        found, how = paged, "its page"
    else:
        found, how = plain, "its text"
    if not found:
        return (), "no text, or links only"
    return found, f"{how} read" + (f" as {len(found)} items" if len(found) > 1 else "")


def _amount(passages: Sequence[Passage]) -> int:
    return sum(len(passage.raw) for passage in passages)


def _read_plain(text: str, stated: _Stated, zone: tzinfo) -> tuple[Passage, ...]:
    check_bounds("text", text)
    lines, head = _innermost([unquoted(line) for line in text.split("\n")], zone)
    kept = "\n".join(without_furniture(lines)).strip()
    return (_passage(kept, _merge(stated, head), zone),) if kept else ()


def _read_pages(page: str, stated: _Stated, zone: tzinfo) -> tuple[Passage, ...]:
    """A forwarded mail's page as its lines; any other as a web page whose title is the subject."""
    from ..forms.web_page import read_page
    from ..markup import find_blocks, parse_page
    from ..split import choose_form

    try:
        check_bounds("web_page", page)
        blocks = find_blocks(parse_page(page))
    except Unreadable:
        return ()
    lines = [block.text for block in blocks if not block.is_link or is_head_line(block.text)]
    inner, head = _innermost(lines, zone)
    text = "\n".join(without_furniture(inner)).strip()
    merged = _merge(stated, head)
    if head is None and text and choose_form(text)[0] == "article":
        try:
            read = read_page(_titled(page, merged.title), zone, is_issue=True)
            return tuple(_stated_for(passage, merged) for passage in read.passages)
        except Unreadable:  # a note without mark-up to speak of: its lines are the text
            pass
    return (_passage(text, merged, zone),) if text else ()


_TITLE = re.compile(r"<title\b[^>]{0,200}>.{0,2000}?</title>", re.DOTALL | re.IGNORECASE)


def _titled(page: str, title: str | None) -> str:
    """The page with the subject as its title: what programs write there names the newsletter or nothing."""
    bare = _TITLE.sub("", page, count=1)
    return f"<title>{html.escape(title)}</title>{bare}" if title else bare


def _innermost(lines: list[str], zone: tzinfo) -> tuple[list[str], Head | None]:
    """The lines of the mail that was forwarded in the end, and its head. What is answered is cut off instead: there
    the new words stand above the head and are more than those below."""
    found: Head | None = None
    for _ in range(MAX_FORWARDED):
        head = find_head(lines, zone)
        if head is None:
            break
        above, below = lines[: head.start], lines[head.end :]
        if sum(map(len, above)) > sum(map(len, below)):
            return above, found
        lines, found = below, head
    reply = find_reply(lines)
    if reply is not None and any(line.strip() for line in lines[:reply]):
        lines = lines[:reply]
    return lines, found


def _merge(stated: _Stated, head: Head | None) -> _Stated:
    if head is None:
        return stated
    return _Stated(head.subject or stated.title, head.sender or stated.source, head.published or stated.published)


HEAD_LINES = 8
"""Lines in which a text states its own source."""


def _passage(text: str, stated: _Stated, zone: tzinfo) -> Passage:
    """A mail's text. A source or a time that the text states stands in the text, and the splitter reads it there."""
    first = [line for line in text.split("\n") if line.strip()][:HEAD_LINES]
    facts = [found for line in first if (found := parse_facts(line, zone))]
    has_source = any(found.outlet for found in facts)
    has_time = any(found.published for found in facts)
    return Passage(
        text,
        extracted=True,
        title=stated.title,
        source=None if has_source else stated.source,
        published=None if has_time else stated.published,
    )


def _stated_for(passage: Passage, stated: _Stated) -> Passage:
    """A page's passage, with what the mail's head states where the page is silent."""
    return replace(
        passage,
        title=passage.title or (stated.title if passage.label is None else None),
        source=passage.source or stated.source,
        published=passage.published or stated.published,
    )


# ---------------------------------------------------------------- mailboxes

_FROM_LINE = re.compile(rb"^From [^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?$", re.MULTILINE)


def read_mailbox(content: bytes) -> Contents:
    """The mails of an mbox file, each a file of its own."""
    starts = [match.start() for match in _FROM_LINE.finditer(content)]
    mails = [content[a:b] for a, b in zip(starts, [*starts[1:], len(content)], strict=True)]
    bare = [mail.split(b"\n", 1)[1] for mail in mails if b"\n" in mail]
    members = tuple(Member(f"{number}.eml", mail) for number, mail in enumerate(bare, start=1) if mail.strip())
    if not members:
        raise Unreadable("is a mailbox without a mail; export its mails anew")
    return Contents("mailbox", f"mailbox (mbox) of {len(members)} mails", (), members=members)
