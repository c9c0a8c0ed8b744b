"""How long and until when something had been taken, in any words and units, and whose course a trial means."""

from __future__ import annotations

import pytest

from osteotwin.evidence import read_arm
from osteotwin.evidence.files.trial import Arm, DrugGiven, Population, Trial

WEEKS_PER_YEAR = 365.25 / 7
BESIDE = (DrugGiven("zoledronate", "5 mg", 5.0, 365.0, 0.0, 52.0),)
ADT = (DrugGiven("gnrh_agonist", from_week=0.0, to_week=52.0),)


def trial(
    condition: str, *arms: tuple[DrugGiven, ...], arm: str = "a", weeks: float = 52.0, title: str = "A trial"
) -> Trial:
    made = tuple(Arm(f"{arm}{k or ''}", False, 20, {}, drugs=drugs) for k, drugs in enumerate(arms))
    return Trial("t", title, "rct", "abstract", weeks, ("exercise",), Population("male", condition), made)


def weeks_before(found: Trial, drug: str) -> float:
    courses = [one for one in read_arm(found, found.arms[0]).drugs if one.name == drug]
    return -min((one.from_week or 0.0 for one in courses), default=0.0)


@pytest.mark.parametrize(
    ("length", "weeks"),
    [
        ("14 days", 2.0), ("3 weeks", 3.0), ("a week", 1.0), ("one month", WEEKS_PER_YEAR / 12),
        ("6 months", WEEKS_PER_YEAR / 2),
        ("twelve months", WEEKS_PER_YEAR), ("a year", WEEKS_PER_YEAR), ("2 years", 2 * WEEKS_PER_YEAR),
        ("two years", 2 * WEEKS_PER_YEAR), ("2-4 years", 3 * WEEKS_PER_YEAR),
        ("two to three years", 2.5 * WEEKS_PER_YEAR),
        ("half a year", 0.5 * WEEKS_PER_YEAR), ("1.5 years", 1.5 * WEEKS_PER_YEAR),
        ("nine months", 0.75 * WEEKS_PER_YEAR),
    ],
)  # fmt: skip
def test_a_length_in_any_words_and_units(length: str, weeks: float) -> None:
    after = trial(f"breast cancer, after {length} of tamoxifen", BESIDE)
    assert weeks_before(after, "tamoxifen") == pytest.approx(weeks, rel=1e-3)
    running = trial(f"prostate cancer, on androgen deprivation for {length}", ADT)
    assert weeks_before(running, "gnrh_agonist") == pytest.approx(weeks, rel=1e-3)


@pytest.mark.parametrize(
    ("arm", "weeks"),
    [
        ("lt1_placebo", 0.5 * WEEKS_PER_YEAR), ("under 3", 1.5 * WEEKS_PER_YEAR), ("short_zol", 26.0),
        ("acute_adt", 26.0),
        ("new", 26.0), ("placebo", 78.0), ("long", 78.0),
    ],
)  # fmt: skip
def test_an_arms_own_name_tells_how_long(arm: str, weeks: float) -> None:
    found = trial("prostate cancer, already on androgen deprivation", ADT, arm=arm)
    assert weeks_before(found, "gnrh_agonist") == pytest.approx(weeks, rel=1e-3)


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [
        (0.0, 26.0, True),
        (None, 26.0, True),
        (4.0, 26.0, True),
        (0.0, 52.0, False),
        (0.0, None, False),
        (-26.0, 26.0, False),
    ],
)
def test_a_course_that_another_arm_ends_within_the_trial_is_the_one_that_is_meant(
    first: float | None, last: float | None, within: bool
) -> None:
    other = (DrugGiven("denosumab", "60 mg", 60.0, 182.0, first, last),)
    found = trial("osteoporosis, switched from denosumab", BESIDE, other)
    assert (weeks_before(found, "denosumab") == 0.0) is within


@pytest.mark.parametrize(
    ("weeks", "own"), [(52.0, True), (48.0, True), (57.0, True), (40.0, False), (104.0, False)]
)
def test_a_length_near_the_trials_own_in_its_title_is_its_own_course(weeks: float, own: bool) -> None:
    found = trial("prostate cancer", ADT, title="Bone in the first year of androgen deprivation", weeks=weeks)
    assert (weeks_before(found, "gnrh_agonist") == 0.0) is own


@pytest.mark.parametrize("first", [-26.0, -1.0])
def test_the_files_own_weeks_come_before_its_words(first: float) -> None:
    given = (DrugGiven("gnrh_agonist", from_week=first, to_week=52.0),)
    found = trial("prostate cancer, on androgen deprivation for 3 years", given)
    assert weeks_before(found, "gnrh_agonist") == -first
    assert read_arm(found, found.arms[0]).prior_treatment == ()


def test_what_was_taken_before_stands_in_for_its_class() -> None:
    found = trial("switched from an oral bisphosphonate", BESIDE)
    reading = read_arm(found, found.arms[0])
    assert [(one.name, one.from_week, one.to_week) for one in reading.drugs] == [
        ("alendronate", -104.0, 0.0), ("zoledronate", 0.0, 52.0),
    ]  # fmt: skip
    assert [one.field for one in reading.prior_treatment] == ["alendronate.from"]
    gone_on = trial("prostate cancer on androgen deprivation", BESIDE)
    (first, _) = read_arm(gone_on, gone_on.arms[0]).drugs
    assert (first.name, first.from_week, first.to_week) == ("gnrh_agonist", -78.0, 52.0)
