"""Bodies as they were before they were packed: in small pieces, and only whole ones.

httpx unpacks too, but takes a packed body that breaks off for a whole one, and a piece of it may become any size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")
"""One of them at most: packed twice, a thousandfold would become a millionfold. Others are not asked for."""
STEP = 262_144
"""Bytes of one unpacked piece at most."""
_GZIP_OR_ZLIB, _BARE = 47, -15
"""Widths of zlib's window: either head, as it finds it; none at all."""


class Damaged(Exception):
    """A packed body that is broken or breaks off."""


def unpack(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """The pieces of a body unpacked; `packing` is one of PACKINGS. Raises Damaged."""
    if packing in ("", "identity"):
        yield from pieces
        return
    unpacker = None
    for piece in pieces:
        if unpacker is None and piece:
            unpacker = zlib.decompressobj(_width(packing, piece))
        while piece and unpacker:
            try:
                yield unpacker.decompress(piece, STEP)
            except zlib.error:
                raise Damaged from None
            piece = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise Damaged


def _width(packing: str, start: bytes) -> int:
    """`deflate` means zlib's head (RFC 9110, 8.4.1.2); some servers send it without."""
    is_bare = packing == "deflate" and start[0] & 0x0F != 8
    return _BARE if is_bare else _GZIP_OR_ZLIB
