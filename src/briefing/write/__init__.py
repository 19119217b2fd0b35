"""A `Briefing` in, files out: one module per format; none of them adds anything.

An issue is a folder of five files that belong together; `write_issue` changes them together (see `folder`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..types import Briefing

DOCX, XLSX, JSON, MARKDOWN, MANIFEST = "briefing.docx", "appendix.xlsx", "briefing.json", "briefing.md", "manifest.json"
FILES = (DOCX, XLSX, JSON, MARKDOWN, MANIFEST)

__all__ = ["FILES", "finish_issue", "write_issue"]


def write_issue(
    briefing: Briefing,
    folder: Path,
    *,
    template: str | Path | None = None,
    settings: Mapping[str, Any] | None = None,
    total: int | None = None,
    paginate: bool = False,
) -> tuple[str, ...]:
    """Write an issue into a folder, all of it or nothing; the names of its files.

    `settings` go into the manifest: what reading the inputs again needs; `total` is that of `make_docx`; `paginate`:
    the page numbers of LibreOffice instead of estimated ones. Raises OutputError when the folder cannot be written,
    TemplateError when the Word template lacks something.
    """
    from .folder import why, write_files

    try:
        files = make_files(briefing, folder, template=template, settings=settings, total=total, paginate=paginate)
    except OSError as error:  # the office libraries write to temporary files
        raise OutputError(f"{folder}: {why(error)}") from error
    write_files(folder, files)
    return tuple(files)


def make_files(
    briefing: Briefing,
    folder: Path,
    *,
    template: str | Path | None = None,
    settings: Mapping[str, Any] | None = None,
    total: int | None = None,
    paginate: bool = False,
) -> dict[str, bytes]:
    """The five files in memory. The office libraries are loaded here, when they are needed."""
    from .docx import make_docx
    from .json import make_json
    from .manifest import make_manifest
    from .markdown import make_markdown
    from .word.paginate import print_pages
    from .xlsx import make_xlsx

    look, printer = Path(template) if template else None, print_pages if paginate else None
    files = {
        DOCX: make_docx(briefing, template=look, total=total, printer=printer),
        XLSX: make_xlsx(briefing),
        JSON: make_json(briefing),
        MARKDOWN: make_markdown(briefing),
    }
    return {**files, MANIFEST: make_manifest(briefing, files, folder=folder, settings=settings)}


def finish_issue(folder: Path) -> bool:
    """Complete an issue that a killed run had written but not quite moved into place; call before reading one."""
    from .folder import finish_issue as finish

    return finish(folder)
