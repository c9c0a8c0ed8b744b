"""What the flags of an answer say, as sentences; and that nothing of this is medical advice."""

from __future__ import annotations

from osteotwin.explaining.tables.content import Sentence
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.situation import SEVERITIES
from osteotwin.units import listed


def mind(numbers: RunNumbers, *, open_only: bool = False) -> tuple[Sentence, ...]:
    """What guidelines say, the flags, hard ones first, and the disclaimer.

    Parameters
    ----------
    numbers : RunNumbers
    open_only : bool
        Leave cautions that are not shown at once to the other levels.
    """
    guidelines = (line for line in numbers.answer["verdict"]["lines"] if line["question"] == "guideline")
    heard = SEVERITIES[: 1 if open_only else 2]
    said = [
        Sentence(flag["text"], (f"flag.{place}",))
        for place, flag in enumerate(numbers.answer["flags"])
        if flag["open"] or flag["severity"] in heard
    ]
    return (
        *(Sentence(line["text"], (RUN,)) for line in guidelines),
        *said,
        Sentence(numbers.answer["disclaimer"], (RUN,)),
    )


def as_filed(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """That the numbers leave out what hard flags forbid, of the plan or of habits, where they forbid something."""
    if not numbers.refused:
        return ()
    names = listed(_label(what) for what in sorted(numbers.refused))
    return (
        Sentence(
            f"The numbers leave out {names}, which {'is' if len(numbers.refused) == 1 else 'are'} not advised: "
            f"see below.",
            (FILE,),
        ),
    )


def _label(what: str) -> str:
    exercises = load_exercises()
    return exercises[what].name.lower() if what in exercises else label_of(what)
