"""The investors of a round, wherever the article names them.

`由A领投，B、C跟投`, `投资方包括A（领投）、B（财务顾问）`, `老股东D继续加持`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...idf import word_weight
from ...text import simplify
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import clause_of, is_background, read_round
from ..reading.guards import Guarded
from ..reading.word_spans import find_words
from .drafts import Draft
from .zh_capital_subject import RARE
from .zh_name_lists import read_list

_ROLE = Guarded(
    r"""
    (?:(?:联合|联手|携手|共同|继续|独家|战略|超额|持续|再次)*
       (?:领投 | 认购(?=[，。；]|$) | 跟投
       | 参投 | 独投 | 牵头 | 跟进 | 入局 | 出手 | 下注 | 押宝 | 操刀 | 领衔 | (?<![创风])投出(?!手)
       | 加持 | 加码 | 加注 | 增持 | 追投 | 押注 | 追加(?:投资)?))(?!方|机构|者|人)
  | (?:独家|联合|共同|追加|连续[^，。；]{0,4}|继续|独家战略)投资(?!方|者|人|机构|协议|了[^，。]{0,6}(?:项目|公司))
  | (?:共同|联合|积极|继续|跟随|也|亦)*参与(?:了|到)?(?:本轮|此轮|该轮|跟投|投资|本次|认购|其中|(?=[，。；的]|$))
  | (?:共同|联合|合计|各|分别)?出资(?=[\d数近超约，。；]|$)
  | (?:战略)?入股(?=[，。；]|$) | 参与(?:了)?(?=[^，。；]{2,16}的[^，。；]{0,6}轮)
  | 为(?:本轮|此轮|唯一|独家|联合|主要|的)*(?:领投方|跟投方|投资方|投资人|出资方|投资机构)
    """,
    re.VERBOSE,
)
_GIVEN_BY = re.compile(
    r"由(?P<names>[^。；由]{2,120}?)(?:等(?:[^，。；、]{0,6}(?:机构|基金))?)?(?:共同|联合|独家)?(?:投资|出资|注资|完成)(?=[，。；]|$)"
)
_LISTED_AS = re.compile(
    r"(?:投资方|投资机构|投资者|投资人|出资方|领投方|跟投方|领投机构|跟投机构|(?:领投|跟投|参投)(?:名单|的)?|参投方|参与方|新增股东|新股东)(?:阵容|名单|列表)?(?:还|则|主要|分别|均)?(?:包括(?:了)?|包含|为|有|是|系|含|：|:)+(?:来自)?(?P<names>(?:[^，。；！？]|，(?=以及|和|及|还有)){2,160})"
)
# 出资方甲, 新增股东甲: no word between.
_APPOSED = re.compile(
    r"(?:投资方|出资方|领投方|跟投方|参投方|新增股东|新股东|领投机构)"
    r"(?P<names>[^，。；！？、的为是系]{2,14})(?=[，。；、及和]|$)"
)
# 获甲、乙近亿元A轮融资, 引入甲等战略投资者, 1500万元来自甲
_GIVEN = re.compile(
    r"""
    获(?:得|得了|了)?(?P<got>[^，。；获]{2,60}?)(?:的)?
        (?=[数近超逾约\d]|[A-H]\+*\s?轮|天使|种子|Pre-|战略|领投|投资|注资|增资|入股|独家|联合|追加|新一轮|首轮|押注)
  | 引[入进](?:了)?(?P<brought>[^，。；]{2,60}?)
        (?:(?:等[^，。；]{0,6}?)?(?:战略投资者|战投|投资者|投资方|新股东)|为股东|入股)
  | (?:元|其余|资金|均|全部)(?:则)?来自(?P<source>[^，。；]{2,60}?)(?=[，。；]|$)
    """,
    re.VERBOSE,
)
# 获某某投资6000万元: two characters before 投资 and a sum are the short half of a house's name.
_HOUSE = re.compile(r"(?<=[获得了、])[\u4e00-\u9fff]{2}投资(?=[\d数近超逾])")
NEAR = 40
"""Characters behind the first investor in which the round may still be named (由甲领投的B轮)."""
_LEADS = re.compile(r"[（(](?:联合|共同|独家)?领投[）)]")
_THIS = re.compile("本轮|此轮|本次|该轮|此次|新一轮")
"""With these words the sentence tells the round of the news, whatever it says of its investors' past."""


def find_investors(line: Line, context: Context) -> Iterator[Draft]:
    """Lines that name investors of the round spoken of."""
    parties: list[str] = []
    leads: list[str] = []
    first = len(line.simple)
    floor = 0
    for m in _ROLE.finditer(line.simple):
        names = read_list(line, _list_start(line, m.start(), floor), m.start())
        parties += names
        leads += names if "领投" in m.group() or "独家" in m.group() else []
        first, floor = min(first, m.start()), m.end()
    for pattern in (_LISTED_AS, _GIVEN_BY):
        for m in pattern.finditer(line.simple):
            names = read_list(line, *m.span("names"))
            parties += names
            leads += names if m.group().startswith(("领投", "独家")) else []
            first = min(first, m.start())
    for m in _GIVEN.finditer(line.simple):
        start, end = m.span(m.lastgroup or "")
        end += 2 if _HOUSE.match(line.simple, end - 2) else 0
        parties += [n for n in read_list(line, start, end) if _is_particular(simplify(n))]
        first = min(first, m.start())
    for m in _APPOSED.finditer(line.simple):
        parties += [n for n in read_list(line, *m.span("names")) if _is_particular(simplify(n))]
    if parties:
        yield Draft(
            type="funding",
            line=line,
            rule="zh.funding.investors",
            at=first,
            parties=tuple(dict.fromkeys(parties)),
            leads=tuple(dict.fromkeys([*leads, *_marked_leads(line)])),
            round=read_round(line.simple[:first]) or read_round(line.simple[first : first + NEAR]),
            is_background=not _THIS.search(line.simple) and is_background(line, first, context),
            confidence=0.6,
        )


def _is_particular(name: str) -> bool:
    """No 风投基金, no 零售消费集团: a word in it is not of the dictionary, or it is coined."""
    words = [name[a:b] for a, b in find_words(name)]
    return is_coined(name) or name[:1].isascii() or any(word_weight(w) >= RARE for w in words)


def _list_start(line: Line, end: int, floor: int) -> int:
    """Back to 由, or to the clause's start; a list may run over commas behind 由."""
    simple = line.simple
    start = max(floor, clause_of(simple, end)[0])
    start = max((m.end() for m in _GETS.finditer(simple, start, end)), default=start)
    by = simple.rfind("由", max(floor, end - 120), end)
    return (
        max(start, by + 1)
        if by >= start
        else by + 1
        if by >= 0 and "。" not in simple[by:end] and _is_list(simple[by + 1 : start])
        else start
    )


_GETS = re.compile("(?:获得?|引入|拿到)(?!悉|批|准|投)了?(?=[^，。；]{2})")
"""某某科技获|甲、乙共同投资: who receives stands before the list."""


def _is_list(between: str) -> bool:
    """Nothing but names so far: no verb between 由 and the comma."""
    return "、" in between and not re.search("[的了在完成为获]|融资|投资方", between)


def _marked_leads(line: Line) -> list[str]:
    """A（领投）、B: the name right before the bracket leads."""
    found: list[str] = []
    for m in _LEADS.finditer(line.simple):
        before = max(line.simple.rfind(c, max(0, m.start() - 60), m.start()) for c in "、，由为括：:")
        found += read_list(line, before + 1, m.start())
    return found
