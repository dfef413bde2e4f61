"""People as small figures: those reached are filled, those left are outlines."""

from html import escape

from datawalk.charts.written import Icons


def icons_markup(picture: Icons) -> str:
    """The figures, which a screen reader passes over, and what they stand for in words."""
    figures = "".join(_figure(reached=at < picture.reached) for at in range(picture.count))
    meanings = (
        (True, picture.reached_text if picture.reached else ""),
        (False, picture.left_text if picture.reached < picture.count else ""),
    )
    said = "".join(
        f"<li>{_figure(reached=reached)} <span>{escape(text)}</span></li>"
        for reached, text in meanings
        if text
    )
    return (
        f'<div class="dw-icons"><div class="dw-people" aria-hidden="true">{figures}</div>'
        f'<ul class="dw-key">{said}</ul><p class="dw-each">{escape(picture.each)}</p></div>'
    )


def _figure(*, reached: bool) -> str:
    return f'<i class="dw-person{" dw-reached" if reached else ""}"></i>'
