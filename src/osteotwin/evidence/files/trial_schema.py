"""The JSON Schema of a trial file, read as TOML: for editors and for those who write files by program.

It tells structure, words and limits. What only the loader can tell is left to it: names of drugs and exercises, units
of each endpoint, arms that a contrast names, weeks in the right order.
"""

from __future__ import annotations

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.read_trial import (
    BASELINE,
    DESIGNS,
    EARLIEST_WEEK,
    LATEST_WEEK,
    MENOPAUSE,
    READ_AS,
    SCHEMA_VERSION,
    SEXES,
    TOPICS,
)
from osteotwin.evidence.files.schema_parts import (
    DIALECT,
    FLAG,
    Schema,
    choice,
    described,
    listed,
    record,
    within,
)

SCHEMA = f"osteotwin/trial/{SCHEMA_VERSION}"

_TEXT: Schema = {"type": "string", "minLength": 1}
_ANY_TEXT: Schema = {"type": "string"}
_DOSE = described(_TEXT, 'a number and a unit, for example "1 mg"')
_EVERY = described(_TEXT, 'a number and a unit of time, for example "26 week"')
_ABOVE_ZERO: Schema = {"type": "number", "exclusiveMinimum": 0}
_PEOPLE = within(1, 10**7, "number of people")
_PAIR: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_WEEK = within(EARLIEST_WEEK, LATEST_WEEK, "from the start of the intervention; negative before it")
_WEEKS: Schema = {"from_week": _WEEK, "to_week": _WEEK}
_AFTER_START = within(0, LATEST_WEEK, "from the start of the intervention")
_SPREADS: Schema = {
    "sd": within(0, 1e6),
    "se": within(0, 1e6),
    "ci95": described(_PAIR, "low and high end of the 95 % confidence interval"),
    "iqr": described(_PAIR, "lower and upper quartile"),
    "assumed_dispersion": described(
        FLAG, "true where the source gives no spread and the file's is an assumption"
    ),
}
_ONE_SPREAD: Schema = {
    "allOf": [
        {"not": {"required": [one, other]}}
        for one, other in (
            ("sd", "se"), ("sd", "ci95"), ("sd", "iqr"), ("se", "ci95"), ("se", "iqr"), ("ci95", "iqr"),
        )
    ]
}  # fmt: skip

_MEASURED = ("endpoint", "week", "kind", "value", "unit")
_OBSERVATION = {
    **record(
        {
            "endpoint": choice(tuple(TRIAL_ENDPOINTS)),
            "week": _AFTER_START,
            "kind": choice(("absolute", "absolute_change", "percent_change")),
            "value": within(-1e6, 1e6),
            "unit": _TEXT,
            "n": _PEOPLE,
            "where": described(_ANY_TEXT, "where in the source it stands"),
            **_SPREADS,
        },
        required=_MEASURED,
    ),
    **_ONE_SPREAD,
}
_CONTRAST = {
    **record(
        {
            "arm": _TEXT,
            "versus": _TEXT,
            "endpoint": choice(tuple(TRIAL_ENDPOINTS)),
            "week": _AFTER_START,
            "kind": choice(("percent_difference", "absolute_difference")),
            "value": within(-1e6, 1e6),
            "unit": _TEXT,
            "where": described(_ANY_TEXT, "where in the source it stands"),
            **_SPREADS,
        },
        required=("arm", "versus", *_MEASURED),
    ),
    **_ONE_SPREAD,
}
_DRUG = record({"name": _TEXT, "dose": _DOSE, "every": _EVERY, **_WEEKS}, required=("name",))
_TRAINING = record(
    {
        "kind": described(_TEXT, "such as resistance, impact, resistance_and_impact, walking, isometric"),
        "exercises": listed(_TEXT),
        **dict.fromkeys(
            ("sessions_per_week", "minutes_per_session", "sets", "reps", "load_percent_1rm",
             "impacts_per_session", "peak_force_bodyweights"), _ABOVE_ZERO,
        ),
        "adherence_percent": within(0, 100),
        **_WEEKS,
    },
    required=("kind",),
)  # fmt: skip
_UNLOADING = record(
    {"fraction_of_habitual_load": within(0, 1), **_WEEKS}, required=("fraction_of_habitual_load",)
)
_DIET = record(
    {
        "calcium_mg_per_day": within(0, 5000, "in the diet as a whole, supplements aside"),
        "calcium_supplement_mg_per_day": within(0, 5000),
        "vitamin_d_iu_per_day": within(0, 200_000),
        "vitamin_d_bolus": record({"dose": _DOSE, "every": _EVERY}),
        **_WEEKS,
    },
    required=(),
)
_ARM = record(
    {
        "id": _TEXT,
        "control": FLAG,
        "n": _PEOPLE,
        "baseline": record({key: within(low, high) for key, (low, high) in BASELINE.items()}, required=()),
        "drug": listed(_DRUG),
        "training": listed(_TRAINING),
        "unloading": listed(_UNLOADING),
        "diet": listed(_DIET),
        "observation": listed(_OBSERVATION),
    },
    required=("id", "control"),
)

TRIAL: Schema = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "A trial file of osteotwin, read as TOML",
    **record(
        {
            "schema": {"const": SCHEMA_VERSION, "default": SCHEMA_VERSION},
            "id": _TEXT,
            "title": _TEXT,
            "first_author": _TEXT,
            "year": {"type": "integer", "minimum": 1},
            "journal": _TEXT,
            "doi": _TEXT,
            "pmid": {"type": "integer", "minimum": 1},
            "design": choice(DESIGNS),
            "read_as": choice(READ_AS, "what the numbers were read from"),
            "duration_weeks": {"type": "number", "exclusiveMinimum": 0, "maximum": LATEST_WEEK},
            "topics": listed(choice(TOPICS), least=1),
            "notes": _ANY_TEXT,
            "population": record(
                {
                    "sex": choice(SEXES),
                    "percent_male": within(0, 100, "of a mixed population"),
                    "condition": _ANY_TEXT,
                    "menopause": choice(MENOPAUSE),
                    "age_mean": within(1, 110),
                    "age_sd": within(0, 60),
                    "bmi_mean": within(10, 100),
                },
                required=("sex",),
            ),
            "arm": listed(_ARM, least=1),
            "contrast": listed(_CONTRAST),
        },
        required=("id", "title", "design", "read_as", "duration_weeks", "topics", "population", "arm"),
    ),
}
