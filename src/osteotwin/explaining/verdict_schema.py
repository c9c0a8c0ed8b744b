"""The JSON Schema of the verdict: what guidelines and the outlook answer to the questions that matter."""

from __future__ import annotations

from osteotwin.inputs.schema_parts import MAYBE_NUMBER, TEXT, Schema, by_name, listed, record

_ANSWERED = record(
    {
        "probability": MAYBE_NUMBER,
        "class": {
            "enum": ["yes", "open", "no"],
            "description": "open wherever the plan has left what trials and cohorts covered, or data contradict",
        },
        "share_alone": {
            "enum": ["yes", "open", "no"],
            "description": "what the share says by itself, however far trials reached",
        },
    },
    required=("probability", "class"),
)
_GUIDELINE_CLASS: Schema = {"enum": ["treat", "discuss", "monitor", "none"]}
_GUIDELINES = record(
    {
        "class": _GUIDELINE_CLASS,
        "could_become": _GUIDELINE_CLASS,
        "decided_by": listed(TEXT),
        "treated_by": listed(TEXT),
        "lines": listed(
            record(
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
                    TEXT,
                )
            )
        ),
        "work_up": listed(
            record(dict.fromkeys(("id", "test", "why", "status", "because", "kind", "source"), TEXT))
        ),
        "follow_up": listed(
            record(dict.fromkeys(("measure", "label", "on", "because", "kind", "source"), TEXT))
        ),
    }
)
VERDICT = record(
    {
        "guidelines": _GUIDELINES,
        "headline": TEXT,
        "on_top": TEXT | {"description": "what is lost and in no number; empty where that is nothing"},
        "lines": listed(
            record(
                {
                    "question": {"enum": ["guideline", "offset", "kept"]},
                    "class": {
                        "enum": ["treat", "discuss", "monitor", "nothing", "yes", "open", "no", "none"]
                    },
                    "text": TEXT,
                    "against": TEXT,
                    "in_short": TEXT,
                },
                required=("question", "class", "text"),
            )
        )
        | {
            "description": "against: the life that offset compares with; in_short: why there is no share, or what "
            "guidelines ask for that is no bone drug; at the last whole year; none: nothing takes bone that could "
            "be made up for"
        },
        "years": by_name(
            record(
                {
                    "offset": {"anyOf": [_ANSWERED, {"type": "null"}]},
                    "kept": _ANSWERED,
                    "lifestyle": _ANSWERED,
                },
                required=("offset", "kept"),
            ),
            "year; offset: at least as much bone at spine and hip as in the same life without the drugs that take it, "
            "testosterone kept; lifestyle: the same without bone drugs; kept: no loss beyond the least significant "
            "change at hip, femoral neck and spine",
        ),
        "refused": listed(record({"what": TEXT, "label": TEXT, "why": TEXT, "follows": TEXT}))
        | {"description": "what hard flags forbid of the plan: the verdict is given without it"},
    }
)
