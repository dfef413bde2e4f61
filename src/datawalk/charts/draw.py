"""Pictures of values as figures; the others are markup."""

import plotly.graph_objects as go

from datawalk.charts.dots import draw_dots
from datawalk.charts.inputs import Plotted, Size, Theme
from datawalk.charts.lines import draw_lines
from datawalk.charts.plotted import Dots, Steps, Strip
from datawalk.charts.steps import draw_steps
from datawalk.charts.strip import draw_strip

Figure = go.Figure


def figure(picture: Plotted, *, size: Size, theme: Theme) -> Figure:
    """The Plotly figure of a picture of values."""
    if isinstance(picture, Dots):
        return draw_dots(picture, size=size, theme=theme)
    if isinstance(picture, Strip):
        return draw_strip(picture, size=size, theme=theme)
    if isinstance(picture, Steps):
        return draw_steps(picture, size=size, theme=theme)
    return draw_lines(picture, size=size, theme=theme)
