"""The host's desk: what is shared, what is published, who is signed in, and who did what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from datawalk.domain.collected import Event, Recorded
from datawalk.domain.links import Cover, Link
from datawalk.domain.signins import SignIn
from datawalk.domain.text import Language
from datawalk.screens import format as fmt
from datawalk.screens.frame import explore
from datawalk.screens.selection import Selection
from datawalk.screens.views import TableView
from datawalk.screens.wording import Words, words
from datawalk.store.between import cells_changed, declarations_changed
from datawalk.store.published import PublishedStore
from datawalk.store.releases import ReleaseNotes

_SHOWN = 50
"""So many ended links, and events of the trail, stand on the page; `datawalk share list` and `log` have all."""


@dataclass(frozen=True)
class Line:
    """One thing a host can do something about: its name, what there is to say, and whether it is open now."""

    id: str
    name: str
    text: str
    is_open: bool


@dataclass(frozen=True)
class HostView:
    """The host's desk, worded."""

    lang: Language
    links: tuple[Line, ...]
    covers: tuple[tuple[str, str], ...]
    releases: tuple[tuple[str, str], ...]
    served: str
    sign_ins: tuple[Line, ...]
    trail: tuple[Line, ...]
    left_out: str = ""


def load_host(
    store: PublishedStore,
    selection: Selection,
    *,
    events: Sequence[Recorded],
    links: Mapping[str, Link],
    sign_ins: Iterable[SignIn],
    own: str,
    releases: Sequence[ReleaseNotes],
    today: date,
) -> HostView:
    """`sign_ins`: the open ones; `own`: the id of the one that asks; `releases`: newest first."""
    t = words(selection.lang)
    newest = sorted(
        links.values(), key=lambda one: (not one.open_on(today), -one.made_on.toordinal(), one.id)
    )
    closed = [one for one in newest if not one.open_on(today)]
    left_out = {one.id for one in closed[_SHOWN:]}
    return HostView(
        lang=selection.lang,
        links=tuple(_link(one, store, today, t) for one in newest if one.id not in left_out),
        covers=tuple((str(cover), cover_name(cover, store, t)) for cover in coverable(store)),
        releases=tuple(
            (one.release.id, f"{_moment(one.built_at, t)} · {one.release.id}") for one in releases
        ),
        served=store.release_id,
        sign_ins=tuple(_sign_in(one, own, t) for one in sign_ins),
        trail=_trail(events, links, t),
        left_out=t.plural("One ended link is not listed.", "{n} ended links are not listed.", len(left_out))
        if left_out
        else "",
    )


def coverable(store: PublishedStore) -> tuple[Cover, ...]:
    """What a link can cover in this release: everything, each walk, each station, each page."""
    return (
        Cover(kind="everything"),
        *(Cover(kind="walk", walk=walk) for walk in store.walks),
        *(
            Cover(kind="station", walk=key, station=station.id)
            for key, walk in store.walks.items()
            for station in walk.station
        ),
        *(Cover(kind="page", page=link.page) for link in explore(Selection(), words("en"))),
    )


def load_covers(store: PublishedStore, page: str, selection: Selection) -> tuple[tuple[str, str], ...]:
    """What a link made on a page may show, nearest first: the station and its walk, or the page; then everything."""
    t, walk = words(selection.lang), selection.walk
    nearest = [Cover(kind="page", page=page)]
    if page == "walk":
        nearest = [Cover(kind="station", walk=walk, station=selection.station), Cover(kind="walk", walk=walk)]
    covers = (*(nearest if page != "home" else ()), Cover(kind="everything"))
    return tuple((str(one), cover_name(one, store, t)) for one in covers)


def cover_name(cover: Cover, store: PublishedStore, t: Words) -> str:
    """What a link covers, as people say it; its ids where the release does not know them any more."""
    walk = store.walks.get(cover.walk or "")
    if cover.kind == "everything":
        return t("Everything")
    if cover.kind == "page":
        names = {link.page: link.label for link in explore(Selection(t.lang), t)}
        return t("Page: {name}", name=names.get(cover.page, cover.page))  # type: ignore[arg-type]
    if walk is None:
        return str(cover)
    title = walk.title.said(t.lang).words
    if cover.kind == "walk":
        return t("Walk: {name}", name=title)
    asked = {one.id: one.question.said(t.lang).words for one in walk.station}
    return t("Station: {name}", name=asked.get(cover.station or "", cover.station))


def _link(link: Link, store: PublishedStore, today: date, t: Words) -> Line:
    until = fmt.day(link.until.isoformat(), lang=t.lang)
    state = (
        t("revoked")
        if link.revoked
        else t("open until {day}", day=until)
        if link.open_on(today)
        else t("ended on {day}", day=until)
    )
    opened = t.plural("opened once", "opened {n} times", link.opened) if link.opened else t("not opened yet")
    parts = [cover_name(link.cover, store, t), state, opened, t("release {id}", id=link.release)]
    parts += [t("newer data allowed")] if link.newest else []
    return Line(link.id, link.made_for, " · ".join(parts), link.open_on(today))


def _sign_in(one: SignIn, own: str, t: Words) -> Line:
    name = t("This browser") if one.id == own else t("Another browser")
    return Line(one.id, name, t("signed in {moment}", moment=_moment(one.at, t)), one.id != own)


def _trail(events: Sequence[Recorded], links: Mapping[str, Link], t: Words) -> tuple[Line, ...]:
    """What was done, newest first. Each opening of a link is counted with the link, and not told here."""
    told = [row for row in reversed(events) if row.event.kind != "link_opened"][:_SHOWN]
    return tuple(
        Line(
            str(row.number),
            _what(row.event, links, t),
            f"{_who(row.event, t)} · {_moment(row.event.at, t)}",
            is_open=False,
        )
        for row in told
    )


def _who(event: Event, t: Words) -> str:
    kind, _, id_ = event.by.partition(" ")
    if event.by == "command line":
        return t("At this computer")
    return t("Host, sign-in {id}", id=id_) if kind == "host" else t("Nobody known")


def _what(event: Event, links: Mapping[str, Link], t: Words) -> str:
    link = links.get(event.id)
    whom = link.made_for if link else event.id
    said = {
        "link_made": t("Made a link for {whom}", whom=whom),
        "link_extended": t("Extended the link for {whom}", whom=whom),
        "link_revoked": t("Revoked the link for {whom}", whom=whom),
        "published": t("Published release {id}", id=event.id),
        "served": t("Went to release {id}", id=event.id),
        "backed_up": t("Made a backup, {id}", id=event.id),
        "restored": t("Restored a backup, {id}", id=event.id),
        "recovered": t("Recovered what was collected; all earlier links are closed"),
        "signed_in": t("Signed in"),
        "signed_out": t("Ended sign-in {id}", id=event.id),
        "sign_in_refused": t("Tried a wrong host key"),
    }
    return said.get(event.kind, event.kind)


def _moment(iso: str, t: Words) -> str:
    """A day and a time of the clock, in UTC."""
    return t("{day}, {time} UTC", day=fmt.day(iso[:10], lang=t.lang), time=iso[11:16])


def load_compared(before: PublishedStore, now: PublishedStore, lang: Language) -> tuple[str, TableView]:
    """What the second release has that the first has not: a sentence, and a row for each indicator that differs."""
    t = words(lang)
    changed, declared = cells_changed(before, now), declarations_changed(before, now)
    names = {**before.indicators, **now.indicators}
    counted = {
        "added": t("New"),
        "changed": t("Changed"),
        "removed": t("Removed"),
        "hidden": t("Newly hidden"),
        "shown": t("Shown again"),
    }
    told = {key: name for key, name in counted.items() if any(one[key] for one in changed)}
    lines = tuple(
        (
            names[one["indicator"]].name.said(lang).words if one["indicator"] in names else one["indicator"],
            *(fmt.number(one[key], lang=lang) for key in told),
        )
        for one in changed
    )
    header = (t("Indicator"), *told.values())
    figures = sum(one[key] for one in changed for key in counted)
    parts = [
        t.plural("One figure differs.", "{n} figures differ.", figures)
        if figures
        else t("No figure differs."),
        t.plural(
            "One definition differs: {names}.",
            "{n} definitions differ: {names}.",
            len(declared),
            names=", ".join(declared[:8]),
        )
        if declared
        else t("No definition differs."),
    ]
    return " ".join(parts), TableView(rows=tuple(changed), header=header, lines=lines)
