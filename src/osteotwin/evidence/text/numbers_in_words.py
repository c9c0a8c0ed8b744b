"""Numbers that stand in words: "age 50-79", "testosterone below 350 ng/dl", "femoral neck T-score -1.6"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import erf, exp, inf, isinf, pi, sqrt

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_SPACER = r"[\s:,=(]*(?:(?:mean|median|average|of|was|were|is|at|about|level|levels|concentration|between|from)\s+)*"
_UNIT = r"(?:\s*(?:ng/dl|ng/ml|nmol/l|kg/m2|nmol|ng|years?))?"
_LESS = r"(?:below|under|less than|lower than|at most|no more than|up to|<=?|≤)"
_MORE = r"(?:above|over|more than|greater than|higher than|at least|>=?|≥)"

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("range", re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}\s*(?:-|–|to|and)\s*{_NUMBER}", re.IGNORECASE)),
    ("below", re.compile(rf"{_SPACER}{_LESS}\s*{_NUMBER}", re.IGNORECASE)),
    ("above", re.compile(rf"{_SPACER}{_MORE}\s*{_NUMBER}", re.IGNORECASE)),
    ("below", re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}\s+or\s+(?:less|lower|below|under)", re.IGNORECASE)),
    (
        "above",
        re.compile(rf"{_SPACER}{_NUMBER}{_UNIT}(?:\+|\s+or\s+(?:more|higher|above|over))", re.IGNORECASE),
    ),
    ("value", re.compile(rf"{_SPACER}{_NUMBER}", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Stated:
    """A number in words: a ``value``, or the ``low`` and ``high`` limit of those who were let in.

    ``text`` is what stands in the file, ``after`` what follows it (for a unit).
    """

    low: float
    high: float
    text: str
    after: str = ""

    @property
    def value(self) -> float | None:
        """The number itself, where no limits are meant."""
        return self.low if self.low == self.high else None

    def scaled(self, factor: float) -> Stated:
        """Return the same in another unit."""
        return Stated(self.low * factor, self.high * factor, self.text, self.after)


def stated(subject: str, text: str) -> Stated | None:
    """Return the number that a text gives for a subject, or ``None``.

    Parameters
    ----------
    subject : str
        Regular expression of the name, for example ``"T-scores?"``.
    text : str

    Examples
    --------
    >>> stated("T-score", "T-score below -1.0").high
    -1.0
    >>> stated("25OHD", "25OHD 14-27 ng/mL").low
    14.0
    """
    for found in re.finditer(subject, text, re.IGNORECASE):
        rest = text[found.end() :]
        for form, pattern in _FORMS:
            match = pattern.match(rest)
            if match is None:
                continue
            numbers = sorted(float(g) for g in match.groups())
            low = -inf if form == "below" else numbers[0]
            high = inf if form == "above" else numbers[-1]
            whole = found.group() + match.group()
            return Stated(low, high, whole.strip(), rest[match.end() : match.end() + 12])
    return None


def mean_within(mean: float, sd: float, low: float, high: float, noise_sd: float = 0.0) -> float:
    """Return the mean of a normal population's true values, given that one measurement lay within limits.

    People are let into a trial by one noisy measurement; their true values lie nearer the population's mean.

    Parameters
    ----------
    mean, sd : float
        Of the population's true values.
    low, high : float
        Limits of the measurement; infinite for none.
    noise_sd : float
        Of one measurement.

    Examples
    --------
    >>> round(mean_within(0.0, 1.0, -1.0, 1.0), 6)
    0.0
    >>> mean_within(500.0, 150.0, -float("inf"), 350.0, 60.0) > mean_within(500.0, 150.0, -float("inf"), 350.0)
    True
    """
    spread = sqrt(sd**2 + noise_sd**2)
    a, b = (low - mean) / spread, (high - mean) / spread
    inside = _cumulative(b) - _cumulative(a)
    if inside < 1e-6:  # nobody of this population; the nearest limit
        return high if isinf(low) or abs(b) < abs(a) else low
    return mean - sd**2 / spread * (_density(b) - _density(a)) / inside


def sd_within(mean: float, sd: float, low: float, high: float, noise_sd: float = 0.0) -> float:
    """Return the standard deviation of true values, given that one measurement lay within limits.

    Parameters as in :func:`mean_within`.

    Examples
    --------
    >>> round(sd_within(0.0, 2.0, -inf, inf), 6)
    2.0
    >>> sd_within(500.0, 150.0, -inf, 350.0, 60.0) < 110
    True
    """
    spread = sqrt(sd**2 + noise_sd**2)
    a, b = (low - mean) / spread, (high - mean) / spread
    inside = _cumulative(b) - _cumulative(a)
    share = sd**2 / spread**2
    if inside < 1e-6:
        return sd * sqrt(1 - share)
    first = (_density(a) - _density(b)) / inside
    second = ((0.0 if isinf(a) else a * _density(a)) - (0.0 if isinf(b) else b * _density(b))) / inside
    return sqrt(sd**2 * (1 - share) + share**2 * spread**2 * max(1 + second - first**2, 0.0))


def _density(z: float) -> float:
    return 0.0 if isinf(z) else exp(-z * z / 2) / sqrt(2 * pi)


def _cumulative(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


# Ages. What looks like an age but counts something else is not one.
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


def age_in_words(text: str) -> float | None:
    """Return the mean age [year] that a text states, or ``None``.

    The middle of a range, six years above a lower limit, eight below an upper one, the number itself.

    Examples
    --------
    >>> age_in_words("healthy, age 50-79")
    64.5
    >>> age_in_words("BMI 30 or more, age 65 or more")
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


def age_range_in_words(text: str) -> tuple[float, float] | None:
    """Return the youngest and the oldest age that a text lets in, or ``None`` where it gives no range.

    Examples
    --------
    >>> age_range_in_words("healthy, age 50-79")
    (50.0, 79.0)
    """
    for pattern, _ in _AGE_FORMS:
        for match in pattern.finditer(text):
            numbers = [float(g) for g in match.groups()]
            sensible = all(_LEAST_AGE <= n <= _MOST_AGE for n in numbers)
            if len(numbers) == 2 and sensible and not _NOT_AGE.search(text[: match.start()]):
                return min(numbers), max(numbers)
    return None
