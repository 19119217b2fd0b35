"""Short and full names of one organisation, as an article pairs them.

`某某科技有限公司（以下简称“某某”）`, `某某科技有限公司("某某")`, `Calder Robotics Inc. ("Calder")`,
`Severn Energy Group (SEG)`. The short form stands in a bracket right behind the full one and is made of its words.
"""

from __future__ import annotations

import re

from .name_words import is_generic
from .names import name_before, normalize_name

_CALLED = re.compile(
    r"""
    [（(] [^（）()]{0,20}?
    (?:以下)?(?:统?简称|下称|又称)(?:为|作)?[:：]?\s?
    [“"「『‘]?(?P<short>[^“”"「」『』‘’（）()、，,；;]{2,16})[”"」』’]?
    [^（）()]{0,20} [）)]
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"[（(]\s?[“\"「『‘](?P<short>[^“”\"「」『』‘’（）()，,；;]{2,16})[”\"」』’]\s?[）)]")
_LATIN_QUOTED = re.compile(
    r"(?<![\w&'’.-])(?P<full>[A-Z][\w&'’.-]*(?:,?\s(?:of|and|the|for|&|[A-Z0-9][\w&'’.-]*)){1,9})\s?"
    r"\((?:the\s|[^()]{2,40}\bor\s(?:the\s)?)?[“\"](?P<short>[A-Z][\w&'’.\s-]{1,30})[”\"]\)"
)
_LATIN_LETTERS = re.compile(
    r"(?<![\w&'’.-])(?P<full>[A-Z][\w&'’.-]*(?:\s(?:of|and|the|for|&|[A-Z][\w&'’.-]*)){1,9})\s\((?P<short>[A-Z]{2,6})\)"
)


def find_aliases(simple: str) -> dict[str, str]:
    """Short name -> full name."""
    aliases: dict[str, str] = {}
    if "（" not in simple and "(" not in simple:
        return aliases
    for m in _CALLED.finditer(simple):
        _pair(aliases, simple, m, is_called=True)
    for m in _QUOTED.finditer(simple):
        _pair(aliases, simple, m, is_called=False)
    if "(" not in simple:
        return aliases
    for m in _LATIN_QUOTED.finditer(simple):
        if m["full"].startswith(m["short"].split()[0]):
            aliases.setdefault(m["short"], m["full"])
    for m in _LATIN_LETTERS.finditer(simple):
        if (full := _spelled_out(m["full"], m["short"])) is not None:
            aliases.setdefault(m["short"], full)
    return aliases


def _pair(aliases: dict[str, str], simple: str, m: re.Match[str], *, is_called: bool) -> None:
    full = name_before(simple, m.start())
    short = m["short"].strip()
    if full is None or is_generic(short) or short == simple[slice(*full)]:
        return
    if is_called or (full[1] == m.start() and _is_made_of(short, simple[slice(*full)])):
        aliases.setdefault(short, simple[slice(*full)])


def _is_made_of(short: str, full: str) -> bool:
    """Every character of the short form stands in the full one, in order."""
    rest = iter(normalize_name(full))
    return len(short) < len(full) and all(c in rest for c in normalize_name(short))


def _spelled_out(words: str, letters: str) -> str | None:
    """The end of the capitalised words whose initials the letters are."""
    parts = words.split()
    for i in range(len(parts)):
        initials = "".join(p[0] for p in parts[i:] if p[0].isupper())
        if initials == letters:
            return " ".join(parts[i:])
    return None
