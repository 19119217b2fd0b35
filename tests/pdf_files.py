"""PDF files written by hand: words at places, in Latin letters or Chinese, so that a page's layout is known exactly."""

from __future__ import annotations

from collections.abc import Sequence

Word = tuple[float, float, str]
"""Left edge, base line, text."""

LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
PICTURE = b"q 400 0 0 600 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
"""A page filled with one grey picture: a scan."""


def page(words: Sequence[Word], *, size: float = 10) -> bytes:
    """The content of a page: each word where it stands, in the order given."""
    pieces = [b"BT"]
    for left, base, text in words:
        font, shown = (b"/F1", b"(%s)" % _latin(text)) if text.isascii() else (b"/F2", b"<%s>" % _chinese(text))
        pieces.append(b"%s %g Tf 1 0 0 1 %g %g Tm %s Tj" % (font, size, left, base, shown))
    return b"\n".join((*pieces, b"ET"))


def _latin(text: str) -> bytes:
    return text.encode("ascii").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _chinese(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode("ascii")


def pdf_of(*pages: bytes) -> bytes:
    """A file of these pages, A4."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        LATIN,
        CHINESE,
    ]
    for number, content in enumerate(pages):
        resources = b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents %d 0 R>>" % (resources, 6 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _file_of(objects)


def _file_of(objects: Sequence[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(objects) + 1
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n%s%s" % (size, table, trailer)
