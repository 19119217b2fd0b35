"""A thing bought that is no company: a part of one (旗下传感器业务), a building or a plant (青岩一座物流中心), a
stock of things that belong together (新能源资产). It goes by its noun and what stands before it.
"""

from __future__ import annotations

import re

from ..reading.context import Line
from ..reading.cues import transfer_words

_NOUN = rf"(?:{transfer_words('assets')})"
_BEHIND = (
    r"(?=(?:的)?(?:约|共)?(?:全部|部分|控股|多数|余下|剩余|少数|[一二三四五六七八九十]成|\d[\d.]*\s?%)*(?:的)?(?:股权|股份|权益|资产|业务)"
    r"|[，。；：（(“「”」]|$|的?(?:交易|谈判|计划|事宜|传闻|协议|提议)|相关|出售|转让|售|卖|给|予|进行|作价|以|及|和|并|获|已|将|一事|案)"
)
_ASSET = re.compile(
    rf"""
    (?:其|所|旗下|所属|名下|手中|位于|持有|拥有|的)*
    (?:(?P<owner>[\u4e00-\u9fffA-Z]{{2,10}}?)(?:位于|在)(?=[\u4e00-\u9fff]{{2,8}}的))?
    (?P<where>[\u4e00-\u9fffA-Za-z0-9（）()]{{0,14}}?)
    (?:(?P<count>(?:的)?[一二两三四五\d]{{1,3}}(?:座|幢|栋|间|块|处|宗|艘|条|家|个|项))(?P<more>[\u4e00-\u9fffA-Za-z]{{0,10}}?))?
    (?P<noun>{_NOUN})
    (?:[“「『](?P<called>[^，。；”」』]{{2,14}})[”」』] | {_BEHIND})
    """,
    re.VERBOSE,
)
_ANY = re.compile(_NOUN)
_NO_ASSET = re.compile(rf"(?:{transfer_words('no_assets')})")
_VAGUE = re.compile(rf"(?:{transfer_words('vague')}|的|、|和|与|及)*")
_COMPANY = re.compile(r"公司|股份|集团|[，、]|(?:的|、|和|与|及)$|^的|[与和及]")
LONGEST = 24


def read_asset(line: Line, start: int, stop: int) -> str | None:
    """The asset that the object begins with, as written; None for a company, for goods, for what only has a kind."""
    simple = line.simple
    if not _ANY.search(simple, start, stop):
        return None
    m = _ASSET.match(simple, start, stop)
    if m is None or m["called"]:
        return line.text[slice(*m.span("called"))] if m else None
    first = m.start("where")
    told = simple[first : m.start("count") if m["count"] else m.start("noun")]
    name = line.text[first : m.start("count")] if m["count"] else line.text[first : m.start("noun")]
    if m["count"]:
        name += line.text[m.start("more") : m.end("more")]
    if _VAGUE.fullmatch(told) or _COMPANY.search(told) or _NO_ASSET.search(simple[first : m.end("noun")]):
        return None
    return name.replace("的", "") + line.text[slice(*m.span("noun"))] if len(name) <= LONGEST else None


def owner_of(line: Line, start: int, stop: int) -> tuple[int, int] | None:
    """`某某在法国的零售业务`: whose it is."""
    m = _ASSET.match(line.simple, start, stop)
    return m.span("owner") if m and m["owner"] else None
