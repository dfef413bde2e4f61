"""The launcher: `datawalk serve` starts it. It holds nothing else."""

import streamlit as st

from datawalk.ui import lifespan, main_script, on_script_error
from datawalk.web import middleware, routes

app = st.App(
    main_script(),
    lifespan=lifespan,
    routes=routes(),
    middleware=middleware(),
    on_script_error=on_script_error,
)
