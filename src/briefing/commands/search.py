"""`briefing search`: words in, articles, sentences and records out."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import ARCHIVE, CONFIG, NOTHING_FOUND, form_option, load_settings_here, make_plain

if TYPE_CHECKING:
    from ..archive.search.hits import Found, Hit
    from ..write.labels import Labels

KINDS = ("article", "sentence", "deal", "fund", "project")
NUMBER = 20
SNIPPET = 160  # characters that are shown of a sentence; jsonl has all
_OWN = re.compile(r"-n\d*|-h|-|--.*")


class _SearchCommand(click.Command):
    """Takes `-word` for a word that must not be there, where click would see an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        denied = [arg for arg in args[:end] if arg.startswith("-") and not _OWN.fullmatch(arg)]
        own = [arg for arg in args[:end] if arg not in denied]
        return super().parse_args(ctx, [*own, "--", *args[end + 1 :], *denied])


@click.command(cls=_SearchCommand)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--since", metavar="WHEN", help="From then on: 2025, 2025-07, 2025-07-14 or 2025-W29.")
@click.option("--until", metavar="WHEN", help="Up to then, the day, week, month or year included.")
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True,
    help="Only this; may be given again.  [default: articles and records]",
)  # fmt: skip
@click.option("--theme", metavar="KEY", help="Only articles of this theme, and records read in one.")
@click.option("--outlet", metavar="NAME", help="Only outlets with this in their name.")
@click.option("--issue", type=click.IntRange(min=0), metavar="N", help="Only what issue N has.")
@click.option("-n", "number", type=click.IntRange(min=1), default=NUMBER, show_default=True, help="At most so many.")
@form_option("table", "jsonl")
@ARCHIVE
@CONFIG
def search(
    words: tuple[str, ...],
    since: str | None,
    until: str | None,
    kinds: tuple[str, ...],
    theme: str | None,
    outlet: str | None,
    issue: int | None,
    number: int,
    form: str,
    archive: Path | None,
    config: Path | None,
) -> int:
    """Find articles, sentences, deals, funds and projects of all remembered issues by their words.

    All words are wanted. Chinese words are found wherever they stand, English ones whole, in any number and tense;
    Simplified and Traditional are the same.

    \b
      briefing search 脑机接口 基金 --since 2025-07 --kind fund
      briefing search '"machine learning"'     side by side, as written
      briefing search 融资 -上市               not the second
      briefing search 北岭 OR 江城             one of them
      briefing search 'bio*'                   words that begin so

    Exit code 0: something was found, 1: nothing.
    """
    from ..archive.search.find import find, make_filters
    from ..write.labels import read_labels

    filters = make_filters(since=since, until=until, theme=theme, outlet=outlet, issue=issue)
    chosen = load_settings_here(config)
    file = archive or chosen.archive
    assert file is not None  # `load_settings_here` names one
    found = find(" ".join(words), archive=file, kinds=kinds, filters=filters, n=number)
    labels = read_labels("labels_xlsx.toml", lang=chosen.lang)
    for piece in _as_jsonl(found.hits) if form == "jsonl" else _as_text(found.hits, labels):
        click.echo(piece, color=True if _is_styled() else None)
    click.echo(_summary(found, " ".join(words)), err=True)
    return 0 if found.hits else NOTHING_FOUND


def _summary(found: Found, words: str) -> str:
    if not found.hits:
        return f"nothing found for: {words}"
    about = "" if found.is_exact else "about "
    more = f"; -n {min(found.total, 10 * len(found.hits))} shows more" if found.total > len(found.hits) else ""
    return f"{len(found.hits)} of {about}{found.total} found{more}"


# ---------------------------------------------------------------- forms


def _as_jsonl(hits: tuple[Hit, ...]) -> Iterator[str]:
    for hit in hits:
        row = asdict(hit) | {"facts": dict(hit.facts), "score": round(hit.score, 6)}
        yield json.dumps(row, ensure_ascii=False)


def _as_text(hits: tuple[Hit, ...], labels: Labels) -> Iterator[str]:
    """A block of three or four lines a hit: what and where, the sentence, the file and address."""
    strong, dim = (_highlight, _dim) if _is_styled() else (_star, str)
    for hit in hits:
        yield from _block(hit, labels, strong, dim)
        yield ""


def _block(hit: Hit, labels: Labels, strong: Callable[[str], str], dim: Callable[[str], str]) -> Iterator[str]:
    from ..archive.search.snippet import Passage, mark, shorten

    title = mark(Passage(make_plain(hit.title), hit.title_spans), strong) or "(no title)"
    issue = [] if hit.issue is None else [f"issue {hit.issue}"]
    source = [part for part in (hit.outlet, (hit.published or "")[:16].replace("T", " "), *issue) if part]
    yield f"{dim(hit.kind)}  {title}"
    if hit.facts:
        yield "  " + make_plain(" · ".join(_in_words(hit.kind, *fact, labels) for fact in hit.facts))
    yield "  " + mark(shorten(Passage(make_plain(hit.text), hit.spans), SNIPPET), strong)
    yield "  " + dim(make_plain(" · ".join([*source, *(part for part in (hit.file, hit.url) if part)])))


def _in_words(kind: str, key: str, value: str, labels: Labels) -> str:
    """The name of a code; anything else as the source has it."""
    group = {"type": f"{kind}_type", "round": "round", "stage": "stage"}.get(key)
    return labels.name(group, value) if group else value


def _is_styled() -> bool:
    """Colours for people only: on a terminal, unless they say no (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _highlight(word: str) -> str:
    return click.style(word, fg="red", bold=True)


def _dim(text: str) -> str:
    return click.style(text, dim=True)


def _star(word: str) -> str:
    return f"**{word}**"
