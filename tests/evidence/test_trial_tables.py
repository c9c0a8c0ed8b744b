"""The tables of a trial file: the published schema and the reader say the same, and what is written reads back."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from importlib.resources import files
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.every import every
from tests.trial_documents import trial_files

from osteotwin.errors import Problem
from osteotwin.evidence.files.checks import check
from osteotwin.evidence.files.tables import TrialTable
from osteotwin.evidence.schemas import SCHEMAS
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table

SHIPPED = {
    path.name: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((files("osteotwin.evidence") / "trials").iterdir(), key=lambda path: path.name)
}

#: Everything the format holds, at least once.
EVERYTHING = """
schema = 1
id = "everything"
title = "Everything that the format holds"
first_author = "Doe J"
year = 2020
journal = "Bone"
doi = "10.1000/xyz"
pmid = 12345
design = "rct"
read_as = "fulltext"
duration_weeks = 104
topics = ["vitamin_d", "exercise"]
notes = "nothing"

[population]
sex = "mixed"
condition = "healthy"
menopause = "post"
age_mean = 66.5
age_sd = 6
age_min = 60
age_max = 83
bmi_mean = 27
percent_male = 37.5

[[arm]]
id = "all"
control = false
n = 40
  [arm.baseline]
  age_mean = 67
  age_min = 60
  age_max = 80
  percent_male = 40
  estradiol_pg_ml = 12
  testosterone_ng_dl = 410
  lh_iu_l = 5.5
  25ohd_ng_ml = 21
  pth_pg_ml = 40
  dietary_calcium_mg_day = 800
  bmd_lumbar_spine_g_cm2 = 0.92
  t_score_total_hip = -1.8
  [[arm.drug]]
  name = "estradiol_patch"
  dose = "50 ug/24h"
  every = "twice a week"
  from_week = -4
  to_week = 104
  [[arm.drug]]
  name = "hCG"
  dose = "1500 IU"
  every = "3 times a week"
  [[arm.training]]
  kind = "resistance"
  exercises = ["squat", "deadlift"]
  sessions_per_week = 2.5
  minutes_per_session = 45
  sets = 5
  reps = 5
  load_percent_1rm = 85
  impacts_per_session = 40
  peak_force_bodyweights = 4
  adherence_percent = 80
  from_week = 0
  to_week = 35
  [[arm.unloading]]
  fraction_of_habitual_load = 0
  to_week = 17
  [[arm.diet]]
  calcium_mg_per_day = 900
  calcium_supplement_mg_per_day = 500
  vitamin_d_iu_per_day = 800
  vitamin_d_form = "D2"
  vitamin_d_bolus = { dose = "2.5 mg", every = "monthly" }
  [[arm.observation]]
  endpoint = "bmd_lumbar_spine"
  week = 52
  kind = "absolute"
  value = 931
  unit = "mg/cm2"
  sd = 110
  n = 38
  where = "Table 2"
  assumed_dispersion = true
  [[arm.observation]]
  endpoint = "ctx"
  week = 26
  kind = "ratio_to_baseline"
  value = 61.5
  unit = "percent"
  statistic = "median"
  iqr = [40, 80.5]

[[arm]]
id = "none"
control = true

[[contrast]]
arm = "all"
versus = "none"
endpoint = "ctx"
week = 26
kind = "ratio_of_ratios"
value = 0.62
unit = "ratio"
ci95 = [0.5, 0.75]
where = "abstract"
statistic = "geometric_mean"

[[contrast]]
arm = "all"
versus = "none"
endpoint = "bmd_lumbar_spine"
week = 52
kind = "percent_difference"
value = -2.5
unit = "percent"
p = 0.0014

[[contrast]]
arm = "all"
versus = "none"
endpoint = "bmd_total_hip"
week = 52
kind = "percent_difference"
no_effect = true
unit = "percent"
"""

DOCUMENTS = [*SHIPPED.values(), tomllib.loads(EVERYTHING)]

#: Single keys of which the schema cannot say everything: names, words, and numbers that must rise.
READER_ONLY = r"(drug\[\d+\]\.name|\.dose|\.every|training\[\d+\]\.kind|\.ci95|\.iqr)$"


def read(document: dict[str, Any]) -> tuple[TrialTable | None, list[Problem]]:
    notes = Notes("trial.toml", document)
    table = read_table(TrialTable, notes)
    if table is not None:
        check(table, notes)
    return table, notes.problems


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS["trial"])


Place = tuple[Any, ...]


def places(document: Any, here: Place = ()) -> list[Place]:
    """Every place of a document below the top."""
    inner = document.items() if isinstance(document, dict) else ()
    inner = enumerate(document) if isinstance(document, list) else inner
    return [here] * bool(here) + [place for key, value in inner for place in places(value, (*here, key))]


def parent(document: dict[str, Any], place: Place) -> Any:
    for step in place[:-1]:
        document = document[step]  # type: ignore[assignment]
    return document


JUNK = st.one_of(
    st.booleans(), st.integers(-10**7, 10**7), st.floats(-1e7, 1e7), st.text(max_size=4),
    st.sampled_from([60, 700, 150, 2000, 200, 200_000, 40, 1e30, -1, 0, 0.5, 34.0, "percent", "1 mg", "x" * 300]),
    st.lists(st.one_of(st.integers(-5, 5), st.text(max_size=2)), max_size=3),
    st.dictionaries(st.text("ab", min_size=1, max_size=2), st.integers(0, 3), max_size=2),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    document = draw(st.one_of(st.sampled_from(DOCUMENTS).map(deepcopy), trial_files()))
    for _ in range(draw(st.integers(1, 3))):
        all_places = places(document)
        if not all_places:
            break
        place = draw(st.sampled_from(all_places))
        holder, key = parent(document, place), place[-1]
        what = draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        if what == "remove":
            del holder[key]
        elif what == "add" and isinstance(holder, dict):
            holder["sponsor"] = draw(JUNK)
        else:
            holder[key] = draw(JUNK)
    return document


@pytest.mark.slow
@given(document=mutated())
def test_the_schema_and_the_reader_say_the_same(document: dict[str, Any]) -> None:
    refused = [error.message for error in Draft202012Validator(SCHEMAS["trial"]).iter_errors(document)]
    if refused:
        assert read(document)[1], refused
    else:
        notes = Notes("trial.toml", document)
        read_table(TrialTable, notes)  # without the checks of one key against another
        beyond = [p.sentence() for p in notes.problems if not re.search(READER_ONLY, p.field)]
        assert beyond == []


@pytest.mark.slow
@given(document=trial_files())
def test_what_is_right_is_right_for_both(document: dict[str, Any]) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMAS["trial"]).iter_errors(document)] == []
    assert [problem.sentence() for problem in read(document)[1]] == []


# What the schema accepted and the reader refused in the first version of the format.
DRIFTED = {
    "sessions_per_week": 60, "minutes_per_session": 700, "sets": 150, "reps": 2000, "load_percent_1rm": 200,
    "impacts_per_session": 200_000, "peak_force_bodyweights": 40,
}  # fmt: skip


@pytest.mark.parametrize("key", DRIFTED)
def test_limits_of_training_stand_in_both(key: str, schema: Draft202012Validator) -> None:
    document = tomllib.loads(EVERYTHING)
    document["arm"][0]["training"][0][key] = DRIFTED[key]
    _, problems = read(document)
    assert [p.field for p in problems] == [f"arm[0].training[0].{key}"]
    assert not schema.is_valid(document)


@every("document", DOCUMENTS, ids=lambda document: document["id"])
def test_every_document_keeps_to_both(document: dict[str, Any], schema: Draft202012Validator) -> None:
    assert [error.message for error in schema.iter_errors(document)] == []
    assert [problem.sentence() for problem in read(document)[1]] == []


@pytest.mark.parametrize("key", ["n", "year", "pmid"])
@pytest.mark.parametrize("value", [nan, float("inf"), True, 34.5, 0, "34"])
def test_what_is_counted_is_a_whole_number(key: str, value: object, schema: Draft202012Validator) -> None:
    document = tomllib.loads(EVERYTHING)
    (document["arm"][0] if key == "n" else document)[key] = value
    _, problems = read(document)
    assert [p.field for p in problems] == ["arm[0].n" if key == "n" else key]
    assert value != value or not schema.is_valid(document)


INTERVALS = {
    "not a number": [nan, 1.0], "infinite": [0.5, float("inf")], "the wrong way": [0.75, 0.5], "one end": [0.5],
    "three ends": [0.5, 0.6, 0.7], "flags": [False, True], "texts": ["0.5", "0.7"], "without the value": [0.7, 0.8],
    "a number": 0.6,
}  # fmt: skip


@pytest.mark.parametrize("which", INTERVALS)
@pytest.mark.parametrize("key", ["ci95", "iqr"])
def test_an_interval_is_finite_rising_and_holds_its_value(key: str, which: str) -> None:
    document = tomllib.loads(EVERYTHING)
    contrast = document["contrast"][0]
    del contrast["ci95"]
    contrast |= {key: INTERVALS[which], "statistic": "median"}
    _, problems = read(document)
    assert [p.field for p in problems] == [f"contrast[0].{key}"], problems
    contrast[key] = [0.62, 0.62]
    assert read(document)[1] == []


def test_quartiles_of_skewed_values_need_not_hold_the_mean() -> None:
    document = tomllib.loads(EVERYTHING)
    document["arm"][0]["observation"][1] |= {"statistic": "mean", "iqr": [10, 40]}
    assert read(document)[1] == []


#: The format's limits: what may be written at a place, from one number to another; of "above" only what lies above.
LIMITS: dict[str, tuple[float, float]] = {
    "population.age_mean": (1, 110), "population.age_sd": (0, 60), "population.age_min": (1, 110),
    "population.age_max": (1, 110), "population.bmi_mean": (10, 100), "population.percent_male": (0, 100),
    "arm.0.n": (1, 1e7), "year": (1800, 2200), "pmid": (1, 1e9), "schema": (1, 1), "duration_weeks": (0, 2600),
    "arm.0.baseline.age_mean": (1, 110), "arm.0.baseline.percent_male": (0, 100),
    "arm.0.baseline.estradiol_pg_ml": (0, 2000), "arm.0.baseline.testosterone_ng_dl": (0, 5000),
    "arm.0.baseline.lh_iu_l": (0, 300), "arm.0.baseline.25ohd_ng_ml": (0, 300), "arm.0.baseline.pth_pg_ml": (0, 3000),
    "arm.0.baseline.dietary_calcium_mg_day": (0, 5000), "arm.0.baseline.bmd_lumbar_spine_g_cm2": (0.2, 3),
    "arm.0.baseline.bmd_total_hip_g_cm2": (0.2, 3), "arm.0.baseline.bmd_femoral_neck_g_cm2": (0.2, 3),
    "arm.0.baseline.bmd_radius_33_g_cm2": (0.1, 2), "arm.0.baseline.t_score_lumbar_spine": (-8, 8),
    "arm.0.baseline.t_score_total_hip": (-8, 8), "arm.0.baseline.t_score_femoral_neck": (-8, 8),
    "arm.0.baseline.t_score_radius_33": (-8, 8), "arm.0.drug.0.from_week": (-2600, 2600),
    "arm.0.drug.0.to_week": (-2600, 2600), "arm.0.training.0.sessions_per_week": (0, 50),
    "arm.0.training.0.minutes_per_session": (0, 600), "arm.0.training.0.sets": (0, 100),
    "arm.0.training.0.reps": (0, 1000), "arm.0.training.0.load_percent_1rm": (0, 150),
    "arm.0.training.0.impacts_per_session": (0, 100_000), "arm.0.training.0.peak_force_bodyweights": (0, 30),
    "arm.0.training.0.adherence_percent": (0, 100), "arm.0.unloading.0.fraction_of_habitual_load": (0, 1),
    "arm.0.diet.0.calcium_mg_per_day": (0, 5000), "arm.0.diet.0.calcium_supplement_mg_per_day": (0, 5000),
    "arm.0.diet.0.vitamin_d_iu_per_day": (0, 200_000), "arm.0.observation.0.n": (1, 1e7),
    "arm.0.observation.0.week": (0, 2600), "arm.0.observation.0.value": (-1e6, 1e6), "arm.0.observation.0.sd": (0, 1e6),
    "contrast.0.week": (0, 2600), "contrast.0.value": (-1e6, 1e6),
}  # fmt: skip
#: Where nothing at all is nothing to write.
ABOVE = ("duration_weeks", "sessions", "minutes", "sets", "reps", "load", "impacts", "peak_force")


@pytest.mark.parametrize("where", LIMITS)
def test_a_number_is_taken_up_to_its_limits_and_no_further(where: str, schema: Draft202012Validator) -> None:
    place = [int(step) if step.isdigit() else step for step in where.split(".")]
    low, high = LIMITS[where]
    above = any(str(place[-1]).startswith(key) for key in ABOVE)
    whole = where.endswith((".n", "year", "pmid", "schema"))
    step = 1 if whole else (high - low) * 1e-3
    right = [low + step if above else low, high, (low + high) // 2]
    for value, taken in [(v, True) for v in right] + [
        (low - step, False),
        (high + step, False),
        (low, not above),
    ]:
        document = tomllib.loads(EVERYTHING)
        parent(document, tuple(place))[place[-1]] = int(value) if whole else value
        notes = Notes("trial.toml", document)
        read_table(TrialTable, notes)
        assert (notes.problems == []) is taken, (value, [p.sentence() for p in notes.problems])
        assert schema.is_valid(document) is taken, value


@pytest.mark.parametrize("p", [0, -0.1, 1.1, nan, float("inf"), "0.05", "<0.001", True])
def test_a_p_lies_between_none_and_one(p: object, schema: Draft202012Validator) -> None:
    document = tomllib.loads(EVERYTHING)
    document["contrast"][1]["p"] = p
    _, problems = read(document)
    assert [problem.field for problem in problems] == ["contrast[1].p"]
    assert p != p or not schema.is_valid(document)


IN_NG_ML = {"arm.0.observation.0.endpoint": "estradiol", "arm.0.observation.0.unit": "ng/mL"}
OF_ARM = {"endpoint": "bmd_lumbar_spine", "week": 52, "kind": "absolute", "unit": "g/cm2"}
OF_ARMS = OF_ARM | {"arm": "all", "versus": "none", "kind": "percent_difference", "unit": "percent"}
#: What one key says about another: what is changed, at which place the mistake is noted, and words of the sentence.
DISAGREE: dict[str, tuple[dict[str, Any], str, str]] = {
    "no topic": ({"topics": []}, "topics", "at least one"),
    "no arm": ({"arm": [], "contrast": []}, "arm", "at least one arm"),
    "youngest above oldest": ({"population.age_max": 59}, "population.age_max", "below age_min 60"),
    "younger than the youngest": ({"population.age_mean": 59}, "population.age_mean", "within the limits"),
    "older than the oldest": ({"population.age_mean": 84}, "population.age_mean", "within the limits"),
    "mean below in an arm": ({"arm.0.baseline.age_mean": 59}, "arm[0].baseline.age_mean", "within the limits"),
    "older in an arm": ({"arm.0.baseline.age_mean": 81}, "arm[0].baseline.age_mean", "within the limits"),
    "a share of one sex": ({"population.sex": "female"}, "population.percent_male", 'only with sex = "mixed"'),
    "arms of one name": ({"arm.1.id": "all", "contrast": []}, "arm[1].id", "twice"),
    "no such arm": ({"contrast.0.arm": "every"}, "contrast[0].arm", "missing arm"),
    "an arm and itself": ({"contrast.0.versus": "all"}, "contrast[0].versus", "on both sides"),
    "ends before it begins": ({"arm.0.drug.0.to_week": -5}, "arm[0].drug[0].to_week", "before from_week -4"),
    "training of no week": ({"arm.0.training.0.to_week": 0}, "arm[0].training[0].to_week", "nothing would be done"),
    "a diet of no week": ({"arm.0.diet.0.to_week": 0}, "arm[0].diet[0].to_week", "nothing would be done"),
    "begins at the end": ({"arm.0.diet.0.from_week": 104}, "arm[0].diet[0].from_week", "not before the end"),
    "two dispersions": ({"arm.0.observation.0.se": 1}, "arm[0].observation[0].se", "together"),
    "another unit": ({"arm.0.observation.0.unit": "kg"}, "arm[0].observation[0].unit", '"g/cm2"'),
    "a unit of another kind": ({"arm.0.observation.0.unit": "percent"}, "arm[0].observation[0].unit", "or kind ="),
    "too large in its unit": (
        IN_NG_ML | {"arm.0.observation.0.value": 1001},
        "arm[0].observation[0].value", "at most 1e+06 pg/mL",
    ),
    "beside the interval": ({"contrast.0.value": 0.76}, "contrast[0].ci95", "without the value 0.76"),
    "below the interval": ({"contrast.0.value": 0.49}, "contrast[0].ci95", "without the value 0.49"),
    "beside the quartiles": ({"arm.0.observation.1.value": 81}, "arm[0].observation[1].iqr", "without the value 81"),
    "neither a number nor none": ({"contrast.0": OF_ARMS}, "contrast[0].value", "no_effect = true"),
    "a number and none": ({"contrast.1.no_effect": True}, "contrast[1].no_effect", "beside a value"),
    "not even none": ({"contrast.2.no_effect": False}, "contrast[2].no_effect", "and no value"),
    "no change of a level": (
        {"arm.0.observation.0": OF_ARM | {"no_effect": True}},
        "arm[0].observation[0].no_effect", 'kind = "percent_change"',
    ),
    "an error of no number": ({"contrast.2.se": 1}, "contrast[2].se", "none beside no_effect"),
    "a P of no number": ({"contrast.2.p": 0.2}, "contrast[2].p", "none beside no_effect"),
    "a P beside an error": ({"contrast.0.p": 0.2}, "contrast[0].p", "together"),
    "a P of one": ({"contrast.1.p": 1}, "contrast[1].p", "below 1"),
    "a P of no effect": ({"contrast.1.value": 0}, "contrast[1].p", "tells no error"),
    "a P of a ratio of one": (
        {"contrast.1": OF_ARMS | {"kind": "ratio_of_ratios", "value": 100, "p": 0.2}},
        "contrast[1].p", "tells no error",
    ),
    "a P of a level": (
        {"arm.0.observation.0": OF_ARM | {"value": 1, "p": 0.2}},
        "arm[0].observation[0].p", "a level",
    ),
    "other without a name": ({"arm.0.observation.0.endpoint": "other"}, "arm[0].observation[0].measured", "missing"),
    "a name without other": ({"arm.0.observation.0.measured": "x"}, "arm[0].observation[0].measured", "remove it"),
}  # fmt: skip


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    document = tomllib.loads(EVERYTHING)
    for where, value in changes.items():
        place = tuple(int(step) if step.isdigit() else step for step in where.split("."))
        parent(document, place)[place[-1]] = value
    return document


@pytest.mark.parametrize("which", DISAGREE)
def test_keys_that_do_not_agree_are_one_problem_at_one_of_them(which: str) -> None:
    changes, field, words = DISAGREE[which]
    _, problems = read(changed(changes))
    assert [problem.field for problem in problems] == [field], [p.sentence() for p in problems]
    assert words in problems[0].sentence()


AGREE: tuple[dict[str, Any], ...] = (
    {"population.age_min": 66.5, "population.age_max": 66.5}, {"population.age_mean": 60}, {"population.age_mean": 83},
    {"arm.0.baseline.age_mean": 60}, {"arm.0.baseline.age_mean": 80}, {"arm.0.drug.0.to_week": -4},
    {"arm.0.training.0.to_week": 0.5}, {"arm.0.diet.0.from_week": 103.9}, {"contrast.0.value": 0.5},
    {"contrast.0.value": 0.75},
    {"arm.0.observation.1.value": 40}, {"arm.0.observation.1.value": 80.5},
    {"arm.0.diet.0.from_week": 104, "arm.0.diet.0.to_week": 110},
    {"arm.0.diet.0": {"vitamin_d_bolus": {"dose": "2.5 mg", "every": "once"}, "to_week": 0}},
    IN_NG_ML | {"arm.0.observation.0.value": 1000},
    {"arm.0.observation.0.endpoint": "other", "arm.0.observation.0.measured": "strength"},
)  # fmt: skip


@pytest.mark.parametrize("changes", AGREE, ids=str)
def test_keys_that_agree_at_their_ends_are_no_problem(changes: dict[str, Any]) -> None:
    assert [problem.sentence() for problem in read(changed(changes))[1]] == []
