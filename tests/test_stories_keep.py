"""Signatures kept for later weeks: as they were, small, and enough to find what a new article goes on with."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories import group_stories, match_stories, pack, unpack
from story_texts import make_event, signed, tell

LARGEST = 6000  # bytes of an article of usual length


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.integers(0, 9), st.sampled_from(["zh-Hans", "en"]))
def test_a_kept_signature_comes_back_as_it_was(text, seed, language):
    s = replace(signed("a", tell(seed, 0) + text, title=text[:20] or None, language=language), hour=time(9, 30))
    back = unpack(pack(s))
    for field in fields(s):
        mine, other = getattr(s, field.name), getattr(back, field.name)
        if isinstance(mine, np.ndarray):
            assert mine.dtype == other.dtype and np.array_equal(mine, other), field.name
        else:
            assert mine == other, field.name
    assert pack(back) == pack(s)


def test_a_long_article_is_kept_small():
    text = "".join(s for seed in range(12) for s in make_event(seed))
    assert len(text) > 1000 and len(pack(signed("a", text))) < LARGEST


@pytest.mark.parametrize("packed", [b"", b"\x00abc", b"\x01abc", b"\x01"])
def test_what_is_no_signature_says_what_to_do(packed):
    with pytest.raises(ValueError, match="sign it again"):
        unpack(packed)


def test_kept_signatures_group_like_new_ones():
    week = [signed(f"{seed}-{way}", tell(seed, way), day=2 + way) for seed in range(4) for way in range(3)]
    assert group_stories(unpack(pack(s)) for s in week) == group_stories(week)


OLD = {f"S{seed}": [signed(f"old{seed}", tell(seed, 0))] for seed in range(30)}


def test_a_later_article_finds_the_story_it_repeats_tells_again_or_goes_on_with():
    name = make_event(3)[1].partition("主营")[0]
    goes_on = f"{name}今日公告，此前宣布的事项已获监管部门批准。" + "".join(make_event(3)[:3])
    new = [
        signed("repeat", tell(1, 0), day=40),
        signed("same", tell(2, 1), day=4),
        signed("next", goes_on, day=30),
        signed("new", tell(99, 0), day=30),
    ]
    found = match_stories(new, OLD)
    assert {a: (m.story, m.why.relation) for a, m in found.items()} == {
        "repeat": ("S1", "repeat"),
        "same": ("S2", "same"),
        "next": ("S3", "related"),
    }
    assert all(m.why.reasons and m.why.a == a for a, m in found.items())


def test_what_lies_further_back_is_not_asked():
    assert match_stories([signed("same", tell(2, 1), day=90)], OLD) == {}


def test_matches_do_not_depend_on_order():
    new = [signed(f"n{seed}", tell(seed, 1), day=5) for seed in range(12)]
    expected = match_stories(new, OLD)
    assert len(expected) == 12
    rng = random.Random(1)
    rng.shuffle(new)
    shuffled = dict(rng.sample(sorted(OLD.items()), len(OLD)))
    assert match_stories(new, shuffled) == expected
