"""What is bought or sold: the company behind the verb (or a row of them), its stake, and who held it until now."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...idf import UNKNOWN_HAN, word_weight
from ..reading.actor_names import is_name, is_target
from ..reading.context import Context, Line
from ..reading.names import ends_in_suffix, is_common, is_generic, name_after, names_between
from ..reading.subjects import find_subject
from ..reading.word_spans import find_words
from .zh_transfer_assets import owner_of, read_asset
from .zh_transfer_brands import is_brand
from .zh_transfer_company import company_of

STAKE = re.compile(
    r"(?:总股本的?)?(?:约|合计|共计)?\d+(?:\.\d+)?\s?%(?=[^，。；]{0,12}(?:股|权|份额|出资|的))|百分之[\d一二三四五六七八九十点.]+|[一二三四五六七八九]成(?:股|权)"
    r"|(?:的)?(?:全部|部分|剩余|多数|少数|控股|全资|相关|少量|其余)*(?:已发行)?"
    r"(?:股权(?!转让|投资|分置)|股份(?!有限|公司|制|转让|回购|代号)|股本|股票|控股权|控制权|实际控制权|普通股|A股|(?<!国有)(?<!管理)资产(?!投资|管理|经营|公司|运营|评估|负债)|(?<!海外)(?<!商业化)(?<!全球)(?<!独家)(?<!开发)(?<!地区)权益(?!投资)|业务(?!部|员)|合伙份额|财产份额|投票权|表决权)"
    r"|\d[\d.,]*\s?[万亿]?股"
)
# What may stand between the verb and the name: words that describe it.
_GAP = re.compile(
    r"(?:其|了|购买|收购|位于[^，。的]{1,10}的|来自[^，。的]{1,10}的|总部位于[^，。的]{1,12}的|旗下|所属|所|约|共|合计|上市公司|控股股东|实际控制人|关联方|一家|标的(?:公司)?|目标公司|另一家|第三方|竞争对手|公司|老牌|知名|著名|国内|海外|境外|同行|子公司|孙公司|企业|上游|下游"
    r"|美国|德国|英国|法国|日本|韩国|瑞士|瑞典|荷兰|以色列|加拿大|意大利|西班牙|丹麦|印度|新加坡|澳大利亚|欧洲|芬兰|挪威|比利时|奥地利|巴西|泰国|越南|马来西亚|印尼|中国"
    r"|生物|科技|技术|初创|全资|控股|参股|持有|拥有|转让|拟|的|上市|[A-Za-z\s“「『《\"]|[\u4e00-\u9fff]{0,8}(?:公司|企业|平台|厂商|巨头|品牌|制造商|服务商|开发商|供应商|运营商))*"
)
_HELD = re.compile(
    r"(?:合计|共同|所|各自|分别|间接|直接)*(?:所?持有?(?!股)|旗下|所属|名下|(?<!实际)控制(?![权人])|拥有)(?:有)?(?:的)?"
)
# 收购公司控股股东旗下的甲: nobody is named who holds it.
_LEGAL_TAIL = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:有限责任公司|股份有限公司|有限公司)")
_TRAILING = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z]{2})(?:前|后|时|案|一案|收来|之后|之前|的?(?:相关)?交易|事项|一事|事宜|计划|进行|新发行|部分|全部|剩余|获得?|已|的|义务|申请|整个公司|总股本|[ABH]股|之附[\u4e00-\u9fff]{2,4}|注册资本)+$"
)
_AND = re.compile("、|以及|和|与|及")
# What ends the name of the bought one where no stake is spoken of: 收购甲案, 收购甲获批, 收购甲的交易.
_ENDS = re.compile(
    r"一?案(?=[获已被遭的进引，。；]|$)|获(?=[得准批市国监反欧商])|已(?=[获被经完])|遭(?=[到遇反])|进行|交易(?!所|中心|系统|平台)|[一这]事|事宜|事项|计划|引发|协议|提议|达成|一度|完成|的(?!\d)|后(?=[，。；]|$)|以(?=[\d约近超])|，|。"
)
_OWN = re.compile(
    r"(?:本|该)?公司(?=(?:约|合计|不超过)?\d[\d.]*\s?%|控制权|控股权|全部|股份|股权|私有化|\d[\d.,]*[万亿]?股)"
)


class Target(NamedTuple):
    """What changes hands."""

    name: str
    holders: tuple[str, ...]
    """Who held it, as the text says: `甲持有的乙51%股权`."""
    has_stake: bool
    """A share of it, or the whole, is spoken of."""


def read_target(line: Line, start: int, stop: int, context: Context) -> Target | None:
    """The object of a verb of buying or selling that runs from `start` to `stop`."""
    simple = line.simple
    counted = _SHARES_OF.match(simple, start, stop)
    start = counted.end() if counted else start
    stake = _stake_of(simple, start, stop)
    limit = stake.start() if stake and stake.start() > start else _end_of(simple, start, stop)
    held = _HELD.search(simple, start, limit)
    holders: tuple[str, ...] = ()
    if held and held.start() > start:
        holders = tuple(line.text[slice(*s)] for s in names_between(simple, start, held.start()))
    first = held.end() if held else start
    if asset := read_asset(line, first, stop):
        owner = owner_of(line, first, stop)
        return Target(asset, (*holders, line.text[slice(*owner)]) if owner else holders, True)
    name = (
        _own(line, first, stop, context)
        or _row(line, first, limit, context)
        or _single(line, first, limit, stake, context)
    )
    return Target(name, tuple(h for h in holders if h != name), stake is not None) if name else None


def _stake_of(simple: str, start: int, stop: int) -> re.Match[str] | None:
    """What share of it; the 股份 of a name of four characters (某某股份) is the name's own."""
    for m in STAKE.finditer(simple, start, stop):
        head = re.search(r"[\u4e00-\u9fff]*$", simple[start : m.start()])
        if m.group() != "股份" or head is None or len(head.group()) != SHORT_HEAD:
            return m
    return None


# 出售约14亿股|某某股份, 受让5000万股|某某: how many shares stand before whose they are.
_SHARES_OF = re.compile(
    r"(?:其|所)?(?:持有)?的?(?:约|合计|共计|不超过|最多)?\d[\d,.]*\s?[万亿]*股(?:的)?(?=[A-Z]|[\u4e00-\u9fff]{2,20}?(?:股份|股票|股权|普通股|[ABH]股))(?!股份|股票|股权|普通股|[ABH]股|无限售|限售|流通|公司|已|新|有)"
)

SHORT_HEAD = 2
"""Characters before 股份 in a listed company's short name."""


def _end_of(simple: str, start: int, stop: int) -> int:
    end = _ENDS.search(simple, min(start + 2, stop), stop)
    return end.start() if end else stop


def _own(line: Line, start: int, stop: int, context: Context) -> str | None:
    """`持有的公司29.9%股份`: the company that announces it."""
    m = _OWN.match(line.simple, start, stop)
    is_holders = bool(
        _ONLY_SHARE.match(line.simple, start, stop) and _HOLDER.search(line.simple, max(0, start - 60), start)
    )
    if not m and not is_holders:
        return None
    before = next((x for x in context.lines if x.index == line.index - 1), None) if m and m.group()[0] == "该" else None
    own = _announcer(line, start) or company_of(context)
    return own or (find_subject(before, len(before.simple), context) if before else None)


_ANNOUNCES = re.compile(
    r"(?:^|[，。：；])(?P<name>[\u4e00-\u9fff]{2,10}?)(?:[（(][^）)]{2,24}[）)])?(?:发布)?公告(?:称|显示|表示|，|：)[^。；]{0,30}股东"
)


def _announcer(line: Line, at: int) -> str | None:
    """`甲公告称，甲的股东乙拟转让其持有的公司股份`: shares of who announces it."""
    m = _ANNOUNCES.search(line.simple, 0, at)
    return line.text[slice(*m.span("name"))] if m and not is_generic(m["name"]) else None


_ONLY_SHARE = re.compile(r"(?:约|合计)?\d[\d.]*\s?%(?:的)?(?:股权|股份)")
_HOLDER = re.compile(r"(?:公司|控股|第[一二三四五]大|原)[^，。；]{0,6}股东[^。；]{0,40}持有?的?$")
"""`公司股东甲拟转让其持有的5%股权`: shares of the company that announces it."""


_KIND = re.compile(
    r"(?P<own>(?:所属|所|其|旗下|名下|持有|拥有|的)+)?(?P<name>[\u4e00-\u9fff]{2,10}?(?:资产|公司|企业|业务|项目|平台)(?:的)?(?:全部|相关)?(?:股权|权益)?)(?=[，。；;：（(]|$)"
)


def read_kind(line: Line, start: int, stop: int, signers: list[str]) -> Target | None:
    """`以19亿元收购其所属新能源公司股权`: what has a kind only, where its price and who sells it are told."""
    m = _KIND.match(line.simple, start, stop)
    if m is None or not signers or not any(stop - PRICE_REACH < x.span.start < start for x in line.money):
        return None
    return Target(signers[0] + line.text[slice(*m.span("name"))], tuple(signers), True)


PRICE_REACH = 80


def _single(line: Line, start: int, limit: int, stake: re.Match[str] | None, context: Context) -> str | None:
    simple = line.simple
    quoted = _QUOTED.match(simple, start, limit)
    span = quoted.span("name") if quoted else name_after(simple, start, limit=limit)
    if span is None or span[0] - start > WIDEST_GAP:
        return None
    if quoted is None and not _describes(simple, start, span[0]):
        return None
    if _NO_GAP.search(simple, start, span[0]):
        return None
    end = whole_name(simple, *span)
    first = span[0] + len(_CALLED.match(simple, span[0]).group())  # type: ignore[union-attr]
    first += simple[first] in "原前" and end - first > SHORT_HEAD and simple[first : first + 3] not in ("原生", "前沿")
    name = _TRAILING.sub("", simple[first:end])
    if _NO_TARGET.search(name) or _SOME_FIRM.fullmatch(name):
        return None
    if not (_is_formed(name) or is_target(line, name, stake, context) or is_brand(name, line, context)):
        return None
    return None if _is_a_mere_word(name, context) else line.text[first : first + len(name)]


def _describes(simple: str, start: int, end: int) -> bool:
    """What stands before the name only describes it; before Latin letters any few characters do (加拿大铜矿商Foo)."""
    is_latin = simple[end : end + 1].isascii() and re.fullmatch("[\u4e00-\u9fff]{1,12}", simple[start:end])
    return bool(is_latin or _GAP.fullmatch(simple, start, end))


_SOME_FIRM = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:物业|目标|标的|项目|新|同类|合资|境外|海外|香港)公司|潜在目标|目标公司"
    r"|.*(?:最大|首家|第一大|唯一|头部|领先|顶级|老牌)的?[\u4e00-\u9fff]{2,8}"
)
_NO_TARGET = re.compile(
    "权[益利]$|抗体|单抗|新药|专利|使用权|土地|股东$|房产$|大楼$|资产$|药品$|许可|批文|^(?:年|月|日|上|下)$"
)


def _is_formed(name: str) -> bool:
    return ends_in_suffix(name) and len(name) >= LONG_NAME and is_name(name)


LONG_NAME = 6
"""Characters from which a name with its legal form speaks for itself."""


def _is_a_mere_word(name: str, context: Context) -> bool:
    """忧虑: a word of the dictionary that the article uses once and not in its title."""
    if len(find_words(name)) != 1 or word_weight(name) >= UNKNOWN_HAN or not re.match("[\u4e00-\u9fff]", name):
        return False
    return context.article.text.count(name) < 2 and name not in (context.article.title or "")


_QUOTED = re.compile("[^，。；“「”」（(]{0,14}[“「](?P<name>[^，。；“「”」]{2,14})[”」]")
WIDEST_GAP = 24
"""Characters that describe the bought one before its name."""
_NO_GAP = re.compile("了(?!一|家)|[不是]|帮助|解决|通过")
_CALLED = re.compile("(?:(?:目标|标的)(?:公司|企业))?")


def whole_name(simple: str, start: int, end: int) -> int:
    """The legal form behind a word that the reader of names takes for a verb: 某某固废|处置有限公司."""
    tail = _LEGAL_TAIL.match(simple, end)
    return tail.end() if tail and simple[end] not in "与和及、以" and "公司" not in simple[start:end] else end


def _row(line: Line, start: int, limit: int, context: Context) -> str | None:
    """`甲、乙及丙的100%股权`: a row of companies that change hands together, as written."""
    simple = line.simple
    left = _GAP.match(simple, start, limit)
    first = left.end() if left and not re.search("[、和与及]", left.group()) else start
    last = first + len(_OF_THEM.sub("", simple[first:limit]))
    if "、" not in simple[first:last] and not _ROW_OF_TWO.search(simple, first, last):
        return None
    if re.search(r"收购|出售|转让|以约?\d|[\d%]", simple[first:last]):
        return None
    pieces = _AND.split(simple[first:last])
    if len(pieces) < 2 or not all(2 <= len(p) <= 24 and is_name(p) and not is_common(p) for p in pieces):
        return None
    return line.text[first:last]


_OF_THEM = re.compile("(?:等?[两二三四五六七八九十\\d]+家(?:公司|企业|子公司)?)?[的等]*$")
_ROW_OF_TWO = re.compile("(?:公司|集团|科技|股份)(?:和|与|及|以及)|(?:和|与|及)[^，。；]{2,20}[两二]家")
