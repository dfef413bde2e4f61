"""Public files about money that are no collaborative's own: each is refused with the reason, and with what would do."""

import re
from collections.abc import Sequence

_OWN = "Write your own awards into tables/funding.csv: funder, from, to, amount, status."
_LISTING = re.compile(r"\d{2}\.\d{3}")


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """Why a file of public money is not taken, and the remedy; None for any other file."""
    names = {name.strip().lower() for name in header}
    if {"county_geoid_coalesced", "sum_assistance_amount"} <= names:
        what = (
            "These are sums of rental assistance paid to households by county; they name no award, no funder and no "
            "days, so they are not money of a collaborative."
        )
        return what, _OWN
    if {"cfda_program_num", "total_funding_amount", "fiscal_year"} <= names:
        what = (
            "These are sums of federal assistance by program and year, some below 0 because they take money back; "
            "they name no award and no days."
        )
        return what, _OWN
    if len(header) == 3 and _LISTING.fullmatch(header[0].strip()):
        what = "This is a list of program numbers and what they are for; it holds no name and no amount."
        return what, "Add the Federal Program Inventory instead: its programs become resources."
    return None
