"""Articles from blocks: what the splitters of all forms share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..config import Config
from ..types import Article, Block, Document, Moment, Span
from .stated.metadata import find_language, resolve_outlet

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_WORDLESS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document that is not blank."""

    text: str
    span: Span


def find_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines that are not blank, without the blanks at their ends."""
    stop = len(text) if end is None else end
    for match in _LINE.finditer(text, start, stop):
        yield Line(match.group(), Span(match.start(), match.end()))


def make_article(
    document: Document,
    config: Config,
    *,
    blocks: tuple[Block, ...],
    title: str | None = None,
    title_span: Span | None = None,
    outlet: str | None = None,
    author: str | None = None,
    published: Moment | None = None,
    url: str | None = None,
    is_caption: bool = False,
) -> Article:
    """An article of a document. What the document states beside its text stands in where the text is silent."""
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    text = document.text[span.start : span.end]
    written = outlet or document.source
    return Article(
        id=_row_id(document) or content_id(title, text),
        doc=document.doc,
        document=document.id,
        file=document.file,
        span=span,
        text=text,
        title=title,
        outlet=resolve_outlet(written, config),
        outlet_as_written=written,
        author=author or document.author,
        published=published or document.published,
        language=find_language(text),
        url=parse_address(url or document.url),
        is_caption=is_caption,
        blocks=blocks,
        references=tuple(r for r in document.references if span.start < r.at <= span.end),
        title_span=title_span,
    )


_ADDRESS = re.compile(r"https?://[^\s/?#\x00-\x20\x7f\\<>\"]+[^\s\x00-\x20\x7f<>\"]*", re.IGNORECASE)
LONGEST_ADDRESS = 2000
"""Characters; browsers and office programs take no longer ones."""


def parse_address(written: str | None) -> str | None:
    """The address of a page on the web, as written; None for everything else: scripts, files, data, ids of feeds."""
    words = (written or "").strip()
    return words if len(words) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(words) else None


def parse_host(address: str | None) -> str | None:
    """The host of a page's address; None where it has none or cannot be read."""
    try:
        return urlsplit(parse_address(address) or "").hostname
    except ValueError:
        return None


TITLE_WORDS = 20
_CLAUSE_END = re.compile(r"[，。；;！？]|,(?!\d)")
_HALF_FIGURE = re.compile(r"[\d.,]+$")


def first_words(text: str) -> str:
    """A title for an item that has none: its first clauses, some twenty characters; `…` where it stops inside one."""
    text = text.rstrip("。；;")
    if text[:LATIN_WORDS].isascii():
        return _first_latin(text)
    if len(text) <= TITLE_WORDS:
        return text
    least, most = 0, TITLE_WORDS + 20
    for match in _CLAUSE_END.finditer(text, TITLE_WORDS - 8, TITLE_WORDS + 40):
        at = match.start()
        if _SAYS.search(text, 0, at):
            least, most = at + 8, TITLE_WORDS + 40
        elif least <= at <= most:
            return text[:at]
    whole = text if len(text) <= TITLE_WORDS + 20 else ""
    return whole or _HALF_FIGURE.sub("", text[:TITLE_WORDS]).rstrip("，,：:") + "…"


_SAYS = re.compile(r"(?:显示|顯示|预测|預測|表示|指出|透露|公告|报道|報道|报导|報導|称|稱|说|說|认为|認為|预计|預計)\Z")
"""A clause that ends so says who tells the news, and not yet the news: 某某发布报告显示，"""
LATIN_WORDS = 60
_LATIN_END = re.compile(r"[.!?](?=\s+[A-Z\"“]|\s*$)|;(?=\s)")
_LATIN_CLAUSE = re.compile(r",(?=\s)")


def _first_latin(text: str) -> str:
    """The same in a script with blanks: the first sentence or clause of some ten words, and no word cut."""
    ends = (match.start() for match in _LATIN_END.finditer(text) if not _ABBREVIATED.search(text, 0, match.start() + 1))
    stop = next(ends, len(text))
    if stop <= LATIN_WORDS + 20:
        return text[:stop]
    clauses = [m.start() for m in _LATIN_CLAUSE.finditer(text, 0, LATIN_WORDS + 20) if m.start() >= LATIN_WORDS // 2]
    if clauses:
        return text[: clauses[-1]]
    cut = text.rfind(" ", 0, LATIN_WORDS)
    return text[: cut if cut > 0 else LATIN_WORDS].rstrip(",;: ") + "…"


_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|St|No|vs|Jr|Sr|[A-Z])\.\Z")


def content_id(title: str | None, text: str) -> str:
    """`A` and ten hex digits: the same words give the same id, wherever they stand."""
    words = _WORDLESS.sub("", f"{title or ''}\n{text}").casefold()
    return "A" + hashlib.sha256(words.encode()).hexdigest()[:10]


def _row_id(document: Document) -> str | None:
    """The id that a table row states."""
    stem = document.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return document.doc if "#" in document.id and document.doc != stem else None
