"""What a verdict is asked about, of a twin under the plan that is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from osteotwin.explaining.allowed import Allowed
from osteotwin.explaining.bands import Json
from osteotwin.explaining.basis import is_calibrated
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.contradiction import contradicting
from osteotwin.explaining.verdict import Asked
from osteotwin.observing.observe import Subject
from osteotwin.people.resting_ovaries import estradiol_without_ovaries
from osteotwin.people.twin import Twin
from osteotwin.safety.not_simulated import clouding

#: What estradiol does that the model's ovaries cannot have.
_WITHOUT_OVARIES: Final = "estradiol as low as without working ovaries"


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
        () if estradiol_without_ovaries(person) is None else (_WITHOUT_OVARIES,),
    )
