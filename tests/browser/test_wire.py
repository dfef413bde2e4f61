"""The wire hears what a browser hears: what is looked for there, without a browser, would be found here too."""

from urllib.parse import urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from hostile import Hostile
from visits import Visit

HEARD = ("/_stcore/stream", "/_stcore/health", "/_stcore/host-config")
"""What a browser asks for beside the page and its scripts: the wire hears the first, the leak hunt the others."""


@pytest.mark.parametrize(
    "path",
    [
        "walk?walk=equity&station=who_goes_without",
        "present?walk=progress&station=how_long_we_can_go_on&lang=es",
        "indicators?indicator=no_insurance",
    ],
)
def test_the_wire_hears_what_the_browser_hears(visit: Visit, path: str) -> None:
    """Every piece of the page that was sent to a browser, to the letter; and it asks for nothing else."""
    visit.leave(visit.open(path))
    page, _, query = path.partition("?")
    with Hostile(visit.address) as wire:
        heard = wire.ask(page, query)
    drawn = [
        message.delta.new_element
        for message in map(ForwardMsg.FromString, visit.frames)
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element"
    ]
    assert len(drawn) > 20
    assert [one for one in drawn if one.SerializeToString() not in heard.raw] == []
    asked = {urlsplit(url).path for url in visit.asked} - {f"/{page}"}
    assert [one for one in asked if not one.startswith("/static/") and not one.endswith(HEARD)] == []
