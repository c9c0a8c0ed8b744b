"""The whole answer: against its schema, against itself, the same twice."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import numpy as np
import pytest
from tests.schemas import validate
from tests.situations import make_person

import osteotwin as ot
from osteotwin.body.sites import DXA_SITES
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.times import answer_days
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, Protocol

Answer = dict[str, Any]


def without_timings(answer: Answer) -> str:
    return json.dumps({key: value for key, value in answer.items() if key != "timings"}, allow_nan=False)


def test_it_keeps_to_its_schema(demo_answer: Answer) -> None:
    validate(demo_answer, ot.schema("answer"))
    broken = demo_answer | {
        "verdict": demo_answer["verdict"] | {"years": {"1": {"offset": None, "kept": {"class": "perfect"}}}}
    }
    with pytest.raises(jsonschema.ValidationError):
        validate(broken, ot.schema("answer"))


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bits(demo_answer: Answer) -> None:
    person = ot.read_person(ot.demo_path())
    assert without_timings(ot.run(person, people=6, seed=3, parameters=starting_values())) == without_timings(
        demo_answer
    )
    assert without_timings(ot.run(person, people=6, seed=4, parameters=starting_values())) != without_timings(
        demo_answer
    )


def test_bands_are_ordered_and_as_long_as_the_years(demo_answer: Answer) -> None:
    for band in bands(demo_answer):
        assert {len(band[key]) for key in band} == {len(demo_answer["years"])}
        for low, inner, middle, outer, high in zip(
            *(band[key] for key in ("lo90", "lo50", "median", "hi50", "hi90")), strict=True
        ):
            assert low <= inner <= middle <= outer <= high


def bands(answer: Answer) -> Iterator[Answer]:
    for site in answer["sites"].values():
        kinds = ("percent_change", "bone", "scan", "bmd", "t_score", "z_score")
        yield from (site[key] for key in kinds if key in site)
    for signal in answer["series"].values():
        yield from (signal["plan"], signal["nothing"])


def test_it_starts_where_the_person_is(demo_answer: Answer) -> None:
    spine = demo_answer["sites"]["lumbar_spine"]
    assert spine["bmd"]["median"][0] == pytest.approx(1.05, rel=0.02)  # the scan's own noise
    assert spine["percent_change"]["median"][0] == 0.0


def test_the_sites_of_the_diagnosis_are_marked(demo_answer: Answer) -> None:
    marked = {site for site, entry in demo_answer["sites"].items() if entry["diagnostic"]}
    assert marked == {"lumbar_spine", "total_hip", "femoral_neck"}


def test_the_drug_costs_and_training_wins(demo_answer: Answer) -> None:
    spine = demo_answer["contributions"]["lumbar_spine"]
    assert spine["anastrozole"]["1"]["median"] < 0 < spine["back_squat"]["1"]["median"]
    assert spine["calcium"]["1"]["median"] > 0


def test_an_empty_plan_changes_nothing() -> None:
    person = replace(ot.read_person(ot.demo_path()), plan=Protocol(), until=date(2028, 2, 1))
    answer = ot.run(person, people=3, seed=1)
    same = answer["scenarios"]
    assert same["plan"]["sites"] == same["nothing"]["sites"]
    assert answer["contributions"]["total_hip"] == answer["won_back"]["total_hip"] == {}
    assert answer["plan_effect"]["total_hip"]["1"]["median"] == 0
    assert all(year["offset"] is None for year in answer["verdict"]["years"].values())
    assert "nothing to make up for" in answer["verdict"]["lines"][1]["text"]


def test_a_woman_on_an_inhibitor_with_a_bone_drug() -> None:
    plan = Protocol((DrugCourse("letrozole", 2.5, 1), DrugCourse("zoledronate", 5, 365)))
    person = make_person(plan, sex="female", birth_date=date(1962, 1, 1), until=date(2028, 2, 1))
    answer = ot.run(person, people=4, seed=1, parameters=starting_values())
    validate(answer, ot.schema("answer"))
    assert answer["failed"]["count"] == 0
    lost = answer["scenarios"]["lifestyle"]["sites"]["lumbar_spine"]["percent_change"]["median"][-1]
    kept = answer["scenarios"]["plan"]["sites"]["lumbar_spine"]["percent_change"]["median"][-1]
    assert lost < -1 < 0 < kept
    assert {a["field"] for a in answer["assumptions"]} >= {
        "estradiol_pg_ml",
        "menopause_age",
        "bmd_total_hip",
    }


def test_what_lies_beyond_the_trials_leaves_every_verdict_open(demo_answer: Answer) -> None:
    said = demo_answer["outside_tested_range"]
    assert (
        said[0]
        == "3 years on an aromatase inhibitor: trials and cohorts in men covered 1 at most, so 2 beyond"
    )
    verdict = demo_answer["verdict"]
    assert {one["class"] for year in verdict["years"].values() for one in year.values() if one} == {"open"}
    for line in verdict["lines"][1:]:
        assert "training on an aromatase inhibitor" in line["text"]
        assert "more than 1 year on an aromatase inhibitor" in line["text"]


def shortened(value: Any) -> Any:
    """The same with the first entry alone of every list: a schema looks at each of them alike."""
    if isinstance(value, dict):
        return {key: shortened(content) for key, content in value.items()}
    return [shortened(content) for content in value[:1]] if isinstance(value, list) else value


def objects(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every object of an answer."""
    if isinstance(value, dict):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, content in inner:
        yield from objects(content, (*path, key))


def place(answer: Answer, way: tuple[Any, ...]) -> Any:
    for key in way:
        answer = answer[key]
    return answer


def has_names(way: tuple[Any, ...]) -> bool:
    """Whether an object's keys are names: of sites, signals, scenarios, groups or years, or what a plan holds."""
    by_name = {"sites", "series", "scenarios", "contributions", "plan_effect", "won_back", "verdict"}
    by_name |= {"crossing", "years", "outcomes", "against", "relative_risk"}
    by_line = way[:1] == ("crossing",) and way[-1] == "t_score"
    by_year = way[-2:-1] == ("relative_risk",)
    by_site = len(way) == 2 and way[0] in {"contributions", "plan_effect", "won_back"}
    return (
        (way[-1:] != () and way[-1] in by_name)
        or by_line
        or by_year
        or by_site
        or way[:2] == ("inputs", "plan")
    )


@pytest.mark.slow
def test_its_schema_allows_and_needs_the_keys_of_every_object_and_no_other(demo_answer: Answer) -> None:
    validator = jsonschema.Draft202012Validator(ot.schema("answer"))
    answer = shortened(demo_answer)
    for part in (
        "sites",
        "series",
        "scenarios",
        "contributions",
        "plan_effect",
        "won_back",
    ):  # one of many that are alike
        answer[part] = dict(list(answer[part].items())[:1])
    assert validator.is_valid(answer)
    optional = {
        "bmd",
        "t_score",
        "t_score_reference",
        "z_score",
        "z_score_reference",
    }  # of a site that DXA does not see
    optional |= {"bone", "scan"}  # came within the edition
    ways = [way for way in objects(answer) if not has_names(way)]
    for way in ways:
        place(answer, way)["an_unknown_key"] = 1
        assert not validator.is_valid(answer), way
        del place(answer, way)["an_unknown_key"]
    few = [way for way in ways if len(way) < 2 or way[-1] in ("lumbar_spine", "back_squat", "1", "plan", 0)]
    for way in few:
        for key in set(place(answer, way)) - optional - {"1", "2", "3"}:
            value = place(answer, way).pop(key)
            assert not validator.is_valid(answer), (way, key)
            place(answer, way)[key] = value
    assert validator.is_valid(answer)


@pytest.mark.slow
def test_progress_rises_from_the_first_part_to_the_end() -> None:
    """The twin, every scenario, the contributions and the twin of the model alone with its plan: none is left out."""
    person = ot.read_person(ot.demo_path())
    seen: list[float] = []
    begun = time.perf_counter()
    answer = ot.run(
        person, people=3, parameters=starting_values(), on_progress=lambda now: seen.append(now.fraction)
    )
    whole = time.perf_counter() - begun
    before, subsets = len(answer["scenarios"]) + 1, 1 + answer["contributions_basis"]["subsets"] // 3
    parts = before + subsets + 2
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    # Plans run side by side: of three people all are done at once.
    for done in (1, before, before + subsets, *range(before + subsets, parts + 1)):
        assert any(now == pytest.approx(done / parts) for now in seen), f"the end of part {done}"
    timings = answer["timings"]
    assert 0 < timings["simulate_s"] <= timings["total_s"] <= whole + 0.001
    assert all(seconds == round(seconds, 3) for seconds in timings.values())
    assert answer["uncertainty"]["seed"] == 1


def test_years_and_sentences_are_of_the_answers_own_numbers(demo_answer: Answer) -> None:
    person = ot.read_person(ot.demo_path())
    expected = answer_days(person.outlook_days) / DAYS_PER_YEAR
    assert demo_answer["years"] == pytest.approx(expected, rel=1e-5)
    first = int(np.argmin(np.abs(expected - 1)))
    without = demo_answer["scenarios"]["nothing"]["sites"]["lumbar_spine"]["percent_change"]["median"][first]
    assert f"the spine would go on at {without:+.2f} % a year" in demo_answer["steady_state"]["text"]
    assert 0 <= demo_answer["steady_state"]["residual_per_day"] < 1e-6
    labels = {site: entry["label"] for site, entry in demo_answer["sites"].items()}
    assert labels == {
        "lumbar_spine": "Lumbar spine", "total_hip": "Total hip", "femoral_neck": "Femoral neck",
        "radius_33": "One-third radius", "trabecular_spine": "Trabecular spine (QCT)",
    }  # fmt: skip
    for name, scenario in demo_answer["scenarios"].items():
        assert set(scenario["sites"]) == set(DXA_SITES), name
    changes = ("percent_change", "bone", "scan")
    plan = {site: {key: demo_answer["sites"][site][key] for key in changes} for site in DXA_SITES}
    assert demo_answer["scenarios"]["plan"]["sites"] == plan


@pytest.mark.parametrize("days", [pytest.param(200, marks=pytest.mark.slow), 364])
def test_under_a_year_no_yearly_change_and_no_shares_are_told(days: int) -> None:
    demo = ot.read_person(ot.demo_path())
    person = replace(demo, until=demo.start + timedelta(days=days))
    answer = ot.run(person, people=3, parameters=starting_values())
    validate(answer, ot.schema("answer"))
    assert "how the spine would go on without the plan is not known" in answer["steady_state"]["text"]
    assert answer["uncertainty"]["share_model"] is answer["uncertainty"]["share_people"] is None
    assert answer["years"][-1] == pytest.approx(days / DAYS_PER_YEAR, rel=1e-5)


@pytest.mark.slow
def test_one_person_leaves_the_shares_open() -> None:
    answer = ot.run(ot.read_person(ot.demo_path()), people=1, parameters=starting_values())
    assert answer["uncertainty"]["share_model"] is answer["uncertainty"]["share_people"] is None
