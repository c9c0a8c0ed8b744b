"""The verdict with its line of guidelines, and the flags beside it, of a plan that was simulated."""

from __future__ import annotations

from collections.abc import Mapping

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.allowed import Allowed
from osteotwin.explaining.bands import Json
from osteotwin.explaining.contradiction import contradiction_flags
from osteotwin.explaining.guideline_line import guideline_line
from osteotwin.explaining.reliability import why_no_verdict
from osteotwin.explaining.verdict import Asked, no_verdict, verdict_of
from osteotwin.safety import Flag, Situation, flags_of_what_is_left, reading_order
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.gather import Guidelines
from osteotwin.safety.guidelines.rules import Line


def whole_verdict(
    outlooks: Mapping[str, Outputs], asked: Asked, guidelines: Guidelines, failed: Json, people: int
) -> Json:
    """Return the verdict, guidelines first; no numbers of it where too many people could not be simulated.

    Parameters
    ----------
    outlooks : mapping of scenario to Outputs
    asked : Asked
    guidelines : Guidelines
    failed : dict
        As :func:`~osteotwin.explaining.reliability.failures` tells it.
    people : int
    """
    verdict = (
        no_verdict(why_no_verdict(failed, people)) if failed["too_many"] else verdict_of(outlooks, asked)
    )
    verdict["lines"] = [guideline_line(guidelines), *verdict["lines"]]
    verdict["guidelines"] = guidelines.as_json()
    return verdict


def flags_of_answer(
    may: Allowed,
    fit: Json,
    situation: Situation,
    facts: Facts | None = None,
    lines: tuple[Line, ...] | None = None,
) -> tuple[Flag, ...]:
    """Return every flag of an answer: of the plan as given, of the measurements, and of what is left of the plan.

    Facts and lines are those of :func:`~osteotwin.safety.flags_of_what_is_left`.
    """
    left = flags_of_what_is_left(situation, facts, lines)
    return reading_order((*may.flags, *contradiction_flags(fit), *left))
