"""Printing what a release says: datawalk show | fading | measure."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from datawalk.cli.common import HERE, WorkspaceOption, app, day_of, pairs_of
from datawalk.domain.text import as_language
from datawalk.errors import UsageProblem
from datawalk.measures.catalogue import answer
from datawalk.paper import as_html
from datawalk.screens.fading import load_fading
from datawalk.screens.selection import Selection
from datawalk.screens.show import show as show_station
from datawalk.screens.show import show_kind
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import (
    out,
    print_station,
    told,
)


@app.command()
@told
def show(
    station: Annotated[
        str | None, typer.Argument(metavar="WALK/STATION", help="Such as equity/who_goes_without.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Instead of a station: a kind, with its keys in --set.")
    ] = None,
    keys: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A key of the kind.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="The id of a place.")] = None,
    period: Annotated[str | None, typer.Option(help="A period, such as 2023 or 2019-2023.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The roster of a day, such as 2026-06-30.")
    ] = None,
    lang: Annotated[str, typer.Option(help="en or es.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print everything, as JSON.")] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print one station: its finding and its numbers."""
    language = as_language(lang)
    if language != lang:
        raise UsageProblem(f"'{lang}' is not a language here.", remedy="Use en or es.")
    day = day_of(as_of).isoformat() if as_of else None
    store = PublishedStore(Releases(workspace / "built").current())
    if kind:
        selection = Selection(language, place=place, period=period, as_of=day)
        shown = show_kind(store, kind=kind, keys=pairs_of(keys or []), selection=selection)
    else:
        walk, _, station_id = (station or "").partition("/")
        if not station_id:
            raise UsageProblem("Name a station as WALK/STATION, or a kind with --kind.")
        selection = Selection(language, walk, station_id, place, period, as_of=day)
        shown = show_station(store, selection=selection)
    if as_json:
        print(json.dumps(shown, ensure_ascii=not out.encoding.startswith("utf"), indent=2))
    else:
        print_station(shown)


@app.command()
@told
def fading(
    file: Annotated[Path, typer.Argument(metavar="FILE.html", help="The file to write, to be printed.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day to look at, as 2026-06-30; else the release's.")
    ] = None,
    lang: Annotated[str, typer.Option(help="en or es.")] = "en",
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write the partners that stopped coming, by name, for the host alone. No page shows them."""
    if file.exists():
        raise UsageProblem(f"There is already a file '{file}'.", remedy="Choose another name.")
    store = PublishedStore(Releases(workspace / "built").current())
    day = day_of(as_of) if as_of else None
    view = load_fading(store, Selection(as_language(lang)), day=day)
    store.close()
    file.touch(mode=0o600)
    file.write_text(as_html(view), encoding="utf-8")
    out.print(f"Wrote {file}. It names partners: keep it to yourself.", markup=False)


@app.command()
@told
def measure(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.json", allow_dash=True, help="A list of measures; - reads what is typed in."
        ),
    ],
) -> None:
    """Work out measures by name: a JSON list of {"id", "measure", "inputs"} in, their outputs or errors out."""
    print(json.dumps([answer(question) for question in _questions(file)], ensure_ascii=False, indent=2))


def _questions(file: Path) -> list[Any]:
    named = "What was typed in" if file == Path("-") else f"'{file}'"
    try:
        text = sys.stdin.read() if file == Path("-") else file.read_text(encoding="utf-8-sig")
        questions = json.loads(text)
    except FileNotFoundError:
        raise UsageProblem(f"There is no file '{file}'.") from None
    except (ValueError, RecursionError) as problem:
        raise UsageProblem(f"{named} is not JSON.", str(problem)) from None
    if not isinstance(questions, list):
        raise UsageProblem(
            f"{named} is not a list.", remedy='Write [{"id": 1, "measure": "wilson", "inputs": {}}].'
        )
    return questions
