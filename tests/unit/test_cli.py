"""The command line: what it says and what it returns."""

import gzip
import json
import re
import socket
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk import server
from datawalk.cli import app
from datawalk.intake.new import new_workspace
from datawalk.store.releases import Releases

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
run = CliRunner()


def cli(*args: str | Path) -> tuple[int, str]:
    result = run.invoke(app, [str(arg) for arg in args])
    return result.exit_code, result.output


@pytest.fixture
def alder(tmp_path: Path) -> Path:
    """A valid little workspace."""
    from shutil import copytree

    return Path(copytree(ALDER, tmp_path / "alder"))


def test_every_command_has_help() -> None:
    for name in (
        "new",
        "add",
        "check",
        "build",
        "audit",
        "releases",
        "serve",
        "demo",
        "show",
        "fading",
        "measure",
    ):
        code, said = cli(name, "--help")
        assert code == 0
        assert "Usage" in said


def test_it_says_its_version() -> None:
    assert cli("--version") == (0, f"datawalk {version('datawalk')}\n")


def test_others_in_the_room_are_told_where_to_go() -> None:
    assert server.addresses(port=8501, address="127.0.0.1") == ["http://localhost:8501"]
    assert server.addresses(port=8501, address="10.1.2.3") == ["http://10.1.2.3:8501"]
    here, *others = server.addresses(port=8501, address="0.0.0.0")
    assert here == "http://localhost:8501"
    assert all(re.fullmatch(r"http://\d+\.\d+\.\d+\.\d+:8501", other) for other in others)


def test_new_build_show_and_go_back(alder: Path) -> None:
    code, said = cli("build", "-w", alder)
    assert code == 0, said
    first = Releases(alder / "built").current().id
    assert f"Release {first} is published" in said
    (alder / "datawalk.toml").write_text(
        (alder / "datawalk.toml")
        .read_text()
        .replace("name =", "# renamed\nname =")
        .replace("Alder", "Alder Two", 1)
    )
    assert cli("build", "-w", alder)[0] == 0
    code, said = cli("releases", "-w", alder)
    assert code == 0
    assert said.count("built") == len(Releases(alder / "built").all())
    code, said = cli("releases", "--use", first, "-w", alder)
    assert (code, said.strip()) == (0, f"Release {first} is now served.")


def test_a_release_is_audited(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    code, said = cli("audit", "-w", alder)
    assert code == 0
    assert "each witness adds up" in said
    proof = next((alder / "built").glob("proof-*.json.gz"))
    proof.unlink()
    code, said = cli("audit", "-w", alder)
    assert code != 0
    assert "has no proof beside it" in said


def test_a_workspace_with_a_problem_publishes_nothing(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    before = Releases(alder / "built").current()
    (alder / "datawalk.toml").write_text("nmae = 'x'\n")
    code, said = cli("build", "-w", alder)
    assert code == 1
    assert "Nothing was published or changed." in said
    assert "Did you mean 'name'?" in said
    assert Releases(alder / "built").current() == before


def test_exit_codes(tmp_path: Path) -> None:
    assert cli("check", "-w", tmp_path)[0] == 2
    assert cli("show", "a/b", "-w", tmp_path)[0] == 3
    assert cli("releases", "-w", tmp_path)[0] == 3
    assert cli("serve", "-w", tmp_path)[0] == 3
    new_workspace(tmp_path / "w", name='Say "hi"', place="44", today=date(2026, 1, 2))
    assert cli("new", tmp_path / "w", "--name", "x", "--place", "44")[0] == 2
    code, said = cli("add", tmp_path / "nothing.csv", "--as", "places", "-w", tmp_path / "w")
    assert (code, "nothing.csv" in said) == (2, True)
    assert cli("add", tmp_path / "nothing.csv", "--as", "plaices", "-w", tmp_path / "w")[0] == 2


def test_a_port_in_use_is_a_problem_of_the_machine(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = cli("serve", "--port", port, "-w", alder)
    assert code == 4
    assert f"choose another: --port {port + 1}" in said


def test_show_prints_json(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    from datawalk.store.published import PublishedStore

    store = PublishedStore(Releases(alder / "built").current())
    walk = next(iter(store.walks.values()))
    code, said = cli("show", f"{walk.id}/{walk.station[0].id}", "--json", "-w", alder)
    assert code == 0
    assert json.loads(said)["kind"] == walk.station[0].kind
    assert cli("show", f"{walk.id}/nope", "-w", alder)[0] == 2
    assert cli("show", f"{walk.id}/nope", "--lang", "fr", "-w", alder)[0] == 2


def test_many_faults_of_one_kind_do_not_drown_the_other_files(alder: Path) -> None:
    rows = "".join(f"2026-01-{day:02d},x,0\n" for day in range(1, 31)) * 10
    (alder / "tables" / "cash.csv").write_text(f"date,unrestricted,restricted\n{rows}", encoding="utf-8")
    (alder / "tables" / "ties.csv").write_text("", encoding="utf-8")
    code, said = cli("check", "-w", alder)
    assert code == 1
    lines = said.splitlines()
    assert len(lines) == 7
    assert lines[4].endswith("Write digits with a point for decimals. (and 295 more like it)")
    assert lines[5].startswith("Problem: tables/ties.csv: This file is empty.")
    assert lines[6] == "301 problems, 0 notes."


def test_a_file_the_machine_refuses_is_told(alder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "tables/cash.csv")

    monkeypatch.setattr("datawalk.cli.publish.check_workspace", refused)
    assert cli("check", "-w", alder) == (
        4,
        "'tables/cash.csv' cannot be used: Permission denied. Look at its rights.\n",
    )


def test_new_needs_a_name_and_a_place(tmp_path: Path) -> None:
    assert cli("new", tmp_path / "w", "--name", " ", "--place", "44") == (
        2,
        "The name is empty. Write it after --name.\n",
    )
    assert cli("new", tmp_path / "w", "--name", "x", "--place", "") == (
        2,
        "The place is empty. Write it after --place.\n",
    )
    assert not (tmp_path / "w").exists()


def test_measure_answers_in_order_and_tells_each_error(tmp_path: Path) -> None:
    asked = [
        {"id": "a", "measure": "wilson", "inputs": {"x": 81, "n": 263}},
        {"id": 2, "measure": "wilsn", "inputs": {}},
        {"id": "c", "measure": "aci", "inputs": {"est": [1, None, 3], "pop": [1, 1, 1]}},
        "nothing",
    ]
    file = tmp_path / "asked.json"
    file.write_text(json.dumps(asked), encoding="utf-8-sig")
    code, said = cli("measure", file)
    assert code == 0
    answers = json.loads(said)
    assert [answer["id"] for answer in answers] == ["a", 2, "c", None]
    assert answers[0]["outputs"]["ci"] == pytest.approx([0.2553, 0.3662], abs=1e-4)
    assert answers[1]["error"] == "There is no measure 'wilsn'. Did you mean 'wilson'?"
    assert answers[2]["error"].startswith("A group is hidden or missing")
    assert answers[3]["error"].startswith("This entry is not an object")
    assert run.invoke(app, ["measure", "-"], input=json.dumps(asked)).output == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not JSON."),
        ("[1, 2", "is not JSON."),
        ('{"id": 1}', "is not a list."),
        ("[" * 10**5, "is not JSON."),
    ],
)
def test_measure_tells_one_problem_of_a_file_it_cannot_read(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "asked.json"
    file.write_text(text, encoding="utf-8")
    code, said = cli("measure", file)
    assert (code, problem in said) == (2, True)
    assert len(said.splitlines()) == 1
    assert cli("measure", tmp_path / "nothing.json")[0] == 2
    file.write_bytes(b"\xff\xfe[")
    assert cli("measure", file)[0] == 2


def test_who_stopped_coming_is_written_once_for_the_host(alder: Path, tmp_path: Path) -> None:
    days = [f"2025-{month:02d}-10" for month in range(1, 9)]
    rows = [f"{day},Board,clinic,1,{int(at < 4)}" for at, day in enumerate(days)]
    (alder / "tables" / "engagement.csv").write_text(
        "\n".join(["date,meeting,partner_id,invited,attended", *rows, ""]), encoding="utf-8"
    )
    assert cli("build", "-w", alder)[0] == 0
    paper = tmp_path / "fading.html"
    code, said = cli("fading", paper, "-w", alder, "--as-of", "2025-09-01")
    assert code == 0
    assert "keep it to yourself" in said
    assert "Alder Clinic" in paper.read_text(encoding="utf-8")
    assert paper.stat().st_mode & 0o077 == 0
    assert cli("fading", paper, "-w", alder)[0] == 2
    code, said = cli("fading", tmp_path / "other.html", "-w", alder, "--as-of", "soon")
    assert (code, "'soon' is not a day" in said) == (2, True)


def test_show_tells_the_roster_of_any_day(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    asked = ("show", "--kind", "seats", "-w", alder, "--json")
    now, before = (json.loads(cli(*asked, *more)[1]) for more in ((), ("--as-of", "2023-01-01")))
    assert [one["n"] for one in (now, before)] == [2, 1]


def test_the_audit_of_a_release_looks_at_the_members_too(alder: Path) -> None:
    assert cli("build", "-w", alder)[0] == 0
    assert cli("audit", "-w", alder)[0] == 0
    [proof] = (alder / "built").glob("proof-*.json.gz")
    document = json.loads(gzip.decompress(proof.read_bytes()))
    assert [one["of"] for one in document["members"]] == [["2026-01-15", "board", "side"]]
    proof.write_bytes(gzip.compress(json.dumps({**document, "members": []}).encode()))
    code, said = cli("audit", "-w", alder)
    assert code == 1
    assert "2026-01-15 board side: there is no proof" in said
