"""What is asked where no exercise is named: which, with all else that lacks, in a line of his own amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind, amount_written
from osteotwin.asking.training.fixes import OFTEN, UNIT, ways_of
from osteotwin.asking.training.items import HOW_OFTEN
from osteotwin.asking.training.spans import Span
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import listed
from osteotwin.units.patterns import later

#: What is found where no exercise is named.
NOTHING_DONE: Final = "no word on what is done"
#: With which weights are lifted.
_TOOLS: Final = later(
    r"\b(?:kettle ?bells?|dumb-?bells?|barbells?|bands?|machines?|kbs?|dbs?|plates?)\b", re.IGNORECASE
)
#: A number below may be of plates.
_PLATES: Final = 12.0
_SETS: Final = frozenset((Kind.SETS, Kind.ONE_SET, Kind.SETS_ALONE, Kind.IMPACTS))


def nothing_done(spans: Sequence[Span], said: str) -> UnclearAnswerError:
    """Return the question for a sentence that names no exercise that is known."""
    lacks = ["an exercise or a sport"]
    kinds = {one.kind for one in spans}
    loads = (
        [one for one in spans if one.kind is Kind.NUMBER] if kinds & _SETS and Kind.LOAD not in kinds else []
    )
    if Kind.SETS_ALONE in kinds:
        lacks.append("the repetitions of each set")
    if loads:
        lacks.append(UNIT)
    if not kinds & {Kind.OFTEN, Kind.UNSURE}:
        lacks.append("how often a week")
    lines = [example_of(spans, said, unit) for unit in (("lb", "kg") if loads else ("",))]
    return UnclearAnswerError("training", f"{NOTHING_DONE} in {quoted(said)}", listed(lacks),
                              f"write for example {ways_of(*lines)}")  # fmt: skip


def example_of(spans: Sequence[Span], said: str, unit: str = "") -> str:
    """Return an exercise with the amounts and the rhythm of a sentence that names none, as an example."""
    kinds = {one.kind for one in spans}
    first = "walking" if Kind.MINUTES in kinds else "walking 30 min"
    if _TOOLS.search(said) and not kinds & _SETS:
        first = "resistance training"
    elif kinds & _SETS or (Kind.LOAD in kinds and Kind.MINUTES not in kinds):
        first = "back squat" if kinds & _SETS else "back squat 3x8"
    heavy = any(_is_weight(one) for one in spans)
    amounts = (
        _written(one, unit)
        for one in spans
        if one.kind not in HOW_OFTEN and not (heavy and one.kind is Kind.LOAD and not _is_weight(one))
    )
    often = [one.text for one in spans if one.kind in HOW_OFTEN - {Kind.UNSURE}]
    weekly = any(one.kind is Kind.OFTEN for one in spans)
    return " ".join(filter(None, (first, *amounts, *often, "" if weekly else OFTEN)))


def _is_weight(span: Span) -> bool:
    """Tell whether a span has a load that is no effort."""
    load = span.value[0] if span.kind is Kind.LOAD else span.value[2] if span.kind is Kind.ONE_SET else None
    return load is not None and "rpe" not in load.casefold()


def _written(span: Span, unit: str) -> str:
    match span.kind:
        case Kind.IMPACTS:
            return f"1x{span.value[0]}"
        case Kind.NUMBER:
            return f"{span.text} {unit}" if unit and float(span.text) > _PLATES else ""
        case _:
            return amount_written(span.kind, span.value)
