"""Amounts of money in Chinese and English text: found with their spans, read to plain units.

`find_money` yields every amount; `parse_money` reads one string; `assumed_currency` says whose yuan a bare 元 is in an
article. What a word means lies in `data/money.toml`; the grammar is here, one file a step:

    words       the table as regexes, and the plain form of a text (half-width, Simplified, same length)
    numerals    `1,234.5`, `两千`, `十几`, `三点五` as numbers
    sums        an amount before its surroundings are read
    written     number, unit and currency: `3.5亿元`, `US$1.2bn`, `18至20亿`, and 亿 beside a word of money
    magnitudes  orders of magnitude: `近亿元`, `八位数美元`, `hundreds of millions of dollars`
    bounds      约, 近, 超, up to: how exact an amount is
    roles       what an amount is: by `roles_zh` in Chinese and `roles_en` in English
    find        all of it, in order
"""

from .bounds import with_bound
from .currency import assumed_currency
from .find import find_money, parse_money

__all__ = ["assumed_currency", "find_money", "parse_money", "with_bound"]
