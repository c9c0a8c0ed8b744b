"""Training as fields: one row for each exercise or sport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Final

from osteotwin.asking.fields.denied import but_for_denied
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.fields.keeps import keeps_field, keeps_of
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import Span, spans_of
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import NotInLibraryError, write_one_of
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercise_found import find_exercise
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES
from osteotwin.units import is_rhythm
from osteotwin.units.patterns import later

#: Of no exercise in particular, as people say it.
_IN_ALL: Final = {
    "generic_resistance": "Strength training",
    "generic_impact": "Jump training",
    "generic_resistance_and_impact": "Resistance and impact training",
    "generic_aerobic": "Aerobic training",
    "generic_isometric": "Isometric training",
}
#: Labels that name several things, or say in brackets what answers say otherwise.
_SAID: Final = {
    "hip_extension_machine": "Hip extension machine",
    "box_jump_off": "Box jump off",
}
#: Several exercises under one name, which is read as several.
_NOT_ONE: Final = frozenset(("vest_lower_body_resistance",))
OFTEN: Final = (
    "once a week", "twice a week", "3 times a week", "4 times a week", "5 times a week", "6 times a week",
    "every day", "twice a day", "every 2 weeks", "once a month",
)  # fmt: skip
_COUNT: Final = later(r"\d+(?:[.,]\d+)?")
_BARE: Final = later(r"\d+(?:[.,]\d+)?(?: ?(?:kg|kgs|kilos?|lbs?|pounds?|%.*))?")
_TIMES: Final = later(r"(?P<n>\d{1,2})(?: ?(?:x|times))?(?: ?(?:/|per|a|each)? ?(?:week|wk))?")
_KEYS: Final = ("sets", "reps", "impacts", "minutes", "load")


def training_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of training."""
    rows: list[Row] = []
    kept: list[str] = []
    for part in heard("training", answers.get("training", ""), today, order):
        trained = [one for one in part.entries if one.table == ("habits", "training")]
        rows += [_row(one) for one in trained] if part.entries else _named(part.said)
        kept += keeps_of(part)
    values = {"keeps": "; ".join(kept)} if kept else {}
    return Form("training", ("training",), _columns(), tuple(rows), (keeps_field(),), values)


def training_words(rows: Sequence[Row], values: Row) -> str:
    """Return what is trained, and what a plan has to keep to, in plain words."""
    problems: list[Problem] = []
    told = [_told(number, row, problems) for number, row in enumerate(rows) if row]
    raise_if_any(problems)
    return "; ".join(filter(None, (*(told or ["none"]), values.get("keeps", ""))))


def label_of(exercise: Exercise) -> str:
    """Return the name of an exercise as an answer may tell it."""
    return _IN_ALL.get(exercise.id) or _SAID.get(exercise.id) or exercise.name


@cache
def _columns() -> tuple[Field, ...]:
    library = load_exercises()
    generic = set(GENERIC_EXERCISES.values())

    def those(*counted: str, by_time: bool = False) -> Mapping[str, tuple[str, ...]]:
        return {
            label_of(one): ()
            for one in library.values()
            if one.counted_by in counted or (one.id in generic and by_time and one.counted_by != "impacts")
        }

    loaded = {label_of(one): () for one in library.values() if one.loadable and one.id != "bodyweight_squat"}
    names = tuple(label_of(one) for one in library.values() if one.id not in _NOT_ONE)
    return (
        Field("exercise", "exercise or sport", "back squat", names),
        Field("minutes", "minutes each time", "30", by=those("minutes", by_time=True)),
        Field("sets", "sets", "5", by=those("repetitions")),
        Field("reps", "repetitions in a set", "5", by=those("repetitions")),
        Field("impacts", "jumps each time, in all", "60", by=those("impacts")),
        Field("load", "weight lifted or worn, with its unit", "80 kg", by=loaded),
        Field("often", "how often", "twice a week", OFTEN),
    )  # fmt: skip


def _row(entry: Found) -> dict[str, str]:
    keys = entry.keys
    exercise = load_exercises()[str(keys.get("exercise") or GENERIC_EXERCISES[str(keys["kind"])])]
    row = {"exercise": label_of(exercise)}
    for key in _KEYS:
        if key in keys:
            row[key] = _shown(key, keys[key])
    if "load" in row and _of_pair(exercise):
        row["load"] += " together"
    row["often"] = _often(float(keys["sessions_per_week"]))
    return row


def _shown(key: str, value: object) -> str:
    text = f"{value:g}" if isinstance(value, int | float) else str(value)
    return text.removesuffix(" min") if key == "minutes" else text


def _often(per_week: float) -> str:
    named = {
        1.0: "once a week",
        2.0: "twice a week",
        7.0: "every day",
        14.0: "twice a day",
        0.5: "every 2 weeks",
    }
    return named.get(per_week) or f"{per_week:g} times a week"


def _named(text: str) -> Iterator[dict[str, str]]:
    """Yield the exercises that a text names, each with what is told of it where that is certain."""
    spans = spans_of(plain(but_for_denied(text)))
    places = [place for place, span in enumerate(spans) if span.kind is Kind.EXERCISE]
    if not places and any(span.kind is Kind.HOLDS for span in spans):
        yield {"exercise": _IN_ALL["generic_resistance"], **_amounts_in(spans)}
        return
    is_first = bool(places) and not any(span.kind in _AMOUNT for span in spans[: places[0]])
    for place, following in zip_longest(places, places[1:]):
        told = spans if len(places) == 1 else spans[place:following] if is_first else ()
        yield {"exercise": _known_as(spans[place].text), **_amounts_in(told)}


def _known_as(name: str) -> str:
    try:
        return label_of(load_exercises()[find_exercise(name).id])
    except NotInLibraryError:
        return name


def _amounts_in(spans: Sequence[Span]) -> dict[str, str]:
    """Return what spans tell of one exercise: of each kind the only one."""
    row: dict[str, str] = {}
    for kind in _AMOUNT:
        (value, *more) = [span.value for span in spans if span.kind is kind] or [()]
        if not value or more:
            continue
        match kind, value:
            case Kind.SETS, (sets, reps, *_) if sets and reps:
                row |= {"sets": str(sets), "reps": str(reps)}
            case Kind.MINUTES, (str() as minutes, *_):
                row["minutes"] = minutes.removesuffix(" min")
            case Kind.LOAD, (str() as load, *_):
                row["load"] = load
            case Kind.OFTEN, (int() | float() as often, *_):
                row["often"] = _often(float(often))
            case _:
                pass
    return row


_AMOUNT: Final = (Kind.MINUTES, Kind.SETS, Kind.LOAD, Kind.OFTEN)


def _told(number: int, row: Row, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("exercise", "")
    if not name:
        problems.append(
            missing(f"{place}.exercise", "exercise or sport", f"row {number + 1}", '"back squat"')
        )
        return ""
    exercise = _found(name)
    if isinstance(exercise, NotInLibraryError):
        fix = (
            write_one_of(exercise.nearest, name)
            if exercise.nearest
            else "choose one of the list, the nearest to it"
        )
        found = f'"{name}", which is no exercise that is known'
        problems.append(
            Problem(FIELDS, f"{place}.exercise", found, "an exercise or sport", exercise.instead or fix)
        )
        return ""
    problems.extend(_wrong(place, label_of(exercise), exercise, row))
    return " ".join(filter(None, (name, *_amounts(exercise, row), times_in_words(row.get("often", "")))))


def _found(name: str) -> Exercise | NotInLibraryError:
    known = {label_of(one).casefold(): one for one in load_exercises().values()}
    if name.casefold() in known:
        return known[name.casefold()]
    try:
        return find_exercise(name)
    except NotInLibraryError as unknown:
        return unknown


def _amounts(exercise: Exercise, row: Row) -> Iterator[str]:
    if "sets" in row and "reps" in row:
        yield f"{row['sets']}x{row['reps']}"
    if "impacts" in row:
        yield f"{row['impacts']} impacts"
    if "minutes" in row:
        yield f"{_bare(row['minutes'])} min"
    if "load" in row and exercise.loadable:
        yield f"with {row['load']}"


def _bare(minutes: str) -> str:
    number = _COUNT.match(minutes)
    return minutes if number is None else number[0]


def times_in_words(often: str) -> str:
    """Return how often in words: a bare number counts times a week.

    Examples
    --------
    >>> times_in_words("3"), times_in_words("3x/week"), times_in_words("Mon and Fri")
    ('3 times a week', '3 times a week', 'Mon and Fri')
    """
    times = _TIMES.fullmatch(often.strip().casefold())
    if times is None:
        return often
    return {"1": "once a week", "2": "twice a week"}.get(times["n"]) or f"{times['n']} times a week"


def _of_pair(exercise: Exercise) -> bool:
    """Tell whether an exercise is done with two weights, of which a load may be one."""
    return "dumbbell" in exercise.name.casefold()


_WHICH: Final = later(r"(?i)\b(?:each|together|both|total)\b")


def _wrong(place: str, label: str, exercise: Exercise, row: Row) -> Iterator[Problem]:
    for key in ("minutes", "sets", "reps", "impacts"):
        if key in row and _COUNT.fullmatch(row[key].removesuffix("min").strip()) is None:
            yield Problem(
                FIELDS, f"{place}.{key}", f'"{row[key]}" of {label}', "a number", "write the number alone"
            )
    needs = [column for column in _columns() if column.key in _NEEDS[exercise.counted_by]]
    lacking = [column for column in needs if column.key not in row]
    if exercise.id in GENERIC_EXERCISES.values() and exercise.counted_by == "repetitions":
        if lacking and "minutes" not in row:
            yield missing(f"{place}.minutes", "number of minutes, or of sets and repetitions,", label, '"45"')
    else:
        for column in lacking:
            yield missing(
                f"{place}.{column.key}", f"number of {_WHAT[column.key]}", label, f'"{column.example}"'
            )
    if (load := row.get("load", "")) and _COUNT.fullmatch(load):
        yield Problem(FIELDS, f"{place}.load", f'"{load}" of {label}, without a unit', "a weight with its unit",
                      f'write "{load} kg" or "{load} lb"')  # fmt: skip
    elif load and _of_pair(exercise) and not _WHICH.search(load):
        yield Problem(FIELDS, f"{place}.load", f'"{load}" of {label}, of each weight or of both', "which of the two",
                      f'write "{load} each" or "{load} together"')  # fmt: skip
    often = times_in_words(row.get("often", ""))
    if not often:
        yield missing(f"{place}.often", "word on how often", label, '"twice a week"')
    elif not is_rhythm(often):
        yield Problem(FIELDS, f"{place}.often", f'"{often}" of {label}', "how often",
                      'write for example "3", for 3 times a week, or "Mon and Fri"')  # fmt: skip


#: What is needed of an exercise, by what it is counted by.
_NEEDS: Final = {"minutes": ("minutes",), "repetitions": ("sets", "reps"), "impacts": ("impacts",)}
_WHAT: Final = {"minutes": "minutes", "sets": "sets", "reps": "repetitions", "impacts": "jumps"}
