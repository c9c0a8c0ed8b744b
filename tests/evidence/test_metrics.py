"""The statistics of a validation, on rows whose answer can be counted by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from osteotwin.evidence import Row, TrialResult, Validation
from osteotwin.evidence.files.trial import Arm, Contrast, Dispersion, Observation, Population, Trial
from osteotwin.evidence.schemas import SCHEMAS
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.metrics import statistics
from osteotwin.evidence.scoring.summary import summarize
from osteotwin.evidence.scoring.topic_means import shipped_topic_means, topic_means


def measured(observed: float, **changes: Any) -> Measured:
    row = Measured(
        "drug", None, "bmd_lumbar_spine", "bmd", 52.0, "percent_change", "percent_change", "percent", observed,
        0.5, "bmd_lumbar_spine", None, "published", 20.0, "treated", 0.0,
    )  # fmt: skip
    return replace(row, **changes)


def row(observed: float, predicted: float | None, sd: float | None = None, **changes: Any) -> Row:
    found = Row(
        "t",
        measured(observed, **changes),
        predicted,
        "scored" if predicted is not None else "not_scored",
        None,
    )
    if sd is None or predicted is None:
        return found
    return replace(found, lo90=predicted - 1.645 * sd, hi90=predicted + 1.645 * sd, predictive_sd=sd)


def contrast(observed: float, predicted: float, se: float | None) -> Row:
    return row(observed, predicted, versus="placebo", role="contrast", scale="percent_difference", se=se)


def trial(
    name: str, *values: float, topics: tuple[str, ...] = ("exercise",), sex: str = "male", week: float = 52.0,
    control: bool = False,
) -> Trial:  # fmt: skip
    seen = tuple(
        Observation("bmd_lumbar_spine", week, "percent_change", value, "percent", Dispersion("se", (0.5,)))
        for value in values
    )
    arm = Arm("control" if control else "treated", control, 20, {}, observations=seen)
    return Trial(name, name, "rct", "abstract", 52.0, topics, Population(sex), (arm,))


def result(of: Trial, *predicted: float) -> TrialResult:
    from osteotwin.evidence.scoring.measured_rows import measured_rows

    rows = [
        Row(of.id, seen, value, "scored", None)
        for seen, value in zip(measured_rows(of), predicted, strict=True)
    ]
    return TrialResult(of, "simulated", None, tuple(rows), {})


def test_errors_and_skill_against_no_change() -> None:
    found = statistics([(row(-2.0, -1.0), None), (row(-4.0, -4.0), None), (row(1.0, None), None)])
    assert found["n"] == 2
    assert found["rmse"] == pytest.approx(0.5**0.5)
    assert found["mean_error"] == pytest.approx(0.5)
    assert found["skill_no_change"] == pytest.approx(1 - 1 / 20)
    assert (found["skill_topic_mean_n"], found["skill_topic_mean"]) == (0, None)
    assert (found["se_n"], found["within_two_se"], found["beyond_2"]) == (2, 1.0, 0)


def test_no_change_of_a_ratio_is_one() -> None:
    found = statistics([(row(0.5, 0.7, scale="ratio_to_baseline", no_change=1.0), None)])
    assert found["skill_no_change"] == pytest.approx(1 - 0.04 / 0.25)
    unknown = statistics([(row(40.0, 50.0, scale="absolute", no_change=None), None)])
    assert (unknown["skill_no_change_n"], unknown["skill_no_change"]) == (0, None)


def test_skill_against_the_topic_counts_only_rows_that_have_a_mean() -> None:
    found = statistics([(row(-2.0, -1.0), -4.0), (row(-9.0, 0.0), None)])
    assert found["skill_topic_mean_n"] == 1
    assert found["skill_topic_mean"] == pytest.approx(1 - 1 / 4)


def test_a_model_worse_than_the_plain_one_has_negative_skill() -> None:
    assert statistics([(row(-1.0, 3.0), -1.5)])["skill_topic_mean"] < 0
    assert statistics([(row(-1.0, 3.0), -1.0)])["skill_topic_mean"] is None  # nothing to divide by


def test_coverage_and_standardized_errors() -> None:
    rows = [row(0.0, 1.0, 1.0), row(0.0, 2.0, 1.0), row(0.0, 2.5, 1.0), row(0.0, 1.0)]
    found = statistics((one, None) for one in rows)
    assert (found["coverage_n"], found["coverage_90"]) == (3, pytest.approx(1 / 3))
    assert rows[0].standardized_error == 1.0
    assert rows[3].standardized_error == 2.0  # over the standard error: there is no predictive one
    assert found["beyond_2"] == 1
    assert found["rms_standardized_error"] == pytest.approx(((1 + 4 + 6.25 + 4) / 4) ** 0.5)


@pytest.mark.parametrize(
    ("errors_in_se", "within"),
    [((0.0, 1.0, 2.0), 1.0), ((2.1,), 0.0), ((-2.9, 2.9), 0.0), ((-1.9, 2.5, -3.5, 0.5), 0.5)],
)
def test_within_two_standard_errors_is_two(errors_in_se: tuple[float, ...], within: float) -> None:
    rows = [row(0.0, 0.25 * error, se=0.25) for error in errors_in_se]
    found = statistics([*((one, None) for one in rows), (row(0.0, 9.0, se=None), None)])
    assert (found["se_n"], found["within_two_se"]) == (len(rows), within)


def test_signs_of_contrasts_and_of_those_that_are_significant() -> None:
    rows = [
        contrast(2.0, 1.0, 0.5),
        contrast(-0.3, 0.2, 0.5),
        contrast(-3.0, 1.0, 1.0),
        contrast(1.0, 2.0, None),
    ]
    found = statistics((one, None) for one in [*rows, row(-2.0, 1.0)])
    assert (found["contrast_n"], found["contrast_sign_agreement"]) == (4, pytest.approx(0.5))
    assert (found["significant_n"], found["significant_sign_agreement"]) == (2, pytest.approx(0.5))
    assert [one.significant for one in rows] == [True, False, True, None]


def test_the_mean_of_a_topic_leaves_out_the_trial_itself_and_counts_every_trial_once() -> None:
    means = topic_means(
        [
            trial("a", 2.0, 4.0),
            trial("b", 1.0),
            trial("c", 9.0, topics=("calcium",)),
            trial("d", 7.0, control=True),
        ]
    )
    seen = measured(0.0)
    assert means.without("new", "exercise", seen) == pytest.approx(2.0)
    assert means.without("a", "exercise", seen) == pytest.approx(1.0)
    assert means.without("c", "calcium", seen) is None
    assert means.first_without("c", ("calcium", "exercise"), seen) == pytest.approx(2.0)
    assert means.without("new", "exercise", replace(seen, role="control")) == pytest.approx(7.0)
    assert means.without("new", "exercise", replace(seen, endpoint="bmd_total_hip")) is None


def test_a_foreign_folder_is_measured_against_the_shipped_trials() -> None:
    mine = trial("mine", 1.0)
    plain = shipped_topic_means().without("mine", "exercise", measured(1.0))
    assert plain is not None
    found = summarize([result(mine, 1.5)])["by_topic"]["exercise"]["bmd_percent"]
    assert found["skill_topic_mean"] == pytest.approx(1 - 0.25 / (plain - 1.0) ** 2)


def test_the_parts_of_the_summary() -> None:
    results = [
        result(trial("a", 2.0), 3.0),
        result(trial("b", 2.0, sex="female"), 2.0),
        result(trial("c", 2.0, week=26.0, topics=("exercise", "calcium")), 4.0),
    ]
    found = summarize(results)
    assert {name: found[name]["by_class"]["bmd_percent"]["n"] for name in ("men", "one_year", "men_one_year")} == {
        "men": 2, "one_year": 2, "men_one_year": 1,
    }  # fmt: skip
    assert found["by_class"]["bmd_percent"]["n"] == 3
    assert (found["by_site"]["lumbar_spine"]["n"], found["by_site"]["hip"]["n"]) == (3, 0)
    assert {topic: part["bmd_percent"]["n"] for topic, part in found["by_topic"].items()} == {
        "exercise": 3,
        "calcium": 1,
    }
    assert (found["trials"], found["rows"], found["scored"], found["not_scored"]) == (3, 3, 3, 0)


def test_the_answer_keeps_to_its_schema() -> None:
    plain = result(trial("a", 2.0), 3.0)
    whole = replace(plain, rows=(replace(plain.rows[0], lo90=2.0, hi90=4.0, predictive_sd=0.6),))
    answer = Validation("1", "made-up", (plain, whole)).to_json()
    Draft202012Validator(SCHEMAS["scores"]).validate(json.loads(json.dumps(answer, allow_nan=False)))
    first, second = (entry["rows"][0] for entry in answer["trials"])
    assert (first["lo90"], first["within_90"]) == (None, None)
    assert (second["lo90"], second["within_90"], second["standardized_error"]) == (
        2.0,
        True,
        pytest.approx(1 / 0.6),
    )


def test_arms_and_people_in_words() -> None:
    from osteotwin.evidence import load_trials
    from osteotwin.evidence.files.describe import describe_arm, describe_design, describe_people

    loaded = load_trials()
    trial = loaded.trial("burnettbowie2009_anastrozole")
    assert describe_arm(trial.arm("anastrozole")) == ("Anastrozole, 1 mg every day, weeks 0 to 52",)
    assert describe_arm(trial.arm("placebo")) == ("nothing added",)
    assert describe_people(trial).startswith("men, low or borderline testosterone")
    assert describe_design(trial) == "randomized trial over 52 weeks, 2 arms"
    for each in loaded.trials:
        words = [
            describe_design(each),
            describe_people(each),
            *(w for arm in each.arms for w in describe_arm(arm)),
        ]
        assert all(w and "None" not in w for w in words)


def test_an_absolute_contrast_of_a_file_reaches_the_answer_in_percent() -> None:
    arms = tuple(Arm(name, name == "b", 16, {"bmd_lumbar_spine_g_cm2": 1.0}) for name in "ab")
    seen = Contrast("a", "b", "bmd_lumbar_spine", 52.0, "absolute_difference", 0.02, "g/cm2")
    of = Trial("x", "X", "rct", "abstract", 52.0, ("exercise",), Population("male"), arms, (seen,))
    (row,) = result(of, 1.0).to_json()["rows"]
    assert (row["scale"], row["observed"], row["kind"]) == (
        "percent_difference",
        2.0,
        "absolute_difference",
    )


@pytest.mark.parametrize(
    ("scale", "no_change", "least"),
    [("percent_change", 0.0, 0.5), ("percent_difference", 0.0, 0.5), ("ratio_to_baseline", 1.0, 0.05)],
)
@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_effects_have_a_sign_from_half_a_percent_on_and_ratios_from_a_twentieth(
    scale: str, no_change: float, least: float, side: float
) -> None:
    def agreement(times: float, predicted: float) -> tuple[int, float | None]:
        one = row(
            no_change + side * times * least, no_change + side * predicted, scale=scale, no_change=no_change
        )
        found = statistics([(one, None)])
        return found["sign_n"], found["sign_agreement"]

    assert agreement(0.98, 1.0) == (0, None)
    assert agreement(1.02, 0.001) == (1, 1.0)
    assert agreement(1.02, -0.001) == agreement(1.02, 0.0) == (1, 0.0)


def test_levels_have_no_sign_and_contrasts_of_nothing_neither() -> None:
    level = row(40.0, 50.0, scale="absolute", no_change=20.0)
    assert statistics([(level, None), (row(2.0, 1.0, no_change=None), None)])["sign_n"] == 0
    assert statistics([(contrast(0.0, 1.0, 0.5), None)])["contrast_n"] == 0


@pytest.mark.parametrize(("standardized", "beyond"), [(1.99, 0), (2.0, 0), (2.01, 1), (-2.01, 1)])
def test_an_error_beyond_two_standard_deviations_is_counted(standardized: float, beyond: int) -> None:
    assert statistics([(replace(row(0.0, 1.0), standardized=standardized), None)])["beyond_2"] == beyond


def test_a_set_of_no_rows_has_no_share() -> None:
    found = statistics([(row(1.0, None), 2.0)])
    numbers = {name: value for name, value in found.items() if name == "n" or name.endswith("_n")}
    assert set(numbers.values()) == {0}
    assert {value for name, value in found.items() if name not in numbers} == {None, 0}
    assert {name for name, value in found.items() if value == 0 and name not in numbers} == {
        "too_wide",
        "beyond_2",
    }
