"""The application for benchmarks, over a folder and a free port: prints its address, and serves until it is ended.

python benchmarks/web_server.py FOLDER PEOPLE
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path


def main() -> None:
    """Serve."""
    from osteotwin.web.app import create_app
    from osteotwin.web.server import Server, server_config

    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    application = create_app(Path(sys.argv[1]), "secret", people=int(sys.argv[2]))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    Server(server_config(application)).run(sockets=[listening])


if __name__ == "__main__":
    main()
