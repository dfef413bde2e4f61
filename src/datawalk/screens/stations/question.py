"""The `question` station: a question to think about together. It has no finding, and no answers yet."""

from datawalk.charts.written import Prose
from datawalk.domain.walks import QuestionStation
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble
from datawalk.screens.stations.text import paragraphs
from datawalk.screens.views import StationView


def load_question(context: Context, station: QuestionStation) -> StationView:
    """The question, and the words around it when there are any."""
    lang = context.selection.lang
    body = station.body.said(lang) if station.body else None
    return assemble(
        context,
        finding=finding(),
        picture=Prose(paragraphs(body.words), "", body.lang) if body else None,
        alt=body.words if body else station.question.said(lang).words,
        footer=context.footer(context.store.workspace.name + "."),
    )
