"""Loads the dictionaries and grammars that every article needs, when it is imported: once for all worker processes."""

from __future__ import annotations

import gc

from .analysis import Choosing, read_articles
from .config import Config
from .ingest.split import make_document

# A text of each language: what it needs is loaded at the first article of that language.
_TEXTS = (
    "澜蔚科技完成三亿元融资\n\n2025年7月14日，澜蔚科技宣布完成3亿元B轮融资，由云岭资本领投。公司在江城的二期项目同日开工，总投资20亿元。",
    "瀾蔚科技完成融資\n\n瀾蔚科技今日宣布完成三億元融資，由雲嶺資本領投，資金將用於擴建廠房。",
    "Corvale Cells raises $30 million\n\nCorvale Cells said on Tuesday it raised $30 million in a Series B round "
    "led by Fenwold Capital. It will use the money to build a plant.",
)

for _number, _text in enumerate(_TEXTS):
    _name = f"{_number}.txt"
    read_articles([make_document(_text, id=_name, doc=_name, file=_name)], Config(), choosing=Choosing())
gc.set_threshold(50_000, 20, 100)  # as `__main__` does
gc.freeze()  # what is loaded now stays: looking through it at every collection would cost, and part shared memory
