"""The English grammar of deals: the rules in the order in which a line is read by them.

A line is first brought into an outline (`english_outline.py`): companies become slots, `it` and `the company` the slots
of whom they mean, brackets and descriptions are gone. The rules then say who stands where around a family of verbs.
"""

from __future__ import annotations

from .en_agreements import find_agreements
from .en_issues import find_bonds, find_follow_ons
from .en_licences import find_licences
from .en_listings import find_listings
from .en_rounds import find_rounds
from .en_sales import find_sales
from .en_transfers import find_purchases

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
