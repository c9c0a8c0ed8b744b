"""Signals of a person that are simulated and yet no result, so that no answer shows them; each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osteotwin.explaining.bands import Json
from osteotwin.explaining.exposure import first_overlap, spans_going_on
from osteotwin.people.kidney_function import MOVED, has_weak_kidney
from osteotwin.people.person import Person

#: The model lets the pituitary see testosterone mostly as estradiol, which an inhibitor keeps low.
_LH: Final = (
    "LH of a man who takes testosterone and an aromatase inhibitor together is not shown: no trial behind the model "
    "measured it. Testosterone from outside lets the testes stop."
)
#: The model's kidneys are healthy ones.
_WEAK_KIDNEY: Final = (
    "PTH, calcitriol and calcium in urine are not shown: the model's are those of healthy kidneys, and weak ones raise "
    "the first and lower the others."
)


def signals_left_out(person: Person) -> dict[str, str]:
    """Return the signals that are no result for a person, each with the reason in words.

    Parameters
    ----------
    person : Person
        Under the plan that the answer is about.
    """
    found: dict[str, str] = {name: _WEAK_KIDNEY for name in MOVED if has_weak_kidney(person)}
    if person.sex != "male":
        return found
    testosterone, inhibitor = (
        spans_going_on(person, (sort,)) for sort in ("testosterone", "aromatase_inhibitor")
    )
    together = first_overlap(testosterone, inhibitor) < person.outlook_days
    return ({"lh": _LH} if together else {}) | found


def shown_of(signals: Mapping[str, Json], left_out: Mapping[str, str]) -> dict[str, Json]:
    """Return the signals of an answer without those that are left out."""
    return {name: signal for name, signal in signals.items() if name not in left_out}
