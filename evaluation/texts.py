"""The articles with people's summaries, read and cut once, and what a choice of sentences is worth by the scorer.

Measuring a setting by the command would read and cut every article anew; here only scoring and choosing are done
again. A test holds these figures against the command's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from briefing.ingest import read_inputs
from briefing.ingest.split import split_articles
from briefing.rank import Floats
from briefing.settings import load_settings
from briefing.summarize import choose, score_article
from briefing.text import cut_article
from briefing.types import Article, Document, Sentence, Tokens

from .measures import COLLECTIONS
from .records import load_scorer

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """An article with its sentences and words."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A labelled text and the articles read out of it: one, unless something was read wrongly."""

    row: Row
    document: Document
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """Labelled texts of one kind, how much is asked of each, and the scorer's figure for a summary."""

    name: str
    cases: tuple[Case, ...]
    asked: Mapping[str, int | None]
    """`n` and `chars` of `choose`."""
    scorer: ModuleType
    known: dict[tuple[str, str], float] = field(default_factory=dict)
    """Figures worked out before: most settings choose the same sentences of most articles."""

    def worth(self, row: Row, summary: str) -> float:
        """The scorer's figure, 0 to 100: share of the marked facts, or ROUGE-1."""
        key = (str(row["id"]), summary)
        if key not in self.known:
            self.known[key] = _worth(self.scorer, row, summary)
        return self.known[key]


def _worth(scorer: ModuleType, row: Row, summary: str) -> float:
    return scorer.recall(summary, row["facts"]) if row.get("facts") else scorer.rouge(summary, row["reference"])[0]


def read_collections(shared: Path) -> tuple[Collection, ...]:
    """The four collections, in the order of their names' table."""
    return tuple(read_collection(shared, name) for name in COLLECTIONS)


def read_collection(shared: Path, name: str) -> Collection:
    cases = read_cases(shared / "eval" / "summaries" / f"{name}.jsonl")
    return Collection(name, cases, read_asked(COLLECTIONS[name]), load_scorer(shared, "score_summaries"))


def read_cases(path: Path) -> tuple[Case, ...]:
    """The rows of a jsonl file, each with the articles that are read out of it."""
    rows = {str(row["id"]): row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    config = load_settings()
    documents = read_inputs([str(path)], config).documents
    return tuple(Case(rows[d.doc], d, tuple(map(cut, split_articles(d, config)))) for d in documents)


def cut(article: Article) -> Cut:
    return Cut(article, *cut_article(article))


def read_asked(options: Sequence[str]) -> dict[str, int | None]:
    """`choose`'s words for the command's options: `--chars 200`, `-n 3`."""
    return {"n": None, "chars": None} | {options[0].strip("-"): int(options[1])}


# ---------------------------------------------------------------- what a ranker says, and its worth


def tell(case: Case, asked: Mapping[str, int | None], *, ranker: str = "coverage") -> list[tuple[Cut, Sentence | None]]:
    """The chosen sentences, each with its article; None stands for the article's own headline."""
    told: list[tuple[Cut, Sentence | None]] = []
    for part in case.cuts:
        given = (part.article, part.sentences, part.tokens)
        scores = score_article(*given, ranker=ranker)
        summary = choose(*given, scores, ranker=ranker, n=asked["n"], chars=asked["chars"])
        told += [(part, None)] if summary.is_headline else [(part, part.sentences[i]) for i in summary.chosen]
    return told


def say(told: Sequence[tuple[Cut, Sentence | None]]) -> str:
    """The summary as one string, as the scorer joins it."""
    return "".join(sentence.text if sentence else part.article.title or "" for part, sentence in told)


def measure_ranker(
    collection: Collection, *, ranker: str = "coverage", reshape: Callable[[Case], Case] | None = None
) -> Floats:
    """The figure of each text; `reshape` changes a text's articles first."""
    cases = map(reshape, collection.cases) if reshape else collection.cases
    return np.array([collection.worth(c.row, say(tell(c, collection.asked, ranker=ranker))) for c in cases])


def measure_lead(collection: Collection) -> Floats:
    """The figure of each text's first sentences, cut by the scorer itself."""
    n, chars = collection.asked["n"], collection.asked["chars"]
    leads = ("".join(collection.scorer.lead(case.row["text"], n, chars)) for case in collection.cases)
    return np.array([collection.worth(c.row, lead) for c, lead in zip(collection.cases, leads, strict=True)])
