"""Requests that no page of ours sends, made from a seed and a number: garbage, lies, bombs and wrong types.

Each family is a function of a source of chance and what there is to aim at; it returns the bytes to send.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
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


def hostile(seed: int, number: int, target: Target) -> Hostile:
    """Return the request of a number; the same for the same seed."""
    chance = random.Random(f"{seed}/{number}")
    names = [*FAMILIES]
    family = names[number % len(names)] if number < 10 * len(names) else chance.choice(names)
    if family == "forms" and not target.form_routes:
        family = "wrong types"
    return FAMILIES[family](chance, target)


def _path(chance: random.Random, target: Target, path: str) -> str:
    """A route with what is there, or sometimes with what is not."""
    held = {"person": target.person, "entry": target.entry, "job": "0" * 16, "token": "0" * 16, "name": "x"}
    for key, value in held.items():
        odd = chance.random() < 0.15
        path = path.replace(f"{{{key}}}", quote(chance.choice(WORDS), safe="") if odd else value)
    return path


def _route(chance: random.Random, target: Target, *methods: str) -> tuple[str, str]:
    method, path = chance.choice([one for one in target.routes if not methods or one[0] in methods])
    return method, _path(chance, target, path)


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
    method, path = _route(chance, target)
    while path.startswith(OPEN):
        method, path = _route(chance, target)
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
        request(target, method, _path(chance, target, path), b"{}"),
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
        _path(chance, target, "/".join(steps)) + "?read_at=1",
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
    word = quote(chance.choice(WORDS), safe="")
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


def _value(chance: random.Random, depth: int = 0) -> str:
    """A piece of JSON, or what looks like one."""
    pick = chance.randrange(9 if depth < 3 else 6)
    if pick < 3:
        return json.dumps(chance.choice(WORDS))
    if pick == 3:
        numbers = (
            "1e400",
            "-1e400",
            "NaN",
            "Infinity",
            "-0.0",
            "9" * 30,
            "9" * 5000,
            "1e-400",
            "0.1e",
            "01",
            "1_0",
            "0x1",
        )
        return chance.choice(numbers)
    if pick == 4:
        return chance.choice(
            (
                "null",
                "true",
                "nul",
                "'x'",
                '"\\ud800"',
                '"\\udfff\\ud800"',
                '"\\u0000"',
                "",
                "//",
                '"\n"',
                "undefined",
            )
        )
    if pick == 5:
        return str(chance.choice((-1, 0, 2**31, 2**63, 2**64, -(2**63) - 1, 10**18)))
    if pick == 6:
        return "[" + ",".join(_value(chance, depth + 1) for _ in range(chance.randrange(4))) + "]"
    keys = (
        "keys",
        "path",
        "where",
        "read_at",
        "dose",
        "sex",
        "birth_date",
        "name",
        "date",
        "what",
        "value",
        "__proto__",
        "constructor",
        MARK,
        "",
    )
    pairs = (
        f"{json.dumps(chance.choice(keys))}:{_value(chance, depth + 1)}" for _ in range(chance.randrange(4))
    )
    return "{" + ",".join(pairs) + "}"


#: What each body is when it is right; each key is then made wrong.
BODIES: dict[str, dict[str, object]] = {
    "/api/v1/people": {
        "sex": "male",
        "birth_date": "1972-05-14",
        "height": "181 cm",
        "drug": "anastrozole",
        "drug_dose": "1 mg",
        "training": 2,
        "calcium": "750 mg/day",
    },
    "/entries": {
        "path": ["measurement"],
        "keys": {"date": "2026-11-01", "what": "bmd_total_hip", "value": "0.98 g/cm^2"},
        "where": "file",
    },
    "/levers": {"dose": 1.0, "sessions": 1.0, "load": 1.0, "calcium": 1000.0, "vitamin_d": 800.0},
    "/moved": {"dose": 1.0, "sessions": 1.0, "load": 1.0, "calcium": 1000.0, "vitamin_d": 800.0},
}


def _wrong_types(chance: random.Random, target: Target) -> Hostile:
    method, path = _route(chance, target, "POST", "PUT")
    right = next(
        (one for ending, one in BODIES.items() if path.endswith(ending)), {"keys": {"a": 1}, "read_at": 1}
    )
    made = {key: json.dumps(value) for key, value in right.items()}
    key = chance.choice([*made])
    made[key] = _value(chance)
    if chance.random() < 0.2:
        made[chance.choice(("extra", "id", "__class__", MARK))] = _value(chance)
    if chance.random() < 0.2:
        made.pop(key)
    body = "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in made.items()) + "}"
    # Some of what is made here is right after all: a year without a day may be one.
    return Hostile(
        "wrong types",
        request(target, method, path, body.encode("utf-8", "surrogatepass")),
        method,
        refused=False,
    )


def _bodies(chance: random.Random, target: Target) -> Hostile:
    method, path = _route(chance, target, "POST", "PUT")
    deep = chance.choice((100, 2000, 50_000, 400_000))
    body = chance.choice(
        (
            b"[" * deep,
            b'{"keys":' * deep,
            b"[" * deep + b"]" * deep,
            b'{"keys":' + b"[" * deep + b"]" * deep + b"}",
            b'{"path":["measurement"],"keys":' + b'{"a":' * deep + b"1" + b"}" * deep + b"}",
            _value(chance).encode("utf-8", "surrogatepass"),
            json.dumps({"a": 1}).encode("utf-16"),
            b"\xef\xbb\xbf{}",
            b"\xff\xfe\x00",
            b"\x80" * 50,
            b'{"a":1}{"b":2}',
            b'{"a":"' + b"x" * 900_000 + b'"}',
            b'{"keys":{' + b",".join(b'"k%d":1' % n for n in range(40_000)) + b"}}",
            b'{"sex":"male","sex":"female"',
            b"1",
            b'"',
            b"null",
            b'{"dose":' + b"9" * 400_000 + b"}",
            b'{"path":["' + b'a","' * 50_000 + b'"],"keys":{}}',
        )
    )
    # A body that no JSON is may be a fine file, or meet a route that takes none.
    return Hostile(
        "bodies",
        request(target, method, path, body, kind=chance.choice(TYPES[:1] * 8 + TYPES)),
        method,
        refused=False,
    )


def _multipart(chance: random.Random, target: Target) -> Hostile:
    method, path = _route(chance, target, "POST", "PUT")
    held = "Content-Disposition: form-data"
    edge = chance.choice(("x", "x" * 500, '"', "\u00e9"))
    parts = (
        f'--{edge}\r\n{held}; name="file"; filename="../../{chance.choice(WORDS)}"\r\n\r\nabc\r\n--{edge}--\r\n',
        f"--{edge}\r\n",
        f"--{edge}--",
        "no edge at all",
        f"--{edge}\r\nContent-Disposition: form-data\r\n\r\n" * 500,
        f'--{edge}\r\nContent-Disposition: form-data; name="{"n" * 50_000}"\r\n\r\nx\r\n--{edge}--',
    )
    kind = chance.choice(
        (
            f"multipart/form-data; boundary={edge}",
            "multipart/form-data",
            "multipart/mixed; boundary=",
            "multipart/form-data; boundary=other",
        )
    )
    sent = request(target, method, path, chance.choice(parts).encode("utf-8", "surrogatepass"), kind=kind)
    return Hostile("multipart", sent, method, refused=False)


def _zip(names: list[str], content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            # Of one day, not of now: the same bytes whenever they are made.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _uploads(chance: random.Random, target: Target) -> Hostile:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    deep = chance.choice((50, 3000, 60_000))
    content = chance.choice(
        (
            lambda: chance.randbytes(chance.choice((1, 100, 30_000))),
            lambda: (
                f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><HealthData>&l8;</HealthData>'.encode()
            ),
            lambda: (
                b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><HealthData><a>&e;</a></HealthData>'
            ),
            lambda: b"<a>" * deep,
            lambda: b"<a>" * deep + b"</a>" * deep,
            lambda: b"[" * deep,
            lambda: b'{"resourceType":' * deep,
            lambda: b"a = " + b"[" * deep,
            lambda: b"[a" + b".a" * deep + b"]",
            lambda: b"a" + b".a" * deep + b" = 1",
            lambda: b"a = {" + b"b = {" * deep,
            lambda: b"person = 1\nperson = 2",
            lambda: b'[person]\nsex = "\xff"',
            lambda: b"date,what,value\n" + b"2026-01-01,estradiol,12 pg/mL\n" * 3000,
            lambda: b"date;what\n" + b'"' * 3000,
            lambda: ("date,what,value\n" + "\n".join(f"{word},{word},{word}" for word in WORDS)).encode(
                "utf-8", "surrogatepass"
            ),
            lambda: b"=cmd|'/c calc'!A1,@SUM(1),+1,-1\n" * 50,
            lambda: b"a," * 30_000,
            lambda: b"\x00" * 20_000,
            lambda: b"\n" * 20_000,
            lambda: _zip(["../../evil.csv", "/abs.csv", "a.csv"], b"date,what,value\n"),
            lambda: _zip(["a.csv"], b"0" * 20_000_000),
            lambda: _zip([f"{n}.csv" for n in range(2000)], b"x"),
            lambda: _zip(["a.csv"], b"x" * 100)[:-20],
            lambda: b"PK\x03\x04" + chance.randbytes(500),
            lambda: b"%PDF-1.7\n" + chance.randbytes(3000),
            lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
            lambda: b"%PDF-1.4\n" + b"1 0 obj<<" * deep,
            lambda: MARK.encode() * 50,
            lambda: "\n".join(WORDS).encode("utf-8", "surrogatepass"),
            lambda: json.dumps(
                {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": word}} for word in WORDS]}
            ).encode("utf-8", "surrogatepass"),
            lambda: (
                b'{"resourceType":"Bundle","entry":' + _value(chance).encode("utf-8", "surrogatepass") + b"}"
            ),
            lambda: b'{"resourceType":"Observation","valueQuantity":{"value":' + b"9" * 5000 + b"}}",
        )
    )()
    name = quote(f"{chance.choice((*WORDS[:12], 'scan', 'export'))[:60]}.{chance.choice(ENDINGS)}", safe="")
    person = f"/api/v1/people/{target.person}/import?name={name}&answers=%7B%7D"
    path = chance.choice((person, person, person, "/api/v1/people/from-file"))
    return Hostile(
        "uploads",
        request(target, "POST", path, content, kind="application/octet-stream"),
        "POST",
        refused="from-file" in path,
    )


def _oversize(chance: random.Random, target: Target) -> Hostile:
    upload = f"/api/v1/people/{target.person}/import?name=x.csv"
    path, size = chance.choice(
        (("/api/v1/people", 1_000_001), (upload, 60_000_001), (upload, 10**12), ("/api/v1/people", 10**18))
    )
    head = request(target, "POST", path).decode()[:-2]
    if chance.random() < 0.5:
        sent = f"{head}Content-Length: {size}\r\n\r\n".encode() + b"x" * 1000
    else:  # it does not say how much comes
        sent = (
            f"{head}Transfer-Encoding: chunked\r\n\r\n".replace(path, "/api/v1/people").encode()
            + b"10000\r\n"
            + b"x" * 65_536
            + b"\r\n"
        )
        sent += (b"10000\r\n" + b"x" * 65_536 + b"\r\n") * 16
    return Hostile("oversize", sent, "POST")


def _forms(chance: random.Random, target: Target) -> Hostile:
    path = chance.choice(target.form_routes)
    body = chance.choice(
        (
            b"password=" + quote(chance.choice(WORDS)).encode(),
            b"password=%ff%fe",
            b"password",
            b"&" * 500,
            b"password=x&" * 500,
            b"password=" + b"a" * 20_000,
            b"password[]=x&password[__proto__]=y",
            b"\x00\xff",
            b'{"password":"x"}',
            b"session=all",
            b"new=a&again=b&password=" + b"x" * 900,
        )
    )
    kind = chance.choice((TYPES[2], *TYPES))
    return Hostile("forms", request(target, "POST", path, body, kind=kind), "POST", refused=True)


FAMILIES: dict[str, Callable[[random.Random, Target], Hostile]] = {
    "garbage": _garbage,
    "heads": _heads,
    "strangers": _strangers,
    "methods": _methods,
    "paths": _paths,
    "files": _files,
    "queries": _queries,
    "wrong types": _wrong_types,
    "bodies": _bodies,
    "multipart": _multipart,
    "uploads": _uploads,
    "oversize": _oversize,
    "forms": _forms,
}
