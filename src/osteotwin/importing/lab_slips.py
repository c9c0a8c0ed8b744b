"""Slips of the pen in the names of laboratory tests: "SHGB", "estradoil", "tetosterone"."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from osteotwin.importing.lab_names import lab_endpoint, names_of_tests
from osteotwin.inputs.misspelled import slips
from osteotwin.inputs.names import folded
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\W\d_]+")
#: Shorter words are near too many others: of them two letters may have changed places alone, in capitals.
_SHORTEST, _SHORTEST_SWAPPED = 7, 4  # of the word that is meant, and of two letters


@lru_cache(maxsize=4096)
def without_slip(name: str) -> str:
    """Return the name that is one slip from a name of a test that is known; empty where none is, or several are.

    Examples
    --------
    >>> without_slip("SHGB"), without_slip("Estradoil, sensitive"), without_slip("Creatine")
    ('shbg', 'estradiol, sensitive', '')
    """
    if len(name) > 60 or lab_endpoint(name) is not None:
        return ""
    slipped = [one for one in _WORD.finditer(name) if folded(one[0]) not in _known()]
    for word in slipped:
        meant = {
            what: fixed
            for near in _near(word[0])
            if (what := lab_endpoint(fixed := f"{name[: word.start()]}{near}{name[word.end() :]}"))
            is not None
        }
        if len(meant) == 1:
            return next(iter(meant.values()))
    return ""


@lru_cache(maxsize=8192)
def is_near(word: str) -> bool:
    """Tell whether a word is none of the names of tests, and one slip from one of theirs."""
    return word.isalpha() and folded(word) not in _known() and bool(_near(word))


def _near(word: str) -> tuple[str, ...]:
    """Return the words of names that one slip would make this one."""
    own = folded(word)
    if len(own) < _SHORTEST - 1:
        swapped = len(own) >= _SHORTEST_SWAPPED and word.isupper()
        return tuple(one for one in _known() if swapped and _is_swapped(own, one))
    return tuple(one for one in _known() if len(one) >= _SHORTEST and _one_apart(own, one))


def _is_swapped(one: str, other: str) -> bool:
    """Tell whether two words differ by two neighboring letters that have changed places."""
    return sorted(one) == sorted(other) and slips(one, other, 1) == 1


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one slip parts two words with the same first letter."""
    return one[:1] == other[:1] and slips(one, other, 1) == 1


@cache
def _known() -> frozenset[str]:
    """Return the words of all names of tests, of those that no file holds, too."""
    return frozenset(word for name in names_of_tests() for word in name.split())
