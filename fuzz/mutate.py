"""Mutations that byte flipping seldom finds: words of the grammar, long repetitions, cuts, marks that belong in pairs."""

from __future__ import annotations

import random

WORDS = tuple(
    """来源： 記者 （ ） 【 】 《 》 “ ” 「 」 。 ； ： 、 … —— 亿元 3亿元 约26.5亿元 至 - 2025年7月14日 7月14日 09:31 14日电
    原标题： 原標題： 关键词： 责任编辑： 本报讯 图为 /摄 扫码 点击 1、 2. （一） ① ★ • # ## ** [2] [5][7] Group·1: Core·Viewpoint·- 收购 领投 设立 开工
    基金 项目 公司 集团 和 与 的 $1·billion Inc. U.S. Series·B led·by acquires ( ) [ ] { } < > " ' , ; = | \\ / &lt; &#0; &#xD800; &nbsp;
    <p> </p> <div> </div> <br> <!-- --> <![CDATA[ ]]> <script> <table> <tr><td> <a·href="javascript:x"> <b> <item> </item>
    <?xml·version="1.0"?> <!DOCTYPE·x·[<!ENTITY·a·"b">]> &a; \\ud800 \\u0000 http://example.com/ javascript:x data:text/html,x ../ =cmd| @SUM
    --b Content-Type:·text/html charset=gbk base64 quoted-printable =?utf-8?b? ?= 1e400 99999999999999999999 -1 NaN null true""".replace(
        "\n", " "
    ).split()
)
TOKENS = (
    *(word.replace("·", " ") for word in WORDS),
    "\n", "\n\n", "\r", "\t", "\v", "\f", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u202e", "\u2028", "\x00", "\x1b",
    "\x85", "\ufffd", "\ue000", "\U0010fffd", "\u0301", "é", "ü", "𠮷", "😀", "ﬁ", "İ", "ß",
)  # fmt: skip
MAX_CHARACTERS = 12_000
"""Of a mutated text: enough for what is quadratic to be felt, little enough for many tries a second."""


def mutate_text(text: str, chance: random.Random) -> str:
    """A text with one to six changes."""
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(_CHANGES)(text, chance)[:MAX_CHARACTERS]
    return text


def mutate_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes with one to six changes, of which some are cuts."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(content))
        end = min(len(content), at + chance.choice((0, 1, 1, 4, 40)))
        new = chance.choice((b"", chance.randbytes(1), chance.choice(TOKENS).encode(), content[at : at + 100]))
        content = content[:at] if chance.random() < 0.03 else content[:at] + new + content[end:]
    return content


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _repeat_token(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    token = "".join(chance.choices(TOKENS, k=chance.choice((1, 1, 2, 3))))
    return text[:at] + token * chance.choice((2, 5, 50, 500, 5000)) + text[at:]


def _repeat_slice(text: str, chance: random.Random) -> str:
    at, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[:at] + text[at:end] * chance.choice((2, 3, 30, 300)) + text[end:]


def _drop(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 3, 10, 100)) :]


def _move(text: str, chance: random.Random) -> str:
    at, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    to = chance.randint(0, len(text))
    return text[:to] + text[at : min(end, at + 400)] + text[to:]


def _join_lines(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("", " ", "\n\n", "\r\n", "\r")))


def _swap_pair(text: str, chance: random.Random) -> str:
    """One character everywhere another: what opens never closes."""
    if not text:
        return text
    return text.replace(chance.choice(text), chance.choice(TOKENS), chance.choice((-1, 1)))


_CHANGES = (_insert, _insert, _repeat_token, _repeat_slice, _drop, _drop, _move, _join_lines, _swap_pair)
