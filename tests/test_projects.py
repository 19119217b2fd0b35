"""Projects: names with their full extent, stages, sums, sizes. All sentences are written for these tests."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.facilities.names import find_names
from briefing.extract.projects.find import find_projects
from briefing.extract.projects.quantities import find_quantities
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Project, Span


def read(
    text: str, *, language: str = "zh-Hans", day: date | None = date(2025, 7, 18), title: str | None = None
) -> list[Project]:
    """The projects of a text, one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        id="A1", doc="d", document="d", file="d", span=Span(0, len(text)), text=text, published=day,
        language=language, blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return find_projects(read_context(article, cut_sentences(article)))


NAMES = [
    ("7月8日，远航（滨江）智能装备产业园二期项目正式开工。", ["远航（滨江）智能装备产业园二期项目"]),
    ("临海先进技术转化推进中心（宁波）挂牌成立", ["临海先进技术转化推进中心（宁波）"]),
    ("位于江苏的临港物流园的冷链仓储项目进入施工阶段", ["临港物流园的冷链仓储项目"]),
    ("成立了“中国—老挝农业科技合作中心”", ["中国—老挝农业科技合作中心"]),
    ("全国首座海上漂浮式光伏电站——北澳海上光伏电站并网", ["海上漂浮式光伏电站", "北澳海上光伏电站"]),
    ("投资建设年产5万吨正极材料项目", ["年产5万吨正极材料项目"]),
    ("加快推进东湖脑科学与类脑智能研究中心建设", ["东湖脑科学与类脑智能研究中心"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_full_extent_of_names(text: str, names: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_names(text) if n.weight] == names


FOUND = [
    ("7月8日，江州市云溪半导体产业园正式开工，总投资35亿元。", "江州市云溪半导体产业园", "park", "started", 35),
    (
        "总投资60亿元的北辰新能源电池生产基地落户江州高新区，双方签署了投资协议。",
        "北辰新能源电池生产基地",
        "plant",
        "signed",
        60,
    ),
    ("青岭抽水蓄能电站首台机组投产发电。", "青岭抽水蓄能电站", "energy", "operating", None),
    ("湖西国家实验室日前揭牌成立。", "湖西国家实验室", "laboratory", "established", None),
    ("江州至云溪高速公路建成通车。", "江州至云溪高速公路", "transport", "operating", None),
    ("云溪智算中心主体结构封顶，项目总投资12亿元。", "云溪智算中心", "data_center", "under_construction", 12),
    ("江州綜合極端條件實驗裝置通過驗收。", "江州綜合極端條件實驗裝置", "science_facility", "completed", None),
    ("东岭集团拟在滨江市投资建设年产10万吨碳纤维项目，总投资18亿元。", "年产10万吨碳纤维项目", "plant", "planned", 18),
    ("临港国际冷链物流园预计明年6月投入使用。", "临港国际冷链物流园", "logistics", "planned", None),
]


@pytest.mark.parametrize(("text", "name", "kind", "stage", "cost"), FOUND)
def test_found(text: str, name: str, kind: str, stage: str, cost: int | None) -> None:
    found = {p.name: p for p in read(text)}
    assert name in found or any(name in other or other in name for other in found), sorted(found)
    project = found.get(name) or next(p for other, p in found.items() if name in other or other in name)
    assert (project.type, project.stage) == (kind, stage)
    assert (project.money.value if project.money else None) == (Decimal(cost) * 10**8 if cost else None)


NOT_FOUND = [
    "我市将建设国际科技创新中心和先进制造业基地。",
    "各地要推动产业园区提质增效，支持建设重点实验室。",
    "云溪产业园管委会主任李某表示，下半年经济向好。",
    "记者走进江州软件园，看到员工正在忙碌。",
    "社区便民服务中心正式启用。",
    "“五个中心”建设取得新进展。",
    "“春雨助学”公益项目正式启动。",
    "全市共建成省级工程技术研究中心12家。",
    "江州数据中心分析师认为，楼市将回暖。",
    "这是一项重要的民生工程，群众十分满意。",
    "大赛为创新创业项目提供展示平台。",
    "校方开通了新生绿色通道。",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert [p.name for p in read(text)] == []


def test_enumeration_is_one_record_each() -> None:
    projects = read("7月1日，园区成立了云溪生命科学研究所、江州蛋白质科学中心和东湖国家实验室。")
    assert [p.name for p in projects] == ["云溪生命科学研究所", "江州蛋白质科学中心", "东湖国家实验室"]
    assert {p.stage for p in projects} == {"established"}


def test_row_of_projects_without_heads() -> None:
    projects = read(
        "7月9日，江州高新区举行集中开工仪式。远航电机、长虹橡胶、北辰光伏二期等7个工业项目，合计总投资12亿元。"
    )
    assert [p.name for p in projects] == ["远航电机", "长虹橡胶", "北辰光伏二期"]
    assert all(p.stage == "started" and p.money is None for p in projects), "a joint sum is not each one's"


def test_branches_take_their_place() -> None:
    projects = read("东岭集团已在德国慕尼黑、日本东京设立研发中心。")
    assert [p.name for p in projects] == ["德国慕尼黑研发中心", "日本东京研发中心"]


def test_bundle_is_one_row() -> None:
    (project,) = read("7月10日，云溪县26个重点工业项目集中开工，总投资108亿元。")
    assert project.bundle == 26
    assert project.stage == "started"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("云溪县举行重大项目集中开工仪式，共32个项目，总投资达156亿元。", 32),
        ("此次集中开工项目56个，总投资320亿元。", 56),
    ],
)
def test_bundle_by_its_ceremony(text: str, count: int) -> None:
    (project,) = read(text)
    assert (project.bundle, project.stage) == (count, "started")
    assert project.money is not None and project.money.role == "investment"


def test_what_is_called_off() -> None:
    (project,) = read("远山股份终止投资建设年产3万吨负极材料项目。")
    assert (project.name, project.stage) == ("年产3万吨负极材料项目", "terminated")


def test_a_date_to_come_makes_a_plan() -> None:
    (project,) = read("云溪智算中心2026年3月建成。")
    assert (project.stage, project.date) == ("planned", "2026-03")


@pytest.mark.parametrize("tail", ["首批厂房计划明年年底交付使用", "预计2027年6月建成投产", "力争2028年全面达产"])
def test_a_day_to_come_of_something_else_leaves_the_fact_a_fact(tail: str) -> None:
    text = f"7月16日，江州云溪储能电池基地项目正式开工建设。\n江州云溪储能电池基地项目总投资60亿元，{tail}。"
    (project,) = read(text, day=date(2025, 7, 16))
    assert (project.stage, project.date) == ("started", "2025-07-16")


@pytest.mark.parametrize("words", ["规划建设年产10GWh储能电池生产线", "建成后年产储能电池10GWh", "达产后年均处理废料3万吨"])
def test_figures_of_a_plan_are_no_working(words: str) -> None:
    text = f"7月8日，江州云溪储能电池基地项目签约仪式举行。\n江州云溪储能电池基地项目由东岭集团投资，{words}。"
    stages = {p.name: p.stage for p in read(text, day=date(2025, 7, 8))}
    assert stages["江州云溪储能电池基地项目"] == "signed"


def test_sum_of_the_next_project_is_not_taken() -> None:
    projects = read("云溪石化产业基地内，总投资65亿元的北辰可降解材料项目开工。")
    assert {p.name: bool(p.money) for p in projects} == {"北辰可降解材料项目": True}


def test_signing_of_many_is_left_to_deals() -> None:
    assert read("云溪县集中签约26个重点产业项目，总投资108亿元。") == []


def test_cost_in_a_later_sentence() -> None:
    (project,) = read("7月8日，云溪氢能装备产业园开工建设。该项目总投资22亿元，占地300亩。")
    assert project.money is not None and project.money.value == 2_200_000_000


def test_a_plan_never_appears_as_a_fact() -> None:
    for text in ("云溪智算中心将于明年建成。", "双方将共同建设云溪智算中心。", "云溪市计划建成云溪智算中心。"):
        assert {p.stage for p in read(text)} <= {"planned"}, text


def test_founding_date_is_background() -> None:
    (project,) = read("江州光电技术研究所成立于1987年，由省科学院组建。")
    assert project.is_background


def test_mentions_are_one_project() -> None:
    projects = read("远航（江州）智能装备产业园7月8日开工。\n远航（江州）智能装备产业园项目总投资9亿元。")
    assert len(projects) == 1
    assert projects[0].money is not None


def test_place_and_capacity() -> None:
    (project,) = read("7月8日，位于甘肃酒泉的北辰500MW风电项目并网发电。")
    assert project.place is not None and "酒泉" in project.place
    assert project.capacity is not None
    assert (project.capacity.value, project.capacity.unit) == (Decimal(500), "MW")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("装机容量1.2GW", Decimal("1.2"), "GW"),
        ("年产10万吨/年", Decimal(100_000), "t/a"),
        ("占地1,100亩", Decimal(1100), "mu"),
        ("100.9平方公里", Decimal("100.9"), "km²"),
        ("100兆瓦/400兆瓦时", Decimal(100), "MW"),
    ],
)
def test_quantities(text: str, value: Decimal, unit: str) -> None:
    quantity = find_quantities(text)[0][1]
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("2×66万千瓦机组", 1_320_000, "kW"), ("2 x 35MW 机组", 70, "MW"), ("66万千瓦机组", 660_000, "kW")]
)
def test_so_many_times_a_size_is_their_product(text: str, value: int, unit: str) -> None:
    quantity = find_quantities(text)[0][1]
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["2025年", "300亿元", "第14届", "600519", "12.5%"])
def test_not_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The company plans to build a $2 billion battery plant in Ohio.", ["battery plant in Ohio"]),
        ("The Riverbend National Laboratory was inaugurated on Monday.", ["Riverbend National Laboratory"]),
        ("The opening of two joint research centers in Laos and Kenya was announced.", ["joint research center in Laos", "joint research center in Kenya"]),
        ("Analysts at the Oakfield Research Center said prices would fall.", []),
        ("Several industrial parks have been hit by the slowdown.", []),
    ],
)  # fmt: skip
def test_english(text: str, names: list[str]) -> None:
    assert [p.name for p in read(text, language="en")] == names


COST_TOLD_LATER = [
    ("岚栖智算中心项目在宁夏中卫开工建设。项目总投资46亿元，规划建设8000个机柜，一期计划于2027年投用。", "岚栖智算中心", "started", 46),
    ("日前，宁远县举行禾沐生物医药产业园奠基仪式。园区占地300亩，计划总投资20亿元。", "禾沐生物医药产业园", "started", 20),
    ("7月6日，基因治疗共享工厂正式启用。工厂建筑面积2.3万平方米，建有8条生产线，总投资4.8亿元。", "基因治疗共享工厂", "operating", "4.8"),
    ("由天目实验室与擎电科技共建的钠离子电池中试线在常州投运。\n据介绍，该中试线采用干法工艺。\n项目总投资2.8亿元。", "钠离子电池中试线", "operating", "2.8"),
    ("7月8日，澄溪锂电池工厂在广西桂林动工。据悉，工厂总投资达30亿元，其中一期投资12亿元。", "澄溪锂电池工厂", "started", 30),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage", "cost"), COST_TOLD_LATER)
def test_sequels_give_the_cost(text: str, name: str, stage: str, cost: int | str) -> None:
    (project,) = read(text)
    assert project.name.startswith(name)
    assert project.stage == stage
    assert project.money is not None and project.money.value == Decimal(cost) * 10**8


def test_a_sequel_of_another_project_is_not_taken() -> None:
    projects = read("7月8日，云溪氢能装备产业园开工建设。同日，东湖冷链物流园竣工。该项目总投资22亿元。")
    assert {p.name: bool(p.money) for p in projects} == {"云溪氢能装备产业园": False, "东湖冷链物流园": True}


@pytest.mark.parametrize(
    ("text", "name", "kind", "stage"),
    [
        ("星火能源的钙钛矿组件示范线日前在无锡建成投运。", "钙钛矿组件示范线", "plant", "operating"),
        ("国内首条8英寸氮化镓生产线在成都高新区正式投产。", "8英寸氮化镓生产线", "plant", "operating"),
        ("双方签署协议，将在合肥共同建设人形机器人训练场。", "人形机器人训练场", "center", "planned"),
        ("7月1日，由江海大学与青岩海洋研究院共同建设的智慧海洋联合实验室在舟山揭牌成立。实验室计划三年内投入1.5亿元。", "智慧海洋联合实验室", "laboratory", "established"),
        ("朔宁市低空飞行服务中心拟选址于朔宁机场北侧，占地约60亩，计划总投资2.1亿元。", "朔宁市低空飞行服务中心", "center", "planned"),
    ],
)  # fmt: skip
def test_plain_ones(text: str, name: str, kind: str, stage: str) -> None:
    (project,) = read(text)
    assert (project.name, project.type, project.stage) == (name, kind, stage)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("7月2日，由澈远科技投资建设的湖州绿色算力中心正式动工。", ("澈远科技",)),
        ("朔宁低空飞行服务中心开工，由朔宁航空产业投资有限公司负责建设。", ("朔宁航空产业投资有限公司",)),
        ("鸣泰新材料年产6万吨电解液项目近日在滨州开工。该项目由鸣泰集团投资建设。", ("鸣泰集团",)),
        ("砺行机器人与合肥高新区管委会签署协议，双方将共同建设人形机器人训练场。", ("砺行机器人", "合肥高新区管委会")),
    ],
)
def test_owners(text: str, owners: tuple[str, ...]) -> None:
    (project,) = read(text)
    assert project.owners == owners
    assert set(owners) <= set(project.parties)


@pytest.mark.parametrize(
    "text",
    [
        "产品展示馆位于云溪软件园北侧，周末向市民开放。",
        "新能源车企竞相建立全球研发中心。",
        "公司现有七大生产基地，均已投产。",
        "全市将打造省级特色产业园。",
        "公司已在长三角建成大规模量产基地和产品中试平台。",
        "业内人士称，今年将有5家新电池工厂投产。",
    ],
)
def test_landmarks_and_general_nouns_are_not_found(text: str) -> None:
    assert [p.name for p in read(text)] == []


def test_title_and_text_are_one_project() -> None:
    text = "凌川储能与酒泉市政府签署投资协议，计划总投资28亿元建设规模1.5GWh的电网侧储能基地，首期400MWh年内开工。"
    (project,) = read(text, title="凌川储能与甘肃酒泉签约，共建1.5GWh储能基地")
    assert project.money is not None and project.money.value == 2_800_000_000
    assert project.capacity is not None and project.capacity.text == "1.5GWh"


def test_two_sizes_are_two_projects() -> None:
    projects = read("云溪100MW光伏发电项目并网发电。云溪200MW光伏发电项目开工建设。")
    assert len(projects) == 2


@pytest.mark.parametrize(
    ("text", "name", "stage", "amount"),
    [
        ("Borealis Energy broke ground on a $1.4 billion factory in Georgia.", "factory in Georgia", "started", "$1.4 billion"),
        ("Northwind Power will build a 200 MW wind farm in Texas.", "200 MW wind farm in Texas", "planned", None),
        ("Acme said it would invest 3 billion euros in a new factory in Hungary.", "factory in Hungary", "planned", "3 billion euros"),
        ("Helios has begun operations at its 500 MW solar farm in Nevada.", "500 MW solar farm in Nevada", "operating", None),
        ("A 1.2 GW offshore wind farm off the coast of Guangdong was connected to the grid.", "1.2 GW offshore wind farm off the coast of Guangdong", "operating", None),
        ("Orchid Bio completed construction of its new manufacturing facility in Suzhou.", "manufacturing facility in Suzhou", "completed", None),
    ],
)  # fmt: skip
def test_english_by_its_verb(text: str, name: str, stage: str, amount: str | None) -> None:
    (project,) = read(text, language="en")
    assert (project.name, project.stage, project.money and project.money.text) == (name, stage, amount)


@given(st.text(alphabet='产业园基地项目中心工厂开建成立签约的在、和“”"（）0123456789，。AZ 总投资亿元', max_size=120))
def test_evidence_holds_what_the_record_says(text: str) -> None:
    for project in read(text):
        evidence = project.evidence[0]
        assert text[evidence.span.start : evidence.span.end] == evidence.text
        assert project.name in text or "研发中心" in project.name or "中心" in project.name
        if project.money is not None:
            assert text[project.money.span.start : project.money.span.end] == project.money.text
        assert 0.5 <= project.confidence < 1


@pytest.mark.parametrize(
    "unit", ["基地", '基地"', "开工1亿元产业园", "的的的基地", "（基地", "A B Center ", "甲、乙等项目"]
)
def test_hostile_line_is_read_in_time(unit: str) -> None:
    start = time.perf_counter()
    read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - start < 10
