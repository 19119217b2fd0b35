"""Rounds told by who gives: `甲资本完成对乙科技的A轮投资`, `甲领投乙科技B轮融资`, `甲、乙向丙公司投资近亿元`.

Who receives stands behind the verb and must be a firm by its form, by its marks or by the title; a place, a field or a
project that money goes into is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...text import simplify
from ..reading.actor_names import count_uses, is_name
from ..reading.amounts import NEVER, choose_amount
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of, is_background, read_round, read_stage
from ..reading.names import is_common, name_after
from ..reading.subject_bounds import is_strong
from ..reading.subjects import NOT_DONE, find_subject, is_told_of
from .drafts import MOST_VERBS, Draft
from .zh_capital_subject import is_description
from .zh_name_lists import read_list

_SUM = r"(?:[\d一二三四五六七八九十数近超逾过约上][^，。；、]{0,12}?[万亿])"
_ROUND = r"(?:[A-H]\d?\+{0,4}\s?轮|天使\+{0,2}轮?|种子轮|Pre-?\s?[A-Z]\+{0,2}\s?轮?|新一轮|首轮|本轮|战略)"
_ALIAS = r"(?:\s?[（(][^）)]{1,30}[）)])?"
_GIVES = re.compile(
    rf"""
    # 完成对某某的数千万元A轮投资
    完成(?:了)?对(?P<whom>[^，。；对]{{2,30}}?){_ALIAS}(?:公司)?(?:的|(?={_SUM})|(?={_ROUND}))[^，。；]{{0,24}}?(?:投资|注资)(?!者|人|方|机构)
    # 领投某某B轮融资, 参与完成某某A+轮融资, 独家投资了某某
  | (?:领投|跟投|参投|独投|参与(?:了|完成了?|投资)?|(?:战略|独家|联合|共同|重仓)投资)(?:了)?
        (?!方|者|人|机构)(?P<led>[^，。；]{{2,30}}?){_ALIAS}
        (?: (?:的|完成的)?(?={_SUM}|{_ROUND})[^，。；]{{0,24}}?(?:融资|投资(?!者|人|方|机构)|轮(?=[，。；]|$))
          | (?=，(?:持股|占股|投资金额|投资额|投资总额|金额)) )
    # 向某某投资近亿元
  | 向(?P<to>[^，。；向]{{2,30}}?){_ALIAS}(?:战略|股权|独家|联合|共同)*投资(?:了)?(?={_SUM})
    """,
    re.VERBOSE,
)
_WORDS = ("投资", "领投", "跟投", "参投", "独投", "参与", "注资")
_NO_FIRM = re.compile(
    "项目|产业$|领域|行业|市场|基金$|企业$|公司们|建设|工程|园区|股市|债|^(?:其|该|此|本轮|本次|上述|多家)|客户|用户"
)
_CAPITAL = re.compile("资本|创投|基金|投资|国投|产投|控股|集团|科创投|金控|[A-Z]")
_HELD = re.compile("，(?:持股|占股)")


def find_given(line: Line, context: Context) -> Iterator[Draft]:
    """A round or a stake, told by who gives."""
    if not any(word in line.simple for word in _WORDS):
        return
    for m in islice(_GIVES.finditer(line.simple), MOST_VERBS):
        if draft := _given(line, m, context):
            yield draft


def _given(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    start, end = clause_of(line.simple, m.start())
    if NOT_DONE.search(line.simple, max(0, m.start() - 8), m.start()):
        return None
    name = _receiver(line, m, context)
    givers = _givers(line, start, m.start()) or _actor(line, m.start(), context)
    if name is None or not givers or any(name in g or g in name for g in givers):
        return None
    round_ = read_round(line.simple[m.start() : min(end, m.end() + 2)])
    is_stake = bool(_HELD.match(line.simple, m.end())) or (round_ in (None, "strategic") and not _is_house(givers))
    return Draft(
        type="equity" if is_stake and round_ in (None, "strategic") else "funding",
        line=line,
        rule="zh.funding.given",
        at=m.start(),
        name=name,
        parties=tuple(givers),
        leads=tuple(givers) if "领投" in m.group() or "独" in m.group() else (),
        money=choose_amount(
            line, m.start(), roles=("raised", "price", "investment"), start=m.start(), end=end + 24, never=NEVER
        ),
        round=round_,
        stage=read_stage(line.simple[start : m.end()], ("terminated", "rumoured", "planned"), "closed"),
        place=choose_place(line, m.start(), name, context),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.75 if round_ else 0.65,
    )


def _is_house(givers: list[str]) -> bool:
    return any(_CAPITAL.search(g) for g in givers)


def _receiver(line: Line, m: re.Match[str], context: Context) -> str | None:
    """The firm behind the verb, up to the sum or the round."""
    group = next(g for g in ("whom", "led", "to") if m[g])
    span = name_after(line.simple, m.start(group), limit=m.end(group))
    if span is None or is_told_of(line, *span):
        return None
    name = line.simple[slice(*span)].strip()
    is_vague = is_description(name) and not (name.endswith("公司") and is_strong(name[:-2]))
    if not is_name(name) or _NO_FIRM.search(name) or is_common(name) or is_vague:
        return None
    is_marked = line.simple[span[0] - 1] in "「“『"
    is_known = is_coined(name) or re.match("[A-Z]", name) or any(name in n.text for n in line.names)
    is_told = count_uses(name, context) > 1 or bool(context.title and name in context.title.simple)
    return line.text[slice(*span)] if is_marked or is_known or is_told or name in context.aliases else None


def _actor(line: Line, at: int, context: Context) -> list[str]:
    """`甲公告，拟出资参与投资乙的A轮`: who acts stands in a clause before."""
    name = find_subject(line, at, context)
    return [name] if name and name in line.text[:at] else []


def _givers(line: Line, start: int, end: int) -> list[str]:
    """The names before the verb, in its clause."""
    names = read_list(line, start, end)
    return [n for n in names if not _NO_FIRM.search(simplify(n)) or n.endswith("基金")]
