"""The projector: its keys, its timer, its blank screen and its help."""

import time
from html import escape

import streamlit as st

from datawalk.screens.views import WalkView
from datawalk.screens.wording import Words

_BLANK, _HELP, _TIMER = "present_blank", "present_help", "present_timer"


def _go(station_id: str | None) -> None:
    if station_id:
        st.query_params["station"] = station_id
        st.session_state.pop(_TIMER, None)
    st.session_state[_HELP] = False


def _toggle(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _toggle_timer(minutes: int) -> None:
    """Start the station's minutes, or stop them."""
    if _TIMER in st.session_state:
        del st.session_state[_TIMER]
    else:
        st.session_state[_TIMER] = time.time() + 60 * minutes


def timer(t: Words) -> None:
    """The time left, counted down only while it runs."""
    if _TIMER in st.session_state:
        _running(t)
    else:
        st.html('<p class="dw-timer"></p>')


@st.fragment(run_every=1.0)
def _running(t: Words) -> None:
    left = max(0, round(st.session_state.get(_TIMER, 0) - time.time()))
    said = t("{time} left", time=f"{left // 60}:{left % 60:02d}") if left else t("Time is up")
    st.html(f'<p class="dw-timer" role="timer">{escape(said)}</p>')


def keys(walk: WalkView, t: Words) -> None:
    """The keys, as buttons that also answer to the keyboard."""
    minutes = walk.station.minutes
    with st.container(key="present_keys", horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            t("Back"),
            key="key_left",
            on_click=_go,
            args=(walk.previous_id,),
            shortcut="Left",
            type="tertiary",
        )
        st.button(
            t("Next"), key="key_right", on_click=_go, args=(walk.next_id,), shortcut="Right", type="tertiary"
        )
        st.button(
            t("Timer"), key="key_t", on_click=_toggle_timer, args=(minutes,), shortcut="T", type="tertiary"
        )
        st.button(t("Blank"), key="key_b", on_click=_toggle, args=(_BLANK,), shortcut="B", type="tertiary")
        st.button(t("Help"), key="key_h", on_click=_toggle, args=(_HELP,), shortcut="H", type="tertiary")
    with st.container(key="present_more_keys"):
        st.button("PageUp", key="key_up", on_click=_go, args=(walk.previous_id,), shortcut="PageUp")
        st.button("PageDown", key="key_down", on_click=_go, args=(walk.next_id,), shortcut="PageDown")


def help_card(t: Words) -> None:
    """What each key does."""
    if not st.session_state.get(_HELP):
        return
    lines = (
        ("← →  PageUp PageDown", t("move to another station")),
        ("T", t("start or stop the timer")),
        ("B", t("blank the screen, or bring it back")),
        ("H", t("show or hide this help")),
    )
    items = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in lines)
    st.html(f'<section class="dw-help"><h2>{escape(t("Keys"))}</h2><dl>{items}</dl></section>')


def blank_screen(t: Words) -> None:
    """A dark screen while the presenter wants one; B brings the station back.

    It lies over the station and does not replace it: the keys stay where they are, so that none pressed is lost.
    """
    if st.session_state.get(_BLANK):
        st.html(f'<div class="dw-blank"><p>{escape(t("Paused. B brings the station back."))}</p></div>')
