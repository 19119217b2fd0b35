"""Where a Chinese line names a fund, what is no fund, and when two names mean one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from ..facilities.happenings import Happening
from ..facilities.names import LONGEST_LINE, Name, find_names, overlaps
from ..reading.context import Line
from .traits import table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fund's name with what happens to it, in one line."""

    line: Line
    name: Name
    text: str
    happening: Happening
    confidence: float

    @property
    def simple(self) -> str:
        """Its name, folded for comparison."""
        name = self.name
        return self.text.lower() if self.line.is_latin else self.line.simple[name.start : name.end]


# What the segmenter leaves in front of an unknown name: 认购|某某创业投资合伙企业.
_VERB_AHEAD = re.compile(
    r"(?:[\u4e00-\u9fff]{0,10}(?:认购|入伙|参投|名为|名称为)|管理|受让|增资|即|合资|发行)"
    r"(?=[\u4e00-\u9fffA-Z]{4})(?!基金|合伙)"
)
# Who pays or runs another fund is a party of it: 由甲基金出资, 与乙基金共同设立.
_PAYS = re.compile(
    r"(?:、|和|与|及|等)?[^，。；]{0,24}?(?:共同|联合|合作|携手)*(?:出资|发起|设立|成立|组建|管理|持股|认缴)"
)
_PAYER = re.compile(r"(?:由|与|和|携手|联合|联手|会同|及|、)$")
# What money is taken out of is told as known: 从规模10亿元的某基金中提取.
_TAKEN_OUT = re.compile(r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?中(?:提取|拨付|拨出|列支|支出|拨款|支付|划拨)")
# KKR … Fund SCSp, … Partners III, L.P. in a Chinese line.
_LATIN = re.compile(
    r"[A-Z][\w&.'’\-]*(?:[ \u00a0](?:of[ ])?[A-Z][\w&.'’\-]*){0,7}[ ](?:Fund|Partners|Opportunities)"
    r"(?:[ ][IVX]{1,5}\b|[ ]\d{1,2}\b)?"
    r"(?:,?[ ](?:SCSp|SICAV|L\.?P\b\.?|FCP|RAIF))?"
)


MOST_FUNDS = 40
"""Funds read in a line: no sentence names more, and a line that does is a table."""


@lru_cache(maxsize=256)
def fund_names(text: str) -> tuple[Name, ...]:
    """The names of funds in a Simplified line, in order, those in Latin letters too."""
    # A share in a fund is a word of its own to the common grammar, and no fund.
    open_text = text.replace("基金份额", "基金，，")
    plain = (without_count(name, text) for name in find_names(open_text) if name.type == "fund")
    found = [with_form(without_verb(name, text), text) for name in plain]
    called = list(islice(called_names(text), MOST_FUNDS)) if "名为" in text else []
    found += (n for n in called if not any(overlaps(n, other) for other in found))
    latin = [n for n in latin_names(text) if not any(overlaps(n, other) and other.start < n.start for other in found)]
    chinese = [n for n in found if not any(overlaps(n, other) for other in latin)]
    return tuple(sorted([*chinese, *latin], key=lambda n: n.start)[:MOST_FUNDS])


def without_count(name: Name, text: str) -> Name:
    """三只：甲产业基金、乙产业基金: the count is of the row, not of its first."""
    colon = text.find("：", name.start, name.end)
    return replace(name, start=colon + 1, count=None) if colon >= 0 else name


# 名为“某某接续一号”的基金: a name that does not say what it is.
_CALLED = re.compile(
    r"名为[“「『\"](?P<name>[^”」』\"，。；]{3,24}(?<!基金))[”」』\"]的(?P<head>[^，。；“」]{0,8}?基金)(?!经理|公司)"
)


def called_names(text: str) -> Iterator[Name]:
    for match in _CALLED.finditer(text, 0, LONGEST_LINE):
        yield Name(*match.span("name"), "基金", "fund", True, 2)


# 某某产业投资基金三期股份有限公司: a fund in the form of a company.
_FORM = re.compile(
    r"(?:[一二三四五]期)?(?:[（(][^（()）]{2,8}[）)])?(?:(?:股份|责任)?有限(?:责任)?公司|合伙企业(?:[（(]有限合伙[）)])?)"
    r"|[（(]有限合伙[）)]"
)


def with_form(name: Name, text: str) -> Name:
    form = _FORM.match(text, name.end)
    if form is not None:
        return replace(name, end=form.end())
    sized = _SIZE_AT_END.search(text, name.start, name.end)
    return replace(name, end=sized.start()) if sized else name


# 某某基金（规模30亿元）: what is said of it in the bracket is no part of the name.
_SIZE_AT_END = re.compile(r"[（(][^（()）]*(?:规模|[亿万]|元|名称|暂定|简称|下称)[^（()）]*[）)]$")


# 揭牌的|是某某基金, 更名|为某某基金, 设立|了某某基金; 首只|平行基金某某基金: a verb's end or a word for what it is.
_COPULA = re.compile(
    r"(?:(?:[是了即系]|为(?!民|农|人|侨|学|军)|由(?!于|来))(?=[\u4e00-\u9fffA-Z]{4})"
    r"|(?:平行|子|系列|主题|直投|专项|备案|新设|新一[支只])基金[——:：]*(?=[\u4e00-\u9fffA-Z]{2,}基金))"
)


def without_verb(name: Name, text: str) -> Name:
    if name.is_quoted:
        return name
    if (copula := _COPULA.match(text, name.start, name.end)) is not None:
        return without_verb(replace(name, start=copula.end()), text)
    if (verb := _VERB_AHEAD.match(text, name.start, name.end)) is not None:
        return replace(name, start=verb.end())
    rest = _REST.search(text, max(0, name.start - REST_REACH), name.start) or joined_field().search(
        text, max(0, name.start - REST_REACH), name.start
    )
    return replace(name, start=rest.start("rest"), weight=name.weight + 1) if rest else name


# 设立杭州某和|元生物医药产业基金, 发起的某某碳中和|产业基金: what stands between the verb of founding and the name that
# the segmenter cut.
_REST = re.compile(
    r"(?:设立|成立|组建|认购|名为|入伙|(?:设立|成立|组建|发起|管理|运营)的)"
    r"(?P<rest>(?!了|一|首|由|以|的|为|是|规模|总|新|该|本|此|多|各|相关|专门|专注|聚焦|面向|针对|服务|支持|投资|基金|全国|全省|全市|国内|国家|[省市区县]级|政府|市场化|私募)"
    r"(?:(?:科技型?|中小|小微|民营|初创)+企业|(?!设立|成立|组建|认购|基金|中心|公司|平台|项目|规模|的|了|与|集团|企业|机构)[\u4e00-\u9fff]){1,10})$"
)
REST_REACH = 16


@lru_cache(maxsize=1)
def joined_field() -> re.Pattern[str]:
    """某省新能源与|智能汽车产业基金: the first of two fields, behind the place, belongs to the name."""
    fields = "|".join(sorted(filter(_HAN.match, table()["types"]["industry"]), key=len, reverse=True))
    return re.compile(
        rf"(?P<rest>(?:(?![的在于由将与和及设立为向对了])[\u4e00-\u9fff]){{2,3}}?[省市区县州](?:{fields})[与和及])$"
    )


_HAN = re.compile("[\u4e00-\u9fff]")


def latin_names(text: str) -> Iterator[Name]:
    if "Fund" in text or "Partners" in text or "Opportunities" in text:
        for match in _LATIN.finditer(text, 0, LONGEST_LINE):
            is_vehicle = "Fund" in match.group() or re.search(r"(?:[IVX]+|\d|L\.?P\.?|SCSp)$", match.group())
            if is_vehicle:
                yield Name(match.start(), match.end(), "Fund", "fund", False, 2)


# ---------------------------------------------------------------- what is no fund

# The state's own grants to researchers; a joint fund under their roof (…自然科学基金-某区联合基金) is a pool.
_GRANTS = re.compile(r"(?:自然科学|社会科学|社科|博士后)(?:联合)?基金(?:委|项目)?$")
_SCIENCE = re.compile(r"科学|科技|研究|创新|技术")
# Of savers and the stock market: none of it raises a pool for science and industry.
_MARKET_TALK = re.compile(
    r"基金经理|净值|重仓|持仓|公募|ETF|申购|赎回|定投|基民|份额持有人|首募规模|前十大|开放申购|沪深300|基金合同|主动权益|基金公司|次新基金|混合型|债券型|指数"
)
_PRIVATE = re.compile(r"产业|股权|创投|创业|引导|母基金|子基金|私募|天使|种子|并购|合伙|LP|S基金|科创")
# 甲基金——乙基金: what stands before the dash describes the name behind it.
_DASH = re.compile(r"[”」』\"]?[—–-]{1,2}[“「『\"]?|[“「『]")
# 是某地首支…基金, 作为…的第一支: what it is besides, no other fund.
_PREDICATE = re.compile(
    r"(?:是|为|系|作为|属于?|成为|堪称)(?:该|本)?[^，。；：]{0,24}?(?:首[支只个家]|第[一二三四五\d][支只个]|唯一|最大|首批|又一[支只]|一[支只]|首次)"
    r"[^，。；：]{0,24}$"
)


def is_excluded(line: Line, name: Name, words: str) -> bool:
    """Products for savers, charities, fund houses: no pool of capital for science and industry."""
    listed = table()["not_funds"]
    if "+" in words or _TAKEN_OUT.match(line.simple, name.end) or is_payer(line.simple, name):
        return True
    if any(line.simple.startswith(word, name.end) for word in listed["after"]) and not is_joined(line.simple, name):
        return True
    if name.head == "基金会":
        return not _SCIENCE.search(words) or any(word in words for word in listed["grants"])
    if _SET_OF_FUNDS.search(words) or _BUSINESS_SCOPE.search(line.simple, max(0, name.start - 30), name.end):
        return True
    if is_endowed(line, name, words):
        return False
    charity = any(word in line.simple for word in listed["charity"]) and not any(m.role == "total" for m in line.money)
    said = re.sub("^(?:全国)?社保基金(?=.{2,12}专项基金$)", "", words)
    if charity or _GRANTS.search(words) or any(word in said for word in listed["names"]):
        return True
    return is_of_market(line, words) or is_description(line.simple, name)


# 某某慈善基金正式成立, 设立某某乡教育发展基金100万元: a pool with a name or a size of its own,
# on the day it is founded.
_ENDOWMENT = re.compile(
    "(?P<own>.*?)(?:慈善|公益|教育发展|教育|产业帮扶|帮扶|助学|奖学|乡村振兴|人才发展|关爱|专项)+基金$"
)
_FOUNDED_AHEAD = re.compile(r"(?:设立|成立|发起|创立|捐资建立)(?:了|的)?[“「『]?$")
_FOUNDED_BEHIND = re.compile(
    r"[”」』]?(?:今日|昨日|近日|日前|\d{1,2}[日号]|[（(][^）)]{1,20}[）)])*"
    r"(?:在[^，。；]{2,16})?(?:正式|揭牌|宣布|宣告)*(?:成立|设立|揭牌|启动)"
)
_SIZED_BEHIND = re.compile(r"[”」』]?[^，。；]{0,4}\d[\d.,]*\s?[万亿]?")
SHORTEST_OWN = 3
"""Characters of a name before 慈善基金 that tell it from others of its sort."""


def is_endowed(line: Line, name: Name, words: str) -> bool:
    """A fund for a good cause is one where it is founded and known by a name or a size."""
    sort = _ENDOWMENT.match(words)
    if sort is None:
        return False
    ahead = _FOUNDED_AHEAD.search(line.simple, max(0, name.start - 8), name.start)
    behind = _FOUNDED_BEHIND.match(line.simple, name.end)
    is_known = len(sort["own"]) >= SHORTEST_OWN or name.is_quoted or _SIZED_BEHIND.match(line.simple, name.end)
    return bool((ahead or behind) and is_known)


_SET_OF_FUNDS = re.compile(
    r"^(?:第?[\d一二三四五六七八九十]+[批支只])+子?基金$|基金子基金$|各类|系列子基金$|(?<!第)[\d一二三四五六七八九十][支只]"
)
_BUSINESS_SCOPE = re.compile("经营范围|主营业务(?:[为是：]|包括|涵盖|范围)|业务范围")
# 认购某某基金份额, 作为有限合伙人投资某某基金: a share is taken in it.
JOINED = re.compile(
    r"(?P<verb>认购|认缴|入伙|参投|参与投资|共同投资|投资入伙|出资参与|参股|投资|出资|加入)[了]?(?:由[^，。；]{2,30}?(?:管理|发起)的)?(?:基金|合伙企业)?[“「『\"]?$"
)
SHARE_BEHIND = re.compile(
    r"[”」』\"]?(?:的)?(?:基金)?(?:的)?(?:有限合伙|财产|合伙|[LA]类)?(?:份额|权益|股权|出资)|[^。]{0,60}有限合伙人"
)


def is_joined(text: str, name: Name) -> bool:
    return bool(JOINED.search(text, max(0, name.start - 60), name.start) and SHARE_BEHIND.match(text, name.end))


def is_payer(text: str, name: Name) -> bool:
    """由某某母基金出资设立…: the fund in front is who pays, unless it is set up in quotation marks itself."""
    is_named = not name.is_quoted and _PAYER.search(text, max(0, name.start - 2), name.start)
    return bool(is_named and _PAYS.match(text, name.end) and "由" in text[max(0, name.start - 40) : name.start])


def is_of_market(line: Line, words: str) -> bool:
    return not _PRIVATE.search(words) and bool(_MARKET_TALK.search(line.simple))


def is_description(text: str, name: Name) -> bool:
    """What only says of a named fund what it is: before a dash and a name, or behind 是 and 首支."""
    dash = _DASH.match(text, name.end)
    if dash is not None and any(other.start == dash.end() and other.weight for other in fund_names(text)):
        return True
    return bool(not name.is_quoted and _PREDICATE.search(text, max(0, name.start - 40), name.start))


@lru_cache(maxsize=4096)
def is_generic(words: str) -> bool:
    """产业基金, 引导基金: any of them."""
    plain = re.sub(
        r"^(?:[一二三四五六七八九十0-9个支只]+|[（(][^（()）]*[）)])?(?:认购|参与|投资)?|[“”\"「」]|合伙企业|（有限合伙）|\(有限合伙\)",
        "",
        words,
    )
    return plain in table()["not_funds"]["generic"]
