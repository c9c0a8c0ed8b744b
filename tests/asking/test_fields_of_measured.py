"""Scans and blood tests as fields: what is filled in is read as it was meant, and an answer fills the fields."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.asking.fields.in_fields import answer_fields, answers_by_fields
from osteotwin.asking.fields.measured_choices import called, measured, units_of
from osteotwin.endpoints import Endpoint
from osteotwin.errors import InputError
from osteotwin.people.limits import may_be_limit
from osteotwin.units import KINDS

TODAY = date(2026, 11, 30)
DAY = "2026-01-12"
#: A usual value of each test, in the unit in which the file holds it.
USUAL = {
    "estradiol": 27, "estrone": 30, "testosterone": 480, "free_testosterone": 90, "lh": 4, "shbg": 30, "igf1": 150,
    "25ohd": 30, "1_25ohd": 45, "pth": 40, "serum_calcium": 9.4, "urine_calcium_24h": 200,
    "calcium_absorption_fraction": 25, "sclerostin": 500, "dkk1": 2000, "rankl": 200, "opg": 3000, "ctx": 0.4,
    "ntx_urine": 40, "tracp5b": 3.5, "p1np": 45, "bsap": 14, "osteocalcin": 20, "hematocrit": 45, "egfr": 90,
    "creatinine": 0.9,
}  # fmt: skip


def usual(what: Endpoint, unit: str) -> str:
    kind = KINDS[what.quantity]
    if what.group in ("t_score", "z_score"):
        return "-1.8"
    value = 0.95 if what.group == "bmd" else USUAL[what.id]
    first = units_of(what)[0]
    return f"{float(f'{value * kind.units[first] / kind.units[unit]:.6g}'):.9f}".rstrip("0").rstrip(".")


def read(question: str, answer: str) -> list[dict[str, Any]]:
    file = tomllib.loads(ot.new_person({question: answer}, today=TODAY).text)
    return list(file["measurement"])


def words(question: str, rows: list[dict[str, str]]) -> str:
    return answers_by_fields(question, rows).answers[question]


def problems(question: str, *rows: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InputError) as raised:
        words(question, list(rows))
    return {one.field: f"{one.found}: {one.fix}" for one in raised.value.problems}


def every_row(question: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for label, what in measured(question).items():
        units = units_of(what)
        for number, unit in enumerate(units):
            row = {"what": label, "value": usual(what, unit), "day": f"2025-{number + 1:02d}-12"}
            rows.append(row | ({"unit": unit} if len(units) > 1 else {}))
    return rows


@pytest.mark.parametrize("question", ["scans", "labs"])
def test_every_value_in_every_unit_is_told_as_itself_and_fills_its_row_again(question: str) -> None:
    rows = every_row(question)
    for first in range(0, len(rows), 40):
        some = rows[first : first + 40]
        answer = words(question, some)
        found = read(question, answer)
        known = measured(question)
        assert [one["what"] for one in found] == [known[row["what"]].id for row in some]
        assert [str(one["date"]) for one in found] == [row["day"] for row in some]
        for one, row in zip(found, some, strict=True):
            kind = KINDS[known[row["what"]].quantity]
            number, _, unit = one["value"].partition(" ")
            own = row.get("unit", "")
            scale = kind.units[unit] / kind.units[own] if own else 1
            assert float(number) * scale == pytest.approx(float(row["value"]), rel=1e-4), (one, row)
        again = answer_fields(question, {question: answer}, today=TODAY).rows
        assert read(question, words(question, [{**row} for row in again])) == found
        if question == "labs":
            assert [*again] == some


def test_limits_are_told_of_every_test() -> None:
    rows = [
        {"what": label, "value": f"<{usual(what, units_of(what)[0])}", "day": DAY, "unit": units_of(what)[0]}
        for label, what in measured("labs").items()
        if may_be_limit(what)
    ]
    found = read("labs", words("labs", rows))
    assert [one["value"].split()[0] for one in found] == [row["value"] for row in rows]


def test_what_most_people_have_comes_first_and_what_the_answer_cannot_hold_is_left_out() -> None:
    assert [*measured("scans")][:2] == ["Lumbar spine T-score", "Lumbar spine BMD"]
    assert [*measured("labs")][:4] == [
        "Estradiol",
        "Testosterone (total)",
        "Free testosterone",
        "Vitamin D (25OHD)",
    ]
    assert not any("vBMD" in label for label in measured("scans"))


#: A question and a row; what the file holds.
ROWS: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("labs", {"what": "E2", "value": "27,5", "unit": "pg/ml"}, {"what": "estradiol", "value": "27.5 pg/mL"}),
    ("labs", {"what": "vitamin d", "value": "24 ng/mL"}, {"what": "25ohd", "value": "24 ng/mL"}),
    ("labs", {"what": "Estradiol", "value": "< 5 pg/mL", "assay": "LC-MS"}, {"value": "<5 pg/mL", "assay": "lc-ms"}),
    ("labs", {"what": "PTH", "value": "40", "unit": "pg/mL", "assay": "immunoassay"}, {"assay": "immunoassay"}),
    ("labs", {"what": "SHBG", "value": "30"}, {"what": "shbg", "value": "30 nmol/L"}),
    ("labs", {"what": "SHBG", "value": "30 nmol/l"}, {"what": "shbg", "value": "30 nmol/L"}),
    ("labs", {"what": "NTX in urine", "value": "40"}, {"value": "40 nmol BCE/mmol creatinine"}),
    ("labs", {"what": "Estradiol", "value": "400", "unit": "pg/mL", "confirmed": "yes"}, {"confirmed": True}),
    ("labs", {"what": "CTX", "value": "0,345", "unit": "ng/mL"}, {"value": "0.345 ng/mL"}),
    ("scans", {"what": "Lumbar spine T-score", "value": "\u22121,8 SD", "device": "GE", "reference": "young women"},
     {"what": "t_score_lumbar_spine", "value": "-1.8", "device": "lunar", "reference": "female"}),
    ("scans", {"what": "Total hip T-score", "value": "+1.8", "reference": "young men"},
     {"value": "1.8", "reference": "male"}),
    ("scans", {"what": "Femoral neck Z-score", "value": "0"}, {"what": "z_score_femoral_neck", "value": "0"}),
    ("scans", {"what": "Total hip BMD", "value": "0,954", "device": "norland"},
     {"value": "0.954 g/cm^2", "device": "norland"}),
    ("scans", {"what": "Total hip BMD", "value": "954"}, {"value": "0.954 g/cm^2"}),
    ("scans", {"what": "Total hip BMD", "value": "954", "unit": "mg/cm\u00b2"}, {"value": "0.954 g/cm^2"}),
    ("scans", {"what": "Total hip BMD", "value": "0.954 g/cm2"}, {"value": "0.954 g/cm^2"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "row", "told"), ROWS)
def test_what_is_filled_in_is_in_the_file(question: str, row: dict[str, str], told: dict[str, Any]) -> None:
    (found,) = read(question, words(question, [{**row, "day": DAY}]))
    assert told.items() <= found.items()
    assert found["date"] == date(2026, 1, 12)


@pytest.mark.parametrize(("day", "told"), [
    ("2026-01-12", "2026-01-12"), ("12 January 2026", "2026-01-12"), ("Jan 12, 2026", "2026-01-12"),
    ("12.1.2026", "2026-01-12"), ("13/01/2026", "2026-01-13"), ("01/13/2026", "2026-01-13"),
    ("January 2026", "2026-01-15"), ("01/2026", "2026-01-15"), ("2026-01", "2026-01-15"), ("yesterday", "2026-11-29"),
])  # fmt: skip
def test_a_day_is_read_as_it_is_written(day: str, told: str) -> None:
    row = {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": day}
    (found,) = read("labs", words("labs", [row]))
    assert str(found["date"]) == told


#: A question and a row; which field of it is asked about, and a word of what is said.
ASKED: list[tuple[str, dict[str, str], str, str]] = [
    ("labs", {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "03/04/2026"}, "day", "2026-04-03 if it was"),
    ("labs", {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "2025"}, "day", 'as in "March 2025"'),
    ("labs", {"what": "Estradiol", "value": "27", "unit": "pg/mL"}, "day", "no day of Estradiol"),
    ("labs", {"what": "Estradiol", "value": "27", "day": DAY}, "unit", "no unit of Estradiol"),
    ("labs", {"what": "Estradiol", "value": "27", "unit": "mmol/L", "day": DAY}, "unit", "mmol/L"),
    ("labs", {"what": "Estradiol", "value": "27 pg/mL", "unit": "pmol/L", "day": DAY}, "unit", "two units"),
    ("labs", {"what": "Testosterone", "value": "1,450", "unit": "ng/dL", "day": DAY}, "value", "1450, or 1.450"),
    ("labs", {"what": "PTH", "value": "about forty", "unit": "pg/mL", "day": DAY}, "value", "alone"),
    ("labs", {"what": "TSH", "value": "2", "day": DAY}, "what", "does not hold it"),
    ("labs", {"what": "estradol", "value": "2", "day": DAY}, "what", 'write "Estradiol"'),
    ("labs", {"value": "2", "day": DAY}, "what", "choose it"),
    ("scans", {"what": "Lumbar spine T-score", "value": "1.8", "day": DAY}, "value", "-1.8 if it is below zero"),
    ("scans", {"what": "Lumbar spine T-score", "value": "<-1.8", "day": DAY}, "value", "measured"),
    ("scans", {"what": "Lumbar spine BMD", "value": "30", "day": DAY}, "unit", "no unit"),
    ("scans", {"what": "Lumbar spine BMD", "value": "-1.8", "day": DAY, "unit": "g/cm^2"}, "value", "report prints"),
    ("scans", {"what": "Lumbar spine BMD", "value": "1", "day": DAY, "device": "Siemens"}, "device", "Hologic"),
    ("scans", {"what": "Lumbar spine BMD", "value": "1", "day": DAY, "reference": "young men"}, "reference", "blank"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "row", "field", "said"), ASKED)
def test_what_cannot_be_is_asked_of_its_field(
    question: str, row: dict[str, str], field: str, said: str
) -> None:
    found = problems(question, row)
    assert said in found[f"rows[0].{field}"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = problems("labs", {"what": "Estradiol"}, {}, {"what": "PTH", "value": "40", "day": "then"})
    assert set(found) == {"rows[0].value", "rows[0].unit", "rows[0].day", "rows[2].unit", "rows[2].day"}


#: An answer that is not understood as a whole; the rows that it fills.
PARTLY: list[tuple[str, str, list[dict[str, str]]]] = [
    ("labs", "estradiol 27 pg/mL; testosterone 480",
     [{"what": "Estradiol", "value": "27", "unit": "pg/mL"}, {"what": "Testosterone (total)", "value": "480"}]),
    ("labs", "12 Jan 2026: estradiol 27 pg/mL; foo PTH blah 40 pg/mL bleh; SHBG 30 nmol/L; TSH 2",
     [{"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": DAY},
      {"what": "PTH (parathyroid hormone)", "value": "40", "unit": "pg/mL", "day": DAY},
      {"what": "SHBG (sex hormone-binding globulin)", "value": "30", "day": DAY}]),
    ("labs", "January 2026: estradiol <5 pg/mL (LC-MS); 03/04/2026 calcium 9.4 mg/dl weird; CTX was odd 0.3 or 0.4",
     [{"what": "Estradiol", "value": "<5", "unit": "pg/mL", "day": "January 2026", "assay": "LC-MS"},
      {"what": "Calcium in blood", "value": "9.4", "unit": "mg/dL"}, {"what": "CTX", "day": "January 2026"}]),
    ("scans", "spine T-score -1.2 kind of fishy, hip neck T -2",
     [{"what": "Lumbar spine T-score", "value": "-1.2"}, {"what": "Femoral neck T-score", "value": "-2"}]),
    ("scans", "something else entirely", []),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "rows"), PARTLY)
def test_what_is_understood_of_an_answer_fills_rows(
    question: str, answer: str, rows: list[dict[str, str]]
) -> None:
    assert [*answer_fields(question, {question: answer}, today=TODAY).rows] == rows


ANSWERS = [
    ("labs", "12 January 2026: estradiol 27 pg/mL; testosterone 480 ng/dL; 25OHD 24 ng/mL"),
    ("labs", "estradiol <5 pg/mL on 2025-11-03 (LC-MS, confirmed); PTH 4.2 pmol/L, calcium 2.35 mmol/L"),
    ("scans", "12 January 2026: lumbar spine 1.05 g/cm2; total hip 0.98 g/cm2; Hologic"),
    ("scans", "2025-11-03: femoral neck T-score -1.8, Z-score +0.4 (Lunar, female reference)"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_an_answer_fills_rows_that_tell_the_same(question: str, answer: str) -> None:
    form = answer_fields(question, {question: answer}, today=TODAY)
    assert read(question, words(question, [{**row} for row in form.rows])) == read(question, answer)
    assert all(called(measured(question)[row["what"]]) == row["what"] for row in form.rows)


@pytest.mark.parametrize(
    ("question", "answer", "named"),
    [
        ("labs", "target estradiol 27 pg/mL, 2026-01-12", ["Estradiol"]),
        ("labs", "my wife's estradiol 27 pg/mL on 2026-01-12", ["Estradiol"]),
        ("labs", "adjusted calcium 2.31, PTH 5.4 pmol/L", ["PTH (parathyroid hormone)"]),
        ("scans", "goal: spine T-score -1.0", ["Lumbar spine T-score"]),
    ],
)
def test_what_is_no_value_of_his_fills_no_value(question: str, answer: str, named: list[str]) -> None:
    form = ot.answer_fields(question, {question: answer}, today=TODAY)
    assert [row["what"] for row in form.rows] == named
    assert all("value" not in row or row["what"].startswith("PTH") for row in form.rows)


def test_a_month_stands_beside_days_and_one_value_counts_once() -> None:
    month = {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "March 2025"}
    day = {"what": "Testosterone (total)", "value": "500", "unit": "ng/dL", "day": "2025-09-01"}
    words = ot.answers_by_fields("labs", [month, day, day]).answers["labs"]
    assert words == "2025-03-15: estradiol 27 pg/mL; 2025-09-01: testosterone 500 ng/dL"
    assert "2025-03-15" in ot.new_person({"labs": words}, today=TODAY).understood["labs"]
