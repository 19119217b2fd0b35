"""What can be the name of a deal and a side of it: both ways, with invented names."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.extract.deals.names import can_be_deal, can_be_side, is_phrase, is_thing
from briefing.extract.reading.context import Context, read_context
from briefing.text import cut_article
from briefing.types import Deal
from test_deals import article_of


def _context(text: str, title: str | None = None) -> Context:
    article = article_of(text, title) if title else article_of(text)
    return read_context(article, cut_article(article)[0])


def _deals(text: str, title: str | None = None) -> list[Deal]:
    article = article_of(text, title) if title else article_of(text)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if isinstance(r, Deal) and not r.is_background]


THINGS = [
    "要约股份", "质押股份", "待售股权", "限售流通股份", "代价股份", "配售股份", "目标股权", "优先股股份", "库存股份", "120,000股股份", "等额美元", "等额港币", "自有资金", "股份资金来源",
    "临床试验", "三期临床试验", "打新", "问询函", "缴资", "预案", "招股书中", "少数", "主板", "新发行", "研发", "实控人", "SPAC公司", "Limited", "ESG", "REITs", "伦敦时间", "北京时间", "第三季度",
    "股股份", "股要约股份", "携创业公司", "按季增长", "称此次", "时公司", "下公司", "新银行", "每股净值",
]  # fmt: skip

PHRASES = [
    "共同努力",
    "彼此认同",
    "建议同学们",
    "全局发展来看",
    "发表联合声明",
    "负面影响",
    "将在未来几周",
    "投资力度",
    "一家公司情况",
    "正在考虑",
]

BRANDS = [
    "泽源", "晶眸", "柚季", "禾拾", "鲸跃", "云栖湖", "青柚", "泊岸", "麦穗猫", "晶眸科技", "白榆资本", "松岭创投", "启岳股份", "恒岳控股", "泽源银行", "海澜医疗", "Zenvia", "NovaLeaf", "TX", "Q-Mind", "鲸跃Robotics",
    "柚季奶茶", "禾拾之家", "白榆新经济基金", "云谷深投", "泽源环境", "海岳能源", "晶眸软件", "泊岸网", "朗润药业", "黑森林面包", "星海餐饮", "深川新投", "包装业务", "云谷门店", "北美工厂",
]  # fmt: skip


@pytest.mark.parametrize("name", THINGS)
def test_things_are_no_names(name: str) -> None:
    assert is_thing(name) or is_phrase(name)
    context = _context(f"记者了解到，有关{name}的安排已经公布。")
    assert not can_be_deal(name, context.lines[0], context)


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_are_no_names(name: str) -> None:
    context = _context(f"记者了解到，双方{name}。")
    assert not can_be_deal(name, context.lines[0], context)
    assert not can_be_side(name, context.lines[0], context)


@pytest.mark.parametrize("name", BRANDS)
def test_brands_are_names_though_told_once(name: str) -> None:
    context = _context(f"近日，{name}完成数千万元A轮融资。")
    assert can_be_deal(name, context.lines[0], context)
    assert can_be_side(name, context.lines[0], context)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("据悉，新式茶饮“我们在一起”完成5000万元A轮融资。", None),
        ("据悉，新式茶饮「我们在一起」完成5000万元A轮融资。", None),
        ("据悉，新式茶饮我们在一起完成5000万元A轮融资。", "我们在一起获5000万元融资"),
        ("我们在一起完成5000万元A轮融资。", None),
        ("据悉，我们在一起获得融资。去年我们在一起开店百家。记者走访了我们在一起的门店。", None),
    ],
)
def test_a_brand_of_common_words_is_let_in_by_what_speaks_for_it(text: str, title: str | None) -> None:
    context = _context(text, title)
    assert is_phrase("我们在一起")
    assert can_be_deal("我们在一起", context.lines[0], context)


def test_the_same_words_in_passing_are_no_brand() -> None:
    context = _context("据悉，他说我们在一起完成了工作。")
    assert not can_be_deal("我们在一起", context.lines[0], context)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司控股股东、实际控制人陈柏川先生直接持有公司股份五千万股。", "陈柏川"),
        ("控股股东陈柏川持有本公司股份。", "陈柏川"),
        ("该公司首席执行官李柏松在说明会上表示，将按计划上市。", "李柏松"),
        ("该公司首席执行官李柏松在说明会上表示，将按计划上市。", "执行官李柏松"),
        ("董事长王岳女士将辞任。", "王岳"),
    ],
)
def test_persons_are_bought_by_nobody(text: str, name: str) -> None:
    context = _context(text)
    assert not can_be_deal(name, context.lines[0], context)


@pytest.mark.parametrize("name", ["王岳食品", "高柏资本", "陈记", "白榆"])
def test_a_firm_with_a_surname_at_its_head_is_a_name(name: str) -> None:
    context = _context(f"{name}董事长表示，{name}已完成A轮融资。")
    assert can_be_deal(name, context.lines[0], context)


def test_persons_can_buy() -> None:
    context = _context("自然人陈柏川先生受让泽源生物12%股权。")
    assert can_be_side("陈柏川", context.lines[0], context)


@pytest.mark.parametrize("who", ["泽源县统计局", "柏川日报", "松岭律师事务所", "云谷市总工会", "某地证监局"])
def test_who_watches_raises_no_round(who: str) -> None:
    context = _context(f"对此，{who}表示关注。")
    assert not can_be_deal(who, context.lines[0], context)


def test_a_firm_of_one_who_is_asked_takes_no_part() -> None:
    text = "松岭律师事务所资深合伙人王岳认为，泽源生物收购晶眸科技的价格偏高。"
    context = _context(text)
    assert not can_be_side("松岭律师事务所", context.lines[0], context)


@pytest.mark.parametrize(
    "text",
    [
        "今年上半年，该县签约项目21个，合同总投资113.7亿元。",
        "今年以来，全市共签约项目86个，总投资520亿元。",
        "截至6月底，园区累计签约项目40个，总投资90亿元。",
        "某某并购公会会长、松岭律师事务所资深合伙人王岳表示，市场正在回暖。",
        "市总工会将筹集200余万元经费慰问一线职工。",
        "公司向银行申请流动资金贷款，获得5000万元授信。",
        "经前期登记，公司拟转让要约股份并完成登记。",
        "松岭控股股份有限公司（以下简称“公司”）控股子公司泽源制药股份有限公司（以下简称“泽源制药”）于近日收到药品注册受理通知书。",
        "白榆集团于8月2日将持有的公司限售股票200万股在松岭证券有限责任公司办理债券质押担保业务。",
        "公司控股股东白榆集团将其持有的9500万股质押给可交换公司债券的受托管理人。",
        "获得市级专项补贴3000万元，泽源生物表示将继续投入。",
    ],
)
def test_no_deal_is_told(text: str) -> None:
    assert _deals(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("8月2日，泽源县举行项目集中签约仪式，现场签约项目21个，总投资113.7亿元。", "batch_signing"),
        ("近日，晶眸科技完成5000万元A轮融资，由松岭资本领投。", "funding"),
        ("白榆股份公告，拟以3亿元收购泽源生物51%股权。", "acquisition"),
        ("泽源生物在上半年亏损，近日宣布完成2亿元B轮融资。", "funding"),
        ("成立于2015年的晶眸科技近日完成2亿元C轮融资。", "funding"),
        ("中国并购公会会员白榆股份宣布，拟以3亿元收购泽源生物。", "acquisition"),
    ],
)
def test_plain_deals_stay(text: str, kind: str) -> None:
    assert [d.type for d in _deals(text)] == [kind]


def test_a_rival_of_an_older_year_is_background() -> None:
    text = "云谷寄存最近获得250万美元融资，由松岭资本领投。\n云谷寄存为旅客寄存行李。\n提供类似服务的还有晶眸科技，该公司在2018年完成了由白榆资本领投的185万美元种子轮融资。"
    assert all("晶眸" not in d.name for d in _deals(text))


def test_the_year_of_an_issue_is_no_older_year() -> None:
    text = "8月2日，泽源控股2022年面向专业投资者公开发行公司债券项目状态更新为终止，规模10亿元。"
    assert [d.type for d in _deals(text)] == ["bond"]
