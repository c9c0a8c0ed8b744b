"""Which day results are of: never that of printing, of a column of earlier results, or of an exam that is to come."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

from osteotwin.importing.found import Reading

ROWS = "25-OH Vitamin D     24.2    >30    ng/mL\nEstradiol     9.1    <43    pg/mL\n"


def days(reading: Reading) -> dict[str, str]:
    return {one.keys["what"]: str(one.keys["date"]) for one in reading.found}


@pytest.mark.parametrize(
    "head",
    ["Abnahmedatum 14.10.2025    Druck 16.10.2025", "Sample 14 Oct 2025   Authorised 16 Oct 2025",
     "Prélevé le 14.10.2025   Validé le 16.10.2025", "Extracción 14.10.2025   Impresión 16.10.2025",
     "Afname 14-10-2025   Rapport 16-10-2025"],
)  # fmt: skip
def test_a_day_of_printing_heads_no_column(head: str) -> None:
    read = read_report(f"{head}\n{ROWS}")
    assert days(read) == {"25ohd": "2025-10-14", "estradiol": "2025-10-14"}
    assert measured(read) == {"25ohd": "24.2 ng/mL", "estradiol": "9.1 pg/mL"}


@pytest.mark.parametrize(
    "head", ["Ordered 14 Oct 2025   Resulted 16 Oct 2025", "Visit 14 Oct 2025   Typed 16 Oct 2025"]
)
def test_days_of_which_no_word_is_known_are_asked(head: str) -> None:
    assert days(read_report(f"{head}\n{ROWS}")) == {}


@pytest.mark.parametrize(
    "head", ["Test     Result     Lower limit     Units", "Analyt     Ergebnis     Grenzwert     Einheit"]
)
def test_a_limit_is_no_result_of_another_day(head: str) -> None:
    read = read_report(
        f"Collected 14 Oct 2025   Authorised 16 Oct 2025\n{head}\nEstradiol     9.1     8.0     pg/mL\n"
    )
    assert [str(one.keys["value"]) for one in read.found] in (["9.1 pg/mL"], [])


@pytest.mark.parametrize(
    ("taken", "column", "day"),
    [("Collection date: October 14, 2025", "Previous result", "03/20/2025"),
     ("Abnahme 14.10.2025", "Vorwert", "(20.03.25)"),
     ("Prélèvement du 14.10.2025", "Antériorités", "du 20.03.2025"),
     ("Extracción: 14-10-2025", "R. ANTERIOR", "20-03-2025")],
)  # fmt: skip
def test_a_day_beneath_a_column_of_earlier_results_is_of_that_column(
    taken: str, column: str, day: str
) -> None:
    row = "Estradiol    9.1      pg/mL     8.0-35.0    22.4"
    text = f"{taken}\nTest         Wert     Units     Ref         {column}\n{'':50}{day}\n{row}\n"
    read = read_report(text)
    assert days(read) == {"estradiol": "2025-10-14"}
    assert measured(read) == {"estradiol": "9.1 pg/mL"}


@pytest.mark.parametrize("head", ["", "Test           Result  Unit     Range        Date of test\n"])
def test_a_row_with_its_own_day_is_of_that_day(head: str) -> None:
    rows = (
        "Estradiol      48      pmol/L   (<160)       14 Oct 2025\n"
        "Testosterone   17.2    nmol/L   8.0-30.0     02 May 2025\n"
    )
    assert days(read_report(f"Collected 14 Oct 2025\n{head}{rows}")) == {
        "estradiol": "2025-10-14",
        "testosterone": "2025-05-02",
    }


def test_a_last_column_of_days_of_reports_dates_no_sample() -> None:
    text = "Collected 14 Oct 2025\nTest         Result  Unit     Reported\nEstradiol    48      pmol/L   16 Oct 2025\n"
    assert days(read_report(text)) == {"estradiol": "2025-10-14"}


@pytest.mark.parametrize(
    "line",
    ["Recommendation: next DXA on 14 January 2026.", "Repeat DXA: October 14, 2025",
     "Kontrolle DXA am 14.10.2025 empfohlen",
     "Follow-up DXA due: 14 Oct 2025", "DXA: 14 October 2199"],
)  # fmt: skip
def test_an_exam_to_come_dates_no_scan(line: str) -> None:
    assert days(read_report(f"DXA report (Hologic)\nL1-L4 BMD 0.938 g/cm2 T-score -1.4\n{line}\n")) == {}


@pytest.mark.parametrize(
    ("day", "earlier"),
    [("Collected: 10/14/2025 9:12 AM", "PREVIOUS EXAM (9/20/2022):"),
     ("Gemessen: 14.10.2025 10:15:22", "Voruntersuchung: 20.09.2022"),
     ("Exam: 2025/10/14", "Previous exam: 2022/09/20")],
)  # fmt: skip
def test_an_earlier_day_takes_no_day_from_a_scan(day: str, earlier: str) -> None:
    read = read_report(f"DXA report\n{day}\nLumbar spine L1-L4: BMD 1.069 g/cm2, T-score -1.3\n{earlier}\n")
    assert days(read) == {"bmd_lumbar_spine": "2025-10-14", "t_score_lumbar_spine": "2025-10-14"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Exam date: 20 September 2022", "Exam date: 14 October 2025"),
     ("Performed on Sep 20, 2022", "Performed on Oct 14, 2025"),
     ("Untersuchungsdatum: 20.09.2022", "Untersuchungsdatum: 14.10.2025")],
)  # fmt: skip
def test_days_beneath_their_scans_are_given_to_none(first: str, second: str) -> None:
    text = f"DEXA\nTotal hip T-score: -0.7\n{first}\n\nDEXA\nTotal hip T-score: -0.8\n{second}\n"
    read = read_report(text)
    assert read.found == ()
    assert sum("some stand below" in one.why for one in read.left) == 2
    above = read_report(
        f"DEXA\n{first}\nTotal hip T-score: -0.7\n\nDEXA\n{second}\nTotal hip T-score: -0.8\n"
    )
    assert [str(one.keys["date"]) for one in above.found] == ["2022-09-20", "2025-10-14"]


def test_one_day_beneath_a_scan_is_its_day() -> None:
    read = read_report(
        "DEXA\nTotal hip T-score: -0.8\nExam date: 14 October 2025\nPrevious exam: 20 September 2022\n"
    )
    assert [str(one.keys["date"]) for one in read.found] == ["2025-10-14"]
