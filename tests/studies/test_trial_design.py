"""The file of a virtual trial: what it says, and one sentence for each thing that is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from jsonschema import Draft202012Validator

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.studies.trials.read_design import USUAL_PEOPLE

ANASTROZOLE = '[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\n'


def document(**changed: Any) -> dict[str, Any]:
    """A right file as a document, with some tables or keys (``trial__n``) changed or, by None, taken out."""
    found: dict[str, Any] = {
        "trial": {
            "name": "A trial",
            "duration": "12 months",
            "visits": "6 months",
            "endpoints": ["bmd_total_hip", "CTX"],
            "primary": "bmd_total_hip",
        },
        "population": {"sex": "male", "age": "70 years", "age_sd": 5},
        "arm": [
            {"name": "placebo", "plan": "nothing"},
            {"name": "drug", "plan": "drug.toml"},
        ],
    }
    for path, value in changed.items():
        *tables, key = path.split("__")
        table = found
        for name in tables:
            table = table.setdefault(name, {})
        if value is None:
            del table[key]
        else:
            table[key] = value
    return found


def written(folder: Path, content: dict[str, Any]) -> Path:
    (folder / "drug.toml").write_text(ANASTROZOLE, encoding="utf-8")
    path = folder / "trial.toml"
    path.write_text(tomlkit.dumps(content), encoding="utf-8")
    return path


def test_what_it_says(tmp_path: Path) -> None:
    eligibility = {"t_score_total_hip": [-2.5, -1.0], "25ohd": "> 50 nmol/L", "weight": "<= 100 kg"}
    given = document(
        eligibility=eligibility, trial__dropout="10 % a year", trial__n=50, population__youngest=60
    )
    design = ot.read_virtual_trial(written(tmp_path, given))
    assert design.name == "A trial"
    assert design.endpoints == ("bmd_total_hip", "ctx")
    assert design.days == pytest.approx((0.0, 182.625, 365.25))
    assert (design.people, design.dropout, design.youngest, design.age_sd) == (50, 0.1, 60.0, 5.0)
    assert 1 - 2.718281828 ** (-365.25 * design.dropout_rate) == pytest.approx(0.1)
    ranges = {one.endpoint: (one.low, one.high) for one in design.criteria}
    assert ranges["t_score_total_hip"] == (-2.5, -1.0)
    assert ranges["25ohd"] == (pytest.approx(20.03, abs=0.01), float("inf"))
    assert ranges["weight"] == (float("-inf"), 100.0)
    assert [arm.plan.groups() for arm in design.arms] == [(), ("anastrozole",)]


def test_what_it_leaves_out(tmp_path: Path) -> None:
    design = ot.read_virtual_trial(written(tmp_path, document(population__age_sd=0)))
    assert (design.people, design.dropout, design.criteria) == (USUAL_PEOPLE, 0.0, ())
    assert (design.youngest, design.oldest, design.age_sd) == (18.0, 110.0, 0.0)


@pytest.mark.parametrize(
    ("visits", "days"),
    [
        ("every 6 months", (0.0, 182.625, 365.25)),
        ("5 months", (0.0, 152.1875, 304.375, 365.25)),
        (["1 month", "1 year"], (0.0, 30.4375, 365.25)),
        ("1 year", (0.0, 365.25)),
    ],
)
def test_visits(tmp_path: Path, visits: Any, days: tuple[float, ...]) -> None:
    design = ot.read_virtual_trial(written(tmp_path, document(trial__visits=visits)))
    assert design.days == pytest.approx(days)


def test_a_plan_may_stand_in_the_file(tmp_path: Path) -> None:
    plan = {
        "drug": [{"name": "letrozole", "dose": "2.5 mg", "every": "1 day"}],
        "preset": "standard_lifestyle",
    }
    given = document(arm=[{"name": "none", "plan": "nothing"}, {"name": "both", "plan": plan}])
    design = ot.read_virtual_trial(written(tmp_path, given))
    assert DrugCourse("letrozole", 2.5, 1.0) in design.arms[1].plan.interventions
    assert "training" in design.arms[1].plan.groups()


UNKNOWN = {"name": "anastroxxzole", "dose": "1 mg", "every": "1 day"}
TWO = [{"name": "a", "plan": "nothing"}, {"name": "b", "plan": "nothing"}]
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"arm": None}, "arm", "missing; expected an [[arm]] table"),
    ({"arm": TWO[:1]}, "arm", "one arm is not valid; expected 2 to 20 arms, the first of them the control"),
    ({"arm": [TWO[0], TWO[0]]}, "arm[1].name", '"a" a second time'),
    ({"arm": [TWO[0], {"name": "b"}]}, "arm[1].plan", "missing"),
    ({"arm": [TWO[0], {"name": "b", "plan": "nowhere.toml"}]}, "arm[1].plan", '"nowhere.toml", which is no file in'),
    (
        {"arm": [TWO[0], {"name": "b", "plan": {"drug": [UNKNOWN]}}]},
        "arm[1].plan.drug[0].name",
        '"anastroxxzole" is not valid',
    ),
    (
        {"arm": [TWO[0], {"name": "b", "plan": {"file": "drug.toml", "preset": "standard_lifestyle"}}]},
        "arm[1].plan.preset",
        "preset beside file",
    ),
    ({"arm": [TWO[0], {"name": "b", "plan": [{"file": "drug.toml"}] * 2}]}, "arm[1].plan", "2 plans"),
    ({"trial": None}, "trial", "missing; expected a [trial] table"),
    ({"trial__endpoints": ["bmd_knee"]}, "trial.endpoints[0]", '"bmd_knee" is not valid'),
    ({"trial__endpoints": ["t_score_total_hip"]}, "trial.endpoints[0]", "expected an endpoint that the model reports"),
    ({"trial__endpoints": []}, "trial.endpoints", "an empty list"),
    ({"trial__primary": "bmd_lumbar_spine"}, "trial.primary", "expected one of bmd_total_hip, ctx"),
    ({"trial__n": -5}, "trial.n", "-5 is not valid; expected a whole number from 2 to 100000"),
    ({"trial__dropout": "10 %"}, "trial.dropout", '"10 %"'),
    ({"trial__dropout": "100 % a year"}, "trial.dropout", "from 0 to 0.95"),
    ({"trial__visits": "2 years"}, "trial.visits", "a visit every 730.5 days in a trial of 365.25 days"),
    ({"trial__visits": ["6 months", "2 months"]}, "trial.visits", "rising times"),
    ({"trial__visits": ["6 months"]}, "trial.visits", "expected a last visit at the end of the trial"),
    ({"population__youngest": 75}, "population.youngest", "75 years with a mean of 70"),
    ({"population__sex": "both"}, "population.sex", "expected one of male, female"),
    ({"eligibility": {"25ohd": "20 ng/mL"}}, "eligibility.25ohd", "a range of two values, or one value behind"),
    ({"eligibility": {"25ohd": "> 20"}}, "eligibility.25ohd", "which has no unit"),
    ({"eligibility": {"t_score_total_hip": [-1, -2]}}, "eligibility.t_score_total_hip", "a lower value and then"),
    ({"eligibility": {"ctx": "> 1"}}, "eligibility.ctx", 'the unknown key "ctx"'),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field", "said"), WRONG)
def test_one_sentence_for_each_mistake(
    tmp_path: Path, changed: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        ot.read_virtual_trial(written(tmp_path, document(**changed)))
    (problem,) = refused.value.problems
    assert problem.field == field
    assert said in problem.sentence()
    assert "Fix: " in problem.sentence()


def test_mistakes_of_a_plans_file_are_told_with_those_of_the_trial(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(ANASTROZOLE.replace("1 mg", "1 kg"), encoding="utf-8")
    given = document(arm=[TWO[0], {"name": "b", "plan": "bad.toml"}], trial__n=1)
    with pytest.raises(InputError) as refused:
        ot.read_virtual_trial(written(tmp_path, given))
    assert sorted(Path(problem.file).name for problem in refused.value.problems) == ["bad.toml", "trial.toml"]


def test_the_published_schema_takes_what_the_reader_takes(tmp_path: Path) -> None:
    schema = Draft202012Validator(ot.schema("virtual_trial_file"))
    Draft202012Validator.check_schema(ot.schema("virtual_trial_file"))
    example = tomllib.loads(Path(ot.example_trial_path()).read_text(encoding="utf-8"))
    for given in (example, document(), document(eligibility={"25ohd": "> 20 ng/mL"})):
        schema.validate(given)
    for changed in (
        {"trial": None},
        {"trial__n": -5},
        {"eligibility": {"ctx": "> 1"}},
        {"population__sex": "both"},
    ):
        assert not schema.is_valid(document(**changed))
