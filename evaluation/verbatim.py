"""Whether what is printed stands in the source, letter by letter, and is whole."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.types import Sentence, Span

from .texts import Case, Collection, Cut, say, tell

# Looked for in the source around a sentence, without the rules that cut it: a stop, the signs that may close behind
# it, and the edges of a line.
_STOPS = "。！？!?…；;.．"
_CLOSES = "”’」』）】》)]\"'"
_ENDS = re.compile(rf"[{_STOPS}][{re.escape(_CLOSES)}\s]*$")
_LINE_END = re.compile(r"[ \u3000]*\n")


class Verbatim(NamedTuple):
    """Counts over a collection's summaries."""

    headlines: int
    """Given as the one line that was asked for; counted as `slices` and `in_source` too."""
    sentences: int
    slices: int
    """Equal to their span's slice of the cleaned text."""
    in_source: int
    """Standing in the row's own text or title, blanks and marks aside (cleaning mends doubled marks)."""
    whole: int
    """Sentences that begin and end where the source has a stop, a line's edge or something set apart (a dateline)."""
    longest: int
    """Characters of the longest summary."""


def count_verbatim(collection: Collection) -> Verbatim:
    """What the default ranker prints, counted."""
    said = [(case, tell(case, collection.asked)) for case in collection.cases]
    looks = [look(case, part, sentence) for case, told in said for part, sentence in told]
    slices, in_source, whole = (sum(signs) for signs in zip(*looks, strict=True)) if looks else (0, 0, 0)
    headlines = sum(1 for _, told in said for _, sentence in told if sentence is None)
    longest = max(len(say(told)) for _, told in said)
    return Verbatim(headlines, len(looks) - headlines, slices, in_source, whole, longest)


def look(case: Case, part: Cut, sentence: Sentence | None) -> tuple[bool, bool, bool]:
    """(is a slice, stands in the source, is a whole sentence); None is the headline."""
    span = sentence.span if sentence else part.article.title_span or Span(0, 0)
    text = sentence.text if sentence else part.article.title or ""
    source = squeeze(f"{case.row.get('title') or ''}\n{case.row['text']}")
    is_slice = case.document.text[slice(*span)] == text
    return is_slice, squeeze(text) in source, sentence is not None and is_whole(case.document.text, part, span)


def is_whole(text: str, part: Cut, span: Span) -> bool:
    """Judged by what stands around it in the text, not by the rules that cut it."""
    ended = bool(_ENDS.search(text[: span.end][-6:])) or ends_line(text, span.end)
    return ended and (span.start in {b.span.start for b in part.article.blocks} or begins_anew(text, span.start))


def ends_line(text: str, at: int) -> bool:
    return not text[at:].strip() or bool(_LINE_END.match(text, at))


def begins_anew(text: str, at: int) -> bool:
    """Whether a line or another sentence ends before a place of the text."""
    before = text[:at]
    if text[at] in _CLOSES[:7]:
        return False
    return not before.strip() or "\n" in before[len(before.rstrip()) :] or bool(_ENDS.search(before[-6:]))


def squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
