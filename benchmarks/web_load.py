"""Fifty people use the application at once: how long each waits, how much memory it takes, whether anything is lost.

    uv run python benchmarks/web_load.py [--sessions 50] [--seconds 60] [--people 400] [--json FILE]

Each session is a client of its own with a person of its own. All begin their first outlook at the same moment. Then
each looks at the page, moves a slider through six places, one request at a time with a hand's pause between them, lets
go, writes what it did into the diary, and thinks. At the end every entry must be there. Beside the times on the clock
stands the processor's time of the server: other work on the machine changes the first, hardly the second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx
import numpy as np

import osteotwin as ot
from web_preview import processor_s, serving

HEADERS = {"cookie": "osteotwin=secret", "x-osteotwin": "1"}
#: Between two places of a moving slider, and between two acts [s].
HAND, THINK = 0.25, 4.0
TIMEOUT = httpx.Timeout(600.0)
Times = dict[str, list[float]]


class Session:
    """One person in front of a browser."""

    def __init__(self, number: int, client: httpx.AsyncClient, times: Times) -> None:
        self.number, self.client, self.times = number, client, times
        self.person, self.written, self.stale, self.refused = "", 0, 0, 0
        self._chance = random.Random(number)

    async def ask(self, what: str, method: str, address: str, **given: Any) -> httpx.Response:
        """Ask, and note how long it took."""
        begun = time.perf_counter()
        answered = await self.client.request(method, address, **given)
        self.times[what].append(time.perf_counter() - begun)
        if answered.status_code == 503:
            self.refused += 1
        elif answered.status_code >= 400:
            message = f"{what}: {answered.status_code} {answered.text[:200]}"
            raise RuntimeError(message)
        return answered

    async def come(self) -> None:
        """Come with a person's file."""
        text = ot.demo_path().read_text().replace('weight = "86 kg"', f'weight = "{70 + self.number / 2} kg"')
        made = await self.ask("person added", "POST", "/api/v1/people/from-file", content=text.encode())
        self.person = made.json()["id"]

    async def begin(self) -> None:
        """Wait for the first outlook."""
        begun = time.perf_counter()
        job = (await self.ask("outlook asked for", "POST", f"/api/v1/people/{self.person}/outlook")).json()
        if job["state"] != "done":
            async with self.client.stream("GET", f"/api/v1/jobs/{job['id']}/events") as told:
                lines = [line async for line in told.aiter_lines() if line.startswith("data: ")]
            if json.loads(lines[-1][6:])["state"] != "done":
                message = f"the first outlook ended with {lines[-1]}"
                raise RuntimeError(message)
        self.times["first outlook simulated"].append(time.perf_counter() - begun)

    async def live(self, until: float) -> None:
        """Look, move a slider, let go, write, think, and again."""
        await asyncio.sleep(self._chance.random() * THINK)
        while time.perf_counter() < until:
            page = f"/people/{self.person}/outlook"
            await self.ask("outlook: the page", "GET", page)
            name, low, high = self._chance.choice(
                [("dose", 0, 1.5), ("sessions", 0, 2), ("calcium", 300, 2000)]
            )
            moved: dict[str, Any] = {}
            for _ in range(6):
                place = round(self._chance.uniform(low, high), 3)
                moved = {name: place, "preview": True, "tab": "1"}
                answered = await self.ask("outlook: slider moving", "POST", f"{page}/moved", json=moved)
                self.stale += answered.status_code == 204
                await asyncio.sleep(HAND)
            await self.ask(
                "outlook: slider let go", "POST", f"{page}/moved", json={**moved, "preview": False}
            )
            entry = {
                "where": "diary",
                "path": ["symptom"],
                "keys": {"date": "2026-05-01", "what": f"{self.written}"},
            }
            await self.ask("diary written", "POST", f"/api/v1/people/{self.person}/entries", json=entry)
            self.written += 1
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * THINK)

    async def kept(self) -> bool:
        """Whether everything that was written is in the diary."""
        found = (await self.client.get(f"/api/v1/people/{self.person}/entries")).json()
        symptoms = [row["keys"]["what"] for row in found if row["path"] == ["symptom"]]
        return symptoms == [f"{number}" for number in range(self.written)]


def told(seconds: list[float]) -> dict[str, float]:
    """Return how many, the median, the 95th percentile and the longest [s]."""
    return {
        "count": len(seconds),
        "median": round(float(np.median(seconds)), 3),
        "p95": round(float(np.percentile(seconds, 95)), 3),
        "longest": round(max(seconds), 3),
    }


def memory_of(process: int) -> dict[str, float]:
    """Return what a process holds, and the most it ever held [MB]; and its processor time [s].

    Of the server alone: the processes that answer beside it from a crowd on are not counted.
    """
    rows = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return {
        "now_mb": int(rows["VmRSS"].split()[0]) // 1000,
        "most_mb": int(rows["VmHWM"].split()[0]) // 1000,
        "processor_s": round(processor_s(process), 1),
    }


async def use(address: str, process: int, sessions: int, seconds: float) -> dict[str, Any]:
    """Let everybody use it."""
    times: Times = defaultdict(list)
    limits = httpx.Limits(max_connections=4 * sessions, max_keepalive_connections=4 * sessions)
    async with httpx.AsyncClient(base_url=address, headers=HEADERS, timeout=TIMEOUT, limits=limits) as client:
        everybody = [Session(k, client, times) for k in range(sessions)]
        memory = {"empty": memory_of(process)}
        for one in everybody:  # few files are read at once
            await one.come()
        begun = time.perf_counter()
        await asyncio.gather(*(one.begin() for one in everybody))
        first = time.perf_counter() - begun
        memory["all first outlooks there"] = memory_of(process)
        begun = time.perf_counter()
        await asyncio.gather(*(one.live(begun + seconds) for one in everybody))
        lived = time.perf_counter() - begun
        memory["after use"] = memory_of(process)
        kept = await asyncio.gather(*(one.kept() for one in everybody))
    return {
        "seconds_of_first_outlooks": round(first, 1),
        "seconds_of_use": round(lived, 1),
        "times": {name: told(found) for name, found in times.items()},
        "memory": memory,
        "diaries_whole": sum(kept),
        "written": sum(one.written for one in everybody),
        "stale_previews": sum(one.stale for one in everybody),
        "refused": sum(one.refused for one in everybody),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    load = round(os.getloadavg()[0], 1)
    server = None
    with tempfile.TemporaryDirectory() as folder:
        server = serving(folder, given.people)
        with server as address:
            found = asyncio.run(use(address, server.process.pid, given.sessions, given.seconds))
    found = {"sessions": given.sessions, "cores": os.cpu_count(), "load_before": load, **found}
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))
    print(json.dumps(found, indent=1))
    if found["diaries_whole"] < given.sessions:
        message = "something that was written is lost"
        raise SystemExit(message)


if __name__ == "__main__":
    main()
