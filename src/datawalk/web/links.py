"""Opening and leaving a share link: the token goes into a cookie that no script reads, and out of the address."""

import time
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from datawalk.actions.admission import COOKIE, known, today
from datawalk.actions.links import count_opening, link_of_token
from datawalk.domain.links import Link
from datawalk.domain.text import as_language
from datawalk.errors import DatawalkError
from datawalk.screens.sharing import beginning
from datawalk.screens.wording import words
from datawalk.settings import COLLECTED, served_workspace
from datawalk.store.collected import collecting

_SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_DAY = 86_400
_MINUTE = 60.0
_counted: dict[str, float] = {}
"""When each link was last counted by this process."""


async def open_link(request: Request) -> Response:
    """Check a token, give the cookie, and go on to where the link begins; a plain sentence for any other token."""
    return await run_in_threadpool(_opened, request)


def _opened(request: Request) -> Response:
    lang = as_language(request.query_params.get("lang"))
    t, token = words(lang), request.path_params["token"]
    try:
        link = link_of_token(known().links.values(), token)
    except DatawalkError:
        sentence = t("This link cannot be checked right now. Please tell the host.")
        return PlainTextResponse(sentence, status_code=503, headers=_SECRET)
    if link is None or not link.open_on(today()):
        sentence = t("This link does not open anything. It may have ended, or been cut on its way to you.")
        return PlainTextResponse(sentence, status_code=404, headers=_SECRET)
    _count(link)
    page, selection = beginning(link)
    named = urlencode(replace(selection, lang=lang).parameters())
    way = "" if page == "home" else page
    answer = RedirectResponse(f"/{way}?{named}", status_code=303, headers=_SECRET)
    days = (link.until - today()).days + 1
    answer.set_cookie(
        f"{COOKIE}{link.id}",
        token,
        max_age=days * _DAY,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _count(link: Link) -> None:
    """Count the opening, at most once a minute so that nobody fills the disk; a link opens even where it cannot be stored."""
    now = time.monotonic()
    if now - _counted.get(link.id, -_MINUTE) < _MINUTE:
        return
    _counted[link.id] = now
    with suppress(DatawalkError), collecting(served_workspace() / COLLECTED) as store:
        count_opening(store, link.id)


async def leave_link(request: Request) -> Response:
    """Take the cookie away, and go to the first page."""
    answer = RedirectResponse("/", status_code=303, headers=_SECRET)
    name = f"{COOKIE}{request.path_params['link']}"
    if name in request.cookies:
        answer.delete_cookie(name, httponly=True, samesite="lax")
    return answer
