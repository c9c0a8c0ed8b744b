"""Words of a person that are not read: a height, a birth date or a broken bone is asked as such, never left out."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot
from osteotwin.errors import Problem


def _asked(answer: str) -> list[Problem]:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"person": answer}, today=TODAY)
    return list(asked.value.problems)


@pytest.mark.parametrize(
    ("answer", "line"),
    [("male, 81, 5-9", '"5 ft 9 in"'),
     ("man 50, alto 1.78m80", '"1.78 m"'),
     ("man 50, shrank 4", "5 ft 10 in"),
     ("man 50, birthday in August", "born 14 May 1972"),
     ("man 50, stature 178", '"178 cm"'),
     ("male, 66, Rib fx 2023", '"1 fracture"'),
     ("mujer tengo 70 a\u00f1os, se me quebraron 2 huesitos de la columna", "vertebral fracture, 2 fractures"),
     ("woman 70, hip fx 2020 (fall)", '"1 fracture"')],
)  # fmt: skip
def test_what_may_be_a_number_of_the_body_is_asked_as_such(answer: str, line: str) -> None:
    problems = _asked(answer)
    assert line in problems[0].fix
    assert not any("changes no number" in one.fix for one in problems)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("male. b. Aug 1954. 201 lb", "born 1954-08-15"),
     ("male, b Aug 1954", "born 1954-08-15"),
     ("b. 14 May 1972, male", "born 1972-05-14"),
     ("male, 81, used to be 6 foot now 5-9 1/2", "176.5 cm"),
     ("man 40, height 5-11", "180.3 cm"),
     ("mujer tengo 70 a\u00f1os, mido como 1.50", "150 cm"),
     ("woman 50, ich bin etwa 1,68 gro\u00df", "168 cm"),
     ("woman 33, hysto + both ovaries out May 2024", "menopause at 32"),
     ("male, 70, ER+ breast carcinoma", "breast cancer"),
     ("male, 70, ~5 units alcohol/wk", "no more than two units"),
     ("man 48, no prior fractures; father hip fracture at 76", "a parent who broke a hip"),
     ("woman 70, no fractures, mother hip fracture in 1999", "a parent who broke a hip")],
)  # fmt: skip
def test_plain_words_of_the_body_are_read(answer: str, said: str) -> None:
    assert said in told("person", answer)


@pytest.mark.parametrize(
    ("answer", "line"),
    [("woman 62, broke both wrists at 58", '"2 fractures"'),
     ("woman 62, broke my wrist twice", '"2 fractures"'),
     ("woman 62, vertebral fractures x3", '"vertebral fracture, 3 fractures"'),
     ("woman 62, two fractures in 2019 and another in 2021", '"3 fractures"'),
     ("woman 70, one fracture of three vertebrae", '"vertebral fracture, 3 fractures"'),
     ("woman 70, broke my ribs 3 times", '"3 fractures"')],
)  # fmt: skip
def test_as_many_fractures_are_offered_as_were_told(answer: str, line: str) -> None:
    (one,) = _asked(answer)
    assert line in one.fix
    assert len(one.ways) == len({*one.ways})


@pytest.mark.parametrize(
    "answer",
    [
        "woman 70, no fractures, RA",
        "woman 70, no fractures, parental hip fracture",
        "man 60, no falls, diabetes",
    ],
)
def test_no_way_denies_what_was_told(answer: str) -> None:
    name = answer.rpartition(", ")[2].casefold()
    assert not any(f"no {name}" in way.casefold() for one in _asked(answer) for way in one.ways)


def test_words_that_were_put_into_a_form_are_quoted_as_they_were_typed() -> None:
    problems = _asked("woman 46, periods stopped 18 months ago on zoladex")
    assert "periods stopped 18 months ago on zoladex" in problems[0].found


def test_sentences_are_asked_about_all_at_once() -> None:
    problems = _asked("Male. b. Aug 1954. PCa mets to pelvis. Rib fx 2023 (fall). 201 lb.")
    assert [("PCa" in one.found, "Rib fx" in one.found) for one in problems] == [(True, False), (False, True)]
