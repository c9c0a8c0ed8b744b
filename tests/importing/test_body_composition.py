"""Reports of scales that measure what a body is made of: the weight is read, and no density."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

REST = "Skeletal Muscle Mass 38.2 kg\nBody Fat Mass 14.1 kg\nBone Mineral Content 3.42 kg\nBMI 25.9\n"


@pytest.mark.parametrize(("head", "line", "weight"), [
    ("InBody 770\nDate: 2026-01-12", "Weight 82.1 kg", "82.1 kg"),
    ("InBody Test\n2026-01-12", "Weight (kg) 82.1 62.0 ~ 83.9", "82.1 kg"),
    ("Tanita body composition\nDate: 2026-01-12", "Body weight: 181.0 lb", "181.0 lb"),
    ("Bioimpedance analysis\nDate: 12.01.2026", "Gewicht: 82,1 kg", "82.1 kg"),
    ("InBody 770\nDate: 2026-01-12", "Target weight 75.0 kg", None),
    ("InBody 770\nDate: 2026-01-12", "Weight control -7.1 kg", None),
])  # fmt: skip
def test_the_weight_of_a_scale(head: str, line: str, weight: str | None, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{head}\n{line}\n{REST}"), tmp_path)
    assert values(preview) == ({"weight": weight} if weight else {})
    assert "no density of a site" in reasons(preview)


def test_a_weight_in_any_other_text_is_left(tmp_path: Path) -> None:
    text = "DXA\nDate of exam: 2026-01-12\nWeight: 80 kg\nLumbar spine T-score -1.5\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path)) == {"t_score_lumbar_spine": "-1.5"}
