"""What can be tried out on a page. Answers live in the visit alone: not in the address, not in any file."""

from collections.abc import Sequence

import streamlit as st

from datawalk.screens.views import Ask, Tool
from datawalk.screens.wording import Words
from datawalk.ui import blocks
from datawalk.ui.admission import stop_if_ended
from datawalk.ui.labels import plain


def draw(tools: Sequence[Tool], t: Words) -> None:
    """Each tool one tap away."""
    if not tools:
        return
    blocks.heading(t("Try it out"))
    blocks.small_print(t("Nothing you enter here is kept."))
    for tool in tools:
        with st.expander(tool.title), st.container(key=f"tool_{tool.id}"):
            _tool(tool, t)


@st.fragment
def _tool(tool: Tool, t: Words) -> None:
    stop_if_ended()
    blocks.small_print(tool.lead)
    with st.container(key=f"asks_{tool.id}", horizontal=True, vertical_alignment="bottom", gap="medium"):
        answers = {ask.id: _ask(tool, ask) for ask in tool.asks}
    worked = tool.work(answers)
    blocks.result(worked.finding)
    if worked.table.lines:
        blocks.table(worked.table, "", label=tool.title)
    if worked.take_along:
        name, text = worked.take_along
        st.download_button(
            t("Take it along (CSV)"), text, file_name=name, mime="text/csv", key=f"take_{tool.id}"
        )


def _ask(tool: Tool, ask: Ask) -> float | str:
    key = f"{tool.id}_{ask.id}"
    if ask.options:
        names = dict(ask.options)
        return st.selectbox(
            plain(ask.label),
            list(names),
            index=list(names).index(str(ask.value)),
            format_func=names.__getitem__,
            key=key,
            width=320,
        )
    held = max(ask.least, float(ask.value))
    numbers = [ask.least, ask.most, held if ask.most is None else min(held, ask.most)]
    least, most, value = (None if one is None else int(one) if ask.whole else float(one) for one in numbers)
    given = st.number_input(
        plain(ask.label),
        min_value=least,
        max_value=most,
        value=value,
        step=1 if ask.whole else 0.5,
        format="%d" if ask.whole else "%.1f",
        key=key,
        width=320,
    )
    return ask.least if given is None else given
