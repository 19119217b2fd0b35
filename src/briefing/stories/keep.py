"""Signatures as bytes, so that a new week can be compared with earlier ones without their texts.

Layout: a version byte, then deflated: the size of the header (4 bytes, little-endian), the header as JSON, the arrays
one behind the other. Shares are kept in 1/65535, the step in which `words.vectors` makes them, so that nothing is lost.
About 4 kB an article.
"""

from __future__ import annotations

import json
import zlib
from datetime import date, time
from typing import Any

import numpy as np

from ..types import Concepts, Signature
from .words import STEPS

VERSION = 1
_SETS = ("figures", "amounts", "days", "lead", "names")
_PLAIN = ("article", "language", "outlet", "title", "length", "is_digest")
_SHARES = ("weights", "opening", "first", "actors")
_ARRAYS = {"headline": "<u4", "words": "<u4", **dict.fromkeys(_SHARES, "<u2"), "shingles": "<u8", "sounds": "<u4"}


def pack(signature: Signature) -> bytes:
    """A signature as bytes; `unpack` gives an equal one."""
    arrays = {name: _narrow(name, getattr(signature, name)) for name in _ARRAYS}
    header: dict[str, Any] = {name: getattr(signature, name) for name in _PLAIN}
    header |= {name: sorted(getattr(signature, name)) for name in _SETS}
    header |= {
        "day": signature.day.isoformat() if signature.day is not None else None,
        "hour": signature.hour.isoformat() if signature.hour is not None else None,
        "digest": signature.digest.hex(),
        "concepts": {name: sorted(found) for name, found in signature.concepts._asdict().items() if found},
        "sizes": [len(a) for a in arrays.values()],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    body = b"".join((len(head).to_bytes(4, "little"), head, *(a.tobytes() for a in arrays.values())))
    return bytes([VERSION]) + zlib.compress(body, 6)


def unpack(packed: bytes) -> Signature:
    """The signature of `pack`. Raises ValueError when the bytes are of another version or broken."""
    if packed[:1] != bytes([VERSION]):
        found = packed[:1].hex() or "none"
        raise ValueError(f"a signature of version {found}; version {VERSION:02x} can be read: sign it again")
    try:
        body = zlib.decompress(packed[1:])
        end = 4 + int.from_bytes(body[:4], "little")
        header = json.loads(body[4:end])
        return _restore(header, body[end:])
    except (zlib.error, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(f"a broken signature ({error}): sign it again") from error


def _narrow(name: str, array: np.ndarray) -> np.ndarray:
    return (np.round(array * STEPS) if name in _SHARES else array).astype(_ARRAYS[name])


def _restore(header: dict[str, Any], body: bytes) -> Signature:
    fields: dict[str, Any] = {name: header[name] for name in _PLAIN}
    fields |= {name: frozenset(header[name]) for name in _SETS}
    at = 0
    for (name, kind), size in zip(_ARRAYS.items(), header["sizes"], strict=True):
        found = np.frombuffer(body, dtype=kind, count=size, offset=at)
        at += found.nbytes
        fields[name] = (found / STEPS).astype(np.float32) if name in _SHARES else found.astype(kind[1:])
    return Signature(
        **fields,
        day=date.fromisoformat(header["day"]) if header["day"] else None,
        hour=time.fromisoformat(header["hour"]) if header["hour"] else None,
        digest=bytes.fromhex(header["digest"]),
        concepts=Concepts(**{name: frozenset(found) for name, found in header["concepts"].items()}),
    )
