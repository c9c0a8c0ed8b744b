"""An answer in its pieces."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

#: Things in one list with commas, and words of a rhythm; more are not looked for.
MOST_LISTED, MOST_WORDS = 12, 14
_PARTS: Final = later(r"[;\n]+")
_WORD: Final = later(r"[^\W_]")
#: "none" is an answer: nothing of the kind.
NONE: Final = (
    "-", "n/a", "na", "nil", "nope", "zero", "never", "never had one", "none yet", "not yet",
    "not tested", "not measured", "not done", "sedentary",
    "keine", "keins", "nichts", "bisher keine", "aucun", "aucune", "rien", "ninguna", "ninguno", "nada", "nessuna",
    "nessuno", "niente", "geen", "nenhum", "nenhuma",
    "don't know", "dont know", "do not know", "not sure", "no idea", "unknown", "?",
)  # fmt: skip
_THINGS: Final = (
    r"(?:(?:prescription |prescribed |other |such |bone |hormone )?(?:drugs?|meds?|medications?|medicines?|hormones?|"
    r"prescriptions?|pills?|tablets?|treatments?)|training|exercises?|sports?|scans?|dxas?|dexas?|labs?|"
    r"(?:blood )?tests?)"
)
#: "keine Werte", "aucune densitométrie": nothing of what is asked.
_NO_VALUES: Final = later(
    r"(?:bisher |noch )?(?:keine?|aucune?|ning[u\u00fa]n[ao]?|pas (?:de|d')|sin|geen|nessun[ao]?) ?"
    r"(?:werte?|laborwerte?|blutwerte?|messung(?:en)?|dxa|knochendichte(?:messung)?|medikamente?|training|sport|"
    r"analyses?|bilan|prise de sang|densitom[\u00e9e]tr(?:ie|\u00eda|ia)|m[\u00e9e]dicaments?|medicamentos?|"
    r"an[a\u00e1]lisis|valores?|resultados?|r[\u00e9e]sultats?|waarden|farmaci|esami)"
)
_ANY: Final = rf"(?: (?:any|an?))?(?: (?:thing|{_THINGS}))?"
#: "I'm not taking any drugs", "I take nothing at the moment", "no meds".
_NOTHING: Final = later(
    r"(?:i(?:'?m| am|'?ve| have)? )?(?:currently )?(?:"
    rf"(?:no|none|nothing)(?: {_THINGS}| of (?:these|those|them|the above))?|"
    rf"(?:not|never)(?: been)? (?:on|taking|taken|using|doing|done|had|having){_ANY}|"
    rf"(?:don'?t|do not|haven'?t|have not|never) (?:take|use|do|have|had|taken|done){_ANY}|"
    rf"(?:take|taking|use|do|on|have|had) (?:no|none|nothing)(?: {_THINGS})?|"
    r"(?:don'?t|do not|never) (?:exercise|train|work out)"
    r")(?: (?:at all|at the moment|at present|right now|now|currently|yet|so far|regularly|whatsoever))*"
)


#: Not the point of ".4 ml".
_LEADING: Final = later(r"^(?:[ ,]|\.(?!\d))+")


def pieces_of(text: str) -> tuple[str, ...]:
    """Return the parts of an answer between semicolons and ends of lines.

    Examples
    --------
    >>> pieces_of("1 mg daily; 70 mg E3.5D;")
    ('1 mg daily', '70 mg E3.5D')
    >>> pieces_of(".4 ml every monday; . 1 mg")
    ('.4 ml every monday', '1 mg')
    >>> pieces_of("letrozole 2.5 mg; )")  # a bracket that a sign of a page left
    ('letrozole 2.5 mg',)
    """
    parts = (_LEADING.sub("", part).rstrip(" ,.") for part in _PARTS.split(text))
    return tuple(part for part in parts if _WORD.search(part) or part in NONE)


#: "nothing prescribed, only vitamins": they are of another question, and have no amount here.
_ONLY_VITAMINS: Final = later(
    r"(?P<none>none|nothing|nil|no|no \w+)(?: (?:prescribed|prescription|on prescription|at all))?"
    r"[ ,;.:(\u2013\u2014-]*(?:only|just|but|except|other than|apart from)(?: for)? "
    r"(?:(?:some|a|an|my|the|daily|otc) )*"
    r"(?:multi-?)?(?:vitamins?|supplements?|minerals?)(?: (?:and|&|or) (?:vitamins?|supplements?|minerals?))?[ .)]*",
    re.IGNORECASE,
)
_PRESCRIBED: Final = later(r"(?:nothing|none) (?:is )?(?:prescribed|on prescription)")


def is_none(text: str) -> bool:
    """Tell whether an answer says that there is nothing."""
    if (only := _ONLY_VITAMINS.fullmatch(text.strip())) is not None:
        return is_none(only["none"])
    said = text.replace("\u2019", "'").casefold().replace("anything", "any thing")
    parts = [" ".join(part.split()).strip(" .,!") for part in re.split(r"[,;\n]+|\b(?:and|or)\b", said)]
    return said.strip(" .!") in NONE or (
        any(parts)
        and all(
            part in NONE
            or _NOTHING.fullmatch(part)
            or _PRESCRIBED.fullmatch(part) is not None
            or _NO_VALUES.fullmatch(part) is not None
            for part in parts
            if part
        )
    )
