"""The words that the writers print beside what was read, in the language of the issue.

`data/labels_docx.toml` and `data/labels_xlsx.toml` hold what one file says, `data/labels_records.toml` the
names of types, stages, rounds and currencies that all files share. Each has a table `[zh]` and a table `[en]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..config import LANGUAGES, read_table
from ..types import Theme

RECORDS = "labels_records.toml"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels by their dotted key: `heading.sources`."""

    lang: str
    words: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def name(self, group: str, key: str | None) -> str:
        """The name of a value (`deal_type`, `ipo`); a value without a name prints as it is, None as nothing."""
        return self.words.get(f"{group}.{key}", key) if key else ""

    def group(self, prefix: str) -> dict[str, str]:
        """All labels under a prefix, by the rest of their key."""
        start = prefix + "."
        return {key[len(start) :]: word for key, word in self.words.items() if key.startswith(start)}


@lru_cache(maxsize=8)
def read_labels(table: str, *, lang: str = "zh") -> Labels:
    """The labels of one table of `data/` and the shared names of record values."""
    if lang not in LANGUAGES:
        raise ValueError(f"no labels in {lang!r}; there are {', '.join(LANGUAGES)}")
    words: dict[str, str] = {}
    for name in (RECORDS, table):
        words.update(flatten(read_table(name)[lang]))
    return Labels(lang, words)


def theme_name(theme: Theme, lang: str) -> str:
    return theme.name_en if lang == "en" else theme.name


def flatten(table: Mapping, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
