"""Which container bytes are: told from the content first, from the file's name only where the content allows both."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from .containers.rows import is_header
from .containers.tables import find_header
from .contents import Unreadable
from .refused import refuse, refuse_package
from .zips import open_archive

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "package"),
    (b"PK\x05\x06", "package"),  # an empty zip
)
_HEADER = re.compile(rb"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t]|$)|[ \t]+\S")
_MAIL_NAMES = frozenset((b"mime-version", b"content-type", b"received", b"return-path", b"message-id"))
_SENDER = re.compile(rb"^From:.{0,300}@", re.IGNORECASE | re.MULTILINE)
_MAILBOX = re.compile(rb"From \S{1,200} .{0,60}\d{4}")
_SAVED_PAGE = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_WORD_PART = re.compile(r"word/document\d{0,3}\.xml")
_SHEET_PART = re.compile(r"xl/workbook\d{0,3}\.xml")
_WORD_XML = re.compile(r"<(?:w:wordDocument|pkg:package)\b")
_XML_SHEETS = re.compile(r"<(?:ss:)?Workbook\b[^>]{0,2000}urn:schemas-microsoft-com:office:spreadsheet")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
_XML_OTHER = "is XML whose kind is not known (<{}>); give RSS, Atom, or a table"
_XML_REASONS = {
    "opml": "is a list of feeds (OPML); name the feeds in the settings and run `briefing fetch`",
    "urlset": "is a site map (<urlset>); give the pages that it lists",
    "sitemapindex": "is a site map (<sitemapindex>); give the pages that it lists",
}
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_TAGS = re.compile(r"</?(?:p|div|span|a|br|table|ul|li|h[1-6])\b", re.IGNORECASE)
_COMMENTS = re.compile(r"\A(?:\s|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->)+", re.DOTALL)
_JSON_START = re.compile(r'\[?\s*\{\s*"[^"\n]{1,60}"\s*:')
START = 4_000
"""Characters in which a page or feed says what it is."""


def recognise_bytes(content: bytes) -> str | None:
    """`pdf`, `docx`, `xlsx`, `zip`, `mail`, `mailbox`, `saved_page`; None for what may be text.

    Raises `Unreadable` for what is never read.
    """
    refuse(content)
    if kind := _recognise_message(content[: 16 * START]):
        return kind
    if b"%PDF-" in content[:1024] and content.lstrip()[:1] != b"<":
        return "pdf"
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    return _recognise_package(content) if kind == "package" else kind


def _recognise_message(start: bytes) -> str | None:
    """A mail, mailbox or page in one file: header lines only, up to the first blank line, and some that a mail has."""
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_mailbox = bool(_MAILBOX.match(bare))
    if is_mailbox:
        bare = bare.partition(b"\n")[2]
    head = re.split(rb"\r?\n\r?\n", bare, maxsplit=1)[0]
    lines = [_HEADER.match(line) for line in head.splitlines()]
    names = {match["name"].lower() for match in lines if match and match["name"]}
    if not all(lines) or not (names & _MAIL_NAMES or (_SENDER.search(head) and names & {b"date", b"subject"})):
        return None
    if is_mailbox:
        return "mailbox"
    # A browser writes `From: <Saved by ...>`, Word nothing; a mail has the address of its sender.
    return "saved_page" if _SAVED_PAGE.search(head) and not _SENDER.search(head) else "mail"


def _recognise_package(content: bytes) -> str:
    """What a zip is: its parts tell."""
    names = frozenset(open_archive(content).namelist())
    if any(map(_WORD_PART.fullmatch, names)):
        return "docx"
    if any(map(_SHEET_PART.fullmatch, names)):
        return "xlsx"
    refuse_package(names)
    return "zip"


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
    if word := _WORD_XML.search(head):
        return "word_xml", f"begins with {word[0]}>"
    if _XML_SHEETS.search(head):
        return "xml_sheets", "begins with <Workbook> of Excel 2003"
    html, feed = _HTML.search(head), _FEED.search(head)
    if feed and (not html or feed.start() < html.start()):
        return "syndication", f"begins with {feed[0]}>"
    if html:
        return "web_page", f"begins with {html[0].lower()}>"
    if _is_page_named(text, ending) or len(_TAGS.findall(text[: 5 * START])) >= 3:
        return "web_page", "holds tags of a web page"
    root = _ROOT.search(head)
    if root and text.rstrip().endswith(">") and (text.lstrip().startswith("<?xml") or ending == ".xml"):
        raise Unreadable(_XML_REASONS.get(root[1].lower(), _XML_OTHER).format(root[1]))
    return None


def _is_page_named(text: str, ending: str) -> bool:
    return ending in (".html", ".htm", ".xhtml", ".shtml") and bool(_TAGS.search(text[: 5 * START]))


def _recognise_json(text: str, ending: str) -> tuple[str, str] | None:
    bare = text.lstrip()
    if not bare.startswith(("{", "[")):
        if ending in (".jsonl", ".ndjson") and any(map(_is_object, bare[: 50 * START].split("\n", 9)[:9])):
            return "jsonl", f"named {ending}, JSON objects below its first line"
        return None
    lines = [line for line in bare[: 50 * START].split("\n", 6)[:6] if line.strip()]
    # A whole object on the first line of several is a row: no JSON value goes on behind it.
    if len(lines) > 1 and (_is_object(lines[0]) or sum(map(_is_object, lines[:5])) > len(lines[:5]) // 2):
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
    """A header row with known names; in a file named .csv also below a title, else the next row must have cells too."""
    if ending in (".csv", ".tsv", ".tab"):
        return ("csv", f"named {ending}, lines cut into cells") if find_header(text) or _is_cut(text) else None
    bare = text.lstrip("\r\n")
    found = find_header(bare, within=3)
    if found is None:
        return None
    number, delimiter = found
    first, following = [*bare[:20_000].split("\n")[number : number + 2], ""][:2]
    if delimiter not in following:
        return None
    columns = [cell.strip().strip('"') for cell in first.split(delimiter)]
    return ("csv", "a line names columns") if len(columns) >= 3 and is_header(columns) else None


def _is_cut(text: str) -> bool:
    """Whether the first lines are cells and not prose: as many delimiters in each."""
    lines = [line for line in text[: 2 * START].split("\n")[:6] if line.strip()][:5]
    counts = [[line.count(mark) for mark in ",;\t|"] for line in lines]
    return len(lines) > 1 and any(same and len({*same}) == 1 and same[0] for same in zip(*counts, strict=True))
