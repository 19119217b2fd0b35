"""Which container bytes are: told from the content first, from the file's name only where the content allows both."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import PurePosixPath

from .contents import Unreadable
from .find import open_archive
from .rows import is_header
from .tables import find_delimiter

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "package"),
    (b"PK\x05\x06", "package"),  # an empty zip
)
_OLE = "is an old Office file (.doc, .xls) or locked with a password; save it as .docx or .xlsx without one"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", "is an RTF file; save it as .docx"),
    (b"\x1f\x8b", "is packed with gzip; unpack it or use zip"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; use zip"),
    (b"Rar!", "is a RAR archive; use zip"),
    (b"BZh", "is packed with bzip2; unpack it or use zip"),
    (b"\xfd7zXZ", "is packed with xz; unpack it or use zip"),
    (b"\x89PNG", "is a picture; give its text"),
    (b"\xff\xd8\xff", "is a picture; give its text"),
    (b"GIF8", "is a picture; give its text"),
    (b"II*\x00", "is a picture; give its text"),
    (b"MM\x00*", "is a picture; give its text"),
    (b"SQLite format 3", "is a database; export its articles as csv or jsonl"),
    (b"\x7fELF", "is a program, not a text"),
)
_BOUNDARY = re.compile(rb"^(?:From|MIME-Version|Content-Type|Subject|Received|Return-Path): ", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_TAGS = re.compile(r"</?(?:p|div|span|a|br|table|ul|li|h[1-6])\b", re.IGNORECASE)
_COMMENTS = re.compile(r"\A(?:\s|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->)+", re.DOTALL)
_JSON_START = re.compile(r'\[?\s*\{\s*"[^"\n]{1,60}"\s*:')
START = 4_000
"""Characters in which a page or feed says what it is."""


def recognise_bytes(content: bytes) -> str | None:
    """`pdf`, `docx`, `xlsx`, `zip`; None for what may be text. Raises `Unreadable` for what is never read."""
    for magic, reason in _REFUSED:
        if content.startswith(magic):
            raise Unreadable(reason)
    if content.startswith(b"BM") and len(content) > 14 and int.from_bytes(content[2:6], "little") == len(content):
        raise Unreadable("is a picture; give its text")
    if content.startswith(b"RIFF") or content[4:8] == b"ftyp":
        raise Unreadable("is a picture, sound or film; give its text")
    if _BOUNDARY.match(content) and b"multipart/" in content[:START]:
        raise Unreadable("is a mail or a page saved with its pictures (.eml, .mht); save it as .html or .docx")
    if b"%PDF-" in content[:1024] and content.lstrip()[:1] != b"<":
        return "pdf"
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    return _recognise_package(content) if kind == "package" else kind


def _recognise_package(content: bytes) -> str:
    """What a zip is: its parts tell."""
    names = set(_names(content))
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        raise Unreadable("is a PowerPoint file; save its text as .docx or .txt")
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        raise Unreadable("is an OpenDocument file or an e-book; save it as .docx or .html")
    return "zip"


def _names(content: bytes) -> list[str]:
    archive: zipfile.ZipFile = open_archive(content)
    return archive.namelist()


def recognise_text(text: str, name: str) -> tuple[str, str]:
    """`web_page`, `syndication`, `jsonl`, `json`, `csv` or `text`, and why."""
    ending = PurePosixPath(name).suffix.lower()
    if found := _recognise_markup(text, ending) or _recognise_json(text, ending) or _recognise_table(text, ending):
        return found
    return "text", "no mark-up, no table"


def _recognise_markup(text: str, ending: str) -> tuple[str, str] | None:
    head = _COMMENTS.sub("", text[: 2 * START])[:START]
    if not head.startswith("<"):
        return ("web_page", f"named {ending}, with tags") if _is_page_named(text, ending) else None
    html, feed = _HTML.search(head), _FEED.search(head)
    if feed and (not html or feed.start() < html.start()):
        return "syndication", f"begins with {feed[0]}>"
    if html:
        return "web_page", f"begins with {html[0].lower()}>"
    if _is_page_named(text, ending) or len(_TAGS.findall(text[: 5 * START])) >= 3:
        return "web_page", "holds tags of a web page"
    root = _ROOT.search(head)
    if root and text.rstrip().endswith(">") and (text.lstrip().startswith("<?xml") or ending == ".xml"):
        raise Unreadable(f"is XML whose kind is not known (<{root[1]}>); give RSS, Atom, or a table")
    return None


def _is_page_named(text: str, ending: str) -> bool:
    return ending in (".html", ".htm", ".xhtml", ".shtml") and bool(_TAGS.search(text[: 5 * START]))


def _recognise_json(text: str, ending: str) -> tuple[str, str] | None:
    bare = text.lstrip()
    if ending in (".jsonl", ".ndjson"):
        return ("json", "one JSON array") if bare.startswith("[") else ("jsonl", f"named {ending}")
    if not bare.startswith(("{", "[")):
        return None
    lines = [line for line in bare[: 50 * START].split("\n", 6)[:6] if line.strip()]
    if len(lines) > 1 and sum(_is_object(line) for line in lines[:5]) > len(lines[:5]) // 2:
        return "jsonl", "one JSON object a line"
    if ending == ".json" or _JSON_START.match(bare) or _is_json(bare):
        if _is_json_feed(bare):
            return "syndication", "JSON with the version of JSON Feed"
        return "json", "one JSON value"
    return None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_json(text: str) -> bool:
    if not text.rstrip().endswith(("}", "]")):
        return False
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def _is_json_feed(text: str) -> bool:
    return bool(re.search(r'"version"\s{0,9}:\s{0,9}"https?:(?:\\?/){2}jsonfeed\.org', text[:START]))


def _recognise_table(text: str, ending: str) -> tuple[str, str] | None:
    if ending in (".csv", ".tsv"):
        return "csv", f"named {ending}"
    first, _, rest = text.lstrip("\r\n").partition("\n")
    delimiter = find_delimiter(first)
    if delimiter is None or delimiter not in rest.split("\n", 1)[0]:
        return None
    columns = [cell.strip().strip('"') for cell in first.split(delimiter)]
    return ("csv", "the first line names columns") if len(columns) >= 3 and is_header(columns) else None
