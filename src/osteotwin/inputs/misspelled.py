"""Which known name a written one misspells: by one slip, or as it sounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from osteotwin.inputs.names import LONGEST, folded, letters_of

#: Letters of a name in which one slip leaves no doubt.
_LEAST_SLIPPED = 6
#: Words of a name from which one letter less leaves no doubt either.
_MANY_WORDS = 3
#: Letters of a name from which its consonants tell it, and the most letters that may differ unheard.
_LEAST_SOUND, _MOST_UNHEARD = 8, 3
#: Slips within which another name may be meant as well.
_CLOSE = 2


def misspelling_of(written: str, index: Mapping[str, str]) -> str | None:
    """Return the known name that a written one misspells; ``None`` where it misspells none, or may several.

    It does by a single slip, which is one letter too many, too few, another, or two that changed places, behind the
    first letter of a name of six letters or more; or where both sound alike (:func:`_sound`). ``None``, too, where a
    name of something else is within two slips, wherever they are, or sounds so as well.

    Parameters
    ----------
    written : str
    index : mapping
        From a folded name to what it names.

    Examples
    --------
    >>> misspelling_of("Letrazole", {"letrozole": "letrozole", "leg press": "leg_press"})
    'letrozole'
    >>> misspelling_of("finestaride", {"finasteride": "finasteride"})
    'finasteride'
    >>> misspelling_of("ecitalopram", {"citalopram": "citalopram", "escitalopram": "escitalopram"})
    """
    if len(written) > LONGEST:
        return None
    whole = folded(written)
    if not whole:
        return None
    wanted = whole.split()
    least = _LEAST_SLIPPED - (len(wanted) >= _MANY_WORDS)
    found: list[str] = []
    shelves = _shelves_of(index)
    for name in _near_in_length(whole, shelves):
        theirs = name.split()
        other = [(mine, word) for mine, word in zip(wanted, theirs, strict=False) if mine != word]
        if len(theirs) == len(wanted) and len(other) == 1 and _one_apart(*other[0], least):
            found.append(name)
    if not found and len(whole) >= _LEAST_SOUND:
        found = [name for name in shelves.by_sound.get(_sound(whole), ()) if _sounds_so(whole, name)]
    if len({index[name] for name in found}) != 1:
        return None
    others = (name for name in index if index[name] != index[found[0]])
    return None if any(slips(whole, name, _CLOSE) <= _CLOSE for name in others) else found[0]


@dataclass(frozen=True)
class _Shelves:
    """Known names as they are compared with a misspelled one: of thousands only few.

    By their beginning with how many spaces and letters they have, with the places of the names; and by their sound.
    """

    by_length: Mapping[tuple[str, int, int], Sequence[tuple[int, str]]]
    by_sound: Mapping[str, Sequence[str]]


def _shelves_of(index: Mapping[str, str]) -> _Shelves:
    """Return the shelves of an index, which is not changed once it is asked; large ones are known by themselves.

    To look up thousands of names by their names takes longer than to find the near ones among them.
    """
    kept = _LARGE.get(id(index))
    if kept is not None and kept[0] is index and kept[1] == len(index):
        return kept[2]
    shelves = _shelves(tuple(index))
    if len(index) >= _MANY_NAMES:
        while len(_LARGE) >= _MOST_LARGE:
            del _LARGE[next(iter(_LARGE))]
        _LARGE[id(index)] = (index, len(index), shelves)
    return shelves


#: Names from which an index is large, and how many such are kept.
_MANY_NAMES: Final = 300
_MOST_LARGE: Final = 16
#: By identity: the index itself, which keeps its identity taken; how many names it had; and its shelves.
_LARGE: Final[dict[int, tuple[Mapping[str, str], int, _Shelves]]] = {}


@lru_cache(maxsize=16)
def _shelves(names: tuple[str, ...]) -> _Shelves:
    by_length: dict[tuple[str, int, int], list[tuple[int, str]]] = {}
    by_sound: dict[str, list[str]] = {}
    for row in enumerate(filter(None, names)):
        name = row[1]
        by_length.setdefault((_beginning(name), name.count(" "), len(name)), []).append(row)
        if len(name) >= _LEAST_SOUND:
            by_sound.setdefault(_sound(name), []).append(name)
    return _Shelves(by_length, by_sound)


def _near_in_length(whole: str, shelves: _Shelves) -> list[str]:
    """Return names that begin alike, of as many words and as long but for a letter, in their order."""
    lengths = range(len(whole) - 1, len(whole) + 2)
    keys = ((_beginning(whole), whole.count(" "), length) for length in lengths)
    return [name for _, name in sorted(row for key in keys for row in shelves.by_length.get(key, ()))]


def _beginning(name: str) -> str:
    """Return the first letter of a name, one for all vowels: see :func:`_begin_alike`."""
    return "a" if name[0] in "aeiou" else name[0]


def _sounds_so(one: str, other: str) -> bool:
    """Tell whether of two names of one sound few letters differ, and none but letters."""
    return (
        min(len(one), len(other)) >= _LEAST_SOUND
        and (one + other).replace(" ", "").isalpha()
        and one[0] == other[0]
        and one.count(" ") == other.count(" ")
        and slips(one, other, _MOST_UNHEARD) <= _MOST_UNHEARD
    )


#: What is written for one sound, and what is hardly heard.
_SOUNDS: Final = (("ph", "f"), ("h", ""), ("z", "s"), ("ck", "k"))


@lru_cache(maxsize=8192)
def _sound(name: str) -> str:
    """Return what is heard of a name whatever its vowels, doubled letters and an h.

    >>> _sound("finasteride") == _sound("finestaride"), _sound("ashwagandha") == _sound("ashwaghanda")
    (True, True)
    """
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]+", "a", name))


def _one_apart(one: str, other: str, least: int) -> bool:
    """Tell whether two words of so many letters with the same first one differ by one slip."""
    short, long = sorted((one, other), key=len)
    if (
        len(short) < least - 1
        or len(long) < least
        or not (one + other).isalpha()
        or not _begin_alike(one, other)
    ):
        return False
    start = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    left, right = short[start:], long[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return len(right) - len(left) == 1 and right[1:] == left


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether two words begin with one letter, or, where they are long, with two vowels: olendronate."""
    long = min(len(one), len(other)) >= _LEAST_SOUND
    return one[0] == other[0] or (long and {one[0], other[0]} <= set("aeiou"))


def slips(one: str, other: str, most: int) -> int:
    """Return how many letters too many, too few, other or swapped part two names; more than ``most`` where more do."""
    if abs(len(one) - len(other)) > most or (letters_of(one) ^ letters_of(other)).bit_count() > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        last, row = row, [i]
        for j, theirs in enumerate(other, 1):
            least = min(last[j] + 1, row[-1] + 1, last[j - 1] + (mine != theirs))
            if before and j > 1 and mine == other[j - 2] and one[i - 2] == theirs:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]
