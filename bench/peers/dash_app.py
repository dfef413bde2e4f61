"""The page in Dash: figures in pandas, indexed once, drawn with Plotly Express in one callback."""

import os
import sys

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, callback, dcc, html
from plotly.graph_objects import Figure

data = pd.read_parquet(os.environ["PEER_DATA"]).sort_values("year")
cells = data.set_index(["indicator", "place"]).sort_index(kind="stable")
newest = data[(data["subgroup"] == "total") & (data["year"] == data["year"].max())].set_index("indicator")
indicators, places = sorted(data["indicator"].unique()), sorted(data["place"].unique())
del data

app = Dash(__name__, title="Indicators", compress=True)
app.layout = html.Main(
    [
        html.H1("Indicators"),
        html.Label("Place", htmlFor="place"),
        dcc.Dropdown(places, places[0], id="place", clearable=False),
        html.Label("Indicator", htmlFor="indicator"),
        dcc.Dropdown(indicators, indicators[0], id="indicator", clearable=False),
        html.H2("By group"),
        dcc.Graph(id="groups"),
        html.H2("Over time"),
        dcc.Graph(id="trend"),
        html.H2("Places compared"),
        dcc.Graph(id="strip"),
    ]
)


@callback(
    Output("groups", "figure"),
    Output("trend", "figure"),
    Output("strip", "figure"),
    Input("place", "value"),
    Input("indicator", "value"),
)
def draw(place: str, indicator: str) -> tuple[Figure, Figure, Figure]:
    here = cells.loc[(indicator, place)]
    now = here[(here["year"] == here["year"].max()) & (here["subgroup"] != "total")]
    now = now.assign(above=now["upper"] - now["estimate"], below=now["estimate"] - now["lower"])
    groups = px.scatter(now, x="estimate", y="subgroup", error_x="above", error_x_minus="below")
    trend = px.line(here[here["subgroup"] == "total"], x="year", y="estimate", markers=True)
    strip = px.strip(newest.loc[indicator], x="estimate", hover_name="place")
    return groups, trend, strip


if __name__ == "__main__":
    app.run(port=sys.argv[1])
