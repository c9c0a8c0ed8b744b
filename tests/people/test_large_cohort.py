"""A cohort is the twin's people, as many as the disk holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.cohort.sampling import sample_people
from osteotwin.engine.ensemble.cohort_store import open_store
from osteotwin.errors import InputError, SimulationError
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import Streams, draw
from osteotwin.people.cohort_source import CohortSource
from osteotwin.people.large_cohort import (
    BMD_ENDPOINTS,
    open_cohort,
    reference_profile,
    simulate_cohort,
)
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.progress import Progress
from osteotwin.protocol.interventions import DrugCourse, Protocol

DRUG = Protocol((DrugCourse("letrozole", 2.5, 1),))
PLANS = {"letrozole": DRUG, "nothing": Protocol()}
KEPT = (*BMD_ENDPOINTS, "ctx")


@pytest.fixture(scope="module")
def person() -> ot.Person:
    return ot.read_person(ot.demo_path())


@pytest.mark.slow
def test_its_people_are_the_twins(person: ot.Person, tmp_path: Path) -> None:
    """Bit for bit, whatever the blocks: the cohort of a person of whom nothing was measured is a larger twin."""
    person = replace(person, measurements=())
    plans = {"plan": person.plan, "nothing": Protocol()}
    cohort = simulate_cohort(person, plans, 40, out=tmp_path, years=2, endpoints=KEPT, block=7)
    twin = ot.Twin.from_person(person, 25)
    assert cohort.bmd.dims == ("person", "plan", "site", "day")
    for plan, outputs in twin.simulate_all(plans, cohort.day.values).items():
        mine = outputs.to_dataset()
        for name in ("bmd", "ctx"):
            theirs = cohort[name].sel(plan=plan)
            assert np.array_equal(
                theirs.values[:25],
                mine[name].sel(site=cohort.site).values if name == "bmd" else mine[name].values,
            )
            assert (theirs.dims, theirs.attrs) == (mine[name].dims, mine[name].attrs)
    assert np.all(cohort.status.values == 0)
    assert cohort.attrs["complete"] == 1
    assert cohort.attrs["seed"] == 1
    assert cohort.attrs["parameter_set"] == ot.parameters_in_use().name


@pytest.mark.slow
def test_its_people_start_where_the_measurements_say(person: ot.Person, tmp_path: Path) -> None:
    cohort = simulate_cohort(person, DRUG, 200, out=tmp_path, years=1)
    twin = ot.Twin.from_person(person)
    assert twin.profile != profile_from_person(person)[0]
    for site in ("lumbar_spine", "total_hip", "femoral_neck"):
        found = cohort.bmd.sel(site=site).isel(plan=0, day=0).values
        assert np.median(found) == pytest.approx(twin.profile.bmd[site], rel=0.01)
        assert np.std(found) == pytest.approx(twin.profile.sd[f"bmd_{site}"], rel=0.3)


def test_people_do_not_depend_on_the_block_in_which_they_are_asked_for(person: ot.Person) -> None:
    """Across the border of a stream of random numbers too."""
    profile = profile_from_person(person)[0]
    source = CohortSource(profile, PLANS, (0.0, 365.0), KEPT, 5, starting_values(), ENSEMBLE_ENGINE)
    together = source.simulate(4090, 4102)
    for start, stop in ((4090, 4096), (4095, 4097), (4101, 4102)):
        block = source.with_threads(1).simulate(start, stop)
        rows = slice(start - 4090, stop - 4090)
        for name in ("bmd", "ctx"):
            assert np.array_equal(block.values[name], together.values[name][rows]), (name, start)


def test_draws_of_a_part_are_the_draws_of_the_whole(person: ot.Person) -> None:
    whole = draw(starting_values(), 8200, 3)
    assert np.array_equal(draw(starting_values(), 4110, 3, first=4090).values, whole.values[4090:8200])
    profile = profile_from_person(person)[0]
    everybody, part = sample_people(profile, Streams(4100, 3)), sample_people(profile, Streams(10, 3, 4090))
    for name, values in part.fields.items():
        assert np.array_equal(values, everybody.fields[name][4090:]), name


def test_progress_counts_people(person: ot.Person) -> None:
    profile = profile_from_person(person)[0]
    source = CohortSource(profile, PLANS, (0.0, 365.0), KEPT, 5, starting_values(), ENSEMBLE_ENGINE)
    seen: list[Progress] = []
    source.simulate(0, 64, seen.append)
    fractions = [now.fraction for now in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_cohort_of_the_reference_population(tmp_path: Path) -> None:
    man = reference_profile("male", 70.0)
    cohort = simulate_cohort(man, DRUG, 200, out=tmp_path, years=1)
    hip = cohort.bmd.sel(site="total_hip").isel(plan=0, day=0).values
    assert np.mean(hip) == pytest.approx(man.bmd["total_hip"], rel=0.05)
    assert np.std(hip) == pytest.approx(man.sd["bmd_total_hip"], rel=0.2)
    woman = reference_profile("female", 70.0)
    assert woman.menopause_age is not None
    assert woman.bmd["total_hip"] < man.bmd["total_hip"]


def test_without_differences_between_people_only_the_model_is_uncertain(tmp_path: Path) -> None:
    cohort = simulate_cohort(reference_profile(), DRUG, 20, out=tmp_path, years=1, between_people=False)
    hip = cohort.bmd.sel(site="total_hip").isel(plan=0).values
    assert np.ptp(hip[:, 0]) < 1e-12
    assert np.ptp(hip[:, -1]) > 1e-4


def test_whoever_has_no_steady_state_is_named(tmp_path: Path) -> None:
    from dataclasses import replace

    broken = replace(reference_profile(), calcium_mg_per_day=float("nan"), sd={})
    cohort = simulate_cohort(broken, PLANS, 3, out=tmp_path, years=1)
    assert cohort.failed_person.values.tolist() == [0, 1, 2]
    assert all("no steady state to start from" in str(why) for why in cohort.reason.values)
    assert np.all(np.isnan(cohort.bmd.values))


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        simulate_cohort(
            reference_profile(), DRUG, 0, out=tmp_path / "no", years=-1, seed=-3, endpoints=("bmd_hip",)
        )
    assert [problem.field for problem in raised.value.problems] == ["people", "seed", "days", "endpoints"]
    assert "bmd_" in raised.value.problems[3].fix
    assert not (tmp_path / "no").exists()


def test_no_plan_and_nothing_to_keep(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        simulate_cohort(reference_profile(), {}, 5, out=tmp_path / "no", endpoints=())
    assert [problem.field for problem in raised.value.problems] == ["plan", "endpoints"]


def test_numbers_may_come_from_numpy(tmp_path: Path) -> None:
    cohort = simulate_cohort(reference_profile(), DRUG, np.int64(3), seed=np.int64(4), years=1, out=tmp_path)  # type: ignore[arg-type]
    assert (cohort.attrs["people_done"], cohort.attrs["seed"]) == (3, 4)


@pytest.mark.parametrize("people", [-1, 2.5, True, None])
def test_people_are_counted_in_whole_numbers(people: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cohort: people: .* is not valid"):
        simulate_cohort(reference_profile(), DRUG, people, out=tmp_path / "no")  # type: ignore[arg-type]


@pytest.mark.parametrize("days", [[], [3.0, 2.0], [0.0, float("nan")], [-5.0, -1.0]])
def test_days_that_cannot_be(days: list[float], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cohort: days: .*; expected"):
        simulate_cohort(reference_profile(), DRUG, 5, out=tmp_path / "no", days=np.array(days))


def test_too_small_a_disk_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(SimulationError, match=r"may take .* are free .* ask for at most"):
        simulate_cohort(reference_profile(), DRUG, 10**12, out=tmp_path / "no")
    assert not (tmp_path / "no").exists()


def test_another_plan_is_another_cohort(tmp_path: Path) -> None:
    simulate_cohort(reference_profile(), DRUG, 8, out=tmp_path, years=1)
    with pytest.raises(SimulationError, match="differs in plans;"):
        simulate_cohort(reference_profile(), Protocol(), 8, out=tmp_path, years=1)
    with pytest.raises(SimulationError, match="holds no cohort"):
        open_cohort(tmp_path / "blocks")


SCRIPT = """
    import sys
    from osteotwin.people.large_cohort import reference_profile, simulate_cohort
    from osteotwin.protocol.interventions import DrugCourse, Protocol
    simulate_cohort(
        reference_profile(), Protocol((DrugCourse("letrozole", 2.5, 1),)), int(sys.argv[2]), out=sys.argv[1], years=1,
        block=64,
    )
"""


def listen() -> None:
    """A process started in the background would inherit deafness to Control-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send to one process")
def test_interrupted_it_says_so_and_goes_on_later(tmp_path: Path) -> None:
    """Control-C while blocks are at work: no hang, no half block, and the same call finishes the cohort."""
    people = 20_000  # far more than are done before the signal comes
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), str(tmp_path), str(people)],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen,
    )
    while not list(tmp_path.glob("blocks/*.json")):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "KeyboardInterrupt" in errors
    cohort = open_cohort(tmp_path)
    done = cohort.attrs["people_done"]
    assert cohort.attrs["complete"] == 0
    assert 0 < done < people
    store = open_store(tmp_path)
    left = {start for start, _ in store.missing()}
    undisturbed = simulate_cohort(reference_profile(), DRUG, 128, out=tmp_path / "again", years=1, block=128)
    for start in {0, 64} - left:
        rows = slice(start, start + 64)
        assert np.array_equal(cohort.bmd.values[rows], undisturbed.bmd.values[rows])
