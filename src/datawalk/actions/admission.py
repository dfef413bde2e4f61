"""Who a visitor is, and what it may see: asked anew on every page, download and fragment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from datawalk.actions.links import link_of_token, links_of
from datawalk.actions.rights import ANYBODY, Principal, open_sign_in, sign_ins_of
from datawalk.domain.collected import Recorded
from datawalk.domain.links import Link
from datawalk.domain.signins import SignIn
from datawalk.errors import DatawalkError, ReleaseProblem
from datawalk.measures.privacy.rule import RULE_VERSION
from datawalk.settings import COLLECTED, by_link_only, served_workspace
from datawalk.store.collected import read_patiently
from datawalk.store.eventfile import HEAD
from datawalk.store.published import opened
from datawalk.store.releases import Release, Releases, read_notes

Refusal = Literal["no_link", "not_open", "not_covered", "not_host", "unknown"]

COOKIE = "datawalk_link_"
"""A cookie's name begins so and ends with the link's id; it holds the token."""

HOST_COOKIE = "datawalk_host_"
"""The same of a sign-in. Cookies know no ports: so two servers on one computer do not take each other's."""

FORM_COOKIE = "datawalk_form"
"""Ties a form that was sent to the page that showed it."""

HOST_PAGE = "host"


@dataclass(frozen=True)
class Known:
    """What holds after all that was collected: every event, link and sign-in."""

    events: tuple[Recorded, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)
    sign_ins: Mapping[str, SignIn] = field(default_factory=dict)


@dataclass(frozen=True)
class Admission:
    """Who asks, with which link, and why it is not let in; `refusal` None: it is."""

    principal: Principal
    link: Link | None = None
    refusal: Refusal | None = None


def admit(
    link_id: str | None,
    *,
    cookies: Mapping[str, str],
    page: str,
    walk: str | None = None,
    station: str | None = None,
) -> Admission:
    """Whether a visitor may see a page: a host every page; anybody all but the host's where the site is public; with a link
    what the link covers, whoever else is signed in.

    A link is named by the address and proved by its cookie. One that cannot be looked up is not let in.
    """
    if link_id is None:
        principal = host_of(cookies)
        if principal.kind == "host":
            return Admission(principal)
        return Admission(
            principal, refusal="not_host" if page == HOST_PAGE else "no_link" if by_link_only() else None
        )
    principal = Principal("link", f"link {link_id}")
    try:
        link = known().links.get(link_id)
    except DatawalkError:
        return Admission(principal, refusal="unknown")
    token = cookies.get(f"{COOKIE}{link_id}", "")
    if link is None or link_of_token([link], token) is None or not link.open_on(today()):
        return Admission(principal, refusal="not_open")
    covered = covers(link, page=page, walk=walk, station=station)
    return Admission(principal, link, None if covered else "not_covered")


def today() -> date:
    """The day by which links end, in UTC."""
    return datetime.now(UTC).date()


def covers(link: Link, *, page: str, walk: str | None, station: str | None) -> bool:
    """Whether a page lies within what the link shows."""
    cover = link.cover
    if page == HOST_PAGE:
        return False
    if cover.kind == "everything":
        return True
    if cover.kind == "page":
        return page == cover.page
    if page not in ("walk", "present") or walk != cover.walk:
        return False
    return cover.kind == "walk" or station == cover.station


def servable_release(asked: str | None) -> Release:
    """A release that may still be served: protected as strictly as the current one, which it is when none is named.

    Raises ReleaseProblem.
    """
    releases = Releases(served_workspace() / "built")
    current = releases.current()
    return current if asked in (None, "", current.id) else _as_strict(asked or "", current)


@lru_cache(maxsize=64)
def _as_strict(asked: str, current: Release) -> Release:
    """Releases never change, so what was found of two of them holds."""
    notes = read_notes(current)
    return Releases(current.path.parent).servable(
        asked,
        rule_version=RULE_VERSION,
        min_count=notes.min_count,
        zeros=notes.zeros,
        withhold=notes.withhold,
    )


def release_of(link: Link, *, asked: str | None = None) -> Release:
    """The release a link shows: its own; where it lets its visitors go on and the current one is asked for, that.

    Raises ReleaseProblem when it may not be served any more, or does not hold what the link covers: what is nearest to it must
    not be shown in its place.
    """
    current = Releases(served_workspace() / "built").current()
    release = current if link.newest and asked == current.id else servable_release(link.release)
    walk = opened(release).walks.get(link.cover.walk or "")
    stations = {one.id for one in walk.station} if walk else set[str]()
    if (link.cover.walk and walk is None) or (link.cover.station and link.cover.station not in stations):
        raise ReleaseProblem(f"Release '{release.id}' does not hold {link.cover}.", remedy="Make a new link.")
    return release


def host_of(cookies: Mapping[str, str]) -> Principal:
    """The host whose browser this is; anybody when no sign-in of it holds, or none can be looked up."""
    return next(iter(hosts_of(cookies).values()), ANYBODY)


def hosts_of(cookies: Mapping[str, str]) -> dict[str, Principal]:
    """Every sign-in of a browser that holds, by the name of its cookie. Those of other servers are not among them."""
    tokens = {name: value for name, value in cookies.items() if name.startswith(HOST_COOKIE)}
    try:
        sign_ins = known().sign_ins.values() if tokens else ()
    except DatawalkError:
        return {}
    found = {name: open_sign_in(sign_ins, token) for name, token in tokens.items()}
    return {name: Principal("host", f"host {one.id}", tokens[name]) for name, one in found.items() if one}


def known() -> Known:
    """What holds in the served workspace; read again as soon as something was stored. Raises DatawalkError."""
    folder = served_workspace() / COLLECTED
    try:
        stat = os.stat(folder / HEAD)
    except FileNotFoundError:
        return Known() if not folder.exists() else _known(folder, 0, 0)
    return _known(folder, stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=2)
def _known(folder: Path, changed: int, number: int) -> Known:
    events = read_patiently(folder)
    return Known(events, links_of(events), sign_ins_of(events))
