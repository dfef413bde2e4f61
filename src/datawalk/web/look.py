"""The look of all pages and the script that lets pictures speak, at addresses that hold their digest."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import brotli
from starlette.requests import Request
from starlette.responses import Response

from datawalk.charts import STYLES
from datawalk.web.smaller import takes

_HERE = Path(__file__).parent
_FILES = {".css": (*STYLES, _HERE / "style.css"), ".js": (_HERE / "reading.js",)}
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FOREVER = "public, immutable, max-age=31536000"


class _Made(NamedTuple):
    """A file as it is, and smaller by encoding."""

    kind: str
    forms: dict[str, bytes]


@cache
def _made() -> dict[str, _Made]:
    """What there is to serve, by name."""
    made = {}
    for ending, files in _FILES.items():
        content = b"\n".join(file.read_bytes() for file in files)
        forms = {
            "br": brotli.compress(content),
            "gzip": gzip.compress(content, mtime=0),
            "identity": content,
        }
        made[sha256(content).hexdigest()[:16] + ending] = _Made(_TYPES[ending], forms)
    return made


async def look(request: Request) -> Response:
    """One of the files, in the smallest form the browser takes."""
    made = _made().get(request.path_params["name"])
    if made is None:
        return Response(status_code=404)
    encoding = next(encoding for encoding in made.forms if takes(request.headers, encoding))
    headers = {"cache-control": _FOREVER, "vary": "Accept-Encoding", "content-type": made.kind}
    if encoding != "identity":
        headers["content-encoding"] = encoding
    return Response(made.forms[encoding], headers=headers)


def look_names() -> tuple[str, str]:
    """The names of the style and of the script."""
    style, script = _made()
    return style, script


def look_tags() -> tuple[str, str]:
    """What the document says of them: the style, and the script, which waits until the document is read."""
    style, script = look_names()
    return f'<link rel="stylesheet" href="./look/{style}">', f'<script defer src="./look/{script}"></script>'
