"""The JSON Schema of what is printed for machines."""

from __future__ import annotations

from osteotwin.explaining.band_schema import BAND, INTERVAL, NUMBERS, YEAR, by_year
from osteotwin.explaining.comparison_schema import COMPARISON
from osteotwin.explaining.fit_schema import FIT, NEXT
from osteotwin.explaining.not_simulated_schema import NOT_SIMULATED
from osteotwin.explaining.person_schema import MEASUREMENT, PERSON
from osteotwin.explaining.verdict_schema import VERDICT
from osteotwin.inputs.json_schema import DIALECT
from osteotwin.inputs.schema_parts import (
    MAYBE_NUMBER,
    NUMBER,
    TEXT,
    Schema,
    by_name,
    listed,
    record,
)

_CHANGES: Schema = {
    "percent_change": BAND | {"description": "the same as bone"},
    "bone": BAND
    | {"description": "percent change of the bone, without degeneration and without errors of scans"},
    "scan": BAND
    | {"description": "percent change that two scans will find: with degeneration and both scans' errors"},
}
_SITE = record(
    {
        "label": TEXT,
        "diagnostic": {
            "type": "boolean",
            "description": "whether its T-score makes the diagnosis of osteoporosis",
        },
        **_CHANGES,
        "bmd": BAND,
        "t_score": BAND,
        "t_score_reference": TEXT,
        "z_score": BAND | {"description": "against people of the same sex and of the age then"},
        "z_score_reference": TEXT,
    },
    required=("label", "diagnostic", "percent_change"),
)


_SHARES: Schema = {
    "years": by_year(MAYBE_NUMBER, "share of the virtual people, by year"),
    "within": MAYBE_NUMBER | {"description": "share of whom it is so on any day of the outlook"},
}
_LINE = record(
    {
        "today": MAYBE_NUMBER | {"description": "share at or below the line on day 0"},
        "already": {"type": ["boolean", "null"], "description": "whether that is half of them or more"},
        **_SHARES,
    }
)
_CROSSING = record(
    {
        "t_score": by_name(_LINE, "by line: -1.0, -2.0, -2.5; at or below it"),
        "z_score": by_name(_LINE, "by line: -2.0, below the expected range for age; at or below it"),
        "loss": record({"least_significant_percent": MAYBE_NUMBER, **_SHARES})
        | {"description": "more bone lost since day 0 than the least significant change of two scans"},
    }
)
_FRACTURE = record(
    {
        "text": TEXT,
        "source": TEXT,
        "outcomes": by_name(
            record({"label": TEXT, "per_sd": MAYBE_NUMBER, "lo95": MAYBE_NUMBER, "hi95": MAYBE_NUMBER}),
            "hip, osteoporotic: relative risk per standard deviation of lower density, at the age of day 0",
        ),
        "against": by_name(
            record(
                {
                    "label": TEXT,
                    "scenario": TEXT,
                    "relative_risk": by_name(by_year(INTERVAL, "by year"), "by outcome"),
                }
            ),
            "without_drugs (that take bone; where the plan has any), without_plan: whom the plan is compared with",
        ),
    }
)
_TREATMENT_LINE = record({"t_score": MAYBE_NUMBER, "rule": TEXT, "body": TEXT, "source": TEXT})
_STANDING: Schema = {
    "enum": ["below", "within", "above", None],
    "description": "against the reference range; null where it cannot be told",
}
_REFERENCE = record(
    {
        "low": MAYBE_NUMBER,
        "high": MAYBE_NUMBER,
        "unit": TEXT,
        "text": TEXT | {"description": "from where to where, and of whom"},
        "source": TEXT,
        "kind": {"enum": ["read", "secondary", "guideline"], "description": "how the source was checked"},
        "standing": {"anyOf": [listed(_STANDING), {"type": "null"}]}
        | {"description": "of the plan's median at each time; null for a signal in percent of today"},
        "between": TEXT
        | {"description": "out of the range between today and the end only: how far and when; else empty"},
    }
)
_SIGNAL = record(
    {
        "label": TEXT,
        "unit": TEXT,
        "station": TEXT,
        "text": TEXT,
        "plan": BAND,
        "nothing": BAND,
        "interval_days": NUMBERS
        | {
            "description": "between injections: plan is the average over it; null where it is the level of the day"
        },
        "peak": NUMBERS
        | {"description": "median of the highest level within the last whole interval between injections"},
        "trough": NUMBERS
        | {"description": "median of the lowest level within the last whole interval between injections"},
        "reference": {"anyOf": [_REFERENCE, {"type": "null"}]}
        | {"description": "reference range for this sex, age and side of menopause"},
        "no_reference": TEXT | {"description": "why there is none; empty where there is one"},
        "one_draw": TEXT
        | {"description": "why a value measured of late stands elsewhere than the model's of today"},
        "without": listed(TEXT) | {"description": "drugs that move this hormone and are in no number"},
        "measured": listed(
            record({"date": TEXT, "value": MAYBE_NUMBER, "as_given": TEXT, "standing": _STANDING})
        )
        | {"description": "this person's own values, in the range's unit"},
    },
    required=(
        "label",
        "unit",
        "station",
        "text",
        "plan",
        "nothing",
        "reference",
        "no_reference",
        "without",
        "measured",
    ),
)
_SCENARIO = record(
    {
        "label": TEXT,
        "groups": listed(TEXT),
        "sites": by_name(record(_CHANGES, required=("percent_change",)), "by site"),
    }
)
_CONTRIBUTION: Schema = {
    "type": "object",
    "properties": {"label": TEXT, "category": TEXT},
    "required": ["label", "category"],
    "patternProperties": {YEAR: INTERVAL},
    "additionalProperties": False,
}
_FLAG = record(
    {
        "severity": {"enum": ["do_not", "ask_first", "good_to_know"]},
        "text": TEXT,
        "source": TEXT,
        "forbids": listed(TEXT)
        | {"description": "exercises, drugs, calcium or vitamin_d of the plan: do_not refuses them"},
        "about": listed(TEXT)
        | {"description": "exercises, drugs, conditions and other matters it speaks of"},
        "open": {
            "type": "boolean",
            "description": "whether it is shown at once: each do_not is, and the first five; others fold away",
        },
    }
)
_TABLE = record(
    {
        "caption": TEXT,
        "columns": listed(TEXT),
        "rows": listed(record({"cells": listed(TEXT), "source": TEXT})),
    }
)

_INTAKE = record(
    {
        "unit": TEXT,
        "before": MAYBE_NUMBER,
        "stated": {"type": "boolean", "description": "whether the file says it"},
        "plan": MAYBE_NUMBER | {"description": "the most of a day under the plan"},
    }
) | {"description": "of a day, food and supplements together"}

ANSWER: Schema = {
    "$schema": DIALECT,
    "$id": "osteotwin/answer/2",
    "title": "The answer of osteotwin run",
    **record(
        {
            "schema": {"const": "osteotwin/answer/2"},
            "disclaimer": TEXT,
            "versions": record({"code": TEXT, "model": TEXT, "parameter_set": TEXT}),
            "inputs": record(
                {
                    "person": PERSON,
                    "start": TEXT,
                    "until": TEXT,
                    "habits": listed(TEXT),
                    "measurements": listed(MEASUREMENT),
                    "history": listed({"type": "object"}),
                    "plan": listed({"type": "object"}),
                    "not_simulated": listed(NOT_SIMULATED)
                    | {"description": "drugs that are taken and that no number holds"},
                    "no_effect": listed(record({"group": TEXT, "label": TEXT, "text": TEXT, "because": TEXT}))
                    | {"description": "drugs of the library, of plan or history, that no number holds"},
                }
            ),
            "intake": record({"calcium": _INTAKE, "vitamin_d": _INTAKE}),
            "assumptions": listed(record({"field": TEXT, "label": TEXT, "value": TEXT, "source": TEXT})),
            "years": NUMBERS,
            "today": TEXT | {"description": "day 0, from which every change counts"},
            "fit": FIT,
            "next_measurement": listed(NEXT)
            | {"description": "what to measure next, the most telling first"},
            "dates": listed(TEXT) | {"description": "the day of each of the years"},
            "sites": by_name(_SITE, "skeletal site, under the plan"),
            "crossing": by_name(_CROSSING, "site of the diagnosis; empty where too many failed"),
            "crossing_text": TEXT | {"description": "what moves these shares beside the change of the bone"},
            "treatment_line": {"anyOf": [_TREATMENT_LINE, {"type": "null"}]}
            | {
                "description": "T-score from which a guideline treats this person by density alone; null: none does"
            },
            "fracture": {"anyOf": [_FRACTURE, {"type": "null"}]}
            | {"description": "relative risk of fractures; null where too many failed"},
            "advice": record(
                {
                    "exercises": by_name(TEXT, "exercise of the plan that is not praised; why"),
                    "nutrients": by_name(TEXT, "nutrient of which more is not offered; why"),
                    "without_lactose": {"type": "boolean"},
                }
            ),
            "series": by_name(_SIGNAL, "hormone, signal or marker, in the order of the signal's way"),
            "signals_left_out": by_name(
                TEXT, "signal that is no result for this person: why it is not shown"
            ),
            "scenarios": by_name(
                _SCENARIO, "plans compared: plan, nothing, drug_only, lifestyle, spared, testosterone_only"
            ),
            "contributions": by_name(
                by_name(
                    _CONTRIBUTION,
                    "drug, exercise, food or nutrient of the plan: its Shapley value in percentage points by year, the "
                    "end included; in each virtual person they add up to plan_effect",
                ),
                "site",
            ),
            "contributions_basis": record(
                {
                    "people": {"type": "integer"},
                    "subsets": {
                        "type": "integer",
                        "description": "of the plan's parts, as many were simulated",
                    },
                    "exact": {"type": "boolean", "description": "whether these are all subsets"},
                    "standard_error": MAYBE_NUMBER
                    | {"description": "largest of the mean shares, where not all subsets were simulated"},
                    "text": TEXT,
                    "done_before": TEXT
                    | {
                        "description": "parts of the plan of which nothing is to come; empty where there is none"
                    },
                    "against_stopping": TEXT
                    | {
                        "description": "drugs that are taken already, and against what they take; empty without any"
                    },
                }
            ),
            "plan_effect": by_name(
                by_name(INTERVAL, "year; percentage points"),
                "site; the plan less nothing, of the same people as the contributions",
            ),
            "won_back": by_name(
                by_name(record({"cost": INTERVAL, "won": INTERVAL, "text": TEXT}), "year"),
                "site; what drugs take that take bone, and what training, food and supplements win",
            ),
            "verdict": VERDICT,
            "flags": listed(_FLAG),
            "tables": listed(_TABLE)
            | {
                "description": "what each part of the plan does, and calcium and vitamin D with foods that fill the gap"
            },
            "outside_tested_range": listed(TEXT)
            | {"description": "what of the plan no trial or cohort covered, and how far beyond it is"},
            "steady_state": record({"residual_per_day": MAYBE_NUMBER, "text": TEXT}),
            "uncertainty": record(
                {
                    "people": {"type": "integer"},
                    "seed": {"type": "integer"},
                    "text": TEXT,
                    "share_model": MAYBE_NUMBER,
                    "share_people": MAYBE_NUMBER,
                }
            ),
            "failed": record(
                {"count": {"type": "integer"}, "too_many": {"type": "boolean"}, "reasons": listed(TEXT)}
            ),
            "glossary": listed(record({"term": TEXT, "text": TEXT})),
            "sources": listed(record({"key": TEXT, "text": TEXT})),
            "timings": record({"simulate_s": NUMBER, "total_s": NUMBER}),
        }
    ),
}

#: Every published schema by name.
SCHEMAS: dict[str, Schema] = {"answer": ANSWER, "comparison": COMPARISON}
