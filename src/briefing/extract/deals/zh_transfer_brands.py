"""What is bought that is no company by its form and of which no stake is told: a brand by its words (收购云雀暴雪)."""

from __future__ import annotations

import re

from ...idf import word_weight
from ...tags import find_tags
from ..reading.actor_names import body_of, count_uses, is_name
from ..reading.context import Context, Line
from ..reading.names import is_common, is_generic
from ..reading.word_spans import find_words

_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
_GOODS_AROUND = re.compile(
    "每[斤吨公头只条]|批发|农[户民]|村民|养殖|废[品旧]|警方|民警|嫌疑|粮|收购[点站价季商]"
    "|野生|销赃|二手|种植|合作社"
)
_TRADED = re.compile("公司|集团|交易|股|监管|并购|亿|估值|收购案|反垄断|竞争")
_NAMING = ("nrt", "nz", "nt", "nrfg")
OFTEN = 2
"""Times that an article names what is bought: goods are seldom named again in the same words."""
PLAIN = 8.0
"""Weight of a word below which it stands in many texts, and ends no brand."""


def is_brand(name: str, line: Line, context: Context) -> bool:
    """Made of a word that the dictionary has not or has as a name, named again, in an article on companies."""
    if not _HAN_NAME.fullmatch(name) or not is_name(name) or is_common(name) or _GOODS_AROUND.search(line.simple):
        return False
    words = [name[a:b] for a, b in find_words(name)]
    tags = find_tags(words)
    is_new = any(len(w) > 1 and tags.get(w, "nz") in _NAMING and not is_generic(w) for w in words)
    if not is_new or (words[-1] in tags and word_weight(words[-1]) < PLAIN) or is_generic(words[-1]):
        return False
    uses = count_uses(name, context) + bool(context.title and name in context.title.simple)
    return uses >= OFTEN and bool(_TRADED.search(body_of(context)))
