"""Arms of a trial with drugs that are in no number: nothing is said of what such a drug does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import osteotwin as ot
from osteotwin.cli.terminal import show
from osteotwin.cli.trial_summary import summary
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, NotSimulated, Protocol
from osteotwin.report.trial.view import needed
from osteotwin.studies.trials.design import TrialArm, TrialDesign
from osteotwin.studies.trials.left_open import not_compared_because
from osteotwin.studies.trials.schema import SCHEMAS

LETROZOLE = DrugCourse("letrozole", 2.5, 1.0)
PREDNISONE = DrugCourse("glucocorticoid", 5.0, 1.0)
NANDROLONE = NotSimulated("nandrolone", "nandrolone", "50 mg")
WITH = Protocol((LETROZOLE,), (NANDROLONE,))


@pytest.mark.parametrize(
    ("plan", "control", "named"),
    [
        (WITH, Protocol((LETROZOLE,)), "nandrolone is not"),
        (Protocol((LETROZOLE,)), WITH, "nandrolone is not"),
        (WITH, WITH, None),
        (Protocol((LETROZOLE,)), Protocol(), None),
        (Protocol((LETROZOLE, PREDNISONE)), Protocol((LETROZOLE,)), "is not simulated"),
        (Protocol((PREDNISONE,)), Protocol((LETROZOLE, PREDNISONE)), None),
        (Protocol((PREDNISONE,), (NANDROLONE,)), Protocol(), "nandrolone and glucocorticoid"),
        (Protocol((), (NotSimulated("spironolactone", "spironolactone"),)), Protocol(), None),
    ],
)
def test_arms_that_differ_in_a_drug_outside_the_model_are_not_compared(
    plan: Protocol, control: Protocol, named: str | None
) -> None:
    why = not_compared_because("a", plan, "b", control)
    assert (why is None) == (named is None)
    assert named is None or named in str(why)


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from () if key in {"n", "day"} else _numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float):
        yield value


def test_such_an_arm_has_no_difference_and_no_power_and_that_is_said_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    design = TrialDesign(
        name="A trial",
        days=(0.0, 365.25),
        endpoints=("bmd_total_hip",),
        primary="bmd_total_hip",
        people=4,
        sex="female",
        age=60.0,
        age_sd=3.0,
        youngest=52.0,
        oldest=70.0,
        criteria=(),
        dropout=0.0,
        arms=(
            TrialArm("letrozole", Protocol((LETROZOLE,))),
            TrialArm("no drug", Protocol()),
            TrialArm("nandrolone", WITH),
        ),
    )
    answer = ot.virtual_trial(design, parameters=starting_values()).to_json()
    Draft202012Validator(SCHEMAS["virtual_trial"]).validate(answer)
    assert any("not simulated" in text for text in answer["arms"][2]["done"])
    compared, left_open = answer["comparisons"]
    assert list(_numbers(compared["endpoints"]))
    assert not list(_numbers(left_open["endpoints"]))
    assert not list(_numbers(answer["power"][1]))
    assert "nandrolone is not simulated" in needed(answer["power"][1])

    show(*summary(answer))
    text = " ".join(capsys.readouterr().out.split())
    assert text.index("Nandrolone against letrozole: no comparison") < text.index("No drug against letrozole")
    page = ot.render_trial(answer)
    assert "Nandrolone against letrozole: no comparison" in page
