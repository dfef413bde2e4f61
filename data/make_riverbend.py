"""Makes the tables of Riverbend County, which is fictional, from a fixed seed: `python data/make_riverbend.py`.

The same seed gives the same bytes. Groups and neighborhoods add up to the county; estimates follow from the counts;
survey estimates carry the standard error of their sample. Nothing here describes a real place or organisation.
"""

import random
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from riverbend import figures, means, promises, roster
from riverbend.rows import POPULATION, Row, write
from riverbend.shapes import write_boundaries

SEED = 20260610
BOUNDARIES = "sources/boundaries/2026-02-10/riverbend.geojson"
COLUMNS: Mapping[str, str] = {
    "observations": " ".join(figures.OBSERVATIONS),
    "places": "place_id name level parent_id population population_period",
    "partners": "partner_id name sectors joined_on left_on backbone places populations speaks_for_residents works_on "
    "languages website",
    "seats": "partner_id body voting from to",
    "engagement": "date meeting partner_id invited attended",
    "ties": "from_partner to_partner kind strength trust value reported_on",
    "members_by_group": "date body dimension subgroup members seats",
    "readiness": "partner_id item column note owner resolved_on",
    "goals": "goal_id area statement indicator_id measure place_id dimension subgroup reference baseline baseline_se "
    "baseline_period target target_period direction action_start owner",
    "values": "goal_id period value se",
    "milestones": "goal_id who what due done_on",
    "commitments": "goal_id who what due done_on",
    "changes": "change_id date kind component statement evidence verified",
    "plan": "item_id year statement goal_id owner state reason lesson",
    "loop": "theme_id date asked said did status reason closed_on",
    "funding": "funding_id kind funder from to amount restricted_to status show_funder",
    "costs": "month kind amount goal_id paid_to",
    "cash": "date unrestricted restricted",
    "capacity": "wave respondent_group respondents domain score",
    "resources": "resource_id title kind organization date url topics area",
}
"""The columns of every table, in their order."""


def tables() -> dict[str, list[Row]]:
    """The rows of every table."""
    first = random.Random(SEED)  # the roster follows the figures, and keeps its days when a new table comes
    observations = [figure.row() for figure in figures.observations(first)]
    return {
        "observations": observations,
        "places": roster.places(POPULATION),
        "partners": roster.partners(first),
        "seats": roster.seats(),
        "engagement": roster.engagement(random.Random(SEED + 1)),
        "ties": roster.ties(random.Random(SEED + 2)),
        "members_by_group": roster.members_by_group(),
        "readiness": roster.readiness(),
        "goals": promises.goals(observations),
        "values": promises.values(),
        "milestones": promises.milestones(),
        "commitments": promises.commitments(),
        "changes": promises.changes(),
        "plan": promises.plan(),
        "loop": promises.loop(),
        "funding": means.funding(),
        "costs": means.costs(random.Random(SEED + 3)),
        "cash": means.cash(),
        "capacity": means.capacity(),
        "resources": means.resources(),
    }


def main(folder: Path, *, only: Collection[str] = ()) -> None:
    """Write the tables into `folder`/tables and the boundaries into `folder`/sources; `only` those named."""
    for name, rows in tables().items():
        if not only or name in only:
            write(folder / "tables" / f"{name}.csv", rows, COLUMNS[name].split())
    if not only or "boundaries" in only:
        write_boundaries(folder / BOUNDARIES, random.Random(SEED + 4))


if __name__ == "__main__":
    main(Path(__file__).parent, only=sys.argv[1:])
