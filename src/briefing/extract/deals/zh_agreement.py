"""Signed agreements in Chinese: `A与B签署战略合作框架协议`, ceremonies of one, partnerships, and agreements that end.
Ceremonies that sign a batch of projects are in `deals_zh_signing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...idf import word_weight
from ...text import simplify
from ..reading.amounts import choose_amount
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of, is_background, words
from ..reading.names import is_common
from ..reading.places import STATES, is_wide
from ..reading.subjects import NOT_DONE
from .drafts import MOST_VERBS, Draft
from .zh_likely_sides import likely_sides
from .zh_signer_names import COMMON_WEIGHT, PERSON_WEIGHT, is_institution
from .zh_signers import before_place, begins_with_with, read_signers
from .zh_signing import find_batches

_AGREEMENT_WORD = words("agreements")
_ADVERBS = r"(?:正式|共同|联合|成功|现场|分别|举行|顺利|再度|续|拟|已|将|就此){0,3}"
_SIGNING = re.compile(
    rf"{_ADVERBS}(?:签署|签订|签下|签约|达成|订立|缔结|签定|签立)(?:了|的)?(?P<body>[^。；！？\n]{{0,80}}?)(?P<noun>{_AGREEMENT_WORD}|战略合作(?!伙伴关系的|关系网|[区园项平示协办])|合作(?=$|[，。；！、”）)\s]|关系))"
)
# 甲与乙战略合作签约仪式在某地举行
_CEREMONY = re.compile(
    r"(?P<noun>(?:全面)?(?:(?:官方|独家|指定|首席|全球|战略|顶级|高级|生态)*合作伙伴|战略合作|合作共建|合作|共建|投资合作|框架协议|合作协议|协议|结对)(?:框架)?(?:协议)?)(?:云|线上)?(?:签约|签字)(?:暨[^，。；]{1,16}?)?(?:仪式|活动)"
)
# 甲与乙举行签约仪式: two sides, and nothing of what they sign
_BARE_CEREMONY = re.compile(
    r"(?:现场|共同|联合|也|还|并|随后|正式|成功)*(?:举行|举办|进行|完成)了?(?:项目|隆重的?|简短的?)?(?P<noun>签约)(?:暨[^，。；]{1,16}?)?(?:仪式|活动)?(?=[，。；！]|$)"
)
# 甲与乙建立战略合作伙伴关系, 甲与乙共同启动战略合作
_PARTNERS = re.compile(
    r"(?:正式|再次|宣布|共同|联合|携手|成功){0,2}(?:建立|结成|结为|构建|缔结|达成|形成|启动|开启)(?:了|起)?(?P<body>)"
    r"(?P<noun>(?:全面|深度|长期|独家|紧密|全方位|全球){0,3}战略(?:(?:合作)?(?:伙伴)?(?:关系|伙伴)|合作(?=$|[，。；！、”）)])))"
)
# 甲牵手乙，双方签约
_HANDS = re.compile(
    rf"(?:牵手|携手|联手|握手|结盟|联袂)[^，。；]{{2,30}}[，,：][^。；]{{0,30}}?(?:签约|签署|签订|达成|订立|缔结)[^。；]{{0,30}}?(?P<noun>{_AGREEMENT_WORD}|战略合作|合作|共建[^，。；]{{2,20}})"
)
_ENDED = re.compile(
    rf"(?:终止|解除|取消|中止)(?:了)?(?P<body>[^。；！？，]{{0,50}}?)(?P<noun>{_AGREEMENT_WORD}|战略合作|合作)"
)
_NOT_SIGNING = re.compile(words("not_signings"))
_BOOK = re.compile(r"《(?P<title>[^《》]{4,60})》")
_PRIVATE = re.compile(
    r"家属|家中?老人|退休(?:老人|职工|教师|工人)|[老大][爷妈伯]|购房者|租客|租户|房东|受害人|当事人|(?:与|和|同|向)(?:\d+[名位])?消费者|(?:^|[，。；与和向由])(?:[\u4e00-\u9fff]某){1,2}[\u4e00-\u9fff]?(?=与|和|向|签|将|在|因|以|为|同)|(?:先生|女士)(?:前后|先后|曾|共|一共|也|又)"
)
"""A contract of private persons is no deal of the week."""
_LAWSUIT = re.compile("判决|诉讼|被告|原告|仲裁|投票议案")
_STATES = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:两国|中[\u4e00-\u9fff]{1,2}(?:双方|关系))|(?:同|与)[\u4e00-\u9fff]{2,6}(?:国|共和国)?建交"
)


_WORDS = ("签", "协议", "合作", "备忘录", "订立", "伙伴")
"""A line without one of these tells no agreement and is not read closely."""


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """An agreement that the line says is signed, or a batch of them."""
    if not any(word in line.simple for word in _WORDS):
        return
    if _PRIVATE.search(line.simple) or _LAWSUIT.search(line.simple) or line.simple.startswith("图为"):
        return
    batches = list(find_batches(line, context))
    if batches:
        yield from batches
        return
    for pattern in (_ENDED, _SIGNING, _CEREMONY, _PARTNERS, _HANDS, _BARE_CEREMONY):
        found = [
            draft
            for m in islice(pattern.finditer(line.simple), MOST_VERBS)
            if (draft := _agreement(line, m, context) or _agreement_inside(line, m, context))
        ]
        yield from found
        if found:
            return


_OF_MANY = re.compile(r"等(?:国内外|全国|世界|多家|近|超|逾|约)*[\d一二三四五六七八九十百]+(?:多|余)?(?:家|所|个|位)")
_AGREES = re.compile("^(?:已|正式|成功|共同)*(?:达成|建立|形成|结成|构建)")
"""已与甲等30多家机构达成战略合作关系: whom one works with; what is signed with five of them is an event."""
_SIGNS_INSIDE = re.compile("签署|签订|签定")


def _agreement_inside(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    """`在签约环节，甲与乙签署协议`: the verb that signs is the second."""
    inner = _SIGNS_INSIDE.search(line.simple, m.start() + 2, m.end()) if m.re is _SIGNING else None
    again = _SIGNING.match(line.simple, inner.start()) if inner else None
    return _agreement(line, again, context) if again else None


def _agreement(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    if not _is_signing(line, m) or NOT_DONE.search(line.simple, max(0, m.start() - 10), m.start() + 2):
        return None
    behind = m.span("body") if "body" in m.re.groupindex else None
    parties = _in_title(line, m) or read_signers(line, m.start(), context, behind)
    if m.re is _ENDED and len(parties) < 2 and behind:
        parties = _ended_between(line, m, context, parties)
    if not parties and begins_with_with(line.simple, clause_of(line.simple, m.start())[0]):
        return None  # 与甲、乙达成合作: with whom the two agreed is not told
    if len(parties) < 2:
        end = m.end() if m.re is _HANDS else m.start()
        parties = likely_sides(line, before_place(line, 0, end), context) or parties
    if _OF_MANY.search(line.simple, clause_of(line.simple, m.start())[0], m.start()) and _AGREES.search(m.group()):
        return None
    if all(name in STATES for name in parties) and parties:
        return None  # what states agree between them is a treaty
    if len(parties) < 2 and not _is_document(line, m, parties):
        return None
    if _is_plain(line, m) and (_OF_SHARES.search(line.simple) or not _are_sure(line, parties)):
        return None
    return Draft(
        type="agreement",
        line=line,
        rule="zh.agreement",
        at=m.start(),
        name=_title(line, m, parties),
        parties=tuple(parties),
        money=_sum(line, m),
        stage=_stage(line, m),
        place=_place(line, m, parties, context),
        date=choose_date(line, m.start()),
        is_background=m.re is not _ENDED and is_background(line, m.start(), context),
        confidence=0.7 if m.re is _PARTNERS or m["noun"] == "合作" else 0.82,
    )


def _are_sure(line: Line, parties: list[str]) -> bool:
    """Firms by their form: two of them agree on a co-operation, where persons, towns and bodies only work together."""
    known = [_is_sure(line, p) for p in parties]
    return any(known) and all(
        k or COMMON_WEIGHT < word_weight(simplify(p)) < PERSON_WEIGHT for k, p in zip(known, parties, strict=True)
    )


def _is_sure(line: Line, name: str) -> bool:
    is_known = is_coined(simplify(name)) or any(name in n.text for n in line.names)
    return is_known or bool(_LATIN.match(name)) or is_institution(name)


_OF_SHARES = re.compile("股权|股份|收购|转让|受让|增资|认购")
"""An agreement without a sort of its own is the one by which shares change hands."""


def _is_plain(line: Line, m: re.Match[str]) -> bool:
    """达成合作, 签署协议, 举行签约仪式: nothing of the terms is told, and only the sides vouch for it."""
    if m.re is _BARE_CEREMONY or (m["noun"] == "合作" and "战略" not in m.group()):
        return True
    return m.re is _SIGNING and m["noun"] in ("协议", "协议书") and not (_book(line, m) or _OF_TWO.search(m["body"]))


def _is_document(line: Line, m: re.Match[str], parties: list[str]) -> bool:
    """`六地法院共同签署《某某协作协议》`, `某集团签署进博会合作备忘录`: the document's own name makes it one."""
    if m.re is not _SIGNING:
        return False
    start = clause_of(line.simple, m.start())[0]
    book = _book(line, m)
    if book and _DOCUMENT.search(book["title"]) and not is_common(book["title"]):
        return bool(parties) or bool(_TOGETHER.search(line.simple, start, m.end()))
    is_told = len(m["body"]) >= LONGEST_SORT and m["noun"].startswith("合作")
    return is_told and bool(parties) and _are_sure(line, parties)


_DOCUMENT = re.compile("协议|备忘录|意向书|宣言$|公约$")
# 三地, 五省市人社部门, 各方, 双方共同: who signs is counted, not named.
_TOGETHER = re.compile(r"[两二三四五六七八九十\d]+(?:省|市|地|方|家|区|县|校|国)(?!人民|委)|各方|双方|共同签|联合签")
LONGEST_SORT = 5
"""Characters before 合作备忘录 that say more than its sort: 全面战略 does not, 进博会重要采购商 does."""


def _book(line: Line, m: re.Match[str]) -> re.Match[str] | None:
    return _BOOK.search(line.simple, m.start(), min(len(line.simple), m.end() + 40))


_LATIN = re.compile("[A-Z][A-Za-z]")


def _is_signing(line: Line, m: re.Match[str]) -> bool:
    """A co-operation of two sides with terms; no loan, lease or peace, and no transfer, which has rules of its own."""
    text, noun = m.group(), m["noun"]
    if _NOT_SIGNING.search(text) or re.search("尚未|捐赠|购房|租赁|债务|离婚", text):
        return False
    if m.re is _PARTNERS:
        return not _STATES.search(line.simple)
    if noun == "合作":
        is_many = _WITH_MANY.search(line.simple, clause_of(line.simple, m.start())[0], m.start())
        return bool(re.search("达成|签约|终止", text)) and not is_many
    if m.re is _SIGNING and noun in ("协议", "协议书"):
        return not _OF_TRADE.search(m["body"]) and not re.search("[，：]", m["body"])
    return True


# What firms sign every day, and what is signed beside a deal.
_OF_TRADE = re.compile(
    "销售|供货|采购|购电|供应|物业|保险|调解|赔偿|补偿|征收|搬迁|拆迁|安置|托管|补充|表决|承诺|竞业|抚养|服务协议|保密|对赌|转让|委托|代工|运输|加盟|经纪"
)


# 已与多家机构达成合作: what has come together over time.
_WITH_MANY = re.compile("已[与和同]|[多数几\\d][个家]")
_OF_TWO = re.compile("合作|投资|共建|战略|框架|项目|入驻|落户|独家|代理|分销|经销|特许经营|合资")


def _ended_between(line: Line, m: re.Match[str], context: Context, parties: list[str]) -> list[str]:
    """`终止与甲签署的…协议`: the other side stands behind the verb."""
    start, end = m.span("body")
    signed = re.search("签|达成|订立|的|就", line.simple[start:end])
    stop = start + signed.start() if signed else end
    both = [*parties, *read_signers(line, stop, context)]
    return list(dict.fromkeys(both))


def _title(line: Line, m: re.Match[str], parties: list[str]) -> str:
    """The document's title, else who signed and what."""
    book = _book(line, m)
    if book:
        return line.text[slice(*book.span("title"))]
    if len(parties) < 2 or (m.re is _SIGNING and m["body"].startswith(("“", "「")) and len(m["body"]) > LONGEST_SORT):
        told = line.text[m.start("body") : m.end("noun")]
        told = told if told.count("”") == told.count("“") else told.replace("“", "")
        return told.removeprefix("了") if len(parties) < 2 else f"{parties[0]}与{parties[1]}{told}"
    joint = max(line.text.rfind(c, 0, m.start()) for c in "与同")
    other = next((p for p in parties[1:] if line.text.find(p) > joint), parties[1])
    return f"{parties[0]}与{other}{line.text[m.start('noun') : m.end('noun')]}"


_TITLE_SIDES = re.compile(
    r"^(?P<a>[^《》与]{2,24})与(?P<b>[^《》与、]{2,24}?)(?:关于|战略|合作|框架|共建|谅解|投资|项目|协同|协议|备忘录)"
)


def _in_title(line: Line, m: re.Match[str]) -> list[str]:
    """`《甲部与乙台战略合作框架协议》`: the document names its sides."""
    book = _book(line, m)
    sides = _TITLE_SIDES.match(book["title"]) if book else None
    if book is None or sides is None or _NO_TITLE_SIDE.search(sides["a"] + sides["b"]):
        return []
    first = book.start("title")
    return [line.text[first + a : first + b] for a, b in (sides.span("a"), sides.span("b"))]


_NO_TITLE_SIDE = re.compile("关于|项目|经济|科学|技术|研究$|建设$|发展$|生产$")
_OF_A_FUND = re.compile(r"(?:的)?[^，。；]{0,10}?基金")


def _sum(line: Line, m: re.Match[str]):
    money = choose_amount(line, m.start(), roles=("investment", "price", "total"))
    if money is None:
        return None
    first, last = (at - line.span.start for at in money.span)
    if _OF_GOODS.search(line.simple, max(clause_of(line.simple, first)[0], first - 30), first):
        return None
    return None if _OF_A_FUND.search(line.simple, first, min(len(line.simple), last + 12)) else money


_OF_GOODS = re.compile("采购|订货|订单|销售|授信|信贷|贷款")
_YET = re.compile(r"(?<![虚模])拟|计划|即将|有望|将(?=[与同和在于签])")


def _stage(line: Line, m: re.Match[str]) -> str:
    if m.re is _ENDED or re.search("终止|解除(?!质押)", line.simple[clause_of(line.simple, m.start())[0] : m.start()]):
        return "terminated"
    start = clause_of(line.simple, m.start())[0]
    if m.re is _PARTNERS:
        return "planned" if _YET.search(line.simple, start, m.start() + 2) else "established"
    told = _QUOTED.sub("", line.simple[start : m.start("noun")])
    ahead = max(m.start() - start, 0)
    told = told[:ahead] + told[ahead:].split("，")[0]  # 签约，将开展…: it is signed
    return "planned" if _YET.search(told) and m.re is _SIGNING else "signed"


_QUOTED = re.compile("“[^”]{1,60}”|《[^》]{1,60}》")


_AT = re.compile(r"(?:在|于)[^，。；]{0,12}$")


def _place(line: Line, m: re.Match[str], parties: list[str], context: Context) -> str | None:
    """Where it is signed; else where a side sits."""
    for place in line.places:
        if not is_wide(place) and line.simple[max(0, place.start - 1) : place.start] in ("在", "于"):
            return place.text
    ranked = sorted(parties, key=lambda name: not _RULES_A_PLACE.search(name))
    return next((p for name in ranked if (p := choose_place(line, m.start(), name, context))), None)


_RULES_A_PLACE = re.compile("政府|管委会|管理委员会|[市县区州]$")
