"""What the commands share: the app they join, and how days and pairs are read."""

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from datawalk.errors import UsageProblem
from datawalk.terminal import out

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


def day_of(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UsageProblem(f"'{said}' is not a day.", remedy="Write it as 2026-02-10.") from None


def pairs_of(settings: list[str], *, example: str = "--set indicator=no_insurance") -> dict[str, str]:
    pairs = [setting.partition("=") for setting in settings]
    for key, equals, _ in pairs:
        if not key or not equals:
            raise UsageProblem(f"'{key}' is not KEY=VALUE.", remedy=f"Write for example {example}.")
    return {key: value for key, _, value in pairs}
