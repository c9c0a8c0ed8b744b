"""What a wish that leaves no training lacks for the least training that there is."""

from __future__ import annotations

from dataclasses import replace

from osteotwin.explaining.bands import Json
from osteotwin.planning.frame import SHORTEST_SESSION, Frame, frame_of
from osteotwin.planning.space import space_of

_DAYS, _MINUTES = 2, 20.0


def nearest_feasible(frame: Frame) -> Json | None:
    """Return the nearest wishes under which there is training; ``None`` where there is some already or none can be.

    Parameters
    ----------
    frame : Frame
    """
    if frame.days > 0 and frame.minutes >= SHORTEST_SESSION:
        return None
    days, minutes = max(frame.wishes.days_per_week or 0, _DAYS), max(frame.minutes, _MINUTES)
    wished = replace(frame.wishes, days_per_week=days, minutes_per_session=minutes)
    near = frame_of(replace(frame.person, wishes=wished))
    if len(space_of(near).strengths) + len(space_of(near).impacts) <= 2:
        return None
    return {
        "days_per_week": days,
        "minutes_per_session": minutes,
        "text": f"With {days} days a week of {minutes:g} minutes there would be a plan with training.",
    }
