"""What stands above the body of an ordinary text: its headline, who wrote it, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...config import Config
from ...text import HAN
from ...types import Document, Span
from ..article import Line, find_lines
from ..bodies.body import ADVERTISES, ENDS, HASHES, LIST_MARK, width
from ..bodies.edges import find_stated_title
from ..bodies.headline import find_headline_end
from ..stated.facts import Facts, is_furniture, parse_facts

_WORDLESS = re.compile(r"[\W_]+")
_WORDY = re.compile(f"[{HAN}]|[A-Za-z]{{3}}")
_STATED_LATER = re.compile(r"\s原[标標][题題][:：]")
TITLE_WIDTH = 120
"""Widest line that may be a title, a Chinese character counting two. Titles of the real files reach 96; paragraphs of
one sentence without a stop at its end are rarer than titles with one."""
HEAD_LINES = 40
"""Lines of metadata that may stand before a body."""

# Who wrote it, where and when: never a headline, however short the line is.
LABELLED = re.compile(
    r"\s*(?:(?:信息|新闻|文章|稿件)?(?:来源|來源|作者|记者|記者|编辑|編輯|责编|發布時間|发布时间|发布日期|时间|日期)\s?[:：]"
    r"|(?:source|author|published|date)\s?:)",
    re.IGNORECASE,
)


def take_title(
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
        following = _following(lines, config)
        if found and len(lines) > 1 and (alone := _take_alone(lines, config)):
            facts.add(alone)
            continue
        if here and (found or is_plain_fact or is_furniture(line.text)):
            facts.add(here)
            del lines[0]
        elif stated:
            _take_stated(document, lines, stated[1], facts, config)
            if stated[0].end > stated[0].start:
                is_clean = found is not None and not ADVERTISES.search(document.text[slice(*found)])
                found = found if is_clean else stated[0]
            else:
                glued = _trimmed(document.text, stated[0].start, stated[1])
        elif found is None and _is_title(line, following, title):
            found = _trim_title(line, facts, config)
            del lines[0]
        elif (len(lines) > 1 and _is_repeated(document, line, title, found)) or ADVERTISES.search(line.text):
            del lines[0]
        else:
            break
    return found, glued


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks at its edges; None when nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def resembles(head: str, title: str) -> bool:
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


TEASERS = range(4, 15)
"""Lines above a reporter's line from which they are headlines of other articles: a title has three lines at most."""


def without_teasers(lines: list[Line], config: Config) -> list[Line]:
    """The lines from the headline on, where headlines of other articles stand above it and the reporter's line
    (`某報／記者李明／台北報導`) tells where the article begins."""
    for i in TEASERS:
        if i >= len(lines) or "。" in lines[i - 1].text or lines[i - 1].text.endswith(ENDS):
            break
        facts = parse_facts(lines[i].text, config.zone)
        if facts and facts.author and (facts.outlet or facts.published):
            return lines[i - 1 :] if not any("。" in line.text for line in lines[:i]) else lines
    return lines


_KEY_ALONE = re.compile(r"(?:News provided by|Source|来源|來源)\s?[:：]?", re.IGNORECASE)
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,2}")
LONGEST_ALONE = 48


def _take_alone(lines: list[Line], config: Config) -> Facts | None:
    """What stands under a headline on a line of its own and is told by its neighbour: an outlet under the word for
    it, a reporter's name above the date. The lines are taken off."""
    first, second = lines[0].text, lines[1].text
    if len(first) > LONGEST_ALONE or len(second) > LONGEST_ALONE:
        return None
    if _KEY_ALONE.fullmatch(first) and not second.endswith(ENDS[:2]) and parse_facts(second, config.zone) is None:
        del lines[:2]
        return Facts(outlet=second)
    below = parse_facts(second, config.zone) if _LATIN_NAME.fullmatch(first) else None
    if below and below.published:
        del lines[0]
        return Facts(author=first)
    return None


def _following(lines: Sequence[Line], config: Config) -> str | None:
    """The line under the first one that is no metadata: a headline may have its source and time under it."""
    following = (line.text for line in lines[1:_FACTS_UNDER] if not parse_facts(line.text, config.zone))
    return next(following, lines[1].text if len(lines) > 1 else None)


_FACTS_UNDER = 5


def _is_title(line: Line, following: str | None, title: str | None) -> bool:
    if title is not None:
        return following is not None and _is_same(line.text, title)  # a line that is all the text is what it tells
    if LIST_MARK.match(line.text) and not line.text[0].isdigit():
        return False  # a list of bullets has no title line
    later = _STATED_LATER.search(line.text)
    text = line.text[: later.start()] if later else line.text
    return following is not None and bool(HASHES.match(text) or is_titular(text, following))


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
