"""``osteotwin serve``: the local application."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from osteotwin.cli.options import raise_if_any
from osteotwin.cli.terminal import say
from osteotwin.errors import MissingLibraryError, OsteotwinError, Problem

_ADDRESS: Final = "127.0.0.1"
_NEEDED: Final = ("fastapi", "uvicorn", "sqlalchemy", "alembic")
#: Nobody without rights of the administrator may listen below it.
_LEAST_PORT: Final = 1024

Port = Annotated[int, typer.Option("--port", metavar="N", help="Port on this machine; 0 takes a free one.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="Folder of the diary; else the user's own.", show_default=False
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address, and open no browser.")]


def serve(port: Port = 8340, data: Data = None, no_browser: NoBrowser = False) -> None:
    """Open the application in a browser: diary, outlook, sliders, report.

    It listens on this machine only, and only the printed address opens it. Stop it with Ctrl+C.
    """
    if port != 0 and not _LEAST_PORT <= port <= 65535:
        expected = f"0, or a whole number from {_LEAST_PORT} to 65535"
        raise_if_any([Problem("--port", "", str(port), expected, "write for example --port 8340")])
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise MissingLibraryError("The application", missing[0], "web")
    _run(port, data or data_folder(), browse=not no_browser)


def data_folder() -> Path:
    """Return where a user's diary lies, by the custom of the system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "osteotwin"


def _run(port: int, folder: Path, *, browse: bool) -> None:
    import secrets
    import socket
    import webbrowser

    import uvicorn

    from osteotwin.web.app import create_app

    token = secrets.token_urlsafe(24)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_ADDRESS, port))
        except OSError as error:
            message = f"port {port} cannot be used ({error.strerror}). Fix: name another, such as --port {port + 1}."
            raise OsteotwinError(message) from None
        application = create_app(folder, token)
        address = f"http://{_ADDRESS}:{listening.getsockname()[1]}/?token={token}"
        say(f"osteotwin: {address}")
        say(f"The diary lies in {folder}. Stop with Ctrl+C.")
        sys.stdout.flush()  # where the output goes into a file or a pipe, the address would wait for the end
        if browse:
            webbrowser.open(address)
        # No lines about requests: their addresses tell who looked at whom.
        config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False)
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
            uvicorn.Server(config).run(sockets=[listening])
