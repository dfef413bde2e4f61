"""What the server does beside the pages: headers, the document and its look, smaller files, downloads, health."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from datawalk.web.document import Document
from datawalk.web.downloads import csv_download, png_download, print_download, svg_download, working_download
from datawalk.web.guard import Guard
from datawalk.web.headers import SecurityHeaders
from datawalk.web.links import leave_link, open_link
from datawalk.web.look import look
from datawalk.web.signing import give_key, leave_host, sign_in_page
from datawalk.web.smaller import SmallerFiles


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")


def routes() -> list[Route]:
    """Our own routes."""
    return [
        Route("/health", _health),
        Route("/look/{name}", look),
        Route("/s/{token}", open_link),
        Route("/leave/{link}", leave_link),
        Route("/sign-in", sign_in_page, methods=["GET"]),
        Route("/sign-in", give_key, methods=["POST"]),
        Route("/sign-out", leave_host, methods=["POST"]),
        Route("/download/{page}.csv", csv_download),
        Route("/download/{page}.html", print_download),
        Route("/download/{page}.json", working_download),
        Route("/download/{page}.svg", svg_download),
        Route("/download/{page}.png", png_download),
    ]


def middleware() -> list[Middleware]:
    """Outermost first: headers on everything, then who may speak at all, then the document and the static files."""
    forms = frozenset(one.path for one in routes() if "POST" in (one.methods or ()))
    return [
        Middleware(SecurityHeaders),
        Middleware(Guard, forms=forms),
        Middleware(Document),
        Middleware(SmallerFiles),
    ]
