"""One place, one name: English or Chinese, either script, with or without its ranks; and no two places one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import read_table, read_words
from briefing.write.regions import name_place, unite_places

PLACES = read_table("places.toml")

SAME = [
    ("北京", "北京市", "Beijing", "BEIJING"),
    ("西安", "西安市", "陕西西安", "陕西省西安市", "Xi'an", "Xi’an", "Xian"),
    ("中关村", "中關村", "Zhongguancun"),
    ("陕西", "陕西省", "Shaanxi", "Shaanxi province"),
    ("青岛高新区", "青岛市高新区", "山东青岛高新区", "Qingdao High-tech Zone"),
    ("怀柔科学城", "Huairou Science City"),
    ("海淀区", "Haidian", "Haidian District"),
    ("雄安新区", "雄安", "Xiong'an", "Xiong'an New Area"),
    ("内蒙古", "内蒙古自治区", "Inner Mongolia"),
    ("香港", "香港特别行政区", "Hong Kong"),
    ("以色列", "Israel"),
    ("印度尼西亚", "印尼", "Indonesia"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_a_place_has_one_name_however_it_is_written(names: tuple[str, ...]) -> None:
    assert {name_place(name) for name in names} == {names[0]}


DIFFERENT = [
    ("青岛", "青岛高新区"),
    ("北京朝阳区", "长春朝阳区"),
    ("吉林省", "吉林市"),
    ("Shanxi", "Shaanxi"),
    ("Haidian", "海淀科学城"),
    ("Suzhou", "宿州"),
]


@pytest.mark.parametrize("names", DIFFERENT)
def test_places_that_are_not_one_stay_two(names: tuple[str, str]) -> None:
    assert len({name_place(name) for name in names}) == 2


@pytest.mark.parametrize("name", ["Taizhou", "Yulin", "Port Hale", "Chaoyang", "Manila Bay", "岭南省", "江城高新区"])
def test_what_is_not_known_or_not_one_place_keeps_its_name(name: str) -> None:
    assert name_place(name) == name


def test_every_place_of_china_that_english_texts_are_read_for_has_its_chinese_name() -> None:
    english = PLACES["english"]
    left = {name for key in ("provinces", "cities") for name in english[key] if name_place(name) == name}
    assert left == {"Taizhou", "Yichun", "Yulin", "Cyberport"}


@given(st.sampled_from([*PLACES["provinces"], *PLACES["cities"], *PLACES["zones"], *read_words("districts.txt")]))
def test_a_name_names_itself(name: str) -> None:
    assert name_place(name_place(name)) == name_place(name)


def test_a_district_is_that_of_its_city_where_the_issue_has_one_such_only() -> None:
    assert unite_places(["海淀区", "北京市海淀区", "Haidian"], "zh") == dict.fromkeys(
        ["Haidian", "北京市海淀区", "海淀区"], "北京海淀区"
    )
    several = unite_places(["朝阳区", "北京朝阳区", "长春市朝阳区"], "zh")
    assert several["朝阳区"] == "朝阳区" and len(set(several.values())) == 3
    assert unite_places(["高新区", "珠海高新区"], "zh")["高新区"] == "高新区"


def test_an_english_issue_has_english_names_where_its_sources_have_them() -> None:
    assert unite_places(["北京市", "Beijing", "青岛"], "en") == {
        "北京市": "Beijing",
        "Beijing": "Beijing",
        "青岛": "青岛",
    }


@given(st.lists(st.text(min_size=1, max_size=8)))
def test_every_place_gets_a_name_and_the_order_decides_nothing(places: list[str]) -> None:
    named = unite_places(places, "zh")
    assert set(named) == set(places) and named == unite_places(reversed(places), "zh")
