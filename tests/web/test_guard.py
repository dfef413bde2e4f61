"""What no page of ours sends is turned away before anything answers it."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from datawalk import settings
from datawalk.web.guard import Guard

OURS = "http://localhost:8501"


async def _answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse("reached")


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("reached")
    await socket.close()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv(settings.NAMES_VARIABLE, "walk.example.org")
    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
    app = Starlette(
        routes=[
            WebSocketRoute("/_stcore/stream", _talk),
            Route("/{path:path}", _answer, methods=every),
        ]
    )
    with TestClient(Guard(app, forms=frozenset({"/sign-in"})), base_url=OURS) as client:
        yield client


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("localhost:8501", True),
        ("127.0.0.1:8501", True),
        ("[::1]:8501", True),
        ("192.168.1.20:8501", True),
        ("walk.example.org", True),
        ("WALK.example.org.:443", True),
        ("evil.example", False),
        ("localhost.evil.example:8501", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
        ("[", False),
        ("a@b:x", False),
    ],
)
def test_a_name_that_is_not_ours(host: str, reached: bool, client: TestClient) -> None:
    answer = client.get("/", headers={"host": host})
    assert (answer.status_code == 200) == reached
    if not reached:
        said = "This server does not go by that name. Start it with --name to add one."
        assert (answer.status_code, answer.text) == (400, said)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/", "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/sign-in/x"]
)
def test_nothing_is_taken_but_by_our_forms(method: str, path: str, client: TestClient) -> None:
    assert client.request(method, path, headers={"origin": OURS}).status_code == 405


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": OURS}, 200),
        ({"origin": OURS, "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": OURS, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": OURS, "sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_form_comes_from_our_page(headers: dict[str, str], status: int, client: TestClient) -> None:
    assert client.post("/sign-in", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "reached"),
    [
        ({}, True),
        ({"origin": OURS}, True),
        ({"origin": "http://localhost:9999"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"host": "evil.example", "origin": "http://evil.example"}, False),
    ],
)
def test_messages_come_from_our_pages(headers: dict[str, str], reached: bool, client: TestClient) -> None:
    sent = {"host": "localhost:8501", **headers}
    if reached:
        with client.websocket_connect("/_stcore/stream", headers=sent) as socket:
            assert socket.receive_text() == "reached"
    else:
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers=sent),
        ):
            pass
