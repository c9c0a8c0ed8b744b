"""A dose that brackets say once more: by its volume, its total, its rate, or shared out."""

from __future__ import annotations

import re
from math import isclose

from osteotwin.protocol.dose_one_step import one_step
from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_strength import EACH as _EACH
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose, strength_before
from osteotwin.protocol.leading_amount import leading_amount
from osteotwin.protocol.library.ways import without_ways
from osteotwin.units import KINDS
from osteotwin.units.patterns import later
from osteotwin.units.weekdays import DAYS_OF_WEEK

#: What may stand before a dose that brackets say once more.
_FOR_EXAMPLE = later(r"\((?:e\.?g\.?|i\.?e\.?|for example|that is|so|meaning|=)[,:]? ?(?=\d)")
_BRACKETS = later(r" ?\((?P<within>[^()]*)\)")
_VOLUME_OF = later(
    rf"{_N} ?(?:ml|cc)(?:(?: of| =)? ?\((?P<mass>{_N} ?{_M})(?: total| in (?:all|total))?\)|"
    rf" ?[/=] ?(?P<beside>{_N} ?{_M})(?= |$))"
)
#: So much in a syringe or an infusion, and not in a vial, of which a part may be given.
_MASS_IN = later(rf"(?P<mass>{_N} ?{_M}) ?(?:/|in) ?(?P<v>{_N}) ?(?:ml|cc)\b(?! (?:vial|ampoule|amp))")
_VOLUME_ALONE = later(rf"{_N} ?(?:ml|cc)\b")
_SYRINGE_ML, _INFUSION_ML = 1.0, 50.0
_MASS_OF = later(rf"(?P<mass>{_N} ?{_M}) ?\((?:=|or|i\.?e\.?)? ?{_N} ?(?:ml|cc)\)")


def said_once(text: str) -> str:
    """Return a dose without an amount that brackets say once more.

    Raises
    ------
    AmbiguousDose
        If they say another amount.
    """
    text = _VOLUME_OF.sub(lambda found: found["mass"] or found["beside"], strength_before(text))
    in_all = _MASS_IN.match(text) if len(_VOLUME_ALONE.findall(text)) == 1 else None
    if in_all is not None and not _SYRINGE_ML <= float(in_all["v"]) < _INFUSION_ML:
        text = in_all["mass"] + text[in_all.end() :]
    text = _MASS_OF.sub(lambda found: found["mass"], text)
    text = _FOR_EXAMPLE.sub("(", text)
    outside = _BRACKETS.sub("", text)
    if outside == text or (stated := leading_amount(outside)) is None:
        return text

    for bracket in _BRACKETS.finditer(text):
        if (parts := _parts_of(outside, bracket["within"])) is not None:
            return f"{outside.strip()} in {parts}"
        if leading_amount(bracket["within"]) is not None and _is_more_often(outside, bracket["within"]):
            return bracket["within"]

        if (count := _COUNT_AGAIN.fullmatch(bracket["within"])) is not None:
            amount = stated[0].amount
            raise AmbiguousDose(
                f'write "{amount}" if that is all of it, or "{count["n"]} x {amount}" if so much is in one'
            )

    def kept(found: re.Match[str]) -> str:
        total = _TOTAL.fullmatch(found["within"])
        if total is not None:
            return _without_total(outside, total["all"])
        again = leading_amount(found["within"])
        if again is not None and again[1].strip() and _is_same_rate(outside, found["within"]):
            return ""
        if again is None or again[1].strip():
            return "" if not without_ways(found["within"]) else found[0]
        (first, unit), (second, other_unit) = size_of(again[0]), size_of(stated[0])
        if unit != other_unit or not isclose(first, second):
            if _STRENGTH_BEHIND.search(text[: found.start()]):
                return found[0]
            raise AmbiguousDose("write one amount: the brackets say another one")
        return ""

    return _BRACKETS.sub(kept, text)


#: "2.5 mg (half a tablet)": of one, or of all.
_COUNT_AGAIN = later(rf"(?P<n>(?!1 ){_N}) {_EACH}")
_TOTAL = later(rf"(?P<all>{_N} ?{_M})(?: total| in (?:all|total))")


def _without_total(text: str, total: str) -> str:
    """Return nothing for a total that a dose comes to, once, a day or a week.

    Raises
    ------
    AmbiguousDose
        If it comes to none.
    """
    step, whole = one_step(text.strip()), leading_amount(total)
    if step is not None and whole is not None:
        (one, unit), (in_all, other_unit) = size_of(step), size_of(whole[0])
        days = step.rhythm.mean_days if step.rhythm else None
        times = (1.0,) if days is None else (1.0, 1.0 / days, 7.0 / days)
        if unit == other_unit and any(isclose(in_all, one * often, rel_tol=0.02) for often in times):
            return ""
    raise AmbiguousDose("write one amount: the brackets say another total")


def _is_same_rate(text: str, again: str) -> bool:
    """Tell whether two doses with their rhythms give the same a day.

    Raises
    ------
    AmbiguousDose
        If they do not.
    """
    one, other = (one_step(part.strip(" ()")) for part in (text, again))
    if one is None or other is None or one.rhythm is None or other.rhythm is None:
        return False
    (first, unit), (second, other_unit) = size_of(one), size_of(other)
    a_day, b_day = first / one.rhythm.mean_days, second / other.rhythm.mean_days
    if unit != other_unit or not isclose(a_day, b_day, rel_tol=0.02):
        raise AmbiguousDose("write one amount: what the brackets say comes to another one")
    return True


_EACH_OF = later(rf"(?P<one>{_N} ?{_M}) (?:each(?: time)?|per (?:shot|injection|dose|pin|time))")


def _parts_of(text: str, within: str) -> int | None:
    """Return into how many doses brackets share out an amount of a period: ``200 mg/week (100 mg each)``."""
    each, whole = _EACH_OF.fullmatch(within), one_step(text.strip())
    one = None if each is None else leading_amount(each["one"])
    if one is None or whole is None or not whole.is_rate:
        return None
    (part, unit), (in_all, other) = size_of(one[0]), size_of(whole)
    parts = round(in_all / part) if part else 0
    return parts if unit == other and 1 < parts <= DAYS_OF_WEEK and isclose(parts * part, in_all) else None


def _is_more_often(text: str, again: str) -> bool:
    """Tell whether brackets say how a dose is shared out: ``160 mg/wk (80 mg Mon/Thu)``."""
    one, other = (one_step(part.strip(" ()")) for part in (text, again))
    if one is None or other is None or one.rhythm is None or other.rhythm is None or one.lasts_days:
        return False
    return other.rhythm.mean_days < 0.99 * one.rhythm.mean_days and _is_same_rate(text, again)


#: Behind which brackets say how much is in one, or in a milliliter.
_STRENGTH_BEHIND = later(rf"(?:{_EACH}|ml|cc)$")


def size_of(step: DoseStep) -> tuple[float, str]:
    """Return how much a dose is, and in which unit: a mass in milligrams."""
    number, unit = str(step.amount).split()
    milligrams = KINDS["mass"].units.get("ug" if unit == "mcg" else unit)
    return (float(number), unit) if milligrams is None else (float(number) * milligrams, "mg")
