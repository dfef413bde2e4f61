"""Money as a release holds it: without funders who did not agree to be named, and without what each partner is paid."""

from collections.abc import Iterable
from itertools import count

from datawalk.domain.money import NO_CASH, TO_PARTNERS, Cost, CostShown, Funding, FundingShown
from datawalk.domain.roster import Partner


def funding_shown(rows: Iterable[Funding]) -> tuple[FundingShown, ...]:
    """The awards in their order. A funder's awards share a `source`, those that name it apart from those that do not."""
    rows = list(rows)
    taken = {row.funding_id for row in rows if row.show_funder}
    sources: dict[tuple[str, bool], str] = {}
    told = []
    for row in rows:
        key = row.funder.strip().casefold(), row.show_funder
        if key not in sources:
            named = (f"{row.kind}_{number}" for number in count(1))
            fresh = next(name for name in named if name not in taken)
            sources[key] = row.funding_id if row.show_funder else fresh
            taken.add(sources[key])
        told.append(
            FundingShown(
                source=sources[key],
                kind=row.kind,
                funder=row.funder.strip() if row.show_funder else None,
                from_=row.from_,
                to=row.to,
                amount=row.amount,
                restricted_to=row.restricted_to,
                status=row.status,
            )
        )
    return tuple(told)


def costs_shown(rows: Iterable[Cost], *, partners: Iterable[Partner]) -> tuple[CostShown, ...]:
    """The costs of each purpose in each month, the oldest month first; those that take no money are left out."""
    backbones = {one.partner_id for one in partners if one.backbone}
    found: dict[tuple[object, str], list[Cost]] = {}
    for row in rows:
        if row.kind != NO_CASH:
            found.setdefault((row.month, row.purpose), []).append(row)

    def of_community(row: Cost) -> bool:
        return row.paid_to not in backbones if row.paid_to else row.kind == TO_PARTNERS

    told = [
        CostShown(
            month=own[0].month,
            purpose=purpose,
            amount=sum(row.amount for row in own),
            to_community=sum(row.amount for row in own if of_community(row)),
            partners=tuple(sorted({row.paid_to for row in own if row.paid_to})),
        )
        for (_, purpose), own in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.month, one.purpose)))
