"""Starts the server as a child process, with every setting on its command line.

`.streamlit/config.toml` is read only by a server started in its own folder, so its settings are passed as options:
that file is their one home.
"""

import socket
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from datawalk.errors import MachineProblem
from datawalk.frontend import made_smaller
from datawalk.settings import Visitors, app_folder, python, serve_environment

EVERYWHERE = "0.0.0.0"
"""The address of a server that others on the network can reach."""


def options(settings: dict[str, Any], *, prefix: str = "") -> Iterator[str]:
    """`--section.key=value` for every setting, nested sections included."""
    for key, value in settings.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            yield from options(value, prefix=name)
        elif isinstance(value, list):
            continue  # Streamlit takes lists only from its file
        else:
            yield f"--{name}={str(value).lower() if isinstance(value, bool) else value}"


def command(*, port: int, address: str) -> list[str]:
    """What is run to serve the pages."""
    folder = app_folder()
    settings = tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return [
        python(),
        "-m",
        "streamlit",
        "run",
        str(folder / "app.py"),
        *options(settings),
        f"--server.port={port}",
        f"--server.address={address}",
    ]


def addresses(*, port: int, address: str) -> list[str]:
    """What to type into a browser: on this machine first, then on others where `address` lets them in."""
    if address != EVERYWHERE:
        return [f"http://{'localhost' if address == '127.0.0.1' else address}:{port}"]
    others = []
    with socket.socket(type=socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # an address of nobody, and nothing is sent: it names the way out
        others = [f"http://{probe.getsockname()[0]}:{port}"]
    return [f"http://localhost:{port}", *others]


@dataclass(frozen=True)
class Serving:
    """How pages are served: where, to whom, by which names, and the hash of the key that makes a host."""

    port: int
    address: str
    key_hash: str
    visitors: Visitors = "anybody"
    names: tuple[str, ...] = ()


def is_this_machine_only(address: str) -> bool:
    """Whether nobody on the network can reach an address."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def run(workspace: Path, serving: Serving) -> int:
    """Serve until stopped; returns the server's exit code. Raises MachineProblem when the port is taken."""
    _check_port(serving.port, serving.address)
    try:
        with made_smaller() as frontend:
            environment = serve_environment(
                workspace,
                frontend,
                visitors=serving.visitors,
                key_hash=serving.key_hash,
                names=serving.names,
            )
            return subprocess.run(
                command(port=serving.port, address=serving.address), env=environment, check=False
            ).returncode
    except KeyboardInterrupt:
        return 0


def _check_port(port: int, address: str) -> None:
    try:
        socket.create_server((address, port)).close()
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        raise MachineProblem(
            f"Port {port} on {address} cannot be used: {reason}.",
            remedy=f"Stop what is using it, or choose another: --port {port + 1}.",
        ) from None
