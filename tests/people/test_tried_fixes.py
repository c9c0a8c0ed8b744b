"""What a problem of a file says to write is accepted once it is written; what would be refused is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

import osteotwin as ot

PERSON = '[person]\nsex = "male"\nbirth_date = 1972-05-14\nheight = "181 cm"\nweight = "86 kg"\n'
OUTLOOK = "[outlook]\nfrom = 2026-11-30\nuntil = 2029-02-01\n"
DRUG = '[[plan.drug]]\nname = "{}"\ndose = "{}"\nevery = "{}"\nfrom = 2026-11-30\n'
MEASURED = '[[measurement]]\ndate = 2026-01-12\nwhat = "{}"\nvalue = "{}"\n'


def fixes(folder: Path, *parts: str) -> list[str]:
    file = folder / "person.toml"
    file.write_text("".join(parts), encoding="utf-8")
    return [one.fix for one in ot.check(file)]


@pytest.mark.parametrize(("entry", "fix", "what"), [
    (DRUG.format("testosterone cypionate", "0.35 mL", "1 week"),
     'say the strength, too, as on the vial: "0.35 mL of 200 mg/mL"', "accepted"),
    (DRUG.format("anastrozole", "1 ml", "1 day"), "say the strength, too, as on the vial", "200 times the usual dose"),
    (DRUG.format("anastrozole", "1 tablet", "1 day"), None, "one of two examples"),
    (DRUG.format("testosterone", "100 mg", "1 week"), "name the product, or say the way in the dose",
     "a dose that is daily beside a week"),
    (MEASURED.format("estradiol", "27 U/L"), "correct it", "a thousand times too much"),
    (MEASURED.format("estradiol", "27"), 'add the unit, for example "27 pg/mL"', "accepted"),
    (MEASURED.format("L1 attenuation", "120"), "remove the entry", "what was measured alone cannot be removed"),
    (MEASURED.format("testosteron", "480 ng/dL"), 'write "testosterone", if that is meant', "accepted"),
])  # fmt: skip
def test_a_fix_is_shown_where_it_is_accepted(entry: str, fix: str | None, what: str, tmp_path: Path) -> None:
    (shown,) = fixes(tmp_path, PERSON, OUTLOOK, entry)
    assert fix is None or shown == fix, what


def test_the_name_of_a_key_is_suggested_where_there_is_none_of_it(tmp_path: Path) -> None:
    assert (
        fixes(tmp_path, PERSON.replace("height", "hieght"), OUTLOOK)[0] == 'write "height", if that is meant'
    )
    assert fixes(tmp_path, PERSON, 'hieght = "180 cm"\n', OUTLOOK) == ["remove it"]


def test_what_else_is_wrong_in_a_file_hides_nothing(tmp_path: Path) -> None:
    wrong = DRUG.format("anastrozole", "1 ml", "1 day")
    others = MEASURED.format("L1 attenuation", "120"), DRUG.format("alendronate", "70 mg", "often"), wrong
    shown = fixes(tmp_path, "scheme = 2\n", PERSON, OUTLOOK, *others)
    assert "say the strength, too, as on the vial" in shown
    assert "remove the entry" in shown


def test_tables_that_are_missing_are_told(tmp_path: Path) -> None:
    shown = fixes(tmp_path, '[habits]\ncalcium = "750 mg/day"\n')
    assert [one.partition(" with ")[0] for one in shown] == ["add [person]", "add [outlook]"]


def test_a_plan_that_stands_alone_is_tried_too(tmp_path: Path) -> None:
    assert fixes(tmp_path, DRUG.format("anastrozole", "1 mg", "weeks"))[0].startswith("begin with the number")
    assert fixes(tmp_path, DRUG.format("anastrozole", "1 mg", "1 day"), "doze = 1\n") == ["remove it"]
