"""How long a dose is taken, as its words say it: ``for 4 weeks``, ``weeks 1-4``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_gathered import END, Gathered
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units.patterns import later

_UNIT: Final = r"(?P<unit>day|week|month|year|wk|mo|yr|d|w|y)s?"
_LASTS: Final = later(
    rf"(?:(?:for|over)(?: the| an?)?(?: first| next| another| further)?|x|(?:the )?first|another) ?"
    rf"(?P<n>{_N}|a)[- ]?{_UNIT}(?: (?:cycle|course|run))?{END}"
)
_LENGTH: Final = later(
    rf"(?:an? )?(?P<n>{_N})[- ]?{_UNIT}(?P<of> ?(?:cycle|course|run))?(?: of| at)?{END}(?! o(?:n|ff)\b)"
)
WEEKS: Final = later(
    rf"(?:on )?(?P<unit>day|week|wk|month)s? ?(?P<first>\d+)(?: ?(?:-|–|to|through) ?(?P<last>\d+))?{END}"
)
_WORD_OF: Final = {"d": "day", "w": "week", "wk": "week", "mo": "month", "yr": "year", "y": "year"}


def read_length(text: str, place: int, step: Gathered) -> int | None:
    """Read how long a step lasts: ``for 4 weeks``, ``weeks 1-4``."""
    weeks = WEEKS.match(text, place)
    if weeks is not None and step.span is None:
        first = int(weeks["first"])
        unit = _WORD_OF.get(weeks["unit"], weeks["unit"])
        step.span = (first, int(weeks["last"] or first), unit)
        return weeks.end()
    if step.lasts:
        return None
    lasts = _LASTS.match(text, place)
    if lasts is None:
        lasts = _LENGTH.match(text, place)
        whole = step.amount is not None and (step.rhythm or step.split)
        leads = lasts is not None and (lasts["of"] or lasts[0].endswith((" of", " at")))
        if lasts is None or not (whole or leads):
            return None
    if not _is_length(text, lasts):
        return None
    number = "1" if lasts["n"] == "a" else lasts["n"]
    step.lasts = f"for {number} {_WORD_OF.get(lasts['unit'], lasts['unit'])}s"
    return lasts.end()


def _is_length(text: str, lasts: re.Match[str]) -> bool:
    """Tell whether it is how long, and not "for 5 days a week" or "x 2 weeks on"."""
    return not re.match(r" ?(?:a|per|each|every|on|out|/)\b", text[lasts.end() :])


def follow_each_other(steps: list[Gathered]) -> bool:
    """Write weeks from the first on as lengths; tell whether each step begins where the one before ends.

    Raises
    ------
    AmbiguousDose
        For "days 1-5" alone, which may be of each cycle.
    """
    if all(step.span is None for step in steps):
        return True
    if len(steps) == 1 and (span := steps[0].span) and span[2] == "day" and span[0] < span[1]:
        days = span[1] - span[0] + 1
        raise AmbiguousDose(
            f'write "for {days} days" for so many in all, or for those of each cycle for example '
            f'"{days} days on, {max(28 - days, 1)} days off"'
        )
    if len(steps) == 1 and (span := steps[0].span) and 1 < span[0] <= span[1]:
        if span[0] == span[1]:  # "month 3", where it is now
            raise AmbiguousDose(
                f'leave out "{span[2]} {span[0]}", and write the day on which {span[2]} 1 began behind the dose, as in '
                '"since 1 March 2026"'
            )
        long = span[1] - span[0] + 1
        raise AmbiguousDose(
            f'write "for {long} {span[2]}s", and the day on which {span[2]} {span[0]} begins as the first one'
        )
    day = 1
    for step in steps:
        if (
            step is steps[-1]
            and step.span is None
            and len(steps) > 1
            and step.amount is not None
            and not step.lasts
        ):
            break  # "20 mg week 1, then 5 mg daily"
        if step.span is None or step.span[0] != day or step.span[1] < day or step.lasts:
            return False
        step.lasts = f"for {step.span[1] - day + 1} {step.span[2]}s"
        day = step.span[1] + 1
    return len({step.span[2] for step in steps if step.span}) == 1
