"""The command ``check``: what was understood, and the file in canonical form."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Cli

TEXT = """[person]
sex = "male"
birth_date = 1981-05-14

[[plan.drug]]
name = "adex"
dose = "half a 1 mg tablet"   # with dinner
every = "1 day"
cycle = "8 weeks on, 4 weeks off"
from = 2026-02-01

[outlook]
until = 2028-02-01
"""


def test_it_says_how_each_entry_was_understood(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text(TEXT, encoding="utf-8")
    said = " ".join(cli("check", str(file)).out.split())
    assert "no problems" in said
    assert "anastrozole: 0.5 mg every day, 8 weeks on and 4 weeks off, from 2026-02-01" in said


def test_write_saves_the_canonical_form_and_keeps_the_old_one(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text(TEXT, encoding="utf-8")
    assert "the old one is" in " ".join(cli("check", str(file), "--write").out.split())
    assert 'dose = "0.5 mg"   # with dinner' in file.read_text(encoding="utf-8")
    (copy,) = [path for path in tmp_path.iterdir() if path != file]
    assert copy.read_text(encoding="utf-8") == TEXT
    assert "already" in cli("check", str(file), "--write").out


@pytest.mark.parametrize(
    ("name", "dose", "means"),
    [
        ("prednisone", "5 mg", "That loss comes on top of every number"),
        ("finasteride", "5 mg", "is not in the model"),
        ("anastrozole", "1 mg", ""),
    ],
)
def test_a_drug_without_effect_is_not_listed_as_understood(
    cli: Cli, tmp_path: Path, name: str, dose: str, means: str
) -> None:
    file = tmp_path / "me.toml"
    file.write_text(TEXT.replace('"adex"', f'"{name}"').replace("half a 1 mg tablet", dose), encoding="utf-8")
    understood, _, apart = " ".join(cli("check", str(file)).out.split()).partition(
        "Not simulated: in no number"
    )
    assert ("every day" in understood) == (not means)
    assert means in apart
