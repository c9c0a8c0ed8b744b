"""The JSON Schema of the answer of ``osteotwin plan``."""

from __future__ import annotations

from typing import Final

from osteotwin.inputs.json_schema import DIALECT
from osteotwin.inputs.schema_parts import (
    COUNT,
    FLAG,
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
from osteotwin.planning.dose_schema import DOSE_RESPONSE, INTERVAL
from osteotwin.planning.front import LIGHTEST, NAMES, RESTS
from osteotwin.planning.plan import SCHEMA

_ANSWER = record({"probability": MAYBE_NUMBER, "class": choice(("yes", "open", "no"))})
_OUTCOME = {
    "kept": described(MAYBE_NUMBER, "share of the people who lose no more bone than two scans can tell"),
    "offset": described(
        MAYBE_NUMBER,
        "share who have at least as much as without the drugs that take bone; null: no such drug",
    ),
    "change": described(MAYBE_NUMBER, "mean change of the bone of hip, neck and spine, percent"),
}
_PART = record({
    "part": choice(("habit", "strength", "impact", "food", "calcium", "vitamin_d")),
    "label": TEXT, "minutes_per_week": NUMBER, **_OUTCOME,
    "note": described(TEXT, "why it stands in the plan where it wins no bone; else empty"),
})  # fmt: skip
_EXERCISED = record({
    "exercise": TEXT, "name": TEXT, "text": TEXT, "sets": MAYBE_NUMBER, "reps": MAYBE_NUMBER,
    "load": described(MAYBE_NUMBER, "share of the one-repetition maximum"),
    "amount": described(MAYBE_NUMBER, "impacts or minutes"), "minutes": NUMBER,
    "instead": described(TEXT, "what can be done in its place, with what that needs; empty: nothing near"),
})  # fmt: skip
_SESSION = record({
    "date": TEXT, "week": COUNT, "lighter": FLAG, "minutes": NUMBER, "warm_up": NUMBER, "parts": listed(_EXERCISED),
})  # fmt: skip
_LINE = record(
    {"exercise": TEXT, "name": TEXT, "unit": TEXT, "weeks": listed(NUMBER), "lighter": listed(COUNT)}
)
_SERVING = record({
    "meal": TEXT, "what": TEXT, "amount": TEXT, "calcium_mg": NUMBER, "vitamin_d_iu": NUMBER, "protein_g": NUMBER,
})  # fmt: skip
_TARGET = record({
    "nutrient": TEXT, "unit": TEXT, "usual": described(MAYBE_NUMBER, "from habits; null: not known"), "added": NUMBER,
    "needed": NUMBER, "most": described(MAYBE_NUMBER, "null: no upper limit"),
})  # fmt: skip
_SWAP = record({
    "instead_of": TEXT, "exercise": TEXT, "name": TEXT, "equipment": listed(TEXT),
    "at_hand": described(FLAG, "whether the wishes have the equipment"),
    "effect_left": described(NUMBER, "share of what the exercise adds to the load of hip and spine"),
})  # fmt: skip
_DONE = record({
    "group": TEXT, "category": TEXT, "label": TEXT, "part": TEXT, "text": TEXT, "from_day": NUMBER,
    "until_day": MAYBE_NUMBER, "from": MAYBE_TEXT, "until": MAYBE_TEXT,
})  # fmt: skip
_NEXT = {
    "anyOf": [
        record({"text": TEXT, "burden": NUMBER, "year": COUNT, **_OUTCOME}),
        {"type": "null"},
    ],
    "description": "the one change that brings most for the burden it adds; null: more is pointless",
}
_PLAN = record({
    "name": choice((*NAMES, LIGHTEST, *RESTS)),
    "holds": described(FLAG, "whether the verdict answers both questions with yes"),
    "interventions": listed(_DONE),
    "minutes_per_week": NUMBER, "minutes_per_session": NUMBER, "days_per_week": COUNT, "servings_per_week": NUMBER,
    "tablets_per_week": NUMBER, "injuries_per_year": MAYBE_NUMBER,
    "burden": described(NUMBER, "all that is asked, as minutes of a week"),
    "calcium_total_mg_per_day": NUMBER, "vitamin_d_total_iu_per_day": NUMBER,
    "kept": _ANSWER, "offset": {"anyOf": [_ANSWER, {"type": "null"}]},
    "probability_no_net_loss": by_name(MAYBE_NUMBER, "by site: share of the people who lose no bone at all there"),
    "change": by_name(INTERVAL, "by site, percent"),
    "chosen_by": described(
        record({"kept": MAYBE_NUMBER, "offset": MAYBE_NUMBER}), "in the people that the plan was chosen by"
    ),
    "optimism": described(
        MAYBE_NUMBER, "how much better the plan looked to those people: what is said of it is without that"
    ),
    "parts": described(listed(_PART), "the plan less the plan without the part, in the same people"),
    "ends": described(listed(TEXT), "nutrients of tablets that are taken now and not in the plan"),
    "as_planned": record(_OUTCOME),
    "adherence": by_name(record(_OUTCOME), "by share of the plan that is done"),
    "next_best": _NEXT,
    "beats_now": record({
        "probability": described(MAYBE_NUMBER, "share of the people with at least as much bone as living on as now"),
        "difference": by_name(INTERVAL, "by site, percentage points"),
    }),
    "binding_limits": listed(TEXT),
    "to_be_measured": described(
        listed(record({"text": TEXT, "source": TEXT})), "before it begins: urine calcium that it is expected to raise"
    ),
    "sessions": described(listed(_SESSION), "of the first weeks"),
    "progression": described(listed(_LINE), "by exercise: what is done in each week of half a year"),
    "swaps": described(listed(_SWAP), "what can be done instead of an exercise, the best first"),
    "meals": described(listed(_SERVING), "what a day adds"),
    "targets": listed(_TARGET),
    "shopping": described(listed(TEXT), "for a week"),
})  # fmt: skip
_OWN = record({**_OUTCOME, "beyond_limits": listed(TEXT)})
_SEARCH = record({"choices": COUNT, "simulated": COUNT, "surrogate_error": MAYBE_NUMBER, "text": TEXT})
_FAILED = record({"count": COUNT, "too_many": FLAG, "reasons": listed(TEXT)})
_FEEDBACK = record({
    "began": TEXT,
    "verdict": choice(RESTS),
    "text": described(TEXT, "in a line what changes, or that nothing does"),
    "why": TEXT,
    "changes": listed(TEXT),
    "restarts": described(listed(TEXT), "with what exercises go on, or begin again after a break"),
    "days_planned": described(NUMBER, "with training, since the plan began"),
    "days_done": COUNT,
    "longest_break_days": COUNT,
    "learned_from": described(listed(TEXT), "measurements since the plan began"),
    "notes": described(listed(TEXT), "what was not understood, assumed, or counted elsewhere"),
})  # fmt: skip
_FRONT = record({"burden": NUMBER, **_OUTCOME, "parts": listed(TEXT)})


def _or_null(content: Schema, text: str) -> Schema:
    return {"anyOf": [content, {"type": "null"}], "description": text}


PLAN_ANSWER: Schema = {
    "$schema": DIALECT,
    "$id": SCHEMA,
    "title": "The answer of osteotwin plan",
    **record({
        "schema": {"const": SCHEMA},
        "disclaimer": TEXT,
        "versions": record({"code": TEXT, "model": TEXT, "parameter_set": TEXT}),
        "plans": described({**listed(_PLAN), "maxItems": len(NAMES)}, "none where a clinician comes first"),
        "now": _or_null(record(_OUTCOME), "life as it is, in the people that judge the plans"),
        "own_plan": _or_null(_OWN, "the plan of the file, where it holds more than drugs and what has begun"),
        "front": described(listed(_FRONT), "what no other plan beats, in the people that it was chosen by"),
        "dominated": described(listed(_FRONT), "the others that were simulated"),
        "search": _or_null(
            _SEARCH, "how it was found"
        ),
        "failed": _or_null(
            _FAILED, "who could not be simulated"
        ),
        "nearest_feasible": _or_null(
            record({"days_per_week": COUNT, "minutes_per_session": NUMBER, "text": TEXT}),
            "the nearest wishes with training, where the stated ones leave none",
        ),
        "dose_response": _or_null(
            {key: content for key, content in DOSE_RESPONSE.items() if key != "$schema"},
            "more and less of each part of a plan; null: not asked for",
        ),
        "feedback": _or_null(_FEEDBACK, "of a plan that is under way: what was done, and what that changes"),
        "timings": {"type": "object", "additionalProperties": NUMBER},
        "person": record({"name": MAYBE_TEXT, "sex": choice(("male", "female")), "age": NUMBER}),
        "today": TEXT, "until": TEXT, "year": COUNT, "people": COUNT, "seed": COUNT,
        "see_clinician_first": listed(record({"text": TEXT, "source": TEXT})),
        "guideline": described(
            record({"question": {"const": "guideline"}, "class": choice(("treat", "discuss", "monitor", "nothing")),
                    "text": TEXT, "in_short": TEXT}, required=("question", "class", "text")),
            "what guidelines ask for, whatever a plan does",
        ),
        "assumed_wishes": described({"type": "object"}, "what stands in for wishes that are not stated"),
        "notes": described(listed(TEXT), "what wishes and limits leave out, and what is to be stopped"),
        "limits": listed(
            record({"what": TEXT, "most": {"type": ["number", "string"]}, "because": TEXT, "source": TEXT})
        ),
        "for_the_clinician": listed(TEXT),
    }),
}  # fmt: skip

SCHEMAS: Final = {"plan_answer": PLAN_ANSWER, "dose_response": DOSE_RESPONSE}
