"""The verdict: its classes, its probability, its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.situations import make_outlook, outputs_of

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.scenarios import scenarios_of
from osteotwin.explaining.verdict import headline, verdict_class, verdicts
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

ANASTROZOLE = DrugCourse("anastrozole", 1, 1)
TRAINING = Training("back_squat", 2, 25)
PLAN = Protocol((ANASTROZOLE, TRAINING))


def outlooks(**changes: Outputs) -> dict[str, Outputs]:
    alike = make_outlook()
    return {name: changes.get(name, alike) for name in scenarios_of(PLAN)}


def mixed(losers: int, people: int = 20) -> Outputs:
    """An outlook in which some people lose at the hip and the others gain everywhere."""
    gain, loss = make_outlook(people, spine=1.0, hip=1.0), make_outlook(people, spine=1.0, hip=-1.0)
    values = {name: gain.values[name].copy() for name in gain.values}
    values["bmd_total_hip"][:losers] = loss.values["bmd_total_hip"][:losers]
    return outputs_of(gain.days, values)


@pytest.mark.parametrize("losers", [0, 5, 20])
def test_probability_counts_those_who_lose_nowhere(losers: int) -> None:
    assert mixed(losers).probability_of_no_loss(2) == pytest.approx(1 - losers / 20)


@pytest.mark.parametrize("site", ["spine", "hip"])
@pytest.mark.parametrize("change", [-3.0, -0.5, -0.1, -1e-6, 0.0, 1e-6, 2.0])
def test_any_loss_at_all_is_a_loss(site: str, change: float) -> None:
    outlook = make_outlook(**{site: change})  # in percent a year, the same in everybody
    assert [outlook.probability_of_no_loss(year) for year in (1, 2, 3)] == [float(change >= 0)] * 3


def test_people_whose_run_failed_do_not_count() -> None:
    outlook = mixed(5)
    values = {name: array.copy() for name, array in outlook.values.items()}
    values["bmd_total_hip"][:5] = np.nan  # the losers
    assert outputs_of(outlook.days, values).probability_of_no_loss(1) == 1.0
    nobody = {name: np.full_like(array, np.nan) for name, array in outlook.values.items()}
    assert np.isnan(outputs_of(outlook.days, nobody).probability_of_no_loss(1))


@pytest.mark.parametrize(
    ("probability", "takes", "found"),
    [
        (0.8, True, "lifestyle_enough"), (0.79, True, "uncertain"), (0.21, True, "uncertain"),
        (0.2, True, "lifestyle_not_enough"), (0.0, True, "lifestyle_not_enough"),
        (0.5, False, "no_loss_expected"), (0.2, False, "lifestyle_not_enough"), (0.1, False, "lifestyle_not_enough"),
        (float("nan"), True, "uncertain"),
    ],
)  # fmt: skip
def test_classes(probability: float, takes: bool, found: str) -> None:
    assert verdict_class(probability, drug_takes_bone=takes) == found


def test_the_verdict_is_about_lifestyle_not_about_the_bone_drug() -> None:
    plan = Protocol((ANASTROZOLE, TRAINING, DrugCourse("denosumab", 60, 182)))
    with_drug, without_drug = make_outlook(spine=3.0, hip=2.0), make_outlook(spine=-3.0, hip=-2.0)
    runs = dict.fromkeys(scenarios_of(plan), with_drug) | {"lifestyle": without_drug}
    found = verdicts(runs, plan, calibrated=True)
    assert [entry["class"] for entry in found.values()] == ["lifestyle_not_enough"] * 3
    only_bone_drug = Protocol((DrugCourse("denosumab", 60, 182),))
    runs = {"plan": with_drug, "nothing": without_drug}
    assert verdicts(runs, only_bone_drug, calibrated=True)["1"]["class"] == "lifestyle_not_enough"


@pytest.mark.parametrize("spine", [-3.0, 0.0, 3.0])
@pytest.mark.parametrize("plan", [PLAN, Protocol((TRAINING,)), Protocol()])
def test_no_year_beyond_what_trials_covered_says_more_than_open(plan: Protocol, spine: float) -> None:
    """From the year in which it leaves it, whatever the probability, which is still told."""
    runs = dict.fromkeys(scenarios_of(plan), make_outlook(spine=spine))
    usual = verdicts(runs, plan, calibrated=True)
    for day, first_open in ((-100.0, 1), (0.0, 1), (365.0, 1), (365.25, 2), (800.0, 3), (1095.75, 4)):
        found = verdicts(runs, plan, calibrated=True, outside=[Beyond("a text", "this", day)])
        for year, entry in found.items():
            if int(year) < first_open:
                assert entry == usual[year]
            else:
                assert entry["class"] == "uncertain"
                assert entry["probability"] == usual[year]["probability"]
                assert "the verdict is open, beyond what trials covered (this): " in entry["text"]


@pytest.mark.parametrize("spine", [-3.0, 0.0, 3.0])
@pytest.mark.parametrize("plan", [PLAN, Protocol((TRAINING,)), Protocol()])
def test_where_measurements_contradict_each_other_every_year_is_open(plan: Protocol, spine: float) -> None:
    runs = dict.fromkeys(scenarios_of(plan), make_outlook(spine=spine))
    usual = verdicts(runs, plan, calibrated=True)
    found = verdicts(runs, plan, calibrated=True, contradicting=["one scan", "the other"])
    assert list(found) == list(usual)
    for year, entry in found.items():
        assert entry["class"] == "uncertain"
        assert entry["probability"] == usual[year]["probability"]
        assert "is open, since measurements contradict each other (one scan; the other): " in entry["text"]
    both = headline(
        runs,
        plan,
        calibrated=True,
        outside=[Beyond("a text", "this")],
        contradicting=["one scan", "the other"],
    )
    assert both.count(". ") == 1
    assert "each other (one scan; the other) and beyond what trials covered (this): " in both


def test_three_reasons_are_told_and_the_others_counted() -> None:
    reasons = [Beyond("a text", f"reason {number}") for number in range(5)]
    for count, said in (
        (3, "(reason 0; reason 1; reason 2)"),
        (5, "(reason 0; reason 1; reason 2; and 2 more)"),
    ):
        text = headline(outlooks(), PLAN, calibrated=True, outside=reasons[:count])
        assert said in text
        assert text.count(". ") == 1


def test_headline_is_two_sentences_with_the_numbers() -> None:
    runs = outlooks(plan=make_outlook(spine=1.0, hip=0.5), drug_only=make_outlook(spine=-2.0, hip=-1.0))
    text = headline(runs, PLAN, calibrated=False)
    assert "spine density by +3.0 % and hip density by +1.5 %" in text
    assert "anastrozole alone would change them by −6.0 % and −3.0 %" in text
    assert text.count(". ") == 1
    assert "not yet calibrated" in text
    assert headline(runs, PLAN, calibrated=True) == text.replace(" in this not yet calibrated model", "")


def test_a_share_is_never_certain() -> None:
    found = verdicts(outlooks(plan=make_outlook(200, spine=1.0, hip=1.0)), PLAN, calibrated=True)
    assert "more than 99 %" in found["3"]["text"]


@pytest.mark.parametrize(
    ("losers", "said"),
    [
        (0, "more than 99 %"), (1, "more than 99 %"), (2, "99 %"), (3, "98 %"), (100, "50 %"), (197, "2 %"),
        (198, "1 %"), (199, "less than 1 %"), (200, "less than 1 %"),
    ],
)  # fmt: skip
def test_a_share_is_said_in_percent_up_to_its_ends(losers: int, said: str) -> None:
    found = verdicts(outlooks(plan=mixed(losers, 200)), PLAN, calibrated=True)
    sentence = found["1"]["text"]
    assert f": {said} of" in sentence or f"only {said} of" in sentence


def test_an_outlook_under_a_year_has_no_verdict() -> None:
    short = make_outlook()
    short = outputs_of(short.days[:6], {k: v[:, :6] for k, v in short.values.items()})
    runs = dict.fromkeys(scenarios_of(PLAN), short)
    assert verdicts(runs, PLAN, calibrated=True) == {}
    assert "too short" in headline(runs, PLAN, calibrated=True)


def lasting(years: float, *, people: int = 20, failed: int = 0) -> Outputs:
    """An outlook of some years in which spine and hip gain, with some people whose simulation failed."""
    days = np.arange(0, round(12 * years) + 1) * 365.25 / 12
    gain = make_outlook(people, spine=1.0, hip=2.0)
    values = {
        name: np.tile(array[:, :1], len(days)) * (1 + days / 36525) for name, array in gain.values.items()
    }
    for array in values.values():
        array[:failed] = np.nan
    return replace(outputs_of(days, values), failures=dict.fromkeys(range(failed), "it failed."))


@pytest.mark.parametrize(("years", "span"), [(1, "1 year"), (2, "2 years"), (5, "5 years")])
def test_the_span_is_said_in_whole_years(years: int, span: str) -> None:
    runs = dict.fromkeys(scenarios_of(PLAN), lasting(years + 0.5))
    found = verdicts(runs, PLAN, calibrated=True)
    assert list(found) == [str(year) for year in range(1, years + 1)]
    for year, entry in found.items():
        assert entry["text"].startswith(f"After {year} year{'' if year == '1' else 's'}, ")
    said = headline(runs, PLAN, calibrated=True)
    assert said.startswith(f"Over {span} the model expects")
    assert said.endswith(found[str(years)]["text"])


@pytest.mark.parametrize(
    ("people", "failed", "said"),
    [
        (1, 0, "only one virtual person was simulated"), (2, 1, "only one virtual person was simulated"),
        (2, 0, "only 2 virtual people were simulated"), (100, 1, "only 99 virtual people were simulated"),
        (101, 1, None), (100, 0, None),
    ],
)  # fmt: skip
def test_how_many_were_simulated_is_said_where_they_are_few(
    people: int, failed: int, said: str | None
) -> None:
    """Those whose simulation failed do not count."""
    runs = dict.fromkeys(scenarios_of(PLAN), lasting(1, people=people, failed=failed))
    text = verdicts(runs, PLAN, calibrated=True)["1"]["text"]
    assert ("simulated" in text) is (said is not None)
    assert said is None or said in text


@pytest.mark.parametrize(
    ("drugs", "takes"),
    [
        (("letrozole",), True), (("gnrh_agonist",), True), (("orchiectomy",), True), (("testosterone_gel",), False),
        (("testosterone_gel", "letrozole"), True), ((), False),
    ],
)  # fmt: skip
def test_a_plan_takes_bone_if_any_of_its_drugs_does(drugs: tuple[str, ...], takes: bool) -> None:
    plan = Protocol((*(DrugCourse(drug, 1, 1) for drug in drugs), TRAINING))
    runs = dict.fromkeys(scenarios_of(plan), mixed(10))
    assert (verdicts(runs, plan, calibrated=True)["1"]["class"] == "uncertain") is takes


@pytest.mark.parametrize(
    ("people", "losers", "said"),
    [
        (20, 0, "all of the virtual people keep"), (20, 20, "look enough: none of the virtual people keep"),
        (99, 0, "all of the virtual people keep"), (99, 99, "look enough: none of the virtual people keep"),
        (20, 10, "50 % of the virtual people keep"), (20, 1, "95 % of the virtual people keep"),
        (20, 19, "only 5 % of the virtual people keep"), (1, 0, "all of the virtual people keep"),
    ],
)  # fmt: skip
def test_of_few_people_all_or_none_or_a_share_keep_their_bone(people: int, losers: int, said: str) -> None:
    found = verdicts(dict.fromkeys(scenarios_of(PLAN), mixed(losers, people)), PLAN, calibrated=True)
    assert all(said in entry["text"] for entry in found.values()), found["1"]["text"]


def test_without_anybody_the_share_is_unknown() -> None:
    nobody = lasting(2, people=5, failed=5)
    found = verdicts(dict.fromkeys(scenarios_of(PLAN), nobody), PLAN, calibrated=True)
    assert [(entry["class"], entry["probability"]) for entry in found.values()] == [("uncertain", None)] * 2
    assert all("an unknown share of the virtual people" in entry["text"] for entry in found.values())


@pytest.mark.parametrize("start", [date(2026, 2, 1), date(2024, 2, 1), date(2027, 3, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("years", range(1, 31))
def test_a_year_is_from_date_to_date(start: date, years: int) -> None:
    """However many leap days lie between; the day before is not yet the year."""
    end = date(start.year + years, start.month, min(start.day, 28))
    for days, reached in (((end - start).days, years), ((end - start).days - 3, years - 1)):
        outlook = replace(make_outlook(2), days=np.array([0.0, float(days)]))
        assert (outlook.whole_years or [0])[-1] == reached
