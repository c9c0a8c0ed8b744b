"""How often and how much in keys that the file does not have: what to write instead, with his own value."""

from __future__ import annotations

from pathlib import Path

import pytest

import osteotwin as ot

FILE = """\
[person]
sex = "male"
birth_date = 1970-01-01
[[plan.drug]]
name = "testosterone_cypionate"
{keys}
from = 2026-01-01
[outlook]
from = 2026-01-01
until = 2027-01-01
"""


def written(folder: Path, keys: str) -> Path:
    path = folder / "person.toml"
    path.write_text(FILE.format(keys=keys), encoding="utf-8")
    return path


@pytest.mark.parametrize(("keys", "fix"), [
    ('dose = "70 mg"\ntimes = "twice a week"', 'write every = "twice a week"'),
    ('dose = "70 mg"\ndays = ["Mon", "Thu"]', 'write every = "Mon/Thu"'),
    ('per_week = "140 mg"', 'write dose = "140 mg/week"'),
    ('volume = "0.35 mL"\nevery = "week"', 'dose = "0.35 mL of 200 mg/mL"'),
])  # fmt: skip
def test_the_line_to_write_is_told(keys: str, fix: str, tmp_path: Path) -> None:
    with pytest.raises(ot.InputError) as raised:
        ot.read_person(written(tmp_path, keys))
    assert any(one.found.startswith("the unknown key") and fix in one.fix for one in raised.value.problems)


@pytest.mark.parametrize("unit", ["week", "a week", "day", "fortnight", "Month", "quarter", "year"])
def test_a_unit_alone_is_one_of_it(unit: str, tmp_path: Path) -> None:
    plans = [
        ot.read_person(written(tmp_path, f'dose = "70 mg"\nevery = "{every}"')).plan
        for every in (unit, f"every {unit.removeprefix('a ').casefold()}", "every 11 days")
    ]
    assert plans[0] == plans[1] != plans[2]
