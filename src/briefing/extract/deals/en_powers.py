"""States, governments and their offices as sides of an English agreement: `the Suzhou municipal government`."""

from __future__ import annotations

import re

from ..english.outline import Outline

_POWER = re.compile(
    r"""
    \b(?P<name> European\sUnion | EU | ASEAN | United\sNations
      | (?:[A-Z][\w’'-]+\s){1,3}
        (?:(?:[Mm]unicipal|[Pp]rovincial|[Cc]ity|[Dd]istrict|[Cc]ounty|[Ss]tate|[Ll]ocal|[Pp]eople[’']s)\s)?
        (?:[Gg]overnment|[Mm]inistry|[Cc]ommission|[Aa]uthority|[Aa]dministration)
    )\b
    """,
    re.VERBOSE,
)
_GOVERNED = re.compile(r"\b(?:in|at|of|from|near|for|to)\s(?:the\s)?$|-$")
_DESCRIBES = re.compile(r"['’-]|\s[A-Z]")


def powers_between(o: Outline, low: int, high: int) -> tuple[str, ...]:
    """Those that stand between two positions of the outline, in order; a place that only says where is none."""
    found = [(m.start("name"), m["name"]) for m in _POWER.finditer(o.text, low, high)]
    words = o.text[low:high]
    for place in o.line.places:
        at = words.find(place.text)
        if at >= 0 and not _GOVERNED.search(words[:at]) and not _DESCRIBES.match(words, at + len(place.text)):
            found.append((low + at, place.text))
    names = tuple(dict.fromkeys(name for _, name in sorted(found)))
    return tuple(n for n in names if not any(n != other and n in other for other in names))
