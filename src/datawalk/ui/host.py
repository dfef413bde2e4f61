"""The host's desk, drawn: links, releases, sign-ins, the trail."""

from datetime import timedelta
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from datawalk.actions.admission import known, today
from datawalk.actions.links import extend_link, revoke_link
from datawalk.actions.publishing import publish, serve_instead
from datawalk.actions.rights import open_sign_in
from datawalk.actions.signing import end_sign_in, form_secret
from datawalk.screens.host import HostView, Line, load_compared, load_host
from datawalk.screens.selection import Selection
from datawalk.screens.wording import Words, words
from datawalk.settings import served_workspace, server_run
from datawalk.store.published import opened
from datawalk.store.releases import Releases
from datawalk.ui import blocks, share
from datawalk.ui.release import pin, pinned_release
from datawalk.ui.writing import attempt, do, host, said, say

_MORE_DAYS = 30


def load(selection: Selection) -> HostView:
    """The desk as it stands now, on the release that is served now. Raises DatawalkError."""
    releases = _releases()
    pin(releases.current())
    held = known()
    sign_ins = [one for one in held.sign_ins.values() if one.open_in(server_run())]
    own = open_sign_in(sign_ins, host().token)
    return load_host(
        opened(pinned_release()),
        selection,
        events=held.events,
        links=held.links,
        sign_ins=sign_ins,
        own=own.id if own else "",
        releases=releases.all(),
        today=today(),
    )


def draw(view: HostView) -> None:
    """The desk from top to bottom."""
    t = words(view.lang)
    title = t("The host's desk")
    lead = t("What is shared, what is published, and who did what. Only a host sees this page.")
    with st.container(key="sheet"):
        st.html(
            f'<div class="dw-title"><h1 class="dw-name">{escape(title)}</h1>'
            f'<p class="dw-lead">{escape(lead)}</p></div>'
        )
        said()
        _links(view, t)
        _published(view, t)
        _signed_in(view, t)
        blocks.heading(t("Who did what"))
        lines = "".join(f'<li class="dw-desk">{_words(line)}</li>' for line in view.trail)
        st.html(f'<ul class="dw-trail">{lines}</ul>')


def _links(view: HostView, t: Words) -> None:
    blocks.heading(t("Share links"))
    blocks.small_print(t("Read-only, for whoever has it, from the release it was made with, until a day."))
    with st.expander(t("Make a link"), expanded=not view.links):
        share.form(view.covers, t)
    for line in view.links:
        with _line(line, kind="link"):
            days = t("{n} more days", n=_MORE_DAYS)
            again = t("Open again for {n} days", n=_MORE_DAYS)
            label = days if line.is_open else again
            st.button(label, key=f"extend_{line.id}", on_click=_extend, args=(line.id,))
            if line.is_open:
                st.button(t("Revoke"), key=f"revoke_{line.id}", on_click=_revoke, args=(line.id,))
    if view.left_out:
        blocks.small_print(view.left_out)


def _line(line: Line, *, kind: str) -> DeltaGenerator:
    """A line with room for its buttons."""
    row = st.container(key=f"{kind}_{line.id}", horizontal=True, vertical_alignment="center", gap="small")
    quiet = "" if line.is_open else " dw-ended"
    row.html(f'<p class="dw-desk{quiet}">{_words(line)}</p>')
    return row


def _words(line: Line) -> str:
    return f"<b>{escape(line.name)}</b> <span>{escape(line.text)}</span>"


def _extend(link_id: str) -> None:
    until = today() + timedelta(days=_MORE_DAYS)
    do(lambda principal, store: extend_link(principal, store, link_id, until=until))


def _revoke(link_id: str) -> None:
    do(lambda principal, store: revoke_link(principal, store, link_id))


def _published(view: HostView, t: Words) -> None:
    names = dict(view.releases)
    blocks.heading(t("Releases"))
    blocks.small_print(t("Served now: {release}", release=names.get(view.served, view.served)))
    if st.button(t("Publish what is in the folder now"), key="publish"):
        with st.spinner(t("Checking and building. This may take minutes.")):
            made = attempt(lambda principal: publish(principal, served_workspace()))
        if made:
            say(t("Release {id} is served now.", id=made.id))
        st.rerun()
    others = [key for key in names if key != view.served]
    if others:
        with st.container(key="go_back", horizontal=True, vertical_alignment="bottom", gap="medium"):
            chosen = st.selectbox(t("Another release"), others, format_func=names.__getitem__, key="other")
            st.button(t("Serve it instead"), key="serve_instead", on_click=_serve, args=(chosen,))
        with st.expander(t("Compare two releases")):
            _compare(view, names, t)


def _serve(release_id: str) -> None:
    attempt(lambda principal: serve_instead(principal, served_workspace(), release_id))


def _compare(view: HostView, names: dict[str, str], t: Words) -> None:
    ids = list(names)
    with st.container(key="compare", horizontal=True, gap="medium"):
        before = st.selectbox(t("From"), ids, index=1, format_func=names.__getitem__, key="compare_from")
        now = st.selectbox(t("To"), ids, index=0, format_func=names.__getitem__, key="compare_to")
    old, new = (opened(_releases().named(one)) for one in (before, now))
    sentence, table = load_compared(old, new, view.lang)
    st.html(f'<p class="dw-finding" role="status">{escape(sentence)}</p>')
    if table.lines:
        blocks.table(table, "", label=t("What differs"))


def _signed_in(view: HostView, t: Words) -> None:
    blocks.heading(t("Who is signed in"))
    for line in view.sign_ins:
        with _line(line, kind="sign_in"):
            if line.is_open:
                st.button(t("End it"), key=f"end_{line.id}", on_click=_end, args=(line.id,))
            else:
                _sign_out(t)


def _end(sign_in_id: str) -> None:
    do(lambda principal, store: end_sign_in(principal, store, sign_in_id))


def _sign_out(t: Words) -> None:
    """A plain form: only a plain answer can take a cookie away."""
    st.html(
        f'<form class="dw-sign-out" method="post" action="/sign-out?lang={t.lang}">'
        f'<input type="hidden" name="form" value="{form_secret(host().token)}">'
        f"<button>{escape(t('Sign out'))}</button></form>",
        width="content",
    )


def _releases() -> Releases:
    return Releases(served_workspace() / "built")
