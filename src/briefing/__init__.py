"""Offline, extractive news briefings: a week of news in, a Word briefing and an Excel appendix out."""

__version__ = "0.1.0"
