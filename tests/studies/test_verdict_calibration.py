"""Whether a verdict's "yes" holds, and the counting by which it is told."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.explaining.questions import NO, YES
from osteotwin.studies.planned_people import PLANS, QUESTIONS, YEARS, planned_person
from osteotwin.studies.verdict_calibration import EDGES, Told, departure, share_of, summarize, tell_people


def told(kept: float, became: bool, plan: str = PLANS[0], offset: float | None = None) -> Told:
    questions = {"kept": kept} | ({} if offset is None else {"offset": offset})
    return Told(
        plan,
        {f"{question} {year}": value for question, value in questions.items() for year in YEARS},
        {f"{question} {year}": became for question in questions for year in YEARS},
    )


def keys(value: Any) -> Any:
    """The keys of an object, all the way down; of bins and plans those of the first."""
    if isinstance(value, dict):
        return {key: keys(item) for key, item in value.items() if key not in PLANS}
    return [keys(value[0])] if isinstance(value, list) else None


@pytest.mark.parametrize("number", range(len(PLANS)), ids=PLANS)
def test_planned_people_are_the_same_again_and_have_a_truth(number: int) -> None:
    one, again = (planned_person(number, parameters_in_use()) for _ in range(2))
    assert one == again
    assert one.history == PLANS[number]
    assert one.person.measurements
    assert all(row.date <= one.person.start for row in one.person.measurements)
    assert set(one.truth.values()) <= {0.0, 1.0}
    asked = {key.split()[0] for key in one.truth}
    assert asked == ({"kept"} if PLANS[number] in WITHOUT_A_TAKER else set(QUESTIONS))


WITHOUT_A_TAKER = ("man, testosterone after an inhibitor", "woman, training and food")


def test_bins_hold_everybody_once_and_end_where_answers_do() -> None:
    people = [told(value, True) for value in (0.0, 0.05, NO, np.nextafter(NO, 1), 0.5, YES, 0.95, 1.0)]
    bins = summarize(people)["questions"]["kept"]["bins"]
    assert [row["people"] for row in bins] == [1, 2, 1, 1, 0, 1, 2]
    assert [row["from"] for row in bins] == list(EDGES[:-1])


def test_answers_are_counted_by_their_word() -> None:
    people = [told(0.9, True), told(0.85, False, PLANS[1]), told(0.5, True), told(0.1, False)]
    found = summarize(people)["questions"]["kept"]
    last = found["answers"][str(YEARS[-1])]
    assert {word: (row["people"], row["true"]) for word, row in last.items()} == {
        "yes": (2, 1), "open": (1, 1), "no": (1, 0),
    }  # fmt: skip
    assert last["yes"]["told"] == pytest.approx(0.875)
    assert {plan: row["people"] for plan, row in found["yes_by_plan"].items()} == {PLANS[0]: 1, PLANS[1]: 1}


def test_who_is_not_asked_does_not_count() -> None:
    found = summarize([told(0.9, True), told(0.9, True, offset=0.1)])["questions"]
    assert (found["kept"]["asked"], found["offset"]["asked"]) == (2, 1)


def test_a_share_has_the_interval_of_clopper_and_pearson() -> None:
    found = share_of(np.full(10, 0.8), np.array([True] * 8 + [False] * 2))
    # Clopper and Pearson 1934 for 8 of 10 at 95 %.
    assert (found["lo"], found["hi"]) == (pytest.approx(0.4439, abs=1e-4), pytest.approx(0.9748, abs=1e-4))


def test_a_twin_that_promises_too_much_departs_and_a_right_one_does_not() -> None:
    random = np.random.default_rng(1)
    right = random.random(400)
    became = random.random(400) < right
    assert abs(departure(right, became)) < 3
    assert departure(np.sqrt(right), became) < -5


@pytest.mark.slow
def test_of_those_told_yes_four_in_five_keep_their_bone() -> None:
    """A small study beside the one that ships: other people, of the same form.

    What a hundred people tell differs from what four hundred do by a few in a hundred, far less than a truth of yes
    or no does from either.
    """
    found = summarize(list(tell_people(range(1000, 1000 + 2 * len(PLANS)), parameters_in_use(), 100)))
    file = files("osteotwin.studies") / "data" / "verdict_calibration.json"
    shipped = json.loads(file.read_text(encoding="utf-8"))
    assert keys(found) == keys({key: value for key, value in shipped.items() if key in found})
    for question in QUESTIONS:
        one = found["questions"][question]
        yes = one["answers"][str(YEARS[-1])]["yes"]
        assert yes["people"] > 0
        assert yes["hi"] >= YES
        assert abs(one["z"]) < 3.5
