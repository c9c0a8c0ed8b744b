"""Files that people read in, wrong in every way: FHIR, reports, tables, logs, archives, databases."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzzing.documents import Document, json_text, mutated
from tests.fuzzing.laws import assert_sentence, refused_or
from tests.fuzzing.raw import mutated_bytes
from tests.importing.pdf import pdf_of
from tests.importing.reading_in import FILES

import osteotwin as ot
from osteotwin.importing import pdf_text

STRANGE = ("", "=1+1", "NaN", "inf", "-", "1,234", "1.234,5", "03/04/05", "31/12/2024", "0000-00-00", "9" * 400, "<5",
           "\u202e",
           "\x1b[31m", "kg", "lb", "g/cm2", "pmol/L", "Total", "Left", "Right", "L1-L4", "1e400", "\ufeff", "a;b", '"',
           "T-score", "Estradiol", "Deadlift", "2025-01-01", "Scan Date: 03/04/2025", "HOLOGIC", "Sex: F",
           "DOB: 01/02/1990", "-1.5", "0.9", "ÿ", "\0")  # fmt: skip
_ENCODINGS = ("utf-8",) * 6 + ("utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman")
ANSWERS: tuple[dict[str, Any], ...] = (
    {},
    {"dates": "dmy", "decimal": "comma", "patient": "p1", "same_person": True, "side": "left", "femur": "total_hip",
     "weights": "lb", "training": "plan", "calcium_percent_of": "1300", "units": {"shbg": "nmol/L"}},
    {"dates": "mdy", "decimal": "point", "patient": "p2", "same_person": True, "side": "right", "weights": "kg",
     "femur": "femoral_neck", "calcium_percent_of": "1000"},
)  # fmt: skip


@cache
def _texts() -> dict[str, str]:
    return {
        path.name: path.read_text("utf-8")
        for path in sorted(FILES.iterdir())
        if path.suffix in (".txt", ".csv", ".xml")
    }


@cache
def _bundles() -> tuple[Document, ...]:
    return tuple(json.loads(path.read_text("utf-8")) for path in sorted(FILES.glob("*.json")))


@cache
def _database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        with sqlite3.connect(path) as database:
            database.execute(
                "CREATE TABLE weight_record_table (time INTEGER, local_date INTEGER, weight REAL)"
            )
            database.execute(
                "CREATE TABLE nutrition_record_table (local_date INTEGER, calcium REAL, vitamin_d REAL)"
            )
            for n in range(30):
                database.execute(
                    "INSERT INTO weight_record_table VALUES (?, ?, ?)", (n, 20_000 + n, 86_000.0)
                )
                database.execute(
                    "INSERT INTO nutrition_record_table VALUES (?, ?, ?)", (20_000 + n, 0.8, 5e-6)
                )
        database.close()
        return path.read_bytes()


def _other_cells(text: str, random: Random) -> str:
    """Change cells, words, lines: what an editor or another version of a program does."""
    lines = text.splitlines()
    for _ in range(random.choice((1, 1, 2, 4, 10))):
        at = random.randrange(len(lines))
        separator = random.choice((",", ";", "\t", " ", ":", '"'))
        cells = lines[at].split(separator)
        match random.randrange(7):
            case 0 | 1:
                cells[random.randrange(len(cells))] = random.choice(STRANGE)
            case 2:
                cells.insert(random.randrange(len(cells) + 1), random.choice(STRANGE))
            case 3:
                cells.pop(random.randrange(len(cells)))
            case 4:
                random.shuffle(cells)
            case 5:
                lines.insert(at, random.choice(random.choice(list(_texts().values())).splitlines()))
                continue
            case _:
                lines[at : at + 1] = (
                    [] if random.random() < 0.5 and len(lines) > 1 else [lines[at]] * random.choice((2, 50))
                )
                continue
        lines[at] = separator.join(cells)
    if random.random() < 0.1:
        return "\n".join(lines).replace(random.choice((",", ".", "-")), random.choice((",", ";", "/", ".")))
    return "\n".join(lines)


def _json(random: Random) -> bytes:
    bundles = list(_bundles())
    changed = mutated(random.choice(bundles), bundles, random)
    return json_text(changed)


def _text(random: Random) -> bytes:
    changed = _other_cells(random.choice(list(_texts().values())), random)
    return changed.encode(random.choice(_ENCODINGS), "replace")


def _pdf(random: Random) -> bytes:
    text = _texts()[random.choice(("hologic.txt", "quest.txt", "narrative.txt"))]
    made = pdf_of(_other_cells(text, random) if random.random() < 0.5 else text)
    return mutated_bytes(made, random) if random.random() < 0.7 else made


def _archive(random: Random) -> bytes:
    made = io.BytesIO()
    members: tuple[tuple[str, Callable[[Random], bytes]], ...] = (
        ("apple_health_export/export.xml", lambda r: _other_cells(_texts()["apple_health.xml"], r).encode()),
        ("apple_health_export/clinical-records/1.json", _json), ("health_connect_export.db", lambda _: _database()),
        ("../../outside.csv", _text), ("/etc/x.txt", _text), ("report.pdf", _pdf),
        ("inner.zip", lambda _: b"PK\x03\x04"),
    )  # fmt: skip
    with zipfile.ZipFile(made, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, make in random.sample(members, random.randrange(1, 4)):
            archive.writestr(name, make(random))
    content = made.getvalue()
    return mutated_bytes(content, random) if random.random() < 0.5 else content


MAKERS = (
    _json,
    _json,
    _json,
    _text,
    _text,
    _text,
    _text,
    _pdf,
    _archive,
    lambda random: mutated_bytes(_database(), random),
)


def make_import(random: Random, folder: Path) -> None:
    """Write one file to read in, the person's file, and what is answered."""
    content = random.choice(MAKERS)(random)
    if random.random() < 0.15:
        content = mutated_bytes(content, random)
    (folder / "file").write_bytes(content)
    (folder / "answers.json").write_text(json.dumps(random.choice(ANSWERS)), encoding="utf-8")
    shutil.copy(FILES / "person.toml", folder / "person.toml")


def use_import(folder: Path) -> str:
    """Read the file in: it is refused or asked about in a sentence, or the person's file is right afterwards."""
    into = folder / "person.toml"
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    before = into.read_text(encoding="utf-8")
    apart, pdf_text.pages_of = pdf_text.pages_of, pdf_text.pages_here
    try:
        return refused_or(
            lambda: ot.preview_import(folder / "file", into, **answers),
            lambda preview: _used(preview, into, before),
        )
    finally:
        pdf_text.pages_of = apart


def _used(preview: ot.ImportPreview, into: Path, before: str) -> str:
    json.dumps(preview.to_json(), allow_nan=False)
    for _, texts in preview.sections():
        for text in texts[:200]:
            assert_sentence(text)
    assert into.read_text(encoding="utf-8") == before
    if not preview.taken:
        assert preview.write() is None
        return "nothing to take"
    preview.write()
    assert not ot.check(into)
    after = into.read_text(encoding="utf-8")
    assert all(line in after for line in before.splitlines() if "#" in line)
    lost = {
        key
        for key, value in tomllib.loads(before).items()
        if not _holds(tomllib.loads(after).get(key), value)
    }
    assert not lost
    ot.undo_import(into)
    assert into.read_text(encoding="utf-8") == before
    return "taken"


def _holds(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(_holds(whole.get(key), value) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and whole[: len(part)] == part
    return bool(whole == part)
