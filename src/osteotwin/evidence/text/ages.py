"""Ages in the text: a mean, a range, or people who still grow."""

from __future__ import annotations

import re

from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.population import PLACES, Hints

# What looks like an age but counts something else is not one.
_OTHERWISE = (
    r"(?![.\d])(?!\s*(?:%|percent|ng|nmol|pmol|mg|ug|IU|kg|cm|pg|weeks?|months?|days?|sessions|men\b|women\b|people|"
    r"patients|participants|years? (?:after|since|past|post|of (?!age)|before|on\b)))"
)
_DECADES = {
    "twenties": 25.0, "thirties": 35.0, "forties": 45.0, "fifties": 55.0, "sixties": 65.0, "seventies": 75.0,
    "eighties": 84.0,
}  # fmt: skip
#: Added to a lower limit: populations thin out quickly above it.
_ABOVE = 6.0
_BELOW = 8.0
_AGE_FORMS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), shift)
    for pattern, shift in (
        (r"\b(?:median|mean|average) age(?: of| was|:)? (\d{2}(?:\.\d+)?)", 0.0),
        (r"\bage[ds]?:?(?: between| from)? (\d{2}) ?(?:-|–|to|and) ?(\d{2})\b(?!\.)", 0.0),
        (r"(?<![\d.])(\d{2}) ?(?:-|–|to) ?(\d{2})[ -]years?(?! (?:after|since|past|post|before))", 0.0),
        (rf"\b(?:over|above|older than|at least|aged? from)(?: age)? (\d{{2}}){_OTHERWISE}", _ABOVE),
        (r"(?:≥|>=|>) ?(\d{2})(?= ?(?:years|y\b))", _ABOVE),
        (r"\b(?:age |aged )?(\d{2}) (?:years )?(?:or|and) (?:older|more|over|above)\b", _ABOVE),
        (r"(?<![\d.])(\d{2})\+(?= |$)", _ABOVE),
        (r"\b(?:under|below|younger than|less than) (\d{2})(?= years(?! (?:after|since|of (?!age))))", -_BELOW),
        (r"(?<![\d.-])(\d{2})[ -]years?[ -]olds?\b", 0.0),
        (r"\bage[ds]?:? (\d{2}(?:\.\d+)?)\b(?! ?(?:or|and) (?:younger|less|under|below))", 0.0),
    )
)  # fmt: skip
_NOT_AGE = re.compile(r"(?:BMI|T-scores?|25OHD|vitamin D|testosterone|estradiol)[^,;]{0,12}$", re.IGNORECASE)
_LEAST_AGE, _MOST_AGE = 14.0, 95.0

_GROWING = re.compile(r"\b(?:child|children|boys?|girls?|adolescen\w+|pubert\w+|teenage\w*)\b", re.IGNORECASE)
_GROWN_AGE = 18.0
#: Over so many weeks growth shows in bone; hormones answer sooner.
_WEEKS_OF_GROWTH = 13.0


def age_in(text: str) -> float | None:
    """Find the mean age [year] that a text states.

    The middle of a range, six years above a lower limit, eight below an upper one, the number itself.

    Examples
    --------
    >>> age_in("healthy, age 50-79")
    64.5
    >>> age_in("BMI 30 or more, age 65 or more")
    71.0
    """
    for pattern, shift in _AGE_FORMS:
        for match in pattern.finditer(text):
            numbers = [float(g) for g in match.groups()]
            if _NOT_AGE.search(text[: match.start()]) or not all(
                _LEAST_AGE <= n <= _MOST_AGE for n in numbers
            ):
                continue
            return sum(numbers) / len(numbers) + shift
    decade = re.search(r"\bin (?:their|the) (\w+ties)\b", text, re.IGNORECASE)
    return _DECADES.get(decade.group(1).lower()) if decade else None


def age_within(low: float | None, high: float | None) -> Finding | None:
    """Find the mean age [year] of people let in from one age to another; nothing without either.

    Examples
    --------
    >>> age_within(60.0, 83.0).value
    71.5
    """
    if low is not None and high is not None:
        return Finding((low + high) / 2, f"the middle of the limits of age, {low:g} to {high:g} years")
    if low is not None:
        return Finding(low + _ABOVE, f"{_ABOVE:g} years above the lower limit of age, {low:g} years")
    if high is not None:
        return Finding(
            max(high - _BELOW, 1.0), f"{_BELOW:g} years below the upper limit of age, {high:g} years"
        )
    return None


def age_range_in(text: str) -> tuple[float, float] | None:
    """Find the youngest and the oldest age [year] that a text lets in.

    Examples
    --------
    >>> age_range_in("healthy, age 50-79")
    (50.0, 79.0)
    """
    for pattern, _ in _AGE_FORMS:
        for match in pattern.finditer(text):
            numbers = [float(g) for g in match.groups()]
            sensible = all(_LEAST_AGE <= n <= _MOST_AGE for n in numbers)
            if len(numbers) == 2 and sensible and not _NOT_AGE.search(text[: match.start()]):
                return min(numbers), max(numbers)
    return None


def stated_age(text: ArmText, hints: Hints) -> Finding | None:
    """Find the age [year] that the text states or lets guess; in one place a number comes before a rule.

    Parameters
    ----------
    text : ArmText
    hints : Hints
        Of :func:`~osteotwin.evidence.text.population.population_hints`.
    """
    for place in PLACES:
        age = age_in(text.at(place)) if place != "arm" else None
        if age is not None:
            whose = "population" if place == "condition" else "trial"
            return Finding(age, f"the age in words in the {whose}'s {place}")
        if "age" in hints[place]:
            return hints[place]["age"]
    return None


def age_range(text: ArmText) -> tuple[float, float] | None:
    """Find the range of ages [year] of the condition or the title."""
    found = (age_range_in(place) for place in (text.condition, text.title))
    return next((limits for limits in found if limits is not None), None)


def still_growing(text: ArmText, trial: Trial, arm: Arm) -> bool:
    """Whether an arm's people grow while their bones are measured: these gain by size, which the model does not have.

    By their mean age, or by the words where there is none.
    """
    if trial.duration_weeks < _WEEKS_OF_GROWTH:
        return False
    age = trial.mean_age(arm)
    if age is not None:
        return age < _GROWN_AGE
    oldest = trial.age_limits(arm)[1]
    if oldest is not None:
        return oldest <= _GROWN_AGE
    return asserted(_GROWING, text.condition) is not None
