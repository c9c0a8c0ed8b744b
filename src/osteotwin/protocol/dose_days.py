"""Doses that make up one day or one week, as their mean: ``10 mg in the morning, 5 mg at night``."""

from __future__ import annotations

from dataclasses import replace

from osteotwin.protocol.dose_step import DoseStep, amount_text
from osteotwin.protocol.dose_strength import EACH as _EACH
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units import Rhythm, listed_weekdays
from osteotwin.units.patterns import later
from osteotwin.units.weekdays import DAYS_OF_WEEK

_AT = {"am": "in the morning", "morning": "in the morning", "breakfast": "in the morning", "noon": "at noon",
       "midday": "at noon", "lunch": "at noon", "afternoon": "in the afternoon", "dinner": "in the evening",
       "evening": "in the evening", "pm": "in the evening", "night": "at night", "bedtime": "at night",
       "mane": "in the morning", "qam": "in the morning", "qpm": "in the evening", "nocte": "at night",
       "qhs": "at night"}  # fmt: skip
_AT_A_TIME = later(
    rf"(?P<n>{_N}) ?(?P<m>{_M})(?: {_EACH})?,? (?:(?:in|at|with|every|each|before|after) )?(?:the )?"
    r"(?P<time>am|morning|breakfast|noon|midday|lunch|afternoon|dinner|evening|pm|night|bed ?time|mane|nocte|qam|qpm|"
    r"qhs|"
    r"(?<=at )(?:[01]?\d|2[0-3])(?::[0-5]\d ?(?:am|pm|h)?| ?(?:am|pm|h|o'clock|uhr)))s?"
)


def doses_of_a_day(pieces: list[str]) -> DoseStep | None:
    """Return the mean of the doses of one day, each at a time of its own; None for any others."""
    found = [one for piece in pieces if (one := _AT_A_TIME.fullmatch(piece))]
    if len(found) < max(2, len(pieces)) or len({one["time"] for one in found}) < len(found):
        return None
    if len({one["m"] for one in found}) > 1:
        raise AmbiguousDose("give all doses of the day in one unit")
    mean = sum(float(one["n"]) for one in found) / len(found)
    said = ", ".join(
        f"{amount_text(float(one['n']), one['m'])} {_AT.get(one['time'].replace(' ', ''), 'at ' + one['time'])}"
        for one in found
    )
    equal = len({one["n"] for one in found}) == 1
    return DoseStep(amount_text(mean, found[0]["m"]), Rhythm(1.0 / len(found)), said="" if equal else said)


_ON_SO_MANY_DAYS = later(
    rf"(?P<n>{_N}) ?(?P<m>{_M})(?: {_EACH})?,? (?:(?:daily|for|on|taken) )*"
    r"(?:(?P<days>[1-6]) ?(?:days?|x|times)|(?P<often>once|twice)) ?"
    r"(?:(?:a|per|each|/|of the|in the) ?)?(?:week|wk|weekly)|"
    rf"(?P<rest>{_N}) ?(?P<unit>{_M})(?: {_EACH})?,? (?:on )?the (?:other|remaining) (?P<others>[1-6])(?: days)?"
)


def doses_of_a_week(pieces: list[str]) -> DoseStep | None:
    """Return the mean of doses that share out the days of a week: 5 mg on 3 days, 10 mg on 4; None for any others."""
    found = [one for piece in pieces if (one := _ON_SO_MANY_DAYS.fullmatch(piece))]
    days = [int(one["days"] or one["others"] or {"once": 1, "twice": 2}[one["often"]]) for one in found]
    units = {one["m"] or one["unit"] for one in found}
    if len(found) < max(2, len(pieces)) or sum(days) != DAYS_OF_WEEK or len(units) > 1:
        return None
    (unit,), doses = units, [float(one["n"] or one["rest"]) for one in found]
    mean = sum(dose * many for dose, many in zip(doses, days, strict=True)) / DAYS_OF_WEEK
    said = ", ".join(
        f"{amount_text(dose, unit)} on {many} day{'s' if many > 1 else ''} a week"
        for dose, many in zip(doses, days, strict=True)
    )
    return DoseStep(amount_text(mean, unit), Rhythm(1.0), said=said)


def mean_of_turns(one: float, other: float, unit: str) -> DoseStep:
    """Return the mean of two doses that are taken by turns, each on every other day."""
    said = f"{amount_text(one, unit)} one day, {amount_text(other, unit)} the next"
    return DoseStep(amount_text((one + other) / 2.0, unit), Rhythm(1.0), said=said)


def week_of(steps: tuple[DoseStep, ...]) -> DoseStep:
    """Return the mean dose of a week whose days have doses of their own."""
    days = [day for step in steps for day in (step.rhythm.weekdays if step.rhythm else ())]
    units = {str(step.amount).split()[1] for step in steps}
    if len(set(days)) < len(days) or len(units) > 1:
        raise AmbiguousDose("give each day of the week one dose, all in one unit")
    total = sum(
        float(str(step.amount).split()[0]) * len(step.rhythm.weekdays) for step in steps if step.rhythm
    )
    in_order_of_days = sorted(steps, key=lambda step: step.rhythm.weekdays if step.rhythm else ())
    said = ", ".join(
        f"{step.amount} {listed_weekdays(step.rhythm.weekdays)}" for step in in_order_of_days if step.rhythm
    )
    mean = DoseStep(amount_text(total / len(days), units.pop()), Rhythm(7.0 / len(days), tuple(sorted(days))))
    return mean if len({step.amount for step in steps}) == 1 else replace(mean, said=said)
