"""An article's prose and where its sentences stand in it, as they are stored.

The text is the blocks of prose, a line each: what was recognised as dateline, byline or note is no part of it. The
sentences are pairs of int32, little-endian: start and end in that text.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from ..types import PROSE, Reading, Sentence, Span
from .fields import storable

STORED = "<i4"


def stored_prose(reading: Reading) -> tuple[str, bytes]:
    """The text and the packed sentences of a reading."""
    blocks = [block.span for block in reading.article.blocks if block.kind in PROSE]
    text = "\n".join(reading.article.slice(span) for span in blocks)
    starts = _starts(blocks)
    spans = [_moved(sentence, blocks, starts) for sentence in reading.sentences]
    return storable(text), np.array(spans, dtype=STORED).tobytes()


def sentence_spans(packed: bytes) -> tuple[Span, ...]:
    """The spans of `stored_prose`, in the stored text."""
    return tuple(Span(*map(int, pair)) for pair in np.frombuffer(packed, dtype=STORED).reshape(-1, 2))


def _starts(blocks: list[Span]) -> list[int]:
    """Where each block begins in the stored text."""
    starts, at = [], 0
    for span in blocks:
        starts.append(at)
        at += span.end - span.start + 1
    return starts


def _moved(sentence: Sentence, blocks: list[Span], starts: list[int]) -> tuple[int, int]:
    """A sentence's span, counted in the stored text; a sentence never leaves its block."""
    number = bisect_right(blocks, sentence.span.start, key=lambda span: span.start) - 1
    shift = starts[number] - blocks[number].start
    return sentence.span.start + shift, sentence.span.end + shift
