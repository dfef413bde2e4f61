"""Share links: what holds follows from the events, and only a host makes, extends and ends them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from datawalk import settings
from datawalk.actions.admission import COOKIE, Admission, admit, release_of, today
from datawalk.actions.links import (
    count_opening,
    extend_link,
    link_of_token,
    links_of,
    make_link,
    revoke_link,
    secret_of,
)
from datawalk.actions.rights import ANYBODY, AT_THE_MACHINE, NotAllowed, Principal
from datawalk.actions.trail import record
from datawalk.cli import app
from datawalk.domain.links import Cover, Link
from datawalk.errors import ReleaseProblem, UsageProblem
from datawalk.intake.build import publish
from datawalk.screens.selection import Selection
from datawalk.screens.sharing import beginning, begins_here
from datawalk.store.collected import CollectedStore
from datawalk.store.eventfile import FILE
from worlds import contents, walk

LATER = today() + timedelta(days=3)
WALK = Cover(kind="walk", walk="walk")
BY_LINK = Principal("link", "link 1")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CollectedStore]:
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(tmp_path))
    store = CollectedStore(tmp_path / settings.COLLECTED)
    yield store
    store.close()


def made(store: CollectedStore, cover: Cover = WALK, *, until: date = LATER) -> tuple[Link, str]:
    return make_link(AT_THE_MACHINE, store, cover=cover, release="abc", until=until, made_for="the board")


def test_the_token_is_kept_nowhere(store: CollectedStore, tmp_path: Path) -> None:
    link, token = made(store)
    store.close(copy=True)
    assert len(token) == 43
    assert link.secret == secret_of(token) != token
    assert not any(token.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_link_is_found_by_its_token_alone(store: CollectedStore) -> None:
    link, token = made(store)
    other, _ = made(store)
    links = links_of(store.recorded()).values()
    assert link_of_token(links, token) == link
    for wrong in (token[:-1], token + "a", "", "a" * 43, link.secret, link.id, other.secret[:43]):
        assert link_of_token(links, wrong) is None


@given(st.text(max_size=60))
def test_no_text_is_a_token_by_chance(text: str) -> None:
    link = Link(
        id="1", secret=secret_of("t" * 43), cover=WALK, release="r", until=LATER, made_for="x", made_on=LATER
    )
    assert (link_of_token([link], text) is None) == (text != "t" * 43)


def test_extended_revoked_opened(store: CollectedStore) -> None:
    link, _ = made(store, until=today())
    assert link.open_on(today())
    assert not link.open_on(today() + timedelta(days=1))
    assert extend_link(AT_THE_MACHINE, store, link.id, until=LATER).open_on(LATER)
    assert not revoke_link(AT_THE_MACHINE, store, link.id).open_on(today())
    assert extend_link(AT_THE_MACHINE, store, link.id, until=LATER).open_on(today())
    count_opening(store, link.id)
    count_opening(store, link.id)
    assert links_of(store.recorded())[link.id].opened == 2
    with pytest.raises(UsageProblem, match="There is no link 'nope'"):
        revoke_link(AT_THE_MACHINE, store, "nope")


def test_after_a_recovery_no_earlier_link_opens(store: CollectedStore) -> None:
    link, _ = made(store)
    record(AT_THE_MACHINE, store, done="recovered", id="copy")
    newer, _ = made(store)
    links = links_of(store.recorded())
    assert (links[link.id].open_on(today()), links[newer.id].open_on(today())) == (False, True)


@pytest.mark.parametrize("who", [ANYBODY, BY_LINK], ids=lambda who: who.kind)
def test_only_a_host_writes_links(who: Principal, store: CollectedStore) -> None:
    link, _ = made(store)
    before = len(store.recorded())
    for ask in (
        lambda: make_link(who, store, cover=WALK, release="abc", until=LATER, made_for="me"),
        lambda: extend_link(who, store, link.id, until=LATER),
        lambda: revoke_link(who, store, link.id),
        lambda: record(who, store, done="published", id="x"),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert len(store.recorded()) == before


def asked(link: Link, token: str, page: str, **where: str) -> Admission:
    return admit(link.id, cookies={f"{COOKIE}{link.id}": token}, page=page, **where)


def test_a_link_covers_what_it_says_and_no_more(store: CollectedStore) -> None:
    everything, all_token = made(store, Cover(kind="everything"))
    walk, walk_token = made(store)
    station, station_token = made(store, Cover(kind="station", walk="walk", station="gap"))
    page, page_token = made(store, Cover(kind="page", page="partners"))
    store.close()
    places: list[tuple[str, dict[str, str]]] = [
        ("home", {}),
        ("partners", {}),
        ("walk", {}),
        ("walk", {"walk": "walk"}),
        ("present", {"walk": "walk", "station": "gap"}),
        ("walk", {"walk": "other", "station": "gap"}),
    ]
    told = [
        [asked(link, token, name, **where).refusal is None for name, where in places]
        for link, token in (
            (everything, all_token),
            (walk, walk_token),
            (station, station_token),
            (page, page_token),
        )
    ]
    assert told == [
        [True] * 6,
        [False, False, False, True, True, False],
        [False, False, False, False, True, False],
        [False, True, False, False, False, False],
    ]


def test_only_its_own_cookie_opens_a_link(store: CollectedStore) -> None:
    link, token = made(store, Cover(kind="everything"))
    other, other_token = made(store, Cover(kind="everything"))
    store.close()
    assert asked(link, token, "home").refusal is None
    assert asked(link, other_token, "home").refusal == "not_open"
    assert admit(link.id, cookies={f"{COOKIE}{other.id}": other_token}, page="home").refusal == "not_open"
    assert admit("nope", cookies={f"{COOKIE}nope": token}, page="home").refusal == "not_open"
    assert admit(None, cookies={f"{COOKIE}{link.id}": token}, page="home").principal == ANYBODY


def test_an_ended_or_revoked_link_is_closed_at_once(store: CollectedStore) -> None:
    link, token = made(store, Cover(kind="everything"))
    past, past_token = made(store, Cover(kind="everything"), until=today() - timedelta(days=1))
    store.close()
    assert asked(link, token, "home").refusal is None
    assert asked(past, past_token, "home").refusal == "not_open"
    again = CollectedStore(settings.served_workspace() / settings.COLLECTED)
    revoke_link(AT_THE_MACHINE, again, link.id)
    again.close()
    assert asked(link, token, "home").refusal == "not_open"


def test_a_damaged_store_opens_no_link(store: CollectedStore, tmp_path: Path) -> None:
    link, token = made(store, Cover(kind="everything"))
    store.close()
    (tmp_path / settings.COLLECTED / FILE).write_bytes(b"")
    (tmp_path / settings.COLLECTED / "collected.head").touch()
    assert asked(link, token, "home").refusal == "unknown"


def test_a_site_by_link_only_lets_nobody_else_in(
    store: CollectedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert admit(None, cookies={}, page="home").refusal is None
    monkeypatch.setenv(settings.VISITORS_VARIABLE, "with_link")
    assert admit(None, cookies={}, page="home").refusal == "no_link"


@pytest.mark.parametrize(
    "text", ["", "walk", "walk/", "station/a", "page/", "all", "walk/a/b", "everything/x"]
)
def test_what_no_link_can_cover(text: str) -> None:
    with pytest.raises(ValueError, match="not something a link can cover"):
        Cover.parse(text)


@pytest.mark.parametrize("text", ["everything", "walk/equity", "station/equity/gap", "page/partners"])
def test_what_a_link_covers_is_read_as_it_is_written(text: str) -> None:
    assert str(Cover.parse(text)) == text


def run(folder: Path, *words: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["share", *words, "--workspace", str(folder)])
    return told.exit_code, told.stdout + told.stderr


def test_the_commands(tmp_path: Path) -> None:
    publish(contents(tmp_path))
    code, said = run(
        tmp_path,
        "create",
        "--for",
        "the board",
        "--covers",
        "station/walk/gap",
        "--qr",
        str(tmp_path / "q.svg"),
    )
    assert code == 0
    assert "/s/" in said
    assert (tmp_path / "q.svg").read_bytes().startswith(b"<?xml")
    [line] = run(tmp_path, "list")[1].splitlines()
    id = line.split()[0]
    assert "station/walk/gap" in line
    assert "opened 0 times  for the board" in line
    assert "revoked" in run(tmp_path, "revoke", id)[1]
    assert f"until {today() + timedelta(days=9)}" in run(tmp_path, "extend", id, "--days", "9")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("create", "--for", "x", "--covers", "walk/nope"),
            "There is no walk 'nope' in the release. Known: walk.",
        ),
        (
            ("create", "--for", "x", "--covers", "station/walk/nope"),
            "There is no station 'nope' in the walk 'walk'.",
        ),
        (("create", "--for", "x", "--covers", "page/nope"), "There is no page 'nope'."),
        (("create", "--for", "x", "--covers", "nope"), "'nope' is nothing a link can cover."),
        (("create", "--for", "x", "--until", "2020-01-01"), "2020-01-01 is over."),
        (("create", "--for", "x", "--days", "1", "--until", "2030-01-01"), "both say how long"),
        (("create", "--for", "x", "--qr", "q.png"), "does not end in .svg"),
        (("create", "--for", "x", "--release", "nope"), "Release 'nope' is not here."),
        (("revoke", "nope"), "There is no link 'nope'."),
    ],
)
def test_what_the_commands_refuse(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    publish(contents(tmp_path))
    code, told = run(tmp_path, *words)
    assert code in (2, 3)
    assert said in told
    assert run(tmp_path, "list") == (0, "")


def test_a_link_never_shows_what_is_nearest_to_what_it_covers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer release without its walk or station is refused, and no older release is taken by asking for it."""
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(tmp_path))
    stations = [{"id": id, "kind": "text", "question": id, "body": id} for id in ("one", "two")]
    oldest = publish(contents(tmp_path, walks={"walk": walk(stations[:1])})).release
    first = publish(contents(tmp_path, walks={"walk": walk(stations)})).release
    newer = publish(contents(tmp_path, walks={"walk": walk(stations[:1])}, observations=())).release
    last = publish(contents(tmp_path, walks={"walks": walk(stations, id="walks")})).release
    given = {"secret": "", "release": first.id, "until": LATER, "made_for": "", "made_on": LATER}

    def link(cover: str, *, newest: bool) -> Link:
        return Link(id="1", cover=Cover.parse(cover), newest=newest, **given)

    for cover in ("everything", "walk/walk", "station/walk/two"):
        for newest in (False, True):
            for asked in (None, first.id, oldest.id, newer.id, "nope"):
                assert release_of(link(cover, newest=newest), asked=asked) == first
    assert release_of(link("everything", newest=True), asked=last.id) == last
    assert release_of(link("walk/walk", newest=False), asked=last.id) == first
    for cover in ("walk/walk", "station/walk/two"):
        with pytest.raises(ReleaseProblem, match="does not hold"):
            release_of(link(cover, newest=True), asked=last.id)


def test_a_link_begins_where_it_was_made(store: CollectedStore) -> None:
    here = Selection("es", walk="equity", station="gap", place="north", period="2023", part="half", link="x")

    def begins(cover: Cover) -> tuple[str, Selection]:
        link, _ = make_link(
            AT_THE_MACHINE,
            store,
            cover=cover,
            release="abc",
            until=LATER,
            made_for="x",
            begin=begins_here(cover, here),
        )
        page, chosen = beginning(link)
        assert chosen.link == link.id
        return page, replace(chosen, link=None)

    assert begins(Cover(kind="station", walk="equity", station="gap")) == (
        "walk",
        replace(here, lang="en", link=None),
    )
    assert begins(Cover(kind="walk", walk="equity")) == ("walk", Selection(walk="equity", place="north"))
    assert begins(Cover(kind="everything")) == ("home", Selection(place="north"))
    indicator = Selection(indicator="no_insurance", place="north")
    page = Cover(kind="page", page="indicators")
    assert begins_here(page, indicator) == {"indicator": "no_insurance", "place": "north"}
