"""What one plan has before another, and whether that is anything."""

from __future__ import annotations

from osteotwin.planning.outcome import Outcome

#: Less than half of what the last digit of the answer shows: one of a hundred people, a tenth of a percent of bone.
_OF_PEOPLE, _OF_BONE = 0.005, 0.05


def brings_nothing(whole: Outcome, less: Outcome) -> bool:
    """Tell whether a plan shows the same without one of its parts: in both questions and in bone.

    Parameters
    ----------
    whole, less : Outcome
        Of the same people, with the part and without it.

    Examples
    --------
    >>> brings_nothing(Outcome(0.81, None, 1.2), Outcome(0.81, None, 1.18))
    True
    """
    asked = [whole.kept - less.kept]
    if whole.offset is not None and less.offset is not None:
        asked.append(whole.offset - less.offset)
    return all(abs(gain) < _OF_PEOPLE for gain in asked) and abs(whole.change - less.change) < _OF_BONE
