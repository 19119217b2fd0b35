"""What goes on at a place, and no works on it: goods that an airport moved, a hall at a border port, a shop."""

from __future__ import annotations

import re

from ..facilities.happenings import Happening
from ..facilities.names import Name
from ..reading.context import Line

# 机场累计完成9.7万吨, 港区全力推进40万吨船舶直航, 口岸新建货场投用, 交易所加快建设国家级平台: what goes on there.
_TRAFFIC = re.compile(
    r"(?:了)?[^，。；]{0,8}?\d[\d.,]*[余多]?[万亿千百]?(?:吨|人次|架次|标箱|标准箱|TEU|箱|列|车次|班次|艘次|辆次|件|单|票|笔)"
)
_OBJECT = re.compile(r"(?:国家级|世界级|[省市]级|\d[\d.]*[万亿千百]?(?:吨|艘|个|家|条|台|辆|座|项))")
_PART_OF_PLACE = re.compile(r"[”」』\"]?(?:新建|扩建|改建|新增)(?!项目|工程|[一二三四五]期)[\u4e00-\u9fff]{2,}")
_HASTES = ("推进", "建设")
# 全国首家体验店“某某乐园”: a shop.
_SHOP = re.compile(r"(?:(?<!酒)店|专柜|快闪|品牌|餐厅)[“「『\"]?$")


def is_of_traffic(line: Line, name: Name, happening: Happening) -> bool:
    """What passes through a place, or a part of it, and no works on it as a whole."""
    if _SHOP.search(line.simple, max(0, name.start - 4), name.start) and name.is_quoted:
        return True
    if happening.side != "after":
        return False
    behind = happening.start + len(happening.words)
    if happening.words in ("累计完成", "完成", "共完成") and _TRAFFIC.match(line.simple, behind):
        return True
    if happening.words.endswith(_HASTES) and _OBJECT.match(line.simple, behind):
        return True
    is_place = name.type in ("transport", "logistics") and happening.start > name.end
    return is_place and bool(_PART_OF_PLACE.match(line.simple, name.end, happening.start))
