"""What labels say beside how much and how often: water, posture, hands, places and marks of a syringe."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_instructions import is_instruction
from osteotwin.protocol.dose_of_drug import steps_of_drug
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units import AmbiguousRhythm

YEAR, MONTH = 365.25 / 7, 365.25 / 84
#: Name, dose as a label has it, and what it comes to in a week.
LABELS = (
    (
        "Alendronate 70mg",
        "Take 1 tablet by mouth once weekly on empty stomach with 8 oz water; remain upright 30 min",
        70,
    ),
    (
        "Risedronate 35 mg",
        "1 tab weekly before breakfast w/ 6-8 oz plain water, do not lie down for 30 min",
        35,
    ),
    ("alendronate", "70 mg PO once weekly, 30 min before first food/drink of the day with plain water", 70),
    (
        "Ibandronate 150 mg",
        "1 tablet once a month, same date each month, 60 min before breakfast",
        150 / MONTH,
    ),
    (
        "Zoledronic acid",
        "Infuse 5 mg IV over no less than 15 minutes annually - administered in office",
        5 / YEAR,
    ),
    ("Denosumab 60mg", "SubQ injection every 6 months", 120 / YEAR),
    ("Denosumab 60 mg", "alle 6 Monate s.c. durch den Hausarzt", 120 / YEAR),
    ("romosozumab", "210 mg SC monthly as two 105 mg injections", 210 / MONTH),
    ("Prednisone 20 mg", "2 PO mane 1 PO nocte", 420),
    ("Prednisone 5 mg", "2 tabs mane, 1 tab nocte", 105),
    ("Prednisone 10 mg", "ii tabs po qam", 140),
    ("Prednisone 5 mg", "2 cp le matin et 1 cp le soir", 105),
    ("Prednisolon 5 mg", "1-0-0 nach dem Frühstück", 35),
    ("Anastrozol 1 mg", "1 x tägl. 1 Tablette, unzerkaut mit Wasser", 7),
    ("Anastrozol 1 mg", "tomar 1 tableta vía oral cada 24 h", 7),
    ("Alendronate 70 mg", "1 cp par semaine à jeun, avec un grand verre d'eau, rester debout 30 minutes", 70),
    ("teriparatide", "20 mcg subcut daily into thigh or abdomen, rotate sites, max 24 months", 140),
    ("testosterone cypionate", "Inject 0.5 mL, as 100 mg, intramuscularly weekly.", 100),
    (
        "testosterone cypionate 200 mg/mL",
        "0.5 mL (50 units) sc twice weekly (e.g., Monday and Thursday)",
        200,
    ),
    ("testosterone enanthate", "0.15 mL 2×/wk (~75 mg/wk)", 75),
    ("hcg", "500 units (0.25 mL) sc 3 times weekly", 1500),
)
#: What is asked, or no dose: never read as another one.
OPEN = (
    ("testosterone cypionate", "0.5 mL (50 units) subcutaneously twice weekly"),
    ("testosterone cypionate", "draw to the 40 unit mark twice a week"),
    ("prednisone", "10 mg in the morning, 1 tablet at night"),
    ("anastrozole", "1 mg daily except with food"),
    ("anastrozole", "1 mg when fasting"),
    ("anastrozole 1 mg", "not on an empty stomach"),
)


@pytest.mark.parametrize(("name", "dose", "a_week"), LABELS)
def test_the_words_of_a_label_change_nothing_of_the_dose(name: str, dose: str, a_week: float) -> None:
    steps = steps_of_drug(name, dose)
    assert steps is not None
    assert len(steps) == 1
    (step,) = steps
    assert step.rhythm is not None
    assert float(str(step.amount).split()[0]) / step.rhythm.mean_days * 7 == pytest.approx(a_week, rel=1e-3)


@pytest.mark.parametrize(("name", "dose"), OPEN)
def test_what_may_be_another_dose_is_not_read(name: str, dose: str) -> None:
    try:
        read = steps_of_drug(name, dose)
    except (AmbiguousDose, AmbiguousRhythm):
        read = None
    assert read is None


def test_an_instruction_names_nothing_that_is_taken() -> None:
    for said in (
        "remain upright 30 min",
        "do not stop abruptly",
        "rotate sites",
        "Discard pen after 28 days",
    ):
        assert is_instruction(said), said
    for said in ("letrozole with water", "5 mg with water", "every 12 hours", "30 days", "do not take"):
        assert not is_instruction(said), said
