"""What is told twice, in passing, by its sort alone or as a service: invented wordings, and look-alikes that stay."""

from __future__ import annotations

import pytest

from briefing.compose import counted_once
from briefing.extract import extract_records
from briefing.extract.projects.progress import number
from briefing.text import cut_article
from briefing.types import Deal, Event, Fund, Project
from test_deals import article_of


def records(text: str, title: str | None = None) -> list[Event]:
    article = article_of(text, title)
    return list(extract_records(article, *cut_article(article)))


def batches(text: str) -> list[Deal]:
    return [r for r in records(text) if isinstance(r, Deal) and r.type == "batch_signing"]


WHOLE = "清泉市新材料博览会开幕。大会共签约项目20个，总投资100亿元。"


@pytest.mark.parametrize(
    "part",
    [
        "其中先进制造业签约项目15个，总投资80亿元。",
        "其中，省外签约项目15个，投资额80亿元。",
        "其中签约合同项目15个，金额80亿元。",
    ],
)
def test_a_part_of_a_batch_is_no_row(part: str) -> None:
    (deal,) = batches(WHOLE + part)
    assert deal.money is not None
    assert deal.money.value == 10_000_000_000


@pytest.mark.parametrize(
    "part",
    ["其中，北屿区签约项目15个，总投资80亿元。", "在该活动的签约环节，北屿区签约项目有15个，投资额达80亿元。"],
)
def test_a_towns_share_of_a_batch_stays_and_adds_to_no_total(part: str) -> None:
    deals = batches(WHOLE + part)
    assert sorted(int(d.money.value) for d in deals if d.money) == [8_000_000_000, 10_000_000_000]
    assert [int(d.money.value) for d in counted_once(deals) if d.money] == [10_000_000_000]


def test_two_parts_that_add_up_to_the_whole_are_no_rows() -> None:
    text = WHOLE + "专场活动签约项目12个，金额60亿元。与央企签约项目8个，金额40亿元。"
    assert [d.money and int(d.money.value) for d in batches(text)] == [10_000_000_000]


def test_two_towns_that_sign_each_for_itself_are_two() -> None:
    text = "清泉市举行集中签约活动，签约项目20个，总投资100亿元。北屿县举行集中签约活动，签约项目15个，总投资80亿元。"
    assert len(counted_once(batches(text))) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (WHOLE, "清泉市新材料博览会签约项目20个"),
        (
            "北屿区重点招商项目推介会举行。会上，6家首批入驻企业现场签约。",
            "北屿区重点招商项目推介会签约6家首批入驻企业",
        ),
        ("第三届云砺洽谈会在清泉举办，现场签约9个项目，投资12亿元。", "第三届云砺洽谈会签约9个项目"),
        ("16个留学人才创业项目集中签约。", "16个留学人才创业项目集中签约"),
    ],
)
def test_a_batch_is_called_by_its_event(text: str, name: str) -> None:
    assert [d.name for d in batches(text)] == [name]


@pytest.mark.parametrize("text", ["6家首批入驻企业现场签约。", "会上，9个项目集中签约，总投资12亿元。"])
def test_a_batch_that_nothing_names_is_no_row(text: str) -> None:
    assert batches(text) == []


# ---------------------------------------------------------------- told in passing

NEWS = "恒岳储能7月17日公布半年报。公司营收增长两成。"


@pytest.mark.parametrize(
    "told",
    [
        "之前，瑞腾检测被云砺集团以13亿元的价格收购。",
        "但是之前云砺集团斥资13亿元收购了瑞腾检测。",
        "年初，云砺集团宣布收购瑞腾检测60%股权，并于二月完成交易。",
        "今年1月，云砺集团收购瑞腾检测60%股权。",
        "上个月，云砺集团完成5亿元B轮融资，由松岭资本领投。",
        "几个月前，云砺集团收购了瑞腾检测。",
        "云砺集团成立后获得了松岭资本的投资。",
    ],
)
def test_an_earlier_time_in_the_body_is_background(told: str) -> None:
    deals = [r for r in records(NEWS + told) if isinstance(r, Deal)]
    assert deals
    assert all(d.is_background and (d.date is None or d.date < "2024-07") for d in deals), deals


@pytest.mark.parametrize(
    "text",
    [
        "上个月，云砺集团完成5亿元B轮融资，由松岭资本领投。",  # the lead itself
        "云砺集团收购瑞腾检测60%股权。公司位于清泉。年初，云砺集团宣布收购瑞腾检测60%股权。",  # the lead tells it too
        NEWS + "云砺集团今日宣布收购瑞腾检测60%股权。",
        NEWS + "据之前公告，云砺集团本周收购瑞腾检测60%股权。",
    ],
)
def test_what_is_news_stays_news(text: str) -> None:
    deals = [r for r in records(text) if isinstance(r, Deal) and r.type in ("funding", "acquisition", "equity")]
    assert deals
    assert not all(d.is_background for d in deals)


def test_facilities_and_funds_are_told_in_passing_too() -> None:
    text = NEWS + "今年1月，云砺新能源电池基地开工建设，总投资20亿元。上个月，清泉市设立100亿元的云砺产业投资基金。"
    found = [r for r in records(text) if isinstance(r, Fund | Project)]
    assert len(found) == 2
    assert all(r.is_background for r in found)


# ---------------------------------------------------------------- sums of other years and of services


@pytest.mark.parametrize(
    "text",
    [
        "清泉科创母基金已设立，累计认缴基金出资约1.5亿美元。",
        "清泉科創母基金已設立，累計認繳基金出資約1.5億美元。",
        "清泉市设立科创母基金，历年累计投入1.5亿美元。",
    ],
)
def test_what_a_programme_put_in_over_the_years_adds_to_no_total(text: str) -> None:
    (fund,) = (r for r in records(text) if isinstance(r, Fund))
    assert fund.money is None or fund.money.role == "to_date"
    assert counted_once([fund]) == [] or fund.money is None


def test_what_a_closing_brings_together_is_the_funds_size() -> None:
    (fund,) = (r for r in records("清泉科创基金完成终关，累计募集20亿元。") if isinstance(r, Fund))
    assert counted_once([fund]) == [fund]


@pytest.mark.parametrize(
    ("text", "is_built"),
    [
        ("白榆环境公告，公司预中标清泉市城乡生活垃圾收运一体化项目，中标金额3.2亿元。", False),
        ("白榆环境：中标清泉市环卫一体化PPP项目，总金额约5.6亿元", False),
        ("白榆水务中标清泉市污水处理厂运营维护项目，金额1亿元。", False),
        ("白榆环境中标清泉市生活垃圾焚烧发电厂建设工程项目，中标金额5亿元。", True),
        ("白榆建设中标清泉市地铁8号线土建工程，中标金额5亿元。", True),
    ],
)
def test_a_service_is_no_project(text: str, is_built: bool) -> None:
    assert bool([r for r in records(text) if isinstance(r, Project)]) is is_built


# ---------------------------------------------------------------- stages


def stage(text: str) -> list[str | None]:
    return [r.stage for r in records(text) if isinstance(r, Project)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("云砺乙烯项目2019年开工建设，截至7月底已完成总进度的98%。", "under_construction"),
        ("云砺乙烯项目于2019年6月开工。截至7月初，该项目已完成建设总进度的97.5%。", "under_construction"),
        ("云砺炼化一体化项目四大装置已建成，共有六套装置。", "under_construction"),
        ("云砺炼化一体化项目六套装置已建成，共有六套装置。", "completed"),
        ("云砺乙烯项目7月开工建设，总投资20亿元。", "started"),
        ("云砺人才服务中心启动仪式在清泉举行。", "established"),
        ("当天，云砺“聚才”路演大厅正式启动。", "established"),
        ("云砺创新实验室项目正式启动。", "started"),
        ("云砺材料研究所启动500吨炭材料产业化项目建设，目前已进入量产阶段。", "operating"),
    ],
)
def test_how_far_the_whole_is(text: str, told: str) -> None:
    assert stage(text) == [told]


def test_what_is_only_described_is_less_sure() -> None:
    def sure(text: str) -> float:
        (project,) = (r for r in records(text) if isinstance(r, Project))
        return project.confidence

    name = "云砺水环工程"
    assert sure(f"{name}全长12公里，总面积3平方公里。") < sure(f"{name}全长12公里，总投资3亿元。") - 0.1


def test_what_is_urged_has_not_begun() -> None:
    assert "started" not in stage("加快北屿县智慧广电项目开工建设。")


@pytest.mark.parametrize(("text", "value"), [("四", 4), ("十二", 12), ("二十", 20), ("二十一", 21), ("58", 58)])
def test_numbers_in_characters(text: str, value: int) -> None:
    assert number(text) == value


# ---------------------------------------------------------------- names and who acts


@pytest.mark.parametrize(
    "text",
    [
        "北屿市人民医院接诊了一位患者。",
        "列车停运，清泉南站始发G103次、G171次。",
        "酒店分部从事酒店营运。",
        "交警提醒，车辆右转让直行。",
        "公司年内有望递交松恩替尼治疗淋巴瘤的上市申请。该药适应症广，患者众多，临床试验顺利。",
        "该企业考虑在韩国建厂。",
    ],
)
def test_everyday_words_are_no_record(text: str) -> None:
    assert records(text) == []


def test_a_credit_ends_where_the_name_begins() -> None:
    names = [r.name for r in records("7月3日电（记者李明）云砺金融资产交易所正式营运。")]
    assert names == ["云砺金融资产交易所"]


def test_a_works_abroad_bears_its_owners_name() -> None:
    (project,) = (r for r in records("恒岳储能宣布在匈牙利建厂，投资额达到6亿欧元。") if isinstance(r, Project))
    assert project.name == "恒岳储能匈牙利工厂"


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("法恩化学中国区掌门人李卓群投资建设的清泉新材料生产基地开工。", "李卓群"),
        ("由国家发展改革委指导、云砺集团投资建设的云砺算力中心启用。", "指导"),
    ],
)
def test_persons_and_patrons_own_nothing(text: str, no: str) -> None:
    (project,) = (r for r in records(text) if isinstance(r, Project))
    assert not [p for p in (*project.parties, *project.owners) if no in p]


def test_an_english_name_goes_on_over_its_conjunction() -> None:
    text = "The Alder-Brook Ecological and Environmental Protection Innovation Base, built by Fern Group, was inaugurated in Oslo."
    (project,) = (r for r in records(text) if isinstance(r, Project))
    assert project.name == "Alder-Brook Ecological and Environmental Protection Innovation Base"
    assert project.parties == ("Fern Group",)


def test_two_english_firms_are_no_one_name() -> None:
    (project,) = (
        r for r in records("Fern Group and Oakhill Research Center was opened in Oslo.") if isinstance(r, Project)
    )
    assert project.name == "Oakhill Research Center"
