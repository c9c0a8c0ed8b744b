"""Sides as reports shorten them: "Schenkelhals li.", "femore dx"."""

from __future__ import annotations

from tests.every import every
from tests.importing.reading_in import read_report

_SIDES = [
    ("Schenkelhals li. 0,842 -1,8 -0,8", "left"),
    ("Gesamthüfte re. 0,842 -1,8 -0,8", "right"),
    ("Gesamthüfte li 0,842 -1,8 -0,8", "left"),
    ("Gesamthüfte re.: BMD 0,842 g/cm², T-Wert -1,8, Z-Wert -0,8", "right"),
    ("Li. Schenkelhals   0,842   -1,8   -0,8", "left"),
    ("Collo femorale dx   0,842   -1,8   -0,8", "right"),
    ("Femore totale sx   0,842   -1,8   -0,8", "left"),
]


@every("row, side", _SIDES)
def test_a_side_in_short_is_read(row: str, side: str) -> None:
    reading = read_report(f"Knochendichte vom 17.09.2025\nRegion   BMD [g/cm²]   T-Score   Z-Score\n{row}\n")
    assert [(one.side, one.note) for one in reading.found] == [(side, "")] * 3
    assert not reading.left
