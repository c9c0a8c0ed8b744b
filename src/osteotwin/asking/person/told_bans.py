"""What somebody may not or will not do, in whatever words: "running is out of the question", "I can't swim"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises
from osteotwin.units.patterns import later

_VERB: Final = r"(?:do|go|lift|perform|play|try|use|want(?: to(?: do)?)?)"
_BEFORE: Final = later(
    r"(?:please,? |i |i'?m |we |the doctor says |my doctor says |doctor says )*"
    rf"(?:(?:do not|don'?t|can'?t|can ?not|could ?n'?t|won'?t|will not|must not|mustn'?t|may not|should not|shouldn'?t|"
    rf"would not|wouldn'?t|never)(?: {_VERB})?(?: any)?|"
    r"(?:am |i'?m )?(?:not|un) ?(?:allowed|able|supposed)(?: to)?(?: do)?(?: any)?|"
    r"(?:(?:i'?d|i would|would|i'?d much) )?(?:rather|prefer) not(?: to)?(?: do| go)?|"
    r"(?:(?:i )?(?:do not|don'?t) (?:like|enjoy|fancy)|not (?:keen|a fan) (?:on|of))(?: to)?|"
    r"(?:(?:am |i'?m )?(?:try|trying|want|told|need|have|supposed|advised) to )?avoid(?:ing)?|"
    r"absolutely no|no more|nothing|no|not|without|hate|dislike|can'?t stand|"
    r"keine?|kein|ohne|pas de|sans|sin) "
    r"(?P<name>[a-z][a-z -]*?)",
    re.IGNORECASE,
)
_BEHIND: Final = later(
    r"(?:but |and |so )?(?P<name>[a-z][a-z -]*?)"
    r"(?: ?[:=-] ?| (?:is|are|was|has been|being)(?: strictly| absolutely| totally| completely)? | )"
    r"(?:no|never|no[- ]go|not (?:possible|allowed|permitted|recommended|advised|an option|for me|safe)|"
    r"impossible|forbidden|excluded|out of the question|out|banned|off[- ]limits|off the table|"
    r"verboten|contra-?indicated|"
    r"prohibited|"
    r"ruled out|taboo)",
    re.IGNORECASE,
)
#: Why something is not done, which changes nothing of it.
_ILLS: Final = (
    r"pelvic floor|prolapse|incontinence|bladder|heart|blood pressure|balance|vertigo|dizziness|eyes|retina|hernia|"
    r"pregnancy|osteoporosis|osteopenia|bones|vertebrae|compression fractures?|wrists?|ankles?|feet|foot|neighbou?rs"
)
_TAIL: Final = later(
    r"(?:,? (?:please|allowed|permitted|at all|any ?more|any longer|ever|again|whatsoever|for now|at the moment|"
    r"(?:as advised )?(?:by|for) (?:my |the )?[a-z]+|\((?:pelvic floor|doctor'?s? orders?)\)|"
    r"bitte|s'il (?:te|vous) pla\u00eet|por favor)|"
    r"(?: ?[-\u2013\u2014:(,]+ ?|,? (?:because of|due to|owing to|for|as i have|i have) )"
    r"(?:my |the |an? )?(?:weak |bad )?"
    rf"(?:{_ILLS})(?: (?:issues?|problems?|trouble|reasons?))?\)?)+$",
    re.IGNORECASE,
)
_LEAD: Final = later(r"^(?:so|but|and|therefore|also|hence|please),? (?=\S)", re.IGNORECASE)
#: Whole kinds of exercises, as they are called where they are banned.
_JUMPS: Final = later(
    r"(?:any )?(?:jumping|jumps?|hopping|plyometrics?|plyos?|bouncing|skipping)(?: exercises?)?"
)
_IMPACTS: Final = later(
    r"(?:any )?(?:(?:high|hard) )?impacts?(?: (?:exercises?|sports?|training|loading|work))?"
)
_HEAD: Final = r"over ?head|over (?:my|the) head"
_OVERHEAD: Final = later(
    rf"(?:lift(?:ing)?|press(?:ing)?|reach(?:ing)?|work(?:ing)?|weights?|loads?|anything)? ?(?:{_HEAD})"
    r"(?: (?:lift(?:ing|s)?|press(?:ing|es)?|work|movements?|exercises?|weights?|loads?|training))?"
)
_FLOOR: Final = later(
    r"(?:get(?:ting)? |go(?:ing)? |l(?:ie|ying) |exercises? |work |training )?(?:down )?(?:on(?:to)? |to )?"
    r"(?:the )?floor(?: (?:work|exercises?|training))?"
)
_BEND: Final = (
    r"(?:(?:forward |spinal )?(?:bending|flexion)(?: forwards?| over)?|twisting|rotation|"
    r"rounding(?: (?:my|the) back)?)"
)
_BENDING: Final = later(
    rf"(?:any )?{_BEND}(?: (?:or|and|nor) {_BEND})?(?: (?:my|the|of the) (?:spine|back))?"
)
_NO_JUMP: Final = frozenset(("heel_drop", "stomping", "gymnastics"))


def banned_in(said: str) -> str | None:
    """Return the name of what a piece of an answer says is not done; ``None`` for any other piece.

    Examples
    --------
    >>> banned_in("running is out of the question"), banned_in("I can't swim"), banned_in("please no running!")
    ('running', 'swim', 'running')
    >>> banned_in("running forbidden by my surgeon"), banned_in("running: no"), banned_in("walking 30 min")
    ('running', 'running', None)
    """
    plain = _TAIL.sub("", _LEAD.sub("", said.strip(" .!")).strip(" .!"))
    found = _BEFORE.fullmatch(plain) or _BEHIND.fullmatch(plain)
    return found["name"].strip() if found is not None else None


def kind_banned(name: str) -> tuple[str, ...]:
    """Return the exercises of a whole kind by its name: jumping, impact, overhead, floor, bending; none for any other.

    Examples
    --------
    >>> "box_jump" in kind_banned("jumping"), "running" in kind_banned("high impact"), kind_banned("running")
    (True, True, ())
    """
    plain = name.casefold().strip()
    if _JUMPS.fullmatch(plain):
        return _jumps()
    if _IMPACTS.fullmatch(plain):
        return _with_impact()
    if _OVERHEAD.fullmatch(plain):
        return _held("overhead")
    if _FLOOR.fullmatch(plain):
        return _held("floor")
    return _with_bending() if _BENDING.fullmatch(plain) else ()


def kinds_told(exercises: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return exercises as the whole kinds among them, by name, and the others."""
    names: list[str] = []
    rest = list(exercises)
    for name, kind in (
        ("whatever has an impact", _with_impact()), ("jumping", _jumps()), ("lifting overhead", _held("overhead")),
        ("exercises on the floor", _held("floor")), ("bending forward or twisting under load", _with_bending()),
    ):  # fmt: skip
        if {*kind} <= {*exercises} and {*kind} & {*rest}:
            names.append(name)
            rest = [one for one in rest if one not in kind]
    return names, rest


@cache
def _held(position: str) -> tuple[str, ...]:
    return tuple(name for name, one in load_exercises().items() if position in one.positions)


@cache
def _with_bending() -> tuple[str, ...]:
    """Return what bends the spine under load, what is lifted from the floor or bent forward, and what turns it."""
    return tuple(
        name
        for name, one in load_exercises().items()
        if one.spinal_flexion_under_load or "bent" in one.positions
    )


@cache
def _jumps() -> tuple[str, ...]:
    return tuple(
        name
        for name, one in load_exercises().items()
        if one.training_type.startswith("impact") and one.counted_by == "impacts" and name not in _NO_JUMP
    )


@cache
def _with_impact() -> tuple[str, ...]:
    kinds = ("impact", "resistance_and_impact", "jogging", "football")
    return tuple(name for name, one in load_exercises().items() if one.training_type in kinds)


def narrower_than(name: str, exercise: str) -> bool:
    """Tell whether words name an exercise with more than its name: "running outside".

    Examples
    --------
    >>> narrower_than("running outside", "running"), narrower_than("deadlifts", "deadlift")
    (True, False)
    """
    row = load_exercises()[exercise]
    known = {word for one in (row.name, *row.aliases) for word in folded(one).split()}
    known |= {*exercise.split("_"), "exercises", "exercise", "any", "training", "machine"}
    return any(
        word not in known and word.rstrip("s") not in {one.rstrip("s") for one in known}
        for word in folded(name).split()
    )
