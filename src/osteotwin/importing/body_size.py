"""Weight or height of many days → the one measurement that a person's file needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.written_numbers import plain


def of_days(what: str, by_day: Mapping[date, float], unit: str, place: Place, gathered: Gathered) -> None:
    """Take the last value of a log: the twin starts from that, and a scale gives one every day."""
    if not by_day:
        return
    last = max(by_day)
    note = f"the last of {len(by_day)} days" if len(by_day) > 1 else ""
    keys = {"date": last, "what": what, "value": f"{plain(round(by_day[last], 1))} {unit}"}
    gathered.found.append(Found(("measurement",), keys, place, f"{by_day[last]:.1f} {unit}", note))
