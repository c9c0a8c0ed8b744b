"""The axis in closed form: LH from its steroids, testosterone from LH, estradiol from both."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from tests.reference import reference_vectors

from osteotwin.body import drugs, sex_steroids, whole
from osteotwin.engine.pseudo_transient import find_steady_state
from osteotwin.parameters import starting_values

P = starting_values().values()
NAMES = starting_values().names
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)
relative = st.floats(0.05, 5)


def man(**changes: float) -> tuple[SimpleNamespace, SimpleNamespace, SimpleNamespace]:
    p = whole.namespace(P)
    return whole.namespace(whole.reference_state(p) | changes), p, whole.namespace(whole.reference_inputs(p))


@given(relative, relative)
def test_lh_is_the_published_feedback(estradiol: float, testosterone: float) -> None:
    s, p, u = man(estradiol=estradiol, testosterone=testosterone)
    found = sex_steroids.lh_steady_state(s, p, u, drugs.effects(s, p, u))
    gain = p.feedback_gain
    feedback = estradiol * testosterone**p.testosterone_feedback_exponent
    assert found == pytest.approx((1 + gain) / (1 + gain * feedback**3), rel=1e-10)
    assert 0 < found < 1 + gain


@pytest.mark.parametrize(
    ("male", "left"), [(1.0, P["adrenal_testosterone_share"]), (0.0, P["female_testosterone"])]
)
def test_without_the_testis_the_adrenals_testosterone_is_left(male: float, left: float) -> None:
    """A small share of a man's; all of a woman's."""
    p = whole.namespace(P | {"male": male})
    u = whole.namespace(whole.reference_inputs(p) | {"gonad_function": 0.0})
    for level in (0.1, left, 2.0):
        s = whole.namespace(whole.reference_state(p) | {"testosterone": level})
        rate = sex_steroids.derivatives(s, p, u, drugs.effects(s, p, u))["testosterone"]
        assert rate == pytest.approx(p.testosterone_rate * (left - level), abs=1e-12)


def test_lh_falls_with_either_steroid() -> None:
    def lh(**changes: float) -> float:
        s, p, u = man(**changes)
        return float(sex_steroids.lh_steady_state(s, p, u, drugs.effects(s, p, u)))

    assert lh(estradiol=0.5) > lh() > lh(estradiol=1.5)
    assert lh(testosterone=0.5) > lh() > lh(testosterone=1.5)
    # Estradiol is the stronger: Hayes 2000; Pitteloud 2008.
    assert lh(estradiol=0.5) > lh(testosterone=0.5)


def steady_state(**inputs: float) -> dict[str, float]:
    values = np.array([P[name] for name in NAMES])
    state, rows = reference_vectors(values, NAMES)
    for name, value in inputs.items():
        rows[INPUTS.index(name)] = value
    return dict(zip(STATES, find_steady_state(values, rows, state).state.tolist(), strict=True))


@pytest.mark.parametrize("rate", [250.0, 1000.0, 4000.0])
def test_the_resting_axis_on_an_inhibitor_is_its_own_scalar_equation(rate: float) -> None:
    """One unknown, LH: everything else of the axis follows from it in closed form."""
    p = whole.namespace(P)
    plasma = rate / p.anastrozole_clearance
    activity = 1 - p.aromatase_max_inhibition * plasma / (p.anastrozole_ic50 + plasma)
    shielded = p.anastrozole_ic50 * p.testicular_aromatase_protection
    in_testis = 1 - p.aromatase_max_inhibition * plasma / (shielded + plasma)

    def axis(lh: float) -> tuple[float, float]:
        leydig = (1 + p.leydig_half_lh) * lh / (p.leydig_half_lh + lh)
        testosterone = (1 - p.adrenal_testosterone_share) * leydig + p.adrenal_testosterone_share
        outside = (1 - p.testicular_estradiol_share) * (
            p.peripheral_testosterone_share * testosterone + 1 - p.peripheral_testosterone_share
        )
        return testosterone, activity * outside + in_testis * p.testicular_estradiol_share * leydig

    def surplus(lh: float) -> float:
        testosterone, estradiol = axis(lh)
        feedback = estradiol * testosterone**p.testosterone_feedback_exponent
        asked = (1 + p.feedback_gain) / (1 + p.feedback_gain * feedback**3)
        silence = 1 / (1 + (asked / p.silent_lh) ** 4) - 1 / (1 + (p.usual_lh / p.silent_lh) ** 4)
        return asked * np.exp(-p.pituitary_silence_depth * silence) - lh

    lh = float(brentq(surplus, 0.01, 5, xtol=1e-13))
    found = steady_state(anastrozole_rate=rate)
    assert found["lh"] == pytest.approx(lh, rel=1e-6)
    assert (found["testosterone"], found["estradiol"]) == pytest.approx(axis(lh), rel=1e-6)


def test_castrate_levels() -> None:
    """Testosterone about 5 % of normal, estradiol from adrenal precursors, LH without restraint."""
    found = steady_state(gonad_function=0.0)
    assert found["testosterone"] == pytest.approx(P["adrenal_testosterone_share"], rel=1e-6)
    assert 0.1 < found["estradiol"] < 0.3
    assert 4 < found["lh"] < 1.02 * (1 + P["feedback_gain"])


def test_exogenous_testosterone_adds_its_share_of_production() -> None:
    found = steady_state(gonad_function=0.0, transdermal_testosterone_rate=P["testosterone_production"])
    assert found["testosterone"] == pytest.approx(1 + P["adrenal_testosterone_share"], rel=1e-6)
    patch = steady_state(gonad_function=0.0, estradiol_rate=P["estradiol_production"])["estradiol"]
    assert patch - steady_state(gonad_function=0.0)["estradiol"] == pytest.approx(1, rel=1e-6)


@given(relative)
def test_the_effect_of_estradiol_at_bone(estradiol: float) -> None:
    """It saturates without a threshold, no steeper than the square of a saturation."""
    p = whole.namespace(P)
    effect = sex_steroids.estrogen_effect
    assert effect(1.0, p) == pytest.approx(1)
    assert effect(1.05 * estradiol, p) > effect(estradiol, p)
    assert effect(2.0, p) < 1.3
    # The steepness lies between a simple saturation (0.49 and 0.75 here) and its square (0.24 and 0.61).
    assert 0.24 < effect(0.25, p) < 0.49
    assert 0.61 < effect(0.5, p) < 0.75


def test_a_woman_loses_her_ovary_at_menopause_and_has_no_testicular_loop() -> None:
    p = whole.namespace(P | {"male": 0.0})
    u = whole.namespace(whole.reference_inputs(p))

    def estradiol(age: float, **changes: float) -> float:
        s = whole.namespace(whole.reference_state(p) | {"age": age} | changes)
        rates = sex_steroids.derivatives(s, p, u, drugs.effects(s, p, u))
        return float(rates["estradiol"] / p.estradiol_rate + s.estradiol)  # the level to which it tends

    assert estradiol(40) == pytest.approx(p.ovarian_estradiol + p.postmenopausal_estradiol, rel=1e-3)
    assert estradiol(p.menopause_age) == pytest.approx(
        p.ovarian_estradiol / 2 + p.postmenopausal_estradiol, rel=1e-3
    )
    assert estradiol(60) == pytest.approx(p.postmenopausal_estradiol, rel=1e-3)
    assert estradiol(60, lh=5.0) == pytest.approx(estradiol(60, lh=0.1), rel=1e-9)
    assert estradiol(60, testosterone=0.5) > estradiol(60)  # what a drug adds is aromatized


@pytest.mark.parametrize("gonads", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(
    ("antagonist", "agonist", "desensitized"),
    [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 1.0, 1.0)],
)
def test_a_womans_ovary_follows_the_pituitary(
    antagonist: float, agonist: float, desensitized: float, gonads: float
) -> None:
    p = whole.namespace(P | {"male": 0.0})
    s = whole.namespace(whole.reference_state(p) | {"age": 30.0, "gnrh_desensitization": desensitized})
    given = {"gnrh_antagonist": antagonist, "gnrh_agonist": agonist, "gonad_function": gonads}
    u = whole.namespace(whole.reference_inputs(p) | given)
    effects = drugs.effects(s, p, u)
    tends_to = sex_steroids.derivatives(s, p, u, effects)["estradiol"] / p.estradiol_rate + s.estradiol
    ovary = p.ovarian_estradiol * gonads * effects.gnrh_drive
    assert tends_to == pytest.approx(ovary + p.postmenopausal_estradiol, rel=1e-6)


def test_an_antiandrogen_acts_where_testosterone_does() -> None:
    s, p, u = man()
    blocked = SimpleNamespace(**vars(u) | {"androgen_receptor_block": 1.0})
    open_, shut = (sex_steroids.effects(s, p, each, drugs.effects(s, p, each)) for each in (u, blocked))
    assert shut.androgen < open_.androgen
    assert shut.estrogen == open_.estrogen
    assert sex_steroids.lh_steady_state(s, p, blocked, drugs.effects(s, p, u)) > 1


@given(relative)
def test_total_testosterone_goes_there_and_back(total: float) -> None:
    p = whole.namespace(P)
    unbound = sex_steroids.unbound_testosterone(total, p)
    assert sex_steroids.total_testosterone(unbound, p) == pytest.approx(total)
    assert sex_steroids.total_testosterone(1.0, p) == pytest.approx(1)
    # SHBG fills up: twice the unbound is less than twice the total.
    assert sex_steroids.total_testosterone(2 * unbound, p) < 2 * total


@pytest.mark.parametrize("own", [0.3, 1.0, 3.0])
def test_a_pituitary_is_ready_at_its_own_lh_and_falls_silent_far_below_it(own: float) -> None:
    p = whole.namespace(P | {"usual_lh": own})
    assert sex_steroids.silence(own, p) == pytest.approx(0)
    levels = np.array([0.02, 0.1, 0.25, 0.5, 1.0, 4.0])
    assert np.all(np.diff([sex_steroids.silence(one, p) for one in levels]) < 0)
    assert sex_steroids.silence(0.01, p) > 0.6 * p.pituitary_silence_depth


def test_a_woman_has_the_lh_of_her_menopause_and_a_mans_testosterone_under_a_mans_dose() -> None:
    """LH of 20 to 80 IU/L after menopause; 50 mg of the ester a week bring 400 to 500 ng/dL."""
    woman = P | {
        "male": 0.0,
        "feedback_set_point": P["ovarian_estradiol"]
        * P["female_testosterone"] ** P["testosterone_feedback_exponent"],
    }
    values = np.array([woman[name] for name in NAMES])
    state, rows = reference_vectors(values, NAMES)
    state[STATES.index("age")] = 65.0
    found = dict(zip(STATES, find_steady_state(values, rows, state).state.tolist(), strict=True))
    assert 20 < P["reference_lh"] * found["lh"] < 80
    rows[INPUTS.index("transdermal_testosterone_rate")] = 50 * 0.72 / 7
    found = dict(zip(STATES, find_steady_state(values, rows, state).state.tolist(), strict=True))
    total = P["reference_testosterone"] * sex_steroids.total_testosterone(
        found["testosterone"], whole.namespace(P)
    )
    assert 350 < total < 550
