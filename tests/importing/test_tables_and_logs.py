"""Tables of values, and logs of training and food."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, entries, read_in, reasons, values, written

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.importing.training_logs import weekly
from osteotwin.protocol.library import NotInLibraryError


def test_a_long_table_with_decimal_commas(tmp_path: Path) -> None:
    preview = read_in(FILES / "labs_long.csv", tmp_path)
    assert values(preview) == {"estradiol": "18.4 pg/mL", "25ohd": "31.0 ng/mL", "testosterone": "430 ng/dL"}
    assert preview.taken[0].keys["assay"] == "lc-ms"
    assert [one.label for one in preview.already_there] == ["testosterone"]
    for said in ("a formula, which is not calculated", "SHBG without a unit", "Ferritin: nothing"):
        assert said in reasons(preview)
    assert values(read_in(FILES / "labs_long.csv", tmp_path, units={"shbg": "nmol/L"}))["shbg"] == "35 nmol/L"


def test_a_wide_table_has_its_units_in_the_head(tmp_path: Path) -> None:
    preview = read_in(FILES / "labs_wide.csv", tmp_path)
    assert [(str(one.keys["date"]), one.keys["value"]) for one in preview.taken] == [
        ("2025-02-01", "18.4 pg/mL"), ("2025-02-01", "0.871 g/cm^2"), ("2025-02-01", "-1.2"),
        ("2025-08-01", "<5 pg/mL"), ("2025-08-01", "460 ng/dL"),
    ]  # fmt: skip
    assert "Mood" in reasons(preview)


@pytest.mark.parametrize("head", ["Marker,2024-09-14,2025-03-14,Unit", "Marker,14/09/2024,14/03/2025,Unit"])
def test_a_table_with_a_column_for_each_day(head: str, tmp_path: Path) -> None:
    rows = f"{head}\nEstradiol,12.3,6.4,pg/mL\nVitamin D 25-OH,,24.7,ng/mL\nFerritin,90,100,ng/mL\n"
    preview = read_in(written(tmp_path, "a.csv", rows), tmp_path)
    found = [(one.label, str(one.keys["date"]), one.keys["value"]) for one in preview.taken]
    assert found == [
        ("estradiol", "2024-09-14", "12.3 pg/mL"), ("estradiol", "2025-03-14", "6.4 pg/mL"),
        ("25ohd", "2025-03-14", "24.7 ng/mL"),
    ]  # fmt: skip
    assert "Ferritin (2 values): nothing" in reasons(preview)


def test_a_table_of_scans_has_a_site_in_each_row(tmp_path: Path) -> None:
    rows = (
        "date,site,BMD (g/cm2),t_score,Z-score,scanner\n2025-03-14,Lumbar spine L1-L4,0.908,-1.7,-1.1,Hologic\n"
        "2025-03-14,Left total hip,0.871,-1.1,,Hologic\n2025-03-14,Ward's,0.455,-2.4,-0.4,Hologic\n"
    )
    preview = read_in(written(tmp_path, "a.csv", rows), tmp_path)
    assert values(preview) == {
        "bmd_lumbar_spine": "0.908 g/cm^2", "t_score_lumbar_spine": "-1.7", "z_score_lumbar_spine": "-1.1",
        "bmd_total_hip": "0.871 g/cm^2", "t_score_total_hip": "-1.1",
    }  # fmt: skip
    assert {one.keys["device"] for one in preview.taken} == {"hologic"}
    assert "Ward's BMD" in reasons(preview)


def test_the_unit_of_a_row_may_stand_behind_its_name(tmp_path: Path) -> None:
    rows = "Test;14.03.2025\nEstradiol (pg/mL);6,4\n"
    assert values(read_in(written(tmp_path, "a.csv", rows), tmp_path)) == {"estradiol": "6.4 pg/mL"}


def test_two_readings_of_the_day_in_a_head_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="--dates dmy"):
        read_in(written(tmp_path, "a.csv", "Test,03/04/2025\nEstradiol (pg/mL),6.4\n"), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str, tmp_path: Path) -> None:
    rows = (("Date", "Test", "Value", "Unit"), ("2025-02-01", "Östradiol", "18.4", "pg/mL"))
    content = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    assert values(read_in(written(tmp_path, "a.csv", content), tmp_path)) == {"estradiol": "18.4 pg/mL"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("date,colour\n2025-01-01,red\n", "the columns date, colour"),
        ("test,value,date of birth\nEstradiol,3,2025-01-01\n", "the columns test, value, date of birth"),
        ("date,test,value,unit\n03/04/25,PTH,40,pg/mL\n", "--dates dmy"),
        ("date;test;value;unit\n2025-01-01;Testosterone;1,234;ng/dL\n", "--decimal comma"),
        (
            "date;test;value;unit\n2025-01-01;PTH;40,5;pg/mL\n2025-02-01;PTH;40.5;pg/mL\n"
            "2025-01-01;Testosterone;1,234;ng/dL\n",
            "--decimal comma",
        ),
    ],
)
def test_what_cannot_be_read_or_has_two_readings(rows: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_in(written(tmp_path, "a.csv", rows), tmp_path)
    assert said in str(raised.value)


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("x")', "@SUM(A1)", "-cmd|' /C calc'!A0", "+1+2"])
def test_formulas_are_neither_calculated_nor_carried_over(cell: str, tmp_path: Path) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    preview = read_in(
        written(tmp_path, "a.csv", f"date,test,value,unit\n2025-01-01,PTH,{quoted},pg/mL\n"), tmp_path
    )
    assert not preview.taken
    assert cell not in preview.text


def test_signs_that_steer_a_terminal_stay_out_of_notes(tmp_path: Path) -> None:
    report = "Collected: 2025-03-14\nC-TELOPEPTIDE\xf4\x90\x80\x80 (CTX)   350 pg/mL\n"
    preview = read_in(written(tmp_path, "a.txt", report.encode()), tmp_path)
    assert any("taken for" in one.note for one in preview.taken)
    assert all(text.isprintable() for _, texts in preview.sections() for text in texts)


def test_signs_that_steer_a_terminal_stay_out_of_the_preview(tmp_path: Path) -> None:
    rows = "date,test,value,unit\n2025-01-01,PTH,40,pg\u202e/mL\n2025-01-02,\x1b[31mx,1,mg\n"
    preview = read_in(written(tmp_path, "a.csv", rows), tmp_path)
    assert not preview.taken
    assert all(text.isprintable() for _, texts in preview.sections() for text in texts)


@pytest.mark.parametrize(("rows", "why"), [
    ("date,test,value,unit\n2026-01-14,PTH,42 pmol/L,pg/mL\n", "two units, pmol/L and pg/mL"),
    ("date,test,value,unit,status\n2026-01-14,SHBG,40,nmol/L,cancelled\n", "no result"),
    ("date,test,value,unit,specimen\n2026-01-14,Calcium,12,mg/dL,Urine\n", "its specimen is urine"),
    ("date,test,value,unit,loinc\n2026-01-14,Estradiol,120,pg/mL,14715-7\n", "LOINC 14715-7 is in moles"),
    ("date,test,value,unit,loinc\n2026-01-14,Estradiol,18,pg/mL,2345-7\n", "LOINC 2345-7 is Glucose, and its name"),
    ("date,test,value,unit,loinc\n2026-01-14,Calcium corrected,9.6,mg/dL,17861-6\n", "corrected for albumin"),
    ("date,site,t-score,comment\n2026-01-14,Total hip,-1.7,hip replacement\n", "metal is no bone"),
    ("date,site,t-score,comment\n2026-01-14,Total hip,-1.7,calculated from CT\n", "what DXA measured"),
    ("date,test,value,unit,comment\n2026-01-14,Calcium,9.2,mg/dL,from saliva\n", "values of blood"),
    ("date,test,value,unit,target\n2026-01-14,Calcium,9.2,mg/dL,yes\n", "its column target says yes"),
    ("date,Calcium ionized (mmol/L),SHBG\n2026-01-14,1.25,40\n", "ionised calcium"),
])  # fmt: skip
def test_what_a_column_beside_a_value_says_of_it_counts(rows: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", rows), tmp_path)
    assert not preview.taken
    assert why in reasons(preview)


def test_of_several_people_in_a_table_one_is_chosen(tmp_path: Path) -> None:
    rows = "Patient,date,test,value,unit\nSam,2026-01-14,SHBG,40,nmol/L\nAnn,2026-01-14,SHBG,60,nmol/L\n"
    path = written(tmp_path, "a.csv", rows)
    with pytest.raises(ot.ImportQuestionError, match="--patient Sam"):
        read_in(path, tmp_path)
    assert values(read_in(path, tmp_path, patient="ann")) == {"shbg": "60 nmol/L"}
    path.write_text(rows.rpartition("Ann")[0].replace("Sam", "Jo Smith"))
    with pytest.raises(ot.ImportQuestionError, match="somebody called Jo Smith"):
        read_in(path, tmp_path)


def training(preview: ot.ImportPreview) -> dict[str, dict[str, object]]:
    return {one["exercise"]: one for one in entries(preview, "habits.training")}


def test_months_of_strong_are_a_usual_week(tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="--weights kg"):
        read_in(FILES / "strong.csv", tmp_path)
    preview = read_in(FILES / "strong.csv", tmp_path, weights="kg")
    # Every third day, three sets of five without the warm-up set; the push-up has no load.
    assert training(preview) == {
        "back_squat": {
            "exercise": "back_squat",
            "sessions_per_week": 2.3,
            "sets": 3,
            "reps": 5,
            "load": "100 kg",
        },
        "deadlift": {
            "exercise": "deadlift",
            "sessions_per_week": 2.3,
            "sets": 3,
            "reps": 5,
            "load": "120 kg",
        },
        "push_up": {"exercise": "push_up", "sessions_per_week": 2.3, "sets": 3, "reps": 5},
    }
    assert "Zorb Twirl (120 sets): no exercise of the library" in reasons(preview)
    pounds = training(read_in(FILES / "strong.csv", tmp_path, weights="lb"))
    assert pounds["back_squat"]["load"] == "45.5 kg"


@pytest.mark.parametrize(("days", "per_week"), [
    (range(0, 70, 7), 1.0), (range(15), 7.0), (range(0, 84, 7), 1.0), (range(0, 700, 7), 1.0),
    ((0, 2, 4, 7, 9, 11, 14, 16, 18), 3.1),
])  # fmt: skip
def test_the_last_session_of_a_log_is_as_long_before_the_next_as_others_are(
    days: Iterable[int], per_week: float, tmp_path: Path
) -> None:
    rows = [
        f"{date(2024, 1, 1) + timedelta(days=day)} 18:00:00,A,1h,Squat (Barbell),1,100,5,0,0,,,\n"
        for day in days
    ]
    text = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    preview = read_in(written(tmp_path, "a.csv", text + "".join(rows)), tmp_path, weights="kg")
    assert training(preview)["back_squat"]["sessions_per_week"] == per_week


def test_a_log_can_go_into_the_plan(tmp_path: Path) -> None:
    preview = read_in(FILES / "hevy.csv", tmp_path, training="plan")
    (press, running) = entries(preview, "plan.training")
    assert (press["exercise"], str(press["from"])) == ("overhead_press", "2026-01-26")
    assert running["minutes"] == 30


@pytest.mark.parametrize(
    ("name", "found"),
    [("hevy.csv", {"overhead_press": ("50 kg", 4), "running": (None, None)}),
     ("fitnotes.csv", {"deadlift": ("102 kg", 3), "running": (None, None)})],
)  # fmt: skip
def test_hevy_and_fitnotes(name: str, found: dict[str, tuple[object, object]], tmp_path: Path) -> None:
    habits = training(read_in(FILES / name, tmp_path))
    assert {key: (one.get("load"), one.get("sets")) for key, one in habits.items()} == found
    assert all(one["sessions_per_week"] == 1.8 for one in habits.values())
    assert habits["running"]["minutes"] == 30


@pytest.mark.parametrize(("kilometers", "exercise"), [
    ("5", "running"), ("4", "jogging"), ("3.2", "brisk_walking"), ("2.4", "walking"), ("", None), ("40", None),
])  # fmt: skip
def test_the_speed_tells_what_was_done_on_a_treadmill(
    kilometers: str, exercise: str | None, tmp_path: Path
) -> None:
    days = [f"{day} Oct 2025, 18:04" for day in range(1, 29, 3)]
    rows = [f'"Run","{day}","{day}","","Treadmill",,"",0,normal,,,{kilometers},1800,\n' for day in days]
    head = (FILES / "hevy.csv").read_text(encoding="utf-8").splitlines()[0]
    preview = read_in(written(tmp_path, "a.csv", f"{head}\n{''.join(rows)}"), tmp_path)
    assert [*training(preview)] == ([exercise] if exercise else [])
    assert exercise or "Treadmill" in reasons(preview)


def test_names_without_end_are_not_all_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    def none(name: str) -> None:
        looked_up.append(name)
        raise NotInLibraryError("exercise", name, ())

    monkeypatch.setattr(weekly, "find_exercise", none)
    rows = "".join(f"2025-01-01,A,thing {n},1,100,kg,5\n" for n in range(3000))
    head = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps\n"
    preview = read_in(written(tmp_path, "a.csv", head + rows), tmp_path)
    assert len(looked_up) == 500
    assert not preview.taken


def test_only_the_last_weeks_are_a_habit(tmp_path: Path) -> None:
    head = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps\n"
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(0, 300, 2)]
    rows = [f"{day},A,Back Squat,1,{50 if day.year == 2024 and day.month < 6 else 90},kg,5" for day in days]
    rows += [f"{days[0]},A,Deadlift,1,100,kg,5"] * 3
    preview = read_in(written(tmp_path, "strong.csv", head + "\n".join(rows)), tmp_path)
    assert training(preview)["back_squat"]["load"] == "90 kg"
    assert set(training(preview)) == {"back_squat"}
    few = read_in(written(tmp_path, "few.csv", head + "\n".join(rows[-5:-3])), tmp_path)
    assert "14 days or more tell a habit" in reasons(few)


def test_cronometer_without_days_that_are_not_complete(tmp_path: Path) -> None:
    preview = read_in(FILES / "cronometer.csv", tmp_path)
    assert entries(preview, "habits") == [{"calcium": "815 mg/day"}, {"vitamin_d": "146 IU/day"}]
    assert "1 row: days that are not complete" in reasons(preview)


def test_myfitnesspal_has_calcium_in_percent_of_what_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="--calcium-percent-of 1000"):
        read_in(FILES / "myfitnesspal.csv", tmp_path)
    for of, found in (("1000", "700 mg/day"), ("1300", "910 mg/day")):
        assert entries(read_in(FILES / "myfitnesspal.csv", tmp_path, calcium_percent_of=of), "habits") == [
            {"calcium": found}
        ]


def test_a_row_that_adds_up_others_is_no_food(tmp_path: Path) -> None:
    text = (FILES / "myfitnesspal.csv").read_text()
    totals = [
        f"{line.split(',')[0]},TOTAL,{line.split(',', 2)[2]}"
        for line in text.splitlines()
        if "Dinner" in line
    ]
    path = written(tmp_path, "a.csv", "\n".join([*text.splitlines(), *totals]))
    assert entries(read_in(path, tmp_path, calcium_percent_of="1000"), "habits") == [
        {"calcium": "700 mg/day"}
    ]


@pytest.mark.parametrize(("old", "new"), [
    (",Done,true,", ",Skipped,false,"), (",Done,true,", ",Planned,false,"),
])  # fmt: skip
def test_sets_that_were_not_done_do_not_count(old: str, new: str, tmp_path: Path) -> None:
    text = (FILES / "fitnotes_ios.csv").read_text()
    assert old in text
    found = training(read_in(FILES / "fitnotes_ios.csv", tmp_path))
    assert training(read_in(written(tmp_path, "a.csv", text.replace(old, new)), tmp_path)) == found


def test_a_week_of_food_is_the_least(tmp_path: Path) -> None:
    lines = (FILES / "cronometer.csv").read_text().splitlines()[:6]
    preview = read_in(written(tmp_path, "a.csv", "\n".join(lines)), tmp_path)
    assert not preview.taken
    assert "7 days or more tell a habit" in reasons(preview)


def test_a_habit_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    text = (FILES / "person.toml").read_text() + '\n[habits]\ncalcium = "500 mg/day"   # my guess\n'
    preview = ot.preview_import(FILES / "cronometer.csv", written(tmp_path, "p.toml", text))
    assert entries(preview, "habits") == [{"vitamin_d": "146 IU/day"}]
    assert "calcium = 500 mg/day" in preview.not_taken[0].why
    assert 'calcium = "500 mg/day"   # my guess' in preview.text


@pytest.mark.slow
def test_two_hundred_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    days = itertools.cycle([date(2024, 1, 1) + timedelta(days=n) for n in range(700)])
    with path.open("w") as file:
        file.write("Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps\n")
        file.writelines(f"{next(days)},A,Back Squat,1,100,kg,5\n" for _ in range(200_000))
    assert training(read_in(path, tmp_path))["back_squat"]["load"] == "100 kg"


def test_a_value_that_nobody_has_is_to_be_looked_at(tmp_path: Path) -> None:
    text = "date,test,value,unit\n2026-01-14,Estradiol,{},pg/mL\n"
    assert "hardly ever seen" in read_in(written(tmp_path, "a.csv", text.format(1800)), tmp_path).unusual[0]
    assert not read_in(written(tmp_path, "b.csv", text.format(18)), tmp_path).unusual
