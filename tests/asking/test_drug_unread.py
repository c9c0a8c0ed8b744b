"""Words around a drug and its dose: harmless ones are set aside, any other is asked."""

from __future__ import annotations

from itertools import product
from typing import Final

import pytest

from osteotwin.asking.drugs.answers import read_drugs
from osteotwin.errors import InputError

DRUGS: Final = (
    "letrozole 2.5 mg daily",
    "testosterone cypionate 100 mg weekly",
    "Prolia 60 mg every 6 months",
)
ASKED: Final = (
    "(old script)", "(x)", "(expired)", "(fake)", "(tbd)", "(idea)", "(her)", "(Anna)", "(rat)", "(underdosed)",
    "(crossed out)", "(trial arm)", "(nunca)", "(gestopt)", "(every other month)", "(tid)",
    ", Bob", ", him", ", fini", ", supposedly", ", every other month", ", tid", ", qod really", ", qod since May 2024",
    " - Bob", " - dc", ". Bob", " formerly", ", clean since May 2024", " for Bob", " for the parrot",
)  # fmt: skip
HARMLESS: Final = (
    "(generic)", "(for low bone density)", "(at the hospital)", ", as prescribed", ", with food", " - at home",
    ", nurse gives it", " for my bones", ", by my doctor",
)  # fmt: skip
#: Before the drug, and rhythms that differ wherever they stand.
ALSO_ASKED: Final = (
    "his: anastrozole 1 mg daily", "\u2260 anastrozole 1 mg daily", "// anastrozole 1 mg daily",
    "like anastrozole 1 mg daily", "weekly anastrozole 1 mg daily", "anastrozole weekly 7 mg, daily",
    "anastrozole 3 mg/week (MWF)", "test cyp 140mg/wk (EOD)", "anastrozole since 1 mg daily",
    "testosterone cypionate 200 (0.5) weekly", "hcg 5000 IU 10 units twice weekly",
)  # fmt: skip
ALSO_READ: Final = (
    "anastrozole 1 mg every other day (EOD)", "letrozole 2.5 mg daily (qd)", "alendronate 70 mg weekly (Sundays)",
    "anastrozole 0.5 mg twice a week, Mon and Thu", "test cyp 140 mg/week split in two, Mon and Thu",
    "letrozole 2.5 mg daily, none on Sundays", "test cyp 100 mg weekly, my wife injects it",
)  # fmt: skip


@pytest.mark.parametrize("answer", [*(f"{drug} {said}" for drug, said in product(DRUGS, ASKED)), *ALSO_ASKED])
def test_a_word_that_nothing_accounts_for_is_asked(answer: str) -> None:
    with pytest.raises(InputError):
        read_drugs(answer)


@pytest.mark.parametrize(
    "answer", [*(f"{drug} {said}" for drug, said in product(DRUGS, HARMLESS)), *ALSO_READ]
)
def test_words_that_change_nothing_are_set_aside(answer: str) -> None:
    (one,) = read_drugs(answer)
    assert one.dose


def test_the_question_names_the_word_and_keeps_the_dose() -> None:
    with pytest.raises(InputError) as asked:
        read_drugs("letrozole 2.5 mg daily (expired)")
    (problem,) = asked.value.problems
    assert '"(expired)" behind letrozole' in problem.found
    assert 'write "letrozole 2.5 mg daily"' in problem.fix
    with pytest.raises(InputError) as asked:
        read_drugs("letrozole 2.5 mg daily, clean since May 2024")
    (problem,) = asked.value.problems
    assert "since May 2024" not in problem.fix
