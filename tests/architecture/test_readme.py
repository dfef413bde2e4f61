"""A coordinator who follows the README gets what it promises: its commands, in order, as installed."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from urllib.request import urlopen

import openpyxl

from installation import ROOT, Installed, nobodys, running
from serving import free_port

README = (ROOT / "README.md").read_text(encoding="utf-8")
PLACES = ROOT / "tests" / "data" / "small" / "places" / "22_columns.csv"


def _public_file(path: Path) -> None:
    """A file of CDC PLACES as its portal exports it, of a county of Rhode Island."""
    connecticut = PLACES.read_text(encoding="utf-8")
    path.write_text(connecticut.replace(",CT,", ",RI,").replace("09013", "44001"), encoding="utf-8")


def _roster(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("partners", 0)
    sheet.append(["partner_id", "name", "sectors"])
    sheet.append(["clinic", "Bristol Clinic", "health_care"])
    book.save(path)


def _goals(path: Path) -> None:
    columns = "goal_id,area,statement,baseline,baseline_period,target,target_period,direction,owner"
    row = "seats,equity,More residents at the table,1,2024,5,2030,up,clinic"
    path.write_text(f"{columns}\n{row}\n", encoding="utf-8")


def _outlines(path: Path) -> None:
    square = [[[-71.3, 41.6], [-71.2, 41.6], [-71.2, 41.7], [-71.3, 41.6]]]
    outline = {"type": "Polygon", "coordinates": square}
    county = {"type": "Feature", "id": "44001", "properties": {}, "geometry": outline}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [county]}), encoding="utf-8")


FILES = {
    "PLACES_County_2023.csv": _public_file,
    "roster.xlsx": _roster,
    "goals.csv": _goals,
    "counties.json": _outlines,
}


def _commands() -> list[list[str]]:
    """What the README tells to type, in order."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", README, re.DOTALL | re.MULTILINE)
    lines = [shlex.split(line) for block in blocks for line in block.splitlines()]
    return [words for words in lines if words[0] in ("datawalk", "cd")]


def _typed(words: list[str], *, installed: Installed, folder: Path) -> None:
    for name in FILES.keys() & set(words):
        FILES[name](folder / name)
    if words[1] not in ("serve", "demo"):
        command, environment = [installed.program, *words[1:]], nobodys(installed, folder)
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{shlex.join(words)}: {done.stdout}{done.stderr}"
        return
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running(installed, [*words[1:], "--port", str(port)], folder=folder, address=address):
        assert urlopen(f"{address}/", timeout=10).status == 200


def test_its_commands_do_what_it_says(installed: Installed, anywhere: Path) -> None:
    folder = anywhere
    commands = _commands()
    assert {words[1] for words in commands if words[0] == "datawalk"} == {
        "new", "add", "check", "build", "key", "serve", "demo",
    }  # fmt: skip
    for words in commands:
        if words[0] == "cd":
            folder = anywhere if words[1] == "~" else folder / words[1]
        elif words[1] != "demo":  # which is served from any folder where the wheel is tested
            _typed(words, installed=installed, folder=folder)
    command = [installed.program, "show", "equity/first_look", "--place", "44001"]
    environment = nobodys(installed, folder)
    shown = subprocess.check_output(command, cwd=folder, env=environment, text=True, encoding="utf-8")
    assert "7.5%" in shown
