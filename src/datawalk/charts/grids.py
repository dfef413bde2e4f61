"""Pictures that are tables, bars or lists: a shaded grid, bars in pairs, events in time."""

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from datawalk.charts.written import Event, Grid, GridCell, GridRow, Pair, Pairs, Timeline

_LONGEST_BAR = 78
"""Percent of the line; the rest is for the number behind the bar."""


def grid_markup(picture: Grid) -> str:
    """A real table: each shade's meaning stands in its cell as words, and in the key below.

    On a phone each row becomes a card with its columns' names in it; the roles say that it is a table still.
    """
    head = "".join(_column(name, short) for name, short in zip_longest(picture.columns, picture.short))
    narrow = " dw-narrow" if picture.short else ""
    body = "".join(_row(row, picture.columns) for row in picture.rows)
    key = "".join(f'<li><i class="dw-{tone}"></i>{escape(words)}</li>' for tone, words in picture.key)
    legend = f'<ul class="dw-key">{key}</ul>' if key else ""
    return (
        f'<div class="dw-grid-room" tabindex="0" role="group" aria-label="{escape(picture.corner)}">'
        f'<table class="dw-grid{narrow}" role="table"><thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{escape(picture.corner)}</th>{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>{legend}'
    )


def _column(name: str, short: str | None) -> str:
    if short is None:
        return f'<th scope="col" role="columnheader">{escape(name)}</th>'
    return f'<th scope="col" role="columnheader" aria-label="{escape(name)}">{escape(short)}</th>'


def _row(row: GridRow, columns: Sequence[str]) -> str:
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    cells = "".join(_cell(cell, of) for cell, of in zip(row.cells, columns, strict=True))
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(row.label)}{note}</th>{cells}</tr>'


def _cell(cell: GridCell, of: str) -> str:
    note = f"<small>{escape(cell.note)}</small>" if cell.note else ""
    text = escape(cell.text) if cell.tone in ("hidden", "missing", "words") else f"<b>{escape(cell.text)}</b>"
    return f'<td class="dw-{cell.tone}" role="cell" data-of="{escape(of)}">{text}{note}</td>'


def pairs_markup(picture: Pairs) -> str:
    """Two bars a line, both from zero and on one scale."""
    longest = max((max(pair.first or 0, pair.second or 0) for pair in picture.pairs), default=0.0) or 1.0
    key = "".join(
        f'<li><i class="dw-{which}"></i>{escape(label)}</li>'
        for which, label in (("first", picture.first_label), ("second", picture.second_label))
    )
    lines = "".join(_pair(pair, longest) for pair in picture.pairs)
    return f'<ul class="dw-key dw-pairs-key">{key}</ul><ul class="dw-pairs">{lines}</ul>'


def _pair(pair: Pair, longest: float) -> str:
    note = f"<small>{escape(pair.note)}</small>" if pair.note else ""
    bars = "".join(
        f'<div class="dw-bar dw-{which}">{_bar(share, longest)}<span>{escape(text)}</span></div>'
        for which, share, text in (
            ("first", pair.first, pair.first_text),
            ("second", pair.second, pair.second_text),
        )
        if share is not None or text
    )
    spoken = (" dw-spoken" if pair.spoken else "") + (" dw-last" if pair.last else "")
    return (
        f'<li class="dw-pair{spoken}"><div class="dw-pair-name">{escape(pair.label)}{note}</div>'
        f'<div class="dw-bars">{bars}</div></li>'
    )


def _bar(share: float | None, longest: float) -> str:
    return "" if share is None else f'<i style="width:{_LONGEST_BAR * share / longest:.1f}%"></i>'


def timeline_markup(picture: Timeline) -> str:
    """Events as a list, the newest first."""
    return f'<ul class="dw-timeline">{"".join(map(_event, picture.events))}</ul>'


def _event(event: Event) -> str:
    detail = f"<small>{escape(event.detail)}</small>" if event.detail else ""
    open_mark = "" if event.sure else " dw-open"
    return (
        f'<li class="dw-event{open_mark}"><span class="dw-event-top">{escape(event.when)}'
        f"<b>{escape(event.tag)}</b></span>"
        f'<span class="dw-event-text">{escape(event.text)}</span>{detail}</li>'
    )
