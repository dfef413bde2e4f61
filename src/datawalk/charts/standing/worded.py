"""Pictures of words and simple shapes, drawn alone: tiles, tracks, tables, bars, events, people, letters and numbers."""

from collections.abc import Iterable, Sequence

from datawalk.charts.standing.ink import (
    COLOURS,
    SMALL,
    TINTS,
    WIDTH,
    Column,
    Part,
    box,
    dot,
    rule,
    words,
)
from datawalk.charts.written import (
    Event,
    Figures,
    GoalTone,
    Grid,
    GridCell,
    Icons,
    Letter,
    Pair,
    Pairs,
    Prose,
    Tile,
    Tiles,
    Timeline,
    Track,
    Tracks,
)

_GOLD = "#8F5A0F"
_TONES: dict[GoalTone, str] = {
    "good": COLOURS.teal,
    "caution": _GOLD,
    "bad": COLOURS.coral,
    "unknown": COLOURS.muted,
}
_EDGES = {
    "filled": (TINTS["best"], COLOURS.teal, ""),
    "listed": ("none", COLOURS.line, ""),
    "perhaps": ("none", COLOURS.muted, "2 4"),
    "empty": ("none", COLOURS.coral, "6 4"),
}
_LAYERS = {"sure": COLOURS.teal, "quiet": COLOURS.line, "hoped": "none", "lacking": "none"}
_EDGE_OF_LAYER = {
    "sure": COLOURS.teal,
    "quiet": COLOURS.line,
    "hoped": COLOURS.teal,
    "lacking": COLOURS.coral,
}
_GAP = 12.0


def beside(parts: Sequence[Part], *, wide: float) -> Part:
    """Pieces next to each other, each as wide as the next; as tall as the tallest."""
    drawn = "".join(
        f'<g transform="translate({at * wide:.1f} 0)">{part.drawn}</g>' for at, part in enumerate(parts)
    )
    return Part(drawn, max((part.tall for part in parts), default=0.0))


def key(entries: Iterable[tuple[str, str, str]]) -> Part:
    """What shades mean: fill, edge and words, three a line."""
    every, column = list(entries), Column()
    for start in range(0, len(every), 3):
        row = []
        for fill, edge, said in every[start : start + 3]:
            told = words(said, wide=WIDTH / 3 - 50, size=SMALL)
            row.append(
                Part(box(0, 1, 22, 15, fill=fill, edge=edge) + _moved(told.drawn, 32, 0), max(told.tall, 20))
            )
        column.add(beside(row, wide=WIDTH / 3), room=6)
    return column.part


def _moved(drawn: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{drawn}</g>'


def tiles_alone(picture: Tiles) -> Part:
    """Three tiles a row."""
    column, wide = Column(), (WIDTH + _GAP) / 3
    for start in range(0, len(picture.tiles), 3):
        row = [_tile(tile, wide - _GAP) for tile in picture.tiles[start : start + 3]]
        tall = max(part.tall for part in row)
        framed = [
            Part(_frame(tile, wide - _GAP, tall) + part.drawn, tall)
            for tile, part in zip(picture.tiles[start : start + 3], row, strict=True)
        ]
        column.add(beside(framed, wide=wide), room=_GAP)
    return column.part


def _frame(tile: Tile, wide: float, tall: float) -> str:
    fill, edge, dash = _EDGES[tile.state]
    return box(1, 1, wide - 2, tall - 2, fill=fill, edge=edge, thick=2, dash=dash)


def _tile(tile: Tile, wide: float) -> Part:
    colour = COLOURS.coral if tile.state == "empty" else COLOURS.ink
    column = Column(12)
    column.add(words(tile.label, wide=wide - 32, weight=600, colour=colour), left=16, room=2)
    column.add(words(tile.text, wide=wide - 32, size=SMALL, colour=colour), left=16, room=12)
    return column.part


def tracks_alone(picture: Tracks) -> Part:
    """A goal below the other: its words, its track, its verdict."""
    column = Column()
    for track in picture.tracks:
        column.add(_track(track), room=14)
        column.put(rule(0, column.tall - 8, WIDTH, column.tall - 8, colour=COLOURS.line))
    return column.part


def _track(track: Track) -> Part:
    tone, quiet = _TONES[track.tone], {"size": SMALL, "colour": COLOURS.muted}
    left, middle, right = Column(), Column(), Column()
    left.add(words(track.area.upper(), wide=280, size=13, weight=700, colour=COLOURS.muted), room=2)
    left.add(words(track.statement, wide=280, weight=600))
    if track.owner:
        left.add(words(track.owner, wide=280, **quiet))
    if track.baseline_text or track.target_text:
        middle.tall = 34
        middle.put(rule(0, 34, 360, 34, colour=COLOURS.line, thick=7))
        middle.add(Part("", 12))
        ends = [
            words(track.baseline_text, wide=175, **quiet),
            words(track.target_text, wide=175, anchor="end", **quiet),
        ]
        middle.add(beside(ends, wide=185))
        if track.position is not None:
            at = 360 * track.position
            middle.put(rule(0, 34, at, 34, colour=tone, thick=7) + dot(at, 34, colour=tone, radius=10))
        start = min(max(360 * (track.position or 0) - 110, 0), 140)
        side = "start" if start == 0 else "end" if start == 140 else "middle"
        middle.put(
            _moved(words(track.current_text, wide=220, weight=700, colour=tone, anchor=side).drawn, start, 2)
        )
        if track.expected is not None:
            at = 360 * track.expected
            middle.put(rule(at, 22, at, 48, colour=COLOURS.ink, thick=2, dash="2 3"))
            told = words(
                track.expected_text,
                wide=360,
                anchor="middle"
                if 0.3 < track.expected < 0.7
                else "start"
                if track.expected <= 0.3
                else "end",
                **quiet,
            )
            middle.add(told)
    elif track.current_text:
        middle.add(words(track.current_text, wide=360, weight=700, colour=tone))
    right.add(words(track.verdict, wide=190, weight=700, colour=tone))
    if track.detail:
        right.add(words(track.detail, wide=190, **quiet))
    drawn = left.part.drawn + _moved(middle.part.drawn, 310, 0) + _moved(right.part.drawn, 710, 0)
    return Part(drawn, max(left.tall, middle.tall, right.tall))


def prose_alone(picture: Prose) -> Part:
    """Its paragraphs, and who said it."""
    column = Column()
    for paragraph in picture.paragraphs:
        column.add(words(paragraph, wide=WIDTH - 100, size=20), room=12)
    if picture.by:
        column.add(words(picture.by, wide=WIDTH, size=SMALL, colour=COLOURS.muted))
    return column.part


def grid_alone(picture: Grid) -> Part:
    """The table with its shades, and their key."""
    column, count = Column(), max(len(picture.columns), 1)
    first = min(230.0, WIDTH / 3)
    wide = (WIDTH - first) / count
    size = SMALL if wide > 62 else 12.0
    quiet = {"size": min(size, 14.0), "colour": COLOURS.muted}
    head = [words(name, wide=wide - 10, **quiet) for name in (picture.short or picture.columns)]
    corner = words(picture.corner, wide=first - 10, **quiet)
    column.add(
        Part(
            corner.drawn + _moved(beside(head, wide=wide).drawn, first, 0),
            max(corner.tall, *(one.tall for one in head), 0),
        ),
        room=6,
    )
    for row in picture.rows:
        name = Column(6)
        name.add(words(row.label, wide=first - 14, size=size, weight=600))
        if row.note:
            name.add(words(row.note, wide=first - 14, **quiet))
        cells = [_cell(cell, wide - 14, size) for cell in row.cells]
        tall = max([name.tall, *(cell.tall for cell in cells)]) + 6
        drawn = name.part.drawn
        for at, (cell, said) in enumerate(zip(row.cells, cells, strict=True)):
            x = first + at * wide
            fill, edge = _ground(cell)
            drawn += box(x, 1, wide - 4, tall - 2, fill=fill, edge=edge) + _moved(said.drawn, x + 6, 0)
        column.add(Part(drawn, tall), room=4)
    if picture.key:
        column.add(Part("", 8))
        column.add(key((*_ground(GridCell("", tone)), said) for tone, said in picture.key))
    return column.part


def _ground(cell: GridCell) -> tuple[str, str]:
    if cell.tone in ("best", "good"):
        return TINTS["best"], COLOURS.teal
    edge = COLOURS.line if cell.tone in ("hollow", "hidden", "missing") else "none"
    return TINTS.get(cell.tone, "none"), edge


def _cell(cell: GridCell, wide: float, size: float) -> Part:
    column, quiet = Column(6), cell.tone in ("hidden", "missing")
    colour = COLOURS.muted if quiet else COLOURS.teal if cell.tone in ("best", "good") else COLOURS.ink
    weight = 400 if quiet or cell.tone == "words" else 600
    column.add(words(cell.text, wide=wide, size=size, weight=weight, colour=colour))
    if cell.note:
        column.add(words(cell.note, wide=wide, size=min(size, 13.0)))
    return column.part


def pairs_alone(picture: Pairs) -> Part:
    """Two bars a line, from zero and on one scale."""
    column = Column()
    column.add(
        key(
            (
                (COLOURS.grey, COLOURS.grey, picture.first_label),
                (COLOURS.teal, COLOURS.teal, picture.second_label),
            )
        ),
        room=8,
    )
    longest = max((max(pair.first or 0, pair.second or 0) for pair in picture.pairs), default=0.0) or 1.0
    for pair in picture.pairs:
        column.add(_pair(pair, longest), room=10)
        if pair.last:
            column.put(rule(0, column.tall - 5, WIDTH, column.tall - 5, colour=COLOURS.line))
    return column.part


def _pair(pair: Pair, longest: float) -> Part:
    name, bars = Column(), Column(2)
    name.add(words(pair.label, wide=230, weight=700 if pair.spoken else 400))
    if pair.note:
        name.add(words(pair.note, wide=230, size=14, colour=COLOURS.muted))
    second = COLOURS.coral if pair.spoken else COLOURS.teal
    for share, said, colour in (
        (pair.first, pair.first_text, COLOURS.grey),
        (pair.second, pair.second_text, second),
    ):
        if share is None and not said:
            continue
        long = 400 * (share or 0) / longest
        told = words(said, wide=230, size=SMALL)
        bars.add(Part(box(250, 2, long, 13, fill=colour) + _moved(told.drawn, 260 + long, 0), 20))
    return Part(name.part.drawn + bars.part.drawn, max(name.tall, bars.tall))


def timeline_alone(picture: Timeline) -> Part:
    """Events, the newest first."""
    column = Column()
    for event in picture.events:
        column.add(_event(event), room=12)
    return column.part


def _event(event: Event) -> Part:
    column = Column()
    top = "  ".join(part for part in (event.when, event.tag.upper()) if part)
    column.add(words(top, wide=WIDTH - 40, size=14, colour=COLOURS.muted), left=30)
    column.add(words(event.text, wide=WIDTH - 40, weight=600), left=30)
    if event.detail:
        column.add(words(event.detail, wide=WIDTH - 40, size=SMALL, colour=COLOURS.muted), left=30)
    column.put(
        dot(9, 10, colour=COLOURS.teal if event.sure else COLOURS.muted, radius=7, hollow=not event.sure)
    )
    return column.part


def icons_alone(picture: Icons) -> Part:
    """People as figures, twenty a row: filled for those reached, an outline for those left."""
    column = Column()
    for start in range(0, picture.count, 20):
        row = range(start, min(start + 20, picture.count))
        column.add(Part("".join(_person(36 * (at - start), reached=at < picture.reached) for at in row), 54))
    meanings = (
        (True, picture.reached_text if picture.reached else ""),
        (False, picture.left_text if picture.reached < picture.count else ""),
    )
    for reached, said in meanings:
        if said:
            told = words(said, wide=WIDTH - 60)
            column.add(
                Part(
                    _moved(_person(0, reached=reached), 0, -6) + _moved(told.drawn, 40, 8),
                    max(told.tall + 10, 44),
                ),
                room=4,
            )
    column.add(words(picture.each, wide=WIDTH, size=SMALL, colour=COLOURS.muted))
    return column.part


def _person(x: float, *, reached: bool) -> str:
    colour, fill = (COLOURS.teal, COLOURS.teal) if reached else (COLOURS.coral, "none")
    head = f'<circle cx="{x + 13:.1f}" cy="9" r="6" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    return head + box(x + 3, 18, 20, 24, fill=fill, edge=colour, thick=2)


def letter_alone(picture: Letter) -> Part:
    """Its steps, by name."""
    column = Column()
    column.add(words(picture.title, wide=WIDTH, size=20, weight=600), room=8)
    for name, said in picture.steps:
        column.add(words(name, wide=WIDTH, size=SMALL, weight=600, colour=COLOURS.muted))
        column.add(words(said, wide=WIDTH - 40), room=8)
    return column.part


def figures_alone(picture: Figures) -> Part:
    """The key of the layers above, then the numbers side by side."""
    column = Column()
    if picture.key:
        column.add(key((_LAYERS[tone], _EDGE_OF_LAYER[tone], said) for tone, said in picture.key), room=8)
    wide = WIDTH / max(len(picture.figures), 1)
    cells = []
    for label, number, note in picture.figures:
        cell = Column()
        cell.add(words(label, wide=wide - 20, size=14, colour=COLOURS.muted))
        cell.add(words(number, wide=wide - 20, size=24, weight=700))
        cell.add(words(note, wide=wide - 20, size=14, colour=COLOURS.muted))
        cells.append(cell.part)
    column.add(beside(cells, wide=wide))
    return column.part
