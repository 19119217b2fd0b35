"""The user's words, parsed. Nothing that a user can type is an error; what has no letter or digit asks for nothing.

脑机接口 基金          both, in any order and place
"machine learning"     the words side by side and as written; also in “…” and 「…」
-融资  NOT 融资        not this
北岭 OR 江城 | 青川    any of them; binds closer than a blank
bio*                   words that begin so (Chinese words are found inside longer ones anyway)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ...types import Span
from .fold import LETTER, TITLE, UNIT, fold, is_han, stem

_PART = re.compile(
    r"""
    (?P<any> [|｜] )
  | (?P<minus> [-－−] )?
    (?: ["“”„＂「『] (?P<phrase> [^"“”„＂」』]* ) ["“”„＂」』]?
      | (?P<word> [^\s"“”„＂「」『』|｜()（）]+ )
    )
    """,
    re.VERBOSE,
)
_MOST_TOKENS = 64
"""That the index is asked for. Those of a pasted paragraph are enough to find it; the text is read anyway."""
_BESIDE, _ANY_GAP, _WORD_GAP = r"\s?", r"[\W_]{0,3}", r"[\W_]{1,3}"


@dataclass(frozen=True)
class Term:
    """One word or phrase: units that stand side by side. Not slotted: the pattern is made once."""

    units: tuple[str, ...]
    """Folded: runs of Han characters, numbers, words."""
    gaps: tuple[str, ...]
    """What may stand between them, as patterns; one less than units."""
    is_exact: bool = False
    """As written: no other endings of English words."""
    is_prefix: bool = False
    """The last unit may go on."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Those of the index that a text with this term has, as FTS5 strings without their quotes."""
        found = [token for unit in self.units[:-1] for token in self._tokens_of(unit)]
        last = self.units[-1]
        found += [last + "*"] if self._is_open else self._tokens_of(last)
        return tuple(dict.fromkeys(found))

    def _tokens_of(self, unit: str) -> list[str]:
        if is_han(unit):
            return list(map(str.__add__, unit, unit[1:])) or [unit]
        return [unit if self.is_exact else stem(unit)]

    @property
    def _is_open(self) -> bool:
        return self.is_prefix and not is_han(self.units[-1])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = []
        for n, unit in enumerate(self.units):
            before = self.gaps[n - 1] if n else ""
            after = self.gaps[n] if n < len(self.gaps) else ""
            parts += [before, self._unit_pattern(n, unit, is_joined=before == _BESIDE, goes_on=after == _BESIDE)]
        return re.compile("".join(parts))

    def _unit_pattern(self, n: int, unit: str, *, is_joined: bool, goes_on: bool) -> str:
        """The bound on the left stands behind the letters it bounds: a pattern that begins with letters is looked for
        five times as fast."""
        if is_han(unit):
            return unit
        may_bend = not self.is_exact and _is_inflected(unit)
        is_open = n == len(self.units) - 1 and self._is_open
        root = re.escape(stem(unit).rstrip("y") if may_bend and not is_open else unit)
        left = "" if is_joined else f"(?<!{LETTER}{root})" + (rf"(?<!\d[.,]{root})" if unit[0].isdigit() else "")
        right = "" if goes_on else f"(?!{LETTER})" + (r"(?![.,]\d)" if unit[-1].isdigit() else "")
        if is_open:
            return f"{root}{left}{LETTER}*"
        return f"(?P<w{n}>{root}{left}[a-z]*){right}" if may_bend else root + left + right

    def find(self, folded: str) -> Iterator[Span]:
        """Where it stands in a folded text."""
        for match in self._pattern.finditer(folded):
            words = match.groupdict()
            if all(stem(found) == stem(self.units[int(name[1:])]) for name, found in words.items()):
                yield Span(*match.span())


def _is_inflected(unit: str) -> bool:
    """Whether an English word may have another ending."""
    return stem(unit) != unit or stem(unit + "ing") != unit + "ing"


@dataclass(frozen=True, slots=True)
class Query:
    groups: tuple[tuple[Term, ...], ...]
    """Every one of them is wanted; of each group any term."""
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    @property
    def is_settled(self) -> bool:
        """Whether the index alone knows which texts have it: no word is longer than one token."""
        terms = [term for group in self.groups for term in group]
        return all(len(term.tokens) == 1 and not term.is_prefix for term in (*terms, *self.excluded))

    def expression(self, *, is_titled: bool = False) -> str:
        """What FTS5 is asked. `is_titled`: one of the groups stands in the title. Finds no text too few."""
        wanted = [_any_of(group) for group in self.groups[:_MOST_TOKENS]]
        if is_titled:
            wanted.append("(" + " OR ".join(_any_of(group, mark=TITLE) for group in self.groups[:_MOST_TOKENS]) + ")")
        text = " AND ".join(wanted) or _quote(TITLE)
        against = [_all_of(term) for term in self.excluded[:_MOST_TOKENS] if len(term.tokens) == 1]
        return f"({text}) NOT ({' OR '.join(against)})" if against else text


def _any_of(group: tuple[Term, ...], mark: str = "") -> str:
    return "(" + " OR ".join(_all_of(term, mark) for term in group[:_MOST_TOKENS]) + ")"


def _all_of(term: Term, mark: str = "") -> str:
    return "(" + " AND ".join(_quote(mark + token) for token in term.tokens[:_MOST_TOKENS]) + ")"


def _quote(token: str) -> str:
    """Tokens are letters, digits, and . or , between digits: nothing in them has a meaning to FTS5."""
    return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'


# ---------------------------------------------------------------- parsing


def parse_query(text: str) -> Query:
    """The query of the module's docstring. Empty when no word is in it."""
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    joins = denies = False
    for part in _PART.finditer(text):
        word = part["word"]
        if part["any"] or word == "OR":
            joins = bool(groups)
        elif word in ("AND", "NOT"):
            denies = word == "NOT"
        elif term := _parse_term(part["phrase"] if word is None else word, is_exact=word is None):
            if part["minus"] or denies:
                excluded.append(term)
            elif joins:
                groups[-1] = (*groups[-1], term)
            else:
                groups.append((term,))
            joins = denies = False
    return Query(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(excluded)))


def _parse_term(text: str, *, is_exact: bool) -> Term | None:
    folded = fold(text)
    found = list(UNIT.finditer(folded))
    if not found:
        return None
    units = tuple(unit[0] for unit in found)
    gaps = tuple(_gap(folded, a, b) for a, b in pairwise(found))
    return Term(units, gaps, is_exact, text.rstrip().endswith(("*", "＊")))


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    if one.end() == other.start():
        return _BESIDE
    return _ANY_GAP if is_han(one[0]) or is_han(other[0]) else _WORD_GAP
