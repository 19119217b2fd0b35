"""Names in two languages: every form is written as the matcher sees it, and stands once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from briefing.config import read_table, read_words
from briefing.stories.concepts import find_concepts
from briefing.text import simplify

TABLE = read_table("names_both.toml")
MARKS = TABLE["forms"]
NAMES = ("companies", "investors", "institutions", "places")
SECTIONS = (*NAMES, "terms", "weak")
HAN = re.compile(r"[一-鿿]")
HAN_FORM = re.compile(r"[a-z0-9一-鿿]+")
LATIN_FORM = re.compile(r"[a-z0-9ß-ÿ](?:[a-z0-9ß-ÿ&.' -]*[a-z0-9ß-ÿ.'])?")


def split_entry(entry: str) -> tuple[list[str], list[str]]:
    """The Chinese forms of a line and its English ones."""
    chinese, english = entry.split(" = ")
    return chinese.split("|"), english.split("|")


ENTRIES = [(section, *split_entry(entry)) for section in SECTIONS for entry in TABLE[section]]
CHINESE = [form for _, chinese, _ in ENTRIES for form in chinese]
ENGLISH = [form for *_, english in ENTRIES for form in english]


def test_the_sections_are_known_and_the_table_is_large_enough() -> None:
    assert set(TABLE) == {*SECTIONS, "forms"}
    assert set(MARKS) == {"capitals", "crossing"}
    assert len(ENTRIES) >= 700
    assert all(TABLE[section] for section in SECTIONS)


def test_no_form_stands_in_two_entries() -> None:
    counts = Counter(chain(CHINESE, ENGLISH))
    assert [form for form, n in counts.items() if n > 1] == []


def test_chinese_forms_are_what_is_left_after_simplifying_and_lowering() -> None:
    assert [f for f in CHINESE if not (HAN_FORM.fullmatch(f) and HAN.search(f) and len(f) > 1)] == []
    assert [f for f in CHINESE if simplify(f).lower() != f] == []


def test_english_forms_are_lower_case_words_with_single_blanks() -> None:
    assert [f for f in ENGLISH if not LATIN_FORM.fullmatch(f) or f != f.lower() or "  " in f] == []
    assert [f for f in ENGLISH if len(f) < 2] == []


@pytest.mark.parametrize("section", NAMES)
def test_an_english_name_is_no_everyday_word(section: str) -> None:
    everyday = {*chain.from_iterable(line.split() for line in read_words("english_common.txt"))}
    everyday |= set(read_words("stopwords.txt"))
    found = [f for own, _, english in ENTRIES if own == section for f in english if f in everyday]
    assert set(found) <= set(MARKS["capitals"])


def test_marks_are_of_forms_that_stand_in_the_table() -> None:
    assert set(MARKS["capitals"]) <= set(ENGLISH)
    assert set(MARKS["crossing"]) <= set(CHINESE)
    assert all(len(marks) == len(set(marks)) for marks in MARKS.values())


def test_outlets_are_named_in_their_own_table() -> None:
    outlets = read_table("outlets.toml")["outlets"]
    spelled = {name.lower() for key, names in outlets.items() for name in (key, *names)}
    assert [form for form in (*CHINESE, *ENGLISH) if form in spelled] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_form_alone_is_read_as_its_entry(section: str) -> None:
    # In capitals: a form that stands in the table in lower case must be met as texts write it (LG电子, SK海力士).
    own = [(f"{section}:{english[0]}", (*chinese, *english)) for name, chinese, english in ENTRIES if name == section]
    assert [form for entry, forms in own for form in forms if entry not in read_entries(form.upper())] == []


def read_entries(text: str) -> frozenset[str]:
    found = find_concepts("", text)
    return found.actors | found.things
