"""Lists of names in Chinese: `A（领投）、B、C及D等`, as the investors of a round or the sponsors of a listing are told.

What stands in a bracket behind a name says its part or its other name, and is no item of the list.
"""

from __future__ import annotations

import re

from ...idf import UNKNOWN_HAN, word_weight
from ..reading.actor_names import is_name
from ..reading.context import Line
from ..reading.names import ends_in_suffix, names_between

# 某某（苏州）有限公司, 某某中心（有限合伙）: the bracket is a part of the name.
_OWN_BRACKET = re.compile(r"[（(](?:[\u4e00-\u9fff]{2,4}[）)](?=[\u4e00-\u9fff])|有限合伙[）)])")
_BRACKET = re.compile(r"[（(][^（）()]{1,60}[）)]")
_JOINT = re.compile(r"、|，|,|;|；|以及")
_LEAD = re.compile(
    r"^\s?(?:[由及和与为是]|旗下(?:的)?(?=.{2})|以及|分别为|包括|还有|其中|[\u4e00-\u9fff]{0,4}(?:老股东|原股东|新股东|现有股东|股东方|投资方|投资机构|产业方|早期投资者)(?=.{2}))"
)
_OWNER = re.compile(r"^[^旗]{2,12}旗下(?:的)?(?=[^基投产子][^，、]+)")
_TWO = re.compile(
    r"(?P<left>[\u4e00-\u9fff]{2,6}|[A-Za-z][A-Za-z .&]{2,24}?)\s?[及与和]\s?(?P<right>[\u4e00-\u9fffA-Za-z]{2,12})"
)
_ROLE_INSIDE = re.compile(r"领投|跟投|参投|投资方|财务顾问|独家|轮融资|本轮|轮$|旗下$")


def mask_brackets(simple: str) -> str:
    """The line with brackets that are no part of a name turned into joints, letter for letter."""
    return _BRACKET.sub(
        lambda m: m.group() if _OWN_BRACKET.match(m.group() + simple[m.end() : m.end() + 1]) else "、" * len(m.group()),
        simple,
    )


def read_list(line: Line, start: int, end: int) -> list[str]:
    """The names between two places, as the line writes them."""
    masked = mask_brackets(line.simple)
    found: list[tuple[int, int]] = []
    at = start
    for stop in [*(m.span() for m in _JOINT.finditer(masked, start, end)), (end, end)]:
        found += _piece(masked, at, stop[0])
        at = stop[1]
    found = [(_behind_lead(masked, *s), s[1]) for s in found]
    names = [line.text[slice(*s)].strip("“”「」『』\"' ") for s in found]
    return [n for n in names if is_name(n) and not _ROLE_INSIDE.search(n) and not _NOBODY.search(n)]


# 千万级, 两地的国资平台, 一家未具名的设备商: sums and those who are not named.
_NOBODY = re.compile(
    r"^(?:[数近超过上]?[十百千]?[万亿]|(?:另|以及)?[一多数两几\d]+[家名位]|某|知名|未具名|若干|专项|战略)|(?<=.)(?:两|三|等)地$"
    r"|^(?:产业|政府|股权|风投|私募|投资)(?:基金|资本|机构|集团|方)$"
)


def _behind_lead(masked: str, start: int, end: int) -> int:
    """现有股东|某某集团: behind what the list calls it."""
    lead = _LEAD.match(masked[start:end])
    return start + lead.end() if lead and end - start - lead.end() >= 2 and len(lead.group()) > 1 else start


def _piece(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of one item; two of them where 及 or 和 stands between."""
    while lead := _LEAD.match(masked[start:end]):
        start += lead.end()
    if owner := _OWNER.match(masked[start:end]):
        start += owner.end()
    two = _TWO.fullmatch(masked[start:end])
    if two and (word_weight(two["left"]) < UNKNOWN_HAN or ends_in_suffix(two["left"]) or two["left"][0].isascii()):
        return [(start, start + two.end("left")), (start + two.start("right"), end)]
    if others := _AND_OTHERS.search(masked[start:end]):
        end = start + others.start()
    if owned := _OWNED.fullmatch(masked[start:end]):
        return [(start, start + owned.end("owner"))]
    cut = [s for s in names_between(masked, start, end) if not masked.startswith("股东", s[1])]
    spans = [(a, _with_finance(masked, b, end)) for a, b in cut]
    whole = masked[start:end].strip()
    if not spans and len(whole) <= LONGEST_ITEM and _HOUSE.fullmatch(whole):
        return [(end - len(whole), end)]
    if len(spans) == 1 and spans[0][0] == start and spans[0][1] < end and _HOUSE.fullmatch(whole):
        return [(start, end)]  # 某某联合证券: the segmenter stopped inside the name
    if len(spans) == 1 and spans[0][1] == end and spans[0][0] > start and _is_cut(whole, masked[slice(*spans[0])]):
        return [(start, end)]
    return spans


LONGEST_ITEM = 14
# An item of a list that ends as houses of capital do is a name even if its words are common: 创业者基金.
_HOUSE = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:基金|资本|创投|投资|集团|控股|科技|证券|银行)(?<!的基金)(?<!产业资本)(?<!战略投资)"
)
# 甲资本等知名机构: who is not named.
_AND_OTHERS = re.compile(r"(?<=[\u4e00-\u9fffA-Za-z]{2})等[^、，]{0,12}$")
# 某某的企业创投部门: the owner gives.
_OWNED = re.compile(r"(?P<owner>[\u4e00-\u9fffA-Za-z]{2,12})的[^，、]{0,8}(?:部门|子公司|平台)")


def _with_finance(masked: str, at: int, end: int) -> int:
    """某某融资: a house of corporate finance, whose last word is no verb here."""
    return (
        at + 2 if masked.startswith("融资", at) and masked[at + 2 : min(end, at + 3)] in ("", "及", "和", "与") else at
    )


def _is_cut(whole: str, name: str) -> bool:
    """国发|创投: the segmenter left a word of trade alone, or cut inside a short name."""
    if len(whole) <= 6 and len(whole) - len(name) == 1 and re.fullmatch(r"[\u4e00-\u9fff]+", whole):
        return whole[0] not in "和与及由被向"  # 由元|禾某某: the word reached over the list's start
    return len(whole) <= 8 and len(name) <= 4 and ends_in_suffix(whole) and not re.search("[的了在等和与及由]", whole)
