"""UTF-8 that was read as Latin-1 or GBK and saved so: two Chinese characters show as six accents, or as three others.

It is undone only where that is certain: the characters, written back in the wrong encoding, must be UTF-8 without one
byte left over, and the result must read as text. Where bytes were lost (`锟斤拷`, `锛?`) nothing is certain and nothing
is changed; `ingest.decode` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text import HAN
from .edit import Edit

# What windows-1252 makes of the bytes 80 to 9F; Latin-1 makes controls of them.
_WESTERN = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTE_OF = {c: c.encode("cp1252")[0] for c in _WESTERN} | {chr(byte): byte for byte in range(0x80, 0x100)}
_TRAIL = f"[\u0080-\u00bf{_WESTERN}]"
_LATIN_RUN = re.compile(
    rf"""
    (?: [\u00e2-\u00ef]{_TRAIL}{_TRAIL} | [\u00c2\u00c3]{_TRAIL} | \u00f0{_TRAIL}{_TRAIL}{_TRAIL} )+
    """,
    re.VERBOSE,
)
_LATIN_LEAD = re.compile(f"[\u00c2\u00c3\u00e2-\u00f0]{_TRAIL}")
_MARK = re.compile("[\u2010-\u2040\u20ac\u2122\u3000-\u303f\uff00-\uff5e]")
_HAN = re.compile(f"[{HAN}]")
FEWEST_LATIN = 2
"""Chinese characters that make a run certain; one alone could be an accent between quotes, a mark (`â€™`) not."""


def _gbk_signs() -> str:
    """Characters that GBK reads where UTF-8 has the first two bytes of a Chinese character or mark."""
    leads = (0xE2, 0xE3, *range(0xE4, 0xEA), 0xEF)
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x80, 0xC0))
    return "".join(sorted({pair.decode("gbk", "ignore") for pair in pairs}))


_SIGNS = re.compile(f"[{re.escape(_gbk_signs())}]")
_GBK_RUN = re.compile(r"[^\x00-\x7f]{3,4000}")
SIGN_SHARE = 0.25
"""Of three characters that GBK makes of two Chinese ones, one is such a sign at least; of real text one in fifty."""


def fix_mojibake(text: str) -> Iterator[Edit]:
    """UTF-8 that was read as Latin-1 or GBK becomes what it was, where that is certain."""
    found = [*_find_latin(text), *_find_gbk(text)]
    return iter(sorted(found))


def undo_mojibake(text: str) -> str | None:
    """A text set right where most of it was wrongly read, also its single characters; None: it was not."""
    edits = sorted([*_find_latin(text, is_known=True), *_find_gbk(text)])
    wrong = sum(edit.end - edit.start for edit in edits)
    if wrong < FEWEST_WRONG or wrong < WHOLE * sum(not character.isascii() for character in text):
        return None
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))


FEWEST_WRONG = 40
WHOLE = 0.5
"""Share of the characters beyond ASCII that were wrongly read, from which the text as a whole was."""


def _find_latin(text: str, *, is_known: bool = False) -> Iterator[Edit]:
    if not _LATIN_LEAD.search(text):
        return
    for match in _LATIN_RUN.finditer(text):
        new = _decoded(bytes(_BYTE_OF[character] for character in match.group()))
        if new and (is_known or _is_sure(new)):
            yield Edit(match.start(), match.end(), new)


def _is_sure(new: str) -> bool:
    """Chinese, or a mark that no accents make; `Ã©` for é is one too."""
    if len(_HAN.findall(new)) >= FEWEST_LATIN or _MARK.search(new):
        return True
    return all("\u00a0" <= character <= "\u00ff" or ord(character) > 0xFFFF for character in new)


def _find_gbk(text: str) -> Iterator[Edit]:
    if not _SIGNS.search(text):
        return
    for match in _GBK_RUN.finditer(text):
        words = match.group()
        if len(_SIGNS.findall(words)) < SIGN_SHARE * len(words):
            continue
        try:
            new = _decoded(words.replace("€", "\x80").encode("gb18030"))
        except UnicodeEncodeError:
            continue
        if new and _reads_as_text(new):
            yield Edit(match.start(), match.end(), new)


def _reads_as_text(new: str) -> bool:
    """Chinese characters and full-width marks, and at least two of them: UTF-8 leaves nothing else by chance."""
    known = len(_HAN.findall(new)) + len(_MARK.findall(new))
    return known >= 2 and known >= 0.8 * sum(not character.isascii() for character in new)


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
