"""Schemes of a day on some days and patches worn together are read; what stands beside a dose is named."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("drug", "dose", "said"),
    [
        ("letrozole", "0-0-1 alternate days", "2.5 mg every 2 days"),
        ("letrozole", "2.5 mg 0-0-1 alternate days", "2.5 mg every 2 days"),
        ("exemestane", "1-0-0 Mon, Wed, Fri", "25 mg every 2.33333 days"),
        ("anastrozole", "1-0-1 every other day", "2 mg every 2 days"),
        ("letrozole", "0-0-1", "2.5 mg every day"),
        ("prednisone", "5 mg 1-0-1", "5 mg twice a day"),
        ("Estradot", "100 + 50 patch together, changed Weds and Sun", "150 ug/day every 3.5 days"),
        ("Estradot", "50+25 ug patches, changed twice a week", "75 ug/day every 3.5 days"),
    ],
)
def test_schemes_and_patches_are_read(drug: str, dose: str, said: str) -> None:
    assert said in ot.new_person({"drugs": drug, "dose": dose}, today=TODAY).understood["dose"]


@pytest.mark.parametrize(
    ("drug", "dose", "trouble", "offer"),
    [
        ("letrozole", "2.5 mg daily, was 5 mg", "was 5 mg", "2.5 mg daily"),
        ("progesterone", "100mg rectal nightly, was 200", "was 200", "100mg rectal nightly"),
        ("anastrozole", "0.5 mg twice a week (it was 1 mg)", "it was 1 mg", "0.5 mg twice a week"),
        (
            "zoledronate",
            "4 mg i.v. q6m (doses: 10-2025, 04-2026)",
            "(doses: 10-2025, 04-2026)",
            "4 mg i.v. q6m",
        ),
        ("Prolia", "60 mg every 6 months (given: May 2025, Nov 2025)", "May 2025", "60 mg every 6 months"),
        (
            "prednisone",
            "25 mg for 5 days, maybe 4x in one year",
            "courses of some days",
            "25 mg 20 times a year",
        ),
        ("prednisone", "40 mg for 7 days, 3 times a year", "courses of some days", "40 mg 21 times a year"),
        (
            "prednisone",
            "30 mg daily for 10 days twice a year",
            "courses of some days",
            "30 mg 20 times a year",
        ),
    ],
)
def test_what_stands_beside_a_dose_is_named(drug: str, dose: str, trouble: str, offer: str) -> None:
    with pytest.raises(InputError) as asked:
        ot.new_person({"drugs": drug, "dose": dose}, today=TODAY)
    (problem,) = asked.value.problems
    assert trouble in problem.found
    assert re.findall(r'write "([^"]+)"', problem.fix) == [offer]
    assert ot.new_person({"drugs": drug, "dose": offer}, today=TODAY).understood["dose"]
