"""Capital raising in Chinese as outlets word it, all invented: rounds, listings, follow-ons, bonds, and who helps."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import Any

import pytest

from briefing.extract.reading.cues import read_round
from briefing.types import Deal
from test_deals import deals_of

DAY = date(2024, 8, 9)


def told(text: str, title: str | None = None) -> list[Deal]:
    return [d for d in deals_of(text, title, published=DAY) if not d.is_background]


def the(kind: str, text: str, title: str | None = None) -> Deal:
    found = told(text, title)
    assert [d.type for d in found] == [kind], [(d.type, d.name) for d in found]
    return found[0]


def value(deal: Deal) -> float | None:
    return float(deal.money.value) if deal.money and deal.money.value is not None else None


# ---------------------------------------------------------------- rounds

ROUND_NAMES = [
    ("种子轮", "seed"),
    ("天使轮", "angel"),
    ("天使+轮", "angel"),
    ("Pre-A轮", "pre_a"),
    ("A轮", "a"),
    ("A1轮", "a"),
    ("A2轮", "a_plus"),
    ("B+轮", "b_plus"),
    ("C++轮", "c_plus"),
    ("D 轮", "d"),
    ("Pre-IPO轮", "pre_ipo"),
    ("战略", "strategic"),
]
WAYS = [
    "睿川医疗完成{sum}{round}融资，由松岭资本领投。",
    "睿川医疗宣布获得由松岭资本领投的{sum}{round}融资。",
    "近日，手术机器人研发商「睿川医疗」已完成{round}融资，融资金额为{sum}，投资方为松岭资本。",
    "睿川医疗在松岭资本领投的{round}融资中筹得{sum}。",
]


@pytest.mark.parametrize(("written", "meant"), ROUND_NAMES)
def test_a_round_is_read_however_it_is_written(written: str, meant: str) -> None:
    assert read_round(f"完成{written}融资") == meant


@pytest.mark.parametrize("written", ["松岭天使母基金", "天使投资人", "战略合作", "A股", "B端"])
def test_what_only_looks_like_a_round(written: str) -> None:
    assert read_round(written) is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("written", "meant"), [("A轮", "a"), ("B+轮", "b_plus"), ("Pre-A轮", "pre_a")])
def test_one_round_in_many_wordings(way: str, written: str, meant: str) -> None:
    deal = the("funding", way.format(sum="2.5亿元", round=written))
    assert (deal.name, value(deal), deal.round, deal.stage) == ("睿川医疗", 2.5e8, meant, "closed")
    assert deal.parties == ("松岭资本",)


INVESTORS = [
    ("由松岭资本领投，沐石创投、国澜创投跟投", ["松岭资本", "沐石创投", "国澜创投"], ["松岭资本"]),
    ("投资方包括松岭资本（领投）、沐石创投（财务顾问）", ["松岭资本", "沐石创投"], ["松岭资本"]),
    ("由松岭资本、沐石创投联合领投，老股东云栖基金继续加持", ["松岭资本", "沐石创投", "云栖基金"], None),
    ("投资方阵容包括：松岭资本、Blueoak蓝橡资本、云栖基金等", ["松岭资本", "Blueoak蓝橡资本", "云栖基金"], None),
    ("领投方为松岭资本，跟投方包括沐石创投和云栖基金", ["松岭资本", "沐石创投", "云栖基金"], ["松岭资本"]),
    (
        "由松岭资本（某国与某国合设的产业基金）领投，沐石创投及云栖基金参与投资",
        ["松岭资本", "沐石创投", "云栖基金"],
        None,
    ),
    ("由松岭资本独家投资，白榆资本担任独家财务顾问", ["松岭资本", "白榆资本"], ["松岭资本"]),
]


@pytest.mark.parametrize(("clause", "names", "leads"), INVESTORS)
@pytest.mark.parametrize("place", ["睿川医疗完成2亿元B轮融资，{}。", "睿川医疗完成2亿元B轮融资。本轮融资{}。"])
def test_investors_wherever_they_are_named(place: str, clause: str, names: list[str], leads: list[str] | None) -> None:
    deal = the("funding", place.format(clause))
    assert sorted(deal.parties) == sorted(names)
    assert leads is None or [p for p in deal.leads if p in deal.parties] == leads


def test_a_chain_of_rounds_gives_its_sum_and_an_older_round_gives_none() -> None:
    deal = the("funding", "「幂川科技」近期连续完成两轮融资，总额数千万元。此前，公司曾于2021年完成2亿元天使轮融资。")
    assert (deal.name, value(deal)) == ("幂川科技", 1e7)


def test_a_round_that_is_sought_is_not_closed() -> None:
    assert (
        the("funding", "电商平台ShopKart正在洽谈新一轮融资，拟融资5亿美元，投前估值约为35亿美元。").stage == "planned"
    )
    deal = the("funding", "知情人士透露，外卖平台MakanGo正洽谈融资3亿美元。")
    assert (deal.stage, value(deal)) == ("rumoured", 3e8)


def test_a_round_up_tells_each_round_with_its_own_investors() -> None:
    found = told(
        "云澈科创完成2亿元B轮融资，由松岭资本领投。\n海纳光电宣布完成数千万元Pre-A轮融资，由沐石创投独家投资。\n"
        "迈川生物完成1500万元天使轮融资，由云栖基金、险川基金联合投资。",
        "投融资日报",
    )
    assert [(d.name, d.round, sorted(d.parties)) for d in found] == [
        ("云澈科创", "b", ["松岭资本"]),
        ("海纳光电", "pre_a", ["沐石创投"]),
        ("迈川生物", "angel", sorted(["云栖基金", "险川基金"])),
    ]


# ---------------------------------------------------------------- who acts

SUBJECTS = [
    ("商业火箭公司洛川航天今日宣布完成C轮融资，金额4亿元。", "洛川航天"),
    ("自动驾驶卡车公司图澜驾驶获得1.2亿美元B轮融资。", "图澜驾驶"),
    ("创新药企业柏凡生物日前宣布完成4500万美元A轮融资。", "柏凡生物"),
    ("鯨岚科技昨（3）日宣布完成新台幣5億元B輪募資。", "鯨岚科技"),
    ("据Tech星球，AI绘画公司“画川”已于近期完成2000万元天使轮融资。", "画川"),
    ("总部位于新加坡的支付服务商FinoPay宣布完成1亿美元D轮融资。", "FinoPay"),
]


@pytest.mark.parametrize(("text", "name"), SUBJECTS)
def test_the_description_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert the("funding", text).name == name


def test_a_quoted_name_stays_whole_whatever_words_are_in_it() -> None:
    deal = the("ipo", "茶与川集团控股有限公司向港交所主板递交上市申请。", "奶茶店“茶与川”递表港交所")
    assert deal.name.startswith("茶与川")


def test_with_two_listed_companies_the_one_named_last_acts() -> None:
    deal = the(
        "follow_on",
        "海岳股份（600111）、恒澜股份（300222）先后披露公告。恒澜股份披露，公司拟向特定对象发行股票募资不超过5亿元。",
    )
    assert deal.name == "恒澜股份"


# ---------------------------------------------------------------- listings

STEPS = [
    ("宏川微科创板IPO申请获受理。", "filed"),
    ("深交所受理宏川微创业板上市申请。", "filed"),
    ("宏川微向港交所递交招股书。", "filed"),
    ("宏川微通过港交所上市聆讯。", "filed"),
    ("证监会同意宏川微首次公开发行股票的注册申请。", "filed"),
    ("宏川微已在江苏证监局办理上市辅导备案登记。", "filed"),
    ("宏川微拟赴港上市。", "planned"),
    ("宏川微董事会审议通过向不特定合格投资者公开发行股票并在北交所上市的议案。", "planned"),
    ("宏川微今日起招股，招股价每股12元至15元。", "announced"),
    ("宏川微在创业板挂牌上市，首发募资7亿元。", "listed"),
    ("宏川微上市首日破发。", "listed"),
    ("宏川微撤回创业板IPO申请。", "terminated"),
    ("宏川微暂缓上市计划。", "terminated"),
]


@pytest.mark.parametrize(("text", "stage"), STEPS)
def test_how_far_a_listing_is(text: str, stage: str) -> None:
    deal = the("ipo", text)
    assert (deal.name, deal.stage) == ("宏川微", stage)


NO_LISTING = [
    "今年以来，A股共有187家公司首发上市，合计募资2200亿元。",
    "光川制药：盐酸某某注射液获批上市。",
    "深交所决定终止海岳集团股票上市。",
    "市金融局走访拟上市企业，鼓励企业登陆北交所。",
    "至少六家茶饮品牌正准备在香港首次上市。",
    "该公司的估值比计划上市时下降了七成。",
    "多款新品将在展会上全球首发。",
]


@pytest.mark.parametrize("text", NO_LISTING)
def test_what_is_no_listing(text: str) -> None:
    assert told(text) == []


def test_sponsors_and_proceeds_are_gathered_from_their_own_sentences() -> None:
    deal = the(
        "ipo",
        "沐川股份首发申请获通过。本次发行的保荐机构为东岭证券。沐川股份拟募集资金6.8亿元，用于年产200万套减速器项目，项目总投资9亿元。",
    )
    assert (value(deal), deal.parties) == (6.8e8, ("东岭证券",))


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("保荐机构为东岭证券", ["东岭证券"]),
        ("东岭证券、云澜国际担任联席保荐人", ["东岭证券", "云澜国际"]),
        ("由东岭联合证券保荐", ["东岭联合证券"]),
        ("润岭融资及海澜国际为联席保荐人", ["润岭融资", "海澜国际"]),
        ("基石投资者包括云栖基金、松岭资本", ["云栖基金", "松岭资本"]),
    ],
)
def test_who_helps_a_listing(clause: str, names: list[str]) -> None:
    assert sorted(the("ipo", f"宏川微向港交所递交招股书，{clause}。").parties) == sorted(names)


def test_earlier_cases_of_the_sponsor_are_history() -> None:
    found = told(
        "宏川微科创板IPO过会。\n宏川微本次发行的保荐机构为东岭证券。\n这是东岭证券今年的第二单。\n"
        "2024年3月16日，东岭证券保荐的海岳精工股份有限公司过会。"
    )
    assert [d.name for d in found] == ["宏川微"]


def test_a_company_split_off_lists_and_its_parent_is_a_party() -> None:
    deal = the("ipo", "海岳医疗（300888）公告，公司拟分拆所属子公司睿川口腔至香港联交所主板上市。")
    assert (deal.name, deal.parties) == ("睿川口腔", ("海岳医疗",))


# ---------------------------------------------------------------- follow-ons and bonds

ISSUES: list[tuple[str, str, str, float | None, str]] = [
    ("海岳股份公告，公司拟向特定对象发行股票，募资总额不超过15亿元。", "follow_on", "海岳股份", 15e8, "planned"),
    ("海岳股份：定增申请获深交所审核通过。", "follow_on", "海岳股份", None, "filed"),
    ("海岳股份：终止2023年度向特定对象发行股票事项。", "follow_on", "海岳股份", None, "terminated"),
    ("海岳股份配股发行结束，募资净额约76亿元。", "follow_on", "海岳股份", 76e8, "closed"),
    (
        "海岳股份公布，拟按每股0.85港元配售最多2亿股新股份，集资净额约1.67亿港元。",
        "follow_on",
        "海岳股份",
        1.67e8,
        "planned",
    ),
    ("海岳股份公告，拟向不特定对象发行可转债募资不超8.6亿元。", "bond", "海岳股份", 8.6e8, "planned"),
    ("海岳股份：可转债申请获深交所受理。", "bond", "海岳股份", None, "filed"),
    ("海岳集团成功发行中期票据，发行规模5亿元，票面利率2.48%。", "bond", "海岳集团", 5e8, "closed"),
    ("海岳集团30亿元小公募债获上交所受理。", "bond", "海岳集团", 30e8, "filed"),
    ("交易商协会接受海岳集团中期票据注册，注册金额为50亿元，额度2年内有效。", "bond", "海岳集团", 50e8, "planned"),
    ("海岳银行在全国银行间债券市场成功发行100亿元二级资本债券。", "bond", "海岳银行", 100e8, "closed"),
    ("首单科创债落地：海岳集团发行规模20亿元，票面利率1.98%。", "bond", "海岳集团", 20e8, "closed"),
]


@pytest.mark.parametrize(("text", "kind", "name", "amount", "stage"), ISSUES)
def test_issues_of_shares_and_bonds(text: str, kind: str, name: str, amount: float | None, stage: str) -> None:
    deal = the(kind, text)
    assert (deal.name, value(deal), deal.stage) == (name, amount, stage)


NO_ISSUE = [
    "财政部将于8月7日发行记账式附息国债1000亿元。",
    "前7月，房企信用债融资3000亿元，其中发行公司债1200亿元。",
    "股东因离婚等形式分配股份的，应当遵守减持规定。",
    "投资者不可买入A股（包括参与配股），所持股份可以卖出。",
    "海岳股份获融资买入3200万元，融资余额2.3亿元。",
    "海岳地产一笔3.6亿美元债未能按期兑付，正与持有人协商展期。",
]


@pytest.mark.parametrize("text", NO_ISSUE)
def test_what_is_no_issue(text: str) -> None:
    assert told(text) == []


# ---------------------------------------------------------------- history

HISTORY: list[tuple[Any, ...]] = [
    ("海岳时代成立于2019年，2021年完成A轮融资。", []),
    ("公开资料显示，海岳时代2022年完成20亿元B轮融资，投资方包括松岭资本。", []),
    ("企查查显示，海岳时代近日完成20亿元B轮融资。", ["海岳时代"]),
    ("海岳科技成立于2015年，目前正在筹备IPO。", ["海岳科技"]),
    ("此前，海岳时代已完成B轮融资。", []),
]


@pytest.mark.parametrize(("text", "names"), HISTORY)
def test_history_is_told_apart_from_news(text: str, names: list[str]) -> None:
    assert [d.name for d in told(text)] == names


# ---------------------------------------------------------------- whatever the order: the frame is the proof

SHAPES = ["霁野", "Quorvex", "霁野航天", "「半夏日记」", "拓霁机器人"]
"""Names of all shapes, each written once: a brand, Latin letters, with a trade, common words in marks, a long trade."""
FRAMED = [
    ("funding", "9月3日，低空物流平台{name}欣然对外宣布，公司已完成8亿元C轮融资。", 800_000_000),
    ("funding", "诞生于杭州的户外品牌{name}日前宣布，已顺利结束其B轮融资，并从中募集到6000万美元资金。", 60_000_000),
    ("funding", "总部位于合肥的创业公司{name}的B轮融资由松岭资本独家完成，金额5000万元。", 50_000_000),
    ("funding", "据悉，智驾公司{name}的2亿元A轮融资出炉，松岭资本独家领投。", 200_000_000),
    ("ipo", "知情人士称，芯片设计公司{name}最快10月赴纳斯达克上市，寻求募资80亿美元。", 8_000_000_000),
    ("ipo", "零食品牌{name}今日在港交所主板敲钟，募资总额7亿港元。", 700_000_000),
    ("bond", "储能企业{name}正在筹划发行35亿元可转债。", 3_500_000_000),
    ("bond", "储能企业{name}的首单绿色债券落地，发行规模5亿元。", 500_000_000),
    ("follow_on", "储能企业{name}定增申请获深交所受理，拟募资20亿元。", 2_000_000_000),
]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(("kind", "text", "sum_"), FRAMED, ids=[f"{f[0]}-{i}" for i, f in enumerate(FRAMED)])
def test_a_name_written_once_is_believed_in_a_sure_frame(name: str, kind: str, text: str, sum_: int) -> None:
    deal = the(kind, text.format(name=name))
    assert deal.name == name.strip("「」")
    assert value(deal) == sum_


@pytest.mark.parametrize(
    "text",
    [
        "具身智能公司完成1亿元A轮融资已不罕见，资本仍在加码。",
        "上半年港股IPO集资额达178亿港元，同比下降10%。",
        "受访企业中，有六成计划在未来三年内上市。",
        "社区为困难家庭募集善款200万元。",
        "他曾参与多家公司的A轮投资。",
        "这家公司表示目前没有融资计划。",
        "双方第一轮谈判在日内瓦结束，新一轮磋商将于下月举行。",
        "某债券基金今日起在深交所上市交易，募集规模20亿元。",
    ],
)
def test_nobody_is_made_to_raise(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "way",
    [
        "由松岭资本与海棠创投联合领投",
        "松岭资本、海棠创投出手",
        "松岭资本牵头，海棠创投跟进",
        "投资方为松岭资本、海棠创投",
        "资金来自松岭资本与海棠创投",
        "松岭资本为领投方，海棠创投参与其中",
        "引入松岭资本、海棠创投等战略投资者",
    ],
)
def test_who_gives_is_read_in_every_wording(way: str) -> None:
    deal = the("funding", f"霁野航天近日完成3亿元B轮融资，{way}。")
    assert sorted(deal.parties) == sorted(("松岭资本", "海棠创投"))


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("据外媒报道，出行平台Quorvex正寻求融资1.5亿美元。", "rumoured"),
        ("霁野航天的B轮融资告吹，金额原定为2亿元。", "terminated"),
        ("霁野航天股东大会通过发行H股并在香港联交所主板挂牌的议案。", "planned"),
        ("霁野航天主动撤回IPO申请，科创板上市之路告终。", "terminated"),
        ("霁野航天可转债发行申请获证监会核准，规模9亿元。", "planned"),
    ],
)
def test_how_far_it_is_comes_from_anywhere_in_the_sentence(text: str, stage: str) -> None:
    assert [d.stage for d in told(text)] == [stage]


def test_a_deal_told_a_thousand_times_is_gathered_in_a_moment() -> None:
    started = process_time()
    deals = told("霁野航天完成8亿元C轮融资，松岭资本领投，海棠创投跟投。" * 1500)
    assert len(deals) == 1
    assert process_time() - started < 20  # quadratic: minutes


@pytest.mark.parametrize(
    "text",
    [
        "全省征信平台“睿信通”今年还促成在线融资2415亿元，同比增长两成。",
        "睿川银行为当地企业提供融资20亿元。",
        "睿企通平台撮合融资12亿元，惠及三百家企业。",
    ],
)
def test_money_that_somebody_arranges_for_others_is_no_round(text: str) -> None:
    assert not [d for d in told(text) if d.type == "funding"]


@pytest.mark.parametrize("helps", ["松岭资本助力", "松岭资本协助", "恭喜"])
def test_who_helps_raises_nothing(helps: str) -> None:
    (deal,) = told(f"{helps}睿川医疗顺利完成两亿元A轮融资。")
    assert (deal.name, deal.round) == ("睿川医疗", "a")
