"""What only the diary keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from osteotwin.diary.diary_file import check_diary_file
from osteotwin.errors import InputError

DAY = {"date": date(2026, 5, 1)}


def test_what_can_be_kept_is_taken() -> None:
    check_diary_file(
        {
            "training": [{**DAY, "exercise": "back squat", "sets": 5, "reps": 5, "load": "60 kg"}],
            "food": [{**DAY, "what": "yogurt", "calcium": "300 mg/day"}],
            "symptom": [{**DAY, "what": "joint pain", "severity": 4}],
            "note": [{**DAY, "text": "next scan in March"}],
        }
    )


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"training": [{"exercise": "squat"}]}, "training[0].date: missing"),
        ({"symptom": [{**DAY, "what": "pain", "severity": 11}]}, "symptom[0].severity: 11 is not valid"),
        ({"food": [{**DAY, "what": "milk", "calcium": "300"}]}, "food[0].calcium"),
        ({"note": [{**DAY, "txt": "x"}]}, 'the unknown key "txt"'),
    ],
)
def test_what_cannot_is_told(document: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        check_diary_file(document)
    assert said in str(refused.value)
    assert "Fix: " in str(refused.value)
