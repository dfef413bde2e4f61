"""A page on paper: one HTML file with its style within and its pictures drawn in it. No browser is needed to make it."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape
from markupsafe import Markup

from datawalk.charts import STYLES
from datawalk.charts.inputs import Picture
from datawalk.charts.picture import picture_markup
from datawalk.screens.pageview import PageView
from datawalk.screens.wording import words

_FOLDER = Path(__file__).parent


def as_html(view: PageView) -> str:
    """The page as one file that needs nothing else."""
    return _template().render(
        view=view, t=words(view.lang), style=Markup(_style()), drawn=_drawn, release=view.release
    )


def _drawn(picture: Picture, name: str) -> Markup:
    return Markup(picture_markup(picture, name=name))


@cache
def _style() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in (*STYLES, _FOLDER / "print.css"))


@cache
def _template() -> Template:
    loader = FileSystemLoader(_FOLDER)
    return Environment(loader=loader, autoescape=select_autoescape()).get_template("print.html")
