"""Each party once: the short, the full and the bracketed spelling of one organisation in one record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...text import simplify
from .context import Context
from .names import normalize_name

SHORTEST_HELD = 2
"""Characters of a short form at the head of a longer name: 苏岭 of 苏岭集团."""
# What is left of the longer name when it is another organisation: a branch, a fund, an arm.
_UNIT = re.compile(
    r"分公司|支行|分行|子公司|基金|合伙|创投|资本|投资|信托|证券|银行|保险|大学|研究院|医院|Fund|Capital|Ventures"
)


def unite_spellings(names: Sequence[str], own: str, context: Context, *, is_own_party: bool = False) -> dict[str, str]:
    """Each name with the spelling it is kept under; the record's own name is none of them.

    `is_own_party`: a plant that is called by its owner's name has that owner.
    """
    kept: dict[str, str] = {}
    for name in names:
        if _is_own(name, own, context, is_own_party=is_own_party):
            continue
        twin = next((other for other in dict.fromkeys(kept.values()) if is_one(name, other, context)), None)
        if twin is None:
            kept[name] = name
            continue
        better = _better(name, twin)
        kept = {n: better if spelling == twin else spelling for n, spelling in kept.items()}
        kept[name] = better
    return kept


def _is_own(name: str, own: str, context: Context, *, is_own_party: bool) -> bool:
    """The record's name again, or the letters in its bracket: HEPS of High Energy Photon Source (HEPS)."""
    if name in re.findall(r"[（(]([A-Z]{2,8})[）)]", own):
        return True
    is_same = _key(name, context) == _key(own, context) and not are_apart(name, own)
    return not (is_own_party and not own.isascii()) and is_same


def is_one(a: str, b: str, context: Context) -> bool:
    """Two spellings of one organisation: equal without legal form, paired by the article, or one opening the other."""
    if are_apart(a, b):
        return False
    x, y = _key(a, context), _key(b, context)
    if x == y or _bracketed(a, b, context) or _bracketed(b, a, context):
        return True
    (short, written), (long, _) = sorted(((x, a), (y, b)), key=lambda pair: len(pair[0]))
    if re.search("(?:集团|控股|股份|公司)$", simplify(written)):
        return False  # the parent 某某集团 opens the name of its subsidiary 某某地产, and is another
    if len(short) < SHORTEST_HELD or short.isascii() != long.isascii():
        return False
    rest = long.removeprefix(short)
    return rest != long and not _UNIT.search(rest) and not (short.isascii() and len(short) < 4)


_FORM = re.compile("股份|集团|控股")


def are_apart(a: str, b: str) -> bool:
    """The listed 某某股份 and its parent 某某集团 are two, though their names differ in the legal form only."""
    x, y = set(_FORM.findall(simplify(a)[2:])), set(_FORM.findall(simplify(b)[2:]))
    return bool(x and y and not x & y)


def _key(name: str, context: Context) -> str:
    return normalize_name(simplify(context.aliases.get(simplify(name), name)))


def _bracketed(full: str, short: str, context: Context) -> bool:
    """`某某基金会（MPF）`: the second spelling stands in a bracket right behind the first."""
    text = context.article.text
    return any(f"{full}{gap}{short}" in text for gap in ("（", "(", " (", "（“", '("'))


def _better(a: str, b: str) -> str:
    """The fuller spelling; of two scripts the first that was read."""
    is_same_script = a.isascii() == b.isascii()
    return a if is_same_script and len(a) > len(b) else b
