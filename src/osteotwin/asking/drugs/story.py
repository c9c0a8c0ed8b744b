"""A story around drugs: its clauses and words that tell of no drug, dose or day are set aside, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.when import MONTH
from osteotwin.protocol.dose_accounted import classes
from osteotwin.protocol.library import misspelled, named_drug, of_class
from osteotwin.protocol.turning_words import turning, word_class
from osteotwin.units import in_digits

#: Between two clauses; the mark belongs to the one behind it.
_BETWEEN: Final = re.compile(
    r"(?=[,.!?]\s)|\s(?=(?:and|but|so|because|which|who|although|though|for|et|y|und|mais|aber|pero|"
    r"[-\u2013\u2014]) )",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"^[\s,.!?\u2013\u2014-]*(?:(?:and|but|so|et|y|und|mais|aber|pero) )*", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
#: Who speaks of himself.
_SPEAKS: Final = re.compile(
    r"\b(?:i|i['\u2019](?:m|ve|d)|my|me|we|ich|mein\w*|je|j['\u2019]|mon|ma|yo|mi|llevo|tomo|nehme|bekomme|prends|prendo)\b",
    re.IGNORECASE,
)
#: Behind these a word that is not known may be a drug: "I take", "5 mg of", "and".
_TAKES: Final = re.compile(
    r"(?:\b(?:take|takes|taking|took|taken|use|uses|using|on|inject|injecting|pin|pinning|and|plus|with|of|prescribed|"
    r"for|mg|mcg|ug|g|iu|ml|units?)|[,&+/(\d])\s*$",
    re.IGNORECASE,
)
#: How somebody says that he takes what follows, at the end of what stands before it.
_TAKING: Final = re.compile(
    r"(?:\bi(?:['\u2019]?(?:m|ve)| am| have)?(?: (?:also|now|currently|just|still|been|only|always))*"
    r"(?: (?:take|taking|use|using|inject|injecting|pin|pinning|do|doing|on|get|getting|run|running))?|"
    r"\b(?:put|started|starting|placed|got|has|have) me(?: back)? on|"
    r"\b(?:(?:ich )?(?:nehme|bekomme|spritze)|(?:je )?prends|tomo|prendo)(?: (?:du|de la|le|la|il|el))?|"
    r"\b(?:protocol|regimen|regime|treatment|therapy|medications?|meds|stack|routine|list)\b[^,.;]{0,20}?"
    r"\b(?:is|are|consists of|includes?))(?: (?:an?|the|my|some))*\s*:?$",
    re.IGNORECASE,
)
#: "I am 58 and on", "I'm a 45 year old guy who lifts,"
_AGE: Final = re.compile(
    r"\W*(?P<said>i(?:['\u2019]?m| am) (?:an? )?\d\d(?:[- ]?(?:years?|yrs?|yo|y)(?:[- ]?old)?)?"
    r"(?: (?:man|male|guy|woman|female|lady))?(?: who [a-z]+)?)(?:, (?:and )?| and |\. )(?!mg|\d)",
    re.IGNORECASE,
)
_AMOUNT_BEHIND: Final = re.compile(r"[\s,:(]*(?:\d|half\b|a quarter\b)")
#: Words of the shortest clause that is set aside, and of the shortest story.
_LEAST_CLAUSE, _LEAST_STORY = 2, 6


def told_of(piece: str, is_read: Callable[[str], bool]) -> tuple[str, str]:
    """Return a story without what tells of no drug, dose or day, where only so it is read, and what is set aside.

    Parameters
    ----------
    piece : str
    is_read : callable
        Whether a text is read whole.
    """
    if not _SPEAKS.search(piece) or len(piece.split()) < _LEAST_STORY or is_read(piece):
        return piece, ""
    for bare, aside in _shorter(piece):
        if name_places(bare) and is_read(bare):
            return bare, aside
    return piece, ""


def _shorter(piece: str) -> Iterator[tuple[str, str]]:
    """Yield a story without clauses, then without its lead, and then without words, that tell nothing, with these."""
    kept, aside = list[str](), list[str]()
    if (aged := _AGE.match(piece)) is not None:
        aside, piece = [aged["said"]], piece[aged.end() :]
    for clause in _BETWEEN.split(piece):
        said = _MARK.sub("", clause).strip(" .!?")
        if len(said.split()) >= _LEAST_CLAUSE and tells_no_drug(said):
            aside.append(said)
            if clause[:1] in (".", "!", "?"):
                kept.append(".")
        else:
            kept.append(clause)
    plain = re.sub(r"\s*(?:\.\s*)+(?=\.)", "", " ".join(" ".join(kept).split())).strip(" ,.")
    plain = re.sub(r"\s+(?=[,.])", "", plain)
    if aside:
        yield plain, "; ".join(aside)
    lead = _lead_of(plain)
    if lead and (taking := _TAKING.search(lead)) is not None and tells_no_drug(lead):
        before = lead[: taking.start()].strip(" ,")
        aside, plain = [*aside, *([before] if _says(before) else [])], plain[len(lead) :].strip()
        yield plain, "; ".join(aside)
        lead = ""
    words = [found for found in _WORD.finditer(plain, len(lead)) if _is_idle(plain, found)]
    if words:
        bare = plain
        for found in reversed(words):
            bare = f"{bare[: found.start()]}{bare[found.end() :]}"
        yield " ".join(bare.split()), "; ".join([*aside, " ".join(found[0] for found in words)])


def _says(words: str) -> bool:
    """Tell whether words hold one that no reader of doses knows."""
    return any(word[0].casefold() not in _all_known() for word in _WORD.finditer(words))


def _lead_of(text: str) -> str:
    """Return what stands before the first number, name or word of a dose."""
    names = [start for start, _ in name_places(text)]
    told = [found.start() for found in _WORD.finditer(text) if found[0].casefold() in _of_doses()]
    numbers = [found.start() for found in re.finditer(r"[.\d]", text)]
    return text[: min(len(text), *names[:1], *told[:1], *numbers[:1])].strip()


def tells_no_drug(clause: str) -> bool:
    """Tell whether a clause names no drug, no number and no day, and turns nothing around it.

    Examples
    --------
    >>> tells_no_drug("rain or shine in the park"), tells_no_drug("I hate needles"), tells_no_drug("but not on Sundays")
    (False, True, False)
    """
    if re.search(r"\d", in_digits(clause)) or MONTH.search(clause) or name_places(clause):
        return False
    words = [_plain(word[0]) for word in _WORD.finditer(clause)]
    return not any(word in turning() or word in _of_doses() or of_class(word) for word in words)


def _plain(word: str) -> str:
    plain = word.casefold().replace("\u2019", "'")
    return plain.removesuffix("'s") if plain.removesuffix("'s") in turning() else plain


def _is_idle(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word is none that any reader knows, and where it stands cannot be a drug."""
    word = _plain(found[0])
    if word.endswith("ly") and word not in word_class("steady"):
        return False
    if word in _all_known() or word in turning() or MONTH.fullmatch(word) or of_class(word):
        return False
    if _TAKES.search(text[: found.start()]) or _AMOUNT_BEHIND.match(text, found.end()):
        return False
    return not (name_places(word) or named_drug(word) or misspelled(word))


@cache
def _all_known() -> frozenset[str]:
    return frozenset().union(*classes().values())


@cache
def _of_doses() -> frozenset[str]:
    """Return the words of amounts, rhythms and days: of what the grammar reads, without those that join any words."""
    return classes()["told"] - word_class("joining")
