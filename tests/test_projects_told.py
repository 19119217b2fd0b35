"""Projects by the way they are told: contracts, proceeds, rows, milestones, things that run; and what must not fire.

All sentences and names are written for these tests.
"""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        language="zh-Hans", blocks=tuple(blocks), title=title,
    )  # fmt: skip
    return find_projects(read_context(article, cut_sentences(article)))


def worth(project: Project) -> Decimal | None:
    return project.money.value if project.money else None


CONTRACTS = [
    ("远峤建工中标云溪人民医院迁建项目，中标金额6.8亿元。", "云溪人民医院迁建项目", "announced", "6.8"),
    ("公司公告，成为云溪县生活垃圾焚烧发电项目的中标单位。", "云溪县生活垃圾焚烧发电项目", "announced", None),
    ("远峤建工：联合中标滨海地铁4号线土建施工02标段，中标价15.6亿元", "滨海地铁4号线土建施工02标段", "announced", "15.6"),
    ("近日，公司与云溪县水务局签订了云溪县城乡供水一体化工程施工合同，合同金额3.2亿元。", "云溪县城乡供水一体化工程施工", "signed", "3.2"),
    ("来函确认本公司作为牵头人为云湖生态修复项目（一期）EPC总承包的中标人。", "云湖生态修复项目（一期）EPC总承包", "announced", None),
    ("远峤股份预中标云溪县污水治理PPP项目，并非最终结果。", "云溪县污水治理PPP项目", "announced", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage", "cost"), CONTRACTS)
def test_contracts_of_works(text: str, name: str, stage: str, cost: str | None) -> None:
    (project,) = read(text)
    assert (project.name, project.stage) == (name, stage)
    assert worth(project) == (Decimal(cost) * YI if cost else None)


def test_a_contract_names_who_wins_and_for_whom() -> None:
    text = (
        "远峤股份（600998）8月13日晚间公告，全资子公司远峤路桥建设有限公司收到招标人云溪市公路建设有限公司发来的《中标通知书》，"
        "确定其为云溪至滨海高速公路东段主体工程施工SG2标段的中标人。\n上述工程建设地点位于江苏省苏州市，中标金额约22亿元。"
    )
    (project,) = read(text)
    assert project.name == "云溪至滨海高速公路东段主体工程施工SG2标段"
    assert {"远峤股份", "远峤路桥建设有限公司", "云溪市公路建设有限公司"} <= set(project.parties)
    assert (project.place, worth(project)) == ("江苏省苏州市", 22 * YI)


@pytest.mark.parametrize(
    "text",
    [
        "公司中标国家电网输电线路物资采购项目，金额1.3亿元。",
        "远峤制药在药品集采中标，产品价格下降。",
        "农民工与用人单位签订首份工程建设领域劳动合同。",
        "远峤股份中标云溪县学校物业服务项目。",
        "上半年公司中标项目17个，金额合计30亿元。",
    ],
)
def test_goods_and_services_are_no_works(text: str) -> None:
    assert [p.name for p in read(text)] == []


def test_proceeds_give_each_purpose_its_sum() -> None:
    text = (
        "岚栖新材（688998）公告，本次募集资金扣除费用后，拟用于年产10万吨正极材料项目、研发中心建设项目、补充流动资金，"
        "投入金额分别为6亿元、1.5亿元、2亿元。"
    )
    assert {p.name: worth(p) for p in read(text)} == {
        "年产10万吨正极材料项目": 6 * YI,
        "研发中心建设项目": Decimal("1.5") * YI,
    }
    assert {(p.stage, p.parties) for p in read(text)} == {("planned", ("岚栖新材",))}


def test_proceeds_in_brackets() -> None:
    text = "公司拟募集资金6亿元，用于智能装备生产基地建设项目（3.2亿元）、营销网络建设项目（1.1亿元）和补充流动资金（1.7亿元）。"
    assert {p.name: worth(p) for p in read(text)} == {"智能装备生产基地建设项目": Decimal("3.2") * YI}


@pytest.mark.parametrize(
    "paper", ["补充流动资金", "偿还银行贷款", "新药临床研究项目", "营销网络建设项目", "大模型平台建设项目"]
)
def test_paper_purposes_are_no_projects(paper: str) -> None:
    assert read(f"岚栖股份公告，本次募集资金将用于{paper}。") == []


MILESTONES = [
    ("远山核电项目3号机组顺利实现穹顶吊装就位。", "远山核电项目3号机组", "under_construction"),
    ("云溪国际会展中心项目首开区域楼栋顺利完成封顶。", "云溪国际会展中心项目", "under_construction"),
    ("白云水利枢纽工程通过竣工验收。", "白云水利枢纽工程", "completed"),
    ("滨海港集装箱码头三期工程首批泊位投入试运行。", "滨海港集装箱码头三期工程", "operating"),
    ("云溪至滨海城际铁路7月20日开始联调联试。", "云溪至滨海城际铁路", "under_construction"),
    ("云溪氢能产业园正在加紧建设，预计年底投产。", "云溪氢能产业园", "under_construction"),
    ("2025年3月动工兴建的云溪体育公园项目（一期），计划于2027年3月完工。", "云溪体育公园项目（一期）", "under_construction"),
    ("禾沐氢能装备制造基地总投资15亿元，目前厂房主体已完工，预计10月份试生产。", "禾沐氢能装备制造基地", "under_construction"),
    ("北辰集团华东总部项目签约落户云溪。", "北辰集团华东总部项目", "signed"),
    ("国家能源局核准了云溪机场改扩建工程。", "云溪机场改扩建工程", "planned"),
    ("禾沐新能终止投资建设年产10GW组件项目。", "年产10GW组件项目", "terminated"),
    ("“南湖园区一期-2”正式取得施工许可证。", "南湖园区一期-2", "planned"),
    ("禾沐生物启动了云溪脑科学创新中心。", "云溪脑科学创新中心", "established"),
    ("云溪引水二期工程大坝7月18日全线浇筑到顶。", "云溪引水二期工程", "under_construction"),
    ("由禾光研究院牵头建设的强流缪子源装置，近日通过国家发展改革委组织的竣工验收。", "强流缪子源装置", "completed"),
    ("北辰集团江州锂电基地二期7月14日点火试生产。", "北辰集团江州锂电基地二期", "operating"),
    ("沉寂两年后，云溪文旅城项目近日复工。", "云溪文旅城项目", "under_construction"),
    ("禾沐重工将无限期推迟云溪第二工厂建设。", "云溪第二工厂", "terminated"),
    ("知情人士称，北川电子正考虑在苏州设立其首座心脏瓣膜工厂。", "心脏瓣膜工厂", "rumoured"),
    ("禾沐汽车“路远”在江苏太仓增资建设的北亚研发中心，于4月2日正式开业。", "北亚研发中心", "operating"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage"), MILESTONES)
def test_how_far_it_is(text: str, name: str, stage: str) -> None:
    assert {p.name: p.stage for p in read(text)}.get(name) == stage, [(p.name, p.stage) for p in read(text)]


def test_what_is_shelved_later_in_the_sentence_is_called_off() -> None:
    (project,) = read("北川半导体计划在印度投资30亿美元建设一座晶圆工厂，但由于资金不足，该工厂已被搁置。")
    assert project.stage == "terminated"


def test_done_and_under_way_by_the_words_around_the_verb() -> None:
    stages = {
        text: next(p.stage for p in read(text))
        for text in ("云溪县打造了云禾镇食用菌产业园。", "云溪县正在打造云禾镇食用菌产业园。")
    }
    assert list(stages.values()) == ["completed", "under_construction"]


FOREIGN = [
    ("北川半导体正考虑在德国德累斯顿建立一家代工厂。", "德国德累斯顿代工厂", "德国德累斯顿"),
    ("北川电子將在日本東京興建第二座晶圓廠。", "日本東京晶圓廠", "日本東京"),
    ("北川电子将在越南扩建工厂，投资额为3亿美元。", "北川电子越南工厂", "越南"),
    ("北川汽车宣布将在匈牙利建设其欧洲首座整车工厂。", "整车工厂", "匈牙利"),
]


@pytest.mark.parametrize(("text", "name", "place"), FOREIGN)
def test_plants_called_by_their_place(text: str, name: str, place: str) -> None:
    (project,) = read(text)
    assert (project.name, project.place, project.stage) == (name, place, "planned")


ROWS = [
    ("禾沐智能装备产业园、澄海氢能项目、岚栖数据中心等28个项目集中开工。", ["禾沐智能装备产业园", "澄海氢能项目", "岚栖数据中心"]),
    ("眼下，云溪正在打造云湖科技城、灵岫智慧绿谷等一批环境优美、交通便利的创新平台。", ["云湖科技城", "灵岫智慧绿谷"]),
    ("此次签约的项目包括禾沐光电制造项目、云湖区冷链物流园项目；", ["禾沐光电制造项目", "云湖区冷链物流园项目"]),
    ("远峤石化低碳转型项目等一批超五十亿元项目正式开工。", ["远峤石化低碳转型项目"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_rows_name_each_of_them(text: str, names: list[str]) -> None:
    assert sorted(p.name for p in read(text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "斐禾服饰、玻岚餐饮、岚表企业等5个重点项目集中签约。",
        "加快推进北方地区清洁取暖、挥发性有机物综合治理等重大工程。",
        "张禾、李岚分别率队考察了3个项目。",
        "新建煤制甲醇、煤制乙二醇等项目要向煤水资源丰富的地区集中。",
    ],
)
def test_rows_of_other_things(text: str) -> None:
    assert [p.name for p in read(text)] == []


def test_two_parts_of_one_project() -> None:
    (project,) = read("普禾上海总部和研制基地项目在浦东新区开工。")
    assert (project.name, project.type) == ("普禾上海总部和研制基地项目", "plant")


def test_what_runs_needs_an_article_about_it() -> None:
    told = "云禾农业公园1.8兆瓦分布式光伏电站采用“自发自用”的方式，年发电量218万千瓦时。"
    assert read(told) == []
    (project,) = read(f"走进园区，光伏电站的板面整齐排列。\n{told}")
    assert (project.name, project.stage) == ("云禾农业公园1.8兆瓦分布式光伏电站", "operating")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("北川科技7月26日晚间公告，公司与园区签订协议，拟投资10亿元建设半导体封测项目。", "北川科技"),
        ("北川科技：拟10.5亿元投建年产20万吨高端铸件项目", "北川科技"),
        ("北川科技有限公司是一家阀门企业。公司计划投资6600万元，主要建设核电阀门生产基地。", "北川科技有限公司"),
        ("记者从北川集团获悉，7月25日，远山核电项目3号机组实现穹顶吊装。", "北川集团"),
        ("芯片财团 Orvix 计划在印度投资30亿美元建设一座晶圆工厂。", "Orvix"),
        ("云溪生命科学中心开工。中心由北川集团投资建设。", "北川集团"),
        ("7月6日，零部件商Norvane在江苏射阳的叶片工厂举行奠基仪式。", "Norvane"),
        ("预制菜品牌「灶禾」在成都温江的中央工厂已于本月投产。", "灶禾"),
        ("远川科技上海超级工厂开工，总投资30亿元。", "远川科技"),
    ],
)
def test_who_builds_stands_elsewhere(text: str, party: str) -> None:
    assert party in read(text)[0].parties


@pytest.mark.parametrize(
    "text",
    ["记者从市发改委获悉，云溪智算中心开工。", "据消息人士透露，云溪智算中心开工。", "村民李某说，云溪智算中心开工。"],
)
def test_who_only_tells_builds_nothing(text: str) -> None:
    (project,) = read(text)
    assert project.parties == ()


def test_the_place_an_article_speaks_of_most() -> None:
    text = "7月24日，苏州市相城区召开大会。\n相城今年有多个项目落地。\n云禾食用菌产业园正式开工，企业来自上海。"
    assert read(text)[0].place == "苏州市相城区"


def test_a_place_in_a_company_is_no_place_of_the_thing() -> None:
    projects = read("宁德时代等伙伴支持的云禾储能产业园开工。")
    assert {p.place for p in projects} <= {None}


def test_the_day_of_the_next_step_is_not_that_of_this_one() -> None:
    (project,) = read("7月25日，云溪大道东段隧道工程全线贯通，拟于2027年上半年建成通车。")
    assert (project.date, project.stage) == ("2026-07-25", "completed")


@given(st.text(alphabet="中标承建项目工程施工标段合同募集资金用于分别为、和及（）“”，。：A1亿元等一批", max_size=140))
def test_no_wording_breaks_the_reading(text: str) -> None:
    for project in read(text):
        evidence = project.evidence[0]
        assert text[evidence.span.start : evidence.span.end] == evidence.text
        assert 0.5 <= project.confidence < 1


@pytest.mark.parametrize(
    "unit",
    [
        "中标",
        "为项目的中标人",
        "签订工程施工合同",
        "募集资金用于项目、",
        "等一批项目",
        "签约项目包括甲项目、",
        "在德国建立工厂",
        "由甲承建、",
    ],
)
def test_hostile_line_is_read_in_time(unit: str) -> None:
    start = time.perf_counter()
    read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - start < 10


# ---------------------------------------------------------------- permits, ceremonies, works without an event word


@pytest.mark.parametrize(
    ("text", "name", "stage"),
    [
        ("青岩县第二人民医院门诊综合楼项目取得建筑工程施工许可证。", "青岩县第二人民医院门诊综合楼项目", "planned"),
        ("云溪水务公告，云溪市供排水一体化特许经营项目预估总投资约1.9亿元。", "云溪市供排水一体化特许经营项目", ""),
        ("南屏数码资产交易所29日举办正式营运启动仪式。", "南屏数码资产交易所", "operating"),
        ("松北路延伸段正在有序推进，预计2026年12月30日完工。", "松北路延伸段", "under_construction"),
        ("云溪市首座换电站建成投用。", "云溪市首座换电站", "operating"),
        ("青岩钢铁3号高炉大修后点火复产。", "青岩钢铁3号高炉", "operating"),
        ("青岩县河湾灌区续建配套与现代化改造项目开工。", "青岩县河湾灌区续建配套与现代化改造项目", "started"),
        ("屏山老旧小区改造项目已完成80%工程量。", "屏山老旧小区改造项目", "under_construction"),
        (
            "云联科技全产业链项目自2025年7月开工建设以来，仅历时一年，全产业链投运。",
            "云联科技全产业链项目",
            "operating",
        ),
        ("岚光智能感知实验室位于云溪高新区，是由云溪大学与岚光科技共同打造。", "岚光智能感知实验室", "established"),
        ("塔兰集团宣布将在墨西哥建造两座工厂，投资5亿欧元。", "塔兰集团墨西哥工厂", "planned"),
    ],
)
def test_plain_short_items(text: str, name: str, stage: str) -> None:
    assert (name, stage or None) in [(p.name, p.stage or None) for p in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "路面施工期间请绕行，矿石价格上涨。",
        "项目东至规划依山路，西至镇界，南至镇泰路。",
        "越来越多的车企在欧洲建厂。",
        "岚光研究院今日与云溪集团签约，双方将合作开展课题。",
        "城市道路建设稳步推进，发展思路更加清晰。",
    ],
)
def test_landmarks_trades_and_other_words_are_no_projects(text: str) -> None:
    assert read(text) == []
