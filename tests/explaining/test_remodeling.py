"""The course of a place of remodeling: against today, with the drugs and without, and in words that are true of it."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.explaining.remodeling.course import (
    AGAINST_HABIT,
    RemodelingCourse,
    SignalCourse,
    remodeling_course,
)
from osteotwin.explaining.remodeling.sentences import moment
from osteotwin.explaining.remodeling.signals import MINERAL, SIGNALS, STRAIN
from osteotwin.explaining.tables.content import LEVELS
from osteotwin.explaining.tables.wording import level, signed
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import Protocol

BANDS = {"median", "lo50", "hi50", "lo90", "hi90"}
PEOPLE = 12


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(ot.read_person(ot.demo_path()), PEOPLE, 1)


@pytest.fixture(scope="module")
def course(twin: Twin) -> RemodelingCourse:
    return remodeling_course(twin, {})


def test_it_begins_at_today_and_has_every_signal_in_both_lives(course: RemodelingCourse) -> None:
    assert course.years[0] == 0.0
    assert list(np.diff(course.years) > 0) == [True] * (len(course.years) - 1)
    assert course.dates == ()
    assert [(life.id, life.label) for life in course.lives] == [
        ("plan", "With anastrozole"), ("without", "Without anastrozole"),
    ]  # fmt: skip
    for life in course.lives:
        assert set(life.signals) == set(SIGNALS)
        for name, signal in life.signals.items():
            assert set(signal.ratio) == BANDS
            assert {len(values) for values in signal.ratio.values()} == {len(course.years)}
            if name != STRAIN:
                assert signal.ratio["lo90"][0] == signal.ratio["hi90"][0] == 1.0, name


@pytest.mark.slow
def test_levels_have_the_unit_and_agree_with_the_answer(twin: Twin, course: RemodelingCourse) -> None:
    answer = ot.run(twin.person, PEOPLE, 1, twin=twin)
    assert answer["years"] == pytest.approx(course.years, abs=1e-5)
    estradiol = course.lives[0].signals["estradiol"]
    assert estradiol.unit == "pg/mL"
    assert estradiol.level is not None
    assert estradiol.level["median"] == pytest.approx(
        answer["series"]["estradiol"]["plan"]["median"], rel=1e-5
    )
    for name in ("sclerostin", "osteoclasts", "ctx"):
        signal = course.lives[0].signals[name]
        assert signal.level is None
        changes = [100 * (ratio - 1) for ratio in signal.ratio["median"] if ratio is not None]
        assert changes == pytest.approx(answer["series"][name]["plan"]["median"], abs=2e-3)
    assert remodeling_course(twin, answer).dates == tuple(answer["dates"])


@pytest.mark.slow
def test_strain_is_against_what_bone_is_used_to(twin: Twin, course: RemodelingCourse) -> None:
    strain = course.lives[0].signals[STRAIN]
    assert strain.against == AGAINST_HABIT
    answer = ot.run(twin.person, PEOPLE, 1, twin=twin)
    stimulus = np.array(answer["series"][STRAIN]["plan"]["median"])
    # The median of an exponential of a dozen people is not quite that of the median.
    assert strain.ratio["median"] == pytest.approx(np.exp(stimulus), rel=5e-3)


def test_an_aromatase_inhibitor_does_in_the_cells_what_it_is_known_for(course: RemodelingCourse) -> None:
    place = course.nearest(1.0)
    assert course.years[place] == pytest.approx(1.0, abs=0.05)

    def median(life: int, name: str) -> float:
        value = course.lives[life].signals[name].ratio["median"][place]
        assert value is not None
        return value

    assert median(0, "estradiol") < 0.7
    assert median(0, "rankl_opg") > median(1, "rankl_opg")
    assert median(0, "osteoclasts") > median(1, "osteoclasts")
    assert median(0, MINERAL) < median(1, MINERAL)
    assert course.difference is not None
    difference = course.difference["median"][place]
    assert difference is not None
    assert difference < 0.0
    assert course.difference["median"][0] == 0.0


def test_without_a_drug_the_rest_of_the_plan_is_what_differs_and_an_empty_plan_is_alone(twin: Twin) -> None:
    trained = replace(twin, person=replace(twin.person, plan=twin.person.plan.without("anastrozole")))
    assert [life.label for life in remodeling_course(trained, {}).lives] == [
        "With the plan",
        "Life as before",
    ]
    idle = remodeling_course(replace(twin, person=replace(twin.person, plan=Protocol())), {})
    assert [life.label for life in idle.lives] == ["Life as it is"]
    assert idle.difference is None
    assert all("against today. In the same" not in said for said in moment(idle, LEVELS[0], 10))


def test_sentences_have_the_numbers_of_their_day(course: RemodelingCourse) -> None:
    # The last day: the mineral of a few people may not have moved yet after a year.
    place = len(course.years) - 1
    ratios = {name: one.ratio["median"][place] for name, one in course.lives[0].signals.items()}
    changes = {name: 100.0 * (ratio - 1.0) for name, ratio in ratios.items() if ratio is not None}
    assert changes.keys() == set(SIGNALS)
    plain, clinical, full = (" ".join(moment(course, depth, place)) for depth in LEVELS)
    assert f"remove bone you have {level(abs(changes['osteoclasts']))} % more than today" in plain
    assert (
        f"your hip holds {level(abs(changes[MINERAL]))} % {'more' if changes[MINERAL] > 0 else 'less'}"
        in plain
    )
    assert f"the call for osteoclasts, {signed(changes['rankl_opg'])} %" in clinical
    assert (
        f"CTX (resorption) {signed(changes['ctx'])} % and P1NP (formation) {signed(changes['p1np'])} %"
        in clinical
    )
    for name, signal in course.lives[0].signals.items():
        if name not in ("25ohd", "serum_calcium"):
            low, high = (signal.ratio[of][place] for of in ("lo90", "hi90"))
            assert low is not None
            assert high is not None
            ends = f"({signed(100 * (low - 1))} to {signed(100 * (high - 1))} %)"
            assert f"{signal.label} {signed(changes[name])} % {ends}" in full
    assert course.difference is not None
    difference = course.difference["median"][place]
    assert all(f"a difference of {signed(difference)} points" in said for said in (plain, clinical))
    assert f"a difference of {signed(difference, 2)} points" in full


def test_today_nothing_has_changed_and_no_difference_is_told(course: RemodelingCourse) -> None:
    said = moment(course, "fundamentals", 0)
    assert any("as much mineral as today" in sentence for sentence in said)
    assert not any("from today on" in sentence for sentence in said)
    assert not any("%" in sentence for sentence in said[1:])


def test_direction_words_follow_the_numbers(course: RemodelingCourse) -> None:
    place = course.nearest(1.0)

    def turned_over(signal: SignalCourse) -> SignalCourse:
        bands = signal.ratio.items()
        return replace(signal, ratio={of: [v and 1 / v for v in values] for of, values in bands})

    turned = {name: turned_over(signal) for name, signal in course.lives[0].signals.items()}
    mirrored = replace(course, lives=(replace(course.lives[0], signals=turned), *course.lives[1:]))
    before, after = (" ".join(moment(one, "fundamentals", place)) for one in (course, mirrored))
    osteoclasts = course.lives[0].signals["osteoclasts"].ratio["median"][place]
    assert osteoclasts is not None
    more, fewer = r"remove bone you have [\d.]+ % more", r"remove bone you have [\d.]+ % fewer"
    assert re.search(more if osteoclasts > 1 else fewer, before)
    assert re.search(fewer if osteoclasts > 1 else more, after)


def test_a_sentence_whose_number_is_missing_is_left_out(course: RemodelingCourse) -> None:
    signals = {k: v for k, v in course.lives[0].signals.items() if k != "estradiol"}
    without = replace(course, lives=(replace(course.lives[0], signals=signals), *course.lives[1:]))
    for depth in LEVELS:
        assert "estradiol" not in " ".join(moment(without, depth, 5)).lower()


def test_an_unknown_depth_is_refused(course: RemodelingCourse) -> None:
    with pytest.raises(InputError, match="fundamentals"):
        moment(course, "deep", 0)
