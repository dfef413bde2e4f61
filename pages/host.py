"""The host's desk: share links, releases, sign-ins, who did what."""

from datawalk.ui import host
from datawalk.ui.address import read_selection

host.draw(host.load(read_selection()))
