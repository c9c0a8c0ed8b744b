"""Hormones, pairs of drugs and persons beyond any trial or cohort are named with amounts; ordinary ones are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.people.person import Measurement
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.read_person import read_person
from osteotwin.protocol.interventions import DrugCourse, Protocol

INHIBITOR = DrugCourse("anastrozole", 1, 1, 0, 360)
AGONIST = DrugCourse("gnrh_agonist", 3.6, 28)
ORCHIECTOMY = DrugCourse("orchiectomy", 1, 36500)
PATCH = DrugCourse("estradiol_patch", 50, 3.5)
CYPROTERONE = DrugCourse("cyproterone", 50, 1, 0, 360)
ALENDRONATE, DENOSUMAB = DrugCourse("alendronate", 70, 7), DrugCourse("denosumab", 60, 182)
TAMOXIFEN = DrugCourse("tamoxifen", 20, 1, 0, 360)
WOMAN: dict[str, Any] = {"sex": "female"}
YOUNG: dict[str, Any] = WOMAN | {"birth_date": date(1990, 2, 1)}
AFTER: dict[str, Any] = WOMAN | {"birth_date": date(1962, 2, 1)}


def of(*items: DrugCourse, **more: Any) -> dict[str, Any]:
    return {"plan": Protocol(items)} | more


def after(*items: DrugCourse) -> dict[str, Any]:
    """A history."""
    return {"history": Protocol(items)}


def enanthate(dose: float, every: float = 7.0, **days: float) -> DrugCourse:
    return DrugCourse("testosterone_enanthate", dose, every, **days)


def gel(dose: float) -> DrugCourse:
    return DrugCourse("testosterone_gel", dose, 1)


def measured(what: str, value: float) -> dict[str, Any]:
    return {"measurements": (Measurement(date(2026, 1, 1), what, value, "", "", assay="lc-ms"),)}


def weighing(kilograms: float, height: float = 180.0) -> dict[str, Any]:
    return {"weight_kg": kilograms, "height_cm": height}


BOTH = "{} at once: no trial or cohort behind the model has bone density of {} on both"
AI_CASTRATION = BOTH.format("on an aromatase inhibitor and on a GnRH analogue", "men")
AI_ORCHIECTOMY = BOTH.format("on an aromatase inhibitor and after orchiectomy", "men")
AI_ESTRADIOL = BOTH.format("on an aromatase inhibitor and on estradiol", "men")
OVARIES = "an aromatase inhibitor while the ovaries work and nothing stops them: no trial or cohort"

#: words -> where they are said, where they are not
SAID: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "62 mg of testosterone a day into the blood for 3 years: trials and cohorts of men behind the model "
    "covered more than 10.3 "
    "for 20 weeks at most, so 2.6 years beyond": (
        [of(enanthate(600)), of(enanthate(300, 3.5)), of(enanthate(300), enanthate(300, from_day=0.0)),
         of(enanthate(600, from_day=-730.5, until_day=365.25)),
         of(enanthate(600, until_day=365.25)) | after(enanthate(600, from_day=-1000.0, until_day=-269.5))],
        [after(enanthate(600, from_day=-1095.75, until_day=0.0)),
         of(enanthate(600, until_day=140)), of(enanthate(100)), of(enanthate(200, 14)), of(gel(100)),
         of(enanthate(600, until_day=70), enanthate(600, from_day=700, until_day=770))],
    ),
    "at least 15.4 mg of testosterone a day into the blood for 3 years: trials and cohorts of men behind the model "
    "covered more than": (
        [of(enanthate(600, until_day=100), enanthate(150, from_day=100.0))], [of(enanthate(600)), of(enanthate(150))],
    ),
    "of testosterone a day into the blood for": (
        [of(enanthate(150)), of(DrugCourse("testosterone_cypionate", 70, 3.5)),
         of(gel(100), enanthate(50)), of(enanthate(150, until_day=150))],
        [of(enanthate(100)), of(gel(100)), of(DrugCourse("testosterone_undecanoate", 1000, 84)),
         of(DrugCourse("testosterone_gel_1_62", 81, 1)), of(DrugCourse("testosterone_patch", 5, 1)),
         of(DrugCourse("testosterone_undecanoate_oral", 237, 0.5)), of(enanthate(150, until_day=140)),
         of(enanthate(1000))],
    ),
    "10 mg of testosterone a day into the blood: trials and cohorts of women behind the model "
    "covered 7.3 at most, so 2.7 beyond": (
        [of(gel(100)) | YOUNG, of(gel(100)) | AFTER, of(gel(50), gel(50)) | YOUNG],
        [of(gel(50)) | YOUNG, of(enanthate(70)) | YOUNG, of(DrugCourse("testosterone_cypionate", 50, 7)) | YOUNG,
         of(gel(100))],
    ),
    "327 ug of estradiol a day into the blood: trials and cohorts of men behind the model "
    "covered 153 at most, so 174 beyond": (
        [of(DrugCourse("estradiol_valerate_injection", 4, 7))],
        [of(DrugCourse("estradiol_valerate_oral", 4, 1)), of(PATCH), of(replace(PATCH, dose=100.0)),
         of(DrugCourse("estradiol_valerate_injection", 4, 7)) | AFTER],
    ),
    "of estradiol a day into the blood: trials and cohorts of women behind the model "
    "covered 100 at most": (
        [of(DrugCourse("estradiol_valerate_injection", 4, 7)) | AFTER,
         of(PATCH, DrugCourse("estradiol_oral", 2, 1)) | AFTER],
        [of(PATCH) | AFTER, of(DrugCourse("estradiol_oral", 1, 1)) | AFTER,
         of(DrugCourse("estradiol_gel", 0.75, 1)) | AFTER],
    ),
    "estradiol of 0.5 pg/mL at the start: trials and cohorts covered from 5 on, so 4.5 below": (
        [measured("estradiol", 0.5), measured("estradiol", 0.5) | of(INHIBITOR)],
        [{}, measured("estradiol", 5.0), measured("estradiol", 18.0), measured("estradiol", 0.5) | AFTER,
         measured("estradiol", 0.5) | of(replace(AGONIST, from_day=-200.0))],
    ),
    "LH of 0.1 IU/L at the start: trials and cohorts covered from 1.5 on, so 1.4 below": (
        [measured("lh", 0.1), measured("lh", 0.1) | of(INHIBITOR)],
        [{}, measured("lh", 1.5), measured("lh", 4.0), measured("lh", 0.1) | AFTER,
         measured("lh", 0.1) | of(enanthate(100, from_day=-200.0)),
         measured("lh", 0.1) | after(enanthate(100, from_day=-200.0, until_day=-20.0))],
    ),
    "LH of 1 IU/L at the start": ([measured("lh", 1.0)], [measured("lh", 2.0)]),
    "a body mass index of 13: trials and cohorts covered from 16 on, so 3 below": (
        [weighing(42.12), weighing(42.12) | AFTER], [weighing(60.0), weighing(52.0)],
    ),
    "a body mass index of 47: trials and cohorts covered 42.1 at most, so 4.9 beyond": (
        [weighing(152.28)], [weighing(136.0), weighing(152.28) | AFTER],
    ),
    "a body mass index of 47: trials and cohorts covered 37.3 at most, so 9.7 beyond": (
        [weighing(152.28) | AFTER], [weighing(120.0) | AFTER, weighing(152.28)],
    ),
    "25OHD of 4 ng/mL at the start: trials and cohorts covered from 13.5 on, so 9.5 below": (
        [measured("25ohd", 4.0)], [measured("25ohd", 20.0), {}],
    ),
    AI_ORCHIECTOMY: (
        [of(INHIBITOR, ORCHIECTOMY), of(INHIBITOR) | after(replace(ORCHIECTOMY, from_day=-900.0))],
        [of(INHIBITOR), of(ORCHIECTOMY), of(INHIBITOR, AGONIST)],
    ),
    AI_CASTRATION: (
        [of(INHIBITOR, AGONIST),
         of(replace(INHIBITOR, from_day=-90.0), replace(AGONIST, from_day=-30.0)),
         of(INHIBITOR, DrugCourse("relugolix", 120, 1))],
        [of(INHIBITOR), of(AGONIST), of(INHIBITOR, AGONIST) | AFTER, of(INHIBITOR, replace(AGONIST, from_day=360.0)),
         of(INHIBITOR) | after(replace(AGONIST, from_day=-900.0, until_day=-30.0))],
    ),
    AI_ESTRADIOL: ([of(INHIBITOR, PATCH)], [of(PATCH), of(INHIBITOR), of(INHIBITOR, PATCH) | AFTER]),
    "at once: no trial or cohort behind the model has bone density of ": (
        [of(INHIBITOR, CYPROTERONE), of(enanthate(100), ALENDRONATE), of(AGONIST, CYPROTERONE), of(PATCH, gel(50)),
         of(PATCH, ALENDRONATE) | AFTER, of(TAMOXIFEN, INHIBITOR) | AFTER],
        [of(AGONIST, ALENDRONATE), of(AGONIST, DENOSUMAB), of(AGONIST, TAMOXIFEN), of(CYPROTERONE, PATCH),
         of(ORCHIECTOMY, PATCH), of(ORCHIECTOMY, gel(50)), of(INHIBITOR, ALENDRONATE) | AFTER,
         of(INHIBITOR, DENOSUMAB) | AFTER, of(INHIBITOR, AGONIST) | YOUNG, of(TAMOXIFEN, AGONIST) | YOUNG,
         of(INHIBITOR, gel(50)), of(INHIBITOR, ALENDRONATE), of(ALENDRONATE, DENOSUMAB), of(AGONIST, ORCHIECTOMY),
         of(CYPROTERONE, DrugCourse("antiandrogen", 50, 1)), of(PATCH, replace(PATCH, from_day=50.0))],
    ),
    OVARIES: (
        [of(INHIBITOR) | YOUNG, of(INHIBITOR) | AFTER | {"menopause_age": 66.0},
         of(INHIBITOR) | AFTER | {"conditions": ("premenopausal",)},
         of(INHIBITOR, replace(AGONIST, from_day=400.0)) | YOUNG],
        [of(INHIBITOR), of(INHIBITOR) | AFTER, of(INHIBITOR, AGONIST) | YOUNG, of(TAMOXIFEN) | YOUNG,
         of(INHIBITOR) | YOUNG | {"menopause_age": 33.0}],
    ),
}  # fmt: skip

#: Nothing but what is named is said of them.
ORDINARY: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nobody's plan": ({}, []),
    "a woman of 60 without one": (WOMAN | {"birth_date": date(1966, 2, 1), "menopause_age": 50.0}, []),
    "a man of 85": ({"birth_date": date(1941, 2, 1)}, []),
    "a slim woman": (YOUNG | weighing(50.0, 168.0), []),
    "a heavy man": (weighing(125.0), []),
    "a man on replacement": (of(gel(50)) | measured("estradiol", 14.0), []),
    "on a weekly injection": (of(enanthate(100)) | measured("lh", 3.0), []),
    "a year of an inhibitor": (of(INHIBITOR) | measured("estradiol", 20.0), []),
    "deprived, with denosumab": (of(AGONIST, DENOSUMAB), []),
    "after menopause, on a patch": (of(PATCH) | AFTER, []),
    "after menopause, inhibitor and denosumab": (of(INHIBITOR, DENOSUMAB) | AFTER, []),
    "before menopause, stopped ovaries": (of(INHIBITOR, AGONIST) | YOUNG, []),
    "a transgender man": (of(DrugCourse("testosterone_cypionate", 50, 7)) | YOUNG, []),
    "a transgender woman": (of(CYPROTERONE, DrugCourse("estradiol_valerate_oral", 4, 1)), []),
}


def beyond(**of_person: Any) -> tuple[Beyond, ...]:
    person = make_person(**of_person)
    return outside_tested_range(
        person, profile_from_person(person)[0], 900.0, 800.0, {"spine": 1.0, "hip": 1.0}
    )


@pytest.mark.parametrize("words", SAID)
def test_it_is_said_exactly_where_it_holds(words: str) -> None:
    holds, does_not = SAID[words]
    for changes in holds:
        texts = [one.text for one in beyond(**changes)]
        assert len([text for text in texts if words in text]) == 1, (changes, texts)
    for changes in does_not:
        assert not [one.text for one in beyond(**changes) if words in one.text], changes


@pytest.mark.parametrize("who", ORDINARY)
def test_ordinary_persons_stay_inside(who: str) -> None:
    changes, expected = ORDINARY[who]
    assert [one.text for one in beyond(**changes)] == expected


def test_the_demo_gains_nothing() -> None:
    """Years of the inhibitor, of training, and both at once were said of it before hormones and pairs were."""
    person = read_person(str(files("osteotwin.people").joinpath("examples", "demo.toml")))
    profile, _ = profile_from_person(person)
    shorts = [one.short for one in outside_tested_range(person, profile, 1200.0, 1000.0, {"spine": 1.0})]
    assert shorts == [
        "more than 1 year on an aromatase inhibitor",
        "more than 1.5 years of training",
        "training on an aromatase inhibitor",
    ]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        (of(enanthate(600)), 0.383 * 365.25),
        (of(enanthate(100), enanthate(100, from_day=200.0)), 200 + 0.383 * 365.25),
        (of(DrugCourse("estradiol_valerate_injection", 4, 7, 90)), 90),
        (
            of(
                DrugCourse("estradiol_valerate_injection", 3, 7, 90, 200),
                DrugCourse("estradiol_valerate_injection", 4, 7, 200),
            ),
            90,
        ),
        (of(replace(INHIBITOR, from_day=30.0), replace(PATCH, from_day=80.0)), 80),
        (of(replace(INHIBITOR, from_day=30.0)) | YOUNG, 30),
        (weighing(152.28), 0),
    ],
)
def test_the_day_from_which_on_it_is_beyond(changes: dict[str, Any], day: float) -> None:
    (found,) = beyond(**changes)
    assert found.from_day == pytest.approx(day)
