"""A product that is given another way is never taken for the library's: drops, vaginal tablets, nasal gels."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import written

from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file


@pytest.mark.parametrize("line", [
    "Prednisolone eye drops 1 mg three times daily", "Prednisolon Augentropfen 1 mg täglich",
    "Prednisolone acetate ophthalmic 1 mg daily", "Prednisolone ear drops 5 mg daily", "Prednisolone 5 mg enema daily",
    "Prednisolone 5 mg suppository daily", "Prednisolone nasal spray 5 mg daily", "Prednisolone inhaled 5 mg daily",
    "Testosterone nasal gel 11 mg twice daily", "Testosterone gel intranasal 11 mg daily",
    "Estradiol vaginal tablet 10 mcg twice weekly", "Estradiol vaginal ring 2 mg every 90 days",
    "Estradiol sublingual tablet 1 mg daily", "Testosterone buccal 30 mg twice daily",
    "Testosterone lozenge 10 mg daily",
    "Tamoxifen ointment 4 mg daily",
])  # fmt: skip
def test_another_way(line: str, tmp_path: Path) -> None:
    reading = read_file(written(tmp_path, "list.txt", f"{line} since 2025-01-01"), Answers())
    assert not reading.found
    assert any(
        "another way" in one.why or "the way in which" in one.why or "not say" in one.why
        for one in reading.left
    )


@pytest.mark.parametrize("line", [
    "Prednisone 5 mg oral daily", "Prednisolone tablet 5 mg daily", "Estradiol gel 1 mg daily",
    "Testosterone enanthate 200 mg intramuscular every 2 weeks", "Alendronate 70 mg weekly",
])  # fmt: skip
def test_the_librarys_own_way(line: str, tmp_path: Path) -> None:
    assert read_file(written(tmp_path, "list.txt", f"{line} since 2025-01-01"), Answers()).found
