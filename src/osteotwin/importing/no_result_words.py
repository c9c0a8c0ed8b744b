"""Words by which a number is no result of this person on this day: the one vocabulary of reports, tables and answers.

They are parts of patterns; what stands around them, and how much of a line they are of, is for those who use them.
"""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

#: Somebody else.
OTHERS: Final = later(
    r"\b(?:(?:grand)?(?:mother|father)|wife|husband|sister|brother|mum|mom|dad|spouse|partner|aunt|uncle|daughter|"
    r"cousin|(?:girl|boy)?friend|fianc[eé]e?|neighbou?r|roommate|grand(?:son|daughter)|(?:my|his|her) son|mutter|vater|"
    r"ehefrau|ehemann|frau|schwester|bruder|tochter|gro(?:ß|ss)(?:mutter|vater)|mein(?:e[mrns]?)? (?:mann|sohn)|"
    r"m[eè]re|p[eè]re|(?:ma|sa) (?:femme|fille)|(?:mon|son) (?:mari|fils)|s(?:œ|oe)ur|fr[eè]re|madre|padre|espos[oa]|"
    r"marido|hij[oa]|herman[oa]|moglie|marito|sorella|fratello|moeder|vader|echtgeno\w+)"
    r"(?:['\u2019]?s)?\b(?!-)",
    re.IGNORECASE)  # fmt: skip
#: What is wished, or where something begins to count.
WISHED: Final = (
    r"goals?|targets?|aim(?:s|ed|ing)?|thresholds?|cut-?offs?|ziel(?:wert\w*|gewicht)?|sollwert\w*|grenzwert\w*|"
    r"schwellenwert\w*|schwelle|objecti[fv]o?s?|meta(?!-)|doel|streef\w*"
)
#: What nobody has measured.
PREDICTED: Final = (
    r"predict(?:ed|ion)|hopefully|projected|expected|forecast\w*|simulated|hypothetical|assumed|guess\w*|erwartet\w*|"
    r"prognostiziert\w*|angenommen|geschätzt\w*"
)
#: What is not to be relied on.
UNSOUND: Final = (
    r"falsely|spurious(?:ly)?|artificially|unreliable|(?:not for|not|non-?) ?diagnos\w+|"
    r"invalid\w*|not (?:reliable|valid|usable|interpretable|evaluable|assessable)|"
    r"(?:nicht|kaum|eingeschränkt) (?:verwertbar|auswertbar|beurteilbar|messbar|plausibel)|art[ei]fac?ts?|artefakte?|"
    r"over-?estimat\w*|überschätzt|non (?:interpr[ée]table|fiable)|sur-?estimée?s?|sobre-?estimad[oa]s?|"
    r"no (?:interpretable|fiable|valorable)|sovrastimat[oa]"
)
#: Metal where a value was measured.
METAL: Final = r"replac(?:ed|ements?)|implants?|prosthe\w+|arthroplast\w+|endoprothes\w+"
#: Of another day than the one that is told.
EARLIER: Final = r"previous(?:ly)?|prior|earlier|former(?:ly)?|last (?:year|month|week|time|visit)"
