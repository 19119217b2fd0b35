"""Names in a sentence that take no part in what it tells: places, slogans, offices whose officer came, persons."""

from __future__ import annotations

import re

from ..reading.context import Line
from ..reading.mentions import Mention
from .names import Name

_NO_PARTY = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[kMG]Wh?|(?:Core\s)?(?:Insights|Viewpoint))$"
    r"|^(?:IPO|GDR|EPC|PPP|LED|AI|CEO)$|^(?:最|首|全国)|^(?:本|该|此|《)|委员会$(?<![资委会]委员会)|[》]$|^(?:国家)?高新区$|^项目|项目$"
)


# 招引甲大学, 支持乙集团: who is won or helped builds nothing here; “双超”, “五网” are slogans.
_SERVED = re.compile(r"(?:招引|引导|支持|推广|应用|服务|参观|走访|考察|来到|走进|临近|毗邻)$")
SLOGAN = 3
# 甲市人民政府副市长乙某: the officer who comes, not the office.
_OFFICE = re.compile(r"政府$|委员会$|管委会$|[局厅委办部]$")
_TITLE = re.compile(
    r"(?:党[委组工]+|常务|原|一级|二级)*副?"
    r"(?:书记|主任|主席|[省市区县镇局厅处科部]长|总工程师|巡视员|调研员|专员|秘书长|负责人|委员|代表)"
)
# 格雷琴・某某: the second half of a person's name is shorter than a firm's.
FIRM = 5


def is_no_party(line: Line, mention: Mention, name: Name) -> bool:
    """A short form of the thing itself, a place, a document."""
    words = line.simple[mention.start : mention.end]
    is_itself = words in line.simple[name.start : name.end] and not line.simple.startswith(words, name.start)
    is_slogan = mention.end - mention.start <= SLOGAN and line.simple[mention.start - 1 : mention.start] in ("“", "「")
    is_officer = bool(_OFFICE.search(words)) and bool(_TITLE.match(line.simple, mention.end))
    is_surname = (
        line.simple[mention.start - 1 : mention.start] in ("・", "·", "•") and mention.end - mention.start < FIRM
    )
    is_served = bool(_SERVED.search(line.simple, max(0, mention.start - 4), mention.start))
    return (
        is_itself
        or is_slogan
        or is_surname
        or is_officer
        or is_served
        or bool(_NO_PARTY.search(words))
        or any(p.text == mention.text for p in line.places)
    )
