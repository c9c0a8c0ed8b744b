"""How long after a slider moves the chart shows it: the stages by themselves, and in a real browser.

    uv run python benchmarks/web_preview.py [PERSON.toml] [--people 400] [--rounds 30] [--json FILE]

Every figure is a median with its 95th percentile, of places of the slider that were not asked for before. The load of
the machine when the run begins is printed with them: on a machine that others use, too, only processor time compares.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import osteotwin as ot
from osteotwin.explaining import moved_answer
from osteotwin.people.twin import QUICK_ENGINE
from osteotwin.web.outlook_view import drawn
from osteotwin.web.page import page

LEVERS: dict[str, Callable[[int], dict[str, float]]] = {
    "dose": lambda k: {"dose": 0.4 + k / 100},
    "sessions": lambda k: {"sessions": 0.4 + k / 100},
    "load": lambda k: {"load": 0.4 + k / 100},
    "calcium": lambda k: {"calcium": 500.0 + 10 * k},
}
#: Moves the slider as a hand does, and tells when the chart that shows it was painted.
WATCH = """
async ([name, value, letGo]) => {
  const field = document.getElementById(`lever-${name}`);
  const seen = new Promise((resolve) => {
    new MutationObserver((_, watcher) => {
      watcher.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
    }).observe(document.getElementById("charts"), { childList: true });
  });
  const begun = performance.now();
  field.value = value;
  field.dispatchEvent(new Event(letGo ? "change" : "input", { bubbles: true }));
  return (await seen) - begun;
}
"""


def told(milliseconds: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    return {
        "median": round(float(np.median(milliseconds)), 1),
        "p95": round(float(np.percentile(milliseconds, 95)), 1),
    }


def measured(work: Callable[[int], Any], rounds: int) -> tuple[dict[str, float], float]:
    """Return times on the clock, and the processor's time, of a piece of work [ms]."""
    clock: list[float] = []
    begun = time.process_time()
    for k in range(rounds):
        first = time.perf_counter()
        work(k)
        clock.append(1000 * (time.perf_counter() - first))
    return told(clock), 1000 * (time.process_time() - begun) / rounds


def stages(path: Path, people: int, rounds: int) -> dict[str, Any]:
    """Return how long each stage takes in one process without a server."""
    person = ot.read_person(path)
    twin = ot.Twin.from_person(person, people, 1)
    answer = ot.run(person, people, 1, twin=twin)
    moves = ot.Moves(twin, answer)
    moves.answer(ot.Levers(dose=0.99), preview=True)
    moves.answer(ot.Levers(dose=0.99))
    found: dict[str, Any] = {}

    def stage(name: str, work: Callable[[int], Any]) -> None:
        clock, processor = measured(work, rounds)
        found[name] = {**clock, "processor": round(processor, 1)}

    for name, place in LEVERS.items():
        stage(f"{name}, preview", lambda k, place=place: moves.answer(ot.Levers(**place(k)), preview=True))
        stage(f"{name}, let go", lambda k, place=place: moves.answer(ot.Levers(**place(k))))
    some = twin.some(moved_answer.PREVIEW_PEOPLE)
    days = moved_answer.answer_days(person.outlook_days)
    stage(
        "of it: engine, one plan of a preview",
        lambda k: some.simulate_all(
            {"plan": ot.Levers(dose=0.3 + k / 100).moved(person.plan)},
            days,
            endpoints=moved_answer.DRAWN,
            engine=QUICK_ENGINE,
        ),
    )
    moved = moves.answer(ot.Levers(dose=0.5), preview=True)
    stage("charts and words", lambda _: drawn(moved, answer))
    shown = drawn(moved, answer)
    stage(
        "page from its template",
        lambda _: page("outlook_numbers.html.j2", person=None, preview=True, moved="dose", **shown),
    )
    stage("as JSON", lambda _: json.dumps(moved))
    return found


def browser(path: Path, people: int, rounds: int) -> dict[str, Any]:
    """Return how long after a slider moves the chart shows it, in headless Chromium over a real server."""
    import httpx
    from playwright.sync_api import sync_playwright

    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, serving(folder, people) as address:
        headers = {"cookie": "osteotwin=secret", "x-osteotwin": "1"}
        made = httpx.post(f"{address}/api/v1/people/from-file", content=path.read_bytes(), headers=headers)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            view = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
            view.goto(f"{address}/?token=secret")
            begun = time.perf_counter()
            view.goto(f"{address}/people/{made.json()['id']}/outlook")
            view.locator("#levers").wait_for(timeout=300_000)
            found["first outlook, whole"] = {"median": round(1000 * (time.perf_counter() - begun)), "p95": ""}
            for name, values in (
                ("dose", range(5, 96, 5)),
                ("sessions", range(10, 200, 10)),
                ("calcium", range(500, 2000, 50)),
            ):
                moving: list[float] = []
                released: list[float] = []
                for value, _ in zip(values, range(rounds), strict=False):
                    moving.append(view.evaluate(WATCH, [name, value, False]))
                    released.append(view.evaluate(WATCH, [name, value, True]))
                found[f"{name}: moving, preview painted"] = told(moving)
                found[f"{name}: let go, all painted"] = told(released)
                view.evaluate(WATCH, [name, view.locator(f"#lever-{name}").get_attribute("data-start"), True])
            chromium.close()
    return found


class serving:
    """The application in a process of its own."""

    def __init__(self, folder: str, people: int) -> None:
        self._folder, self._people = folder, people

    def __enter__(self) -> str:
        script = Path(__file__).with_name("web_server.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), self._folder, str(self._people)],
            stdout=subprocess.PIPE,
            text=True,
            # An installed program has its bytecode; without it, most of the start would be compiling.
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        )
        assert self.process.stdout is not None  # noqa: S101
        return self.process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def processor_s(process: int) -> float:
    """Return the processor's time that a process took so far [s]."""
    ticks = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def start(rounds: int = 5) -> dict[str, Any]:
    """Return how long after the start of the process the first page is there: of a new diary, and of one that is."""
    import urllib.request

    found: dict[str, Any] = {}
    times: dict[str, list[float]] = {"a new diary": [], "a diary that is there": []}
    took: dict[str, list[float]] = {name: [] for name in times}
    for number in range(rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            for name in times:
                server, begun = serving(folder, 400), time.perf_counter()
                with server as address:
                    asked = urllib.request.Request(address, headers={"cookie": "osteotwin=secret"})
                    with urllib.request.urlopen(asked) as answered:
                        answered.read()
                    if not number:  # the first start writes the bytecode
                        continue
                    times[name].append(1000 * (time.perf_counter() - begun))
                    took[name].append(1000 * processor_s(server.process.pid))
    for name in times:
        processor = round(float(np.median(took[name])))
        found[f"first page, {name}"] = {**told(times[name]), "processor": processor}
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("person", nargs="?", type=Path, default=ot.demo_path())
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=("stages", "browser", "start"))
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    found: dict[str, Any] = {"people": given.people, "cores": os.cpu_count(), "load": round(load, 1)}
    works = {
        "stages": lambda: stages(given.person, given.people, given.rounds),
        "browser": lambda: browser(given.person, given.people, given.rounds),
        "start": start,
    }
    for name, work in works.items():
        if given.only in (None, name):
            found[name] = work()
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))
    print(f"{given.people} people, {found['cores']} cores, load {found['load']}; milliseconds")
    for name in works:
        for row, value in found.get(name, {}).items():
            print(f"{row:45s}", "  ".join(f"{key} {number}" for key, number in value.items()))


if __name__ == "__main__":
    main()
