"""What hard flags refuse is nowhere in the numbers, and of one matter one thing is said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import osteotwin as ot
from osteotwin.explaining.allowed import allowed
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Training
from osteotwin.report.first_screen import caveat

START, UNTIL, PEOPLE = date(2026, 12, 1), date(2028, 12, 1), 4
LETROZOLE = DrugCourse("letrozole", 2.5, 1)
SQUATS, ROPE = Training("back_squat", 2, 25, adherence=1.0), Training("rope_jumping", 2, 25, adherence=1.0)


def man(*plan: Intervention, **fields: Any) -> Person:
    return Person("male", date(1964, 5, 14), START, UNTIL, plan=Protocol(plan), **fields)


def texts(answer: dict[str, Any]) -> list[str]:
    return [flag["text"] for flag in answer["flags"]]


def doubled(flags: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Flags whose every matter another flag has."""
    listed = list(flags)
    return [
        (one["text"], other["text"])
        for k, one in enumerate(listed)
        for j, other in enumerate(listed)
        if j != k
        and one["about"]
        and set(one["about"]) <= set(other["about"])
        and set(one["forbids"]) <= set(other["forbids"])
    ]


def test_the_whole_answer_is_of_the_plan_without_what_is_refused() -> None:
    broken = {"vertebral_fracture": True, "fragility_fractures": 1}
    found = ot.run(man(LETROZOLE, SQUATS, ROPE, **broken), PEOPLE)
    left = ot.run(man(LETROZOLE, SQUATS, **broken), PEOPLE)
    assert [one["what"] for one in found["verdict"]["refused"]] == ["rope_jumping"]
    assert found["scenarios"]["plan"]["label"] == "The plan without rope jumping"
    for part in ("sites", "series", "contributions", "plan_effect", "crossing", "fracture", "intake"):
        assert found[part] == left[part], part
    assert found["verdict"]["years"] == left["verdict"]["years"]
    assert "rope_jumping" not in found["contributions"]["total_hip"]
    assert any(item["part"] == "rope_jumping" for item in found["inputs"]["plan"])


def test_an_exercise_that_is_refused_is_not_cautioned_of_beside() -> None:
    found = ot.run(man(LETROZOLE, SQUATS, ROPE, vertebral_fracture=True, conditions=("knee_pain",)), PEOPLE)
    said = [flag for flag in found["flags"] if "rope_jumping" in flag["about"]]
    assert [flag["severity"] for flag in said] == ["do_not"]
    assert any("Back squat with a known vertebral fracture and knee pain" in text for text in texts(found))
    assert doubled(found["flags"]) == []


def test_what_began_before_today_stays_done_and_ends_today() -> None:
    person = man(
        DrugCourse("letrozole", 2.5, 1, from_day=-200.0),
        Training("rope_jumping", 2, 25, from_day=-300.0, adherence=1.0),
    )
    broken = Person(**{**vars(person), "vertebral_fracture": True})
    found = allowed(Twin.from_person(broken, PEOPLE), broken)
    assert [one.what for one in found.refused] == ["rope_jumping"]
    assert [item.group for item in found.person.plan.interventions] == ["letrozole"]
    (was,) = found.person.history.interventions
    assert (was.group, was.from_day, was.until_day) == ("training", -300.0, 0.0)
    assert set(found.person.past.interventions) == set(broken.past.interventions)


def test_what_only_a_refused_drug_allowed_is_refused_with_it() -> None:
    """Ovaries that a GnRH analogue stopped work when that is refused; an inhibitor is then refused, too."""
    plan = Protocol((DrugCourse("gnrh_agonist", 3.6, 28), LETROZOLE))
    woman = Person("female", date(1988, 5, 14), START, UNTIL, plan=plan)
    assert allowed(Twin.from_person(woman, PEOPLE), woman).refused == ()
    pregnant = Person("female", date(1988, 5, 14), START, UNTIL, plan=plan, conditions=("pregnancy",))
    # With loads that other plans left, too: refusals that bring further ones ask for them again.
    assert {one.what for one in allowed(Twin.from_person(pregnant, PEOPLE), pregnant, {}).refused} == {
        "gnrh_agonist",
        "letrozole",
    }


def test_a_gap_that_only_a_refusal_opens_is_told() -> None:
    """A weak kidney forbids the infusion that had to follow denosumab."""
    plan = Protocol(
        (DrugCourse("denosumab", 60, 182.0, -364.0, 1.0), DrugCourse("zoledronate", 5, 365.0, 180.0))
    )
    weak = Measurement(date(2026, 11, 1), "egfr", 28.0, "mL/min/1.73m2", "28 mL/min/1.73m2")
    for rows in ((), (weak,)):
        woman = Person("female", date(1952, 5, 14), START, UNTIL, plan=plan, measurements=rows)
        found = allowed(Twin.from_person(woman, PEOPLE), woman)
        gaps = [flag for flag in found.flags if flag.about == ("denosumab",)]
        assert len(gaps) == len(found.refused) == len(rows)
        assert all("Do not let it lapse" in flag.text for flag in gaps)


def test_without_anything_refused_the_person_stays_as_is() -> None:
    twin = Twin.from_person(man(LETROZOLE, SQUATS), PEOPLE)
    assert allowed(twin, twin.person).person is twin.person


def test_the_years_of_contributions_are_those_of_the_verdict() -> None:
    found = ot.run(man(LETROZOLE, SQUATS), PEOPLE)
    (years,) = {
        tuple(one) for by_part in found["contributions"].values() for one in map(tuple, by_part.values())
    }
    assert [year for year in years if year[0].isdigit()] == list(found["verdict"]["years"]) == ["1", "2"]


def test_too_much_that_food_alone_brings_is_refused_once(tmp_path: Path) -> None:
    """No plan can be without what the habits hold: the search for an allowed plan ends all the same."""
    path = tmp_path / "person.toml"
    path.write_text(
        '[person]\nsex = "male"\nbirth_date = 1964-05-14\n[habits]\ncalcium = "4000 mg/day"\n'
        '[[plan.supplement]]\nnutrient = "calcium_carbonate"\ndose = "500 mg"\nevery = "1 day"\nfrom = 2026-12-01\n'
        "[outlook]\nuntil = 2028-12-01\n",
        encoding="utf-8",
    )
    person = ot.read_person(path)
    may = allowed(Twin.from_person(person, 4, 1), person)
    assert [one.what for one in may.refused] == ["calcium"]
    assert not may.person.plan.interventions
    assert len({flag.text for flag in may.flags}) == len(may.flags)


def test_a_habit_that_is_too_much_is_flagged_and_nothing_is_said_to_be_left_out() -> None:
    person = man(Training("drop_jump", 3, 15), habits=Habits(1000.0, 6000.0), vertebral_fracture=True)
    answer = ot.run(person, 5)
    assert any("vitamin_d" in flag["forbids"] for flag in answer["flags"])
    assert [one["what"] for one in answer["verdict"]["refused"]] == ["drop_jump"]
    told = answer["verdict"]["headline"] + answer["scenarios"]["plan"]["label"] + caveat(answer)
    assert "drop jump" in told
    assert "itamin" not in told
