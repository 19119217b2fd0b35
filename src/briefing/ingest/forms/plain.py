"""An ordinary text: one article, its title in the first line or stated beside it, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...clean import TEXT
from ...config import Config
from ...text import HAN
from ...types import Article, Block, Document, Span
from ..article import Line, find_lines, make_article
from ..bodies.body import ADVERTISES, ENDS, HASHES, LIST_MARK, find_glued_head, read_body, width
from ..bodies.edges import find_stated_title
from ..bodies.headline import find_headline_end
from ..stated.facts import Facts, parse_facts
from ..stated.front_matter import read_front_matter

FORM = "article"
REPAIRS = TEXT

_WORDLESS = re.compile(r"[\W_]+")
_WORDY = re.compile(f"[{HAN}]|[A-Za-z]{{3}}")
_STATED_LATER = re.compile(r"\s原[标標][题題][:：]")
TITLE_WIDTH = 120
"""Widest line that may be a title, a Chinese character counting two. Titles of the real files reach 96; paragraphs of
one sentence without a stop at its end are rarer than titles with one."""
HEAD_LINES = 40
"""Lines of metadata that may stand before a body."""


def recognise(raw: str) -> float:
    """Whatever no other form claims is one article."""
    return 0.1 if raw.strip() else 0.0


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The one article of the document."""
    if is_code(document.text):
        return ()
    facts, start = read_front_matter(document.text, config.zone)
    title = document.title or facts.title
    body = Span(start, len(document.text))
    article = read_article(document, config, body, facts=facts.facts, title=title, url=facts.url)
    return (article,) if article else ()


_CODE = re.compile(r"""["{}\[\]<$]|[\w.]+\s?[=(]|import |def |function |.*[{};]$""")
CODE_SHARE = 0.6


def is_code(text: str) -> bool:
    """Whether most lines are a program's or a record's, not prose: documentation, a configuration, a dump."""
    lines = [line.text for line in find_lines(text[:50_000])]
    return len(lines) >= 10 and sum(1 for line in lines if _CODE.match(line)) > CODE_SHARE * len(lines)


def read_article(
    document: Document,
    config: Config,
    span: Span,
    *,
    facts: Facts | None = None,
    title: str | None = None,
    title_span: Span | None = None,
    url: str | None = None,
    lines: Sequence[Line] | None = None,
) -> Article | None:
    """One article out of a stretch of a document, or of those of its lines that are given; None: there is no prose."""
    facts = facts or Facts()
    lines = list(find_lines(document.text, span.start, span.end) if lines is None else lines)
    found, glued = _take_title(document, lines, title, facts, config)
    title_span = title_span or found
    if title is None and title_span:
        title = document.text[title_span.start : title_span.end].replace("\n", " ")
    blocks = read_body(document.text, lines, facts, config)
    if not blocks:
        return None
    head = find_glued_head(blocks)
    if head and (title is None or _resembles(document.text[slice(*head.span)], title)):
        title_span = title_span or head.span
        title = title or document.text[slice(*head.span)]
        blocks = blocks[blocks.index(head) + 1 :]
    if glued and not document.text[glued.end : blocks[0].span.start].strip():
        blocks = (Block("headline", glued), *blocks)
    return make_article(
        document,
        config,
        blocks=blocks,
        title=title,
        title_span=title_span,
        outlet=document.source or facts.outlet,
        author=document.author or facts.author,
        published=document.published or facts.moment(document, config.zone),
        url=url or facts.url,
    )


# ---------------------------------------------------------------- what stands before the body


# Who wrote it, where and when: never a headline, however short the line is.
LABELLED = re.compile(
    r"\s*(?:(?:信息|新闻|文章|稿件)?(?:来源|來源|作者|记者|記者|编辑|編輯|责编|發布時間|发布时间|发布日期|时间|日期)\s?[:：]"
    r"|(?:source|author|published|date)\s?:)",
    re.IGNORECASE,
)


def _take_title(
    document: Document, lines: list[Line], title: str | None, facts: Facts, config: Config
) -> tuple[Span | None, Span | None]:
    """Take the title and the lines of metadata off the top of `lines`: where the title stands, if it does, and where
    a headline and the first sentence stand that nothing parts.
    """
    found: Span | None = None
    glued: Span | None = None
    for _ in range(HEAD_LINES):
        if not lines:
            break
        line = lines[0]
        stated = find_stated_title(document.text, *line.span)
        here = None if stated else parse_facts(line.text, config.zone)
        is_plain_fact = len(lines) == 1 or LABELLED.match(line.text) or not is_titular(line.text, lines[1].text)
        if here and (found or is_plain_fact):
            facts.add(here)
            del lines[0]
        elif stated:
            _take_stated(document, lines, stated[1], facts, config)
            if stated[0].end > stated[0].start:
                is_clean = found is not None and not ADVERTISES.search(document.text[slice(*found)])
                found = found if is_clean else stated[0]
            else:
                glued = _trimmed(document.text, stated[0].start, stated[1])
        elif found is None and _is_title(line, lines, title):
            found = _trim_title(line, facts, config)
            del lines[0]
        elif _is_repeated(document, line, title, found) or ADVERTISES.search(line.text):
            del lines[0]
        else:
            break
    return found, glued


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks at its edges; None when nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _resembles(head: str, title: str) -> bool:
    """Whether words glued to the first sentence are the title once more: one holds most of the other, in order."""
    bare, named = _WORDLESS.sub("", head), _WORDLESS.sub("", title)
    return bool(bare) and (bare in named or named in bare)


def _is_repeated(document: Document, line: Line, title: str | None, found: Span | None) -> bool:
    """Whether a line prints the title once more."""
    return _is_same(line.text, title) or (found is not None and _is_same(line.text, document.text[slice(*found)]))


def _take_stated(document: Document, lines: list[Line], body: int, facts: Facts, config: Config) -> None:
    """`原标题：…` takes its line, or the part of it before `body`; words after the title may state the source."""
    line = lines.pop(0)
    rest = next(find_lines(document.text, body, line.span.end), None) if body < line.span.end else None
    if rest:
        here = parse_facts(rest.text, config.zone)
        if here:
            facts.add(here)
        else:
            lines.insert(0, rest)


def _is_title(line: Line, lines: Sequence[Line], title: str | None) -> bool:
    if title is not None:
        return _is_same(line.text, title)
    if LIST_MARK.match(line.text) and not line.text[0].isdigit():
        return False  # a list of bullets has no title line
    later = _STATED_LATER.search(line.text)
    text = line.text[: later.start()] if later else line.text
    return len(lines) > 1 and bool(HASHES.match(text) or is_titular(text, lines[1].text))


def _trim_title(line: Line, facts: Facts, config: Config) -> Span:
    """The title's span without hashes, and without `原标题：… 来源：…` printed after it."""
    mark = HASHES.match(line.text)
    start = line.span.start + (mark.end() if mark else 0)
    later = _STATED_LATER.search(line.text)
    if not later:
        return Span(start, line.span.start + find_headline_end(line.text, start - line.span.start, len(line.text)))
    stated = parse_facts(line.text[line.text.find("来源", later.end()) :][:80], config.zone)
    facts.add(stated or Facts())
    return Span(start, line.span.start + later.start())


def _is_same(line: str, title: str | None) -> bool:
    """Whether a line is the title, whatever their marks and blanks."""
    return title is not None and _WORDLESS.sub("", line) == _WORDLESS.sub("", title) != ""


def is_titular(line: str, following: str) -> bool:
    """Whether a line reads as a title over what follows: short, without a stop, and prose comes next."""
    if width(line) > TITLE_WIDTH or line.endswith(ENDS) or not _WORDY.search(line):
        return False
    return width(following) > width(line) or following.endswith(("。", "！", "？", ".", "”")) or len(following) < 40
