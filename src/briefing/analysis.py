"""Once per article, in parallel: sentences, words, key sentences, themes, records, signature.

A piece of work is some files, or some texts of a large file, from bytes to readings. To a worker go paths or bytes,
back comes what later stages need: the texts of whole documents do not travel back, nor words as thousands of strings.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from .assembly import day_of
from .config import Config
from .ingest import Intake, Opened, find_files, make_documents
from .ingest.split import split_articles
from .parallel import open_workers, work_through
from .pieces import Part, Piece, cut_files, cut_texts, load_contents, open_piece, rename
from .reach import within_reach
from .stories import sign
from .summarize import choose, score_article
from .text import cut_articles
from .themes import classify
from .types import Article, Document, Event, PackedOffsets, PackedSentences, PackedWords, Reading, Sentence, Tokens

# The grammar of records takes over a second to load: it is, when the first article is read for records.
KEY_SENTENCES = 3  # chosen of each article
BATCH = 64  # articles whose words are cut together: a fifth faster, and yet not a whole file's words at once
FIRST_WORDS = 200  # characters that are kept of a text without an article, to name it by

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """How an article's key sentences are chosen, and whether it is read for records too."""

    ranker: str = "coverage"
    sentences: int | None = KEY_SENTENCES
    characters: int | None = None
    records: bool = True


def read_all(
    inputs: Sequence[str],
    config: Config,
    *,
    choosing: Choosing | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> tuple[Intake, tuple[Reading, ...]]:
    """Files, folders, archives and `-` to readings, in the order of the files' names; the same for any `jobs`.

    The documents have their texts no more (`lighten`). Raises InputError when there is nothing to read at all,
    WorkerError when the processes or the cluster cannot be had or are lost.
    """
    founds = find_files(inputs)
    pieces = cut_files(founds)
    with open_workers(jobs, cluster, size=sum(piece.size for piece in pieces)) as executor:
        parts = read_pieces(
            pieces, config, choosing or Choosing(),
            executor=executor, are_sent=cluster is not None, progress=progress,
        )  # fmt: skip
    parts.sort(key=lambda part: part.source.file)  # stable: the parts of one file stay in its order
    intake = Intake(
        files=tuple(part.source for part in parts if part.is_first),
        documents=tuple(document for part in parts for document in part.documents),
        problems=tuple(problem for part in parts if part.is_first for problem in part.problems),
    )
    return intake, _name_apart([reading for part in parts for reading in part.readings])


def read_pieces(
    pieces: Sequence[Piece],
    config: Config,
    choosing: Choosing,
    *,
    executor: Executor | None = None,
    are_sent: bool = False,
    progress: Progress | None = None,
) -> list[Part]:
    """All parts of all pieces: first the files, then what large files left to be shared out. `are_sent`: the workers
    see other disks, the bytes go to them."""
    work = partial(read_piece, settings=pickle.dumps((config, choosing)))
    load = partial(load_contents, are_all=are_sent)
    done, total = 0, sum(piece.size for piece in pieces)
    parts: list[Part] = []
    while pieces:
        rests: list[Opened] = []
        for piece, (found, rest) in zip(pieces, work_through(work, map(load, pieces), executor), strict=True):
            parts.extend(found)
            rests.extend(rest)
            done += piece.size
            if progress is not None:
                progress("read", done, total)
        pieces = cut_texts(rests)
        total += sum(piece.size for piece in pieces)
    return parts


def read_piece(piece: Piece, settings: bytes) -> tuple[list[Part], list[Opened]]:
    """The parts of a piece, read, and what is too large for one worker. `settings`: pickled configuration and choosing,
    which a worker unpacks once."""
    config, choosing = _unpack_settings(settings)
    opened, rest = open_piece(piece, config)
    return [_read_part(part, config, choosing) for part in opened], rest


@lru_cache(maxsize=4)
def _unpack_settings(settings: bytes) -> tuple[Config, Choosing]:
    unpacked: tuple[Config, Choosing] = pickle.loads(settings)
    return unpacked


def _read_part(opened: Opened, config: Config, choosing: Choosing) -> Part:
    source, documents = make_documents(opened)
    articles = [a for d in documents for a in split_articles(d, config)]
    readings = tuple(map(pack, read_batches(articles, config, choosing)))
    with_articles = {a.document for a in articles}
    light = tuple(lighten(d, is_told=d.id in with_articles) for d in documents)
    return Part(source, opened.problems, light, readings, opened.is_first)


def lighten(document: Document, *, is_told: bool) -> Document:
    """A document without its text, of which its articles hold what they need; the way back to the file stays. Of one
    that gave no article (`is_told` false) the first words stay."""
    offsets = document.offsets
    return replace(
        document,
        raw="",
        text="" if is_told else " ".join(document.text.split())[:FIRST_WORDS],
        offsets=PackedOffsets(offsets) if isinstance(offsets, np.ndarray) else offsets,
    )


def pack(reading: Reading) -> Reading:
    """A reading as it is kept until the issue is written: words in a tenth of the room, sentences in a fifth."""
    return replace(
        reading,
        sentences=PackedSentences(reading.sentences, reading.article),
        tokens=replace(reading.tokens, words=PackedWords(reading.tokens.words)),
    )


def _name_apart(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each id once: later copies get `-2`, `-3`."""
    times: Counter[str] = Counter()
    named = []
    for reading in readings:
        id = reading.article.id
        times[id] += 1
        named.append(reading if times[id] == 1 else rename(reading, f"{id}-{times[id]}"))
    return tuple(named)


# ---------------------------------------------------------------- documents that are at hand


def read_articles(
    documents: Iterable[Document], config: Config, *, choosing: Choosing | None = None
) -> tuple[Reading, ...]:
    """Every article of the documents, read, in this process: in the documents' order."""
    return tuple(read_batches(split_all(documents, config), config, choosing or Choosing()))


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


def read_batches(articles: Sequence[Article], config: Config, choosing: Choosing) -> list[Reading]:
    """The articles, read, one batch after the other."""
    readings = []
    for first in range(0, len(articles), BATCH):
        batch = articles[first : first + BATCH]
        read = [within_reach(article) for article in batch]
        cut = zip(batch, read, cut_articles(read), strict=True)
        readings += [replace(analyse(r, *c, config, choosing=choosing), article=a) for a, r, c in cut]
    return readings


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
