"""One request that no page of ours sends: what there is to aim at, words and types to send, and its bytes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from urllib.parse import quote

#: Must never come back in a page as it stands.
MARK = "<script>hostile(1)</script>"
WORDS = (
    MARK,
    '"><img src=x onerror=hostile(1)>',
    "javascript:hostile(1)",
    "{{7*7}}",
    "${7*7}",
    "' OR '1'='1",
    "'; DROP TABLE people; --",
    "1 UNION SELECT name FROM sqlite_master",
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "%00",
    "\x00",
    "\u202e\u2066drowssap",
    "\ufeff",
    "\U0001f9b4" * 40,
    "e\u0301" * 200,
    "\u0130\u0131\u017f\u212a",
    "NaN",
    "-Infinity",
    "1e309",
    "9" * 400,
    "0x10",
    "-0",
    "",
    " ",
    "null",
    "true",
    "[]",
    "{}",
    "A" * 5000,
    "\r\nSet-Cookie: a=b",
    "$(reboot)",
    "`reboot`",
    "%s%n%x",
    "\u0000admin",
    "con",
    "\ud7ff\ue000",
    "2026-02-30",
    "99999-01-01",
    "1 mg mg",
    "1e400 g/cm^2",
    "-5 g/cm^2",
)
#: Which anybody may have.
OPEN = ("/static/", "/style.css", "/healthz")
METHODS = (
    "GET",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "P\u00d6ST",
)
TYPES = (
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/toml",
    "application/octet-stream",
    "application/xml",
    "text/html",
    "application/json; charset=utf-16",
    "*/*",
    "a" * 300,
    "",
)
ENDINGS = ("toml", "csv", "json", "xml", "zip", "pdf", "txt", "xlsx", "exe", "", "html", "csv.gz")


@dataclass(frozen=True)
class Target:
    """What there is to aim at."""

    host: str
    headers: tuple[tuple[str, str], ...]
    person: str
    entry: str
    #: Method and path of every route, with {person}, {entry}, {job}, {token} in it.
    routes: tuple[tuple[str, str], ...]
    form_routes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hostile:
    """One request.

    ``refused``: nothing but a refusal will do. ``complete``: the server must answer; else the sender leaves.
    """

    family: str
    sent: bytes
    method: str = "GET"
    refused: bool = True
    complete: bool = True


def request(
    target: Target,
    method: str,
    path: str,
    body: bytes = b"",
    *,
    own: bool = True,
    kind: str = "application/json",
    more: str = "",
) -> bytes:
    """Write a request as HTTP has it, with what lets it in."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {target.host}", "Connection: close"]
    if own:
        lines += [f"{key}: {value}" for key, value in target.headers]
    if body:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    head = "\r\n".join(lines) + "\r\n" + more + "\r\n"
    return head.encode("utf-8", "surrogatepass") + body


def path_of(chance: random.Random, target: Target, path: str) -> str:
    """A route with what is there, or sometimes with what is not."""
    held = {"person": target.person, "entry": target.entry, "job": "0" * 16, "token": "0" * 16, "name": "x"}
    for key, value in held.items():
        odd = chance.random() < 0.15
        path = path.replace(f"{{{key}}}", quote(chance.choice(WORDS), safe="") if odd else value)
    return path


def route_of(chance: random.Random, target: Target, *methods: str) -> tuple[str, str]:
    """Return the method and path of a route, of one of these methods if any are named."""
    method, path = chance.choice([one for one in target.routes if not methods or one[0] in methods])
    return method, path_of(chance, target, path)
