"""The application opened to a network, in a process of its own in which nothing may reach another machine.

``python network_server.py FOLDER CERTIFICATE KEY`` prints its port. Whoever is slow has half a second here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PEOPLE = 8
PASSWORD = "tidal copper lantern moth"


def refuse_outgoing(event: str, arguments: tuple[Any, ...]) -> None:
    """Print, and refuse, whatever would leave this process."""
    if event in (
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "subprocess.Popen",
    ):
        print(f"OUTGOING {event}", flush=True)
        message = "nothing leaves this machine"
        raise PermissionError(message)


def main() -> None:
    """Serve."""
    import socket

    import uvicorn

    from osteotwin.diary.place import Place
    from osteotwin.web import server
    from osteotwin.web.network.application import network_app
    from osteotwin.web.network.log import logging_lines
    from osteotwin.web.network.password import Password
    from osteotwin.web.network.settings import Settings

    folder, certificate, key = map(Path, sys.argv[1:])
    Password(folder).set(PASSWORD)
    settings = Settings.of("127.0.0.1", ["bones.test"], certificate, key, [])
    settings.check_files()
    server.HEAD_WITHIN = 0.5  # pyright: ignore[reportAttributeAccessIssue]
    listening = socket.create_server(("127.0.0.1", 0))
    with logging_lines(sys.stderr):
        application = network_app(Place(folder), settings, people=PEOPLE)
        sys.addaudithook(refuse_outgoing)
        print(listening.getsockname()[1], flush=True)
        uvicorn.Server(server.server_config(application, certificate, key)).run(sockets=[listening])


if __name__ == "__main__":
    main()
