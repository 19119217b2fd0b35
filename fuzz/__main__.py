"""`python -m fuzz TARGET [--seconds N] [--found DIR]`: mutates a target's seeds until time is up, keeps what breaks it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

MEGABYTES = 1024
"""Memory above which an input counts as a defect."""
SECONDS = 10
"""Time above which an input counts as a hang."""


def main() -> None:
    """Run libFuzzer on one target; it ends the process itself."""
    asked = _parse_arguments()
    import atheris

    with atheris.instrument_imports(include=["briefing"]):
        from .mutate import mutate_bytes, mutate_text
        from .targets import TARGETS

        _import_rooms()
    target = TARGETS[asked.target]

    def mutator(content: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.25:
            return atheris.Mutate(content, max_size)
        if not target.is_text:
            return mutate_bytes(content, chance)[:max_size]
        return mutate_text(content.decode("utf-8", "replace"), chance).encode("utf-8", "replace")[:max_size]

    asked.found.mkdir(parents=True, exist_ok=True)
    corpus = asked.corpus or asked.found / "corpus" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_total_time={asked.seconds}", f"-timeout={6 * SECONDS}", f"-rss_limit_mb={MEGABYTES}", "-max_len=40000",
        "-print_final_stats=1", f"-artifact_prefix={asked.found}/{asked.target}-", "-len_control=0",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], _keeping(asked, target.run), custom_mutator=mutator)
    atheris.Fuzz()


def _import_rooms() -> None:
    """Modules that the package imports when they are needed: what is imported later is not watched."""
    for room in ("briefing.ingest", "briefing.clean", "briefing.extract", "briefing.stories", "briefing.summarize"):
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(found.name)


def _keeping(asked: argparse.Namespace, run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, going on after a defect: one input is kept of each place where something is raised, and of each
    second above the limit. (libFuzzer itself ends at the first.)"""

    def one(content: bytes) -> None:
        start = time.process_time()
        try:
            run(content)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            _keep(asked, f"{type(error).__name__}-{Path(place.filename).stem}-{place.lineno}", content, repr(error))
        if (seconds := time.process_time() - start) > SECONDS:
            _keep(asked, f"slow-{int(seconds)}", content, f"{seconds:.1f} seconds")

    return one


def _keep(asked: argparse.Namespace, name: str, content: bytes, why: str) -> None:
    kept = asked.found / f"{asked.target}-{name}"
    if not kept.exists():
        kept.write_bytes(content)
        print(f"FOUND {kept}: {why[:300]}", file=sys.stderr, flush=True)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--found", type=Path, default=Path("found"), help="where failing inputs are written")
    parser.add_argument("--corpus", type=Path, help="where inputs that reach new code are kept")
    return parser.parse_args()


main()
