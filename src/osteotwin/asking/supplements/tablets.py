"""Tablets of calcium in the answer on food: a supplement on top of what is eaten, taken already."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from osteotwin.asking.drugs.answers import read_drugs
from osteotwin.asking.drugs.entries import entries_of
from osteotwin.asking.drugs.names import ANY_SALT
from osteotwin.asking.drugs.questions import check_rhythms
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.food.eaten_clauses import says_how_often
from osteotwin.asking.supplements.beside import strange_words
from osteotwin.asking.supplements.brands import brand_first, counted_apart, of_told_salt, strengths_of
from osteotwin.asking.supplements.doubts import ask_turned
from osteotwin.asking.supplements.words import rhythm_in
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.importing.found import Found, Place
from osteotwin.protocol.library.calcium_products import calcium_of_plain, names_calcium_brand
from osteotwin.units.patterns import later


def tablets_told(piece: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return tablets of calcium as a supplement on top of the diet."""
    assumed = _OF_SOME_SALT.match(piece)
    if assumed is not None:
        piece = f"calcium carbonate {piece[assumed.end() :]}"
    elif (named := _NO_SALT.search(piece)) is not None and _is_read(
        plain := f"{piece[: named.start()]}calcium carbonate {piece[named.end() :]}"
    ):
        assumed, piece = named, plain
    elif not re.search(r"\b(?:carbonate|citrate)\b", piece, re.IGNORECASE):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, tablets that do not say which salt they are",
            "calcium carbonate or calcium citrate",
            'write for example "calcium carbonate 500 mg twice a day" with the mg of calcium, or food and tablets '
            'together: "calcium 1200 mg a day in all"',
        )  # fmt: skip
    said = re.sub(r" (?:tablets?|tabs?|pills?|capsules?|caps|supplements?)\b", "", piece, flags=re.IGNORECASE)
    said = _SALT_BEHIND.sub(r"\g<salt> \g<amount>", said)
    try:
        taken = read_drugs(said)
        _check_told(taken)
        entries = _already_taken(taken, today, order)
        return entries if assumed is None else (*entries, Found(("habits",), {}, Place(""), piece, ANY_SALT))
    except UnclearAnswerError as unclear:
        ask_turned(piece)
        one = unclear.problems[0]
        if "not understood" in one.found and (strange := strange_words(piece)):
            raise UnclearAnswerError(
                "food", f'"{" ".join(strange)}" in {quoted(piece)}, which is not understood',
                "one nutrient that is taken, how much and how often",
                'write it alone, as in "calcium citrate 300 mg daily", with your own numbers',
            ) from None  # fmt: skip
        raise UnclearAnswerError("food", one.found, one.expected, one.fix) from None


def supplement_since(piece: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return vitamin D or calcium of which the first day is told as a supplement; nothing of any other piece."""
    if not _DAYS.search(piece):
        return ()
    try:
        taken = read_drugs(piece)
        if not taken or not all(one.is_supplement and one.is_told and one.since for one in taken):
            return ()
        return entries_of(taken, today, order)
    except UnclearAnswerError:
        return ()


_DAYS: Final = later(r"\b(?:since|starting|started|from|until)\b", re.IGNORECASE)
#: Tablets of calcium whose salt is not told.
_OF_SOME_SALT: Final = later(r"calcium tablets ")
_NO_SALT: Final = later(r"\bcalcium (?:(?:tablets?|pills?|capsules?|supplements?) )?(?=\d)", re.IGNORECASE)


def _already_taken(taken: tuple[Taken, ...], today: date, order: str | None) -> tuple[Found, ...]:
    """Return tablets of the diet as entries: who tells them among foods takes them already.

    A year ago stands in for a day that is not said: by then bone has answered to a new intake.
    """
    day = (today - timedelta(days=round(DAYS_PER_YEAR))).isoformat()
    entries = entries_of(tuple(one if one.since else replace(one, since=day) for one in taken), today, order)
    if all(one.since for one in taken):
        return entries
    return tuple(
        replace(
            one,
            note="; ".join(filter(None, (one.note, "taken already, a year ago stands in for its first day"))),
        )
        if one.table == ("plan", "supplement")
        else one
        for one in entries
    )


#: "1500 mg calcium carbonate"
_SALT_BEHIND: Final = later(
    r"(?P<amount>\d[\d.,]* ?m?g) (?:of )?(?P<salt>calcium (?:carbonate|citrate))\b", re.IGNORECASE
)


def _check_told(taken: tuple[Taken, ...]) -> None:
    check_rhythms(taken)
    for one in taken:
        if not one.is_told:
            raise UnclearAnswerError("food", quoted(one.name), "how much and how often",
                                     'write for example "calcium citrate 500 mg daily"')  # fmt: skip


#: "600 daily", of which 600 is no number of times.
_STRENGTH_BEFORE: Final = later(r"^\d{3,4}(?: ?mg)? +")
_PACKED: Final = later(r"\b(?:tablets?|tabs?|caplets?|pills?)\b", re.IGNORECASE)


def _without_d(piece: str) -> tuple[str, str] | None:
    """Return a brand with its calcium and without vitamin D as those tablets, and what is said of it; else ``None``.

    Examples
    --------
    >>> _without_d("Caltrate 600 twice a day")[0], _without_d("2 Caltrate 600 daily")[0]
    ('calcium carbonate 600 mg twice a day', 'calcium carbonate 1200 mg daily')
    """
    often = _STRENGTH_BEFORE.sub("", rhythm_in(piece) or "")
    if not often:
        return None
    name, tablets = counted_apart(" ".join(_PACKED.sub(" ", piece.replace(often, " ")).split()))
    told = calcium_of_plain(name)
    if told is None:
        return None
    salt, calcium = told[0].replace("_", " "), f"{told[1]:g} mg"
    at_once = told[1] * float(tablets.split()[0]) if tablets else told[1]
    line = f"{salt} {at_once:g} mg {often}"
    brand = name[:1].upper() + name[1:]
    return (
        line,
        f"{quoted(brand)} is counted as {calcium} of calcium, of {salt}, and no vitamin D, for none is told",
    )


def brand_told(piece: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return tablets of a brand as the answer on drugs has them, or ask what is in one."""
    if (alone := of_told_salt(piece)) != piece:
        if not says_how_often(alone):
            raise _how_often(piece)
        return tablets_told(alone, today, order)
    if (without_d := _without_d(piece)) is not None:
        plain, note = without_d
        return (*tablets_told(plain, today, order), Found(("habits",), {}, Place(""), piece, note))
    first: UnclearAnswerError | None = None
    for told in filter(None, (piece, brand_first(piece))):
        try:
            if found := _already_taken(read_drugs(told), today, order):
                return found
        except UnclearAnswerError as unclear:
            first = unclear if first is None or _asks_strength(unclear) else first
    if first is not None and _asks_strength(first):
        one = first.problems[0]
        counted = re.search(r"(?!1 tablet )\b[\d.]+ tablets? .+$", brand_first(piece) or "")
        told = counted[0] if counted else rhythm_in(piece)
        fix = re.sub(r'"(?P<brand>[^"]+)"', rf'"\g<brand> {told or "daily"}"', one.fix)
        if not told:
            found = f"{one.found}, and no word on how often"
            raise UnclearAnswerError(
                "food", found, "its strength, and how often", f"{fix}, with your own rhythm"
            )
        raise UnclearAnswerError("food", one.found, one.expected, fix)
    if not rhythm_in(piece) and _is_read(f"{piece} daily"):
        raise _how_often(piece)
    often = rhythm_in(piece)
    if strengths := strengths_of(piece.replace(often, " ") if often else piece):
        ways = " or ".join(f'"{one} {often or "daily"}"' for one in strengths)
        raise UnclearAnswerError(
            "food", f"no word on what one tablet holds in {quoted(piece)}",
            f"its strength{'' if often else ', and how often'}",
            f"write {ways}, whichever the label says of one tablet; of one without vitamin D the mg of calcium, as in "
            f'"calcium carbonate 600 mg {often or "daily"}"',
        )  # fmt: skip
    raise UnclearAnswerError(
        "food", f"{quoted(_with_brand(piece))}, a brand of which the salt and its calcium differ by product",
        "the calcium of the tablet, its salt and how often",
        'write for example "calcium carbonate 600 mg twice a day", with the mg of calcium and the vitamin D '
        'that the pack prints: "; vitamin D 800 IU daily"',
    )  # fmt: skip


def _with_brand(piece: str) -> str:
    """Return the sentence of a piece in which a brand of calcium is named."""
    return next((one for one in _SENTENCE.split(piece) if names_calcium_brand(one)), piece)


_SENTENCE: Final = later(r"[.!?]\s+")


def _how_often(piece: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "food",
        f"no word on how often in {quoted(piece)}",
        "how often, too",
        f'write for example "{piece} daily"',
    )


def _is_read(piece: str) -> bool:
    for told in filter(None, (piece, brand_first(piece))):
        try:
            if read_drugs(told):
                return True
        except UnclearAnswerError:
            continue
    return False


def _asks_strength(unclear: UnclearAnswerError) -> bool:
    return "tablet holds" in unclear.problems[0].found
