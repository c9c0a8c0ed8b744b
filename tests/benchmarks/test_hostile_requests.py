"""The laws to which hostile requests hold the application: what breaks one is seen."""

from __future__ import annotations

import pytest

import hostile_requests

SAFE = {
    "content-type": "application/json",
    "x-content-type-options": "nosniff",
    "content-security-policy": "x",
}
SENTENCE = b'{"detail": "That is no date. Fix: write one."}'


@pytest.mark.parametrize(
    ("status", "headers", "body", "broken"),
    [
        (422, SAFE, SENTENCE, ""),
        (200, SAFE, b"{}", "taken with 200"),
        (500, SAFE, SENTENCE, "status 500"),
        (404, SAFE, b'{"detail": []}', "no sentence"),
        (404, SAFE, b"Not Found", "no sentence"),
        (422, SAFE, b'{"detail": "Traceback (most recent call last)"}', "a trace of Python"),
        (422, {"content-type": "application/json"}, SENTENCE, "no headers of safety"),
        (
            422,
            {**SAFE, "content-type": "text/html"},
            b"<p><script>hostile(1)</script>",
            "a script as it was sent",
        ),
    ],
)
def test_a_broken_law_is_seen(status: int, headers: dict[str, str], body: bytes, broken: str) -> None:
    found = hostile_requests.broken_laws(hostile_requests.Hostile("x", b""), status, headers, body)
    assert [one.partition(":")[0] for one in found] == ([broken] if broken else [])


def test_a_request_is_made_again_from_seed_and_number() -> None:
    routes = (
        ("GET", "/people/{person}/diary"),
        ("POST", "/api/v1/people"),
        ("PUT", "/api/v1/people/{person}/entries/{entry}"),
    )
    target = hostile_requests.Target("h", (("Cookie", "a=b"),), "p", "e", routes, ("/login",))
    made = [hostile_requests.hostile(1, number, target) for number in range(300)]
    assert made == [hostile_requests.hostile(1, number, target) for number in range(300)]
    assert made != [hostile_requests.hostile(2, number, target) for number in range(300)]
    assert len({one.family for one in made}) == 13
