"""Laws of the virtual population of a trial arm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from osteotwin.cohort.cohort import NUMBERS
from osteotwin.cohort.profile import SITES, Profile
from osteotwin.evidence import load_trials, profile_from_arm, read_arm
from osteotwin.evidence.arms.baseline import gives_estradiol
from osteotwin.evidence.arms.dispersion import between_person_sd
from osteotwin.evidence.arms.population import arm_population
from osteotwin.evidence.files.trial import Arm, Dispersion, Observation, Population, Trial

LOADED = load_trials()
PEOPLE = 64


def trial(condition: str = "healthy", sex: str = "male", n: float | None = 50, **population: object) -> Trial:
    arms = (
        Arm("drug", False, n, {"testosterone_ng_dl": 400.0, "bmd_total_hip_g_cm2": 0.95}),
        Arm("placebo", True, n, {"testosterone_ng_dl": 400.0, "bmd_total_hip_g_cm2": 0.99}),
    )
    who = replace(Population(sex, condition, age_mean=65.0, age_sd=6.0), **population)  # type: ignore[arg-type]
    return Trial("t", "A trial", "rct", "abstract", 52.0, ("exercise",), who, arms)


def mean_of(found: Trial, arm: Arm, sex: str | None = None) -> Profile:
    return replace(profile_from_arm(read_arm(found, arm), sex)[0], spread={})


def sd_of(found: Trial, arm: Arm, sex: str | None = None) -> dict[str, float]:
    return between_person_sd(read_arm(found, arm), mean_of(found, arm, sex))


def population_of(
    found: Trial, arm: Arm, people: int, seed: int, sex: str | None = None
) -> tuple[Profile, ...]:
    mean, sd = mean_of(found, arm, sex), sd_of(found, arm, sex)
    return arm_population(mean, sd, people, seed, keep_estradiol=gives_estradiol(found))


def column(people: tuple[Profile, ...], read: Callable[[Profile], float]) -> np.ndarray:
    return np.array([read(one) for one in people])


@pytest.mark.parametrize("found", LOADED.trials, ids=lambda t: t.id)
def test_means_are_those_of_the_mean_person(found: Trial) -> None:
    arm = found.arms[0]
    for sex in (one.sex for one in read_arm(found, arm).sexes):
        mean = mean_of(found, arm, sex)
        people = population_of(found, arm, 16, 1, sex)
        for name in NUMBERS:
            if sex == "female" and name == "estradiol_pg_ml":
                continue  # follows each woman's own years since the last period
            values = column(people, lambda p, name=name: getattr(p, name))
            assert values.mean() == pytest.approx(getattr(mean, name), rel=1e-9)
            assert (values > 0).all()
        for site in SITES:
            assert column(people, lambda p, site=site: p.bmd[site]).mean() == pytest.approx(mean.bmd[site])
        if mean.menopause_age is not None:
            assert column(people, lambda p: p.menopause_age or 0.0).mean() == pytest.approx(
                mean.menopause_age
            )


def test_the_standard_deviation_is_the_published_one() -> None:
    found = trial()
    people = population_of(found, found.arms[0], 256, 1)
    assert column(people, lambda p: p.age).std() == pytest.approx(6.0, rel=0.01)
    wanted = sd_of(found, found.arms[0])
    for name in ("testosterone_ng_dl", "weight_kg", "height_cm", "estradiol_pg_ml", "vitamin_d_25ohd_ng_ml"):
        sd = column(people, lambda p, name=name: getattr(p, name)).std()
        assert sd == pytest.approx(wanted[name], rel=0.12), name
    hip, spine = (column(people, lambda p, site=site: p.bmd[site]) for site in ("total_hip", "lumbar_spine"))
    assert np.corrcoef(hip, spine)[0, 1] == pytest.approx(0.65, abs=0.1)


def test_a_standard_deviation_at_week_0_counts() -> None:
    found = trial()
    row = Observation("bmd_total_hip", 0, "absolute", 0.95, "g/cm2", Dispersion("se", (0.005,)), n=100)
    arm = replace(found.arms[0], observations=(row,))
    found = replace(found, arms=(arm, found.arms[1]))
    hip = column(population_of(found, arm, 256, 1), lambda p: p.bmd["total_hip"])
    assert hip.std() == pytest.approx(0.05, rel=0.05)


def test_limits_of_entry_keep_people_alike() -> None:
    def field_sd(found: Trial, field: str) -> float:
        arm = replace(found.arms[0], baseline={})
        return sd_of(found, arm)[field]

    free, low_t = (
        field_sd(trial(), "testosterone_ng_dl"),
        field_sd(trial("testosterone below 350 ng/dl"), "testosterone_ng_dl"),
    )
    assert 0 < low_t < 0.8 * free
    assert field_sd(trial("T-score below -2.5"), "bmd_lumbar_spine") < 0.7 * field_sd(
        trial(), "bmd_lumbar_spine"
    )
    assert field_sd(trial("men aged 60-70", age_sd=None), "age") == pytest.approx(10 / 12**0.5)


def test_the_same_seed_gives_the_same_people_in_every_arm() -> None:
    found = trial()
    drug, placebo = (population_of(found, arm, PEOPLE, 3) for arm in found.arms)
    assert drug == population_of(found, found.arms[0], PEOPLE, 3)
    assert drug != population_of(found, found.arms[0], PEOPLE, 4)
    for one, other in zip(drug, placebo, strict=True):
        assert (one.age, one.weight_kg, one.testosterone_ng_dl) == (
            other.age,
            other.weight_kg,
            other.testosterone_ng_dl,
        )
    hips = [column(people, lambda p: p.bmd["total_hip"]) for people in (drug, placebo)]
    assert (np.argsort(hips[0]) == np.argsort(hips[1])).all()


@pytest.mark.parametrize("people", [2, 3, 7, 100])
def test_any_number_of_people(people: int) -> None:
    found = trial()
    drawn = population_of(found, found.arms[0], people, 1)
    assert len(drawn) == people
    assert column(drawn, lambda p: p.age).mean() == pytest.approx(65.0)
    assert all(one.spread == {} for one in drawn)


def test_one_person_is_the_mean_person() -> None:
    found = trial()
    (one,) = population_of(found, found.arms[0], 1, 5)
    assert one == mean_of(found, found.arms[0])
    with pytest.raises(ValueError, match="at least 1"):
        population_of(found, found.arms[0], 0, 5)


def test_a_single_case_does_not_differ_from_himself() -> None:
    found = trial(n=1)
    assert len(set(map(repr, population_of(found, found.arms[0], 8, 1)))) == 1


@pytest.mark.parametrize(("state", "side"), [("post", 1), ("pre", -1)])
def test_women_stay_on_their_side_of_the_menopause(state: str, side: int) -> None:
    found = trial(sex="female", menopause=state, age_mean=58.0 if state == "post" else 38.0)
    people = population_of(found, found.arms[0], PEOPLE, 1)
    years = column(people, lambda p: p.age - (p.menopause_age or 0.0))
    assert (side * years > 0).all()
    estradiol = column(people, lambda p: p.estradiol_pg_ml)
    assert (estradiol < 40).all() if state == "post" else (estradiol > 20).all()
