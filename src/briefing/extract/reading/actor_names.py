"""What can be the name of one who acts: its shape, and how sure a name found by its place is.

A stretch is a name when it is short and holds no verb; it is sure when its form says so (有限公司, Latin letters) or
the article uses it more than once, and a guess (`is_weak`) otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...text import simplify
from .coined import is_coined, is_field
from .context import Context, Line
from .names import is_common, is_generic, normalize_name
from .word_spans import find_words

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
  | ^(?:地方|各地|当地|多地|知名|头部)?(?:国有资本|国资|产业资本|社会资本|引导基金)(?:平台|方|机构)?$
  | ^IPO | IPO$ | ^(?:发行|募集|招股)$
  | ^(?:SH|SZ|HK|BJ|GDR|ADR|ETF|IPO|CMA|CEO|GP|LP)$
  | ^(?:中国|全国|一是|二是|三是|网下|网上|限售期|获配|原担保)$
  | 该公司 | (?<!资)本公司
  | ^[\u4e00-\u9fff](?:集团|公司|科技|资本|投资|基金|控股|银行)$   # 新创|建集团: half a name
  | ^[一二两三四五六七八九十]成半?$ | ^先旧 | ^后新
  | 发生 | 变化 | [^合]作$ | 承销$ | 方式 | [费价率]$ | 操作中$|议案|未透露|^超额|^持续|^继续|未披露|不详|杠杆|路演$
  | ^(?:首单|首期|首只|首批|分拆|定增|配股|配售|供股|增发|首发|回购|减持|募资|集资|融资|聆讯|递表)$
  | ^(?:中票|短融|可转债|债券|股债|债权|本期债券|公司债)$
    """,
    re.VERBOSE,
)


def is_weak(name: str | None, line: Line, context: Context) -> bool:
    """A guess: neither an organisation by its form nor named more than once."""
    if not name:
        return False
    name = simplify(name)
    if is_common(name) and not _opens_title(name, context):
        return True
    known = [line.simple[n.start : n.end] for n in line.names]
    if any(name in k or k in name for k in known) or re.match(r"[A-Z][A-Za-z0-9]", name):
        return False
    if is_coined(name) or _TICKER.match(line.simple, line.simple.find(name) + len(name)):
        return False
    return count_uses(name, context) < 2 and not (context.title and name in context.title.simple)


# 某某（01863）: what has a code on an exchange is a firm.
_TICKER = re.compile(r"\s?[（(](?:[A-Z]{2,4}[.:：]\s?)?\d{4,6}(?:[.-][A-Z]{2})?[，,）)]")


def count_uses(name: str, context: Context) -> int:
    """How often the body writes a name, which may be given in Simplified characters."""
    return body_of(context).count(name)


@lru_cache(maxsize=2)
def body_of(context: Context) -> str:
    """The body in Simplified characters, put together once an article."""
    return "\n".join(line.simple for line in context.lines)


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
    return name in (context.title.simple if context.title else "") or (
        count_uses(name, context) >= 3 and bool(line.money)
    )


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
