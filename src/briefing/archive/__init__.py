"""What all issues said, kept in one SQLite file: articles, stories, records, runs.

    with Archive(Path("briefing.db")) as archive:
        memory = archive.recall(period)               # what earlier issues said
        archive.remember(briefing, readings)          # one issue, one transaction

Killed at any moment it has each issue whole or not at all.
"""

from ..config import ARCHIVE_NAME as FILE_NAME
from .archive import WAIT, Archive
from .runs import Delivery, PastRun

__all__ = ["FILE_NAME", "WAIT", "Archive", "Delivery", "PastRun"]
