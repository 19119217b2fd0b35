"""Bonds and notes in Chinese: who issues them; applied for, registered, sold, called off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...text import simplify
from ...types import Money
from ..reading.amounts import NEVER, choose_amount
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of, frame_words, is_background, words
from ..reading.guards import Guarded
from ..reading.names import name_after, names_between
from ..reading.subjects import find_raiser, is_guess, is_name
from .drafts import MOST_VERBS, Draft
from .zh_capital_frames import read_frame
from .zh_listing import MARKET_WIDE, POLICY
from .zh_name_lists import read_list

_NOUN = words("bond_nouns")
_BOND = re.compile(
    rf"(?P<verb>发行|发售|簿记|取得|获得|获批|获准|获|注册|完成|拟发|增发|募集|设立(?=[^，。；]{{0,40}}(?:票据|债券?)计划))(?:了)?(?P<body>[^，。；]{{0,40}}?)(?P<noun>{_NOUN})"
)
# What is told behind the noun, or around it: 可转债申请获受理, 中期票据完成发行, 接受某某中期票据注册.
_TOLD_BEHIND = Guarded(
    rf"""
    (?P<noun>{_NOUN})(?:[（(][^）)]{{1,16}}[）)])?
    (?: (?:的)?(?:发行|注册|项目|上市)?(?:申请)?(?:事项|文件|项目)?(?:已|成功|正式)?
        (?P<approved>(?:获得?|取得|收到|被)[^，。；]{{0,16}}?(?:注册|批复|核准|批准|受理|通过|同意|终止|中止))
      | (?P<changed>(?:项目)?[”"」]?(?:项目)?(?:审核)?状态(?:已)?(?:更新|变更)为[“"「]?[^，。；]{{2,8}})
      | (?:已|成功|顺利|正式|今日|日前|昨日)*(?:完成|结束)?
        (?P<verb>发行(?!规模|人|利率|价格|金额|成本|期限|文件|市场|额度)|簿记|落地|募集完毕)
      | [^，。；]{{0,8}}由(?P<issuer>[^，。；]{{2,24}}?)(?:在[^，。；]{{2,14}}?)?(?:成功|正式|顺利)?发行
    )
    """,
    re.VERBOSE,
)
_TOLD_AHEAD = re.compile(
    rf"(?P<acted>受理|接受|同意|核准|终止审核|终止|中止|批准)(?:了|对)?(?P<owner>[^，。；]{{2,40}}?)(?P<noun>{_NOUN})(?P<as>的?(?:注册|项目|发行|申请|审核|$|(?=[，。；])))"
)
_NOT_BOND = re.compile(words("not_bonds"))
_GOVERNMENT = re.compile(
    "财政部|财政厅|央行|中央银行|人民银行|美联储|储备银行|金融管理局|金管局|政府|税务|国债|市场|交易所|证监会|交易商协会|上清所|评级"
    "|^(?:标普|穆迪|惠誉|大公|联合资信)|^(?:日本|英格兰|英国|加拿大|韩国|泰国|俄罗斯|瑞典|印尼|印度尼西亚|马来西亚|墨西哥|巴西|以色列)(?:中央|国家)?银行$"
)
"""Who borrows for the state, oversees the market or rates it issues no bond of its own here."""
_STAGES = (
    ("terminated", re.compile("终止|中止|撤回|取消|暂缓|推迟发行")),
    ("filed", re.compile("受理|已?反馈|问询|提交(?:注册|申请)|申报|审[核议][^，。；]{0,4}通过|过会")),
    ("planned", re.compile("注册|获批|获准|批复|拟|计划|将|核准|同意|不超过|预案|建议|考虑|接受")),
)
"""How far an issue is, the first told counts; what has none of these is sold."""


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """`X成功发行30亿元中期票据`, `A、B分别取得80亿元、50亿元中期票据的注册通知书`, `X可转债申请获受理`."""
    found = list(_find_bonds(line, context))
    yield from found
    yield from read_frame("bond", line, context, found)


def _find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    taken = 0
    for m in islice(_BOND.finditer(line.simple), MOST_VERBS):
        if m.start() >= taken and not _is_no_bond(line, m):
            taken = m.end()
            yield from _bonds(line, m, context)
    if taken:
        return
    for pattern in (_TOLD_BEHIND, _TOLD_AHEAD):
        if (told := pattern.search(line.simple)) and not _is_no_bond(line, told):
            yield from _bonds(line, told, context)
            return


# Words in which 市场, 全国 and 支持 say nothing of a market or a policy.
_BANK_MARKET = re.compile("(?:全国|中国)?银行间(?:债券)?市场|资产支持|有效期?[^，。]{0,4}年内|\\d年内")


def _is_no_bond(line: Line, m: re.Match[str]) -> bool:
    """The state's debt, a policy, a total over many issuers, shares paid for a purchase."""
    around = _BANK_MARKET.sub("", line.simple[max(0, m.start() - 30) : m.end()])
    return bool(
        "股份" in (m.groupdict().get("body") or "")
        or _OLD_DEBT.search(line.simple, m.start(), m.start("noun"))
        or _EMPOWERED.search(line.simple, max(0, m.start() - 24), m.end())
        or _WISHED.search(line.simple, max(0, m.start("noun") - 14), m.start("noun"))
        or _LAWSUIT.search(line.simple, *_part_around(line.simple, m.start()))
        or _NOT_BOND.search(m.group())
        or POLICY.search(around)
        or MARKET_WIDE.search(around)
    )


_OLD_DEBT = re.compile("(?:原|存量|旧|现有|到期|置换|偿还|兑付)(?:的|有)?$")
"""对原债券进行置换: the debt that is already there."""


_LAWSUIT = re.compile(frame_words("lawsuits"))
"""因债券纠纷，甲将乙诉至法院，要求偿付所发行的债券: debt that was there before, and the plaintiff issued none."""
_EMPOWERED = re.compile("(?:授权|决策|决定权|全权办理|包括但不限于)[^。；]{0,12}?发行")
"""由董事长共同决策发行境外债务融资工具: who may issue, and nothing is issued."""
_WISHED = re.compile("(?:利于|便于|有助于|促进|刺激|影响|限制|扩大|放宽|规范|加大|服务)[^，。；]{0,10}$")
"""更有利于债券发行: what a policy does to the market."""


def _part_around(simple: str, at: int) -> tuple[int, int]:
    """The stretch between the full marks around a place: a list of announcements parts its items with them."""
    start = max((m.end() for m in re.finditer("[；。]", simple[:at])), default=0)
    end = re.compile("[；。]").search(simple, at)
    return start, end.start() if end else len(simple)


def _is_known(name: str, line: Line) -> bool:
    """Without a sum only an organisation by its form is believed to issue."""
    return is_coined(name) or any(name in n.text for n in line.names)


_BY = re.compile(r"由(?P<issuer>[^，。；由在]{2,20}?)(?:在[^，。；]{2,14}?)?(?:成功|正式|顺利)?(?:注册)?发行")
_NEVER = NEVER - {"per_unit", "capital"}
"""面值总额 and 注册金额 are what a bond is sold for."""
_SIZE_ROLES = ("total", "raised", "capital", "per_unit", None)


def _size_after(line: Line, end: int) -> list[Money]:
    """`成功发行公司债券，规模10亿元`: the sum in the clauses right behind."""
    return [x for x in line.money if end <= x.span.start < end + 40 and x.role in _SIZE_ROLES][:1]


def _size_before(line: Line, start: int, at: int) -> list[Money]:
    """`30亿元公司债项目`: the sum right before the noun."""
    return [x for x in line.money if start <= x.span.start < at and x.role in _SIZE_ROLES][-1:]


def _bonds(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    start, end = clause_of(line.simple, m.start())
    sums = [x for x in line.money if m.start() <= x.span.start < end]
    sums = sums or _size_before(line, start, m.start("noun")) or _size_after(line, end)
    names = _issuers(line, m, start, context)
    if len(names) < 2 or len(names) != len(sums):
        names, sums = names[:1], sums[:1]
    for rank, name in enumerate(names):
        if _GOVERNMENT.search(name):
            continue
        money = (
            choose_amount(line, m.start(), start=sums[rank].span.start, end=sums[rank].span.end, never=_NEVER)
            if rank < len(sums)
            else None
        )
        if money is None and not _is_enough(line, m, name, context):
            continue
        yield Draft(
            type="bond",
            line=line,
            rule="zh.bond",
            at=m.start(),
            name=None if _goes_on(line, start, name, context) else name,
            parties=_holders(line, name),
            money=money,
            is_weak=is_guess(name, line, m.start(), context),
            stage=next((s for s, cue in _STAGES if cue.search(line.simple, start, end)), "closed"),
            place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.85 if money else 0.6,
        )


_THIS_ISSUE = re.compile("(?:本次|此次|这次|该次|本期|该期)")


def _goes_on(line: Line, start: int, name: str, context: Context) -> bool:
    """`此次拟发行…` tells more of the issue spoken of, whoever issues it."""
    before = [x for x in context.all_lines() if x.index < line.index]
    return (
        bool(_THIS_ISSUE.match(line.simple, start))
        and name not in line.text
        and any(re.search(_NOUN, x.simple) for x in before[-3:])
    )


def _is_enough(line: Line, m: re.Match[str], name: str, context: Context) -> bool:
    """Without a sum: a known issuer and the act of issuing, or what an authority did with the application."""
    told = m.groupdict()
    acted = (
        told.get("verb") in ("发行", "簿记", "拟发") or told.get("approved") or told.get("changed") or told.get("acted")
    )
    return bool(acted) and (_is_known(name, line) or line.index < 0 or line.text.startswith(name))


def _issuers(line: Line, m: re.Match[str], start: int, context: Context) -> list[str]:
    """Who issues: named behind 由, between the authority's verb and the noun, or before the verb."""
    told = m.groupdict()
    if owned := _SUBSIDIARY.search(line.simple, start, m.start("noun")):
        span = name_after(line.simple, owned.start("name"), limit=owned.end("name"))
        if span and is_name(line.simple[slice(*span)]):
            return [line.text[slice(*span)]]
    if told.get("owner"):
        span = name_after(line.simple, m.start("owner"), limit=m.end("owner"))
        owner = re.split("[-—]", line.text[slice(*span)])[0] if span else ""  # the originator, of a programme's name
        return [owner] if is_name(simplify(owner)) else []
    by = _BY.search(line.simple)
    issuer = told.get("issuer") or (by["issuer"] if by and is_name(by["issuer"]) else None)
    if issuer:
        return [issuer]
    if told.get("changed"):
        named = [n.text for n in line.names if n.end <= m.start("noun") and not _GOVERNMENT.search(n.text)]
        return named[-1:]
    backed = max((g.end() for g in _GUARANTEED.finditer(line.simple, 0, m.start())), default=0)
    start = max(start, backed)
    names = [line.text[slice(*s)] for s in names_between(line.simple, start, m.start())]
    names = [n for n in names if is_name(n)]
    if len(names) >= 2 or (names and backed):
        return names
    subject = find_raiser(line, m.start(), context)
    if (subject is None or _KIND_OF_ISSUE.search(subject)) and (behind := _BEHIND_COLON.match(line.simple, m.end())):
        verb = _BOND_VERB.search(line.simple, behind.end())
        span = name_after(line.simple, behind.end(), limit=verb.start() if verb else None)
        subject = line.text[slice(*span)] if span and is_name(line.simple[slice(*span)]) else None
    return [subject] if subject and not _KIND_OF_ISSUE.search(subject) else []


_GUARANTEED = re.compile("由[^，。；由]{2,24}?(?:提供)?[^，。；由]{0,8}担保(?:的|，)")
"""由某集团提供担保，某国际发行: who stands surety issues nothing."""
# 某某公告，子公司某集团拟注册发行: who issues is the subsidiary.
_SUBSIDIARY = re.compile(
    r"(?:子公司|附属公司|孙公司)(?P<name>[^，。；：]{2,24}?)(?=[（(]|拟|将|已|成功|完成|获|正|在|向|申请|注册|发行|此前|近日)"
)
_BOND_VERB = re.compile("发行|完成|成功|拟|获")
# 首单科创债落地：某某集团发行20亿元: who issues stands behind the headline's colon.
_BEHIND_COLON = re.compile(r"[^，。；：:]{0,8}[：:]")
_KIND_OF_ISSUE = re.compile(f"^\\d|成份股|成分股|指数|首单|首期|首只|首批|{_NOUN}")


_HOLDER = re.compile(
    r"向(?P<to>[^，。；向]{2,40}?)(?:定向)?发行|由(?P<by>[^，。；由]{2,40}?)(?:全额)?认购|(?P<ahead>[^，。；]{2,40}?)(?:全额|同意|拟|将)*认购(?!协议|倍数|金额|价)"
)
_NO_HOLDER = re.compile(r"投资者|对象|社会|公众|特定|不超过|全场|有效|\d|机构$|股东$")


def _holders(line: Line, own: str) -> tuple[str, ...]:
    """To whom the bond is sold, where the article says so."""
    found: list[str] = []
    for m in _HOLDER.finditer(line.simple):
        names = read_list(line, *m.span(m.lastgroup or ""))
        found += [n for n in names if not _NO_HOLDER.search(n) and n not in own and own not in n]
    return tuple(dict.fromkeys(found))
