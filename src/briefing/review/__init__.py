"""`briefing review`: an analyst's corrections, from the edited workbook into the corrections file."""

from .workbook import Finding, Reviewed, describe, review_workbook

__all__ = ["Finding", "Reviewed", "describe", "review_workbook"]
