"""Words of other languages for how much, how often and since when → English ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from osteotwin.units.european import EUROPEAN
from osteotwin.units.foreign import compiled
from osteotwin.units.romance import ROMANCE, SUPPLEMENT

_DAY: Final = {
    "tag": "day", "tage": "days", "tagen": "days", "woche": "week", "wochen": "weeks", "monat": "month",
    "monate": "months", "monaten": "months", "jahr": "year", "jahre": "years", "jahren": "years",
}  # fmt: skip
_SPAN: Final = "|".join(sorted(_DAY, key=len, reverse=True))
_COUNT: Final = {"einmal": "once", "zweimal": "twice", "dreimal": "3 times", "viermal": "4 times"}
_NUMBERS: Final = {"zwei": "2", "drei": "3", "vier": "4", "f\u00fcnf": "5", "sechs": "6", "acht": "8", "zehn": "10",
                   "zw\u00f6lf": "12"}  # fmt: skip
_N: Final = rf"\d+|{'|'.join(_NUMBERS)}"
_ORDINALS: Final = {"zweite": "2", "dritte": "3", "vierte": "4"}
_WEEK: Final = {
    "montag": "Monday", "dienstag": "Tuesday", "mittwoch": "Wednesday", "donnerstag": "Thursday", "freitag": "Friday",
    "samstag": "Saturday", "sonnabend": "Saturday", "sonntag": "Sunday",
}  # fmt: skip
_SHORT_WEEK: Final = {
    "mo": "Mon",
    "di": "Tue",
    "mi": "Wed",
    "do": "Thu",
    "fr": "Fri",
    "sa": "Sat",
    "so": "Sun",
}
_SHORT_DAY: Final = rf"(?:{'|'.join(_SHORT_WEEK)})\b\.?"
_PIECES: Final = {
    "tablette": "tablet", "kapsel": "capsule", "spritze": "injection", "ampulle": "ampoule", "beutel": "sachet",
    "hub": "pump",
    "pumpst\u00f6\u00dfe": "pumps", "pumpsto\u00df": "pump", "h\u00fcbe": "pumps",
}  # fmt: skip
_PIECE: Final = "|".join(_PIECES)
_MONTH: Final = r"(?:jan|feb|m\u00e4r|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\.?"
_PART: Final = {"ende": "end of", "anfang": "beginning of", "mitte": "middle of"}


def _days(found: re.Match[str]) -> str:
    """Return "Mo/Do" in English; "do, so" are English words."""
    words = re.findall("[a-z]+", found[0].lower())
    if set(words) <= {"do", "so", "and"}:
        return found[0]
    return re.sub("[A-Za-z]+", lambda day: _SHORT_WEEK.get(day[0].lower(), "and"), found[0])


_WORDS: Final = (
    (r"\bfertig(?:spritzen?|pens?)\b", lambda _: "syringe"),
    (r"\b(?:film|brause|kau|weich|hart|retard|schmelz|fertig)(?=tablette|kapsel|spritze)", lambda _: ""),
    (r"\bpflaster\b", lambda _: "patch"),
    (r"\b(?:tbl|tabl)\b\.?", lambda _: "tablet"),
    (
        rf"\b(?P<n>{'|'.join(_NUMBERS)})(?= (?:(?:{_SPAN}|{_PIECE})n?\b|{SUPPLEMENT}))",
        lambda found: _NUMBERS[found["n"].lower()],
    ),
    (
        rf"\b(?:(?:ein|eine|einen) )?halben? (?P<piece>{_PIECE})\b",
        lambda found: f"half a {_PIECES[found['piece'].lower()]}",
    ),
    (rf"\beinen? (?P<piece>{_PIECE})\b", lambda found: f"1 {_PIECES[found['piece'].lower()]}"),
    (
        rf"(?:(?<=\d )|(?<=[\d ]mg )|(?<=[\d ][\u00b5\u03bc]g )|(?<=[\d ]ie ))(?P<piece>{_PIECE})(?P<many>n?)\b",
        lambda found: f"{_PIECES[found['piece'].lower()]}{'s' if found['many'] else ''}",
    ),
    (
        r"\b(?P<n>\d) ?x ?(?:pro |/ ?)?w(?:\u00f6|oe|o)(?:e|ch|chentl)?\b\.?",
        lambda found: f"{found['n']} x a week",
    ),
    # What a pack holds, before how often; a smaller number, or one behind how often, may be what is taken.
    (
        r" ?\((?:1[4-9]|[2-9]\d|[1-9]\d\d) ?(?:st|stk|st\u00fcck|tbl)\.?\)"
        r"(?=[^;\n]*(?:\d ?[x-]|t(?:\u00e4)?gl|daily|weekly|w\u00f6ch|monat|j\u00e4hrl|tag\b|woche|morgens|abends))",
        lambda _: "",
    ),
    (r"(?<=week) \((?:4|12) ?(?:st|stk|st\u00fcck|tbl)\.?\)", lambda _: ""),
    (r"\bwochentabletten?\b", lambda _: "weekly tablet"),
    (
        r"(?<![\d.,])(?P<k>[1-9]\d{0,2})\.(?P<n>\d{3})(?= ?(?:milligramm|mikrogramm|einheiten)\b)",
        lambda found: f"{found['k']}{found['n']}",
    ),
    (r"\b(?:etwa|ungef\u00e4hr|circa|zirka)(?= (?:alle|jede|ein|\d))", lambda _: "about"),
    (
        rf"\balle (?P<n>\d+) (?P<unit>{_SPAN})\b",
        lambda found: f"every {found['n']} {_DAY[found['unit'].lower()]}",
    ),
    (
        rf"\b(?:alle|im abstand von) (?P<n>\d+) ?(?:bis|oder|-|\u2013) ?(?P<m>\d+) (?P<unit>{_SPAN})\b",
        lambda found: f"every {found['n']} to {found['m']} {_DAY[found['unit'].lower()]}",
    ),
    (
        rf"\bjede[nrs]? (?:(?P<n>\d)\.|(?P<word>{'|'.join(_ORDINALS)})[nrs]?) (?P<unit>tag|woche|monat)\b",
        lambda found: (
            f"every {found['n'] or _ORDINALS[found['word'].lower()]} {_DAY[found['unit'].lower()]}s"
        ),
    ),
    (rf"\bjede[nrs]? (?P<unit>{_SPAN})\b", lambda found: f"every {_DAY[found['unit'].lower()]}"),
    (rf"\bjede[nrs]? (?={'|'.join(_WEEK)})", lambda _: "every "),
    (rf"\b(?P<day>{'|'.join(_WEEK)})s?\b", lambda found: _WEEK[found["day"].lower()]),
    (
        rf"\b(?P<first>{'|'.join(_SHORT_WEEK)}) ?(?:-|\u2013|bis) ?"
        rf"(?P<last>{'|'.join(_SHORT_WEEK)})\b(?! (?:you|it|so))",
        lambda found: f"{_SHORT_WEEK[found['first'].lower()]} to {_SHORT_WEEK[found['last'].lower()]}",
    ),
    (
        rf"\b{_SHORT_DAY}(?: ?(?:/|,|\+|&|und|and) ?{_SHORT_DAY})+",
        _days,
    ),
    (
        rf"\bvor (?P<n>{_N}) (?P<unit>{_SPAN})\b",
        lambda found: f"{found['n']} {_DAY[found['unit'].lower()]} ago",
    ),
    (
        rf"(?<=\bseit )(?P<n>{_N}) (?P<unit>{_SPAN})\b",
        lambda found: f"{found['n']} {_DAY[found['unit'].lower()]}",
    ),
    (r"\b(?P<n>ein|zwei|drei|vier)mal\b", lambda found: _COUNT[found[0].lower()]),
    (
        r"\b(?P<n>\d) ?(?:x|mal)(?= (?:t\u00e4gl|tgl|am tag|pro|die|in der|im))",
        lambda found: {"1": "once", "2": "twice"}.get(found["n"], f"{found['n']} times"),
    ),
    (r"(?:(?<=times |twice )|(?<=once ))(?:t\u00e4gl(?:ich)?|tgl)\b\.?", lambda _: "a day"),
    (r"\b(?:pro|am) tag\b|/ ?tag\b", lambda _: " a day"),
    (r"\b(?:pro|die|in der) woche\b|/ ?woche\b", lambda _: " a week"),
    (r"\b(?:pro|im) monat\b|/ ?monat\b", lambda _: " a month"),
    (r"\b(?:pro|im) jahr\b|/ ?jahr\b", lambda _: " a year"),
    (r"(?<=\d) ?mikrogramm\b", lambda _: " ug"),
    (r"(?<=\d) ?milligramm\b", lambda _: " mg"),
    (r"\bentsprechend (?=\d)", lambda _: "= "),
    (
        rf"\bt\u00e4gliche[nrs]? (?P<piece>{_PIECE})n?\b",
        lambda found: f"daily {_PIECES[found['piece'].lower()]} of",
    ),
    (r"\bt(?:\u00e4|ae)glich\b|\bjeden tag\b|\bt(?:\u00e4)?gl\b\.?", lambda _: "daily"),
    (r"\bw\u00f6chentlich\b", lambda _: "weekly"),
    (r"\bviertelj\u00e4hrlich\b", lambda _: "every 3 months"),
    (r"\bhalbj\u00e4hrlich\b", lambda _: "every 6 months"),
    (r"\bj\u00e4hrlich\b", lambda _: "yearly"),
    (r"\bmonatlich\b", lambda _: "monthly"),
    (r"\bfr\u00fch und abends\b", lambda _: "in the morning and in the evening"),
    (r"\bjeweils(?= (?:morgens|abends|am|zur)\b)", lambda _: ""),
    (r"\b(?:aufgetragen|auftragen|aufzutragen)\b", lambda _: "applied"),
    (r"\bals depot\b", lambda _: "depot"),
    (r"\bmorgens\b|\bam morgen\b", lambda _: "in the morning"),
    (r"\bmittags\b", lambda _: "at noon"),
    (r"\babends\b|\bam abend\b", lambda _: "in the evening"),
    (r"\bnachts\b|\bzur nacht\b", lambda _: "at night"),
    (r"\bvor dem schlafen(?:gehen)?\b", lambda _: "at bedtime"),
    (r"\b(?:alle|jedes) halben? jahre?\b", lambda _: "every 6 months"),
    (
        rf"\bf\u00fcr (?P<n>\d+) (?P<unit>{_SPAN})\b",
        lambda found: f"for {found['n']} {_DAY[found['unit'].lower()]}",
    ),
    (
        r"\b(?:dann|danach|anschlie\u00dfend)\b(?= \d| once| twice| weekly| daily| monthly| every)",
        lambda _: "then",
    ),
    (r"\bn\u00fcchtern\b", lambda _: "on an empty stomach"),
    (
        r"\b(?:mit|zu) (?:einem (?:gro\u00dfen |vollen )?glas |viel |etwas |reichlich )?(?:leitungs)?wasser\b",
        lambda _: "with water",
    ),
    (r"\ban (?P<n>[1-6]) tagen\b", lambda found: f"{found['n']} days"),
    (
        r"\b(?:zum|beim|mit dem) (?P<at>fr\u00fchst\u00fcck|abendessen|mittagessen)\b",
        lambda found: {"a": "with dinner", "m": "with lunch"}.get(found["at"][0].lower(), "with breakfast"),
    ),
    (
        r"\b(?:zu den|mit den|nach den|vor den) mahlzeiten\b|\bzum essen\b|\bnach dem essen\b|\bvor dem essen\b",
        lambda _: "with meals",
    ),
    (r"\bvor dem fr\u00fchst\u00fcck\b", lambda _: "before breakfast"),
    (r"\bnach dem fr\u00fchst\u00fcck\b", lambda _: "after breakfast"),
    (r"\b(?:eingenommen|einzunehmen|einnehmen|unzerkaut|schlucken)\b", lambda _: "taken"),
    (r"\b(?:gespritzt|injiziert)\b", lambda _: "injected"),
    (r"\bunter die haut\b", lambda _: "under the skin"),
    (r"\bdurch (?:den |die |meinen )?(?:haus)?(?:arzt|\u00e4rztin|praxis)\b", lambda _: "by the doctor"),
    (r"\b(?:dauertherapie|dauerhaft|lebenslang|bis auf weiteres)\b", lambda _: "indefinitely"),
    (r"\bin den muskel\b", lambda _: "into the muscle"),
    (
        rf"\b(?P<part>ende|anfang|mitte) (?=(?:{_MONTH} )?(?:19|20)\d\d\b|{_MONTH}(?=[\s,;.]|$))",
        lambda found: f"{_PART[found['part'].lower()]} ",
    ),
    (r"\bseit(?= )", lambda _: "since"),
    (r"\b(?:davor|vorher|zuvor)\b", lambda _: "before that"),
    (r"\b(?:derzeit|zurzeit|zur zeit|aktuell|momentan)\b", lambda _: "currently"),
    (r"\b(?:ich )?(?:nehme|spritze)\b(?= )", lambda _: "I take"),
    (r"\b(?:von|ab) (?=[^,;]{0,12}(?:19|20)\d\d bis )", lambda _: "from "),
    (r"(?<=\d) bis (?=[^,;]{0,12}(?:19|20)\d\d)", lambda _: " until "),
    (r"(?<= )und(?= )", lambda _: "and"),
    (r"\bmit (?=\d)", lambda _: "with "),
    (r"\b(?P<n>\d+) ?minuten\b", lambda found: f"{found['n']} min"),
    (r"\b(?P<n>\d+) ?stunden?\b", lambda found: f"{found['n']} h"),
)
#: Months that English writes with other letters, in lower case.
GERMAN_MONTHS: Final = (
    (re.compile(r"\bmai\b"), "may"),
    (re.compile(r"\b(?:m\u00e4rz|maerz|m\u00e4r)\b"), "march"),
    (re.compile(r"\bokt(?:ober)?\b"), "october"),
    (re.compile(r"\bdez(?:ember)?\b"), "december"),
)
#: In this order: what is one language's word may be part of another's phrase.
_PATTERNS: Final = (*compiled(_WORDS), *ROMANCE, *EUROPEAN)


@lru_cache(maxsize=2048)
def in_english(text: str) -> str:
    """Return words of other languages of tablets and of time in English; names stay as they are.

    Examples
    --------
    >>> in_english("Anastrozol 1 mg t\u00e4glich seit M\u00e4rz 2022"), in_english("250 mg alle drei Wochen")
    ('Anastrozol 1 mg daily since March 2022', '250 mg every 3 weeks')
    >>> in_english("60 mg tous les 6 mois"), in_english("2,5 mg una vez al d\u00eda"), in_english("60 mg ogni 6 mesi")
    ('60 mg every 6 months', '2,5 mg once a day', '60 mg every 6 months')
    """
    for pattern, english in _PATTERNS:
        text = pattern.sub(english, text)
    return text
