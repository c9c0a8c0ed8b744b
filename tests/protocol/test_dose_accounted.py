"""Every word of a dose in a file is accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.protocol.dose_accounted import classes
from osteotwin.protocol.read_plan import read_plan


def read(dose: str, folder: Path) -> int:
    file = folder / "plan.toml"
    file.write_text(f"[[plan.drug]]\nname = 'letrozole'\ndose = '{dose}'\n", encoding="utf-8")
    return len(read_plan(file, date(2026, 1, 5)).interventions)


@pytest.mark.parametrize("said", ["(old)", ", Bob", "for Bob", "(eod)", "(fake)", ", tid", "(nunca)"])
def test_a_word_that_nothing_accounts_for_is_asked(said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(f"2.5 mg daily {said}", tmp_path)


@pytest.mark.parametrize(
    "said", ["(qd)", ", with food", "for my bones", "(generic)", ", as prescribed", "(letrozole)"]
)
def test_words_that_change_nothing_are_set_aside(said: str, tmp_path: Path) -> None:
    assert read(f"2.5 mg daily {said}", tmp_path) == 1


def test_no_class_holds_who_else_or_what_is_over() -> None:
    words = frozenset().union(*classes().values())
    assert words.isdisjoint(("old", "ex", "never", "her", "wife", "dog", "formerly", "overdue", "expired"))
