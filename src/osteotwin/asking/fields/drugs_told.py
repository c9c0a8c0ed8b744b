"""Rows of a form on drugs → what they tell, in the words that the reader of answers knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from osteotwin.asking.drugs.both_go_on import taken_alone
from osteotwin.asking.drugs.dose_words import is_dose, is_single
from osteotwin.asking.drugs.names import known_kind, usual_dose, usual_rhythm
from osteotwin.asking.drugs.questions import unknown_name
from osteotwin.asking.drugs.taken import Taken, is_procedure
from osteotwin.asking.fields.drugs_known import COUNTED, UNITS, needs_dose
from osteotwin.asking.fields.field import FIELDS, Row, is_none_told, missing
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import UNREAD, read_when
from osteotwin.errors import Problem
from osteotwin.protocol.product_strengths import only_strength
from osteotwin.units import AmbiguousRhythm, rhythm
from osteotwin.units.patterns import later

_AMOUNT: Final = later(r"(?:about |~ ?)?(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)(?: ?(?P<unit>[^\W\d].*))?")
_FRACTIONS: Final = {"half": "0.5", "a half": "0.5", "1/2": "0.5", "½": "0.5", "1/4": "0.25", "¼": "0.25",
                     "quarter": "0.25", "a quarter": "0.25", "3/4": "0.75", "¾": "0.75", "one": "1",
                     "two": "2"}  # fmt: skip
_THOUSANDS: Final = later(r"\d{1,3}[.,]\d{3}")
_OTHER_UNITS: Final = {"ug": "µg", "mcg": "µg", "microgram": "µg", "micrograms": "µg", "ml": "mL",
                       "cc": "mL", "iu": "IU", "i.u.": "IU", "tablet": "tablets", "tab": "tablets", "tabs": "tablets",
                       "pill": "tablets", "pills": "tablets", "capsule": "capsules", "caps": "capsules",
                       "patch": "patches", "sachet": "sachets",
                       "grams": "g", "gram": "g", "milligrams": "mg", "puff": "puffs",
                       "drop": "drops", "µg/day": "µg", "mg/day": "mg"}  # fmt: skip
#: Filled in as the last day of what goes on.
_GOES_ON: Final = ("goes on", "still", "ongoing", "now", "today", "present", "-", "none", "continues", "open")
#: Whether words are a day does not hang on the day of today.
_ANY_DAY: Final = date(2100, 1, 15)
#: "March 2024": from then until another day.
_DATED: Final = later(r"[^\W\d]+\.? \d{4}$")
_LENGTH: Final = later(r"\w+ (?:day|week|month|year)s?", re.IGNORECASE)
_HEAD: Final = later(
    r"^(?:(?:since|from|on|until|till|to|starting) |in (?!(?:an? |\d+ )?(?:day|week|month|year)))",
    re.IGNORECASE,
)


def told(rows: Sequence[Row], problems: list[Problem]) -> str:
    """Return what rows tell; what lacks, or is not understood, is added to the problems."""
    dated = any("since" in row for row in rows)
    rows = [{} if is_none_told(row) else row for row in rows]
    lines = [_line(number, row, dated, problems) for number, row in enumerate(rows) if row]
    are_both = any(_is_said_to_go_on(row) for row in rows)
    if not problems and not are_both:
        problems.extend(_both_go_on(rows))
    if are_both and len(lines) > 1:
        lines[-1] = f"also {lines[-1]}"
    return "; ".join(lines)


def _is_said_to_go_on(row: Row) -> bool:
    return row.get("until", "").casefold() in _GOES_ON


def _line(number: int, row: Row, dated: bool, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("drug", "").replace("µ", "u")
    if not name:
        problems.append(missing(f"{place}.drug", "drug", f"row {number + 1}", '"Anastrozole"'))
        return ""
    if known_kind(name) is None:
        (unclear,) = unknown_name(name).problems
        found = (
            f"{unclear.found}, which is no drug that is known"
            if unclear.found == f'"{name}"'
            else unclear.found
        )
        problems.append(Problem(FIELDS, f"{place}.drug", found, unclear.expected, unclear.fix))
        return ""
    dose = "" if is_procedure(name) else _dose(place, name, row, problems)
    days = _days(place, name, row, problems)
    if "since" not in row and (is_procedure(name) or is_single(dose) or "until" in row or
                               (dated and needs_dose(name))):  # fmt: skip
        problems.append(
            missing(f"{place}.since", "first day", name, '"March 2024", "2 years ago" or "today"')
        )
    return " ".join(filter(None, (name, dose, days)))


def _dose(place: str, name: str, row: Row, problems: list[Problem]) -> str:
    """Return how much and how often."""
    often = row.get("often", "")
    if "amount" not in row and often and is_dose(often, name):
        return often  # "1 mg Mon, 0.5 mg Thu": a dose for each day, told in one
    amount = _amount(place, name, row, problems)
    if needs_dose(name):
        if "amount" not in row:
            example = usual_dose(name).replace(" ug", " µg")
            problems.append(missing(f"{place}.amount", "amount", name, f'"{example}"'))
        if not often:
            problems.append(
                Problem(
                    FIELDS,
                    f"{place}.often",
                    f"no word on how often {name} is taken",
                    "how often",
                    f'fill it in, for example "{usual_rhythm(name)}"',
                )
            )
    if often:
        problems.extend(_wrong_rhythm(place, name, often))
    return " ".join(filter(None, (amount, often)))


def _amount(place: str, name: str, row: Row, problems: list[Problem]) -> str:
    if "amount" not in row:
        return ""
    written = row["amount"]
    found = _AMOUNT.fullmatch(_FRACTIONS.get(written.casefold(), written))
    if found is None or _THOUSANDS.fullmatch(found["number"]):
        problems.append(Problem(
            FIELDS, f"{place}.amount", f'"{written}" of {name}', "one number: how much it is each time",
            "write it without a mark between thousands, for example 0.5 or 1000"))  # fmt: skip
        return ""
    amount = found["number"].replace(",", ".")
    amount = f"0{amount}" if amount.startswith(".") else amount
    said, unit = _unit(found["unit"] or ""), _unit(row.get("unit", ""))
    if said and unit and said != unit:
        problems.append(Problem(FIELDS, f"{place}.unit", f'"{found["unit"]}" beside "{row["unit"]}" of {name}',
                                "one unit", "leave one of them out"))  # fmt: skip
        return ""
    unit = unit or said
    if not unit:
        usual = usual_dose(name).split()[-1].replace("ug", "µg")
        usual = usual if usual in UNITS and usual not in COUNTED else "mg"
        problems.append(missing(f"{place}.unit", "unit of the amount", name, f'"{usual}" or "tablets"'))
        return ""
    if unit not in UNITS and needs_dose(name) and known_kind(name) != "supplement":
        problems.append(Problem(FIELDS, f"{place}.unit", f'"{unit}" of {name}', f"one of {', '.join(UNITS)}",
                                'for example "mg"'))  # fmt: skip
        return ""
    return _counted(place, name, amount, unit, row.get("strength", ""), problems)


def _unit(written: str) -> str:
    plain = written.replace("μ", "µ").lower().strip(" .")
    own = {one.lower(): one for one in UNITS}
    return own.get(plain) or _OTHER_UNITS.get(plain, written)


def _counted(place: str, name: str, amount: str, unit: str, strength: str, problems: list[Problem]) -> str:
    """Return an amount; of what counts tablets or volumes, with how much each holds."""
    words = {"syringe units": "units"}.get(unit, unit)
    if unit not in COUNTED:
        if strength and needs_dose(name):
            found = f'"{strength}" beside {amount} {words} of {name}'
            problems.append(Problem(
                FIELDS, f"{place}.strength", found, "a strength where mL, tablets or patches are counted",
                "leave it blank, or choose the unit that it is of"))  # fmt: skip
        return f"{amount} {words}"
    if not strength:
        if (
            needs_dose(name)
            and not only_strength(name, f"{amount} {words} daily")[0]
            and not re.search(r"\d ?mg", name)
        ):
            problems.append(
                missing(f"{place}.strength", f"strength of the {unit}", name, f'"{COUNTED[unit]}"')
            )
        return f"{amount} {words}"
    found = _AMOUNT.fullmatch(strength)
    in_volume = COUNTED[unit].endswith("/mL")
    of = (found["unit"] or "").replace(" ", "") if found is not None else ""
    of = re.sub(r"(?i)/(?:1?ml|cc|tablets?|tab|capsules?|patch|day|24h)$", "", of)
    own = _unit(of) if of else usual_dose(name).split()[-1].replace("ug", "µg") if in_volume else ""
    if found is None or own not in ("mg", "µg", "g", "IU"):
        problems.append(Problem(FIELDS, f"{place}.strength", f'"{strength}" of {name}', "how much one holds",
                                f'write for example "{COUNTED[unit]}"'))  # fmt: skip
        return ""
    number = found["number"].replace(",", ".")
    return f"{amount} {words} of {number} {own}{'/mL' if in_volume else ''}"


def _wrong_rhythm(place: str, name: str, often: str) -> Iterator[Problem]:
    try:
        is_read, why = rhythm(often) is not None, ""
    except AmbiguousRhythm as ambiguous:
        is_read, why = False, str(ambiguous)
    if not is_read and (why or needs_dose(name)):
        fix = why or 'write for example "once a day", "every 3.5 days" or "Mon and Thu"'
        yield Problem(FIELDS, f"{place}.often", f'"{often}" of {name}', "how often it is taken", fix)


def _days(place: str, name: str, row: Row, problems: list[Problem]) -> str:
    since, until = (_HEAD.sub("", row.get(key, ""), count=1) for key in ("since", "until"))
    until = "" if until.casefold() in _GOES_ON else until
    if _LENGTH.fullmatch(until):
        problems.append(Problem(FIELDS, f"{place}.until", f'"{until}" of {name}, a length and no day', "the last day",
                                'write the day, the month or the year, or "5 months ago"'))  # fmt: skip
    for key, day in (("since", since), ("until", until)):
        if day and not is_day(day):
            problems.append(Problem(
                FIELDS, f"{place}.{key}", f'"{day}" of {name}', "a day, a month or a year",
                'write for example "14 March 2024", "2024-03" or "2 years ago"'))  # fmt: skip
    is_to_come = since.casefold().startswith("in ")
    begins = "starting" if is_to_come else "from" if until and _DATED.match(since) else "since"
    return " ".join(filter(None, (since and f"{begins} {since}", until and f"until {until}")))


def is_day(text: str) -> bool:
    """Tell whether words are a day, or are asked about as one that may be two."""
    try:
        read_when("since", text, _ANY_DAY, "dmy")
    except UnclearAnswerError as unclear:
        return not unclear.problems[0].fix.startswith(UNREAD)
    return True


def _both_go_on(rows: Sequence[Row]) -> Iterator[Problem]:
    """Ask of two products of one kind, of which nothing tells whether the second took the place of the first."""
    open_ = [
        (number, row)
        for number, row in enumerate(rows)
        if "since" in row and "until" not in row and not is_single(f"1 mg {row.get('often', '')}")
    ]
    for (number, row), (_, other) in combinations(open_, 2):
        kinds = {taken_alone(Taken(one["drug"], dose="1")) for one in (row, other)}
        if (
            len(kinds) == 1
            and "" not in kinds
            and row["drug"] != other["drug"]
            and row["since"] != other["since"]
        ):
            yield Problem(
                FIELDS, f"rows[{number}].until",
                f"{row['drug']} and {other['drug']}, which both go on as they are filled in",
                "whether the second took the place of the first",
                f'fill in until when {row["drug"]} or {other["drug"]} was taken, or "goes on" where both are taken',
            )  # fmt: skip
