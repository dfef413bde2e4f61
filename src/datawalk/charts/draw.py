"""Every picture has one way to be drawn: dots as a figure, the others as markup."""

import plotly.graph_objects as go

from datawalk.charts.dots import draw_dots
from datawalk.charts.inputs import Dots, Size, Theme

Figure = go.Figure


def figure(picture: Dots, *, size: Size, theme: Theme) -> Figure:
    """The Plotly figure of a picture of values."""
    return draw_dots(picture, size=size, theme=theme)
