"""What is long past is background."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.extract.merging.history import mark_history
from briefing.types import Project

NEWS = date(2026, 6, 3)


@pytest.mark.parametrize("when", ["1997", "2025", "2026-01", "2026-02-27"])
def test_old_things_are_background(when: str):
    (project,) = mark_history([Project(type="center", name="某某研发中心", date=when)], NEWS)
    assert project.is_background


@pytest.mark.parametrize("when", [None, "2026", "2026-06", "2026-04", "2026-05-30", "2027-12-31", "2026-12"])
def test_negative_news_plans_and_the_undated_are_not(when: str | None):
    (project,) = mark_history([Project(type="center", name="某某研发中心", date=when)], NEWS)
    assert not project.is_background
