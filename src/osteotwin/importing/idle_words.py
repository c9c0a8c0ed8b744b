"""Words that may stand beside a measured value and change nothing of it; and what else stands in a line."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.lab_spans import UNIT, names_in
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of, with_sites_in_full
from osteotwin.importing.words_file import words_of_lines
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

#: What may stand beside a value and changes nothing of it.
OF_LABS: Final = words_of_lines("of_labs")
#: Words of reports, which stand beside values of any test.
OF_REPORT: Final = words_of_lines("of_report")
#: What may stand beside a value and changes nothing of it.
OF_SCANS: Final = words_of_lines(
    "of_scans",
    T_SCORE,
    Z_SCORE,
    DENSITY,
    r"\bL[1-5](?: ?- ?L?[1-5])?\b",
    r"(?<=\bL\s\s)(?:bis|to|à|a)(?=\sL\b)",
    r"\b1/3",
    r"\b33 ?%",
)
_OF_ROWS: Final = words_of_lines("of_rows", "cm\u00b2")
_OF_PROSE: Final = words_of_lines("of_prose")
_NUMBER: Final = later(
    rf"(?:[<>\u2264\u2265]=?\s?)?[-+\u2212]?\d[\d.,]*\s?(?:{UNIT}(?!\w))?|(?<![^\W\d_]){UNIT}(?!\w)",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]{2}[\w'\u2019-]*")
#: A goal with two ends behind a value, which is none of it.
_GOAL_BESIDE: Final = later(
    r"(?<=\S)\s*[\[(]?\s?(?:goal|target|aim|ziel|optimal|ideal)s?(?: range)?"
    r"\W{0,3}\d[\d.,]*\s?(?:-|to)\s?\d[\d.,]*\s?[\])]?",
    re.IGNORECASE,
)
_SHOWN: Final = 80


def unread_beside(said: str) -> tuple[str, bool]:
    """Return the words of a line that are not known to change nothing of its value, and whether they turn it.

    A word before a colon or in a bracket is said of the value, and so is one of a short line.

    Examples
    --------
    >>> unread_beside("Serum estradiol 18 pg/mL"), unread_beside("Estradiol 18 pg/mL (boss)")
    (('', True), ('boss', True))
    >>> unread_beside("Estradiol dipped to 18 pg/mL")
    ('dipped', True)
    """
    rest = _PHRASES.sub(" ", _GOAL_BESIDE.sub(" ", DATE.sub(" ", with_sites_in_full(said))))
    spans = [(one.start, one.end) for one in names_in(rest)]
    spans += [(start, end) for _, start, end in mentions_of(rest)]
    for start, stop in spans:
        end = stop
        while end < len(rest) and rest[end].isalpha():
            end += 1
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    for known in (_NUMBER, OF_SCANS, OF_LABS, OF_REPORT, _OF_ROWS, _OF_PROSE):
        rest = known.sub(lambda one: " " * len(one[0]), rest)
    beside = " ".join(_ASIDE.findall(rest))
    words = list(dict.fromkeys((*unsaying(said), *_WORD.findall(rest))))
    turns = len(said.split()) <= _MOST_WORDS or bool(unsaying(said)) or _WORD.search(beside) is not None
    return printable(" ".join(words)[:_SHOWN]), turns


#: A longer line is a sentence, of which a word may be of anything.
_MOST_WORDS: Final = 12


def unsaying(said: str) -> list[str]:
    """Return what a line says in a bracket or before a colon alone that makes a value none of its day or its place."""
    found = [one[0].strip(" ():[]") for one in UNSAYS.finditer(said)]
    number = re.search(r"\d[.,]\d", said)
    places = {site for site, _, _ in mentions_of(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", said))}
    for one in _BRACKET.finditer(said, 0, number.start() if number else 0):
        other = {site for site, _, _ in mentions_of(one[0])}
        if len(places) == 1 and other and not other <= places and "femur" not in places:
            found.append(one[0].strip("()[]"))
    return found


_BRACKET: Final = later(r"[(\[][^()\[\]\d]{2,60}[)\]]")
_NO_RESULT: Final = (
    r"(?:the )?(?:(?:upper |lower )?(?:limits?|norms?)|ref(?:eren[cz])?e?\.?|mean|moyenne|durchschnitt|media|typical|"
    r"average|population|optimal|old|last|best|sample|to be confirmed|reported|upper|lower|max|min|(?:at|aged) [2-9]\d)"
)
_BARE: Final = r"(?:limit|ref|norm|population|optimal|reference|referenz|old|last|moyenne|reported)"
#: Words that are known, and alone in a bracket, before a colon or at an end make a number one of others or another day.
UNSAYS: Final = later(
    rf"[(\[]\s?{_NO_RESULT}\s?[)\]]|^\W*{_NO_RESULT}\s?:(?=\s*[a-z\d])|"
    r"[(\[]\s?(?:normal|lowest|L[1-5]/L?[1-5])\s?[)\]]\s*[:=]?\s*(?=[<>]?[-+\u2212]?\d)|"
    rf"(?:\d|\w/[dm]?l|cm\S{{0,2}}) (?:{_BARE}|mean|average)\W*$|"
    rf"^\W*{_BARE} (?=\w)(?!scan|dxa|dexa|test|range|lab|database|population|mean)|"
    r"\d\s?(?:\S{1,4}/[dm]?l )(?:lower|higher|less|more|(?:below|above|under|over) (?:the )?(?:normal|limit))\W*$|"
    r"(?-i:(?<!jahre )\balt\b)(?!\W*\d)|\b(?:just|barely|almost|nearly) (?:under|below|above|over)\b",
    re.IGNORECASE,
)


#: The moment of a sample, and what changed since another scan, which is told of its own.
_PHRASES: Final = later(
    r"\b(?:follow-?up|kontrolle|contr[o\u00f4]le?|(?:repeat|next) (?:scan|dxa|test)|re-?test|re-?check)\b[^.;\d]{0,60}"
    r"(?:\d+ ?(?:years?|months?|jahren?|monaten?|ans|mois|a\u00f1os|meses)\b[^.;\d]{0,30})?|"
    r"\bbefore (?:the |my )?(?:injection|dose)\b|\bbehind it\b|[(\[][^()\[\]]*%[^()\[\]]*[)\]]|"
    r"[(\[][^()\[\]]*\d\s?[-\u2013]\s?\d[^()\[\]]*[)\]]|"
    r"\b(?:labor )?(?:ab|bis|unter|\u00fcber) \d[\d.,]*",
    re.IGNORECASE,
)
_ASIDE: Final = later(r"^[^:;]{2,40}:|[(\[][^()\[\]]{2,60}[)\]]")
