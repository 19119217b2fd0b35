"""The default ranker taken apart: each part with what takes it away, and the settings that were searched.

A setting is a constant of a module of `briefing.summarize`, named `module.NAME`, or a field of one,
`module.NAME.field`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.ingest.article import find_lines
from briefing.summarize import article, cues, weights
from briefing.types import Block, Sentence, Span

from .texts import Case, Cut, cut

MODULES = {"article": article, "cues": cues, "weights": weights}
FORMS = ("_ONE", "_SOME", "_PLAIN")

# ---------------------------------------------------------------- settings for one run


@contextmanager
def changed(values: Mapping[str, object]) -> Iterator[None]:
    """Settings changed for the time of a `with`, and what was remembered under the old ones forgotten.

    Raises AttributeError, with nothing changed, when there is no such setting.
    """
    kept = {name: setting(name) for name in sorted({*map(_constant, values), "cues._CUES"})}
    for name in values:
        setting(name)
    try:
        for name, value in values.items():
            _put(name, value)
        _put("cues._CUES", _weighed_anew())
        _forget()
        yield
    finally:
        for name, value in kept.items():
            _put(name, value)
        _forget()


def setting(name: str) -> Any:
    """The present value of a setting."""
    module, *attributes = name.split(".")
    value: Any = MODULES[module]
    for attribute in attributes:
        value = getattr(value, attribute)
    return value


def _constant(name: str) -> str:
    """`module.NAME` of a setting that may be a field of one."""
    return ".".join(name.split(".")[:2])


def _put(name: str, value: object) -> None:
    module, constant, *of_form = name.split(".")
    if of_form:
        value = replace(getattr(MODULES[module], constant), **{of_form[0]: value})
    setattr(MODULES[module], constant, value)


# The table of cues holds their worth as it was at import.
_WORTH_OF = {"_MONEY": "MONEY", "_DATE": "DATE", "_TOLD": "TOLD", "_OPENS_QUOTE": "QUOTED"}


def _weighed_anew() -> tuple[tuple[Any, float], ...]:
    return tuple((getattr(cues, pattern), getattr(cues, worth)) for pattern, worth in _WORTH_OF.items())


def _forget() -> None:
    for module in MODULES.values():
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear") and not isinstance(kept, type):
                kept.cache_clear()


# ---------------------------------------------------------------- parts


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the ranker, or of what is done to a text before it, and what takes it away."""

    name: str
    without: Mapping[str, object] = field(default_factory=dict)
    reshape: Callable[[Case], Case] | None = None


def _in_forms(name: str) -> dict[str, object]:
    return {f"article.{form}.{name}": 0.0 for form in FORMS}


def _call_whole(case: Case) -> Case:
    """Every sentence taken for a whole one."""
    return _reshaped(case, lambda c: Cut(c.article, tuple(replace(s, is_whole=True) for s in c.sentences), c.tokens))


def _unpeeled(case: Case) -> Case:
    """Every line of the text a paragraph: nothing at its edges cut off, no heading, credit or note set apart."""
    text = case.document.text
    blocks = tuple(Block("paragraph", line.span) for line in find_lines(text))
    pages = (
        replace(c.article, span=Span(0, len(text)), text=text, blocks=blocks, references=()) for c in case.cuts[:1]
    )
    return replace(case, cuts=tuple(map(cut, pages)))


def _without_headline(case: Case) -> Case:
    """A text that prints its own headline is asked for a sentence like any other."""
    return _reshaped(case, lambda c: Cut(replace(c.article, title_span=None), c.sentences, c.tokens))


def _reshaped(case: Case, change: Callable[[Cut], Cut]) -> Case:
    return replace(case, cuts=tuple(map(change, case.cuts)))


def _is_whole(sentence: Sentence) -> bool:
    return sentence.is_whole


PARTS = (
    Part("newly covered mass", {"article._COVERED": 0.0}),
    Part("likeness to the beginning", {"article._LIKENESS": 0.0}),
    Part("likeness: the beginning before the rest", {"article._LIKENESS_FADES": math.inf}),
    Part("rarity of words", {"weights.word_weight": lambda word: 5.0}),
    Part("frequency in the article", {"weights._REPEATED": 0.0}),
    Part("place: coming early", {**_in_forms("early"), "article._FIRST": 0.0}),
    Part("place: more so in short articles", _in_forms("few")),
    Part("words of the headline", {"weights._IN_TITLE": 0.0, "article._OFF_TITLE": 0.0}),
    Part("of these: weight", {"weights._IN_TITLE": 0.0}),
    Part("of these: nothing of the headline", {"article._OFF_TITLE": 0.0}),
    Part("the printed headline as the one line", reshape=_without_headline),
    Part("brevity", _in_forms("brevity")),
    Part("events", {"cues.EVENTS": 0.0, "cues.TITLE_EVENT": 0.0, "cues.TITLE_EVENT_FIGURE": 0.0}),
    Part("of these: of the headline", {"cues.TITLE_EVENT": 0.0, "cues.TITLE_EVENT_FIGURE": 0.0}),
    Part("money", {"cues.MONEY": 0.0}),
    Part("date", {"cues.DATE": 0.0}),
    Part("news is broken", {"cues.TOLD": 0.0}),
    Part("quotation, question, exclamation", {"cues.QUOTED": 0.0, "cues.ASKED": 0.0, "cues.EXCLAIMED": 0.0}),
    Part("captions", {"cues.CAPTION": 0.0}),
    Part("leans back", {"cues.LEANS": 0.0}),
    Part("no repeats", {"article.REPEATS": math.inf}),
    Part("whole sentences only", reshape=_call_whole),
    Part("no furniture", {"article.is_printable": _is_whole}),
    Part("peeling of the page", reshape=_unpeeled),
    Part("peeling and furniture", {"article.is_printable": _is_whole}, _unpeeled),
)

# ---------------------------------------------------------------- settings that were searched


@dataclass(frozen=True, slots=True)
class Group:
    """Collections that are asked for alike, and the settings that bear on them."""

    collections: tuple[str, ...]
    settings: tuple[str, ...]


GROUPS = (
    Group(("web_headline",), ("article._ONE.early", "article._ONE.brevity", "article._LIKENESS")),
    Group(
        ("news_long", "news_short"),
        ("article._SOME.early", "article._SOME.brevity", "article._SOME.few", "article._LIKENESS"),
    ),
    Group(
        ("finance_facts",),
        ("article._PLAIN.early", "article._PLAIN.brevity", "cues.EVENTS", "article._LIKENESS"),
    ),
)
ALONE = (1.0, 0.0, 0.5, 0.75, 1.33, 2.0)
"""What each setting is multiplied with, one at a time; the present value first."""
TOGETHER = (1.0, 0.67, 1.5)
"""The same with all settings of a group at once."""
