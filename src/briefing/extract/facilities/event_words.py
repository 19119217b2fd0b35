"""The event words of one kind of record, and the words that make of an event a plan, a history or nothing."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from ..reading.literals import one_of

# Nouns that begin like a word of intent: 研究院, 规划设计院, 将军, 三年行动计划.
_NO_INTENT = (
    r"(?!研究(?:院|所|中心|室|员|生|机构|团队|基地|型|总院|者|成果)|规划(?:院|设计|局|馆|展|编制|[”》])|将(?:军|近|才)"
    r"|支持下|引导(?:基金|下)|目标规模|目标公司|可(?:再生|视|燃|信|控|穿戴|溶|降解|编程|研|靠|持续|转[债让]|循环|重复|回收|移动)|推动下|计划》"
    r"|希望(?:小学|集团|工程)|准备金|待遇|需要的)"
)


# 某某投资|发展有限公司, 某某建设|集团公司: the word is part of a firm's name.
_OF_A_FIRM = (
    r"(?:发展|开发|控股|管理|咨询|集团|工程)*(?:有限|股份有限|责任)|(?:发展|开发|控股|集团|管理)+(?:有限|股份|公司)"
)


class Verbs:
    """The event words of one kind of record, ready to match."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.after = {w: stage for stage, row in table["stages"].items() for w in row.get("after", ())}
        self.before = {w: stage for stage, row in table["stages"].items() for w in row.get("before", ())}
        self.weak_after, self.weak_before = frozenset(table["weak"]["after"]), frozenset(table["weak"]["before"])
        self.transitive = frozenset(table["physical"]["transitive"])
        self.builds = frozenset(table["physical"].get("builds", ()))
        of_works = ("started", "under_construction", "completed", "operating")
        sure = {w for w, stage in self.after.items() if stage in of_works and w not in self.weak_after}
        self.sure = sure.union(table["physical"].get("sure", ())) - set(table["physical"].get("unsure", ()))
        self._follows, self._intent = table["intent"]["follows"], table["intent"]["words"]
        self._denied, self._background = table["intent"]["denied"], table["intent"]["background"]

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        return re.compile(one_of(self.after.keys() | self.before.keys()))

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        return re.compile(
            f"(?P<verb>{one_of(self.after)})(?!(?:建设|兴建)?(?:{one_of(self._follows)})|\\d+个?[周年月天])"
        )

    @cached_property
    def sure_pattern(self) -> re.Pattern[str]:
        """The words that only works go through, whatever stands between them and the name."""
        return re.compile(
            f"(?<![直恢])(?P<verb>{one_of(self.sure)})(?!(?:建设|兴建)?(?:{one_of(self._follows)})|\\d+个?[周年月天])"
        )

    @cached_property
    def before_pattern(self) -> re.Pattern[str]:
        return re.compile(
            f"(?<![总陆])(?P<verb>{one_of(self.before)})(?!额|者|人|方|商|总额|机构|单位|用地|后|以来|{_OF_A_FIRM})"
        )

    @cached_property
    def intent(self) -> re.Pattern[str]:
        return re.compile(f"{_NO_INTENT}(?:{one_of(self._intent)})")

    @cached_property
    def denied(self) -> re.Pattern[str]:
        return re.compile(f"(?!未来|未央)(?:{one_of(self._denied)})")

    @cached_property
    def background(self) -> re.Pattern[str]:
        return re.compile(one_of(self._background))
