"""The `text` station: framing, norms, or a quote."""

from datawalk.charts.written import Prose
from datawalk.domain.walks import TextStation
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble
from datawalk.screens.views import StationView


def load_text(context: Context, station: TextStation) -> StationView:
    """The station's words, as they were written."""
    body = station.body.said(context.selection.lang)
    return assemble(
        context,
        finding=finding(),
        picture=Prose(paragraphs(body.words), station.by or "", body.lang),
        alt=body.words,
        footer=context.footer(context.store.workspace.name + "."),
    )


def paragraphs(words: str) -> tuple[str, ...]:
    """The parts of a text between blank lines."""
    return tuple(part.strip() for part in words.split("\n\n") if part.strip())
