"""The whole calibration on three small trials: the set it writes, the same again, and after an interruption."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.calibration import run
from osteotwin.calibration.calibrated import Calibrated
from osteotwin.calibration.prior import fitted_names, prior
from osteotwin.calibration.settings import Settings
from osteotwin.cohort.parameter_sets import load_parameters
from osteotwin.errors import SimulationError
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE, DRAWS_FILE, SET_FILE
from osteotwin.progress import Progress

TRIALS = ("burnettbowie2009_anastrozole", "wang2001_tgel", "jones1994_dubbo_men")
TINY = Settings(
    people=2, prior_samples=4, extra_starts=1, rounds=2, steps=2, training_rounds=2, training_points=6, chains=6,
    warm_up=6, draws_per_chain=8, kept_draws=12, hold_out_topics=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small trials."""
    found = tmp_path_factory.mktemp("trials")
    for name in TRIALS:
        shutil.copy(Path(str(files("osteotwin.evidence") / "trials")) / f"{name}.toml", found)
    return found


@pytest.fixture(autouse=True)
def small_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    make_small(monkeypatch)


def make_small(patch: pytest.MonkeyPatch) -> None:
    """Make the quick calibration a tiny one, and stretches of the chains short enough for several."""
    patch.setattr(run, "QUICK", TINY)
    patch.setattr("osteotwin.calibration.sampling._STRETCH", 4)


@dataclass(frozen=True)
class Done:
    calibrated: Calibrated
    report: dict[str, Any]
    lines: list[Progress]

    def bytes_of(self, name: str) -> bytes:
        return (self.calibrated.folder / name).read_bytes()

    @property
    def values(self) -> dict[str, float]:
        parameters = load_parameters(self.calibrated.folder).parameters
        return {name: parameters[name].value for name in fitted_names()}


def calibrated(out: Path, trials: Path, **options: Any) -> Done:
    lines: list[Progress] = []
    done, report = ot.calibrate(
        out,
        trials=trials,
        quick=True,
        **{"on_progress": lines.append, **options},
    )
    return Done(done, report, lines)


@pytest.fixture(scope="module")
def first(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One calibration, for all to look at."""
    with pytest.MonkeyPatch.context() as patch:
        make_small(patch)
        return calibrated(tmp_path_factory.mktemp("first"), folder)


def same(one: Done, two: Done) -> bool:
    return (
        one.bytes_of(DRAWS_FILE) == two.bytes_of(DRAWS_FILE)
        and one.bytes_of(CROSS_VALIDATION_FILE) == two.bytes_of(CROSS_VALIDATION_FILE)
        and one.values == two.values
    )


@pytest.mark.slow
def test_the_set_is_whole_and_says_how_it_came_about(first: Done, folder: Path) -> None:
    assert sorted(path.name for path in first.calibrated.folder.iterdir()) == sorted(
        (CROSS_VALIDATION_FILE, DRAWS_FILE, SET_FILE)
    )
    chosen = load_parameters(first.calibrated.folder)
    assert chosen.name == "calibrated-2"
    assert chosen.posterior is not None
    posterior = chosen.posterior
    assert posterior.names == fitted_names()
    assert posterior.draws.shape == (TINY.kept_draws, len(fitted_names()))
    assert posterior.model_version == MODEL_VERSION
    assert posterior.record["seed"] == 1
    assert posterior.record["command"] == f"osteotwin calibrate --seed 1 --trials {folder.name} --quick"
    assert (posterior.record["trials"], posterior.record["observations"]) == (3, 12)
    assert set(posterior.identifiability) == set(fitted_names())
    believed = prior()
    assert first.values == pytest.approx(
        dict(zip(fitted_names(), believed.values(first.calibrated.fit.top.x), strict=True))
    )
    assert {p.evidence_level for n, p in chosen.parameters.items() if n in fitted_names()} == {"our_fit"}


@pytest.mark.slow
def test_the_fit_is_better_than_the_center(first: Done) -> None:
    fit = first.calibrated.fit
    targets = fit.problem.observations
    center = fit.problem.predict(np.zeros((1, len(prior()))))[0]
    before, after = (
        np.abs(fit.whitening.matrix @ (p - targets.observed)) for p in (center, fit.top.predicted)
    )
    assert (after**2).sum() < 0.9 * (before**2).sum()


@pytest.mark.slow
def test_a_validation_uses_the_set(first: Done, folder: Path) -> None:
    chosen = load_parameters(first.calibrated.folder)
    found = ot.validate(folder, parameters=chosen)
    plain = ot.validate(folder)
    assert found.parameter_set == "calibrated-2"
    assert len(found.rows) == len(plain.rows) == 12
    for row, other in zip(found.rows, plain.rows, strict=True):
        assert row.lo90 is not None
        assert row.hi90 is not None
        assert row.predicted is not None
        assert row.lo90 < row.predicted < row.hi90
        assert row.predicted != other.predicted
    json.dumps(found.to_json(), allow_nan=False)


@pytest.mark.slow
def test_the_same_call_gives_the_same_set_and_another_seed_another(
    first: Done, folder: Path, tmp_path: Path
) -> None:
    again = calibrated(tmp_path / "again", folder)
    assert same(first, again)
    assert again.lines == first.lines
    other = calibrated(tmp_path / "other", folder, seed=2, name="mine")
    assert other.calibrated.folder == tmp_path / "other" / "mine"
    assert first.bytes_of(DRAWS_FILE) != other.bytes_of(DRAWS_FILE)


def optimizes(now: Progress) -> bool:
    """Whether the posterior is being maximized on all trials."""
    return now.stage.startswith(("best of", "maximizing the posterior"))


def stop_at(start: str, fraction: float = 0.0) -> Callable[[Progress], None]:
    def on_progress(now: Progress) -> None:
        if now.stage.startswith(start) and now.fraction >= fraction:
            raise KeyboardInterrupt

    return on_progress


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "fraction"), [("holding out each trial", 0.0), ("sampling the posterior", 0.8)]
)
def test_an_interrupted_one_goes_on_and_gives_the_same(
    first: Done, folder: Path, tmp_path: Path, start: str, fraction: float
) -> None:
    with pytest.raises(KeyboardInterrupt):
        calibrated(tmp_path, folder, on_progress=stop_at(start, fraction))
    assert not (tmp_path / "calibrated-2").exists()
    done = calibrated(tmp_path, folder)
    assert same(first, done)
    # The search was not done again: no line comes from its rounds.
    assert not any(optimizes(now) for now in done.lines)
    assert any(optimizes(now) for now in first.lines)
    sampled = [now for now in done.lines if now.stage == "sampling the posterior"]
    assert len(sampled) == (
        TINY.warm_up + TINY.draws_per_chain if fraction == 0.0 else 8
    )  # what was left of it


@pytest.mark.slow
def test_a_finished_one_is_written_again_from_its_stages(first: Done, folder: Path) -> None:
    out = first.calibrated.folder.parent
    done = calibrated(out, folder)
    assert same(first, done)
    assert not any(now.stage == "sampling the posterior" for now in done.lines)
    assert done.calibrated.seconds == first.calibrated.seconds


@pytest.mark.slow
def test_other_trials_do_not_take_up_the_stages(first: Done, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(first.calibrated.folder.parent, tmp_path / "out")
    fewer = tmp_path / "fewer"
    shutil.copytree(folder, fewer)
    (fewer / f"{TRIALS[2]}.toml").unlink()
    done = calibrated(tmp_path / "out", fewer)
    assert any(optimizes(now) for now in done.lines)
    kept = tmp_path / "out" / ".calibrated-2-stages"
    assert done.lines[0] == Progress(0.0, f"starting anew: the stages kept in {kept} differ in trials")
    assert not any(now.stage.startswith("starting anew") for now in first.lines)
    assert load_parameters(done.calibrated.folder).posterior.record["trials"] == 2  # type: ignore[union-attr]


@pytest.mark.slow
def test_changed_code_does_not_take_up_the_stages(
    first: Done, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(first.calibrated.folder.parent, tmp_path / "out")
    monkeypatch.setattr("osteotwin.calibration.inputs.source_digest", lambda: "other")
    done = calibrated(tmp_path / "out", folder)
    assert done.lines[0].stage.endswith("differ in code")
    assert any(optimizes(now) for now in done.lines)
    assert same(first, done)
    # The stages of the code before are still there.
    monkeypatch.undo()
    make_small(monkeypatch)
    again = calibrated(tmp_path / "out", folder)
    assert not any(now.stage.startswith("starting anew") or optimizes(now) for now in again.lines)


@pytest.mark.slow
def test_progress_never_falls_and_ends_with_the_work(first: Done) -> None:
    fractions = [now.fraction for now in first.lines]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    stages = [now.stage for now in first.lines]
    assert stages.count("sampling the posterior") == TINY.warm_up + TINY.draws_per_chain
    assert stages.count("training the surrogate") == TINY.training_rounds
    assert {"holding out each trial", "estimating discrepancies", "holding out whole topics"} <= set(stages)


# ---------------------------------------------------------------- the report of fit and cross-validation


def plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in (str, bool, int) or (type(value) is float and math.isfinite(value))


@pytest.mark.slow
def test_the_report_is_plain_finite_values_and_on_disk(first: Done) -> None:
    assert plain(first.report)
    written = json.loads(first.bytes_of(CROSS_VALIDATION_FILE))
    assert written == first.report
    assert b"NaN" not in first.bytes_of(CROSS_VALIDATION_FILE)


@pytest.mark.slow
def test_every_row_has_what_the_fit_and_what_an_unseeing_fit_predicts(first: Done) -> None:
    rows = first.report["rows"]
    assert [row["trial"] for row in rows] == [TRIALS[0]] * 9 + [TRIALS[2]] + [TRIALS[1]] * 2
    by_place = first.calibrated.fit.problem.observations
    for k, row in enumerate(rows):
        for part in ("fit", "left_out"):
            assert row[part]["lo90"] < row[part]["predicted"] < row[part]["hi90"]
            assert row[part]["standardized_error"] is not None
        seen = float(by_place.from_scale(first.calibrated.fit.top.predicted)[k])
        assert row["fit"]["predicted"] == pytest.approx(seen, rel=1e-4)
        assert row["fit"]["predicted"] != row["left_out"]["predicted"]
        assert row["left_out"]["hi90"] - row["left_out"]["lo90"] > row["fit"]["hi90"] - row["fit"]["lo90"]
    assert {"fit", "left_out"} == set(first.report["summary"])
    for summary in first.report["summary"].values():
        assert summary["trials"] == 3
        assert summary["scored"] == 12


@pytest.mark.slow
def test_topics_are_held_out_as_a_whole(first: Done) -> None:
    topics = first.report["topics"]
    assert "aromatase_inhibitor" in topics
    assert topics["aromatase_inhibitor"]["trials"] == 1
    assert topics["aromatase_inhibitor"]["summary"]["bmd_percent"]["n"] == 4


# ---------------------------------------------------------------- bad input


def test_a_broken_trial_is_refused_with_file_field_and_mend(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    path = broken / f"{TRIALS[0]}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name = "anastrozole"', 'name = "anstrozole"'))
    with pytest.raises(ot.InputError) as caught:
        calibrated(tmp_path / "out", broken)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert "drug" in problem.field
    assert "anstrozole" in problem.found
    assert "anastrozole" in problem.fix
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", ".hidden", "a\n", "a?", " a"])
def test_a_name_that_is_no_folder_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ot.InputError) as caught:
        calibrated(tmp_path, folder, name=name)
    assert [problem.file for problem in caught.value.problems] == ["name"]
    assert list(tmp_path.iterdir()) == []


def test_all_that_is_wrong_is_said_at_once(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "x.toml").write_text("id = 3\n")
    with pytest.raises(ot.InputError) as caught:
        calibrated(tmp_path, broken, name="a/b", seed=-1)
    assert {"name", "seed", str(broken / "x.toml")} <= {problem.file for problem in caught.value.problems}


def test_a_folder_with_other_files_is_refused_before_the_work(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "calibrated-2").mkdir()
    (tmp_path / "calibrated-2" / "letter.txt").write_text("dear")
    (tmp_path / "taken").write_text("a file")
    lines: list[Progress] = []
    for name, found in (("calibrated-2", "letter.txt"), ("taken", "a file")):
        with pytest.raises(ot.InputError, match=found):
            calibrated(tmp_path, folder, name=name, on_progress=lines.append)
    assert lines == []


def test_trials_that_measured_nothing_the_model_knows_are_refused(folder: Path, tmp_path: Path) -> None:
    trials = tmp_path / "trials"
    trials.mkdir()
    text = (folder / f"{TRIALS[2]}.toml").read_text(encoding="utf-8")
    (trials / "odd.toml").write_text(text.replace('"bmd_femoral_neck"', '"bmd_radius_ultradistal"'))
    with pytest.raises(ot.InputError, match="no measured value that the model can predict"):
        calibrated(tmp_path / "out", trials)
    assert issubclass(SimulationError, ot.OsteotwinError)
