"""Which words a Chinese name can hold: where the stretch of a name stops, and what only describes it in front.

Everything here reads a line in Simplified characters, word by word as the segmenter cuts it. Its model glues
prepositions to names it does not know (由某某, 及某某) and cuts names at words that look like particles (方和|资本).
"""

from __future__ import annotations

import re

from ...config import read_table, read_words
from ...idf import UNKNOWN_HAN, word_weight

TABLE = read_table("names.toml")
STOPS = frozenset(read_words("stops.txt"))
GENERIC = frozenset(TABLE["generic"]) | frozenset(read_words("common_words.txt"))
EDGE_MARKS = " \t\n　“”\"'‘’「」『』《》〈〉【】·:：,，、。；;-—|"


def any_of(words: list[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


_PARTNERSHIP = r"(?:（有限合伙）|\(有限合伙\))?"
SUFFIX = re.compile(rf"(?:{any_of(TABLE['suffixes'])}){_PARTNERSHIP}")
_ENDING_AND = "[、，。；和与及等领跟参联独共的]|$"
ENDING_ONLY = re.compile(rf"(?:{any_of(TABLE['suffixes'])}|投资|基金)(?={_ENDING_AND})")
AND = ("和", "与", "及", "同", "暨")


def is_generic(name: str) -> bool:
    """公司, 投资机构, 本轮: no name by itself."""
    return name.strip(EDGE_MARKS) in GENERIC


# ---------------------------------------------------------------- where a name stops

_COUNTED = re.compile(r"[年月日号家个亿万名项期股只轮元多余次天位岁周点成倍件宗条款批%％.:：]|\s?(?:亿|万|%|美元|月)")
_TOPICS = any_of(TABLE["topics"])
_TOPIC_BEFORE = re.compile(rf"(?:{_TOPICS})$")
_TOPIC_BEHIND = re.compile(_TOPICS)
# A verb or adverb that the word behind it makes a part of a name: 推进中心, 南方传媒, 融资租赁, 共赢, 未来科技.
_NAME_GOES_ON = re.compile(rf"(?:{'|'.join(TABLE['goes_on'])})")
_FORMS_NAME = re.compile(
    "科技|资本|投资|集团|股份|控股|智能|生物|医药|医疗|电子|创投|基金|药业|制药|制纸|纸业|实业|机械|化学|食品|重工|电机|精密"
)
_HOMES = frozenset(
    place
    for group in ("provinces", "cities", "countries")
    for place in read_table("places.toml")[group]
    if len(place) < 4
)
_ENERGY_NAME = re.compile(r"[\u4e00-\u9fff]{0,2}?(?:公司|科技|电力|能源|股份|集团|电气|光电|地热|储能)")


def stops(simple: str, left: int, right: int) -> bool:
    """Whether a name ends before the word at a position."""
    word = simple[left:right]
    if word in STOPS:
        if word in AND:
            return not (ENDING_ONLY.match(simple, right) or _joins_topics(simple, left, right))
        if word == "电":  # 7月26日电; 台积|电
            return simple[left - 1 : left] in "日社报讯 )）"
        if word == "所":  # 某某制作|所, 卫生监督|所, 北交|所
            return not (_OFFICE.search(simple, max(0, left - 2), left) and _ENDS_HERE.match(simple, right))
        return not _goes_on(simple, left)
    if word[:1].isdigit():
        return bool("%" in word or "." in word or _COUNTED.match(simple, right))
    return False


_PART_BEFORE = re.compile("(?:大学|科学院)[\u4e00-\u9fff]{2,6}(?<!大学)(?<!学院)(?<!研究院)(?<!中心)$")
_PART_BEHIND = re.compile("(?:(?!大学)[\u4e00-\u9fff]){2,6}?(?:学院|学系|研究所|研究院|实验室)")
_OFFICE = re.compile(
    "(?:制作|事务|研究|监督|检测|检验|设计|交易|[伦港上深北联证纽东]交|动力|化学|物理|技术|管理|服务|派出|规划|结算|清算)$"
)
_ENDS_HERE = re.compile(rf"(?![有需属持称述产](?!限))|{_ENDING_AND}")


def _joins_topics(simple: str, left: int, right: int) -> bool:
    """住房和城乡建设局, 海洋与渔业研究所: two fields of one office; 某某大学资源与环境学院: of a university's part."""
    if _PART_BEFORE.search(simple, max(0, left - 8), left) and _PART_BEHIND.match(simple, right):
        return True
    return bool(_TOPIC_BEFORE.search(simple, max(0, left - 6), left) and _TOPIC_BEHIND.match(simple, right))


def _goes_on(simple: str, left: int) -> bool:
    return bool(_NAME_GOES_ON.match(simple, left) or simple.startswith("一带一路", max(0, left - 2), left + 4))


def is_inside(simple: str, at: int | None, left: int, right: int) -> bool:
    """One character, a particle that the segmenter cut off, and an ending make one name: 方和资本, 岷能电力."""
    if at is None or right - left != 1:
        return False
    if left - at > 1:
        return _is_behind_home(simple, at, left, right)
    if at and is_han(simple[at - 1]) and simple[at - 1] != "由":
        return False
    if simple[left] == "能":
        return bool(_ENERGY_NAME.match(simple, right))
    return simple[left] in "和与同从为" and bool(_FORMS_NAME.match(simple, right))


def _is_behind_home(simple: str, at: int, left: int, right: int) -> bool:
    """日本|东和|制纸, 苏州|和朗|药业: the name begins with a place, and its next two characters hold the particle."""
    if simple[left] not in "和同":
        return False
    if simple[at:left] in _HOMES:
        return bool(_FORMS_NAME.match(simple, right + 1))
    return simple[at : left - 1] in _HOMES and bool(_FORMS_NAME.match(simple, right))


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


# ---------------------------------------------------------------- prepositions glued to a name

_GLUED = "由据被将获经与向对及为就赴以"
_OFTEN_NAMES = "经向以为"
"""Characters that begin names too (经纬, 向日葵): cut off only behind what calls for a preposition."""
_CALLS_FOR = re.compile("(?:机构|银行|券商|荐人|管理人|股东|[人方商]|分别|主要|均|是|，|。|：|^)$")
_AGAIN = "及与由对"
_FROM_CHINA = re.compile("[核国金信科建铁交石海电车煤粮化航船移联远纺冶]")


def without_glue(simple: str, left: int, right: int) -> int:
    """Where a name begins whose first word the segmenter's model glued to a preposition: 由|某某资本, 从|中某集团."""
    first = simple[left]
    if first not in _GLUED or right - left < 2 or not is_han(simple[left + 1]):
        return left
    if word_weight(simple[left:right]) < UNKNOWN_HAN and right - left < 4:
        return left
    is_short = right - left == 2 or first == "为"
    if is_short and first in _OFTEN_NAMES and not _CALLS_FOR.search(simple, max(0, left - 4), left):
        return left
    return left + 1


def is_glued_and(simple: str, left: int, right: int) -> bool:
    """及某某, 与某某, 由某某: the word stuck to an unknown name."""
    return (
        right - left > 2
        and simple[left] in _AGAIN
        and not simple.startswith(("对外", "对冲", "对口"), left)
        and word_weight(simple[left:right]) >= UNKNOWN_HAN
    )


def reach_back(simple: str, at: int) -> int:
    """中 that the segmenter took for the end of a preposition: 从中|核集团."""
    is_cut = simple[max(0, at - 2) : at] in ("从中", "由中", "与中", "对中", "向中", "在中", "就中", "被中", "将中")
    return at - 1 if is_cut and _FROM_CHINA.match(simple, at) else at


# ---------------------------------------------------------------- what describes a name in front

_HEAD = re.compile(
    rf"""
    (?:{any_of(TABLE["heads"])})(?=[^，。、；：的等业])
  | (?<=[\u4e00-\u9fff]{{2}})(?:公司|团队|基金|创投|厂商?|商|产品|药物|抗体|品牌)(?=\s?[A-Za-z]{{2}})
  | (?<=[\u4e00-\u9fff]{{2}})(?:大?厂|(?<=[日美德韩港陆台法英])商)(?=[\u4e00-\u9fff]{{2}})
        (?![房区商长家址工矿业会部务品贸标城场店铺户联]|[大小]厂|站)
    """,
    re.VERBOSE,
)
# A股公司某某, 港股新股某某: where it is listed describes the name behind it.
_LISTED = re.compile(
    r"(?:A股|港股|美股|H股|新三板|科创板|创业板|北交所|创新层|基础层)(?:创新层|基础层)?(?:上市|挂牌)?(?:公司|企业|新股|龙头)(?=[\u4e00-\u9fffA-Z]{2})"
)
# 美国Foo Inc: the country describes the Latin name behind it.
_FOREIGN = re.compile(
    r"(?:美国|德国|英国|法国|日本|韩国|瑞士|瑞典|荷兰|以色列|加拿大|意大利|西班牙|丹麦|印度|新加坡|澳大利亚|马来西亚|中国)\s?(?=[A-Za-z])"
)
_TRADE = re.compile(r"(?:日|美|德|韩|港|陆|台|法|英)商(?=[\u4e00-\u9fff]{3})")
# 企业 before these is part of the name: 某某企业发展集团, 某某机构管理公司.
_RUNS_ON = re.compile(
    "发展|管理|服务|集团|控股|投资|有限|咨询|顾问|文化|家|所|院|联合|局|协会|联盟|孵化|合伙|年金|银行|股份|科技|创新|研究|总?公司|协同"
)
# The segmenter's model glues an adverb to an unknown name: 某某预计.
_GLUED_BEHIND = re.compile("(?:预计|宣布|计划|表示|正式|拟|已经|曾于|曾|早|早在|据报|已|相关|有关|方面)$")


def without_head(simple: str, start: int, end: int) -> tuple[int, int]:
    """The name behind a word that describes it: 机器人公司某某, 供应商某某."""
    for m in _HEAD.finditer(simple, start, end):
        if (
            end - m.end() >= 2
            and not _RUNS_ON.match(simple, m.end())
            and not SUFFIX.fullmatch(simple, m.end(), end)
            and not SUFFIX.match(simple, m.end(), m.end() + 2)
        ):
            start = m.end()
    for pattern in (_LISTED, _FOREIGN, _TRADE):
        if described := pattern.match(simple, start, end):
            start = described.end()
    while start < end and simple[start].isspace():
        start += 1
    if simple[start : start + 1] in ("为", "由") and _CALLS_FOR.search(simple, max(0, start - 4), start):
        start += end - start > 2
    glued = _GLUED_BEHIND.search(simple, start + 2, end)
    return start, glued.start() if glued else end
