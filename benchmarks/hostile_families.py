"""Requests that no page of ours sends, made from a seed and a number: garbage, lies, bombs and wrong types.

Each family is a function of a source of chance and what there is to aim at; it returns the bytes to send.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import quote

from hostile_bodies import FAMILIES as OF_BODIES
from hostile_request import (
    METHODS,
    OPEN,
    WORDS,
    Hostile,
    Target,
    path_of,
    request,
    route_of,
)


def _garbage(chance: random.Random, target: Target) -> Hostile:
    sent = chance.randbytes(chance.choice((1, 7, 64, 1000, 20_000)))
    if chance.random() < 0.5:
        sent = b"GET / HTTP/1.1\r\n" + sent
    # Whoever sends half a head waits for the server's patience to end; here he leaves.
    return Hostile("garbage", sent + b"\r\n\r\n", complete=False)


def _heads(chance: random.Random, target: Target) -> Hostile:
    host = target.host
    own = "".join(f"{key}: {value}\r\n" for key, value in target.headers)
    base = f"Host: {host}\r\n{own}Connection: close\r\n"
    kind = "Content-Type: application/json"
    post = f"POST /api/v1/people HTTP/1.1\r\n{base}"
    lines = chance.choice(
        (
            f"GET / HTTP/9.9\r\n{base}",
            f"GET / HTTP/1.1 x\r\n{base}",
            f"GET  /  HTTP/1.1\r\n{base}",
            f"/ HTTP/1.1\r\n{base}",
            f"GET / HTTP/1.1\r\n{own}",
            f"GET / HTTP/1.1\r\n{base}Host: evil.example\r\n",
            f"GET / HTTP/1.1\r\nHost: evil.example\r\n{own}",
            f"GET / HTTP/1.1\r\n{base}no colon\r\n",
            f"GET / HTTP/1.1\r\n{base}a\x00b: c\r\n",
            f"GET / HTTP/1.1\r\n{base}a: b\x00c\r\n",
            f"GET / HTTP/1.1\r\n{base}: empty\r\n",
            f"GET / HTTP/1.1\r\n{base}a b: c\r\n",
            f"GET / HTTP/1.1\r\n{base}X: {'y' * 70_000}\r\n",
            f"GET / HTTP/1.1\r\n{base}" + "".join(f"x{n}: y\r\n" for n in range(3000)),
            f"GET /{'a' * 9000} HTTP/1.1\r\n{base}",
            f"GET /?{'a=b&' * 2000} HTTP/1.1\r\n{base}",
            f"GET /\u00e9\u4e2d HTTP/1.1\r\n{base}",
            f"G\u00cbT / HTTP/1.1\r\n{base}",
            f"{post}Content-Length: -1\r\n",
            f"{post}Content-Length: abc\r\n",
            f"{post}Content-Length: 2\r\nContent-Length: 3\r\n",
            f"{post}Content-Length: {'9' * 30}\r\n",
            f"{post}Content-Length: \u0663\r\n",
            f"{post}Transfer-Encoding: gzip\r\n",
            f"{post}Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            f"{post}Transfer-Encoding: chunked\r\n\r\n-5\r\nabc",
            f"{post}Transfer-Encoding: chunked\r\n\r\n{'F' * 40}\r\n",
            f"{post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n",
            f"{post}Content-Length: 2\r\nContent-Encoding: gzip\r\n{kind}\r\n\r\n\x1f\x1f",
            f"OPTIONS * HTTP/1.1\r\n{base}",
            f"CONNECT evil.example:443 HTTP/1.1\r\n{base}",
            f"TRACE / HTTP/1.1\r\n{base}",
            f"PRI * HTTP/2.0\r\n\r\nSM\r\n{base}",
            f"GET http://evil.example/ HTTP/1.1\r\n{base}",
            f"{post}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n",
            f"{post}Expect: 100-continue\r\nContent-Length: 1\r\n\r\n{{",
        )
    )
    return Hostile("heads", (lines + "\r\n").encode("utf-8"), lines.split(" ", 1)[0], complete=False)


def _strangers(chance: random.Random, target: Target) -> Hostile:
    method, path = route_of(chance, target)
    while path.startswith(OPEN):
        method, path = route_of(chance, target)
    key, value = chance.choice(
        (
            ("Cookie", ""),
            ("Cookie", "osteotwin=wrong"),
            ("Cookie", "a" * 3000),
            ("Cookie", '="\\"; ;;,=\x01'),
            ("Cookie", "osteotwin=\u00e9\u00ff"),
            ("Origin", "http://evil.example"),
            ("Origin", "null"),
            ("Origin", "http://["),
            ("Sec-Fetch-Site", "cross-site"),
            ("Host", "evil.example"),
            ("Host", "127.0.0.1.evil.example"),
            ("Host", "["),
            ("Host", "localhost@evil.example"),
        )
    )
    writes = method not in ("GET", "HEAD")
    refused = key in ("Cookie", "Host") or writes
    body = b"{}" if writes else b""
    held = dict(target.headers) | {key: value}
    host = held.pop("Host", target.host)
    other = Target(host, tuple(held.items()), target.person, target.entry, target.routes)
    return Hostile("strangers", request(other, method, path, body), method, refused)


def _methods(chance: random.Random, target: Target) -> Hostile:
    known = {path: {one for one, other in target.routes if other == path} for _, path in target.routes}
    path = chance.choice([*known])
    # Whoever is erased cannot be aimed at any more.
    known[path] |= {"/api/v1/people/{person}": {"DELETE"}, "/api/v1/openapi.json": {"HEAD"}}.get(path, set())
    method = chance.choice([one for one in METHODS if one not in known[path]])
    return Hostile(
        "methods",
        request(target, method, path_of(chance, target, path), b"{}"),
        method,
        complete=method.isascii(),
    )


def _paths(chance: random.Random, target: Target) -> Hostile:
    method, path = chance.choice([one for one in target.routes if "{" in one[1]])
    steps = path.split("/")
    place = chance.choice([index for index, step in enumerate(steps) if step.startswith("{")])
    word = chance.choice(WORDS) or "x"
    steps[place] = chance.choice(
        (
            quote(word, safe=""),
            quote(word, safe="/"),
            quote(quote(word, safe=""), safe=""),
            "%ff%fe",
            "%2e%2e%2f" * 6,
            "%",
        )
    )
    sent = request(
        target,
        method,
        path_of(chance, target, "/".join(steps)) + "?read_at=1",
        b"{}" if method in ("POST", "PUT") else b"",
    )
    return Hostile("paths", sent, method, refused=method != "GET")


def _files(chance: random.Random, target: Target) -> Hostile:
    base = chance.choice(
        (
            "/static/",
            "/static//",
            "/static/..%2f",
            "/static/%2e%2e/",
            "/static/..%5c",
            "//",
            "/./",
            "/static/....//",
        )
    )
    leaf = chance.choice(
        (
            "../app.py",
            "..%2f..%2fapp.py",
            "%2e%2e/security.py",
            "/etc/passwd",
            "diary.sqlite",
            "password.argon2",
            ".git/config",
            "nul",
        )
    )
    return Hostile("files", request(target, "GET", base + leaf))


def _queries(chance: random.Random, target: Target) -> Hostile:
    person = f"/api/v1/people/{target.person}"
    # "{}" answers no question, which is fine where none was asked.
    word = quote(chance.choice([word for word in WORDS if word != "{}"]), safe="")
    method, path = chance.choice(
        (
            ("DELETE", f"{person}/entries/{target.entry}?read_at={word}"),
            ("DELETE", f"{person}/entries/{target.entry}"),
            ("DELETE", f"{person}/entries/{target.entry}?read_at={'9' * chance.choice((3, 30, 4000))}"),
            ("POST", f"{person}/import?answers={word}"),
            ("POST", f"{person}/import?name={word}&answers={'[' * 3000}"),
            ("POST", f"{person}/import?name={'a' * 300}"),
            ("POST", f"{person}/import?name=x.csv&answers={word}"),
            (
                "POST",
                f"{person}/import?name=x.csv&answers=%7B%22{word}%22:{chance.choice(('1', 'NaN', '[]', '1e999'))}%7D",
            ),
        )
    )
    return Hostile("queries", request(target, method, path, b"x", kind="application/octet-stream"), method)


FAMILIES: dict[str, Callable[[random.Random, Target], Hostile]] = {
    "garbage": _garbage,
    "heads": _heads,
    "strangers": _strangers,
    "methods": _methods,
    "paths": _paths,
    "files": _files,
    "queries": _queries,
    **OF_BODIES,
}


def hostile(seed: int, number: int, target: Target) -> Hostile:
    """Return the request of a number; the same for the same seed."""
    chance = random.Random(f"{seed}/{number}")
    names = [*FAMILIES]
    family = names[number % len(names)] if number < 10 * len(names) else chance.choice(names)
    if family == "forms" and not target.form_routes:
        family = "wrong types"
    return FAMILIES[family](chance, target)
