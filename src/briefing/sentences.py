"""Where sentences end. Positions only: what a sentence is worth is said elsewhere.

* At 。！？ and their half-width forms, with the quotes and brackets that close with them; at a line's end.
* At a Latin full stop before a blank and a new beginning, unless an abbreviation, an initial or a number asks for it.
* Not inside brackets, titles or a quotation of ordinary length: 他说：“甲。乙。” is printed as one sentence, because
  either half alone is an unfinished quotation; only a quotation too long to print is cut inside.
* At a semicolon only in a sentence too long to print: “一是……；二是……。” reads as one thought, and its parts
  have no subject of their own.
* Dots inside a line are mostly “and so on” (芯片、软件……都在其中) and end nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# Longest quotation or bracket that is kept in one piece, and longest sentence that is left whole at its semicolons.
# In characters; Latin script takes some two and a half times as many for the same words. Of 23,000 sentences of news
# one in two hundred is longer than 200: mostly lists of decisions, whose parts are then at least parts.
_LONGEST_QUOTED = 120
_LONGEST_SENTENCE = 200
_LATIN_FACTOR = 2.5
# How far back straight quotes are counted; behind that every one of them closes.
_QUOTE_REACH = 2000
# An item's number and its blanks, 12. , are shorter than this.
_ITEM_NUMBER = 8
# A part shorter than this is no clause to stand alone.
_SHORTEST_CLAUSE = 12

_OPENER = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "]": "[", "》": "《", '"': '"'}
_OPENERS = frozenset(_OPENER.values())
_QUOTES = frozenset('“‘「『"')
_PAIR = re.compile(r"[“”‘’「」『』（）()【】\[\]《》\"\n]")

_MARK = re.compile(
    r"""
    [。！？｡!?…．.\n]                                         # one look at most characters; then which of them it is
    (?: (?P<full>(?<=[。！？｡!?])[。！？｡!?]*…*)               # a full stop, a question, an exclamation; may trail off
      | (?P<dots>(?<=…)…* | (?<=\.)\.{2,})                   # trailing off
      | (?P<stop>(?<=[.．])(?![0-9]))                         # a Latin full stop or an abbreviation, no decimal point
      | (?P<line>(?<=\n)\s*)
    )
    """,
    re.VERBOSE,
)
_CLOSERS = re.compile(r"[”’」』）)\]】》\"。！？!?…]*")
_CLOSING = frozenset('”’」』）)]】》"。！？!?…')
_SEMICOLON = re.compile(r"[；;]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_WORD_CHARACTER = re.compile(f"[{HAN}0-9A-Za-zÀ-ɏ]")
# What goes on after a quotation that ends in a mark: 面对“钱从哪来？”的难题，…; and what does even after a full stop,
# behind which a new sentence may well begin with 这, 之前, 地方 or 和.
_GOES_ON = re.compile(r"\s*(?:[，、；：,;:的地得等这這一和与與及或]|之(?![前后後间間]))")
_GOES_ON_STOPPED = re.compile(r"\s*(?:[，、；：,;:]|的(?!确|確|士)|等(?![到待]))")
_STOPS = frozenset("。｡")
# Who said it, after the quotation and before the next full stop: “……。”张三说。
_SAID = re.compile(
    r"[^，。：；！？“”「」\n]{1,24}(?:说|說|称|稱|道|表示|指出|认为|認為|强调|強調|透露|介绍|介紹)[。！]"
)
# What may stand before the quotation of a whole utterance; anything else makes it a mention inside a sentence.
_BEFORE_SPEECH = frozenset("：:，,。！？!?…；;—-.\n\u3000 ")

# Never the last word of a sentence.
_TITLE = re.compile(
    r"mr|mrs|ms|dr|prof|st|gen|col|sen|rep|gov|hon|vs|nos?|figs?|vol|e\.g|i\.e|cf|approx|est|mt|ft", re.IGNORECASE
)
# May end a sentence: then the next word must be one that begins sentences.
_ABBREVIATION = re.compile(
    r"""
    inc|corp|ltd|cos?|llc|plc|bros|jr|sr|dept|univ|assn|etc|al|ph\.d|bn|mn|s\.p\.a
  | jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun
  | (?:[a-z]\.)+[a-z]                                             # U.S, a.m, N.V
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEGINNER = re.compile(
    r"""
    the|an?|in|on|at|it|its|this|that|these|those|he|she|they|we|i|you|his|her|their|our|such|there|here
  | but|and|for|as|with|when|while|after|before|since|if|although|though|however|meanwhile|under|by|from|to|of|according
  | some|many|most|all|one|two|both|each|another|more|no|not|what|who|how|why|last|earlier|also|analysts|sources|shares
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Behind a mark that belongs to a name; the best known names that have one.
_LEGAL_FORM = re.compile("Inc|Corp|Co|Ltd|LLC|PLC|Holdings|Brands")
_MARKED_NAME = re.compile("Yahoo|Yum|Jeopardy|Joomla")
_WORD_BEFORE = re.compile(r"[A-Za-z.&]{1,12}$")
_WORD_AFTER = re.compile(r"\s*[“\"'(‘]*([A-Za-z]+)")
_NEXT = re.compile(r"\s*\S")
_NEW_BEGINNING = re.compile(rf"\s+[“\"'(‘「『（《【\[]*[A-Z0-9À-Þ{HAN}$€£¥•]|\s*$|\s*\n|[”\"’)]*\s*[{HAN}“「]")


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a block of prose, in order; only blanks lie outside them."""
    factor = _LATIN_FACTOR if _is_latin(text) else 1
    kept = _find_kept(text, int(_LONGEST_QUOTED * factor))
    starts = [start for start, _ in kept]
    spans = _merge_wordless(text, [*_find_ends(text, kept, starts), len(text)])
    return _cut_long(spans, text, kept, starts, int(_LONGEST_SENTENCE * factor))


def _is_latin(text: str) -> bool:
    """Whether less than a fifth of the characters are Han."""
    wanted = len(text)
    for run in _HAN_RUN.finditer(text):
        wanted -= 5 * (run.end() - run.start())
        if wanted <= 0:
            return False
    return wanted > 0


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks at its ends."""
    piece = text[start:end]
    if piece and not piece[0].isspace() and not piece[-1].isspace():  # most
        return start, end
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _merge_wordless(text: str, ends: list[int]) -> list[tuple[int, int]]:
    """The stretches up to each end. Marks without a word go to the sentence before, or at the start to the next."""
    spans: list[tuple[int, int]] = []
    start = 0
    has_word = False
    for end in ends:
        left, right = _strip(text, start, end)
        start = end
        if right <= left:
            continue
        is_wordless = not _WORD_CHARACTER.search(text, left, right)
        if spans and (is_wordless or not has_word):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
        has_word = has_word or not is_wordless
    return spans


def _find_kept(text: str, longest: int) -> list[tuple[int, int]]:
    """The outermost quotations, brackets and titles that are short enough to keep in one piece, in order."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    count = dict.fromkeys(_OPENERS, 0)
    for match in _PAIR.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            stack.clear()
            count = dict.fromkeys(_OPENERS, 0)
        elif mark in _OPENERS and not (mark == '"' and count['"']):
            stack.append((mark, at))
            count[mark] += 1
        elif count[_OPENER[mark]]:
            opener = ""
            while opener != _OPENER[mark]:
                opener, begin = stack.pop()
                count[opener] -= 1
            if at + 1 - begin <= longest:
                pairs.append((begin, at + 1))
    return _outermost(pairs)


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(pairs):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return kept


def _around(kept: list[tuple[int, int]], starts: list[int], at: int) -> tuple[int, int] | None:
    """The kept stretch in which a position lies."""
    number = bisect_left(starts, at) - 1
    return kept[number] if number >= 0 and kept[number][1] > at else None


def _find_ends(text: str, kept: list[tuple[int, int]], starts: list[int]) -> Iterator[int]:
    """Positions after which a new sentence begins."""
    start = done = 0
    for mark in _MARK.finditer(text):
        begin, end = mark.span()
        if begin < done:
            continue
        if mark.lastgroup == "line":
            if not text[end : end + 1].islower():  # a line that begins in lower case goes on
                yield end
                start = end
            continue
        if text[end : end + 1] in _CLOSING:
            closers = _CLOSERS.match(text, end)
            end = _before_opening(text, end, closers.end()) if closers else end
        inside = _around(kept, starts, begin)
        if inside and (end < inside[1] or not _is_speech(text, inside[0], start) or _goes_on(text, inside[1])):
            done = min(end, inside[1])
            continue
        if _is_end(text, mark, start, end):
            yield end
            start = end
        done = end


def _before_opening(text: str, start: int, end: int) -> int:
    """The end of closing marks: before a straight quote that opens, because all before it on its line are paired."""
    at = text.find('"', start, end)
    if at < 0:
        return end
    begin = max(0, at - _QUOTE_REACH)
    line = text.rfind("\n", begin, at) + 1
    is_known = line > 0 or begin == 0
    return at if is_known and text.count('"', line, at) % 2 == 0 else end


def _is_speech(text: str, begin: int, start: int) -> bool:
    """What can end a sentence: an utterance or a remark that is all of it, not a mention (“什么？”一类)."""
    if begin <= start + 1:
        return True
    return text[begin] in _QUOTES and text[begin - 1] in _BEFORE_SPEECH


def _goes_on(text: str, at: int) -> bool:
    """Whether a sentence goes on behind a quotation that ends at `at`, its mark before the closing quote."""
    goes_on = _GOES_ON_STOPPED if text[at - 2 : at - 1] in _STOPS else _GOES_ON
    return bool(goes_on.match(text, at) or _SAID.match(text, at))


def _is_end(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a mark outside quotations and brackets ends the sentence that began at `start`."""
    if mark.lastgroup == "stop":
        return _is_stop(text, mark.start(), start, end)
    following = text[end : end + 1]
    if mark.lastgroup == "dots":
        # Dots inside a line are mostly “and so on”: 芯片、软件……都在其中. They end what no other mark ends.
        return not following.strip() and bool(_NEW_BEGINNING.match(text, end))
    if not mark.group().isascii():
        return True
    if (following.isascii() and following.isalnum()) or following in ("=", "/", "&"):
        return False  # a query in an address, a name like Yahoo!7
    latin = _WORD_AFTER.match(text, end)
    return not (latin and (latin.group(1).islower() or _is_in_name(text, mark.start(), latin.group(1))))


def _is_in_name(text: str, at: int, following: str) -> bool:
    """Whether a mark is of a name that goes on behind it: `Yahoo! Inc.`, `Yum! China`."""
    before = _WORD_BEFORE.search(text, max(0, at - 12), at)
    name = before.group() if before else ""
    if _MARKED_NAME.fullmatch(name):
        return following[0].isupper() and not _BEGINNER.fullmatch(following)
    return name[:1].isupper() and _LEGAL_FORM.fullmatch(following) is not None


def _is_stop(text: str, at: int, start: int, end: int) -> bool:
    """Whether a Latin full stop ends a sentence."""
    before, after = text[at - 1 : at], text[end : end + 1]
    if _HAN_CHARACTER.match(before):
        return not (after.isascii() and after.isalnum())  # 发展.公司 and 发展. 公司 but not 中.com
    if not _NEW_BEGINNING.match(text, end):
        return _is_run_together(text, at, end)
    if at - start < _ITEM_NUMBER and text[start:at].strip().isdigit():
        return False  # the number of an item
    found = _WORD_BEFORE.search(text, max(start, at - 12), at)
    word = found.group() if found else ""
    if not _NEXT.match(text, end):
        return True
    if _TITLE.fullmatch(word) or (len(word) == 1 and word.isupper() and not _HAN_CHARACTER.match(after)):
        return False
    if _ABBREVIATION.fullmatch(word):
        following = _WORD_AFTER.match(text, end)
        return bool(following and following.group(1)[0].isupper() and _BEGINNER.fullmatch(following.group(1)))
    return True


def _is_run_together(text: str, at: int, end: int) -> bool:
    """A blank lost after a full stop: `…in May.The company…`."""
    following = _WORD_AFTER.match(text, end)
    word = following.group(1) if following else ""
    before = text[max(0, at - 2) : at]
    is_beginner = len(word) > 1 and word[0].isupper() and _BEGINNER.fullmatch(word)
    return bool(is_beginner) and before.isalpha() and before.islower()


def _cut_long(
    spans: list[tuple[int, int]], text: str, kept: list[tuple[int, int]], starts: list[int], longest: int
) -> list[tuple[int, int]]:
    """Cuts sentences too long to print at their semicolons."""
    if all(end - start <= longest for start, end in spans):
        return spans
    parts: list[tuple[int, int]] = []
    for start, end in spans:
        if end - start <= longest:
            parts.append((start, end))
            continue
        for mark in _SEMICOLON.finditer(text, start, end):
            is_clause = mark.end() - start >= _SHORTEST_CLAUSE and end - mark.end() >= _SHORTEST_CLAUSE
            if is_clause and not _around(kept, starts, mark.start()):
                parts.append(_strip(text, start, mark.end()))
                start = mark.end()
        parts.append(_strip(text, start, end))
    return parts
