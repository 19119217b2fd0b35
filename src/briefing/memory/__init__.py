"""How the stories and records of a week stand to earlier issues: new, updated or repeated, and what changed."""

from .standings import Known, find_standings

__all__ = ["Known", "find_standings"]
