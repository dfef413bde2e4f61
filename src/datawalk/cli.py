"""The command line: datawalk new | add | check | build | audit | releases | serve | demo | show | measure."""

import json
import signal
import sys
from contextlib import nullcontext
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from datawalk import server
from datawalk.domain.periods import Period
from datawalk.domain.text import as_language
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.build import BuildReport, protections_of
from datawalk.intake.build import build as build_release
from datawalk.intake.check import check_workspace
from datawalk.intake.formats import FORMATS
from datawalk.intake.new import copy_demo, demo_folder, new_workspace
from datawalk.measures.catalogue import answer
from datawalk.measures.privacy.protection import BLOCK_SECONDS
from datawalk.measures.release_audit import audit_release
from datawalk.measures.suppression import RULE_VERSION
from datawalk.screens.selection import Selection
from datawalk.screens.show import show as show_station
from datawalk.screens.show import show_kind
from datawalk.settings import DEFAULT_PORT, PROBLEMS_SHOWN
from datawalk.store.proofs import read_proof
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import bar, count, err, out, print_each, print_problems, speak_any_language, told

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
WorkspaceOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace's folder.")]
HERE = Path(".")


def _print_version(asked: bool) -> None:
    if asked:
        out.print(f"datawalk {version('datawalk')}", markup=False)
        raise typer.Exit


@app.callback()
def main_options(
    _: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Walk a community through its own data: bring data in, check it, publish it, show it."""


@app.command()
@told
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The collaborative's name.")],
    place: Annotated[str, typer.Option(help="The id of its place, such as a FIPS code: 44, 44007.")],
) -> None:
    """Start a workspace: a commented folder with the three walks."""
    for path in new_workspace(folder, name=name, place=place, today=date.today()):
        out.print(f"wrote {folder / path}", markup=False)
    out.print(f'Next: cd "{folder}", then datawalk add FILE and datawalk build.', markup=False)


@app.command()
@told
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files to add.")],
    format_name: Annotated[
        str | None,
        typer.Option("--as", help=f"Their format, where the columns do not tell: {', '.join(FORMATS)}."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--date", help="The day the files were fetched, as 2026-02-10.")
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(help="Keep only these places and those in them: FIPS codes, as 27,09 or 27053."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="The period of a file that does not say its own, as 2019-2023.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check files and copy them into the workspace."""
    try:
        accessed_on = date.fromisoformat(on) if on else date.today()
    except ValueError:
        raise UsageProblem(f"'{on}' is not a day.", remedy="Write it as 2026-02-10.") from None
    with bar():
        added = add_files(
            workspace,
            files=files,
            format_name=format_name,
            accessed_on=accessed_on,
            within=_codes(within),
            period=_period(period),
        )
    for path in added:
        out.print(f"added {path}", markup=False)


def _codes(listed: str | None) -> tuple[str, ...]:
    codes = tuple(one.strip() for one in (listed or "").split(",") if one.strip())
    for code in codes:
        if not (code.isdecimal() and code.isascii() and len(code) in (2, 5)):
            what = f"'{code}' is not the FIPS code of a state or county."
            raise UsageProblem(what, remedy="Write two digits for a state or five for a county, as 27,09.")
    return codes


def _period(said: str | None) -> Period | None:
    try:
        return Period.parse(said) if said else None
    except ValueError:
        raise UsageProblem(f"'{said}' is not a period.", remedy="Write it as 2023 or 2019-2023.") from None


@app.command()
@told
def check(workspace: WorkspaceOption = HERE) -> None:
    """List every problem of the workspace, by file and row or key, with its remedy."""
    with bar():
        contents, problems = check_workspace(workspace)
    print_problems(problems)
    if contents is None or problems.errors:
        raise typer.Exit(1)
    out.print(
        f"No problems. {count(len(contents.observations), 'row')} of figures, {count(len(contents.walks), 'walk')}."
    )


@app.command()
@told
def build(
    seconds: Annotated[
        float,
        typer.Option(min=1, help="How long to look for a way to protect one block of linked figures."),
    ] = BLOCK_SECONDS,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check the workspace, then publish a new release of it with the proof of its privacy."""
    with bar():
        report = build_release(workspace, seconds=seconds)
    _print_build(report)


def _print_build(report: BuildReport) -> None:
    print_each(report.warnings)
    for choice in report.choices:
        out.print(f"chose {choice}", markup=False)
    if report.withheld:
        out.print(f"{count(report.withheld, 'row')} of figures not shown, to protect privacy.")
        for hiding in report.hidings:
            out.print(f"  {hiding}", markup=False)
    if report.unsure:
        out.print(f"{count(report.unsure, 'row')} of figures about too few people to be sure.")
    out.print(f"Release {report.release.id} is published: {count(report.rows, 'row')} of figures.")


@app.command()
@told
def audit(
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="The id of a release; without it, the served one.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check the privacy of a release again, by its proof and by adding up. No solver is asked."""
    releases = Releases(workspace / "built")
    asked = releases.named(release) if release else releases.current()
    store = PublishedStore(asked)
    found = audit_release(
        store.every_cell(),
        places=store.places,
        protections=protections_of(store.workspace, store.indicators, store.sources),
        proof=read_proof(asked),
    )
    store.close()
    for fault in found.faults[:PROBLEMS_SHOWN]:
        err.print(f"Fault: {fault}.", markup=False)
    if found.faults:
        err.print(f"{count(len(found.faults), 'fault')}. Do not serve release {asked.id}.", markup=False)
        raise typer.Exit(1)
    out.print(
        f"Release {asked.id}: {count(found.hidden, 'figure')} hidden. In {count(found.blocks, 'block')}, "
        f"{count(found.small, 'small count')} can be any that the rule allows: each witness adds up. "
        f"{count(found.closed, 'figure')} hidden with all that is linked.",
        markup=False,
    )


@app.command()
@told
def releases(
    use: Annotated[
        str | None, typer.Option("--use", metavar="ID", help="Serve this release instead.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """List the releases, newest first, or go back to one."""
    folder = Releases(workspace / "built")
    if use:
        contents, _ = check_workspace(workspace)
        min_count = contents.workspace.min_count if contents else 0
        release = folder.use(use, rule_version=RULE_VERSION, min_count=min_count)
        out.print(f"Release {release.id} is now served.")
        return
    current = folder.current().id
    for notes in folder.all():
        mark = "  served" if notes.release.id == current else ""
        out.print(
            f"{notes.release.id}  built {notes.built_at}  {count(notes.rows, 'row')}{mark}", markup=False
        )


Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]
Address = Annotated[
    str, typer.Option(help="The address to listen on; 0.0.0.0 lets others in the room connect.")
]


@app.command()
@told
def serve(
    port: Port = DEFAULT_PORT, address: Address = "127.0.0.1", workspace: WorkspaceOption = HERE
) -> None:
    """Serve the workspace's release in the browser."""
    PublishedStore(Releases(workspace / "built").current()).close()
    _serve(workspace, port=port, address=address)


@app.command()
@told
def demo(
    port: Port = DEFAULT_PORT,
    address: Address = "127.0.0.1",
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="An empty folder to put a copy of the demo in.")
    ] = None,
) -> None:
    """Build and serve the demo: Riverbend County, which is fictional."""
    with nullcontext(copy_demo(workspace)) if workspace else demo_folder() as folder:
        with bar():
            report = build_release(folder)
        _print_build(report)
        _serve(folder, port=port, address=address)


def _serve(workspace: Path, *, port: int, address: str) -> None:
    here, *others = server.addresses(port=port, address=address)
    out.print(f"Open {here}   (Ctrl+C stops it)", markup=False)
    for other in others:
        out.print(f"Others in the room open {other}", markup=False)
    raise typer.Exit(server.run(workspace, port=port, address=address))


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
    lang: Annotated[str, typer.Option(help="en or es.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print everything, as JSON.")] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print one station: its finding and its numbers."""
    language = as_language(lang)
    if language != lang:
        raise UsageProblem(f"'{lang}' is not a language here.", remedy="Use en or es.")
    store = PublishedStore(Releases(workspace / "built").current())
    if kind:
        selection = Selection(language, place=place, period=period)
        shown = show_kind(store, kind=kind, keys=_pairs(keys or []), selection=selection)
    else:
        walk, _, station_id = (station or "").partition("/")
        if not station_id:
            raise UsageProblem("Name a station as WALK/STATION, or a kind with --kind.")
        shown = show_station(store, selection=Selection(language, walk, station_id, place, period))
    if as_json:
        print(json.dumps(shown, ensure_ascii=not out.encoding.startswith("utf"), indent=2))
    else:
        _print_station(shown)


def _pairs(settings: list[str]) -> dict[str, str]:
    pairs = [setting.partition("=") for setting in settings]
    for key, equals, _ in pairs:
        if not key or not equals:
            raise UsageProblem(
                f"'{key}' is not KEY=VALUE.", remedy="Write for example --set indicator=no_insurance."
            )
    return {key: value for key, _, value in pairs}


def _print_station(shown: dict[str, Any]) -> None:
    out.print(shown["title"], style="bold", markup=False)
    out.print(shown["finding"], markup=False)
    for row in shown["table"]:
        numbers = "  ".join(
            f"{key} {value}" for key, value in row.items() if key not in ("id", "label") and value is not None
        )
        out.print(f"  {row['label']}: {numbers}", markup=False)


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


def main() -> None:
    """The console script. Ended from outside, it stops its server and clears up as after Ctrl+C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    speak_any_language()
    app()
