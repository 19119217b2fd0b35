"""What is another's, or no deal: sums of other acts, debt before a court, markets' totals, two stakes, torn names."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Deal
from test_deals import article_of


def records(text: str, title: str | None = None) -> list[Deal]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if isinstance(r, Deal)]


def sums(text: str) -> dict[str, str | None]:
    """By deal, its amount as printed."""
    return {d.name: d.money.text if d.money else None for d in records(text) if not d.is_background}


# ---------------------------------------------------------------- debt before a court, and what a market does

COURT = [
    "公开资料显示，将云岭旅游投资公司、云岭投资控股集团等状告至法院。目前正在筹划发行20亿元可转债，用于项目建设。",
    "因债券交易纠纷，松柏证券将云岭控股集团诉至法院，要求其偿付所发行的5亿元公司债券本金及利息。",
    "法院判决云岭控股集团向松柏信托支付其所发行的3亿元中期票据本息。",
    "松柏银行起诉云岭置业，涉及其发行的8亿元公司债。",
    "云岭置业发布公告称，因未按期兑付发行的12亿元公司债，被松柏资管申请仲裁。",
    "受害人王某报警，称其被人以投资为由诈骗200万元。",
]
MARKET = [
    "日本银行（央行）表示将继续购买债券，7月购债规模为9万亿日元。",
    "日本银行（央行）表示继续实施宽松政策，更有利于债券发行。第二季度日元债券发行金额约为8500亿日元。",
    "上半年债券市场共发行各类债券34万亿元，同比增长6%。",
    "7月份，银行间债券市场现券成交28万亿元，日均成交1.3万亿元。",
    "英国央行30日出售了7.5亿英镑公司债券。",
]
ISSUES = [
    ("云岭集团成功发行10亿元公司债，票面利率3.1%，全场认购倍数2.4倍。", "10亿元"),
    ("云岭集团今日完成发行2023年度第二期中期票据，发行规模5亿元。", "5亿元"),
    ("云岭集团公告，拟公开发行不超过20亿元公司债券。此前公司与松柏信托的诉讼已和解。", "不超过20亿元"),
    ("云岭集团在日本发行了5只武士债，募集资金合计为1200亿日元。", "1200亿日元"),
]


@pytest.mark.parametrize("text", [*COURT, *MARKET])
def test_a_claim_or_a_total_is_no_issue(text: str) -> None:
    assert [d for d in records(text) if d.name.startswith(("云岭旅", "松柏", "日本", "英国", "云岭控", "受害"))] == []
    assert [d for d in records(text) if d.type == "bond"] == []


@pytest.mark.parametrize(("text", "amount"), ISSUES)
def test_an_issue_stays_one(text: str, amount: str) -> None:
    (deal,) = records(text)
    assert (deal.type, deal.name, deal.money and deal.money.text) == ("bond", "云岭集团", amount)


# ---------------------------------------------------------------- the sum of another act

OTHERS = [
    ("晴川科技宣布收购白榆芯片，另一家公司松岭材料则表示将投资5亿美元扩产。", {"白榆芯片": None}),
    ("晴川科技拟收购白榆芯片100%股权，松岭集团日前也以12亿元收购云岭电子。", {"白榆芯片": None, "云岭电子": "12亿元"}),
    ("白榆集团收购松岭电子，但因审批受阻，原计划投资30亿美元的半导体工厂已被搁置。", {"松岭电子": None}),
    ("松岭半导体放弃了耗资12亿元的新厂计划，转而收购白榆电子。", {"白榆电子": None}),
    ("晴川科技收购白榆芯片，并将追加投资5亿元扩建工厂。", {"白榆芯片": None}),
]
OWN = [
    ("晴川集团斥资3亿元，通过子公司晴川科技收购白榆芯片51%股权。", {"白榆芯片": "3亿元"}),
    ("晴川科技发布公告称，拟出资3亿元，与松岭集团共同收购白榆芯片100%股权。", {"白榆芯片": "3亿元"}),
    ("松岭集团拟将白榆芯片60%股权转让给晴川科技，晴川科技将支付4.2亿元。", {"白榆芯片": "4.2亿元"}),
    ("晴川科技宣布收购白榆芯片，斥资约7亿元，成为其控股股东。", {"白榆芯片": "约7亿元"}),
    ("晴川科技将白榆芯片的工厂卖给松岭集团，总价3亿元。", {"白榆芯片": "3亿元"}),
]


@pytest.mark.parametrize(("text", "want"), [*OTHERS, *OWN])
def test_a_deal_has_its_own_sum_and_no_other(text: str, want: dict[str, str | None]) -> None:
    assert sums(text) == want


def test_a_plant_given_up_is_no_deal_called_off() -> None:
    (deal,) = records("松岭半导体放弃了耗资12亿元的新厂计划，转而收购白榆电子。")
    assert deal.stage != "terminated"


def test_the_sum_behind_several_listings_is_that_of_the_one_the_article_is_about() -> None:
    row = "今日共有3只新股上市，截至收盘，N晶眸涨21.5%，换手率71%；N泽源涨18.2%；N青禾涨6.4%。公司首发募资金额为7.25亿元。"
    assert sums(f"N泽源今日上市，全天成交9亿元。{row}") == {"晶眸": None, "泽源": "7.25亿元", "青禾": None}
    assert set(sums(f"市场今日回暖。{row}").values()) == {None}


def test_the_consortium_was_not_bought_and_its_plant_is_no_price() -> None:
    text = "芯片财团Arcam将Tarn公司作为技术合作伙伴，计划投资20亿美元建厂，但由于该公司被晴川科技收购，该工厂已被搁置。"
    assert "Arcam" not in sums(text) and not any(sums(text).values())


# ---------------------------------------------------------------- two stakes of one company

TWO = [
    "白榆影业公告，控股股东松岭投资拟向王惠芳转让公司股份1.8亿股，占总股本的8.26%，转让价款21亿元。"
    "7月17日，松岭投资拟向云岭智融转让公司1.7亿股股份，占总股本的8.14%，转让价款23亿元。",
    "白榆影业公告，松岭投资向王惠芳转让白榆影业8%股份，作价21亿元；向云岭智融转让白榆影业7%股份，作价23亿元。",
]


@pytest.mark.parametrize("text", TWO)
def test_two_stakes_to_two_buyers_are_two_deals(text: str) -> None:
    told = [(d.name, d.parties[0], d.money and d.money.text) for d in records(text)]
    assert told == [("白榆影业", "王惠芳", "21亿元"), ("白榆影业", "云岭智融", "23亿元")]


ONE = [
    "晴川科技拟以6亿元收购白榆芯片60%股权。其中，晴川科技以4亿元向松岭集团收购白榆芯片40%股权，以2亿元向云岭资本收购白榆芯片20%股权。",
    "松岭集团拟向晴川科技转让白榆芯片51%股权，作价5亿元。7月20日，双方签署协议，松岭集团将白榆芯片51%股权转让给晴川科技。",
    "松岭集团向晴川科技、云岭资本转让白榆芯片12%和8%的股权，作价1亿元和0.7亿元。",
]


@pytest.mark.parametrize("text", ONE)
def test_one_purchase_stays_one(text: str) -> None:
    assert [d.name for d in records(text)] == ["白榆芯片"]


def test_the_kind_of_shares_is_no_part_of_the_name() -> None:
    (deal,) = records("松岭投资拟向云岭智融转让其持有的白榆影业无限售条件流通股1.7亿股，转让价款23亿元。")
    assert deal.name == "白榆影业"


# ---------------------------------------------------------------- gifts

GIFTS = [
    "白榆服务公告，控股股东王惠芳向松岭公益基金会捐赠1.2亿股，市值约8亿港元。",
    "白榆服务公告。控股股东王惠芳将捐赠公司5000万股股份予松岭公益基金会，按收盘价计算价值约3亿元。",
]


@pytest.mark.parametrize("text", GIFTS)
def test_what_is_given_has_no_price(text: str) -> None:
    (deal,) = records(text)
    assert (deal.type, deal.name, deal.money) == ("equity", "白榆服务", None)


@pytest.mark.parametrize(
    "text",
    [
        "白榆科技创始人王惠芳把所持1亿股股份转入家族信托，价值12亿元。",
        "白榆科技公告，实际控制人王惠芳将其持有的5%股份无偿转让给松岭家族信托，价值约6亿元。",
    ],
)
def test_a_familys_trust_buys_nothing(text: str) -> None:
    assert records(text) == []


# ---------------------------------------------------------------- names and sides

SIDES = [
    (
        "8月3日，青岭海事局、青岭保税区管委会和青岭才企综合服务集团联合签订《船员服务合作备忘录》。",
        {"青岭海事局", "青岭保税区管委会", "青岭才企综合服务集团"},
    ),
    ("海外新品｜「白榆奶粉」完成5500万美元C轮融资，并收购婴儿米粉公司松岭营养。", {"白榆奶粉"}),
    ("美国芯片公司松岭半导体宣布拟以38亿美元收购 NAND 闪存控制芯片巨头白榆科技。", {"松岭半导体"}),
    (
        "松岭大学教务处处长、外国语学院院长王惠芳与云岭研修院（青岛）院长李晓峰签署战略合作协议。",
        {"松岭大学", "云岭研修院（青岛）"},
    ),
]


@pytest.mark.parametrize(("text", "parties"), SIDES)
def test_a_side_is_a_whole_name(text: str, parties: set[str]) -> None:
    assert {p for d in records(text) for p in d.parties} == parties


def test_a_name_of_form_alone_goes_on_to_the_left() -> None:
    text = (
        "星从科技集团股份有限公司（以下简称“公司”）收到上交所出具的《关于公司向特定对象发行股票申请文件的审核问询函》。"
    )
    assert [d.name for d in records(text)] == ["星从科技集团股份有限公司"]


def test_with_whom_they_agree_is_told_or_there_is_no_deal() -> None:
    assert records("今年以来，与云岭省人民政府、松岭市人民政府签署战略合作协议，成立两家分公司。") == []
    (deal,) = records("晴川集团公告，与松岭大学、云岭大学签署战略合作协议。")
    assert set(deal.parties) == {"晴川集团", "松岭大学", "云岭大学"}


def test_what_the_sentence_calls_the_target_is_what_is_bought() -> None:
    text = "松岭药业公告，于8月1日，买方Yarrow Bio和卖方云岭生物技术有限公司签订了股权转让协议，买方同意以3100万元的代价向卖方收购待售权益（目标公司白榆药业有限公司剩余40%的股权）。"
    assert [d.name for d in records(text)] == ["白榆药业有限公司"]


# ---------------------------------------------------------------- how far a listing is

LISTINGS = [
    ("白榆生物计划赴港上市，预计今年年底递交招股书。", "planned"),
    ("白榆生物将向港交所秘密递交上市申请。", "planned"),
    ("白榆生物将在18个月内择机登陆港股。", "planned"),
    ("白榆生物已于6月30日向港交所递交了招股书。", "filed"),
    ("白榆生物今日向港交所递交上市申请，拟募资3亿美元。", "filed"),
]


@pytest.mark.parametrize(("text", "stage"), LISTINGS)
def test_an_application_to_come_is_a_plan(text: str, stage: str) -> None:
    assert [(d.name, d.stage) for d in records(text)] == [("白榆生物", stage)]


def test_questions_of_the_first_round_are_no_round_of_money() -> None:
    found = records("白榆生物披露首轮问询回复，公司拟募资12亿元在创业板上市。")
    assert [(d.type, d.name) for d in found] == [("ipo", "白榆生物")]


def test_a_co_operation_that_is_started_is_no_plan() -> None:
    (deal,) = records("晴川科技与松岭集团启动全面战略合作。")
    assert (deal.type, deal.stage) == ("agreement", "established")


# ---------------------------------------------------------------- amounts as written

WRITTEN = [
    ("白榆科技完成近亿元A轮融资。", "近亿元"),
    ("白榆科技完成约3亿元A轮融资。", "约3亿元"),
    ("白榆科技完成超5000万美元A轮融资。", "超5000万美元"),
    ("白榆科技完成3000多万元A轮融资。", "3000多万元"),
    ("白榆科技完成3亿元A轮融资。", "3亿元"),
]


@pytest.mark.parametrize(("text", "amount"), WRITTEN)
def test_an_amount_keeps_the_word_that_bounds_it(text: str, amount: str) -> None:
    (deal,) = records(text)
    assert deal.money is not None and deal.money.text == amount
    assert text[deal.money.span.start : deal.money.span.end] == amount


# ---------------------------------------------------------------- what is said around a deal


def test_a_purchase_that_only_dates_something_else_lies_behind() -> None:
    assert [d for d in records("白榆银行计划把并购松岭信贷后的员工总数裁减大约30%。") if not d.is_background] == []
    (deal,) = records("白榆汽车早期只造农用三轮车，后相继收购松岭客车和云岭汽车，拿到了轿车的牌照。")
    assert deal.is_background


def test_who_may_issue_has_issued_nothing() -> None:
    text = "股东大会同意授权云岭证券董事长在三年内择机发行境外债券，全权办理发行的有关手续。"
    assert records(text) == []
    (deal,) = records("云岭证券公告，公司于7月31日设立本金总额为30亿美元的境外中期票据计划。")
    assert (deal.type, deal.name, deal.money and deal.money.text) == ("bond", "云岭证券", "30亿美元")


def test_the_new_holder_of_control_is_the_side() -> None:
    text = "股份划转已过户，白榆软件股份有限公司的控股股东由松岭软件研究所（以下简称“软件所”）变更为云岭创源软件技术有限公司（以下简称“创源”）。"
    (deal,) = records(text)
    assert (deal.name, deal.parties) == ("白榆软件股份有限公司", ("云岭创源软件技术有限公司",))


def test_whom_one_works_with_over_the_years_is_no_event() -> None:
    assert records("松岭科技已与国际测绘学会等20多家高校院所达成战略合作关系。") == []
    assert records("松岭科技与国际测绘学会、云岭大学等5家机构签署战略合作协议。") != []


def test_what_lies_ahead_of_a_signed_agreement_makes_it_no_plan() -> None:
    (deal,) = records(
        "当天，晴川卫星科技有限公司分别与松岭大学、云岭测绘院签约，将在遥感影像合作备忘录等领域展开合作。"
    )
    assert deal.stage == "signed"


def test_goods_ordered_beside_an_agreement_are_not_its_sum() -> None:
    text = "松岭供销总社与云岭供销总社战略合作签约仪式举行，企业当场订下采购云岭苹果、白榆红枣的意向金额2.3亿元。"
    assert [d.money for d in records(text)] == [None]
