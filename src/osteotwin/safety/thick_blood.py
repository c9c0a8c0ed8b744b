"""Testosterone that a measured hematocrit speaks against."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.people.person import Measurement
from osteotwin.protocol.drug_groups import drug_class_of, label_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import Flag, Limit, Situation, limits
from osteotwin.units import listed

_HEMATOCRIT = "hematocrit"


def thick_blood(situation: Situation) -> Iterator[Flag]:
    """Flag testosterone that is not begun, or is stopped, at the hematocrit that was measured last.

    Of drugs that make the testes work guidelines speak: those of testosterone are not about them.
    """
    last = latest_level(situation.person, _HEMATOCRIT)
    if last is None:
        return
    courses = [one for one in situation.courses() if drug_class_of(one.drug) == "testosterone"]
    line = limits()["hematocrit_stopped" if _is_taken(situation) else "hematocrit_begun"]
    if _is_over(last, line):
        yield from _refused(courses, last, line)


def _is_taken(situation: Situation) -> bool:
    """Whether testosterone is taken up to today: another dose or product of it is no beginning."""
    return any(
        one.from_day < 0.0 <= one.until_day and drug_class_of(one.drug) == "testosterone"
        for one in situation.courses_ever()
    )


def _is_over(last: Measurement, line: Limit) -> bool:
    return last.value >= line.value if last.bound == "above" else last.value > line.value and not last.bound


def _refused(courses: list[DrugCourse], last: Measurement, line: Limit) -> Iterator[Flag]:
    drugs = tuple(dict.fromkeys(one.drug for one in courses))
    if not drugs:
        return
    names = listed([label_of(one) for one in drugs])
    sign = "over " if last.bound else ""
    stopped = limits()["hematocrit_stopped"]
    then = (
        f"above {line.value:g} % its prescriber stops it until it has come down, and then gives a smaller dose. See "
        "the prescriber now."
        if line is stopped
        else f"above {line.value:g} % it is not begun. Have it measured again and its cause looked for first."
    )
    yield Flag(
        "do_not",
        f"{names[:1].upper()}{names[1:]} with a hematocrit of {sign}{last.value:g} % ({last.date}): testosterone "
        f"thickens the blood further, and {then}",
        line.source,
        drugs,
        (*drugs, _HEMATOCRIT),
    )
