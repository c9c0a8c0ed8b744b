"""Supplements of the food answer: products of several nutrients apart, what the model lacks, amounts of nothing."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from osteotwin.asking.drugs.answers import read_drugs
from osteotwin.asking.drugs.dose_words import is_rhythm
from osteotwin.asking.drugs.entries import entries_of
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.food.eaten_talk import without_talk
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.supplements.examples import usual_rhythm
from osteotwin.asking.supplements.tokens import Amount, Count, Nutrient, Often, tokens_of
from osteotwin.asking.supplements.vocabulary import BRAND_OF_D, CALCIUM, VITAMIN_D
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.inputs.names import NotInLibraryError, folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import all_drug_names, find_food, named_drug, named_drugs
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:mg|mcg|µg|μg|ug|iu|i\.u\.?|g)"
_AMOUNT: Final = rf"\d[\d.,]*(?: ?[-\u2013] ?\d[\d.,]*)? ?{_UNIT}"
_NUTRIENT: Final = (
    r"(?:calcium(?: carbonate| citrate)?|ca|vit(?:amin|\.)? ?(?:d[23]?|k2?)|d3|k2|magnesium|mag|mg|zinc)"
)
#: Other languages' international units.
_UNITS_OF_OTHERS: Final = later(r"(?<=\d)(?P<gap> ?)(?:ui|u\.i\.|i\.e\.|ie)(?![\w.])", re.IGNORECASE)
#: Whose number is no dose.
_OMEGA: Final = later(r"\bomega[ -]3s?\b", re.IGNORECASE)
#: How it is sold.
_PACKED: Final = later(
    r"\b(?:pure|powder(?:ed)?|pulver|poudre|polvo|brand|blend|formula|high[- ]quality|"
    r"with (?:zero|no) additives|without additives)\b",
    re.IGNORECASE,
)
_JOINED: Final = later(
    r"\s*(?:\+|&|/(?=\s*[a-z])|\|)\s*|\s+(?:plus|with|and)\s+(?=(?:\d[\d.,]* ?[a-zµ]+ )?[a-z])", re.IGNORECASE
)
_ONE_OF_BOTH: Final = later(
    r"\bcalcium\b|\bvit(?:amin|\.)? ?d[23]?\b|\bd3\b|\bcholecalciferol\b", re.IGNORECASE
)
#: What holds calcium or vitamin D itself, or may.
_MAY_HOLD: Final = later(r"\bmulti|\bcalcium\b|\bcal\b|\bvit(?:amin|\.)? ?d[23]?\b|\bd[23]\b", re.IGNORECASE)
#: Kinds of what is taken beside food and needs no prescription.
_SUPPLEMENTS: Final = ("supplement", "other")
_FORMS: Final = later(
    r"\b(?:tablets?|tabs?|pills?|capsules?|caps|softgels?|gummies|gummy|drops|ampoules?|vials?)\b|(?<=[a-z] )brause\b",
    re.IGNORECASE,
)
_BARE_AMOUNT: Final = later(
    rf"(?<![\w.,])(?P<amount>{_AMOUNT}|\d+ (?:tablets?|pills?|capsules?|ampoules?))(?!\w)", re.IGNORECASE
)
_SAYS_NO_NAME: Final = later(
    r"\b(?:have|been|started|'?ve|go|with|and|up|to|in|for|meals?|food|breakfast|dinner|the|my|recommended|daily|dos(?:e|"
    r"age)|is|i|take|taking|a|an|of|each|per|day|week|month|tablets?|capsules?|"
    r"serving|size|powder|half|double|supplements?|one|once|oral|orally|by mouth|strength)\b|[^\w\s]", re.IGNORECASE,
)  # fmt: skip


def in_usual_units(text: str) -> str:
    """Return an answer with the international units of other languages as IU.

    Examples
    --------
    >>> in_usual_units("2000 UI D3 daily")
    '2000 IU D3 daily'
    """
    units = _UNITS_OF_OTHERS.sub(lambda found: f"{found['gap']}IU", text)
    return _OMEGA.sub("omega-3", _SALT_OF_OTHERS.sub(_in_english, units))


#: "Calciumcitrat", "carbonate de calcium", "carbonato de calcio", "calcio carbonato"
_SALT_OF_OTHERS: Final = later(
    r"\b(?:[ck]al[ckz]ium|calcio)[ -]?(?P<behind>[ck]arbon|[cz]itr)at[eo]?\b|"
    r"\b(?P<first>carbon|citr)at[eo] (?:de|di) calci(?:um|o)\b",
    re.IGNORECASE,
)


def _in_english(found: re.Match[str]) -> str:
    if found[0].casefold() in ("calcium carbonate", "calcium citrate"):
        return found[0]
    salt = (found["behind"] or found["first"]).casefold()
    return f"calcium {'citrate' if 'itr' in salt else 'carbonate'}"


def nutrients_apart(piece: str) -> tuple[str, ...]:
    """Return the parts of a product that names several nutrients, each with how often it is taken; else the piece.

    Examples
    --------
    >>> nutrients_apart("2000 IU D3 + 100 mcg K2 every day"), nutrients_apart("rice and beans daily")
    (('2000 IU D3 every day', '100 mcg K2 every day'), ('rice and beans daily',))
    """
    if not _ONE_OF_BOTH.search(piece):
        return _others_apart(piece)
    what, often = _apart_from_rhythm(piece)
    if not re.search(r"(?<![\w-])\d", what):  # no amount of any: all of it is asked
        return (piece,)
    parts = [part.strip(" ,.:") for part in _JOINED.split(what) if part.strip(" ,.:")]
    if len(parts) < 2 or not all(_ONE_OF_BOTH.search(part) or is_other_supplement(part) for part in parts):
        return (piece,)
    if not _BESIDE.search(what):  # in one tablet, so the calcium is not all that is eaten
        parts = [_CALCIUM.sub("calcium tablets", part) for part in parts]
    return tuple(f"{part} {often}".strip() for part in parts)


def _others_apart(piece: str) -> tuple[str, ...]:
    """Return supplements of which the model knows none, each by itself; else the piece."""
    parts = [part.strip(" ,.:") for part in _LISTED.split(without_talk(piece)) if part.strip(" ,.:")]
    return tuple(parts) if len(parts) > 1 and all(map(is_other_supplement, parts)) else (piece,)


_LISTED: Final = later(rf"{_JOINED.pattern}|,\s+(?:and )?", re.IGNORECASE)
_BESIDE: Final = later(r"\band\b", re.IGNORECASE)
_CALCIUM: Final = later(r"\bcalcium\b(?! (?:carbonate|citrate|tablet|pill|capsule))", re.IGNORECASE)


def often_of(piece: str) -> str:
    """Return the words at the end of a piece that say how often; empty for none."""
    return _apart_from_rhythm(piece)[1]


def rhythm_in(piece: str) -> str:
    """Return the words of a piece that say how often, wherever they stand; empty for none.

    Examples
    --------
    >>> rhythm_in("I started daily vitamin D"), rhythm_in("vitamin D one ampoule a month"), rhythm_in("vitamin D")
    ('daily', 'a month', '')
    """
    said = _SAID_OFTEN.search(piece)
    return often_of(piece) or ("" if said is None else said[0])


_SAID_OFTEN: Final = later(
    rf"\b(?:{FREQUENCY}(?!\w)|(?:a|per|each|every) (?:day|week|month)\b)", re.IGNORECASE
)


def _apart_from_rhythm(piece: str) -> tuple[str, str]:
    """Return a piece without how often at its end, and how often."""
    if (rate := _A_DAY.search(piece)) is not None:
        return piece[: rate.end("unit")], "daily"
    for gap in [found.start() for found in re.finditer(r"[ ,]+", piece)][-_MOST_WORDS:]:
        if is_rhythm(words := piece[gap:].strip(" ,")) and not re.match(
            r"\d[\d.,]* ?(?:mg|mcg|iu)", words, re.IGNORECASE
        ):
            return piece[:gap], words
    return piece, ""


#: Of an amount, not of times: "twice a day" is no day.
_A_DAY: Final = later(rf"(?<=\d) ?(?P<unit>{_UNIT}) ?(?:/ ?|(?:a|per|each) )day$", re.IGNORECASE)
_MOST_WORDS: Final = 8


@lru_cache(maxsize=1024)
def is_other_supplement(part: str) -> bool:
    """Tell whether words are of a supplement that holds neither calcium nor vitamin D, with its dose or without.

    Examples
    --------
    >>> is_other_supplement("Zinc 50 mg, oral capsule once daily"), is_other_supplement("fish oil 1 g")
    (True, True)
    >>> is_other_supplement("alendronate 70 mg"), is_other_supplement("milk"), is_other_supplement("multivitamin")
    (False, False, False)
    """
    if not _may_be_taken(part) or _MAY_HOLD.search(part):
        return False
    if (bare := _PACKED.sub(" ", part)) != part and _is_supplement(_name_alone(bare)):
        return True
    if _is_food(part):
        return False
    if _names_of_others(part):
        return True
    if not _names_a_drug(part):
        return False
    taken = _taken(part)
    if taken is None:
        return _is_supplement(_name_alone(part))
    return bool(taken) and all(_is_supplement(one.name) for one in taken)


@lru_cache(maxsize=1024)
def _names_of_others(part: str) -> tuple[str, ...]:
    """Return the nutrients of words that are of supplements alone, of which the model knows none; else nothing."""
    names = [token.name for token in tokens_of(part) or () if isinstance(token, Nutrient)]
    return () if {VITAMIN_D, CALCIUM} & {*names} else tuple(dict.fromkeys(names))


def _how_taken(part: str) -> str:
    """Return how much and how often there is of a supplement, in plain words."""
    said: list[str] = []
    for token in tokens_of(part) or ():
        if isinstance(token, Amount):
            said.append(token.said)
        elif isinstance(token, Count):
            said.append(f"{token.n:g} tablet{'s' if token.n != 1.0 else ''}")
        elif isinstance(token, Often):
            said.append(token.words)
    return " ".join(said)


@lru_cache(maxsize=1024)
def _taken(part: str) -> tuple[Taken, ...] | None:
    """Return what is taken; None where it is not understood. One part is looked at by several rules."""
    try:
        return read_drugs(part)
    except UnclearAnswerError:
        return None


def _may_be_taken(part: str) -> bool:
    """Tell whether words are few, or hold a dose: a long line of a diary is read as food."""
    return len(part.split()) <= _FEW_WORDS or _DOSE.search(part) is not None


#: Words of a supplement and of how it is taken.
_FEW_WORDS: Final = 8
_DOSE: Final = later(rf"\d ?(?:{_UNIT[3:-1].removesuffix('|g')})\b|{_FORMS.pattern}", re.IGNORECASE)


def _names_a_drug(part: str) -> bool:
    """Tell whether some words are the name of what may be taken; asked first, for reading doses takes its time."""
    said = folded(part).split()
    return any(
        " ".join(said[start:end]) in all_drug_names() and said[start:end] not in _NO_DRUGS
        for start in range(len(said))
        for end in range(start + 1, min(start + _LONGEST_NAME, len(said)) + 1)
    )


#: Short names of hormones that are words of a food in French and Spanish: "pan de molde", "t\u00e9".
_NO_DRUGS: Final = (["de"], ["te"], ["tu"])
#: Words of a name.
_LONGEST_NAME: Final = 5


def _name_alone(part: str) -> str:
    return _FORMS.sub("", _BARE_AMOUNT.sub("", _apart_from_rhythm(part)[0])).strip(" ,.:-()")


def _is_supplement(name: str) -> bool:
    outside = named_drug(name)
    if outside is None:
        return False
    drug = named_drugs()[outside]
    return drug.kind in _SUPPLEMENTS and not drug.is_material


def _is_food(part: str) -> bool:
    kind = kinds().get(" ".join(in_our_words(amount_of(part)[1])))
    if kind is not None and kind.food is not None:
        return True
    try:
        find_food(part)
    except NotInLibraryError as unknown:
        return unknown.ambiguous
    return True


def other_supplement(part: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return a supplement of :func:`is_other_supplement` as it stands in a file: shown, and in no number."""
    part = " ".join(_PACKED.sub(" ", _OMEGA.sub("omega", part)).split())
    names = _names_of_others(part)
    for said in (part, *((f"{names[0]} {_how_taken(part)}", names[0]) if names else (_name_alone(part),))):
        try:
            return entries_of(read_drugs(said), today, order)
        except UnclearAnswerError:
            continue
    raise UnclearAnswerError(
        "food",
        quoted(part),
        "a supplement with its dose",
        'write for example "zinc 15 mg daily", or leave it out',
    )


def ask_which_supplement(piece: str) -> None:
    """Ask of what is no food what it is: a drug, or tablets that nobody knows.

    Raises
    ------
    UnclearAnswerError
    """
    taken = (_taken(piece) if _names_a_drug(piece) and not _is_food(piece) else None) or ()
    alone = _name_alone(piece)
    if (
        not taken
        and [alone.casefold()] not in _NO_DRUGS
        and _is_drug(alone)
        and not _is_supplement(alone)
        and not _is_food(piece)
    ):
        raise _a_drug(piece)
    if taken and not any(one.is_supplement for one in taken) and all(_is_drug(one.name) for one in taken):
        raise _a_drug(piece)
    rest = _PACKED.sub(" ", piece)
    is_powder = rest != piece and not names_a_food(rest) and "protein" not in piece.casefold()
    if is_powder or (_FORMS.search(piece) and not _is_food(_FORMS.sub("", piece))):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, a supplement that is not known", "the calcium and the vitamin D on its label",
            'leave it out where it holds none, and else write what it holds, for example "calcium carbonate 500 mg '
            'daily" or "vitamin D 400 IU daily"',
        )  # fmt: skip


def _a_drug(piece: str) -> UnclearAnswerError:
    named = named_drug(_name_alone(piece)) or named_drug(piece.split()[0])
    if named is not None and named_drugs()[named].kind == "calcium_form":
        return UnclearAnswerError(
            "food", f"{quoted(piece)}, of which the calcium differs by product",
            "the mg of calcium that are taken, and the vitamin D, by its label",
            'write them as in "calcium tablets 720 mg daily; vitamin D 800 IU daily", with your own numbers',
        )  # fmt: skip
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, which is a drug", "foods and supplements",
        "write it in the answer on drugs, with its dose, how often and since when",
    )  # fmt: skip


def ask_how_much(piece: str) -> None:
    """Ask how much there is of calcium or vitamin D that is named without an amount.

    Raises
    ------
    UnclearAnswerError
    """
    tokens = tokens_of(piece) or []
    is_bare = not any(isinstance(token, Amount) for token in tokens)
    if is_bare and {VITAMIN_D, CALCIUM} & {token.name for token in tokens if isinstance(token, Nutrient)}:
        raise _without_amount(piece)
    if re.search(rf"\d ?{_UNIT}", piece, re.IGNORECASE) or not _ONE_OF_BOTH.search(piece):
        return
    what = _apart_from_rhythm(without_talk(piece))[0]
    rest = re.sub(r"\d+", " ", _SAYS_NO_NAME.sub(" ", _FORMS.sub(" ", _ALL_NUTRIENTS.sub(" ", what))))
    if rest.split():
        return
    raise _without_amount(piece)


def _without_amount(piece: str) -> UnclearAnswerError:
    often = rhythm_in(piece)
    if (brand := BRAND_OF_D.search(piece.casefold())) is not None:
        name = piece[brand.start() : brand.end()] if len(piece) == len(piece.casefold()) else brand[0]
        much = "100000 IU" if re.search(r"month", often) else _usual(often)
        raise UnclearAnswerError(
            "food", f"no word on how much is in one {quoted(name)}", f"its IU{'' if often else ', and how often'}",
            f'write for example "{name} {much} {often or "daily"}", with the number on the pack',
        )  # fmt: skip
    is_calcium, is_vitamin = "calci" in piece.casefold(), re.search(r"\bd3?\b", piece.casefold()) is not None
    each = often or "daily"
    example = (
        f'"calcium citrate 500 mg {each}", with the mg of calcium'
        if is_calcium and not is_vitamin
        else f'"vitamin D {_usual(often)} {each}"'
        if not is_calcium
        else f'"calcium carbonate 500 mg {each}; vitamin D 400 IU {each}"'
    )
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, without how much there is of it", f"how much{'' if often else ', and how often'}",
        f"write what one holds and how many, for example {example}, with your own number",
    )  # fmt: skip


def ask_in_one(piece: str, form: str, quantity: str) -> UnclearAnswerError:
    """Return the question for what is in one of so many tablets.

    Parameters
    ----------
    piece, form : str
        What was said, and what it calls one of them.
    quantity : str
        ``"vitamin_d_per_day"`` or ``"calcium_per_day"``.
    """
    often = rhythm_in(piece)
    of_d = quantity == "vitamin_d_per_day"
    example = f"vitamin D {_usual(often)}" if of_d else "calcium citrate 500 mg"
    return UnclearAnswerError(
        "food", f"no word on how much one {form.rstrip('s')} holds in {quoted(piece)}",
        f"its {'IU or mcg' if of_d else 'mg of calcium'}{'' if often else ', and how often'}",
        f'write for example "{example} {often or "daily"}", with the number on the pack, of all that are taken at once',
    )  # fmt: skip


def _usual(often: str) -> str:
    """Return an amount of vitamin D as it is usual of a rhythm, for an example."""
    if re.search(r"month", often):
        return "25000 IU"
    return "20000 IU" if re.search(r"week", often) else "1000 IU"


_ALL_NUTRIENTS: Final = later(
    rf"(?<!\w){_NUTRIENT}(?!\w)|\bdrops?\b|\b(?:plus|also|some|supplements?)\b", re.IGNORECASE
)


def ask_unknown_in_units(piece: str) -> None:
    """Ask of an amount in units of vitamin D that has a name nobody knows what it is of.

    Raises
    ------
    UnclearAnswerError
    """
    amount = re.search(
        r"(?<![\w.,])(?:\d[\d.,]* ?[-\u2013] ?)?\d[\d.,]* ?(?:iu|mcg|\u00b5g|\u03bcg|ug)\b",
        piece,
        re.IGNORECASE,
    )
    if amount is None or _ONE_OF_BOTH.search(piece) or (_names_a_drug(piece) and _taken(piece)):
        return
    dose = f"{amount[0].upper().replace('MCG', 'mcg')} {often_of(piece) or usual_rhythm(amount[0])}"
    raise UnclearAnswerError(
        "food", f"{quoted(piece)}, of which it is not known what the amount is of",
        "the nutrient, how much and how often",
        f'write "vitamin D {dose}" if it is of vitamin D, and leave it out if not',
    )  # fmt: skip


def _is_drug(name: str) -> bool:
    return named_drug(name) is not None or bool(products_named(name))


def ask_of_what(piece: str) -> None:
    """Ask of what an amount is that stands alone: "25,000 IU, monthly".

    Raises
    ------
    UnclearAnswerError
    """
    amount = _BARE_AMOUNT.search(piece)
    if amount is None or re.search(r"\d ?g$", amount[0], re.IGNORECASE):
        return
    what = f"{piece[: amount.start()]} {piece[amount.end() :]}".strip(" ,.")
    what = "" if is_rhythm(what) else _apart_from_rhythm(what)[0]
    if _SAYS_NO_NAME.sub(" ", what).split():
        return
    is_units = re.search(r"iu|mcg|µg|μg|ug", amount[0], re.IGNORECASE)
    name = "vitamin D" if is_units else "calcium carbonate"
    raise UnclearAnswerError(
        "food", f"{quoted(piece)}, an amount without what it is of", "what it is, how much and how often",
        f'write for example "{name} {amount[0]} daily", with your own name and how often',
    )  # fmt: skip
