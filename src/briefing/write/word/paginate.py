"""The pages as a layout engine lays them out: LibreOffice prints the document, and the outline of the PDF says where.

`briefing build --paginate` takes the numbers of the contents from here. They hold for the fonts of the machine that
prints; where LibreOffice is not installed, `pages` estimates them.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import OutputError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 300


class Printed(NamedTuple):
    total: int
    chapters: tuple[tuple[str, int], ...]
    """(title, page) of every heading of the first level, in the order of the document."""


def find_program() -> str:
    """LibreOffice. Raises OutputError where there is none."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise OutputError("--paginate: LibreOffice (soffice) is not installed; install it or leave the option out")
    return found


def print_pages(document: bytes) -> Printed:
    """Lay a Word file out. Raises OutputError when LibreOffice cannot."""
    program = find_program()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "briefing.docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
            return read_outline(source.with_suffix(".pdf").read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise OutputError(
                "--paginate: LibreOffice could not lay the briefing out; leave the option out, or try it in a terminal"
            ) from error


def read_outline(printed: bytes) -> Printed:
    """Pages and headings of a PDF that LibreOffice made."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(printed)
    try:
        marks = [mark for mark in pdf.get_toc() if mark.level == 0]
        chapters = tuple((mark.get_title(), dest.get_index() + 1) for mark in marks if (dest := mark.get_dest()))
        return Printed(len(pdf), chapters)
    finally:
        pdf.close()


def match_pages(headings: Iterable[tuple[str, str]], chapters: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Pages by bookmark for (bookmark, text) of the headings; the outline may have lines of the template besides."""
    found: dict[str, int] = {}
    rest = list(chapters)
    for anchor, text in headings:
        place = next((n for n, (title, _) in enumerate(rest) if _bare(title).endswith(_bare(text))), None)
        if place is not None:
            found[anchor] = rest[place][1]
            rest = rest[place + 1 :]
    return found


def _bare(text: str) -> str:
    """LibreOffice puts a blank behind the number of a heading."""
    return "".join(text.split())
