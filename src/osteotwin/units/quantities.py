"""From "number unit" to a number, or a sentence that says what is wrong; and back to a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from fractions import Fraction
from functools import cache
from math import inf, isfinite, log10

from osteotwin.errors import InputError, Problem
from osteotwin.units.compound import in_one_unit
from osteotwin.units.kinds import KINDS, PERIODS, Kind, spelling
from osteotwin.units.patterns import later
from osteotwin.units.signs import with_signs
from osteotwin.units.written_numbers import of_thousands_or_not, with_points

_Fail = Callable[..., InputError]

_NUMBER = later(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*)", re.DOTALL)
_COMMA = later(r"([+-]?[0-9]+(?:,[0-9]+)+)(?:\.[0-9]+)?\s*(.*)", re.DOTALL)
_LIMIT = later(r"[<>≤≥~≈]|(?:under|over|below|above|about)\b", re.IGNORECASE)


def allowed_units(kind: str) -> str:
    """Return the units a kind accepts, as words: ``'"number unit" with the unit pg/mL or pmol/L'``."""
    row = KINDS[kind]
    amounts = dict.fromkeys(unit.partition("/")[0] for unit in row.units)
    if list(row.units) == [f"{amount}/{period}" for amount in amounts for period in PERIODS]:
        listed = f"{_listed(amounts)} per {_listed(PERIODS)}"
    else:
        listed = _listed(row.units)
    bare = " (or a number without a unit)" if row.may_be_bare else ""
    return f'"number unit" with the unit {listed}{bare}'


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def parse_quantity(
    text: object, kind: str, *, unit: str | None = None, file: str = "", field: str = ""
) -> float:
    """Read a "number unit" string into the kind's internal unit.

    Parameters
    ----------
    text : str
        What the file holds; anything but a string is a problem, because it has no unit.
    kind : str
        A key of :data:`KINDS`.
    unit : str, optional
        One of the kind's units, in which the value is wanted instead of the internal one.
    file, field : str
        Where the value stands, for the problem's sentence.

    Returns
    -------
    float
        The value in ``KINDS[kind].unit``, or in ``unit``.

    Raises
    ------
    InputError
        With one problem: what was found, which units are expected, how to fix it.

    Examples
    --------
    >>> parse_quantity("1.81 m", "length")
    181.0
    """
    row = KINDS[kind]

    def fail(fix: str, expected: str | None = None, found: str | None = None) -> InputError:
        return InputError(
            [Problem(file, field, found or shown_value(text), expected or allowed_units(kind), fix)]
        )

    if isinstance(text, int | float) and not isinstance(text, bool):
        if not is_finite(text):
            raise fail("correct the number", "a number of usual size")
        if row.may_be_bare:
            return _signed(float(text), row, fail)
        raise fail(
            f'add the unit and put both in quotes, for example "{text:g} {_usual(row)}"',
            found=f"{shown_value(text)}, which has no unit",
        )
    if not isinstance(text, str):
        raise fail(f'write one quantity in quotes, for example "{row.example}"')
    written = in_one_unit(_without_commas(with_signs(text.strip())), kind)
    _refuse_odd_numbers(written, row, fail)
    if row.is_dose:
        _ask_point(written, fail)
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise fail(f'begin with the number, for example "{row.example}"')
    number, written_unit = float(match[1]), match[2].strip()
    if not isfinite(number):
        raise fail("correct the number, which is too large", "a number of usual size")
    if not written_unit and row.may_be_bare:
        return _signed(number, row, fail)
    if not written_unit:
        example = shown_value(f"{match[1]} {_usual(row)}")
        raise fail(
            f"add the unit, for example {example}",
            found=f"{shown_value(text)}, which has no unit",
        )
    shown = row.also.get(spelling(written_unit))
    if shown is None:
        raise fail(
            _fix_unit(match[1], written_unit, row), found=f"{shown_value(text)}, whose unit is not known"
        )
    return _signed(_scaled(match[1], row.units[shown], 1.0 if unit is None else row.units[unit]), row, fail)


def quantity_text(value: float, kind: str, unit: str | None = None) -> str:
    """Write a value as the "number unit" text that reads back as the same value.

    Parameters
    ----------
    value : float
        In the internal unit, or in ``unit``.
    kind : str
        A key of :data:`KINDS`.
    unit : str, optional
        One of the kind's units to write; left out, the one nearest to the internal unit.

    Examples
    --------
    >>> quantity_text(0.8, "fraction")
    '80 %'
    """
    nearest, factor = min(KINDS[kind].units.items(), key=lambda pair: abs(log10(pair[1])))
    if unit is not None:
        nearest, factor = unit, 1.0
    number = Decimal(repr(value)) / Decimal(repr(factor))
    text = f"{number:f}" if 1e-6 <= abs(value) < 1e15 or value == 0.0 else f"{number.normalize():e}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    written = f"{text} {nearest}"
    if KINDS[kind].is_dose and _POINT.fullmatch(written):
        return f"{of_thousands_or_not(text)[1]} {nearest}"
    return written


#: Nobody counts thousandths of an international unit: there a comma before three digits separates thousands.
_THOUSANDS_OF_IU = later(r"[0-9]{1,3}(?:,[0-9]{3})+(?=\s*(?:iu|i\.u\.|units)\b)", re.IGNORECASE)


def _without_commas(text: str) -> str:
    """Return a text with points and no commas where each comma can mean one thing only."""
    if len(text) > _LONGEST_EXACT:
        return text
    return with_points(_THOUSANDS_OF_IU.sub(lambda found: found[0].replace(",", ""), text))


#: Longer numbers are brought to another unit as floats: what stands behind so many digits is lost in one anyway.
_LONGEST_EXACT = 400


def _scaled(number: str, factor: float, into: float) -> float:
    """A written number brought from one unit to another by their factors, rounded once."""
    plain = float(number)
    if factor == into or plain == 0.0:
        return plain
    if len(number) > _LONGEST_EXACT:
        return plain * (factor / into)
    try:
        return float(Fraction(number) * _exact(factor) / _exact(into))
    except OverflowError:
        return inf


@cache
def _exact(factor: float) -> Fraction:
    """The ratio that a factor was rounded from: 1/24 of 0.041666666666666664."""
    simple = Fraction(factor).limit_denominator(10**6)
    return simple if float(simple) == factor else Fraction(repr(factor))


def is_finite(value: float) -> bool:
    """Tell whether a number can be held as a float: an integer may be too long for one."""
    try:
        return isfinite(value)
    except OverflowError:
        return False


def shown_value(value: object) -> str:
    """Return a found value as a short, printable piece of a sentence."""
    if isinstance(value, str):
        safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in value[:61])
        return f'"{safe[:60]}..."' if len(value) > 60 else f'"{safe}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**30:
        return "a huge number"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}..."


def _usual(row: Kind) -> str:
    """Return the unit in which a kind is usually given."""
    unit = row.example.partition(" ")[2]
    return unit if unit in row.units else next(iter(row.units))


def _signed(value: float, row: Kind, fail: _Fail) -> float:
    if not isfinite(value):
        raise fail("correct the number, which is too large", "a number of usual size")
    if value < 0.0 and not row.may_be_negative:
        raise fail(
            "remove the minus sign, or correct the value", f'zero or more, for example "{row.example}"'
        )
    return value


_UNITS_OF_IU = r"(?:iu|i\.u\.|u|units?|international units)"
#: Behind 1 to 999 and before three digits that end with 0 a point may separate thousands; of grams it does not. Nobody
#: counts thousandths of an international unit: there any three digits may be thousands.
_POINT = later(
    rf"(?P<n>[1-9][0-9]{{0,2}}\.(?:[0-9]{{2}}0|[0-9]{{3}}(?=\s*{_UNITS_OF_IU}(?!\w))))\s*"
    rf"(?P<unit>(?:mg|[uµμ]g|mcg|{_UNITS_OF_IU})(?!\w).*)",
    re.IGNORECASE,
)


def _ask_point(written: str, fail: _Fail) -> None:
    """Ask whether the point in the number of a dose separates thousands."""
    point = _POINT.fullmatch(written)
    if point is not None:
        thousands, decimal = (
            shown_value(f"{one} {point['unit']}") for one in of_thousands_or_not(point["n"])
        )
        raise fail(f"write {thousands}, or {decimal} if the point is a decimal one")


def _refuse_odd_numbers(written: str, row: Kind, fail: _Fail) -> None:
    """Raise for what looks like a number to a person and is not one here."""
    if not written:
        raise fail(f'write a number and its unit, for example "{row.example}", or remove the line')
    if re.match(r"[+-]?(nan|inf)", written, re.IGNORECASE):
        raise fail(
            "write a measured number, or remove the line if it is not known", "a finite number with its unit"
        )
    if _LIMIT.match(written):
        raise fail(
            "write one number; a limit or a guess cannot be used, so remove the line if only that is known"
        )
    comma = _COMMA.fullmatch(written)
    if comma:
        unit = f" {comma[2]}" if comma[2] else ""
        as_point, as_thousands = comma[1].replace(",", ".", 1).replace(",", ""), comma[1].replace(",", "")
        in_threes = re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+", comma[1])
        thousands, point = (shown_value(f"{number}{unit}") for number in (as_thousands, as_point))
        either = f" (or {thousands} if the comma separates thousands)" if in_threes else ""
        raise fail(f"write a decimal point, not a comma: {point}{either}", "a number with a decimal point")
    if re.match(r"[+-]?[0-9.]+(\s*[-–]\s*|\s+to\s+|\s*±\s*|\s+)[0-9]", written):
        raise fail(f'write one number only, without ranges or spaces inside it, for example "{row.example}"')


def _fix_unit(number: str, unit: str, row: Kind) -> str:
    """Return the way out of a unit that is not known for this kind."""
    if spelling(unit) in row.refused:
        return row.refused[spelling(unit)]
    near = get_close_matches(spelling(unit), list(row.also), n=3, cutoff=0.7)
    # Of two units as near as each other, such as nmol/L and pmol/L to umol/L, neither is the one that was meant.
    likeness = [SequenceMatcher(None, spelling(unit), one).ratio() for one in near]
    likely = {row.also[one]: None for one, like in zip(near, likeness, strict=True) if like == likeness[0]}
    if likely:
        written = " or ".join(str(shown_value(f"{number} {one}")) for one in likely)
        return f"write {written}{', whichever' if len(likely) > 1 else ' if that'} is meant"
    return f'convert the value to one of these units and write it like "{row.example}"'
