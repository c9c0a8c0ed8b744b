"""What exercises, and how often they are done, are called in fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercise_found import find_exercise
from osteotwin.units import in_digits, is_rhythm, rhythm
from osteotwin.units.patterns import later

#: Of no exercise in particular, as people say it.
IN_ALL: Final = {
    "generic_resistance": "Strength training",
    "generic_impact": "Jump training",
    "generic_resistance_and_impact": "Resistance and impact training",
    "generic_aerobic": "Aerobic training",
    "generic_isometric": "Isometric training",
}
STRENGTH: Final = IN_ALL["generic_resistance"]
#: Labels that name several things, or say in brackets what answers say otherwise.
_SAID: Final = {
    "hip_extension_machine": "Hip extension machine",
    "box_jump_off": "Box jump off",
}
OFTEN: Final = (
    "once a week", "twice a week", "3 times a week", "4 times a week", "5 times a week", "6 times a week",
    "every day", "twice a day", "every 2 weeks", "once a month",
)  # fmt: skip
_TIMES: Final = later(
    r"(?:x ?)?(?P<n>\d{1,2}(?:\.\d{1,2})?)(?: ?(?:x|times|days|sessions|runs|walks|rides|swims|classes))?"
    r"(?: ?(?:/|per|a|each)? ?(?:week|wk|w))?"
)
_PAUSE: Final = later(r"(?P<on>\d)(?: days?)? on,? (?:and )?(?P<off>\d)(?: days?)? off")
_HOUR: Final = later(r",? (?:at )?\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?")
#: How often that is none in numbers, and is counted as 5 times a week.
MOST_DAYS: Final = later(
    r"(?:on )?(?:most|nearly every|almost every) (?:days?|mornings?|evenings?)(?: (?:a|of the) week)?"
)


def label_of(exercise: Exercise) -> str:
    """Return the name of an exercise as an answer may tell it."""
    return IN_ALL.get(exercise.id) or _SAID.get(exercise.id) or exercise.name


def exercise_named(name: str) -> Exercise | NotInLibraryError:
    """Return the exercise that a name of a field is of, or why it is none."""
    if (known := _by_label().get(name.casefold())) is not None:
        return known
    try:
        return find_exercise(name)
    except NotInLibraryError as unknown:
        return unknown


@cache
def _by_label() -> Mapping[str, Exercise]:
    return {label_of(one).casefold(): one for one in load_exercises().values()}


def often_of(per_week: float) -> str:
    """Return how often in the words of the choices, where one of them says the same."""
    same = (words for words in (*OFTEN, "every 2 days", "every 3 days", "every 4 days")
            if _per_week(words) == f"{per_week:.2g}")  # fmt: skip
    return next(same, f"{per_week:g} times a week")


@cache
def _per_week(words: str) -> str:
    told = rhythm(words)
    return "" if told is None else f"{DAYS_PER_WEEK / told.mean_days:.2g}"


def times_in_words(often: str) -> str:
    """Return how often in words: a bare number counts times a week, and days may be letters.

    Examples
    --------
    >>> times_in_words("3"), times_in_words("3x/week"), times_in_words("Mon and Fri")
    ('3 times a week', '3 times a week', 'Mon and Fri')
    >>> times_in_words("most days"), times_in_words("3 on 1 off")
    ('5 times a week', '5.25 times a week')
    >>> times_in_words("M/F"), times_in_words("three runs a week"), times_in_words("mostly Saturdays")
    ('mon, fri', '3 times a week', 'saturdays')
    """
    said = _HOUR.sub("", in_digits(often.strip().casefold()))
    if MOST_DAYS.fullmatch(said):
        return "5 times a week"
    if (pause := _PAUSE.fullmatch(said)) is not None:
        on, off = int(pause["on"]), int(pause["off"])
        said = f"{DAYS_PER_WEEK * on / (on + off):.3g}"
    if (times := _TIMES.fullmatch(said)) is not None:
        return {"1": "once a week", "2": "twice a week"}.get(times["n"]) or f"{times['n']} times a week"
    if said in ("once", "twice"):
        return f"{said} a week"
    if is_rhythm(often):
        return said if _HOUR.search(often) else often
    return _rhythm_in(often) or often


def _rhythm_in(often: str) -> str:
    """Return the only rhythm of words that else tell nothing; empty where there is none."""
    spans = spans_of(plain(often))
    told = [span for span in spans if span.kind is Kind.OFTEN]
    if len(told) != 1 or any(span.kind not in _IDLE for span in spans):
        return ""
    return told[0].text if is_rhythm(told[0].text) else ""


_IDLE: Final = frozenset((Kind.OFTEN, Kind.WORD, Kind.EXERCISE, Kind.COMMA))
