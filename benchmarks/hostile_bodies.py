"""Requests whose body nobody should send: wrong types, broken JSON, bombs, uploads and forms."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from urllib.parse import quote

from hostile_request import (
    ENDINGS,
    MARK,
    TYPES,
    WORDS,
    Hostile,
    Target,
    request,
    route_of,
)


def json_of(chance: random.Random, depth: int = 0) -> str:
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
        return "[" + ",".join(json_of(chance, depth + 1) for _ in range(chance.randrange(4))) + "]"
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
        f"{json.dumps(chance.choice(keys))}:{json_of(chance, depth + 1)}" for _ in range(chance.randrange(4))
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
    "/fields": {"question": "labs", "answers": {"labs": "2026-01-12: estradiol 27 pg/mL"}},
    "/words": {
        "question": "labs",
        "rows": [{"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "2026-01-12"}],
        "values": {"keeps": "no gym"},
        "answers": {"labs": "estradiol 27"},
    },
    "/moved": {"dose": 1.0, "sessions": 1.0, "load": 1.0, "calcium": 1000.0, "vitamin_d": 800.0},
}


def _wrong_types(chance: random.Random, target: Target) -> Hostile:
    method, path = route_of(chance, target, "POST", "PUT")
    right = next(
        (one for ending, one in BODIES.items() if path.endswith(ending)), {"keys": {"a": 1}, "read_at": 1}
    )
    made = {key: json.dumps(value) for key, value in right.items()}
    key = chance.choice([*made])
    made[key] = json_of(chance)
    if chance.random() < 0.2:
        made[chance.choice(("extra", "id", "__class__", MARK))] = json_of(chance)
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
    method, path = route_of(chance, target, "POST", "PUT")
    deep = chance.choice((100, 2000, 50_000, 400_000))
    body = chance.choice(
        (
            b"[" * deep,
            b'{"keys":' * deep,
            b"[" * deep + b"]" * deep,
            b'{"keys":' + b"[" * deep + b"]" * deep + b"}",
            b'{"path":["measurement"],"keys":' + b'{"a":' * deep + b"1" + b"}" * deep + b"}",
            json_of(chance).encode("utf-8", "surrogatepass"),
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
    method, path = route_of(chance, target, "POST", "PUT")
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
                b'{"resourceType":"Bundle","entry":' + json_of(chance).encode("utf-8", "surrogatepass") + b"}"
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
    "wrong types": _wrong_types,
    "bodies": _bodies,
    "multipart": _multipart,
    "uploads": _uploads,
    "oversize": _oversize,
    "forms": _forms,
}
