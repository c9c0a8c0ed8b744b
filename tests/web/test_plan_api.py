"""Wishes, a search, a choice, what was done and eaten, whether the plan holds: over HTTP and on the page."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import Any

import pytest

from osteotwin.report.formatting import NBSP
from osteotwin.web import plan_api

DRUG: dict[str, Any] = {"drug": "anastrozole", "drug_dose": "1 mg", "drug_from": "2026-02-01"}
WISHES: dict[str, Any] = {
    "days_per_week": 3,
    "minutes_per_session": 30,
    "equipment": ["dumbbell"],
    "pain": [],
}


def _done(client: Any, job: dict[str, Any]) -> str:
    """The last that is told of a piece of work."""
    return client("GET", f"/api/v1/jobs/{job['id']}/events").text.splitlines()[-2]


def _searched(client: Any, **answers: Any) -> str:
    person = client.add(**DRUG, **answers)
    base = f"/api/v1/people/{person}"
    assert client("PUT", f"{base}/wishes", json=WISHES).json() == {"changed": 1}
    told = _done(client, client("POST", f"{base}/plans").json())
    assert '"state":"done"' in told, told
    return person


def _followed(client: Any) -> tuple[str, dict[str, Any]]:
    person = _searched(client)
    plans = client("GET", f"/api/v1/people/{person}/plans").json()["plans"]
    chosen = client("POST", f"/api/v1/people/{person}/plan", json={"name": plans[-1]["name"]})
    assert chosen.status_code == 200, chosen.text
    return person, _beside(client, person)["chosen_plan"]


def _beside(client: Any, person: str) -> dict[str, Any]:
    return client.app.application.state.osteotwin.diary.document(person, "diary")


def _file(client: Any, person: str) -> dict[str, Any]:
    return tomllib.loads(client("GET", f"/api/v1/people/{person}/person.toml").text)


def test_wishes_are_written_into_the_file_and_taken_back(client: Any) -> None:
    person = client.add(**DRUG)
    before, begins = _file(client, person), date.today() + timedelta(days=9)
    address = f"/api/v1/people/{person}/wishes"
    client("PUT", address, json=WISHES | {"begins": begins.isoformat()})
    file = _file(client, person)
    assert (file["wishes"], file["outlook"]["from"]) == (WISHES, begins)
    client("PUT", address, json=WISHES | {"begins": "2020-01-01"})  # never earlier
    assert _file(client, person)["outlook"]["from"] == begins
    client("POST", f"/api/v1/people/{person}/undo")
    assert _file(client, person) == before


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"days_per_week": 8}, "days_per_week: Input should be less than or equal to 7"),
        ({"equipment": ["trampoline"]}, "wishes.equipment"),
        ({"pain": ["nose"]}, "wishes.pain"),
        ({"budget": "endless"}, "wishes.budget"),
        ({"drug": "x"}, "drug: Extra inputs"),
    ],
)
def test_a_wish_that_cannot_be_is_told_and_not_kept(client: Any, wishes: dict[str, Any], said: str) -> None:
    person = client.add(**DRUG)
    refused = client("PUT", f"/api/v1/people/{person}/wishes", json=wishes)
    assert (refused.status_code, said in refused.json()["detail"]) == (422, True), refused.text
    assert "wishes" not in _file(client, person)


@pytest.mark.slow
def test_plans_are_searched_once_and_one_is_chosen_in_one_change(client: Any) -> None:
    person = client.add(**DRUG)
    base = f"/api/v1/people/{person}"
    assert client("GET", f"{base}/plans").status_code == 409
    assert client("POST", f"{base}/plan", json={"name": "balanced"}).status_code == 409
    job = client("POST", f"{base}/plans").json()
    assert client("POST", f"{base}/plans").json()["id"] == job["id"]
    _done(client, job)
    assert client("POST", f"{base}/plans").json()["state"] == "done"
    names = [plan["name"] for plan in client("GET", f"{base}/plans").json()["plans"]]
    page = client("GET", f"/people/{person}/plan").text
    assert [page.count(f'data-choose="{name}"') for name in names] == [1] * len(names)
    assert 'id="front-wide"' in page
    before = _file(client, person)
    wrong = client("POST", f"{base}/plan", json={"name": "best"})
    assert (wrong.status_code, "Fix: choose one of them" in wrong.json()["detail"]) == (422, True)
    client("POST", f"{base}/plan", json={"name": names[-1]})
    assert _beside(client, person)["chosen_plan"]["name"] == names[-1]
    assert _file(client, person)["plan"].keys() > before["plan"].keys()
    assert "You follow this plan" in client("GET", f"/people/{person}/plan").text
    client("POST", f"{base}/undo")
    assert (_file(client, person), _beside(client, person)) == (before, {})


@pytest.mark.slow
def test_sessions_and_meals_are_ticked_counted_and_taken_back(client: Any) -> None:
    person, plan = _followed(client)
    base, day = f"/api/v1/people/{person}/plan", date.today().isoformat()
    first = plan["session"][0]
    assert first["date"] == date.today()
    told = client("POST", f"{base}/done", json={"date": day, "exercise": None, "done": True}).json()
    assert told["count"] == "1 of 1 session done until today."
    names = [part["exercise"] for part in first["part"]]
    assert [row["exercise"] for row in _beside(client, person)["training"]] == names
    told = client("POST", f"{base}/done", json={"date": day, "exercise": names[0], "done": False}).json()
    assert told["count"] == "0 of 1 session done until today."
    assert [row["exercise"] for row in _beside(client, person).get("training", [])] == names[1:]
    client("POST", f"/api/v1/people/{person}/undo")
    assert [row["exercise"] for row in _beside(client, person)["training"]] == names
    meal = plan["meal"][0]
    what = f"{meal['meal']}: {meal['what']}"
    for _ in range(2):  # twice is once
        client("POST", f"{base}/eaten", json={"date": day, "what": what, "done": True})
    assert _beside(client, person)["eaten"] == [{"date": date.today(), "what": what}]
    page = client("GET", f"/people/{person}/plan").text
    assert page.count(" checked") == len(names) + 1 + 2  # and the wishes: dumbbell, no joint hurts
    client("POST", f"{base}/eaten", json={"date": day, "what": what, "done": False})
    assert "eaten" not in _beside(client, person)


@pytest.mark.slow
def test_what_is_not_of_the_plan_or_to_come_is_not_ticked_and_the_week_goes_with_him(client: Any) -> None:
    person, plan = _followed(client)
    later = next(one["date"] for one in plan["session"] if one["date"] > date.today()).isoformat()
    meal = f"{plan['meal'][0]['meal']}: {plan['meal'][0]['what']}"
    for place, ticked, said in (
        ("done", {"date": "2020-01-01", "done": True}, f"no such session on 1{NBSP}January{NBSP}2020"),
        ("done", {"date": later, "done": True}, "has not come yet"),
        ("eaten", {"date": later, "what": meal, "done": True}, "has not come yet"),
        ("eaten", {"date": "2026-01-01", "what": "lunch: cake", "done": True}, "no such meal"),
    ):
        refused = client("POST", f"/api/v1/people/{person}/plan/{place}", json=ticked)
        assert (refused.status_code, said in refused.json()["detail"]) == (422, True), refused.text
        assert "Fix: " in refused.json()["detail"]
        assert _beside(client, person).keys() == {"chosen_plan"}

    base = f"/api/v1/people/{person}/plan/sessions"
    calendar, table = client("GET", f"{base}.ics"), client("GET", f"{base}.csv")
    assert calendar.text.count("BEGIN:VEVENT") == len(plan["session"])
    assert len(table.text.splitlines()) == 1 + sum(len(one["part"]) for one in plan["session"])
    assert calendar.headers["content-type"].startswith("text/calendar")
    nobody = client.add(**DRUG)
    refused = client("GET", f"/api/v1/people/{nobody}/plan/sessions.ics")
    assert (refused.status_code, "choose one on the page Plan" in refused.text) == (409, True)


@pytest.mark.slow
def test_a_plan_under_way_goes_on_from_today(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person, plan = _followed(client)
    base = f"/api/v1/people/{person}/plan"
    for exercise in plan["session"][0]["part"]:
        body = {"date": date.today().isoformat(), "exercise": exercise["exercise"], "done": True}
        client("POST", f"{base}/done", json=body)
    assert client("POST", f"{base}/feedback/take").status_code == 409
    later = date.today() + timedelta(days=17)
    monkeypatch.setattr(plan_api, "today", lambda: later)
    job = client("POST", f"{base}/feedback").json()
    assert '"state":"done"' in _done(client, job)
    assert client("POST", f"{base}/feedback").json()["state"] == "done"
    assert "planned sessions were done" in client("GET", f"/people/{person}/plan").text
    assert client("POST", f"{base}/feedback/take").status_code == 200
    chosen = _beside(client, person)["chosen_plan"]
    assert (chosen["began"], chosen["session"][0]["date"]) == (later, later)
    file = _file(client, person)
    assert file["outlook"]["from"] == later
    done = {row["exercise"] for row in file["history"]["training"]}
    assert done == {part["exercise"] for part in plan["session"][0]["part"]}
    client("POST", f"/api/v1/people/{person}/undo")
    assert _beside(client, person)["chosen_plan"] == plan


def test_where_a_clinician_comes_first_the_page_says_so_and_offers_no_plan(client: Any) -> None:
    person = client.add(**DRUG)
    entries = client("GET", f"/api/v1/people/{person}/entries").json()
    own = next(one for one in entries if one["path"] == ["person"])
    keys = own["keys"] | {"conditions": ["low_energy_availability"]}
    place = f"/api/v1/people/{person}/entries/{own['id']}"
    assert client("PUT", place, json={"keys": keys, "read_at": own["revision"]}).status_code == 200
    _done(client, client("POST", f"/api/v1/people/{person}/plans").json())
    page = client("GET", f"/people/{person}/plan").text
    assert "See a clinician first" in page
    assert "data-choose" not in page


def test_wishes_without_training_show_the_nearest_that_have_some(client: Any) -> None:
    person = client.add(**DRUG)
    client("PUT", f"/api/v1/people/{person}/wishes", json={"days_per_week": 0})
    _done(client, client("POST", f"/api/v1/people/{person}/plans").json())
    page = client("GET", f"/people/{person}/plan").text
    assert "With 2 days a week of 30 minutes there would be a plan with training." in page
