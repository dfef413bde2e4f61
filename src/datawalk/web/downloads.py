"""Any page to take away: its numbers as CSV, its pictures, a page to print, its working; made here without a browser."""

import csv
import json
from functools import lru_cache
from io import StringIO
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from datawalk.actions.admission import admit, release_of, servable_release
from datawalk.charts.standing import standing
from datawalk.domain.links import Link
from datawalk.errors import DatawalkError
from datawalk.paper import as_html
from datawalk.screens.citing import heading_of
from datawalk.screens.pages import PAGES, load_page
from datawalk.screens.pageview import PageName, PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.sharing import refused
from datawalk.screens.wording import words
from datawalk.store.published import opened
from datawalk.store.releases import Release
from datawalk.web.png import png_of

_SPOKEN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_PAGES: dict[str, PageName] = {name: name for name in PAGES}


async def csv_download(request: Request) -> Response:
    """The numbers of a page, its source, release and method above them."""
    return await run_in_threadpool(_answer, request, ending="csv")


async def working_download(request: Request) -> Response:
    """What the page's numbers were worked out from, as a file for `datawalk measure`."""
    return await run_in_threadpool(_answer, request, ending="json")


async def svg_download(request: Request) -> Response:
    """A picture of the page that needs nothing else, to enlarge."""
    return await run_in_threadpool(_answer, request, ending="svg")


async def png_download(request: Request) -> Response:
    """The same for slides."""
    return await run_in_threadpool(_answer, request, ending="png")


async def print_download(request: Request) -> Response:
    """The page as one HTML file that needs nothing else."""
    return await run_in_threadpool(_answer, request, ending="html")


def _answer(request: Request, *, ending: str) -> Response:
    named = dict(request.query_params)
    selection = Selection.read(named)
    name = _PAGES.get(request.path_params["page"])
    t = words(selection.lang)
    if name is None:
        return PlainTextResponse(t("There is nothing to take away here."), status_code=404)
    admission = admit(
        selection.link, cookies=request.cookies, page=name, walk=selection.walk, station=selection.station
    )
    if admission.refusal:
        return PlainTextResponse(refused(admission.refusal, t=t), status_code=403)
    try:
        release = _release(admission.link, named.get("release"))
        view = _view(release, name, selection)
    except DatawalkError:
        sentence = t("This cannot be downloaded any more. Open the page again and take it from there.")
        return PlainTextResponse(sentence, status_code=404)
    file_name = f"datawalk-{view.page}-{release.id}.{ending}"
    if ending == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
        return Response(as_csv(view), media_type="text/csv; charset=utf-8", headers=headers)
    if ending == "json":
        headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
        return Response(as_questions(view), media_type="application/json", headers=headers)
    if ending in ("svg", "png"):
        return _picture(view, named, ending, file_name, f"{request.base_url}{name}?{_asked(selection)}")
    headers = {"Content-Disposition": f'inline; filename="{file_name}"'}
    return Response(as_html(view), media_type="text/html; charset=utf-8", headers=headers)


def _asked(selection: Selection) -> str:
    return urlencode({key: value for key, value in selection.parameters().items() if key != "link"})


def _picture(view: PageView, named: dict[str, str], ending: str, file_name: str, address: str) -> Response:
    """The picture of the section that is named, or the first one there is."""
    drawn = {section.id: section for section in view.sections if section.picture is not None}
    section = drawn.get(named.get("picture", ""), next(iter(drawn.values()), None))
    if section is None or section.picture is None:
        sentence = words(view.lang)("There is nothing to take away here.")
        return PlainTextResponse(sentence, status_code=404)
    svg = standing(section.picture, heading_of(view, section, address))
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    if ending == "png":
        return Response(png_of(svg), media_type="image/png", headers=headers)
    return Response(svg, media_type="image/svg+xml; charset=utf-8", headers=headers)


def _release(link: Link | None, asked: str | None) -> Release:
    """The release to take from: the one asked for, and with a link what the link shows."""
    return servable_release(asked) if link is None else release_of(link, asked=asked)


@lru_cache(maxsize=256)
def _view(release: Release, name: PageName, selection: Selection) -> PageView:
    return load_page(opened(release), name, selection)


def as_csv(view: PageView) -> bytes:
    """One table for the whole page: `#` lines that say where it comes from, then a row for each number.

    The first column says which part of the page a row belongs to. Numbers are unrounded; a hidden one is blank and its
    `reason` says why.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"# {view.title.words}"])
    for fact in view.head:
        writer.writerow([f"# {fact.label}: {fact.text}"])
    for said in _said(view):
        writer.writerow([f"# {said}"])
    rows = [_with_part(section, row) for section in view.sections for row in _rows(section)]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if columns:
        writer.writerow(columns)
        writer.writerows([_safe(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_questions(view: PageView) -> bytes:
    """A list of questions, each with its id, its measure and its inputs: `datawalk measure` answers with the page's numbers."""
    questions = [one for section in view.sections if section.working for one in section.working.questions]
    return json.dumps(questions, ensure_ascii=False, indent=1).encode()


def _said(view: PageView) -> list[str]:
    """What the page says in words: what was found, what is left out and why."""
    lines = [view.notice]
    for section in view.sections:
        said = " ".join(part for part in (str(section.finding), section.notice, *section.paragraphs) if part)
        lines.append(": ".join(part for part in (section.title, said) if part) if said else "")
    return [" ".join(line.split()) for line in lines if line]


def _rows(section: Section) -> list[dict[str, object]]:
    """The section's rows; its lines as name and text where it holds no table."""
    if section.table.rows:
        return [dict(row) for row in section.table.rows]
    return [{"label": one.title.words, "text": one.text, "value": one.value} for one in section.entries]


def _with_part(section: Section, row: dict[str, object]) -> dict[str, object]:
    return {"part": section.id, **row}


def _safe(value: object) -> object:
    """A cell no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_SPOKEN_BY_SPREADSHEETS):
        return f"'{value}"
    return "" if value is None else value
