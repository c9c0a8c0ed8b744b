"""A dose in any order and among other words: read as what it is, or not at all."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.people.canonical import canonical_text
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.dose_loading import loading_in_steps
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.dose_words import dose_steps
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.read_plan import read_plan
from osteotwin.units import AmbiguousRhythm

AMOUNTS = {"0.5 mg": 0.5, "half a mg": 0.5, "1/2 tab of 1 mg": 0.5, ".5 mgs": 0.5, "0,5 mg": 0.5,
           "two 0.25 mg tablets": 0.5, "0.25 mL of 2 mg/mL": 0.5, "0.25 ml (2 mg/ml)": 0.5}  # fmt: skip
RHYTHMS = {"daily": 1.0, "EOD": 2.0, "Mon/Thu": 3.5, "twice a week": 3.5, "every 3.5 days": 3.5, "M/W/F": 7 / 3,
           "once a night": 1.0, "p.w.": 7.0, "every second Monday": 14.0, "q.o.d.": 2.0}  # fmt: skip
ORDERS = ("{amount} {rhythm}", "{rhythm}: {amount}", "currently on {amount}, {rhythm}",
          "I take {amount} {rhythm} with food",
          "{amount} by mouth {rhythm}", "Rx: {amount} {rhythm} long term", "{rhythm} - {amount} for my bones",
          "about {amount} to be taken {rhythm}")  # fmt: skip


@pytest.mark.parametrize(("amount", "rhythm", "order"), list(product(AMOUNTS, RHYTHMS, ORDERS))[::7])
def test_the_order_and_the_words_around_it_change_nothing(amount: str, rhythm: str, order: str) -> None:
    (step,) = dose_steps(order.format(amount=amount, rhythm=rhythm)) or ()
    assert float(str(step.amount).split()[0]) == AMOUNTS[amount]
    assert step.rhythm is not None
    assert step.rhythm.days == pytest.approx(RHYTHMS[rhythm])


@pytest.mark.parametrize(
    "text",
    ["1 mg daily unless nauseous", "not 1 mg daily", "1 mg daily sometimes", "up to 1 mg daily",
     "1 mg daily (was 2 mg)",
     "stopped 1 mg daily", "1 mg daily if needed", "maybe 1 mg daily"],
)  # fmt: skip
def test_a_word_that_is_not_known_leaves_it_unread(text: str) -> None:
    assert dose_steps(text) is None


@pytest.mark.parametrize(
    "text",
    ["1,250 mg daily", "1.000 mg every 12 weeks", "2 tablets (5 mg) daily", "100 mg weekly of 200 mg/mL, 0.25 mL",
     "70 mg Mon, twice a week on Tuesday", "20 mg a day, 100 mg a week", "2 pumps (12.5 mg) daily (30 mg)"],
)  # fmt: skip
def test_what_may_be_two_amounts_is_asked(text: str) -> None:
    try:
        steps = dose_steps(text)
    except (AmbiguousDose, AmbiguousRhythm):
        return
    assert steps is None


def test_units_of_vitamins_and_hormones_have_no_thousandths() -> None:
    for text in ("20.000 IE weekly", "20,000 IU weekly", "20000 units weekly"):
        (step,) = dose_steps(text) or ()
        assert step.amount == "20000 IU"


def test_first_doses_apart_are_steps() -> None:
    assert loading_in_steps("750 mg at weeks 0, 4, then every 10 weeks") == (
        "750 mg every 4 weeks for 4 weeks then 750 mg every 10 weeks"
    )
    assert [
        step.lasts_days for step in dose_steps("240 mg loading dose, then 80 mg every 28 days") or ()
    ] == [28.0, None]


def plan(folder: Path, text: str) -> tuple[DrugCourse, ...]:
    file = folder / "plan.toml"
    file.write_text(f"[[plan.drug]]\n{text}", encoding="utf-8")
    return tuple(
        item for item in read_plan(file, date(2026, 1, 5)).interventions if isinstance(item, DrugCourse)
    )


def test_a_strength_in_the_name_is_of_what_the_dose_counts(tmp_path: Path) -> None:
    for name, dose, mg in (
        ("test cyp 200 mg/mL", "0.35 mL twice a week", 70.0),
        ("Arimidex 1 mg tabs", "half a tab twice a week", 0.5),
        ("letrozole 2,5 mg", "1 tablet daily", 2.5),
        ("anastrozole 0,5 mg", "one tablet every other day", 0.5),
        ("HCG 1,500 IU", "one ampoule weekly", 1500.0),
        ("Fosamax 70 mg tablets", "one to be taken once a week", 70.0),
        ("Fosamax 70 mg tablets", "once weekly", 70.0),
        ("Arimidex 1 mg tabs", "0.5 mg daily", 0.5),
    ):
        (course,) = plan(tmp_path, f'name = "{name}"\ndose = "{dose}"\n')
        assert course.dose == pytest.approx(mg)


def test_a_vial_of_an_ester_is_no_tablet(tmp_path: Path) -> None:
    (course,) = plan(tmp_path, 'name = "estradiol valerate 40 mg/ml vial"\ndose = "4 mg weekly"\n')
    assert course.drug == "estradiol_valerate_injection"


def test_days_with_doses_of_their_own_are_shown_and_saved_as_they_are(tmp_path: Path) -> None:
    text = 'name = "test cyp"\ndose = "Thu 40 mg, Mon 100 mg"\n'
    (course,) = plan(tmp_path, text)
    assert course.dose == 70.0
    assert describe_intervention(course) == "100 mg Monday, 40 mg Thursday"
    saved = canonical_text(tmp_path / "plan.toml")
    assert 'dose = "100 mg Monday, 40 mg Thursday"' in saved
    (again,) = plan(tmp_path, saved.partition("\n")[2])
    assert again == course


def test_doses_by_turns_are_shown_and_saved_as_they_are(tmp_path: Path) -> None:
    (course,) = plan(tmp_path, 'name = "exemestane"\ndose = "12.5/25 mg alternating days"\n')
    assert (course.dose, course.interval_days) == (18.75, 1.0)
    assert describe_intervention(course) == "12.5 mg one day, 25 mg the next"
    saved = canonical_text(tmp_path / "plan.toml")
    assert plan(tmp_path, saved.partition("\n")[2]) == (course,)


def test_a_share_of_the_doses_is_so_much_less_often(tmp_path: Path) -> None:
    (course,) = plan(tmp_path, 'name = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\nadherence = "70 %"\n')
    assert course.interval_days == pytest.approx(1.0 / 0.7)
    assert describe_intervention(course) == "1 mg every day, 70 % of the doses taken"
    with pytest.raises(InputError, match=r"a share of what is given every 6 months.*an entry of its own"):
        plan(tmp_path, 'name = "Prolia"\ndose = "60 mg"\nevery = "6 months"\nadherence = "70 %"\n')


def test_a_slip_of_a_name_is_read_and_what_may_be_two_is_asked(tmp_path: Path) -> None:
    assert plan(tmp_path, 'name = "Arimedex"\ndose = "1 mg daily"\n')[0].drug == "anastrozole"
    assert (
        plan(tmp_path, 'name = "anastrazzol"\ndose = "1 mg daily"\n')[0].drug == "anastrozole"
    )  # it sounds so
    # "zolendronic acid" is as near to alendronic as to zoledronic acid.
    for name in ("zolendronic acid", "test d", "anstrazol"):
        with pytest.raises(InputError):
            plan(tmp_path, f'name = "{name}"\ndose = "1 mg daily"\n')
    # A drug of its own, outside the model, and never clomifene.
    assert plan(tmp_path, 'name = "clomipramine"\ndose = "1 mg daily"\n') == ()
