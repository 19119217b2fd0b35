"""Where the name in front of a head noun begins, and how much of it is particular.

From the head the words to the left belong to the name until a boundary: a verb, a particle, a count, a punctuation
mark. Quotes and brackets are walked over whole. Everything here reads Simplified characters.
"""

from __future__ import annotations

import re

from ...text import HAN
from .name_words import Word, cut, is_number, is_size, is_topic, lists

# The longest name looked for, to the left of its head. Real names of parks and funds stay below 40 characters.
REACH = 44
LONGEST_QUOTE = 40
# 以下简称 and the like stand in longer brackets; a place or a company's seat in shorter ones.
LONGEST_BRACKET = 14
LONGEST_INNER_QUOTE = 24

# Kinds that run from one place to another.
LINES = frozenset(("transport", "energy"))

_FOR_FIRMS = ("服务", "金融服务", "综合服务", "公共服务", "创新服务")
_LINE_WORDS = frozenset(("高速", "高速公路", "公路", "铁路", "高铁", "特高压", "直流", "管道", "输电", "城际", "管线"))

_NUMBERED = ("plant", "energy", "transport", "other", "logistics")

_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", '"': '"'}
_OPENS = {closing: opening for opening, closing in _PAIRS.items()}
_INSIDE = re.compile(rf"[{HAN}A-Za-z0-9·\-—–－+/.&%°’'＋]")
_PIECE = re.compile(rf"[{HAN}]+|[A-Za-z0-9][A-Za-z0-9.+/&%\-–’']*|[^{HAN}A-Za-z0-9]")
ALIAS_NOTE = re.compile(r"下称|简称|又称|原名|以下|暂定|即")
# （下同）甲通道新建工程: a remark in front of the name.
_ASIDE = re.compile(r"[（(](?:下同|图|摄|记者|资料|来源|图片)[^（()）]*[）)]")
_PICTURE = re.compile(r"[图摄]|照片|记者|资料|来源")
_CREDIT = re.compile(r"记者|通讯员|编辑|摄影|摄$")
_TAIL = re.compile(
    r"""
    (?:(?<=源)装置)?                                             # 中子源装置
    (?P<bracket>[（(][^（()），。；：:]{1,12}[）)])?                # （合肥）
    (?:·[\u4e00-\u9fff]{2,12}?(?:中心|基地|园区?|分院))?           # ·运营中心
    (?:分室|分院|分中心|分园|分馆|新馆)?
    (?:[东西南北]{1,2}延(?:伸)?(?:段|线))?                          # 北延段
    (?:[一二三四五六七八九十东西南北0-9]{1,2}(?:期|区)(?:-\d{1,2}(?!\d))?)?      # 二期, 西区, 一期-2
    (?:
        (?:一二?期)?(?:新建|改扩建|扩建|改建|迁建|建设|提升改造|升级改造|改造|提升)?(?:[一二三四五六]期)?(?:项目|工程)
      | 扩区 | (?:[一二三四五六]期)?扩建 | 改扩建
    )?
    (?:[（(][一二三四五六七八九十\d]{1,2}期[）)](?:项目|工程)?)?      # 扩建(二期)项目
    (?:
        (?:[一二三四五六七八九十\d]{1,2}(?:号|\#)?[、和及与/—-]){0,4}
        [一二三四五六七八九十\d]{1,2}(?:号|\#)(?:机组|主?塔|主墩|楼|井|泵站|泊位|高炉)(?!长|体)        # 3、4号机组
      | (?:[A-Z]{0,4}\d{0,3}|[一二三四五六七八九十Ⅰ-Ⅻ]{1,2})(?:标段|标(?=[隧主段]|$|[，。；、]))   # SG2标段
    )?
    """,
    re.VERBOSE,
)


# ---------------------------------------------------------------- to the left


def walk_left(text: str, head_start: int, kind: str = "") -> tuple[int, list[str]]:
    """Where the name begins, and its words before the head; at the head itself when it has none."""
    words = cut_stretch(text, furthest_left(text, head_start), head_start)
    kept: list[Word] = []
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if is_boundary(words, index, kept, kind):
            break
        if len(word.text) > 1 and word.text[0] in "在由就其对为" and word.text not in (*lists()["not_split"], "为民"):
            # The cutter took a preposition for the first character of an unknown word.
            kept.append(Word(word.at + 1, word.text[1:]))
            break
        kept.append(word)
    kept.reverse()
    while kept and (is_lead(kept[0].text, kind) or _ASIDE.fullmatch(kept[0].text)) and not is_size(kept):
        kept.pop(0)
    return (kept[0].at if kept else head_start), [word.text for word in kept]


def furthest_left(text: str, head_start: int) -> int:
    """The furthest left a name could begin: no punctuation between, quotes and brackets crossed whole."""
    # Two Latin letters are no wider than one character.
    letters = sum(character.isascii() for character in text[max(0, head_start - 2 * REACH) : head_start])
    at, floor = head_start, max(0, head_start - REACH - letters // 2)
    while at > floor:
        character = text[at - 1]
        if character in _OPENS and not (character == '"' and opens_quote(text, at - 1)):
            opening = _opening(text, at - 1)
            if opening is None:
                break
            at = opening
        elif character in "—－" and text[at - 2 : at - 1] == character:
            break  # a double dash sets a name off
        elif _INSIDE.match(character):
            at -= 1
        else:
            break
    return at


def _opening(text: str, closing: int) -> int | None:
    """Where the bracket or quotation begins that ends here; None when a name does not go on before it."""
    reach = LONGEST_BRACKET if text[closing] in "）)" else LONGEST_INNER_QUOTE
    reach += sum(character.isascii() for character in text[max(0, closing - 2 * reach) : closing]) // 2
    opening = text.rfind(_OPENS[text[closing]], max(0, closing - reach), closing)
    if opening < 0 or ALIAS_NOTE.search(text, opening, closing) or "，" in text[opening:closing]:
        return None
    if _CREDIT.search(text, opening, closing):
        return None  # 3日电（记者李明）甲交易所
    return opening


def opens_quote(text: str, at: int) -> bool:
    """Whether a straight quotation mark opens: by counting, from the first that could close one left behind."""
    first = text.find('"')
    is_odd = text.count('"') % 2 == 1 and first > 0 and text[first + 1 : first + 2] in "、，,。与和及等的双"
    return (text.count('"', 0, at) + is_odd) % 2 == 0


def find_quotation(text: str, head_start: int, head_end: int) -> tuple[int, int] | None:
    """The quotation that holds the head, when it ends with it or soon after: “…产业园”, “…产业园项目”."""
    for at in range(head_start - 1, max(-1, head_start - LONGEST_QUOTE), -1):
        character = text[at]
        if character in "“「『" or (character == '"' and opens_quote(text, at)):
            end = reach_right(text, head_end)
            return (at + 1, end) if text[end : end + 1] in ("”", "」", "』", '"') else None
        if character in '”」』"，。；！？：《》':
            return None
    return None


def reach_right(text: str, end: int) -> int:
    """The branch, phase or 项目 that follows a head belongs to its name."""
    match = _TAIL.match(text, end)
    if match is None:
        return end
    if match.group() in ("项目", "工程") and text.endswith(match.group(), 0, end):
        return end  # 甲项目|项目总投资2亿元
    bracket = match["bracket"]
    return end if bracket and (ALIAS_NOTE.search(bracket) or _PICTURE.search(bracket)) else match.end()


# ---------------------------------------------------------------- words


def cut_stretch(text: str, start: int, end: int) -> list[Word]:
    """Words with their positions; a quotation or bracket is one word."""
    words: list[Word] = []
    at = start
    while at < end:
        closing = text.find(_PAIRS[text[at]], at + 1, end) if text[at] in _PAIRS else -1
        if closing >= 0:
            words.append(Word(at, text[at : closing + 1]))
            at = closing + 1
            continue
        match = _PIECE.match(text, at, end)
        if match is None:
            break
        run = match.group()
        for piece in cut(run) if "\u3400" <= run[0] <= "\u9fff" else (run,):
            words.append(Word(at, piece))
            at += len(piece)
        at = match.end()
    return words


def is_boundary(words: list[Word], index: int, kept: list[Word], kind: str) -> bool:
    """Whether the name cannot reach over this word; `kept` are the words behind it, the last first."""
    word, known = words[index].text, lists()
    before = words[index - 1].text if index else ""
    if word == "和" and before == "中":
        return False  # 碳中和
    if word in ("与", "和", "及") and kept and before in known["adjacent"]:
        return not all(w.text in known["adjacent"] or w.text in known["generic"] for w in kept)
    if word in ("与", "和", "及"):
        return not is_topic(before)
    if len(word) == 1 and word in "中上下时前后内外里间" and kept and len(kept[-1].text) == 1:
        return False  # 中金, 上汽: an unknown name that the cutter took apart
    is_line = kind in LINES or any(w.text in _LINE_WORDS for w in kept)
    if word == "至" and is_line and kept and before and before[-1] not in "月日时号年" and not is_number(before):
        return False  # 甲地至乙地高速公路
    if word == "显示" and before in ("新型", "半导体", "光电", "柔性", "平板"):
        return False  # 新型显示产业基金: a trade, not what a register shows
    if kind == "fund" and kept and kept[-1].text[0] in "（(" and len(kept[-1].text) > 2:
        return False  # 某某启航（广州）创业投资基金: the place in brackets stands inside the name
    if kind == "fund" and word.endswith("投资") and len(word) > 2:
        return False  # 创业投资, 股权投资: the trade, one word to the cutter
    if kind == "fund" and word in ("建设", "开发") and kept:
        return False  # 自贸港建设投资基金: what it serves
    if word.endswith("服务") and kept and kept[-1].text == "中心":
        return False  # 某某|金融服务|中心（甲区）工作站
    if word == "企业" and kind == "center" and kept and kept[-1].text in (*_FOR_FIRMS, "创新", "孵化", "技术"):
        return False  # 某某企业服务中心
    if word == "企业" and kind == "fund" and kept and before in known["generic"]:
        return False  # 科技企业并购基金: whom the fund serves
    if word == "未来" and before and before != "在" and (kept or before[-1] in '”」』"'):
        return False  # 设立未来产业基金, “云栖”未来科技城; 未来 at the head of a clause is a time
    if word == "人民" and (kept[-1].text if kept else "") in ("", "医院", "公园", "广场", "体育场"):
        return False  # 某市人民医院
    if word == "市民" and kept and kept[-1].text in ("公园", "广场", "中心", "服务中心", "文化", "活动中心"):
        return False  # 某县市民公园
    if word == "时" and before.endswith(("兆瓦", "千瓦", "吉瓦")):
        return False  # 800兆瓦|时
    if word == "号" and kind in _NUMBERED and is_number(before or "x") and "月" not in [w.text for w in words[:index]]:
        return False  # 3号高炉
    if word in known["particles"]:
        return not (kind == "fund" and word == "政府")
    if word.lstrip("余多") in known["measures"] and before and (is_number(before) or before in ("余", "多")):
        return not (kept and kept[-1].text.startswith(tuple(known["units"])))
    if word.startswith(("首", "第一")) and word in known["leads"]:
        return True
    if kind == "fund" and word == "投资" and before in ("股权", "产业", "创业", "风险", "科创", "权益"):
        return False
    if word in known["nominal"] or (kind == "fund" and word == "投资"):
        return not all(w.text in known["generic"] or w.text in known["adjacent"] for w in kept)
    if (word in known["adjacent"] or word[-2:] in known["adjacent"]) and all(
        w.text in known["adjacent"] or w.text in ("与", "和", "及", "现代化") for w in kept
    ):
        return False  # 升级改造项目, 环境治理提升工程, 综合利用项目
    if word in known["verbs"]:
        return True
    if word in known["not_split"]:
        return False  # 合成, 总成
    return (len(word) > 1 and word[-1] in "了着于成为在") or (len(word) > 3 and word[-2:] in known["verbs"])


def is_lead(word: str, kind: str) -> bool:
    """Words at the left edge that are not part of the name."""
    known = lists()
    if word in known["leads"] or word in known["adjacent"] or word in "·-—–－/+.&%":
        return True
    return (word in known["nominal"] and kind != "fund") or bool(re.fullmatch(r"\d+\.?|第?[一二三四五]批", word))
