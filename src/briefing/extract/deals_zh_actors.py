"""Who acts in a Chinese line: the name before a verb, the topic of the article, and what can be a name at all.

A stretch is a name when it is short and holds no verb; it is sure when its form says so (有限公司, Latin letters) or
the article uses it more than once, and a guess (`is_weak`) otherwise.
"""

from __future__ import annotations

import re

from .coined import is_coined, is_field
from .context import Context, Line
from .deal_words import clause_of, words
from .names import is_common, is_generic, names_between, normalize_name, segments
from .word_spans import find_words

VENUE = words("venues")
NOT_DONE = re.compile(r"(?:尚未|未能|没有|并未|不会|未|否认|无意|不)[^，。；]{0,6}$")


def find_subject(line: Line, at: int, context: Context) -> str | None:
    """Who acts: the first name of the verb's clause, else of the clause before it, else the article's topic.

    A guess (`is_weak`) gives way to a name that is sure.
    """
    simple = line.simple
    start = clause_of(simple, at)[0]
    guess = None
    if span := _first_name(line, start, at, context):
        guess = line.text[slice(*span)]
        if not is_weak(simple[slice(*span)], line, context):
            return guess
    if _TOPIC_WORD.match(simple, start):
        return topic_of(context) or _subject_before(line, start, context) or guess
    return _subject_before(line, start, context) or (guess if guess and start == 0 else topic_of(context) or guess)


CLAUSES_BACK = 3
"""`X宣布，已与卖方订立协议，以1亿元收购…`: who acts may stand so many clauses before."""


def _subject_before(line: Line, start: int, context: Context) -> str | None:
    for _ in range(CLAUSES_BACK):
        before = clause_of(line.simple, start - 2)[0] if start > 2 else start
        if before >= start:
            return None
        span = _first_name(line, before, start, context)
        if span and not is_weak(line.simple[slice(*span)], line, context) and not _is_media(line.simple, span[1]):
            return line.text[slice(*span)]
        start = before
    return None


def _is_media(simple: str, end: int) -> bool:
    """`某某网获悉`: who tells it does not act."""
    return bool(
        re.match(
            r"(?:APP|网|记者)?(?:\d{1,2}月\d{1,2}日)?(?:获悉|讯|消息|报道|电$|了解到|显示|称，据)",
            simple[end : end + 12],
        )
    )


_TOPIC_WORD = re.compile(r"\s*(?:公司|本公司|该公司|其)(?!董事|股东)")


def _first_name(line: Line, start: int, end: int, context: Context) -> tuple[int, int] | None:
    """The first known organisation of a stretch, else its first stretch that can be a name."""
    simple = line.simple
    spans = [
        s
        for s in _subject_segments(simple, start, end)
        if is_name(simple[slice(*s)]) and not _is_place(line, *s) and not _REPORTS.search(simple[slice(*s)])
    ]
    spans = _quoted_name(simple, spans) or spans
    known = [s for s in spans if not is_weak(simple[slice(*s)], line, context)]
    return next(iter(known or spans), None)


# Who tells or oversees a deal does not act in it.
_REPORTS = re.compile(
    "^(?:路透|彭博|新华|法新|美联|共同|韩联|中新|财联|澎湃|新浪财经|界面|欧盟)社?$|^(?:欧盟委员会|美国证券交易委员会|反垄断[^，]*)$"
    "|(?:通讯社|彭博社|路透社|日报|晚报|时报|监管机构|监管局|证监会|证监局|法院|交易所|联交所)$"
)


def _quoted_name(simple: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`云服务平台「某某」`: what stands in the marks is the name, what stands before them describes it."""
    for left, right in spans:
        if (
            simple[left - 1 : left] in "「“『"
            and simple[right : right + 1] in "」”』"
            and left > 1
            and (_joins_quote(simple, left) or len(spans) == 1)
        ):
            return [(left, right)]
    return []


def _joins_quote(simple: str, left: int) -> bool:
    return bool(re.search(r"(?:公司|平台|企业|品牌|商|机构|厂商|团队|项目)[「“『]$", simple[:left]))


def _is_place(line: Line, start: int, end: int) -> bool:
    return any(p.start <= start and end <= p.end for p in line.places)


def _subject_segments(simple: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names that may act; what stands in a bracket or before 的 only describes."""
    spans = [_before_venue(simple, *s) for s in segments(simple, start, end) if not _in_bracket(simple, start, s[0])]
    of = simple.rfind("的", start, end)
    behind = [s for s in spans if s[0] > of and is_name(simple[slice(*s)])] if of >= 0 else []
    return behind or [s for s in spans if simple[s[1] : s[1] + 1] not in ("的", "/")]


def _before_venue(simple: str, start: int, end: int) -> tuple[int, int]:
    """某某科创板IPO: the exchange the segmenter's model glued on is cut off."""
    m = _AT_VENUE.search(simple, start + 2, end)
    return (start, m.start()) if m else (start, end)


_AT_VENUE = re.compile(rf"(?:于|在)?(?:{VENUE})")


def _in_bracket(simple: str, start: int, at: int) -> bool:
    opened = max(simple.rfind("（", start, at), simple.rfind("(", start, at))
    return opened >= 0 and not re.search("[）)]", simple[opened:at])


_TOPIC = re.compile(
    r"^(?:原标题[:：]\s*|【|[^，。：:]{2,6}[丨|]\s?)*(?P<name>[^，。：:；！？、\s（(【】|丨]{2,16}?)(?:[(（]\d{4,6}|[：:]|公告|发布公告|\d{1,2}月\d{1,2}日(?:晚间?)?(?:公告|发布))"
)


def topic_of(context: Context) -> str | None:
    """The company an article is about: of `X(600000)`, `X：…`, `X公告`, else of its first 以下简称."""
    for line in context.all_lines()[:3]:
        if (
            (m := _TOPIC.search(line.simple))
            and is_name(m["name"])
            and not _NO_TOPIC.search(m["name"])
            and not _is_place(line, *m.span("name"))
        ):
            for start, end in segments(line.simple, *m.span("name"))[:1]:
                return line.text[start:end]
    for line in context.all_lines()[:3]:
        for m in _LISTED.finditer(line.simple):
            spans = segments(line.simple, *m.span("name"))
            if spans and spans[-1][1] == m.end("name") and is_name(line.simple[slice(*spans[-1])]):
                return line.text[slice(*spans[-1])]
    return next((short for short in context.aliases if is_name(short)), None)


_LISTED = re.compile(r"(?P<name>[^，。：；！？（）()\s]{2,16})[（(](?:[A-Z]{2,4}[.:：]\s?)?\d{4,6}(?:\.[A-Z]{2})?[)）]")


_NO_TOPIC = re.compile(r"标题|来源|记者|编辑|作者|消息|报道|观察|快讯|独家|专访|解读|评论|[？?]|\d")


_VERB_INSIDE = re.compile(
    r"""
    ^\d+$ | ^[一二三四五六七八九十两几数多\d]+[家个名位批项]          # counts
  | ^(?:的|了|是|被|其|该|这|那|各|每|此|相关|有关|某|同类|上述|部分|全部|首批|另外|整个|县内|市内|省内|当地)
  | (?:中小|小微|民营|国有|外资|科技|上市|龙头|重点|电商|零售|传统|实体|头部|创新
      |投资|金融|生产|制造|创业|初创|服务)型?(?:企业|机构)$
  | (?:部门|单位|院校|高校|个人|股票|合约|计划|票据|市场|行业|赛道|领域|期间|之际|以来|人士)$
  | [，。；：]
  | 表示|认为|指出|需要|可以|应当|应该|如何|什么|怎么|为何|通过|实现|获得|完成|进行|开展|成为|正在|已经
  | 没有|不是|如果|因为|所以|但是|原因|举行|举办|召开|促成|落实|赴|进入|产生
  | 季度|上半年|下半年|年度|以来$|^截至|活动|路演|联动|强化|协同(?!创新)|助力|赋能|仪式|期间
  | ^(?:新能源|芯片|半导体|医药|生物|人工智能|机器人|软件|互联网|电池|汽车|光伏)(?:公司|企业|平台)$
  | (?:国有资本|国资|产业资本|地方国资|引导基金)(?:平台|方|机构)?$
  | ^(?:SH|SZ|HK|BJ|GDR|ADR|ETF|IPO|CMA|CEO|GP|LP)$
  | ^(?:中国|全国|一是|二是|三是|网下|网上|限售期|获配|原担保)$
  | 操作中$|议案|未透露|^超额|^持续|^继续|未披露|不详|杠杆|路演$
  | ^(?:中票|短融|可转债|债券|股债|债权|本期债券|公司债)$
    """,
    re.VERBOSE,
)


def is_weak(name: str | None, line: Line, context: Context) -> bool:
    """A guess: neither an organisation by its form nor named more than once."""
    if not name:
        return False
    if is_common(name) and not _opens_title(name, context):
        return True
    if any(name in n.text or n.text in name for n in line.names) or re.match(r"[A-Z][A-Za-z0-9]", name):
        return False
    if is_coined(name):
        return False
    text = context.article.text
    return text.count(name) < 2 and name not in (context.article.title or "")


def is_guess(name: str | None, line: Line, at: int, context: Context) -> bool:
    """Weak, and not right before its verb either: `某某科创板IPO过会` says who it is."""
    if not name or not is_weak(name, line, context):
        return False
    return is_common(name) or not line.text[:at].rstrip("，, 于在").endswith(name)


def _opens_title(name: str, context: Context) -> bool:
    return context.title is not None and context.title.simple.startswith(name)


def is_name(name: str) -> bool:
    """A stretch that can be a name: short, with letters, no verb in it, not generic."""
    return (
        2 <= len(name) <= 36 and not is_generic(name) and not _VERB_INSIDE.search(name) and bool(normalize_name(name))
    )


def as_written(line: Line, simple_name: str) -> str:
    """The name as the line writes it (Traditional characters kept)."""
    at = line.simple.find(simple_name)
    return line.text[at : at + len(simple_name)] if at >= 0 else simple_name


def names_up_to(line: Line, end: int, floor: int) -> list[tuple[int, int]]:
    """The enumeration that ends at a verb: back to 由, or to the clause's start."""
    simple = line.simple
    start = max(floor, clause_of(simple, end)[0])
    if (by := simple.rfind("由", start, end)) >= 0:
        start = by + 1
    return names_between(simple, start, end)


def is_target(line: Line, name: str, stake: re.Match[str] | None, context: Context) -> bool:
    """Something that can be bought whole: a stake is spoken of, it is a known organisation, or the title names it."""
    if (
        not is_name(name)
        or _SOME_COMPANY.fullmatch(name)
        or _GOODS.search(name)
        or any(p.key == name for p in line.places)
    ):
        return False
    if any(normalize_name(name) == n.key or (n.key and n.key in normalize_name(name)) for n in line.names):
        return True
    if name.endswith(("公司", "企业")) and len(name) <= 6 and _is_described(name[:-2]):
        return False
    if re.match(r"[A-Z][A-Za-z]", name) or is_coined(name):
        return True
    if stake and re.search("股|权", stake.group() + line.simple[stake.end() : stake.end() + 8]):
        return True
    return name in (context.article.title or "") or (context.article.text.count(name) >= 3 and bool(line.money))


def _is_described(head: str) -> bool:
    """电商公司, 另一家公司: common words and a field's before 公司."""
    return is_generic(head) or is_field(head) or all(is_generic(head[a:b]) for a, b in find_words(head))


_SOME_COMPANY = re.compile(
    "(?:美国|德国|英国|法国|日本|韩国|瑞士|瑞典|荷兰|以色列|欧洲|北美|海外|境外|国外|国内|本地|当地|一家|多家)?"
    "(?:[\u4e00-\u9fff]{0,4}(?:药企|车企|企业|巨头|厂商|龙头|同行|初创公司|上市公司|科技公司|芯片公司))"
)
_GOODS = re.compile(
    r"^(?:了|其|该|这|某|一|两|多|对方|计划|完成|意向|资产|股权|股份|金融|上述)|小麦|粮食|秋粮|玉米|稻|住房|房源|棉花|虾|农产品|废品|烟叶|欧元|美元|万元|亿元|产品$|商品|业务$|牌照$"
)
