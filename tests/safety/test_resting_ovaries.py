"""Estradiol before menopause as low as without ovaries, and too little eaten: what is lost by them is in no number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from osteotwin.observing.observation import NotUsed
from osteotwin.people.measurement_use import uses_of_measurements
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.resting_ovaries import estradiol_without_ovaries, has_unexplained_amenorrhea
from osteotwin.protocol.interventions import DrugCourse, NotSimulated, Protocol
from osteotwin.safety import Situation
from osteotwin.safety.guidelines import guidelines_of
from osteotwin.safety.resting_ovaries import no_periods, resting_ovaries, under_eating

TODAY = date(2026, 11, 29)


def woman(value: float = 15.0, born: int = 1988, *, sex: str = "female", **changes: Any) -> Person:
    measured = Measurement(
        date(2026, 8, 1),
        "estradiol",
        value,
        "pg/mL",
        f"{value} pg/mL",
        bound=changes.pop("bound", ""),
        assay=changes.pop("assay", None),
    )
    fields: dict[str, Any] = {
        "sex": sex, "birth_date": date(born, 5, 30), "start": TODAY, "until": date(2029, 11, 29),
        "measurements": (measured,), "height_cm": 166.0, "weight_kg": 51.0,
    }  # fmt: skip
    return Person(**(fields | changes))


def on(drug: str, dose: float = 1.0, first: float = -400.0) -> Protocol:
    return Protocol((DrugCourse(drug, dose, 28.0, first),))


#: who -> whether the last estradiol is that of a woman whose ovaries do not work
WHO: dict[str, tuple[Person, bool]] = {
    "young, any assay": (woman(), True),
    "young, mass spectrometry": (woman(assay="lc-ms"), True),
    "an ordinary early day of the cycle": (woman(32.0), False),
    "an upper limit that tells": (woman(20.0, bound="below"), True),
    "an upper limit that does not": (woman(40.0, bound="below"), False),
    "at 47, age at menopause not stated": (woman(born=1979), True),
    "about menopause the virtual women are on both sides": (woman(born=1976), False),
    "after menopause": (woman(born=1960), False),
    "an early menopause that is stated": (woman(menopause_age=36.0), False),
    "a man": (woman(sex="male"), False),
    "ovaries stopped by a drug": (woman(plan=on("gnrh_agonist", 3.75)), False),
    "a drug that begins later explains nothing": (woman(plan=on("gnrh_agonist", 3.75, first=0.0)), True),
}


@pytest.mark.parametrize("who", WHO)
def test_what_the_ovaries_of_the_model_cannot_follow_counts_nowhere_and_is_said(
    who: str, situation: Callable[..., Situation]
) -> None:
    person, expected = WHO[who]
    assert (estradiol_without_ovaries(person) is not None) == expected
    seen = observations_of(person)[0]
    assert (isinstance(seen, NotUsed) and "ovaries work" in seen.why) == expected
    assert uses_of_measurements(person)[0].startswith("shown only" if expected else "conditions")
    flags = list(resting_ovaries(replace(situation(), person=person)))
    assert len(flags) == expected
    rules = {line.rule for line in guidelines_of(person, {}).lines if line.met == "met"}
    assert ("ovaries_at_rest" in rules) == expected


def test_a_later_value_of_working_ovaries_ends_it() -> None:
    person = woman()
    later = replace(person.measurements[0], date=date(2026, 11, 1), value=80.0)
    assert estradiol_without_ovaries(replace(person, measurements=(*person.measurements, later))) is None


@pytest.mark.parametrize(("sex", "asks"), [("female", "LH and FSH"), ("male", "testosterone in the morning")])
def test_too_little_eaten_is_said_and_looked_for(
    sex: str, asks: str, situation: Callable[..., Situation]
) -> None:
    person = woman(60.0, sex=sex, conditions=("low_energy_availability",))
    (flag,) = under_eating(replace(situation(), person=person))
    assert asks in flag.text
    assert "not in these numbers" in flag.text
    assert any(asks in test.test for test in guidelines_of(person, {}).work_up)
    assert not list(under_eating(replace(situation(), person=replace(person, conditions=()))))


COIL = NotSimulated("levonorgestrel", "levonorgestrel", from_day=-400.0)
#: who has no periods -> whether ovaries that rest are why
WITHOUT_PERIODS: dict[str, tuple[Person, bool]] = {
    "young": (woman(60.0, measurements=()), True),
    "a man": (woman(60.0, sex="male", measurements=()), False),
    "after menopause": (woman(60.0, menopause_age=36.0, measurements=()), False),
    "on testosterone": (woman(60.0, measurements=(), plan=on("testosterone_enanthate", 250.0)), False),
    "on a GnRH analogue": (woman(60.0, measurements=(), plan=on("gnrh_agonist", 3.75)), False),
    "it begins today": (woman(60.0, measurements=(), plan=on("gnrh_agonist", 3.75, first=0.0)), True),
    "a coil with hormone": (
        woman(60.0, measurements=(), habits=Habits(not_simulated=(COIL,))),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", WITHOUT_PERIODS)
def test_periods_that_stopped_are_said_where_nothing_explains_them(
    who: str, situation: Callable[..., Situation]
) -> None:
    person, expected = WITHOUT_PERIODS[who]
    person = replace(person, conditions=("amenorrhea",))
    assert has_unexplained_amenorrhea(person) == expected
    flags = list(no_periods(replace(situation(), person=person)))
    assert [flag.severity for flag in flags] == ["ask_first"] * expected
    assert not list(no_periods(replace(situation(), person=replace(person, conditions=()))))


def test_with_estradiol_measured_too_it_is_told_once(situation: Callable[..., Situation]) -> None:
    seen = replace(situation(), person=woman(conditions=("amenorrhea",)))
    assert (len(list(resting_ovaries(seen))), len(list(no_periods(seen)))) == (1, 0)
