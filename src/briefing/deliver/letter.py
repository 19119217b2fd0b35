"""The message for one recipient, in bytes as a mail server takes them.

Sources of the form: RFC 5322 (headers), RFC 2045 to 2047 (parts, encoded words), RFC 2183 and 2231 (names of files),
RFC 3834 (a message that no machine should answer). The older half of `email` is used on purpose: the newer one writes
a name of a file in one way only, and some readers know only the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr

from ..config.delivery import Mail
from ..write import DOCX, XLSX
from .issue import Parcel, fill, fill_file_name, message_id

POLICY = compat32.clone(linesep="\r\n")
OFFICE = "vnd.openxmlformats-officedocument"
ATTACHED = ((DOCX, f"{OFFICE}.wordprocessingml.document"), (XLSX, f"{OFFICE}.spreadsheetml.sheet"))
WITHOUT_FILES = {
    "zh": "附件合计超出邮件大小上限，未随信附上。文件在：{where}",
    "en": "The attachments are larger than mail takes and were left out. The files are here: {where}",
}
# Mail programs show a bare table without lines; all of this is understood by Outlook and Gmail.
STYLE = (
    "body{font-family:sans-serif;line-height:1.6;max-width:46em}table{border-collapse:collapse}"
    "td,th{border:1px solid #bbb;padding:2px 8px}h1{font-size:1.5em}h2{font-size:1.25em}h3{font-size:1.05em}"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """Writes the messages of one issue."""

    settings: Mail
    parcel: Parcel
    where: Callable[[], str]
    """Where the files lie, for a message without them."""

    @property
    def sender(self) -> str:
        """The bare address."""
        return parseaddr(self.settings.sender)[1]

    @property
    def subject(self) -> str:
        return fill(self.settings.subject, self.parcel.facts.words(), setting="[delivery.mail] subject")

    def id_for(self, recipient: str) -> str:
        return message_id(self.parcel.facts, "mail", recipient, domain=self.sender.rpartition("@")[2])

    def write(self, recipient: str, *, with_files: bool = True) -> bytes:
        """The message; without files its body begins with where they lie."""
        parts = list(self._attachments()) if with_files else []
        letter = _multipart("mixed", self.id_for(recipient))
        for name, value in self._headers(recipient):
            letter[name] = value  # type: ignore[assignment]  # a Header is what the older half of `email` wants
        for part in (self._body(recipient, with_files=with_files), *parts):
            letter.attach(part)
        return letter.as_bytes(policy=POLICY)

    def _headers(self, recipient: str) -> Iterator[tuple[str, str | Header]]:
        name, address = parseaddr(self.settings.sender)
        yield "From", formataddr((name, address))
        yield "To", recipient
        yield (
            "Subject",
            self.subject if self.subject.isascii() else Header(self.subject, "utf-8", header_name="Subject"),
        )
        yield "Date", format_datetime(datetime.now(UTC))
        yield "Message-ID", self.id_for(recipient)
        yield "Auto-Submitted", "auto-generated"

    def _body(self, recipient: str, *, with_files: bool) -> MIMEMultipart:
        text = self.parcel.markdown
        if not with_files:
            note = WITHOUT_FILES.get(self.parcel.facts.lang, WITHOUT_FILES["en"])
            text = f"{note.format(where=self.where())}\n\n{text}"
        body = _multipart("alternative", self.id_for(recipient) + "body")
        body.attach(_text(text, "plain"))
        body.attach(_text(make_page(text), "html"))
        return body

    def _attachments(self) -> Iterator[MIMEBase]:
        words = self.parcel.facts.words()
        stem = fill_file_name(self.settings.attachment, words, setting="[delivery.mail] attachment")
        for file, kind in ATTACHED:
            yield _attachment(self.parcel.files[file], kind, name=stem + file[file.rindex(".") :])


def make_page(markdown: str) -> str:
    """The Markdown as a page. Tags in it are shown, not obeyed; links go to http, https and mailto only."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><style>{STYLE}</style></head>\n<body>\n'
        f"{reader.render(markdown)}</body></html>\n"
    )


def _text(text: str, kind: str) -> MIMEText:
    """In base64: its lines end as mail wants them, and no server breaks a long one."""
    return MIMEText(text.rstrip("\n").replace("\n", "\r\n") + "\r\n", kind, "utf-8")


def _attachment(content: bytes, kind: str, *, name: str) -> MIMEBase:
    """The name stands twice: as RFC 2231 has it, and as an encoded word, which is all that some readers know."""
    words = name if name.isascii() else " ".join(Header(name, "utf-8").encode().split())
    part = MIMEApplication(content, kind, name=words)
    part.add_header("Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name))
    return part


def _multipart(kind: str, key: str) -> MIMEMultipart:
    """`=_` occurs in no base64, so the boundary stands in no part; taken from the id, it is the same each time."""
    return MIMEMultipart(kind, boundary="=_" + hashlib.sha256(key.encode()).hexdigest()[:32])
