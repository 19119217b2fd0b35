"""Acquisitions and mergers in Chinese by the verbs of buying: who buys, what is bought, in active, passive and nominal
wording. The verbs of selling are in `deals_zh_sale.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ...tags import find_tags
from ...text import simplify
from ..reading.actor_names import is_name, is_weak
from ..reading.amounts import place_amount
from ..reading.context import Context, Line
from ..reading.cues import clause_of, transfer_words
from ..reading.names import ends_in_suffix, name_after, name_before, names_between
from ..reading.subjects import find_subject
from ..reading.word_spans import find_words
from .drafts import MOST_VERBS, Draft
from .zh_name_lists import read_list
from .zh_transfer_actors import agreed_with, read_actors, with_parent
from .zh_transfer_company import company_of
from .zh_transfer_names import can_act, is_same_name, real_sides
from .zh_transfer_sides import find_sides
from .zh_transfer_stage import is_crime, is_denied
from .zh_transfer_subject import acting_beside
from .zh_transfer_targets import Target, read_kind, read_target
from .zh_transfer_terms import transfer

_NOT_VERB = transfer_words("not_buying")
_BUYING = re.compile(
    rf"""
    (?<!此次)(?<!本次)(?<!该)(?<!这)(?<!这次)(?<!股权)(?<!的)(?<!资产)(?<!跨界)(?<!次)(?<!未经)(?<!被)
    (?P<verb>(?:要约|全资|战略|溢价|现金|并购|吸收|协议|联合|共同)?
      (?:收购(?!{_NOT_VERB}) | 并购(?!{_NOT_VERB}|基金|重组|贷款|市场|潮|委|公会) | 吸收合并 | 吸并 | 竞购 | 洽购 | 求购
        |受让(?!方|人)|竞得|摘牌(?:取得|获得)?|买下|拿下|购得|购入|购买资产(?!并|暨|之|的|持续|事项|报告|预案|草案|交易|[》”）)、])|购买(?!资产|了?理财)
        |取得|入主|(?:接手|接盘)(?![方者人侠])))
    (?!的|《)(?:了|下)?
    """,
    re.VERBOSE,
)
_WEAK_BUYING = re.compile("购买|取得|拿下|受让|竞得|购得|购入|入主|买下|摘牌|接手|接盘")
"""Things are bought with these too: a stake must be spoken of."""
_PASSIVE = re.compile(
    r"(?:被(?!告|盗|害|捕|判|诉|执行|骗|查)|遭|获(?![得取悉利批准])|由)(?P<buyer>[^，。；被获由]{2,40}?)(?:宣布|拟|将|计划|正式|成功)?(?:以[^，。；]{2,20})?(?:敌意|恶意|全资|战略|溢价|要约|现金|整体|全面)?"
    r"(?:收购|并购|吞并|私有化|买下|接手|接盘|吸收合并)(?!公司|基金|方|人|平台|专家|贷款|业务|主体|委员会|标的)"
)
_UNIT = re.compile("[kMG]?Wh?|[A-Z]{1,2}")
_BUYING_OF = re.compile(
    r"(?<![针面应核绝相])对(?![手方象外内此其于比照接])(?P<object>[^，。；对]{2,36}?)(?:\d[\d.]*%)?(?:的)?(?:股权|股份|控股权)?(?:发起|提出|实施|进行|展开)?(?:了)?的?(?:全资|要约|敌意|现金|全面|潜在|拟议)?(?:收购|并购)(?=$|[，。；：”）、）]|的|案|事|完成|获|已|将|交易|计划|进行|方案|失败|告|一)"
)
_PRIVATISING = re.compile(
    r"(?:将|对|把)(?P<object>[^，。；将对把]{2,24}?)(?<!次)(?<!来的)(?:进行|实施|全面)*私有化|(?:拟|提出|建议|计划|宣布|完成|寻求|考虑|联手|牵头|以[^，。；]{2,16})私有化(?=[\u4e00-\u9fffA-Z]{2})|(?P<taken>[获遭被])(?P<by>[^，。；]{2,16}?)(?:提出?|建议|拟|发起|要约)私有化"
)
# 从甲手中以1亿元|收购, 向甲、乙、丙共计3名丁股东以…方式|购买: the row ends before who or how many they are.
_BOUGHT_FROM = re.compile(
    r"(?:向|从|自)(?P<seller>[^，。；向从]{2,80}?)"
    r"(?:(?:等|共计|合计|合共|共)*[\d一二两三四五六七八九十]{1,3}[名位家][^，。；、]{0,12}?(?:股东|自然人|对方|对象|机构)?)?"
    r"(?:手中|处|手里)?(?:以[^，。；]{2,20})?$"
)

_WORDS = ("购", "并", "要约", "私有化", "受让", "竞得", "摘牌", "买下", "拿下", "取得", "入主", "接手", "接盘")
"""A line without one of these tells no purchase and is not read closely."""


def find_acquisitions(line: Line, context: Context) -> Iterator[Draft]:
    """`X以1亿元收购Y 51%股权`, `Y被X收购`, `X完成对Y的收购`, `X将Y私有化`."""
    if not any(word in line.simple for word in _WORDS) or is_crime(line.simple):
        return
    taken: list[tuple[int, int]] = []
    yield from _mergers(line, context)
    yield from _merger_pacts(line, context)
    yield from _tendered(line, context)
    for pattern, rule in ((_PASSIVE, _bought_by), (_BUYING_OF, _purchase_of), (_PRIVATISING, _privatised)):
        for m in islice(pattern.finditer(line.simple), MOST_VERBS):
            drafts = list(rule(line, m, context))
            if drafts:
                taken.append(m.span())
                yield from drafts
    for m in islice(_BUYING.finditer(line.simple), MOST_VERBS):
        if not any(a <= m.start() < b for a, b in taken) and not is_denied(line.simple, m.start()):
            yield from _apart(list(_bought(line, m, context)), line, m)


_EACH = re.compile(r"分别(?:以|作价|出资|斥资|按|耗资)?[^，。；]{0,40}$")
_ROW_STOP = re.compile(r"\d+(?:\.\d+)?%|股权|股份|[。；]|，(?!以下|下称)")
_HELD_ROW = re.compile(r"持有的|旗下的?|所属")


def _apart(drafts: list[Draft], line: Line, m: re.Match[str]) -> Iterator[Draft]:
    """`分别作价A、B收购甲、乙100%股权`: as many purchases as there are prices."""
    sums = [x for x in line.money if m.start() - REACH <= x.span.start < m.start()]
    if len(drafts) != 1 or len(sums) < 2 or not _EACH.search(line.simple, max(0, m.start() - REACH), m.start()):
        yield from drafts
        return
    stop = _ROW_STOP.search(line.simple, m.end())
    end = stop.start() if stop else len(line.simple)
    held = _HELD_ROW.search(line.simple, m.end(), end)
    names = read_list(line, held.end() if held else m.end(), end)
    names = [n for n in names if can_act(n) and ends_in_suffix(simplify(n))]
    if len(names) != len(sums):
        yield from drafts
        return
    for name, money in zip(names, sums, strict=True):
        yield replace(drafts[0], name=name, money=place_amount(line, money))


REACH = 40
"""Characters before the verb in which the prices of several purchases stand."""


_TENDER = re.compile(
    r"要约收购(?:义务人|人)?[为是系](?P<whose>[^，。；向]{2,20}?)(?=向|[，。；（(])"
    r"|(?P<maker>[^，。；：向]{2,30}?)向(?:除[^，。；]{2,60}以外的|[^，。；]{0,12}?)(?:全体|其他|所有|上市公司)*(?:流通股)?"
    r"(?:股东|股份)[^，。；]{0,40}(?:发出|发起|提出|作出|进行)[^，。；]{0,8}要约"
)


def _tendered(line: Line, context: Context) -> Iterator[Draft]:
    """`要约人甲`, `甲向全体股东发出要约`: an offer for the shares of the company that the article is about."""
    at = line.simple.find("要约")
    target = company_of(context) if at >= 0 and not is_denied(line.simple, at) else None
    if target is None:
        return
    m = _TENDER.search(line.simple)
    spans = names_between(line.simple, *m.span(m.lastgroup or 0))[-1:] if m else []
    makers = [s.name for s in find_sides(line, context) if s.role == "buyer"]
    makers += [line.text[slice(*s)] for s in spans]
    parties = real_sides([n for n in makers if not is_same_name(n, target)], line, context, makers)
    if parties:
        yield transfer(line, (at, at + 2), context, target, parties, "zh.acquisition.tender", is_owned=True)


_MERGING = re.compile(
    r"(?P<first>[^，。；：]{2,30}?)[与和同](?P<second>[^，。；：与和同]{2,24}?)(?:宣布|拟|将|计划|正式|达成|筹划|进行|实施|同意|启动|完成|的)*合并"
    r"(?!报表|后|前|财务|利润|营收|范围|同类|执法|审理|办理|开庭|计算|统计|为)"
)


def _mergers(line: Line, context: Context) -> Iterator[Draft]:
    """`甲与乙宣布合并`: two companies become one."""
    for m in islice(_MERGING.finditer(line.simple), MOST_VERBS):
        first = name_before(line.simple, m.end("first"), floor=m.start("first"))
        second = name_after(line.simple, m.start("second"), limit=m.end("second"))
        if not first or not second or first[1] != m.end("first") or second[0] != m.start("second"):
            continue
        names = [line.text[slice(*span)] for span in (first, second)]
        if all(can_act(n) and not is_weak(n, line, context) for n in names):
            yield transfer(line, (m.end() - 2, m.end()), context, names[1], (names[0],), "zh.acquisition.merger")


_BRACKET = r"(?:\s?[（(][^（）()]{1,40}[）)])?"
_LATIN = r"[A-Z][A-Za-z0-9.&’'-]*(?:\s[A-Z][A-Za-z0-9.&’'-]*){0,5}"
# 甲与乙签署合并协议: 甲 is often a blank-cheque company, which takes 乙 to the exchange.
_MERGER_PACT = re.compile(
    rf"(?P<first>{_LATIN}|[\u4e00-\u9fff]{{2,20}}?){_BRACKET}(?:已|今日|近日|正式|宣布|公告称|，|\s)*[与和同](?P<second>[^，。；与和同]{{2,70}}?)"
    r"(?:已|就|正式|宣布|正|将|拟|\s)*(?:签署|签订|达成|订立|签)(?:了)?(?:最终|正式|业务|企业|商业|一份|换股)*合并(?:交易)?(?:协议|计划)"
)
_LATIN_LAST = re.compile(rf"(?P<name>{_LATIN}){_BRACKET}\s?$")


def _merger_pacts(line: Line, context: Context) -> Iterator[Draft]:
    for m in islice(_MERGER_PACT.finditer(line.simple), MOST_VERBS):
        latin = _LATIN_LAST.search(line.simple, *m.span("second"))
        span = latin.span("name") if latin else name_after(line.simple, m.start("second"), limit=m.end("second"))
        first = m.span("first") if m["first"].isascii() else name_before(line.simple, m.end("first"), floor=m.start())
        if span is None or first is None:
            continue
        name, other = line.text[slice(*span)], line.text[slice(*first)]
        if can_act(name) and can_act(other):
            verb = (m.end() - 4, m.end())
            draft = transfer(line, verb, context, name, (other,), "zh.acquisition.merger_pact")
            yield replace(draft, stage="signed", is_weak=False)


def _bought_by(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    """The bought one stands before 被, the buyer behind it."""
    first = max(m.start("buyer"), line.simple.rfind("的", m.start("buyer"), m.end("buyer") - 2) + 1)
    by = name_after(line.simple, first, limit=m.end("buyer"))
    bought = find_subject(line, m.start(), context)
    if by is None or by[0] > first + 12 or bought is None or _may_mean_another(line, m.start()):
        return
    if _KIND_ONLY.search(bought) and _is_of_plain_words(bought):
        return
    if is_weak(bought, line, context) and f"「{bought}」" not in line.text and f"“{bought}”" not in line.text:
        return
    if _UNIT.fullmatch(bought) or re.match(r"\d", line.simple[m.end() : m.end() + 1]):
        return
    if is_name(line.simple[slice(*by)]) and not is_same_name(bought, line.simple[slice(*by)]):
        yield transfer(line, m.span(), context, bought, (line.text[slice(*by)],), "zh.acquisition.passive")


_IT = re.compile("(?:但|而|由于|因为?|随着|如果|且|后|不过)*(?:该公司|该企业|它)")


def _may_mean_another(line: Line, at: int) -> bool:
    """`甲财团以乙为伙伴，但由于该公司被丙收购`: which of the two the sentence does not say."""
    start = clause_of(line.simple, at)[0]
    if not _IT.match(line.simple, start):
        return False
    named = {n.key for n in line.names if n.end <= start} | set(_LATIN_WORD.findall(line.simple, 0, start))
    return len(named) > 1


_LATIN_WORD = re.compile("[A-Z][A-Za-z]{2,}")


_KIND_ONLY = re.compile("(?:品牌|公司|企业|平台|巨头|厂商|车企|药企|机构)$")


def _is_of_plain_words(name: str) -> bool:
    """豪华汽车品牌, 电商公司: every word is one of the dictionary's, none a name's."""
    words = [name[a:b] for a, b in find_words(name)]
    tags = find_tags(words)
    return all(tags.get(w, "") not in ("", "nr", "nrt", "nz", "nt") or len(w) == 1 for w in words)


def _purchase_of(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    """`完成对Y的收购`."""
    target = read_target(line, m.start("object"), m.end("object"), context)
    if target and not is_denied(line.simple, m.start()):
        parties = real_sides([*read_actors(line, m.start(), context), *target.holders], line, context)
        yield transfer(line, m.span(), context, target.name, parties, "zh.acquisition.noun")


def _privatised(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    """`X拟私有化Y`, `X将公司私有化`."""
    simple = line.simple
    if m["taken"]:
        name = find_subject(line, m.start(), context)
    elif not m["object"]:
        behind = read_target(line, m.end(), clause_of(simple, m.end())[1], context)
        name = behind.name if behind else None
    elif simple.startswith("公司", m.start("object")) or simple.endswith("公司", 0, m.end("object")):
        name = company_of(context)
    else:
        span = name_after(simple, m.start("object"), limit=m.end("object"))
        name = line.text[slice(*span)] if span else None
    buyers = [s.name for s in find_sides(line, context, 0, m.start()) if s.role == "buyer"]
    by = name_after(simple, m.start("by"), limit=m.end("by")) if m["taken"] else None
    buyers = buyers or ([line.text[slice(*by)]] if by else list(read_actors(line, m.start(), context)))
    buyers = [b for b in real_sides(buyers, line, context) if name and not is_same_name(b, name)]
    is_opening = m["taken"] and name and line.text.startswith(name)
    if name and is_name(name) and (is_opening or not is_weak(name, line, context)):
        yield transfer(line, m.span(), context, name, tuple(buyers), "zh.acquisition.private")


def _bought(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    stop = clause_of(line.simple, m.end())[1]
    target = read_target(line, m.end(), stop, context) or read_kind(line, m.end(), stop, agreed_with(line, m.start()))
    if target is None or (_WEAK_BUYING.search(m["verb"]) and not (target.has_stake and _is_stake(line, m.end(), stop))):
        return
    parties = _sides_of(line, m, target, context)
    if (not parties and not target.has_stake) or _AS_EXAMPLE.search(line.simple, m.end(), stop):
        return
    is_owned = target.has_stake and _is_stake(line, m.end(), stop)
    draft = transfer(line, m.span(), context, target.name, parties, "zh.acquisition.verb", is_owned=is_owned)
    yield replace(draft, is_background=True) if _AFTERWARDS.match(line.simple, m.end()) else draft


_AFTERWARDS = re.compile(r"[^，。；]{2,16}?(?<!前)(?<!之)后的(?!第)")
"""计划把并购乙后的员工总数裁减三成: the purchase lies behind."""


_AS_EXAMPLE = re.compile("的(?:例子|案例|经验|教训|故事|经历)")


def _is_stake(line: Line, start: int, stop: int) -> bool:
    return bool(re.search(r"[股权](?!限)|控制权|份额|出资额", line.simple[start:stop]))


def _sides_of(line: Line, m: re.Match[str], target: Target, context: Context) -> tuple[str, ...]:
    """The buyer (with its parent), who held the target, and who else signed."""
    simple, at = line.simple, m.start()
    sellers = list(target.holders)
    if seller := _BOUGHT_FROM.search(simple, clause_of(simple, at)[0], at):
        at = seller.start()
        sellers += [line.text[slice(*s)] for s in names_between(simple, *seller.span("seller"))]
    sellers += agreed_with(line, at)
    told = [*sellers, acting_beside(line, at, context) or ""]
    sides = list(find_sides(line, context))
    buyers = [n for s in sides if s.role == "buyer" for n in with_parent(line, s.start, s.name, context)]
    buyers = buyers or list(read_actors(line, at, context))
    sellers += [s.name for s in sides if s.role in ("seller", "other")]
    names = [n for n in (*buyers, *sellers) if not is_same_name(n, target.name)]
    return real_sides(names, line, context, told)
