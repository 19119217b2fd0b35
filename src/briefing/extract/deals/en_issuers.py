"""Whose shares or bonds: the issuer of a line, the banks and cornerstone investors beside it, what the issue brings."""

from __future__ import annotations

import re

from ...types import Money
from ..english.frames import actors_before
from ..english.outline import Outline
from ..english.sums import choose_sum
from ..english.words import ORG, phrases
from ..reading.amounts import NEVER

_OWNER = re.compile(rf"(?P<org>{ORG})['’]s?\s(?:(?:[\w$€£.-]+|HK\$\S+)\s){{0,8}}?$")
_SHARES_OF = re.compile(rf"\b[Ss]hares\s(?:of|in)\s(?:the\s)?(?P<org>{ORG})")
_ITS_SHARES = re.compile(rf"(?P<org>{ORG})(?:['’]s)?\s(?:shares|stock)\b")
_ISSUE_OF = re.compile(rf"[^‹;]{{0,40}}?\b(?:of|by|for)\s(?:the\s)?(?P<org>{ORG})(?!['’])")
_HELPERS = re.compile(phrases("issues", "cornerstones", "banks"))
OWNER_REACH = 120


def owner_before(o: Outline, at: int) -> str | None:
    """`Foo's up to $2 billion Hong Kong| IPO`: whose issue it is."""
    own = _OWNER.search(o.text, max(0, at - OWNER_REACH), at)
    return _first(o, own)


def issuer_of(o: Outline, start: int, end: int) -> str | None:
    """The owner, `shares of X`, who acts, else `X shares rose`, else `the IPO of X`."""
    return (
        owner_before(o, start)
        or _first(o, _SHARES_OF.search(o.text, 0, start))
        or next(iter(actors_before(o, start, units=False)), None)
        or _first(o, _ITS_SHARES.match(o.text))
        or _first(o, _ISSUE_OF.match(o.text, end))
    )


def _first(o: Outline, m: re.Match[str] | None) -> str | None:
    return next(iter(o.names(m["org"])), None) if m else None


def helpers_in(o: Outline, name: str | None) -> tuple[str, ...]:
    """Cornerstone investors, sponsors and bookrunners that the line names."""
    found = (n for m in _HELPERS.finditer(o.text) for group in m.groupdict().values() for n in o.names(group))
    return tuple(n for n in dict.fromkeys(found) if n != name)


def proceeds(o: Outline, at: int) -> Money | None:
    """What the issue brings; `priced $400 million of notes` is no price of one of them: that is a small sum."""
    return choose_sum(o, at, roles=("raised",), never=NEVER - {"per_unit"})
