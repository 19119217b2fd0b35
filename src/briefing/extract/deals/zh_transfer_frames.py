"""Purchases, sales, mergers, stakes and joint companies by their frames: who stands before the verb, who behind 被, 给,
从 and 与, in whatever clause of the sentence.

All names of the sentence are found first (`likely_names.py`) and written as one mark, so that a frame reads as it is
spoken: `N…被N…收入囊中`. What stands between the marks is any run of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...tags import find_tags
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import move_words
from ..reading.likely_names import Likely, find_likely_names
from ..reading.names import ends_in_suffix
from ..reading.subjects import NOT_DONE
from ..reading.word_spans import find_words
from .drafts import Draft
from .zh_transfer_company import company_of
from .zh_transfer_names import can_act, is_same_name, trim
from .zh_transfer_past import is_told_of_the_past
from .zh_transfer_patterns import FRAMES, Frame, N
from .zh_transfer_sides import find_sides
from .zh_transfer_terms import transfer

LONGEST_SENTENCE = 400
"""Characters; a longer one is a list."""

SIDES = 2
"""Names: what is bought and who buys or sells; of one name alone no frame tells."""

_RULES = {frame.pattern: frame.rule for frame in FRAMES}
_TOLD = re.compile(move_words("signals"))
"""A line without one of these tells no transfer and is not read closely."""
_NEVER = re.compile(move_words("never"))
_UNREAL = re.compile(move_words("unreal"))
_ENDED = re.compile("终止|不再|放弃|告吹|取消|叫停")
_OWNED = re.compile(
    r"股权|股份|权益|控股|资产|要约|全资|子公司|公司|品牌|业务|事业部|平台|收购|并购|[一二三四五六七八九十]成|\d%"
)


def find_transfers_by_frame(line: Line, context: Context) -> Iterator[Draft]:
    """One draft a sentence: the first frame that fits tells it."""
    if len(line.simple) > LONGEST_SENTENCE or not _TOLD.search(line.simple):
        return
    if _NEVER.search(line.simple):
        return
    names = find_likely_names(line, context)
    if not names:
        return
    masked = _mask(line, names, context)
    if len(masked.names) < SIDES:
        return
    for frame in FRAMES:
        for m in frame.pattern.finditer(masked.text):
            if draft := _read(line, context, frame, m, masked):
                yield draft
                return


class _Masked(NamedTuple):
    """The sentence with marks for its names, and what each mark stands for, with positions in the line."""

    text: str
    names: list[tuple[str, int, int]]
    offsets: list[int]
    sure: list[bool]


_COMPANY = re.compile(
    r"(?:(?<=[，。；：])|^|(?<=[与由和及]))(?:本|该)?(?:公司|集团)(?=拟|将|与|和|以|已|同意|参与"
    r"|出资|正|完成|通过|董事|向|对|收购)"
    r"|前者|后者"
)


_NO_NAMING = ("v", "m", "p", "d", "c")
"""Tags of verbs, counts, prepositions, adverbs, conjunctions."""


def _is_run_of_words(line: Line, name: Likely) -> bool:
    """优质资产求生, 预增两倍: several words of the dictionary with a verb or a count among them, not in marks."""
    text = line.simple[name.start : name.end]
    if _ABSTRACT.search(text) or (text[0] in "方者人" and _ACTS.search(line.simple, 0, name.start)):
        return True
    if len(text) < LONG or not "一" <= text[0] <= "龥" or ends_in_suffix(text) or is_coined(text):
        return False
    words = [text[a:b] for a, b in find_words(text)]
    tags = find_tags(words)
    is_quoted = line.simple[name.start - 1 : name.start] in ("“", "「", "『")
    return not is_quoted and len(words) > 1 and any(tags.get(w) in _NO_NAMING and len(w) > 1 for w in words)


_ACTS = re.compile("(?:接[盘手]|收购|受让|转让|出让|[买卖]|竞购|投资)$")
"""接盘方|定了: the one who acts, torn by the segmenter."""
_ABSTRACT = re.compile("(?:基础|板块|布局|能力|结构|体系|优势|竞争力|力度|水平|规模)$")
LONG = 4
"""Characters of a run that can hold two words."""


def _mask(line: Line, names: tuple[Likely, ...], context: Context) -> _Masked:
    found: list[tuple[int, int, str, bool]] = [
        (n.start, n.end, line.text[n.start : n.end], n.is_sure) for n in names if not _is_run_of_words(line, n)
    ]
    for m in _COMPANY.finditer(line.simple):
        if any(a < m.end() and m.start() < b for a, b, _, _ in found):
            continue
        if name := _stands_for(m, found, context):
            found.append((*m.span(), name, True))
    found.sort()
    pieces, kept, offsets, at = [], [], [], 0
    for start, end, name, _ in found:
        pieces.append(line.simple[at:start] + N)
        offsets += [*range(at, start), start]
        kept.append((name, start, end))
        at = end
    pieces.append(line.simple[at:])
    offsets += [*range(at, len(line.simple) + 1)]
    return _Masked("".join(pieces), kept, offsets, [sure for *_, sure in found])


def _stands_for(m: re.Match[str], found: list[tuple[int, int, str, bool]], context: Context) -> str | None:
    """公司: who the article is about; 前者 and 后者: the two named last."""
    before = [name for start, end, name, _ in sorted(found) if end <= m.start()]
    if m.group() == "后者":
        return before[-1] if before else None
    if m.group() == "前者":
        return before[-2] if len(before) > 1 else None
    return company_of(context) or (before[0] if before else None)


def _named_target(line: Line, context: Context) -> str | None:
    """`买方丙…卖方甲…(目标公司乙剩余45%的股权)`: what is bought by its role, where both sides go by theirs."""
    sides = list(find_sides(line, context))
    by_role = {role: [s.name for s in sides if s.role == role] for role in ("target", "buyer", "seller")}
    if len(by_role["target"]) != 1 or not by_role["buyer"] or not by_role["seller"]:
        return None
    name = _REST_OF.sub("", by_role["target"][0])
    return name if can_act(name) else None


_REST_OF = re.compile("(?:剩余|余下|其余|全部|部分|合计)$")
"""目标公司乙|剩余45%的股权."""


def _names_of(masked: _Masked, m: re.Match[str], group: str) -> list[str]:
    if group not in m.re.groupindex or m[group] is None:
        return []
    first = masked.text.count(N, 0, m.start(group))
    return [name for name, _, _ in masked.names[first : first + m[group].count(N)]]


def _read(line: Line, context: Context, frame: Frame, m: re.Match[str], masked: _Masked) -> Draft | None:
    start, end = masked.offsets[m.start()], masked.offsets[m.end()]
    if _is_unreal(line, start, end) or _ISSUES.match(line.simple, start) or not _is_named_well(line, m, masked):
        return None
    buyers, sellers, others = (_names_of(masked, m, g) for g in "BSO")
    name = _named_target(line, context) or _target(line, m, masked, sellers, others)
    if name is None or (frame.is_weak and not _is_owned(line, m, masked)):
        return None
    told = [s.name for s in find_sides(line, context) if s.role in ("buyer", "seller")]
    sides = [trim(n) for n in (*buyers, *others, *sellers, *told)]  # `_target` adds who held it
    parties = tuple(dict.fromkeys(p for p in sides if can_act(p) and not is_same_name(p, name)))
    if not parties or (frame.rule.endswith("joint") and len(parties) < 2):
        return None
    draft = transfer(line, (start, end), context, name, parties, frame.rule)
    kind = frame.type or draft.type
    # A frame may begin clauses before its verb: 甲早期主营…，后相继收购乙.
    is_past = draft.is_background or is_told_of_the_past(line, max(start, end - 2), context)
    share = None if frame.type else draft.share
    return replace(draft, type=kind, is_weak=False, share=share, is_background=is_past, confidence=CONFIDENCE)


CONFIDENCE = 0.7


def _is_unreal(line: Line, start: int, end: int) -> bool:
    """Not done, only possible, or a matter of law; a deal that is called off is told with the same words."""
    if _ENDED.search(line.simple):
        return False
    is_denied = NOT_DONE.search(line.simple, max(0, start - 12), start)
    return bool(is_denied or _UNREAL.search(line.simple, max(0, start - 60), end + 8))


def _is_named_well(line: Line, m: re.Match[str], masked: _Masked) -> bool:
    """One side may be a guess where a price or a stake is told; else all must be names by their form."""
    first, last = masked.text.count(N, 0, m.start()), masked.text.count(N, 0, m.end())
    guesses = masked.sure[first:last].count(False)
    is_pair = ".merger" in _RULES[m.re] and last - first == 2
    return guesses == 0 or (guesses == 1 and (is_pair or bool(_PRICED.search(line.simple))))


_ISSUES = re.compile("(?<=《)[^《》]{2,20}?关于(?:同意|核准|批准)")
"""《某某院关于同意无偿划转…的批复》: who issues a paper is no side of what it allows."""
_PRICED = re.compile(
    r"\d[\d,.]*\s?[万亿]{0,2}(?:余|多)?(?:[美欧日港澳加韩英新][元圆镑币]|元|卢比|英镑|法郎"
    r"|人民币)|\d%|[一二三四五六七八九]成(?:股|权)|控股权|"
    r"全部股权|麾下|囊中"
)


_HOLDS = re.compile(
    rf"[^，。；{N}]{{0,6}}?(?:(?:所持有?|持有|拥有)(?:的)?|旗下(?:的)?|名下|手中的?)[^，。；{N}]{{0,14}}{N}"
)


def _target(line: Line, m: re.Match[str], masked: _Masked, sellers: list[str], others: list[str]) -> str | None:
    """The bought one; a part is called after its owner, a company without a name after its founders."""
    groups = m.re.groupindex
    if "new" in groups:
        return f"{others[0]}与{others[1]}{m['new']}" if len(others) > 1 else None
    names = _names_of(masked, m, "T")
    if names and (owned := _HOLDS.match(masked.text, m.end("T"))):
        sellers.append(names[0])  # 收购甲持有的乙: 甲 is who sells
        names = [masked.names[masked.text.count(N, 0, owned.end() - 1)][0]]
    if names:
        return names[0] if can_act(names[0]) else None
    part = re.sub("^(?:其|后者|该公司|旗下)", "", m["part"] or "")
    return f"{sellers[0]}{part}" if sellers and part else None


def _is_owned(line: Line, m: re.Match[str], masked: _Masked) -> bool:
    """Beside the bought one a stake or a business is spoken of."""
    start, end = (masked.offsets[at] for at in (m.start("T"), m.end("T")))
    return bool(_OWNED.search(line.simple, max(0, start - 10), min(len(line.simple), end + 24)))
