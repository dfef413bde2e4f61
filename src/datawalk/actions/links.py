"""Share links: made, extended and revoked by a host; what holds follows from the events."""

from collections.abc import Iterable, Mapping
from datetime import date
from secrets import token_hex

from datawalk.actions.rights import Principal, require_host
from datawalk.actions.tokens import found_by_secret, new_token, secret_of
from datawalk.domain.collected import Event, Recorded
from datawalk.domain.links import Cover, Link
from datawalk.errors import UsageProblem
from datawalk.store.collected import Collected, happened


def make_link(
    principal: Principal,
    store: Collected,
    *,
    cover: Cover,
    release: str,
    until: date,
    made_for: str,
    newest: bool = False,
    begin: Mapping[str, str] | None = None,
) -> tuple[Link, str]:
    """A new link and its token, which is told once and kept nowhere; `begin`: what is chosen on its first page.

    Raises NotAllowed, MachineProblem.
    """
    require_host(principal, store)
    token, id = new_token(), token_hex(4)
    data = {
        "secret": secret_of(token),
        "cover": cover.model_dump(exclude_none=True),
        "release": release,
        "until": until.isoformat(),
        "made_for": made_for,
        "newest": newest,
        "begin": dict(begin or {}),
    }
    happened(store, by=principal.name, kind="link_made", id=id, data=data)
    return links_of(store.recorded())[id], token


def extend_link(principal: Principal, store: Collected, id: str, *, until: date) -> Link:
    """Let a link open until another day, revoked ones too. Raises NotAllowed; UsageProblem for a link that is not there."""
    require_host(principal, store)
    _known(store, id)
    happened(store, by=principal.name, kind="link_extended", id=id, data={"until": until.isoformat()})
    return links_of(store.recorded())[id]


def revoke_link(principal: Principal, store: Collected, id: str) -> Link:
    """End a link at once. Raises NotAllowed; UsageProblem for a link that is not there."""
    require_host(principal, store)
    _known(store, id)
    happened(store, by=principal.name, kind="link_revoked", id=id)
    return links_of(store.recorded())[id]


def count_opening(store: Collected, id: str) -> None:
    """Store that somebody opened a link; nothing is stored of who."""
    happened(store, by=f"link {id}", kind="link_opened", id=id)


def links_of(rows: Iterable[Recorded]) -> dict[str, Link]:
    """Every link by its id, as it stands after these events.

    After a recovery all earlier links are revoked: a revocation may be among what was lost. A host may extend them again.
    """
    links: dict[str, Link] = {}
    for row in rows:
        event = row.event
        if event.kind == "link_made":
            made_on = event.at[:10]
            links[event.id] = Link.model_validate({"id": event.id, "made_on": made_on, **event.data})
        elif event.kind == "recovered":
            links = {key: one.model_copy(update={"revoked": True}) for key, one in links.items()}
        elif event.id in links and (change := _changed(links[event.id], event)):
            links[event.id] = links[event.id].model_copy(update=change)
    return links


def _changed(link: Link, event: Event) -> dict[str, object]:
    if event.kind == "link_extended":
        return {"until": date.fromisoformat(event.data["until"]), "revoked": False}
    if event.kind == "link_revoked":
        return {"revoked": True}
    return {"opened": link.opened + 1} if event.kind == "link_opened" else {}


def link_of_token(links: Iterable[Link], token: str) -> Link | None:
    """The link a token belongs to."""
    return found_by_secret(links, token)


def _known(store: Collected, id: str) -> None:
    if id not in links_of(store.recorded()):
        raise UsageProblem(f"There is no link '{id}'.", remedy="Run 'datawalk share list' to see them.")
