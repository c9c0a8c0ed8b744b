"""One drug or supplement of an answer, as far as it is told."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.asking.drugs.names import known_kind
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import misspelled, named_drug


@dataclass(frozen=True)
class Taken:
    """One drug or supplement of an answer, as far as it is told.

    Attributes
    ----------
    name : str
        As it was written.
    is_supplement : bool
    dose, since : str
        In the words of the answer; empty where it does not say.
    counts : str
        ``"calcium"`` or ``"salt"``, whichever the weight of a tablet of calcium is said to count.
    since_last : bool
        Whether the day is of the last of several doses: "25 mg for 4 weeks, then 12.5 mg daily from March 2026".
    aside : str
        What was said around it and is not used.
    """

    name: str
    is_supplement: bool = False
    dose: str = ""
    since: str = ""
    counts: str = ""
    since_last: bool = False
    aside: str = ""

    @property
    def is_procedure(self) -> bool:
        """Whether it is done once, without a dose."""
        return not self.is_supplement and is_procedure(self.name)

    @property
    def is_outside(self) -> bool:
        """Whether the model does not have it: then it is shown, and needs no dose."""
        return not self.is_supplement and not products_named(self.name)

    @property
    def is_told(self) -> bool:
        """Whether enough is said of it to stand in a file."""
        return bool(self.dose) or self.is_procedure or self.is_outside


def is_procedure(name: str) -> bool:
    """Tell whether a name is of something that is done, not taken."""
    products = products_named(name)
    return bool(products) and products[-1].dose_unit == "procedure"


def is_shown(name: str) -> bool:
    """Tell whether a name is of a drug that the model does not have: nothing of its dose is counted."""
    if known_kind(name) != "drug" or products_named(name):
        return False
    right = misspelled(name) if named_drug(name) is None else None
    return right is None or not products_named(right)
