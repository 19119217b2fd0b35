"""What `briefing init` gives: settings, themes and templates as files to edit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from .errors import OutputError

FILES = (
    ("data/briefing.toml", "briefing.toml"),
    ("data/themes.toml", "themes.toml"),
    ("templates/weekly.docx", "weekly.docx"),
    ("templates/official.docx", "official.docx"),
)


def write_starter(folder: Path) -> tuple[str, ...]:
    """Copy the files into `folder`; their names. Raises OutputError when one of them exists or cannot be written."""
    standing = [name for _, name in FILES if (folder / name).exists()]
    if standing:
        raise OutputError(f"{folder}: {', '.join(standing)} exists; nothing was written, give another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source, name in FILES:
            (folder / name).write_bytes(resources.files("briefing").joinpath(source).read_bytes())
    except OSError as e:
        raise OutputError(f"{folder}: cannot be written ({e.strerror}); give a folder you may write to") from None
    return tuple(name for _, name in FILES)
