"""The question for first days names the drug that lacks its day, or the words that are none, and offers his days."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError, Problem

TODAY = date(2026, 2, 1)
TWO = {"drugs": "letrozole; Prolia", "dose": "2.5 mg daily; 60 mg every 6 months"}
ONE = {"drugs": "Nebido", "dose": "1000 mg every 12 weeks"}
FOUR = {
    "drugs": "Lupron; abiraterone; prednisone; Xgeva",
    "dose": "22.5 mg every 3 months; 1000 mg daily; 5 mg twice a day; 120 mg monthly",
}


def asked(said: dict[str, str], since: str) -> Problem:
    with pytest.raises(InputError) as error:
        ot.new_person({**said, "since": since}, today=TODAY)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(
    ("said", "since", "found", "offer"),
    [
        (ONE, "Nebido since Jan 2022. Was on Testogel 2 sachets a day from Aug 2020", "Was on Testogel", "Jan 2022"),
        (ONE, "January 2022; August 2020 until January 2022", "August 2020 until January 2022", "January 2022"),
        (ONE, "since May 2022, before that tamoxifen from 2018", "before that tamoxifen from 2018", "May 2022"),
        (ONE, "2012 (gel before, from 2009)", "gel before, from 2009", "2012"),
        (TWO, "oct 2023. before that, pills + cypro from june 2022", "pills + cypro from june 2022", "oct 2023"),
        (TWO, "letrozole 2022. Prolia 2023, tamoxifen before that 2018 to 2022", "tamoxifen before that", "2022; 2023"),
        (TWO, "HRT since 06/2025", '"HRT"', "06/2025"),
        (TWO, "Letrozol seit 1.9.2023, erste Prolia war am 15. Mai 2024, letzte am 20.5.2025", "letzte am 20.5.2025",
         "1.9.2023; 15. Mai 2024"),
        (TWO, "letrozole since 2022", "no day for Prolia", ""),
        (TWO, "letrozole March 2022, Prolia a bit later", "no day for Prolia", ""),
        (FOUR, "ADT 4/2022. Abi+pred 5/2022. Xgeva 1/2024, was on Fosamax 2022-23", "was on Fosamax 2022-23", ""),
    ],
)  # fmt: skip
def test_what_lacks_is_named_and_what_is_offered_is_read(
    said: dict[str, str], since: str, found: str, offer: str
) -> None:
    problem = asked(said, since)
    assert found in problem.found
    typed = re.findall(r'write "([^"]+)"', problem.fix)
    assert typed == ([offer] if offer else [])
    for one in typed:
        assert ot.new_person({**said, "since": one}, today=TODAY).understood["since"]
    if said is not ONE:
        assert "parted by semicolons" in problem.fix or ";" in offer
    assert ("among the drugs, with its dose" in problem.fix) == ("no first day" in problem.found)


def test_one_day_of_each_is_read() -> None:
    said = ot.new_person({**FOUR, "since": "4/2022; 5/2022; 5/2022; 1/2024"}, today=TODAY).understood["since"]
    assert "denosumab: 120 mg every month, from 2024-01-01 on" in said
