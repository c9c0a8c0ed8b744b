"""The exercises that words name which are not understood as a whole, each with what is certain of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from osteotwin.asking.fields.denied import but_for_denied, is_over, is_plain
from osteotwin.asking.fields.training_amounts import IS_MOST, amounts_in
from osteotwin.asking.fields.training_labels import STRENGTH, exercise_named, label_of
from osteotwin.asking.training.amounts import COMPANY, Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import Span, spans_of
from osteotwin.asking.training.vocabulary import WEIGHTS
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library.exercise_found import find_exercise
from osteotwin.units.patterns import later

#: What somebody trains is named in fewer signs.
_LONGEST: Final = 400
#: A denial behind a comma denies nothing before it: "cycling 3 times a week, no lifting".
_DENIAL_BEHIND: Final = later(
    r"(?i),\s*(?=(?:now|just|currently|but|instead)\b|(?:(?:and|i|we) )*(?:no|zero|nothing|not|never|without|used to|"
    r"quit|gave up|stopped|formerly|hate|avoid\w*|do(?:n['\u2019]?t| not)|can(?:['\u2019]?t|not)|keine?n?|nicht|nie|"
    r"ohne|pas|jamais|sans|sin|nunca)\b)"
)
#: Nor does it deny what is told in numbers behind it: "no cardio, squats 3x5".
_NO_LIST: Final = later(r"(?i)(?P<denied>\bno(?: [^\W\d]+){1,3}),\s*(?=[^,;.]*\d)")
_ENDED: Final = later(r"(?i)\b(?:zero|stopped|gave up|given up) (?=[^\W\d])(?!drop|to\b)")
_IN_COMPANY: Final = later(rf"(?i)\bwith (?:(?:an?|my|the|his|our|some|his|her) )*{COMPANY}\b")
#: What is a session by itself where it stands beside other things.
_GYM: Final = later(
    r"(?:the )?(?:gym|fitness ?(?:studio|cent(?:er|re))|health club|weight room|gimnasio|(?:la )?salle(?: de sport)?|"
    r"upper(?: body)?|lower(?: body)?|full body|leg day|push|pull|legs|(?:weights? |gym )?machines)"
    r"(?: (?:days?|sessions?|workouts?))?"
)
_GEAR: Final = later(
    r"(?:(?:hand|free|ankle|light) ?)?weights?|dumb-?bells?|kettle ?-?bells?|(?:resistance )?bands?"
)
_CLASS: Final = frozenset(("class", "classes", "course", "lessons", "lesson", "session", "sessions"))
_AMOUNTS: Final = frozenset((Kind.MINUTES, Kind.SETS, Kind.LOAD, Kind.OFTEN, Kind.COUNT, Kind.DISTANCE))

#: So it is said of what is no exercise: a kind of training, a head of several ones, work, or a way of doing sets.
_OF_A_KIND: Final = "give its kind"
_OF_SEVERAL: Final = "what is done in it"
_OF_WORK: Final = "of the work"
_OF_WAYS: Final = "done so"
_PARTING: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR))


@dataclass
class _Named:
    """What is named, by which span of which clause, and what is told of it."""

    name: str
    by: Span
    told: list[Span] = field(default_factory=list[Span])

    @property
    def is_lift(self) -> bool:
        exercise = exercise_named(self.name)
        return (
            not isinstance(exercise, NotInLibraryError)
            and exercise.counted_by == "repetitions"
            and self.name != STRENGTH
        )

    @property
    def kinds(self) -> set[Kind]:
        return {span.kind for span in self.told}


def named(text: str) -> Iterator[dict[str, str]]:
    """Yield the exercises that a text names, each with what is told of it where that is certain."""
    if len(text) > _LONGEST:
        return
    was = is_over(text)
    apart = _DENIAL_BEHIND.sub("; ", _ENDED.sub("no ", text))
    text = but_for_denied(_NO_LIST.sub(r"\g<denied>; ", apart))
    certain = is_plain(_IN_COMPANY.sub(" ", text)) and not was
    found = _once(_sessions_or_exercises(_found(spans_of(plain(text)))))
    for one in found:
        name = _borne(one.name, one.told)
        yield {"exercise": name, **(amounts_in(one.told, name, text) if certain else {})}


def _found(spans: Sequence[Span]) -> list[_Named]:
    """Return what spans name: an amount is of the name in its clause, or of that before it."""
    found: list[_Named] = []
    leading: list[Span] = []
    clauses = list(_clauses(spans))
    trailing: list[Span] = []
    for place, clause in enumerate(clauses):
        names = _names_in(clause, spans)
        if not names:
            if not found:
                leading += clause
            elif place == len(clauses) - 1 and _is_rhythm_alone(clause):
                trailing = clause
            elif not _is_of_unknown(clause):
                found[-1].told += clause
        elif len(names) == 1:
            (at, name) = names[0]
            before = clause[:at]
            is_own = not any(span.kind is Kind.UNKNOWN for span in before)
            found.append(_Named(name, clause[at], clause if is_own else clause[at:]))
        else:
            is_first = _AMOUNTS.isdisjoint(span.kind for span in clause[: names[0][0]])
            for (at, name), following in zip(names, [*names[1:], (len(clause), "")], strict=True):
                told = clause[at : following[0]]
                if not _is_head(told, following[1]):
                    found.append(_Named(name, clause[at], _but_for_next(told) if is_first else []))
    _share(found, leading, trailing)
    known = [one.name for one in found]
    return [one for one in found if one.name and not _is_of_any(one.name, known)]


def _but_for_next(told: list[Span]) -> list[Span]:
    """Return what is told of a name without the weight with which the next one is done: "WOD with 95 lb thrusters"."""
    *others, last = told
    if last.kind is not Kind.LOAD:
        return told
    return others if last.text.startswith("with ") or others[-1].kind is Kind.WITH else told


def _clauses(spans: Sequence[Span]) -> Iterator[list[Span]]:
    clause: list[Span] = []
    depth = 0
    for span in spans:
        depth += (span.kind is Kind.OPEN) - (span.kind is Kind.CLOSE)
        if depth <= 0 and (span.kind in (Kind.COMMA, Kind.AND) or span.text in ".!?"):
            yield clause
            clause = []
        else:
            clause.append(span)
    yield clause


def _names_in(clause: Sequence[Span], spans: Sequence[Span]) -> list[tuple[int, str]]:
    """Return the places of a clause at which something is named, with what it is called in the field."""
    names = [(at, _known_as(span)) for at, span in enumerate(clause) if span.kind is Kind.EXERCISE]
    with_gear = [at for at, _ in names if _is_gear(clause, at)]
    names = [(at, name) for at, name in names if at not in with_gear]
    are_exercises = any(span.kind is Kind.EXERCISE for span in spans)
    if any(name != _WAYS for _, name in names) or (names and are_exercises and len(_exercises(spans)) > 1):
        names = [(at, name) for at, name in names if name != _WAYS]
    names = [(at, STRENGTH if name == _WAYS else name) for at, name in names]
    if names or with_gear:
        return names
    for at, span in enumerate(clause):
        if span.kind is Kind.HOLDS and (
            not are_exercises
            or (_GYM.fullmatch(span.text.casefold()) and any(one.kind in _OF_SESSION for one in clause))
        ):
            return [(at, STRENGTH)]
    if not are_exercises and any(span.kind is Kind.HOLDS for span in spans):
        return []
    kinds = {span.kind for span in clause}
    if Kind.CARRIED in kinds and not are_exercises and any(span.kind is Kind.DISTANCE for span in spans):
        return [(next(at for at, span in enumerate(clause) if span.kind is Kind.CARRIED), _WITH_VEST)]
    for at in range(1, len(clause)):
        name, behind = clause[at - 1], clause[at]
        if name.kind is Kind.UNKNOWN and behind.kind is Kind.WORD and behind.text in _CLASS:
            return [(at - 1, f"{name.text} {behind.text}")]
    return []


_WAYS: Final = "-"
_WITH_VEST: Final = "Walking in a weighted vest"
_OF_SESSION: Final = frozenset((Kind.MINUTES, Kind.OFTEN, Kind.COUNT))


def _exercises(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.kind is Kind.EXERCISE]


def _is_gear(clause: Sequence[Span], at: int) -> bool:
    """Tell whether a name is what something is done with: "with those little 3 lb weights"."""
    if not _GEAR.fullmatch(clause[at].text.casefold()):
        return False
    before = [span for span in clause[:at] if span.kind is not Kind.WORD]
    return any(span.kind is Kind.WITH or span.text == "using" for span in before)


def _is_rhythm_alone(clause: Sequence[Span]) -> bool:
    kinds = {span.kind for span in clause}
    return Kind.OFTEN in kinds and kinds <= {Kind.OFTEN, Kind.WORD, Kind.EACH}


def _is_of_unknown(clause: Sequence[Span]) -> bool:
    """Tell whether what is told in a clause is of an unknown name in it: "squats, flurbing 3x10"."""
    for span in clause:
        if span.kind in _AMOUNTS:
            return False
        if span.kind is Kind.HOLDS or (span.kind is Kind.UNKNOWN and span.text not in _SMALL):
            return True
    return False


#: Before an amount these name nothing.
_SMALL: Final = frozenset(("most", "up", "to", "x", "@", "if", "when"))


def _share(found: list[_Named], leading: list[Span], trailing: list[Span]) -> None:
    """Give what stands before the first and how often behind all to the only one; a rhythm to all of several lifts."""
    is_unknown = any(span.kind in (Kind.UNKNOWN, Kind.HOLDS) for span in leading)
    if len(found) == 1:
        found[0].told = [*([] if is_unknown else leading), *found[0].told, *trailing]
        return
    own = any(Kind.OFTEN in one.kinds for one in found)
    are_lifts = all(one.is_lift for one in found)
    heading = [span for span in leading if span.kind is Kind.OFTEN]
    rhythm = trailing or ([] if is_unknown else heading)
    if are_lifts and rhythm and not own and not (trailing and heading):
        for one in found:
            one.told = [*one.told, *(span for span in rhythm if span.kind is Kind.OFTEN)]
    elif trailing and found and own:
        found[-1].told += trailing
    if not _AMOUNTS.isdisjoint(span.kind for span in leading if span.kind is not Kind.OFTEN):
        for one in found:  # each may be told before its name
            one.told = []


def _known_as(span: Span) -> str:
    """Return what an exercise is called in the field; empty where work is named, which is none."""
    try:
        return label_of(find_exercise(span.text))
    except NotInLibraryError as unknown:
        if _OF_WORK in unknown.instead or IS_MOST.fullmatch(span.text):
            return ""
        if _OF_WAYS in unknown.instead:
            return _WAYS
        is_session = _OF_A_KIND in unknown.instead or WEIGHTS.fullmatch(span.text)
        return STRENGTH if is_session else span.text


def _is_head(spans: Sequence[Span], following: str) -> bool:
    """Tell whether an exercise stands for the one behind it: "jogging (3 runs a week)", "cardio on the bike"."""
    if not following:
        return False
    if [span.kind for span in spans[1:] if span.kind is not Kind.WORD] in ([Kind.OPEN], [Kind.COLON]):
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


def _sessions_or_exercises(found: list[_Named]) -> list[_Named]:
    """Return either a session or the lifts in it: both would count twice.

    A session stands for lifts without sets where its minutes are told, or how often a program of several is done; else
    the lifts stand, as often as the lifting.
    """
    sessions = [one for one in found if one.name == STRENGTH]
    parts = [one for one in sessions if one.by.kind is Kind.HOLDS]
    if len(parts) < len(sessions):  # "weights 4 days, legs twice": legs are of the weights
        found, sessions = ([one for one in of if one not in parts] for of in (found, sessions))
    lifts = [one for one in found if one.is_lift]
    if not sessions or not lifts:
        return found
    are_told = any(one.kinds & _OF_LIFTS or _is_of_sets(one.told) for one in lifts)
    first = sessions[0]
    is_lifting = WEIGHTS.fullmatch(first.by.text) is not None or first.by.kind is Kind.HOLDS
    stands = Kind.MINUTES in first.kinds or (not is_lifting and Kind.OFTEN in first.kinds)
    if not are_told and stands:
        return [one for one in found if one not in lifts]
    if len(sessions) == 1 and is_lifting:
        for one in lifts:
            if Kind.OFTEN not in one.kinds:
                one.told = [*one.told, *(span for span in first.told if span.kind is Kind.OFTEN)]
    return [one for one in found if one not in sessions]


def without_twice(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return rows of parts, of a session and bare lifts of other parts one or the other, as :func:`named` within one.

    Examples
    --------
    >>> without_twice([{"exercise": "Strength training", "often": "twice a week"}, {"exercise": "Deadlift"}])
    [{'exercise': 'Deadlift'}]
    """
    sessions = [row for row in rows if row["exercise"] == STRENGTH]
    lifts = [row for row in rows if _Named(row["exercise"], _NO_SPAN).is_lift]
    bare = [row for row in lifts if not {"sets", "reps", "load"} & set(row)]
    lacking = [row for row in sessions if not {"minutes", "sets"} & set(row)]
    if len(lacking) < len(sessions):
        return [row for row in rows if row not in bare]
    return [row for row in rows if row not in lacking] if lifts else list(rows)


_NO_SPAN: Final = Span(Kind.WORD, "", 0, 0)
_OF_LIFTS: Final = frozenset((Kind.SETS, Kind.ONE_SET, Kind.LOAD, Kind.SETS_ALONE))


def _is_of_sets(spans: Sequence[Span]) -> bool:
    """Tell whether numbers of sets stand there without the unit of their load: "225x5x3"."""
    return sum(span.kind is Kind.NUMBER for span in spans) > 1


def _once(found: list[_Named]) -> list[_Named]:
    """Return what is named twice once, where nothing is told of one of both: "lifting; ... lift with a trainer"."""
    kept: list[_Named] = []
    for one in found:
        same = next((k for k, other in enumerate(kept) if other.name == one.name), None)
        if same is not None and not (one.kinds & _AMOUNTS and kept[same].kinds & _AMOUNTS):
            kept[same] = one if one.kinds & _AMOUNTS else kept[same]
        else:
            kept.append(one)
    return kept


def _borne(name: str, spans: Sequence[Span]) -> str:
    """Return the exercise that a name is of, where no load but the body's, or what is worn, is told beside it."""
    said = [span.text for span in spans if span.kind is Kind.EXERCISE]
    kinds = {span.kind for span in spans}
    if not said or Kind.BODY not in kinds or Kind.LOAD in kinds:
        return name
    try:
        return label_of(find_exercise(f"body-weight {said[0]}"))
    except NotInLibraryError:
        return name
