"""A trial in plain words, and as one line of a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.describe import (
    describe_arm,
    describe_design,
    describe_measured,
    describe_people,
)
from osteotwin.evidence.files.trial import (
    Arm,
    Contrast,
    DietGiven,
    DrugGiven,
    Observation,
    Population,
    TrainingGiven,
    Trial,
    UnloadingGiven,
    UnmodelledDrug,
)
from osteotwin.protocol.file_values import ONCE

ARM = Arm("a", False, 20, {})


def trial(*arms: Arm, **changes: Any) -> Trial:
    made = Trial(
        "t2020", "A trial.", "rct", "fulltext", 52.0, ("exercise",), Population("male"), arms or (ARM,)
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({}, "men"), ({"sex": "female"}, "women"), ({"sex": "mixed"}, "men and women"),
        ({"sex": "mixed", "percent_male": 37.5}, "men and women (37.5 % men)"), ({"age_mean": 66.5}, "66.5 years"),
        ({"age_min": 60.0, "age_max": 83.0}, "60 to 83 years"), ({"age_min": 60.0}, "60 years or older"),
        ({"age_max": 83.0}, "83 years or younger"), ({"age_mean": 66.0, "age_min": 60.0}, "66 years"),
        ({"sex": "female", "menopause": "post"}, "women after menopause"),
        ({"sex": "female", "menopause": "induced"}, "women in induced menopause"),
        ({"age_mean": 66.0, "condition": "low bone mass"}, "66 years, low bone mass"),
    ],
)  # fmt: skip
def test_who_took_part(who: dict[str, Any], said: str) -> None:
    found = describe_people(trial(population=replace(Population("male"), **who)))
    assert found == (said if said.startswith(("men", "women")) else f"men, {said}")


@pytest.mark.parametrize(
    ("design", "weeks", "arms", "said"),
    [
        ("rct", 52.0, 2, "randomized trial over 52 weeks, 2 arms"), ("cohort", 1.0, 1, "cohort over 1 week, 1 arm"),
        ("crossover", 2.0, 3, "crossover trial over 2 weeks, 3 arms"),
        ("single_arm", 0.5, 1, "uncontrolled trial over 0.5 weeks, 1 arm"),
        ("before_after", 260.0, 1, "comparison of before and after over 260 weeks, 1 arm"),
    ],
)  # fmt: skip
def test_how_it_was_arranged(design: str, weeks: float, arms: int, said: str) -> None:
    assert describe_design(trial(*[ARM] * arms, design=design, duration_weeks=weeks)) == said


HCG = UnmodelledDrug("hcg", "HCG", "not in the model", "1500 IU", 3.5, 0.0, 26.0)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ({}, "nothing added"),
        (
            {"drugs": (DrugGiven("anastrozole", "1 mg", 1.0, 1.0, 0.0, 52.0),)},
            "Anastrozole, 1 mg every day, weeks 0 to 52",
        ),
        ({"drugs": (DrugGiven("anastrozole"),)}, "Anastrozole, dose not given"),
        ({"drugs": (DrugGiven("zoledronate", "5 mg", 5.0, None, 0.0, 0.0),)}, "Zoledronate, 5 mg, once in week 0"),
        ({"drugs": (DrugGiven("zoledronate", "5 mg", 5.0, None, to_week=0.0),)}, "Zoledronate, 5 mg, once in week 0"),
        ({"drugs": (DrugGiven("letrozole", "2.5 mg", 2.5, 1.0, -26.0),)}, "Letrozole, 2.5 mg every day, from week −26"),
        (
            {"drugs": (DrugGiven("letrozole", "2.5 mg", 2.5, 1.0, None, 8.0),)},
            "Letrozole, 2.5 mg every day, until week 8",
        ),
        ({"unmodelled": (HCG,)}, "HCG, 1500 IU every 3.5 days, weeks 0 to 26"),
        ({"unmodelled": (replace(HCG, dose=None, every_days=None),)}, "HCG, dose not given, weeks 0 to 26"),
        ({"unmodelled": (replace(HCG, every_days=ONCE, to_week=0.0),)}, "HCG, 1500 IU once, once in week 0"),
        ({"training": (TrainingGiven("resistance_and_impact"),)}, "resistance and impact training"),
        (
            {"training": (TrainingGiven("resistance", ("back_squat", "log toss"), 2.0, 45.0, 5.0, 5.0, 85.0),)},
            "resistance training (Back squat, log toss), twice a week, 45 minutes each, 5 sets, 5 repetitions, "
            "85 % of the one-repetition maximum",
        ),
        (
            {"training": (TrainingGiven("impact", (), None, None, None, None, None, 40.0, 4.0, 80.0),)},
            "impact training, 40 impacts a session, peaks of 4 body weights, 80 % of the sessions done",
        ),
        ({"unloading": (UnloadingGiven(0.25, 0.0, 17.0),)}, "25 % of the habitual load on the skeleton, weeks 0 to 17"),
        ({"diet": (DietGiven(calcium_mg_per_day=900.0),)}, "900 mg calcium a day in the diet"),
        (
            {"diet": (DietGiven(None, 500.0, 800.0, vitamin_d_form="D2", to_week=26.0),)},
            "500 mg calcium a day as supplement, until week 26; 800 IU vitamin D2 a day, until week 26",
        ),
        ({"diet": (DietGiven(bolus_iu=100_000.0, bolus_every_days=7.0),)}, "100,000 IU vitamin D every week"),
        ({"diet": (DietGiven(bolus_iu=1e5, from_week=4.0, to_week=4.0),)}, "100,000 IU vitamin D, once in week 4"),
    ],
)  # fmt: skip
def test_what_an_arm_did(done: dict[str, Any], said: str) -> None:
    assert "; ".join(describe_arm(replace(ARM, **done))) == said


def test_what_was_measured_and_until_when() -> None:
    def seen(endpoint: str, week: float, measured: str = "") -> Observation:
        return Observation(endpoint, week, "percent_change", 1.0, "percent", measured=measured)

    first = replace(ARM, observations=(seen("ctx", 26.0), seen("ctx", 13.0), seen("estradiol", 0.0)))
    other = replace(ARM, id="b", observations=(seen("ctx", 52.0), seen("other", 4.0, "strength")))
    contrast = Contrast("a", "b", "bmd_total_hip", 104.0, "percent_difference", 1.0, "percent")
    said = describe_measured(trial(first, other, contrasts=(contrast,)))
    assert said == "bmd total hip (week 104), ctx (week 52), strength (week 4)"


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, "t2020. A trial"), ({"first_author": "Doe J"}, "Doe J et al. A trial"),
        ({"year": 2020}, "t2020 (2020). A trial"),
        ({"journal": "Bone", "doi": "10.1/x", "pmid": 7}, "t2020. A trial. Bone. doi:10.1/x"),
        ({"pmid": 7}, "t2020. A trial. PMID 7"),
        ({"read_as": "abstract"}, "t2020. A trial [read as abstract]"),
        ({"read_as": "secondary", "journal": "Bone"}, "t2020. A trial. Bone [read in a secondary source]"),
    ],
)  # fmt: skip
def test_a_trial_as_a_line(about: dict[str, Any], said: str) -> None:
    assert cite(trial(**about)) == said
