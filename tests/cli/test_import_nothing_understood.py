"""``import`` of a file of which nothing was understood: one sentence and exit code 1, whatever its form."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.importing.pdf import pdf_of
from tests.importing.reading_in import FILES, person_in, written

Cli = Callable[..., Any]

HAY_FEVER = {
    "resourceType": "Condition",
    "code": {"text": "Hay fever"},
    "subject": {"reference": "Patient/p"},
}
NOTHING: dict[str, str | bytes] = {
    "letter.txt": "Dear patient,\nthank you for coming to see us. See you again in a year.\n",
    "letter.pdf": pdf_of("Dear patient,\nthank you for coming to see us."),
    "fhir.json": json.dumps(HAY_FEVER),
    "lines.ndjson": f"{json.dumps(HAY_FEVER)}\n{json.dumps(HAY_FEVER)}\n",
    "values.csv": "date,test,value,unit\n2025-01-02,Ferritin,100,ng/mL\n",
    "days.csv": "Test,2025-01-02,2025-02-02\nFerritin,100,90\n",
    "strong.csv": "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps\n"
                  "2025-01-02 10:00:00;A;Wrist twiddle;1;5;kg;10\n",
    "hevy.csv": '"title","start_time","end_time","exercise_title","set_index","set_type","weight_kg","reps"\n'
                '"A","2025-01-02 10:00:00","2025-01-02 11:00:00","Wrist twiddle",0,"normal",5,10\n',
    "fitnotes.csv": "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n"
                    "2025-01-02,Wrist twiddle,Arms,5.0,10,,,\n",
    "cronometer.csv": "Date,Energy (kcal),Calcium (mg),Vitamin D (IU),Completed\n2025-01-02,2000,,,true\n",
    "apple.xml": '<?xml version="1.0"?>\n<HealthData><ExportDate value="2025-02-01"/></HealthData>\n',
}  # fmt: skip
SOMETHING = ("hologic.txt", "lab_de.txt", "narrative.txt", "quest.txt", "bundle_r4.json", "bundle_r5.json",
             "conditions.json", "labs_long.csv", "labs_wide.csv", "hevy.csv", "fitnotes.csv", "cronometer.csv",
             "apple_health.xml")  # fmt: skip


def health_connect(folder: Path) -> Path:
    """An export that holds nothing but a table."""
    base = folder / "x.db"
    with sqlite3.connect(base) as database:
        database.execute("CREATE TABLE weight_record_table (time INTEGER, local_date INTEGER, weight REAL)")
    database.close()
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(base, "health_connect_export.db")
    return path


@pytest.mark.parametrize("as_json", [False, True], ids=["words", "json"])
@pytest.mark.parametrize("name", [*NOTHING, "export.zip"])
def test_nothing_understood_is_exit_code_1_and_one_sentence(
    cli: Cli, tmp_path: Path, name: str, as_json: bool
) -> None:
    path = person_in(tmp_path)
    before = path.read_bytes()
    file = health_connect(tmp_path) if name == "export.zip" else written(tmp_path, name, NOTHING[name])
    done = cli("import", file, "--into", path, "--yes", *(["--json"] if as_json else []))
    assert done.code == 1
    assert f"Nothing of {name} was understood, so nothing was written." in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert path.read_bytes() == before
    if as_json:
        assert json.loads(done.out)["not_understood"]
    else:
        assert "Not understood (" in done.out


@pytest.mark.parametrize("name", SOMETHING)
def test_something_understood_is_exit_code_0(cli: Cli, tmp_path: Path, name: str) -> None:
    path = person_in(tmp_path)
    first = cli("import", FILES / name, "--into", path, "--yes", "--dates", "mdy")
    assert (first.code, first.err) == (0, "")
    again = cli("import", FILES / name, "--into", path, "--yes", "--dates", "mdy")
    assert (again.code, again.err) == (0, "")
    assert "Nothing new to write." in again.out


def test_one_file_of_two_is_enough(cli: Cli, tmp_path: Path) -> None:
    letter = written(tmp_path, "letter.txt", NOTHING["letter.txt"])
    done = cli("import", letter, FILES / "hologic.txt", "--into", person_in(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "letter.txt" in done.out
