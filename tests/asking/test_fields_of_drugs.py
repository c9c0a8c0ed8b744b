"""Drugs, doses and days as fields: every drug is told in words that are read as it was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.asking.drugs.taken import is_procedure, is_shown
from osteotwin.asking.fields.drugs import drugs_form, drugs_words
from osteotwin.asking.fields.drugs_heard import means
from osteotwin.asking.fields.drugs_known import OFTEN, plain_names
from osteotwin.asking.fields.in_fields import answers_by_fields
from osteotwin.asking.understand import understand
from osteotwin.errors import InputError, Problem
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import load_drugs
from osteotwin.units import rhythm

TODAY = date(2026, 11, 30)
DAYS = (
    {},
    {"since": "2024-03-12"},
    {"since": "March 2024"},
    {"since": "2 years ago"},
    {"since": "today", "until": "2028-01-31"},
    {"since": "2019", "until": "2021-05"},
    {"since": "2019-02-03", "until": "2021-05-06"},
    {"since": "2027-02-03"},
)
MODELLED = [name for name in plain_names() if products_named(name) and not is_procedure(name)]


def usual(name: str, **more: str) -> dict[str, str]:
    drug = products_named(name)[-1]
    unit = drug.dose_unit.replace("ug", "µg")
    often = f"every {drug.usual_interval_days:g} days"
    return {"drug": name, "amount": f"{drug.usual_dose:g}", "unit": unit, "often": often, **more}


def read(words: str) -> tuple[Any, ...]:
    return understand({"drugs": words}, TODAY, None, knows_food=True, is_shown=False).all


def again(row: Mapping[str, str]) -> Mapping[str, str]:
    """Return a row that is filled in from the words of another one."""
    (one,) = drugs_form({"drugs": drugs_words([row], {})}, TODAY, None).rows
    return one


def asked(*rows: Mapping[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        drugs_words(rows, {})
    return error.value.problems


def test_every_drug_of_the_model_may_be_chosen() -> None:
    chosen = {drug.id for name in plain_names() for drug in products_named(name)}
    assert chosen == set(load_drugs())


def rows_of_the_library() -> Iterator[dict[str, str]]:
    """Yield every drug of the model with every rhythm that is not far from its usual one."""
    days = cycle(DAYS)
    for name in MODELLED:
        usual_days = products_named(name)[-1].usual_interval_days
        for often in OFTEN:
            told = rhythm(often)
            assert told is not None
            when = next(days)
            if often == "only once":
                yield {**usual(name), "often": often, "since": "2024-03-12"}
            elif usual_days / 5.0 < told.days < usual_days * 100.0:
                yield {**usual(name), "often": often, **when}


def test_every_drug_with_every_rhythm_is_read_as_it_was_filled_in() -> None:
    rows = list(rows_of_the_library())
    assert len(rows) > 10 * len(MODELLED)
    for row in rows:
        words = drugs_words([row], {})
        (entry,) = read(words)
        table, products, steps, _ = means(entry)
        drug = products_named(row["drug"])[-1]
        assert products == tuple(one.id for one in products_named(row["drug"])), words
        assert steps[0][0] == f"{drug.usual_dose:g} {drug.dose_unit}", words
        assert steps[0][1] == rhythm(row["often"]), words
        is_over = "2021" in row.get("until", "") or row["often"] == "only once"
        assert table == ("history" if is_over else "plan", "drug"), words
        begins = str(entry.keys.get("already_since", entry.keys.get("from")))
        since = row.get("since", str(TODAY))
        assert begins.startswith({"March 2024": "2024-03", "2 years ago": "2024-11-30", "today": str(TODAY)}
                                 .get(since, since)), words  # fmt: skip
        assert str(entry.keys.get("until", "")).startswith(row.get("until", "")), words


def test_rows_together_are_read_as_each_by_itself() -> None:
    shown = [name for name in plain_names() if is_shown(name)]
    for at in range(0, len(MODELLED), 2):
        rows = [
            usual(MODELLED[at], since="March 2024", until="2025-06-30"),
            {"drug": shown[at]},
            *(usual(name, since="2 years ago") for name in MODELLED[at + 1 : at + 2]),
            {"drug": shown[-at], "amount": "20", "unit": "mg", "often": "once a day", "since": "2020"},
        ]
        together = read(drugs_words(rows, {}))
        each = [read(drugs_words([row], {}))[0] for row in rows]
        assert [means(one) for one in together] == [means(one) for one in each]


def test_every_drug_is_filled_in_again_as_it_was() -> None:
    for name, when in zip(MODELLED, cycle(DAYS), strict=False):
        row = usual(name, often="once a week", **when)
        if products_named(name)[-1].usual_interval_days > 30.0:
            row["often"] = "every 3 months"
        found = again(row)
        assert found["drug"] == name
        assert {key: found[key] for key in ("amount", "unit", "often")} == {
            key: row[key] for key in ("amount", "unit", "often")
        }
        assert ("since" in found, "until" in found) == ("since" in row, "until" in row)
        assert means(read(drugs_words([found], {}))[0]) == means(read(drugs_words([row], {}))[0])


def test_every_drug_that_is_shown_only_needs_no_dose_and_may_have_one() -> None:
    shown = [name for name in plain_names() if is_shown(name)]
    assert len(shown) > 600
    for at in range(0, len(shown), 30):
        batch = shown[at : at + 30]
        rows: list[dict[str, str]] = [{"drug": name} for name in batch]
        entries = read(drugs_words(rows, {}))
        assert [means(one)[1] for one in entries] == batch
    for name, when in zip(shown[::8], cycle(DAYS), strict=False):
        row = {"drug": name, "amount": "2", "unit": "mg", "often": "twice a day", **when}
        (entry,) = read(drugs_words([row], {}))
        assert (means(entry)[1], entry.keys["dose"]) == (name, "2 mg twice a day")
        assert again(row)["drug"] == name


def test_an_operation_needs_its_day_alone() -> None:
    (entry,) = read(drugs_words([{"drug": "Orchiectomy", "since": "2020-03-01"}], {}))
    assert entry.keys == {"name": "orchiectomy", "from": date(2020, 3, 1)}
    assert [one.field for one in asked({"drug": "Orchiectomy"})] == ["rows[0].since"]
    assert again({"drug": "Orchiectomy", "since": "2020-03-01"}) == {
        "drug": "Orchiectomy",
        "since": "2020-03-01",
    }


@pytest.mark.parametrize(
    ("drug", "amount", "unit", "strength", "holds"),
    [
        ("Testosterone cypionate", "0.35", "mL", "200 mg/mL", "70 mg"),
        ("test e", "0,4", "ml", "250", "100 mg"),
        ("Testosterone enanthate", "20", "syringe units", "200 mg/ml", "40 mg"),
        ("Human chorionic gonadotropin", "0.25", "mL", "2000 IU/mL", "500 IU"),
        ("Estradiol valerate (injection)", "0.1", "mL", "40 mg/mL", "4 mg"),
        ("Anastrozole", "half", "tablets", "", "0.5 mg"),
        ("Anastrozole", "0.5 mg", "", "", "0.5 mg"),
        ("arimidex", "½", "tablet", "1mg", "0.5 mg"),
        ("Tamoxifen", "2", "tablets", "10 mg", "20 mg"),
        ("Clomiphene", "1/2", "capsules", "50 mg", "25 mg"),
        ("Estradiol patch", "1", "patch", "50 µg", "50 ug"),
        ("Estradiol patch", "100", "µg/day", "", "100 ug"),
        ("Testosterone gel 1 %", "5", "g of gel", "", "5 g"),
        ("Teriparatide", "20", "mcg", "", "20 ug"),
        ("Cyproterone acetate", ".5", "tablets", "50 mg/tablet", "25 mg"),
    ],
)
def test_what_is_counted_is_read_with_its_strength(
    drug: str, amount: str, unit: str, strength: str, holds: str
) -> None:
    row = {"drug": drug, "amount": amount, "unit": unit, "strength": strength, "often": "twice a week"}
    (entry,) = read(answers_by_fields("drugs", [row]).answers["drugs"])
    assert means(entry)[2][0][0] == holds
    (form,) = drugs_form({"drugs": answers_by_fields("drugs", [row]).answers["drugs"]}, TODAY, None).rows
    assert f"{form['amount']} {form['unit']}".replace("µ", "u").removesuffix(" of gel") == holds


@pytest.mark.parametrize(
    "often",
    ["Mon and Thu", "E3D", "5 days on, 2 off", "eod", "q3.5d", "mon/wed/fri", "every third day", "every 5 days",
     "twice weekly", "3x/week", "nightly", "every other week", "Tuesdays", "every 84 days"],
)  # fmt: skip
def test_any_rhythm_may_be_written(often: str) -> None:
    row = usual("Testosterone propionate", often=often, since="2024-03-12")
    (entry,) = read(drugs_words([row], {}))
    assert means(entry)[2][0][1] == rhythm(often)
    assert rhythm(again(row)["often"]) == rhythm(often)


@pytest.mark.parametrize(
    "dose",
    [
        "0.5 mg Mon, 0.25 mg Thu",
        "1 mg in the morning, 0.5 mg at night",
    ],
)
def test_several_amounts_may_stand_in_how_often(dose: str) -> None:
    row = {"drug": "Prednisone", "often": dose, "since": "2026-03-01"}
    assert again(row)["often"] == dose


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("prednisone 25 mg for 4 weeks, then 12.5 mg daily from 1 March 2026", ["2026-02-01", "2026-03-01"]),
        ("arimidex 1 mg daily for 3 months then 0.5 mg daily since 1 Feb 2026", ["2025-11-02", "2026-02-01"]),
    ],
)
def test_a_course_of_several_doses_is_a_row_for_each(said: str, days: list[str]) -> None:
    first, second = drugs_form({"drugs": said}, TODAY, None).rows
    assert [first["since"], second["since"]] == days
    assert (first["until"], "until" in second) == (days[1], False)
    before, now = read(drugs_words([first, second], {}))
    assert (before.table[0], now.table[0]) == ("history", "plan")


def test_two_doses_one_after_the_other_are_two_rows() -> None:
    rows = [
        usual("Anastrozole", since="2020-01", until="2022-03"),
        {**usual("Anastrozole", since="2022-03"), "amount": "0.5"},
    ]
    words = answers_by_fields("drugs", rows).answers
    assert (words["dose"], words["since"]) == ("", "")
    before, now = read(words["drugs"])
    assert (before.table[0], now.table[0]) == ("history", "plan")
    form = drugs_form(words, TODAY, None)
    assert form.replaces == ("drugs", "dose", "since")
    assert [(row["amount"], row["since"]) for row in form.rows] == [
        ("1", "2020-01"),
        ("0.5", "2022-03"),
    ]
    overlapping = [rows[0] | {"until": "goes on"}, rows[1]]
    with pytest.raises(InputError, match="second course of Anastrozole over the same days"):
        ot.new_person({"drugs": drugs_words(overlapping, {})}, today=TODAY)


def test_of_two_of_one_kind_it_is_asked_whether_both_go_on() -> None:
    gel = usual("Testosterone gel 1 %", since="2020-03-01")
    shots = usual("Testosterone cypionate", since="2024-03-01")
    (problem,) = asked(gel, shots)
    assert problem.field == "rows[0].until"
    assert "goes on" in problem.fix
    for number in (0, 1):
        both = [row | ({"until": "goes on"} if at == number else {}) for at, row in enumerate((gel, shots))]
        assert len(read(drugs_words(both, {}))) == 2
    assert len(read(drugs_words([gel | {"until": "2024-03-01"}, shots], {}))) == 2
    assert drugs_words([gel, usual("Anastrozole", since="2024-03-01")], {})
    once = usual("Zoledronate", often="only once", since="2025-03-12")
    assert len(read(drugs_words([once, usual("Denosumab", since="2026-01-03")], {}))) == 2


def test_what_lacks_of_a_name_is_asked_all_at_once() -> None:
    problems = asked({"drug": "Anastrozole"}, {"drug": "test cyp", "amount": "100"}, {"amount": "3"})
    assert [one.field for one in problems] == [
        "rows[0].amount", "rows[0].often", "rows[1].unit", "rows[1].often", "rows[2].drug"
    ]  # fmt: skip
    assert all(one.fix for one in problems)
    both = asked(usual("Anastrozole", since="2024"), usual("Letrozole"))
    assert [one.field for one in both] == ["rows[1].since"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": "1,000"}, "amount"),
        ({"amount": "1-2"}, "amount"),
        ({"amount": "some"}, "amount"),
        ({"amount": "1 mg", "unit": "tablets"}, "unit"),
        ({"unit": "spoons"}, "unit"),
        ({"often": "sometimes"}, "often"),
        ({"often": "biweekly"}, "often"),
        ({"often": "every 3 to 4 days"}, "often"),
        ({"since": "when covid began"}, "since"),
        ({"since": "2020", "until": "the summer or so of love"}, "until"),
        ({"until": "2021-03"}, "since"),
        ({"unit": "mL"}, "strength"),
        ({"unit": "mL", "strength": "strong"}, "strength"),
        ({"drug": "fizzbuzz"}, "drug"),
        ({"drug": "sustanon 250"}, "drug"),
        ({"drug": "aromatase inhibitor"}, "drug"),
    ],
)
def test_what_is_filled_in_wrong_is_asked_of_its_field(more: Mapping[str, str], field: str) -> None:
    (problem,) = asked({**usual("Testosterone cypionate"), **more})
    assert problem.field == f"rows[0].{field}"


@pytest.mark.parametrize(
    ("answers", "rows"),
    [
        ({"drugs": "arimidex; test cyp", "dose": "1 mg daily; 100 mg weekly", "since": "March 2024"},
         [("Anastrozole", "1", "March 2024"), ("Testosterone cypionate", "100", "March 2024")]),
        ({"drugs": "adex; hcg", "dose": "1mg whenever; 500 iu eod"},
         [("Anastrozole", "", ""), ("Human chorionic gonadotropin", "500", "")]),
        ({"drugs": "letrozole; adex", "since": "2022; March 2023"},
         [("Letrozole", "", "2022"), ("Anastrozole", "", "March 2023")]),
        ({"drugs": "letrozole", "dose": "2.5 mg daily", "since": "when covid began"},
         [("Letrozole", "2.5", "when covid began")]),
        ({"drugs": "I take adex and nolva sometimes, and some omeprazole"},
         [("Anastrozole", "", ""), ("Tamoxifen", "", ""), ("Omeprazole", "", "")]),
        ({"drugs": "test e 100mg/week split in 2 shots since 1 Jan 2025; hcg 250iu 3x/week"},
         [("Testosterone enanthate", "50", "2025-01-01"), ("Human chorionic gonadotropin", "250", "")]),
        ({"drugs": "estradiol patch 100 twice weekly since 2021"}, [("Estradiol patch", "100", "2021")]),
        ({"drugs": "arimidex no idea how much; Prolia 60 mg every 6 months since May 2024"},
         [("Anastrozole", "", ""), ("Denosumab", "60", "May 2024")]),
        ({"drugs": "Prednisone 7.5 mg daily. Alendronate the weekly one"},
         [("Prednisone", "7.5", ""), ("Alendronate", "", "")]),
        ({"drugs": "pantoprazole, no idea how much"}, [("pantoprazole", "", "")]),
        ({"drugs": "fizzbuzz 3 mg"}, []),
        ({"dose": "3 mg"}, []),
    ],
)  # fmt: skip
def test_fields_are_filled_in_as_far_as_answers_are_understood(
    answers: Mapping[str, str], rows: list[tuple[str, str, str]]
) -> None:
    form = drugs_form(answers, TODAY, None)
    assert [(row["drug"], row.get("amount", ""), row.get("since", "")) for row in form.rows] == rows


def test_names_of_several_drugs_keep_what_they_leave_open() -> None:
    (row,) = drugs_form({"drugs": "testosterone 100 mg IM weekly since 2020"}, TODAY, None).rows
    assert row == {"drug": "testosterone", "often": "100 mg IM weekly", "since": "2020"}
    (row,) = drugs_form({"drugs": "calcium carbonate 1250 mg of salt daily"}, TODAY, None).rows
    assert (row["drug"], row["amount"], row["unit"]) == ("Calcium carbonate", "1250", "mg of the salt")


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("in 2 weeks", "", ("2026-12-14", None)),
        ("2026-11-01", "in 3 weeks", ("2026-11-01", "2026-12-21")),
        ("March 2024", "June 2027", ("2024-03-01", "2027-06-01")),
        ("in May 2025", "", ("2025-05-01", None)),
    ],
)
def test_days_to_come_stay_to_come(since: str, until: str, days: tuple[str, str | None]) -> None:
    row = usual("Letrozole", since=since, until=until)
    words = answers_by_fields("drugs", [row]).answers["drugs"]
    (entry,) = read(words)
    begins = entry.keys.get("already_since", entry.keys.get("from"))
    ends = entry.keys.get("until")
    assert (str(begins), None if ends is None else str(ends)) == days
    assert "Not used" not in ot.new_person({"drugs": words}, today=TODAY).understood["drugs"]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"until": "5 months"}, "until"), ({"strength": "200 mg/mL"}, "strength")],
)
def test_what_is_filled_in_is_not_left_out(more: Mapping[str, str], field: str) -> None:
    (problem,) = asked({**usual("Letrozole", since="2024-03-01"), **more})
    assert problem.field == f"rows[0].{field}"


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        ("adex .25 e3.5d", ["Anastrozole|0.25|every 3.5 days"]),
        ("aromasin 12.5 eod w food", ["Exemestane|12.5|every 2 days"]),
        ("letro 2.5 at bedtime w snack", ["Letrozole|2.5|at bedtime"]),
        ("Evorel 50s, change Mon and Thurs", ["Estradiol patch|50|Mon and Thu"]),
        ("Prolia jab every 6 mths, last one mid Sept", ["Denosumab|every 6 months"]),
        ("medrol 4 qd, was 16 in the spring", ["Methylprednisolone|4|once a day"]),
        ("500 test e + 400 deca, blorb", ["Testosterone enanthate|500", "Nandrolone|400"]),
        ("was on tamox 20, onc switched me to exemestane 25 in June", ["Tamoxifen", "Exemestane|25|June"]),
        (
            "thinking of adding nolva 10, right now just enclo 12.5 mwf",
            ["Enclomiphene|12.5|Mon and Wed and Fri"],
        ),
        ("adex .5 eod, nolva on hand", ["Anastrozole|0.5|every 2 days"]),
        ("I do use blorb twice a week, and letrozole 2.5", ["Letrozole|2.5"]),
    ],
)
def test_what_is_a_drugs_own_fills_its_fields(answer: str, rows: list[str]) -> None:
    form = ot.answer_fields("drugs", {"drugs": answer}, today=TODAY)
    told = ["|".join(row.get(key, "") for key in ("drug", "amount", "often", "since")) for row in form.rows]
    assert [one.replace("||", "|").strip("|") for one in told] == rows


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"drugs": "adex .25 e3.5d"}, {"rows[0].unit"}),
        ({"drugs": "Took Fosamax 70 mg weekly, on a holiday now, blorb"}, {"rows[0].until"}),
        ({"drugs": "HCG dropped in the spring; adex 0.25 mg eod"}, {"rows[0].until"}),
        ({"drugs": "anastrozole 1mg daily off since March, zog"}, {"rows[0].until"}),
        ({"drugs": "tamoxifen 20mg on a break, qux"}, {"rows[0].until"}),
        ({"drugs": "exemestane 25mg daily, no longer zork"}, {"rows[0].until"}),
        ({"drugs": "letrozole 2.5mg daily weaned off zork"}, {"rows[0].until"}),
        ({"drugs": "Letrozol 2,5 mg abgesetzt zork"}, {"rows[0].until"}),
        ({"drugs": "Prolia 60 mg every 6 months, last one mid Sept"}, {"rows[0].since"}),
        ({"drugs": "estradiol 75 twice weekly"}, {"rows[0].drug", "rows[0].unit"}),
        ({"drugs": "adex 0.25 mg eod; hcg 500 iu eod", "since": "week 7 of it?"}, {"rows[0].since", "rows[1].since"}),
        ({"drugs": "adex 0.25 mg eod", "since": "when my beard came"}, {"rows[0].since"}),
    ],
)  # fmt: skip
def test_what_lacks_of_drugs_is_marked(answers: dict[str, str], asked: set[str]) -> None:
    form = ot.answer_fields("drugs", answers, today=TODAY)
    assert asked <= {one.field for one in form.lacks}
    assert all(one.question()[0].isupper() for one in form.lacks)
