"""Words of training that name no exercise and no amount: who does it, where, why, and what only holds exercises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.names import folded, with_plain_letters, words
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercise_modifiers import modifiers_file
from osteotwin.protocol.library.exercise_words import words_file
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class _Words(Row):
    """Words that tell nothing of training: before what is done, anywhere, behind it, and as a clause of their own.

    Besides those that are neutral, those that turn what is said, and names that hold exercises and are none.
    """

    neutral: Words
    turns: Words
    holds: tuple[str, ...]
    before: Words
    anywhere: tuple[Words, ...]
    stems: tuple[Words, ...]
    endings: tuple[str, ...]
    behind: Words
    places: Words
    clauses: tuple[Words, ...]
    work: Words


@cache
def _words() -> _Words:
    return load_table(_Words, "osteotwin.asking.training", "data", "idle_words.toml")


#: What changes nothing of what is done, how much and how often.
NEUTRAL: Final = frozenset(_words().neutral.split())
#: Where it hurts, which is why something is done and denies no exercise: "my knees are bad".
ACHES: Final = (
    r"(?:(?:because|as|since) )?(?:my|both|his) (?:(?:left|right|lower|upper) )?(?:knees?|hips?|back|shoulders?|neck|"
    r"feet|foot|ankles?|spine|joints?|legs?|balance|heart|lungs|eyes) (?:is|are|hurts?|aches?)"
    r"(?: (?:too|very|really|so|quite|a bit))?(?: (?:bad|sore|painful|not good|stiff|weak|aching))?"
)
#: A complaint: no training, and left out with a word.
COMPLAINT: Final = later(
    rf"\b{ACHES}(?=[\s,.;:)]|$)|"
    r"\b(?:(?:i )?(?:have|has|with|suffer\w* from|diagnosed with|due to|despite|because of) )?"
    r"(?:(?:\d|two|an?|my|mild|moderate|severe|some|chronic|bad|sore|painful|old|left|right|both|bilateral|"
    r"the|lumbar|low|lower|early) )*"
    r"(?:(?:knees?|hips?|shoulders?|backs?|neck|spine|spinal|disc|discs|ankles?|elbows?|wrists?|rotator cuff|meniscus|"
    r"heart|feet|foot|joints?|lumbar|thoracic|vertebral|compression) )*"
    r"(?:arthritis|osteoarthritis|arthrosis|injur(?:y|ies)|osteoporosis|osteop\w?enia|pain|pains|replacements?|surgery|"
    r"herniat\w+(?: discs?)?|sciatica|tendon[io]tis|bursitis|stenosis|scoliosis|fractures?|tears?|diabetes|"
    r"hypertension|high blood pressure|neuropathy|gout|asthma|copd|fibromyalgia|rheumatism|arthrose|artrosis)"
    r"(?: (?:and|or|in (?:my|the|both) \w+|of (?:my|the) \w+))?(?=[\s,.;:)]|$)",
    re.IGNORECASE,
)  # fmt: skip
#: What holds exercises and names none.
HOLDS: Final = frozenset(map(folded, _words().holds))
#: What lifters say for training with weights.
WEIGHTS: Final = later(
    r"(?:work(?:s|ing)? ?out with )?"
    r"(?:(?:do|does|doing|hit|hits|pump|pumps|lift|lifts|lifting|some|the|free|light|heavy|small|hago|mache|hace|"
    r"levanto) )*"
    r"(?:weights|iron|pesas|gewichte|weight ?lifting|weight training|lift|lifts|lifting|"
    r"(?:(?:weight|strength|resistance) )+(?:work|stuff|sessions?|workouts?|exercises?|days?|training|program(?:me)?|"
    r"machines)|(?:barbell|dumb-?bell|kettlebell|free weights?) (?:work|work ?outs?|training|routines?|sessions?)|"
    r"(?:(?:entrenamientos?|ejercicios?|entreno|trabajo) )?(?:de )?fuerza|"
    r"soul[e\u00e8]ve|"
    r"kraftsport|krafttraining|musculation|muscu|musculaci\u00f3n|musculacion)",
    re.IGNORECASE,
)
#: What denies, bounds or makes conditional what is said beside it: never left out.
TURNS: Final = frozenset(_words().turns.split())
#: Of these, what tells of one time: it turns a rhythm that is told, and says nothing where none is.
ONCE: Final = frozenset(["last", "yesterday", "recently", "past", "almost", "nearly"])
#: When in the year: what is done then may not be done now.
SEASON: Final = later(
    r"(?:(?:in|during|from|over|through|between|only|the|early|late|im|en|in der|et|and|to|until|"
    r"till|bis|a|-|\u2013) )*"
    r"(?:spring|summer|autumn|winter|off-?season|on-?season|season|sommer|fr\u00fchling|herbst|verano|invierno|"
    r"oto\u00f1o|primavera|\u00e9t\u00e9|hiver|january|february|march|april|june|july|august|september|october|november|"
    r"december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?:time|s|months?)?\b(?!s)",
    re.IGNORECASE,
)


@cache
def words_of_names() -> frozenset[str]:
    """Return the words, folded, of which names of exercises are made."""
    modifiers = modifiers_file()
    names = [
        *(name for one in load_exercises().values() for name in (one.name, *one.aliases, one.id)),
        *modifiers.neutral, *modifiers.equipment, *modifiers.bench, *modifiers.left_out, *modifiers.in_full,
        *modifiers.in_full.values(),
        *words_file().words, *words_file().words.values(),
        *(name for row in words_file().asked for name in row.names),
    ]  # fmt: skip
    return frozenset(word for name in names for word in words(name))


@cache
def names_with_numbers() -> tuple[str, ...]:
    """Return the names that hold a number of their own, the longest first: "couch to 5k"."""
    names = [name for one in load_exercises().values() for name in one.aliases]
    names += [name for row in words_file().asked for name in row.names]
    told = (name.casefold() for name in names if any(map(str.isdigit, name)) and not name[0].isdigit())
    return tuple(sorted(told, key=len, reverse=True))


@cache
def names_joined() -> frozenset[str]:
    """Return the names of the library in which two words are joined: "clean and jerk"."""
    names = (name.casefold() for one in load_exercises().values() for name in (one.name, *one.aliases))
    return frozenset(name for name in names if " and " in name)


@cache
def names_of_exercises() -> frozenset[str]:
    """Return the names of the library, folded."""
    return frozenset(folded(name) for one in load_exercises().values() for name in (one.name, *one.aliases))


def _with_plain(found: set[str]) -> frozenset[str]:
    return with_plain_letters(map(str.casefold, found))


@cache
def idle_words() -> frozenset[str]:
    """Return the words, without case, that tell nothing of training beside those that are neutral."""
    return _with_plain(set(_words().before.split())) | _idle_anywhere()


@cache
def _idle_anywhere() -> frozenset[str]:
    file = _words()
    found = {word for line in file.anywhere for word in line.split()}
    found |= {f"{stem}{ending}" for line in file.stems for stem in line.split() for ending in file.endings}
    return _with_plain(found)


@cache
def idle_behind() -> frozenset[str]:
    """Return the words that tell nothing behind what is done, either."""
    return _with_plain(set(_words().behind.split())) | _idle_anywhere()


@cache
def idle_clauses() -> tuple[re.Pattern[str], ...]:
    """Return clauses that behind what is done tell nothing, each as a pattern of the whole."""
    return tuple(re.compile(clause) for clause in _words().clauses)


@cache
def idle_places() -> frozenset[str]:
    """Return the words of places in which something may be done, where they begin a part of their own."""
    return _with_plain(set(_words().places.split()))


@cache
def words_of_work() -> frozenset[str]:
    """Return the words, without case, that tell that hours are of a day's work."""
    return _with_plain(set(_words().work.split()))
