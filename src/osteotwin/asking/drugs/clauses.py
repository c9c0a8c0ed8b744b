"""Clauses beside a dose whose words are each known, and that may end, share or give away what is taken all the same."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from osteotwin.asking.drugs.own_example import ended_as
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH
from osteotwin.protocol.dose_accounted import GIVEN_BY, classes
from osteotwin.protocol.idle_words import idle_words
from osteotwin.units import in_digits, is_rhythm
from osteotwin.units.patterns import later

_MARKS: Final = later(
    r"(?P<mark>[,;()]|\.(?=\s|$)|\s[-\u2013\u2014]\s|\b(?:and|but|because|although|though|while|whereas|"
    r"as(?! (?:well|of|needed|part|directed|prescribed|per))|cause|cos|et|"
    r"car|mais|und|aber|weil|denn|y|pero|porque|e|ma)\b)",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NAME: Final = "\u00a7"
#: "a patch too", "my shots as well": another treatment in the clause of the dose.
_ANOTHER: Final = later(
    r" (?:a|an|my|some|the|also) (?:bone )?(?P<way>[a-z]+)(?: too| as well| also)?$", re.IGNORECASE
)
_BEGINS: Final = later(
    r"[\s,]*(?:since|start(?:ing|ed)|beginning|from|until|till|as of) "
    r"(?:today|now|yesterday|tomorrow|(?:last|next) \w+)\W*$",
    re.IGNORECASE,
)
_WEEKDAY: Final = later(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?\b", re.IGNORECASE)
_AWAY: Final = later(
    r"(?<!\bich )\bbin\b|\b(?:about to|have had|(?:on|off|in|as|for) (?:an? |my |the )?(?:cycle|pct))\b|"
    r"\bj['\u2019]ai\b",
    re.IGNORECASE,
)
#: A dose of the past, of a beginning, of somebody else or of a leaflet: "my starting dose", "posologie recommandée".
_OF_OTHERS: Final = later(
    r"\b(?:dos(?:e|age) (?:was|used to be)|(?:starting|initial|first|his|hers?|their) dos(?:e|age)|"
    r"(?:(?:usual|typical|standard|normal|recommended|empfohlene|\u00fcbliche) (?:dos(?:e|age|is)|dosierung)|"
    r"(?:posologie|posolog[i\u00ed]a|dosis) (?:recommand\u00e9e|usuelle|habituelle|recomendada|habitual))"
    r"(?!(?: is| de| est| es| ist| betr\u00e4gt)* (?:\d|one|une?|an?|ein\w*) (?:\d+ ?mg )?(?:tabl|compr|caps|k)))",
    re.IGNORECASE,
)
_KINDS: Final = ("meals", "routes", "purposes", "makers", "remarks", "people")


def ask_clauses(piece: str, known: Set[str]) -> None:
    """Ask of a clause behind a dose, or of a lead before a drug, whose words may turn what is taken.

    Parameters
    ----------
    piece : str
        Of the answer, in English.
    known : set of str
        Words of the names of what is taken.

    Raises
    ------
    UnclearAnswerError
    """
    if (other := _OF_OTHERS.search(piece)) is not None:
        raise _asked(piece, other[0], "the dose that is taken")
    text = piece
    places = name_places(piece)
    for start, end in reversed(places):
        text = f"{text[:start]}{_NAME * (end - start)}{text[end:]}"
    marks = [
        (0, 0, ""),
        *((one.start(), one.end(), one["mark"].strip().casefold()) for one in _MARKS.finditer(text)),
    ]
    ends = [*(start for start, _, _ in marks[1:]), len(text)]
    told = ""
    for (_, start, mark), end in zip(marks, ends, strict=True):
        clause = text[start:end]
        if _NAME in clause:
            lead = re.split(rf"{_NAME}|\d", in_digits(clause))[0]
            if mark in idle_words("reasons") and _NAME in told and re.search(r"\d", clause):
                raise _asked(piece, piece[start:end].strip(), "whether that is taken, too")
            other = _ANOTHER.search(clause[clause.rindex(_NAME) :])
            if other is not None and other["way"].casefold() in idle_words("other_ways") - known - _words(
                told
            ):
                raise _asked(piece, other[0].strip(), "which drug that is, its dose and how often")
            if (words := _lead_turns(lead)) and (not told.strip() or _NAME in told):
                raise _asked(piece, words, "whether it is taken, by whom and since when")
        elif told and _NAME in told and _turns(clause, known, told):
            raise _asked(piece, piece[start:end].strip(), "what is taken now, how often and since when")
        told += f" {clause}"


def _asked(piece: str, words: str, expected: str) -> UnclearAnswerError:
    names = ", ".join(dict.fromkeys(piece[start:end] for start, end in name_places(piece)))
    return UnclearAnswerError(
        "drugs", f"{quoted(words)} beside {names}, which may change what is taken", expected,
        "leave it out if it changes nothing; else write each drug with its dose, how often and its days, "
        f'as in "{ended_as(piece)}", with your own',
    )  # fmt: skip


def _lead_turns(lead: str) -> str:
    """Return the words before a drug that may turn it; empty where none do."""
    if (away := _AWAY.search(lead.strip())) is not None:
        return away[0]
    words = _words(lead)
    if not idle_words("prescribers").isdisjoint(words):
        return ""
    return lead.strip() if not classes()["people"].isdisjoint(words) else ""


def _turns(clause: str, known: Set[str], before: str) -> bool:
    """Tell whether a clause without a drug's name may turn the dose before it."""
    clause = GIVEN_BY.sub(" ", clause)
    if _BEGINS.match(clause):
        return False
    if (
        re.search(r"\d", in_digits(clause))
        or MONTH.search(clause)
        or _WEEKDAY.search(clause)
        or is_rhythm(clause.strip())
    ):
        return False
    words = _words(clause)
    if not words:
        return False
    if not idle_words("points").isdisjoint(words):
        allowed = (
            idle_words("pointing")
            | idle_words("points")
            | classes()["meals"]
            | classes()["people"]
            | classes()["routes"]
        )
        return not allowed - idle_words("not_alone") >= words - _stomach(clause)
    if _AWAY.search(clause.strip()):
        return True
    earlier = _words(before)
    if any(
        word not in earlier
        and word not in known
        and not re.search(rf"\b(?:by|via|as|in|per|with) (?:an? |the )?{word}", clause)
        for word in words & idle_words("other_ways")
    ):
        return True
    kinds = frozenset().union(*(classes()[kind] for kind in _KINDS), classes()["forms"]) - idle_words(
        "not_alone"
    )
    return not idle_words("beside") | kinds | known | idle_words("english") >= words - _stomach(clause)


def _stomach(clause: str) -> frozenset[str]:
    """Return the words of an empty stomach and of the side of the body."""
    found = re.findall(
        r"\bempty(?= stomach)|\b(?:left|right|low|slow)(?= (?:arm|leg|thigh|side|glute|delt|quad|buttock|"
        r"shoulder|abdomen|belly|"
        r"bone|infusion|injection|density))|\bloss\b|(?:bone|hair) loss|(?<=to )stay\w*|(?<=to )stand\w*",
        clause.casefold(),
    )
    return frozenset(word for one in found for word in one.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold().replace("\u2019", "'")))
