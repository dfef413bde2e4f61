"""The page in Streamlit as its documentation teaches: a cached data frame, filters, Plotly Express."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def load() -> pd.DataFrame:
    data = pd.read_parquet(os.environ["PEER_DATA"]).sort_values("year")
    return data.astype({"indicator": "category", "place": "category", "subgroup": "category"})


@st.cache_data
def choices() -> tuple[list[str], list[str]]:
    data = load()
    return sorted(data["place"].cat.categories), sorted(data["indicator"].cat.categories)


st.set_page_config(page_title="Indicators")
st.title("Indicators")
places, indicators = choices()
place = st.selectbox("Place", places)
indicator = st.selectbox("Indicator", indicators)

data = load()
data = data[data["indicator"] == indicator]
newest = data[data["year"] == data["year"].max()]
here = data[data["place"] == place]

st.header("By group")
groups = newest[(newest["place"] == place) & (newest["subgroup"] != "total")]
groups = groups.assign(above=groups["upper"] - groups["estimate"], below=groups["estimate"] - groups["lower"])
st.plotly_chart(px.scatter(groups, x="estimate", y="subgroup", error_x="above", error_x_minus="below"))

st.header("Over time")
st.plotly_chart(px.line(here[here["subgroup"] == "total"], x="year", y="estimate", markers=True))

st.header("Places compared")
st.plotly_chart(px.strip(newest[newest["subgroup"] == "total"], x="estimate", hover_name="place"))
