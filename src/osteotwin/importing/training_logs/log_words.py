"""Words of a training log that make another thing of its sets: names of one side or with a count, and notes."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.remarks import of_somebody_else
from osteotwin.inputs.names import folded
from osteotwin.inputs.notes import printable
from osteotwin.protocol.library import Exercise
from osteotwin.protocol.library.hands import ONE_HAND
from osteotwin.units.patterns import later

_ONE_SIDED: Final = later(
    r"\b(?:single|one|1|left|right)[\s-]?(?:leg|arm|hand|foot|side)(?:ged|ed)?\b|\buni(?:lateral|podal)\b|"
    r"[-(,]\s*(?:left|right)\b|\b(?:b|kickstand)[\s-]stance\b|\beinbeinig|\beinarmig",
    re.IGNORECASE,
)
#: Behind the name of an exercise, what makes less of it.
_CHANGED: Final = later(r"\b(?:half|partials?|assisted|bands?|banded|negatives?|eccentric)\b", re.IGNORECASE)
#: Of one hand the weight is all that is lifted.
_HELD: Final = later(r"\b(?:dumbbell|kettlebell|db|kb|kurzhantel)\b", re.IGNORECASE)
_COUNT: Final = later(
    r"\b\d+\s?[x\u00d7]\s?\d|[x\u00d7]\s?\d+\b|\b\d+\s?(?:sets?|reps?|wdh)\b|^\s*\d+\s", re.IGNORECASE
)
#: Notes by which a set was not done, or not as the columns say.
_NOT_DONE: Final = later(
    r"\b(?:skip\w*|planned|plan|to ?do|not (?:done|mine|me|counted)|didn['\u2019]?t|missed|cancel\w*|ausgelassen|"
    r"nicht gemacht|\u00fcbersprungen|omitido|saut[\u00e9e])\b",
    re.IGNORECASE,
)
_WARM_UP: Final = later(
    r"\bwarm[\s-]?ups?\b|\baufw[\u00e4a]rm\w*|calentamiento|[\u00e9e]chauffement", re.IGNORECASE
)
_OTHERWISE: Final = later(
    r"\b(?:per|each|every|pro|je) (?:arm|leg|side|hand|dumbbell|seite|bein)s?\b|"
    r"\b(?:in )?(?:lbs?|pounds?|kgs?|kilos?)\b|"
    r"\bassist\w*|\bbands?\b|\bhalf\b|\bpartials?\b|\bwrong\b|\berrors?\b|\btypo\b|\bmistake\b|\bestimate[ds]?\b|"
    r"\bguess\w*|\binstead\b|\bbar (?:not )?included\b|\bwithout (?:the )?bar\b",
    re.IGNORECASE,
)


#: A note that the weight is of each hand, and nothing else.
_EACH_HAND: Final = later(
    r"\W*(?:(?:weight|gewicht|kgs?|lbs?)\s)?(?:in |for )?(?:per|each|every|pro|je|jede[rs]?|por|par|cada|chaque)\s"
    r"(?:hands?|dumb-?bells?|dbs?|(?:kurz)?hanteln?|mano|main|mancuerna|halt\u00e8re)\W*",
    re.IGNORECASE,
)
#: Names of what no hand holds apart from the other.
_HELD_BY_BOTH: Final = later(
    r"\b(?:barbell|langhantel|bar|smith|machine|maschine|cable|kabel\w*|leg press|beinpresse)\b",
    re.IGNORECASE,
)


def is_of_each_hand(note: str, name: str) -> bool:
    """Tell whether a note says that the weight of a set is of each hand, where both hold one.

    Examples
    --------
    >>> is_of_each_hand("per hand", "Bulgarian Split Squat"), is_of_each_hand("per hand", "Dumbbell row")
    (True, False)
    """
    one = ONE_HAND.search(name) or _ONE_SIDED.search(name) or _HELD_BY_BOTH.search(name)
    return _EACH_HAND.fullmatch(note) is not None and one is None


def why_another(name: str, exercise: Exercise) -> str:
    """Return why a name of a log is not the exercise that it is near; empty where it is.

    Examples
    --------
    >>> from osteotwin.protocol.library import find_exercise
    >>> why_another("Leg Press (Single Leg)", find_exercise("leg press"))
    'one side alone, and Leg press is with both'
    >>> why_another("Dumbbell row", find_exercise("Dumbbell row"))
    ''
    """
    own = f"{exercise.id.replace('_', ' ')} {exercise.name}"
    one_weight = re.search(r"\barm|hand", name, re.IGNORECASE) and _HELD.search(name)
    if _ONE_SIDED.search(name) and not _ONE_SIDED.search(own) and not one_weight:
        return f"one side alone, and {exercise.name} is with both"
    if (changed := _CHANGED.search(name)) is not None and not _CHANGED.search(own):
        return f'"{changed[0]}" changes how much is lifted'
    if _COUNT.search(name) and folded(name) not in {
        folded(one) for one in (exercise.name, *exercise.aliases)
    }:
        return "a count in its name, beside the sets of the log"
    return ""


def note_of_set(note: str, name: str) -> tuple[str, str] | None:
    """Return what a set of an exercise is that its note withdraws, and why; ``None`` where the note leaves it.

    Examples
    --------
    >>> note_of_set("skipped", "Squat"), note_of_set("felt good", "Squat"), note_of_set("per hand", "Walking lunge")
    (('set', 'Squat: its note says "skipped"'), None, None)
    """
    if is_of_each_hand(note, name):
        return None
    named = f"{printable(name[:60])}: " if name else ""
    said = f'{named}its note says "{note[:60]}"'
    if _WARM_UP.search(note):
        return "warm-up set", said
    withdrawn = (
        _ONE_SIDED.search(note) or _NOT_DONE.search(note) or of_somebody_else(note) or _OTHERWISE.search(note)
    )
    return ("set", said) if withdrawn else None
