"""Reference ranges: whole, apart, in line with guidelines; and where a person's values stand against them."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any

import jsonschema
import numpy as np
import pytest
from tests.situations import DAYS, outputs_of

from osteotwin.endpoints import ENDPOINTS, OUTPUTS
from osteotwin.explaining.not_simulated import with_drugs_apart
from osteotwin.explaining.reference_ranges import (
    AFTER,
    BEFORE,
    menopause_of,
    reference_range,
    with_references,
)
from osteotwin.explaining.schema import ANSWER
from osteotwin.explaining.series import SHOWN, series
from osteotwin.inputs.shipped import parsed, shipped_text
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.report.reference import sentence
from osteotwin.safety.guidelines.rules import rules
from osteotwin.units import parse_quantity

FILE = parsed(shipped_text("osteotwin.explaining", "data", "reference_ranges.toml"), "reference_ranges.toml")
RANGES: dict[str, list[dict[str, Any]]] = FILE["ranges"]
#: Everybody: sex, age, side of menopause.
PEOPLE = [
    *(("male", float(age), "") for age in range(20, 100, 5)),
    *(("female", float(age), BEFORE) for age in range(20, 55, 5)),
    *(("female", float(age), AFTER) for age in range(40, 100, 5)),
]


def person_of(sex: str = "male", age: int = 55, **more: Any) -> Person:
    return Person(sex, date(2026 - age, 1, 1), date(2026, 6, 1), date(2028, 6, 1), **more)


def signals_at(name: str, level: float) -> dict[str, Any]:
    """The answer's signals where one of them stays at a level under the plan."""
    levels = dict.fromkeys(OUTPUTS, 1.0) | {name: level}
    outlook = outputs_of(DAYS, {key: np.full((4, len(DAYS)), value) for key, value in levels.items()})
    return series({"plan": outlook, "nothing": outlook})


@pytest.mark.parametrize("name", SHOWN)
def test_a_signal_has_a_range_or_a_reason_and_never_both(name: str) -> None:
    assert (name in RANGES) != (name in FILE["none"])


@pytest.mark.parametrize("name", RANGES)
def test_ranges_of_a_quantity_are_apart_upright_and_possible(name: str) -> None:
    endpoint = ENDPOINTS[name]
    for row in RANGES[name]:
        high = parse_quantity(row["high"], endpoint.quantity)
        low = parse_quantity(row["low"], endpoint.quantity) if "low" in row else endpoint.low
        assert endpoint.low <= low < high <= endpoint.high
        assert row.get("from_age", 0) < row.get("to_age", 130)
    for sex, age, menopause in PEOPLE:
        fitting = [
            row
            for row in RANGES[name]
            if row.get("sex", sex) == sex
            and row.get("menopause", menopause) == menopause
            and row.get("from_age", 0) <= age < row.get("to_age", 130)
        ]
        assert len(fitting) <= 1, (name, sex, age, menopause)
    for one, other in combinations(RANGES[name], 2):
        assert one != other


def test_ranges_end_where_rules_of_guidelines_begin_to_speak() -> None:
    spoken = 0
    for rule in rules().values():
        sexes = [one.operand for one in rule.people if one.name == "sex"] or ["male", "female"]
        for one in (*rule.every, *rule.some):
            if one.name not in ("level_under", "level_over"):
                continue
            name, line = one.operand
            for sex in sexes:
                found = reference_range(name, sex, 60.0, "" if sex == "male" else AFTER)
                if found is None or (name == "estradiol" and sex == "female"):
                    continue
                # A line about danger lies beyond the range, none lies within it.
                assert line <= found.low if one.name == "level_under" else line >= found.high, (
                    name,
                    sex,
                    line,
                )
                spoken += line in (found.low, found.high)
    assert spoken >= 6


@pytest.mark.parametrize(
    ("name", "sex", "age", "low", "high"),
    [
        ("estradiol", "male", 40.0, 10.0, 42.0),
        ("ctx", "male", 39.9, 0.225, 0.936),
        ("ctx", "male", 40.0, 0.182, 0.801),
        ("p1np", "male", 70.0, 15.0, 115.0),
        ("urine_calcium_24h", "male", 50.0, -np.inf, 300.0),
        ("1_25ohd", "male", 50.0, 43.2, 187.2),
    ],
)
def test_the_range_is_that_of_age_and_unit(name: str, sex: str, age: float, low: float, high: float) -> None:
    found = reference_range(name, sex, age)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, rel=2e-3), pytest.approx(high, rel=2e-3))
    assert found.unit == ENDPOINTS[name].unit


@pytest.mark.parametrize(
    ("more", "side"),
    [
        ({"sex": "male"}, ""),
        ({"sex": "female", "age": 38}, BEFORE),
        ({"sex": "female", "age": 70}, AFTER),
        ({"sex": "female", "age": 44, "menopause_age": 42.0}, AFTER),
        ({"sex": "female", "age": 53, "conditions": ("premenopausal",)}, BEFORE),
    ],
)
def test_menopause_is_where_the_file_or_age_puts_it(more: dict[str, Any], side: str) -> None:
    assert menopause_of(person_of(**more)) == side


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (9.94, "below"),
        (9.96, "below"),
        (9.996, "within"),
        (10.0, "within"),
        (42.0, "within"),
        (42.1, "above"),
    ],
)
def test_a_level_stands_where_its_written_number_does(level: float, word: str) -> None:
    found = with_references(signals_at("estradiol", level), person_of(), DAYS)["estradiol"]["reference"]
    assert found["standing"] == [word] * len(DAYS)


def test_a_signal_in_percent_has_no_standing_but_its_measured_value_has() -> None:
    person = person_of(measurements=(Measurement(date(2026, 5, 1), "ctx", 0.9, "ng/mL", "0.9 ng/mL"),))
    found = with_references(signals_at("ctx", 1.0), person, DAYS)
    assert found["ctx"]["reference"]["standing"] is None
    assert [one["standing"] for one in found["ctx"]["measured"]] == ["above"]
    assert found["p1np"]["measured"] == []
    assert found["sclerostin"]["reference"] is None
    assert found["sclerostin"]["no_reference"] == FILE["none"]["sclerostin"]


@pytest.mark.parametrize(
    ("value", "assay", "bound", "word"),
    [
        (8.0, "lc-ms", "", "below"),
        (27.0, "lc-ms", "", "within"),
        (27.0, None, "", None),
        (27.0, "immunoassay", "", None),
        (8.0, "immunoassay", "", "below"),
        (8.0, "immunoassay", "above", None),
        (5.0, "lc-ms", "below", "below"),
        (20.0, "lc-ms", "below", None),
        (500.0, "lc-ms", "above", "above"),
    ],
)
def test_a_measured_value_is_judged_as_far_as_its_method_lets(
    value: float, assay: str | None, bound: str, word: str | None
) -> None:
    measured = Measurement(
        date(2026, 5, 1), "estradiol", value, "pg/mL", "as written", assay=assay, bound=bound
    )
    found = with_references(signals_at("estradiol", 20.0), person_of(measurements=(measured,)), DAYS)
    assert [one["standing"] for one in found["estradiol"]["measured"]] == [word]


@pytest.mark.parametrize("sex", ["male", "female"])
def test_signals_with_ranges_fit_the_schema(sex: str) -> None:
    signals = with_drugs_apart(signals_at("estradiol", 20.0), [])
    found = with_references(signals, person_of(sex), DAYS)
    schema = {**ANSWER, **ANSWER["properties"]["series"]}
    jsonschema.Draft202012Validator(
        {key: value for key, value in schema.items() if key in ("type", "additionalProperties", "$schema")}
    ).validate(found)
    for name, signal in found.items():
        if signal["reference"]:
            assert re.fullmatch(r"(up to )?[\d., to]+ \S+ \(.+\)", signal["reference"]["text"]), name


@pytest.mark.parametrize(
    ("levels", "between"),
    [
        ([160.0, 338.0, 270.0, 160.0], "above in between (highest 338 mg/day on 1 July 2026)"),
        ([160.0, 240.0, 200.0, 160.0], ""),
        ([160.0, 270.0, 280.0, 290.0], ""),
        ([290.0, 338.0, 270.0, 160.0], ""),
    ],
)
def test_what_leaves_the_range_in_between_is_told_with_its_peak(levels: list[float], between: str) -> None:
    signals = signals_at("urine_calcium_24h", 160.0)
    signals["urine_calcium_24h"]["plan"]["median"] = levels
    found = with_references(signals, person_of("female"), np.array([0.0, 30.0, 300.0, 700.0]))
    assert found["urine_calcium_24h"]["reference"]["between"] == between


def taking(drug: str, from_day: float = -200.0) -> Protocol:
    return Protocol((DrugCourse(drug, 5.0, 7.0, from_day),))


@pytest.mark.parametrize(
    ("sex", "plan", "more", "has_range"),
    [
        ("male", taking("estradiol_valerate_injection"), {}, False),
        ("male", taking("estradiol_valerate_injection", 30.0), {}, True),
        ("male", taking("estradiol_patch"), {"conditions": ("prostate_cancer",)}, True),
        ("male", taking("testosterone_cypionate"), {}, True),
        ("female", taking("testosterone_gel"), {}, False),
        ("female", taking("estradiol_patch"), {}, True),
    ],
)
def test_who_takes_the_other_sexs_hormone_is_not_held_against_the_range_of_birth(
    sex: str, plan: Protocol, more: dict[str, Any], has_range: bool
) -> None:
    measured = Measurement(date(2026, 5, 1), "estradiol", 210.0, "pg/mL", "210 pg/mL", assay="lc-ms")
    person = person_of(sex, 31, plan=plan, measurements=(measured,), **more)
    found = with_references(signals_at("estradiol", 100.0), person, DAYS)
    for name in ("estradiol", "testosterone"):
        assert (found[name]["reference"] is not None) == has_range
        assert bool(found[name]["no_reference"]) != has_range
    assert (found["estradiol"]["measured"][0]["standing"] is None) or has_range
    assert found["25ohd"]["reference"] is not None


@pytest.mark.parametrize(
    ("value", "day", "told"),
    [(890.0, date(2026, 5, 1), True), (1000.0, date(2026, 5, 1), False), (890.0, date(2025, 5, 1), False)],
)
def test_where_one_draw_stands_elsewhere_than_the_twin_it_is_said_why(
    value: float, day: date, told: bool
) -> None:
    measured = Measurement(day, "testosterone", value, "ng/dL", f"{value} ng/dL")
    person = person_of(age=27, measurements=(measured,))
    found = with_references(signals_at("testosterone", 1084.0), person, DAYS)["testosterone"]
    assert ("one draw" in found.get("one_draw", "")) == told
    assert ("one draw" in sentence(found, -1)) == told
