"""The exercise that a name means: in words, in gym talk, as logs write it, with slips of the pen."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import folded, index_of, joined_index
from osteotwin.inputs.not_in_library import NotInLibraryError, looked_up_once
from osteotwin.protocol.library.exercise_boards import without_board, without_qualifiers
from osteotwin.protocol.library.exercise_heads import head_of, is_no_clause, without_additions
from osteotwin.protocol.library.exercise_names import (
    apart_from_load,
    in_brackets,
    in_full,
    is_assisted,
    spoken_names,
    without_how_often,
)
from osteotwin.protocol.library.exercise_nearest import held_in, is_other_word, near_exercises
from osteotwin.protocol.library.exercise_notes import without_notes
from osteotwin.protocol.library.exercise_spellings import in_words
from osteotwin.protocol.library.exercise_words import (
    asked_names,
    in_english,
    names_of_several,
    without_joints,
)
from osteotwin.protocol.library.exercises import FILE, Exercise, load_exercises
from osteotwin.units.patterns import later


@looked_up_once
def find_exercise(text: str) -> Exercise:
    """Return the exercise that a text names, in words, in gym talk or as logs write it.

    Raises
    ------
    NotInLibraryError
        With the nearest names.

    Examples
    --------
    >>> find_exercise("Push-Ups").id
    'push_up'
    """
    exercises, words = load_exercises(), in_words(text)
    found = _found(text, words)
    if found in _ON_RAILS and _RAILS.search(in_english(words)):
        found = "smith_squat"
    if found is not None and not (_LIGHT_TOOL.search(words) and _BAR in exercises[found].equipment):
        return exercises[found]
    bare, load = apart_from_load(text)
    if load and (found := _known(bare)) is not None:
        instead = f'write "{exercises[found].name}" as the exercise and "{load}" as its load'
        raise NotInLibraryError("exercise", text, (), instead=instead)
    if is_assisted(text):
        raise NotInLibraryError("exercise", text, (), instead=_ASSISTED)
    raise NotInLibraryError(
        "exercise",
        text,
        lambda: tuple(exercises[one].name for one in near_exercises(_LISTED.sub(" and ", words), _index())),
    )


@lru_cache(maxsize=4096)
def names_exercise(text: str) -> bool:
    """Tell whether a text is a name: of an exercise, or of what the library asks about."""
    try:
        return _found(text, in_words(text)) is not None
    except NotInLibraryError:
        return True


def _found(text: str, words: str) -> str | None:
    """Return the identifier of the exercise of a name as it was written and in words; ``None`` for none."""
    index = _index()
    if folded(text) not in asked_names() and _names_several(text):
        return None
    if (found := _known(text) or _known(without_how_often(text)) or _in_its_bracket(text)) is not None:
        return found
    bare = without_board(words)
    for form in dict.fromkeys((words, without_how_often(words), bare, *without_qualifiers(bare))):
        if (found := _known(form) or head_of(form, index)) is not None:
            return index.get(found, found)
    found = _known(without_additions(bare))
    if found is not None and _BAR not in load_exercises()[found].equipment:
        return found
    return None if is_assisted(text) else _said_several_times(words) or _behind_notes(text)


def _names_several(text: str) -> bool:
    """Tell whether a text is a list: "Bench & Dips" is no bench dip, and "Press, bench" a bench press."""
    parts = [part for part in _LISTED.split(text) if part.strip()]
    index = _index()
    if (
        len(parts) < 2
        or folded(_LISTED.sub(" and ", text)) in index
        or (", " in text and folded(text) not in index)
    ):
        return False
    found = {index.get(folded(in_full(part.casefold()))) for part in parts}
    return None not in found and len(found) > 1


_LISTED: Final = later(r"\s*[&+/,]\s*")


def _behind_notes(text: str) -> str | None:
    """Return the exercise of a name with notes around it.

    Raises
    ------
    NotInLibraryError
        Where one of the notes is a load, with that apart.
    """
    bare, load = without_notes(text)
    if bare == text:
        return _labelled(text)
    found = _known(bare) or head_of(bare, _index()) or _known(without_additions(bare))
    found = _index().get(found or "", found)
    if found is not None and load:
        instead = f'write "{load_exercises()[found].name}" as the exercise and "{load}" as its load'
        raise NotInLibraryError("exercise", text, (), instead=instead)
    return found


def _labelled(text: str) -> str | None:
    """Return the exercise behind a label that names none: "Splash Club: water aerobics"."""
    label, colon, name = text.partition(": ")
    return _known(name.strip()) if colon and label.replace(" ", "").replace("-", "").isalpha() and (
        not held_in(folded(label).split(), _index()) and is_no_clause(label)
    ) else None  # fmt: skip


#: What a squat "with a kick" has not.
_BAR: Final = "barbell"
#: Squats whose name says nothing of rails, and rails.
_ON_RAILS: Final = frozenset(("back_squat", "goblet_squat", "half_squat"))
_RAILS: Final = later(r"\bsmith\b|\bmultipower\b|\bmulti ?press", re.IGNORECASE)
#: What is lifted instead of a bar, and weighs far less.
_LIGHT_TOOL: Final = later(
    r"\b(?:(?:medicine|med|slam|swiss|gym|stability|exercise|fit) ?ball|bosu|bottles?|broom ?stick|pvc)\b",
    re.IGNORECASE,
)


def _said_several_times(text: str) -> str | None:
    """Return the exercise that each of the parts of a list names: "water aerobics, water exercise"."""
    parts = [part for part in re.split(r",\s+|\s*[/;=]\s*", text) if part.strip()]
    found = {_known(part) for part in parts} if 1 < len(parts) <= _MOST_NAMES else set()
    return found.pop() if len(found) == 1 else None


_MOST_NAMES: Final = 4
_ASSISTED: Final = (
    'write "lat pulldown" for an assisted pull-up, "triceps extension" for an assisted dip or "body-weight squat" for '
    "an assisted squat, with the load that is left to lift"
)


@looked_up_once
def _known(text: str) -> str | None:
    """Return the identifier of the exercise that a text names; ``None`` where it names none.

    Raises
    ------
    NotInLibraryError
        Where the name is known and no exercise of the library.
    """
    index, asked = _index(), asked_names()
    if (instead := asked.get(folded(text))) is not None:
        several = folded(text) in names_of_several()
        raise NotInLibraryError("exercise", text, (), instead=instead, ambiguous=several)
    english = in_english(text)
    said = (text, english, without_joints(english) if english != text else text)
    spoken = tuple(dict.fromkeys(folded(name) for one in said for name in spoken_names(one)))
    ways = (
        lambda name: name if name in index or name in asked else None,
        lambda name: _joined().get(name.replace(" ", "")),
        lambda name: _in_any_order().get(frozenset(name.split()) - _JOINING),
    )
    found = next((known for name in spoken for way in ways if (known := way(name)) is not None), None)
    if found is None:
        slips = ((name, misspelling_of(name, index)) for name in spoken[:_TRIED_FOR_SLIPS])
        found = next(
            (meant for name, meant in slips if meant is not None and not is_other_word(name, meant, index)),
            None,
        )
    if found is None:
        return "yoga" if _STRETCH.search(text) else None
    if found not in index:
        several = found in names_of_several()
        raise NotInLibraryError("exercise", text, (), instead=asked[found], ambiguous=several)
    return index[found]


#: A stretch of whatever it is of loads as yoga does.
_STRETCH: Final = later(r"\bstretch(?:es|ing)?$", re.IGNORECASE)


#: In a bracket: what is beside the name may not be done.
_TURNED: Final = later(
    r"\b(?:not?|never|without|skip\w*|if|when|or|optional\w*|instead|maybe|stopped|quit|off)\b", re.I
)


def _in_its_bracket(text: str) -> str | None:
    """Return the exercise that a bracket names behind a name that says nothing else; a number in it is a measure's."""
    outside, inside = in_brackets(text)
    if (
        " " not in inside
        or any(sign.isdigit() for sign in inside)
        or is_assisted(text)
        or _TURNED.search(inside)
    ):
        return None
    found = {known for name in (outside, inside) if (known := _known(name)) is not None}
    return found.pop() if len(found) == 1 else None


#: How many of the forms of a name are tried for slips of the pen.
_TRIED_FOR_SLIPS = 6


@cache
def _index() -> dict[str, str]:
    index = index_of(((e.id, (e.name, *e.aliases)) for e in load_exercises().values()), FILE)
    return {folded(in_full(name)): identifier for name, identifier in index.items()} | index


@cache
def _joined() -> dict[str, str]:
    return joined_index(_index())


#: Words between the words of a name.
_JOINING = frozenset(("a", "an", "at", "for", "in", "my", "of", "on", "onto", "the", "to", "up", "with"))


@cache
def _in_any_order() -> dict[frozenset[str], str]:
    """Return a name by its words, two or more, where these name one exercise in any order."""
    found: dict[frozenset[str], set[str]] = {}
    for name in _index():
        found.setdefault(frozenset(name.split()) - _JOINING, set()).add(name)
    return {
        said: min(names)
        for said, names in found.items()
        if len(said) > 1 and len({_index()[name] for name in names}) == 1
    }
