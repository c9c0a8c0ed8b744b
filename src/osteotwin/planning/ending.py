"""Tablets that somebody takes now and that a plan is counted without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from osteotwin.explaining.bands import Json
from osteotwin.planning.choice import Choice
from osteotwin.planning.frame import Frame
from osteotwin.planning.parts import levers_used
from osteotwin.protocol.interventions import Supplement
from osteotwin.units import listed


def tablets_that_end(choice: Choice, frame: Frame) -> tuple[str, ...]:
    """Return the nutrients of tablets taken now of which a choice has none, in words.

    Parameters
    ----------
    choice : Choice
    frame : Frame

    Returns
    -------
    tuple of str
        ``"calcium"``, ``"vitamin D"``.
    """
    used = levers_used(choice)
    return tuple(nutrient for part, nutrient in _taken_now(frame).items() if part not in used)


def said_of_tablets(plans: Sequence[Json], frame: Frame) -> Iterator[str]:
    """Yield the sentence on tablets taken now that are in no plan, or not in all; nothing where all keep them.

    Parameters
    ----------
    plans : sequence of dict
        As they are told, with ``ends``.
    frame : Frame
    """
    for part, nutrient in _taken_now(frame).items():
        names = [str(plan["name"]) for plan in plans if nutrient in plan["ends"]]
        if not names:
            continue
        bound = frame.bounds[f"{part}_supplement"]
        why = f", since tablets of it are not planned with {bound.because}" if bound.value == 0.0 else ""
        where = (
            f"they stand in no plan{why}: what is told of now is with them, of the plans without"
            if len(names) == len(plans)
            else f"{listed(names)} would do without them{why}"
        )
        yield (
            f"Tablets of {nutrient} are taken now; {where}. Do not stop them because of this: ask the clinician."
        )


def _taken_now(frame: Frame) -> dict[str, str]:
    """Return the parts of a plan that stand for tablets taken now, each with its nutrient in words."""
    own = {item.nutrient for item in frame.now.interventions if isinstance(item, Supplement)}
    found = {"calcium": "calcium"} if own - {"vitamin_d"} else {}
    return found | ({"vitamin_d": "vitamin D"} if "vitamin_d" in own else {})
