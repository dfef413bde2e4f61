"""Someone who chooses places on the page of each tool."""

import time
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Protocol, Self

import httpx2

from client import PATIENCE, Answer, Visitor
from peers import OUR_PAGE


class Chooser(Protocol):
    """A visitor of the page: `async with`, then choose places."""

    opened: Answer

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def choose_place(self, number: int) -> Answer:
        """The place with this number, counted from the first of the page's list."""
        ...


class InStreamlit(Visitor):
    """On our page, or on the Streamlit peer's."""

    async def choose_place(self, number: int) -> Answer:
        return await self.choose("Place", self.options("Place")[number])


class InDash(AbstractAsyncContextManager["InDash"]):
    """On the Dash peer's page: what its script in the browser asks of the server."""

    def __init__(self, address: str) -> None:
        self._client = httpx2.AsyncClient(base_url=address, timeout=PATIENCE)

    async def __aenter__(self) -> "InDash":
        start = time.perf_counter()
        await self._client.get("/")
        layout = (await self._client.get("/_dash-layout")).json()
        [self._callback] = (await self._client.get("/_dash-dependencies")).json()
        boxes = [child["props"] for child in layout["props"]["children"] if child["type"] == "Dropdown"]
        self._places: list[str] = boxes[0]["options"]
        self._values = {box["id"]: box["value"] for box in boxes}
        drawn = await self._draw()
        self.opened = drawn._replace(finished=1000 * (time.perf_counter() - start))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def choose_place(self, number: int) -> Answer:
        self._values["place"] = self._places[number]
        return await self._draw()

    async def _draw(self) -> Answer:
        """All three pictures, as the page's one callback gives them."""
        output: str = self._callback["output"]
        outputs = [one.split(".") for one in output.strip(".").split("...")]
        asked: dict[str, Any] = {
            "output": output,
            "outputs": [{"id": id_, "property": property_} for id_, property_ in outputs],
            "inputs": [{**one, "value": self._values[one["id"]]} for one in self._callback["inputs"]],
            "changedPropIds": ["place.value"],
        }
        start = time.perf_counter()
        async with self._client.stream("POST", "/_dash-update-component", json=asked) as answer:
            answer.raise_for_status()
            await answer.aread()
            finished = 1000 * (time.perf_counter() - start)
            return Answer(finished, finished, answer.num_bytes_downloaded)


def chooser(tool: str, address: str) -> Chooser:
    """A visitor of that tool's page, not yet there."""
    if tool == "dash":
        return InDash(address)
    return InStreamlit(address, OUR_PAGE if tool == "ours" else "")
