"""Who decides: a sector's share of the seats beside its share of the members.

A roster is complete, not a sample, so these carry no sampling interval. What limits them is that seats are whole:
`over_by` tells whether another split of the same seats would be nearer to even.
"""

from datawalk.measures.result import Estimate

FEWEST_MEMBERS = 10
"""With fewer members only counts are told."""

NEARER_WITH_ONE_LESS = 0.5
"""Over by more than this, one seat less would be nearer to the sector's share."""


def power_ratio(seats: int, *, all_seats: int, members: int, all_members: int) -> Estimate:
    """(seats / all seats) / (members / all members): 1 is even, 2 is twice its share.

    Flags: `few_members` (fewer than 10 in all), `no_seats` (nobody holds one), `no_members` (of this sector).
    Example: 1 of 10 seats with 10 of 40 members is 0.4.
    """
    if all_members < FEWEST_MEMBERS:
        return Estimate(None, flag="few_members")
    if not all_seats:
        return Estimate(None, flag="no_seats")
    if not members:
        return Estimate(None, flag="no_members")
    return Estimate((seats / all_seats) / (members / all_members))


def over_by(seats: int, *, all_seats: int, members: int, all_members: int) -> float:
    """How many seats above (below: negative) an even split. Example: 2 of 7 seats with 3 of 27 members: 1.22.

    Raises ValueError without any member.
    """
    if not all_members:
        raise ValueError("no members")
    return seats - all_seats * members / all_members
