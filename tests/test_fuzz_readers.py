"""Every reader against mutated files: no traceback, no hang, nothing unaccounted for, nothing unprintable.

The targets and their laws are those of `fuzz/`, which runs them for hours; here each gets a few hundred tries. What the
long runs found stands in `cases/hostile`, an input a file, named after the target that it broke.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.mutate import mutate_bytes, mutate_text
from fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "cases" / "hostile"
SECONDS = 10.0
"""A reader that takes longer for so little hangs."""


def run(name: str, content: bytes) -> None:
    start = time.process_time()
    TARGETS[name].run(content)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read(name: str):
    for seed in TARGETS[name].seeds:
        run(name, seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_mutations_are_read_or_refused(name: str, chance: random.Random):
    target = TARGETS[name]
    seed = chance.choice(target.seeds)
    if target.is_text:
        run(name, mutate_text(seed.decode(), chance).encode("utf-8", "replace"))
    else:
        run(name, mutate_bytes(seed, chance))


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path):
    run(path.name.split("-")[0], path.read_bytes())
