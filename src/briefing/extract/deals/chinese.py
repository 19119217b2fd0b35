"""The Chinese grammar of deals: the rules in the order in which a line is read by them.

A rule finds a deal's verb; the name before it is who acts, the name behind it what is acted on; amounts, rounds, stages
and investors are read around it. A new kind of deal is a new function and one more name here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..reading.context import Context, Line
from .drafts import Draft
from .gather import WEAKEST
from .zh_acquisition import find_acquisitions
from .zh_agreement import find_agreements
from .zh_bond_codes import find_coded_bonds
from .zh_bonds import find_bonds
from .zh_debuts import find_debuts, find_denied_listings
from .zh_follow_on import find_follow_ons
from .zh_funding import find_funding
from .zh_gifts import find_gifts
from .zh_listing import find_listings
from .zh_proceeds import find_proceeds
from .zh_rights import find_licenses
from .zh_sale import find_sales
from .zh_sponsors import find_advisers, find_sponsors
from .zh_stakes import find_stakes
from .zh_transfer_frames import find_transfers_by_frame
from .zh_transfer_terms import find_transfer_fate, find_transfer_terms


def find_transfers(line: Line, context: Context) -> Iterator[Draft]:
    """Purchases, sales, licences and stakes by their verbs; a line in which none is found is read by its frame."""
    is_told = False
    for rule in (find_acquisitions, find_sales, find_licenses, find_stakes):
        for draft in rule(line, context):
            is_told = is_told or (draft.name is not None and (not draft.is_weak or draft.confidence >= WEAKEST))
            yield draft
    if not is_told:
        yield from find_transfers_by_frame(line, context)


CHINESE_RULES = (
    find_funding,
    find_transfers,
    find_transfer_terms,
    find_transfer_fate,
    find_gifts,
    find_listings,
    find_debuts,
    find_denied_listings,
    find_follow_ons,
    find_bonds,
    find_coded_bonds,
    find_proceeds,
    find_sponsors,
    find_advisers,
    find_agreements,
)
