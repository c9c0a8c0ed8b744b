"""A PostgreSQL server of one's own for as long as it is needed, reached through a socket in a folder of its own.

It is started from what Debian's package ``postgresql`` installs, with the server's own settings: what it says is kept
is on the disk. The server refuses to run as root; it then runs as the user ``postgres`` of that package.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

#: Where Debian and others put what is not for everybody's path.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
USER = "postgres"
#: A disk in memory, where waiting for the disk takes no time; and what a server needs there.
MEMORY = Path("/dev/shm")
ROOM_BYTES = 2**29
#: How long a server may take to start or to recover [s].
PATIENCE = 60.0


def find_programs() -> Path | None:
    """Return the folder of the newest server that is installed."""
    found = [
        path for pattern in FOLDERS for path in Path("/").glob(pattern[1:]) if (path / "initdb").exists()
    ]
    if found:
        return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", path.parent.name)])
    path = shutil.which("initdb")
    return None if path is None else Path(path).resolve().parent


class PostgresServer:
    """A running server; see :func:`postgres_server`."""

    def __init__(self, folder: Path, programs: Path, *settings: str) -> None:
        self.folder = folder
        self._programs = programs
        self._settings = settings
        self._owner = USER if os.geteuid() == 0 else None
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        if self._owner is not None:
            shutil.chown(folder, self._owner, self._owner)
        self._call(
            "initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "-D", str(folder / "data")
        )
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses="]
        options += [word for setting in self._settings for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), *options], cwd=self.folder, stdout=log, stderr=log, user=self._owner,
                group=self._owner, extra_groups=None if self._owner is None else [], start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while self._psql("SELECT 1").returncode != 0:
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def kill(self) -> None:
        """End all its processes at once, as when the power fails; the memory that they share goes with them."""
        assert self._process is not None  # noqa: S101
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self._process.pid)],
            check=False,
            capture_output=True,
            text=True,
        ).stdout.split()
        for process in (self._process.pid, *map(int, children)):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()
        for process in map(int, children):  # the new server refuses to start as long as one is there
            while Path(f"/proc/{process}").exists():
                time.sleep(0.01)

    def stop(self) -> None:
        """Stop it for good; whoever is connected is cut off."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(PATIENCE)

    def new_database(self, options: str = "") -> str:
        """Make an empty database and return its URL."""
        name = f"diary_{next(self._numbers)}"
        done = self._psql(f"CREATE DATABASE {name} {options}")
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def tell(self, sql: str, url: str = "") -> str:
        """Run a statement and return what it gives."""
        done = self._psql(sql, url.partition("@/")[2].partition("?")[0] or "postgres")
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def _psql(self, sql: str, database: str = "postgres") -> subprocess.CompletedProcess[str]:
        return self._run("psql", "-XAtq", "-h", str(self.folder), "-U", USER, "-d", database, "-c", sql)

    def _call(self, program: str, *arguments: str) -> None:
        done = self._run(program, *arguments)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        owner = self._owner
        return subprocess.run(
            [str(self._programs / program), *arguments], check=False, capture_output=True, text=True, cwd=self.folder,
            user=owner, group=owner, extra_groups=None if owner is None else [],
        )  # fmt: skip


@contextmanager
def postgres_server(programs: Path, *settings: str) -> Generator[PostgresServer]:
    """Give a server that is empty at the beginning and gone at the end."""
    memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    # A short name: that of a socket may have 107 signs.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if memory else None))
    server: PostgresServer | None = None
    try:
        server = PostgresServer(folder, programs, *settings)
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
