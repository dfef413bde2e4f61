"""Cross-checks of money: awards that may be counted twice, purposes nobody has costs for, months that are missing."""

from collections.abc import Sequence

from datawalk.domain.goals import Goal
from datawalk.domain.money import Cash, Cost, Funding
from datawalk.domain.text import Frozen
from datawalk.intake.contents import Contents
from datawalk.intake.formats.rows import Origin
from datawalk.intake.problems import Problems
from datawalk.intake.unknowns import Unknowns
from datawalk.intake.workspace import Origins
from datawalk.measures.months import month_text, month_with

_NO_PURPOSE = frozenset({"yes", "y", "true", "1", "x", "restricted", "si", "sí"})
"""What says that money is restricted, and not to what."""

_TABLE_OF: dict[type[Frozen], str] = {Funding: "funding", Cost: "costs", Cash: "cash"}


def check_money(contents: Contents, *, origins: Origins, unknowns: Unknowns, problems: Problems) -> None:
    """Everything about money that only more than one cell or table shows."""
    _check_purposes(contents, origins=origins, unknowns=unknowns, problems=problems)
    _check_twice(contents, origins=origins, problems=problems)
    _check_months(contents, origins=origins, problems=problems)
    _check_currency(contents, origins=origins, problems=problems)


def _check_purposes(contents: Contents, *, origins: Origins, unknowns: Unknowns, problems: Problems) -> None:
    """Money is restricted to a goal or to a kind of cost, by its id; some cost must be for it."""
    goals = {one.goal_id for one in contents.of(Goal)}
    costs = contents.of(Cost)
    spent = {one.purpose for one in costs}
    known = goals | {one.kind for one in costs}
    unread = {kind for kind, _ in origins.unread} & {"goals", "costs"}
    for one, origin in origins.beside(contents, Funding):
        purpose, where = one.restricted_to, f"row {origin.row}, column restricted_to"
        if purpose is None:
            continue
        if purpose.strip().casefold() in _NO_PURPOSE:
            what = f"'{purpose}' says that the money is restricted, and not to what."
            problems.add(origin.file, where, what, "Write the goal or the kind of cost that it is for.")
        elif purpose not in known and unread:
            continue  # it may be in a row that could not be read, which is told
        elif purpose not in known and not costs:
            continue  # it may be a kind of cost; that there are no costs is told
        elif purpose not in known and one.kind != "in_kind":
            unknowns.in_row(
                origin, "restricted_to", purpose, noun="a goal or a kind of cost", known=sorted(known)
            )
        elif costs and not unread and purpose not in spent and one.kind != "in_kind":
            what = f"No cost is for '{purpose}', so this money pays for nothing here."
            remedy = f"Write '{purpose}' in goal_id of the costs that it pays for."
            problems.add(origin.file, where, what, remedy, severity="warning")


def _check_twice(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Two awards of one funder, for the same, on the same days."""
    before: list[tuple[Funding, Origin]] = []
    for one, origin in origins.beside(contents, Funding):
        same = next((other for other in before if _alike(other[0], one)), None)
        before.append((one, origin))
        if same is not None:
            other, there = same
            what = (
                f"'{one.funding_id}' overlaps '{other.funding_id}' in {_place(there, origin)}: same funder, kind "
                "and purpose on the same days."
            )
            remedy = "If it is one award, delete one of the rows; if they are two, there is nothing to do."
            problems.add(origin.file, f"row {origin.row}, column from", what, remedy, severity="warning")


def _place(there: Origin, here: Origin) -> str:
    return f"row {there.row}" if there.file == here.file else f"{there.file}, row {there.row}"


def _alike(one: Funding, other: Funding) -> bool:
    keys = [(each.funder.strip().casefold(), each.kind, each.restricted_to) for each in (one, other)]
    return keys[0] == keys[1] and one.from_ <= other.to and other.from_ <= one.to


def _check_months(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Costs without a gap between the first month and the last, and cash to begin with."""
    costs = list(origins.beside(contents, Cost))
    there = {month_with(one.month) for one, _ in costs}
    if there and not any(kind == "costs" for kind, _ in origins.unread):
        lost = sorted(set(range(min(there), max(there) + 1)) - there)
        if lost:
            last = max(costs, key=lambda row: row[0].month)[1]
            what = f"There are no costs of {_listed(lost)}, between months that have some."
            remedy = "Add them; a month that cost nothing has the amount 0."
            problems.add(last.file, "column month", what, remedy)
    funding = list(origins.beside(contents, Funding))
    first = (funding or costs)[0][1] if funding or costs else None
    missing = [_TABLE_OF[model] for model in (Funding, Cost, Cash) if not contents.of(model)]
    if first is not None and missing and not problems.errors:
        tables = " and ".join(missing)
        what = f"There is no row of {tables}, so nobody can say how many months are paid for."
        problems.add(first.file, "", what, f"Add the table {missing[0]}.", severity="warning")


def _listed(months: Sequence[int]) -> str:
    named = [month_text(month) for month in months[:3]]
    more = len(months) - len(named)
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _check_currency(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """One currency a workspace."""
    own = contents.workspace.currency
    for model in _TABLE_OF:
        for one, origin in origins.beside(contents, model):
            named = getattr(one, "currency", None)
            if named is not None and named.strip().upper() != own:
                what = f"This amount is in '{named}', and the money of this workspace is in {own}."
                remedy = f"Write the amount in {own}, or change currency in datawalk.toml for all of them."
                problems.add(origin.file, f"row {origin.row}, column currency", what, remedy)
