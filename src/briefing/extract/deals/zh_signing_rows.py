"""One side that signs with a row of others: `某镇政府与甲、乙等七家企业签署协议`, `甲、乙等50余家单位签署意向书`.

Where all of the row are named it is an agreement like any other (`zh_agreement.py`); where the row is only counted
it is one ceremony that signs a batch.
"""

from __future__ import annotations

import re

from ...text import simplify
from ..reading.amounts import choose_amount
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import choose_date, is_background
from ..reading.scenes import choose_scene
from .drafts import Draft
from .zh_signers import read_signers

_NUMBER = r"\d[\d,]*|[一二两三四五六七八九十百]{1,4}"
# 等七家企业代表现场签署战略合作框架协议
_ROW = re.compile(
    rf"""
    (?P<more>等)?(?:来自[^，。；、]{{1,12}}的)?(?:首批|国内外|知名|行业|头部|龙头|当地|本地)*
    (?P<count>{_NUMBER})(?:余|多)?家(?P<what>[^，。；、与和]{{0,14}}?)
    (?:代表)?(?:在[^，。；]{{2,14}})?(?:代表|分别|集中|现场|成功|正式|共同|一起|当场|进行|举行|完成)*
    (?P<verb>签署|签订|签约|签下)(?P<noun>了?[^，。；]{{0,24}}?(?:协议书?|备忘录|意向书?|合同)|(?=[，。；、]|$|并|仪式))
    """,
    re.VERBOSE,
)
_MANY_KINDS = re.compile(
    "企业|公司|单位|机构|高校|院校|院所|学校|医院|银行|伙伴|合伙人|园区|平台|品牌|商户|项目方|社|行|店|厂|$"
)
_NOT_A_CEREMONY = re.compile(
    "累计|截至|至今|目前已|今年以来|年来|已有|均|全部|医保|农户|居民|家庭|村民|租户|采购合同|劳动合同|拆迁"
)
_OPENS = re.compile("[，。；：]")


def find_row(line: Line, context: Context) -> Draft | None:
    """A side known by name that signs with a counted row of others."""
    if "家" not in line.simple:
        return None
    m = _ROW.search(line.simple)
    if m is None or not _MANY_KINDS.search(m["what"]):
        return None
    start = max((x.end() for x in _OPENS.finditer(line.simple, 0, m.start())), default=0)
    if _NOT_A_CEREMONY.search(line.simple, max(0, start - 12), m.end()):
        return None
    names = [n for n in read_signers(line, m.start(), context) if _is_sure(line, n, start, m.start())]
    is_all = bool(m["count"].isdigit()) and int(m["count"]) <= len(names) and "等" not in (m["more"] or "")
    if not names or is_all or _count(m["count"]) <= 1:
        return None
    first = start if m.end() - start <= LONGEST else max(line.text.find(names[0], start), start)
    if m["verb"] == "签约" and not m["noun"] and first == start and not _WITH.search(line.simple, start, m.start()):
        return None  # 6家单位集中签约: with whom is not told
    return _draft(line, m, context, first, names)


LONGEST = 60
"""Characters of a signing's name: a longer clause opens with something else."""


_WITH = re.compile("[与和同、]")


def _is_sure(line: Line, name: str, start: int, end: int) -> bool:
    """Named in the clause itself, and an organisation or a place by its form."""
    at = line.text.find(name, start, end)
    known = any(n.start < at + len(name) and at < n.end for n in (*line.names, *line.places))
    return at >= 0 and (known or is_coined(simplify(name)) or len(name) >= SURE)


SURE = 5
"""Characters of a side that is believed as it stands: 浙江乐途; a shorter one may be a common word."""


def _count(text: str) -> int:
    return int(text.replace(",", "")) if text[0].isdigit() else (1 if text == "一" else 10)


def _draft(line: Line, m: re.Match[str], context: Context, first: int, names: list[str]) -> Draft:
    return Draft(
        type="batch_signing",
        line=line,
        rule="zh.batch_signing.row",
        at=m.start(),
        name=line.text[min(first, m.start()) : m.end()],
        parties=tuple(names),
        money=choose_amount(line, m.end(), roles=("investment", "total")),
        stage="signed",
        place=choose_scene(line),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.75,
    )
