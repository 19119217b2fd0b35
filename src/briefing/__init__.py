"""Offline, extractive news briefings: a week of news in, a Word briefing and an Excel appendix out.

    from briefing import Archive, build, read, run, search

    with Archive(Path("briefing.db")) as archive:            # what past issues said
        done = build(["inbox/"], out=Path("out"), archive=archive)
    done.briefing                                            # all that the five files say
    for reading in read(["inbox/"]):                         # every article with sentences, themes, records
        ...
    report = run(Path("briefing.toml"))                      # the scheduled job: fetch, build, verify, gates, deliver
    hits = search("脑机接口 基金", archive=Path("briefing.db"))

All raise `briefing.errors.BriefingError` with one sentence that says what to do; what goes wrong with a single input is
a `Problem` in the result and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .archive import Archive
    from .archive.search.find import search
    from .assembly import Issue
    from .config import Config
    from .job import JobReport
    from .types import Reading, Run

__version__ = "0.1.0"
__all__ = ["Archive", "__version__", "build", "read", "run", "search"]


def __getattr__(name: str) -> Any:
    """`Archive` and `search` are loaded when they are asked for: the command line answers `--help` at once."""
    if name == "Archive":
        from .archive import Archive

        return Archive
    if name == "search":
        from .archive.search.find import search

        return search
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def build(
    inputs: Sequence[str],
    *,
    out: Path,
    config: Config | None = None,
    issue: Issue | None = None,
    archive: Archive | None = None,
    jobs: int | None = 1,
) -> Run:
    """Build one issue from files and folders into `out`.

    With an `archive` the issue is compared with earlier ones and remembered. `jobs` processes read the articles;
    more than one needs the caller's module to be importable (`if __name__ == "__main__":`), as Python's own process
    pools do.
    """
    from . import pipeline
    from .settings import load_settings

    return pipeline.run(inputs, config or load_settings(), out=out, issue=issue, archive=archive, jobs=jobs)


def read(inputs: Sequence[str], *, config: Config | None = None) -> tuple[Reading, ...]:
    """Every article of the inputs with its sentences, themes, key sentences and records."""
    from .analysis import read_articles
    from .ingest import read_inputs
    from .settings import load_settings

    chosen = config or load_settings()
    return read_articles(read_inputs(inputs, chosen).documents, chosen)


def run(
    settings: Path,
    *,
    week: str | None = None,
    again: bool = False,
    fetch: bool = True,
    now: datetime | None = None,
    log: Callable[[str], None] = lambda line: None,
    jobs: int | None = 1,
) -> JobReport:
    """The scheduled job of a settings file, as `briefing run` does it: the last whole week and those that were missed.

    `week` (`2025-W29`): that one alone; `again`: also what is done; `now`: the instant that says which week was the
    last. `log` gets a line an event. Raises ArchiveError where another job is at work; what goes wrong with a week is
    in its report.
    """
    from .archive import Archive
    from .config import ARCHIVE_NAME
    from .job import run_job
    from .job.log import Log
    from .settings import load_settings

    config = load_settings(settings)
    with Archive(config.archive or settings.with_name(ARCHIVE_NAME)) as archive:
        return run_job(
            config, archive, now=now or datetime.now(UTC), week=week, is_again=again, is_fetching=fetch,
            log=Log(log), jobs=jobs,
        )  # fmt: skip
