"""A client without a socket, and the application in a process of its own for a browser."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.web.bracketed import make_bracketed

from osteotwin.web.app import create_app
from osteotwin.web.jobs import Worker
from osteotwin.web.security import Guard

TOKEN = "secret"

#: A file of somebody who takes an aromatase inhibitor.
MAN = """[person]
name = "A man"
sex = "male"
birth_date = 1972-05-14
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01
[outlook]
from = 2026-02-01
until = 2028-02-01
"""


class Client:
    """Speaks HTTP to the application in this process."""

    def __init__(self, app: Guard) -> None:
        self.app = app
        self.headers = {"cookie": f"osteotwin={TOKEN}", "x-osteotwin": "1"}

    def __call__(self, method: str, address: str, **given: Any) -> httpx.Response:
        headers = {**self.headers, **given.pop("headers", {})}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, address, headers=headers, **given)

        # In a thread of its own: where browser tests ran before, this one has a loop already.
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(asyncio.run, send()).result()

    def add(self, **answers: Any) -> str:
        """A new person, by the eight questions."""
        made = self("POST", "/api/v1/people", json={"sex": "male", "birth_date": "1972-05-14", **answers})
        assert made.status_code == 201, made.text
        return made.json()["id"]


@pytest.fixture(scope="session")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a language in which whatever is translated stands in brackets."""
    return make_bracketed(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def client(tmp_path: Path, bracketed: Path) -> Iterator[Client]:
    app = create_app(tmp_path / "diary", TOKEN, people=8, locale=bracketed)
    yield Client(app)
    app.application.state.osteotwin.close()


@dataclass
class Served:
    address: str
    process: subprocess.Popen[str]

    def said_until_the_end(self) -> str:
        """Stop it, and return what it printed."""
        self.process.terminate()
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def database(request: pytest.FixtureRequest) -> list[str]:
    """The address of a PostgreSQL database, where a test asks for one."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return []
    return [request.getfixturevalue("postgres").new_database()]


@contextmanager
def serving(folder: Path, *database: str) -> Iterator[Served]:
    """The application over a new diary; its address."""
    script = Path(__file__).with_name("server.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), *database],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), address
    yield Served(address, process)
    if process.poll() is None:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def served(tmp_path: Path, database: list[str]) -> Iterator[Served]:
    """The application over a new diary of one test."""
    with serving(tmp_path / "data", *database) as served:
        yield served


@pytest.fixture(scope="module")
def served_to_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The application over a diary that the tests of a module share."""
    with serving(tmp_path_factory.mktemp("shared") / "data") as served:
        yield served


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Threads that do work, ended with the test."""
    worker = Worker()
    yield worker
    worker.close()
