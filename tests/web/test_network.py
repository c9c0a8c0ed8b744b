"""On a network: nobody without the password, sessions that end, limits, a proxy, a log without persons."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.web.network_client import HOST, ORIGIN, PASSWORD, NetworkClient, word_of

from osteotwin.errors import InputError
from osteotwin.web.network.limits import FREE_TRIES, LONGEST_WAIT
from osteotwin.web.network.log import logging_lines
from osteotwin.web.network.password import FILE, Password, fault_of
from osteotwin.web.network.sessions import IDLE, LONGEST, MOST
from osteotwin.web.network.settings import Settings
from osteotwin.web.security import MOST_OF_ONE, Asked

PERSON = {"sex": "male", "birth_date": "1972-05-14", "name": "Zacharias"}
OWN = {"x-osteotwin": "1"}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkClient]:
    made = NetworkClient(tmp_path / "diary")
    yield made
    made.close()


@pytest.mark.parametrize(
    "address", ["/", "/account", "/api/v1/people", "/api/v1/openapi.json", "/people/x/diary", "/nowhere"]
)
def test_nobody_comes_in_without_the_password(network: NetworkClient, address: str) -> None:
    assert network("GET", address).status_code == 401
    asked = network("GET", address, headers={"accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/login")
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert network(method, address, headers={**OWN, **ORIGIN}, json=PERSON).status_code == 401
    assert network("GET", "/?token=secret", cookie="secret").status_code == 401


def test_signing_in_gives_a_word_that_scripts_and_other_sites_do_not_get(network: NetworkClient) -> None:
    answered = network.sign_in()
    assert (answered.status_code, answered.headers["location"]) == (303, "/")
    cookie = answered.headers["set-cookie"]
    assert cookie.startswith("__Host-osteotwin=")
    assert all(f"; {part}" in cookie for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    assert "domain" not in cookie.lower()
    assert len(network.cookie) >= 43  # 256 random bits
    assert network("GET", "/api/v1/people").json() == []
    assert "Sign out" in network("GET", "/").text
    assert network("GET", "/api/v1/people", cookie=network.cookie[:-1]).status_code == 401


def test_signing_in_again_ends_the_session_before(network: NetworkClient) -> None:
    network.sign_in()
    before = network.cookie
    network.sign_in()
    assert network.cookie != before
    assert network("GET", "/api/v1/people", cookie=before).status_code == 401


def test_a_session_ends_with_its_last_use_and_in_any_case(network: NetworkClient) -> None:
    network.sign_in()
    network.now += IDLE - 1
    assert network("GET", "/api/v1/people").status_code == 200
    network.now += IDLE
    assert network("GET", "/api/v1/people").status_code == 401
    network.sign_in()
    begun = network.now
    while network.now + IDLE - 1 < begun + LONGEST:
        network.now += IDLE - 1
        assert network("GET", "/api/v1/people").status_code == 200
    network.now = begun + LONGEST
    assert network("GET", "/api/v1/people").status_code == 401


def test_signing_out_ends_the_session_on_the_server(network: NetworkClient) -> None:
    network.sign_in()
    answered = network.form("/logout")
    assert (answered.status_code, answered.headers["location"]) == (303, "/login")
    assert "Max-Age=0" in answered.headers["set-cookie"]
    assert "storage" in answered.headers["clear-site-data"]
    assert network("GET", "/api/v1/people").status_code == 401


def test_sessions_are_listed_and_ended_by_who_knows_the_password(network: NetworkClient) -> None:
    network.sign_in()
    first, network.cookie = network.cookie, ""
    network.sign_in()
    name = next(
        one.name
        for one, *_ in network.door.sessions.all(network.door.password.hash())
        if one.begun == network.now
    )
    assert name in network("GET", "/account").text
    assert network.form("/account/end", session="all", password="wrong").status_code == 401
    assert network("GET", "/api/v1/people", cookie=first).status_code == 200
    assert network.form("/account/end", session="nobody", password=PASSWORD).status_code == 404
    assert network.form("/account/end", session="all", password=PASSWORD).status_code == 303
    for word in (first, network.cookie):
        assert network("GET", "/api/v1/people", cookie=word).status_code == 401


def test_no_more_sessions_than_a_practice_has_desks(network: NetworkClient) -> None:
    words = [network.door.sessions.begin("x", network.door.password.hash()) for _ in range(MOST + 1)]
    good = [
        network("GET", "/api/v1/people", cookie=word).status_code for word in (words[0], words[1], words[-1])
    ]
    assert good == [401, 200, 200]


def test_another_password_needs_the_one_before_and_ends_the_other_sessions(network: NetworkClient) -> None:
    network.sign_in()
    other = network.door.sessions.begin("x", network.door.password.hash())
    new = "velvet harbor quinoa drum"
    fields = {"new": new, "again": new}
    assert network.form("/account/password", password="wrong", **fields).status_code == 401
    differs = network.form("/account/password", password=PASSWORD, new=new, again=new + "x")
    assert (differs.status_code, "The two new passwords differ" in differs.text) == (422, True)
    weak = network.form("/account/password", password=PASSWORD, new="a" * 20, again="a" * 20)
    assert (weak.status_code, "repeats itself" in weak.text) == (422, True)
    changed = network.form("/account/password", password=PASSWORD, **fields)
    assert changed.status_code == 303
    assert network("GET", "/account", cookie=word_of(changed)).status_code == 200
    for word in (other, network.cookie):
        assert network("GET", "/api/v1/people", cookie=word).status_code == 401
    network.cookie = ""
    assert network.sign_in().status_code == 401
    assert network.sign_in(new).status_code == 303


def test_a_password_set_on_the_server_ends_all_sessions_at_once(
    network: NetworkClient, tmp_path: Path
) -> None:
    network.sign_in()
    Password(tmp_path / "diary").set("velvet harbor quinoa drum")
    assert network("GET", "/api/v1/people").status_code == 401
    (tmp_path / "diary" / FILE).unlink()
    network.cookie = ""
    assert network.sign_in("velvet harbor quinoa drum").status_code == 401


@pytest.mark.slow
def test_the_password_is_kept_as_a_hash_that_only_the_owner_reads(tmp_path: Path) -> None:
    Password(tmp_path / "d").set(PASSWORD)
    file = tmp_path / "d" / FILE
    assert file.read_text().startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert Password(tmp_path / "d").is_right(PASSWORD)
    for wrong in (PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "", "\ud800", "x" * 2000, PASSWORD + "\0"):
        assert not Password(tmp_path / "d").is_right(wrong)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("correct-horse", "13 signs"),
        ("x" * 1025, "too long"),
        ("passwordpassword1", "common"),
        ("qwertyuiopasdfgh", "keyboard"),
        ("osteotwin-clinic-2026", "would try here"),
        ("Bones of the Clinic", "would try here"),
        ("tidal copper \ud800 moth", "a sign that is none"),
    ],
)
def test_a_password_that_is_soon_guessed_is_not_taken(tmp_path: Path, given: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Password(tmp_path / "d").set(given)
    assert not (tmp_path / "d" / FILE).exists()


@pytest.mark.parametrize(
    "given", [PASSWORD, "гора лампа берег сорок", "aGz83-vVk2!m0s_Q", "w4 " + "o zebra " * 100]
)
def test_a_good_password_of_any_signs_is_taken(given: str) -> None:
    assert fault_of(given) == ""


def test_wrong_passwords_make_the_next_try_wait_longer_and_shut_out_nobody_else(
    network: NetworkClient,
) -> None:
    for _ in range(FREE_TRIES + 1):
        assert network.sign_in("wrong").status_code == 401
    refused = network.sign_in()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    waits: list[float] = []
    for _ in range(12):
        network.now += float(refused.headers["retry-after"])
        assert network.sign_in("wrong").status_code == 401
        refused = network.sign_in()
        assert refused.status_code == 429
        waits.append(float(refused.headers["retry-after"]))
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == LONGEST_WAIT
    network.peer = "192.0.2.8"
    assert network.sign_in().status_code == 303
    network.peer, network.cookie = "192.0.2.7", ""
    network.now += LONGEST_WAIT
    assert network.sign_in().status_code == 303
    network.cookie = ""
    assert network.sign_in("wrong").status_code == 401  # and all begins anew


def test_many_addresses_together_try_no_more_passwords_than_a_machine_hashes(network: NetworkClient) -> None:
    statuses: list[int] = []
    for number in range(40):
        network.peer = f"198.51.100.{number}"
        statuses.append(network.sign_in("wrong").status_code)
    assert (statuses.count(401), statuses.count(429)) == (20, 20)
    network.now += 1.0
    network.peer = "192.0.2.7"
    assert network.sign_in().status_code == 303


def test_who_asks_too_often_waits_and_others_do_not(tmp_path: Path) -> None:
    network = NetworkClient(tmp_path / "diary", often=20.0)
    statuses = [network("GET", "/login").status_code for _ in range(25)]
    assert statuses == [200] * 20 + [429] * 5
    assert network("GET", "/login").headers["retry-after"] == "1"
    network.peer = "192.0.2.8"
    assert network("GET", "/login").status_code == 200
    network.peer = "2001:db8::1"
    assert network("GET", "/login").status_code == 200
    network.now += 1.0
    network.peer = "192.0.2.7"
    assert [network("GET", "/login").status_code for _ in range(3)] == [200, 200, 429]
    network.close()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", **ORIGIN},
        {"origin": "https://["},
    ],
)
def test_another_site_sends_none_of_the_forms(network: NetworkClient, headers: dict[str, str]) -> None:
    assert network.form("/login", headers=headers, password=PASSWORD).status_code == 403
    network.sign_in()
    for form in ("/logout", "/account/end", "/account/password"):
        assert network.form(form, headers=headers, password=PASSWORD, session="all").status_code == 403
    assert (
        network(
            "POST", "/api/v1/people", json=PERSON, headers={**OWN, **headers} if headers else {}
        ).status_code
        == 403
    )
    assert network("GET", "/api/v1/people").json() == []


def test_a_page_of_its_own_may_write(network: NetworkClient) -> None:
    network.sign_in()
    own = {**OWN, **ORIGIN, "sec-fetch-site": "same-origin"}
    assert network("POST", "/api/v1/people", json=PERSON, headers=own).status_code == 201


def test_a_browser_that_may_be_shared_keeps_no_drafts(network: NetworkClient) -> None:
    network.sign_in()
    page = network("GET", "/").text
    assert ("app.js" in page, "drafts.js" in page) == (True, False)


def test_every_answer_asks_for_encryption_for_a_year(network: NetworkClient) -> None:
    for address in ("/", "/login", "/healthz", "/static/app.js", "/nowhere"):
        answered = network("GET", address)
        assert answered.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert (
            "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
            in answered.headers["content-security-policy"]
        )
        assert answered.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "bones.test.evil.example", "192.0.2.1", "", "["])
def test_names_that_were_not_allowed_are_refused(network: NetworkClient, host: str) -> None:
    assert network("GET", "/login", headers={"host": host}).status_code == 400
    assert network("GET", "/healthz", headers={"host": host}).json() == {"status": "ok"}


def test_a_proxy_is_the_only_way_in_and_says_that_it_encrypts(tmp_path: Path) -> None:
    network = NetworkClient(tmp_path / "diary", proxies=("10.0.0.5", "10.1.0.0/16"))
    said = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
    past = network("GET", "/login", headers=said)
    assert (past.status_code, "through its proxy only" in past.text) == (403, True)
    for peer in ("10.0.0.5", "10.1.2.3", "::ffff:10.0.0.5"):
        network.peer = peer
        assert network("GET", "/login", headers=said).status_code == 200
        for proto in ({}, {"x-forwarded-proto": "http"}, {"x-forwarded-proto": "https, http"}):
            plain = network("GET", "/login", headers=proto)
            assert (plain.status_code, "not encrypted" in plain.text) == (403, True)
    network.close()


def test_behind_a_proxy_limits_count_who_asks_and_nobody_lends_another_an_address(tmp_path: Path) -> None:
    network = NetworkClient(tmp_path / "diary", proxies=("10.0.0.5",), often=3.0)
    network.peer = "10.0.0.5"

    def ask(forwarded: str) -> int:
        headers = {"x-forwarded-proto": "https", "x-forwarded-for": forwarded}
        return network("GET", "/login", headers=headers).status_code

    assert [ask(f"198.51.100.{number}, 203.0.113.9") for number in range(4)] == [200, 200, 200, 429]
    assert ask("203.0.113.10") == 200
    assert ask("203.0.113.9, 10.0.0.5") == 429
    assert ask("nonsense") == 200
    network.close()


def test_behind_a_proxy_nobody_asks_for_all_there_is_at_once(tmp_path: Path) -> None:
    network = NetworkClient(tmp_path / "diary", proxies=("10.0.0.5",))
    network.peer = "10.0.0.5"

    def ask(forwarded: str) -> int:
        headers = {"x-forwarded-proto": "https", "x-forwarded-for": forwarded}
        return network("GET", "/login", headers=headers).status_code

    one = Asked("POST", "/login", b"", {"x-forwarded-for": "203.0.113.9"}, network.peer, "1.1", 1, 30)
    with ExitStack() as slow:
        for _ in range(MOST_OF_ONE):
            slow.enter_context(network.door.inside(one))
        assert (ask("203.0.113.9"), ask("203.0.113.10")) == (429, 200)
    assert ask("203.0.113.9") == 200
    network.close()


@pytest.mark.parametrize(
    ("address", "all_come_from_it"),
    [("127.0.0.1", True), ("172.30.83.2", True), ("::ffff:172.30.83.2", True), ("172.30.83.9", False)],
)
def test_connections_of_a_proxy_are_everybodys(address: str, all_come_from_it: bool) -> None:
    settings = Settings.of("0.0.0.0", ["bones.test"], None, None, ["172.30.83.2"])
    assert settings.is_proxy(address) is all_come_from_it


def test_the_log_tells_what_happened_and_of_nobody(tmp_path: Path) -> None:
    stream = io.StringIO()
    with logging_lines(stream):
        network = NetworkClient(tmp_path / "diary")
        network.sign_in("not the password")
        network.sign_in()
        own = {**OWN, **ORIGIN}
        made = network("POST", "/api/v1/people", json=PERSON, headers=own).json()
        network("GET", f"/people/{made['id']}/diary?name=Zacharias&note=hip%20fracture")
        keys = {"date": "2026-11-01", "what": "estradiol", "value": "12 pg/mL"}
        body = {"path": ["measurement"], "keys": keys}
        network("POST", f"/api/v1/people/{made['id']}/entries", headers=own, json=body)
        network(
            "POST",
            f"/api/v1/people/{made['id']}/import?name=Zacharias.toml",
            headers=own,
            content=b"= broken",
        )
        network("GET", "/Zacharias%0Aforged", headers={"host": "evil.example"})
        broken = network.app.application.state.osteotwin.diary  # pyright: ignore[reportAttributeAccessIssue]
        broken.people = lambda: (_ for _ in ()).throw(RuntimeError("Zacharias has 12 pg/mL"))
        assert network("GET", "/api/v1/people").status_code == 500
        network.form("/logout")
        network.close()
    text = stream.getvalue()
    lines: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    events = [line["event"] for line in lines]
    for event in ("sign_in_failed", "signed_in", "request", "refused", "fault", "signed_out"):
        assert event in events
    assert {"method", "route", "status", "ms", "client", "at"} <= lines[events.index("request")].keys()
    assert "/people/{person}/diary" in [line.get("route") for line in lines]
    assert next(line["error"] for line in lines if line["event"] == "fault") == "RuntimeError"
    words = ["Zacharias", "fracture", "pg/mL", "1972", "192.0.2.7", "broken", "name="]
    for secret in (*words, PASSWORD, "not the password", network.cookie, made["id"]):
        assert secret not in text, secret


def test_a_fault_is_told_without_what_it_said(network: NetworkClient) -> None:
    network.sign_in()
    state = network.app.application.state.osteotwin  # pyright: ignore[reportAttributeAccessIssue]
    state.diary.people = lambda: (_ for _ in ()).throw(RuntimeError("secret of the diary"))
    answered = network("GET", "/api/v1/people")
    assert answered.status_code == 500
    assert answered.json() == {"detail": "It ended with a fault of ours. Fix: report this as a fault."}
    assert network("GET", "/healthz").json() == {"status": "the diary cannot be read"}


def test_who_cannot_be_judged_does_not_come_in(network: NetworkClient, tmp_path: Path) -> None:
    network.sign_in()
    (tmp_path / "diary").chmod(0o777)
    try:
        assert network("GET", "/api/v1/people").status_code == 500
    finally:
        (tmp_path / "diary").chmod(0o700)
    assert network("GET", "/api/v1/people").status_code == 200
