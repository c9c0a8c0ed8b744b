"""Words of a list of medicines that change nothing of what is taken, wherever they stand; any other is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.protocol.dose_accounted import classes
from osteotwin.units.patterns import later

#: Of the words that the grammar of doses reads: those that tell nothing where no dose is read of them.
_PLAIN: Final = """
route indication prescriber instructions instruction commonly continue continues continued these your you
comments reason a an and as at by for from in is it it's its of on the to with i i'm me my myself he him
himself his patient patient's pt man male current currently present still ongoing continuous continuously
indefinitely take takes taking taken use uses using tablet tablets morning mornings evening evenings night
nights nightly nocte am pm noon midday bedtime hs breakfast lunch dinner supper prescribed prescription
injection injections inject injects injected
sosy soaj soln susp tbec cpdr self yes known pain joint joints flare flares severe mild swallow
apply active status via immediately been have has being receives receiving rub rubs
"""
#: Of the words beside a dose: those that tell of a plan, a doubt, a harm or another drug where they stand alone.
_ASKED: Final = """
about roughly only expect expected plan planned problem problems issue issues side effect effects lowest full duration
replacement trt hrt ttrt mht adt pct hpta testosterone estradiol oestradiol estrogen oestrogen cycle block t e2 act
protocol schedule
"""
#: The salts and forms of names.
_SALTS: Final = """
sodium natrium potassium citrate acetate hydrochloride hcl disodium trihydrate monohydrate acid micronized
"""
_CLASSES: Final = ("routes", "forms", "meals", "purposes", "people", "makers", "remarks")
#: Phrases of words and numbers that change nothing: supplies, meals, the next visit, "no side effects".
_HORMONE: Final = (
    r"(?:e2|o?estradiol|o?estrogen|low testosterone|testosterone (?:deficiency|replacement)|trt|hrt|adt)"
)
_PHRASES: Final = (
    later(
        r"\b(?:dispensed?|disp|qty|quantity|refills?|repeats?|rf|mitte|supply|remaining|count)\b\W{0,3}\d+(?![.,]?\d)"
        r"(?: (?:tab\w*|cap\w*|pens?|syringes?|vials?|of|refills?))*(?: ?/ ?\d+)?|"
        r"#\s?\d{2,3}(?! ?(?:daily|a day|per|each|every|x\b))|"
        r"\b(?:\d+|no) (?:refills?|repeats?)\b(?: (?:left|remaining))?|\bpage \d+(?: of \d+)?",
        re.IGNORECASE,
    ),
    later(
        r"\b(?:\d+ ?(?:min\w*|hours?|h) )?(?:before|after|with|without|between) (?:(?:a|the|his|my|any) )?"
        r"(?:food|meals?|breakfast|lunch|dinner|supper|water|milk|bed|bedtime|eating)\b",
        re.IGNORECASE,
    ),
    later(
        r"\bnext (?:due|visit|appointment|injection|review)?\W{0,2}(?:on )?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})",
        re.IGNORECASE,
    ),
    later(rf"\b(?:printed|updated|reviewed|as of|stand)\W{{0,3}}(?:on )?(?:{DAY_NAMED.pattern})", re.IGNORECASE),
    later(r"\b(?:taking|taken|active)\s?[?:]\s?y(?:es)?\b", re.IGNORECASE),
    later(r"\b(?:no|without|nil|zero) (?:side[- ]effects?|problems?|issues?|complaints?)\b", re.IGNORECASE),
    later(
        r"\b(?:for|to (?:control|block|lower|manage|treat)|(?:due|secondary) to) "
        rf"(?:(?:the|his|my|high|low|raised|elevated) )*{_HORMONE}\b|"
        r"\b(?:e2|o?estradiol|o?estrogen) (?:control|management|block\w*)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip
#: Who prescribes or dispenses it, by name.
_TITLE: Final = later(
    r"\b(?:[Dd][Rr]|[Pp]rof|MD|NP|PA)\b\.?(?: [A-Z][\w'-]*\.?)*|(?<=by )[A-Z]\w+ [A-Z]\w+,? MD\b|"
    r"\b(?:[Pp]harmacy|[Pp]rescriber|[Pp]rovider|(?:[Oo]rdered|[Aa]uthori[sz]ed|[Pp]rescribed|[Dd]ispensed) by)\b"
    r"\W{0,2}(?:[A-Z][\w'&.-]*[ ,]{0,2})+|"
    r"\b(?:[A-Z][\w'&-]+ ){1,3}(?=(?:Pharmac|Clinic|Hospital|Medical Cent|Apotheke|Klinik)\w*)"
)
_WORD: Final = later(
    r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d[\d.,/]*|[\u00bd\u00bc\u00be\u2153\u2154?<>\u2192\u2193\u2191\u2260\u00ac~=%]"
)
#: Between name and amount: how strong a solution is, and other numbers with their units.
MEASURED: Final = later(
    r"\d[\d.,]*\s?(?:(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|ie|ml|cc|units?)\b(?:\s?/\s?\d*\s?(?:ml|g|h|hr|day)\b)?|%)",
    re.IGNORECASE,
)
_CLAUSE: Final = later(r"[,;()\[\]]|(?<=\s)[-\u2013\u2014](?=\s)|\.(?=\s|$)|:(?=\s|$)")


def without_people(line: str) -> str:
    """Return a line without the names of those who prescribe or dispense.

    Examples
    --------
    >>> without_people("by Dr. Jane Smith, Corner Pharmacy")
    'by doctor , doctor Pharmacy'
    """
    return _TITLE.sub("doctor ", line)


@cache
def plain_words() -> frozenset[str]:
    """Return the words that may stand beside a medicine and change nothing."""
    kept = frozenset().union(*(classes()[name] for name in _CLASSES))
    return kept.difference(classes()["told"], _ASKED.split()).union(_PLAIN.split(), _SALTS.split())


def without_phrases(text: str) -> str:
    """Return a text without its phrases of words and numbers that change nothing.

    Examples
    --------
    >>> without_phrases("tolerated, refills: 3, no side effects").split(",")
    ['tolerated', '  ', '  ']
    """
    for phrase in _PHRASES:
        text = phrase.sub(" ", text)
    return text


def unknown_word(text: str, names: Iterable[str] = ()) -> str:
    """Return the first clause with a word, a number or a sign that is not known to change nothing; empty for none.

    Parameters
    ----------
    text : str
        In English, without the dose, the rhythm and the days that are read.
    names : iterable of str
        Further words that are known, in small letters.

    Examples
    --------
    >>> unknown_word("by mouth, refills: 3"), unknown_word("with food, halved"), unknown_word("(no side effects)")
    ('', 'halved', '')
    """
    known = plain_words().union(names)
    for clause in _CLAUSE.split(without_phrases(text)):
        words = [found[0].casefold().replace("\u2019", "'") for found in _WORD.finditer(clause)]
        if any(word not in known and word.removesuffix("'s") not in known for word in words):
            return clause.strip()
    return ""
