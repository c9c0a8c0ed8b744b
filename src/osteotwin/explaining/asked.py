"""What a verdict is asked about, of a twin under the plan that is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from osteotwin.explaining.allowed import Allowed
from osteotwin.explaining.bands import Json
from osteotwin.explaining.basis import is_calibrated
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.contradiction import contradicting
from osteotwin.explaining.verdict import Asked
from osteotwin.observing.observe import Subject
from osteotwin.people.kidney_function import has_failing_kidney
from osteotwin.people.person import Person
from osteotwin.people.resting_ovaries import estradiol_without_ovaries, has_unexplained_amenorrhea
from osteotwin.people.twin import Twin
from osteotwin.safety.not_simulated import clouding

#: What estradiol does that the model's ovaries cannot have.
_WITHOUT_OVARIES: Final = "estradiol as low as without working ovaries"
_NO_PERIODS: Final = "periods that have stopped"
_WEAK_KIDNEYS: Final = "the bone disease of weak kidneys"


def _lost_by(person: Person) -> Iterator[str]:
    """Yield what takes bone from a body whose organs do not work as the model's do, in words."""
    if estradiol_without_ovaries(person) is not None:
        yield _WITHOUT_OVARIES
    elif has_unexplained_amenorrhea(person):
        yield _NO_PERIODS
    if has_failing_kidney(person):
        yield _WEAK_KIDNEYS


def asked_of(twin: Twin, may: Allowed, outside: Sequence[Beyond], fit: Json) -> Asked:
    """Gather what the verdict is asked about.

    Parameters
    ----------
    twin : Twin
    may : Allowed
    outside : sequence of Beyond
        What of the plan no trial or cohort covered.
    fit : dict
        How the measurements agree, as an answer has it.
    """
    person = may.person
    return Asked(
        person.plan,
        person.conditions,
        Subject(person.sex, person.age_at_start, person.menopause_age).before_menopause,
        may.refused,
        tuple(outside),
        tuple(contradicting(fit)),
        is_calibrated(twin.parameters),
        clouding(person),
        tuple(_lost_by(person)),
    )
