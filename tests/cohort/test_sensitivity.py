"""Sensitivities of people: against differences of exact simulations from the start to the last day, and exact zeros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from tests.simulating import initialized, simulate

from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.local_sensitivity import Sensitivities, sensitivities
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import run_plan
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.tangent_engine import TangentEngine
from osteotwin.errors import ParameterError
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Draws, draw
from osteotwin.progress import Progress
from osteotwin.protocol.interventions import (
    DrugCourse,
    Protocol,
    Supplement,
    Training,
    Unloading,
)

SET = starting_values()
NAMES = SET.names
VALUES = np.array(list(SET.values().values()))
ORDER = list(OUTPUTS)
ENGINE = KernelEngine()
EXACT = KernelEngine("Rodas5P", relative_tolerance=1e-11, absolute_tolerance=1e-13)
DAYS = np.array([0.0, 30.0, 91.0, 182.0, 365.0, 730.0, 1095.0])
TREATED = Protocol(
    (
        DrugCourse("letrozole", 2.5, 1, from_day=0),
        DrugCourse("denosumab", 60, 182.6, from_day=90, until_day=800),
        Training("back_squat", 3, 24, 0.8, from_day=30),
        Supplement("vitamin_d", 50_000, 30, from_day=60),
    )
)
RESTING = Protocol(
    (Unloading(0.2, from_day=10, until_day=100), DrugCourse("romosozumab", 210, 30.4, from_day=200))
)

#: Parameters along the signal's way.
CHOSEN = (
    "letrozole_clearance", "aromatase_max_inhibition", "denosumab_absorption", "denosumab_target_clearance",
    "feedback_gain", "leydig_half_lh", "reference_estradiol", "estradiol_half_effect", "ageing",
    "load_force_exponent", "habitual_spine_force", "set_point_rate", "strain_mass_exponent",
    "gut_active_max", "vitamin_d_gain", "vitamin_d_rate", "pth_steepness", "reference_vitamin_d",
    "osteoclast_removal_rate", "rankl_load_exponent", "sclerostin_potency", "coupling_floor", "osteocyte_rate",
    "lumbar_spine_turnover", "primary_mineralization_rate", "young_mineral_share", "ntx_exponent",
)  # fmt: skip


def cohort_of(profile: Profile, values: np.ndarray = VALUES, day: float = -1.0) -> Cohort:
    return initialized(profile, Draws(NAMES, np.atleast_2d(values)), day=day, engine=ENGINE)


def differences(
    profile: Profile, plan: Protocol, parameters: tuple[str, ...], *, exact: bool = False, share: float = 3e-4
) -> np.ndarray:
    """Derivatives [n_parameter, n_endpoint, n_time] from four exact simulations each."""
    steps = share * np.array([abs(VALUES[NAMES.index(name)]) for name in parameters])
    rows: list[np.ndarray] = []
    for name, step in zip(parameters, steps, strict=True):
        for k in (-2, -1, 1, 2):
            rows.append(VALUES.copy())
            rows[-1][NAMES.index(name)] += k * step
    found = simulate(profile, plan, DAYS, Draws(NAMES, np.array(rows)), engine=EXACT, exact=exact)
    assert not found.failures
    v = found.table.reshape(len(parameters), 4, len(DAYS), len(ORDER))
    derivatives = (8 * (v[:, 2] - v[:, 1]) - (v[:, 3] - v[:, 0])) / (12 * steps[:, None, None])
    return derivatives.swapaxes(1, 2)


def largest_error(found: Sensitivities, derivatives: np.ndarray) -> np.ndarray:
    """Error of each parameter, against the largest derivative over time; derivatives that hardly are count as noise."""
    values = np.max(np.abs(found.values[0]), axis=1)
    noise = 1e-5 * values[None, :] / np.abs(found.parameter_values[0])[:, None]
    size = np.max(np.abs(derivatives), axis=2) + noise
    return np.max(np.abs(found.jacobian[0] - derivatives) / size[:, :, None], axis=(1, 2))


def by_parameter(found: Sensitivities) -> Mapping[str, np.ndarray]:
    return dict(zip(found.parameters, found.jacobian[0], strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("who", ["man", "hypogonadal man"])
def test_differences_agree_under_treatment(who: str, people: dict[str, Profile]) -> None:
    found = sensitivities(cohort_of(people[who]), TREATED, DAYS, CHOSEN)
    assert found.failures == {}
    errors = largest_error(found, differences(people[who], TREATED, CHOSEN))
    assert dict(zip(CHOSEN, errors, strict=True)) == pytest.approx(dict.fromkeys(CHOSEN, 0.0), abs=1e-4)


def test_differences_agree_in_rest_and_under_romosozumab(people: dict[str, Profile]) -> None:
    chosen = (
        "lumbar_spine_unloaded_load",
        "load_force_exponent", "romosozumab_clearance", "romosozumab_sclerostin_affinity", "sclerostin_rate",
        "accommodation", "opg_wnt_exponent",
    )  # fmt: skip
    found = sensitivities(cohort_of(people["man"]), RESTING, DAYS, chosen)
    errors = largest_error(found, differences(people["man"], RESTING, chosen))
    assert dict(zip(chosen, errors, strict=True)) == pytest.approx(dict.fromkeys(chosen, 0.0), abs=1e-4)
    assert all(np.max(np.abs(derivatives)) > 0 for derivatives in by_parameter(found).values())


@pytest.mark.slow
def test_differences_agree_in_women(people: dict[str, Profile]) -> None:
    chosen = (
        "menopause_width",
        "ovarian_estradiol",
        "postmenopausal_estradiol",
        "formation_ageing",
        "ageing",
    )
    for who in ("woman before menopause", "woman after menopause"):
        found = sensitivities(cohort_of(people[who]), TREATED, DAYS, chosen)
        # Formation ages so slowly that shorter differences are noise of the last digits.
        errors = largest_error(found, differences(people[who], TREATED, chosen, share=3e-3))
        assert dict(zip(chosen, errors, strict=True)) == pytest.approx(
            dict.fromkeys(chosen, 0.0), abs=1e-4
        ), who


def test_doses_one_by_one(people: dict[str, Profile]) -> None:
    """Two weeks of letrozole tablets, each as a dose."""
    plan = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=0, until_day=14),))
    chosen = ("letrozole_absorption", "letrozole_volume", "letrozole_clearance")
    found = sensitivities(cohort_of(people["man"]), plan, DAYS, chosen, exact=True)
    derivatives = differences(people["man"], plan, chosen, exact=True)
    assert largest_error(found, derivatives) == pytest.approx(np.zeros(3), abs=1e-4)


def test_a_parameter_that_only_matters_at_the_start(people: dict[str, Profile]) -> None:
    """The reference LH turns a measured LH into a set point; no equation asks for it later."""
    bone = tuple(name for name in ORDER if name.startswith("bmd") or name in ("estradiol", "testosterone"))
    who, places = people["hypogonadal man"], [ORDER.index(name) for name in bone]
    found = sensitivities(cohort_of(who), TREATED, DAYS, ("reference_lh",), endpoints=bone)
    derivatives = differences(who, TREATED, ("reference_lh",))[:, places]
    assert np.max(np.abs(derivatives)) > 1e-3
    assert largest_error(found, derivatives) == pytest.approx([0.0], abs=1e-4)


def test_what_cannot_matter_is_zero_to_the_last_bit(people: dict[str, Profile]) -> None:
    never = (
        "romosozumab_clearance", "romosozumab_sclerostin_affinity", "exemestane_volume", "teriparatide_wnt_gain",
        "bisphosphonate_release", "gnrh_suppression", "serm_bone_agonism", "ovarian_estradiol", "menopause_width",
        # Set from the person, whatever stood there:
        "weight", "age_at_start", "aromatase_capacity", "feedback_set_point", "vitamin_d_baseline",
    )  # fmt: skip
    found = sensitivities(cohort_of(people["man"]), TREATED, DAYS, never)
    assert {name for name, derivatives in by_parameter(found).items() if np.any(derivatives != 0.0)} == set()


def test_bone_density_is_anchored_on_day_zero(people: dict[str, Profile]) -> None:
    """Where everything is measured from, nothing can change it: neither a plan nor a parameter."""
    sites = ("bmd_lumbar_spine", "bmd_total_hip", "bmd_femoral_neck", "bmd_radius_33")
    days = np.array([-30.0, 0.0, 365.0])
    early = Protocol((DrugCourse("letrozole", 2.5, 1, from_day=-60),))
    people_then = cohort_of(people["man"], day=-61.0)
    found = sensitivities(
        people_then, early, days, ("estrogen_rankl_gain", "lumbar_spine_reference_bmd"), endpoints=sites
    )
    assert np.all(found.jacobian[:, :, :, 1] == 0.0)
    assert np.all(found.jacobian[0, 0, :, [0, 2]] != 0.0)
    assert found.values[0, :, 1] == pytest.approx(
        [people["man"].bmd[site.removeprefix("bmd_")] for site in sites]
    )
    assert found.jacobian[0, 1] == pytest.approx(np.zeros((4, 3)), abs=1e-12)  # its own cancels


def test_values_are_those_of_the_simulation(people: dict[str, Profile]) -> None:
    """Virtual people: the same numbers as without derivatives, each as if alone."""
    draws = draw(SET, 3, seed=4)
    cohort = cohort_of(people["man"], draws.values)
    found = sensitivities(
        cohort, TREATED, DAYS, ("pth_steepness", "osteoclast_removal_rate", "feedback_gain")
    )
    plain = run_plan(cohort, TREATED, DAYS, TangentEngine().engine).table
    assert found.values == pytest.approx(plain.swapaxes(1, 2), rel=1e-4, abs=1e-6)
    alone = sensitivities(
        cohort_of(people["man"], draws.values[1]), TREATED, DAYS, ("osteoclast_removal_rate",)
    )
    assert alone.jacobian[0, 0] == pytest.approx(found.jacobian[1, 1], rel=1e-8, abs=1e-12)
    assert found.parameter_values[1, 1] == draws.values[1, NAMES.index("osteoclast_removal_rate")]


def test_elasticities_are_percent_per_percent(people: dict[str, Profile]) -> None:
    found = sensitivities(
        cohort_of(people["man"]), TREATED, DAYS, ("reference_testosterone",), endpoints=("estradiol",)
    )
    by_hand = found.jacobian[0, 0, 0] * VALUES[NAMES.index("reference_testosterone")] / found.values[0, 0]
    assert found.elasticities[0, 0, 0] == pytest.approx(by_hand)
    labeled = found.to_dataset()
    assert labeled.elasticity.sel(
        parameter="reference_testosterone", endpoint="estradiol", day=365.0
    ).item() == (pytest.approx(by_hand[4]))


def test_a_body_that_cannot_be_leaves_the_others_alone(people: dict[str, Profile]) -> None:
    values = np.stack([VALUES] * 2)
    values[0, NAMES.index("pth_steepness")] = np.nan
    found = sensitivities(cohort_of(people["man"], values), TREATED, DAYS, ("osteocyte_rate",))
    alone = sensitivities(cohort_of(people["man"]), TREATED, DAYS, ("osteocyte_rate",))
    assert list(found.failures) == [0]
    assert np.all(np.isnan(found.jacobian[0]))
    assert np.array_equal(found.jacobian[1], alone.jacobian[0])


def test_a_start_without_a_derivative_is_said(people: dict[str, Profile]) -> None:
    """A man whose IGF-1 nothing makes or clears: it could rest anywhere."""
    values = VALUES.copy()
    values[NAMES.index("igf1_rate")] = 0.0
    found = sensitivities(cohort_of(people["man"], values), TREATED, DAYS, ("osteocyte_rate",))
    assert "no derivative" in found.failures[0]
    assert np.all(np.isnan(found.jacobian))


@pytest.mark.parametrize(
    ("parameters", "endpoints", "error", "what"),
    [
        (("pth_steepnes",), None, ParameterError, "'pth_steepness' is near"),
        (("pth_steepness", "pth_steepness"), None, ParameterError, "named twice"),
        ((), None, ParameterError, "at least one"),
        (("pth_steepness",), ("bmd_elbow",), ValueError, "bmd_elbow"),
    ],
)
def test_names_that_do_not_fit_are_refused(
    parameters: tuple[str, ...],
    endpoints: tuple[str, ...] | None,
    error: type[Exception],
    what: str,
    people: dict[str, Profile],
) -> None:
    with pytest.raises(error, match=what):
        sensitivities(cohort_of(people["man"]), TREATED, DAYS, parameters, endpoints=endpoints)


def test_progress_ends_with_all_people(people: dict[str, Profile]) -> None:
    seen: list[Progress] = []
    cohort = cohort_of(replace(people["man"], age=50.0), np.stack([VALUES] * 2))
    sensitivities(cohort, TREATED, DAYS, ("osteocyte_rate",), on_progress=seen.append)
    assert seen == [Progress(1.0)]
