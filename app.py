"""The launcher: `datawalk serve` starts it. It holds nothing else."""

import streamlit as st

from datawalk.ui import lifespan, main_script
from datawalk.web import middleware, routes

app = st.App(main_script(), lifespan=lifespan, routes=routes(), middleware=middleware())
