"""People, entries, files read in, outlooks, export, erasing: over HTTP."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from typing import Any

import pytest

import osteotwin as ot

SCAN = {"date": "2026-11-01", "what": "bmd_total_hip", "value": "0.98 g/cm^2"}
DRUG: dict[str, Any] = {"drug": "anastrozole", "drug_dose": "1 mg", "drug_from": "2026-02-01"}


def _entry(client: Any, person: str, keys: dict[str, Any], *path: str, **more: Any) -> Any:
    body = {"path": path or ["measurement"], "keys": keys, **more}
    return client("POST", f"/api/v1/people/{person}/entries", json=body)


def test_eight_questions_make_a_file_that_the_command_line_reads(client: Any) -> None:
    person = client.add(name="Alex", height="181 cm", training=2, calcium="750 mg/day", **DRUG)
    read = ot.person_from_toml(client("GET", f"/api/v1/people/{person}/person.toml").text)
    assert (read.name, read.height_cm, read.habits.calcium_mg_per_day) == ("Alex", 181.0, 750.0)
    assert read.plan.interventions[0].group == "anastrozole"
    assert [one["name"] for one in client("GET", "/api/v1/people").json()] == ["Alex"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"sex": "male"}, "birth_date: Field required"),
        ({"sex": "male", "birth_date": "1972-05-14", "height": "181"}, "which has no unit"),
        (
            {"sex": "male", "birth_date": "1972-05-14", "drug": "water", "drug_dose": "1 mg"},
            "plan.drug[0].name",
        ),
        ({"sex": "male", "birth_date": "1972-05-14", "password": "x"}, "password: Extra inputs"),
    ],
)
def test_what_cannot_be_is_told_and_nobody_is_added(client: Any, answers: dict[str, Any], said: str) -> None:
    refused = client("POST", "/api/v1/people", json=answers)
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert client("GET", "/api/v1/people").json() == []


def test_answers_in_words_are_said_back_or_asked_and_kept_when_all_are_clear(client: Any) -> None:
    place, answers = "/api/v1/people/from-answers", {
        "name": "Alex", "drugs": "test cyp; adex", "dose": "100 mg weekly; .25 eod", "since": "2024",
        "person": "male, 41, bad knees", "training": "no gym, 20 minutes", "food": "vegan",
    }  # fmt: skip
    back = client("POST", place, json=answers).json()
    assert set(back["asked"]) == {"dose", "food"}
    (asked,) = back["asked"]["dose"]
    assert 'rite "adex 0.25 mg eod"' in asked["says"]
    assert "a knee that hurts" in back["understood"]["person"]
    assert back["understood"]["drugs"] == "test cyp and adex."
    clear = {**answers, "dose": "100 mg weekly; .25 mg eod", "food": "vegan; calcium 500 mg a day"}
    assert client("POST", f"{place}?look=true", json=clear).json()["asked"] == {}
    assert client("GET", "/api/v1/people").json() == []
    made = client("POST", place, json=clear)
    assert made.status_code == 201
    person = made.json()["added"]["id"]
    file = tomllib.loads(client("GET", f"/api/v1/people/{person}/person.toml").text)
    assert file["wishes"] == {
        "pain": ["knee"], "equipment": [], "minutes_per_session": 20, "not_eaten": ["dairy", "fish"],
    }  # fmt: skip
    assert [row["dose"] for row in file["plan"]["drug"]] == ["100 mg weekly", "0.25 mg eod"]
    assert client("POST", place, json={"person": "vegan"}).json()["asked"]["food"]
    (asked,) = client("POST", place, json={"drugs": "AI 1 mg daily"}).json()["asked"]["drugs"]
    assert "anastrozole 1 mg daily" in asked["ways"]


def test_entries_are_added_changed_removed_and_taken_back(client: Any) -> None:
    person = client.add(**DRUG)
    before = client("GET", f"/api/v1/people/{person}/person.toml").text
    made = _entry(client, person, SCAN).json()
    place = f"/api/v1/people/{person}/entries/{made['id']}"
    changed = client(
        "PUT", place, json={"keys": {**SCAN, "value": "0.95 g/cm^2"}, "read_at": made["revision"]}
    )
    assert changed.json()["keys"]["value"] == "0.95 g/cm^2"
    again = client("PUT", place, json={"keys": SCAN, "read_at": made["revision"]})
    assert (again.status_code, "Fix: look at it as it is now" in again.json()["detail"]) == (409, True)
    assert client("DELETE", f"{place}?read_at={changed.json()['revision']}").status_code == 204
    assert client("GET", f"/api/v1/people/{person}/person.toml").text == before
    for _ in range(3):
        client("POST", f"/api/v1/people/{person}/undo")
    assert client("GET", f"/api/v1/people/{person}/person.toml").text == before
    assert [one["undone"] for one in client("GET", f"/api/v1/people/{person}/changes").json()][-1] is False


def test_how_a_person_came_is_not_taken_back_by_one_press_more(client: Any) -> None:
    person = client.add(**DRUG)
    before = client("GET", f"/api/v1/people/{person}/person.toml").text
    _entry(client, person, SCAN)
    address = f"/api/v1/people/{person}/undo"
    assert client("POST", address).json()["what"].startswith("measurement added")
    for _ in range(2):
        refused = client("POST", address)
        assert (refused.status_code, "erase the person" in refused.json()["detail"]) == (409, True)
    assert client("GET", f"/api/v1/people/{person}/person.toml").text == before
    assert (
        client("GET", f"/api/v1/people/{person}/changes")
        .json()[0]["what"]
        .startswith("taken back: measurement")
    )
    _entry(client, person, SCAN)
    assert client("POST", address).status_code == 200


@pytest.mark.parametrize(
    ("keys", "path", "said"),
    [
        ({**SCAN, "value": "0.98"}, ("measurement",), "which has no unit"),
        ({**SCAN, "date": "2026-02-30"}, ("measurement",), "Scans and laboratory values, Date"),
        ({"name": "nothing like it"}, ("plan", "drug"), "Drugs, Drug"),
        ({"x": 1}, ("nowhere",), 'the unknown key "nowhere"'),
    ],
)
def test_what_the_reader_would_refuse_is_not_kept(client: Any, keys: Any, path: Any, said: str) -> None:
    person = client.add(**DRUG)
    before = client("GET", f"/api/v1/people/{person}/entries").json()
    refused = _entry(client, person, keys, *path)
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert client("GET", f"/api/v1/people/{person}/entries").json() == before


def test_a_later_scan_lets_the_outlook_begin_on_its_day_in_one_change(client: Any) -> None:
    person = client.add(**DRUG)
    later = {**SCAN, "date": "2028-05-01"}
    assert _entry(client, person, later).status_code == 422
    assert _entry(client, person, later, moves_today=True).status_code == 201
    file = f"/api/v1/people/{person}/person.toml"
    assert str(tomllib.loads(client("GET", file).text)["outlook"]["from"]) == "2028-05-01"
    client("POST", f"/api/v1/people/{person}/undo")
    document = tomllib.loads(client("GET", file).text)
    assert "measurement" not in document
    assert str(document["outlook"]["from"]) != "2028-05-01"


def test_what_only_the_diary_keeps_is_exported_beside_the_file(client: Any) -> None:
    person = client.add(**DRUG)
    made = _entry(client, person, {"date": "2026-05-01", "what": "joint pain"}, "symptom", where="diary")
    assert made.status_code == 201
    wrong = _entry(client, person, {"what": "joint pain"}, "symptom", where="diary")
    assert "Symptoms, Date: missing" in wrong.json()["detail"]
    packed = client("GET", f"/api/v1/people/{person}/export.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert tomllib.loads(archive.read("diary.toml").decode())["symptom"][0]["what"] == "joint pain"
        ot.person_from_toml(archive.read("person.toml").decode())


def test_a_file_is_shown_before_it_is_taken_over(client: Any) -> None:
    person = client.add(**DRUG)
    address = f"/api/v1/people/{person}/import?name=labs.csv"
    table = b"date,name,value,unit\n2026-05-01,25OHD,24,ng/mL\n2026-05-01,Estradiol,12,pg/mL\n"
    found = client("POST", address, content=table).json()
    assert found["changes"]
    assert "/tmp" not in str(found)
    assert len(client("GET", f"/api/v1/people/{person}/entries").json()) == 3
    place = f"/api/v1/people/{person}/import/{found['token']}"
    assert client("POST", place).json()["changed"] == 2
    assert client("POST", place).status_code == 404
    kept = [one["keys"].get("what") for one in client("GET", f"/api/v1/people/{person}/entries").json()]
    assert {"25ohd", "estradiol"} <= set(kept)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b'{"resourceType": "Bundle"}', b"date,what\n"]
)
def test_what_is_no_persons_file_is_pointed_to_the_diary(client: Any, content: bytes) -> None:
    person = client.add()
    refused = client("POST", "/api/v1/people/from-file", content=content)
    assert (refused.status_code, "the page Diary of a person" in refused.json()["detail"]) == (422, True)
    start = client("GET", "/").text
    assert f'href="/people/{person}/diary#import-title"' in start


def test_a_file_that_was_shown_is_not_taken_over_a_later_change(client: Any) -> None:
    person = client.add(**DRUG)
    table = b"date,name,value,unit\n2026-05-01,25OHD,24,ng/mL\n"
    token = client("POST", f"/api/v1/people/{person}/import?name=labs.csv", content=table).json()["token"]
    _entry(client, person, SCAN)
    assert client("POST", f"/api/v1/people/{person}/import/{token}").status_code == 409


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\x89PNG....", b"not toml ["])
def test_a_file_that_nothing_reads_is_refused_in_a_sentence(client: Any, content: bytes) -> None:
    person = client.add(**DRUG)
    refused = client("POST", f"/api/v1/people/{person}/import?name=..%2F..%2Fx.bin", content=content)
    if refused.status_code == 200:
        assert refused.json()["changes"] is False
    else:
        assert (refused.status_code, "Fix: " in refused.json()["detail"]) == (422, True)
        assert "/tmp" not in refused.json()["detail"]
    refused = client("POST", "/api/v1/people/from-file", content=content)
    assert refused.status_code == 422


def test_a_persons_file_is_read(client: Any) -> None:
    made = client("POST", "/api/v1/people/from-file", content=ot.demo_path().read_bytes())
    text = client("GET", f"/api/v1/people/{made.json()['id']}/person.toml").text
    assert tomllib.loads(text) == tomllib.loads(ot.demo_path().read_text())


@pytest.mark.slow
def test_an_outlook_is_simulated_once_moved_and_reported(client: Any) -> None:
    person = client.add(**DRUG, training=1)
    assert client("GET", f"/api/v1/people/{person}/outlook").status_code == 409
    first = client("POST", f"/api/v1/people/{person}/outlook").json()
    assert client("POST", f"/api/v1/people/{person}/outlook").json()["id"] == first["id"]
    told = client("GET", f"/api/v1/jobs/{first['id']}/events").text
    assert '"state":"done","share":1.0' in told.splitlines()[-2]
    assert client("POST", f"/api/v1/people/{person}/outlook").json()["state"] == "done"
    answer = client("GET", f"/api/v1/people/{person}/outlook").json()
    text = client("GET", f"/api/v1/people/{person}/person.toml").text
    same = ot.run(ot.person_from_toml(text), 8, 1)
    assert answer["sites"] == same["sites"]
    moved = client("POST", f"/api/v1/people/{person}/outlook/levers", json={"dose": 0.0}).json()
    ends = [one["sites"]["lumbar_spine"]["bone"]["median"][-1] for one in (moved, answer)]
    assert ends[0] > ends[1]
    wrong = client("POST", f"/api/v1/people/{person}/outlook/levers", json={"dose": 9})
    assert (wrong.status_code, "dose: " in wrong.json()["detail"]) == (422, True)
    report = client("GET", f"/people/{person}/report.html")
    assert "'unsafe-inline'" not in report.headers["content-security-policy"].partition("script-src")[2]
    _entry(client, person, SCAN)
    assert client("GET", f"/api/v1/people/{person}/outlook").status_code == 409


@pytest.mark.slow
def test_a_slider_reaches_what_somebody_takes(client: Any) -> None:
    text = ot.demo_path().read_text(encoding="utf-8").replace("150 IU/day", "5150 IU/day")
    text = text.replace('preset = { name = "standard_lifestyle", from = 2026-02-01 }', "")
    person = client("POST", "/api/v1/people/from-file", content=text.encode()).json()["id"]
    job = client("POST", f"/api/v1/people/{person}/outlook").json()
    client("GET", f"/api/v1/jobs/{job['id']}/events")
    page = client("GET", f"/people/{person}/outlook").text
    (lever,) = re.findall(r'id="lever-vitamin_d".*? max="(\d+)".*? value="(\d+)"', page)
    assert 5150 <= int(lever[1]) <= int(lever[0])
    moved = {"vitamin_d": 5200}
    assert client("POST", f"/api/v1/people/{person}/outlook/levers", json=moved).status_code == 200


def test_who_is_erased_is_gone(client: Any) -> None:
    person, other = client.add(**DRUG), client.add(**DRUG)
    assert client("DELETE", f"/api/v1/people/{person}").status_code == 204
    for address in (
        f"/api/v1/people/{person}",
        f"/people/{person}/diary",
        f"/api/v1/people/{person}/export.zip",
    ):
        assert client("GET", address).status_code == 404
    assert client("GET", f"/people/{other}/diary").status_code == 200


def test_the_interface_is_described_with_the_persons_file(client: Any) -> None:
    described = client("GET", "/api/v1/openapi.json").json()
    assert "/api/v1/people/{person}/entries" in described["paths"]
    assert described["components"]["schemas"]["PersonFile"]["properties"].keys() >= {"person", "measurement"}


def test_what_people_write_is_shown_as_text(client: Any) -> None:
    person = client.add(name="<script>alert(1)</script>", **DRUG)
    for name in ("outlook", "diary", "report", "settings"):
        assert "<script>alert" not in client("GET", f"/people/{person}/{name}").text
