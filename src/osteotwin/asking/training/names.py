"""The exercise of a name in an answer, by what is carried and lifted beside it; or what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.spans import Span
from osteotwin.asking.training.vocabulary import WEIGHTS
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercise_words import words_file
from osteotwin.protocol.plan_file import HabitualTraining
from osteotwin.units.patterns import later

BY_NAME: Final = "write it by a common name, or what is nearest: for example "
COMMON_NAME: Final = f'{BY_NAME}"back squat 3x8 twice a week" or "walking 30 min daily"'
#: Words beside a name that are how much and how often of it alone.
_ALONE: Final = 6
_SPLITS: Final = later(
    r"^(?:[a-z ]+\bsplit\b|ppl|full[ -]body|split)\b|"
    r"\b(?:ppl|push[ /-]pull(?:[ /-]legs)?|upper[ /-]lower|bro[ -]split)\b",
    re.IGNORECASE,
)
#: In a fix, for what is offered in place of the sentence.
WHOLE: Final = "{whole}"
#: Of weights it is asked which; in minutes it is done on a machine.
_ROW: Final = folded("row")
_ROWS: Final = frozenset(
    map(folded, ("row", "rows", "rudern", "ruder training", "remo", "remada", "rameur", "rowing"))
)
_GENERIC: Final = "resistance training"


def exercise_of(name: str, said: str, beside: Sequence[Span] = ()) -> str:
    """Return the exercise of a name.

    Parameters
    ----------
    name : str
    said : str
        The sentence.
    beside : sequence of Span
        What is told beside it: a pack or a vest, a slope or a speed, the body's weight, loads, how long.

    Raises
    ------
    UnclearAnswerError
    """
    kinds = {span.kind for span in beside}
    bare = _GENERIC if WEIGHTS.fullmatch(name) else name
    if folded(bare) in _ROWS and Kind.MINUTES in kinds:
        bare = "rowing machine"
    if folded(bare) in _ROWS and kinds & {Kind.SETS, Kind.ONE_SET, Kind.LOAD}:
        return _read(_ROW, said, name)
    if folded(bare) in _TREADMILL and (
        speed := next((span for span in beside if span.kind is Kind.SPEED), None)
    ):
        bare = _on_treadmill(speed.text) or bare
    for span in beside:
        if (way := _more_closely(bare, span)) is not None:
            try:
                return _read(way, said)
            except UnclearAnswerError:
                continue
    if Kind.BODY not in kinds or kinds & {Kind.LOAD, Kind.ONE_SET}:
        return _read(bare, said)
    try:
        exercise = _read(f"body-weight {bare}", said)
    except UnclearAnswerError:
        exercise = _read(bare, said)
    if "barbell" in load_exercises()[exercise].equipment:
        body = as_written(next(span.text for span in beside if span.kind is Kind.BODY), said)
        raise UnclearAnswerError(
            "training", f"{quoted(f'{name} {body}')}, with the body's weight on a bar or without a bar",
            "the load on the bar", f'write for example "{said.replace(body, "with 100 %BW", 1)}"',
        )  # fmt: skip
    return exercise


def _on_treadmill(speed: str) -> str | None:
    """Return how somebody moves on a treadmill at a speed; ``None`` for one at which people walk and run."""
    number = float(re.findall(r"\d+(?:\.\d+)?", speed)[0]) * (
        1.0 if "mph" in speed.casefold() else 1.0 / _KM_PER_MILE
    )
    return "treadmill walking" if number <= _WALKED else "treadmill running" if number >= _RUN else None


_TREADMILL: Final = frozenset(map(folded, ("treadmill", "laufband")))
_KM_PER_MILE: Final = 1.609344
#: Miles an hour that are walked, and run: people change over between (Thorstensson 1987: 1.9 m/s, 4.2 mph).
_WALKED, _RUN = 3.9, 5.0


def _more_closely(name: str, span: Span) -> str | None:
    """Return a name with what is carried, the slope or the speed."""
    match span.kind:
        case Kind.CARRIED:
            return f"{name} with a {span.value[0]}"
        case Kind.INCLINE:
            return f"incline {name}"
        case Kind.SPEED:
            return f"{name} {span.text}"
        case _:
            return None


def _read(name: str, said: str, written: str = "") -> str:
    try:
        return str(value_of_key(HabitualTraining, "exercise").read(" ".join(name.split())))
    except Mistake as mistake:
        unclear = _question(name, mistake, said)
        (one, *_) = unclear.problems
        found = one.found.replace(quoted(name), quoted(as_written(written, said))) if written else one.found
        raise UnclearAnswerError("training", found, one.expected, one.fix) from None


def _question(name: str, mistake: Mistake, said: str) -> UnclearAnswerError:
    if _SPLITS.search(name):
        return says_no_exercise(said)
    fix = mistake.fix.replace("{key}", "it")
    fix = fix.partition("; or leave the exercise out")[0]  # which is of a file
    if fix.startswith("choose"):
        fix = COMMON_NAME
    elif len(said.split()) > len(name.split()) + _ALONE:
        fix = f'{fix}; in all for example "{WHOLE}"'
    found = mistake.found.replace(quoted(name), quoted(as_written(name, said)))
    return UnclearAnswerError("training", found, mistake.expected, fix)


def as_written(words: str, said: str) -> str:
    """Return words as they stand in a sentence.

    Examples
    --------
    >>> as_written("rows", "Squats, Rows")
    'Rows'
    """
    place = said.casefold().find(words.casefold())
    return words if place < 0 else said[place : place + len(words)]


def library_fix(name: str, said: str) -> UnclearAnswerError:
    """Return what is asked of a name that says no exercise: a gym, a leg day, a split."""
    if _SPLITS.search(said):
        return says_no_exercise(said)
    return UnclearAnswerError(
        "training", f"{quoted(as_written(name, said))} in {quoted(said)}, which is no exercise of the library",
        "the exercises in it, each with how often a week",
        f'write the exercises in it, for example "back squat 3x8 3 times a week", or "{WHOLE}" where weights are '
        "lifted",
    )  # fmt: skip


def says_no_exercise(said: str) -> UnclearAnswerError:
    """Return what is asked of a way to part the week, which says no exercise."""
    told = _SPLITS.search(said)
    split = f"{quoted(told[0])} in " if told is not None and told[0] != said else ""
    return UnclearAnswerError(
        "training", f"{split}{quoted(said)}, which parts the week and says no exercise",
        "the exercises, each with its sets and how often a week",
        'write for example "back squat 3x5 100 kg twice a week; bench press 3x5 80 kg twice a week", or '
        f'"{WHOLE}" where weights are lifted',
    )  # fmt: skip


#: Behind the name of a program or a place: it says no more.
_BEHIND: Final = (
    r"(?:[ -](?:splits?|programs?|programme|routine|protocol|plan|workouts?|class(?:es)?|"
    r"training|sessions?))*"
)


def as_strength(text: str, name: str) -> str:
    """Return an answer in which training with weights stands for the name of a program, a split or a gym; else nothing.

    Examples
    --------
    >>> as_strength("upper/lower split 4x a week", "upper/lower"), as_strength("cardio 3x a week", "cardio")
    ('resistance training 4x a week', '')
    """
    if name == text or not (_SPLITS.fullmatch(name) or folded(name) in _programs()):
        return ""
    place = re.compile(rf"(?:\b5/3/1 )?(?<![\w/]){re.escape(name)}{_BEHIND}(?![\w/])", re.IGNORECASE)
    return place.sub(_GENERIC, text, count=1) if place.search(text) else ""


@cache
def _programs() -> frozenset[str]:
    """Return the names, folded, of which it is asked what is done in them."""
    rows = (
        row.names for row in words_file().asked if row.ask.strip().startswith("write the exercises in it")
    )
    return frozenset(folded(name) for names in rows for name in names)
