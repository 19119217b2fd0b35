"""Damage done to a text before it was saved: what can be undone for certain, and what to say of the rest."""

from __future__ import annotations

import re

from ..clean import undo_mojibake

SAMPLE = 65_536
"""Characters looked at where a share is measured."""
_LOST = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
_LATIN_FOR_UTF8 = re.compile("[\u00e4-\u00e9][\u0080-\u00bf\u2018-\u203a\u0152-\u017e\u02c6\u02dc\u20ac]{2}")


def set_right(text: str) -> tuple[str, str | None]:
    """The text, undone where all of it was read in a wrong encoding, and what to say of it.

    Stretches inside a text are a repair of `clean`, which keeps their place.
    """
    new = undo_mojibake(text)
    if new is None:
        return text, _lost_characters(text)
    return new, _lost_characters(new) or "was read in a wrong encoding and saved so; it was set right: check names"


def _lost_characters(text: str) -> str | None:
    """Damage done before the file was saved: nothing here can mend it."""
    sample = text[:SAMPLE]
    if len(_LOST.findall(sample)) > 2:
        return "holds characters that were lost before it was saved (\ufffd, 锟斤拷); get the original"
    if len(_LATIN_FOR_UTF8.findall(sample)) > max(5, 0.02 * len(sample)):
        return "was saved as UTF-8 after being read as Latin-1, so that Chinese shows as accents; get the original"
    return None
