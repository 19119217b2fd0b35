"""Once per article, in parallel: sentences, words, key sentences, themes, records, signature."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from .assembly import day_of
from .config import Config
from .ingest.split import split_articles
from .stories import sign
from .summarize import choose, score_article
from .text import cut_articles
from .themes import classify
from .types import Article, Document, Event, Reading, Sentence, Tokens

# The grammar of records takes over a second to load: it is, when the first article is read for records.
KEY_SENTENCES = 3  # chosen of each article
BATCH = 64  # articles a task: large enough to hide the hand-over, small enough for an even load
WORTH_A_POOL = 1500  # articles; below that, starting workers costs more than it saves

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """How an article's key sentences are chosen, and whether it is read for records too."""

    ranker: str = "coverage"
    sentences: int | None = KEY_SENTENCES
    characters: int | None = None
    records: bool = True


def read_articles(
    documents: Sequence[Document],
    config: Config,
    *,
    choosing: Choosing | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Reading, ...]:
    """Every article of the documents, read: in the documents' order."""
    articles = split_all(documents, config)
    work = partial(_read_batch, config=config, choosing=choosing or Choosing())
    batches = [articles[i : i + BATCH] for i in range(0, len(articles), BATCH)]
    done = executor.map(work, batches) if executor is not None else map(work, batches)
    readings: list[Reading] = []
    for batch in done:
        readings.extend(batch)
        if progress is not None:
            progress("read", len(readings), len(articles))
    return tuple(readings)


def _read_batch(articles: Sequence[Article], config: Config, choosing: Choosing) -> list[Reading]:
    cut = cut_articles(articles)
    return [analyse(a, *c, config, choosing=choosing) for a, c in zip(articles, cut, strict=True)]


def analyse(
    article: Article, sentences: tuple[Sentence, ...], tokens: Tokens, config: Config, *, choosing: Choosing
) -> Reading:
    """All that can be thought about one article by itself; its words were cut once."""
    scores = score_article(article, sentences, tokens, ranker=choosing.ranker)
    return Reading(
        article=article,
        sentences=sentences,
        tokens=tokens,
        themes=classify(article, tokens, sentences, config.themes),
        summary=choose(
            article, sentences, tokens, scores,
            n=choosing.sentences, chars=choosing.characters, ranker=choosing.ranker,
        ),
        records=_read_records(article, sentences, tokens) if choosing.records else (),
        signature=sign(article, sentences, tokens),
    )  # fmt: skip


def _read_records(article: Article, sentences: tuple[Sentence, ...], tokens: Tokens) -> tuple[Event, ...]:
    from .extract import extract_records
    from .extract.merging.history import mark_history

    records = extract_records(article, sentences, tokens)
    day = day_of(article)
    return mark_history(records, day) if day is not None else records


def split_all(documents: Iterable[Document], config: Config) -> list[Article]:
    """The articles of all documents, each id once: later copies get `-2`, `-3`."""
    articles = [a for d in documents for a in split_articles(d, config)]
    times: Counter[str] = Counter()
    named = []
    for article in articles:
        times[article.id] += 1
        n = times[article.id]
        named.append(article if n == 1 else replace(article, id=f"{article.id}-{n}"))
    return named


@contextmanager
def pool_for(articles: int, jobs: int | None) -> Iterator[Executor | None]:
    """A pool of processes where the work is worth it; None otherwise. The result is the same either way."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or articles < WORTH_A_POOL:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        yield executor
