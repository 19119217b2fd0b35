"""Amounts: a table of written cases, a third of them traps, and what must hold for any text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.money import find_money, parse_money

# text | currency | value | precision | role ("-" none). One amount each.
CASES = """
总投资50亿元|CNY|5000000000|exact|investment
投资总额为3.2亿元|CNY|320000000|exact|investment
计划投资12亿元建设|CNY|1200000000|exact|investment
约5亿元人民币|CNY|500000000|about|-
近30亿元|CNY|3000000000|near|-
超过8亿元|CNY|800000000|over|-
逾6.5亿元|CNY|650000000|over|-
不低于2亿元|CNY|200000000|over|-
不少于5000万元|CNY|50000000|over|-
不超过30亿元|CNY|3000000000|under|-
上限20亿元|CNY|2000000000|under|-
30亿元以上|CNY|3000000000|over|-
300万元左右|CNY|3000000|about|-
50亿元以内|CNY|5000000000|under|-
18至20亿元|CNY|1800000000|range|-
18-20亿元|CNY|1800000000|range|-
1.5亿元至2亿元|CNY|150000000|range|-
1亿～3亿元|CNY|100000000|range|-
8000万到1亿元|CNY|80000000|range|-
5—8亿美元|USD|500000000|range|-
近亿元|CNY|100000000|magnitude|-
超亿元|CNY|100000000|magnitude|-
过亿元|CNY|100000000|magnitude|-
上亿元|CNY|100000000|magnitude|-
上百亿元|CNY|10000000000|magnitude|-
超千亿元|CNY|100000000000|magnitude|-
数千万元|CNY|10000000|magnitude|-
数百万美元|USD|1000000|magnitude|-
数亿元|CNY|100000000|magnitude|-
几千万元|CNY|10000000|magnitude|-
数十亿元|CNY|1000000000|magnitude|-
十几亿元|CNY|1000000000|magnitude|-
几十万元|CNY|100000|magnitude|-
亿元级A轮融资|CNY|100000000|magnitude|raised
近千万元天使轮融资|CNY|10000000|magnitude|raised
完成亿元B轮融资|CNY|100000000|magnitude|raised
百亿级母基金|CNY|10000000000|magnitude|-
千万级美元|-|-|-|-
八位数美元|USD|10000000|magnitude|-
九位數美元|USD|100000000|magnitude|-
两千万元|CNY|20000000|exact|-
三点五亿元|CNY|350000000|exact|-
一亿三千万元|CNY|130000000|exact|-
一百二十亿元|CNY|12000000000|exact|-
五百万元|CNY|5000000|exact|-
3亿2000万元|CNY|320000000|exact|-
１２亿元|CNY|1200000000|exact|-
總投資十億元|CNY|1000000000|exact|investment
募集資金2億港元|HKD|200000000|exact|raised
三億美元|USD|300000000|exact|-
新臺幣5億元|TWD|500000000|exact|-
新台币3亿元|TWD|300000000|exact|-
2,500万元|CNY|25000000|exact|-
1,234.5万元|CNY|12345000|exact|-
12,000,000元|CNY|12000000|exact|-
999元|CNY|999|exact|-
5000万美金|USD|50000000|exact|-
3.6亿港币|HKD|360000000|exact|-
4500万欧元|EUR|45000000|exact|-
200亿日元|JPY|20000000000|exact|-
1.2亿英镑|GBP|120000000|exact|-
3000亿韩元|KRW|300000000000|exact|-
70亿卢布|RUB|7000000000|exact|-
6000万新加坡元|SGD|60000000|exact|-
1亿澳元|AUD|100000000|exact|-
2亿加元|CAD|200000000|exact|-
8000万瑞士法郎|CHF|80000000|exact|-
160亿卢比|INR|16000000000|exact|-
5亿林吉特|MYR|500000000|exact|-
人民币5.08亿元|CNY|508000000|exact|-
人民币2000万元|CNY|20000000|exact|-
港币3亿元|HKD|300000000|exact|-
2.5 亿人民币|CNY|250000000|exact|-
50亿\\n元|CNY|5000000000|exact|-
50 亿 元|CNY|5000000000|exact|-
1.2万亿元|CNY|1200000000000|exact|-
3000多万元|CNY|30000000|over|-
20余亿元|CNY|2000000000|over|-
2亿多元|CNY|200000000|over|-
100多亿元|CNY|10000000000|over|-
总规模100亿元|CNY|10000000000|exact|total
首期规模20亿元|CNY|2000000000|exact|first_close
目标规模50亿元|CNY|5000000000|exact|target
认缴出资3亿元|CNY|300000000|exact|committed
实缴1亿元|CNY|100000000|exact|paid_in
投后估值15亿元|CNY|1500000000|exact|valuation
注册资本5000万元|CNY|50000000|exact|capital
年产值30亿元|CNY|3000000000|exact|output
营业收入8亿元|CNY|800000000|exact|revenue
净利润1.1亿元|CNY|110000000|exact|profit
首付款3亿美元|USD|300000000|exact|upfront
里程碑付款7亿美元|USD|700000000|exact|milestone
作价4.2亿元|CNY|420000000|exact|price
交易金额6亿元|CNY|600000000|exact|price
募资12亿元|CNY|1200000000|exact|raised
5000万元A轮融资|CNY|50000000|exact|raised
2亿元的B轮融资|CNY|200000000|exact|raised
发行价12.5元|CNY|12.5|exact|per_unit
每股2.50美元|USD|2.5|exact|per_unit
6.44欧元/股|EUR|6.44|exact|per_unit
总投资50亿|CNY|5000000000|exact|investment
融资3亿|CNY|300000000|exact|raised
估值达20亿|CNY|2000000000|exact|valuation
3亿A轮融资|CNY|300000000|exact|raised
募集资金约10亿|CNY|1000000000|about|raised
$45.5 billion|USD|45500000000|exact|-
US$1.2bn|USD|1200000000|exact|-
US$ 300 million|USD|300000000|exact|-
$4.5b|USD|4500000000|exact|-
$30m|USD|30000000|exact|-
$250K|USD|250000|exact|-
$1,500,000|USD|1500000|exact|-
RMB 300 million|CNY|300000000|exact|-
RMB2 billion|CNY|2000000000|exact|-
HK$3.5 billion|HKD|3500000000|exact|-
NT$800 million|TWD|800000000|exact|-
A$60 million|AUD|60000000|exact|-
€2.1 billion|EUR|2100000000|exact|-
£75 million|GBP|75000000|exact|-
¥900 million|CNY|900000000|exact|-
1.16 billion yuan|CNY|1160000000|exact|-
4.5 billion euro|EUR|4500000000|exact|-
20 billion yen|JPY|20000000000|exact|-
100 billion won|KRW|100000000000|exact|-
50 million pounds|GBP|50000000|exact|-
3 million US dollars|USD|3000000|exact|-
500 million dollars|USD|500000000|exact|-
USD 25 million|USD|25000000|exact|-
EUR 40 million|EUR|40000000|exact|-
nearly $7 billion|USD|7000000000|near|-
more than $2 billion|USD|2000000000|over|-
about $150 million|USD|150000000|about|-
up to $900 million|USD|900000000|under|-
at least $10 million|USD|10000000|over|-
between $1 billion and $2 billion|USD|1000000000|range|-
$15-20 million|USD|15000000|range|-
$15 million to $20 million|USD|15000000|range|-
hundreds of millions of dollars|USD|100000000|magnitude|-
tens of millions of yuan|CNY|10000000|magnitude|-
half a billion yuan|CNY|500000000|exact|-
a billion dollars|USD|1000000000|exact|-
eight-figure dollars|USD|10000000|magnitude|-
raised $30 million|USD|30000000|exact|raised
valued at $3 billion|USD|3000000000|exact|valuation
revenue of $12 million|USD|12000000|exact|revenue
"""

# Nothing in these is an amount of money.
TRAPS = """
2025年7月20日
2021元旦晚会
三元正极材料
二元结构
一元复始
百元店
单元测试
多元化经营
元宇宙第一股
三个单元
万里扬(002434)
证券代码：600000
增长12.5%
占比超过三成
51%的股份
占地1100亩
约10万平方米
100.9平方公里
3410万股
认购4000万份
1000人
2400名技术人员
3亿人次
用户达3亿
超10亿用户
500MWh储能电站
装机规模约1GW
年产5万吨
产能20万辆
1.62亿片硅片
每年3.5万台
百万千瓦级机组
3000亿千瓦时
十四五期间
第二届论坛
一带一路
两个中心
三大平台
十余家机构
数十个项目
百余项专利
千方百计
万众一心
亿万富翁
亿级参数模型
单位：亿元
万元户
600余名用户
1.23 million hours
2 million people
300 pounds of rice
he won 2 prizes
10 dong villages
5G网络
Series B
32x32规格
250米的距离
A轮融资
20 percent
15 to 20 days
1,500 employees
3.5 million tonnes
12 GW of capacity
page 45
2022 FIFA
iPhone 15
IPO排队企业
B2B平台
3D打印
第一个亿
每股收益增长
11倍溢价
评分9.8分
700度高温
"""


def _rows() -> list[tuple[str, ...]]:
    return [tuple(line.replace("\\n", "\n").split("|")) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize("row", [r for r in _rows() if r[2] != "-"], ids=lambda r: r[0])
def test_amounts_in_the_table(row: tuple[str, ...]) -> None:
    text, currency, value, precision, role = row
    found = list(find_money(text))
    assert len(found) == 1, found
    money = found[0]
    assert (money.currency, money.value, money.precision) == (currency, Decimal(value), precision)
    assert money.role == (None if role == "-" else role)
    assert text[slice(*money.span)] == money.text


@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_traps_hold_no_amount(text: str) -> None:
    assert list(find_money(text)) == []


def test_table_is_large_enough() -> None:
    cases, traps = len(_rows()), len(TRAPS.strip().splitlines())
    assert cases + traps >= 150
    assert traps * 3 >= cases + traps - 10


def test_bounds_follow_the_words() -> None:
    bounds = {
        text: (money.low, money.high)
        for text in ("50亿元", "近30亿元", "超8亿元", "不超过30亿元", "18至20亿元", "数千万元", "约5亿元")
        if (money := parse_money(text))
    }
    assert bounds == {
        "50亿元": (Decimal(5000000000), Decimal(5000000000)),
        "近30亿元": (None, Decimal(3000000000)),
        "超8亿元": (Decimal(800000000), None),
        "不超过30亿元": (None, Decimal(3000000000)),
        "18至20亿元": (Decimal(1800000000), Decimal(2000000000)),
        "数千万元": (Decimal(10000000), Decimal(100000000)),
        "约5亿元": (None, None),
    }


def test_a_sum_in_two_currencies_is_one_amount_and_its_conversion() -> None:
    first, second = find_money("The firm paid 1.16 billion yuan ($170 million) in cash.")
    assert (first.currency, first.role) == ("CNY", None) or first.role != "converted"
    assert (second.currency, second.role) == ("USD", "converted")
    first, second = find_money("以2000万美元（约合1.4亿元人民币）完成交割")
    assert second.role == "converted"


def test_valuation_and_round_are_told_apart() -> None:
    valuation, raised = find_money("以10亿美元估值完成5000万美元融资")
    assert (valuation.role, raised.role) == ("valuation", "raised")


def test_an_assumed_currency_is_said_to_be_assumed() -> None:
    money = parse_money("总投资50亿")
    assert money is not None and money.is_currency_assumed
    money = parse_money("总投资50亿元")
    assert money is not None and not money.is_currency_assumed


def test_several_amounts_keep_their_order_and_spans() -> None:
    text = "总投资12.1亿美元，其中一期3亿元，二期US$40 million，另有补贴500万元。"
    found = list(find_money(text))
    assert [m.text for m in found] == ["12.1亿美元", "3亿元", "US$40 million", "500万元"]
    assert [m.role for m in found][3] == "grant"


@given(st.text(alphabet="0123456789一二三十百千万亿元美港币约近超至-,. $mbilon（）年轮融资投总额A", max_size=60))
@settings(max_examples=300, deadline=None)
def test_spans_slice_and_do_not_overlap(text: str) -> None:
    at = 0
    for money in find_money(text):
        assert text[slice(*money.span)] == money.text
        assert money.span.start >= at
        assert money.value is not None and money.value >= 0
        assert money.low is None or money.high is None or money.low <= money.high
        at = money.span.end


@pytest.mark.parametrize(
    "piece", ["1", "亿", "1亿", "十", "(", "$1", "1,", "约", "百万", "1.", "元", "million ", "1 to ", "数"]
)
def test_one_long_line_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    sum(1 for _ in find_money(text))
    assert time.perf_counter() - start < 6
