"""The application in a process of its own, with few virtual people, in which nothing may reach another machine.

``python server.py FOLDER [DATABASE]`` prints its address.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PEOPLE = 24
#: Of how many they are chosen at least, and how many are asked what the data told: see ``tests/conftest.py``.
FEW = 250


def refuse_outgoing(event: str, arguments: tuple[Any, ...]) -> None:
    """Print, and refuse, whatever would leave the machine."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        place = arguments[1] if event == "socket.connect" else arguments[0]
        if not str(place).startswith(("('127.0.0.1'", "127.0.0.1")):
            print(f"OUTGOING {event} {place}", flush=True)
            message = "nothing leaves this machine"
            raise PermissionError(message)


def main() -> None:
    """Serve."""
    import socket

    import uvicorn

    from osteotwin.conditioning import condition
    from osteotwin.diary.place import Place
    from osteotwin.people import what_data_told
    from osteotwin.web.app import create_app
    from osteotwin.web.server import server_config

    condition._LEAST_CANDIDATES = what_data_told._PEOPLE = FEW
    sys.addaudithook(refuse_outgoing)
    listening = socket.create_server(("127.0.0.1", 0))
    application = create_app(Place(Path(sys.argv[1]), *sys.argv[2:]), "secret", people=PEOPLE)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    uvicorn.Server(server_config(application)).run(sockets=[listening])


if __name__ == "__main__":
    main()
