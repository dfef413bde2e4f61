"""A page a partner reads alone: what it is, what can be chosen, its sections, and how to take it away."""

from collections.abc import Iterable
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from datawalk.domain.text import Language
from datawalk.screens.pageview import Entry, Link, PageName, PageView, Section, Stat
from datawalk.screens.views import Choice
from datawalk.screens.wording import Words, words
from datawalk.ui import blocks, explore, tools
from datawalk.ui.address import hold, read_selection
from datawalk.ui.labels import plain
from datawalk.ui.pages import way_to
from datawalk.ui.take import take

PART = "part"
"""The choice that is drawn as buttons; every other one is a list."""


def draw(view: PageView) -> None:
    """Draw the page from top to bottom."""
    t = words(view.lang)
    st.set_page_config(page_title=f"{view.title.words} · datawalk")
    with st.container(key="sheet"):
        if view.back:
            with st.container(key="back"):
                link(view.back, label=f"← {view.back.label}")
        st.html(
            f'<div class="dw-title"><h1 class="dw-name">{blocks.said(view.title, view.lang)}</h1>'
            f'<p class="dw-lead">{escape(view.lead)}</p></div>'
        )
        blocks.notice(view.notice)
        _choices(view)
        _stats(view.stats)
        for section in view.sections:
            with st.container(key=f"section_{section.id}"):
                _section(section, view, t)
        tools.draw(view.tools, t)
        downloads(view.page, view.release, t, with_working=any(section.working for section in view.sections))


def link(view: Link, *, label: str = "") -> None:
    """A way to another page that keeps the visit."""
    st.page_link(
        way_to(view.page), label=plain(label or view.label), query_params=view.selection.parameters()
    )


def downloads(page: PageName, release: str, t: Words, *, with_working: bool = False) -> None:
    """The page as a table, as a page to print, and its working, made by the server from the release of this visit."""
    asked = urlencode({**read_selection().parameters(), "release": release})
    kinds = [("csv", t("Download the numbers (CSV)")), ("html", t("Page to print"))]
    if with_working:
        kinds.append(("json", t("Work it out again (JSON)")))
    links = "".join(
        f'<a href="/download/{page}.{ending}?{escape(asked)}">{escape(label)}</a>' for ending, label in kinds
    )
    st.html(f'<p class="dw-downloads">{links}</p>')


def parts(choices: Iterable[Choice]) -> None:
    """The few parts to choose from, or what may be ticked off, side by side, where there are some among the choices.

    Buttons: a group of radio buttons would keep the arrow keys, which lead from station to station, for itself.
    """
    for choice in choices:
        if choice.key == PART or choice.left_out is not None:
            with st.container(key="parts", horizontal=True, gap="small", vertical_alignment="center"):
                st.html(f'<p class="dw-quiet">{escape(choice.label)}</p>', width="content")
                for value, name in choice.options:
                    _part(choice, value, name)


def _part(choice: Choice, value: str, name: str) -> None:
    """One part as a button: chosen, or not; counted in, or ticked off."""
    if choice.left_out is None:
        chosen = value == choice.chosen
        label, kind, after = f"✓ {name}" if chosen else name, "primary" if chosen else "secondary", value
    else:
        counted = value not in choice.left_out
        label, kind = f"✓ {name}" if counted else f"✗ {name}", "secondary" if counted else "primary"
        left = {*choice.left_out, value} if counted else {*choice.left_out} - {value}
        after = ";".join(sorted(left))
    st.button(plain(label), key=f"part_{value}", type=kind, on_click=hold, args=(choice.key, after))


def _take(page: str, key: str) -> None:
    hold(key, st.session_state[_state(page, key)])


def _state(page: str, key: str) -> str:
    return f"choice_{page}_{key}"


def _choices(view: PageView) -> None:
    shown = [choice for choice in view.choices if len(choice.options) > 1 or not choice.options]
    if not shown:
        return
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom", gap="medium"):
        for choice in shown:
            choose(choice, view.page)


def choose(choice: Choice, page: str) -> None:
    """A list to choose from, or a search."""
    key = _state(page, choice.key)
    if not choice.options:
        st.session_state[key] = choice.chosen
        st.text_input(choice.label, key=key, on_change=_take, args=(page, choice.key), width=320)
        return
    names = dict(choice.options)
    shown = choice.chosen if choice.chosen in names else next(iter(names))
    if st.session_state.get(key) != shown:  # a value set anew sends every option again
        st.session_state[key] = shown
    st.selectbox(
        choice.label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_take,
        args=(page, choice.key),
        width=250,
    )


def _stats(stats: tuple[Stat, ...]) -> None:
    if not stats:
        return
    tones = {"plain": "", "strong": "dw-strong", "worst": "dw-worst"}
    items = "".join(
        f'<div class="dw-stat"><dt>{escape(stat.label)}</dt>'
        f'<dd><span class="dw-big {tones[stat.tone]}">{escape(stat.value)}</span><small>{escape(stat.note)}</small></dd></div>'
        for stat in stats
    )
    st.html(f'<dl class="dw-stats">{items}</dl>')


def _section(section: Section, view: PageView, t: Words) -> None:
    head = f"<h2>{escape(section.title)}</h2>" if section.title else ""
    if section.finding.spans:
        head += f'<p class="dw-finding">{blocks.spans(section.finding)}</p>'
    head += "".join(f"<p>{escape(paragraph)}</p>" for paragraph in section.paragraphs)
    if head:
        st.html(f'<div class="dw-section">{head}</div>')
    blocks.notice(section.notice)
    if section.picture is not None:
        with st.container(key=f"plate_{section.id}"):
            explore.picture(section, view, t)
        take(lambda: view, section.id, t)
    entries(section.id, section.entries, view.lang)
    _folds(section, view, t)


def _folds(section: Section, view: PageView, t: Words) -> None:
    """Numbers, working and facts: one press away where they have a title of their own."""
    if section.table.lines and section.table_title:
        caption = section.title or view.title.words
        blocks.folded(
            section.table_title, f"{section.id}_table", partial(blocks.table, section.table, caption)
        )
    elif section.table.lines:
        blocks.table(section.table, "", label=section.title)
    if section.working:
        blocks.folded(
            t("How this was worked out"),
            f"{section.id}_working",
            partial(blocks.working, section.working, t),
        )
    if section.facts and section.facts_title:
        blocks.folded(section.facts_title, f"{section.id}_facts", partial(blocks.fact_list, section.facts))
    elif section.facts:
        blocks.fact_list(section.facts)
    if section.described:
        blocks.folded(
            section.described_title, f"{section.id}_described", partial(blocks.described, section.described)
        )


def entries(id: str, listed: tuple[Entry, ...], lang: Language) -> None:
    """A list of lines."""
    if listed:
        with st.container(key=f"entries_{id}", gap=None):
            for position, entry in enumerate(listed):
                with st.container(key=f"entry_{id}_{position}", horizontal=True, gap="medium"):
                    _entry(entry, lang)


def _entry(entry: Entry, lang: Language) -> None:
    """One line: its name leads on, its quiet text below, its figure at the end."""
    title = blocks.said(entry.title, lang)
    if entry.link:
        link(entry.link)
    elif entry.url.startswith(("https://", "http://")):
        st.html(f'<p class="dw-entry-name"><a href="{escape(entry.url)}">{title}</a></p>')
    else:
        st.html(f'<p class="dw-entry-name">{title}</p>')
    text = f'<span class="dw-entry-text">{escape(entry.text)}</span>' if entry.text else ""
    value = f'<span class="dw-entry-value">{escape(entry.value)}</span>' if entry.value else ""
    if text or value:
        st.html(f'<p class="dw-entry">{text}{value}</p>')
