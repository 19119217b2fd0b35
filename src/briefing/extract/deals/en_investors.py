"""Who puts money into an English round: `led by X, with participation from Y`, `X led the round, Y took part`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..english.outline import Outline
from ..english.words import GROUP, phrases

_KINDS = r"(?:(?:both|the|existing|new|returning|investors?|shareholders?|backers?|fellow)\s)*"
_NAMED = re.compile(rf"\b(?P<role>{phrases('rounds', 'investors')})\s{_KINDS}(?P<names>{GROUP})(?!['’])")
_TOOK_PART = re.compile(
    rf"(?P<names>{GROUP})(?!['’])(?:,?\s(?:both|also|have|has|all|which|jointly))*\s"
    rf"(?P<role>{phrases('rounds', 'took_part')})\b"
)
_SAYS_ROUND = re.compile(
    r"\b(?:round|funding|financing|fundrais\w+|[Ss]eries\s[A-H]|investment|investors?|seed|raise)\b"
)
_SAYS_GIVING = re.compile(
    r"\bfrom\b|\b(?:co-)?led\b|chipped in|took part|participated|wrote checks|pitch(?:ed|ing) in|[Oo]thers joining"
    r"|[Cc]o-investors"
)
_SAYS_LITTLE = frozenset(["include", "including", "with", "alongside", "joined"])
"""Of a round only in a sentence that speaks of one."""
_ALL_LEAD = re.compile(r"\bco-|\bled$|biggest")


@dataclass(frozen=True, slots=True)
class Investors:
    names: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    def without(self, name: str | None) -> Investors:
        """Nobody invests in himself."""
        return Investors(tuple(n for n in self.names if n != name), tuple(n for n in self.leads if n != name))


def takes_part(text: str) -> bool:
    """Somebody is said to have taken part in something."""
    return bool(_TOOK_PART.search(text))


def says_giving(text: str) -> bool:
    """Money is said to come from somebody."""
    return bool(_SAYS_GIVING.search(text))


def says_round(text: str) -> bool:
    return bool(_SAYS_ROUND.search(text))


def find_investors(o: Outline) -> Investors:
    """All that the line names, and those who led."""
    is_round = says_round(o.text)
    if not is_round and not _SAYS_GIVING.search(o.text):
        return Investors()
    names: list[str] = []
    leads: list[str] = []
    for pattern in (_NAMED, _TOOK_PART):
        for m in pattern.finditer(o.text):
            if is_round or m["role"] not in _SAYS_LITTLE:
                found = o.names(m["names"])
                names += found
                leads += found if _ALL_LEAD.search(m["role"]) else found[:1] if "led" in m["role"] else ()
    return Investors(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(leads)))
