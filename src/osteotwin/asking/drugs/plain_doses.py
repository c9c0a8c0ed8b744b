"""Drugs of an answer that is not understood, of which each is a name and a whole dose: read as a dose is."""

from __future__ import annotations

from typing import Final

from osteotwin.asking.drugs.dose_words import check_dose
from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.taken import Taken, is_shown
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.protocol.dose_accounted import other_rhythm_in
from osteotwin.protocol.dose_instructions import without_instructions
from osteotwin.protocol.dose_of_drug import products_named, steps_of_drug
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import by_way
from osteotwin.protocol.library.ways import is_given_so, ways_in
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: Words of amounts, rhythms, totals, forms and ways; a dose of no other words, but for how it is swallowed, is plain.
_WORDS: Final = frozenset(
    word
    for words in (
        "a an the one two three four five six seven eight nine ten twelve half quarter of in at on and with",
        "then by x mg mcg ug g iu ml cc unit units milligram milligrams tablet tablets tab tabs pill pills",
        "capsule capsules cap caps patch patches packet packets sachet sachets pump pumps ampoule ampoules",
        "injection injections shot shots jab infusion infusions implant depot dose doses daily nightly weekly",
        "monthly yearly once twice thrice time times day days week weeks month months year years every each",
        "other alternate per morning evening night bedtime am pm mane nocte noon mon tue wed thu fri sat sun",
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays",
        "fridays saturdays sundays next first following nothing none full whole repeat repeated total all",
        "altogether po pobid potid poqd oral orally mouth im sc iv sq subq subcutaneously qd bd bid tid od",
        "eod qod qw take taken apply applied swallow swallowed my thing",
    )
    for word in words.split()
)
_WORD: Final = later(r"[^\W\d_]+")


def _is_plain(dose: str) -> bool:
    """Tell whether a dose begins with a letter or a number and holds no word that may be of anything else."""
    words = _WORD.findall(without_instructions(dose.casefold()).replace("\u00b5", "u"))
    return dose[:1].isalnum() and _WORDS.issuperset(words)


def plain_dose(piece: str) -> Taken | None:
    """Return a drug of the model behind whose name stands a dose, of which every word is accounted for, and no more.

    Examples
    --------
    >>> plain_dose("alendronate 70 mg weekly with 8 oz of water").dose
    '70 mg weekly with 8 oz of water'
    >>> plain_dose("alendronate 70 mg weekly when I remember") is None
    True
    """
    piece = in_english(piece).strip(" .,;")
    places = name_places(piece)
    if len(places) != 1 or places[0][0]:
        return None
    end = places[0][1]
    name, dose = piece[:end], piece[end:].strip(" ,:-\u2013")
    if (
        not _is_plain(dose)
        or known_kind(name) != "drug"
        or is_shown(name)
        or by_way(name)
        or not products_named(name)
    ):
        return None
    ways = ways_in(dose.casefold())
    if not any(is_given_so(one.id, one.route, ways) for one in products_named(name)):
        return None
    try:
        check_dose(dose, name)
    except UnclearAnswerError:
        return None
    if other_rhythm_in(dose, steps_of_drug(name, dose) or ()):
        return None
    return Taken(name, is_supplement=False, dose=dose, since="")


def in_plain_words(text: str) -> str | None:
    """Return an answer with each drug that has a whole dose as name, amount and rhythm; ``None`` where none changes.

    Examples
    --------
    >>> in_plain_words("alendronate 70 mg weekly with 8 oz of water; letrozole 2.5 mg daily since 2020")
    'alendronate 70 mg weekly; letrozole 2.5 mg daily since 2020'
    """
    plain: list[str] = []
    for piece in pieces_of(text):
        one = plain_dose(piece)
        told = understood_of(one.dose) if one is not None else None
        short = f"{told.amount} {told.often}" if told is not None else ""
        if one is None or short == one.dose or not _is_same(one.name, one.dose, short):
            plain.append(piece)
        else:
            plain.append(f"{one.name} {short}")
    return "; ".join(plain) if plain != list(pieces_of(text)) else None


def _is_same(name: str, dose: str, short: str) -> bool:
    mine, other = (
        [(step.amount, step.rhythm, step.lasts_days, step.ways) for step in steps_of_drug(name, one) or ()]
        for one in (dose, short)
    )
    return mine == other
