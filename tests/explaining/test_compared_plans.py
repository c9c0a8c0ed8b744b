"""Plan files for a comparison: whose today day 0 is, and what is refused, in one sentence each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.situations import make_person

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.protocol.interventions import DrugCourse, Protocol

DRUG = '[[plan.drug]]\nname = "letrozole"\ndose = "2.5 mg"\nevery = "1 day"\n'
PERSON = make_person(Protocol((DrugCourse("anastrozole", 1.0, 1.0, -300.0),)))  # today is 2026-02-01


def write(folder: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return [folder / f"{name}.toml" for name in files]


def refused(folder: Path, **files: str) -> str:
    with pytest.raises(InputError) as raised:
        ot.plans_to_compare(PERSON, write(folder, **files))
    (problem,) = raised.value.problems
    return problem.sentence()


def test_the_own_plan_is_the_first_and_each_file_names_its_plan(tmp_path: Path) -> None:
    files = write(tmp_path, later=DRUG + "from_day = 30\n", now=DRUG)
    found = ot.plans_to_compare(PERSON, [*files, "none"])
    assert list(found) == ["own plan", "later", "now", "nothing"]
    assert found["own plan"] == PERSON.plan
    assert found["nothing"] == Protocol()
    assert [found[name].interventions[0].from_day for name in ("later", "now")] == [30.0, 0.0]
    assert list(ot.plans_to_compare(PERSON, files, own=False)) == ["later", "now"]


def test_day_0_is_the_persons_today_whatever_dates_a_file_has(tmp_path: Path) -> None:
    files = write(
        tmp_path, a=DRUG + "from = 2026-03-01\n", b=DRUG + "from = 2026-03-01\nuntil = 2026-04-01\n"
    )
    found = ot.plans_to_compare(PERSON, files)
    assert found["a"].interventions[0].from_day == (date(2026, 3, 1) - PERSON.start).days == 28
    assert found["b"].interventions[0].until_day == 59


PASTS = {
    "from": (DRUG + "from = 2025-06-01\n", "plan.drug[0].from: 2025-06-01"),
    "already_since": (DRUG + "already_since = 2025-06-01\n", "plan.drug[0].already_since: 2025-06-01"),
    "preset": ('[plan]\npreset = { name = "standard_lifestyle", from = 2025-06-01 }\n', "plan.preset.from"),
}


@pytest.mark.parametrize("way", PASTS)
def test_a_past_is_refused_with_the_reason(tmp_path: Path, way: str) -> None:
    text, where = PASTS[way]
    said = refused(tmp_path, a=text)
    assert where in said
    assert "before today (2026-02-01)" in said
    assert "the person's past, the same under every plan" in said


def test_a_history_is_refused_with_the_reason(tmp_path: Path) -> None:
    past = DRUG.replace("plan", "history") + "from = 2020-01-01\nuntil = 2021-01-01\n"
    assert "history: a past is not valid" in refused(tmp_path, a=DRUG + past)


def test_a_persons_file_is_no_plan(tmp_path: Path) -> None:
    said = refused(tmp_path, a=DRUG + "[outlook]\nuntil = 2029-02-01\n" + '[person]\nsex = "male"\n')
    assert "[person], [outlook] beside a plan" in said
    assert "copy the plan into a file of its own" in said


def test_an_operation_on_what_the_person_does_not_have(tmp_path: Path) -> None:
    (file,) = write(tmp_path, a='[[plan.drug]]\nname = "orchiectomy"\n')
    with pytest.raises(InputError, match="Orchiectomy in a person whose sex is female") as raised:
        ot.plans_to_compare(replace(PERSON, sex="female"), [file])
    assert len(raised.value.problems) == 1
    assert ot.plans_to_compare(PERSON, [file])["a"].groups() == ("orchiectomy",)


def test_plans_begin_on_one_day(tmp_path: Path) -> None:
    said = refused(tmp_path, a=DRUG, b=DRUG + "from = 2026-03-01\n")
    assert "begins on 2026-03-01, beside one that begins on 2026-02-01" in said
    assert "day 0 is the person's today, 2026-02-01" in said
    assert "from_day = 28" in said
    late = refused(tmp_path, a=DRUG + "from = 2029-02-01\n")
    assert "after all that is simulated" in late


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    (fine, typo) = write(tmp_path, fine=DRUG, typo=DRUG.replace("letrozole", "letrozol_x"))
    (tmp_path / "other").mkdir()
    (twin,) = write(tmp_path / "other", fine=DRUG)
    with pytest.raises(InputError) as raised:
        ot.plans_to_compare(PERSON, [fine, tmp_path / "absent.toml", typo, twin, "none", "none"])
    said = [problem.sentence() for problem in raised.value.problems]
    assert len(said) == 4
    assert "absent.toml: no such file" in said[0]
    assert "letrozol_x" in said[1]
    assert 'a second plan named "fine"' in said[2]
    assert 'a second plan named "nothing"' in said[3]
