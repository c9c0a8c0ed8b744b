"""The pages Diary and Settings: what moved, what is changed, in which units."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from tests.web.bracketed import READS

import osteotwin as ot
from osteotwin.report.formatting import NBSP
from osteotwin.web.kinds import LIFE

DRUG: dict[str, Any] = {"drug": "anastrozole", "drug_dose": "1 mg", "drug_from": "2026-02-01"}


def _add(client: Any, person: str, path: list[str], where: str = "file", **keys: Any) -> None:
    body = {"path": path, "keys": keys, "where": where}
    made = client("POST", f"/api/v1/people/{person}/entries", json=body)
    assert made.status_code == 201, made.text


def test_units_hold_where_values_are_shown_and_change_nothing_that_was_entered(client: Any) -> None:
    person = client.add(**DRUG)
    _add(client, person, ["measurement"], date="2026-01-12", what="estradiol", value="27 pg/mL")
    file = client("GET", f"/api/v1/people/{person}/person.toml").text
    address = f"/api/v1/people/{person}/shown-as"
    assert client("PUT", address, json={"estradiol": "pmol/L"}).status_code == 200
    page = client("GET", f"/people/{person}/diary").text
    assert '99.1 pmol/L <span class="when">(entered: 27 pg/mL)</span>' in page
    settings = client("GET", f"/people/{person}/settings").text
    assert 'name="estradiol" value="pmol/L" checked' in settings
    assert 'name="testosterone" value="ng/dL" checked' in settings
    assert client("GET", f"/api/v1/people/{person}/person.toml").text == file
    client("PUT", address, json={})
    assert "entered:" not in client("GET", f"/people/{person}/diary").text


def test_whatever_a_file_holds_has_a_row(client: Any) -> None:
    file = """
[person]
sex = "male"
birth_date = 1972-05-14
conditions = ["prostate_cancer", "kidney_stones"]
[[habits.drug]]
name = "pantoprazole"
every = "1 day"
[[measurement]]
date = 2026-01-12
what = "t_score_total_hip"
value = -1.2
[[measurement]]
date = 2026-01-12
what = "E2"
value = "<5 pg/mL"
[outlook]
until = 2029-02-01
"""
    person = client("POST", "/api/v1/people/from-file", content=file.encode()).json()["id"]
    client("PUT", f"/api/v1/people/{person}/shown-as", json={"estradiol": "pmol/L"})
    page = client("GET", f"/people/{person}/diary").text
    assert "-1.2</td>" in page
    assert "kidney stones, now or before; prostate cancer, known or suspected</summary>" in page
    assert "pantoprazole" in page
    seen = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\['|\w = \"", seen)  # neither a list of Python nor a line of the file
    assert "&lt;5 pg/mL" in page


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"estradiol": "stone"}, "shown_as.estradiol"),
        ({"t_score_reference": "mine"}, "t_score_reference"),
        ({"salt": "g"}, "salt: Extra inputs"),
    ],
)
def test_a_unit_that_cannot_be_is_told(client: Any, chosen: dict[str, str], said: str) -> None:
    person = client.add(**DRUG)
    refused = client("PUT", f"/api/v1/people/{person}/shown-as", json=chosen)
    assert (refused.status_code, said in refused.json()["detail"]) == (422, True), refused.text


def test_two_values_are_drawn_and_one_is_told(client: Any) -> None:
    person = client.add(**DRUG)
    for day, value in (("2025-01-12", "0.98"), ("2026-01-12", "0.96")):
        _add(client, person, ["measurement"], date=day, what="bmd_total_hip", value=f"{value} g/cm^2")
    _add(client, person, ["measurement"], date="2026-01-12", what="25ohd", value="24 ng/mL")
    page = client("GET", f"/people/{person}/diary").text
    assert page.count('class="chart trend"') == 1
    assert "0.98 g/cm² on 12\u00a0January\u00a02025, 0.96 g/cm² on 12\u00a0January\u00a02026." in page
    assert "24 ng/mL on 12\u00a0January\u00a02026. The next one draws a line." in page


def test_what_is_shown_elsewhere_is_no_row_of_the_diary(client: Any) -> None:
    person = client.add(**DRUG)
    client("PUT", f"/api/v1/people/{person}/shown-as", json={"calcium": "mmol"})
    client("PUT", f"/api/v1/people/{person}/wishes", json={"days_per_week": 2})
    page = client("GET", f"/people/{person}/diary").text
    assert "Everything else of the person" not in page
    _add(client, person, ["history", "training"], exercise="running", sessions_per_week=2, minutes=30,
         **{"from": "2020-01-01", "until": "2021-01-01"})  # fmt: skip
    page = client("GET", f"/people/{person}/diary").text
    assert "history.training" in page


@pytest.mark.parametrize(
    ("path", "keys", "line"),
    [
        (["habits"], {"calcium": "900 mg/day"}, 'calcium = "900 mg/day"'),
        (
            ["habits", "training"],
            {"exercise": "running", "sessions_per_week": 3, "minutes": 30},
            "[[habits.training]]",
        ),
        (["habits", "food"], {"food": "milk", "servings_per_week": 7}, "[[habits.food]]"),
        (
            ["habits", "drug"],
            {"name": "levothyroxine", "dose": "100 ug", "every": "1 day"},
            "[[habits.drug]]",
        ),
    ],
)
def test_what_a_person_does_beside_the_plan_is_added_and_has_a_form(
    client: Any, path: list[str], keys: dict[str, Any], line: str
) -> None:
    person = client.add(sex="female", birth_date="1960-05-14")
    page = client("GET", f"/people/{person}/diary").text
    assert f'data-path="{".".join(path)}"' in page
    _add(client, person, path, **keys)
    assert line in client("GET", f"/api/v1/people/{person}/person.toml").text
    page = client("GET", f"/people/{person}/diary").text
    assert "Everything else of the person" not in page
    assert (f'data-path="{".".join(path)}"' in page) == (len(path) > 1)
    body = {"path": ["habits"], "keys": {"calcium": "1 g/day"}}
    again = client("POST", f"/api/v1/people/{person}/entries", json=body)
    assert again.status_code == (422 if path in (["habits"], ["habits", "food"]) else 201), again.text


@pytest.mark.parametrize("sex", ["female", "male"])
def test_fractures_and_menopause_are_changed_on_the_page(client: Any, sex: str) -> None:
    person = client.add(sex=sex, birth_date="1960-05-14")
    page = client("GET", f"/people/{person}/diary").text
    assert ('name="menopause_age"' in page) == (sex == "female")
    entries = client("GET", f"/api/v1/people/{person}/entries").json()
    held = next(one for one in entries if one["path"] == ["person"])
    keys = {**held["keys"], "fragility_fractures": 2, "vertebral_fracture": True, "frax_hip": "4.2 %"}
    keys |= {"menopause_age": "51 years"} if sex == "female" else {}
    body = {"keys": keys, "read_at": held["revision"]}
    changed = client("PUT", f"/api/v1/people/{person}/entries/{held['id']}", json=body)
    assert changed.status_code == 200, changed.text
    page = client("GET", f"/people/{person}/diary").text
    assert re.search(r'name="fragility_fractures" type="number"[^>]* value="2"', page)
    assert re.search(r'name="vertebral_fracture" data-yes>.*?value="true" selected>yes', page)
    assert ('value="51 years"' in page) == (sex == "female")


def test_many_rows_stand_from_the_newest_on_and_the_rest_is_folded(client: Any) -> None:
    person = client.add(**DRUG)
    for month in range(1, 11):
        for day in ("05", "15"):
            keys = {"date": f"2026-{month:02}-{day}", "what": "joint pain", "severity": month}
            _add(client, person, ["symptom"], "diary", **keys)
    page = client("GET", f"/people/{person}/diary").text.replace(NBSP, " ")
    days = [f">{day}</td>" for day in ("15 October 2026", "5 October 2026", "5 January 2026")]
    assert page.index(days[0]) < page.index(days[1]) < page.index("8 earlier</summary>") < page.index(days[2])


def test_a_long_list_has_pages(client: Any) -> None:
    days = "".join(
        f'[[symptom]]\ndate = {2000 + n // 12}-{1 + n % 12:02}-01\nwhat = "pain {n}"\n' for n in range(250)
    )
    person = client.add(**DRUG)
    diary = client.app.application.state.osteotwin.diary
    diary.take_over(person, days, "diary")
    address = f"/people/{person}/diary"
    first, second, beyond = (
        client("GET", address + more).text for more in ("", "?of=symptoms&page=2", "?of=symptoms&page=9")
    )
    assert "1 to 100 of 250" in first
    assert "pain 249" in first
    assert "pain 49<" not in first
    for page, rows, last in ((second, "101 to 200", 50), (beyond, "201 to 250", 0)):
        assert f"{rows} of 250" in page
        assert f"pain {last}<" in page
        assert "pain 249" not in page


def test_conditions_are_ticked_beneath_the_person_and_keep_the_name_they_were_written_by(client: Any) -> None:
    file = """
[person]
sex = "male"
birth_date = 1972-05-14
conditions = ["stroke", "diabetes"]
[outlook]
from = 2026-02-01
until = 2029-02-01
"""
    person = client("POST", "/api/v1/people/from-file", content=file.encode()).json()["id"]
    page = client("GET", f"/people/{person}/diary").text
    ticked = re.findall(r'data-list name="conditions" value="(\w+)" checked', page)
    assert ticked == ["stroke", "diabetes"]
    assert "a heart attack or stroke before; diabetes</summary>" in page
    assert page.count('data-list name="conditions"') == len(ot.catalogue("conditions"))


def test_what_a_browsers_own_field_cannot_hold_is_kept_as_it_is_written(client: Any) -> None:
    file = """
[person]
sex = "male"
birth_date = 1972-05-14
[[habits.training]]
exercise = "walking"
sessions_per_week = 3.0
minutes = "30 min"
[outlook]
from = 2026-02-01
until = 2029-02-01
"""
    person = client("POST", "/api/v1/people/from-file", content=file.encode()).json()["id"]
    page = client("GET", f"/people/{person}/diary").text
    assert re.search(r'name="minutes" type="text"[^>]* value="30 min"', page)
    assert re.search(r'name="sessions_per_week" type="number"[^>]* value="3"', page)
    assert re.search(r'name="birth_date" type="date"[^>]* value="1972-05-14"', page)


@pytest.mark.parametrize(
    ("path", "where", "keys", "said"),
    [
        (["plan", "drug"], "file", {"name": "anastrozol", "dose": "-1 mg", "every": "1 day"}, "Drugs, Dose: "),
        (["note"], "diary", {"date": "2026-01-01", "text": "x" * 600}, "Notes, Text: "),
        (["measurement"], "file", {"date": "2026-01-12", "what": "estradiol", "value": "27"},
         "Scans and laboratory values, Value with unit: "),
    ],
)  # fmt: skip
def test_what_is_refused_is_named_as_on_the_page(
    client: Any, path: list[str], where: str, keys: dict[str, Any], said: str
) -> None:
    person = client.add()
    body = {"path": path, "keys": keys, "where": where}
    refused = client("POST", f"/api/v1/people/{person}/entries", json=body)
    told = refused.json()["detail"].translate({ord("⟦"): None, ord("⟧"): None})
    assert refused.status_code == 422
    assert told.startswith(said), told
    assert ".toml" not in told


def test_the_last_change_says_which_entry_it_was(client: Any) -> None:
    person = client.add()
    _add(client, person, ["symptom"], "diary", date="2026-01-12", what="joint pain", severity=4)
    page = client("GET", f"/people/{person}/diary").text.replace(NBSP, " ")
    assert "symptom added: 12 January 2026, joint pain, 4" in page


def test_days_are_written_in_one_way_and_by_the_clock_of_this_machine(client: Any) -> None:
    person = client.add(**DRUG)
    for day in ("2025-01-12", "2026-01-12"):
        _add(client, person, ["measurement"], date=day, what="25ohd", value="24 ng/mL")
    _add(client, person, ["note"], "diary", date="2026-03-01", text="scan moved")
    entry = next(
        one
        for one in client("GET", f"/api/v1/people/{person}/entries").json()
        if one["path"] == ["plan", "drug"]
    )
    keys = {**entry["keys"], "until": "2027-01-01"}
    address = f"/api/v1/people/{person}/entries/{entry['id']}"
    assert client("PUT", address, json={"keys": keys, "read_at": entry["revision"]}).status_code == 200
    page = client("GET", f"/people/{person}/diary").text
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|select|datalist).*?</\1>", " ", page))
    assert re.findall(r"\d{4}-\d\d-\d\d|UTC", shown) == []
    at = datetime.fromisoformat(client("GET", f"/api/v1/people/{person}/changes").json()[0]["at"])
    assert f"{at.astimezone():%H:%M}" in shown
    bracketed = re.sub(r"<[^>]*>", " ", client("GET", f"/people/{person}/diary", headers=READS).text)
    assert f"⟦12{NBSP}⟦January⟧{NBSP}2026⟧" in bracketed


def test_every_usual_session_that_is_offered_can_be_read() -> None:
    (column,) = (one for kind in LIFE for one in kind.columns if one.key == "kind")
    for name, _ in column.of[1:]:
        file = f'''
[person]
sex = "male"
birth_date = 1972-05-14
[outlook]
from = 2026-02-01
until = 2027-02-01
[[habits.training]]
kind = "{name}"
sessions_per_week = 2
minutes = 30
'''
        assert len(ot.person_from_toml(file).habits.training) == 1
