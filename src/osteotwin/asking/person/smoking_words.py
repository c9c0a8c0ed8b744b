"""Whether somebody smokes, as people and clinics say it: "1 ppd x 30 yrs", "ex-smoker (20 py)", "tobacco: never"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_END: Final = r"(?![\w'-])"
_YEAR: Final = r"(?:19|20)\d\d"
_TOBACCO: Final = r"(?:smok(?:ing|er|es?|ed)|tob(?:acco)?|cig(?:arette)?s?)"
_LABEL: Final = (
    r"(?:current )?(?:smok(?:ing|er|es?)|tobacco|cigarettes?|raucher)(?: (?:status|use|history))?[ :=]+"
)
_AMOUNT: Final = (
    r"(?:(?:about |~)?(?:\d{1,3}(?!\d)(?! (?:years?|months?|weeks?)\b)(?:\.\d+)?(?: ?[-\u2013] ?\d{1,2}(?!\d))?|"
    r"an?|half an?|0\.5(?: an?)?) ?"
    r"(?:cig(?:arette)?s?|packs?|ppd)?"
    r"(?: ?(?:a|per|/) ?d(?:ay)?| daily)?)(?: ?(?:x|for) ?\d+ ?(?:yrs?|years?))?"
)
_PACK_YEARS: Final = r"\(? ?\d+ ?(?:-| )?(?:py|pack[- ]?years?)(?: (?:smoking )?history)?\)?"
_WHEN: Final = (
    rf"(?: (?:in |since )?{_YEAR}| last (?:year|month|summer|winter)| (?:about |over |more than )?(?:\d+|a|a "
    rf"few|many) ?"
    r"(?:yrs?|years?|y|months?|decades?) ago| long ago)"
)
_ENDED: Final = r"(?:have |have since )?(?:quit|stopped|gave (?:it )?up|given (?:it )?up|ceased)"
_QUIT: Final = rf"(?:{_ENDED}(?: {_TOBACCO})?{_WHEN}?)"
_NEVER: Final = later(
    rf"(?:(?:lifelong )?non-? ?smok(?:er|ing)|never[- ]?smok(?:er|ed)|never used tobacco|"
    r"(?:i |he |she )?(?:have |has )?never smoked|"
    rf"(?:i |he |she )?(?:do|does)(?: not|n't) smoke|(?:no|not) (?:tobacco|smoking|cigarettes|a smoker)|"
    rf"nicht-?raucher(?:in)?|no fumador[ae]?|no fumo|(?:ich )?rauche nicht|(?:je )?ne fume pas|rookt niet|"
    rf"niet[- ]?roker|non[- ]fume(?:ur|use)|non[- ]fumatore|"
    rf"{_LABEL}(?:no|none|never(?: smoke[rd])?|nil|nein|n)){_END}"
)
_PAST: Final = later(
    rf"(?:(?:ex|former|past|previous)[- ]?smoker(?:,? ?{_PACK_YEARS})?(?:,? ?\(?{_QUIT}\)?)?|"
    rf"ex[- ]?(?:raucher(?:in)?|fumador[ae]?|fumeu(?:r|se)|fumatore|roker)(?: (?:seit|desde|depuis) {_YEAR})?|"
    rf"{_PACK_YEARS},? (?:smoking history,? )?{_QUIT}|(?:smok(?:er|ed)(?: for \d+ years)? until|"
    rf"raucher(?:in)? bis|fumador[ae]? hasta) {_YEAR}|"
    rf"(?:fr\u00fcher raucher(?:in)?|ancien(?:ne)? fumeu(?:r|se))|"
    rf"(?:i )?used to smoke(?: {_AMOUNT})?(?:,? (?:but )?(?:i )?{_QUIT})?|"
    rf"(?:quit|stopped|gave up|ceased) {_TOBACCO}{_WHEN}?(?:,? ?{_PACK_YEARS})?|"
    rf"{_LABEL}(?:former(?:ly)?|ex|past|quit(?:{_WHEN})?|previous(?:ly)?))(?![\w'-])"
)
_NOW: Final = later(
    rf"(?:(?:(?:current(?:ly)?|active|heavy|light|daily|still) )*(?:i |he |she )?(?:{_AMOUNT} )?"
    rf"(?:smok(?:er|es?|ing)|raucher(?:in)?|fumador[ae]?|fume(?:ur|use)|fumatore|rookt)(?: (?:currently|now|"
    rf"daily))?"
    rf"(?:,? {_AMOUNT})?|{_LABEL}(?:yes|current(?:ly)?|daily|active)(?:,? {_AMOUNT})?|"
    rf"\d+(?:\.\d)? ?(?:ppd|packs? ?(?:a|per|/) ?day|cig(?:arette)?s?(?: ?(?:a|per|/) ?d(?:ay)?| daily))"
    rf"(?: ?(?:x|for) ?\d+ ?(?:yrs?|years?))?){_END}(?!,? until)"
    r"(?! (?:weed|cannabis|marijuana|pot|joints?|hash|dope|hookah|shisha)\b)"
)


def smoking_at(text: str, at: int = 0) -> tuple[str, int] | None:
    """Return ``"now"``, ``"past"`` or ``"never"`` where a place tells of smoking, and where it ends.

    Examples
    --------
    >>> smoking_at("current smoker 1 ppd x 30 yrs"), smoking_at("ex smoker (quit 2003)")
    (('now', 29), ('past', 21))
    """
    found = [
        (said.end(), status)
        for status, words in (("never", _NEVER), ("past", _PAST), ("now", _NOW))
        if (said := words.match(text, at)) is not None
    ]
    if not found:
        return None
    end, status = max(found, key=lambda one: one[0])
    return status, end


#: Smoking and drinking, denied both in one: "does not drink or smoke", "no fuma ni bebe".
_NEITHER: Final = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:(?:i|he|she|patient) )?(?:(?:do|does) not|do(?:es)?n['\u2019]?t|never) (?:smoke or drink|drink or smoke)"
        r"(?: alcohol)?(?=\s*(?:[,;.]|$))",
        r"\b(?:(?:i|he|she|patient) )?neither (?:smokes? nor drinks?|drinks? nor smokes?)(?: alcohol)?"
        r"(?=\s*(?:[,;.]|$))",
        r"\b(?:ich |er |sie )?(?:rauche?t? und trinke?t?|trinke?t? und rauche?t?) nicht(?=\s*(?:[,;.]|$))",
        r"\b(?:yo )?no (?:fum[ao] ni beb[eo]|beb[eo] ni fum[ao])(?=\s*(?:[,;.]|$))",
        r"\b(?:je |il |elle )?ne (?:fume ni ne boi[ts]|boi[ts] ni ne fume)(?=\s*(?:[,;.]|$))",
    )
)


def habits_apart(text: str) -> str:
    """Return an answer in which smoking and drinking that are denied in one are denied each.

    Examples
    --------
    >>> habits_apart("male 52, does not drink or smoke"), habits_apart("does not drink or smoke much")
    ('male 52, does not smoke, no alcohol', 'does not drink or smoke much')
    """
    for neither in _NEITHER:
        text = neither.sub("does not smoke, no alcohol", text)
    return text
