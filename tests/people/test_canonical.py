"""A file in canonical form says the same as before, with its comments, and its old text stays beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import osteotwin as ot
from osteotwin.people.canonical import canonical_text, write_canonical

WORDS = """# mine
[person]
sex = "man"          # as at birth
birth_date = 1981-05-14
height = "5 ft 11 in"
weight = "190 lb"

[[plan.drug]]
name = "test cyp"    # since the clinic
dose = "0.35 mL of 200 mg/mL"
every = "E3.5D"
from = 2026-02-01

[[plan.drug]]
name = "arimidex"
dose = "0.25 mg with each shot"
from = 2026-02-01

[[plan.drug]]
name = "alendronate"
dose = "70 mg every Sunday"

[[plan.drug]]
name = "prednisone"
dose = "20 mg for 2 weeks then 10 mg"
every = "qd"

[[plan.supplement]]
nutrient = "vit D3"
dose = "1,000 IU"
every = "daily"

[[plan.training]]
exercise = "Squat (Barbell)"
sessions_per_week = "Mon/Thu"
sets = 3
reps = 5
load = "RPE 8"
cycle = "3 weeks on, 1 off"

[outlook]
until = 2028-02-01
"""


def written(folder: Path) -> Path:
    file = folder / "me.toml"
    file.write_text(WORDS, encoding="utf-8")
    return file


def test_it_reads_as_the_same_person_and_keeps_its_comments(tmp_path: Path) -> None:
    file = written(tmp_path)
    before = ot.read_person(file)
    text = canonical_text(file)
    for kept in (
        "# mine",
        "# as at birth",
        "# since the clinic",
        "20 mg for 2 weeks then 10 mg",
        "with each shot",
    ):
        assert kept in text
    for line in ('sex = "male"', 'dose = "70 mg"', 'every = "3.5 days"', 'every = "1 week"', 'exercise = "back_squat"',
                 "sessions_per_week = 2", 'nutrient = "vitamin_d"', 'every = "1 day"'):  # fmt: skip
        assert line in text
    file.write_text(text, encoding="utf-8")
    assert ot.read_person(file) == before
    assert canonical_text(file) == text


def test_the_old_file_stays_beside_it_under_its_date(tmp_path: Path) -> None:
    file = written(tmp_path)
    today = date(2026, 3, 1)
    copy = write_canonical(file, today)
    assert copy == tmp_path / "me.2026-03-01.toml"
    assert copy.read_text(encoding="utf-8") == WORDS
    assert write_canonical(file, today) is None
    file.write_text(WORDS, encoding="utf-8")
    assert write_canonical(file, today) == tmp_path / "me.2026-03-01-2.toml"


def test_a_plan_that_stands_alone_is_written_too(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(
        '[[plan.drug]]\nname = "adex"\ndose = "½ tablet of 1 mg"\nevery = "EOD"  # gentle\n', encoding="utf-8"
    )
    before = ot.read_plan(file)
    assert write_canonical(file, date(2026, 3, 1)) is not None
    assert ot.read_plan(file) == before
    assert 'every = "2 days"  # gentle' in file.read_text(encoding="utf-8")


def test_a_new_key_stands_with_its_entry_and_not_behind_the_next_ones_comment(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(
        '[[plan.drug]]\nname = "test cyp"\ndose = "140 mg/week in two"\n\n# beside it\n'
        '[[plan.drug]]\nname = "adex"\ndose = "0.25 mg daily"\n# the end\n',
        encoding="utf-8",
    )
    assert canonical_text(file) == (
        '[[plan.drug]]\nname = "test cyp"\ndose = "70 mg"\nevery = "3.5 days"\n\n# beside it\n'
        '[[plan.drug]]\nname = "adex"\ndose = "0.25 mg"\nevery = "1 day"\n# the end\n'
    )
