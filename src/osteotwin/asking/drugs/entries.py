"""Drugs that are told → the entries of a person's file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import inf, isclose
from typing import Any, Final

from osteotwin.asking.drugs.dose_words import clear_steps, is_single, steps_of
from osteotwin.asking.drugs.names import ANY_SALT, is_any_calcium, usual_dose, usual_rhythm
from osteotwin.asking.drugs.so_far import without_so_far
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.with_vitamin_d import without_its_vitamin
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.asking.when import LASTED, When, read_when
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.table import value_of_key
from osteotwin.protocol.calcium_tablets import calcium_in_weight
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.gel_brands import gel_brand
from osteotwin.protocol.library import by_way
from osteotwin.protocol.library.named_rhythm import rhythm_of_name
from osteotwin.protocol.plan_file import SupplementTable
from osteotwin.protocol.product_strengths import only_strength
from osteotwin.units import KINDS
from osteotwin.units.patterns import later


def entries_of(
    taken: tuple[Taken, ...], today: date, order: str | None, *, days_follow: bool = True
) -> tuple[Found, ...]:
    """Return the entries of a person's file: of the plan, or of the history where it has ended.

    Parameters
    ----------
    taken : tuple of Taken
    today : datetime.date
    order : str or None
        Of day and month.
    days_follow : bool
        Whether an answer of its own tells the days; else they are asked of the answer on drugs.

    Raises
    ------
    UnclearAnswerError
    """
    found: list[Found] = []
    for one in _ended_today(taken, today):
        try:
            found += [_entry(one, today, order)] if one.is_told else []
        except UnclearAnswerError as unclear:
            if days_follow or unclear.question != "since":
                raise
            raise _beside_its_drug(one, unclear) from None
    return tuple(found)


def without_days_of_shown(taken: tuple[Taken, ...], today: date, order: str | None) -> tuple[Taken, ...]:
    """Return drugs without a day that is none of those that are in no number: it is said, and not asked."""
    return tuple(
        replace(one, since="", aside="; ".join(filter(None, (one.aside, f"since {one.since}"))))
        if one.is_outside and one.since and not _is_day(one.since, today, order)
        else one
        for one in taken
    )


def _is_day(since: str, today: date, order: str | None) -> bool:
    try:
        read_when("since", since, today, order)
    except UnclearAnswerError as unclear:
        return "no day" not in unclear.problems[0].found and unclear.problems[0].found != quoted(since)
    return True


def _beside_its_drug(one: Taken, unclear: UnclearAnswerError) -> UnclearAnswerError:
    """Return a question on a day that stands behind a drug, with that drug in what is offered."""
    (problem,) = unclear.problems
    line = f"{one.name} {one.dose}".strip()
    said = f"since {one.since}"
    found = problem.found.replace(quoted(one.since), quoted(said)).replace(
        quoted(said), f"{quoted(said)} behind {line}", 1
    )
    if problem.found == quoted(one.since):
        found += ", which is not read as a day"
    if (either := _EITHER.search(problem.found)) is not None:
        ways = " or ".join(quoted(f"{line} since {either[day].lstrip('0')}") for day in ("one", "other"))
        return UnclearAnswerError("drugs", found, problem.expected, f"write {ways}, whichever is meant")
    own = QUOTED.findall(problem.fix)
    days = [
        f"since {re.sub(r'^(?:since|from) ', '', day)}"
        for day in own
        if re.search(r"\d", day) and " until " not in day
    ]
    days = days[:2] or ["since March 2023"]
    ways = " or ".join(quoted(f"{line} {day}") for day in days)
    return UnclearAnswerError(
        "drugs", found, problem.expected, f"write for example {ways}, with your own day"
    )


_EITHER: Final = later(r"which may be (?P<one>\d[^,;]+) or (?P<other>\d[^,;]+)$")


#: "until today", which goes on unless something else begins today.
_TO_NOW: Final = later(r"\b(?P<word>until|till|to|stopped|ended) (?:today|now)$", re.IGNORECASE)
_FROM_NOW: Final = later(r"(?:from |starting |since )?(?:today|now)", re.IGNORECASE)


def _ended_today(taken: tuple[Taken, ...], today: date) -> tuple[Taken, ...]:
    """Return drugs of which those "until today" end today, where another one begins today."""
    if not any(_FROM_NOW.fullmatch(one.since) for one in taken):
        return taken
    return tuple(replace(one, since=_TO_NOW.sub(rf"\g<word> {today}", one.since)) for one in taken)


def _entry(one: Taken, today: date, order: str | None) -> Found:
    one = without_so_far(one, today, lambda since: read_when("since", since, today, order))
    if not one.since and any(step.lasts_days for step in steps_of(one.dose) or ()):
        said = f"{one.name} {one.dose}"
        raise UnclearAnswerError(
            "drugs", f"{quoted(said)}, which tells for how long and not since when", "its first day",
            f'write for example "{said}, starting today", with your own first day{_so_far(one)}',
        )  # fmt: skip
    _ask_little(one)
    _ask_named_rhythm(one)
    if one.is_outside and one.since and (long := LASTED.search(one.dose)) is not None:
        one = replace(one, dose=one.dose[: long.start()], since=f"{one.since} for {long['span']}")
    when = read_when("since", one.since, today, order) if one.since else When(today)
    if one.since_last:
        earlier = sum(step.lasts_days or 0.0 for step in steps_of(one.dose) or ())
        when = replace(when, begins=when.begins - timedelta(days=round(earlier)))
    keys: dict[str, Any] = {"nutrient" if one.is_supplement else "name": _written(one)}
    if (
        one.is_supplement
        and not one.counts
        and (salt := calcium_in_weight(_written(one), one.dose)) is not None
    ):
        name, (weight, calcium) = one.name, salt
        raise UnclearAnswerError(
            "drugs", f"{weight:g} mg of {name}, the weight of a tablet's salt or of the calcium in it",
            "which of the two",
            f'write "{name} {one.dose} of the salt", which holds about {calcium:g} mg of calcium, or '
            f'"{name} {one.dose} elemental"',
        )  # fmt: skip
    if one.counts == "salt" or (one.counts and calcium_in_weight(_written(one), one.dose) is not None):
        keys["as"] = one.counts
    if one.dose and not one.is_procedure:
        keys["dose"] = one.dose
    over = when.ends is not None and when.ends <= today
    single = bool(one.dose) and not one.is_procedure and is_single(one.dose)
    if single:
        _ask_day(one, when, today)
    if over or (single and when.begins < today) or (one.is_procedure and when.begins < today):
        keys["from"] = when.begins
        if when.ends is not None and not single:
            keys["until"] = when.ends
        part = "history"
    else:
        keys["already_since" if when.begins < today else "from"] = when.begins
        if when.ends is not None:
            keys["until"] = when.ends
        part = "plan"
    sort = "supplement" if one.is_supplement else "drug"
    return Found((part, sort), keys, Place(""), one.name, _note(one, when))


#: "1 mg daily for 3 years": so long so far, or so long from a first day on.
_SO_LONG: Final = later(
    r"[\s,(]+(?:(?:x|for) ?)?(?P<span>(?:[\d.]+|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?"
    r"(?:years?|yrs?|months?|weeks?))\)?$",
    re.IGNORECASE,
)


def _so_far(one: Taken) -> str:
    """Return what to write where a drug has been taken for so long; empty for a course of several doses."""
    long = _SO_LONG.search(one.dose)
    if long is None or len(steps_of(one.dose) or ()) != 1:
        return ""
    said = f"{one.name} {one.dose[: long.start()]}"
    return f', or "{said} since {long["span"]} ago" where it has been taken for so long'


def _note(one: Taken, when: When) -> str:
    """Return what is assumed of a drug, or known of it only about right."""
    day = (
        "the day is only about right"
        if when.roughly
        else ""
        if one.since
        else "since when was not said: from today on"
    )
    return "; ".join(part for part in (assumed_of(one), day) if part)


def assumed_of(one: Taken) -> str:
    """Return what is assumed of a drug, or left out of it; empty where nothing is."""
    aside = f"not used: {one.aside}" if one.aside else ""
    said = (stands_in(one), _of_another_gel(one), _of_one_strength(one), without_its_vitamin(one.name), aside)
    return "; ".join(part for part in said if part)


def _of_another_gel(one: Taken) -> str:
    """Return what to say of a gel that stands for another strength; empty for any other drug."""
    brand, products = gel_brand(one.name), products_named(one.name)
    share = products[0].gel_strength if len(products) == 1 else None
    if brand is None or share is None or isclose(100.0 * share, brand.percent):
        return ""
    return (
        f"{one.name} has {brand.percent:g} %: the same milligrams of the {100.0 * share:g} % gel stand for it"
    )


def _of_one_strength(one: Taken) -> str:
    """Return which strength is taken of what a dose counts; empty where the dose or the name tells it."""
    counted, strength = ("", "") if one.is_supplement else only_strength(one.name, one.dose)
    if not counted:
        return ""
    holds = strength.removesuffix("/ml")
    return f"1 {counted} of {one.name} holds {holds}, the strength in which it is sold"


def stands_in(one: Taken) -> str:
    """Return what is taken for an ester or a salt that is not told; empty where nothing is."""
    if is_any_calcium(one.name):
        return ANY_SALT if one.dose else ""
    given = None if one.is_supplement else by_way(one.name).get("injected")
    steps = steps_of(one.dose) or ()
    if given is None or len(given.products) == 1 or not any("injected" in step.ways for step in steps):
        return ""
    return (
        f"which ester of {one.name} is injected was not said: it is taken as "
        f"{given.products[-1].label.lower()}, or as the slow one where its dose and interval are usual of that"
    )


#: Nobody takes a two hundredth of what is usual: a unit or a rhythm is another than the one that is meant.
_LEAST_SHARE: Final = 200.0


def _ask_little(one: Taken) -> None:
    """Ask of an amount over time that is far below what is usual of each product that a name may mean.

    Raises
    ------
    UnclearAnswerError
    """
    products = () if one.is_supplement else products_named(one.name)
    for step in clear_steps(one.name, one.dose) if products else ():
        number, unit = str(step.amount).split()
        size = KINDS["mass"].units.get("ug" if unit == "mcg" else unit)
        if size is None or step.rhythm is None or step.rhythm.days == inf:
            continue
        rate = float(number) * size / step.rhythm.mean_days
        usual = [
            drug.usual_dose * KINDS["mass"].units[drug.dose_unit] / drug.usual_interval_days
            for drug in products
            if drug.dose_unit in KINDS["mass"].units
        ]
        if usual and 0.0 < rate * _LEAST_SHARE < min(usual):
            raise UnclearAnswerError(
                "drugs", f"{quoted(f'{one.name} {one.dose}')}, less than a {_LEAST_SHARE:g}th of what is usual",
                "how much and how often",
                f"check the number, its unit and how often; usual is {usual_dose(one.name)} {usual_rhythm(one.name)}",
            )  # fmt: skip


def _ask_named_rhythm(one: Taken) -> None:
    """Ask of a name that says another rhythm than its dose.

    Raises
    ------
    UnclearAnswerError
    """
    for step in steps_of(one.dose) or ():
        days = step.rhythm.mean_days if step.rhythm is not None else inf
        if days < inf and (own := rhythm_of_name(one.name, days)):
            raise UnclearAnswerError(
                "drugs", f"{quoted(f'{one.name} {one.dose}')}, whose name says {quoted(own)} and whose dose another",
                "one rhythm", "write the name without its rhythm, and the dose with how often it is taken",
            )  # fmt: skip


def _ask_day(one: Taken, when: When, today: date) -> None:
    """Ask on which day a single dose was given that has two, or that the present year does not tell from one to come.

    Raises
    ------
    UnclearAnswerError
    """
    said = f"{one.name} {one.dose} {one.since}"
    if when.ends is not None:
        raise UnclearAnswerError(
            "since", f"{quoted(said)}, one dose with two days", "the day of the dose",
            f'write for example "{one.name} {one.dose} in May {when.begins.year}"; of several doses the day of each',
        )  # fmt: skip
    if (year := re.fullmatch(r"(?:in )?((?:19|20)\d\d)", one.since)) is not None and int(
        year[1]
    ) >= today.year:
        raise UnclearAnswerError(
            "since", f"{quoted(said)}, which does not tell when in that year it was or will be given",
            "the month of the dose, too", f'write for example "{one.name} {one.dose} in May {year[1]}"',
        )  # fmt: skip


def _written(one: Taken) -> str:
    """Return the name as the file holds it: the library's where it tells the product, else what was written."""
    if is_any_calcium(one.name):
        return "calcium_carbonate"
    if one.is_supplement:
        return str(value_of_key(SupplementTable, "nutrient").read(one.name))
    products = products_named(one.name)
    if not products:
        return one.name
    tells_strength = re.search(r"\d", one.name) is not None or gel_brand(one.name) is not None
    tells_strength = tells_strength or bool(only_strength(one.name, one.dose)[0])
    return products[0].id if len(products) == 1 and not by_way(one.name) and not tells_strength else one.name
