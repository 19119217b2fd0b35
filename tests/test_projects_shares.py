"""What a sum, a size or a stage is of: one of several, a stretch of time, the last of a chain of events, another thing.

All sentences and names are written for these tests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.merging.sites import is_one_site
from briefing.extract.projects.find import find_projects
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Project, Span

YI = Decimal(10**8)


def read(text: str, *, title: str | None = None, day: date | None = date(2026, 7, 30)) -> list[Project]:
    """The projects of a text, one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        id="A1", doc="d", document="d", file="d", span=Span(0, len(text)), text=text, published=day,
        language="en" if text.isascii() else "zh-Hans", blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return find_projects(read_context(article, cut_sentences(article)))


def worths(text: str) -> dict[str, Decimal | None]:
    return {p.name: p.money.value / YI if p.money and p.money.value else None for p in read(text)}


SEVERAL = [
    "{name}等5座大型水电站核准，总投资约780亿元。",
    "{name}等大型水电站完成核准，核准总投资规模约780亿元。",
    "{name}等一批项目集中开工，总投资780亿元。",
    "{name}、青禾水电站等4座水电站开工，总投资780亿元。",
    "包括{name}在内的12座水电站开工，总投资780亿元。",
    "{name}等水电工程加快建设，总装机容量372万千瓦，总投资约390亿元。",
    "{name}等3座水电站开工。\n项目总投资约120亿元。",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_the_sum_of_several_is_none_of_one(text: str) -> None:
    found = [p for p in read(text.format(name="云溪白川水电站")) if p.name == "云溪白川水电站"]
    assert [(p.money, p.capacity) for p in found] == [(None, None)]


ONE = [
    ("云溪锂电池生产基地开工，总投资50亿元，建设厂房、研发楼等设施。", "50"),
    ("云溪锂电池生产基地项目总投资50亿元，主要建设标准厂房、研发楼等。", "50"),
    ("云溪锂电池生产基地等8个项目开工，其中云溪锂电池生产基地总投资50亿元。", "50"),
    ("远峤集团等企业投资的云溪锂电池生产基地开工，总投资50亿元。", "50"),
]


@pytest.mark.parametrize(("text", "cost"), ONE)
def test_the_sum_of_one_stays_its_own(text: str, cost: str) -> None:
    assert [c for n, c in worths(text).items() if n.startswith("云溪锂电池生产基地")] == [Decimal(cost)]


OF_A_TIME = [
    "云溪东站上半年完成投资47亿元，占年度投资计划的63%。",
    "云溪东站累计完成投资47亿元，占总投资的36%，正在建设。",
    "云溪东站今年计划完成投资47亿元，目前正加快建设。",
    "云溪东站截至6月底已完成投资47亿元，主体封顶。",
    "云溪东站主体封顶，一季度完成投资47亿元。",
    "云溪东站主体封顶，完成固定资产投资47亿元。",
    "云溪东站主体封顶，前5个月完成投资47亿元。",
]


@pytest.mark.parametrize("text", OF_A_TIME)
@pytest.mark.parametrize("whole", ["", "该项目总投资130亿元。"])
def test_what_a_stretch_of_time_takes_is_no_total(text: str, whole: str) -> None:
    (cost,) = worths(text + whole).values()
    assert cost == (Decimal(130) if whole else None)


TOTALS = [
    ("远峤计划在4年内投资47亿元在云溪市建立一座新的锂电池工厂。", "47"),
    ("云溪东站总投资47亿元，已完成投资12亿元，正在建设。", "47"),
    ("云溪东站已完成投资12亿元，正在建设，该项目总投资47亿元。", "47"),
    ("今年3月，远峤投资47亿元建设云溪锂电池工厂。", "47"),
]


@pytest.mark.parametrize(("text", "cost"), TOTALS)
def test_a_total_beside_words_of_time(text: str, cost: str) -> None:
    assert list(worths(text).values()) == [Decimal(cost)]


PHASES = [
    ("云溪物流园项目一期投资5亿元已建成投用，二期投资8亿元正在建设。", "5"),
    ("云溪物流园一期建成投用，二期总投资8亿元。", None),
    ("云溪物流园二期项目开工，总投资8亿元。", "8"),
    ("云溪物流园项目总投资13亿元，其中一期投资5亿元，目前已开工。", "13"),
]


@pytest.mark.parametrize(("text", "cost"), PHASES)
def test_the_sum_of_a_phase_is_that_phases(text: str, cost: str | None) -> None:
    assert list(worths(text).values()) == [Decimal(cost) if cost else None]


CHAINS = [
    ("云溪锂电池基地项目3月开工，6月封顶。", "under_construction", None),
    ("云溪锂电池基地项目去年签约、今年3月开工，预计明年投产。", "started", "2026-03"),
    ("云溪锂电池基地于2024年3月开工，2026年6月建成投产。", "operating", "2026-06"),
    ("云溪锂电池基地项目3月开工，2028年12月建成投产。", "started", None),
    ("云溪锂电池基地项目3月开工，预计12月建成投产。", "started", None),
    ("云溪锂电池基地项目一期建成投产，二期开工建设。", "operating", None),
    ("云溪锂电池基地项目签约，青禾光伏产业园开工。", "signed", None),
    ("云溪锂电池基地项目建设完成80%。", "under_construction", None),
]


@pytest.mark.parametrize(("text", "stage", "day"), CHAINS)
def test_the_last_event_that_has_come_to_pass(text: str, stage: str, day: str | None) -> None:
    project = next(p for p in read(text) if p.name.startswith("云溪锂电池基地"))
    assert project.stage == stage
    assert day is None or project.date == day


def test_a_chain_that_ended_years_ago_is_history() -> None:
    (bridge,) = read("云溪大桥2016年4月动工，2020年9月建成通车，总造价7亿元。\n云溪大桥北岸。云溪大桥南岸。")
    assert (bridge.stage, bridge.is_background) == ("operating", True)


BEGUN = [
    ("云溪市与远峤集团共同启动云溪智能制造产业园建设。", "云溪智能制造产业园", "started"),
    ("会上，嘉宾共同启动青浦区远峤创新实验室合作项目。", "青浦区远峤创新实验室合作项目", "started"),
    ("会上，青浦区启动远峤储能电站建设。", "远峤储能电站", "started"),
    ("远峤集团已获得批准在德国设立一家新工厂。", "远峤集团德国新工厂", "planned"),
    ("远峤集团宣布斥资20亿元，在青浦区建立封装测试工厂。", "封装测试工厂", "planned"),
]


@pytest.mark.parametrize(("text", "name", "stage"), BEGUN)
def test_begun_and_allowed(text: str, name: str, stage: str) -> None:
    assert [(p.name, p.stage) for p in read(text)] == [(name, stage)]


NOTHING = [
    "衡远机器人将把华中总部落户光谷。",
    "云溪机场航空货邮吞吐量持续增长，累计完成9.7万吨，同比增长22%。",
    "云溪港区全力推进40万吨船舶满载直航。",
    "满洲里口岸新建冷链查验场投用，果蔬通关更快。",
    "其中，兴禾路一标段（云枫公路-二官桥）计划今年8月开工。",
    "方案提出推进四大专项工程，包括商圈焕新工程、店铺上云工程、品牌出海工程、诚信经营工程。",
    "湖岸一公里内禁止扩建高尔夫球场、别墅和特大型主题公园等项目。",
    "营收来自子公司云溪新城投资发展有限公司的“银杏广场项目”卖房所得。",
    "远峤餐饮全国首家体验店“滋味乐园”在云溪市开业。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_project(text: str) -> None:
    assert read(text) == []


KEPT = [
    "云溪机场改扩建工程累计完成7.8亿元，正在建设。",
    "经营压力之下，远峤叫停了位于合肥的华东总部建设。",
    "远峤集团华东总部大楼开工，总投资12亿元。",
    "北京园博酒店“超级小侠主题乐园”近日正式开业。",
]


@pytest.mark.parametrize("text", KEPT)
def test_still_a_project(text: str) -> None:
    assert len(read(text)) == 1


OWNERS = [
    ("竞争对手远芯半导体(YXIN.US) 计划在德国投资超过300亿欧元用于建设两个半导体工厂。", ("远芯半导体",)),
    ("该项目由云溪市行政审批服务局以云审批〔2026〕14号批准建设，云溪市民中心项目正式开工。", ()),
    ("青浦区人民政府副区长张某、远峤集团董事长李某共同启动青浦区远峤创新实验室项目。", ("远峤集团",)),
    ("国内首个超深井、超大规模矿山——总投资将超百亿元的云溪铁矿项目正式开工。", ()),
]


@pytest.mark.parametrize(("text", "parties"), OWNERS)
def test_who_builds(text: str, parties: tuple[str, ...]) -> None:
    (project,) = read(text)
    assert (project.parties, project.owners) == (parties, ()) or project.owners == project.parties == parties


def test_a_district_builds_and_is_not_what_is_built() -> None:
    assert worths("苏州工业园区上半年投资建设远峤储能产业园，总投资12亿元。") == {"远峤储能产业园": Decimal(12)}
    assert worths("青浦智能产业园规划建设标准厂房8栋，总投资12亿元。") == {"青浦智能产业园": Decimal(12)}


def test_a_place_in_the_name_before_is_no_scene() -> None:
    text = "云溪县北站站房装修全部完成，预计今年9月具备开通条件。\n平禾运河全线动工建设。"
    canal = next(p for p in read(text) if p.name == "平禾运河")
    assert canal.place is None


# ---------------------------------------------------------------- one plant told by its place


def test_a_title_tells_the_country_and_the_lead_the_plant() -> None:
    title = "消息称远峤子公司确定在印度建厂，投资额达到160亿卢比"
    lead = "据报道，远峤子公司将于今日与印度泰米尔纳德邦政府签署协议，建设一座新的电子元件工厂，将创造6000个岗位。"
    (plant,) = read(lead, title=title)
    assert plant.name == "电子元件工厂" and plant.money is not None and plant.money.currency == "INR"
    assert len(read(lead.replace("印度泰米尔纳德邦", "法国"), title=title)) == 2


def works(name: str, place: str, *, owner: str = "远芯", kind: str = "plant") -> Project:
    return Project(type=kind, name=name, parties=(owner,), place=place)


ONE_SITE = [
    (works("德国马格德堡芯片制造工厂", "德国马格德堡"), works("马格德堡市芯片工厂", "马格德堡市")),
    (works("德国马格德堡芯片制造工厂", "德国马格德堡"), works("德国东部马格德堡生产基地", "德国东部马格德堡附近")),
    (works("远芯印度工厂", "印度"), works("远芯印度超级工厂", "印度")),
]
TWO_SITES = [
    (works("德国马格德堡芯片制造工厂", "德国马格德堡"), works("德累斯顿工厂", "德累斯顿")),
    (works("马格德堡工厂", "马格德堡"), works("马格德堡工厂", "马格德堡", owner="青禾")),
    (works("马格德堡晶圆工厂", "马格德堡"), works("马格德堡封装工厂", "马格德堡")),
    (works("马格德堡研发中心", "马格德堡", kind="center"), works("马格德堡工厂", "马格德堡")),
    (works("马格德堡研发中心", "马格德堡", kind="center"), works("马格德堡培训中心", "马格德堡", kind="center")),
    (works("远芯印度工厂", "印度"), works("泰米尔纳德邦工厂", "印度泰米尔纳德邦")),
]


@pytest.mark.parametrize(("a", "b"), ONE_SITE)
def test_one_owner_one_spot_one_kind(a: Project, b: Project) -> None:
    assert is_one_site(a, b, has_one_sum=False) and is_one_site(b, a, has_one_sum=False)


@pytest.mark.parametrize(("a", "b"), TWO_SITES)
def test_two_sites(a: Project, b: Project) -> None:
    assert not is_one_site(a, b, has_one_sum=False) and not is_one_site(b, a, has_one_sum=False)


def test_one_sum_joins_a_country_with_its_city() -> None:
    a, b = works("两个半导体工厂", "德国"), works("德国马格德堡芯片制造工厂", "德国马格德堡")
    assert is_one_site(a, b, has_one_sum=True) and not is_one_site(a, b, has_one_sum=False)


@given(st.text(alphabet="云溪等5座项目，。总投资完成上半年8亿元工厂、在德国启动建设", max_size=60))
def test_any_line_is_read(text: str) -> None:
    for project in read(text):
        assert project.name and project.name in text
