"""What is told of one exercise, of each kind the only one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from osteotwin.asking.fields.training_labels import MOST_DAYS, exercise_named, often_of
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.paces import KM_PER_HOUR
from osteotwin.asking.training.spans import Span
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import Exercise
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES
from osteotwin.units.patterns import later

_AMOUNT: Final = (
    Kind.MINUTES, Kind.SETS, Kind.ONE_SET, Kind.SETS_ALONE, Kind.LOAD, Kind.OFTEN, Kind.IMPACTS, Kind.DISTANCE,
)  # fmt: skip
#: Beside these a weight is the most that is lifted, which tells no training.
IS_MOST: Final = later(r"(?:1 ?-?)?e?rm|[1-9]rm|tm|training max|max(?:es|imum)?|prs?|pbs?|best|goals?")
#: A distance, which is counted at a usual pace.
IS_WAY: Final = later(r"\d+(?:\.\d+)? ?-?(?:km|k|kms|kilomet(?:er|re)s?|mi|miles?)")
#: Each week or each day, and each time or together: "spin 3x45 min".
_SESSIONS: Final = later(r"(?i)\b[2-9] ?x ?\d{1,3} ?(?:min|h\b|hour)")
#: Of all sessions together: "3 hours a week", "50 km per week".
_OF_A_WEEK: Final = later(
    r"(?i)\d ?-?(?:min(?:ute)?s?|h(?:ou)?rs?|h|kms?|k|miles?|mi)(?: of \w+(?: \w+)?)??(?: in (?:all|"
    r"total))?(?: ?/ ?| (?:a|per|each|every) )w(?:ee)?k"
)
#: A bare number of less is rather one of repetitions.
_LEAST_LOAD: Final = 30.0
_MOST_TIMES: Final = 7


def amounts_in(spans: Sequence[Span], name: str, text: str) -> dict[str, str]:
    """Return what spans tell of an exercise, by the fields of its row.

    Parameters
    ----------
    spans : sequence of Span
    name : str
        As the field calls it.
    text : str
        In which it is told.
    """
    exercise = exercise_named(name)
    known = None if isinstance(exercise, NotInLibraryError) else exercise
    row: dict[str, str] = {}
    kinds = [span.kind for span in spans]
    # A load beside other numbers, or beside several rows of sets, may be one of several.
    several = Kind.NUMBER in kinds or kinds.count(Kind.SETS) > 1
    for kind in _AMOUNT:
        (value, *more) = [span for span in spans if span.kind is kind] or [None]
        if value is None or more or (kind is Kind.LOAD and several):
            continue
        told = _told(kind, value, known)
        if kind is Kind.ONE_SET and "sets" in row:  # "2x100 kg 3x5": the sets are told beside it
            told = {key: said for key, said in told.items() if key == "load"}
        row |= told
    row |= (
        _loaded(spans) if known is not None and known.loadable and known.counted_by == "repetitions" else {}
    )
    if any(span.kind is not Kind.OFTEN and IS_MOST.fullmatch(span.text) for span in spans):
        row.pop("load", "")
    if "often" not in row and (_SESSIONS.search(text) or _OF_A_WEEK.search(text)):
        row.pop("minutes", "")
    if "often" not in row and (often := _often_in(spans, known, text)):
        row["often"] = often
    return {key: told for key, told in row.items() if known is None or _fits(key, known)}


def _told(kind: Kind, span: Span, exercise: Exercise | None) -> dict[str, str]:
    match kind, span.value:
        case Kind.SETS, (sets, reps, *_) if sets and reps:
            return {"sets": str(sets), "reps": str(reps)}
        case Kind.ONE_SET, (sets, reps, load):
            return {"sets": str(sets), "reps": str(reps), "load": str(load)}
        case Kind.SETS_ALONE, (int() as sets, *_):
            return {"sets": str(sets)}
        case Kind.MINUTES, (str() as minutes, *_):
            return {"minutes": minutes.removesuffix(" min")}
        case Kind.LOAD, (str() as load, *_):
            return {"load": load}
        case Kind.OFTEN, (int() | float() as often, *_):
            return {"often": often_of(float(often))}
        case Kind.IMPACTS, (int() as number, *_) if number > _MOST_TIMES:
            return {"impacts": str(number)}
        case Kind.DISTANCE, _ if (
            exercise is not None and exercise.id in KM_PER_HOUR and IS_WAY.fullmatch(span.text)
        ):
            return {"minutes": span.text} if not span.text.endswith("k") else {}  # of steps or of kilometres
        case _:
            return {}


def _fits(key: str, exercise: Exercise) -> bool:
    """Tell whether a field is asked of an exercise."""
    is_any = exercise.id in GENERIC_EXERCISES.values() and exercise.counted_by != "impacts"
    match key:
        case "minutes":
            return exercise.counted_by == "minutes" or is_any
        case "sets" | "reps":
            return exercise.counted_by == "repetitions"
        case "impacts":
            return exercise.counted_by == "impacts"
        case _:
            return True


def _loaded(spans: Sequence[Span]) -> dict[str, str]:
    """Return a load without its unit, with the sets in one breath: "225x5x3", "275x5", "16 3x12", "165"."""
    if any(span.kind in (Kind.LOAD, Kind.ONE_SET) for span in spans):
        return {}
    numbers = [at for at, span in enumerate(spans) if span.kind is Kind.NUMBER]
    if not numbers:
        return {}
    first = numbers[0]
    row = [spans[first].text]
    at = first + 1
    while at + 1 < len(spans) and spans[at].text in ("x", "*") and spans[at + 1].kind is Kind.NUMBER:
        row.append(spans[at + 1].text)
        at += 2
    if len(row) != len(numbers) or (
        spans[first - 1].kind is Kind.UNKNOWN and first and spans[first - 1].text != "@"
    ):
        return {}
    if at < len(spans) and spans[at].kind is Kind.UNKNOWN:
        return {}
    load = row[0]
    has_sets = any(span.kind is Kind.SETS for span in spans)
    if not has_sets and float(load) < _LEAST_LOAD:
        return {}
    if at < len(spans) and spans[at].kind is Kind.EACH:
        return {"load": f"{load} each"}
    match row:
        case [_, reps, sets] if not has_sets and int(float(reps)) >= int(float(sets)):
            return {"load": load, "sets": sets, "reps": reps}
        case [_, reps] if not has_sets:
            return {"load": load, "reps": reps}
        case _:
            return {"load": load}


def _often_in(spans: Sequence[Span], exercise: Exercise | None, text: str) -> str:
    """Return how often where it is told without its week: "Zumba 1x", "yoga x2"; and "most days"."""
    kinds = {span.kind for span in spans}
    if Kind.OFTEN in kinds or Kind.UNSURE in kinds:
        return ""
    most = MOST_DAYS.search(" ".join(span.text.casefold() for span in spans))
    if most is not None:
        return most[0]
    is_by_time = (
        exercise is None or exercise.counted_by == "minutes" or exercise.id in GENERIC_EXERCISES.values()
    )
    if not is_by_time or Kind.SETS in kinds:
        return ""
    counts = [span for span in spans if span.kind in (Kind.COUNT, Kind.IMPACTS)]
    if len(counts) != 1 or not counts[0].value:
        return ""
    number = int(counts[0].value[0])
    is_told = counts[0].kind is Kind.COUNT or f"x{number}" in text.casefold().replace(" ", "")
    return often_of(float(number)) if is_told and 1 <= number <= _MOST_TIMES else ""
