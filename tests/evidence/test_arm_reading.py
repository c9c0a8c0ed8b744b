"""Each arm is read once: every rule of the text runs once for each arm, sex, drug or training of it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from types import CodeType, FrameType

import pytest

from osteotwin.evidence import load_trials, text
from osteotwin.evidence.arms.dispersion import between_person_sd
from osteotwin.evidence.arms.profile import profile_from_arm
from osteotwin.evidence.arms.protocol import protocol_from_arm
from osteotwin.evidence.arms.reading import ArmReading, read_arm
from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.forward_model import build
from osteotwin.evidence.text.arm_text import ArmText, arm_text
from osteotwin.evidence.validate import validate

TRIALS = load_trials().trials
PER_SEX = {"menopausal_state", "years_since_menopause", "population_hints", "stated_age", "entry_values"}
PER_DRUG = {"dose_of", "given_once", "stand_in"}
PER_TRAINING = {"training_adherence"}


@cache
def rules() -> dict[str, Callable[..., object]]:
    """Every public function of the package of texts that takes the text of an arm."""
    found: dict[str, Callable[..., object]] = {}
    for module in pkgutil.iter_modules(text.__path__, f"{text.__name__}."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            own = function.__module__ == module.name and not name.startswith("_")
            takes = (p.annotation for p in inspect.signature(function).parameters.values())
            if own and ArmText.__name__ in takes:
                found[name] = function
    return found


def counted(run: Callable[[], object], codes: dict[CodeType, str]) -> Counter[str]:
    """How often each function is called while something runs."""
    calls: Counter[str] = Counter()

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in codes:
            calls[codes[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


def at_most(name: str, arm: Arm, reading: ArmReading) -> int:
    if name in PER_SEX:
        return len(reading.sexes)
    if name in PER_DRUG:
        return 2 * len(reading.drugs)  # a substitute may be two drugs
    return len(arm.training) if name in PER_TRAINING else 1


def test_every_rule_is_known() -> None:
    assert len(rules()) > 10
    assert rules().keys() >= PER_SEX | PER_DRUG | PER_TRAINING


@pytest.mark.parametrize("found", TRIALS, ids=lambda t: t.id)
def test_every_rule_runs_once_for_each_arm(found: Trial) -> None:
    codes = {function.__code__: name for name, function in rules().items()}
    built = (read_arm, arm_text, protocol_from_arm, profile_from_arm, between_person_sd)
    codes |= {function.__code__: function.__name__ for function in built}
    calls = counted(lambda: build([found], people=4), codes)
    assert calls["read_arm"] == calls["arm_text"] == len(found.arms)
    readings = [read_arm(found, arm) for arm in found.arms]
    for name in rules():
        most = sum(at_most(name, arm, reading) for arm, reading in zip(found.arms, readings, strict=True))
        assert calls[name] <= most, name
    people = sum(len(reading.sexes) for reading in readings)
    assert calls["protocol_from_arm"] == len(found.arms)
    assert calls["profile_from_arm"] <= people
    assert calls["between_person_sd"] <= people
    always = ("population_hints", "entry_values", "co_supplements", "given_drugs", "stated_adherence")
    assert all(calls[name] >= len(found.arms) for name in always)


def test_a_validation_reads_every_arm_once() -> None:
    trial = next(trial for trial in TRIALS if trial.id == "jones1994_dubbo_men")
    calls = counted(lambda: validate(only=[trial.id]), {read_arm.__code__: "read_arm"})
    assert calls["read_arm"] == len(trial.arms)
