"""The JSON Schema of what ``osteotwin validate --json`` writes."""

from __future__ import annotations

from osteotwin.endpoints import (
    ABSOLUTE,
    ABSOLUTE_CHANGE,
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
    TRIAL_ENDPOINTS,
)
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

SCHEMA = "osteotwin/scores/2"

_ROW = record(
    {
        "arm": TEXT,
        "versus": described(MAYBE_TEXT, "the other arm of a contrast"),
        "role": choice(("treated", "control", "contrast")),
        "endpoint": choice(tuple(TRIAL_ENDPOINTS)),
        "group": choice(("bmd", "marker", "hormone", "mineral", "other")),
        "week": described(NUMBER, "from the start of the intervention"),
        "kind": described(TEXT, "as the trial file has it"),
        "scale": choice(
            (PERCENT_CHANGE, PERCENT_DIFFERENCE, RATIO_TO_BASELINE, ABSOLUTE, ABSOLUTE_CHANGE),
            "that of observed, se, no_change, predicted, lo90, hi90, predictive_sd and error",
        ),
        "unit": TEXT,
        "n": described(MAYBE_NUMBER, "people measured; of a contrast, of both arms"),
        "observed": NUMBER,
        "se": described(MAYBE_NUMBER, "standard error of observed"),
        "se_source": {"enum": ["published", "assumed", "derived", None]},
        "no_change": described(MAYBE_NUMBER, "what would be observed had nothing changed"),
        "predicted": MAYBE_NUMBER,
        "lo90": MAYBE_NUMBER,
        "hi90": described(MAYBE_NUMBER, "with lo90: should hold the observed value in 90 % of cases"),
        "predictive_sd": described(MAYBE_NUMBER, "of observed less predicted"),
        "error": described(MAYBE_NUMBER, "predicted less observed"),
        "standardized_error": described(MAYBE_NUMBER, "error / predictive_sd; without one, error / se"),
        "within_90": described(
            MAYBE_FLAG, "whether observed lies in the interval; false where that is too wide"
        ),
        "too_wide": described(
            MAYBE_FLAG, "whether the interval is wider than the endpoint's plausible range, or not finite"
        ),
        "significant": described(MAYBE_FLAG, "whether observed is further than 1.96 se from no_change"),
        "status": choice(("scored", "not_scored")),
        "reason": described(MAYBE_TEXT, "why there is no prediction, or how the value is read"),
    }
)

_TRIAL = record(
    {
        "id": TEXT,
        "title": TEXT,
        "topics": listed(TEXT),
        "sex": choice(("male", "female", "mixed")),
        "people": TEXT,
        "design": TEXT,
        "weeks": NUMBER,
        "arms": listed(record({"id": TEXT, "control": FLAG, "n": MAYBE_NUMBER, "done": listed(TEXT)})),
        "citation": TEXT,
        "notes": TEXT,
        "status": choice(("simulated", "partly", "not_simulated")),
        "reason": MAYBE_TEXT,
        "rows": listed(_ROW),
        "assumptions": by_name(listed(record({"field": TEXT, "value": TEXT, "source": TEXT})), "by arm"),
    }
)

_STATISTICS = record(
    {
        "n": COUNT,
        "rmse": MAYBE_NUMBER,
        "mean_error": described(MAYBE_NUMBER, "predicted less observed"),
        "skill_no_change_n": COUNT,
        "skill_no_change": described(MAYBE_NUMBER, "1 - MSE / MSE of 'nothing changes', over the same rows"),
        "skill_topic_mean_n": COUNT,
        "skill_topic_mean": described(
            MAYBE_NUMBER, "1 - MSE / MSE of the mean of the topic's other shipped trials, over the same rows"
        ),
        "coverage_n": COUNT,
        "coverage_90": described(MAYBE_NUMBER, "share of observed values in their 90 % interval"),
        "too_wide": described(COUNT, "intervals wider than the plausible range: they count as not covering"),
        "sign_n": COUNT,
        "sign_agreement": described(MAYBE_NUMBER, "among effects large enough to have a sign"),
        "contrast_n": COUNT,
        "contrast_sign_agreement": MAYBE_NUMBER,
        "significant_n": COUNT,
        "significant_sign_agreement": described(MAYBE_NUMBER, "among contrasts beyond 1.96 standard errors"),
        "se_n": COUNT,
        "within_two_se": described(MAYBE_NUMBER, "share of errors within two observed standard errors"),
        "standardized_n": COUNT,
        "rms_standardized_error": MAYBE_NUMBER,
        "beyond_2": described(COUNT, "standardized errors beyond 2"),
    }
)
_BY_CLASS = by_name(_STATISTICS, "by class of endpoint: group and scale, or endpoint and unit")
_SLICE: Schema = {
    "by_class": _BY_CLASS,
    "by_site": by_name(_STATISTICS, "bone density in percent, lumbar spine and hip"),
    "by_topic": by_name(_BY_CLASS, "by topic"),
}

SCORES: Schema = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "The answer of osteotwin validate",
    **record(
        {
            "schema": {"const": SCHEMA},
            "model_version": TEXT,
            "parameter_set": TEXT,
            "trials": listed(_TRIAL),
            "summary": record(
                {
                    "trials": COUNT,
                    "trial_status": by_name(COUNT, "number of trials by status"),
                    "rows": COUNT,
                    "scored": COUNT,
                    "not_scored": COUNT,
                    "too_wide": described(COUNT, "intervals wider than the endpoint's plausible range"),
                    **_SLICE,
                    "men": record(_SLICE),
                    "one_year": described(record(_SLICE), "weeks 39 to 65"),
                    "men_one_year": record(_SLICE),
                }
            ),
            "problems": listed(
                record(
                    {
                        **dict.fromkeys(("file", "field", "found", "expected", "fix"), TEXT),
                        "line": {"type": ["integer", "null"]},
                    }
                )
            ),
        }
    ),
}
