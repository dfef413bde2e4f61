"""Signing in and out as the host: plain forms, because only a plain answer can set a cookie that no script reads."""

from functools import cache
from hmac import compare_digest
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from datawalk.actions.admission import FORM_COOKIE, HOST_COOKIE, hosts_of
from datawalk.actions.rights import ANYBODY, NotAllowed
from datawalk.actions.signing import form_secret, refuse_sign_in, sign_in, sign_out
from datawalk.actions.tokens import new_token
from datawalk.charts import STYLES
from datawalk.domain.text import as_language
from datawalk.errors import DatawalkError
from datawalk.frontend import FONTS, file_of
from datawalk.screens.frame import other_language
from datawalk.screens.wording import Words, words
from datawalk.settings import COLLECTED, host_key_hash, served_workspace
from datawalk.store.collected import collecting
from datawalk.web.limits import TooLong, Tries, form_of

_KEPT_SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
_FOLDER = Path(__file__).parent
_TRIES = Tries(each=10, all_=60)
_NOTED = Tries(each=1, all_=1)
"""A wrong key is stored at most once a minute, so that nobody fills the disk."""


async def sign_in_page(request: Request) -> Response:
    """The form."""
    return await run_in_threadpool(_form, request)


async def give_key(request: Request) -> Response:
    """Check the key that was sent; a cookie for the right one, the form again for any other."""
    t = words(as_language(request.query_params.get("lang")))
    if not _TRIES.allow(request.client.host if request.client else ""):
        return _form(request, said=t("Too many tries. Wait a minute."), status=429)
    try:
        sent = await form_of(request)
    except (TooLong, ValueError):
        return _form(request, said=t("That is too long for a host key."), status=413)
    if not _is_ours(sent, request.cookies.get(FORM_COOKIE, "")):
        return _form(request, said=t("This form was open for too long. Try once more."), status=403)
    return await run_in_threadpool(_signed_in, request, key=sent.get("key", ""), t=t)


def _signed_in(request: Request, *, key: str, t: Words) -> Response:
    before = hosts_of(request.cookies)
    try:
        with collecting(served_workspace() / COLLECTED) as store:
            try:
                made, token = sign_in(ANYBODY, store, key=key)
                for earlier in before.values():
                    sign_out(earlier, store)
            except NotAllowed:
                if _NOTED.allow(""):
                    refuse_sign_in(store)
                return _form(request, said=t("This is not the host key."), status=403)
    except DatawalkError:
        said = t("Nobody can sign in right now. Run 'datawalk recover' where the data walk was started.")
        return _form(request, said=said, status=503)
    answer = RedirectResponse(f"/host?lang={t.lang}", status_code=303, headers=_KEPT_SECRET)
    for name in before:
        answer.delete_cookie(name, httponly=True, samesite="strict")
    _give(answer, request, f"{HOST_COOKIE}{made.id}", token)
    answer.delete_cookie(FORM_COOKIE, path="/sign-in", httponly=True, samesite="strict")
    return answer


async def leave_host(request: Request) -> Response:
    """End the sign-in, on all pages of this browser."""
    try:
        sent = await form_of(request)
    except (TooLong, ValueError):
        sent = {}
    return await run_in_threadpool(_signed_out, request, sent)


def _signed_out(request: Request, sent: dict[str, str]) -> Response:
    t = words(as_language(request.query_params.get("lang")))
    before = hosts_of(request.cookies)
    if not any(_is_ours(sent, one.token) for one in before.values()):
        said = t("This form is not from a page of yours. Open the page again.")
        return PlainTextResponse(said, status_code=403, headers=_KEPT_SECRET)
    try:
        with collecting(served_workspace() / COLLECTED) as store:
            for one in before.values():
                sign_out(one, store)
    except DatawalkError:
        said = t("This cannot be stored right now, so you are still signed in.")
        return PlainTextResponse(said, status_code=503, headers=_KEPT_SECRET)
    answer = RedirectResponse(f"/?lang={t.lang}", status_code=303, headers=_KEPT_SECRET)
    for name in before:
        answer.delete_cookie(name, httponly=True, samesite="strict")
    return answer


def _is_ours(sent: dict[str, str], token: str) -> bool:
    """Whether a form came from a page that knew this browser's cookie."""
    return bool(token) and compare_digest(sent.get("form", "").encode(), form_secret(token).encode())


def _form(request: Request, *, said: str = "", status: int = 200) -> Response:
    t = words(as_language(request.query_params.get("lang")))
    token, has_key = new_token(), bool(host_key_hash())
    said = said if has_key else t("This server has no host key. Start it with 'datawalk serve'.")
    other, other_name = other_language(t.lang)
    page = _template().render(
        t=t,
        said=said,
        form=form_secret(token),
        has_key=has_key,
        other=other,
        other_name=other_name,
        style=_style(),
    )
    answer = HTMLResponse(page, status_code=status, headers=_KEPT_SECRET)
    _give(answer, request, FORM_COOKIE, token, path="/sign-in")
    return answer


def _give(answer: Response, request: Request, name: str, token: str, *, path: str = "/") -> None:
    """A cookie for this visit of the browser, that no script and no other site's page can use."""
    https = request.url.scheme == "https"
    answer.set_cookie(name, token, path=path, httponly=True, samesite="strict", secure=https)


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=select_autoescape()).get_template(
        "sign_in.html"
    )


@cache
def _style() -> Markup:
    own = (_FOLDER / "sign_in.css").read_text(encoding="utf-8")
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; src: url("/static/{file_of("media", file)}"); font-weight: 200 900; }}\n'
        for name, file in zip(("Source Serif", "Source Sans"), FONTS, strict=False)
    )
    return Markup(faces + STYLES[0].read_text(encoding="utf-8") + own)
