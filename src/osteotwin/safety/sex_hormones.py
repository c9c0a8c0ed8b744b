"""Flags about sex hormones so low that bone is lost faster: measured, and expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.cohort.quantiles import medians
from osteotwin.protocol.drug_groups import drug_class_of, label_of
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import Flag, Situation, limits
from osteotwin.units import listed

#: A value so old still tells of today [day].
_OF_LATE: Final = 180
#: Classes of drugs that take sex hormones away.
_DEPRIVING: Final = ("gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "progestin")


def _middle(situation: Situation, level: str) -> Vector | None:
    """Return the median of a level over time; ``None`` where it is not simulated."""
    if situation.outlook is None:
        return None
    return medians(situation.outlook.values[level])


def _about(level: float) -> str:
    """A level as one would say it; none is nothing."""
    return "under 1" if level < 0.95 else f"about {level:.0f}"


def _date(situation: Situation, place: int) -> date:
    """The day of one of the outlook's columns."""
    days = () if situation.outlook is None else situation.outlook.days
    return situation.person.start + timedelta(days=round(float(days[place])))


def _found(situation: Situation, expected: float) -> str:
    """Castrate testosterone as it was measured of late, else as it is expected."""
    last = latest_level(situation.person, "testosterone")
    if (
        last is None
        or last.bound == "above"
        or last.value >= limits()["castrate_testosterone"].value
        or (situation.person.start - last.date).days > _OF_LATE
    ):
        return f"about {expected:.0f} ng/dL"
    sign = "under " if last.bound == "below" else ""
    return f"{sign}{last.value:.3g} ng/dL, measured on {last.date}"


def _when(situation: Situation, absent: NDArray[np.bool_]) -> str:
    """From when and until when hormones are absent; from before today they are since what takes them away began."""
    first, last = (_date(situation, place) for place in np.flatnonzero(absent)[[0, -1]])
    begun = [
        course
        for course in situation.courses_ever()
        if drug_class_of(course.drug) in _DEPRIVING and course.from_day < 0.0 < course.until_day
    ]
    if absent[0] and begun:
        course = min(begun, key=lambda one: one.from_day)
        since = situation.person.start + timedelta(days=round(course.from_day))
        until = "" if absent[-1] else f", and until about {last},"
        return f"Since soon after {label_of(course.drug)} began on {since}{until}"
    if absent[0]:
        return "Today already" if absent[-1] else f"From today until about {last}"
    return f"From about {first} on" if absent[-1] else f"Between about {first} and {last}"


def measured_estradiol(situation: Situation) -> Iterator[Flag]:
    """Flag a man's estradiol that was measured under the threshold of bone loss, or that its assay cannot tell from it.

    What lowers it is named, and its dose left to whoever prescribes it.
    """
    person, limit, offset = (
        situation.person,
        limits()["estradiol_threshold"],
        limits()["immunoassay_reads_more"],
    )
    last = latest_level(person, "estradiol")
    if person.sex != "male" or last is None or last.bound == "above":
        return
    line = limit.value + (offset.value if last.is_immunoassay else 0.0)
    if last.value >= line and not (last.bound == "below" and last.is_immunoassay):
        return
    sign = "under " if last.bound == "below" else ""
    found = f"Estradiol of {sign}{last.value:.3g} pg/mL on {last.date}"
    if last.is_immunoassay:
        text = (
            f"{found} by immunoassay{'' if last.assay else ', as is assumed where no assay is given'}: so low it reads "
            f"several pg/mL too high and tells little. It may be under the {limit.value:g} pg/mL below which bone is "
            "lost faster: have it measured by mass spectrometry."
        )
    else:
        text = f"{found} by mass spectrometry is under the {limit.value:g} pg/mL below which bone is lost faster."
    source = f"{limit.source}; {offset.source}" if last.is_immunoassay else limit.source
    yield Flag("ask_first", f"{text}{_of_the_inhibitor(situation, last.date)}", source, about=("estradiol",))


def _of_the_inhibitor(situation: Situation, measured: date) -> str:
    """What an inhibitor has to do with it: its dose where one was taken by then, else why one would be begun."""
    measured_day = (measured - situation.person.start).days
    courses = [c for c in situation.courses_ever() if drug_class_of(c.drug) == "aromatase_inhibitor"]
    planned = [c for c in courses if c.until_day > 0.0]
    if any(c.from_day < measured_day for c in courses):
        names = listed(dict.fromkeys(label_of(c.drug) for c in planned if c.from_day <= 0.0))
        if not names:
            return ""
        return f" Whether the dose of {names} is too high is a question for its prescriber: change nothing alone."
    if not planned:
        return ""
    names = listed(dict.fromkeys(label_of(c.drug) for c in planned))
    return f" It is low already, before {names} would lower it further: ask the prescriber why that is to be begun."


def sex_hormones(situation: Situation) -> Iterator[Flag]:
    """Flag estradiol that falls under the threshold of bone loss, and in men both sex hormones that do at once."""
    limit = limits()["estradiol_threshold"]
    estradiol = _middle(situation, "estradiol")
    if estradiol is None:
        return
    if any(measured_estradiol(situation)):
        return  # what was measured is told
    if situation.person.sex == "female" and estradiol[0] < limit.value:
        return  # after menopause it is low without any drug, and to lower it further is what the drug is taken for
    low, lowest = estradiol < limit.value, estradiol.min()
    testosterone = _middle(situation, "testosterone") if situation.person.sex == "male" else None
    if testosterone is not None:
        castrate = limits()["castrate_testosterone"]
        absent = low & (testosterone < castrate.value)
        if absent.any():
            aim = "prostate_cancer" in situation.conditions
            ask = "what keeps bone" if aim else "what stands in for them, or what keeps bone"
            yield Flag(
                "ask_first",
                f"{_when(situation, absent)} both sex hormones are nearly absent (testosterone "
                f"{_found(situation, testosterone[absent].min())}, estradiol {_about(estradiol[absent].min())} pg/mL): "
                f"bone is lost fast. Ask the prescriber {ask}.",
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
