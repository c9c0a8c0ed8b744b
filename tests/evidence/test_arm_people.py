"""Who took part, where a file gives limits of age or the share of men: the arm's own keys come first."""

import pytest

from osteotwin.evidence import profile_from_arm, protocol_from_arm, read_arm
from osteotwin.evidence.arms.dispersion import age_sd
from osteotwin.evidence.files.trial import Arm, DietGiven, Population, Trial


def trial(population: Population, baseline: dict[str, float] | None = None, **more: object) -> Trial:
    arm = Arm("a", False, 20, baseline or {}, **more)  # type: ignore[arg-type]
    return Trial("t", "A trial", "rct", "abstract", 52.0, ("exercise",), population, (arm,))


# Keys of the population and of the arm, and the mean age.
AGES = [
    ({"age_min": 60.0, "age_max": 83.0}, {}, 71.5),
    ({"age_min": 60.0, "age_max": 83.0}, {"age_min": 20.0, "age_max": 34.0}, 27.0),
    ({"age_min": 65.0}, {}, 71.0),
    ({"age_max": 40.0}, {}, 32.0),
    ({"age_mean": 52.0, "age_min": 20.0, "age_max": 83.0}, {}, 52.0),
    ({"age_mean": 52.0}, {"age_min": 20.0, "age_max": 34.0}, 27.0),
    ({"age_mean": 52.0}, {"age_min": 20.0, "age_max": 80.0}, 52.0),
    ({"age_mean": 52.0}, {"age_mean": 24.0, "age_min": 20.0, "age_max": 34.0}, 24.0),
    ({"condition": "healthy, 70-79 years", "age_min": 60.0, "age_max": 83.0}, {}, 71.5),
    ({"condition": "healthy, 70-79 years"}, {}, 74.5),
]


@pytest.mark.parametrize(("population", "baseline", "age"), AGES)
def test_the_age_of_an_arm(population: dict[str, float], baseline: dict[str, float], age: float) -> None:
    found = trial(Population("male", **population), baseline)  # type: ignore[arg-type]
    profile, assumptions = profile_from_arm(read_arm(found, found.arms[0]))
    assert profile.age == pytest.approx(age)
    given = baseline.get("age_mean") == age or population.get("age_mean") == age
    assert any(a.field == "age" for a in assumptions) != given


def test_limits_of_age_say_how_far_people_differ() -> None:
    whole = trial(Population("male", age_min=60.0, age_max=83.0))
    arm = trial(Population("male", age_min=60.0, age_max=83.0), {"age_min": 20.0, "age_max": 34.0})
    assert age_sd(read_arm(whole, whole.arms[0]), 71.5) == pytest.approx(23 / 12**0.5)
    assert age_sd(read_arm(arm, arm.arms[0]), 27.0) == pytest.approx(14 / 12**0.5)


@pytest.mark.parametrize(("oldest", "growing"), [(16.0, True), (18.0, True), (30.0, False)])
def test_people_under_age_grow(oldest: float, growing: bool) -> None:
    found = trial(Population("male", age_min=12.0, age_max=oldest))
    assert read_arm(found, found.arms[0]).growing == growing


@pytest.mark.parametrize(
    ("population", "baseline", "share"),
    [(None, {}, 0.5), (20.0, {}, 0.2), (20.0, {"percent_male": 90.0}, 0.9)],
)
def test_the_share_of_men(population: float | None, baseline: dict[str, float], share: float) -> None:
    found = trial(Population("mixed", percent_male=population), baseline)
    shares = {one.sex: one.share for one in read_arm(found, found.arms[0]).sexes}
    assert shares == pytest.approx({"male": share, "female": 1 - share})


@pytest.mark.parametrize(
    ("diet", "assumed"),
    [
        (DietGiven(vitamin_d_iu_per_day=800.0, vitamin_d_form="D2"), True),
        (DietGiven(bolus_iu=50_000.0, bolus_every_days=30.0, vitamin_d_form="D2"), True),
        (DietGiven(vitamin_d_iu_per_day=800.0, vitamin_d_form="D3"), False),
        (DietGiven(vitamin_d_iu_per_day=800.0), False),
        (DietGiven(calcium_mg_per_day=800.0, vitamin_d_form="D2"), False),
    ],
)
def test_vitamin_d2_is_taken_as_d3_and_says_so(diet: DietGiven, assumed: bool) -> None:
    found = trial(Population("male"), diet=(diet,))
    plan = protocol_from_arm(read_arm(found, found.arms[0]))
    assert any(a.field == "diet[0].vitamin_d_form" for a in plan.assumptions) == assumed
