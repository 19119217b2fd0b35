"""Names of reporters as they stand in lines of their own and at a paragraph's end."""

from __future__ import annotations

import re

from ...config import read_table, read_words
from ...text import HAN

_SURNAMES = " ".join(read_words("surnames.txt")).split()
NAME = (
    rf"(?:(?:{'|'.join(s for s in _SURNAMES if len(s) == 2)})[{HAN}]{{1,2}}"
    rf"|[{''.join(s for s in _SURNAMES if len(s) == 1)}](?:[{HAN}]{{1,2}}|\s[{HAN}](?![{HAN}])))"
)
ROLE = (
    r"(?:(?:本报|本報|本刊|本网|本社|新华社|中新社|全媒体|融媒体|首席|特约|見習"
    r"|见习|实习|高级|高級|驻[\u4e00-\u9fff]{2,6}){0,4}"
    r"(?:记者|記者|通讯员|通訊員|评论员|撰稿人?|实习生|編輯|编辑|作者|撰文|摄影报道)|文|图|By)"
)
NAMES = rf"{NAME}(?:[ 、，,/]{{1,2}}(?:{ROLE}[ :：/]{{0,2}})?{NAME}){{0,7}}"
_BYLINE = re.compile(
    rf"(?:[—–-]{{1,2}}|[□■◎●○])?\s?[（(]?(?:{ROLE}[ :：/／|｜丨]{{0,2}})?{NAMES}"
    rf"(?:\s?(?:报道|報道|文|综合|整理|编译|编辑)|\s?[／/｜|]\s?[{HAN}]{{2,8}}(?:報導|報道|报道|电|電|專訪))?[)）]?"
)
_ROLE_LINE = re.compile(
    rf"[（(]?(?:[{HAN}]{{0,8}}[：:｜|丨/]?)?(?<![原图])(?!原文){ROLE}"
    rf"[ :：/／|｜丨]{{1,2}}[{HAN}A-Za-z·.、 ：:/｜|丨]{{2,40}}[)）]?"
)
_NOT_NAMES = frozenset(read_table("page_words.toml")["not_names"])


_NOT_NAME_ENDS = tuple("区區市县縣省园園版网網报報社局部厅院校厂街镇村")


def is_byline(line: str) -> bool:
    """Whether a whole line is reporters' names: `高欣`, `本报记者 李明 王芳`, `□ 记者 李明`."""
    if len(line) > 60 or line in _NOT_NAMES or (len(line) <= 4 and line.endswith(_NOT_NAME_ENDS)):
        return False
    return bool(_BYLINE.fullmatch(line) or _ROLE_LINE.fullmatch(line))


_GLUED = re.compile(rf"(?<=[。！？”])[ ]?[（(]?(?:{ROLE}[ :：/]{{0,2}})?{NAME}(?:[ 、]{NAME}){{0,3}}[)）]?$")


def find_glued_byline(text: str, start: int, end: int) -> int | None:
    """Where a reporter's name begins when it follows a paragraph's last stop without a blank: `…再上台阶。王明`."""
    tail = max(start, end - 40)
    match = _GLUED.search(text[tail:end])
    return tail + match.start() if match and match.group().strip() not in _NOT_NAMES else None
