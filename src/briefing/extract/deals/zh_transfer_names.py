"""What can be a side of a purchase or a sale: names by themselves, without the role before and the verb behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...text import simplify
from ..reading.actor_names import is_name, is_weak
from ..reading.context import Context, Line
from ..reading.cues import transfer_words
from ..reading.names import is_common, normalize_name
from ..reading.party_sets import are_apart

NO_SIDE = re.compile(
    r"^\d[\d.,]*[万亿千百]*(?:[美欧港日英韩澳加新]?元|英镑|股|名|家|个|[年月日]|\s?日起?)|^公司\d"
    r"|^(?:还债|偿债|还款|扩张|转型|套现)$"
    r"|股东$|[对买卖让]方$|^[双三各两一]方$|人士$|自然人|股权|^股份$|交易(?!所|中心)|协议|资产$"
    r"|业务$|业绩|承诺|关联|员工|职工|高管|^[二三四两]者$|审查|豁免|证监会|中止|批准"
)


def is_same_name(a: str, b: str) -> bool:
    return normalize_name(a) == normalize_name(b) and not are_apart(a, b)


ROLES = {role: rf"(?:{transfer_words(role)})" for role in ("buyer", "seller", "target", "other")}
_EDGES = re.compile(
    rf"^(?:(?:{'|'.join(ROLES.values())})|公司(?=[\u4e00-\u9fff]{{3}})|独立第三方|(?:原|由|与|和|向|经|传"
    rf"|称)(?=[\u4e00-\u9fffA-Z]{{3}}))+"
    r"|(?<=..)(?:建议|同意|提出|有条件|承诺|宣布|表示|方面|双方|共同|联合|分别|正式|已|就|应"
    r"|收到|等|一事|一案|案|以[约近逾超]?)+$|(?<=..)(?:拟|将)[\u4e00-\u9fff]{0,4}$"
)
"""Words that the reader of names leaves at the edges of an unknown name: its role before, an adverb or verb behind."""


def trim(name: str) -> str:
    """The name without role and adverb at its edges, as written."""
    simple = simplify(name)
    for m in list(_EDGES.finditer(simple)):
        name = name[m.end() :] if m.start() == 0 else name[: m.start() - len(simple)]
    return name.strip("（）() ")


def real_sides(
    names: list[str], line: Line, context: Context, told: Iterable[str] = ()
) -> tuple[str, ...]:
    """The names that can be parties, once each; `told` are those that the sentence itself calls a side."""
    plain = (trim(n) for n in names if n)
    sure = frozenset(trim(n) for n in told if n) - {p.key for p in line.places}
    good = (n for n in plain if can_act(n) and (n in sure or len(n) <= SHORT or not is_weak(n, line, context)))
    return tuple(dict.fromkeys(good))


SHORT = 4
"""Characters of a name that is taken by its place alone."""

def can_act(name: str) -> bool:
    """A name by itself, in either script: no common word, no share, no staff."""
    simple = simplify(name)
    return is_name(simple) and not is_common(simple) and not NO_SIDE.search(simple)
