"""Which themes an article belongs to, and the words that say so.

The scorer is BM25F, the field-weighted ranking function of text retrieval, with each theme as a query and a cue's
strength, set by hand in `data/themes.toml`, in the place of its inverse document frequency:

    score(theme) = sum over its cues of  strength * tf * (K + 1) / (tf + K * (1 - B + B * length / USUAL_LENGTH))

- `tf` is the number of mentions, each weighted by where it stands: the title counts most, then the lead, and news is
  written so that what matters less comes later, so the weight falls smoothly to that of the tail.
- Mentions saturate: the tenth 光伏 adds almost nothing to the third; ten different cues say more than one ten times.
- Length is counted in words, which makes a Chinese and an English text of the same content equally long. A word
  mentioned in passing in a long text says less than in a short one.
- Cues are found in Simplified, lower-case text, the leftmost longest first and without overlap: 新能源汽车 is a cue of
  `mobility` and not also 新能源 of `energy`; a mask is a cue that says nothing (血液银行 hides 银行). A cue that begins
  and ends inside words is not there: 国企 in 中国企业.
- An exclusion is a cue with a negative strength.

`off` is a theme like the others, with the cues of sport, crime, weather, daily quotes, local party life and the rest.
An article is on the subject when its first theme has enough evidence by itself (`EVIDENCE`) and holds out against
`off`, helped a little by the article's other themes: news that speaks of chips, parks and funds is on the subject even
if no one of the three leads clearly. Otherwise it is `off`: miss rather than print what nobody at the desk reads.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from operator import add
from pathlib import Path
from typing import Any

from .errors import ConfigError
from .text import simplify
from .types import Article, Cue, Sentence, Theme, ThemeScore, Tokens

OFF = "off"
"""Key of the theme of everything else. It stands in `load_themes()` like the others, and is never printed."""

MOST_THEMES = 3

# BM25's two constants at customary values (K slow, so that place is felt): how soon mentions saturate, how much length
# matters. Measured on 150 articles, K from 1.2 to 3 and B from 0.4 to 0.9 change none or one of them.
K, B = 2.0, 0.75
# Words of an ordinary news item; a text of this length is neither helped nor held back.
USUAL_LENGTH = 350

# What one mention counts, by place: a title is read first and written last; the lead is worth two thirds of it; the
# weight falls to the tail's with the number of words before, by a factor e each LEAD_WORDS.
IN_TITLE, IN_LEAD, IN_TAIL = 3.0, 2.0, 0.5
LEAD_WORDS = 80

# In an ordinary news item one decisive cue in the title is worth 7.2, in the lead 6, in the tail 2.4; one strong cue in
# the lead 3. So a decisive word that leads needs one more to bear it out. Measured on 250 articles: from 6 to 8 the
# result is the same; at 10 articles on the subject begin to be lost.
EVIDENCE = 7.0
# How much of the second and third theme's score helps the first against `off`. From 0.15 to 0.35 one or two of 250
# articles change; without it 3 of 76 on the subject are lost, those that speak of several industries at once; at 0.5
# articles off the subject come in.
SPREAD = 0.25
# A further theme is named when its score is at least this part of the first one's.
FURTHER = 0.5

CUES_SHOWN = 8

# ---------------------------------------------------------------- the table


def load_themes(path: Path | None = None) -> tuple[Theme, ...]:
    """The themes of a file, or those of the package, in printing order; `off` among them as the file has it."""
    name = path.name if path else "themes.toml"
    table = _read_toml(path, name)
    weights = _check_weights(table, name)
    _refuse_unknown(table, {"weights", "theme"}, name, "")
    entries = table.get("theme")
    if not isinstance(entries, list) or not entries:
        raise ConfigError(f"{name}: no themes; add at least one [[theme]]")
    themes = tuple(_make_theme(entry, weights, name) for entry in entries)
    _refuse_repeats([theme.key for theme in themes], f'{name}: theme "{{}}" stands twice; rename or join them')
    return themes


def _read_toml(path: Path | None, name: str) -> dict[str, Any]:
    try:
        if path is None:
            text = resources.files("briefing").joinpath("data", name).read_text(encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name a themes file that exists") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}: not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}; correct that line") from error


def _check_weights(table: Mapping[str, Any], name: str) -> dict[str, float]:
    weights = table.get("weights")
    if not isinstance(weights, dict) or not weights:
        raise ConfigError(f"{name}: no [weights]; add one figure a band of cues, such as `strong = 2.0`")
    for band, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < math.inf:
            raise ConfigError(f'{name}: weight "{band}" is {weight!r}; give a number above 0')
    return {band: float(weight) for band, weight in weights.items()}


def _make_theme(entry: Any, weights: Mapping[str, float], name: str) -> Theme:
    if not isinstance(entry, dict):
        raise ConfigError(f"{name}: theme is {entry!r}; write it as a table under [[theme]]")
    key = _check_words(entry, "key", f"{name}: a theme")
    where = f'{name}: theme "{key}"'
    _refuse_unknown(entry, {"key", "name", "name_en", "masks", "exclude", *weights}, name, f'theme "{key}": ')
    exclude = entry.get("exclude", {})
    if not isinstance(exclude, dict):
        raise ConfigError(f"{where}: exclude is {exclude!r}; write it as a table [theme.exclude]")
    _refuse_unknown(exclude, set(weights), name, f'theme "{key}", exclude: ')
    cues = _read_bands(entry, weights, where)
    if not cues:
        raise ConfigError(f"{where} has no cues; add at least one")
    masks = _read_bands(entry, {"masks": 0.0}, where)
    _refuse_repeats([word for word, _ in cues + masks], f'{where}: cue "{{}}" stands twice; keep one')
    names = (_check_words(entry, "name", where), _check_words(entry, "name_en", where))
    return Theme(key, *names, cues=cues + masks, exclude=_read_bands(exclude, weights, f"{where}, exclude"))


def _read_bands(table: Mapping[str, Any], weights: Mapping[str, float], where: str) -> tuple[tuple[str, float], ...]:
    """Each word of the bands with its band's weight, sorted, so that the order of the lines cannot matter."""
    found = []
    for band, weight in weights.items():
        words = table.get(band, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ConfigError(f'{where}: {band} is not a list of words; write {band} = ["...", "..."]')
        found += [(_check_cue(word, where), weight) for word in words]
    return tuple(sorted(found))


def _check_cue(word: str, where: str) -> str:
    cue = simplify(word).lower().strip()
    if len(cue) < 2:
        raise ConfigError(f'{where}: cue "{word}" is too short to mean anything; use two characters or more')
    return cue


def _check_words(table: Mapping[str, Any], setting: str, where: str) -> str:
    value = table.get(setting)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f'{where} has no {setting}; add {setting} = "..."')
    return value.strip()


def _refuse_unknown(table: Mapping[str, Any], known: set[str], name: str, where: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(f'{name}: {where}"{key}" is not a setting; use one of {", ".join(sorted(known))}')


def _refuse_repeats(words: list[str], message: str) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise ConfigError(message.format(word))
        seen.add(word)


# ---------------------------------------------------------------- finding cues


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All cues of all themes, ready to be found in one pass."""

    themes: tuple[Theme, ...]
    starts: Mapping[str, tuple[str, ...]]
    """The first two characters of a cue -> the cues that begin so, the longest first."""
    votes: Mapping[str, tuple[tuple[int, float], ...]]
    """A cue -> the themes (by number) it speaks for, with its strength; negative: against."""


def make_lexicon(themes: tuple[Theme, ...]) -> Lexicon:
    votes: dict[str, list[tuple[int, float]]] = {}
    for number, theme in enumerate(themes):
        for word, weight in theme.cues:
            votes.setdefault(word, []).append((number, weight))
        for word, weight in theme.exclude:
            votes.setdefault(word, []).append((number, -weight))
    starts: dict[str, list[str]] = {}
    for word in sorted(votes, key=lambda word: (-len(word), word)):
        starts.setdefault(word[:2], []).append(word)
    return Lexicon(
        themes,
        {start: tuple(words) for start, words in starts.items()},
        {word: tuple(vote for vote in given if vote[1]) for word, given in votes.items()},
    )


_made: list[Lexicon] = []


def _lexicon_of(themes: tuple[Theme, ...]) -> Lexicon:
    """The last lexicon made, while the themes are the same object: to hash all cues costs as much as to read a text."""
    last = next(iter(_made), None)
    if last is None or last.themes is not themes:
        last = make_lexicon(themes)
        _made[:] = [last]
    return last


_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def find_cues(text: str, words: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """Every cue in a Simplified, lower-case text, from the left, the longest first, none overlapping another.

    `words` are the text's tokens: they say where words begin and end.
    """
    starts = lexicon.starts
    pairs = list(map(add, text, text[1:]))
    if starts.keys().isdisjoint(pairs):
        return
    edges = _find_edges(text, words)
    free = 0
    for at in [n for n, pair in enumerate(pairs) if pair in starts]:
        if at < free:
            continue
        for cue in starts[pairs[at]]:
            if text.startswith(cue, at) and _stands_alone(text, at, at + len(cue), edges):
                free = at + len(cue)
                yield cue
                break


def _find_edges(text: str, words: Iterable[str]) -> frozenset[int]:
    """Where words begin or end."""
    edges: list[int] = []
    at = 0
    for word in words:
        start = text.find(word, at)
        if start >= 0:
            at = start + len(word)
            edges += start, at
    return frozenset(edges)


def _stands_alone(text: str, start: int, end: int, edges: frozenset[int]) -> bool:
    """False for a part of a Latin word (a plural is the same word), and for Han characters of two words.

    创新药 may begin 创新|药企, but 国企 in 中国|企业 has both its ends inside a word: it is not there.
    """
    if text[start] in _LATIN and start and text[start - 1] in _LATIN:
        return False
    if text[end - 1] not in _LATIN:
        return start in edges or end in edges
    if end == len(text) or text[end] not in _LATIN:
        return True
    return text[end] == "s" and (end + 1 == len(text) or text[end + 1] not in _LATIN)


# ---------------------------------------------------------------- scoring

Evidence = Mapping[str, float]
"""A theme's cues and what each adds to its score."""


def classify(
    article: Article, tokens: Tokens, sentences: tuple[Sentence, ...], themes: tuple[Theme, ...]
) -> tuple[ThemeScore, ...]:
    """The article's themes, the first one first, at most three; the only one is `off` when it is off the subject."""
    lexicon = _lexicon_of(themes)
    mentions, counts = _count_mentions(article, tokens, sentences, lexicon)
    evidence = _weigh(mentions, len(tokens.words), lexicon)
    scores = {theme.key: max(0.0, math.fsum(evidence[n].values())) for n, theme in enumerate(themes)}
    chosen = _choose(scores)
    proof = {theme.key: evidence[n] for n, theme in enumerate(themes)}
    return tuple(ThemeScore(key, round(scores.get(key, 0.0), 3), _show(proof.get(key, {}), counts)) for key in chosen)


def _choose(scores: Mapping[str, float]) -> tuple[str, ...]:
    # sorted() is stable: themes that score the same stay in the order of the file.
    ranked = sorted((key for key in scores if key != OFF), key=lambda key: -scores[key])[:MOST_THEMES]
    if not ranked or scores[ranked[0]] < EVIDENCE:
        return (OFF,)
    first, *others = (scores[key] for key in ranked)
    if first + SPREAD * math.fsum(others) < scores.get(OFF, 0.0):
        return (OFF,)
    floor = max(EVIDENCE, FURTHER * first)
    return ranked[0], *(key for key in ranked[1:] if scores[key] >= floor)


def _show(evidence: Evidence, counts: Mapping[str, int]) -> tuple[Cue, ...]:
    """The cues that decided, the weightiest first."""
    cues = [Cue(word, counts[word], round(weight, 3)) for word, weight in evidence.items()]
    return tuple(sorted(cues, key=lambda cue: (-abs(cue.weight), cue.word))[:CUES_SHOWN])


def _count_mentions(
    article: Article, tokens: Tokens, sentences: tuple[Sentence, ...], lexicon: Lexicon
) -> tuple[dict[str, float], dict[str, int]]:
    """How often each cue is mentioned: weighted by place, and plainly."""
    mentions: dict[str, float] = {}
    counts: dict[str, int] = {}
    for simple, words, weight in _weigh_places(article, tokens, sentences):
        for cue in find_cues(simple.lower(), words, lexicon):
            mentions[cue] = mentions.get(cue, 0.0) + weight
            counts[cue] = counts.get(cue, 0) + 1
    return mentions, counts


def _weigh_places(
    article: Article, tokens: Tokens, sentences: tuple[Sentence, ...]
) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The title and the sentences, Simplified, each with its words and with what one mention in it counts."""
    if article.title:
        yield simplify(article.title), tokens.of_title(), IN_TITLE
    simple, offset = simplify(article.text), article.span.start  # at once: a conversion a sentence costs ten times that
    for sentence in sentences:
        before = int(tokens.bounds[sentence.index + 1] - tokens.bounds[1])
        weight = IN_TAIL + (IN_LEAD - IN_TAIL) * math.exp(-before / LEAD_WORDS)
        start, end = sentence.span
        yield simple[start - offset : end - offset], tokens.of_sentence(sentence.index), weight


def _weigh(mentions: Mapping[str, float], words: int, lexicon: Lexicon) -> list[dict[str, float]]:
    """Each theme's evidence, in the order of the themes."""
    patience = K * (1 - B + B * words / USUAL_LENGTH)
    evidence: list[dict[str, float]] = [{} for _ in lexicon.themes]
    for cue, times in mentions.items():
        saturated = times * (K + 1) / (times + patience)
        for number, weight in lexicon.votes[cue]:
            evidence[number][cue] = evidence[number].get(cue, 0.0) + weight * saturated
    return evidence
