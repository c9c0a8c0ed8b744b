"""Exercises that may be meant by a name that is not known: true neighbours only, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osteotwin.inputs.names import folded, likeness, nearest

_MOST: Final = 3
#: Names that are looked at before those of another movement are left out.
_LOOKED_AT: Final = 12
#: From here on two words are one, misspelled.
_SAME_WORD: Final = 0.7
#: Before what is not done.
_DENIED: Final = frozenset(
    ("no", "not", "never", "without", "kein", "keine", "nicht", "ohne", "sin", "sans", "pas")
)
#: Letters of a word that tells a movement by itself.
_LEAST: Final = 3


def near_exercises(text: str, index: Mapping[str, str]) -> tuple[str, ...]:
    """Return the identifiers of exercises that a text may mean, best first.

    Names that stand in the text whole come first, the longest and last ones before others; then names that are spelled
    nearly so and end in the same movement.

    Parameters
    ----------
    text : str
    index : mapping
        Identifiers by folded name.

    Examples
    --------
    >>> known = {"squat": "back_squat", "line dancing": "dancing", "pull up": "pull_up"}
    >>> near_exercises("zombie pull-ups", known), near_exercises("line hops", known)
    (('pull_up',), ())
    """
    said = folded(text).split()
    if said[:1] and said[0] in _DENIED:
        return ()
    held = sorted(held_in(said, index), key=lambda span: (span[0] - span[1], -span[1]))
    whole: list[tuple[int, int]] = []
    for start, end in held:
        if not any(first <= start and end <= last for first, last in whole):
            whole.append((start, end))
    found = [index[" ".join(said[start:end])] for start, end in whole]
    for name in nearest(text, index, most=_LOOKED_AT) if len(found) < _MOST else ():
        end = name.split()[-1]
        if any(likeness(end, word) >= _SAME_WORD for word in said):
            found.append(index[name])
    return tuple(dict.fromkeys(found))[:_MOST]


def held_in(said: list[str], index: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return where the names stand that a text holds whole."""
    return [
        (start, end)
        for start in range(len(said))
        for end in range(start + 1, len(said) + 1)
        if (name := " ".join(said[start:end])) in index and len(name) > _LEAST
    ]


def is_other_word(written: str, meant: str, index: Mapping[str, str]) -> bool:
    """Tell whether a name differs from the one that it may misspell by a word of other names.

    Examples
    --------
    >>> is_other_word("heel walking", "hill walking", {"hill walking": "hill", "seated heel raise": "raise"})
    True
    """
    strange = [word for word in set(written.split()) - set(meant.split()) if len(word) >= _LEAST_WORD]
    return any(word in name.split() for name in index for word in strange)


#: Letters of a word that no slip makes of another.
_LEAST_WORD: Final = 4
