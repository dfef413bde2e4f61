"""The wire hears what a browser hears: what is looked for there, without a browser, would be found here too."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from hostile import Hostile
from visits import Visit


@pytest.mark.parametrize(
    "path",
    [
        "walk?walk=equity&station=who_goes_without",
        "present?walk=progress&station=how_long_we_can_go_on&lang=es",
        "indicators?indicator=no_insurance",
    ],
)
def test_the_wire_hears_what_the_browser_hears(visit: Visit, path: str) -> None:
    """Every piece of the page that was sent to a browser, to the letter, and no other kind of message."""
    visit.leave(visit.open(path))
    page, _, query = path.partition("?")
    with Hostile(visit.address) as wire:
        heard = wire.ask(page, query)
    messages = [ForwardMsg.FromString(frame) for frame in visit.frames]
    pieces = [one.delta.SerializeToString() for one in messages if one.WhichOneof("type") == "delta"]
    assert len(pieces) > 20
    assert [one for one in pieces if one not in heard.raw] == []
    assert {one.WhichOneof("type") for one in messages} <= heard.kinds
