"""What was cleaned, split, merged, matched, scored and extracted, and why: a text for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .analysis import read_articles
from .assembly import choose_picks
from .chapters import plan_chapters, weigh_story
from .config import Config
from .ingest import read_inputs
from .ingest.signs import find_sign
from .ingest.split import choose_form
from .show import headline
from .stories import weigh_tellings
from .types import Document, Event, Problem, Reading, SourceFile, Story
from .week import think

Say = Callable[[str], object]


def explain_inputs(inputs: Sequence[str], config: Config, *, say: Say) -> tuple[Problem, ...]:
    """Say everything about these inputs, stage after stage; the problems met."""
    intake = read_inputs(inputs, config)
    readings = read_articles(intake.documents, config)
    for line in _files(intake.files, intake.documents):
        say(line)
    for reading in readings:
        for line in _article(reading):
            say(line)
    for line in _stories(readings, config.lang):
        say(line)
    for line in _sentences(readings, config):
        say(line)
    return intake.problems


def _files(files: Sequence[SourceFile], documents: Sequence[Document]) -> Iterator[str]:
    yield "FILES"
    of_file: dict[str, list[Document]] = {}
    for document in documents:
        of_file.setdefault(document.file, []).append(document)
    for source in files:
        own = of_file.get(source.file, [])
        yield f"{source.file}: {source.form or 'not read'}, {source.encoding or '?'}, {source.size} bytes"
        if source.why_form:
            yield f"  why: {source.why_form}"
        yield from _text_forms(source, own)
        if source.problem is not None:
            yield f"  {source.problem.severity}: {source.problem.message}"
        repairs: dict[str, int] = {}
        for document in own:
            for repair in document.repairs:
                repairs[repair.name] = repairs.get(repair.name, 0) + repair.times
        for name, count in repairs.items():
            yield f"  cleaned: {name} x{count}"
        references = sum(len(d.references) for d in own)
        if references:
            yield f"  references [n] kept apart: {references}"
    yield ""


TEXTS = 3
"""Texts of one file whose forms are explained; a table's rows are articles because they are rows."""


def _text_forms(source: SourceFile, documents: Sequence[Document]) -> Iterator[str]:
    """For a text recognised by its words: its form, the score, the runner-up and the sign that decided."""
    for document in documents if len(documents) <= TEXTS else ():
        form, scores = choose_form(document.raw)
        if form != document.form:
            continue
        if source.form != form:
            yield f"  its text: {scores}"
        if sign := find_sign(form, document.raw):
            yield f"  sign: {sign}"


def _article(reading: Reading) -> Iterator[str]:
    a = reading.article
    yield f"ARTICLE {a.id}  {headline(reading)}"
    written = f" (written {a.outlet_as_written})" if a.outlet_as_written and a.outlet_as_written != a.outlet else ""
    yield f"  {a.file}, outlet {a.outlet or '-'}{written}, published {a.published or '-'}, {a.language}"
    kinds: dict[str, int] = {}
    for block in a.blocks:
        kinds[block.kind] = kinds.get(block.kind, 0) + 1
    yield "  blocks: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    for block in a.blocks:
        if block.kind not in ("paragraph", "lead", "bullet", "caption"):
            yield f"    apart ({block.kind}): {a.slice(block.span)[:60]!r}"
    for theme in reading.themes:
        cues = ", ".join(f"{c.word} x{c.count} {c.weight:+.2f}" for c in theme.cues[:8])
        yield f"  theme {theme.theme} {theme.score:.2f}: {cues}"
    chosen = set(reading.summary.chosen)
    for sentence, score in zip(reading.sentences, reading.summary.scores, strict=True):
        mark = "*" if sentence.index in chosen else " " if sentence.is_whole else "-"
        yield f"  {mark} {score:.4f} {sentence.text}"
    for event in reading.records:
        yield from _event(event)
    yield ""


def _event(event: Event) -> Iterator[str]:
    kind = type(event).__name__.lower()
    amount = f", {event.money.text} = {event.money.value} {event.money.currency}" if event.money else ""
    background = ", background" if event.is_background else ""
    yield f"  {kind} {event.type}: {event.name}{amount}, {event.stage}, confidence {event.confidence:.2f}{background}"
    if event.parties:
        yield f"    parties: {'、'.join(event.parties)}"
    for piece in event.evidence:
        yield f"    rule {piece.rule}: {piece.text}"


def _stories(readings: Sequence[Reading], lang: str) -> Iterator[str]:
    """Why articles belong to one story, why one of them leads it, and what was kept apart although it is near."""
    by_id = {r.article.id: r for r in readings}
    yield "STORIES of more than one article, and near misses"
    for story in think(readings, files=0, lang=lang).stories:
        inside = set(story.articles)
        beside = [w for w in story.why if w.a not in inside or w.b not in inside]
        if len(inside) == 1 and not beside:
            continue
        yield f"{story.id}  {len(inside)} articles: {headline(by_id[story.lead])}"
        tellings = (story.lead, *story.also)
        if len(tellings) > 1:
            yield from _lead(tellings, by_id, lang)
        for why in story.why:
            if why not in beside:
                a, b = (_cite(by_id[x]) for x in (why.a, why.b))
                yield f"  one story: {b} tells the same as {a}: {'; '.join(why.reasons)}"
        for copy in story.repeats:
            yield f"  repeat: {_cite(by_id[copy])} is word for word one of these"
        for why in beside:
            mine, other = (why.a, why.b) if why.a in inside else (why.b, why.a)
            what = "kept apart" if why.relation == "apart" else "related, yet another story"
            yield f"  {what}: {_cite(by_id[other])} beside {_cite(by_id[mine])}: {'; '.join(why.reasons)}"
    yield ""


def _lead(tellings: Sequence[str], by_id: Mapping[str, Reading], lang: str) -> Iterator[str]:
    """The parts of each telling's weight; the first one leads."""
    parts = weigh_tellings([by_id[a].signature for a in tellings], lang=lang)
    for n, article in enumerate(tellings):
        said = ", ".join(f"{name} {value:.2f}" for name, value in parts[article])
        total = sum(value for _, value in parts[article])
        yield f"  {'also' if n else 'lead'} {total:.2f}: {_cite(by_id[article])} ({said})"


def _cite(reading: Reading) -> str:
    a = reading.article
    return f"{a.id} [{a.outlet or a.file}, {a.published or 'no date'}] {headline(reading)}"


def _sentences(readings: Sequence[Reading], config: Config) -> Iterator[str]:
    """The weights of the stories and the sentences an issue of these inputs would print."""
    week = think(readings, files=0, lang=config.lang)
    by_id: Mapping[str, Reading] = {r.article.id: r for r in readings}
    rates = {r.currency: r for r in config.rates}
    weights = {s.id: weigh_story(s, by_id, rates) for s in week.stories}
    chapters = plan_chapters(week.stories, by_id, weights, config.themes)
    picks = choose_picks(chapters, by_id, weights, lang=config.lang)
    yield "WEIGHTS"
    for chapter in chapters:
        yield f"{chapter.theme.key} {chapter.weight:.2f}"
        for story in chapter.stories:
            yield f"  {_weight(story, weights)} {headline(by_id[story.lead])}"
    yield "PRINTED"
    for where, group in [("highlights", picks.highlights), *picks.summaries.items()]:
        for pick in group:
            yield f"  {where}: {pick.sentence.text}"
            total = sum(float(part.rpartition(" ")[2]) for part in pick.why)
            yield f"    why: {total:.2f} = {' + '.join(pick.why)}".replace("+ -", "- ")


def _weight(story: Story, weights: Mapping[str, object]) -> str:
    weight = weights[story.id]
    parts = ", ".join(f"{name} {value:g}" for name, value in weight.parts)  # type: ignore[attr-defined]
    return f"{weight.total:.2f} ({parts})"  # type: ignore[attr-defined]
