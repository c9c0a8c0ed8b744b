"""The JSON Schema of a comparison of plans."""

from __future__ import annotations

from osteotwin.cohort.quantiles import QUANTILES
from osteotwin.explaining.comparison import MOST_PLANS, SCHEMA
from osteotwin.explaining.not_simulated_schema import NOT_SIMULATED
from osteotwin.inputs.json_schema import DIALECT
from osteotwin.inputs.schema_parts import (
    COUNT,
    FLAG,
    MAYBE_FLAG,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    Schema,
    by_name,
    choice,
    described,
    listed,
    record,
)

_BAND = dict.fromkeys(QUANTILES, MAYBE_NUMBER)
_SHARES = {
    "better": described(MAYBE_NUMBER, "share of the people who have more bone than under the first plan"),
    "worse": MAYBE_NUMBER,
    "clearly_better": described(MAYBE_NUMBER, "the same by more than the least significant change"),
    "clearly_worse": MAYBE_NUMBER,
}
_YEAR = "year since today: each whole one, and the end where that is none"
_DONE = record(
    {
        "group": TEXT,
        "category": TEXT,
        "label": TEXT,
        "part": TEXT,
        "text": TEXT,
        "from_day": NUMBER,
        "until_day": MAYBE_NUMBER,
        "from": MAYBE_TEXT,
        "until": MAYBE_TEXT,
    }
)
_PLAN = record(
    {
        "name": TEXT,
        "done": described(listed(_DONE), "what is simulated: the plan without what is refused"),
        "not_simulated": described(
            listed(NOT_SIMULATED), "drugs of the plan that are known and in no number: see the answer of run"
        ),
        "refused": described(
            listed(record({"what": TEXT, "label": TEXT, "why": TEXT, "follows": TEXT})),
            "what a hard flag forbids of the plan",
        ),
        "ends_today": described(listed(TEXT), "what goes on today and is no part of this plan"),
        "flags": listed(record({"severity": TEXT, "text": TEXT, "source": TEXT})),
        "outside_tested_range": described(listed(TEXT), "what of it no trial or cohort covered"),
    }
)
_LINE = record(
    {
        "today": described(MAYBE_NUMBER, "share at or below the line on day 0"),
        "already": described(MAYBE_FLAG, "whether that is half of them or more"),
        "years": by_name(MAYBE_NUMBER, "share at or below it, by year"),
        "within": described(MAYBE_NUMBER, "share of whom it is so on any day of the outlook"),
        "half_by_day": described(
            MAYBE_NUMBER, "day by which more than half have come down to it; null: never"
        ),
        "half_by": described(MAYBE_TEXT, "its date"),
    }
)

COMPARISON: Schema = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "The answer of osteotwin compare",
    **record(
        {
            "schema": {"const": SCHEMA},
            "disclaimer": TEXT,
            "versions": record({"code": TEXT, "model": TEXT, "parameter_set": TEXT}),
            "person": record({"name": MAYBE_TEXT, "sex": choice(("male", "female")), "age": NUMBER}),
            "today": described(TEXT, "day 0 of every plan"),
            "until": TEXT,
            "people": COUNT,
            "seed": COUNT,
            "intervals": described(TEXT, "what the intervals hold"),
            "against": described(TEXT, "the first plan, with which the others are compared"),
            "plans": {**listed(_PLAN, least=2), "maxItems": MOST_PLANS},
            "years": described(listed(TEXT), _YEAR),
            "sites": by_name(
                record(
                    {
                        "label": TEXT,
                        "diagnostic": described(
                            FLAG, "whether its T-score makes the diagnosis of osteoporosis"
                        ),
                        "least_significant_percent": MAYBE_NUMBER,
                        "t_score_reference": TEXT,
                    }
                ),
                "by site",
            ),
            "changes": by_name(
                by_name(by_name(record(_BAND), _YEAR), "by site"),
                "by plan: change of the bone since today in percent, without errors of scans and without degeneration",
            ),
            "differences": by_name(
                by_name(by_name(record(_BAND | _SHARES), _YEAR), "by site"),
                "by plan but the first: the same people's change less that under the first plan, points of percent",
            ),
            "crossing": by_name(
                by_name(
                    by_name(_LINE, "by line of the T-score: -1.0, -2.0, -2.5"), "by site of the diagnosis"
                ),
                "by plan; empty where too many failed",
            ),
            "course": record(
                {
                    "years": listed(NUMBER),
                    "plans": by_name(
                        by_name(
                            record(dict.fromkeys(QUANTILES, listed(MAYBE_NUMBER))), "by site: hip and spine"
                        ),
                        "by plan: change of the bone since today in percent, by month",
                    ),
                }
            ),
            "failed": described(
                record({"count": COUNT, "too_many": FLAG, "reasons": listed(TEXT), "text": TEXT}),
                "who could not be simulated under any of the plans, and is left out of all",
            ),
        }
    ),
}
