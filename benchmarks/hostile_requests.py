#!/usr/bin/env python
"""Send a running application what nobody should, and hold it to its laws.

    uv run --frozen python benchmarks/hostile_requests.py --count 20000 --seed 1
    uv run --frozen python benchmarks/hostile_requests.py --count 2000 --network

The laws: every complete request is answered; no status of 500 or above; a refusal is one JSON object with a sentence
(or the sign-in page); no trace of Python; what was sent as a script is not in a page as it stands; every answer carries
the headers of safety; memory stays within its bound; at the end the application still answers, and nobody is lost.
Prints one JSON object; ends with 1 where a law is broken.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile_bodies import BODIES
from hostile_families import hostile
from hostile_request import MARK, Hostile, Target, request

PASSWORD = "tidal copper lantern moth"
#: Above what it takes before the first request.
MOST_GROWTH_MB = 400
PATIENCE = 60.0
#: One word lets in who sends it; or he signs in.
SERVER = """
import json, socket, sys
from pathlib import Path
import uvicorn
from osteotwin.web.app import create_app
from osteotwin.web.server import server_config
folder, network = Path(sys.argv[1]), sys.argv[2] == "network"
listening = socket.create_server(("127.0.0.1", 0))
if network:
    from osteotwin.web.network.door import PasswordDoor
    from osteotwin.web.network.limits import Buckets
    from osteotwin.web.network.log import logging_lines
    from osteotwin.web.network.login import sign_in_routes
    from osteotwin.web.network.password import Password
    from osteotwin.web.network.proxies import Proxies
    Password(folder).set(sys.argv[3])
    # One sender stands for many: the limit of requests would answer all.
    door = PasswordDoor(Password(folder), Proxies.of(["127.0.0.1"], "--behind-proxy"), requests=Buckets(1e9, 1e9))
    application = create_app(folder, door, hosts=["bones.test"], people=8, more=sign_in_routes(door))
else:
    application = create_app(folder, "secret", people=8)
def every(routes, before=""):
    for one in routes:
        inner = getattr(one, "original_router", None)
        if inner is not None:
            yield from every(inner.routes, before)
        for method in getattr(one, "methods", None) or ():
            yield method, before + one.path
front = application.application
routes = sorted([*every(front.routes), *every(front.router.default.loaded().routes)])
print(json.dumps({"port": listening.getsockname()[1], "routes": routes}), flush=True)
def run():
    uvicorn.Server(server_config(application)).run(sockets=[listening])
if network:
    with logging_lines(sys.stderr):
        run()
else:
    run()
"""


@dataclass
class Tally:
    """What became of the requests."""

    statuses: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


class Application:
    """The application in a process of its own."""

    def __init__(self, folder: Path, *, network: bool) -> None:
        self.network, self._log = network, (folder / "log").open("w+b")
        command = [
            sys.executable,
            "-c",
            SERVER,
            str(folder / "data"),
            "network" if network else "own",
            PASSWORD,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self._log, text=True)
        assert self.process.stdout is not None  # noqa: S101
        told = json.loads(self.process.stdout.readline())
        self.port, self._routes = (
            told["port"],
            [(method, path) for method, path in told["routes"] if method != "HEAD"],
        )
        self.host = "bones.test" if network else f"127.0.0.1:{self.port}"

    def target(self) -> Target:
        """Return what there is to aim at: a person with a scan, and every route."""
        headers = [("X-Osteotwin", "1")]
        if self.network:
            headers += [("X-Forwarded-Proto", "https"), ("Origin", "https://bones.test")]
            asking = Target(self.host, tuple(headers), "", "", ())
            body = f"password={PASSWORD.replace(' ', '+')}".encode()
            sent = request(asking, "POST", "/login", body, kind="application/x-www-form-urlencoded")
            headers.append(("Cookie", self.answer(sent)[1]["set-cookie"].partition(";")[0]))
        else:
            headers.append(("Cookie", "osteotwin=secret"))
        asking = Target(self.host, tuple(headers), "", "", ())
        person = json.loads(self._written(asking, "/api/v1/people", BODIES["/api/v1/people"]))["id"]
        entry = json.loads(self._written(asking, f"/api/v1/people/{person}/entries", BODIES["/entries"]))[
            "id"
        ]
        forms_of_the_door = ("/login", "/logout", "/account")
        routes = [one for one in self._routes if not one[1].startswith(forms_of_the_door)] + [
            ("GET", "/static/{name}")
        ]
        # Whoever is erased cannot be aimed at: the right word never meets this way.
        routes.remove(("DELETE", "/api/v1/people/{person}"))
        forms = ("/login", "/account/password", "/account/end") if self.network else ()
        return Target(self.host, tuple(headers), person, entry, tuple(sorted(set(routes))), forms)

    def answer(self, sent: bytes, method: str = "POST", patience: float = PATIENCE) -> tuple[int, Any, bytes]:
        """Send bytes, and return status, headers and body."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            # Where it was refused before all of it was sent, the answer is there.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(sent)
            response = http.client.HTTPResponse(connection, method=method if method.isascii() else "GET")
            response.begin()
            return response.status, response.headers, response.read()

    def memory_mb(self, what: str = "VmRSS") -> float:
        """Return what the process holds in memory, or held at most (``VmHWM``)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1000  # pyright: ignore[reportOptionalSubscript]

    def end(self) -> str:
        """Stop it, and return its log."""
        self.process.terminate()
        self.process.wait(60)
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace")

    def _written(self, asking: Target, path: str, body: object) -> bytes:
        status, _, text = self.answer(request(asking, "POST", path, json.dumps(body).encode()))
        if status != 201:
            raise SystemExit(f"{path}: {status} {text.decode()}")
        return text


def broken_laws(one: Hostile, status: int, headers: Any, body: bytes) -> list[str]:
    """Return which laws an answer breaks."""
    found: list[str] = []
    text, kind = body.decode("utf-8", "replace"), headers.get("content-type", "")
    if status >= 500 and status != 503:
        found.append(f"status {status}: {text[:200]}")
    if one.refused and status < 400 and status not in (303, 307):
        found.append(f"taken with {status}")
    if "Traceback" in text or 'File "' in text:
        found.append("a trace of Python")
    if MARK in text and "html" in kind:
        found.append("a script as it was sent")
    if status >= 400 and one.method != "HEAD" and "html" not in kind:
        try:
            said = json.loads(text)["detail"]
            if not isinstance(said, str) or len(said) < 10 or len(said) > 20_000:
                found.append(f"no sentence: {text[:200]}")
        except (ValueError, KeyError, TypeError):
            found.append(f"no sentence: {text[:200]}")
    if headers.get("x-content-type-options") != "nosniff" or "content-security-policy" not in headers:
        found.append("no headers of safety")
    return found


def tried(application: Application, one: Hostile, number: int, tally: Tally) -> None:
    """Send one request and judge what comes back."""
    begun, place = time.perf_counter(), f"{number} ({one.family})"
    tally.families[one.family] += 1
    try:
        status, headers, body = application.answer(one.sent, one.method, PATIENCE if one.complete else 0.25)
    except TimeoutError:
        tally.statuses["waited for more"] += 1
        if one.complete:
            tally.broken.append(f"{place}: no answer")
        return
    except (http.client.HTTPException, ConnectionError) as error:
        tally.statuses["connection ended"] += 1
        if one.complete:
            tally.broken.append(f"{place}: {type(error).__name__}")
        return
    tally.statuses[str(status)] += 1
    tally.slowest = max(tally.slowest, (time.perf_counter() - begun, place))
    tally.broken += [f"{place}: {law}" for law in broken_laws(one, status, headers, body)]


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the request of one number")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--network", action="store_true", help="as it is opened to a network, behind a proxy")
    given = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as made:
        application = Application(Path(made), network=given.network)
        try:
            target = application.target()
            before, begun = application.memory_mb(), time.perf_counter()
            numbers = [given.only] if given.only is not None else range(given.count)
            with ThreadPoolExecutor(given.threads) as threads:
                for _ in threads.map(
                    lambda n: tried(application, hostile(given.seed, n, target), n, tally), numbers
                ):
                    if application.process.poll() is not None:
                        tally.broken.append("the application ended")
                        break
            seconds, after = time.perf_counter() - begun, application.memory_mb()
            peak = application.memory_mb("VmHWM")
            if peak - before > MOST_GROWTH_MB:
                tally.broken.append(f"memory grew by {peak - before:.0f} MB")
            status, _, text = application.answer(request(target, "GET", "/api/v1/people"), "GET")
            if status != 200 or target.person not in text.decode():
                tally.broken.append("the person is not there any more")
        finally:
            log = application.end()
        if "Traceback" in log or '"event": "fault"' in log:
            tally.broken.append(f"a fault in the log: {log[max(log.find('Traceback'), 0) :][-3000:]}")
    print(
        json.dumps(
            {
                "requests": sum(tally.families.values()),
                "seed": given.seed,
                "seconds": round(seconds),
                "statuses": dict(sorted(tally.statuses.items())),
                "families": dict(sorted(tally.families.items())),
                "memory_mb": {"before": round(before), "peak": round(peak), "after": round(after)},
                "slowest": [round(tally.slowest[0], 2), tally.slowest[1]],
                "broken": len(tally.broken),
                "first": tally.broken[:25],
            },
            indent=1,
        )
    )
    return 1 if tally.broken else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(main())
