"""What the words of one field are understood as: they must tell that field's key and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from osteotwin.asking.person.wish_words import WISHES
from osteotwin.asking.understand import understand
from osteotwin.errors import InputError

#: Of ages only whether they are read is asked here, which is the same on any day.
_ANY_DAY: Final = date(2026, 1, 1)
#: What has to be known beside.
_BESIDE: Final = {"menopause_age": "female, 70 years; "}


def read_alone(words: str) -> Mapping[str, Any] | None:
    """Return the keys of the person, and those of wishes before a point, that words tell; ``None`` where unread.

    Examples
    --------
    >>> dict(read_alone("86 kg")), dict(read_alone("knee hurts")), read_alone("86 bananas")
    ({'weight': '86 kg'}, {'wishes.pain': ['knee']}, None)
    """
    try:
        found = understand({"person": words}, _ANY_DAY, None, knows_food=True, is_shown=False).all
    except InputError:
        return None
    keys: dict[str, Any] = {}
    for one in found:
        before = "wishes." if one.table == WISHES else ""
        keys |= {f"{before}{key}": value for key, value in one.keys.items()}
    return keys


def tells(words: str, key: str) -> bool:
    """Tell whether words are understood as one key alone, beside a sex and an age where it needs them."""
    beside = _BESIDE.get(key, "")
    keys = read_alone(f"{beside}{words}")
    others = {"sex", "birth_date"} if beside else set[str]()
    return keys is not None and key in keys and set(keys) <= {key, *others}
