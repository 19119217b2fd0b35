"""The words that the program prints, in the template: a table `key | zh | en` that is read and taken out.

The first cell of the table is the field `{{ labels }}`; where there is no such table, and for keys and languages that
it lacks, the words are those of `data/labels_docx.toml`. Words are taken as they stand, blanks included: the space
behind a comma is a label's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

from ...config import LANGUAGES, read_table
from ...errors import TemplateError
from ..labels import Labels, flatten
from .elements import Element, text_of

TABLE = "labels_docx.toml"
FIELD = "{{ labels }}"
# Not words: the size and order of amounts, and names of months that are counted.
FIXED = frozenset({"amount.scale", "amount.large", "date.months"})
# Paragraphs of this style speak to the template's editor and are taken out with the table.
NOTE = "editor note"
_PLACE = re.compile(r"\{(\w+)\}")

Words = Mapping[str, Mapping[str, str]]
"""By language, then by key."""


class Row(NamedTuple):
    key: str
    zh: str
    en: str


def find_rows() -> Iterator[Row]:
    """Every label that an editor may change, in the order of the table of the package."""
    zh, en = (_default(lang) for lang in ("zh", "en"))
    yield from (Row(key, zh[key], en[key]) for key in zh if key not in FIXED)


@lru_cache(maxsize=2)
def _default(lang: str) -> Mapping[str, str]:
    return dict(flatten(read_table(TABLE)[lang]))


def change_labels(labels: Labels, words: Words) -> Labels:
    """The labels with a template's own words."""
    return Labels(labels.lang, {**labels.words, **words.get(labels.lang, {})})


def take_words(document: Document, name: str) -> Words:
    """Read the table of labels and take it and the notes to the editor out. Raises TemplateError."""
    body = document.element.body
    tables = [table for table in body.iter(qn("w:tbl")) if _is_words(table)]
    if len(tables) > 1:
        raise TemplateError(f"template {name}: has {len(tables)} tables that begin with {FIELD}; keep one of them")
    words = _read_words(tables[0], name) if tables else {}
    for block in [*tables, *_notes(document)]:
        block.getparent().remove(block)
    return words


def _is_words(table: Element) -> bool:
    first = next(table.iter(qn("w:tc")), None)
    return first is not None and "".join(text_of(first).split()) == "".join(FIELD.split())


def _notes(document: Document) -> list[Element]:
    ids = {
        style.get(qn("w:styleId"))
        for style in document.styles.element.iter(qn("w:style"))
        if style.find(qn("w:name")).get(qn("w:val")).lower() == NOTE
    }
    path = f"{qn('w:pPr')}/{qn('w:pStyle')}"
    paragraphs = document.element.body.iter(qn("w:p"))
    return [p for p in paragraphs if (style := p.find(path)) is not None and style.get(qn("w:val")) in ids]


def _read_words(table: Element, name: str) -> Words:
    head, *rows = ([_text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr")))
    columns = {lang.strip().lower(): place for place, lang in enumerate(head) if place}
    unknown = sorted(set(columns) - set(LANGUAGES))
    if unknown or not columns:
        raise TemplateError(
            f"template {name}: the table of labels has the column {', '.join(unknown) or 'of keys only'}; "
            f"its columns are {FIELD}, {', '.join(LANGUAGES)}"
        )
    words: dict[str, dict[str, str]] = {lang: {} for lang in columns}
    for row in rows:
        key = row[0].strip()
        if not key and not "".join(row).strip():
            continue
        _check_key(key, name)
        for lang, place in columns.items():
            if place < len(row):
                words[lang][key] = _words(row[place], key, lang, name)
    return words


def _text(cell: Element) -> str:
    """A label is one line."""
    return " ".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))


def _check_key(key: str, name: str) -> None:
    if key in FIXED or key not in _default("zh"):
        raise TemplateError(
            f'template {name}: the table of labels has no "{key}"; delete the row, or copy its key from '
            "the template that `briefing init` writes"
        )


def _words(text: str, key: str, lang: str, name: str) -> str:
    """Words whose `{…}` are among those that the default has: no other value is known where they are printed."""
    known = sorted(set(_PLACE.findall(_default("zh")[key] + _default("en")[key])))
    bare = _PLACE.sub("", text)
    wrong = [place for place in _PLACE.findall(text) if place not in known]
    if wrong or "{" in bare or "}" in bare:
        may = "it may use " + ", ".join(f"{{{place}}}" for place in known) if known else "it takes no braces"
        raise TemplateError(f'template {name}: the label {key} ({lang}) is "{text}"; {may}')
    return text
