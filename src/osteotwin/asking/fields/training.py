"""Training as fields: one row for each exercise or sport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, is_none_told, missing, raise_if_any
from osteotwin.asking.fields.heard import Heard, heard
from osteotwin.asking.fields.keeps import is_kept, keeps_field, keeps_of
from osteotwin.asking.fields.training_amounts import IS_WAY
from osteotwin.asking.fields.training_labels import (
    OFTEN,
    STRENGTH,
    exercise_named,
    label_of,
    often_of,
    times_in_words,
)
from osteotwin.asking.fields.training_named import named, without_twice
from osteotwin.asking.person.wish_words import WISHES
from osteotwin.asking.training.paces import KM_PER_HOUR
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import NotInLibraryError, write_one_of
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES
from osteotwin.units import is_rhythm
from osteotwin.units.patterns import later

#: Several exercises under one name, which is read as several.
_NOT_ONE: Final = frozenset(("vest_lower_body_resistance",))
_COUNT: Final = later(r"[1-9]\d*")
_NUMBER: Final = later(r"\d+(?:[.,]\d+)?")
#: A weight with its unit: of one or of both, of the most that is lifted once, or of the body.
_LOAD: Final = later(
    r"(?i)\d+(?:[.,]\d+)? ?(?:kg|kgs|kilos?|lbs?|pounds?|%(?: ?(?:of )?(?:the )?(?:1 ?rm|one[- ]rep(?:etition)? max\w*|"
    r"body ?weight|bw))?)(?: (?:each|together|both|in total|total|vest))?"
)
_KEYS: Final = ("sets", "reps", "impacts", "minutes", "load")


def training_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of training."""
    rows: list[Row] = []
    parts = heard("training", answers.get("training", ""), today, order)
    before: Heard | None = None
    for part in parts:
        trained = [one for one in part.entries if one.table == ("habits", "training")]
        rows += [_row(one) for one in trained] if part.entries else _of_unread(part, before)
        before = part
    rows = without_twice(rows)
    kept = list(keeps_of(parts))
    values = {"keeps": "; ".join(kept)} if kept else {}
    return Form("training", ("training",), _columns(), tuple(rows), (keeps_field(),), values)


def _of_unread(part: Heard, before: Heard | None) -> Iterator[Row]:
    """Yield the rows of what is not understood; what goes on denying is none: "no running, jumping or squats"."""
    rows = list(named(part.said))
    is_denied = (
        before is not None and bool(before.entries) and all(one.table == WISHES for one in before.entries)
    )
    if not (is_denied and _OR.search(part.said) and all(len(row) == 1 for row in rows)):
        yield from rows


_OR: Final = later(r"(?i)\b(?:or|nor|oder|ou|o)\b")


def training_words(rows: Sequence[Row], values: Row) -> str:
    """Return what is trained, and what a plan has to keep to, in plain words."""
    problems: list[Problem] = []
    told = [_told(number, row, problems) for number, row in enumerate(rows) if row and not is_none_told(row)]
    keeps = values.get("keeps", "")
    if keeps and not is_kept(keeps):
        problems.append(Problem(
            FIELDS, "keeps", f'"{keeps}"', "what a plan can keep to",
            'write for example "no gym", "no running", "at most 3 times a week" or "knee pain"'))  # fmt: skip
    raise_if_any(problems)
    return "; ".join(filter(None, (*(told or ["none"]), keeps)))


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
    row["often"] = often_of(float(keys["sessions_per_week"]))
    return row


def _shown(key: str, value: object) -> str:
    text = f"{value:g}" if isinstance(value, int | float) else str(value)
    return text.removesuffix(" min") if key == "minutes" else text


def _told(number: int, row: Row, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("exercise", "")
    if not name:
        problems.append(
            missing(f"{place}.exercise", "exercise or sport", f"row {number + 1}", '"back squat"')
        )
        return ""
    exercise = exercise_named(name)
    if isinstance(exercise, NotInLibraryError):
        fix = f"choose one of the list, the nearest to it; of several together {STRENGTH}"
        fix = write_one_of(tuple(map(_as_listed, exercise.nearest)), name) if exercise.nearest else fix
        found = f'"{name}", which is no exercise that is known'
        problems.append(Problem(FIELDS, f"{place}.exercise", found, "an exercise or sport", fix))
        return ""
    row = _plainly(row, exercise)
    problems.extend(_wrong(place, label_of(exercise), exercise, row))
    return " ".join(filter(None, (name, *_amounts(row), times_in_words(row.get("often", "")))))


def _as_listed(name: str) -> str:
    """Return what the list calls an exercise of the library."""
    exercise = exercise_named(name)
    return name if isinstance(exercise, NotInLibraryError) else label_of(exercise)


def _amounts(row: Row) -> Iterator[str]:
    if "sets" in row and "reps" in row:
        yield f"{row['sets']}x{row['reps']}"
    if "impacts" in row:
        yield f"{row['impacts']} impacts"
    if "minutes" in row:
        yield row["minutes"] if IS_WAY.fullmatch(row["minutes"]) else f"{row['minutes']} min"
    if "load" in row:
        yield f"with {row['load']}"


def _plainly(row: Row, exercise: Exercise) -> dict[str, str]:
    """Return a row with bare numbers: "30 minutes" and "1 h" in minutes, "2x" as 2; a body's weight is no load.

    Two weights, "2x20 kg", are one load but of what is done with two.
    """
    plain = dict(row)
    if (told := _MINUTES.fullmatch(row.get("minutes", "").casefold())) is not None:
        number = float(told["n"].replace(",", "."))
        hours = 60.0 if (told["unit"] or "").startswith("h") else 1.0
        plain["minutes"] = f"{number * hours + float(told['more'] or 0.0):g}"
    for key in ("sets", "reps", "impacts"):
        if (counted := _COUNTED.fullmatch(row.get(key, "").casefold())) is not None:
            plain[key] = counted["n"]
    if _OF_BODY.fullmatch(row.get("load", "").casefold()):
        del plain["load"]
    elif (two := _TWO.fullmatch(row.get("load", "").casefold())) is not None:
        number = float(two["n"].replace(",", "."))
        is_pair = _of_pair(exercise)
        plain["load"] = f"{number:g} {two['unit']} each" if is_pair else f"{2.0 * number:g} {two['unit']}"
    return plain


_MINUTES: Final = later(
    r"(?P<n>\d+(?:[.,]\d+)?)(?: ?(?P<unit>h(?:ours?|rs?)?)(?: ?(?P<more>\d{1,2})(?: ?min\w*)?)?|"
    r" ?(?:m|mins?\.?|minutes?|'))?"
)
_TWO: Final = later(r"(?:2|two) ?x ?(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?)(?: each)?")
_COUNTED: Final = later(r"(?P<n>\d+) ?(?:x|sets?|reps?|repetitions?|jumps?|times)?")
_OF_BODY: Final = later(r"(?:body ?-?weight|bw|none|no weight)(?: only)?|0(?: ?(?:kg|lbs?))?")


def _of_pair(exercise: Exercise) -> bool:
    """Tell whether an exercise is done with two weights, of which a load may be one."""
    return "dumbbell" in exercise.name.casefold()


_WHICH: Final = later(r"(?i)\b(?:each|together|both|total)\b")


def _wrong(place: str, label: str, exercise: Exercise, row: Row) -> Iterator[Problem]:
    for column in _columns():
        if (said := row.get(column.key)) and column.by is not None and label not in column.by:
            found = f'"{said}" as {column.asks} of {label}, which is not counted so'
            yield Problem(FIELDS, f"{place}.{column.key}", found, "", "leave it blank")
        elif (
            said
            and column.key in _WHAT
            and not (column.key == "minutes" and exercise.id in KM_PER_HOUR and IS_WAY.fullmatch(said))
            and (_NUMBER if column.key == "minutes" else _COUNT).fullmatch(said) is None
        ):
            yield Problem(
                FIELDS,
                f"{place}.{column.key}",
                f'"{said}" of {label}',
                "a number",
                f"write the number alone, for example {column.example}",
            )
    yield from _lacking(place, label, exercise, row)
    yield from _wrong_load(f"{place}.load", row.get("load", ""), label, exercise)
    yield from _wrong_rhythm(f"{place}.often", row.get("often", ""), label)


def _wrong_load(place: str, load: str, label: str, exercise: Exercise) -> Iterator[Problem]:
    is_pair = _of_pair(exercise)
    if (bare := _BARE.fullmatch(load)) is not None:
        number, which = bare["n"], " each" if bare["two"] else bare["which"] or ""
        if which == " each" and not is_pair:
            number, which = f"{2.0 * float(number.replace(',', '.')):g}", ""
        yield Problem(FIELDS, place, f'"{load}" of {label}, without a unit', "a weight with its unit",
                      f'write "{number} kg{which}" or "{number} lb{which}"')  # fmt: skip
    elif load and _LOAD.fullmatch(load) is None:
        yield Problem(FIELDS, place, f'"{load}" of {label}', "one weight with its unit",
                      'write for example "80 kg" or "60 % of 1RM"')  # fmt: skip
    elif load and is_pair and not _WHICH.search(load):
        yield Problem(FIELDS, place, f'"{load}" of {label}, of each weight or of both', "which of the two",
                      f'write "{load} each" or "{load} together"')  # fmt: skip
    elif load and not is_pair and load.casefold().endswith(" each"):
        yield Problem(FIELDS, place, f'"{load}" of {label}', "the whole load",
                      "write what is lifted in all: of two weights the sum of both")  # fmt: skip


_BARE: Final = later(r"(?i)(?P<two>(?:2|two) ?x ?)?(?P<n>\d+(?:[.,]\d+)?)(?P<which> (?:each|together|both))?")


def _wrong_rhythm(place: str, told: str, label: str) -> Iterator[Problem]:
    often = times_in_words(told)
    if not often:
        yield missing(place, "word on how often", label, '"twice a week"')
    elif (several := _RANGE.match(often)) is not None:
        yield Problem(FIELDS, place, f'"{often}" of {label}, which is a range', "how often it is mostly done",
                      f'write "{several["few"]} times a week" or "{several["many"]} times a week"')  # fmt: skip
    elif not is_rhythm(often):
        yield Problem(FIELDS, place, f'"{often}" of {label}', "how often",
                      'write for example "3", for 3 times a week, or "Mon and Fri"')  # fmt: skip


#: "2-3x a week", "5 to 6 days"
_RANGE: Final = later(r"(?P<few>[1-9]) ?(?:-|\u2013|to|or) ?(?P<many>[1-9])(?! ?(?:weeks|months))")


def _lacking(place: str, label: str, exercise: Exercise, row: Row) -> Iterator[Problem]:
    needs = [column for column in _columns() if column.key in _NEEDS[exercise.counted_by]]
    lacking = [column for column in needs if column.key not in row]
    is_any = exercise.id in GENERIC_EXERCISES.values() and exercise.counted_by == "repetitions"
    if is_any and len(lacking) == len(needs):
        if "minutes" not in row:
            yield missing(f"{place}.minutes", "number of minutes, or of sets and repetitions,", label, '"45"')
        return
    for column in lacking:
        yield missing(f"{place}.{column.key}", f"number of {_WHAT[column.key]}", label, f'"{column.example}"')


#: What is needed of an exercise, by what it is counted by.
_NEEDS: Final = {"minutes": ("minutes",), "repetitions": ("sets", "reps"), "impacts": ("impacts",)}
_WHAT: Final = {"minutes": "minutes", "sets": "sets", "reps": "repetitions", "impacts": "jumps"}
