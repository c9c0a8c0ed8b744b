"""Flags about sex hormones that are expected to fall so low that bone is lost faster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import Flag, Situation, limits


def _middle(situation: Situation, level: str) -> Vector | None:
    """Return the median of a level over time; ``None`` where it is not simulated."""
    if situation.outlook is None:
        return None
    levels = situation.outlook.values[level]
    usable = levels[np.all(np.isfinite(levels), axis=1)]
    return np.median(usable, axis=0) if len(usable) else None


def _about(level: float) -> str:
    """A level as one would say it; none is nothing."""
    return "under 1" if level < 0.95 else f"about {level:.0f}"


def _date(situation: Situation, place: int) -> date:
    """The day of one of the outlook's columns."""
    days = () if situation.outlook is None else situation.outlook.days
    return situation.person.start + timedelta(days=round(float(days[place])))


def sex_hormones(situation: Situation) -> Iterator[Flag]:
    """Flag estradiol that falls under the threshold of bone loss, and in men both sex hormones that do at once."""
    limit = limits()["estradiol_threshold"]
    estradiol = _middle(situation, "estradiol")
    if estradiol is None:
        return
    measured = latest_level(situation.person, "estradiol")
    if measured is not None and not measured.is_immunoassay and measured.value < limit.value:
        return  # guidelines speak of what was measured
    if situation.person.sex == "female" and estradiol[0] < limit.value:
        return  # after menopause it is low without any drug, and to lower it further is what the drug is taken for
    low, lowest = estradiol < limit.value, estradiol.min()
    testosterone = _middle(situation, "testosterone") if situation.person.sex == "male" else None
    if testosterone is not None:
        castrate = limits()["castrate_testosterone"]
        absent = low & (testosterone < castrate.value)
        if absent.any():
            first, last = (_date(situation, place) for place in np.flatnonzero(absent)[[0, -1]])
            when = f"From about {first} on" if absent[-1] else f"Between about {first} and {last}"
            yield Flag(
                "ask_first",
                f"{when} both sex hormones are nearly absent (testosterone about "
                f"{testosterone[absent].min():.0f} ng/dL, estradiol {_about(estradiol[absent].min())} pg/mL): "
                "bone is lost fast. Ask the prescriber what stands in for them, or what keeps bone.",
                castrate.source,
                about=("estradiol", "testosterone"),
            )
            return
    if low.any():
        yield Flag(
            "ask_first",
            f"Estradiol is expected to fall to {_about(lowest)} pg/mL (mass spectrometry), under the {limit.value:g} "
            "pg/mL below which bone is lost faster: measure it, by mass spectrometry.",
            limit.source,
            about=("estradiol",),
        )
