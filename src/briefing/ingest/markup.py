"""Markup to blocks of text, in document order and without recursion; shared by web pages, feeds and table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .contents import Unreadable

MAX_PAGE = 20_000_000
"""Characters of one page. The largest news pages have half a million, most of it scripts."""

_BLOCK_WORDS = """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_WORDS.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN_WORDS = """
    head script style noscript template svg math iframe object embed select button textarea input canvas audio video
"""
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u3000]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SENTENCE_END = re.compile(r"[。！？；!?]|\.(?=\s|$|[”\"])")


@dataclass(frozen=True, slots=True, eq=False)
class PageBlock:
    """A paragraph, heading or line of a page."""

    text: str
    element: Any
    """The nearest element that makes a block of its own."""
    linked: int
    """How many of its characters stand in links."""
    href: str | None = None
    """The address of its first link."""

    @property
    def tag(self) -> str:
        return str(self.element.tag)

    @property
    def is_link(self) -> bool:
        return self.linked >= 0.7 * len(self.text)

    @property
    def is_prose(self) -> bool:
        """A sentence at least, not a headline or a menu."""
        is_long = self.tag not in HEADINGS and len(self.text) >= 20
        return is_long and not self.is_link and bool(SENTENCE_END.search(self.text))


def parse_page(text: str) -> Any:
    """The tree of a page. Nothing is fetched, entities of its own are not resolved, depth is cut at 256."""
    from lxml import etree, html

    if len(text) > MAX_PAGE:
        raise Unreadable(f"is a web page of more than {MAX_PAGE // 1_000_000} million characters; cut it down")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(_FORBIDDEN.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise Unreadable("is a web page without content; save the page again when it has loaded") from None
    return tree


class _Walk:
    """Gathers the text of a tree block by block."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._href: str | None = None

    def add(self, text: str | None, href: str | None) -> None:
        if text:
            self._pieces.append(text)
            if href is not None:
                self._linked += len(_BLANKS.sub("", text))
                self._href = self._href or href

    def close(self, element: Any) -> None:
        text = _BLANKS.sub(" ", "".join(self._pieces)).strip()
        if text:
            self.blocks.append(PageBlock(text, element, min(self._linked, len(text)), self._href))
        self._pieces, self._linked, self._href = [], 0, None


def find_blocks(tree: Any) -> list[PageBlock]:
    """The visible blocks of a tree, in order."""
    from lxml import etree

    walk, owners, links = _Walk(), [tree], []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_unseen(element, tag):
                walker.skip_subtree()
                continue
            if tag in BLOCK_TAGS:
                walk.close(owners[-1])
                if tag != "br":
                    owners.append(element)
            if tag == "a":
                links.append(element.get("href") or "")
            walk.add(element.text, links[-1] if links else None)
            continue
        if not _is_unseen(element, tag):
            if tag in BLOCK_TAGS and tag != "br":
                walk.close(owners.pop())
            if tag == "a" and links:
                links.pop()
        walk.add(element.tail, links[-1] if links else None)
    walk.close(tree)
    return walk.blocks


def _is_unseen(element: Any, tag: str) -> bool:
    if tag in _UNSEEN or not tag or element.get("hidden") is not None:
        return True
    # A page of a WeChat account hides its text until a script of its own has run: as fetched it is the article.
    return bool(_HIDDEN.search(element.get("style") or "")) and element.get("id") != "js_content"


def fragment_text(markup: str) -> str:
    """The text of a piece of a page, a line a block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        return "\n".join(block.text for block in find_blocks(parse_page(markup)))
    except Unreadable:
        return ""
