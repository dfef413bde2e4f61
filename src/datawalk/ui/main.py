"""The main script: what every page stands in. Streamlit runs it for each visitor and each change."""

from datawalk.ui.frame import run

run()
