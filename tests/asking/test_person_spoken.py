"""A body, periods and bones as people say them; bones that broke are asked once for all of them."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 11, 30)


def told(answer: str) -> str:
    return ot.new_person({"person": answer}, today=TODAY).understood["person"]


def asked(answer: str) -> list[str]:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"person": answer}, today=TODAY)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(("answer", "said"), [
    ("man, eighty two years of age, eleven and a half stone, five foot eleven", "(82 years), 180.3 cm, 73.03 kg"),
    ("woman of sixty seven, ten stone four, I'm five three", "(67 years), 160 cm, 65.32 kg"),
    ("man, 82 years old and I weigh twelve stone I used to be five foot eleven but I am down to five nine", "175.3 cm"),
    ("DOB 09/21/1969, female, LMP 2020, 0 fragility fx", "menopause at 51, no fractures"),
    ("F 51, periods stopped 18 months ago", "menopause at 50"),
    ("woman 55, BSO 2019, no fx", "menopause at 48, no fractures"),
    ("Assigned female at birth, 27. No ovaries since 2024", "menopause at 25"),
    ("Female, 59, menopause at 52 brought on by chemo", "menopause at 52"),
    ("F, 24, no period for 14 months (RED-S)", "no periods for three months or more"),
    ("Male 58, smoked till 2015", "no smoking now"),
    ("bei Geburt männlich, 31 J.", "a man born 1995"),
    ("hombre, nací el 12/07/1978", "a man born 1978-07-12"),
    ("woman 61, gammy left hip, crook knees", "hip pain, knee pain"),
    ("male 71, had a hip replaced on the right", "In no number here: had a hip replaced on the right"),
])  # fmt: skip
def test_a_person_is_read_in_spoken_words(answer: str, said: str) -> None:
    assert said in told(answer)


@pytest.mark.parametrize(("answer", "words"), [
    ("woman 30, LMP 12/10/2026", "whether it is still to come"),
    ("woman 30, last period 2026", "whether it is still to come"),
    ("F, 24, my periods stopped 2 years ago", '"no periods" where they may come back, "menopause at 22" where'),
    ("man 50, smoked cannabis until 2015", "whether it goes on"),
    ("woman 65, smoker till 2030", "another time"),
])  # fmt: skip
def test_what_may_go_on_is_asked(answer: str, words: str) -> None:
    assert words in asked(answer)[0]


@pytest.mark.parametrize(("answer", "line"), [
    ("woman 63, wrist fracture 2021 and a compression fracture D12", '"vertebral fracture, 2 fractures"'),
    ("woman 65, collapsed vertebra 2021, broken wrist 2016", '"vertebral fracture, 2 fractures"'),
    ("man 82, cracked two vertebrae in 2018 lifting coal", '"vertebral fracture, 2 fractures"'),
    ("man 52, broke 2 ribs coughing in 2021", '"2 fractures"'),
    ("F, 24, stress fracture tibia 2024 + sacrum 2025", '"fragility fracture before 40" if so'),
    ("male 58, fell off a hay wagon and broke 3 ribs 2021", 'leave it out where it took more force'),
])  # fmt: skip
def test_bones_that_broke_are_asked_once_and_counted(answer: str, line: str) -> None:
    (question,) = asked(answer)
    assert line in question


def test_what_is_offered_of_bones_is_read() -> None:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"person": "woman 65, collapsed vertebra 2021, broken wrist 2016"}, today=TODAY)
    (problem,) = error.value.problems
    assert "2 fractures in a fall since the age of 40, a vertebral fracture" in told(problem.ways[0])
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"person": "male 58, fell off a ladder and broke 3 ribs 2021"}, today=TODAY)
    assert not error.value.problems[0].ways
