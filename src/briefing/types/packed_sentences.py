"""The sentences of an article in little room; `packed` has its words and positions."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from copy import copy
from typing import overload

from .article import Article, Sentence
from .source import Span


class PackedSentences(Sequence[Sentence]):
    """The sentences of an article as numbers, made anew when they are asked for: their texts are slices of its own.

    As a tuple they are half of what a reading takes in memory and on its way from a worker.
    """

    __slots__ = ("_article", "_kinds", "_names", "_numbers", "_offset", "_references", "_text")

    def __init__(self, sentences: Sequence[Sentence], article: Article) -> None:
        self._article = sentences[0].article if sentences else article.id
        self._text, self._offset = article.text, article.span.start
        self._names = tuple(dict.fromkeys(s.kind for s in sentences))
        self._kinds = bytes(self._names.index(s.kind) * 2 + s.is_whole for s in sentences)
        self._numbers = array("i", [n for s in sentences for n in (s.span.start, s.span.end, s.paragraph)])
        self._references = {s.index: s.references for s in sentences if s.references}

    @overload
    def __getitem__(self, place: int) -> Sentence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Sentence, ...]: ...
    def __getitem__(self, place: int | slice) -> Sentence | tuple[Sentence, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, range(len(self))[place]))
        return self._make(range(len(self))[place])

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[Sentence]:
        return map(self._make, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._article, len(self)))

    def _make(self, index: int) -> Sentence:
        start, end, paragraph = self._numbers[3 * index : 3 * index + 3]
        kind = self._kinds[index]
        return Sentence(
            article=self._article,
            index=index,
            span=Span(start, end),
            text=self._text[start - self._offset : end - self._offset],
            kind=self._names[kind // 2],
            paragraph=paragraph,
            references=self._references.get(index, ()),
            is_whole=bool(kind % 2),
        )

    def under(self, id: str) -> PackedSentences:
        """The same sentences as those of an article with another id."""
        renamed = copy(self)
        renamed._article = id
        return renamed
