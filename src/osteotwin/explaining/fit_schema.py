"""The JSON Schema of what measurements told, and which to take next."""

from __future__ import annotations

from osteotwin.explaining.band_schema import INTERVAL
from osteotwin.inputs.schema_parts import MAYBE_NUMBER, TEXT, Schema, by_name, listed, record

_NAMED: Schema = {"what": TEXT, "label": TEXT, "date": TEXT, "as_given": TEXT}
FIT = record(
    {
        "text": TEXT
        | {"description": "how many of the measurements count, or whose answer it is where none does"},
        "effective_sample_size": MAYBE_NUMBER
        | {
            "description": "how many independent virtual people say as much as those who agree with what was measured; "
            "null where nothing was"
        },
        "before_after": by_name(
            record({"label": TEXT, "before": INTERVAL, "after": INTERVAL}),
            "site; percent change of the bone to the end of the outlook, of people of whom nothing was measured and of "
            "those who agree with the measurements",
        ),
        "by_measurement": listed(
            record(
                _NAMED
                | {
                    "sites": by_name(
                        record({"narrows": MAYBE_NUMBER, "moves": MAYBE_NUMBER}),
                        "site; share by which the interval of 90 % is narrower with it than without it (below 0: "
                        "wider), and by how many percent of today's density it moves the median",
                    )
                }
            )
        )
        | {
            "description": "what told most first; only those without which enough virtual people are left to tell"
        },
        "surprising": listed(
            record(
                _NAMED
                | {
                    "value": MAYBE_NUMBER,
                    "unit": TEXT,
                    "expected": MAYBE_NUMBER
                    | {"description": "median of what all other measurements let expect"},
                    "score": MAYBE_NUMBER | {"description": "standard deviations above what is expected"},
                    "contradicts": {
                        "type": "boolean",
                        "description": "whether it cannot be right together with the others; it then counts with a "
                        "wider error, and the verdict is open",
                    },
                    "text": TEXT,
                }
            )
        ),
    }
)
NEXT = record(
    {
        "what": TEXT,
        "label": TEXT,
        "when": TEXT,
        "years": MAYBE_NUMBER,
        "narrows": MAYBE_NUMBER
        | {
            "description": "share by which it is expected to narrow what is not known of the change to the end of the "
            "outlook (its standard deviation, mean of spine and hip)"
        },
    }
)
