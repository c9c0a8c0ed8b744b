"""Which words of a part are not read, where the rest of it is."""

from __future__ import annotations

from osteotwin.asking.person.no_matter import MATTERS, TURNS
from osteotwin.asking.person.slots import slots_in
from osteotwin.asking.unclear import quoted

_MOST_WORDS, _LONGEST = 4, 30


def pointed(part: str) -> str:
    """Return a part in quotes, after the fewest words without which it is read; words that may turn it are none.

    Examples
    --------
    >>> pointed("man 50 180 cm 80 kg zebra")
    '"zebra" in "man 50 180 cm 80 kg zebra"'
    >>> pointed("zebra")
    '"zebra"'
    """
    words = part.split()
    if not _MOST_WORDS - 2 < len(words) <= _LONGEST:
        return quoted(part)
    for many in range(1, _MOST_WORDS + 1):
        for first in range(len(words) - many, -1, -1):
            run = " ".join(words[first : first + many])
            plain = run.casefold()
            if TURNS.search(plain) or MATTERS.search(plain):
                continue
            rest = " ".join((*words[:first], *words[first + many :])).strip(" ,")
            if rest and slots_in(rest) is not None:
                return f"{quoted(run.strip(' ,'))} in {quoted(part)}"
    return quoted(part)
