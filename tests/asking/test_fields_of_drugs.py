"""Drugs in fields: what is filled in is read as it is meant, and what was understood fills the fields."""

from __future__ import annotations

from datetime import date

import pytest
from tests.asking.saying import TODAY, rows_of

import osteotwin as ot
from osteotwin.asking.drugs.names import usual_dose, usual_rhythm
from osteotwin.asking.drugs.taken import is_procedure
from osteotwin.asking.fields.drugs import OFTEN, known_names
from osteotwin.protocol.dose_of_drug import products_named


def read(*rows: dict[str, str]) -> ot.NewPerson:
    return ot.new_person(ot.answers_by_fields("drugs", rows, today=TODAY).answers, today=TODAY)


def usual(name: str) -> dict[str, str]:
    if is_procedure(name):
        return {"name": name, "since": "2024-03-14"}
    return {"name": name, "dose": usual_dose(name), "often": usual_rhythm(name), "since": "2024-03-14"}


def check_read_as_one(name: str) -> None:
    words = ot.answers_by_fields("drugs", [usual(name)], today=TODAY).answers
    assert "Not used" not in ot.new_person(words, today=TODAY).understood["drugs"], words
    back = ot.answer_fields("drugs", words, today=TODAY)
    again = ot.answers_by_fields("drugs", back.rows, today=TODAY).answers
    assert (len(back.rows), back.unread) == (1, ()), words
    assert again["drugs"].casefold() == words["drugs"].casefold()


@pytest.mark.parametrize("name", [one for one in known_names() if products_named(one)])
def test_every_drug_of_the_model_is_read_as_one_drug(name: str) -> None:
    check_read_as_one(name)


@pytest.mark.slow
@pytest.mark.parametrize("first", "abcdefghijklmnopqrstuvwxyz")
def test_every_drug_that_is_only_shown_is_read_as_one_drug(first: str) -> None:
    for name in known_names():
        if name[0].casefold() == first and not products_named(name):
            check_read_as_one(name)


@pytest.mark.parametrize(
    "often", [*OFTEN, "Mon and Thu", "E3.5D", "every other week", "once a day, 5 days on, 2 off"]
)
def test_every_rhythm_is_read(often: str) -> None:
    new = read({"name": "zoledronate", "dose": "5 mg", "often": often, "since": "2024-03-14"})
    assert "Not used" not in new.understood["drugs"]
    ((name, dose, since, _),) = rows_of(new.text)
    assert (name, since) == ("zoledronate", "2024-03-14")
    assert dose.startswith("5 mg ")


@pytest.mark.parametrize(
    ("since", "until", "rows"),
    [
        ("2024-03-14", "", [("2024-03-14", None)]),
        ("March 2024", "June 2025", [("2024-03-01", "2025-06-01")]),
        ("since March 2024", "until June 2026", [("2024-03-01", "2026-06-01")]),
        ("2 years ago", "", [("2024-02-02", None)]),
        ("today", "", [("2026-02-01", None)]),
        ("2026-05-01", "2027-05-01", [("2026-05-01", "2027-05-01")]),
        ("", "", [("2026-02-01", None)]),
    ],
)
def test_days_are_read(since: str, until: str, rows: list[tuple[str, str | None]]) -> None:
    new = read({"name": "letrozole", "dose": "2.5 mg", "often": "once a day", "since": since, "until": until})
    assert [row[2:] for row in rows_of(new.text)] == rows
    assert "Not used" not in new.understood["drugs"]


def test_two_doses_of_one_drug_are_two_rows() -> None:
    new = read(
        {
            "name": "anastrozole",
            "dose": "1 mg",
            "often": "once a day",
            "since": "2024-01-01",
            "until": "2024-06-30",
        },
        {"name": "anastrozole", "dose": "0,5 mg", "often": "once a day", "since": "2024-07-01"},
        {"name": "zoledronate", "dose": "5 mg", "often": "once only", "since": "May 2025"},
    )
    assert sorted(row[2:] for row in rows_of(new.text)) == [
        ("2024-01-01", "2024-06-30"), ("2024-07-01", None), ("2025-05-01", None),
    ]  # fmt: skip


def test_a_drug_that_is_only_shown_needs_no_dose() -> None:
    assert "shown and not simulated" in read({"name": "magnesium"}).understood["drugs"]


def test_no_row_is_no_drug() -> None:
    assert ot.answers_by_fields("drugs", [{"name": " "}], today=TODAY).answers["drugs"] == "none"


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        ({"name": "letrozole", "often": "once a day"}, "rows[0].dose", "No dose of letrozole"),
        ({"name": "letrozole", "dose": "2.5 mg"}, "rows[0].often", "No word on how often of letrozole"),
        ({"name": "letrozole", "dose": "2.5", "often": "once a day"}, "rows[0].dose", "without a unit"),
        ({"name": "letrozole", "dose": "some", "often": "once a day"}, "rows[0].dose", "without a number"),
        ({"name": "letrozole", "dose": "2.5 mg", "often": "now and then"}, "rows[0].often", "how often"),
        (
            {"name": "letrozole", "dose": "2.5 mg", "often": "5 days on, 2 off"},
            "rows[0].often",
            "once a day, 5 days on",
        ),
        (
            {"name": "letrozole", "dose": "2.5 mg", "often": "daily", "since": "a while"},
            "rows[0].since",
            "one day, month or year",
        ),
        (
            {"name": "foobarium", "dose": "1 mg", "often": "once a day"},
            "rows[0].name",
            "no drug that is known",
        ),
        ({"dose": "1 mg", "often": "once a day"}, "rows[0].name", "No name of the drug"),
    ],
)
def test_what_lacks_is_asked_at_its_field(row: dict[str, str], place: str, says: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        read(row)
    (problem,) = refused.value.problems
    assert problem.field == place
    assert says in problem.question()


def test_what_lacks_of_several_is_asked_at_once() -> None:
    with pytest.raises(ot.InputError) as refused:
        read({"name": "letrozole"}, {"name": "Prolia", "dose": "60 mg"})
    assert [one.field for one in refused.value.problems] == ["rows[0].dose", "rows[0].often", "rows[1].often"]


@pytest.mark.parametrize(
    ("answers", "rows"),
    [
        (
            {
                "drugs": "testosterone cypionate; arimidex",
                "dose": "70 mg E3.5D; 0.25 mg weekly",
                "since": "March 2024",
            },
            [
                ("Testosterone cypionate", "70 mg", "E3.5D", "2024-03-01"),
                ("Anastrozole", "0.25 mg", "weekly", "2024-03-01"),
            ],
        ),
        # Only the names are certain of what is not understood.
        (
            {"drugs": "test cyp, adex, hcg", "dose": "80mg Mon + Thurs, .25 adex same days, hcg 500 iu 2x"},
            [("test cyp", None, None, None), ("adex", None, None, None), ("hcg", None, None, None)],
        ),
        (
            {"drugs": "letrozole 2.5 mg daily since March 2024; my arimidex 1 mg daily if I remember"},
            [("Letrozole", "2.5 mg", "daily", "2024-03-01"), ("arimidex", "1 mg", "daily", None)],
        ),
        ({"drugs": "the doctor gave me something"}, []),
        ({"drugs": "none"}, []),
    ],
)
def test_what_is_understood_fills_the_fields(
    answers: dict[str, str], rows: list[tuple[str | None, ...]]
) -> None:
    form = ot.answer_fields("since", answers, today=TODAY)
    assert form.replaces == ("drugs", "dose", "since")
    assert [tuple(row.get(key) for key in ("name", "dose", "often", "since")) for row in form.rows] == rows


def test_what_is_not_understood_stands_above_the_fields() -> None:
    answers = {"drugs": "letrozole 2.5 mg daily since March 2024; my arimidex 1 mg daily if I remember"}
    assert ot.answer_fields("drugs", answers, today=TODAY).unread == ("my arimidex 1 mg daily if I remember",)


def test_what_fields_no_longer_tell_is_said() -> None:
    row = {"name": "letrozole", "dose": "2.5 mg", "often": "daily", "since": "March 2024"}
    before = {"drugs": "letrozole; prolia", "dose": "2.5 mg daily; 60 mg", "since": "March 2024"}
    told = ot.answers_by_fields("dose", [row], before=before, today=TODAY)
    assert told.answers == {"drugs": "letrozole 2.5 mg daily since March 2024", "dose": "", "since": ""}
    assert told.lost == ("60", "prolia")


def test_days_are_of_the_order_that_is_told() -> None:
    form = ot.answer_fields(
        "drugs", {"drugs": "letrozole 2.5 mg daily since 03/04/2024"}, today=TODAY, dates="dmy"
    )
    assert form.rows[0]["since"] == date(2024, 4, 3).isoformat()
