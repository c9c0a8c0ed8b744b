"""Doses of an answer of their own → the drugs that were named in another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from osteotwin.asking.drugs.changed_now import ask_dose_before
from osteotwin.asking.drugs.dose_words import check_dose, steps_of, without_unit
from osteotwin.asking.drugs.doses_by_name import doses_by_name
from osteotwin.asking.drugs.flares import ask_flares
from osteotwin.asking.drugs.same_days import with_same_days
from osteotwin.asking.drugs.taken import Taken, is_shown
from osteotwin.asking.drugs.told import told_drug
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.drugs.told_frame import without_taking
from osteotwin.asking.drugs.told_shortly import ask_beside_dose
from osteotwin.asking.pieces import is_none, pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import named_drug
from osteotwin.units import is_rhythm
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later


def with_doses(
    taken: tuple[Taken, ...],
    text: str,
    read: Callable[[str], tuple[Taken, ...]],
    *,
    days_follow: bool = False,
) -> tuple[Taken, ...]:
    """Return drugs with the doses of an answer, one after the other, or by the names that the doses hold.

    Parameters
    ----------
    taken : tuple of Taken
    text : str
    read : callable
        The reader of drugs, for a dose that is told with its drug and its days: "I've been on 1 mg of it for 2 years".
    days_follow : bool
        Whether another answer tells since when.

    Raises
    ------
    UnclearAnswerError
    """
    taken = tuple(map(_with_strength, taken))
    open_ = [one for one in taken if not one.dose and not one.is_procedure]
    parts = [without_taking(part) for part in pieces_of(with_same_days(in_english(text)))]
    if len(parts) > len(open_):
        parts = [part for part in parts if not _says_again(part, taken)]
    if not parts:
        return taken
    if taken and not open_ and not all(is_none(part) for part in parts):
        doses = "; ".join(f"{one.name} {one.dose}" for one in taken if one.dose)
        raise UnclearAnswerError("dose", f"{quoted(text)} beside {quoted(doses)} among the drugs", "one dose of each",
                                 "leave one of them out")  # fmt: skip
    parts = list(doses_by_name(parts, open_))
    named = {one.name: part for one in open_ for part in parts if len(open_) > 1 and _names(part, one)}
    if len(named) < len(open_):
        if len(parts) == 1 and len(open_) > 1:
            parts = [part.strip() for part in re.split(r"(?:,|\band\b)\s+(?=[0-9½¼¾.])", parts[0])]
            two = (
                _OF_TWO.fullmatch(parts[0]) if [one.is_supplement for one in open_] == [False, True] else None
            )
            if len(parts) == 1 and two is not None:
                parts = [f"{two['mg']} {two['often']}", f"{two['iu']} {two['often']}"]
            _ask_shared(text, parts)
        if all(is_none(part) for part in parts):
            return taken
        if len(parts) != len(open_):
            names = "; ".join(one.name for one in open_)
            raise UnclearAnswerError(
                "dose", quoted(text), f"a dose for each of: {names}", "part them by semicolons, in this order"
            )
        named = {one.name: part for one, part in zip(open_, parts, strict=True)}
    told: dict[str, Taken] = {}
    for one in open_:
        if one.name in named and (one.since or days_follow) and not is_shown(one.name):
            ask_dose_before(one.name, named[one.name])
    for name, part in named.items():
        ask_flares(part, "dose", name)
        ask_beside_dose(part)
        try:
            if is_shown(name) and without_unit(f"{name} {part}", "dose") is None:
                told_drug(name, part, "")  # shown as it is written
                if _TELLS_DAY.search(part) and (whole := _told_with_drug(name, part, read)) and whole.since:
                    told[name] = whole
            else:
                check_dose(part, name)
        except UnclearAnswerError:
            if is_shown(name) or (whole := _told_with_drug(name, part, read)) is None:
                raise
            told[name] = whole
    return tuple(
        one
        if one.name not in named or one.dose
        else replace(told[one.name], name=one.name, since=one.since or told[one.name].since)
        if one.name in told
        else replace(one, dose=named[one.name])
        for one in taken
    )


#: "70 mg/5600 IU once weekly": of a drug and a vitamin in one tablet.
_OF_TWO: Final = later(
    r"(?P<mg>[\d.]+ ?mg) ?/ ?(?P<iu>[\d.,]+ ?iu) (?P<often>(?:once )?(?:weekly|a week|per week|every week))",
    re.IGNORECASE,
)


def _ask_shared(text: str, parts: Sequence[str]) -> None:
    """Ask whether a rhythm behind the last of several doses is of those before it, too.

    Raises
    ------
    UnclearAnswerError
    """
    told = [understood_of(part) for part in parts]
    if len(parts) > 1 and told[-1].often and not any(one.often for one in told[:-1]):
        each = "; ".join((*(f"{part} {told[-1].often}" for part in parts[:-1]), parts[-1]))
        without = " and ".join(quoted(part) for part in parts[:-1])
        raise UnclearAnswerError(
            "dose", f"no word on how often in {without} of {quoted(text)}", "how often of each",
            f'write "{each}" if that is of each',
        )  # fmt: skip


def _with_strength(one: Taken) -> Taken:
    """Return a drug outside the model with the strength of one piece as part of its name, and no dose."""
    if not one.is_outside or not one.dose or understood_of(_DELIVERS.sub("", one.dose)).often:
        return one
    return replace(one, name=f"{one.name} {one.dose}", dose="")


_TELLS_DAY: Final = later(r"\b(?:since|ago|for|started|past|last)\b", re.IGNORECASE)
#: What a patch gives an hour is no rhythm.
_DELIVERS: Final = later(r" ?/ ?(?:h|hr|hour|24 ?h)\b", re.IGNORECASE)


def _told_with_drug(name: str, part: str, read: Callable[[str], tuple[Taken, ...]]) -> Taken | None:
    """Return a drug of a dose that is told in a sentence about it; ``None`` where that is not read as of it alone."""
    for text in (part, f"{name} {part}"):
        try:
            (one,) = read(text)
        except (UnclearAnswerError, ValueError):
            continue
        if one.dose and (products_named(one.name), named_drug(one.name)) == (
            products_named(name),
            named_drug(name),
        ):
            return one
    return None


def _says_again(part: str, taken: tuple[Taken, ...]) -> bool:
    """Tell whether a dose is one that was told with its drug already."""
    steps = steps_of(part)
    return steps is not None and any(
        [(step.amount, step.rhythm) for step in steps] == [(step.amount, step.rhythm) for step in have]
        for one in taken
        if one.dose and (have := steps_of(one.dose))
    )


def _names(part: str, one: Taken) -> bool:
    """Tell whether a dose names a drug."""
    if one.name.casefold() in part.casefold():
        return True
    steps = steps_of(part)
    mine = () if one.is_supplement else tuple(drug.id for drug in products_named(one.name))
    return steps is not None and any(drug in mine for step in steps for drug in step.drugs)


#: What one tablet of calcium with vitamin D holds, behind the name of the product.
_OF_BOTH: Final = later(r"\d ?mg ?/ ?\d[\d.,]* ?(?:iu|ui|ie)$", re.IGNORECASE)


def strength_with_dose(said: Mapping[str, str]) -> dict[str, str]:
    """Return answers in which what a tablet of two nutrients holds stands with how many are taken.

    Examples
    --------
    >>> strength_with_dose({"drugs": "letrozole; Adcal-D3 600 mg/400 IU", "dose": "2.5 mg daily; 2 tablets a day"})
    {'drugs': 'letrozole; Adcal-D3 600 mg/400 IU 2 tablets a day', 'dose': '2.5 mg daily'}
    """
    drugs, doses = (list(pieces_of(said.get(key, ""))) for key in ("drugs", "dose"))
    if len(drugs) != len(doses) or not any(map(_OF_BOTH.search, drugs)):
        return dict(said)
    both = list(zip(drugs, doses, strict=True))
    told = [f"{drug} {dose}" if _OF_BOTH.search(drug) else drug for drug, dose in both]
    left = [dose for drug, dose in both if not _OF_BOTH.search(drug)]
    return {**said, "drugs": "; ".join(told), "dose": "; ".join(left)}


def rhythm_with_dose(said: Mapping[str, str]) -> Mapping[str, str]:
    """Return answers with the rhythm that stands behind the one drug behind its dose, which tells none.

    Examples
    --------
    >>> rhythm_with_dose({"drugs": "Prolia every 6 months", "dose": "60 mg"})
    {'drugs': 'Prolia', 'dose': '60 mg every 6 months'}
    """
    drugs, dose = in_english(said["drugs"]).strip(" .,"), said.get("dose", "").strip(" .,")
    places = name_places(drugs)
    if not dose or len(places) != 1 or places[0][0] or len(pieces_of(dose)) != 1:
        return said
    name, often = drugs[: places[0][1]], drugs[places[0][1] :].strip(" ,:()")
    told = understood_of(dose)
    if not is_rhythm(often) or not told.amount or told.often or told.left:
        return said
    return {**said, "drugs": name, "dose": f"{dose} {often}"}
