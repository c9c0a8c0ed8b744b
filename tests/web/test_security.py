"""Who may ask, and what every answer carries."""

from __future__ import annotations

from typing import Any

import pytest

from osteotwin.web import security


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "192.168.0.7:8340"])
def test_another_name_is_refused(client: Any, host: str) -> None:
    assert client("GET", "/", headers={"host": host}).status_code == 400
    assert client("GET", "/?token=secret", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8340", "localhost:1", "[::1]:8340", "LOCALHOST"])
def test_this_machines_names_are_taken(client: Any, host: str) -> None:
    assert client("GET", "/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("cookie", ["", "osteotwin=wrong", "other=secret", "osteotwin=secre"])
def test_who_does_not_know_the_address_sees_nothing(client: Any, cookie: str) -> None:
    for address in ("/", "/api/v1/people", "/api/v1/openapi.json", "/style.css", "/?token=wrong"):
        refused = client("GET", address, headers={"cookie": cookie})
        assert (refused.status_code, "Fix: open the whole address" in refused.text) == (403, True)
    assert client("GET", "/healthz", headers={"cookie": cookie}).json() == {"status": "ok"}


def test_the_printed_address_becomes_a_cookie_that_scripts_cannot_read(client: Any) -> None:
    opened = client("GET", "/?token=secret", headers={"cookie": ""})
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in opened.headers["set-cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-osteotwin": None},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_changes_nothing(client: Any, headers: dict[str, Any]) -> None:
    if headers.get("x-osteotwin", "") is None:
        client.headers.pop("x-osteotwin")
        headers = {}
    refused = client(
        "POST", "/api/v1/people", json={"sex": "male", "birth_date": "1972-05-14"}, headers=headers
    )
    assert refused.status_code == 403
    assert client("GET", "/api/v1/people").json() == []


@pytest.mark.parametrize("address", ["/", "/static/app.js", "/api/v1/people", "/nowhere", "/api/v1/people/x"])
def test_every_answer_carries_a_policy_without_exceptions(client: Any, address: str) -> None:
    headers = client("GET", address).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_what_is_too_large_is_refused(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "MOST_FILE_BYTES", 1000)
    refused = client("POST", "/api/v1/people/from-file", content=b"x" * 2000)
    assert (refused.status_code, "too large" in refused.json()["detail"]) == (413, True)

    async def pieces() -> Any:
        for _ in range(10):
            yield b"x" * 500

    refused = client("POST", "/api/v1/people/from-file", content=pieces())
    assert (refused.status_code, "too large" in refused.json()["detail"]) == (413, True)


def test_what_is_no_file_may_be_less(client: Any) -> None:
    large = b'{"name": "' + b"x" * security.MOST_JSON_BYTES + b'"}'
    refused = client("POST", "/api/v1/people", content=large, headers={"content-type": "application/json"})
    assert (refused.status_code, "at most 1 MB" in refused.json()["detail"]) == (413, True)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("//evil.example/", "/evil.example/"),
        ("/a%0d%0ab", "/a%0D%0Ab"),
        ("/\u00e9", "/%C3%A9"),
        ("/\\evil", "/%5Cevil"),
    ],
)
def test_the_way_from_the_printed_address_stays_here(client: Any, address: str, place: str) -> None:
    opened = client("GET", f"http://127.0.0.1{address}?token=secret", headers={"cookie": ""})
    assert (opened.status_code, opened.headers["location"]) == (303, place)


@pytest.mark.parametrize("head", [{f"x{n}": "y" for n in range(120)}, {"x": "y" * 20_000}])
def test_a_head_that_no_browser_sends_is_refused(client: Any, head: dict[str, str]) -> None:
    assert client("GET", "/", headers=head).status_code == 400
    assert client("GET", "/?" + "a" * 5000).status_code == 414


def test_no_more_files_are_read_at_once_than_memory_holds(client: Any) -> None:
    client.app._uploads = security.MOST_UPLOADS
    refused = client("POST", "/api/v1/people/from-file", content=b"x")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
    client.app._uploads = 0
    assert client("POST", "/api/v1/people/from-file", content=b"x").status_code == 422
    assert client.app._uploads == 0


def test_what_the_framework_refuses_is_a_sentence_too(client: Any) -> None:
    assert client("GET", "/nowhere").json() == {
        "detail": "There is nothing at this address. Fix: begin at /."
    }
    assert client("TRACE", "/").status_code == 405
    assert client("GET", "/people/").status_code == 404  # and no way to a place that a header names


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/people/0123456789abcdef/outlook", 404, "he diary has no such person"),
        ("/people/0123456789abcdef/diary", 404, "he diary has no such person"),
        ("/nowhere", 404, "There is nothing at this address"),
        ("/people/{person}/report.html", 409, "was not simulated since the last change"),
        ("/people/{person}/evidence/none", 404, "No such trial"),
        ("/people/{person}/diary?page=0", 422, "age: "),
    ],
)
def test_a_browser_gets_a_page_with_a_way_back_and_a_program_json(
    client: Any, address: str, status: int, said: str
) -> None:
    person = client.add()
    where = address.format(person=person)
    shown = client("GET", where, headers=BROWSER)
    assert (shown.status_code, shown.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said in shown.text
    assert '<a href="/">' in shown.text
    assert (f'<a href="/people/{person}/outlook">' in shown.text) == (status == 409)
    for accept in ("*/*", "application/json"):
        told = client("GET", where, headers={"accept": accept})
        assert told.status_code == status
        assert said in told.json()["detail"]
    if "/people/0" in address:
        program = f"/api/v1{where.rsplit('/', 1)[0]}"
        assert "detail" in client("GET", program, headers=BROWSER).json()  # a download that a browser opens


@pytest.mark.parametrize("deep", [30, 100, 900])
def test_an_entry_nested_beyond_use_is_refused(client: Any, deep: int) -> None:
    person, keys = client.add(), {"a": 1}
    for _ in range(deep):
        keys = {"a": keys}
    body = {"path": ["measurement"], "keys": keys}
    refused = client("POST", f"/api/v1/people/{person}/entries", json=body)
    assert (refused.status_code, "beyond any use" in refused.json()["detail"]) == (422, True)
