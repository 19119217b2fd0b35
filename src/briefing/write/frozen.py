"""The same bytes for the same content: office files without a clock in them.

Zip members carry the time they were written and both office libraries stamp `modified` when they save.
Here members get one fixed time and order, and the core properties the moment the issue is about.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

# The earliest time a zip entry can hold; anything later would be a claim about when it was written.
EPOCH = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"
CORE_PROPERTIES = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</dcterms:)")


def freeze_zip(data: bytes, *, when: datetime) -> bytes:
    """An office file with the same members, written as if at one fixed moment.

    `created` and `modified` of the core properties become `when` (a naive time is taken as UTC).
    """
    frozen = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        # Readers look for the content types first; the rest goes by name.
        for name in sorted(source.namelist(), key=lambda name: (name != CONTENT_TYPES, name)):
            content = source.read(name)
            if name == CORE_PROPERTIES:
                content = _stamp(content, when)
            target.writestr(_fixed_entry(name), content)
    return frozen.getvalue()


def _fixed_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def _stamp(core: bytes, when: datetime) -> bytes:
    moment = when.astimezone(UTC) if when.tzinfo else when
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _STAMP.sub(lambda found: found[1] + text + found[2], core)
