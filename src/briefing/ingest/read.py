"""The bytes of one file to its texts: which reader reads what. A new container is a new reader and a line here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, tzinfo

from .bounds import check_bounds
from .contents import Contents, Passage, Unreadable
from .decode import decode
from .recognise import recognise_bytes, recognise_text
from .stated.facts import file_day
from .stated.told import parse_told

__all__ = ["read_contents", "recognise_bytes"]


def read_contents(content: bytes, kind: str | None, name: str, zone: tzinfo) -> Contents:
    """The texts of a file of a recognised kind; None: what may be text."""
    if kind is not None:
        return _read_binary(content, kind, zone)
    decoded = decode(content)
    if not decoded.text.strip():
        raise Unreadable("holds nothing but blanks; get a whole copy or delete it")
    contents = _read_text(decoded.text, name, zone)
    reservations = ((decoded.reservation,) if decoded.reservation else ()) + contents.reservations
    return replace(contents, encoding=decoded.encoding, reservations=reservations)


def _read_binary(content: bytes, kind: str, zone: tzinfo) -> Contents:
    from .containers import mail, office, pdf, saved_page, sheets

    if kind == "mail":
        return mail.read_mail(content, zone)
    if kind == "mailbox":
        return mail.read_mailbox(content)
    if kind == "saved_page":
        return saved_page.read_saved_page(content, zone)
    if kind == "pdf":
        return pdf.read_pdf(content)
    if kind == "docx":
        return office.read_docx(content, zone)
    office.check_package(content)
    return sheets.read_xlsx(content, zone)


def _read_text(text: str, name: str, zone: tzinfo) -> Contents:
    kind, why = recognise_text(text, name)
    check_bounds(kind, text)
    contents = _with_told_times(_read_kind(kind, text, zone), name, zone)
    return contents if contents.form is None else replace(contents, why=f"{why}; {contents.why}")


def _with_told_times(contents: Contents, name: str, zone: tzinfo) -> Contents:
    """The same with the times that count from the day in the file's name."""
    if not any(passage.told for passage in contents.passages):
        return contents
    day = file_day(name, zone)
    return replace(contents, passages=tuple(_with_told_time(passage, day, zone) for passage in contents.passages))


def _with_told_time(passage: Passage, day: date | None, zone: tzinfo) -> Passage:
    if passage.published or not (passage.told and day):
        return passage
    return replace(passage, published=parse_told(passage.told, day, zone))


def _read_kind(kind: str, text: str, zone: tzinfo) -> Contents:
    from .containers import tables

    if kind == "web_page":
        from .containers.sheets import find_page_table
        from .forms.web_page import read_page

        return find_page_table(text, zone) or read_page(text, zone)
    if kind == "syndication":
        from .containers.syndication import read_feed

        return read_feed(text, zone)
    if kind == "xml_sheets":
        from .containers.sheets import read_xml_sheets

        return read_xml_sheets(text, zone)
    if kind == "word_xml":
        from .containers.office import read_word_xml

        return read_word_xml(text)
    if kind == "jsonl":
        return tables.read_jsonl(text, zone)
    if kind == "json":
        return tables.read_json(text, zone)
    if kind == "csv":
        return tables.read_csv(text, zone)
    return Contents(None, "", (Passage(text),))
