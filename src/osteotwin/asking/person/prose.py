"""Sex, age, height and weight in a sentence with words that are in no slot: "in good shape for a man 53 years old".

Only what a sentence says plainly of the body of who answers is taken, and what else it says is said back. A sentence
with a word that denies, makes conditional, moves in time or speaks of others is not read.
"""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.asides import holds_condition
from osteotwin.asking.person.forms import Slot
from osteotwin.asking.person.health_words import is_near_condition
from osteotwin.asking.person.idle import is_idle
from osteotwin.asking.person.slots import GAP, is_filler_at, plain_words, told_at
from osteotwin.units.patterns import later

#: What turns what is said.
_TURNS: Final = later(
    r"\b(?:no|not|nor|never|neither|without|cannot|\w+n't|except|but|avoid\w*|free|if|unless|would|could|should|"
    r"may|"
    r"might|maybe|perhaps|probably|risk\w*|fear\w*|afraid|worr\w*|else|other than|"
    r"my (?!age\b|weight|height|stats|info|body|name)\w+ (?:is|has|who)|doctors?|gp|physician|"
    r"train(?:s|er) (?:a|an)|boss|colleagues?|neighbo\w+|he|she|they|his|her|their|him|them|we|our|us|you|your|"
    r"people|others?|friends?|patients?|clients?|brother|sister|"
    r"mother|father|mum|mom|dad|wife|husband|partner|son|daughter|kids?|child\w*|boys?|girls?|family|uncle|aunt|"
    r"dog|"
    r"cat|was|were|been|had|used|ago|when|while|until|till|before|after|previous\w*|former\w*|once|"
    r"last|will|going|goal|target|want\w*|wish\w*|hop\w+|plan\w*|ideal|lost|gain\w*|dropp\w*|"
    r"los(?:e|ing)|shr\w+nk|almost|nearly|approaching|turn\w*|next|soon|nicht|kein\w*|nie|ne|pas|jamais|nunca|"
    r"broke\w*|fractur\w*|fell|falls?|smok\w*|cigar\w*|alcohol\w*|drink\w*|beers?|wine|menopaus\w*|periods?|"
    r"pregnan\w*|"
    r"ovar\w*|trans\w*|cancer|disease|syndrome|disorder|born)\b|\?"
)
#: "I'm Anna".
_NAMED: Final = later(r"(?:[Ii]['\u2019]?m|[Ii] am|[Mm]y name is) [A-Z][a-z]+$")
#: Weights and lengths that are not of the body.
LOADS: Final = later(
    r"\b(?:bench\w*|squat\w*|dead\s?lift\w*|press\w*|curls?|rows?|lift\w*|carr\w+|vest|dumb\w*|kettle\w*|barbell|"
    r"plates?|"
    r"reps?|sets?|max|pr|1rm|run\w*|walk\w*|jump\w*|ran|throw\w*|bag|backpack|waist|chest|neck|inseam)\b"
)
_OLD: Final = later(r"old|\byo\b|y/o|y\.o|\baged?\b|alter|\balt\b|edad|\u00e2ge|-j\u00e4hrig|years? young")
_I_AM: Final = later(r"\b(?:i am|i'm|im|ich bin|tengo|j'ai|ho) (?:only |just |now |about )?$")
#: "30 years into lifting".
_INTO: Final = later(r" ?(?:into|past|in|on|out|from|since|deep|of (?!age))\b")
_LEAD: Final = later(
    r"weigh|weight|\bwt\b|gewicht|wieg|peso|tall|height|\bht\b|gro(?:\u00df|ss)|taille|altura"
)
_BODY: Final = ("age", "sex", "height", "weight", "bare_weight")
_MEASURED: Final = ("height", "weight", "bare_weight")
_WORD: Final = later(r"[^\s,.:()/&+|=\u2013\u2014]+")
#: Words that say nothing by themselves.
_SMALL: Final = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "from", "as", "is", "am", "are", "be",
    "being", "it", "its", "it's", "this", "that", "there", "here", "and", "also", "so", "then", "than",
    "such", "my", "me", "myself", "i", "i'm", "im", "who", "whose", "which", "quite", "very", "really",
    "about", "around", "roughly", "some", "or", "even", "stats", "info", "hi", "hello", "y/o", "young",
    "bei", "mit", "f\u00fcr", "eine", "ein", "einer", "als", "je", "suis", "une", "un", "pour", "de", "con",
    "una",
))  # fmt: skip
#: What a number may count that is none of the person's body.
COUNTED: Final = later(
    r"\b\d+(?:[.,]\d+)?(?:[-\u2013]\d+)?(?= ?(?:x\b|miles?|km|k|minutes?|mins?|hours?|hrs?|steps?|times|kids|children|"
    r"grandchildren|cats|dogs|weeks?|days?)\b)|\b(?:\d+ ?%|#\d+|24/7|p?[tn]\d\w*)"
)


def slots_in_prose(part: str) -> list[Slot] | None:
    """Return what a sentence says of a body, and what of it is not used; ``None`` where that is not plain.

    Examples
    --------
    >>> [(slot.key, slot.value) for slot in slots_in_prose("in reasonably good shape for a man 53 years old")]
    [('age', 53.0), ('sex', 'male'), ('', 'reasonably')]
    >>> slots_in_prose("my friend is a man 53 years old") is None
    True
    """
    if _NAMED.match(part):
        return [Slot("", part)]
    text = plain_words(part)
    if _TURNS.search(text):
        return None
    scanned = _scanned(text)
    if scanned is None:
        return None
    slots, rest = scanned
    is_measured = any(slot.key in _MEASURED for slot in slots)
    unused = " ".join(_without_small(rest)) if rest else ""
    unread = COUNTED.sub("", unused)
    if (
        not slots
        or re.search(r"\d", unread)
        or holds_condition(unused)
        or (is_measured and LOADS.search(unused))
    ):
        return None
    if any(is_near_condition(word) for word in unused.split()) or not is_idle(unused):
        return None
    return [*slots, Slot("", unused)] if unused else slots


def _scanned(text: str) -> tuple[list[Slot], list[str]] | None:
    """Return the slots of a text and the words that are in none; ``None`` where a slot is not plainly of the body."""
    slots: list[Slot] = []
    rest: list[str] = []
    #: Slots whose words could be of something else.
    weak: list[Slot] = []
    at = 0
    while at < len(text):
        if (gap := GAP.match(text, at)) is not None:
            at = gap.end()
            continue
        step = told_at(text, at)
        if step is not None:
            found, end = step
            if any(slot.key not in _BODY for slot in found):
                return None
            for slot in found:
                kind = _strength(slot, text, at, end)
                if kind is None:
                    return None
                slots.append(slot)
                weak += [slot] if kind == "weak" else []
            at = end
            continue
        if (end := is_filler_at(text, at)) is not None:
            at = end
            continue
        word = _WORD.match(text, at)
        if word is None:
            return None
        rest.append(word[0])
        at = word.end()
    return None if rest and weak and len(weak) == len(slots) else (slots, rest)


def _strength(slot: Slot, text: str, at: int, end: int) -> str | None:
    """Tell how plainly a slot is of the body: ``"strong"``, ``"weak"``, or ``None`` for not at all."""
    said = text[at:end]
    if slot.key == "age":
        is_plain = _OLD.search(said) or _I_AM.search(text[:at])
        return "strong" if is_plain and not _INTO.match(text, end) else None
    if slot.key in _MEASURED:
        return "strong" if _LEAD.search(said) else "weak"
    return "weak" if len(said) == 1 else "strong"


def _without_small(words: list[str]) -> list[str]:
    """Return words without those at the ends that say nothing by themselves; none where all are such."""
    kept = [word not in _SMALL for word in words]
    if not any(kept):
        return []
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    return words[first:last]
