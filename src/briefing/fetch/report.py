"""What a fetch came to."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One source."""

    name: str
    url: str
    new: int = 0
    """Articles stored: pages, or entries of a feed."""
    unchanged: int = 0
    """Articles that were stored before; 1 where the server says that nothing has changed."""
    failed: int = 0
    """Pages that were not to be had; 1 where the source itself was not."""
    left: int = 0
    """New pages that wait for the next run: more than `pages`, or the server was given up for this run."""
    bytes: int = 0
    """Of all bodies, as they were sent."""
    seconds: float = 0.0
    """With the pauses."""
    files: tuple[str, ...] = ()
    """Stored, named below the inbox, in the order in which they came."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchReport:
    """A run, the sources in the order of the settings."""

    sources: tuple[SourceReport, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for source in self.sources for problem in source.problems)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(file for source in self.sources for file in source.files)

    @property
    def new(self) -> int:
        return sum(source.new for source in self.sources)
