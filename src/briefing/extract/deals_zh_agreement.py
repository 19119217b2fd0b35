"""Signed agreements in Chinese, and ceremonies that sign a batch of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import NEVER, choose_amount
from .context import Context, Line
from .deal_words import any_of, choose_date, choose_place, clause_of, is_background, read_stage, words
from .deals_zh_actors import NOT_DONE, is_name
from .drafts import Draft
from .names import is_common, is_generic, names_between

_AGREEMENT_WORD = words("agreements")
_SIGNING = re.compile(
    rf"(?:正式|共同|联合|成功|现场|分别|举行|顺利|再度|续)*(?:签署|签订|签下|签约|达成|订立|缔结)(?:了)?(?P<body>[^。；！？\n]{{0,80}}?)(?P<noun>{_AGREEMENT_WORD}|战略合作(?!伙伴关系的|关系网)|合作)"
)
_NOT_SIGNING = re.compile(
    any_of(
        [
            "股权转让",
            "股份转让",
            "购买",
            "认购",
            "授权",
            "许可",
            "劳动",
            "和解",
            "保密",
            "停火",
            "和平",
            "监管",
            "对赌",
            "一致行动",
            "质押",
            "担保",
            "回购",
            "贷款",
            "借款",
            "责任书",
            "增资",
            "收购",
            "合并",
            "合同",
            "自贸协定",
            "协定",
            "共识",
            "转会",
            "球员",
            "续约",
        ]
    )
)
_BOOK = re.compile(r"《(?P<title>[^《》]{4,60})》")
_BATCH = re.compile(
    r"(?P<before>集中签约|现场签约|签约|签订|签署|签下|达成)(?:了|的)?(?P<body>[^，。；！？]{0,50}?)(?P<count>\d[\d,]*|[一二两三四五六七八九十百]{1,4})(?:个|项|份|宗|单)(?P<noun>[^，。；！？、个]{0,14}?(?:项目|协议|意向))(?!合约|合同|均|共)"
    r"|(?P<count2>\d[\d,]*|[一二两三四五六七八九十百]{1,4})(?:个|项)(?P<noun2>[^，。；！？、个]{0,16}?(?:项目|协议))(?:在[^，。；]{0,12})?(?:成功|现场|正式|集中|顺利|进行|举行)*(?:签约|签署)"
)


_PRIVATE = re.compile(
    r"家属|家中?老人|退休(?:老人|职工|教师|工人)|[老大][爷妈伯]|购房者|租客|租户|房东|受害人|消费者|当事人|[\u4e00-\u9fff]某|(?:先生|女士)(?:前后|先后|曾|共|一共|也|又)"
)
"""A contract of private persons is no deal of the week."""


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """`A与B签署战略合作框架协议`, and ceremonies that sign a batch of projects."""
    simple = line.simple
    if _PRIVATE.search(simple):
        return
    batches = [m for m in _BATCH.finditer(simple) if _count(m) >= 2]
    for m in batches[:1]:
        yield _batch(line, m, context)
    if batches:
        return
    for pattern in (_ABOUT, _CEREMONY):
        if about := pattern.search(simple):
            yield _about(line, about, context)
            return
    for m in _SIGNING.finditer(simple):
        if draft := _agreement(line, m, context):
            yield draft
            return


_ABOUT = re.compile(
    r"(?:与|同)[^，。；]{2,40}?就(?P<object>[^，。；]{4,60}?(?:项目|基地|产业园|合作))(?:正式|成功|现场|进行|达成)*(?:签约|签署|签订)"
)


_MANY = re.compile(r"(?:签约|签订|签署)[^。；]{0,60}?(?:多个|一批|系列|\d+个)[^，。；]{0,10}项目")
_CEREMONY = re.compile(
    r"(?:^|[，。；的])(?P<object>[\u4e00-\u9fffA-Za-z0-9·（）()“”]{4,30}?项目)(?:集中|正式|战略合作|合作|投资)*签约(?:暨[\u4e00-\u9fff]{1,8})?仪式"
)


_OPENS_OBJECT = re.compile("的|举行|召开|举办|上半年|下半年|年度|季度|集中")


def _about(line: Line, m: re.Match[str], context: Context) -> Draft:
    """`A与B就某某项目签约`, `某某项目签约仪式`."""
    start = clause_of(line.simple, m.start())[0]
    parties = [_organisation(line, s, context) for s in names_between(line.simple, start, m.start("object") - 1)]
    opened = [x.end() for x in _OPENS_OBJECT.finditer(line.simple, m.start("object"), m.end("object") - 4)]
    first = opened[-1] if opened else m.start("object")
    name = line.text[first : m.end("object")]
    return Draft(
        type="batch_signing" if re.search("和|、", name) or _MANY.search(context.article.text) else "agreement",
        line=line,
        rule="zh.agreement.about",
        at=m.start(),
        name=name,
        parties=tuple(dict.fromkeys(p for p in parties if p)),
        money=choose_amount(line, m.end(), roles=("investment", "total")),
        stage="signed",
        place=line.places[0].text if line.places else None,
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.7,
    )


_LAWSUIT = re.compile("判决|诉讼|被告|原告|仲裁|投票议案")


def _agreement(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    simple = line.simple
    if _LAWSUIT.search(simple):
        return None
    if _NOT_SIGNING.search(m.group()) or (m["noun"] == "合作" and not re.search("达成|签约", m.group())):
        return None
    parties = _signers(line, m, context)
    if len(parties) < 2:
        return None
    book = _BOOK.search(simple, m.start(), min(len(simple), m.end() + 40))
    noun = m["noun"]
    title = (
        line.text[slice(*book.span("title"))]
        if book
        else f"{parties[0]}与{parties[1]}{line.text[m.start('noun') : m.end('noun')]}"
    )
    if noun == "合作" and not re.search("战略", m.group()):
        return None
    if noun in ("协议", "协议书") and not (book or re.search("合作|投资|共建|战略|框架|项目|入驻|落户", m["body"])):
        return None
    if NOT_DONE.search(simple, max(0, m.start() - 10), m.start() + 2) or re.search(
        "尚未|捐赠|购房|租赁|债务|离婚", m.group()
    ):
        return None
    money = choose_amount(line, m.start(), roles=("investment", "price", "total"))
    if money and _OF_A_FUND.search(
        simple, money.span.start - line.span.start, min(len(simple), money.span.end - line.span.start + 12)
    ):
        money = None
    return Draft(
        type="agreement",
        line=line,
        rule="zh.agreement",
        at=m.start(),
        name=title,
        parties=tuple(parties),
        money=money,
        stage=read_stage(simple[max(0, m.start() - 6) : m.start() + 2], ("planned",), "signed"),
        place=choose_place(line, m.start(), parties[0], context),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.82,
    )


_OF_A_FUND = re.compile(r"(?:的)?[^，。；]{0,10}?基金")


def _signers(line: Line, m: re.Match[str], context: Context) -> list[str]:
    """Who signs: the enumeration before the verb, with 与/同/和 between."""
    start = clause_of(line.simple, m.start())[0]
    where = _WHERE.search(line.simple, start, m.start())
    spans = names_between(line.simple, start, where.start() if where else m.start())
    if len(spans) < 2 and (w := re.match(r"与|同|和", m["body"])):
        spans += names_between(line.simple, m.start("body") + w.end(), m.end("body"))[:1]
    names = [_organisation(line, span, context) for span in spans]
    return _without_departments(list(dict.fromkeys(n for n in names if n)))[:6]


_SCHOOL = re.compile(r"^(?P<school>.{2,12}?(?:大学|大學|学院|學院|科学院|科學院))(?P<part>.{2,20})$")
_PART = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:学院|學院|系|实验室|實驗室|研究中心|团委|團委)$")


def _without_departments(names: list[str]) -> list[str]:
    """The departments of one university are one party: the university."""
    kept: list[str] = []
    school = ""
    for name in names:
        if school and _PART.match(name) and "大" not in name:
            kept[-1] = school
            continue
        m = _SCHOOL.match(name)
        school = m["school"] if m and _PART.match(m["part"]) else ""
        if name.endswith(("团委", "團委")) and any(name.startswith(k[:4]) for k in kept):
            continue
        kept.append(name)
    return list(dict.fromkeys(kept))


def _organisation(line: Line, span: tuple[int, int], context: Context) -> str | None:
    """The organisation in a stretch: a known one, a place that acts (清泉市), a Latin name; no person's office."""
    for n in line.names:
        if n.start < span[1] and span[0] < n.end:
            return line.text[max(n.start, span[0]) : n.end] if is_name(n.text) else None
    name = line.simple[slice(*span)]
    if any(p.start <= span[0] and span[1] <= p.end for p in line.places):
        return line.text[slice(*span)]
    if not is_name(name) or is_common(name) or _OFFICE.search(name) or _OFFICE_AHEAD.match(line.simple, span[1]):
        return None
    is_long = len(name) >= _LONGER_THAN_PERSONS or name.endswith(("市", "县", "省", "州"))
    return line.text[slice(*span)] if is_long or _acts_often(name, context) else None


_WHERE = re.compile(r"(?<=[\u4e00-\u9fff])(?:在|于)[^，。；与和、在于]{2,16}$")
"""`A与B在某地签署`: the place before the verb signs nothing."""
_LONGER_THAN_PERSONS = 4
"""Characters: a shorter name may be a person's, and must be the title's or return in the text to count."""


def _acts_often(name: str, context: Context) -> bool:
    return name in (context.article.title or "") or context.article.text.count(name) >= 3


_OFFICE_AHEAD = re.compile(r"书记|主席|总裁|董事|院长|校长|主任|市长|局长|代表|一行|等?领导")


_OFFICE = re.compile(
    r"支部|总支|居委会|村委会|街道|社区|[队处院校部局厂会科所站镇区县市]长|主任|书记"
    r"|(?:副|长|总|裁|委员|教授|先生|女士|博士|主席|代表|慈善|(?<!机器)人|员)$"
)


def _count(m: re.Match[str]) -> int:
    text = (m["count"] or m["count2"]).replace(",", "")
    if text.isdigit():
        return int(text)
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    return digits.get(text, 10)


def _batch(line: Line, m: re.Match[str], context: Context) -> Draft:
    first, last = (m.start("count"), m.end("noun")) if m["count"] else (m.start("count2"), m.end())
    names = [n.text for n in line.names if not is_generic(n.text)]
    return Draft(
        type="batch_signing",
        line=line,
        rule="zh.batch_signing",
        at=m.start(),
        name=line.text[first:last],
        parties=tuple(dict.fromkeys(names))[:8],
        money=choose_amount(line, m.end(), roles=("investment", "total"), never=NEVER - {"cumulative"}),
        stage="signed",
        place=line.places[0].text if line.places else None,
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.82,
    )
