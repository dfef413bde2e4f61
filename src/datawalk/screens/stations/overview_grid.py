"""Many gaps as a grid, and as a table."""

from datawalk.charts.written import Grid, GridCell, GridRow, GridTone
from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.measures.compare import farness
from datawalk.measures.gaps import OVERALL, Gap
from datawalk.screens import format as fmt
from datawalk.screens.stations import several
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    dot_text,
    drawn,
    margin_end,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.groups import Groups
from datawalk.screens.stations.overview_words import Overview
from datawalk.screens.views import TableView

_TONES: dict[int, GridTone] = {0: "plain", 1: "far", 2: "farther", 3: "farthest"}


def overview_grid(overview: Overview, rows: list[Groups]) -> Grid:
    """A line an indicator, a cell a group, everyone last; the shade says how far from the reference."""
    t = overview.t
    drawn_rows = tuple(
        GridRow(
            overview.name(row),
            tuple(_cell(overview, row, key) for key in _columns(overview)),
            several.row_note(overview.context, row.indicator, row.period),
        )
        for row in rows
    )
    columns = tuple(t("Everyone") if key == TOTAL else overview.names[key] for key in _columns(overview))
    used = {cell.tone for row in drawn_rows for cell in row.cells}
    meanings: tuple[tuple[GridTone, str], ...] = (
        ("best", t("compared with this group")),
        ("far", t("1.2 times or more")),
        ("farther", t("1.5 times or more")),
        ("farthest", t("twice or more")),
        ("hollow", t("Too few people to be sure")),
    )
    shades = tuple(meaning for meaning in meanings if meaning[0] in used)
    return Grid(t("Indicator"), columns, drawn_rows, shades)


def _columns(overview: Overview) -> list[str]:
    return [*overview.group_ids, *([TOTAL] if overview.with_everyone else [])]


def _of(row: Groups, key: str) -> Observation | None:
    return row.total if key == TOTAL else row.cells.get(key)


def _cell(overview: Overview, row: Groups, key: str) -> GridCell:
    t, unit, cell = overview.t, row.indicator.unit, _of(row, key)
    if cell is None:
        return GridCell(t("No figure in the source"), "missing")
    text = dot_text(cell, unit=unit, t=t)
    if not drawn(cell):
        return GridCell(text, "hidden" if status(cell) == "hidden" else "missing")
    if status(cell) == "unreliable":
        return GridCell(text, "hollow", reason(cell, t=t))
    compared = overview.compared[row.indicator.id]
    if compared.reference == (OVERALL if key == TOTAL else key):
        return GridCell(text, "best", t("best") if key == _best(row) else t("reference"))
    gap = compared.gaps.get(key)
    far = farness(gap, unit=unit) if gap else 0
    return GridCell(text, _TONES[far], _distance(gap, row.indicator, overview) if gap and far else "")


def _best(row: Groups) -> str | None:
    """The best of the sure groups today, where groups are in no order."""
    values = {key: row.cells[key].estimate or 0.0 for key in row.ids if key in row.sure}
    if row.dimension.ordered or not values:
        return None
    return (max if row.favourable else min)(values, key=lambda key: values[key])


def _distance(gap: Gap, indicator: Indicator, overview: Overview) -> str:
    if indicator.unit not in ("years", "index") and gap.ratio and gap.ratio.value:
        return fmt.times(gap.ratio.value, t=overview.t)
    value = gap.difference.value if gap.difference else None
    return fmt.difference(value or 0.0, unit=indicator.unit, t=overview.t)


def overview_table(overview: Overview) -> TableView:
    """Every cell with its difference, its ratio and the people behind it."""
    t = overview.t
    rows, lines = [], []
    for row in overview.rows:
        name = overview.name(row)
        for key in _columns(overview):
            cell = _of(row, key)
            if cell is None:
                continue
            group = t("Everyone") if key == TOTAL else overview.names[key]
            gap = overview.compared[row.indicator.id].gaps.get(key)
            numbers = cell_row(cell, id=f"{row.indicator.id}/{key}", label=f"{name}: {group}", t=t)
            told = {
                "difference": gap.difference if gap else None,
                "ratio": gap.ratio if gap else None,
                "people": gap.people if gap else None,
            }
            rows.append(
                {
                    **numbers,
                    "indicator": row.indicator.id,
                    "group": key,
                    "period": str(row.period),
                    **{key: one.value if one else None for key, one in told.items()},
                }
            )
            line = cell_line(cell, group, unit=row.indicator.unit, t=t)
            lines.append((name, *line[:-1], _line_gap(gap, row.indicator, overview), line[-1]))
    header = table_header(t, first=overview.dimension.name.said(overview.lang).words)
    return TableView(tuple(rows), (t("Indicator"), *header[:-1], t("Difference"), header[-1]), tuple(lines))


def _line_gap(gap: Gap | None, indicator: Indicator, overview: Overview) -> str:
    if gap is None or gap.difference is None or gap.difference.value is None:
        return "–"
    said = margin_end(gap.difference.value, unit=indicator.unit, t=overview.t)
    if gap.difference.interval is None:
        return said
    low, high = (margin_end(end, unit=indicator.unit, t=overview.t) for end in gap.difference.interval)
    return f"{said} ({low} – {high})"
