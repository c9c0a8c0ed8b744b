"""The published schema of a plan says which keys go together."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

import osteotwin as ot

VALID = Draft202012Validator(ot.schema("plan"))
DRUG = {"name": "anastrozole", "dose": "1 mg", "every": "1 day"}
TRAINING = {"exercise": "back squat", "sessions_per_week": 2}
SETS = {"sets": 5, "reps": 5}
SUPPLEMENT = {"nutrient": "calcium_citrate", "dose": "500 mg", "every": "1 day"}
UNLOADING = {"fraction": 0.2}

#: list of the plan, entry -> whether it may stand there
ENTRIES: list[tuple[str, dict[str, Any], bool]] = [
    *[("unloading", UNLOADING | {begin: at, end: at}, True)
      for begin, at in (("from_week", 1), ("from_day", 1)) for end in ("to_week", "to_day")],
    *[("unloading", UNLOADING | dict.fromkeys(pair, 1), False)
      for pair in (("from_week", "from_day"), ("to_week", "to_day"))],
    *[("unloading", UNLOADING | {key: 1, date: "2026-02-01"}, False)
      for date, keys in (("from", ("from_week", "from_day")), ("until", ("to_week", "to_day"))) for key in keys],
    ("drug", DRUG, True),
    ("drug", DRUG | {"every": "once"}, True),
    ("drug", DRUG | {"every": "twice a week"}, True),
    ("drug", DRUG | {"every": "now and then"}, False),
    ("drug", DRUG | {"dose": "a lot"}, False),
    ("training", TRAINING | SETS, True),
    ("training", {"kind": "impact", "sessions_per_week": "twice a week"}, True),
    ("training", {"sessions_per_week": 2} | SETS, False),
    ("training", TRAINING | {"kind": "impact"}, False),
    ("training", TRAINING | {"sets": 5}, False),
    ("training", TRAINING | {"reps": 5}, False),
    ("training", TRAINING | SETS | {"impacts": 10}, False),
    ("training", TRAINING | {"impacts": 10, "load": "80 %1RM"}, True),
    ("training", TRAINING | {"impacts": 10, "load": "90 kg", "progression": "2 %/week until 85 %1RM"}, True),
    ("training", TRAINING | {"impacts": 10, "progression": "2 %/week until 85 %1RM"}, False),
    ("training", TRAINING | {"impacts": 10, "load": "90 mg"}, False),
    ("training", TRAINING | {"sessions_per_week": 22, "impacts": 10}, False),
    ("supplement", SUPPLEMENT, True),
    ("supplement", SUPPLEMENT | {"dose": "500 IU"}, False),
    ("supplement", SUPPLEMENT | {"nutrient": "vitamin_d", "dose": "500 IU"}, True),
    ("supplement", SUPPLEMENT | {"nutrient": "vitamin_d", "dose": "25 ug"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entry", "may"), ENTRIES, ids=[str(entry)[:60] for _, entry, _ in ENTRIES])
def test_an_entry_may_stand_in_a_plan_or_not(name: str, entry: dict[str, Any], may: bool) -> None:
    assert VALID.is_valid({"plan": {name: [entry]}}) == may
