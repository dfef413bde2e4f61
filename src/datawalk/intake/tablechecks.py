"""Cross-checks of a coordinator's tables: what each names, what makes a row one row, and which day comes first."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from datawalk.domain.changes import Change
from datawalk.domain.goals import Commitment, Goal, GoalValue, Milestone
from datawalk.domain.indicators import TOTAL, refused_uses
from datawalk.domain.money import CapacityScore, Cash, Cost, Funding
from datawalk.domain.plan import LoopTheme, PlanItem
from datawalk.domain.resources import Resource
from datawalk.domain.roster import Attendance, MembersByGroup, Partner, Readiness, Seat, Tie
from datawalk.domain.tables import TABLES
from datawalk.domain.text import Frozen
from datawalk.intake.contents import Contents
from datawalk.intake.formats.kinds import FIELD_OF
from datawalk.intake.formats.rows import Origin
from datawalk.intake.goalchecks import check_promises
from datawalk.intake.moneychecks import check_money
from datawalk.intake.problems import Problems
from datawalk.intake.rosters.alike import alike
from datawalk.intake.rowchecks import REFERENCES, check_group, group_ids
from datawalk.intake.unknowns import Unknowns
from datawalk.intake.workspace import Origins
from datawalk.measures.capacity import FEWEST_ANSWERS

NAMES_IN: Mapping[type[Frozen], Mapping[str, str]] = {
    Partner: {"sectors": "a sector", "places": "a place", "works_on": "an indicator"},
    Seat: {"partner_id": "a partner"},
    Attendance: {"partner_id": "a partner"},
    Tie: {"from_partner": "a partner", "to_partner": "a partner"},
    Goal: {"indicator_id": "an indicator", "place_id": "a place", "owner": "a partner"},
    GoalValue: {"goal_id": "a goal"},
    Milestone: {"goal_id": "a goal"},
    Commitment: {"goal_id": "a goal", "who": "a partner"},
    PlanItem: {"goal_id": "a goal", "owner": "a partner"},
    Cost: {"goal_id": "a goal", "paid_to": "a partner"},
    Readiness: {"partner_id": "a partner"},
}
"""The columns that hold ids, and of what. A milestone's `who` and a readiness note's `owner` are any words."""

KEYS: Mapping[type[Frozen], tuple[str, ...]] = {
    Partner: ("partner_id",),
    Seat: ("partner_id", "body", "voting", "from", "to"),
    Attendance: ("date", "meeting", "partner_id"),
    Tie: ("from_partner", "to_partner", "kind"),
    MembersByGroup: ("date", "body", "dimension", "subgroup"),
    Goal: ("goal_id",),
    GoalValue: ("goal_id", "period"),
    Milestone: ("goal_id", "who", "what"),
    Commitment: ("goal_id", "who", "what"),
    Change: ("change_id",),
    Funding: ("funding_id",),
    Cost: ("month", "kind", "goal_id", "paid_to"),
    Cash: ("date",),
    CapacityScore: ("wave", "respondent_group", "domain", "item"),
    PlanItem: ("item_id", "year"),
    LoopTheme: ("theme_id",),
    Readiness: ("partner_id", "item", "column", "note"),
    Resource: ("resource_id",),
}
"""The columns no two rows of a table may share."""

_IN_ORDER: Mapping[type[Frozen], tuple[str, str]] = {
    Partner: ("joined_on", "left_on"),
    Seat: ("from", "to"),
    Goal: ("baseline_period", "target_period"),
    Funding: ("from", "to"),
    LoopTheme: ("date", "closed_on"),
}
"""Two columns of which the second must not come before the first."""


def check_tables(contents: Contents, *, origins: Origins, unknowns: Unknowns, problems: Problems) -> None:
    """Unknown words, doubled rows, days in the wrong order, and what only one table asks for."""
    known = {
        "a partner": {one.partner_id for one in contents.of(Partner)},
        "a goal": {one.goal_id for one in contents.of(Goal)},
        "a sector": {one.id for one in contents.sector_list.sector},
        "a place": contents.places,
        "an indicator": contents.indicators,
    }
    for model in TABLES.values():
        rows = list(origins.beside(contents, model))
        _check_names(rows, model=model, known=known, unknowns=unknowns)
        _check_doubled(rows, columns=KEYS[model], problems=problems)
        if model in _IN_ORDER:
            _check_order(rows, columns=_IN_ORDER[model], problems=problems)
    _check_groups(contents, origins=origins, unknowns=unknowns)
    _check_goal_uses(contents, origins=origins, problems=problems)
    _check_partners(contents, origins=origins, problems=problems)
    _check_taking_part(contents, origins=origins, problems=problems)
    _check_ties(contents, origins=origins, problems=problems)
    _check_values(contents, origins=origins, problems=problems)
    _check_capacity(contents, origins=origins, problems=problems)
    check_promises(contents, origins=origins, problems=problems)
    check_money(contents, origins=origins, unknowns=unknowns, problems=problems)


Rows = list[tuple[Any, Origin]]


def _value(row: Frozen, column: str) -> Any:
    return getattr(row, FIELD_OF.get(column, column))


def _check_names(
    rows: Rows, *, model: type[Frozen], known: Mapping[str, Collection[str]], unknowns: Unknowns
) -> None:
    for column, noun in NAMES_IN.get(model, {}).items():
        for row, origin in rows:
            words = _value(row, column)
            for word in words if isinstance(words, tuple) else (words,):
                if word is not None and word not in known[noun]:
                    unknowns.in_row(origin, column, word, noun=noun, known=known[noun])


def _check_doubled(rows: Rows, *, columns: tuple[str, ...], problems: Problems) -> None:
    seen: dict[tuple[Any, ...], Origin] = {}
    for row, origin in rows:
        key = tuple(_value(row, column) for column in columns)
        first = seen.setdefault(key, origin)
        if first is origin:
            continue
        if columns[0].endswith("_id") and len(columns) == 1:
            what = f"'{key[0]}' is in {first.file}, row {first.row} already."
            where = f"row {origin.row}, column {columns[0]}"
            problems.add(origin.file, where, what, "Delete or rename one of them.")
        else:
            there = f"row {first.row}" if first.file == origin.file else f"{first.file}, row {first.row}"
            *others, last = columns
            named = f"{', '.join(others)} and {last} are" if others else f"{last} is"
            what = f"The same {named} in {there} already."
            problems.add(origin.file, f"row {origin.row}", what, "Delete one of the two rows.")


def _check_order(rows: Rows, *, columns: tuple[str, str], problems: Problems) -> None:
    for row, origin in rows:
        first, last = (_value(row, column) for column in columns)
        if first is not None and last is not None and last < first:
            what = f"{last} is before {first} in the column {columns[0]}."
            where = f"row {origin.row}, column {columns[1]}"
            problems.add(origin.file, where, what, "Correct one of the two.")


def _check_groups(contents: Contents, *, origins: Origins, unknowns: Unknowns) -> None:
    groups = group_ids(contents)
    for model in (MembersByGroup, Goal):
        for one, origin in origins.beside(contents, model):
            if not _names_every_group(one, groups):
                check_group(one.dimension, one.subgroup, groups=groups, origin=origin, unknowns=unknowns)
    for one, origin in origins.beside(contents, Goal):
        known = (*REFERENCES, *groups.get(one.dimension, ()))
        if one.reference is not None and one.dimension in groups and one.reference not in known:
            unknowns.in_row(origin, "reference", one.reference, noun="a reference", known=known)


def _names_every_group(row: MembersByGroup | Goal, groups: Mapping[str, Collection[str]]) -> bool:
    """Whether a goal is about the widest difference of a dimension: it names no group."""
    return (
        isinstance(row, Goal)
        and row.measure != "level"
        and row.subgroup == TOTAL
        and row.dimension in groups
        and row.dimension != TOTAL
    )


def _check_goal_uses(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Warn of goals whose progress will not be told, because their figures are not for it."""
    for one, origin in origins.beside(contents, Goal):
        indicator = contents.indicators.get(one.indicator_id or "")
        source = contents.sources.get(indicator.source) if indicator else None
        if indicator is None or source is None:
            continue
        refused = refused_uses(indicator, source)
        if use := next((use for use in one.uses if use in refused), None):
            what = (
                f"The figures of '{indicator.id}' must not be used for this ({use}), so no progress is told."
            )
            remedy = "Follow the goal by another indicator, or by its own values."
            where = f"row {origin.row}, column indicator_id"
            problems.add(origin.file, where, what, remedy, severity="warning")


def _check_partners(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Partners in no sector, two backbones at a time, and partners that may be one and the same."""
    rows = list(origins.beside(contents, Partner))
    backbones: list[tuple[Partner, Origin]] = []
    for one, origin in rows:
        if not one.sectors:
            remedy = "Write the code of its sector; docs/workspace.md says where the codes stand."
            where = f"row {origin.row}, column sectors"
            problems.add(origin.file, where, f"'{one.partner_id}' is in no sector.", remedy)
        if not one.backbone:
            continue
        other = next((before for before, _ in backbones if _together(before, one)), None)
        backbones.append((one, origin))
        if other is not None:
            what = f"'{one.partner_id}' is the backbone at the same time as '{other.partner_id}'."
            remedy = "Keep 1 at the one that carries the coordination."
            problems.add(origin.file, f"row {origin.row}, column backbone", what, remedy)
    same = alike([(one.name, one.website or "") for one, _ in rows])
    for at, others in enumerate(same):
        first = min((other for other in others if other < at), default=None)
        if first is not None:
            one, origin = rows[at]
            what = f"'{one.name}' may be the same as '{rows[first][0].name}': same {others[first]}."
            remedy = "If it is one partner, delete one of the rows; if they are two, there is nothing to do."
            problems.add(origin.file, f"row {origin.row}", what, remedy, severity="warning")


def _together(one: Partner, other: Partner) -> bool:
    """Whether two partners were members on some same day."""
    starts = [day for day in (one.joined_on, other.joined_on) if day]
    ends = [day for day in (one.left_on, other.left_on) if day]
    return not starts or not ends or max(starts) < min(ends)


def _check_taking_part(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Who came without being invited, and groups with more seats than members."""
    for one, origin in origins.beside(contents, Attendance):
        if one.attended and not one.invited:
            what = f"'{one.partner_id}' came without being invited."
            remedy = "Write 1 in invited: whoever may come counts as invited."
            problems.add(origin.file, f"row {origin.row}, column invited", what, remedy)
    for one, origin in origins.beside(contents, MembersByGroup):
        if one.seats is not None and one.seats > one.members:
            what = f"There are {one.seats} seats and {one.members} members of the group."
            remedy = "Correct one of the two: a seat is held by a member."
            problems.add(origin.file, f"row {origin.row}, column seats", what, remedy)


def _check_capacity(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """A domain has a score of its own or items, not both; and fewer than three items give none."""
    items: Counter[tuple[str, str, str]] = Counter()
    whole: dict[tuple[str, str, str], Origin] = {}
    rows = list(origins.beside(contents, CapacityScore))
    for row, origin in rows:
        key = row.wave, row.respondent_group, row.domain
        if row.item is None:
            whole.setdefault(key, origin)
        items[key] += row.item is not None
    told: set[tuple[str, str, str]] = set()
    for row, origin in rows:
        key = row.wave, row.respondent_group, row.domain
        if row.item is None or key in told:
            continue
        told.add(key)
        where = f"row {origin.row}, column item"
        if key in whole:
            what = f"The domain '{row.domain}' has a score of its own in row {whole[key].row}, so its items are left out."
            problems.add(origin.file, where, what, "Keep the score or the items.")
        elif items[key] < FEWEST_ANSWERS:
            what = (
                f"The domain '{row.domain}' has fewer than {FEWEST_ANSWERS} items here, so it has no score."
            )
            problems.add(
                origin.file, where, what, "Add items, or the domain's own score.", severity="warning"
            )


def _check_ties(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    for one, origin in origins.beside(contents, Tie):
        if one.from_partner == one.to_partner:
            what = f"'{one.to_partner}' is tied to itself."
            where = f"row {origin.row}, column to_partner"
            problems.add(origin.file, where, what, "Name another partner, or delete the row.")


def _check_values(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Warn once a goal of values that nobody will see, because the goal follows an indicator."""
    indicator_of = {one.goal_id: one.indicator_id for one in contents.of(Goal)}
    first: dict[str, Origin] = {}
    for one, origin in origins.beside(contents, GoalValue):
        indicator = indicator_of.get(one.goal_id)
        if indicator and first.setdefault(one.goal_id, origin) is origin:
            what = f"The goal '{one.goal_id}' follows the indicator '{indicator}', so its values here are left out."
            remedy = f"Delete them, or clear indicator_id of the goal '{one.goal_id}'."
            problems.add(origin.file, f"row {origin.row}", what, remedy, severity="warning")
