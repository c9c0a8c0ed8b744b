"""What a weak kidney moves by itself counts for nothing, as the model's kidney is a healthy one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from osteotwin.observing.observation import NotUsed
from osteotwin.people.kidney_function import has_weak_kidney
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Measurement, Person


def person(*rows: tuple[str, float, str], **changes: Any) -> Person:
    measured = tuple(
        Measurement(date(2026, 10, 1), what, value, "", f"{value}", bound=bound)
        for what, value, bound in (("pth", 210.0, ""), ("25ohd", 30.0, ""), *rows)
    )
    fields: dict[str, Any] = {"sex": "male", "birth_date": date(1956, 5, 1), "start": date(2026, 11, 29)}
    return Person(**fields, until=date(2029, 11, 29), measurements=measured, **changes)


@pytest.mark.parametrize(
    ("who", "weak"),
    [
        (person(), False),
        (person(("egfr", 22.0, "")), True),
        (person(("egfr", 60.0, "above")), False),
        (person(("egfr", 75.0, "")), False),
        (person(("creatinine", 3.0, "")), True),
        (person(conditions=("chronic_kidney_disease",)), True),
        (person(("egfr", 75.0, ""), conditions=("chronic_kidney_disease",)), False),
    ],
)
def test_pth_of_a_weak_kidney_does_not_count_and_vitamin_d_does(who: Person, weak: bool) -> None:
    assert has_weak_kidney(who) == weak
    pth, vitamin_d, *_ = observations_of(who)
    assert (isinstance(pth, NotUsed) and "kidneys" in pth.why) == weak
    assert not isinstance(vitamin_d, NotUsed)
