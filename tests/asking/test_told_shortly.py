"""Days and pens that are told shortly are read, or asked with what he told; nothing planned counts as begun."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("drugs", "dose", "said"),
    [
        ("letrozole 2022 for 2 years", "2.5 mg daily", "from 2022-07-01 until 2024-07-01"),
        ("letrozole 2019 for five years", "2.5 mg daily", "from 2019-07-01 until 2024-07-01"),
        ("Arimidex in 2020 for 3 years", "1 mg daily", "from 2020-07-01 until 2023-07-01"),
        ("starting Prolia 60 mg every 6 months in January", "", "from 2027-01-01 on"),
        ("starting testosterone cypionate 100 mg weekly in March", "", "from 2027-03-01 on"),
        ("letrozole 2.5 mg daily since 2022; starting Prolia 60 mg every 6 months in December", "",
         "from 2026-12-01 on"),
        ("Forteo", "one pen a month", "20 ug every day"),
        ("Forsteo", "a new pen every 28 days", "20 ug every day"),
        ("Forteo 1 pen every 4 weeks since May 2025", "", "20 ug every day, from 2025-05-01 on"),
        ("letrozole", "a third of a tablet every other day", "0.833333 mg every 2 days"),
        ("letrozole", "two thirds of a tablet daily", "1.66667 mg every day"),
        ("anastrozole", "three quarters of a tablet daily", "0.75 mg every day"),
        ("letrozole", "a tablet every third day", "2.5 mg every 3 days"),
    ],
)  # fmt: skip
def test_short_ways_are_read(drugs: str, dose: str, said: str) -> None:
    answers = {"drugs": drugs, "dose": dose} if dose else {"drugs": drugs}
    assert said in ot.new_person(answers, today=TODAY).understood["drugs"]


def test_a_year_behind_a_name_is_asked_whether_it_goes_on() -> None:
    with pytest.raises(InputError) as asked:
        ot.new_person({"drugs": "letrozole in 2022", "dose": "2.5 mg daily"}, today=TODAY)
    (problem,) = asked.value.problems
    assert 'write "letrozole since 2022" if it is still taken' in problem.fix


@pytest.mark.parametrize(
    ("drugs", "live", "over"),
    [
        ("Estradot only - stopped spiro after orchi", "Estradot", "stopped spiro after orchi"),
        ("letrozole - stopped tamoxifen in 2022", "letrozole", "stopped tamoxifen in 2022"),
        ("anastrozole, came off prednisone", "anastrozole", "came off prednisone"),
    ],
)
def test_the_days_of_a_stopped_drug_end_no_other(drugs: str, live: str, over: str) -> None:
    with pytest.raises(InputError) as asked:
        ot.new_person({"drugs": drugs, "dose": "1 mg daily"}, today=TODAY)
    (problem,) = asked.value.problems
    assert over in problem.found
    assert f'"{live}"' in problem.fix
    assert "until May 2024" not in problem.fix
