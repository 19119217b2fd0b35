"""The rows of 文章 and 覆盖: every article and every input, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ..types import (
    ArticleRow,
    Coverage,
    Quote,
    Reading,
    SourceFile,
    Story,
)
from .stories import RawSpans
from .week import OFF


def article_rows(
    readings: Iterable[Reading], stories: Iterable[Story], inside: frozenset[str], raw: RawSpans
) -> tuple[ArticleRow, ...]:
    """One row an article read, in the order of the files. Their key sentences have no source number (0)."""
    place = {a: (s, role) for s in stories for a, role in roles(s)}
    rows = []
    for reading in readings:
        article = reading.article
        story, role = place.get(article.id, (None, ""))
        rows.append(
            ArticleRow(
                article=article,
                theme=reading.themes[0].theme,
                themes=tuple(t.theme for t in reading.themes),
                story=story.id if story else "",
                role=role,
                key_sentence=_key_sentence(reading, raw),
                in_window=article.id in inside,
            )
        )
    return tuple(rows)


def story_themes(readings: Iterable[Reading], stories: Iterable[Story]) -> dict[str, str]:
    """By article, the theme it is counted under: that of its story's lead, so that all counts add up."""
    theme = {r.article.id: r.themes[0].theme for r in readings}
    return {a: theme[s.lead] for s in stories for a in s.articles}


def roles(story: Story) -> list[tuple[str, str]]:
    return [(story.lead, "lead"), *((a, "also") for a in story.also), *((a, "repeat") for a in story.repeats)]


def _key_sentence(reading: Reading, raw: RawSpans) -> Quote | None:
    chosen = reading.summary.chosen
    if not chosen:
        return None
    best = max(chosen, key=lambda i: (reading.summary.scores[i], -i))
    s = reading.sentences[best]
    return Quote(text=s.text, article=s.article, span=s.span, source=0, raw=raw.of(s.article, s.span))


def coverage_rows(
    files: Iterable[SourceFile], readings: Sequence[Reading], stories: Iterable[Story], inside: frozenset[str]
) -> tuple[Coverage, ...]:
    """One row a file: found == used + merged + skipped.

    Used: the lead of a story on the subject; merged: told by another article too; skipped: off the subject or
    outside the window.
    """
    stories = tuple(stories)
    role = {a: r for s in stories for a, r in roles(s)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    theme = story_themes(readings, stories)
    for reading in readings:
        key = reading.article.id
        if key not in inside:
            fate = "outside_window"
        elif theme[key] == OFF:
            fate = "off_subject"
        else:
            fate = "used" if role[key] == "lead" else "merged"
        counts[reading.article.file][fate] += 1
    return tuple(_coverage(f, counts[f.file]) for f in files)


def _coverage(source: SourceFile, fates: Counter[str]) -> Coverage:
    skipped = {k: fates[k] for k in ("off_subject", "outside_window") if fates[k]}
    reasons = tuple(f"{k}:{n}" for k, n in skipped.items())
    if source.problem is not None:
        reasons = (source.problem.message, *reasons)
    return Coverage(
        source=source,
        found=sum(fates.values()),
        used=fates["used"],
        merged=fates["merged"],
        skipped=sum(skipped.values()),
        reasons=reasons,
    )
