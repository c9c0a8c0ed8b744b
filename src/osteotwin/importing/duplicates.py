"""What a person's file holds already, told from what is new and from what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError
from osteotwin.importing.dates import MiddleOfMonth
from osteotwin.importing.found import Found
from osteotwin.inputs.names import find_name, folded
from osteotwin.people.limits import split_limit
from osteotwin.protocol.library import NotInLibraryError, find_drug, find_exercise, named_drug
from osteotwin.units import parse_quantity

#: Values that differ by less are one value in two units, or rounded twice.
_RELATIVE, _SCORE = 0.006, 0.051
_TOLD_APART: Final = ("device", "assay", "reference")

NEW: Final = ""
SAME: Final = "same"


class Known:
    """Entries that are known, kept by what they are of: thousands are compared with thousands."""

    def __init__(self, entries: Iterable[Found] = ()) -> None:
        self._kept: dict[tuple[object, ...], list[Found]] = {}
        for one in entries:
            self.add(one)

    def add(self, one: Found) -> None:
        """Keep one more entry."""
        self._kept.setdefault(_key(one), []).append(one)

    def rivals(self, one: Found) -> list[Found]:
        """Return the entries that an entry contradicts."""
        return [
            other
            for key in _keys_of(one)
            for other in self._kept.get(key, ())
            if _against(one, (other,)) not in (NEW, SAME)
        ]

    def against(self, one: Found) -> str:
        """Return what an entry is beside those known: :data:`NEW`, :data:`SAME`, or how it contradicts one."""
        beside = [kept for key in _keys_of(one) for kept in self._kept.get(key, ())]
        return _against(one, beside)


def _key(one: Found) -> tuple[object, ...]:
    """Return what two entries have in common that may say the same."""
    if one.table == ("measurement",):
        return one.table, _endpoint(one.keys.get("what")), _day(one.keys)
    # A drug beside the plan may stand in the plan.
    return (("plan", "drug") if one.table == ("habits", "drug") else one.table,)


def _keys_of(one: Found) -> list[tuple[object, ...]]:
    """Return the keys of what may say the same; a value of a month may be one of any day of it."""
    key, day = _key(one), one.keys.get("date")
    if one.table != ("measurement",) or not isinstance(day, MiddleOfMonth):
        return [key]
    return [(*key[:-1], f"{day:%Y-%m}-{n:02d}") for n in range(1, 32)]


def _against(one: Found, others: Iterable[Found]) -> str:
    verdict = NEW
    for other in others:
        match one.table:
            case ("measurement",):
                found = _measurement(one.keys, other.keys)
            case ("habits",) | ("person",):
                found = _keys(one.keys, other.keys)
            case ("habits", "training") | ("plan", "training"):
                found = _named(one, other, "exercise")
            case ("plan", "drug") | ("history", "drug") | ("habits", "drug"):
                found = _named(one, other, "name")
            case _:
                found = SAME if dict(one.keys) == dict(other.keys) else NEW
        if found == SAME:
            return SAME
        verdict = verdict or found
    return verdict


def _measurement(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    what = _endpoint(one.get("what"))
    month, apart_in_days = isinstance(one.get("date"), MiddleOfMonth), _day(one) != _day(other)
    if what is None or what != _endpoint(other.get("what")) or (apart_in_days and not month):
        return NEW
    mine, theirs = _number(what, one.get("value")), _number(what, other.get("value"))
    if mine is None or theirs is None:
        return NEW
    (bound, value), (other_bound, other_value) = mine, theirs
    scored = MEASURED[what].group in ("t_score", "z_score")
    near = abs(value - other_value) <= (_SCORE if scored else _RELATIVE * max(abs(value), abs(other_value)))
    if bound == other_bound and near:
        return _told_apart(MEASURED[what].group, one, other)
    apart = apart_in_days or any(one.get(key) != other.get(key) for key in _TOLD_APART)
    return NEW if apart else f"{other.get('value')} of the same day"


def _told_apart(group: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return how one number means two things: a density of another maker, a score of another reference."""
    key = {"bmd": "device", "t_score": "reference"}.get(group, "")
    mine, theirs = (folded(str(each.get(key) or "")) for each in (one, other))
    if not mine or mine == theirs or (key == "device" and (not theirs or mine in theirs or theirs in mine)):
        return SAME
    held = f'with {key} = "{other[key]}"' if theirs else f"without {key}"
    return f"{other.get('value')} of the same day {held}"


def _keys(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    shared = [key for key in one if key in other]
    if not shared:
        return NEW
    if all(isinstance(one[key], list) for key in shared):  # of a list only what it lacks is new
        return SAME if all(set(one[key]) <= set(other[key]) for key in shared) else NEW
    key = shared[0]
    return SAME if all(one[k] == other[k] for k in shared) else f"{key} = {other[key]}"


def _named(one: Found, other: Found, key: str) -> str:
    """Compare two entries of the library: one exercise or drug is one entry, unless its days do not touch."""
    mine, theirs = _identifier(one.keys.get(key), key), _identifier(other.keys.get(key), key)
    if mine is None or mine != theirs:
        return NEW
    said, also_said = ({k: v for k, v in each.keys.items() if k != key} for each in (one, other))
    if one.table != other.table:  # beside the plan and in it: no days are told beside it
        said, also_said = ({k: each[k] for k in said.keys() & also_said.keys()} for each in (said, also_said))
    if said == also_said:
        return SAME
    begins, ends = one.keys.get("from"), one.keys.get("until")
    other_begins = other.keys.get("from") or other.keys.get("already_since")
    other_ends = other.keys.get("until")
    over = isinstance(other_ends, date) and isinstance(begins, date) and begins >= other_ends
    before = isinstance(ends, date) and isinstance(other_begins, date) and ends <= other_begins
    if over or before:
        return NEW
    held = ", ".join(f"{name} = {value}" for name, value in other.keys.items() if name != key)
    return f"{other.keys[key]} ({held})"


def _endpoint(text: object) -> str | None:
    return _endpoint_called(text) if isinstance(text, str) else None


@lru_cache(maxsize=1024)
def _endpoint_called(text: str) -> str | None:
    return text if text in MEASURED else find_name(text, {e.id: e.names for e in MEASURED.values()})


def _identifier(text: object, key: str) -> str | None:
    if not isinstance(text, str):
        return None
    try:
        return find_exercise(text).id if key == "exercise" else find_drug(text).id
    except NotInLibraryError:
        return (named_drug(text) if key == "name" else None) or folded(text)


def _day(keys: Mapping[str, Any]) -> str:
    day = keys.get("date")
    return str(day.date() if isinstance(day, datetime) else day)


def _number(what: str, written: object) -> tuple[str, float] | None:
    bound, number = split_limit(written)
    try:
        return bound, parse_quantity(number, MEASURED[what].quantity)
    except InputError:
        return None
