"""Whatever its form, a file read in twice adds nothing, and what was read in can be undone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import FILES, person_in

import osteotwin as ot

ANSWERS: dict[str, dict[str, Any]] = {
    "lunar.txt": {"side": "mean"}, "strong.csv": {"weights": "kg"}, "myfitnesspal.csv": {"calcium_percent_of": "1000"},
    "two_patients.json": {"patient": "p1"}, "medicines.txt": {"dates": "mdy"},
    "labs_named.csv": {"patient": "Sam Miller"},
}  # fmt: skip
READ = [path.name for path in sorted(FILES.iterdir()) if path.suffix != ".toml"]


@pytest.mark.parametrize("name", READ)
def test_twice_adds_nothing_and_undo_goes_back(tmp_path: Path, name: str) -> None:
    path = person_in(tmp_path)
    before, answers = path.read_bytes(), {"same_person": True, **ANSWERS.get(name, {})}
    first = ot.preview_import(FILES / name, path, **answers)
    assert first.taken
    copied = first.write()
    assert copied is not None
    assert copied.read_bytes() == before
    assert copied.name.startswith("person.before-import-2")
    ot.read_person(path)
    after = path.read_bytes()

    again = ot.preview_import(FILES / name, path, **answers)
    assert again.taken == ()
    assert len(again.already_there) >= sum(one.table != ("outlook",) for one in first.taken)
    assert again.write() is None
    assert path.read_bytes() == after
    # Under another name it is the same.
    other = Path(shutil.copy(FILES / name, tmp_path / f"copy of {name}"))
    assert ot.preview_import(other, path, **answers).taken == ()

    kept = ot.undo_import(path)
    assert (path.read_bytes(), kept.read_bytes()) == (before, after)
    with pytest.raises(ot.InputError, match="no copy from before an import"):
        ot.undo_import(path)
