"""Bone and scan: what is in the beam and is no bone, and the errors of two scans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.sampling import sample_cohort
from osteotwin.cohort.scans import as_scanned
from osteotwin.cohort.simulation import run_plan
from osteotwin.engine.interface import Engine
from osteotwin.errors import InputError
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import DrugCourse, Protocol

YEAR = 365.25
DAYS = np.array([0.0, 1.0, 5.0]) * YEAR


@pytest.fixture(scope="module")
def outcome(people: Mapping[str, Profile], engine: Engine) -> dict[str, Outputs]:
    """The same few people under two plans, and without what differs between people under one."""
    plans = {"nothing": Protocol(), "drug": Protocol((DrugCourse("anastrozole", 1.0, 1.0),))}

    def of(between: bool, plan: str) -> Outputs:
        cohort = sample_cohort(people["man"], starting_values(), 6, 2, -1.0, engine, between_people=between)
        return run_plan(cohort, plans[plan], DAYS, engine)

    return {name: of(True, name) for name in plans} | {"alike": of(False, "nothing")}


@pytest.mark.parametrize("endpoint", ["bmd_lumbar_spine", "bmd_total_hip", "bmd_femoral_neck"])
def test_two_scans_err_by_the_precision_of_their_site(endpoint: str) -> None:
    change = np.full((20_000, 2), -4.0)
    found = as_scanned(change, endpoint, seed=1)
    cv = reference_population().noise[endpoint]
    assert found.std(axis=0) == pytest.approx(np.full(2, 96 * cv * np.sqrt(2)), rel=0.03)
    assert found.mean(axis=0) == pytest.approx(np.full(2, -4.0), abs=0.1)
    assert np.array_equal(found, as_scanned(change, endpoint, seed=1))
    assert not np.array_equal(found, as_scanned(change, endpoint, seed=2))


def test_between_plans_the_errors_of_scans_all_but_cancel(outcome: dict[str, Outputs]) -> None:
    apart = outcome["drug"].scan_change("total_hip") - outcome["nothing"].scan_change("total_hip")
    bone = outcome["drug"].bone_change("bmd_total_hip") - outcome["nothing"].bone_change("bmd_total_hip")
    assert apart == pytest.approx(bone, rel=0.1)


def test_a_scan_of_the_spine_hides_what_the_bone_loses(outcome: dict[str, Outputs]) -> None:
    plain = outcome["nothing"]
    scanned, bone = plain.percent_change("bmd_lumbar_spine"), plain.bone_change("bmd_lumbar_spine")
    assert np.all(scanned[:, 0] == bone[:, 0])
    assert np.all(np.diff(scanned - bone, axis=1) > 0)
    for endpoint in ("bmd_total_hip", "vbmd_spine_qct"):
        assert np.array_equal(plain.percent_change(endpoint), plain.bone_change(endpoint))


def test_the_bone_is_the_spine_of_a_body_without_degeneration(
    people: Mapping[str, Profile], engine: Engine
) -> None:
    cohort = sample_cohort(people["man"], starting_values(), 4, 2, -1.0, engine, between_people=False)
    column = cohort.parameters.names.index("spine_degenerative_gain")
    values = cohort.parameters.values.copy()
    values[:, column] = 0.0
    without = replace(cohort, parameters=replace(cohort.parameters, values=values))
    bone = run_plan(cohort, Protocol(), DAYS, engine).bone_change("bmd_lumbar_spine")
    assert bone == pytest.approx(
        run_plan(without, Protocol(), DAYS, engine).percent_change("bmd_lumbar_spine")
    )
    assert np.all(bone[:, 1:] != 0)


def test_the_balance_is_of_people_not_of_the_model(outcome: dict[str, Outputs]) -> None:
    alike, drawn = (outcome[name].bone_change("bmd_lumbar_spine")[:, -1] for name in ("alike", "nothing"))
    assert drawn.std() > 2 * alike.std()


def test_chances_are_of_the_bone(outcome: dict[str, Outputs]) -> None:
    plain = outcome["nothing"]
    lost = [plain.bone_change_at(f"bmd_{site}", 5) < 0 for site in ("lumbar_spine", "total_hip")]
    assert plain.probability_of_no_loss(5) == pytest.approx(np.mean(~(lost[0] | lost[1])))


def test_a_site_that_no_scan_reads_is_refused(outcome: dict[str, Outputs]) -> None:
    with pytest.raises(InputError, match="trabecular_spine"):
        outcome["nothing"].scan_change("trabecular_spine")
