"""The parts of a page: each draws one piece of a view."""

from collections.abc import Callable
from html import escape

import streamlit as st

from datawalk.charts.inputs import Picture
from datawalk.domain.text import Said
from datawalk.screens.pageview import Described, Door, FrameView
from datawalk.screens.views import Fact, Finding, StationView, Step, TableView, WalkView, Working
from datawalk.screens.wording import Words
from datawalk.ui.release import drawn


def said(text: Said, lang: str) -> str:
    """The words, marked when they are in the other language."""
    words = escape(text.words)
    return (
        words
        if text.lang == lang
        else f'<span lang="{text.lang}">{words} <small>({text.lang})</small></span>'
    )


def spans(finding: Finding) -> str:
    """A finding as HTML."""
    tones = {"plain": "", "strong": "dw-strong", "worst": "dw-worst"}
    return "".join(
        escape(span.words)
        if span.tone == "plain"
        else f'<strong class="{tones[span.tone]}">{escape(span.words)}</strong>'
        for span in finding.spans
    )


def notice(text: str) -> None:
    """A quiet line that says what is shown instead of what was asked for."""
    if text:
        st.html(f'<p class="dw-notice" role="status">{escape(text)}</p>')


def sorry(t: Words) -> None:
    """A calm page in the place of one that cannot be drawn. What went wrong is in the host's log."""
    title = t("This page cannot be shown right now.")
    remedy = t(
        "Please try again in a moment. If it stays so, tell the host: a new release may have to be built."
    )
    st.html(f'<div class="dw-sorry"><h1>{escape(title)}</h1><p>{escape(remedy)}</p></div>')


def fictional(frame: FrameView) -> None:
    """The label of a made-up place, at the foot of every page."""
    if frame.fictional:
        st.html(f'<p class="dw-fictional">{escape(frame.fictional)}</p>')


def door(view: Door, lang: str) -> None:
    """One walk: its name, its live sentence, and how many stations it has."""
    st.html(
        f'<h2>{said(view.title, lang)}</h2><p class="dw-live">{spans(view.finding)}</p>'
        f'<p class="dw-quiet">{escape(view.stations_text)}</p>'
    )


def folded(title: str, key: str, draw: Callable[[], None]) -> None:
    """What is one press away: made and sent when it is opened. `key` names it among all of its page."""
    fold = st.expander(title, key=f"fold_{key}", on_change="rerun")
    if fold.open:
        with fold:
            draw()


def heading(text: str) -> None:
    """The heading of a part of a page."""
    st.html(f'<div class="dw-section"><h2>{escape(text)}</h2></div>')


def small_print(text: str) -> None:
    """A quiet line at the end of a page."""
    st.html(f'<p class="dw-quiet">{escape(text)}</p>')


def result(finding: Finding) -> None:
    """What came of something that was tried out; said again by a screen reader when it changes."""
    st.html(f'<p class="dw-finding" role="status">{spans(finding)}</p>')


def dots_of(walk: WalkView) -> str:
    """Where in the walk this station is."""
    marks = "".join(
        f'<i class="{"dw-here" if at == walk.index else "dw-seen" if at < walk.index else ""}"></i>'
        for at in range(len(walk.stations))
    )
    return f'<span class="dw-steps" aria-hidden="true">{marks}</span>'


def station_head(walk: WalkView, t: Words) -> None:
    """Walk, station n of m, the place and period, the question and the finding."""
    view = walk.station
    place = " · ".join(part for part in (view.place_name, view.period_text) if part)
    at = escape(t("Station {n} of {m}", n=walk.position, m=len(walk.stations)))
    st.html(
        f'<div class="dw-head"><div class="dw-top"><p><b class="dw-walk">{said(walk.title, view.lang)}</b> '
        f'<span class="dw-at">{at} {dots_of(walk)}</span></p>'
        f"<p>{escape(place)}</p></div>"
        f'<h1 class="dw-question">{said(view.title, view.lang)}</h1>'
        f'<p class="dw-finding">{spans(view.finding)}</p></div>'
    )


def picture(picture: Picture | None, *, name: str) -> None:
    """A picture; nothing when the finding already says that there is none. `name`: what a screen reader calls it.

    `st.html` takes every SVG out, `st.markdown` keeps them.
    """
    if picture is not None:
        st.markdown(drawn(picture, name), unsafe_allow_html=True)


def prompts(view: StationView, t: Words) -> None:
    """The questions to talk about, on a card."""
    if view.prompts:
        items = "".join(f"<li>{said(prompt, view.lang)}</li>" for prompt in view.prompts)
        st.html(f'<section class="dw-card"><h2>{escape(t("Talk about it"))}</h2><ol>{items}</ol></section>')


def table(view: TableView, caption: str, *, label: str = "") -> None:
    """Numbers as a table; `label` names it to a screen reader where its heading stands above it already.

    A row is marked with the marks of its name in the pictures.
    """
    sides = [' class="dw-number"' if number else "" for number in view.of_numbers]
    head = "".join(
        f'<th scope="col"{side}>{escape(name)}</th>' for name, side in zip(view.header, sides, strict=True)
    )
    body = "".join(
        f'<tr data-group="{escape(first)}"><th scope="row">{escape(first)}</th>'
        + "".join(f"<td{side}>{escape(text)}</td>" for text, side in zip(rest, sides[1:], strict=True))
        + "</tr>"
        for first, *rest in view.lines
    )
    seen = f"<caption>{escape(caption)}</caption>" if caption else ""
    st.html(
        f'<div class="dw-scroll" tabindex="0" role="group" aria-label="{escape(caption or label)}"><table class="dw-table">'
        f"{seen}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def facts(view: StationView, t: Words) -> None:
    """Source and method, line by line, and what the number cannot say."""
    lines = [(fact.label, escape(fact.text)) for fact in view.facts]
    if view.cannot_say:
        lines.insert(0, (t("What this cannot say"), said(view.cannot_say, view.lang)))
    _lines(lines)


def working(view: Working, t: Words) -> None:
    """How numbers were worked out: what went in, then each number in words, in symbols, and with the numbers put in."""
    table(view.inputs, "", label=t("What went in"))
    st.html(f'<div class="dw-working">{"".join(_step(step, t) for step in view.steps)}</div>')


def _step(step: Step, t: Words) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in step.lines)
    return (
        f"<section><h3>{escape(step.name)}: <strong>{escape(step.result)}</strong></h3>"
        f'<p>{escape(step.in_words)}</p><div class="dw-sums"><p>{escape(step.formula)}</p>{lines}</div>'
        f'<p class="dw-quiet">{escape(t("Formula from: {source}", source=step.source))}</p></section>'
    )


def fact_list(facts: tuple[Fact, ...]) -> None:
    """Labels and texts, line by line."""
    _lines([(fact.label, escape(fact.text)) for fact in facts])


def described(things: tuple[Described, ...]) -> None:
    """Each thing under its name."""
    said = "".join(
        f"<section><h3>{escape(one.name)}</h3>{_list([(fact.label, escape(fact.text)) for fact in one.facts])}</section>"
        for one in things
    )
    st.html(f'<div class="dw-described">{said}</div>')


def _lines(lines: list[tuple[str, str]]) -> None:
    st.html(_list(lines))


def _list(lines: list[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in lines)
    return f'<dl class="dw-facts">{items}</dl>'
