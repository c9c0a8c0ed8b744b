"""How far a long import is, and what an interruption leaves: the person's file as it was, and no copies."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest
from tests.importing.reading_in import person_in, written

import osteotwin as ot
from osteotwin.progress import Progress

_KIND = "HKQuantityTypeIdentifier"
_DAY = 'startDate="2026-01-02 08:00:00 +0000"'
_RECORD = f'<Record type="{_KIND}StepCount" unit="count" value="1" {_DAY}/>\n'
_WEIGHT = f'<Record type="{_KIND}BodyMass" unit="kg" value="80.2" {_DAY}/>\n'
_EXPORT = f'<?xml version="1.0"?>\n<HealthData>\n{_RECORD * 40_000}{_WEIGHT}</HealthData>\n'


def _zipped(folder: Path) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("apple_health_export/export.xml", _EXPORT)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_progress_rises_to_one(packed: bool, tmp_path: Path) -> None:
    file = _zipped(tmp_path) if packed else written(tmp_path, "export.xml", _EXPORT)
    labs = written(tmp_path, "labs.txt", "Collected: 2026-01-12\nTestosterone 540 ng/dL\n")
    seen: list[Progress] = []
    preview = ot.preview_import([file, labs], person_in(tmp_path), on_progress=seen.append)
    fractions = [one.fraction for one in seen]
    assert len(preview.taken) == 2
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len({round(one, 3) for one in fractions}) > 3
    assert {one.stage for one in seen} == {f"reading {file.name}", "reading labs.txt"}


def test_an_interruption_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    person, file = person_in(tmp_path), _zipped(tmp_path)
    before, there = person.read_bytes(), sorted(tmp_path.iterdir())

    def interrupted(now: Progress) -> None:
        if now.fraction > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ot.preview_import(file, person, on_progress=interrupted)
    assert person.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == there
    assert not list((tmp_path / "temporary").iterdir())
