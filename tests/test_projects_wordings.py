"""Projects by families of wordings: rows and quotations, sets of a power station, plants without a name, what follows
in later sentences; each with look-alikes that are no project.

All sentences and names are written for these tests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from briefing.extract.facilities.name_rows import next_rival
from briefing.extract.facilities.names import find_names
from test_projects_told import YI, read, worth

# ---------------------------------------------------------------- several at once

ROWS = [
    ("会上，“云溪大学材料创新基地”“北岭区域发展研究院”“远峤培训中心云溪分中心”揭牌。",
     {"云溪大学材料创新基地", "北岭区域发展研究院", "远峤培训中心云溪分中心"}),
    ("投资3.2亿元的云溪城乡供水一体化工程、投资1.1亿元的石桥污水处理厂扩建工程建成投用。",
     {"云溪城乡供水一体化工程", "石桥污水处理厂扩建工程"}),
    ("枫溪路、兴渡路改造工程和秀潭停车场已开工。", {"枫溪路", "兴渡路改造工程", "秀潭停车场"}),
    ("远峤建工连续中标滨海地铁5号线机电安装工程、青岩抽水蓄能电站施工项目和云溪机场幕墙工程。",
     {"滨海地铁5号线机电安装工程", "青岩抽水蓄能电站施工项目", "云溪机场幕墙工程"}),
    ("如投资额20亿元的远峤材料云溪基地项目、投资额16亿元的北岭汽车零部件项目等。",
     {"远峤材料云溪基地项目", "北岭汽车零部件项目"}),
    ("市发改委批复云溪第三小学改扩建项目和青园小学（西校区）新建工程项目建议书。",
     {"云溪第三小学改扩建项目", "青园小学（西校区）新建工程项目"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_each_of_a_row_is_one(text: str, names: set[str]) -> None:
    assert {p.name for p in read(text)} == names


def test_each_of_a_row_bears_its_own_cost() -> None:
    (row,) = [t for t, _ in ROWS if "供水一体化" in t]
    assert {p.name: worth(p) for p in read(row)} == {
        "云溪城乡供水一体化工程": Decimal("3.2") * YI,
        "石桥污水处理厂扩建工程": Decimal("1.1") * YI,
    }


# ---------------------------------------------------------------- one thing, and where, how far and whose it is

PLAIN = [
    ("7月29日，远峤储能装备项目在云溪智造产业园正式开工。", "远峤储能装备项目", "started"),
    ("经审议，决定对福岭核电项目3、4号机组予以核准。", "福岭核电项目3、4号机组", "planned"),
    ("国家能源局核准了福岭核电站3、4号机组。", "福岭核电站3、4号机组", "planned"),
    ("北岭集团云溪2×66万千瓦煤电项目2号机组并网发电。", "北岭集团云溪2×66万千瓦煤电项目2号机组", "operating"),
    ("远峤光学位于云溪的三厂已进入设备安装阶段，总投资12亿元。", "三厂", "under_construction"),
    ("远峤医疗正在云溪兴建第二个生产基地，总投资5亿元，预计明年投产。", "第二个生产基地", "under_construction"),
    ("亚洲最大的海上互通——云溪环线滨海互通完成全部架梁任务。", "云溪环线滨海互通", "under_construction"),
    ("云溪影视制作基地是滨海的首个文化项目，于7月23日正式启动。", "云溪影视制作基地", "started"),
    ("近日，市发改委对岳阳枫溪片区配套道路项目可研报告进行了批复。", "岳阳枫溪片区配套道路项目", "planned"),
    ("北岭高速主体工程全部完工。", "北岭高速", "under_construction"),
    ("北岭高速年底实现通车目标。", "北岭高速", "planned"),
    ("协川留学人员创业园在云溪县开园。", "协川留学人员创业园", "operating"),
    ("投资8亿元的远峤电缆二期扩产工程工地上，塔吊林立。", "远峤电缆二期扩产工程", None),
    ("科技部批准云溪大学牵头建设极端光学全国重点实验室。", "极端光学全国重点实验室", "planned"),
    ("云溪环路改造工程取得进展，至此，我国最长盾构隧道实现双线贯通。", "云溪环路改造工程", "under_construction"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage"), PLAIN)
def test_plain_wordings(text: str, name: str, stage: str | None) -> None:
    (project,) = read(text)
    assert (project.name, project.stage) == (name, stage)


PLACED = [
    ("远峤半导体称，其设在美国得克萨斯州的首座工厂推迟到后年投产。", "美国得克萨斯州工厂", "planned"),
    ("遠嶠電子於桃園的新廠房正式動土，投資額6億元。", "桃園廠房", "started"),
    ("远峤汽车位于柏林的超级工厂扩建获批。", "柏林超级工厂扩建", "established"),
    ("德国化工企业贝伦在湛江的一体化基地投产，总投资100亿欧元。", "湛江一体化基地", "operating"),
    ("远峤数据拟在内蒙古投建智算中心，一期投资15亿元。", "内蒙古智算中心", "planned"),
    ("远峤石油宣布终止在徐州建设炼油厂。", "徐州炼油厂", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage"), PLACED)
def test_works_called_by_their_place(text: str, name: str, stage: str | None) -> None:
    (project,) = read(text)
    assert project.name == name
    assert stage is None or project.stage == stage


def test_who_stands_before_the_place_owns_it() -> None:
    (project,) = read("远峤半导体宣布，其位于德国的首座工厂推迟投产。")
    assert project.parties == ("远峤半导体",)


# ---------------------------------------------------------------- told in later sentences

LATER = [
    ("走进位于云溪的青禾小学新建项目现场，工人正在绑扎钢筋。\n目前，项目主体结构已封顶。", "青禾小学新建项目", "under_construction"),
    ("远峤商务大厦项目位于云溪东部新城，占地20亩。\n项目总投资3.2亿元，由远峤置业建设。", "远峤商务大厦项目", None),
    ("本次开工的云溪创港一期项目奠基。\n本次启动的项目一期东至规划枫路，总投资35亿元。", "云溪创港一期项目", "started"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "stage"), LATER)
def test_news_of_a_name_in_the_next_sentence(text: str, name: str, stage: str | None) -> None:
    (project,) = read(text)
    assert (project.name, project.stage) == (name, stage)


def test_the_day_is_that_of_what_is_told() -> None:
    text = "2024年7月6日，云溪航天发射场在文昌开工建设，总投资40亿元。\n今年6月底，云溪航天发射场1号工位4座避雷塔已顺利建成。"
    (project,) = read(text, day=date(2026, 7, 30))
    assert (project.stage, project.date) == ("completed", "2026-06")


# ---------------------------------------------------------------- contracts

WINNERS = [
    ("据北岭集团官网，北岭六局联合体中标云溪智能汽车产业园EPC项目，中标额15.4亿元。", "北岭六局", "15.4"),
    ("远峤建设收到滨海公共资源交易中心发来的中标通知书，确认公司为云溪大道改造工程的中标单位，中标价4.5亿元。", "远峤建设", "4.5"),
    ("远峤建工中标1.2亿元云溪污水处理厂提标改造工程。", "远峤建工", "1.2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "winner", "price"), WINNERS)
def test_who_wins_stands_before_the_verb(text: str, winner: str, price: str) -> None:
    (project,) = read(text)
    assert project.parties == (winner,)
    assert worth(project) == Decimal(price) * YI


# ---------------------------------------------------------------- whose it is, and whose not

OWNERS = [
    ("远峤置业有限公司启动广场改造项目；北控水务（香港）投资19亿元建设城市污水处理项目。", "城市污水处理项目", ("北控水务（香港）",)),
    ("云溪区招引远峤大学等团队20家，光子研究院挂牌成立。", "光子研究院", ()),
    ("国家发改委核准了福岭核电站3、4号机组。", "福岭核电站3、4号机组", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "parties"), OWNERS)
def test_parties_by_their_part(text: str, name: str, parties: tuple[str, ...]) -> None:
    (project,) = [p for p in read(text) if p.name == name]
    assert project.parties == parties


def test_a_quarter_for_firms_is_no_harbour() -> None:
    (project,) = read("云溪元数创港一期项目奠基。")
    assert project.type == "park"


HOUSES = [
    "云溪大剧院",
    "云溪软件园二期",
    "云溪游戏产业园",
    "云溪音乐厅项目",
    "协川留学人员创业园",
    "云溪市第一医院新院区",
]


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_is_one_whatever_goes_on_in_it(name: str) -> None:
    assert [p.name for p in read(f"7月29日，{name}竣工。")] == [name]


# ---------------------------------------------------------------- what is none

NONE = [
    "开幕式上举行了两岸文化交流项目签约仪式。",
    "同业北岭放弃竞标另一家日本镜片厂。",
    "远峤玻璃主要在安徽及广西设厂，去年收入28亿元。",
    "近期合计中标146亿元重大工程项目。",
    "远峤科技中标某银行研发平台建设项目。",
    "远峤总承包集团股份公司卷入建设工程施工合同纠纷。",
    "广场北邻三环路，总投资超过30亿元。",
    "禁止以下项目准入：大规模新建扩建房地产、大型主题公园等项目。",
    "目前，全省已建成10个工业公共服务平台。",
    "扎实推进“四个一百”重点项目建设。",
    "7月29日，老人巡访系列活动（河北站）启动仪式举行。",
    "节庆期间有招商引资项目签约仪式和灯会。",
    "脐橙产业基地已经完工的产业路。",
    "消息面上多地光伏电站并网提速。",
    "公司与用人单位签订云溪首份工程建设领域劳动合同。",
    "云溪音乐节启动仪式举行。",
    "云溪动漫电影项目签约。",
    "台风影响下，甬河隧道临时关闭。",
    "远峤银行云溪分行成立普惠金融服务中心。",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_a_project(text: str) -> None:
    assert read(text) == []


# ---------------------------------------------------------------- laws of the rooms


@pytest.mark.parametrize(
    ("text", "is_rival"),
    [
        ("远峤装备项目在云溪智造产业园开工。", False),
        ("远峤装备项目位于云溪路350号，今日开工。", False),
        ("远峤装备基地是滨海的首个智造项目，今日开工。", False),
        ("远峤装备项目带动云溪智造产业园开工。", True),
    ],
)
def test_what_only_says_where_takes_no_event(text: str, is_rival: bool) -> None:
    names = find_names(text)
    assert (next_rival(names, names[0].end, text) is not None) == is_rival


@pytest.mark.parametrize("and_", ["和", "与", "及"])
def test_the_word_and_is_no_part_of_a_name(and_: str) -> None:
    text = f"枫溪路{and_}秀潭停车场开工。"
    assert [text[n.start : n.end] for n in find_names(text)] == ["枫溪路", "秀潭停车场"]
