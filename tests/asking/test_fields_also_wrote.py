"""What fields tell no more of an answer is said, part by part, in its own words."""

from __future__ import annotations

import pytest

import osteotwin as ot

ADEX = {"drug": "Anastrozole", "amount": "0.25", "unit": "mg", "often": "e3.5d"}
ESTRADIOL = {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "2026-01-12"}


@pytest.mark.parametrize(
    ("question", "before", "rows", "values", "said"),
    [
        ("drugs", "adex .25 e3.5d", [ADEX], {}, ()),
        ("drugs", "arimidex a quarter every three and a half days", [ADEX], {}, None),
        ("drugs", "adex .25 e3.5d, tamoxifen 10", [ADEX], {}, ("tamoxifen 10",)),
        ("drugs", "adex .25 e3.5d; was 1 mg in the spring", [ADEX], {}, ("was 1 mg in the spring",)),
        ("drugs", "adex .25 e3.5d and BPC-157", [ADEX], {}, ("BPC-157",)),
        ("drugs", "Prolia 60 mg every 6 months, last one mid Sept",
         [{"drug": "Denosumab", "amount": "60", "unit": "mg", "often": "every 6 months"}], {}, ("last one mid Sept",)),
        ("labs", "2026-01-12: estradiol 27 pg/mL", [ESTRADIOL], {}, ()),
        ("labs", "2026-01-12: E2 27 pg/mL, TT 480 ng/dL", [ESTRADIOL], {}, ("TT 480 ng/dL",)),
        ("labs", "2026-01-12: E2 27 pg/mL. Ferritin was low", [ESTRADIOL], {}, ("Ferritin was low",)),
        ("person", "woman, 52, ILC 2023, chemo", [], {"sex": "female", "born": "52", "conditions": "breast cancer"},
         ("ILC 2023", "chemo")),
        ("training", "squats 3x12 16 kg twice a week, farmer carry",
         [{"exercise": "Back squat", "sets": "3", "reps": "12", "load": "16 kg", "often": "twice a week"}], {},
         ("farmer carry",)),
    ],
)  # fmt: skip
def test_what_is_told_no_more_is_said(
    question: str,
    before: str,
    rows: list[dict[str, str]],
    values: dict[str, str],
    said: tuple[str, ...] | None,
) -> None:
    told = ot.answers_by_fields(question, rows, values, before={question: before})
    if said is not None:
        assert told.lost == said
    assert len(ot.answers_by_fields(question, rows, values).lost) == 0


def test_a_long_answer_is_looked_through_in_part_and_quoted_shortly() -> None:
    long = "; ".join(["nobody knows what this is about at all, and it goes on without any sign " * 3] * 60)
    lost = ot.answers_by_fields("labs", [ESTRADIOL], before={"labs": long[:2000]}).lost
    assert 0 < len(lost) <= 40
    assert max(map(len, lost)) <= 82
