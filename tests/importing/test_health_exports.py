"""Exports of telephones: Apple Health, streamed; Health Connect, a database that is only read."""

from __future__ import annotations

import io
import itertools
import sqlite3
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, entries, read_in, reasons, values, written

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.importing import exports
from osteotwin.importing.answers import Answers
from osteotwin.importing.apple_health import read_apple_health
from osteotwin.importing.found import Reading


def test_apple_health(tmp_path: Path) -> None:
    preview = read_in(FILES / "apple_health.xml", tmp_path)
    assert values(preview) == {"weight": "86.2 kg"}
    assert entries(preview, "habits") == [{"calcium": "800 mg/day"}, {"vitamin_d": "200 IU/day"}]
    assert entries(preview, "habits.training") == [
        {"exercise": "running", "sessions_per_week": 3.5, "minutes": 30}
    ]
    assert "StepCount (20 records)" in reasons(preview)


def test_what_two_programs_wrote_of_one_day_counts_once(tmp_path: Path) -> None:
    text = (FILES / "apple_health.xml").read_text()
    lines = [line for line in text.splitlines() if "DietaryCalcium" in line or "Running" in line]
    twice = [line.replace("<Record ", '<Record sourceName="Another" ') for line in lines]
    text = text.replace("</HealthData>", "\n".join([*twice, "</HealthData>"]))
    preview = read_in(written(tmp_path, "a.xml", text), tmp_path)
    assert entries(preview, "habits") == [{"calcium": "800 mg/day"}, {"vitamin_d": "200 IU/day"}]
    (run,) = entries(preview, "habits.training")
    assert run["minutes"] == 30
    assert "at the same time as one that was counted" in reasons(preview)
    assert "another program wrote these days, too" in reasons(preview)


def test_apple_healths_archive_with_clinical_records(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "apple_health.xml", "apple_health_export/export.xml")
        archive.write(FILES / "bundle_r5.json", "apple_health_export/clinical-records/1.json")
        archive.writestr("../../outside.json", "{}")
        archive.writestr("/etc/clinical.json", '{"resourceType": "Observation"}')
    before = set(tmp_path.parent.iterdir())
    preview = read_in(path, tmp_path)
    assert values(preview) == {"weight": "86.2 kg", "bmd_lumbar_spine": "0.987 g/cm^2"}
    assert "1 file: nothing of them is read here (1 .json)" in reasons(preview)
    assert set(tmp_path.parent.iterdir()) == before
    assert not (tmp_path.parent / "outside.json").exists()


def test_somebody_else_in_apple_health(tmp_path: Path) -> None:
    text = (FILES / "apple_health.xml").read_text().replace("1968-06-01", "1990-06-01")
    with pytest.raises(ot.ImportQuestionError, match="somebody born 1990-06-01"):
        read_in(written(tmp_path, "a.xml", text), tmp_path)


@pytest.mark.parametrize("name", ["Exportieren.xml", "exportación.xml", "エクスポート.xml"])
def test_apple_healths_file_in_another_language(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr("apple_health_export/workout-routes/route.gpx", "<gpx/>")
        archive.write(FILES / "apple_health.xml", f"apple_health_export/{name}")
    preview = read_in(path, tmp_path)
    assert values(preview) == {"weight": "86.2 kg"}
    assert "2 files: nothing of them is read here (1 .xml, 1 .gpx)" in reasons(preview)


@pytest.mark.parametrize(("element", "found", "why"), [
    ('<Record type="HKQuantityTypeIdentifierBodyMass" unit="lb" startDate="2025-12-01 08:00:00 +0000" value="180"/>',
     {"weight": "81.6 kg"}, ""),
    ('<Record type="HKQuantityTypeIdentifierBodyMass" unit="stone" startDate="2025-12-01 08:00:00 +0000" value="13"/>',
     {}, "BodyMass in stone (1 record): its day, number or unit is not understood"),
    ('<Record type="HKQuantityTypeIdentifierHeight" unit="ft" startDate="2025-12-01 08:00:00 +0000" value="5.9"/>',
     {"height": "179.8 cm"}, ""),
    ('<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="fortnight" '
     'startDate="2025-12-01 08:00:00 +0000"/>', {}, "workout Running (1 record): its day, number or unit"),
    ('<Workout workoutActivityType="HKWorkoutActivityTypeCoreTraining" duration="30" durationUnit="min" '
     'startDate="2025-12-01 08:00:00 +0000"/>', {}, "core training (1 set): no exercise of the library"),
    ('<Record type="HKDataTypeSleepDurationGoal" startDate="2025-12-01 08:00:00 +0000" value="8"/>', {},
     "HKDataTypeSleepDurationGoal (1 record): nothing that a person's file holds"),
])  # fmt: skip
def test_what_is_not_understood_is_named(
    element: str, found: dict[str, str], why: str, tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "a.xml", f"<HealthData>{element}</HealthData>"), tmp_path)
    assert values(preview) == found
    assert why in reasons(preview)


def test_what_a_correlation_holds_counts_once(tmp_path: Path) -> None:
    """A meal's foods stand in it, and outside of it once more."""
    text = (FILES / "apple_health.xml").read_text()
    foods = [line for line in text.splitlines() if "DietaryCalcium" in line]
    meals = [f'<Correlation type="HKCorrelationTypeIdentifierFood">{food}</Correlation>' for food in foods]
    text = text.replace("</HealthData>", "\n".join([*meals, "</HealthData>"]))
    preview = read_in(written(tmp_path, "a.xml", text), tmp_path)
    assert entries(preview, "habits") == [{"calcium": "800 mg/day"}, {"vitamin_d": "200 IU/day"}]


def test_a_workout_without_a_duration_lasts_from_beginning_to_end(tmp_path: Path) -> None:
    sessions = "".join(
        f'<Workout workoutActivityType="HKWorkoutActivityTypeEquestrianSports" '
        f'startDate="2025-12-{day:02d} 08:00:00 +0000" endDate="2025-12-{day:02d} 08:45:00 +0000"/>'
        for day in range(1, 29, 3)
    )
    preview = read_in(written(tmp_path, "a.xml", f"<HealthData>{sessions}</HealthData>"), tmp_path)
    (ride,) = entries(preview, "habits.training")
    assert (ride["exercise"], ride["minutes"]) == ("horse_riding", 45)


LAUGHS = '<!DOCTYPE HealthData [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><HealthData>&b;</HealthData>'
OUTSIDE = '<!DOCTYPE HealthData [<!ENTITY a SYSTEM "file:///etc/passwd">]><HealthData>&a;</HealthData>'
DTD = '<!DOCTYPE HealthData SYSTEM "http://127.0.0.1:9/x.dtd"><HealthData><Record type="x"/></HealthData>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "XML with entities"), (OUTSIDE, "XML with entities"), ("<HealthData><Record", "ends in the middle"),
        ("<ClinicalDocument/>", "a clinical document"),
        ("<html><body/></html>", "no export of Apple Health"), ("<" * 1000, "no export of Apple Health"),
        ("<HealthData>" + "<a>" * 100, "nested beyond any export"),
        ('<?xml version="1.0" encoding="no-such"?><HealthData/>', "Apple Health|encoding"),
    ],
)  # fmt: skip
def test_xml_that_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        read_in(written(tmp_path, "a.xml", text), tmp_path)


def test_a_document_type_elsewhere_is_never_fetched(tmp_path: Path) -> None:
    """The socket is closed to the tests: fetching would fail loudly."""
    with pytest.raises(InputError, match="a document type elsewhere"):
        read_in(written(tmp_path, "a.xml", DTD), tmp_path)


RECORD = (
    b'<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" '
    b'startDate="2025-01-01 08:00:00 +0000" value="61"><MetadataEntry key="k" value="v"/></Record>'
)


class Stream(io.RawIOBase):
    """An export of many records that is made as it is read."""

    def __init__(self, records: int) -> None:
        self._pieces = itertools.chain(
            [b"<HealthData>"], itertools.repeat(RECORD, records), [b"</HealthData>"]
        )

    def read(self, size: int = -1) -> bytes:
        return b"".join(itertools.islice(self._pieces, 5000))


@pytest.mark.slow
def test_memory_does_not_grow_with_the_export() -> None:
    peaks: list[int] = []
    for records in (20_000, 100_000):
        tracemalloc.start()
        read_apple_health(Stream(records), "export.xml", Answers())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def connect(path: Path) -> Path:
    """A database as Health Connect exports it, of the tables that are read."""
    day, zero = 86_400_000, (date(2025, 10, 1) - date(1970, 1, 1)).days
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE weight_record_table (row_id INTEGER, time INTEGER, local_date INTEGER, weight REAL)"
        )
        database.execute("CREATE TABLE height_record_table (time INTEGER, height REAL)")
        database.execute(
            "CREATE TABLE nutrition_record_table (start_time INTEGER, local_date INTEGER, calcium REAL, vitamin_d REAL)"
        )
        database.execute(
            "CREATE TABLE exercise_session_record_table "
            "(start_time INTEGER, end_time INTEGER, local_date INTEGER, title TEXT, exercise_type INTEGER)"
        )
        for n in range(20):
            at = (zero + n) * day
            database.execute(
                "INSERT INTO weight_record_table VALUES (?, ?, ?, ?)", (n, at, zero + n, 86_000.0 + n)
            )
            for grams in (0.5, 0.3, 5e-324):
                database.execute(
                    "INSERT INTO nutrition_record_table VALUES (?, ?, ?, ?)", (at, zero + n, grams, 2.5e-6)
                )
            if n % 2 == 0:
                row = (at, at + 1_800_000, zero + n, "Morning Run" if n % 4 == 0 else "Running", 56)
                database.execute("INSERT INTO exercise_session_record_table VALUES (?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO height_record_table VALUES (?, ?)", (zero * day, 1.81))
        database.execute("INSERT INTO exercise_session_record_table VALUES (0, 60000, 1, NULL, 0)")
    database.close()
    return path


@pytest.mark.parametrize(("title", "kind", "exercise"), [
    (None, 33, "running"), ("", 53, "walking"), ("Push day", 4, "cycling"), ("Tuesday", 21, "hill_walking"),
    ("Swimming", 33, "swimming"), (None, 56, ""), ("Push day", 0, ""),
])  # fmt: skip
def test_a_session_without_the_name_of_an_exercise_is_of_its_kind(
    title: str | None, kind: int, exercise: str, tmp_path: Path
) -> None:
    path = connect(tmp_path / "x.db")
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE exercise_session_record_table SET title = ?, exercise_type = ?", (title, kind)
        )
    database.close()
    found = [one["exercise"] for one in entries(read_in(path, tmp_path), "habits.training")]
    assert found == [exercise] * bool(exercise)


@pytest.mark.parametrize(("change", "why"), [
    ("UPDATE weight_record_table SET local_date = 20380, weight = 80000 + 1000 * row_id", "80 and 99 kg on one day"),
    ("ALTER TABLE exercise_session_record_table ADD COLUMN notes TEXT DEFAULT 'cancelled'", '"cancelled"'),
    ("UPDATE exercise_session_record_table SET title = 'Push day', exercise_type = 4", 'the title "Push day"'),
])  # fmt: skip
def test_what_health_connect_says_besides_is_weighed(change: str, why: str, tmp_path: Path) -> None:
    path = connect(tmp_path / "x.db")
    with sqlite3.connect(path) as database:
        database.execute(change)
    database.close()
    preview = read_in(path, tmp_path)
    assert why in f"{reasons(preview)} {' '.join(one.note for one in preview.taken)}"


def test_health_connect(tmp_path: Path) -> None:
    path = tmp_path / "Health Connect.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(connect(tmp_path / "x.db"), "health_connect_export.db")
    for one in (path, tmp_path / "x.db"):
        preview = read_in(one, tmp_path)
        assert values(preview) == {"weight": "86 kg", "height": "181 cm"}
        assert entries(preview, "habits") == [{"calcium": "800 mg/day"}, {"vitamin_d": "300 IU/day"}]
        assert entries(preview, "habits.training")[0]["exercise"] == "running"
        assert "1 session of exercise: neither a title nor a kind" in reasons(preview)


@pytest.mark.parametrize("text", [
    '{"healthConnect": {"weight": [{"time": "2025-01-01T08:00:00Z", "kg": 86}]}}',
    '[{"type": "WeightRecord", "kg": 86}]', '{"exercise_session_records": []}',
    '{"records": [{"dataOrigin": "com.google.android.apps.healthdata"}]}',
])  # fmt: skip
def test_json_of_programs_that_read_health_connect_is_refused_by_name(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Health Connect's own export"):
        read_in(written(tmp_path, "a.json", text), tmp_path)


def test_a_database_runs_nothing(tmp_path: Path) -> None:
    path = connect(tmp_path / "x.db")
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE nutrition_record_table")
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        view = f"{endless} SELECT x AS local_date, 1 AS calcium FROM n"
        database.execute(f"CREATE VIEW nutrition_record_table AS {view}")
    database.close()
    assert entries(read_in(path, tmp_path), "habits") == []


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\0" * 5000, b"SQLite format 3\0"])
def test_databases_that_are_damaged_or_anothers(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="database"):
        read_in(written(tmp_path, "x.db", content), tmp_path)
    with sqlite3.connect(tmp_path / "other.db") as database:
        database.execute("CREATE TABLE songs (name TEXT)")
    database.close()
    with pytest.raises(InputError, match="none of Health Connect"):
        read_in(tmp_path / "other.db", tmp_path)


def test_a_bomb_a_lock_and_damage_in_an_archive(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export.xml", b"<HealthData>" + b" " * 60_000_000)
    with pytest.raises(InputError, match="unpacks to 60 MB"):
        read_in(bomb, tmp_path)
    whole = tmp_path / "export.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "apple_health.xml", "apple_health_export/export.xml")
    raw = whole.read_bytes()
    for content in (raw[:300], raw[:100] + b"x" * 200 + raw[300:]):
        with pytest.raises(InputError, match="damaged"):
            read_in(written(tmp_path, "damaged.zip", content), tmp_path)
    locked = bytearray(raw)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    with pytest.raises(InputError, match="locked with a password"):
        read_in(written(tmp_path, "locked.zip", bytes(locked)), tmp_path)


LABS = b"date,test,value,unit\n2025-02-01,Estradiol,18,pg/mL\n"


@pytest.mark.parametrize("name", [
    "../../escaped.csv", "/escaped.csv", "..\\..\\escaped.csv", "C:\\escaped.csv", "a/../../../escaped.csv", "con.csv",
])  # fmt: skip
def test_a_name_in_an_archive_leads_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(inner))
    monkeypatch.chdir(inner)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, LABS)
    copies: list[Path] = []

    def kept(copy: Path, place: str, answers: Answers) -> Reading:
        copies.append(copy)
        return read_copy(copy, place, answers)

    read_copy = exports._read_copy
    monkeypatch.setattr(exports, "_read_copy", kept)
    assert values(read_in(path, tmp_path)) == {"estradiol": "18 pg/mL"}
    assert [copy.name for copy in copies] == ["0"]
    assert copies[0].parent.parent == inner
    assert {one.name for one in tmp_path.rglob("*")} == {"outer", "inner", "a.zip", "person.toml"}


@pytest.mark.parametrize("claimed", [10, 2_000_000_000])
def test_a_member_of_another_size_than_the_archive_says(claimed: int, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("labs.csv", LABS * 1000)
    raw = bytearray(path.read_bytes())
    size = len(LABS * 1000).to_bytes(4, "little")
    for _ in range(2):  # in the member's own head, and in the list at the end
        at = raw.index(size)
        raw[at : at + 4] = claimed.to_bytes(4, "little")
    said = reasons(read_in(written(tmp_path, "b.zip", bytes(raw)), tmp_path))
    assert ("damaged file in the ZIP" if claimed == 10 else "unpacks to 2,000 MB") in said


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("labs.csv", LABS)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.csv", inner.getvalue())
    assert "a ZIP within an archive" in reasons(read_in(path, tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "an empty file"), (b"\x89PNG\r\n", "a picture"), (b"\x00\x01\x02", "a binary file"),
     (b"\x1f\x8b", "a gzip archive")],
)  # fmt: skip
def test_other_files_are_named(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        read_in(written(tmp_path, "x", content), tmp_path)
    with pytest.raises(InputError, match="a folder"):
        read_in(tmp_path, tmp_path)


def of_apple(*values: float) -> str:
    """An export of Apple Health with some weights of one day."""
    one = (
        '<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" startDate="2026-01-10 08:00:00 +0000" '
        'endDate="2026-01-10 08:00:00 +0000" value="{}"/>'
    )
    return f"<HealthData>{''.join(map(one.format, values))}</HealthData>"


@pytest.mark.parametrize(("weights", "taken"), [
    ((86.0, 70.0), {}), ((86.0, 70.0, 86.0), {}), ((86.0, 86.6), {"weight": "86.6 kg"}),
])  # fmt: skip
def test_two_weights_of_one_day_that_differ_are_of_two(
    weights: tuple[float, ...], taken: dict[str, str], tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "export.xml", of_apple(*weights)), tmp_path)
    assert values(preview) == taken
    assert taken or "70 and 86 kg on one day" in reasons(preview)
