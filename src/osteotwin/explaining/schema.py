"""The JSON Schema of what is printed for machines."""

from __future__ import annotations

from typing import Any

from osteotwin.explaining.comparison_schema import COMPARISON

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
_NUMBERS: Schema = {"type": "array", "items": _MAYBE_NUMBER}


def _object(properties: Schema, *, required: list[str] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def _by_name(content: Schema, description: str) -> Schema:
    return {"type": "object", "additionalProperties": content, "description": description}


def _list(content: Schema) -> Schema:
    return {"type": "array", "items": content}


_BAND = _object(dict.fromkeys(("median", "lo50", "hi50", "lo90", "hi90"), _NUMBERS))
_INTERVAL = _object(dict.fromkeys(("median", "lo90", "hi90"), _MAYBE_NUMBER))
_YEAR = r"^[0-9]+(\.[0-9]+)?$"
_CHANGES: Schema = {
    "percent_change": _BAND | {"description": "the same as bone"},
    "bone": _BAND
    | {"description": "percent change of the bone, without degeneration and without errors of scans"},
    "scan": _BAND
    | {"description": "percent change that two scans will find: with degeneration and both scans' errors"},
}
_SITE = _object(
    {
        "label": _TEXT,
        "diagnostic": {
            "type": "boolean",
            "description": "whether its T-score makes the diagnosis of osteoporosis",
        },
        **_CHANGES,
        "bmd": _BAND,
        "t_score": _BAND,
        "t_score_reference": _TEXT,
        "z_score": _BAND | {"description": "against people of the same sex and of the age then"},
        "z_score_reference": _TEXT,
    },
    required=["label", "diagnostic", "percent_change"],
)
_YEARS = "^[0-9]+(\\.[0-9]+)?$"


def _by_year(content: Schema, description: str) -> Schema:
    """By year since the start: each whole one, and the end where that is none."""
    return {
        "type": "object",
        "patternProperties": {_YEARS: content},
        "additionalProperties": False,
        "description": description,
    }


_SHARES: Schema = {
    "years": _by_year(_MAYBE_NUMBER, "share of the virtual people, by year"),
    "within": _MAYBE_NUMBER | {"description": "share of whom it is so on any day of the outlook"},
}
_LINE = _object(
    {
        "today": _MAYBE_NUMBER | {"description": "share at or below the line on day 0"},
        "already": {"type": ["boolean", "null"], "description": "whether that is half of them or more"},
        **_SHARES,
    }
)
_CROSSING = _object(
    {
        "t_score": _by_name(_LINE, "by line: -1.0, -2.0, -2.5; at or below it"),
        "loss": _object({"least_significant_percent": _MAYBE_NUMBER, **_SHARES})
        | {"description": "more bone lost since day 0 than the least significant change of two scans"},
    }
)
_FRACTURE = _object(
    {
        "text": _TEXT,
        "source": _TEXT,
        "outcomes": _by_name(
            _object({"label": _TEXT, "per_sd": _MAYBE_NUMBER, "lo95": _MAYBE_NUMBER, "hi95": _MAYBE_NUMBER}),
            "hip, osteoporotic: relative risk per standard deviation of lower density, at the age of day 0",
        ),
        "against": _by_name(
            _object(
                {
                    "label": _TEXT,
                    "scenario": _TEXT,
                    "relative_risk": _by_name(_by_year(_INTERVAL, "by year"), "by outcome"),
                }
            ),
            "without_drugs (that take bone; where the plan has any), without_plan: whom the plan is compared with",
        ),
    }
)
_SIGNAL = _object(
    {
        "label": _TEXT,
        "unit": _TEXT,
        "station": _TEXT,
        "text": _TEXT,
        "plan": _BAND,
        "nothing": _BAND,
        "interval_days": _NUMBERS
        | {
            "description": "between injections: plan is the average over it; null where it is the level of the day"
        },
        "peak": _NUMBERS
        | {"description": "median of the highest level within the last whole interval between injections"},
        "trough": _NUMBERS
        | {"description": "median of the lowest level within the last whole interval between injections"},
    },
    required=["label", "unit", "station", "text", "plan", "nothing"],
)
_SCENARIO = _object(
    {
        "label": _TEXT,
        "groups": _list(_TEXT),
        "sites": _by_name(_object(_CHANGES, required=["percent_change"]), "by site"),
    }
)
_CONTRIBUTION: Schema = {
    "type": "object",
    "properties": {"label": _TEXT, "category": _TEXT},
    "required": ["label", "category"],
    "patternProperties": {_YEAR: _INTERVAL},
    "additionalProperties": False,
}
_ANSWERED = _object(
    {
        "probability": _MAYBE_NUMBER,
        "class": {
            "enum": ["yes", "open", "no"],
            "description": "open wherever the plan has left what trials and cohorts covered, or data contradict",
        },
    }
)
_GUIDELINE_CLASS: Schema = {"enum": ["treat", "discuss", "monitor", "none"]}
_GUIDELINES = _object(
    {
        "class": _GUIDELINE_CLASS,
        "could_become": _GUIDELINE_CLASS,
        "decided_by": _list(_TEXT),
        "treated_by": _list(_TEXT),
        "lines": _list(
            _object(
                dict.fromkeys(
                    (
                        "rule",
                        "body",
                        "about",
                        "met",
                        "because",
                        "what_would_tell",
                        "class",
                        "sentence",
                        "kind",
                        "source",
                    ),
                    _TEXT,
                )
            )
        ),
        "work_up": _list(
            _object(dict.fromkeys(("id", "test", "why", "status", "because", "kind", "source"), _TEXT))
        ),
        "follow_up": _list(
            _object(dict.fromkeys(("measure", "label", "on", "because", "kind", "source"), _TEXT))
        ),
    }
)
_VERDICT = _object(
    {
        "guidelines": _GUIDELINES,
        "headline": _TEXT,
        "lines": _list(
            _object(
                {
                    "question": {"enum": ["guideline", "offset", "kept"]},
                    "class": {
                        "enum": ["treat", "discuss", "monitor", "nothing", "yes", "open", "no", "none"]
                    },
                    "text": _TEXT,
                }
            )
        )
        | {"description": "at the last whole year; none: nothing takes bone that could be made up for"},
        "years": _by_name(
            _object(
                {
                    "offset": {"anyOf": [_ANSWERED, {"type": "null"}]},
                    "kept": _ANSWERED,
                    "lifestyle": _ANSWERED,
                },
                required=["offset", "kept"],
            ),
            "year; offset: at least as much bone at spine and hip as without the plan; lifestyle: the same without "
            "bone drugs; kept: no loss beyond the least significant change at hip, femoral neck and spine",
        ),
        "refused": _list(_object({"what": _TEXT, "label": _TEXT, "why": _TEXT}))
        | {"description": "what hard flags forbid of the plan: the verdict is given without it"},
    }
)
_FLAG = _object(
    {
        "severity": {"enum": ["stop", "warn", "info"]},
        "text": _TEXT,
        "source": _TEXT,
        "forbids": _list(_TEXT),
    }
)
_USE: Schema = {
    "type": "string",
    "pattern": "^(conditions|start only|flags|shown only: .+)$",
    "description": "what becomes of it: conditions (virtual people have to agree with it), start only (the weight of "
    "day 0 is set from it), flags (rules mind it), or shown only and why",
}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_PERSON = _object(
    {
        "name": _MAYBE_TEXT,
        "sex": {"enum": ["male", "female"]},
        "age": {"type": "number"},
        "birth_date": _TEXT,
        "height_cm": _MAYBE_NUMBER,
        "weight_kg": _MAYBE_NUMBER,
        "menopause_age": _MAYBE_NUMBER,
        "conditions": _list(_object({"id": _TEXT, "label": _TEXT, "use": _USE})),
        "fragility_fractures": {"type": "integer"},
        "vertebral_fracture": {"type": "boolean"},
        "frax_hip_percent": _MAYBE_NUMBER | {"description": "as computed elsewhere; flags mind it"},
        "frax_major_percent": _MAYBE_NUMBER,
    }
)
_MEASUREMENT = _object(
    {
        "date": _TEXT,
        "what": _TEXT,
        "label": _TEXT,
        "as_given": _TEXT,
        "value": {"type": "number"},
        "unit": _TEXT,
        "device": _MAYBE_TEXT,
        "assay": _MAYBE_TEXT,
        "reference": _MAYBE_TEXT,
        "precision": {"type": ["number", "null"]},
        "bound": {"type": "string", "enum": ["", "below", "above"]},
        "use": _USE,
    }
)
_NAMED: Schema = {"what": _TEXT, "label": _TEXT, "date": _TEXT, "as_given": _TEXT}
_FIT = _object(
    {
        "text": _TEXT
        | {"description": "how many of the measurements count, or whose answer it is where none does"},
        "effective_sample_size": _MAYBE_NUMBER
        | {
            "description": "how many independent virtual people say as much as those who agree with what was measured; "
            "null where nothing was"
        },
        "before_after": _by_name(
            _object({"label": _TEXT, "before": _INTERVAL, "after": _INTERVAL}),
            "site; percent change of the bone to the end of the outlook, of people of whom nothing was measured and of "
            "those who agree with the measurements",
        ),
        "by_measurement": _list(
            _object(
                _NAMED
                | {
                    "sites": _by_name(
                        _object({"narrows": _MAYBE_NUMBER, "moves": _MAYBE_NUMBER}),
                        "site; share by which the interval of 90 % is narrower with it than without it (below 0: "
                        "wider), and by how many percent of today's density it moves the median",
                    )
                }
            )
        )
        | {
            "description": "what told most first; only those without which enough virtual people are left to tell"
        },
        "surprising": _list(
            _object(
                _NAMED
                | {
                    "value": _MAYBE_NUMBER,
                    "unit": _TEXT,
                    "expected": _MAYBE_NUMBER
                    | {"description": "median of what all other measurements let expect"},
                    "score": _MAYBE_NUMBER | {"description": "standard deviations above what is expected"},
                    "contradicts": {
                        "type": "boolean",
                        "description": "whether it cannot be right together with the others; it then counts with a "
                        "wider error, and the verdict is open",
                    },
                    "text": _TEXT,
                }
            )
        ),
    }
)
_NEXT = _object(
    {
        "what": _TEXT,
        "label": _TEXT,
        "when": _TEXT,
        "years": _MAYBE_NUMBER,
        "narrows": _MAYBE_NUMBER
        | {
            "description": "share by which it is expected to narrow what is not known of the change to the end of the "
            "outlook (its standard deviation, mean of spine and hip)"
        },
    }
)

_INTAKE = _object(
    {
        "unit": _TEXT,
        "before": _MAYBE_NUMBER,
        "stated": {"type": "boolean", "description": "whether the file says it"},
        "plan": _MAYBE_NUMBER | {"description": "the most of a day under the plan"},
    }
) | {"description": "of a day, food and supplements together"}

ANSWER: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "osteotwin/answer/2",
    "title": "The answer of osteotwin run",
    **_object(
        {
            "schema": {"const": "osteotwin/answer/2"},
            "disclaimer": _TEXT,
            "versions": _object({"code": _TEXT, "model": _TEXT, "parameter_set": _TEXT}),
            "inputs": _object(
                {
                    "person": _PERSON,
                    "start": _TEXT,
                    "until": _TEXT,
                    "habits": _list(_TEXT),
                    "measurements": _list(_MEASUREMENT),
                    "history": _list({"type": "object"}),
                    "plan": _list({"type": "object"}),
                }
            ),
            "intake": _object({"calcium": _INTAKE, "vitamin_d": _INTAKE}),
            "assumptions": _list(_object({"field": _TEXT, "label": _TEXT, "value": _TEXT, "source": _TEXT})),
            "years": _NUMBERS,
            "today": _TEXT | {"description": "day 0, from which every change counts"},
            "fit": _FIT,
            "next_measurement": _list(_NEXT)
            | {"description": "what to measure next, the most telling first"},
            "dates": _list(_TEXT) | {"description": "the day of each of the years"},
            "sites": _by_name(_SITE, "skeletal site, under the plan"),
            "crossing": _by_name(_CROSSING, "site of the diagnosis; empty where too many failed"),
            "fracture": {"anyOf": [_FRACTURE, {"type": "null"}]}
            | {"description": "relative risk of fractures; null where too many failed"},
            "series": _by_name(_SIGNAL, "hormone, signal or marker, in the order of the signal's way"),
            "scenarios": _by_name(_SCENARIO, "plans compared: plan, nothing, drug_only, lifestyle"),
            "contributions": _by_name(
                _by_name(
                    _CONTRIBUTION,
                    "drug, exercise, food or nutrient of the plan: its Shapley value in percentage points by year, the "
                    "end included; in each virtual person they add up to plan_effect",
                ),
                "site",
            ),
            "contributions_basis": _object(
                {
                    "people": {"type": "integer"},
                    "subsets": {
                        "type": "integer",
                        "description": "of the plan's parts, as many were simulated",
                    },
                    "exact": {"type": "boolean", "description": "whether these are all subsets"},
                    "standard_error": _MAYBE_NUMBER
                    | {"description": "largest of the mean shares, where not all subsets were simulated"},
                    "text": _TEXT,
                }
            ),
            "plan_effect": _by_name(
                _by_name(_INTERVAL, "year; percentage points"),
                "site; the plan less nothing, of the same people as the contributions",
            ),
            "won_back": _by_name(
                _by_name(_object({"cost": _INTERVAL, "won": _INTERVAL, "text": _TEXT}), "year"),
                "site; what drugs take that take bone, and what training, food and supplements win",
            ),
            "verdict": _VERDICT,
            "flags": _list(_FLAG),
            "outside_tested_range": _list(_TEXT)
            | {"description": "what of the plan no trial or cohort covered, and how far beyond it is"},
            "steady_state": _object({"residual_per_day": _MAYBE_NUMBER, "text": _TEXT}),
            "uncertainty": _object(
                {
                    "people": {"type": "integer"},
                    "seed": {"type": "integer"},
                    "text": _TEXT,
                    "share_model": _MAYBE_NUMBER,
                    "share_people": _MAYBE_NUMBER,
                }
            ),
            "failed": _object(
                {"count": {"type": "integer"}, "too_many": {"type": "boolean"}, "reasons": _list(_TEXT)}
            ),
            "glossary": _list(_object({"term": _TEXT, "text": _TEXT})),
            "sources": _list(_object({"key": _TEXT, "text": _TEXT})),
            "timings": _object({"simulate_s": {"type": "number"}, "total_s": {"type": "number"}}),
        }
    ),
}

#: Every published schema by name.
SCHEMAS: dict[str, Schema] = {"answer": ANSWER, "comparison": COMPARISON}
