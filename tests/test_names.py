"""Names of organisations: their extent, enumerations, short forms, and what is no name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.reading.aliases import find_aliases
from briefing.extract.reading.names import (
    find_names,
    is_common,
    is_generic,
    name_after,
    name_before,
    names_between,
    normalize_name,
    segments,
)


def _names(text: str, *, latin: bool = False) -> list[str]:
    return [m.text for m in find_names(text, text, {}, is_latin=latin)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("近日，杭州云岫智能科技有限公司宣布完成融资", ["杭州云岫智能科技有限公司"]),
        ("由青松资本领投", ["青松资本"]),
        ("本轮融资由岚湖创投领投", ["岚湖创投"]),
        ("与清泉大学签署协议", ["清泉大学"]),
        ("蓝岬电气（苏州）有限公司投产", ["蓝岬电气（苏州）有限公司"]),
        ("公司表示，将继续投入", []),
        ("多家投资机构参与", []),
        ("星野重工有限公司和海拓银行", ["星野重工有限公司", "海拓银行"]),
    ],
)
def test_names_known_by_their_ending(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HONG KONG Foobar Holdings Ltd said on Monday", ["Foobar Holdings Ltd"]),
        ("BEIJING (Reuters) - Quxi Motors plans a plant", ["Quxi Motors"]),
        ("The Baymont Group and Kelso Capital agreed", ["Baymont Group", "Kelso Capital"]),
        ("However, it said so", []),
    ],
)
def test_english_names(text: str, names: list[str]) -> None:
    found = _names(text, latin=True)
    assert [n for n in found if n not in ("Monday", "Reuters")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青松资本、岚湖创投和北屿投资", ["青松资本", "岚湖创投", "北屿投资"]),
        ("方和资本、汇瀛创投", ["方和资本", "汇瀛创投"]),
        ("老股东云杉资本、峰汇基金等多家知名机构", ["云杉资本", "峰汇基金"]),
        ("Kelso Capital、青松资本", ["Kelso Capital", "青松资本"]),
    ],
)
def test_enumerations(text: str, names: list[str]) -> None:
    assert [text[slice(*s)] for s in names_between(text, 0, len(text))] == names


def test_name_before_and_after_a_verb() -> None:
    text = "5月8日晚间，星野重工（600999）发布公告称，拟收购海拓精密51%股权"
    verb = text.index("收购")
    span = name_before(text, text.index("（600"))
    assert span and text[slice(*span)] == "星野重工"
    span = name_after(text, verb + 2, limit=text.index("51%"))
    assert span and text[slice(*span)] == "海拓精密"


def test_a_describing_head_is_left_off() -> None:
    text = "机器视觉平台厂商岚图视界"
    assert [text[slice(*s)] for s in segments(text, 0, len(text))] == ["岚图视界"]
    text = "海中企业发展集团"
    assert [text[slice(*s)] for s in segments(text, 0, len(text))] == ["海中企业发展集团"]


def test_short_and_full_name_are_paired() -> None:
    text = "杭州云岫智能科技有限公司（以下简称“云岫智能”）成立。某某（简称：不成）"
    assert find_aliases(text)["云岫智能"] == "杭州云岫智能科技有限公司"


@pytest.mark.parametrize("name", ["公司", "投资机构", "本轮", "信息", "重大", "双方", "主承销商"])
def test_generic_words_are_no_names(name: str) -> None:
    assert is_generic(name)


def test_common_words_together_are_no_name() -> None:
    assert is_common("物业公司")
    assert is_common("科技团队")
    assert not is_common("云岫智能")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("云岫智能科技有限公司", "云岫智能科技"),
        ("云岫智能 ", "云岫智能"),
        ("Foobar Holdings Ltd.", "foobar"),
        ("ＡＢＣ科技", "abc科技"),
        ("星野集团", "星野"),
    ],
)
def test_normal_forms_meet(a: str, b: str) -> None:
    assert normalize_name(a) == normalize_name(b)


@given(st.text(max_size=40))
def test_normalising_twice_changes_no_more_than_the_form(name: str) -> None:
    once = normalize_name(name)
    assert once == once.strip()
    assert " " not in once


@given(st.text(alphabet="由与和公司集团资本（）()、，云岫智能 ABC12年%", max_size=40))
def test_names_slice_to_their_line(text: str) -> None:
    at = 0
    for m in find_names(text, text, {}):
        assert text[m.start : m.end] == m.text
        assert m.start >= at
        at = m.end


# ---------------------------------------------------------------- edges: prepositions, descriptions, owners


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本轮融资由岚创投领投", "岚创投"),
        ("基金主要由岫信信托、", "岫信信托"),
        ("松贸易及岚阳精细", "岚阳精细"),
        ("辅导机构为岚元证券", "岚元证券"),
        ("连接器大厂岚扬电子", "岚扬电子"),
        ("日本包装机械厂岫滨制作所", "岫滨制作所"),
        ("水泥业者岱岫集团", "岱岫集团"),
        ("旗下岫辰创投", "岫辰创投"),
        ("马来西亚食品商Rasa Kulai", "Rasa Kulai"),
        ("芯片财团 KSMC", "KSMC"),
        ("岚湖融资租赁", "岚湖融资租赁"),
        ("松湾市住房和城乡建设局", "松湾市住房和城乡建设局"),
        ("国家海洋与渔业研究所", "国家海洋与渔业研究所"),
        ("记者从中核集团", "中核集团"),
        ("岚能电力", "岚能电力"),
    ],
)
def test_what_belongs_to_a_name_at_its_left(text: str, name: str) -> None:
    found = name_before(text, len(text))
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Belgium's Nervo took an option", "Nervo"),
        ("with Vietnam's Song Kulai Shipping, under which", "Song Kulai Shipping"),
        ("Aurel Bio, Inc. (Nasdaq: AURL) said", "Aurel Bio, Inc."),
        ("Wujiang Lant Storage Co., Ltd. said", "Wujiang Lant Storage Co., Ltd."),
        ("buy Hudson Alarm of Louisville for", "Hudson Alarm"),
        ("the Bank of China said", "Bank of China"),
        ("upfront to Haoyu's parent", "Haoyu"),
        ("COLUMBUS, Ohio--Callow Fire & Safety has been acquired", "Callow Fire & Safety"),
        ("partner Cobre Norte Energía, an arm of", "Cobre Norte Energía"),
    ],
)
def test_the_extent_of_latin_names(text: str, name: str) -> None:
    assert name in _names(text, latin=True)


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("江岫松金信息系统有限公司(“松金信息”)收购", "松金信息", "江岫松金信息系统有限公司"),
        ("江岫松金信息系统有限公司（下称松金信息）收购", "松金信息", "江岫松金信息系统有限公司"),
        ('Callow Fire & Safety ("Callow"), a provider', "Callow", "Callow Fire & Safety"),
        ("Huron Energy Group (HEG) said", "HEG", "Huron Energy Group"),
    ],
)
def test_short_and_full_names_are_paired(text: str, short: str, full: str) -> None:
    assert find_aliases(text).get(short) == full


@pytest.mark.parametrize(
    "text", ["江岫松金信息系统有限公司（“十四五”）规划", "签署协议（“协议”）", "said Huron (CEO) will"]
)
def test_a_bracket_that_pairs_nothing(text: str) -> None:
    assert find_aliases(text) == {}


@pytest.mark.parametrize(
    "piece", ["A", "A-", "A ", "Aa, ", "（", "（“松", "由", "及松湾", "和", "公司", "厂松", "A's "]
)
def test_hostile_lines_are_read_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.perf_counter()
    find_aliases(text)
    find_names(text, text, {}, is_latin=piece[0] == "A")
    assert time.perf_counter() - start < 6
