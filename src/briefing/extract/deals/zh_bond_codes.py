"""A bond told by its short name: `本期债券简称“22某某SCP002”，发行金额5亿元，期限270天`.

Who issues it stands sentences before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..reading.context import Context, Line
from ..reading.cues import choose_date
from .drafts import Draft
from .zh_proceeds import choose_proceeds

_CODE = re.compile(
    r"(?:简称|债券名称|代码)[为是：:]?\s?[“「\"（(]?\d\d(?P<stem>[\u4e00-\u9fff]{2,6}?)(?:[A-Z]+|\d|债|转)"
)
_TERMS = re.compile("发行(?:金额|规模|总额)|期限|票面利率")


def find_coded_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """The bond behind a short name, where a company whose name holds its stem has been spoken of."""
    m = _CODE.search(line.simple)
    money = choose_proceeds(line, 0, len(line.simple)) if m and _TERMS.search(line.simple) else None
    issuer = _issuer(m["stem"], line, context) if m else None
    if m is None or money is None or issuer is None:
        return
    yield Draft(
        type="bond",
        line=line,
        rule="zh.bond.code",
        at=m.start(),
        name=issuer,
        money=money,
        stage="closed",
        date=choose_date(line, m.start()),
        confidence=0.75,
    )


def _issuer(stem: str, line: Line, context: Context) -> str | None:
    """The longest company named so far whose name holds what stands in the code: 22某某SCP002."""
    named = [n.text for x in context.all_lines() if x.index <= line.index for n in x.names if stem in n.text]
    return max(named, key=len) if named else None
