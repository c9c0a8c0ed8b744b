"""How much is taken, by weight, volume, tablets, pumps or what a patch delivers."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from osteotwin.protocol.dose_gathered import END, Gathered
from osteotwin.protocol.dose_rhythms import TIME_OF_DAY
from osteotwin.protocol.dose_strength import EACH, PUMP, AmbiguousDose, is_one_pump
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.units.patterns import later

_VOLUME: Final = later(rf"(?P<n>{_N}) ?(?:ml|cc|mls){END}(?! ?/(?! ?(?:w|d|m)))")
_STRENGTH: Final = later(
    rf"(?:x |of (?:an? )?)?(?P<n>{_N}) ?(?P<m>mg|ug|mcg|iu) ?(?:/|per) ?(?P<per>{_N})? ?(?:ml|cc)"
    rf"(?: (?:vials?|solution|oil|concentration|ampoules?|amps?))?{END}"
)
#: Amounts that may begin in the middle of no number.
_AMOUNTS: Final = (
    re.compile(rf"(?P<count>{_N})(?: ?x)? (?:of )?(?:an? )?(?P<n>{_N}) ?(?P<m>{_M}) {EACH}{END}"),
    re.compile(
        rf"(?P<count>{_N}) (?:of )?(?:an? )?{EACH} ?(?:of|at|,|@|-)? ?(?P<n>{_N}) ?(?P<m>{_M})(?: (?:each(?! \w)|"
        rf"{EACH}))?{END}"
    ),
    re.compile(rf"(?P<count>{_N}) ?x ?(?P<n>{_N}) ?(?P<m>{_M})(?: {EACH})?{END}"),
    re.compile(rf"(?P<count>{_N}) {EACH} ?\((?:of )?(?P<n>{_N}) ?(?P<m>{_M}) {EACH}\)"),
    re.compile(rf"(?P<n>{_N}) ?(?P<m>{_M})(?: (?:x ?1{END}|{EACH}{END})| x ?1{END}|x1{END})"),
    re.compile(rf"(?P<n>{_N}) ?(?P<m>{_M}){END}"),
)
#: A number of tablets and their weight in brackets, which may be of one or of all.
_COUNT_AND_WEIGHT: Final = later(
    rf"(?P<count>{_N}) (?P<form>{EACH}|{PUMP}) ?[,(=-] ?(?P<n>{_N}) ?(?P<m>{_M})(?! "
    rf"{EACH}) ?\)?{END}"
)
_ONE: Final = later(rf"1 {EACH}{END}(?= ?[(,:-]?)")
#: What a patch delivers, as its label says it.
_DELIVERED: Final = later(
    rf"(?:(?P<count>{_N}|an?) (?:x )?(?:of )?)?(?P<n>{_N}) ?(?P<m>mg|ug|mcg) ?(?:/|per |a ) ?"
    r"(?:24 ?h(?:ours?|rs?)?|day|d)\b\.?(?: "
    rf"patch(?:es)?\b)?"
)
_PUMPS_OR_ALL: Final = 'write "2 pumps (40.5 mg total)" or "2 pumps of 20.25 mg": it may be of one or of all'
_PUMPS_BEHIND: Final = later(rf"(?P<n>{_N}) {PUMP}(?=\))")
#: "2 pumps of 20.25 mg", "two 20.25 mg pumps": how much is in one.
_PUMPS_OF: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<count>{_N}) {PUMP} (?:of|at|@) (?:an? )?(?P<n>{_N}) ?(?P<m>{_M})(?: each)?{END}",
        rf"(?:(?P<count>{_N}) (?:x )?)?(?P<n>{_N}) ?(?P<m>{_M}) {PUMP}{END}",
    )
)


def read_volume(text: str, place: int, step: Gathered) -> int | None:
    """Read a volume or a strength into a step; return where it ends, ``None`` for neither, or a second one."""
    if (strength := _STRENGTH.match(text, place)) is not None:
        if step.strength is not None:
            return None
        step.strength = float(strength["n"]) / float(strength["per"] or 1), strength["m"]
        return strength.end()
    volume = _VOLUME.match(text, place)
    if volume is None or step.volume is not None:
        return None
    step.volume = float(volume["n"])
    return volume.end()


def amount_at(text: str, place: int) -> tuple[float, str, int] | None:
    """Return an amount, its unit and where it ends."""
    for form in _PUMPS_OF:
        pumps = form.match(text, place)
        if pumps is not None:
            return _of_each_pump(float(pumps["count"] or 1), float(pumps["n"])), pumps["m"], pumps.end()
    both = _COUNT_AND_WEIGHT.match(text, place)
    if both is not None and re.fullmatch(PUMP, both["form"]):
        return _of_pumps(float(both["count"]), float(both["n"])), both["m"], both.end()
    if both is not None and float(both["count"]) != 1.0:
        count, one = float(both["count"]), f"{both['n']} {both['m']}"
        raise AmbiguousDose(
            f'write "{count:g} x {one}" if one holds so much, or "{one}" if that is all: it may be of one or of all'
        )
    if both is not None:
        return float(both["n"]), both["m"], both.end()
    for form in _AMOUNTS:
        found = form.match(text, place)
        if found is not None:
            count = float(found.groupdict().get("count") or 1)
            return count * float(found["n"]), found["m"], found.end()
    return None


def _of_each_pump(count: float, one: float) -> float:
    """Return what so many pumps come to, where what is said is in one.

    Raises
    ------
    AmbiguousDose
        If it is what so many pumps of a known gel hold together.
    """
    if count != 1.0 and is_one_pump(one / count, within=0.02) and not is_one_pump(one):
        raise AmbiguousDose(_PUMPS_OR_ALL)
    return count * one


def _of_pumps(count: float, said: float) -> float:
    """Return what so many pumps come to, by what one pump of a gel holds.

    Raises
    ------
    AmbiguousDose
        If the amount may be of one or of all.
    """
    if count == 1.0 or is_one_pump(said / count):
        return said
    if is_one_pump(said):
        raise AmbiguousDose(
            f'write "{count:g} pumps of {said:g} mg" or "{said:g} mg" alone: one pump of some gels holds {said:g} mg'
        )
    raise AmbiguousDose(_PUMPS_OR_ALL)


def read_amount(text: str, place: int, step: Gathered) -> int | None:
    """Read an amount into a step; return where it ends, ``None`` for none, or another one.

    Raises
    ------
    AmbiguousDose
        If it may be of one or of all, or does not agree with another that is said.
    """
    delivered = _DELIVERED.match(text, place) if "patch" in text else None
    if delivered is not None and step.amount is None:
        count = 1.0 if delivered["count"] in (None, "a", "an") else float(delivered["count"])
        step.amount = count * float(delivered["n"]), f"{delivered['m']}/24h patch"
        return delivered.end()
    pumps = _PUMPS_BEHIND.match(text, place) if text[place - 1 : place] == "(" else None
    if step.amount is not None and pumps is not None:
        if not isclose(_of_pumps(float(pumps["n"]), step.amount[0]), step.amount[0]):
            raise AmbiguousDose("write one amount: so many pumps come to another one")
        return pumps.end()
    found = amount_at(text, place)
    if found is None:
        one = _ONE.match(text, place)
        # "10 mg in the morning, 1 tablet at night" is another dose.
        return None if one is None or (step.amount is not None and step.rhythm) else one.end()
    number, unit, end = found
    if step.amount is not None:
        # "1 x 600 mg am, 1 x 600 mg pm" is two doses of a day.
        same = step.amount[1] == unit and isclose(step.amount[0], number)
        return end if same and not TIME_OF_DAY.search(step.rhythm) else None
    step.amount = (number, unit)
    return end
