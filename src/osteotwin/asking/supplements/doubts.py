"""What makes a dose of a supplement uncertain: numbers in two parts, a second rhythm, somebody else, a denial."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.not_taken import ask_whose, named_in
from osteotwin.asking.food.eaten_clauses import says_how_often
from osteotwin.asking.supplements.examples import usual_rhythm
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_accounted import other_rhythm_in
from osteotwin.protocol.dose_step import DoseStep
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_UNIT: Final = r" ?(?:mg|mcg|\u00b5g|\u03bcg|ug|iu|i\.u\.?|ie|ui|g|units?)\b"
#: "0. 5 g", "1 .000 IU", "10 00 IU"; not "100 000 IU".
_IN_PARTS: Final = later(
    rf"(?<![\w.,/-])(?:\d+[.,] +\d+|\d+ +[.,]\d+|\d+ +\d+\.\d+|\d+ (?!\d{{3}}(?: \d{{3}})*{_UNIT})\d{{2,}}){_UNIT}",
    re.IGNORECASE,
)
_AMOUNT: Final = later(r"\d[\d.,]* ?(?:mg|mcg|\u00b5g|\u03bcg|ug|iu)\b", re.IGNORECASE)
#: "vitamin D two 1000 IU tablets"
_COUNT_BEFORE: Final = later(
    r"(?P<name>\b(?:d|calcium|carbonate|citrate|tablets?|supplements?))[ :,]+(?P<n>[2-9]|10)(?:[ :]+|, +)"
    r"(?P<amount>[1-9][\d.,]*)"
    rf"(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_PIECE: Final = r"\b(?:tab(?:let)?s?|cap(?:sule)?s?|softgels?|gummies|pills?|chews?)\b"
#: "1000 IU daily (2 tablets)", "1000 IU daily, 2 tablets", and "1000 IU, 2 capsules daily" of what is no tablet so far
_COUNT_BEHIND: Final = later(
    rf"(?P<amount>\d[\d.,]*)(?P<unit>{_UNIT})(?:(?P<often>[^,;()=\d]*)(?:\(|= ?)|(?P<daily> (?:daily|a day|per day))"
    rf"(?: ?[,;:]| -)? |(?P<bare>,) )(?P<n>[2-9]) {_PIECE}(?:\)|(?=(?: daily| a day)?\W*$))",
    re.IGNORECASE,
)
#: "1st Sunday", and not "first Sunday of the month" or "every second Sunday".
_NTH_DAY: Final = later(
    r"\b(?:(?:(?:on )?the |every |each |on )?(?:1st|first)|(?<!every )(?<!each )(?:2nd|3rd|4th|last)) "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:of|in|every|each|a) )",
    re.IGNORECASE,
)
#: "vitamin D 3 drops": vitamin D3, or three.
_D_3: Final = later(
    r"\bd (?P<n>[23]) (?P<form>drops?|sprays?|tablets?|capsules?|softgels?|gummies|pills?)(?: of|:|,)? \d",
    re.IGNORECASE,
)


def ask_how_many(pieces: tuple[str, ...], written: str) -> None:
    """Ask how many tablets a day of a product are taken that holds calcium, or vitamin D and more.

    Parameters
    ----------
    pieces : tuple of str
        Each nutrient with its amount, and how often where that is said.
    written : str
        The product as it was written.

    Raises
    ------
    UnclearAnswerError
    """
    names_both = pieces[1:] != () or pieces[:1] != (written,)
    of_model = [one for one in pieces if re.match(r"(?:calcium|vitamin d)\b", one, re.IGNORECASE)]
    if not names_both or not of_model or any(says_how_often(one) for one in pieces):
        return
    if not all(re.search(r"\d", one) for one in of_model):
        return
    if len(pieces) == 1 and (often := usual_rhythm(pieces[0])) != "daily":
        raise UnclearAnswerError(
            "food", f"no word on how often in {quoted(written)}", "how often",
            f'write for example "{pieces[0]} {often}", with your own rhythm',
        )  # fmt: skip
    each = "; ".join(f"{one} daily" for one in pieces)
    raise UnclearAnswerError(
        "food", f"no word on how often in {quoted(written)}", "how many a day",
        f'write "{each}" for one a day; for two, twice a day',
    )  # fmt: skip


def ask_of_rest(piece: str, mine: re.Pattern[str], others: list[re.Pattern[str]]) -> None:
    """Ask of what stands beside the one amount that is read: another amount, or calcium without one.

    Parameters
    ----------
    piece : str
    mine : pattern
        Of the nutrient that is read.
    others : list of pattern
        Of the others.

    Raises
    ------
    UnclearAnswerError
    """
    rest = mine.sub(" ", piece)
    amounts = _AMOUNT.findall(rest)
    if len(amounts) > 1 or re.search(r"\bhal(?:f|ved)\b|[\u00bd\u00bc\u00be]", rest, re.IGNORECASE):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which tells more than one amount", "how much there is of it a day in all",
            'write one amount and how often, as in "vitamin D 1000 IU daily", with your own number',
        )  # fmt: skip
    if (other := next((found for one in others if (found := one.search(rest))), None)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, without how much {other[0]} there is", "how much and how often of each",
            f"part them by semicolons, each with how much and how often; leave {other[0]} out where it is not known",
        )  # fmt: skip


def ask_of_number(piece: str) -> None:
    """Ask of a number in two parts, and of a count before an amount, in the dose of a supplement.

    Raises
    ------
    UnclearAnswerError
    """
    if (parts := _IN_PARTS.search(piece)) is not None and not re.match(r"[2-9] \d{3,}", parts[0]):
        raise UnclearAnswerError(
            "food", f"{quoted(parts[0])} in {quoted(piece)}, two numbers or one with a gap", "one amount with its unit",
            'write it as one number, as in "vitamin D 1000 IU daily"',
        )  # fmt: skip
    if (day := _NTH_DAY.search(piece)) is not None:
        each = (
            f"{piece[: day.start()]}{often}{piece[day.end() :]}" for often in ("every month", "every week")
        )
        raise UnclearAnswerError(
            "food", f"{quoted(day[0])} in {quoted(piece)}, of each month or of each week", "how often",
            f'write "{next(each)}" or "{next(each)}"',
        )  # fmt: skip
    said = in_digits(piece)
    behind = _COUNT_BEHIND.search(said)
    if behind is not None and not (
        behind["bare"] and re.search(_PIECE, said[: behind.start()], re.IGNORECASE)
    ):
        n, amount, unit = float(behind["n"]), float(behind["amount"].replace(",", "")), behind["unit"].strip()
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which does not tell whether that is in one of them or in all",
            "how much there is in all each time",
            f'write "{_of_each(said, behind, amount / n)}" if it is in all of them, or '
            f'"{_with(said, behind, amount * n)}" if it is in one',
        )  # fmt: skip
    count = _COUNT_BEFORE.search(said)
    if count is not None and (count["name"], count["n"]) != ("d", "3"):
        amount, unit = float(count["amount"].replace(",", "")), count["unit"].strip()
        raise UnclearAnswerError(
            "food", f"{quoted(count[0])}, which may be {count['n']} of {count['amount']} {unit}",
            "how much it is each time in all",
            f'write "{_with(said, count, float(count["n"]) * amount)}" if {count["n"]} are taken, or '
            f'"{_with(said, count, amount)}" if one is',
        )  # fmt: skip
    if (either := _D_3.search(said)) is not None:
        n, form = either["n"], either["form"]
        raise UnclearAnswerError(
            "food", f"{quoted(either[0])}, which may be vitamin D{n} or {n} {form}", "how much it is each time in all",
            f'write "vitamin D" and the IU of all {form} together, as in "vitamin D 1000 IU daily"',
        )  # fmt: skip


def _of_each(said: str, found: re.Match[str], amount: float) -> str:
    """Return what was said with so many tablets of an amount: that keeps the count and tells of what each is."""
    each = f"{found['n']} tablets of {said[: found.start()]}{amount:g} {found['unit'].strip()}{_often(found)}".rstrip()
    return f"{each}{said[found.end() :]}"


def _with(said: str, found: re.Match[str], amount: float) -> str:
    """Return what was said with one amount in place of an amount and its count."""
    groups = found.groupdict()
    name = f"{groups['name']} " if groups.get("name") else ""
    once = f"{name}{amount:g} {found['unit'].strip()}{_often(found)}".rstrip()
    return f"{said[: found.start()]}{once}{said[found.end() :]}"


def _often(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups.get("often") or groups.get("daily") or ""


_OF_BLOOD: Final = later(
    r"\b(?:vit(?:amin|\.)? ?d3?|calcium)(?: (?:is|was|a bit|too|very|of))*[ :,-]+"
    r"(?:(?:low|high)(?![ -](?:dose|fat|strength|potency|quality))|levels?|deficien\w+|insufficien\w+|reading|"
    r"status)\b|"
    r"\b(?:vit(?:amin|\.)? ?d3?)\b.*\d ?(?:ng|nmol)\b",
    re.IGNORECASE,
)
#: Of a list to be ticked; of somebody who is named.
_BOX: Final = later(r"^\W*(?:[\u2610\u2717\u2718\u274c]|\[ \])")
_FOR_NAME: Final = later(
    r"\bfor (?!(?:Bone|Osteo|Health|Men|Women|Adult|Vit|D\b|My\b|The\b)\w*)[A-Z][a-z]+(?=\W*$)"
)
#: Printed on a product: "multivitamin for women 50+".
_LABEL: Final = later(
    r"\b(?:for|f\u00fcr|pour|para) (?:wom[ae]n|men|adults?|seniors?|frauen|m\u00e4nner|femmes?|hommes?|mujer(?:es)?|"
    r"hombres?)\b(?! (?:who|that|in)\b)",
    re.IGNORECASE,
)
_NOT_TAKEN: Final = later(
    r"[,(\u2013-]\s*(?:but )?(?:not|never|no longer|isn['\u2019]?t)(?: yet| currently)? "
    r"(?:being )?(?:taken|taking|started|on it)\b",
    re.IGNORECASE,
)


def ask_whose_supplement(piece: str) -> None:
    """Ask of a supplement that is somebody else's, has ended or is doubted.

    Raises
    ------
    UnclearAnswerError
    """
    if _OF_BLOOD.search(piece) and not _AMOUNT.search(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which may be a value of the blood", "what is eaten and taken",
            "write a value among the laboratory values, with its unit and day; of what is taken how much and how "
            'often, for example "vitamin D 1000 IU daily"',
        )  # fmt: skip
    if (name := _FOR_NAME.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(name[0])} in {quoted(piece)}, which may tell of somebody else",
            "the supplements that are taken", "leave it out if it is taken by somebody else; else leave out that name",
        )  # fmt: skip
    if _NOT_TAKEN.search(piece) or _BOX.match(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which tells of something that is not taken", "what is eaten and taken",
            "leave it out if it is not taken",
        )  # fmt: skip
    try:
        ask_whose(_LABEL.sub("", piece))
    except UnclearAnswerError as unclear:
        raise _of_supplements(unclear) from None


def _of_supplements(unclear: UnclearAnswerError) -> UnclearAnswerError:
    """Return a question on drugs as one on supplements."""
    (one,) = unclear.problems
    return UnclearAnswerError(
        "food", one.found.replace("drug", "supplement"), "one nutrient that is taken, how much and how often",
        'leave it out where it is not taken now; where it is, write it alone, as in "vitamin D 1000 IU daily", with '
        'your own number, or its first day behind it, as in "vitamin D 1000 IU daily starting 14 March 2027"',
    )  # fmt: skip


def ask_turned(piece: str) -> None:
    """Ask of a supplement whose words tell that it is not taken, or not by this person, or not now.

    Raises
    ------
    UnclearAnswerError
    """
    plain = UnclearAnswerError("food", f"{quoted(piece)}, which is not understood", "", "")
    told = named_in(_LABEL.sub("", piece), plain)
    if told is not plain:
        raise _of_supplements(told)


def ask_other_rhythm(piece: str, steps: tuple[DoseStep, ...]) -> None:
    """Ask of a second rhythm that differs from the one that is read: "1000 IU daily, eod".

    Raises
    ------
    UnclearAnswerError
    """
    if other := other_rhythm_in(piece, steps):
        raise UnclearAnswerError(
            "food", f"{quoted(other)} beside another rhythm in {quoted(piece)}", "one of the two",
            'write how often once, as in "vitamin D 1000 IU daily"',
        )  # fmt: skip
