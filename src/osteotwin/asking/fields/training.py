"""Training as fields: one row for each exercise or sport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Final

from osteotwin.asking.fields.denied import but_for_denied, is_over, is_plain
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, is_none_told, missing, raise_if_any
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.fields.keeps import is_kept, keeps_field, keeps_of
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import Span, spans_of
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import NotInLibraryError, write_one_of
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercise_found import find_exercise
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES
from osteotwin.units import in_digits, is_rhythm, rhythm
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
_COUNT: Final = later(r"[1-9]\d*")
_NUMBER: Final = later(r"\d+(?:[.,]\d+)?")
#: What somebody trains is named in fewer signs.
_LONGEST: Final = 400
#: A weight with its unit: of one or of both, of the most that is lifted once, or of the body.
_LOAD: Final = later(
    r"(?i)\d+(?:[.,]\d+)? ?(?:kg|kgs|kilos?|lbs?|pounds?|%(?: ?(?:of )?(?:the )?(?:1 ?rm|one[- ]rep(?:etition)? max\w*|"
    r"body ?weight|bw))?)(?: (?:each|together|both|in total|total|vest))?"
)
_TIMES: Final = later(r"(?P<n>\d{1,2})(?: ?(?:x|times|days))?(?: ?(?:/|per|a|each)? ?(?:week|wk))?")
_KEYS: Final = ("sets", "reps", "impacts", "minutes", "load")


def training_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of training."""
    rows: list[Row] = []
    parts = heard("training", answers.get("training", ""), today, order)
    for part in parts:
        trained = [one for one in part.entries if one.table == ("habits", "training")]
        rows += [_row(one) for one in trained] if part.entries else _named(part.said)
    kept = list(keeps_of(parts))
    values = {"keeps": "; ".join(kept)} if kept else {}
    return Form("training", ("training",), _columns(), tuple(rows), (keeps_field(),), values)


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
    """Return how often in the words of the choices, where one of them says the same."""
    same = (words for words in (*OFTEN, "every 2 days", "every 3 days", "every 4 days")
            if _per_week(words) == f"{per_week:.2g}")  # fmt: skip
    return next(same, f"{per_week:g} times a week")


@cache
def _per_week(words: str) -> str:
    told = rhythm(words)
    return "" if told is None else f"{DAYS_PER_WEEK / told.mean_days:.2g}"


def _named(text: str) -> Iterator[dict[str, str]]:
    """Yield the exercises that a text names, each with what is told of it where that is certain."""
    if len(text) > _LONGEST:
        return
    was, text = is_over(text), but_for_denied(text)
    certain = _amounts_in if is_plain(text) and not was else _no_amounts
    spans = spans_of(plain(text))
    places = [place for place, span in enumerate(spans) if span.kind is Kind.EXERCISE]
    if not places and any(span.kind is Kind.HOLDS for span in spans):
        yield {"exercise": _IN_ALL["generic_resistance"], **certain(spans)}
        return
    before = {span.kind for span in spans[: places[0]]} if places else set[Kind]()
    is_first = bool(places) and before.isdisjoint((Kind.MINUTES, Kind.SETS, Kind.LOAD))
    names = [_known_as(spans[place]) for place in places]
    rows: list[dict[str, str]] = []
    for name, place, following in zip_longest(names, places, places[1:]):
        is_alone = len(places) == 1 and not any(span.kind is Kind.UNKNOWN for span in spans[:place])
        told = spans if is_alone else spans[place:following] if is_first or len(places) == 1 else ()
        if name and not _is_head(spans[place:following], following) and not _is_of_any(name, names):
            rows.append({"exercise": _borne(name, told), **certain(told)})
    # How often before the first or behind the last of several may be of all of them.
    is_of_all = Kind.OFTEN in before or not any("often" in row for row in rows[:-1])
    for row in rows if len(rows) > 1 and is_of_all else ():
        row.pop("often", "")
    yield from rows


def _no_amounts(_: Sequence[Span]) -> dict[str, str]:
    return {}


def _known_as(span: Span) -> str:
    """Return what an exercise is called in the field; empty where work is named, which is none."""
    try:
        return label_of(find_exercise(span.text))
    except NotInLibraryError as unknown:
        if _OF_WORK in unknown.instead:
            return ""
        return _IN_ALL["generic_resistance"] if _OF_A_KIND in unknown.instead else span.text


def _is_head(spans: Sequence[Span], following: int | None) -> bool:
    """Tell whether an exercise stands for the one behind it: "jogging (3 runs a week)", "cardio on the bike"."""
    if following is None:
        return False
    if [span.kind for span in spans[1:]] in ([Kind.OPEN], [Kind.COLON]):
        return True
    between = {span.kind for span in spans}
    return between.isdisjoint(_PARTING) and _OF_SEVERAL in _instead_of(spans[0].text)


def _is_of_any(name: str, names: Sequence[str]) -> bool:
    """Tell whether one of the exercises that are named is what a name is asked to be written as: walking of steps."""
    instead = _instead_of(name)
    return any(f'"{one.casefold()}"' in instead for one in names if one)


def _instead_of(name: str) -> str:
    try:
        find_exercise(name)
    except NotInLibraryError as unknown:
        return unknown.instead
    return ""


def _borne(name: str, spans: Sequence[Span]) -> str:
    """Return the exercise that a name is of, where no load but the body's is told beside it."""
    said = [span.text for span in spans if span.kind is Kind.EXERCISE]
    if (
        not said
        or not any(span.kind is Kind.BODY for span in spans)
        or any(span.kind is Kind.LOAD for span in spans)
    ):
        return name
    try:
        return label_of(find_exercise(f"body-weight {said[0]}"))
    except NotInLibraryError:
        return name


#: So it is said of what is no exercise and a kind of training, a head of several ones, or work.
_OF_A_KIND: Final = "give its kind"
_OF_SEVERAL: Final = "what is done in it"
_OF_WORK: Final = "of the work"
_PARTING: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR))


def _amounts_in(spans: Sequence[Span]) -> dict[str, str]:
    """Return what spans tell of one exercise: of each kind the only one."""
    row: dict[str, str] = {}
    kinds = [span.kind for span in spans]
    for kind in _AMOUNT:
        (value, *more) = [span.value for span in spans if span.kind is kind] or [()]
        # A load beside other numbers or several rows of sets may be one of several.
        several = Kind.NUMBER in kinds or kinds.count(Kind.SETS) > 1
        if not value or more or (kind is Kind.LOAD and several):
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
            f"choose one of the list, the nearest to it; of several together {_IN_ALL['generic_resistance']}"
        )
        fix = write_one_of(exercise.nearest, name) if exercise.nearest else fix
        found = f'"{name}", which is no exercise that is known'
        problems.append(Problem(FIELDS, f"{place}.exercise", found, "an exercise or sport", fix))
        return ""
    row = _plainly(row)
    problems.extend(_wrong(place, label_of(exercise), exercise, row))
    return " ".join(filter(None, (name, *_amounts(row), times_in_words(row.get("often", "")))))


def _found(name: str) -> Exercise | NotInLibraryError:
    if (known := _by_label().get(name.casefold())) is not None:
        return known
    try:
        return find_exercise(name)
    except NotInLibraryError as unknown:
        return unknown


@cache
def _by_label() -> Mapping[str, Exercise]:
    return {label_of(one).casefold(): one for one in load_exercises().values()}


def _amounts(row: Row) -> Iterator[str]:
    if "sets" in row and "reps" in row:
        yield f"{row['sets']}x{row['reps']}"
    if "impacts" in row:
        yield f"{row['impacts']} impacts"
    if "minutes" in row:
        yield f"{row['minutes']} min"
    if "load" in row:
        yield f"with {row['load']}"


def _plainly(row: Row) -> dict[str, str]:
    """Return a row with bare numbers: "30 minutes" and "1 h" in minutes, "2x" as 2; a body's weight is no load."""
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
    return plain


_MINUTES: Final = later(
    r"(?P<n>\d+(?:[.,]\d+)?)(?: ?(?P<unit>h(?:ours?|rs?)?)(?: ?(?P<more>\d{1,2})(?: ?min\w*)?)?|"
    r" ?(?:m|mins?\.?|minutes?|'))?"
)
_COUNTED: Final = later(r"(?P<n>\d+) ?(?:x|sets?|reps?|repetitions?|jumps?|times)?")
_OF_BODY: Final = later(r"(?:body ?-?weight|bw|none|no weight)(?: only)?|0(?: ?(?:kg|lbs?))?")


def times_in_words(often: str) -> str:
    """Return how often in words: a bare number counts times a week.

    Examples
    --------
    >>> times_in_words("3"), times_in_words("3x/week"), times_in_words("Mon and Fri")
    ('3 times a week', '3 times a week', 'Mon and Fri')
    """
    times = _TIMES.fullmatch(in_digits(often.strip().casefold()))
    if times is None:
        return {"once": "once a week", "twice": "twice a week"}.get(often.strip().casefold(), often)
    return {"1": "once a week", "2": "twice a week"}.get(times["n"]) or f"{times['n']} times a week"


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
    if (load := row.get("load", "")) and _NUMBER.fullmatch(load):
        yield Problem(FIELDS, f"{place}.load", f'"{load}" of {label}, without a unit', "a weight with its unit",
                      f'write "{load} kg" or "{load} lb"')  # fmt: skip
    elif load and _LOAD.fullmatch(load) is None:
        yield Problem(FIELDS, f"{place}.load", f'"{load}" of {label}', "one weight with its unit",
                      'write for example "80 kg" or "60 % of 1RM"')  # fmt: skip
    elif load and _of_pair(exercise) and not _WHICH.search(load):
        yield Problem(FIELDS, f"{place}.load", f'"{load}" of {label}, of each weight or of both', "which of the two",
                      f'write "{load} each" or "{load} together"')  # fmt: skip
    often = times_in_words(row.get("often", ""))
    if not often:
        yield missing(f"{place}.often", "word on how often", label, '"twice a week"')
    elif not is_rhythm(often):
        yield Problem(FIELDS, f"{place}.often", f'"{often}" of {label}', "how often",
                      'write for example "3", for 3 times a week, or "Mon and Fri"')  # fmt: skip


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
