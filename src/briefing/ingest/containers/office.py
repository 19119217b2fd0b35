"""Word files: their text in reading order (ECMA-376 part 1, WordprocessingML).

Read from the parts themselves and not through python-docx, which refuses files of the strict kind, those whose main
part has another name, and any with a damaged picture; the text needs none of that.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from ..contents import Contents, Passage, Unreadable
from ..zips import check_ratio, open_archive, unpack
from .office_items import find_items
from .office_lines import Sheets, find_lines, read_notes
from .office_styles import read_numbering, read_styles

MAX_PACKAGE_BYTES = 300 * 1024 * 1024
"""Parts of one Office file together; the libraries hold them in memory, pictures and all."""
MAX_XML_BYTES = 40 * 1024 * 1024
"""One part of text: a book of a million characters has 20 MB of mark-up around it. Its tree takes ten to twenty times
as much."""


def read_docx(content: bytes, zone: tzinfo) -> Contents:
    """Paragraphs, tables and text boxes in the order of the document, footnotes after their section."""
    check_package(content)
    package = _Package(open_archive(content))
    try:
        main = package.main()
        parts = package.related(main)
        body, reservation = _body_of(package.read(main) or b"")
        sheets = Sheets(
            styles=read_styles(_parse(package.read(parts.get("styles")))),
            numbering=read_numbering(_parse(package.read(parts.get("numbering")))),
            notes={kind: read_notes(_parse(package.read(parts.get(f"{kind}s")))) for kind in ("footnote", "endnote")},
        )
    except Unreadable:
        raise
    except Exception as error:  # lxml and zipfile raise whatever they raise on damaged parts
        raise Unreadable(f"is a Word file that is damaged ({type(error).__name__}); save it anew in Word") from None
    text = _text_of(body, sheets)
    if not text.strip() and (inserted := package.chunk(main)):
        return _read_chunk(inserted, zone)
    return _contents(text, "zip with a Word document", reservation)


def read_word_xml(text: str) -> Contents:
    """A Word file written as one XML file: flat OPC, or WordprocessingML of 2003."""
    body, reservation = _body_of(text.encode("utf-8", "replace"))
    return _contents(_text_of(body, Sheets()), "Word document as one XML file", reservation)


def _text_of(body: Any, sheets: Sheets) -> str:
    try:
        return "\n".join(find_lines(body, sheets))
    except UnicodeDecodeError:  # what recovery let through
        raise Unreadable("is a Word file that is damaged (broken characters); save it anew in Word") from None


def _contents(text: str, why: str, reservation: str | None) -> Contents:
    if not text.strip():
        raise Unreadable("is a Word file without text (pictures only?); give its text")
    items, sign = find_items(text.split("\n"))
    reservations = (reservation,) if reservation else ()
    if items:
        return Contents("docx", f"{why}; {len(items)} articles: {sign}", items, reservations=reservations)
    return Contents("docx", why, (Passage(text, extracted=True),), reservations=reservations)


def _read_chunk(content: bytes, zone: tzinfo) -> Contents:
    """A file whose whole text is a web page put inside, as converters on the web make them."""
    from ..read import read_contents
    from ..recognise import recognise_bytes

    kind = recognise_bytes(content)
    if kind in ("docx", "zip"):
        raise Unreadable("is a Word file around another one; save it anew in Word")
    inner = read_contents(content, kind, "", zone)
    return replace(inner, form="docx", why=f"Word document around a web page; {inner.why}")


_HALF_CHARACTERS = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6\d{3}|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]"
)
"""Surrogates, as references or as bytes: no XML may hold them."""


def _body_of(content: bytes) -> tuple[Any, str | None]:
    root = _parse(content)
    reservation = None
    if root is None:
        # Recovery lets half characters through, and they fail where the text is asked for.
        root = _parse(_HALF_CHARACTERS.sub(b"?", content), recover=True)
        reservation = "is damaged inside; its text up to there was read: save it anew in Word"
    body = next(root.iter("{*}body"), None) if root is not None else None
    if body is None:
        raise Unreadable("is a Word file that is damaged (no body); save it anew in Word")
    return body, reservation


def _parse(content: bytes | None, *, recover: bool = False) -> Any:
    """The tree of a part; None when there is none. Nothing is fetched, no entity resolved, depth is cut at 256."""
    from lxml import etree

    if not content:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def check_package(content: bytes) -> None:
    """Bounds of a zip, and no document type: Office writes none, and entities are only good for attacks."""
    archive = open_archive(content)
    if sum(member.file_size for member in archive.infolist()) > MAX_PACKAGE_BYTES:
        raise Unreadable(f"unpacks to more than {MAX_PACKAGE_BYTES // 1024 // 1024} MB; save its text apart")
    for member in archive.infolist():
        check_ratio(member)
        is_sheet = member.filename.startswith("xl/worksheets/")  # which are read row by row
        if member.filename.endswith(".xml") and not is_sheet and member.file_size > MAX_XML_BYTES:
            raise Unreadable(f"holds more than {MAX_XML_BYTES // 1024 // 1024} MB of mark-up; split it")
        is_part = member.filename.endswith(".xml") and member.filename.startswith(("word/", "xl/"))
        if is_part and b"<!DOCTYPE" in _start(archive, member):
            raise Unreadable("declares a document type inside, which no Office program does; save it anew")


def _start(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as stream:
            return stream.read(4096)
    except Exception as error:  # as in `find.unpack`
        raise Unreadable(f"is damaged inside ({type(error).__name__}); get a whole copy") from None


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of an Office file and how they lead to each other (ECMA-376 part 2)."""

    archive: zipfile.ZipFile

    def read(self, name: str | None) -> bytes | None:
        if name is None or name not in self.archive.NameToInfo:
            return None
        member = self.archive.getinfo(name)
        if member.file_size > MAX_XML_BYTES:
            raise Unreadable(f"holds more than {MAX_XML_BYTES // 1024 // 1024} MB of mark-up; split it")
        return unpack(self.archive, member)

    def main(self) -> str:
        """The part with the text, whatever its name is."""
        return self.related("").get("officeDocument", "word/document.xml")

    def related(self, part: str) -> Mapping[str, str]:
        """What a part leads to: the last word of the kind of relation -> name of the part."""
        folder, _, name = part.rpartition("/")
        root = _parse(self.read(posixpath.join(folder, "_rels", f"{name}.rels")))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External" and relation.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target"))).lstrip("/")
                found.setdefault((relation.get("Type") or "").rpartition("/")[2], target)
        return found

    def chunk(self, part: str) -> bytes | None:
        """The web page or text that stands in for the document's own text."""
        return self.read(self.related(part).get("aFChunk"))
