"""What the public functions are given in Python: what people would write works, the rest is one clear sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import osteotwin as ot

#: Nothing is measured, so that no people who agree are searched for.
PERSON = replace(ot.read_person(ot.demo_path()), measurements=())
NAN = float("nan")


@pytest.fixture(scope="module")
def twin() -> ot.Twin:
    return ot.Twin.from_person(PERSON, 2)


@pytest.fixture(scope="module")
def outputs(twin: ot.Twin) -> ot.Outputs:
    return twin.simulate(PERSON.plan, 1)


#: call with a twin and its outputs -> words of the sentence
REFUSED: dict[str, tuple[Callable[[ot.Twin, ot.Outputs], Any], str]] = {
    "people twice": (lambda t, o: ot.run(PERSON, 5, men=7), "5 beside men = 7"),
    "people twice, of a twin": (lambda t, o: ot.Twin.from_person(PERSON, 5, men=5), "leave men out"),
    **{
        f"people {people}": (lambda t, o, n=people: ot.run(PERSON, n), "people: ")
        for people in (0, -1, 2.5, NAN, "5", True)
    },
    **{f"men {men}": (lambda t, o, n=men: ot.run(PERSON, men=n), "people: ") for men in (0, -1, "5")},
    **{f"seed {seed}": (lambda t, o, n=seed: ot.run(PERSON, 2, n), "seed: ") for seed in (-1, 1.5, NAN, "a", None)},
    **{f"years {y}": (lambda t, o, n=y: t.simulate(PERSON.plan, n), "years: ") for y in (0, -1, NAN, 1e9, "3", None)},
    **{
        f"days {days}": (lambda t, o, d=days: t.simulate_all({"a": PERSON.plan}, d), "days: ")
        for days in ("x", [], [3.0, 1.0], [-1.0, 1.0], [0.0, NAN], [[0.0], [1.0]])
    },
    "an endpoint that is none": (lambda t, o: o.percent_change("bmd_hip"), "endpoint: 'bmd_hip'"),
    "a site that is none": (lambda t, o: o.probability_of_no_loss(1, ["hip"]), "endpoint: 'bmd_hip'"),
    "a year beyond": (lambda t, o: o.percent_change_at("bmd_total_hip", 9), "a whole year from 1 to 1"),
    "half a year": (lambda t, o: o.percent_change_at("bmd_total_hip", 0.5), "year: 0.5"),  # type: ignore[arg-type]
    "without what is not there": (lambda t, o: PERSON.plan.without("knitting"), "groups: 'knitting'"),
    "only what is not there": (lambda t, o: PERSON.plan.only("anastrozol"), 'write "anastrozole"'),
    "a catalogue that is none": (lambda t, o: ot.catalogue("drogs"), 'write "drugs"'),
    "a schema that is none": (lambda t, o: ot.schema("persn"), 'write "person"'),
    "a name that is no text": (lambda t, o: ot.catalogue(3), "name: 3"),  # type: ignore[arg-type]
    "a preset that is none": (lambda t, o: ot.load_preset("standard"), "preset: "),
    "a set that is none": (lambda t, o: ot.load_parameters("none"), "parameter set: "),
    "a file that is not there": (lambda t, o: ot.run("no such file.toml"), "no such file"),
    "a cohort that is not there": (lambda t, o: ot.open_cohort("nowhere"), "holds no cohort"),
    "a folder that is not there": (lambda t, o: ot.validate("nowhere"), "no such folder"),
    "a set with a bad name": (lambda t, o: ot.calibrate("anywhere", name="../x"), "name: "),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence(name: str, twin: ot.Twin, outputs: ot.Outputs) -> None:
    call, words = REFUSED[name]
    with pytest.raises(ot.OsteotwinError) as caught:
        call(twin, outputs)
    text = str(caught.value)
    assert words in text
    assert "\n" not in text
    assert not isinstance(caught.value, KeyError)


def test_paths_may_be_texts(tmp_path: Path) -> None:
    file = tmp_path / "person.toml"
    file.write_text(
        '[person]\nsex = "male"\nbirth_date = 1972-05-14\n[outlook]\nfrom = 2026-02-01\nuntil = 2027-03-01\n',
        "utf-8",
    )
    answer = ot.run(str(file), 2)
    assert ot.write_answer(answer, str(tmp_path)) == tmp_path / "answer.json"
    assert ot.write_report(answer, str(tmp_path)) == tmp_path / "report.html"
    assert json.loads((tmp_path / "answer.json").read_text())["uncertainty"]["people"] == 2
    assert answer["sites"] == ot.run(file, men=2)["sites"] == ot.run(ot.read_person(file), 2)["sites"]


def test_four_hundred_people_unless_said() -> None:
    assert ot.Twin.from_person(PERSON).size == 400
    assert ot.Twin.from_person(PERSON, men=np.int64(3)).size == 3
