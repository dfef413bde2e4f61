"""Cross-checks of what was promised: goals that cannot be told, plans closed without a lesson, loops left open."""

from datawalk.domain.cells import Cells
from datawalk.domain.goals import Goal, GoalValue
from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.plan import LoopTheme, PlanItem
from datawalk.intake.contents import Contents
from datawalk.intake.formats.rows import Origin
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import Origins


def check_promises(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Everything about goals, plans and loops that only more than one cell or table shows."""
    _check_goals(contents, origins=origins, problems=problems)
    _check_plan(contents, origins=origins, problems=problems)
    _check_loop(contents, origins=origins, problems=problems)


def _check_goals(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Targets and directions that contradict a goal's own baseline or its indicator."""
    for goal, origin in origins.beside(contents, Goal):
        _check_target(goal, origin, problems=problems)
        indicator = contents.indicators.get(goal.indicator_id or "")
        if indicator is not None and (what := _against(goal, indicator)):
            remedy = "Correct the direction, or name another indicator."
            problems.add(origin.file, f"row {origin.row}, column direction", what, remedy)
        if goal.baseline == 0 and not goal.baseline_se and goal.direction != "maintain":
            what = (
                "From a baseline of 0 no percent of change can be told, and its standard error is not known."
            )
            remedy = "Write baseline_se. Without it the change is told in parts of the way to the target."
            where = f"row {origin.row}, column baseline"
            problems.add(origin.file, where, what, remedy, severity="warning")
        if goal.baseline_se == 0:
            _no_error(origin, "baseline_se", problems)
    for row, origin in origins.beside(contents, GoalValue):
        if row.se == 0:
            _no_error(origin, "se", problems)


def _no_error(origin: Origin, column: str, problems: Problems) -> None:
    what = "A standard error of 0 would claim certainty; it is taken as not known."
    remedy = "Leave it blank, or write the real one: of a count it is its square root."
    problems.add(origin.file, f"row {origin.row}, column {column}", what, remedy, severity="warning")


def _check_target(goal: Goal, origin: Origin, *, problems: Problems) -> None:
    """A target that is the baseline, or that the baseline is past already."""
    start, target, where = goal.baseline, goal.target, f"row {origin.row}, column target"
    if start is None or target is None or goal.direction == "maintain":
        return
    if start == target:
        remedy = "Write another target, or 'maintain' as the direction."
        problems.add(origin.file, where, f"The target is the baseline, {target:g}.", remedy)
    elif (target > start) != (goal.direction == "up"):
        what = f"With the direction '{goal.direction}' the baseline {start:g} is past the target {target:g} already."
        remedy = "Correct the target or the direction, if this is not meant."
        problems.add(origin.file, where, what, remedy, severity="warning")


def _against(goal: Goal, indicator: Indicator) -> str:
    """Why the goal's way is against its indicator's; empty when it is not."""
    if goal.direction == "maintain":
        return ""
    if goal.measure != "level":
        return (
            f"A {goal.measure} is to get smaller, and the direction is 'up'."
            if goal.direction == "up"
            else ""
        )
    good = "up" if indicator.direction == "higher_is_better" else "down"
    if goal.direction == good:
        return ""
    better = "more" if good == "up" else "less"
    return f"Of '{indicator.id}' {better} is better, and the direction is '{goal.direction}'."


def check_figures(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Warn of goals that have no figure at all: their station will say so. Only where all rows could be read."""
    if problems.errors:
        return
    told = {row.goal_id for row in contents.of(GoalValue)}
    there: dict[tuple[str, str, str], set[str]] | None = None
    for goal, origin in origins.beside(contents, Goal):
        where = f"row {origin.row}, column indicator_id"
        if goal.indicator_id is None:
            if goal.goal_id not in told:
                what = f"The goal '{goal.goal_id}' names no indicator, and has no values of its own."
                remedy = "Name an indicator, or add its figures to the table values."
                problems.add(origin.file, where, what, remedy, severity="warning")
            continue
        if goal.indicator_id not in contents.indicators:
            continue
        there = _groups_of_figures(contents.cells) if there is None else there
        place = goal.place_id or contents.workspace.place
        groups = there.get((goal.indicator_id, place, goal.dimension), set())
        if not groups or (goal.subgroup != TOTAL and goal.subgroup not in groups):
            group = "" if goal.dimension == TOTAL else f" by {goal.dimension}"
            what = f"There is no figure of '{goal.indicator_id}' for '{place}'{group}, so no progress is told there."
            remedy = "Add the figures, or name another indicator, place or group."
            problems.add(origin.file, where, what, remedy, severity="warning")


def _groups_of_figures(cells: Cells) -> dict[tuple[str, str, str], set[str]]:
    """The groups with a row, by indicator, place and dimension."""
    found: dict[tuple[str, str, str], set[str]] = {}
    frame = cells.frame[["indicator_id", "place_id", "dimension", "subgroup"]].drop_duplicates()
    for indicator, place, dimension, subgroup in frame.itertuples(index=False, name=None):
        found.setdefault((indicator, place, dimension), set()).add(subgroup)
    return found


def _check_plan(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """A line is closed with its lesson, dropped with its reason, and carried over into the next year's plan."""
    rows = list(origins.beside(contents, PlanItem))
    years = {item.year for item, _ in rows}
    lines = {(item.year, item.statement.strip().casefold()) for item, _ in rows}
    for item, origin in rows:
        if item.state != "planned" and not item.lesson:
            what = f"The line '{item.item_id}' is closed ({item.state}) without a lesson."
            remedy = "Write what was learned; a line without one stays 'planned'."
            problems.add(origin.file, f"row {origin.row}, column lesson", what, remedy)
        if item.state == "dropped" and not item.reason:
            what = f"The line '{item.item_id}' is dropped without a reason."
            problems.add(origin.file, f"row {origin.row}, column reason", what, "Write why it was dropped.")
        carried = item.state == "carried" and item.year + 1 in years
        if carried and (item.year + 1, item.statement.strip().casefold()) not in lines:
            what = f"The line '{item.item_id}' is carried over, and the plan of {item.year + 1} has no such line."
            remedy = f"Add a line of {item.year + 1} with the same statement, or write 'changed'."
            where = f"row {origin.row}, column state"
            problems.add(origin.file, where, what, remedy, severity="warning")


def _check_loop(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """What is not taken up has its reason, what is done says what was done, and both are closed on a day."""
    for theme, origin in origins.beside(contents, LoopTheme):
        row = f"row {origin.row}"
        if theme.status == "not_now" and not theme.reason:
            what = f"The theme '{theme.theme_id}' is not taken up now, and no reason is told."
            problems.add(origin.file, f"{row}, column reason", what, "Write the reason: people asked.")
        if theme.status == "done" and not theme.did:
            what = f"The theme '{theme.theme_id}' is done, and nothing says what was done."
            problems.add(origin.file, f"{row}, column did", what, "Write what was done.")
        if theme.status != "doing" and theme.closed_on is None:
            what = f"The theme '{theme.theme_id}' is closed without a day, so it does not count in how fast."
            where = f"{row}, column closed_on"
            problems.add(origin.file, where, what, "Write the day it was closed.", severity="warning")
