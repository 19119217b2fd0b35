"""Why one address gave nothing."""

from __future__ import annotations


class Failure(Exception):
    """One address gives nothing. Its text follows the source's name: what happened, what to do. It never leaves
    this room: what is told of it is a `Problem`."""

    def __init__(self, message: str, *, network: bool = False, rests: bool = False, gone: bool = False) -> None:
        super().__init__(message)
        self.network = network
        """The server could not be reached or did not answer in time: its other pages will not either."""
        self.rests = rests
        """The server asks to be left alone for now."""
        self.gone = gone
        """The server says that there is no such page: asking again is no use."""
