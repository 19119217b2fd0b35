"""What holds for amounts in any text: spans, bounds, one value for many spellings, no slow input."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from briefing.config import read_table
from briefing.money import assumed_currency, find_money, parse_money

TRADITIONAL = {name: OpenCC(name) for name in ("s2t", "s2tw", "s2hk")}
UNITS = {"万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "万亿": 12}
ENGLISH = {"million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12}
WIDE = {chr(0x21 + i): chr(0xFF01 + i) for i in range(94)}
CODES = {"元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "新台币": "TWD", "亿韩元"[1:]: "KRW"}
ROLES = [
    ("总投资", "investment"),
    ("募资", "raised"),
    ("投后估值为", "valuation"),
    ("作价", "price"),
    ("年产值达", "output"),
]

numbers = st.decimals(min_value="1", max_value="9999", places=2).map(lambda d: d.normalize())
plain_text = st.text(
    alphabet="0123456789一二三十百千万亿元美港币约近超至-,. $mbilon（）年轮融资投总额A分别为、上年(", max_size=60
)


def plain(number: Decimal) -> str:
    return f"{number:f}"


def han(number: int) -> str:
    """A number below ten thousand in Chinese words."""
    digits = "零一二三四五六七八九"
    words, is_gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if is_gap and words else "") + digits[digit] + word
        is_gap = digit == 0
    return words


@given(numbers, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(CODES)))
def test_chinese_is_read_back(number: Decimal, unit: str, code: str) -> None:
    for gap in ("", " ", "\n"):
        money = parse_money(f"共{plain(number)}{gap}{unit}{gap}{code}")
        assert money is not None
        assert (money.value, money.currency) == (number * 10 ** UNITS[unit], CODES[code])


@given(numbers, st.sampled_from(sorted(ENGLISH)), st.sampled_from(["$", "US$", "HK$", "€", "RMB ", "NT$"]))
def test_english_is_read_back(number: Decimal, unit: str, sign: str) -> None:
    for gap in ("", " "):
        money = parse_money(f"some {sign}{plain(number)}{gap}{unit} of it")
        assert money is not None and money.value == number * 10 ** ENGLISH[unit]


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["万", "亿"]))
def test_numbers_in_words_are_read_back(number: int, unit: str) -> None:
    money = parse_money(f"投资{han(number)}{unit}元")
    assert money is not None and money.value == number * 10 ** UNITS[unit]


@given(st.integers(min_value=1000, max_value=10**12))
def test_thousands_separators_change_nothing(number: int) -> None:
    with_them, without = parse_money(f"{number:,}元"), parse_money(f"{number}元")
    assert with_them is not None and without is not None
    assert with_them.value == without.value == number


@given(numbers, numbers, st.sampled_from(["至", "到", "-", "~", "—"]))
def test_ranges_keep_both_ends(a: Decimal, b: Decimal, to: str) -> None:
    assume(a < b)
    for text in (f"募资{plain(a)}{to}{plain(b)}亿元", f"募资{plain(a)}亿元{to}{plain(b)}亿元"):
        money = parse_money(text)
        assert money is not None
        assert (money.value, money.low, money.high) == (a * 10**8, a * 10**8, b * 10**8)


@given(plain_text)
@settings(max_examples=300, deadline=None)
def test_full_width_is_half_width(text: str) -> None:
    wide = "".join(WIDE.get(c, c) for c in text)
    assert [(m.span, m.value, m.role) for m in find_money(wide)] == [
        (m.span, m.value, m.role) for m in find_money(text)
    ]


@given(plain_text)
@settings(max_examples=300, deadline=None)
def test_spans_slice_and_bounds_hold_the_value(text: str) -> None:
    at = 0
    for money in find_money(text):
        assert text[slice(*money.span)] == money.text
        assert money.span.start >= at
        assert money.value is not None and money.value >= 0
        assert money.low is None or money.low <= money.value
        assert money.high is None or money.value <= money.high
        at = money.span.end


@pytest.mark.parametrize("script", sorted(TRADITIONAL))
@pytest.mark.parametrize("section", ["roles", "heads", "bounds", "currencies"])
def test_traditional_words_mean_the_same(section: str, script: str) -> None:
    for words in read_table("money.toml")[section].values():
        for word in (w for w in words if not w.isascii()):
            text = f"{word}约5亿美元。" if section in ("roles", "bounds") else f"5亿{word}"
            changed = TRADITIONAL[script].convert(text)
            if len(changed) == len(text):
                same = [[(m.value, m.currency, m.role, m.precision) for m in find_money(t)] for t in (text, changed)]
                assert same[0] == same[1], (word, changed)


@given(
    st.lists(st.sampled_from(ROLES), min_size=2, max_size=4, unique=True), st.sampled_from(["，", "；", "。", "，而"])
)
def test_each_sum_has_the_role_of_its_own_cue(roles: list[tuple[str, str]], stop: str) -> None:
    text = stop.join(f"{cue}{n}亿元" for n, (cue, _) in enumerate(roles, 3))
    assert [m.role for m in find_money(text)] == [role for _, role in roles]


@pytest.mark.parametrize(("cue", "role"), ROLES)
def test_a_list_shares_the_role_of_its_head(cue: str, role: str) -> None:
    cue = cue.rstrip("为达")
    assert [m.role for m in find_money(f"两者{cue}分别为3亿元、5亿元和7亿元。")] == [role] * 3


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("晴海電子宣布斥資20億元建廠，去年配息新台幣3億元。", "zh-Hant", "TWD"),
        ("董事會通過斥資20億元，稅後純益年增一成，法人看好。", "zh-Hant", "TWD"),
        ("集團集資最多9.2億元，每手入場費4545元，保薦人為海嶠，純利按年升一成。", "zh-Hant", "HKD"),
        ("晨光集團以20億元出售物業，市值300億港元。", "zh-Hant", "HKD"),
        ("晨光置業（01863）以8.4億元沽出觀塘工廈，樓面每方呎8000元。", "zh-Hant", "HKD"),
        ("商場位於深水埗，呎價升至1.2萬元，業主以11億元轉手，街坊嘩然。", "zh-Hant", "HKD"),
        ("晴海電子在雲林動土，斥資62億元擴廠，財務長說伺服器需求強勁。", "zh-Hant", "TWD"),
        ("晴海創投成立30億元基金，七成資金留在台灣，國發會將出資，首案落腳高雄。", "zh-Hant", "TWD"),
        ("晴海集團在上海和深圳設廠，總投資20億元，科創板上市計劃不變，伺服器需求強勁。", "zh-Hant", None),
        ("國務院批准在西部設立基地，總投資20億元，物業配套同步建設。", "zh-Hant", None),
        ("公司在北京宣布，总投资20亿元，折合22亿港元。", "zh-Hans", None),
        ("集团中期亏损26亿元(港元，下同)。", "zh-Hans", "HKD"),
        ("項目總投資20億元人民幣。", "zh-Hant", None),
        ("A firm in Taipei raised $20 million.", "en", None),
    ],
)
def test_whose_yuan_an_article_means(text: str, language: str, currency: str | None) -> None:
    assert assumed_currency(text, language) == currency


def test_an_articles_currency_touches_bare_yuan_only() -> None:
    found = list(find_money("投資20億元，另借款3億美元，並付人民幣2億元及新台幣1億元", "TWD"))
    assert [(m.currency, m.is_currency_assumed) for m in found] == [
        ("TWD", True),
        ("USD", False),
        ("CNY", False),
        ("TWD", False),
    ]


HOSTILE = (
    "1 亿 1亿 十 ( $1 1, 约 百万 1. 元 million\t 1\tto\t 数 一千 3亿2 1亿元、 总投资 投资1亿元 $1\tmillion,\t the\t 1- 累计 总额( 每股"
    " worth\t$2\t 人民币 1个 万元项目 其中 raised\t 一期投资2亿元， 1亿元( 约合1美元"
)


@pytest.mark.parametrize("piece", [word.replace("\t", " ") for word in HOSTILE.split(" ")])
def test_one_long_line_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        sum(1 for _ in find_money(text))
        return time.perf_counter() - start

    assert seconds(200_000) < 8
