"""The Chinese grammar of deals: the rules in the order in which a line is read by them.

A rule finds a deal's verb; the name before it is who acts, the name behind it what is acted on; amounts, rounds, stages
and investors are read around it. A new kind of deal is a new function and one more name here.
"""

from __future__ import annotations

from .deals_zh_acquisition import find_acquisitions
from .deals_zh_agreement import find_agreements
from .deals_zh_bonds import find_bonds
from .deals_zh_funding import find_funding
from .deals_zh_listing import find_follow_ons, find_listings
from .deals_zh_rights import find_licenses, find_stakes

CHINESE_RULES = (
    find_funding,
    find_acquisitions,
    find_listings,
    find_follow_ons,
    find_bonds,
    find_licenses,
    find_stakes,
    find_agreements,
)
