"""A dose that was changed: two entries where both doses and the day are told, else named with the word that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import written

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Reading
from osteotwin.importing.read_file import read_file


def read(text: str, folder: Path) -> Reading:
    return read_file(written(folder, "list.txt", text), Answers())


def doses(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (one.keys["dose"], *(str(one.keys.get(key, "")) for key in ("every", "from", "until")))
        for one in reading.found
    ]


FIRST, SECOND = ("5 mg", "1 day", "2023-01-01", "2024-03-01"), ("2.5 mg", "1 day", "2024-03-01", "")


@pytest.mark.parametrize("text", [
    "Prednisone 5 mg daily since 2023-01-01, reduced to 2.5 mg on 2024-03-01",
    "Prednisone 5 mg daily since 2023-01-01, reduced from 5 mg to 2.5 mg 2024-03-01",
    "Prednisone 5 mg daily since 2023-01-01, then lowered to 2.5 mg daily on 2024-03-01.",
    "Prednisone 5 mg daily since 2023-01-01 (decreased to 2.5 mg on 2024-03-01)",
    "Prednisolon 5 mg täglich seit 01.01.2023, reduziert auf 2,5 mg am 01.03.2024",
])  # fmt: skip
def test_both_doses_with_their_days(text: str, tmp_path: Path) -> None:
    assert doses(read(text, tmp_path)) == [FIRST, SECOND]


@pytest.mark.parametrize("text", [
    "Prednisone reduced from 5 mg to 2.5 mg daily on 2024-03-01",
    "Prednisone 2.5 mg daily since 2024-03-01 (reduced from 5 mg)",
    "Prednisone 2.5 mg daily since 2024-03-01 (was 5 mg)",
    "Prednisone 2.5 mg daily since 2024-03-01, previously 5 mg",
])  # fmt: skip
def test_the_dose_before_without_its_first_day_is_named(text: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert doses(reading) == [SECOND]
    assert any("5 mg" in one.said and "a first day" in one.why for one in reading.left)


def test_another_rhythm_is_that_of_its_own_dose(tmp_path: Path) -> None:
    text = "Anastrozole 1 mg daily since 2025-01-01, changed to 0.5 mg twice weekly on 2025-06-01"
    assert doses(read(text, tmp_path)) == [
        ("1 mg", "1 day", "2025-01-01", "2025-06-01"), ("0.5 mg", "3.5 days", "2025-06-01", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "Prednisone 5 mg daily since 2023-01-01, reduced from 10 mg to 2.5 mg on 2024-03-01",
    "Prednisone 5 mg daily since 2023-01-01, reduced to 2.5 mg 03/2024",
    "Prednisone 5 mg daily since 2023-01-01, reduced to 2.5 mg on 2024-03-01, stopped 2024-09-01",
    "Prednisone 10 mg daily since 2023-01-01, reduced to 5 mg on 2024-03-01, reduced to 2.5 mg on 2024-06-01",
    "Anastrozole 1 mg daily since 2025-01-01, changed to letrozole 2.5 mg daily on 2025-06-01",
    "Letrozole 2.5 mg daily since 2023-01-01 (previously anastrozole 1 mg)",
    "Alendronate 70 mg weekly since 2020-01-01, increased to 140 mg",
    "Anastrozole 1 mg daily (dose reduced to 0.5 mg 2025-06-01) since 2025-01-01",
])  # fmt: skip
def test_what_is_not_told_whole_is_named(text: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert not reading.found
    assert any("a change; write" in one.why for one in reading.left)


@pytest.mark.parametrize("text", [
    "Anastrozole 1 mg daily since 2025-01-01, was well tolerated",
    "Anastrozole was started on 2025-01-01 at 1 mg daily",
])  # fmt: skip
def test_was_alone_is_no_change(text: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert "change" not in "".join(one.why for one in reading.left)


@pytest.mark.parametrize(("text", "found"), [
    ("anastrozole 1 mg PO daily (3/14/2025 - present)", ("1 mg", "1 day", "2025-03-14", "")),
    ("Anastrozole 1 mg daily 2025-03-14 to now", ("1 mg", "1 day", "2025-03-14", "")),
    ("Tamoxifen 20 mg daily (2018-01-01 - 2023-01-01)", ("20 mg", "1 day", "2018-01-01", "2023-01-01")),
    ("zoledronic acid 5 mg IV once on 5/15/2025", ("5 mg", "once", "2025-05-15", "")),
    ("zoledronic acid 5 mg IV, single dose on 2025-05-15", ("5 mg", "once", "2025-05-15", "")),
    ("testosterone cypionate 200 mg/mL - Inject 0.5 mL (100 mg) every 7 days. Started 01/20/2024",
     ("100 mg", "7 days", "2024-01-20", "")),
    ("cholecalciferol (vitamin D3) 50 mcg (2,000 unit) capsule - Take 1 capsule daily. Start 05/21/2023",
     ("2000 IU", "1 day", "2023-05-21", "")),
])  # fmt: skip
def test_days_as_lists_write_them(text: str, found: tuple[str, ...], tmp_path: Path) -> None:
    assert doses(read(text, tmp_path)) == [found]


@pytest.mark.parametrize(("text", "why"), [
    ("denosumab 60 mg SC q6 months, last 11/2/2024", "a last dose"),
    ("Tamoxifen 20 mg daily (2018-2023)", "not say a first day"),
    ("alendronate 70 mg weekly 2018-2021", "not say a first day"),
    ("cholecalciferol 50 mcg (5,000 unit) capsule - Take 1 capsule daily since 2023-05-21", "not say a dose"),
])  # fmt: skip
def test_only_what_lacks_is_said_to_lack(text: str, why: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert not reading.found
    assert why in "".join(one.why for one in reading.left)
    assert "a dose and" not in "".join(one.why for one in reading.left)
