"""Amounts of money in Chinese and English text: found with their spans, read to plain units.

`find_money` yields every amount; `parse_money` reads one string. What a word means lies in `data/money.toml`;
the grammar is here. An amount is a number with a currency (`3.5亿元`, `US$1.2bn`), an order of magnitude (`近亿元`,
`数千万美元`, `hundreds of millions of dollars`), or 亿/万 without a currency beside a word of money (`总投资50亿`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .config import read_table
from .types import Money, Span

_TABLE = read_table("money.toml")
_TEN = Decimal(10)

# Same length, so that positions hold: full-width signs to half-width, and the Traditional characters of money words.
_PLAIN = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict(
        zip(
            "萬億圓幣歐鎊韓盧臺總額約餘數幾兩過達進點規資產值營業潤虧損募購轉讓價評計劃壹貳參肆伍陸柒捌玖拾佰仟無實認繳標關閉個級別盾銖紐薩爾開補貼費",
            "万亿元币欧镑韩卢台总额约余数几两过达进点规资产值营业润亏损募购转让价评计划一二三四五六七八九十百千无实认缴标关闭个级别盾铢纽萨尔开补贴费",
            strict=True,
        )
    )
    | {"　": " ", "\xa0": " ", "兆": "兆"}
)

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 1, "百": 2, "千": 3}


def _any_of(words: Iterable[str]) -> str:
    """An alternation, the longest word first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_CODES = {word: code for code, words in _TABLE["currencies"].items() for word in words}
_SIGNS = {word: code for code, words in _TABLE["symbols"].items() for word in words}
_UNITS: dict[str, int] = _TABLE["units"] | {"兆": 12}
_ROLES = {cue: role for role, cues in _TABLE["roles"].items() for cue in cues}

_HAN_CODES = [w for w in _CODES if not w.isascii()]
# Words that are also a verb, a weight or a name: money only after a million or more.
_AMBIGUOUS = {"won", "rand", "dong", "pounds", "sterling", "reais", "baht", "rmb"}
_LATIN_CODES = [w for w in _CODES if w.isascii() and w not in _AMBIGUOUS]
_HAN_UNITS = [w for w in _UNITS if not w.isascii()]
_LATIN_UNITS = ["trillion", "billion", "million", "thousand", "tn", "bn", "mn", "mln", "bln"]
# 元 that begins another word is no currency.
_NOT_YUAN = "(?![旦宇件素老气年月帅勋凶]|首(?![付期批轮次个笔]))"

_NUMBER = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)"
_HAN_NUMBER = r"[零〇一二两三四五六七八九十百千数几好]{1,8}(?:点[零〇一二三四五六七八九]{1,4})?"
_GAP = r"\s{0,2}"
_HAN_UNIT = f"(?:{_any_of(_HAN_UNITS)})"
_HAN_CODE = rf"(?:{_any_of(_HAN_CODES)}){_NOT_YUAN}"
_LATIN_UNIT = rf"(?:{_any_of(_LATIN_UNITS)})(?![A-Za-z])"
_LATIN_CODE = rf"(?:(?:{_any_of(_LATIN_CODES)})(?![A-Za-z]))"
_TO = r"(?:-|~|—|–|至|到|to\s)"

_CHINESE = re.compile(
    rf"""
    (?<![\d.,点第零一二两三四五六七八九十百千万亿])
    (?P<a>{_NUMBER}|{_HAN_NUMBER})
    (?: {_GAP}(?P<ua>{_HAN_UNIT})? (?:{_GAP}(?:{_HAN_CODE}))? {_GAP}{_TO}{_GAP}   # 18至20亿元, 1.5亿元-2亿元
        (?P<b>{_NUMBER}|{_HAN_NUMBER}) )?
    (?: (?P<odd>多|余|来|几)?{_GAP}(?P<u>{_HAN_UNIT})  # 3000多万元
        (?:(?P<sub>\d{{1,4}}|[零〇一二两三四五六七八九十百千]{{1,7}})(?P<su>千万|百万|万))?       # 3亿2000万元
        (?P<more>多|余|来|级)? )?
    (?: {_GAP}(?P<c>{_HAN_CODE}|{_LATIN_CODE}) (?P<level>级)? )?
    """,
    re.VERBOSE,
)
_ENGLISH = re.compile(
    rf"""
    (?<![\d.,$€£¥])
    (?P<a>\b{_NUMBER})
    (?: \s?(?P<ua>{_LATIN_UNIT})? \s?{_TO}\s?(?P<b>{_NUMBER}) )?
    (?: [\s-]{{1,2}}(?P<u>{_LATIN_UNIT}) (?:\s?-?(?P<c>{_LATIN_CODE}|(?:{_any_of(_AMBIGUOUS)})\b))
      | \s?(?P<c2>{_LATIN_CODE}) )
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(
    rf"""
    (?<![A-Za-z$\d])(?P<sign>{_any_of(_SIGNS)})(?![A-Za-z])\s{{0,2}}
    (?P<a>{_NUMBER}|(?:{_HAN_NUMBER})(?=\s?{_HAN_UNIT}))
    (?: \s?(?P<ua>{_HAN_UNIT}|{_LATIN_UNIT}|[bmBMkK](?![A-Za-z]))? (?:{_HAN_CODE})?
        (?:\s?{_TO}\s?|\sand\s(?=[$€£¥A-Z])) (?:{_any_of(_SIGNS)})?\s?(?P<b>{_NUMBER}) )?
    (?: [\s-]{{0,2}}(?P<u>{_HAN_UNIT}|{_LATIN_UNIT}|[bmBMkKT](?![A-Za-z]))
        (?:(?P<sub>\d{{1,4}})(?P<su>千万|百万|万))?
        (?P<more>多|余|级)? )?
    (?: \s?(?P<c>{_HAN_CODE}|dollars?\b|yuan\b) (?P<level>级)? )?
    """,
    re.VERBOSE,
)
_MAGNITUDE = re.compile(
    rf"""
    (?<![\d零一二两三四五六七八九十百千万数几点])
    (?: (?P<near>近|上|超过|超|逾|过|约|达|突破)? (?P<u>万亿|千亿|百亿|十亿|亿|千万|百万) (?P<more>级|余)?
        (?P<c>{_HAN_CODE}) (?P<level>级别|级|规模)?
      | (?P<near2>近|超|逾|过|上)? (?P<u2>万亿|千亿|百亿|十亿|亿|千万|百万) (?P<level2>级)
        (?=别?的?(?:人民币|[\u4e00-\u9fff]{{0,6}}(?:基金|母基金|项目|融资|投资|收购|并购|产业园)))
      | (?P<digits>[五六七八九十]|十[一二])位数(?:字)?的?{_GAP}(?P<c3>{_HAN_CODE}) )
    """,
    re.VERBOSE,
)
_ENGLISH_WORDS = re.compile(
    rf"""
    \b(?: (?P<many>tens|hundreds|several|dozens)\s(?:of\s)?(?:(?P<hundred>hundred)\s)?
        (?P<u>millions?|billions?|trillions?)(?:\sof)?
      | (?P<half>half\sa|half-a|a|one|two|three|four|five|six|seven|eight|nine|ten)[\s-](?P<u2>million|billion|trillion)
      | (?P<figure>six|seven|eight|nine|ten)-figure ) [\s-]
    (?P<c>{_LATIN_CODE}|(?:U\.?S\.?\s)?dollars?\b|yuan\b)
    """,
    re.VERBOSE,
)
_WORD_NUMBERS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True)
) | {"a": 1}

# Beside these a bare 亿 or 万 is money: the word before it, or the word after it.
_MONEY_BEFORE = re.compile(
    r"(?:投资额?|融资|募资|募集资金|募集|规模|总额|金额|估值|市值|注资|增资|出资|斥资|耗资|认缴|实缴|作价|对价|营收|产值|资金|资本|筹资|净利润?|贷款)"
    r"(?:总?额|规模)?(?:仅?为|是|达到?|高达|将达|共计?|合计|超过?|逾|约|近|不低于|不少于|突破|[:：])*\s?$"
)
_MONEY_AFTER = re.compile(
    r"\s?(?:的|级)?(?:[A-Z][0-9+]{0,2}\s?轮|天使轮|种子轮|Pre|战略融资|融资|战略投资|投资|基金|母基金|增资|定增|收购|注册资本|可转债)"
)
_CLAUSE = re.compile(r"[，。；！？,;!?()（）“”\"\n]|\.\s")
_CUE = re.compile(
    _any_of(w for w in _ROLES if not w.isascii()) + "|" + rf"\b(?:{_any_of(w for w in _ROLES if w.isascii())})",
    re.IGNORECASE,
)
_ROUND_AHEAD = re.compile(
    r"\s?的?(?:[A-Za-z\-]{0,4}[A-Z][0-9]?\+{0,2}\s?轮|天使轮|种子轮|新一轮|首轮|战略)?的?(?P<cue>融资|募资|估值|市值|增资|投资)"
)
# The terms of a licence stand right behind their sum: `4500万美元首付款`, `$595 million in milestones`.
_TERM_AHEAD = re.compile(r"\s?(?:in\s|of\s|的)?(?P<cue>upfront|up-front|milestone|首付款|预付款|里程碑)", re.IGNORECASE)
_CONVERTED = re.compile(
    r"(?:约?折合|约合|相当于|合计?约?|equivalent to|\bor about|\bor)\s?(?:人民币|约)?\s?$", re.IGNORECASE
)
# The same sum in another currency: `1.16 billion yuan ($170 million)`.
_OPENS_CONVERSION = re.compile(
    r"\s?[(（\[,，]\s?(?:约|折合|约合|合|即|or|about|around|roughly|equivalent to|\s)*(?:人民币)?\s?"
)
_PER_UNIT = re.compile(
    r"\s?(?:/|每|a\s|per\s)(?:股|吨|平方?米|亩|人|千?克|桶|度|台|辆|share|ton|barrel|person|head|unit)"
)
_PER_SHARE_BEFORE = re.compile(r"(?:每股|每吨|每平方?米|单价|股价|发行价|人均|per share(?: price)? of)[^，。,;]{0,6}$")
_LEFT, _RIGHT = 24, 14
# Characters on either side in which a role's cue is looked for: a clause of Chinese, a few words of English.


class _Found(NamedTuple):
    """An amount before its surroundings are read."""

    span: Span
    value: Decimal
    high: Decimal | None
    currency: str | None
    precision: str
    is_assumed: bool = False


def find_money(text: str) -> Iterator[Money]:
    """Every amount of a text, in order, with its span."""
    plain = text.translate(_PLAIN)
    end_of_last, last = 0, None
    for found in _found_in_order(plain):
        between = plain[end_of_last : found.span.start] if end_of_last else None
        money = _read_surroundings(found, plain, text, end_of_last)
        if between is not None and last != found.currency and _OPENS_CONVERSION.fullmatch(between):
            money = replace(money, role="converted")
        yield money
        last = found.currency
        end_of_last = found.span.end


def parse_money(text: str) -> Money | None:
    """The first amount of a string, or None."""
    return next(find_money(text), None)


def _found_in_order(plain: str) -> list[_Found]:
    """The amounts of all grammars, the longest where they overlap."""
    found = [f for grammar in _GRAMMARS for f in grammar(plain)]
    found.sort(key=lambda f: (f.span.start, -f.span.end))
    kept: list[_Found] = []
    for f in found:
        if not kept or f.span.start >= kept[-1].span.end:
            kept.append(f)
    return kept


def _find_chinese(plain: str) -> Iterator[_Found]:
    for m in _CHINESE.finditer(plain):
        if m["c"] is None and m["u"] is None:
            continue
        found = _read_chinese(m, plain)
        if found:
            yield found


def _read_chinese(m: re.Match[str], plain: str) -> _Found | None:
    if m["c"] is None and not _is_money_without_currency(m, plain):
        return None
    if m["c"] and m["u"] is None and not m["a"][0].isdigit():
        return None  # 三元电池, 百元店: a small number in words before 元 is no amount
    currency = _CODES[m["c"]] if m["c"] else "CNY"
    return _number_found(m, currency, m["c"] is None)


def _is_money_without_currency(m: re.Match[str], plain: str) -> bool:
    """`总投资50亿`, `3亿A轮融资`; never `用户达3亿` or `3亿人次`."""
    unit = m["u"] or ""
    if not ("亿" in unit or "万" in unit):
        return False
    if re.match(
        r"\s?(?:的|级)?[人次件户吨颗片股份部台辆套亩平立千公米字桶条只张枚册瓦度用粉观播阅参美港]",
        plain[m.end() : m.end() + 3],
    ):
        return bool(_MONEY_AFTER.match(plain, m.end()))
    if _MONEY_AFTER.match(plain, m.end()):
        return True
    before = _BOUND_BEFORE.sub("", plain[max(0, m.start() - _LEFT) : m.start()])
    return bool(_MONEY_BEFORE.search(before))


def _find_english(plain: str) -> Iterator[_Found]:
    if not _HAS_LATIN_CODE.search(plain):
        return
    for m in _ENGLISH.finditer(plain):
        yield _number_found(m, _CODES[m["c"] or m["c2"]], False)


def _find_signed(plain: str) -> Iterator[_Found]:
    for m in _SIGNED.finditer(plain):
        currency = _SIGNS[m["sign"]]
        # 美元3亿港元 does not occur; 人民币3亿美元 is a slip, and the word after the number is the nearer one.
        if m["c"] and m["c"] not in ("元", "dollars", "dollar", "yuan") and m["c"] in _CODES:
            currency = _CODES[m["c"]]
        if m["sign"] in ("美元", "港元") and (m["u"] is None or (m.start() and plain[m.start() - 1].isalnum())):
            continue
        yield _number_found(m, currency, False)


def _find_magnitudes(plain: str) -> Iterator[_Found]:
    for m in _MAGNITUDE.finditer(plain):
        if m["digits"]:
            value, code = _TEN ** (_read_han(m["digits"]) - 1), m["c3"]
        else:
            value, code = _TEN ** _UNITS[m["u"] or m["u2"]], m["c"]
        if not (
            m["near"] or m["near2"] or m["level"] or m["level2"] or m["more"] or m["digits"]
        ) and not _ROUND_AHEAD.match(plain, m.end()):
            continue  # 单位：亿元
        yield _Found(Span(*m.span()), value, value * 10, _CODES[code] if code else "CNY", "magnitude", code is None)


def _find_english_words(plain: str) -> Iterator[_Found]:
    for m in _ENGLISH_WORDS.finditer(plain):
        code = _CODES.get(m["c"], "USD")
        if m["figure"]:
            value = _TEN ** (_WORD_NUMBERS[m["figure"]] - 1)
        else:
            value = _TEN ** _UNITS[(m["u"] or m["u2"]).rstrip("s")]
        if m["many"]:
            value *= {"tens": 10, "dozens": 10, "hundreds": 100, "several": 1}[m["many"]] * (100 if m["hundred"] else 1)
        elif m["half"]:
            value = value / 2 if m["half"].startswith("half") else value * _WORD_NUMBERS[m["half"]]
        precision = "magnitude" if m["many"] or m["figure"] else "exact"
        yield _Found(Span(*m.span()), value, value * 10 if precision == "magnitude" else None, code, precision)


_GRAMMARS = (_find_magnitudes, _find_chinese, _find_signed, _find_english, _find_english_words)
_HAS_LATIN_CODE = re.compile(rf"\d[\s\w.-]{{0,14}}?(?:{_any_of(_LATIN_CODES + sorted(_AMBIGUOUS))})\b")


def _number_found(m: re.Match[str], currency: str, is_assumed: bool) -> _Found:
    """The value of number, unit and remainder; a range's unit serves both its ends."""
    unit = _power(m["u"])
    first = m["b"] or m["a"]
    value = _read_number(first) * unit
    groups = m.groupdict()
    if groups.get("sub"):
        value += _read_number(m["sub"]) * _power(m["su"])
    precision, high = "exact", None
    if m["b"]:
        low_unit = _power(m["ua"]) if m["ua"] else unit
        low = _read_number(m["a"]) * low_unit
        if low < value:
            precision, high, value = "range", value, low
    elif re.search("[数几]", m["a"]):
        precision = "magnitude"
    elif groups.get("odd") or groups.get("more") in ("多", "余", "来"):
        precision = "over"
    return _Found(Span(*_without_blanks(m)), value, high, currency, precision, is_assumed)


def _without_blanks(m: re.Match[str]) -> tuple[int, int]:
    return m.start(), m.start() + len(m.group().rstrip())


def _power(unit: str | None) -> Decimal:
    return _TEN ** _UNITS[unit] if unit else Decimal(1)


def _read_number(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    return _read_han(text)


@lru_cache(maxsize=4096)
def _read_han(text: str) -> Decimal:
    """`两千` 2000, `十几` 10, `数百` 100, `三点五` 3.5, `一二〇` 120."""
    whole, _, fraction = text.partition("点")
    value = Decimal(_read_han_whole(whole))
    for place, digit in enumerate(fraction, start=1):
        value += Decimal(_DIGITS[digit]) / _TEN**place
    return value


def _read_han_whole(text: str) -> int:
    if not any(c in _POWERS for c in text):
        digits = [str(_DIGITS[c]) for c in text if c in _DIGITS]
        return int("".join(digits)) if digits else 1
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _POWERS:
            total += (1 if digit is None else digit) * 10 ** _POWERS[c]
            digit = None
    return total + (digit or 0)


_BOUND_OF = {word: name for name, words in _TABLE["bounds"].items() for word in words}
_BOUND_BEFORE = re.compile(
    rf"(?P<word>{_any_of(_BOUND_OF)})\s*(?:为|达到?|人民币|高达|a\stotal\sof)?\s*$", re.IGNORECASE
)
_BOUND_AFTER = re.compile(r"\s?(?:(?P<over>以上|多元|\+|or more)|(?P<about>左右|上下)|(?P<under>以下|以内))")


def _read_surroundings(found: _Found, plain: str, text: str, floor: int) -> Money:
    """Add what the words beside an amount say: its precision and its role."""
    start, end = found.span
    before = plain[max(floor, start - _LEFT) : start]
    precision = found.precision if found.precision != "exact" else _read_bound(before, plain, end)
    low, high = _bounds(found, precision)
    return Money(
        text=text[start:end],
        currency=found.currency,
        value=found.value,
        low=low,
        high=high,
        precision=precision,
        span=found.span,
        role=_read_role(before, plain[end : end + _RIGHT]),
        is_currency_assumed=found.is_assumed,
    )


def _read_bound(before: str, plain: str, end: int) -> str:
    if m := _BOUND_BEFORE.search(before):
        return _BOUND_OF[m["word"].lower()]
    if m := _BOUND_AFTER.match(plain, end):
        return m.lastgroup or "exact"
    return "exact"


def _bounds(found: _Found, precision: str) -> tuple[Decimal | None, Decimal | None]:
    value = found.value
    return {
        "exact": (value, value),
        "about": (None, None),
        "near": (None, value),
        "over": (value, None),
        "under": (None, value),
        "range": (value, found.high),
        "magnitude": (value, found.high or value * 10),
    }[precision]


def _read_role(before: str, after: str) -> str | None:
    """What an amount is: a cue right behind it, else the nearest before it in its clause, else the next behind it."""
    if _PER_SHARE_BEFORE.search(before) or _PER_UNIT.match(after):
        return "per_unit"
    if _CONVERTED.search(before):
        return "converted"
    if m := _TERM_AHEAD.match(after):
        return _ROLES[m["cue"].lower()]
    if m := _ROUND_AHEAD.match(after):
        return "raised" if m["cue"] == "增资" else _ROLES[m["cue"]]
    cues = list(_CUE.finditer(_CLAUSE.split(before)[-1]))
    if cues:
        return _ROLES[cues[-1].group().lower() if cues[-1].group().isascii() else cues[-1].group()]
    m = _CUE.search(_CLAUSE.split(after, maxsplit=1)[0])
    if m is None:
        return None
    return _ROLES[m.group().lower() if m.group().isascii() else m.group()]
