"""For how long and since when somebody has what he has: "x 5 years", "21 years ago", "since childhood"."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

END: Final = r"(?![\w'])"
YEAR: Final = r"(?:19|20)\d\d"
_UNIT: Final = (
    r"(?:years?|yrs?|y|months?|mos?|weeks?|wks?|days?|decades?|jahre?n?|monate?n?|ans?|mois|a\u00f1os?|meses)"
)
_COUNT: Final = (
    r"(?:\d{1,3}(?:[.,]\d)?(?: ?[-\u2013] ?\d{1,2})?\+?|an?|one|several|some|many|a (?:few|couple(?: of)?)|the|"
    r"last|past|"
    r"(?:the )?(?:last|past) (?:few|couple of|several|\d{1,2})|(?:two|three|four|five|six|seven|eight|nine|ten|"
    r"few|dos|tres|cuatro|cinco|seis|ocho|diez|deux|trois|quatre|cinq|dix|zwei|drei|vier|f\u00fcnf|zehn)(?: y "
    r"medio| et demi)?)"
)
_LEAD: Final = (
    r"(?:since|for|over|about|around|approx(?:imately)?\.?|almost|nearly|more than|at least|first|from|in|"
    r"during|at|age[d:]?|"
    r"of|x|\u00d7|when (?:i|he|she) was|as|my|the|his|her|early|mid|late|a|dx(?:'?d|ed)?|diagnosed|seit|vor|mit|als|im "
    r"alter von|depuis|il y a|\u00e0|\u00e0 l'\u00e2ge de|desde(?: hace)?|hace|a los|dans|en)"
)
_POINT: Final = (
    rf"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?={YEAR})|(?:spring|summer|autumn|fall|winter) "
    rf"(?:of )?(?={YEAR}))?{YEAR}|\d0'?s|(?:childhood|birth|infancy|youth|puberty|adolescence|teens?|college|school|"
    r"(?:child|kid|baby|toddler|teenager|teen)|kindheit|geburt|jugend|kind|enfance|naissance|infancia|nacimiento|"
    r"(?:twen|thir|for|fif|six|seven|eigh)ties)"
)
#: Of a number that is no age.
_MEASURE: Final = r"(?:m?c?g|\u00b5g|ml|iu|units?|%|kgs?|lbs?|cms?|mm|ft|/|[.,]\d|mg|x\b|miles?|km)"
#: What stands behind a number of years.
_AFTER: Final = r"(?: (?:old|of age|now|already|ago|back|earlier|or so|zuvor))*"
TIME: Final = later(
    r"(?<![\w'])(?:(?:hace|il y a) \w+ (?:y medio|et demi)|"
    rf"(?:{_LEAD}[ :]?)*(?:{_COUNT} ?{_UNIT}{_AFTER}|{_POINT})|(?:{_LEAD}[ :]?)+\d{{1,2}}(?! ?{_MEASURE})|"
    rf"forever|lifelong|"
    rf"all (?:of )?(?:my|his|her) life|most of (?:my|his|her) life|last (?:year|month|week|spring|summer|autumn|fall|"
    rf"winter)|recently|long ago){END}"
)
#: Of a time that is over, whether what began then goes on.
AGO: Final = later(
    r"\b(?:ago|back|earlier|zuvor|vor|il y a|hace|(?:as an?|als|de|comme) (?:child|kid|baby|toddler|teen\w*|boy|girl|"
    r"kind|ni\u00f1[oa])|in (?:my )?(?:childhood|youth|infancy|teens))\b"
)
BEGAN: Final = later(
    r"\b(?:diagnos\w*|dx'?d?|found|develop\w*|began|begun|started|got|getting|since|seit|depuis|desde)\b"
)


def without_times(text: str) -> str:
    """Return a text without its times.

    Examples
    --------
    >>> without_times("for 5 years in 1993 on 12 mg"), without_times("nine things")
    ('on 12 mg', 'nine things')
    """
    return " ".join(TIME.sub(" ", text).split())
