"""Pictures made of words and simple shapes as HTML, styled by `pictures.css`.

They are lists and tables a screen reader reads, they wrap on a phone, and they obey the type scale of the room.
"""

from html import escape

from datawalk.charts.grids import grid_markup, pairs_markup, timeline_markup
from datawalk.charts.icons import icons_markup
from datawalk.charts.written import (
    Figures,
    Grid,
    Icons,
    Letter,
    Pairs,
    Prose,
    Tile,
    Tiles,
    Timeline,
    Track,
    Tracks,
)

Worded = Tiles | Tracks | Prose | Grid | Pairs | Timeline | Icons | Letter | Figures


def markup(picture: Worded) -> str:
    """The HTML of a picture; every text is escaped."""
    match picture:
        case Tiles():
            return f'<ul class="dw-tiles">{"".join(_tile(tile) for tile in picture.tiles)}</ul>'
        case Tracks():
            return f'<ul class="dw-tracks">{"".join(_track(track) for track in picture.tracks)}</ul>'
        case Prose():
            return _prose(picture)
        case Grid():
            return grid_markup(picture)
        case Pairs():
            return pairs_markup(picture)
        case Timeline():
            return timeline_markup(picture)
        case Icons():
            return icons_markup(picture)
        case Letter():
            return _letter(picture)
        case Figures():
            return _figures(picture)


def _tile(tile: Tile) -> str:
    return f'<li class="dw-tile dw-{tile.state}"><span>{escape(tile.label)}</span> <strong>{escape(tile.text)}</strong></li>'


def _track(track: Track) -> str:
    line = ""
    if track.baseline_text or track.target_text:
        line = (
            f'<div class="dw-line">{_marks(track)}</div>'
            f'<div class="dw-ends"><span>{escape(track.baseline_text)}</span>'
            f"<span>{escape(track.target_text)}</span></div>"
        )
    owner = f'<div class="dw-owner">{escape(track.owner)}</div>' if track.owner else ""
    detail = f'<div class="dw-detail">{escape(track.detail)}</div>' if track.detail else ""
    return (
        f'<li class="dw-track dw-{track.tone}">'
        f'<div class="dw-goal"><div class="dw-area">{escape(track.area)}</div>'
        f'<div class="dw-statement">{escape(track.statement)}</div>{owner}</div>'
        f'<div class="dw-rail">{line}</div>'
        f'<div class="dw-verdict"><strong>{escape(track.verdict)}</strong>{detail}</div></li>'
    )


def _marks(track: Track) -> str:
    parts = []
    if track.position is not None:
        at = f"{100 * track.position:.1f}%"
        side = " dw-from-left" if track.position < 0.15 else " dw-from-right" if track.position > 0.85 else ""
        parts.append(
            f'<span class="dw-done" style="width:{at}"></span><span class="dw-dot" style="left:{at}"></span>'
        )
        parts.append(f'<span class="dw-now{side}" style="left:{at}">{escape(track.current_text)}</span>')
    elif track.current_text:
        parts.append(
            f'<span class="dw-now dw-from-left dw-quiet" style="left:0">{escape(track.current_text)}</span>'
        )
    if track.expected is not None:
        at = f"{100 * track.expected:.1f}%"
        side = " dw-from-left" if track.expected < 0.4 else " dw-from-right" if track.expected > 0.65 else ""
        parts.append(f'<span class="dw-tick" style="left:{at}"></span>')
        parts.append(
            f'<span class="dw-expected{side}" style="left:{at}">{escape(track.expected_text)}</span>'
        )
    return "".join(parts)


def _letter(picture: Letter) -> str:
    steps = "".join(f"<li><b>{escape(name)}</b> {escape(text)}</li>" for name, text in picture.steps)
    return f'<section class="dw-letter"><h2>{escape(picture.title)}</h2><ol>{steps}</ol></section>'


def _figures(picture: Figures) -> str:
    key = "".join(f'<li><i class="dw-{tone}"></i>{escape(words)}</li>' for tone, words in picture.key)
    legend = f'<ul class="dw-key dw-layers">{key}</ul>' if key else ""
    items = "".join(
        f"<div><dt>{escape(label)}</dt><dd><b>{escape(number)}</b><small>{escape(note)}</small></dd></div>"
        for label, number, note in picture.figures
    )
    return legend + (f'<dl class="dw-figures">{items}</dl>' if items else "")


def _prose(picture: Prose) -> str:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in picture.paragraphs)
    by = f'<p class="dw-by">{escape(picture.by)}</p>' if picture.by else ""
    return f'<div class="dw-prose" lang="{picture.lang}">{paragraphs}{by}</div>'
