"""``osteotwin serve``: the application, on this machine or for a network."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from osteotwin.cli.diary_place import Data, DatabaseUrl, PassPhraseFile, place_of
from osteotwin.cli.options import raise_if_any
from osteotwin.cli.terminal import say
from osteotwin.errors import InputError, MissingLibraryError, OsteotwinError, Problem

if TYPE_CHECKING:
    import socket

    from osteotwin.diary.place import Place
    from osteotwin.web.network.settings import Settings

_NEEDED: Final = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "argon2", "zxcvbn")
#: Nobody without rights of the administrator may listen below it.
_LEAST_PORT: Final = 1024

Port = Annotated[int, typer.Option("--port", metavar="N", help="Port on this machine; 0 takes a free one.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address, and open no browser.")]
Host = Annotated[
    str,
    typer.Option(
        "--host", metavar="ADDRESS", help="Where to listen; another than this machine needs a password."
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="NAME", help="A name under which browsers ask for it.", show_default=False
    ),
]
Certificate = Annotated[
    Path | None,
    typer.Option("--tls-cert", metavar="FILE", help="Certificate chain in PEM.", show_default=False),
]
Key = Annotated[
    Path | None, typer.Option("--tls-key", metavar="FILE", help="Its key in PEM.", show_default=False)
]
BehindProxy = Annotated[
    list[str] | None,
    typer.Option(
        "--behind-proxy",
        metavar="ADDRESS",
        help="A proxy before it that encrypts; only through it anybody comes in.",
        show_default=False,
    ),
]
SetPassword = Annotated[
    bool,
    typer.Option("--set-password", help="Ask for a password, or read it from a pipe; keep its hash; end."),
]


def serve(
    port: Port = 8340,
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
    no_browser: NoBrowser = False,
    host: Host = "127.0.0.1",
    allow_host: AllowHost = None,
    tls_cert: Certificate = None,
    tls_key: Key = None,
    behind_proxy: BehindProxy = None,
    set_password: SetPassword = False,
) -> None:
    """Open the application in a browser: diary, outlook, sliders, report.

    It listens on this machine only, and only the printed address opens it. With --host, --tls-cert or --behind-proxy it
    is for a network: who has the password signs in, over an encrypted connection. Stop it with Ctrl+C.
    """
    if port != 0 and not _LEAST_PORT <= port <= 65535:
        expected = f"0, or a whole number from {_LEAST_PORT} to 65535"
        raise_if_any([Problem("--port", "", str(port), expected, "write for example --port 8340")])
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise MissingLibraryError("The application", missing[0], "web")
    place = place_of(data, database, pass_phrase_file)
    if set_password:
        _set_password(place.folder)
        return
    from osteotwin.web.network.settings import Settings

    settings = Settings.of(host, allow_host or [], tls_cert, tls_key, behind_proxy or [])
    if settings.open:
        _run_for_network(port, place, settings)
    else:
        _run(port, place, settings, browse=not no_browser)


def _set_password(folder: Path) -> None:
    from getpass import getpass

    from osteotwin.web.network.password import Password

    if sys.stdin.isatty():
        given = getpass("New password: ")
        if getpass("Again: ") != given:
            raise InputError(
                [Problem("--set-password", "", "two that differ", "the same twice", "write it again")]
            )
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    Password(folder).set(given, "--set-password")
    say(f"osteotwin: the hash of the password lies in {folder}; sessions of the one before have ended.")


def _run(port: int, place: Place, settings: Settings, *, browse: bool) -> None:
    import secrets
    import webbrowser

    from osteotwin.web.app import create_app
    from osteotwin.web.server import Server, server_config

    token = secrets.token_urlsafe(24)
    with _listening(settings, port) as listening:
        application = create_app(place, token, warms_up=True)
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{shown}:{listening.getsockname()[1]}/?token={token}"
        say(f"osteotwin: {address}")
        say(f"The diary lies in {place}. Stop with Ctrl+C.")
        sys.stdout.flush()  # where the output goes into a file or a pipe, the address would wait for the end
        if browse:
            webbrowser.open(address)
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
            Server(server_config(application)).run(sockets=[listening])
    _leave()


def _run_for_network(port: int, place: Place, settings: Settings) -> None:
    from osteotwin.web.network.application import network_app
    from osteotwin.web.network.log import logging_lines
    from osteotwin.web.server import Server, server_config

    settings.check_files()
    application = network_app(place, settings, warms_up=True)
    with _listening(settings, port) as listening, logging_lines(sys.stderr):
        port = listening.getsockname()[1]
        say(f"osteotwin: {settings.address(port)}")
        say(f"The diary lies in {place}. The log is on standard error. Stop with Ctrl+C.")
        sys.stdout.flush()
        config = server_config(application, settings.certificate, settings.key, settings.is_proxy)
        with contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listening])
    _leave()


def _leave() -> None:
    """End at once where work goes on that nobody hears of any more; the diary is closed."""
    import threading

    from osteotwin.web.jobs import THREADS

    if any(one.name.startswith(THREADS) for one in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


@contextlib.contextmanager
def _listening(settings: Settings, port: int) -> Generator[socket.socket]:
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((settings.host, port))
            listening.listen()  # who comes before the server runs waits, and is not refused
        except OSError as error:
            message = (
                f"{settings.host}, port {port}, cannot be used ({error.strerror}). "
                f"Fix: name another, such as --port {port + 1}."
            )
            raise OsteotwinError(message) from None
        yield listening
