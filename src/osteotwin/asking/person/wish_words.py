"""What a person wants and can do, said in any answer → ``[wishes]``, and the answers without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from osteotwin.asking.person.told_bans import banned_in, kind_banned, kinds_told, narrower_than
from osteotwin.asking.person.told_pain import joints_that_hurt
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.values import Mistake
from osteotwin.people.wishes import Wishes
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.plan_file import EXERCISE
from osteotwin.units import in_digits, listed
from osteotwin.units.patterns import later

WISHES: Final = ("wishes",)
#: Questions in whose answers a wish may stand.
OF_WISHES: Final = ("person", "training", "food")

_GROUPS: Final = {
    "dairy": r"dairy(?: products?| foods?)?|milk products?",
    "fish": r"fish|seafood",
    "soy": r"soy|soya|soy products?",
    "nuts and seeds": r"(?:tree ?)?nuts?|nuts and seeds|nuts or seeds|seeds|peanuts?",
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
_AT_MOST: Final = (
    r"(?:only|just|at (?:the )?most|max(?:imum)?\.?(?: of)?|no more than|not more than|never more than|up to)"
)
_MOST: Final = r"(?:at (?:the )?most|max(?:imum)?\.?|only|tops)"
#: What somebody has at home, as the exercises of the library call it.
_SOME: Final = r"(?:a pair of |an? |some |my |[1-9] )?"
_HEAVY: Final = r"(?P<heavy>,? (?:up to|of|to|max(?:imum)?\.?) \d+(?:\.\d+)? ?(?:kgs?|kilos?|lbs?|pounds?))?"
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
    r"(?:(?P<often>once|twice)|(?P<n>\d) ?(?:x|times|days|sessions?|workouts?))"
    r"(?: ?/ ?| (?:a |per |each |every )?)(?:week|wk)"
)

#: What may be said, and what it means: keys of ``[wishes]`` and a note. First the plain ones.
_SAID: Final[tuple[tuple[str, Callable[[re.Match[str]], _Keys], str], ...]] = (
    (rf"{_I}vegan(?: diet)?", lambda _: {"not_eaten": ["dairy", "fish"]}, f"vegan: {_VEGAN}"),
    (rf"{_I}vegetarian(?: diet)?", lambda _: {"not_eaten": ["fish"]}, "vegetarian: meat is in no plan"),
    (r"(?:i )?(?:(?:have|got|having) )?no (?:access to )?(?:an? |any )?(?:gyms?|equipment|weights)"
     r"(?: (?:access|membership|at home|nearby|near me|near by|near here|here|around(?: here)?|"
     r"in (?:the|my) (?:village|town)))?|"
     r"(?:i )?(?:do not|don't|haven't|can't|cannot) (?:have|got|use|go to|get to|own|belong to)(?: access to)?"
     r"(?: an?| the| any)? "
     r"(?:gyms?|equipment|weights)(?: (?:access|membership|at home|nearby|near me|here))?|"
     r"without (?:a gym|equipment|weights)|at home without equipment|"
     r"(?:only )?(?:train(?:ing)?|exercis(?:e|ing)|work(?:ing)?[ -]?outs?) (?:only )?at home(?: only)?|at home only|"
     r"only at home|home only|"
     r"keine? (?:fitness-?studio|fitness ?center|gym|ger\u00e4te)|sin (?:gimnasio|equipo|pesas)|"
     r"pas de (?:salle|mat\u00e9riel)|"
     r"(?:i )?(?:hate|don't like|don't want to go to) (?:the )?gyms?|body ?weight only|only body ?weight",
     lambda _: {"equipment": []}, ""),
    (rf"(?:the )?gym {_AT_MOST} {_OFTEN}|{_AT_MOST} (?:the )?gym",
     lambda found: {"equipment": ["gym"], **(_weekly(found) if found["often"] or found["n"] else {})}, ""),
    (rf"(?:the )?gym {_OFTEN} {_MOST}", lambda found: {"equipment": ["gym"], **_weekly(found)}, ""),
    (rf"{_AT_MOST} {_OFTEN}(?P<gym>(?: (?:in|at|to))?(?: the)? gym)?",
     lambda found: {**_weekly(found), **({"equipment": ["gym"]} if found["gym"] else {})}, ""),
    (rf"{_OFTEN} {_MOST}", _weekly, ""),
    (rf"{_I}(?:can|could|able to|willing to|want to|would like to) (?:train|exercise|work out|lift) {_OFTEN}"
     rf"(?:,? (?:for )?(?P<long>\d{{1,3}}) ?(?:minutes?|mins?)(?: (?:{_A_SESSION}))?)?",
     lambda found: {**_weekly(found), **({"minutes_per_session": int(found["long"])} if found["long"] else {})}, ""),
    *((rf"(?:i |i'?ve )?(?:only |just )*(?:have|got|own)(?: got)?(?: only)? {_SOME}(?:{words})"
       rf"{_HEAVY}(?: at home)?(?: only)?|"
       rf"(?:only|just) {_SOME}(?:{words})(?: at home)?|{_SOME}(?:{words}) (?:at home|only)",
       lambda _, piece=piece: {"equipment": [piece]}, "") for piece, words in _OWNED.items()),
    (rf"{_AT_MOST} (?:on |at )?(?:the )?weekends?|weekends? only|only (?:on )?saturdays? and sundays?",
     lambda _: {"days_per_week": 2}, _WEEKEND),
    (rf"(?:{_I}(?:only )?)?(?:sessions? of )?(?:{_AT_MOST} )?{_NUMBER} ?(?:minutes?|mins?)(?: (?:{_A_SESSION}|each))?"
     rf"(?: {_MOST})?",
     lambda found: {"minutes_per_session": int(found["n"])}, ""),
    (rf"{_I}(?:on )?(?:an? )?(?:tight|low|small) budget|cheap foods?(?: only)?|only cheap foods?",
     lambda _: {"budget": "low"}, ""),
    (r"(?:i )?(?:don't want|do not want|refuse|won't take|hate)(?: to take)?(?: any)? (?:tablets|pills|supplements)|"
     r"no (?:tablets?|pills?)",
     lambda _: {"supplements": False}, ""),
    (rf"{_I}(?:beginner|novice|newcomer)(?: to (?:lifting|training|the gym))?|never lifted(?: weights)?(?: before)?",
     lambda _: {"experience": "none"}, ""),
    (rf"{_I}(?:experienced|advanced)(?: lifter)?", lambda _: {"experience": "experienced"}, ""),
    *((rf"(?:{_I}(?:{_AVOIDS}) (?:{words})(?: at all)?|(?:{words})[- ]free|"
       rf"{_I}(?:{words}) (?:allergy|allergic|intoleran(?:t|ce)))",
       lambda _, group=group: {"not_eaten": [group]}, "") for group, words in _GROUPS.items()),
    *((rf"{_I}{_HURT} {_SIDE}(?:{words})|{_I}{_SIDE}(?:{words}) (?:hurts?|aches?|(?:is|are) {_HURT})",
       lambda _, joint=joint: {"pain": [joint]}, "") for joint, words in _JOINTS.items()),
)  # fmt: skip
_WISH: Final = tuple((later(words), keys, note) for words, keys, note in _SAID)
_NOT_DONE: Final = later(rf"(?:i )?(?:{_DISLIKES}|can't do|cannot do|no more) (?P<name>[a-z -]+)")
_LACTOSE: Final = later(rf"{_I}lactose[- ]intoleran(?:t|ce)")
#: Parts of an answer, with what parts them.
_PARTED: Final = later(r"([;\n]+|(?<=[a-z])[.!]\s+(?=[A-Z]|(?:no|not|never|please|avoid|i) ))")
#: Why, before or behind what is done or not: "back problems so no deadlifts", "walking despite knee pain".
_WHY: Final = later(
    r",? (?P<joint>so|but|because of|because|due to|despite|as i have|since i have|after|with)(?: (?:my|the|a|some))* ",
    re.IGNORECASE,
)
_COMMA: Final = later(r",(?!\d)")


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
    found = _with_what_is_owned(found)
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
        kinds, others = kinds_told(wishes.not_done)
        parts.append(f"not done: {listed([*kinds, *(library[name].name.lower() for name in others)])}")
    parts += [f"a {wishes.budget} budget"] if wishes.budget else []
    parts += ["no tablets"] if wishes.supplements is False else []
    return f"Wishes for plans: {'; '.join(parts)}." if parts else ""


def _equipment_told(equipment: tuple[str, ...]) -> str:
    if not equipment:
        return "no equipment"
    return f"with {listed(equipment)}" if {*equipment} <= {*_OWNED} else "with the equipment of a gym"


def not_eaten_by(refused: Iterable[str], said: str) -> tuple[Found, ...]:
    """Return the wish not to eat what is told not to be eaten, where that is a group of foods: "fish or nuts".

    Parameters
    ----------
    refused : iterable of str
        What is not eaten, as it was told.
    said : str
        The part of the answer.
    """
    groups = [group for what in refused for one in _each(what) for group in _groups_of(one)]
    return (Found(WISHES, {"not_eaten": list(dict.fromkeys(groups))}, Place(""), said),) if groups else ()


def _each(what: str) -> list[str]:
    return _ONE_OF_REFUSED.split(what.casefold().strip(" .!"))


def _groups_of(food: str) -> list[str]:
    return [group for group, words in _GROUPS.items() if re.fullmatch(rf"(?:any )?(?:{words})", food)]


_AVOIDED: Final = later(rf"{_I}(?:{_AVOIDS}) (?P<what>[a-z ,&]+? (?:and|or|nor|&) [a-z ]+)")
_ONE_OF_REFUSED: Final = later(r",? (?:and|or|nor|&) (?:any )?|, ?")


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
            rest = "" if rows else piece
            if not rows and question == "training":
                rows, rest = _with_reason(piece)
            found += rows
            left += [rest] if rest or not rows else []
        kept.append(",".join(left))
    rest = "".join(kept)
    return (rest if found else text), tuple(found)


def _with_reason(piece: str) -> tuple[list[Found], str]:
    """Return the wishes of a piece whose reason is a joint that hurts, and the rest of it; none of any other piece."""
    for why in _WHY.finditer(piece):
        before, behind = piece[: why.start()], piece[why.end() :]
        of_complaint = why["joint"].casefold() not in ("so", "but", "with", "after")
        if joints := joints_that_hurt(behind, of_complaint=of_complaint):
            pain = Found(WISHES, {"pain": list(joints)}, Place(""), piece)
            rows = _wishes("training", before, alone=True)
            return [pain, *rows], "" if rows else before
        first, second = (_wishes("training", one, alone=True) for one in (before, behind))
        if first and second:
            return [*first, *second], ""
    return [], piece


def _wishes(question: str, piece: str, *, alone: bool) -> list[Found]:
    """Return the wishes of one piece, or of each of several joined by "and"; none where it says another thing."""
    said = " ".join(in_digits(piece).replace("\u2019", "'").split()).strip(" .!")
    since = _HOW_LONG.search(said)
    said = _PLEASE.sub("", _HOW_LONG.sub("", said))
    said = _ZERO.sub("no ", said) if question == "training" else said  # of food "zero fat milk" is one
    whole = _wish(question, said, piece, alone=alone)
    if whole is not None:
        aside = f"{quoted(since[0].strip(' ,'))} changes nothing of a wish" if since else ""
        return [replace(whole, note="; ".join(filter(None, (whole.note, aside))))]
    if (avoided := _AVOIDED.fullmatch(said)) is not None and all(
        _groups_of(one) for one in _each(avoided["what"])
    ):
        return list(not_eaten_by([avoided["what"]], piece))
    parts = [_wish(question, one, piece, alone=alone) for one in re.split(r" and ", said)]
    return [one for one in parts if one is not None] if all(parts) else []


_ZERO: Final = later(r"(?i)^(?:zero|0) (?=[a-z])")
_PLEASE: Final = later(r"^please,? |,? please$")
#: Since when a wish is one changes nothing of it.
_HOW_LONG: Final = later(r",? (?:since (?:[a-z]+ )?(?:19|20)\d\d|for (?:\d+|many) years|all my life)$")


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
        if heavy := match.groupdict().get("heavy"):
            note = (
                f"{quoted(heavy.strip(' ,'))} is in no plan, which tells what is lifted by what somebody can"
            )
        return Found(WISHES, keys, Place(""), piece, note)
    if question == "food":
        return None
    if question == "training" and (joints := joints_that_hurt(said)):
        return Found(WISHES, {"pain": list(joints)}, Place(""), piece)
    if (match := _NOT_DONE.fullmatch(said)) is not None:
        return _not_done(question, match["name"], piece)
    name = banned_in(said) if question == "training" else None
    try:
        return None if name is None else _not_done(question, name, piece)
    except UnclearAnswerError:
        return None  # "no idea": not of an exercise


def _not_done(question: str, name: str, piece: str) -> Found:
    if kind := kind_banned(name):
        return Found(WISHES, {"not_done": list(kind)}, Place(""), piece)
    names = re.split(r"(?:,| and| or|,? nor) ", name)
    try:
        exercises = [EXERCISE.read(one) for one in names]
    except Mistake as mistake:
        raise UnclearAnswerError(
            question, f"{quoted(piece.strip())} with no exercise that plans hold", mistake.expected,
            f"{mistake.fix.replace('{key}', 'it')}; leave it out where it is none of them: no plan holds it",
        ) from None  # fmt: skip
    wide = [one for one, exercise in zip(names, exercises, strict=True) if narrower_than(one, exercise)]
    note = f"{quoted(' and '.join(wide))} is taken for all of it" if wide else ""
    return Found(WISHES, {"not_done": exercises}, Place(""), piece, note)


def _check_range(question: str, keys: _Keys, piece: str) -> None:
    for key, most, example in (
        ("days_per_week", 7, "3 times a week"),
        ("minutes_per_session", 180, "30 minutes"),
    ):
        if keys.get(key, 0) > most:
            raise UnclearAnswerError(question, quoted(piece.strip()), f"{key.replace('_', ' ')} from 0 to {most}",
                                     f'write for example "at most {example}"')  # fmt: skip


def _with_what_is_owned(found: dict[str, tuple[Found, ...]]) -> dict[str, tuple[Found, ...]]:
    """Return wishes in which what somebody has at home is one list: "no gym, I have dumbbells and bands"."""
    rows = [one for each in found.values() for one in each if "equipment" in one.keys]
    owned = [one for one in rows if one.keys["equipment"] and {*one.keys["equipment"]} <= {*_OWNED}]
    without = [one for one in rows if one.keys == {"equipment": []} and not _NONE_AT_ALL.search(one.said)]
    if len(owned) + len(without) != len(rows) or not owned or len(rows) < 2:
        return found
    whole = list(dict.fromkeys(piece for one in owned for piece in one.keys["equipment"]))
    first = replace(owned[0], keys={**owned[0].keys, "equipment": whole})
    gone = [*owned[1:], *without]
    return {
        question: tuple(
            first if one is owned[0] else one for one in each if not any(one is other for other in gone)
        )
        for question, each in found.items()
    }


_NONE_AT_ALL: Final = later(
    r"equipment|weights|body ?weight|ger\u00e4te|equipo|pesas|mat\u00e9riel", re.IGNORECASE
)


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
