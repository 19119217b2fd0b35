"""Files that are never read: told by their bytes, and named with what to do."""

from __future__ import annotations

from .contents import Unreadable

PICTURE = "is a picture; give its text (run it through OCR)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "is an RTF file (.rtf); open it in Word or WPS and save it as .docx"),
    (b"\x1f\x8b", "is packed with gzip; unpack it or use zip"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it or use zip"),
    (b"Rar!", "is a RAR archive; unpack it or use zip"),
    (b"BZh", "is packed with bzip2; unpack it or use zip"),
    (b"\xfd7zXZ", "is packed with xz; unpack it or use zip"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd; unpack it or use zip"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"AT&TFORM", "is a DjVu file of scanned pages; run it through OCR and save it as PDF or .docx"),
    (b"CAJ\x00", "is a CAJ file of CNKI; download the article as PDF"),
    (b"HN\x00\x00", "is a CAJ file of CNKI; download the article as PDF"),
    (b"%!PS", "is a PostScript file; save it as PDF"),
    (b"SQLite format 3", "is a database; export its articles as csv or jsonl"),
    (b"\x00\x01\x00\x00Standard", "is an Access database; export its articles as csv or xlsx"),
    (b"\x78\x9f\x3e\x22", "is a winmail.dat of Outlook; have the mail sent as HTML or plain text"),
    (b"bplist00", "is a property list or a web archive of Safari; save the page as .html or PDF"),
    (b"!BDN", "is an Outlook folder (.pst); save its mails as .eml"),
    (b"ITSF", "is a help file (.chm); save its pages as .html"),
    (b"\x7fELF", "is a program, not a text"),
    (b"MZ\x90", "is a program, not a text"),
    (b"OggS", "is sound; give its text"),
    (b"ID3\x03", "is sound; give its text"),
    (b"ID3\x04", "is sound; give its text"),
    (b"RIFF", "is a picture, sound or film; give its text"),
)
# Names of streams in an OLE file (MS-CFB: UTF-16 in its directory), the telling ones first.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "is an Office file locked with a password; save a copy without one"),
    ("WordDocument", "is an old Word or WPS text (.doc, .wps); open it in Word or WPS and save it as .docx"),
    ("__substg1.0_", "is an Outlook message (.msg); save it as .eml or .html"),
    ("PowerPoint Document", "is an old PowerPoint file (.ppt); save its text as .docx or .txt"),
    ("Workbook", "is an old Excel or WPS table (.xls, .et); save it as .xlsx"),
    ("Book", "is an old Excel table (.xls); save it as .xlsx"),
    ("FileHeader", "is a Hangul text (.hwp); save it as .docx"),
    ("CONTENTS", "is an old Works or WPS text (.wps); open it in WPS and save it as .docx"),
)
_OLE_OTHER = "is an old Office file (.doc, .wps, .xls); open it in its program and save it as .docx or .xlsx"


def refuse(content: bytes) -> None:
    """Raise `Unreadable` for bytes that are never read."""
    if content.startswith(_OLE):
        raise Unreadable(_name_ole(content))
    for magic, reason in _REFUSED:
        if content.startswith(magic):
            raise Unreadable(reason)
    if content.startswith(b"BM") and len(content) > 14 and int.from_bytes(content[2:6], "little") == len(content):
        raise Unreadable(PICTURE)
    if content[4:8] == b"ftyp":
        raise Unreadable("is a picture, sound or film; give its text")


def _name_ole(content: bytes) -> str:
    """What an OLE file holds. An older WPS text has the same streams as Word's."""
    found = (reason for stream, reason in _STREAMS if stream.encode("utf-16-le") in content)
    return next(found, _OLE_OTHER)


def refuse_package(names: frozenset[str]) -> None:
    """Raise `Unreadable` for a zip that is another program's document, told by its parts."""
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("is a PowerPoint file (.pptx); save its text as .docx or .txt")
    if "xl/workbook.bin" in names:
        raise Unreadable("is a binary workbook (.xlsb); save it as .xlsx")
    if any(name.endswith(".iwa") or name in ("Index.zip", "index.apxl") for name in names):
        raise Unreadable("is a document of Apple Pages, Numbers or Keynote; export it as .docx, .xlsx or PDF")
    if "META-INF/container.xml" in names and any(name.endswith(".opf") for name in names):
        raise Unreadable("is an e-book (.epub); save its chapters as .html or .docx")
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        raise Unreadable("is an OpenDocument file (.odt, .ods) or an e-book; save it as .docx, .xlsx or .html")
    if "OFD.xml" in names:
        raise Unreadable("is an OFD document; save it as PDF or .docx")
    if any(name.startswith("FixedDocSeq") or name.endswith(".fdseq") for name in names):
        raise Unreadable("is an XPS document; save it as PDF")
