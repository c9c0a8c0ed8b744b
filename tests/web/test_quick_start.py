"""What simulations and reports need is loaded when they are asked for, so that the first page is there soon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from osteotwin.diary.diary import Diary

LATER = (
    "alembic",
    "fastapi",
    "pydantic",
    "numpy",
    "scipy",
    "llvmlite",
    "osteotwin.explaining",
    "osteotwin.people",
    "osteotwin.planning",
    "osteotwin.body",
)
FIRST_PAGE = """
import asyncio, sys
from pathlib import Path
from httpx import ASGITransport, AsyncClient
from osteotwin.web.app import create_app

async def first_page(application):
    way = ASGITransport(application)
    async with AsyncClient(transport=way, base_url="http://localhost", cookies={"osteotwin": "word"}) as client:
        print((await client.get("/")).text.count("anastrozole"))

asyncio.run(first_page(create_app(Path(sys.argv[1]), "word")))
print("\\n".join(sys.modules))
"""


def test_the_first_page_is_there_without_what_simulates(tmp_path: Path) -> None:
    Diary(tmp_path / "diary").close()  # only a new diary needs its tables made
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, str(tmp_path / "diary")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert int(told[0]) > 0
    assert "osteotwin.web.start_page" in told
    assert sorted(set(LATER) & set(told)) == []


@pytest.mark.parametrize("module", LATER)
def test_what_is_named_is_there(module: str) -> None:
    __import__(module)
