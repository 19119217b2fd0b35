"""What changes hands in English: its kind by the share that is bought, its price, and the draft that tells it."""

from __future__ import annotations

import re

from ...types import Money
from ..english.frames import Object
from ..english.outline import Outline
from ..reading.amounts import choose_amount
from ..reading.context import Context
from .drafts import Draft
from .en_draft import make_draft

_PERCENT = re.compile(r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|[\s-]?percent|[\s-]per\scent|\spct)")
PART = re.compile(
    r"\b(?:stake|shares?|shareholding|interest|percent|per\scent|third|fifth|quarter|tenth|holding|block|position)\b|%"
)
_CONTROL = re.compile(r"\b(?:all|entire|whole|full|control\w*|majority|rest|remain\w*|ownership|half)\b")
_MINORITY = 30
"""Per cent: below this a purchase of shares is a stake (`equity`), not an acquisition; the same as in Chinese."""


def kind_of(part: str) -> str:
    """A part of a company is a stake, control or the whole of it an acquisition."""
    share = _PERCENT.search(part)
    if share:
        return "equity" if float(share["share"]) < _MINORITY else "acquisition"
    return "equity" if PART.search(part) and not _CONTROL.search(part) else "acquisition"


def transfer(
    o: Outline,
    rule: str,
    span: tuple[int, int],
    context: Context,
    *,
    thing: Object,
    parties: tuple[str | None, ...],
    stage: str | None,
    kind: str | None = None,
    confidence: float = 0.8,
) -> Draft:
    """A draft of something that changes hands."""
    kind = kind or kind_of(thing.part)
    share = _PERCENT.search(thing.part)
    return make_draft(
        kind,
        o,
        f"en.{kind}.{rule}",
        span,
        context,
        name=thing.name,
        parties=parties,
        stage=stage,
        share=float(share["share"]) if share else None,
        money=_price(o, span[0], kind),
        confidence=confidence,
    )


_COMBINED = re.compile(
    r"\b(?:company|group|firm|entity|giant|business|operator)\s(?:worth|valued\sat|with\s[^,;]{0,30}value\sof)\s(?:[\w-]+\s){0,3}$"
)


def _price(o: Outline, at: int, kind: str) -> Money | None:
    """What is paid; not what the two together will be worth."""
    roles = ("investment", "price") if kind == "equity" else ("price",)
    money = choose_amount(o.line, o.at(at), roles=roles)
    if money is None:
        return None
    start = money.span.start - o.line.span.start
    return None if _COMBINED.search(o.line.simple, max(0, start - 60), start) else money
