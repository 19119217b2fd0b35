"""Sources of the network into the inbox; the only room that asks other machines for anything.

    from briefing.config import load_config
    from briefing.fetch import MemoryLedger, fetch_sources

    config = load_config(Path("briefing.toml"))
    report = fetch_sources(config.fetching, MemoryLedger(), zone=config.zone)

`addresses` says what may be asked, `connect` connects to nothing else, `exchange` asks one address, `robots` keeps the
sites' rules, `feeds` reads what a feed lists, `keep` writes files that `ingest` understands, `source` does one source,
`ledger` is what must be remembered. What goes wrong with a source is a `Problem` in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from ..config import Fetching, Source
from ..errors import UsageError
from .addresses import Resolve, resolve
from .clock import Clock
from .exchange import Fetcher
from .ledger import Ledger, MemoryLedger
from .report import FetchReport, SourceReport
from .source import Job
from .turn import Turn

__all__ = ["Clock", "FetchReport", "Ledger", "MemoryLedger", "SourceReport", "choose_sources", "fetch_sources"]


def choose_sources(settings: Fetching, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these names in the order of the settings, all of them where none is named; raises UsageError."""
    if not settings.sources:
        raise UsageError("no source is configured; add [[sources]] with name and url to briefing.toml")
    known = [source.name for source in settings.sources]
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f'no source is called "{unknown[0]}"; the settings have {", ".join(known)}')
    return tuple(source for source in settings.sources if not names or source.name in names)


def fetch_sources(
    settings: Fetching,
    ledger: Ledger,
    *,
    zone: tzinfo,
    names: Sequence[str] = (),
    clock: Clock | None = None,
    resolve: Resolve = resolve,
    progress: Callable[[str, int, int], None] | None = None,
) -> FetchReport:
    """Ask the sources and store what is new in `settings.inbox`.

    They take turns, a page each, so that the pause of one host is the time of the others. `zone` is that of times
    which name none, and of the days in file names. Raises UsageError for a name that no source has, OutputError when
    the inbox cannot be written.
    """
    sources, time = choose_sources(settings, names), clock or Clock()
    reports: dict[str, SourceReport] = {}
    with Fetcher(settings, clock=time, resolve=resolve) as fetcher:
        job = Job(settings, ledger, fetcher, zone, time)
        turns = [Turn(job.fetch(source)) for source in sources]
        while turns:
            for turn in turns:
                if report := turn.step(fetcher, time):
                    reports[report.name] = report
                    if progress:
                        progress("fetch", len(reports), len(sources))
            turns = [turn for turn in turns if not turn.is_done]
    return FetchReport(tuple(reports[source.name] for source in sources))
