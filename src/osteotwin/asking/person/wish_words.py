"""What a person wants and can do, said in any answer → ``[wishes]``, and the answers without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.values import Mistake
from osteotwin.people.wishes import Wishes
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.plan_file import EXERCISE
from osteotwin.units import in_digits, listed

WISHES: Final = ("wishes",)
#: Questions in whose answers a wish may stand.
OF_WISHES: Final = ("person", "training", "food")

_GROUPS: Final = {
    "dairy": r"dairy(?: products?| foods?)?|milk products?",
    "fish": r"fish|seafood",
    "soy": r"soy|soya|soy products?",
    "nuts and seeds": r"nuts|nuts and seeds|nuts or seeds|seeds",
    "greens": r"greens|leafy greens",
    "legumes": r"legumes|beans",
    "fruit": r"fruits?",
}
_JOINTS: Final = {
    "knee": r"knees?",
    "hip": r"hips?",
    "back": r"(?:lower )?back|spine",
    "shoulder": r"shoulders?",
}
_I: Final = r"(?:i(?:'m| am|'ve got| have(?: got)?)? )?(?:an? |my )?"
_AVOIDS: Final = (
    r"no|without|avoid(?:ing)?|never(?: eat)?|(?:don't|do not|can't|cannot) (?:eat|like|tolerate|have)|hate|dislike|"
    r"allergic to"
)
_HURT: Final = (
    r"(?:all |completely |totally )?(?:bad|sore|painful|aching|achy|arthritic|bum|dodgy|injured|torn|busted|shot|"
    r"wrecked|messed[- ]up|fucked(?:[- ]up)?)"
)
_SIDE: Final = r"(?:left |right |both )?"
_DISLIKES: Final = (
    r"hate|dislike|can't stand|(?:don't|do not) (?:like|want)(?: to do)?|(?:don't|do not) want to go"
)
_NUMBER: Final = r"(?P<n>\d{1,3})"
_AT_MOST: Final = r"(?:only|just|at most|max(?:imum)?\.?|no more than|not more than|up to)"
_MOST: Final = r"(?:at (?:the )?most|max(?:imum)?\.?|only|tops)"
#: What somebody has at home, as the exercises of the library call it.
_SOME: Final = r"(?:a pair of |an? |some |my )?"
_OWNED: Final = {
    "dumbbell": r"(?:set of )?(?:adjustable )?dumbbells?",
    "kettlebell": r"kettlebells?",
    "resistance band": r"(?:resistance |exercise )?bands?",
    "barbell": r"barbells?",
    "pull-up bar": r"(?:pull-?up|chin-?up) bars?",
    "weighted vest": r"weight(?:ed)? vests?",
}
_A_SESSION: Final = r"(?:a|per|each) (?:session|time|workout|training)|at a time|each time"
_WEEKEND: Final = "only the number of days is kept, not which days of the week"
_VEGAN: Final = "eggs and meat are in no plan"

_Keys = dict[str, Any]


def _weekly(found: re.Match[str]) -> _Keys:
    return {"days_per_week": {"once": 1, "twice": 2}.get(found["often"]) or int(found["n"])}


_OFTEN: Final = (
    r"(?:(?P<often>once|twice)|(?P<n>\d) ?(?:x|times|days))(?: ?/ ?| (?:a |per |each |every )?)(?:week|wk)"
)

#: What may be said, and what it means: keys of ``[wishes]`` and a note. First the plain ones.
_SAID: Final[tuple[tuple[str, Callable[[re.Match[str]], _Keys], str], ...]] = (
    (rf"{_I}vegan(?: diet)?", lambda _: {"not_eaten": ["dairy", "fish"]}, f"vegan: {_VEGAN}"),
    (rf"{_I}vegetarian(?: diet)?", lambda _: {"not_eaten": ["fish"]}, "vegetarian: meat is in no plan"),
    (r"no (?:gym|equipment|weights)|without (?:a gym|equipment|weights)|at home without equipment|"
     r"keine? (?:fitness-?studio|fitness ?center|gym|ger\u00e4te)|sin (?:gimnasio|equipo|pesas)|"
     r"pas de (?:salle|mat\u00e9riel)|"
     r"(?:i )?(?:hate|don't like|don't want to go to) (?:the )?gyms?|body ?weight only|only body ?weight",
     lambda _: {"equipment": []}, ""),
    (rf"(?:the )?gym {_AT_MOST} {_OFTEN}|{_AT_MOST} (?:the )?gym",
     lambda found: {"equipment": ["gym"], **(_weekly(found) if found["often"] or found["n"] else {})}, ""),
    (rf"(?:the )?gym {_OFTEN} {_MOST}", lambda found: {"equipment": ["gym"], **_weekly(found)}, ""),
    (rf"{_AT_MOST} {_OFTEN}", _weekly, ""),
    (rf"{_OFTEN} {_MOST}", _weekly, ""),
    (rf"{_I}(?:can|could|able to|willing to|want to|would like to) (?:train|exercise|work out|lift) {_OFTEN}"
     rf"(?:,? (?:for )?(?P<long>\d{{1,3}}) ?(?:minutes?|mins?)(?: (?:{_A_SESSION}))?)?",
     lambda found: {**_weekly(found), **({"minutes_per_session": int(found["long"])} if found["long"] else {})}, ""),
    *((rf"(?:i |i'?ve )?(?:only |just )*(?:have|got|own)(?: got)?(?: only)? {_SOME}(?:{words})(?: at home)?(?: only)?|"
       rf"(?:only|just) {_SOME}(?:{words})(?: at home)?|{_SOME}(?:{words}) (?:at home|only)",
       lambda _, piece=piece: {"equipment": [piece]}, "") for piece, words in _OWNED.items()),
    (rf"{_AT_MOST} (?:on |at )?(?:the )?weekends?|weekends? only|only (?:on )?saturdays? and sundays?",
     lambda _: {"days_per_week": 2}, _WEEKEND),
    (rf"(?:{_I}(?:only )?)?(?:{_AT_MOST} )?{_NUMBER} ?(?:minutes?|mins?)(?: (?:{_A_SESSION}))?(?: (?:only|max))?",
     lambda found: {"minutes_per_session": int(found["n"])}, ""),
    (rf"{_I}(?:on )?(?:an? )?(?:tight|low|small) budget|cheap foods?(?: only)?|only cheap foods?",
     lambda _: {"budget": "low"}, ""),
    (r"(?:i )?(?:don't want|do not want|refuse|won't take|hate)(?: to take)?(?: any)? (?:tablets|pills|supplements)|"
     r"no (?:tablets?|pills?)",
     lambda _: {"supplements": False}, ""),
    (rf"{_I}(?:beginner|novice|newcomer)(?: to (?:lifting|training|the gym))?|never lifted(?: weights)?(?: before)?",
     lambda _: {"experience": "none"}, ""),
    (rf"{_I}(?:experienced|advanced)(?: lifter)?", lambda _: {"experience": "experienced"}, ""),
    *((rf"(?:{_I}(?:{_AVOIDS}) (?:{words})(?: at all)?|(?:{words})[- ]free|{_I}(?:{words}) (?:allergy|intolerant))",
       lambda _, group=group: {"not_eaten": [group]}, "") for group, words in _GROUPS.items()),
    *((rf"{_I}{_HURT} {_SIDE}(?:{words})|{_I}{_SIDE}(?:{words}) (?:hurts?|aches?|(?:is|are) {_HURT})",
       lambda _, joint=joint: {"pain": [joint]}, "") for joint, words in _JOINTS.items()),
)  # fmt: skip
_WISH: Final = tuple((re.compile(words), keys, note) for words, keys, note in _SAID)
_NOT_DONE: Final = re.compile(rf"(?:i )?(?:{_DISLIKES}|can't do|cannot do|no more) (?P<name>[a-z -]+)")
_NO: Final = re.compile(r"(?:no|never|avoid|not|without) (?P<name>[a-z -]+)")
_LACTOSE: Final = re.compile(rf"{_I}lactose[- ]intoleran(?:t|ce)")
#: Parts of an answer, with what parts them.
_PARTED: Final = re.compile(r"([;\n]+)")
_COMMA: Final = re.compile(r",(?!\d)")


def take_wishes(said: Mapping[str, str]) -> tuple[dict[str, str], dict[str, tuple[Found, ...]]]:
    """Return the answers without the wishes in them, and the wishes by question.

    A condition that is said like a wish, such as lactose intolerant, comes as an entry of the person.

    Raises
    ------
    UnclearAnswerError
        Where two answers contradict one another, or what is not wanted is not known.
    """
    rest, found = dict(said), dict[str, tuple[Found, ...]]()
    for question in OF_WISHES:
        if question not in said:
            continue
        rest[question], found[question] = _of_answer(question, said[question])
    _check_one_of_each(found)
    return rest, {question: rows for question, rows in found.items() if rows}


def wishes_told(wishes: Wishes) -> str:
    """Return wishes in a sentence; empty for none."""
    library = load_exercises()
    parts: list[str] = []
    if wishes.days_per_week is not None:
        parts.append(f"{wishes.days_per_week} {'day' if wishes.days_per_week == 1 else 'days'} a week")
    if wishes.minutes_per_session is not None:
        parts.append(f"{wishes.minutes_per_session:g} minutes a session")
    if wishes.equipment is not None:
        parts.append(_equipment_told(wishes.equipment))
    if wishes.experience is not None:
        parts.append(f"experience with training: {wishes.experience}")
    parts += [f"a {joint} that hurts" for joint in wishes.pain or ()]
    if wishes.not_eaten:
        parts.append(f"not eaten: {listed(wishes.not_eaten)}")
    if wishes.not_done:
        parts.append(f"not done: {listed([library[name].name.lower() for name in wishes.not_done])}")
    parts += [f"a {wishes.budget} budget"] if wishes.budget else []
    parts += ["no tablets"] if wishes.supplements is False else []
    return f"Wishes for plans: {'; '.join(parts)}." if parts else ""


def _equipment_told(equipment: tuple[str, ...]) -> str:
    if not equipment:
        return "no equipment"
    return f"with {listed(equipment)}" if {*equipment} <= {*_OWNED} else "with the equipment of a gym"


def avoids_food(rows: tuple[Found, ...]) -> bool:
    """Tell whether wishes leave out foods."""
    return any("not_eaten" in one.keys or "conditions" in one.keys for one in rows)


def _of_answer(question: str, text: str) -> tuple[str, tuple[Found, ...]]:
    found: list[Found] = []
    kept: list[str] = []
    for part in _PARTED.split(text):
        left: list[str] = []
        pieces = _COMMA.split(part)
        # "no gym, only weekends, 20 minutes": nothing but wishes.
        alone = all(_wishes(question, piece, alone=True) for piece in pieces)
        for piece in pieces:
            rows = _wishes(question, piece, alone=alone)
            found += rows
            left += [] if rows else [piece]
        kept.append(",".join(left))
    rest = "".join(kept)
    return (rest if found else text), tuple(found)


def _wishes(question: str, piece: str, *, alone: bool) -> list[Found]:
    """Return the wishes of one piece, or of each of several joined by "and"; none where it says another thing."""
    said = " ".join(in_digits(piece).replace("\u2019", "'").split()).strip(" .!")
    whole = _wish(question, said, piece, alone=alone)
    if whole is not None:
        return [whole]
    parts = [_wish(question, one, piece, alone=alone) for one in re.split(r" and ", said)]
    return [one for one in parts if one is not None] if all(parts) else []


def _wish(question: str, said: str, piece: str, *, alone: bool) -> Found | None:
    if _LACTOSE.fullmatch(said):
        return Found(("person",), {"conditions": ["lactose_intolerance"]}, Place(""), piece)
    for words, keys_of, note in _WISH:
        if (match := words.fullmatch(said)) is None:
            continue
        keys = keys_of(match)
        # "walking, 20 minutes, daily" is no wish.
        if {"days_per_week", "minutes_per_session"} & set(keys) and question != "person" and not alone:
            continue
        _check_range(question, keys, piece)
        return Found(WISHES, keys, Place(""), piece, note)
    if question == "food":
        return None
    if (match := _NOT_DONE.fullmatch(said)) is not None:
        return _not_done(question, match["name"], piece)
    match = _NO.fullmatch(said) if question == "training" else None
    try:
        return None if match is None else _not_done(question, match["name"], piece)
    except UnclearAnswerError:
        return None  # "no idea": not of an exercise


def _not_done(question: str, name: str, piece: str) -> Found:
    try:
        exercises = [EXERCISE.read(one) for one in re.split(r" (?:and|or) ", name)]
    except Mistake as mistake:
        raise UnclearAnswerError(
            question, f"{quoted(piece.strip())} with no exercise that plans hold", mistake.expected,
            f"{mistake.fix.replace('{key}', 'it')}; leave it out where it is none of them: no plan holds it",
        ) from None  # fmt: skip
    return Found(WISHES, {"not_done": exercises}, Place(""), piece)


def _check_range(question: str, keys: _Keys, piece: str) -> None:
    for key, most, example in (
        ("days_per_week", 7, "3 times a week"),
        ("minutes_per_session", 180, "30 minutes"),
    ):
        if keys.get(key, 0) > most:
            raise UnclearAnswerError(question, quoted(piece.strip()), f"{key.replace('_', ' ')} from 0 to {most}",
                                     f'write for example "at most {example}"')  # fmt: skip


def _check_one_of_each(found: Mapping[str, tuple[Found, ...]]) -> None:
    first: dict[str, Found] = {}
    for question, rows in found.items():
        for row in rows:
            for key, value in row.keys.items():
                before = first.setdefault(key, row)
                if before.keys[key] != value and (not isinstance(value, list) or key == "equipment"):
                    raise UnclearAnswerError(
                        question, f"{quoted(before.said.strip())} and {quoted(row.said.strip())}",
                        f"one answer on {key.replace('_', ' ')}", "leave one of them out",
                    )  # fmt: skip
