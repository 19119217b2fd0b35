"""Proof, from the files alone, that every sentence and cell of an issue stands in its source.

The Word file and the workbook are read back, the inputs are read again, and each printed sentence is looked for in
the very article its source number names; each quote in the appendix at the very place its row states. A file that
differs from what was built (a figure, a name, a heading) is named by its hash; a sentence or a quote by its place.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from .analysis import split_all
from .config import LANGUAGES, Config
from .errors import VerifyError
from .ingest import read_inputs
from .money import find_money, with_bound
from .types import Article, Document, Problem, Span
from .write import DOCX, JSON, MANIFEST, XLSX, finish_issue
from .write.docx import read_quotes, read_sources
from .write.labels import read_labels
from .write.word.printable import printable
from .write.xlsx_layout import LABELS
from .write.xlsx_read import read_evidence

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Proof:
    checked: int
    """Sentences, quotes and figures looked for in the sources."""
    faults: tuple[Problem, ...]
    edited: int = 0
    """Values that are an editor's, named as such: they stand in no source and are not looked for."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The inputs, read again."""

    articles: Mapping[str, Article]
    documents: Mapping[str, Document]

    def holds(self, article: str, text: str) -> bool:
        """Whether the sentence stands in the article's body."""
        return text in printable(self.articles[article].text)

    def is_title(self, article: str, text: str) -> bool:
        """Whether it is the article's title: a record may be read from it, a printed sentence never is."""
        return text == printable(self.articles[article].title or "")

    def stands_at(self, article: str, text: str, raw: Span) -> bool:
        """Whether it stands at exactly that place of the file; in a title, a line break is printed as a blank."""
        a = self.articles[article]
        document = self.documents[a.document]
        if a.title_span is not None and self.is_title(article, text) and document.raw_span(a.title_span) == raw:
            return printable(document.text[a.title_span.start : a.title_span.end]) == text
        return any(document.raw_span(s) == raw for s in self._find(a, text))

    @staticmethod
    def _find(article: Article, text: str) -> Iterator[Span]:
        at = article.text.find(text)
        while at >= 0:
            start = article.span.start + at
            yield Span(start, start + len(text))
            at = article.text.find(text, at + 1)


def verify_issue(folder: Path, config: Config, *, places: Sequence[Path] = ()) -> Proof:
    """Check the issue in `folder`; `places` say where inputs lie that have moved.

    Raises VerifyError when the folder holds no issue or an input is not to be found.
    """
    if not folder.is_dir():
        raise VerifyError(f"{folder}: is no folder; give the folder that `briefing build --out` wrote")
    finish_issue(folder)
    manifest = _read_json(folder / MANIFEST)
    issue = _read_json(folder / JSON)
    faults = list(_changed_files(folder, manifest))
    sources, changed = _read_sources_again(folder, manifest, config, places)
    edited = _edited_amounts(issue)
    checks = [*_word(folder / DOCX, issue, sources), *_workbook(folder / XLSX, sources, edited), *_json(issue, sources)]
    faults += [*changed, *(fault for fault in checks if fault is not None)]
    editors = sum(len(review["changes"]) for review in issue.get("reviews", ()))
    return Proof(checked=len(checks), faults=tuple(faults), edited=editors)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise VerifyError(f"{path.name}: not found in {path.parent}; build the issue again") from None
    except (OSError, ValueError) as e:
        raise VerifyError(f"{path.name}: cannot be read ({e}); build the issue again") from None
    if not isinstance(content, dict):
        raise VerifyError(f"{path.name}: is not what `briefing build` writes; build the issue again")
    return content


def _changed_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    for output in manifest.get("outputs", ()):
        path = folder / output["file"]
        if not path.is_file():
            yield Problem(output["file"], "is missing; build the issue again", "error")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != output["sha256"]:
            yield Problem(output["file"], "has been changed since it was built", "error")


# ---------------------------------------------------------------- the inputs


def _read_sources_again(
    folder: Path, manifest: Mapping[str, Any], config: Config, places: Sequence[Path]
) -> tuple[Sources, list[Problem]]:
    settings = manifest.get("settings", {})
    config = replace(
        config,
        timezone=settings.get("timezone", config.timezone),
        outlets=settings.get("outlets", config.outlets),
    )
    given = [str(p) for p in places] or _locations(folder, manifest)
    intake = read_inputs(given, config)
    names: dict[str | None, list[str]] = defaultdict(list)
    for file in sorted(intake.files, key=lambda f: f.file, reverse=True):
        names[file.sha256].append(file.file)
    faults = []
    renamed = {}
    for entry in manifest["inputs"]:
        if entry["sha256"] is None:
            continue
        if names[entry["sha256"]]:  # of a file that lies there twice, one name for each
            renamed[names[entry["sha256"]].pop()] = entry["file"]
        else:
            faults.append(Problem(entry["file"], "has been changed, or is not where it was, since the build", "error"))
    documents = sorted(
        (replace(d, file=renamed[d.file]) for d in intake.documents if d.file in renamed), key=lambda d: d.file
    )
    articles = split_all(documents, config)
    return Sources({a.id: a for a in articles}, {d.id: d for d in documents}), faults


def _locations(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Where the inputs lay, members of an archive by the archive."""
    found = []
    for entry in manifest["inputs"]:
        location = entry["location"]
        if location == "-":
            raise VerifyError("the issue was built from standard input; give that text again with --inputs FILE")
        path = folder / location
        if not path.exists() and "!" in location:
            path = folder / location.partition("!")[0]
        if entry["sha256"] is None:
            continue
        if not path.exists():
            raise VerifyError(f"{entry['file']}: not found at {path}; say where it lies now with --inputs")
        found.append(str(path))
    if not found:
        raise VerifyError("the issue has no readable input; there is nothing to check it against")
    return list(dict.fromkeys(found))


# ---------------------------------------------------------------- the checks: None, or the fault


def _word(path: Path, issue: Mapping[str, Any], sources: Sources) -> Iterator[Problem | None]:
    articles = {s["number"]: s["article"] for s in issue["sources"]}
    titles = {s["number"]: printable(s["title"]).strip() for s in issue["sources"]}
    for entry in read_sources(path):
        if titles.get(entry.number) != entry.title:
            yield Problem(f"{DOCX} source [{entry.number}]", f'"{entry.title[:40]}" is not the source cited', "error")
        else:
            yield None
    times: dict[str, int] = defaultdict(int)
    for text, number in read_quotes(path):
        times[text] += 1
        where = f'{DOCX} "{text[:40]}"'
        article = articles.get(number)
        if article is None or article not in sources.articles:
            yield Problem(where, f"cites [{number}], which is no source", "error")
        elif not sources.holds(article, text):
            yield Problem(where, f"does not stand in source [{number}]", "error")
        elif times[text] > 1:
            yield Problem(where, "stands twice in the document", "error")
        else:
            yield None


def _edited_amounts(issue: Mapping[str, Any]) -> dict[str, str]:
    """By record, the words of amounts that an editor set: no source has them, the workbook must have just these."""
    records = [record for kind in ("deals", "funds", "projects") for record in issue[kind] if record.get("review")]
    parts = ("amount", "currency")  # new ones give the amount new words
    return {
        record["id"]: printable(record["money"]["text"]) if record["money"] else ""
        for record in records
        for columns in [{change["column"].rpartition("_")[2] for change in record["review"]["changes"]}]
        if columns & {*parts, "text"}
    }


def _workbook(path: Path, sources: Sources, edited: Mapping[str, str]) -> Iterator[Problem | None]:
    for row in read_evidence(path):
        where = f"{XLSX} {row['title']} row {row['row']}"
        quote, article = row["quote"], row["article"]
        if row["sheet"] == "articles" and quote is None:
            continue
        if article not in sources.articles:
            yield Problem(where, f"names article {article}, which is not in the inputs", "error")
            continue
        yield _check_quote(where, row, sources)
        if row["sheet"] == "conflicts":
            yield _check_reading(where, row)
        elif row["id"] in edited and row["sheet"] != "articles":
            yield _check_edited(where, row, edited[row["id"]])
        elif row["amount_text"]:
            stands = row["amount_text"] in printable(_everything(sources.articles[article]))
            yield None if stands else Problem(where, f'"{row["amount_text"]}" does not stand in the article', "error")


def _check_edited(where: str, row: Mapping[str, Any], words: str) -> Problem | None:
    """An editor's amount has to be the one that was decided, in a row that says so."""
    if (row["amount_text"] or "") != words:
        return Problem(where, f'"{row["amount_text"]}" is not the amount that an editor set, "{words}"', "error")
    states = {read_labels(LABELS, lang=lang)["review.changed"] for lang in LANGUAGES}
    if row["cells"].get("review") not in states:
        return Problem(where, f'"{words}" is an editor\'s amount, but the row does not say so', "error")
    return None


def _check_quote(where: str, row: Mapping[str, Any], sources: Sources) -> Problem | None:
    quote, article = row["quote"], row["article"]
    if not quote or row["is_cut"]:
        return Problem(where, "has no whole quote", "error") if not quote else None
    if not sources.holds(article, quote) and not (row["sheet"] != "articles" and sources.is_title(article, quote)):
        return Problem(where, f'"{quote[:40]}" does not stand in the article', "error")
    if row["start"] is None or row["end"] is None:
        return None
    if not sources.stands_at(article, quote, Span(int(row["start"]), int(row["end"]))):
        return Problem(where, f"the quote does not stand at {row['start']}-{row['end']}", "error")
    return None


def _check_reading(where: str, row: Mapping[str, Any]) -> Problem | None:
    """A reading is proved by its own quote: the words, and the amount that they mean."""
    if row["is_cut"]:
        return None
    quote = row["quote"] or ""
    values = [
        m.value
        for m in find_money(quote)
        if row["amount_text"] in (printable(m.text), printable(with_bound(quote, m).text))
    ]
    if not values:
        return Problem(where, f'"{row["amount_text"]}" does not stand in its quote', "error")
    stated = Decimal(str(row["amount"] or 0)) * MILLION
    if not any(value is not None and abs(value - stated) <= MILLION.scaleb(-6) for value in values):
        return Problem(where, f'the amount {row["amount"]} is not what "{row["amount_text"]}" means', "error")
    return None


def _everything(article: Article) -> str:
    return f"{article.title or ''}\n{article.text}"


def _json(issue: Mapping[str, Any], sources: Sources) -> Iterator[Problem | None]:
    quotes = [*issue["highlights"]]
    for section in issue["sections"]:
        quotes += section["summary"]
        quotes += [q for entry in section["entries"] for q in entry["quotes"]]
    quotes += [v for kind in ("deals", "funds", "projects") for event in issue[kind] for v in event["evidence"]]
    claims = [claim for conflict in issue.get("conflicts", ()) for claim in conflict["claims"]]
    quotes += [claim["evidence"] for claim in claims]
    for quote in quotes:
        stands = quote["article"] in sources.articles and sources.stands_at(
            quote["article"], printable(quote["text"]), Span(*quote["raw"])
        )
        yield None if stands else Problem(f'{JSON} "{quote["text"][:40]}"', "does not stand where it says", "error")
    for claim in claims:
        text, holds = claim["money"]["text"], claim["money"]["text"] in claim["evidence"]["text"]
        yield None if holds else Problem(f'{JSON} "{text}"', "does not stand in its quote", "error")
