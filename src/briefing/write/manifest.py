"""The manifest: what went in, what came out, and what is needed to read the inputs again.

    {schema, version, title, desk, issue, period: {first, last, is_asked}, settings,
     inputs: [{file, location, bytes, sha256, form, encoding}], outputs: [{file, bytes, sha256}],
     counts: {files, files_unread, found, used, merged, skipped, articles, stories, deals, funds, projects,
              background, sources, problems},
     problems: [{subject, message, severity}]}

`location` is relative to the issue's folder, in POSIX form, `-` for standard input, and `archive.zip!member` for
a member of a zip: the folder and its inputs can be moved together. `sha256` is null for what could not be read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..types import Briefing, SourceFile
from .counts import count_contents

SCHEMA = "briefing-manifest/1"
STDIN = "-"


def make_manifest(
    briefing: Briefing, outputs: Mapping[str, bytes], *, folder: Path, settings: Mapping[str, Any] | None = None
) -> bytes:
    """`settings`: whatever the caller needs to read the inputs as they were read (time zone, sources)."""
    period = briefing.period
    manifest = {
        "schema": SCHEMA,
        "version": briefing.version,
        "title": briefing.title,
        "desk": briefing.desk,
        "issue": briefing.issue,
        "period": {
            "first": period.first.isoformat() if period.first else None,
            "last": period.last.isoformat() if period.last else None,
            "is_asked": period.is_asked,
        },
        "settings": {"lang": briefing.lang, **(settings or {})},
        "inputs": [_input(row.source, folder) for row in briefing.coverage],
        "outputs": [
            {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(outputs.items())
        ],
        "counts": count_contents(briefing),
        "problems": [{"subject": p.subject, "message": p.message, "severity": p.severity} for p in briefing.problems],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _input(source: SourceFile, folder: Path) -> dict[str, Any]:
    return {
        "file": source.file,
        "location": relative_location(source.location, folder),
        "bytes": source.size,
        "sha256": source.sha256,
        "form": source.form,
        "encoding": source.encoding,
    }


def relative_location(location: str, folder: Path) -> str:
    """Where an input lies, seen from the issue's folder; links are followed, as `..` would follow them.

    An input on another drive of Windows has no relative path and keeps its own.
    """
    if location == STDIN:
        return STDIN
    path, mark, member = _part_member(location)
    try:
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
    except ValueError:
        relative = path
    return Path(relative).as_posix() + mark + member


def _part_member(location: str) -> tuple[str, str, str]:
    """`a.zip!b.txt` in its parts. A `!` in the name of a file that is there belongs to the name."""
    if os.path.exists(location):
        return location, "", ""
    path, mark, member = location.partition("!")
    while mark and not os.path.exists(path) and "!" in member:
        more, mark, member = member.partition("!")
        path = f"{path}!{more}"
    return path, mark, member
