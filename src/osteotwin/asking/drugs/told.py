"""One drug with its dose and its day, checked: what no drug or no dose is, is asked."""

from __future__ import annotations

import re
from math import inf
from typing import Final

from osteotwin.asking.drugs.dose_words import check_dose, steps_of, without_unit
from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.offered import among_words
from osteotwin.asking.drugs.questions import unknown_name
from osteotwin.asking.drugs.tablets import in_milligrams, tablets_named
from osteotwin.asking.drugs.taken import Taken, is_shown
from osteotwin.asking.drugs.told_drugs import (
    drugs_in,
)
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import misspelled, named_drug
from osteotwin.protocol.library.calcium_products import CalciumWithD
from osteotwin.units import in_digits
from osteotwin.units.patterns import later


def told_drug(name: str, dose: str, since: str) -> Taken:
    """Return a drug with its dose and its day.

    Raises
    ------
    UnclearAnswerError
        If the name is of no drug, or the dose is none.
    """
    kind = known_kind(name)
    tablets = tablets_named(name)
    if tablets is None and not is_shown(name) and (asked := without_unit(f"{name} {dose}")) is not None:
        raise _with_day(asked, since)
    if kind is None:
        if dose and len(name.split()) > _FEW_WORDS and (told := drugs_in(name)):
            raise among_words(" ".join(filter(None, (name, dose, since and f"since {since}"))), told)
        raise unknown_name(name)
    if re.search(r"[(\[][^)\]]*\b(?:19|20)\d{2}\b", name):
        raise UnclearAnswerError("drugs", f"{quoted(name)}, with a day within the name", "days behind the dose",
                                 'write them as "since March 2021 until May 2024"')  # fmt: skip
    if dose and products_named(name) and (bound := _BOUND.search(name)) is not None:
        plain = name[: bound.start()]
        raise UnclearAnswerError(
            "drugs", f"{quoted(f'{bound[0].strip()} {dose}')} behind {plain}, which is a limit", "what is taken",
            f'write "{plain} {dose}" if so much is taken',
        )  # fmt: skip
    if dose and not since and (end := _UNTIL_ALONE.search(dose)) is not None:
        raise UnclearAnswerError(
            "drugs", f"{quoted(f'{name} {dose}')}, which does not tell when it began", "its first day, too",
            f'write for example "{name} {dose[: end.start()].strip(" ,")} since March 2021 {end[0].strip(" ,")}", with '
            "your own first day",
        )  # fmt: skip
    if dose and products_named(name):
        _ask_loose_number(name, dose)
    if dose and not is_shown(name):
        try:
            check_dose(
                in_milligrams(tablets, dose) if isinstance(tablets, CalciumWithD) else dose, name, "drugs"
            )
        except UnclearAnswerError as unclear:
            raise _with_day(unclear, since) from None
    elif dose:
        dose = _FOR_WHAT.sub("", dose)
        _check_shown(name, dose)
    if kind == "drug" and not products_named(name) and named_drug(name) is None:
        amount = _AMOUNT_BEHIND.search(name)
        name = f"{right}{amount[0] if amount else ''}" if (right := misspelled(name)) else name
    return Taken(name, kind == "supplement", dose, since)


def _with_day(unclear: UnclearAnswerError, since: str) -> UnclearAnswerError:
    """Return a question on how much or how often whose suggestions keep the first day that is told."""
    (problem,) = unclear.problems
    if not since or not problem.found.startswith(
        ("no word on how often", "no unit behind", "two numbers without", "no strength of", "no amount in")
    ):
        return unclear
    fix = QUOTED.sub(lambda line: f'"{line[1]} since {since}"', problem.fix)
    return UnclearAnswerError(problem.field, problem.found, problem.expected, fix)


def _ask_loose_number(name: str, dose: str) -> None:
    """Ask of a number without a unit between a name and its amount: "2. 5 mg" and "2 0.5 mg".

    Raises
    ------
    UnclearAnswerError
    """
    name, dose = (f"{name} .", dose[1:].strip()) if re.match(r"[.,]\s+\d", dose) else (name, dose)
    mass = _MASS_FIRST.match(in_digits(dose))
    if mass is not None and (count := _COUNT_LAST.search(in_digits(name))) is not None:
        _ask_count(name[: count.start()], dose, count, mass)
    loose = _LOOSE.search(name)
    if loose is None or mass is None or (loose["n"] or "").strip(".,") == mass["n"]:
        return
    said = f"{name[loose.start() :].strip()} {dose}"
    raise UnclearAnswerError(
        "drugs", f"{quoted(said)} behind {name[: loose.start()]}, which holds two numbers or a gap in one",
        "one amount with its unit", 'write it as one number, as in "2.5 mg daily" or "0.5 mg twice a week"',
    )  # fmt: skip


_LOOSE: Final = later(r"\s(?:\(?(?P<n>\d[\d.,]*)\)?\s?[.,:]*|[.,]+)$")
_MASS_FIRST: Final = later(
    r"(?P<n>\.?\d[\d.,]*) ?(?P<m>mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)\b", re.IGNORECASE
)
#: "bicalutamide x2", "exemestane 2 tablets": a count before the strength.
_COUNT_LAST: Final = later(
    r"\s(?:x ?(?P<many>\d(?:\.\d+)?)|(?P<few>\d(?:\.\d+)?) ?(?:x|tablets?|tabs?|capsules?|caps?|pills?))\s?[.,:]*$",
    re.IGNORECASE,
)


def _ask_count(name: str, dose: str, count: re.Match[str], mass: re.Match[str]) -> None:
    """Ask of a count between a name and the strength whether the strength is of one or of all.

    Raises
    ------
    UnclearAnswerError
    """
    many, one = float(count["many"] or count["few"]), float(mass["n"].replace(",", "."))
    if many == 1.0:
        return
    often = understood_of(dose).often
    ways = [f"{name.strip(' :,-')} {amount:g} {mass['m']} {often}".strip() for amount in (many * one, one)]
    raise UnclearAnswerError(
        "drugs", f"{quoted(f'{count[0].strip()} {dose}')} behind {name.strip(' :,-')}, of one or of all",
        "how much is taken each time",
        f'write "{ways[0]}" if so many are taken each time, or "{ways[1]}" if that is all',
    )  # fmt: skip


def _check_shown(name: str, dose: str) -> None:
    """Refuse a dose of a drug outside the model that holds words of another one.

    It is shown as it is written, so what is no dose in it would be shown as one.

    Raises
    ------
    UnclearAnswerError
    """
    if folded(name) in _OF_TABLETS and (steps := steps_of(dose)) is not None and _is_depot(steps):
        raise UnclearAnswerError(
            "drugs", f"{quoted(f'{name} {dose}')}, which is how the depot is given, and not the tablets", "the product",
            f'write "depot medroxyprogesterone {dose}" if it is injected',
        )  # fmt: skip
    mine = named_drug(name)
    others = [
        one for one in drugs_in(dose) if folded(one) != folded(name) and (not mine or named_drug(one) != mine)
    ]
    if not others and _MORE_TOLD.search(dose):
        raise UnclearAnswerError(
            "drugs", f"{quoted(dose)} behind {name}", "its dose and its days alone",
            f'write for example "{name} 1 tablet daily since 2020 until March 2024", with your own numbers, and leave '
            "out the rest",
        )  # fmt: skip
    if not others and (steps_of(dose) or not _NEXT_NUMBER.search(dose)):
        return
    if not others and _IN_ONE.match(dose):
        return
    if not others and (told := understood_of(dose)).amount and told.often:
        raise UnclearAnswerError(
            "drugs", f"{quoted(dose)} behind {name}, which tells more than one dose", "the dose that is taken now",
            f'write "{name} {told.amount} {told.often}" if that is it; of several doses each with its days, as "since '
            'March 2023 until May 2024"',
        )  # fmt: skip
    told = understood_of(dose)
    line = " ".join(part for part in (name.rstrip("."), told.amount, told.often) if part)
    if others:
        raise UnclearAnswerError(
            "drugs", f"{quoted(dose)} behind {name}, which names {', '.join(others)}, too",
            "each drug with its own dose",
            f'part them by semicolons, as in "{line}; {others[0]} 1 tablet daily", with your own numbers',
        )  # fmt: skip
    rest = f": {' or '.join(quoted(words) for words in told.left)} is not understood" if told.left else ""
    raise UnclearAnswerError(
        "drugs", f"{quoted(dose)} behind {name}, which may hold the dose of another drug{rest}",
        "each drug by its name, with its own dose",
        f'write "{line}", and the other drug by its full name behind a semicolon, as in "{line}; '
        'finasteride 1 mg daily"',
    )  # fmt: skip


#: Names of tablets that are shown, of which an injection is simulated; so far apart no tablets are taken [day].
_OF_TABLETS: Final = frozenset(
    folded(one) for one in ("medroxyprogesterone", "medroxyprogesterone acetate", "mpa", "provera")
)
_DEPOT_DAYS: Final = 28.0


def _is_depot(steps: tuple[DoseStep, ...]) -> bool:
    return any(
        "injected" in step.ways or (step.rhythm and _DEPOT_DAYS <= step.rhythm.days < inf) for step in steps
    )


_UNTIL_ALONE: Final = later(
    r"[\s,]+(?:until|till) (?=\d|(?:the )?(?:end|start|beginning|middle) of |"
    r"[a-z]{3,9}\.? (?:19|20)\d\d|yesterday|last (?:week|month|year))[^,;]*$",
    re.IGNORECASE,
)
#: "max", which is part of a few brands' names.
_BOUND: Final = later(r" max(?:imum)?$", re.IGNORECASE)
#: So many words of a name tell a story.
_FEW_WORDS: Final = 4
#: "16 mg/12,5 mg 1-0-0": what a tablet of two drugs holds of each.
_IN_ONE: Final = later(
    r"^\d[\d.,]* ?(?:mg|mcg|ug)? ?(?:/ ?\d[\d.,]* ?(?:mg|mcg|ug)? ?)+[^,;&+]*$", re.IGNORECASE
)
#: "50 mg gegen meine Depressionen": what it is for is no dose.
_FOR_WHAT: Final = later(
    r",?\s+(?:gegen|wegen|f\u00fcr|for (?:my|the|his|her)|due to|because of|to (?:treat|control|manage)|"
    r"contre|para)\s[^\d,;]*$",
    re.IGNORECASE,
)
#: "100 mcg daily but stopped it in 2024": what has become of it is no dose.
_MORE_TOLD: Final = later(
    r"\b(?:but|yet|stopped|stopping|quit|ended|until|till|no longer|used to|aber|abgesetzt|bis)\b",
    re.IGNORECASE,
)
#: "20 mg and 75": a number of something else.
_NEXT_NUMBER: Final = later(
    r"(?:\b(?:and|plus|(?<!starting )(?<!started )with)\b|[&+]|,(?!\d))\s*(?:\w+\s+)?\d"
)
_AMOUNT_BEHIND: Final = later(r" [0-9][\d.,]* ?(?:mg|mcg|ug|µg|μg|g|iu|units?)$", re.IGNORECASE)
