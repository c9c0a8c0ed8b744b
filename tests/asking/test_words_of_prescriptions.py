"""Words of boxes, prescriptions and other languages around a drug; treatments beside it, months, bare days."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

#: An answer on drugs, and what is said of it.
READ = [
    ("Aromasin (chemical name: exemestane) 25 mg daily since March 2023", "exemestane: 25 mg every day"),
    ("Arimidex (principe actif : anastrozole) 1 mg par jour depuis mai 2023", "anastrozole: 1 mg every day"),
    ("Aromasin (Wirkstoff: Exemestan) 25 mg täglich seit Mai 2023", "exemestane: 25 mg every day"),
    ("Prolia® (denosumab) Injection, for subcutaneous use 60 mg every 6 months", "60 mg every 6 months"),
    ("letrozole tablets, for oral use, 2.5 mg daily since May 2023", "letrozole: 2.5 mg every day"),
    ("Letrozol Cancernova 2,5 mg 1 fois par jour (1×/j), pris au cours ou en dehors des repas", "2.5 mg every day"),
    ("anastrozol 1 mg diario con o sin comida desde marzo 2023", "anastrozole: 1 mg every day"),
    ("Anastrozol 1 mg täglich mit oder ohne Mahlzeit seit März 2023", "anastrozole: 1 mg every day"),
    ("Femara 2,5 mg 1 cp/j since March 2023", "letrozole: 2.5 mg every day"),
    ("Letrozol 2,5 mg 2x/j depuis mars 2023", "letrozole: 2.5 mg twice a day"),
    ("dagelijks letrozol 2,5 mg p.o. since March 2023", "letrozole: 2.5 mg every day"),
    ("l’Arimidex 1 mg par jour depuis mars 2023", "anastrozole: 1 mg every day"),
    ("anastrozol 1 mg montags bis freitags seit März 2023", "every 1.4 days"),
    ("anastrozol 1 mg de lunes a viernes desde marzo 2023", "every 1.4 days"),
    ("anastrozole 1 mg du lundi au vendredi depuis mars 2023", "every 1.4 days"),
    ("anastrozole 1 mg Mon thru Thu since March 2023", "every 1.75 days"),
    ("Injectables: testosterone enanthate 150 mg every 2 weeks since May 2023", "150 mg every 2 weeks"),
    ("Spritzen: Testosteron-Enantat 250 mg alle 3 Wochen seit Mai 2023", "250 mg every 3 weeks"),
    ("start letrozole 2.5 mg/d", "letrozole: 2.5 mg every day, from 2026-02-01"),
    ("Letrozol 2,5 mg/d starten", "letrozole: 2.5 mg every day, from 2026-02-01"),
    ("Testosterone Cypionate 200 mg once today", "200 mg once, on 2026-02-01"),
    ("Prolia 60 mg in April and in October since 2021", "every 6 months, from 2021-04-01"),
    ("Reclast 5 mg every November since 2021", "every year, from 2021-11-01"),
    ("200mg or 1ml of Testosterone Cypionate every 2 weeks", "200 mg every 2 weeks"),
    ("alendronate 70 mg weekly since 2024", "70 mg every week"),
    ("DES 1 mg daily since March 2023", "Diethylstilbestrol"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), READ)
def test_words_around_a_drug_change_nothing_of_it(answer: str, said: str) -> None:
    assert said in told("drugs", answer)


def test_all_drugs_of_a_sentence_on_medications_are_there() -> None:
    said = told(
        "drugs", "His medications include valsartan, metoprolol, tamsulosin, finasteride and donepezil."
    )
    for name in ("Valsartan", "Metoprolol", "Tamsulosin", "finasteride", "Donepezil"):
        assert name in said


#: An answer on drugs, and what is asked.
ASKED = [
    ("J’ai essayé l’Arimidex en 2006", "has ended", "leave it out"),
    ("I tried anastrozole for a month in 2019 and stopped", "has ended", "leave it out"),
    ("probé anastrozol en 2019 y lo dejé", "has ended", "leave it out"),
    ("letrozole 2.5 mg daily, exemestane previously", "exemestane previously", "has ended"),
    ("letrozole 2.5 mg daily 5 mg before that", "an earlier dose", ""),
    ("Letrozole 2.5 mg daily (allergy)", "not tolerated", ""),
    ("Prolia 60 mg every 6 months, 4 injections since Nov 2023", "whether it goes on", ""),
    ("Prolia 60 mg every January and July", "since January 2023", ""),
    ("testosterone gel 5 mg daily and HRT", "HRT", "nothing is told"),
    ("alendronate 70 mg weekly on hormone therapy", "hormone therapy", "nothing is told"),
    ("Alendronsäure 70 mg Tabl 1-0-0-0 seit 01.03.2024", "70 mg weekly", ""),
    ("Prolia 60 mg weekly", "60 mg every 182 days", ""),
    ("Actonel with calcium 35 mg weekly", "two names before one dose", "Actonel 35 mg weekly"),
    ("letrozole 2.5 mg daily until May 2024", "since March 2021 until May 2024", ""),
    ("either 12.5mg aromasin or 0.5mg arimidex ED from the start of their cycle", "12.5mg aromasin", "or "),
    ("meine tägliche Tablette Tamoxifen", "names Tamoxifen", "how much"),
    ("ácido zoledrónico cada 21 o 28 días", "one rhythm", "how much"),
    ("FORSTEO 20 microgramos/80 microlitros solución inyectable", "how often", ""),
]


@pytest.mark.parametrize(("answer", "words", "more"), ASKED)
def test_what_may_be_another_is_asked(answer: str, words: str, more: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told("drugs", answer)
    assert words in str(asked.value)
    assert more in str(asked.value)


#: Since when, and the day; empty where it is asked.
DAYS = [
    ("beginning of last year", "from 2025-01-01 on"),
    ("since the start of last year", "from 2025-01-01 on"),
    ("noviembre de 2023", "from 2023-11-01 on"),
    ("septiembre 2023", "from 2023-09-01 on"),
    ("feburary 2024", "from 2024-02-01 on"),
    ("Jan-June 2024", "from 2024-01-01 until 2024-06-01"),
    ("decades", ""),
    ("maybe 2023", ""),
    ("3 years until June", ""),
    ("March 2023 - Dec", ""),
    ("June-July 2024", ""),
    ("a month after surgery (June 2024)", ""),
]


@pytest.mark.parametrize(("since", "days"), DAYS)
def test_a_day_is_read_or_asked(since: str, days: str) -> None:
    drug = "letrozole 2.5 mg daily"
    if days:
        assert days in told("drugs", drug, since=since)
    else:
        with pytest.raises(ot.InputError):
            told("drugs", drug, since=since)
