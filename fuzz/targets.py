"""What is fuzzed: a reader or a stage each, from bytes to the laws that must hold afterwards.

A target returns when all is well and raises when a law is broken; whatever else escapes it is a defect too.
"""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing import show
from briefing.analysis import Choosing, analyse, split_all
from briefing.assembly import find_unsplit
from briefing.config import Config
from briefing.ingest import Intake, read_inputs
from briefing.settings import load_settings
from briefing.text import cut_articles
from briefing.types import Article

from . import seeds

FILE_NAMES = ("a.txt", "a.html", "a.csv", "a.jsonl", "a.xml", "a.json", "a.md", "a.eml", "a")


@cache
def _settings() -> Config:
    return load_settings(None)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def read(content: bytes, name: str = "a.txt") -> tuple[Intake, list[Article]]:
    """The bytes as a file, read and split; checks the laws of both."""
    path = Path(_folder().name, name)
    path.write_bytes(content)
    intake = read_inputs([str(path)], _settings())
    articles = split_all(intake.documents, _settings())
    check_accounts(intake, articles)
    check_articles(intake, articles)
    return intake, articles


def check_accounts(intake: Intake, articles: list[Article]) -> None:
    """Every file gave articles, or it is said why not."""
    told = {problem.subject for problem in (*intake.problems, *find_unsplit(intake.documents, articles))}
    with_articles = {article.file for article in articles}
    for source in intake.files:
        is_container = any(other.file.startswith(f"{source.file}/") for other in intake.files)
        assert source.file in with_articles or source.file in told or is_container, f"{source} is not accounted for"


def check_articles(intake: Intake, articles: list[Article]) -> None:
    """Articles lie inside their documents, blocks inside their articles, and all of it can be printed."""
    documents = {document.id: document for document in intake.documents}
    for article in articles:
        document = documents[article.document]
        assert 0 <= article.span.start <= article.span.end <= len(document.text)
        assert article.text == document.text[slice(*article.span)]
        for block in article.blocks:
            assert article.span.start <= block.span.start <= block.span.end <= article.span.end, block
        line = json.dumps(show.article_fields(article, document), ensure_ascii=False, default=str)
        line.encode("utf-8")
        assert article.url is None or article.url.startswith(("http://", "https://")), article.url


def think(intake: Intake, articles: Iterable[Article]) -> None:
    """Sentences, words, key sentences, records and signature of each; checks that evidence is a slice."""
    texts = {document.id: document.text for document in intake.documents}
    chosen = list(articles)[:20]
    for article, (sentences, tokens) in zip(chosen, cut_articles(chosen), strict=True):
        reading = analyse(article, sentences, tokens, _settings(), choosing=Choosing())
        for sentence in reading.sentences:
            assert article.span.start <= sentence.span.start < sentence.span.end <= article.span.end, sentence
        for record in reading.records:
            for evidence in record.evidence:
                stands = texts[article.document][slice(*evidence.span)].replace("\n", " ")  # a title over two lines
                assert evidence.text.replace("\n", " ") == stands, evidence


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    is_text: bool = True
    """Whether its bytes are mutated as a text."""


def _read_named(content: bytes) -> None:
    """Under a name chosen by the content: endings count in some readers."""
    read(content, FILE_NAMES[zlib.crc32(content) % len(FILE_NAMES)])


def _read_text(content: bytes) -> None:
    think(*read(content.decode("utf-8", "replace").encode()))


def _read_as(name: str) -> Callable[[bytes], None]:
    def run(content: bytes) -> None:
        read(content, name)

    return run


def _read_docx(content: bytes) -> None:
    read(seeds.pack_docx(content), "a.docx")


def _read_sheet(content: bytes) -> None:
    read(seeds.pack_xlsx(content), "a.xlsx")


def _read_strings(content: bytes) -> None:
    read(seeds.pack_xlsx(seeds.SHEET, content), "a.xlsx")


def _utf8(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKED = (
    seeds.pack({"江城.txt": seeds.TEXT, "b/../c.html": seeds.PAGE, "d.csv": seeds.CSV}),
    seeds.pack({"inner.zip": seeds.pack({"a.txt": seeds.ENGLISH})}),
    seeds.pack_docx(seeds.WORD_BODY),
    seeds.pack_xlsx(seeds.SHEET),
)

TARGETS: dict[str, Target] = {
    "file": Target(
        _read_named, (*PACKED, seeds.make_pdf(), *_utf8(*seeds.TEXTS, seeds.PAGE, seeds.RSS)), is_text=False
    ),
    "encodings": Target(
        _read_named,
        tuple(t.encode(c, "replace") for t in seeds.TEXTS for c in ("gb18030", "big5hkscs", "utf-16", "utf-16-be")),
        is_text=False,
    ),
    "text": Target(_read_text, _utf8(*seeds.TEXTS)),
    "page": Target(_read_as("a.html"), _utf8(seeds.PAGE)),
    "feed": Target(_read_as("a.xml"), _utf8(seeds.RSS, seeds.ATOM, seeds.JSON_FEED)),
    "rows": Target(_read_as("a.jsonl"), _utf8(seeds.JSONL)),
    "json": Target(_read_as("a.json"), _utf8(seeds.JSON_FEED, f"[{','.join(seeds.JSONL.split(chr(10))[:-1])}]")),
    "table": Target(_read_as("a.csv"), _utf8(seeds.CSV, seeds.CSV.replace(",", "\t"))),
    "mail": Target(_read_as("a.eml"), _utf8(seeds.MAIL, seeds.SAVED_PAGE)),
    "docx": Target(_read_docx, _utf8(seeds.WORD_BODY)),
    "sheet": Target(_read_sheet, _utf8(seeds.SHEET)),
    "strings": Target(
        _read_strings, _utf8(f"<sst xmlns='{_M}'><si><t>=江城</t></si><si><r><t>北岭</t></r></si></sst>")
    ),
    "pdf": Target(_read_as("a.pdf"), (seeds.make_pdf(),), is_text=False),
    "zip": Target(_read_as("a.zip"), PACKED, is_text=False),
}
