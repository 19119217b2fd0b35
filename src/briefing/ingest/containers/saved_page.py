"""A web page saved with its pictures in one file: MHTML (.mht; RFC 2557), as browsers, Word and WPS write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from email.message import Message

from ..bounds import check_bounds
from ..contents import Contents, Passage, Unreadable
from .mime import find_parts, parse_message, read_header, read_words

_WEB = re.compile(r"https?://\S+")


def read_saved_page(content: bytes, zone: tzinfo) -> Contents:
    """The page that the file opens with; frames and pictures beside it are passed over."""
    message = parse_message(content)
    pages = [part for part in find_parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Unreadable("is a page saved in one file (.mht) without the page; save it again as .html")
    page = _root(message, pages)
    words = read_words(page)
    if not words.text.strip():
        raise Unreadable("is a page saved in one file (.mht) that is empty; save it again when it has loaded")
    check_bounds("web_page", words.text)
    from ..forms.web_page import read_page

    contents = read_page(words.text, zone)
    address = _address(message, page)
    passages = tuple(_with_address(passage, address) for passage in contents.passages)
    why = f"page saved in one file (multipart/related); {contents.why}"
    return replace(contents, why=why, passages=passages, encoding=words.encoding)


def _root(message: Message, pages: Sequence[Message]) -> Message:
    """The part that the head names as the first one, else the first page."""
    start = message.get_param("start")
    return next((page for page in pages if start and page.get("Content-ID") == start), pages[0])


def _address(message: Message, page: Message) -> str | None:
    stated = (read_header(message, "Snapshot-Content-Location"), read_header(page, "Content-Location"))
    return next((address for address in stated if _WEB.fullmatch(address)), None)


def _with_address(passage: Passage, address: str | None) -> Passage:
    return passage if passage.url or passage.label else replace(passage, url=address)
