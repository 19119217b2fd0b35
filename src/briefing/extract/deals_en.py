"""The English grammar of deals: the rules in the order in which a line is read by them.

A line is first brought into an outline (`english_outline.py`): companies become slots, `it` and `the company` the slots
of whom they mean, brackets and descriptions are gone. The rules then say who stands where around a family of verbs.
"""

from __future__ import annotations

from .english_agreements import find_agreements
from .english_issues import find_bonds, find_follow_ons
from .english_licences import find_licences
from .english_listings import find_listings
from .english_rounds import find_rounds
from .english_sales import find_sales
from .english_transfers import find_purchases

ENGLISH_RULES = (
    find_rounds,
    find_purchases,
    find_sales,
    find_listings,
    find_bonds,
    find_follow_ons,
    find_licences,
    find_agreements,
)
