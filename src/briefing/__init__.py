"""Offline, extractive news briefings: a week of news in, a Word briefing and an Excel appendix out.

    from briefing import build, read

    run = build(["inbox/"], out=Path("out"))     # files -> the issue's files; run.briefing holds all of it
    for reading in read(["inbox/"]):             # files -> every article with sentences, themes, records
        ...

Both raise `briefing.errors.BriefingError` with one sentence that says what to do; what goes wrong with a
single input is a `Problem` in `run.problems` and stops nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assembly import Issue
    from .config import Config
    from .types import Reading, Run

__version__ = "0.1.0"
__all__ = ["__version__", "build", "read"]


def build(
    inputs: Sequence[str], *, out: Path, config: Config | None = None, issue: Issue | None = None, jobs: int | None = 1
) -> Run:
    """Build one issue from files and folders into `out`.

    `jobs` processes read the articles; more than one needs the caller's module to be importable
    (`if __name__ == "__main__":`), as Python's own process pools do.
    """
    from . import pipeline

    return pipeline.run(inputs, config or pipeline.settings(), out=out, issue=issue, jobs=jobs)


def read(inputs: Sequence[str], *, config: Config | None = None) -> tuple[Reading, ...]:
    """Every article of the inputs with its sentences, themes, key sentences and records."""
    from . import pipeline
    from .ingest import read_inputs

    chosen = config or pipeline.settings()
    return pipeline.read_articles(read_inputs(inputs, chosen).documents, chosen)
