"""The edges of a name: no day, verb, preposition or role at them, nothing torn off, nothing cut that belongs to it."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.extract.facilities.frame_places import frame_place, is_of_a_company, narrows
from briefing.extract.reading.context import Context, read_context
from briefing.extract.reading.name_edges import is_nothing, mend_name
from briefing.extract.reading.names import find_names, segments
from briefing.text import cut_article
from test_deals import article_of


def _context(text: str, title: str = "") -> Context:
    article = article_of(text, title) if title else article_of(text)
    return read_context(article, cut_article(article)[0])


def mended(name: str, text: str) -> str:
    return mend_name(name, _context(text))


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("晶眸創投昨", "晶眸創投昨（7）日宣布成立基金。", "晶眸創投"),
        ("晶眸資本昨於中環", "晶眸資本昨於中環宣布成立基金。", "晶眸資本"),
        ("松湾上", "松湾上月宣布放弃竞购。", "松湾"),
        ("晶眸科技今", "晶眸科技今年投资建厂。", "晶眸科技"),
        ("衡山机器人诉称", "衡山机器人诉称其已取得授权。", "衡山机器人"),
        ("松湾航空有限公司注册资本", "松湾航空有限公司注册资本为10亿元。", "松湾航空有限公司"),
        ("Quxi整个公司", "对方可收购Quxi整个公司。", "Quxi"),
        ("松湾电器总", "转让松湾电器总股本15%的股票。", "松湾电器"),
        ("松湾区政府强强", "由晶眸集团与松湾区政府强强联手打造。", "松湾区政府"),
    ],
)
def test_what_comes_behind_a_name_is_cut_off(name: str, text: str, right: str) -> None:
    assert mended(name, text) == right


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("日衡川健康", "7月18日衡川健康公告称，交易完成。", "衡川健康"),
        ("竞得人为松湾宝恒集团有限公司", "竞得人为松湾宝恒集团有限公司，成交价3亿元。", "松湾宝恒集团有限公司"),
        ("新加坡的獅湾環球", "淮江資本及新加坡的獅湾環球，合共認購。", "獅湾環球"),
        ("地產基金柏湾置業", "向地產基金柏湾置業收購一座物流中心。", "柏湾置業"),
        ("对晶眸科技", "有人对晶眸科技的收购表示担忧。晶眸科技没有回应。", "晶眸科技"),
    ],
)
def test_what_leads_up_to_a_name_is_cut_off(name: str, text: str, right: str) -> None:
    assert mended(name, text) == right


def test_a_doubtful_surplus_needs_the_article_to_write_the_rest_alone() -> None:
    alone = "松湾科技向股东衡川借款5亿元。衡川是其大股东。"
    assert mended("衡川借款", alone) == "衡川"
    assert mended("衡川借款", "松湾科技与衡川借款平台合作。") == "衡川借款"


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("维塔川科技", "深湖汽车、阿维塔川科技等一同捐款。", "阿维塔川科技"),
        ("松湾市卫生监督", "松湾市卫生监督所、松湾市血站分别签约。", "松湾市卫生监督所"),
        ("源川投资", "全资子公司万锦源川投资有限公司（以下简称“锦源川投资”）通知，锦源川投资计划增持。", "锦源川投资"),
        ("秦岚汽车", "后相继收购陕西秦岚汽车和川野汽车。", "陕西秦岚汽车"),
    ],
)
def test_what_was_torn_off_a_name_is_put_back(name: str, text: str, right: str) -> None:
    context = _context(text)
    line = next((x for x in context.lines if x.text.count(name) > 1), None)
    assert mend_name(name, context, line) == right


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("向日葵资本", "本轮由向日葵资本领投。"),
        ("今日资本", "本轮由今日资本领投。"),
        ("嘉和", "本轮由嘉和领投，嘉和已投三家。"),
        ("松湾控股", "松湾控股公告称。松湾集团是其母公司。"),
        ("衡川投资", "衡川投资宣布成立基金。衡川是创始人的家乡。"),
        ("晶眸科技", "位于深圳的晶眸科技完成融资。"),
        ("Quxi Robotics", "Quxi Robotics完成融资。"),
        ("华为", "华为宣布成立合资公司。"),
    ],
)
def test_a_name_that_only_looks_like_it_stays_whole(name: str, text: str) -> None:
    assert mended(name, text) == name


@pytest.mark.parametrize(
    "word", ["数千万元", "三是谋划", "厂区西侧", "市里", "昨早", "芯片巨头", "合作伙伴", "公司2019"]
)
def test_no_name_at_all(word: str) -> None:
    assert is_nothing(word)


@pytest.mark.parametrize("word", ["松湾国投", "科学伙伴资本", "晶眸科技", "松湾市人民政府", "数千里科技", "公司宝"])
def test_a_name_is_something(word: str) -> None:
    assert not is_nothing(word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("松湾理工大学资源与环境工程学院达成合作", "松湾理工大学资源与环境工程学院"),
        ("松湾市卫生监督所达成合作", "松湾市卫生监督所"),
        ("获苏州和岚药业授权", "苏州和岚药业"),
        ("向日本东和制纸出售股权", "日本东和制纸"),
        ("松湾能源和金属矿物资源机构签署备忘录", "松湾能源和金属矿物资源机构"),
    ],
)
def test_particles_inside_a_name_do_not_part_it(text: str, name: str) -> None:
    assert name in [text[a:b] for a, b in segments(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("松湾理工大学与衡山大学物理研究所", ["松湾理工大学", "衡山大学物理研究所"]),
        ("晶眸科技所持有的股权", ["晶眸科技"]),
    ],
)
def test_two_names_stay_two(text: str, names: list[str]) -> None:
    found = [text[a:b] for a, b in segments(text, 0, len(text))]
    assert [n for n in found if n in names] == names
    assert not any("与" in n.text for n in find_names(text, text, {}))


def test_a_deal_and_its_parties_are_cut_alike() -> None:
    article = article_of(
        "晶眸創投昨（7）日宣布，將領投衡山機器人的A輪融資。衡山機器人完成A輪融資5億元，由晶眸創投領投。"
    )
    found = extract_records(article, *cut_article(article))
    assert all("昨" not in name for r in found for name in (r.name, *r.parties))


# ---------------------------------------------------------------- where an article plays


def test_a_city_of_another_province_does_not_narrow_a_place() -> None:
    context = _context(
        "衡山工业计划在德国建厂。公司总部位于合肥市。合肥市政府表示支持。未来还将在上海设立中心。", "合肥衡山工业建厂"
    )
    places = {p.key: p for line in context.all_lines() for p in line.places}
    assert not narrows(context, places["德国"], places["合肥市"])
    assert not narrows(context, places["上海"], places["合肥市"])


def test_a_district_narrows_its_city_and_a_linked_city_its_country() -> None:
    context = _context("项目位于上海，具体在青浦区。公司还在德国萨克森州首府德累斯顿建厂，德累斯顿工厂年底投产。")
    places = {p.key: p for line in context.all_lines() for p in line.places}
    assert narrows(context, places["上海"], places["青浦区"])
    assert narrows(context, places["德国"], next(p for k, p in places.items() if k.endswith("德累斯顿")))


def test_one_city_named_by_the_way_does_not_set_the_scene() -> None:
    assert frame_place(_context("各地建设提速，厦门北站装修完成，平川运河开工。")) is None


def test_a_province_named_again_and_again_sets_the_scene_when_no_city_does() -> None:
    place = frame_place(_context("陕西发布新规。陕西省市场主体增长。陕西将继续优化环境。"))
    assert place is not None and place.key.startswith("陕西")


def test_the_country_of_a_company_says_nothing_of_a_thing() -> None:
    context = _context("德国埃卡马克研发中心落地。德国工厂开工。")
    assert is_of_a_company(context.lines[0], context.lines[0].places[0])
    assert not is_of_a_company(context.lines[1], context.lines[1].places[0])
