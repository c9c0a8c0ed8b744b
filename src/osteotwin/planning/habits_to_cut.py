"""Habitual intakes above what is tolerable: no plan cuts them by itself, and every plan says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from osteotwin.explaining.bands import Json
from osteotwin.people.level_at_start import level_at_start
from osteotwin.planning.frame import Frame
from osteotwin.safety.guidelines.intakes import requirement_of

_NUTRIENTS: Final = (("calcium", "calcium", "mg"), ("vitamin_d", "vitamin D", "IU"))
_SOURCE: Final = "IOM 2011 (10.17226/13050)"


def habits_to_cut(frame: Frame) -> Iterator[Json]:
    """Yield a sentence, with its source, for each stated habit above the tolerable upper intake.

    Parameters
    ----------
    frame : Frame
    """
    person = frame.person
    eaten = {
        "calcium": person.habits.calcium_mg_per_day,
        "vitamin_d": person.habits.vitamin_d_iu_per_day,
    }
    for nutrient, label, unit in _NUTRIENTS:
        habit = eaten[nutrient]
        upper = requirement_of(nutrient, "upper", person.sex, person.age_at_start)
        if habit is None or habit <= upper:
            continue
        far = (
            "how far, the clinician says"
            if _none_may_be_added(frame, nutrient)
            else f"to {upper:,.0f} at most"
        )
        yield {
            "text": f"The habit of {habit:,.0f} {unit} of {label} a day is to be cut, {far}: {upper:,.0f} is the "
            "tolerable upper intake. The numbers here are with the habit as it is.",
            "source": _SOURCE,
        }


def _none_may_be_added(frame: Frame, nutrient: str) -> bool:
    """Tell whether a limit forbids any tablet, or so much of it is in the blood already."""
    level = level_at_start(frame.person, "vitamin_d_25ohd_ng_ml") if nutrient == "vitamin_d" else None
    full = level is not None and level > frame.bounds["vitamin_d_level"].value
    return full or frame.bounds[f"{nutrient}_supplement"].value == 0.0
