"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, then GB18030 against Big5.

A wrong guess would print gibberish in a briefing, so a text that decodes only in part is read with a
reservation, and one that does not look like words in any of these is refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ..text import HAN, simplify
from .contents import Unreadable
from .damage import set_right
from .tongues import decode_neighbour, find_tongue, tell_tongue

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16, whose mark begins the same
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CODECS = {"gb18030": "gb18030", "big5": "big5hkscs", "utf_8": "utf-8", "utf_16": "utf-16"}
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_-]{2,20})""")

SAMPLE = 65_536
"""Bytes or characters looked at where a share is measured: enough for any share to settle."""
MAX_DAMAGE = 0.01
"""Share of broken bytes up to which a text is still read: a cut file or a stray byte, not another encoding."""
MAX_CONTROLS = 0.01
"""Share of control characters above which it is no text. Real texts have none or a stray one."""
MIN_COMMON = 0.06
"""Share of the commonest characters in Han text. News has 0.15 to 0.3; wrongly decoded bytes below 0.03."""
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HAN = re.compile(f"[{HAN}]")


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and what was wrong with it."""

    text: str
    encoding: str
    reservation: str | None = None


def decode(content: bytes) -> Decoded:
    """The text of the bytes; raises `Unreadable` when they are no text."""
    decoded = _by_mark(content) or _by_zero_bytes(content) or _by_utf8(content) or _by_likeness(content)
    if _is_binary(decoded):
        raise Unreadable("is not text (binary content); convert it to a text, Word, PDF or web page")
    text, told = set_right(decoded.text)
    return decoded._replace(text=text, reservation=decoded.reservation or told or tell_tongue(text))


def _by_mark(content: bytes) -> Decoded | None:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _with_damage(content[len(mark) :], codec)
    return None


def _by_zero_bytes(content: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Latin letters, digits and line ends one byte of two is zero; in Han text one of
    two lies in 4E..9F."""
    codec = _utf16_order(content[: SAMPLE - SAMPLE % 2])
    if codec is None:
        return None
    try:
        return Decoded(content.decode(codec), codec)
    except UnicodeDecodeError:
        return None


_HIGH_BYTES = bytes((*range(0x4E, 0xA0), 0x00, 0x20, 0x30, 0xFF))
"""The higher bytes of Han text in UTF-16, with those of Latin letters, marks, full-width forms."""


def _utf16_order(sample: bytes) -> str | None:
    half = len(sample) // 2
    if half < 8:
        return None
    for codec, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        zeros, fit = high.count(0), len(high) - len(high.translate(None, _HIGH_BYTES))
        low_zeros = sample.count(0) - zeros
        if fit >= 0.95 * half and low_zeros <= 0.1 * half and (zeros or _is_wordlike(sample.decode(codec, "replace"))):
            return codec
    return None


def _by_utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _by_likeness(content: bytes) -> Decoded:
    """What is not UTF-8: declared, Western with stray accents, mixed line by line, or GB18030 or Big5."""
    for attempt in (_by_declaration, _by_lone_bytes, _by_lines, _by_neighbours, _by_detection):
        if decoded := attempt(content):
            return decoded
    raise Unreadable("is in an encoding that is not UTF-8, UTF-16, GB18030 or Big5, or is no text; save it as UTF-8")


def _by_declaration(content: bytes) -> Decoded | None:
    """The encoding a web page or feed declares, when its bytes keep to it."""
    declared = _DECLARATION.search(content[:2048])
    codec = _DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    if codec is None:
        return None
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return None
    return Decoded(text, codec) if codec == "cp1252" or find_tongue(text) or _is_wordlike(text) else None


_HIGH_PAIR = re.compile(rb"[\x80-\xff]{2}")
_HIGH = bytes(range(0x80, 0x100))


def _by_lone_bytes(content: bytes) -> Decoded | None:
    """Western text: bytes above 7F are few and stand alone (or as accent and quote). Chinese encodings pair them."""
    high = len(content) - len(content.translate(None, _HIGH))
    if high > 0.1 * len(content) or _count(_HIGH_PAIR, content) > 0.25 * high:
        return None
    try:
        return Decoded(content.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return None


CHUNK = 1_000_000


def _count(pattern: re.Pattern[bytes], content: bytes) -> int:
    """How often a pattern is found, in pieces: all matches of a large file at once would take gigabytes."""
    return sum(len(pattern.findall(content, at, at + CHUNK)) for at in range(0, len(content), CHUNK))


_UTF8_HAN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2}")


def _by_lines(content: bytes) -> Decoded | None:
    """Lines of UTF-8 among lines of GB18030 (files joined by hand), or UTF-8 with a few broken bytes."""
    damaged = _with_damage(content, "utf-8")
    if damaged is not None:
        return damaged
    if not _UTF8_HAN.search(content):
        return None
    lines, strays = [], 0
    for line in content.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            strays += 1
            try:
                lines.append(line.decode("gb18030"))
            except UnicodeDecodeError:
                return None
    text = "\n".join(lines)
    utf8 = sum(bool(_UTF8_HAN.search(line)) for line in content.split(b"\n")[:2000])
    if strays == len(lines) or utf8 < 1 or not _is_wordlike(text) or utf8 <= 0.1 * strays:
        return None
    reservation = f"mixes UTF-8 and GB18030 ({strays} of {len(lines)} lines); check names, or save it anew as UTF-8"
    return Decoded(text, "utf-8", reservation)


def _by_neighbours(content: bytes) -> Decoded | None:
    """Korean and Japanese, whose bytes could be Chinese as well."""
    found = decode_neighbour(content)
    return Decoded(*found) if found else None


def _by_detection(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE], cp_isolation=list(_CODECS)).best()
    order = [_CODECS[best.encoding]] if best and best.encoding in _CODECS else []
    for codec in dict.fromkeys([*order, "gb18030", "big5hkscs"]):
        decoded = _with_damage(content, codec)
        if decoded and _is_wordlike(decoded.text):
            return decoded
    return None


def _with_damage(content: bytes, codec: str) -> Decoded | None:
    """Decoded with broken bytes replaced, when they are few."""
    try:
        return Decoded(content.decode(codec), codec)
    except UnicodeDecodeError:
        text = content.decode(codec, "replace")
    broken = text.count("\ufffd")
    # One break is always forgiven in a text of some length: a file cut in the middle of a character.
    if broken > max(1, MAX_DAMAGE * len(text)) or len(text) < 20:
        return None
    return Decoded(
        text, codec, f"has {broken} broken characters in its {codec.upper()}; they show as \ufffd: get a whole copy"
    )


def _is_wordlike(text: str) -> bool:
    """Do its Han characters look like Chinese? Bytes read in the wrong encoding give rare characters."""
    han = simplify("".join(_HAN.findall(text[:SAMPLE])))
    if len(han) < 20:
        return len(han) > 0 or text.isascii()
    return sum(c in _COMMON for c in han) >= MIN_COMMON * len(han)


def _is_binary(decoded: Decoded) -> bool:
    """Control characters; or, where the encoding lets any bytes pass, code points that Unicode gives to nothing."""
    sample = decoded.text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) > MAX_CONTROLS * len(sample):
        return True
    few = sample[:4000] if decoded.encoding != "utf-8" else ""
    return sum(unicodedata.category(character) in ("Cn", "Co") for character in few) > 0.1 * len(few)
