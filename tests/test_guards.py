"""A guard never hides a match: the words that it asks for stand in whatever the pattern matches."""

from __future__ import annotations

import re

import pytest

from briefing.extract.deals import zh_bonds, zh_capital_frames, zh_funding, zh_investors, zh_listing, zh_stakes
from briefing.extract.projects import standing
from briefing.extract.reading.guards import Guarded, words_needed
from briefing.extract.reading.word_spans import find_words, take_words
from briefing.text import cut_words

GUARDS = {
    "listing": zh_listing._LISTING,
    "funding": zh_funding._FUNDING,
    "investors": zh_investors._ROLE,
    "stakes": zh_stakes._STAKING,
    "bonds": zh_bonds._TOLD_BEHIND,
    "standing": standing._WORKS,
    **{f"frame of {frame.type}": frame.topic for frame in zh_capital_frames.FRAMES},
}
TOLD = (
    "青禾智能完成近亿元B轮融资，由远山资本领投，临川创投跟投。",
    "柏峰股份首次公开发行股票并在创业板上市的申请获受理。",
    "云岫控股拟向特定对象发行股票募集资金，可转债申请获证监会同意注册。",
    "南岭集团以3亿元入股江畔新材，并认购其新增注册资本。",
    "青岩光伏电站投运以来累计发电12亿千瓦时，现有企业15家入驻。",
    "今天天气很好，市民在公园里散步。",
)


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_finds_what_its_pattern_finds(name: str) -> None:
    guard = GUARDS[name]
    for text in TOLD:
        assert [m.span() for m in guard.finditer(text)] == [m.span() for m in guard._pattern.finditer(text)]
        assert bool(guard.search(text, 3)) == bool(guard._pattern.search(text, 3))


@pytest.mark.parametrize("name", ["listing", "funding", "investors", "stakes", "bonds", "standing"])
def test_the_dear_patterns_have_words_to_look_for(name: str) -> None:
    assert words_needed(GUARDS[name]._pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:完成|获得)(?:新)?融资", {"完成融资", "完成新融资", "获得融资", "获得新融资"}),
        ("在[^，]{2,8}上市", {"上市"}),
        ("上市|上市申请", {"上市"}),
        ("(?=领投)领投(?!方)|[A-H]轮", {"领投", "轮"}),
        (r"\d+", set()),
        ("(?:甲乙)?", set()),
        ("(?:甲乙)*丙丁", {"丙丁"}),
        ("(?i:ipo)|上市", set()),
    ],
)
def test_the_words_are_read_from_the_pattern(pattern: str, words: set[str]) -> None:
    assert words_needed(re.compile(pattern)) == words


def test_a_pattern_that_ignores_case_has_no_guard() -> None:
    assert Guarded("listing", re.IGNORECASE).search("LISTING")


def test_words_taken_over_change_no_answer() -> None:
    line = "青禾智能在临湖新城建设研发中心"
    take_words([])
    find_words.__globals__["_words_of"].cache_clear()
    alone = find_words(line)
    find_words.__globals__["_words_of"].cache_clear()
    take_words([(line, tuple(cut_words(line)))])
    assert find_words(line) == alone
