"""Of one result in several versions the newest counts; one number on two scales is not the same result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import person_in, reasons, values, written

import osteotwin as ot
from osteotwin.importing.answers import Answers
from osteotwin.importing.condition_names import by_words
from osteotwin.importing.read_file import read_file


def estradiol(value: float, meta: dict[str, str], name: str = "a") -> dict[str, Any]:
    return {"resource": {
        "resourceType": "Observation", "id": name, "meta": meta, "status": "final", "code": {"text": "Estradiol"},
        "effectiveDateTime": "2025-02-12", "valueQuantity": {"value": value, "unit": "pg/mL"},
    }}  # fmt: skip


def deleted(name: str, at: str) -> dict[str, Any]:
    return {"request": {"method": "DELETE", "url": f"Observation/{name}"}, "response": {"lastModified": at}}


OLD, NEW = {"lastUpdated": "2025-02-13T10:00:00Z"}, {"lastUpdated": "2025-02-20T10:00:00+01:00"}


@pytest.mark.parametrize(("entries", "found"), [
    ([estradiol(27.4, {"versionId": "1"}), estradiol(41, {"versionId": "2"})], ["41 pg/mL"]),
    ([estradiol(41, {"versionId": "10"}), estradiol(27.4, {"versionId": "9"})], ["41 pg/mL"]),
    ([estradiol(27.4, OLD), estradiol(41, NEW)], ["41 pg/mL"]),
    ([estradiol(41, {"versionId": "x", **NEW}), estradiol(27.4, {"versionId": "y", **OLD})], ["41 pg/mL"]),
    ([deleted("a", "2025-02-21T10:00:00Z"), estradiol(41, NEW)], []),
    ([{"request": {"method": "DELETE", "url": "https://x.org/fhir/Observation/a/_history/3"}}, estradiol(41, NEW)], []),
    ([estradiol(41, NEW), deleted("a", "2025-02-14T10:00:00Z"), estradiol(27.4, OLD)], ["41 pg/mL"]),
    ([deleted("b", "2025-02-21T10:00:00Z"), estradiol(41, NEW)], ["41 pg/mL"]),
    ([estradiol(27.4, {"versionId": "2"}), estradiol(27.4, {"versionId": "2"}, "b")], ["27.4 pg/mL"] * 2),
])  # fmt: skip
def test_the_newest_version_counts(entries: list[dict[str, Any]], found: list[str], tmp_path: Path) -> None:
    bundle = json.dumps({"resourceType": "Bundle", "type": "history", "entry": entries})
    reading = read_file(written(tmp_path, "history.json", bundle), Answers())
    assert [one.keys["value"] for one in reading.found] == found
    older = next((one.said for one in reading.left if "newer version, or deleted" in one.why), "0 resources")
    assert int(older.split()[0]) == sum("resource" in one for one in entries) - len(found)


HIP, SCORE = 'what = "bmd_total_hip"\nvalue = "0.855 g/cm2"', 'what = "t_score_total_hip"\nvalue = -1.2'
BMD_LINE, SCORE_LINE = "Total hip BMD 0.855 g/cm2", "Total hip T-score -1.2"


@pytest.mark.parametrize(("held", "line", "why"), [
    (f'{HIP}\ndevice = "hologic"', BMD_LINE, 'device = "hologic"'),
    (f'{HIP}\ndevice = "lunar"', BMD_LINE, ""),
    (HIP, BMD_LINE, ""),
    (SCORE, f"{SCORE_LINE} (female reference)", "without reference"),
    (f'{SCORE}\nreference = "male"', f"{SCORE_LINE} (female reference)", '"male"'),
    (f'{SCORE}\nreference = "female"', f"{SCORE_LINE} (female reference)", ""),
    (f'{SCORE}\nreference = "female"', SCORE_LINE, ""),
])  # fmt: skip
def test_one_number_of_another_device_or_reference(held: str, line: str, why: str, tmp_path: Path) -> None:
    into = person_in(tmp_path)
    into.write_text(f"{into.read_text()}\n[[measurement]]\ndate = 2024-03-20\n{held}\n")
    report = written(tmp_path, "scan.txt", f"Scan Date: 2024-03-20\nGE Lunar\n{line}\n")
    preview = ot.preview_import(report, into)
    assert not values(preview)
    assert bool(preview.already_there) is not bool(why)
    assert why in reasons(preview)


@pytest.mark.parametrize(("text", "found"), [
    ("Recurrent falls", True), ("History of falls", True), ("Falls", True), ("Falls from horse 1990", False),
    ("Falls as a child", False), ("Frequent falls in 2003", False), ("Falls, ten years ago", False),
])  # fmt: skip
def test_falls_are_of_the_last_year(text: str, found: bool) -> None:
    assert ("falls" in by_words(text)) is found
