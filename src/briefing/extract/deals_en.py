"""The English grammar of deals: the rules in the order in which a line is read by them.

English puts who acts before the verb and what is acted on behind it; a name is a run of capitalised words.
"""

from __future__ import annotations

from .deals_en_capital import find_bonds, find_follow_ons, find_listings
from .deals_en_funding import find_funding
from .deals_en_rights import find_agreements, find_licenses
from .deals_en_transfer import find_acquisitions, find_sales, find_stakes

ENGLISH_RULES = (
    find_funding,
    find_acquisitions,
    find_sales,
    find_stakes,
    find_listings,
    find_bonds,
    find_follow_ons,
    find_licenses,
    find_agreements,
)
