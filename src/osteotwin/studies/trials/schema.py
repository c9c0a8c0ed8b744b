"""The published schemas of virtual trials: of a file, and of the answer."""

from __future__ import annotations

from osteotwin.inputs.json_schema import DIALECT, schema_of
from osteotwin.inputs.schema_parts import (
    COUNT,
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
from osteotwin.studies.trials.answer import SCHEMA
from osteotwin.studies.trials.trial_file import TrialFile

_SUMMARY = record({"mean": MAYBE_NUMBER, "sd": MAYBE_NUMBER})
_NOT_COMPARED = described(
    MAYBE_TEXT, "why no number compares the arm: a drug that is not simulated is in one of the two alone"
)
_ENDS = record({"lo95": MAYBE_NUMBER, "hi95": MAYBE_NUMBER})
_MAYBE_COUNT: Schema = {"type": ["integer", "null"]}

_TRIAL = record(
    {
        "name": TEXT,
        "days": described(listed(NUMBER), "visits; the first is day 0"),
        "primary": described(TEXT, "decides, at the last visit"),
        "people_per_arm": COUNT,
        "dropout_per_year": NUMBER,
        "seed": COUNT,
        "endpoints": listed(
            record(
                {
                    "id": TEXT,
                    "label": TEXT,
                    "unit": TEXT,
                    "measurement_cv": described(MAYBE_NUMBER, "null: measured without error"),
                }
            )
        ),
    }
)
_POPULATION = record(
    {
        "sex": choice(("male", "female")),
        "age": NUMBER,
        "age_sd": NUMBER,
        "youngest": NUMBER,
        "oldest": NUMBER,
        "eligibility": listed(TEXT),
        "asked": described(COUNT, "candidates of the right age who were looked at"),
        "eligible": COUNT,
        "eligible_share": MAYBE_NUMBER,
    }
)
_ARM = record(
    {
        "name": TEXT,
        "done": listed(TEXT),
        "started": COUNT,
        "left": described(COUNT, "before the last visit or on its day"),
        "failed": described(COUNT, "could not be simulated"),
        "reasons": listed(TEXT),
        "age": _SUMMARY,
        "adherence": described(
            _SUMMARY, "share of the sessions of training that are done; 1 where there are none"
        ),
        "start": by_name(_SUMMARY, "by endpoint: as measured at the first visit, in the endpoint's unit"),
        "change": by_name(
            listed(record({"day": NUMBER, "n": COUNT, "mean": MAYBE_NUMBER, "sd": MAYBE_NUMBER})),
            "by endpoint: percent change since the first visit, as measured",
        ),
    }
)
_COMPARISON = record(
    {
        "arm": TEXT,
        "control": TEXT,
        "not_compared": _NOT_COMPARED,
        "endpoints": by_name(
            listed(
                record(
                    {
                        "day": NUMBER,
                        "difference": described(MAYBE_NUMBER, "from the control, points of percent"),
                        "p": described(MAYBE_NUMBER, "two-sided, by Welch's t-test"),
                        "sampling": described(_ENDS, "chance in who takes part and in measuring"),
                        "model": described(_ENDS, "what is not known about the model"),
                        "together": _ENDS,
                    }
                )
            ),
            "by endpoint",
        ),
    }
)
_POWER = record(
    {
        "arm": TEXT,
        "endpoint": TEXT,
        "day": NUMBER,
        "not_compared": _NOT_COMPARED,
        "effect": described(MAYBE_NUMBER, "the simulated difference, points of percent"),
        "by_n": listed(
            record(
                {
                    "n": described(COUNT, "people in each arm at the start"),
                    "power": described(
                        MAYBE_NUMBER, "share of trials with p < 0.05 in the effect's direction"
                    ),
                    "assurance": described(MAYBE_NUMBER, "its mean over what is not known about the model"),
                }
            )
        ),
        "needed": by_name(_MAYBE_COUNT, "people in each arm by power in percent; null: more than a million"),
    }
)

ANSWER: Schema = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "The answer of osteotwin trial",
    **record(
        {
            "schema": {"const": SCHEMA},
            "disclaimer": TEXT,
            "versions": record({"code": TEXT, "model": TEXT, "parameter_set": TEXT}),
            "trial": _TRIAL,
            "population": _POPULATION,
            "arms": listed(_ARM, least=2),
            "comparisons": listed(_COMPARISON, least=1),
            "power": listed(_POWER, least=1),
            "notes": listed(TEXT),
            "timings": by_name(NUMBER, "seconds"),
        }
    ),
}

SCHEMAS: dict[str, Schema] = {
    "virtual_trial_file": schema_of(
        TrialFile, "osteotwin/virtual_trial_file/1", "A virtual trial of osteotwin, read as TOML"
    ),
    "virtual_trial": ANSWER,
}
