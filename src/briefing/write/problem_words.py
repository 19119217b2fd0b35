"""What went wrong with an input, in the language of the issue: the messages of `ingest/` are English.

A message is looked up in `data/problem_words.toml`, where `{name}` stands for the words that vary; one that stands not
there is printed as it is, so that nothing is lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..config import read_table

TABLE = "problem_words.toml"
SPOKEN = frozenset({"fault", "rows"})
"""Blanks whose words are put into the language too."""
_ROWS = re.compile(
    r"(?:lines?|rows?|entr(?:y|ies)) (?P<numbers>\d[\d, ]*(?: and \d+)?)(?: and (?P<more>\d+) more)?"
)
_BLANK = re.compile(r"\{(\w+)\}")


def say_problem(message: str, lang: str) -> str:
    """The message in `zh`; in `en`, and where the table has no such message, as it is."""
    if lang != "zh":
        return message
    for pattern, words in _patterns():
        found = pattern.fullmatch(message)
        if found:
            blanks = found.groupdict()
            spoken = {key: say_problem(text, lang) if key in SPOKEN else text for key, text in blanks.items()}
            if spoken != blanks or SPOKEN.isdisjoint(blanks):  # else it is some other text with a colon in it
                return words.format(**spoken)
    return _say_rows(message)


def _say_rows(text: str) -> str:
    """`lines 3, 5 and 8` as 第 3、5、8 行."""
    found = _ROWS.fullmatch(text)
    if not found:
        return text
    numbers = "、".join(re.findall(r"\d+", found["numbers"]))
    return f"第 {numbers} 行" + (f"等（另有 {found['more']} 行）" if found["more"] else "")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Messages as patterns; those with a longer fixed part first, so that `{rows}: {fault}` takes only what is left."""
    table = read_table(TABLE)["zh"]
    order = sorted(table, key=lambda message: (-len(_BLANK.sub("", message)), message))
    return [(_pattern(message), table[message]) for message in order]


def _pattern(message: str) -> re.Pattern[str]:
    parts = _BLANK.split(message)
    made = [f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)
