"""The sex at birth where it is said as such: it tells the skeleton and the gonads, whoever somebody is today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from osteotwin.asking.person.asides import KIN
from osteotwin.asking.person.idle import woman_word
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_WORDS: Final = {"male": r"(?:male|man|boy)", "female": r"(?:female|woman|girl)"}
_SHORT: Final = {"male": r"amab|mtf", "female": r"afab|ftm"}
_SAID: Final = {
    sex: later(
        rf"\b(?:(?:assigned |registered )?(?:an? )?{word} at birth|born (?:an? |as an? )?{word}|{_SHORT[sex]})\b",
        re.IGNORECASE,
    )
    for sex, word in _WORDS.items()
}
#: Who somebody is; beside the sex at birth it tells no more of the body.
_IDENTITY: Final = later(
    r"\b(?:trans(?:gender|sexual)?)(?:[- ]?(?:man|woman|male|female|guy|person|masc\w*|fem\w*))?\b|"
    r"\b(?:non-?binary|enby|genderqueer|agender)\b",
    re.IGNORECASE,
)


def sex_at_birth(text: str) -> tuple[str, str]:
    """Return the sex at birth and what else a text says; empty where it is not said as such, or both are.

    Examples
    --------
    >>> sex_at_birth("trans man, born female, 29")
    ('female', ', , 29')
    >>> sex_at_birth("trans man, 29")
    ('', 'trans man, 29')
    """
    found = [sex for sex, words in _SAID.items() if words.search(text)]
    if len(found) != 1:
        return "", text
    return found[0], _IDENTITY.sub("", _SAID[found[0]].sub("", text))


def with_sex(keys: dict[str, Any], conditions: Sequence[str], text: str, noted: Sequence[str]) -> list[str]:
    """Put the sex that only can be where none is said, and return what to say of it.

    Raises
    ------
    UnclearAnswerError
    """
    for sex, told in _TELLS_SEX.items():
        what = [name for name in told if name in keys or name in conditions]
        if what and keys.get("sex", sex) != sex:
            raise UnclearAnswerError(
                "person", f"{quoted(what[0].replace('_', ' '))} beside {quoted(keys['sex'])}",
                "the sex at birth, which tells the skeleton and the gonads",
                'write "male" or "female"; leave out what is of others',
            )  # fmt: skip
        if what and "sex" not in keys:
            keys["sex"] = sex
            word = keys[what[0]] if what[0] == "menopause_past" else what[0].replace("_", " ")
            return [f"the sex at birth is told by {word}"]
    own = "; ".join(one for one in noted if not re.search(rf"\b{KIN}\b", one, re.IGNORECASE))
    found = _AFTER_MENOPAUSE.search(text) or _OF_WOMEN.search(own)
    of_himself = ", ".join(one for one in re.split(r"[.;,\n]", text) if not _OF_OTHERS.search(one))
    found = found or next(filter(None, map(_MOTHER.fullmatch, noted)), None)
    word = found[0] if found is not None else woman_word(of_himself)
    if word is None and not _OF_OTHERS.search(text) and _SHE.search(text):
        word = "she"
    if "sex" not in keys and word is not None:
        keys["sex"] = "female"
        return [f"the sex at birth is told by {word}"]
    return []


#: Who answers for her.
_SHE: Final = later(
    r"(?:^|[,;.]\s*)she(?:'s| is| has| was| weighs| takes)\b(?!.*\b(?:doctor|gp|nurse|consultant)\b)",
    re.IGNORECASE,
)
#: Somebody else is spoken of.
_OF_OTHERS: Final = later(
    rf"\b(?:{KIN}|my|his|her|mein\w*|ma|mon|mes|sa|mi|mis|su|sus|mia|madre|padre|m\u00e8re|p\u00e8re|mutter|vater|famil\w+)\b",
    re.IGNORECASE,
)
#: "a nurse and mother"
_MOTHER: Final = later(
    r"(?:(?:an?|single|busy|proud|working|stay-at-home|\w+ and(?: an?)?|housewife,?) )+(?:grand)?(?:mother|mum|mom)",
    re.IGNORECASE,
)
#: "postmenopausal osteoporosis"
_AFTER_MENOPAUSE: Final = later(r"\bpost[- ]?menopausal(?:e|em|er)?\b", re.IGNORECASE)


#: What only women have had.
_OF_WOMEN: Final = later(
    r"\b(?:hysterectom\w*|hyst\u00e9rectomie|histerectom\u00eda|hysterektomie|ovar(?:y|ies|ian)|endometriosis|endometriose|"
    r"pcos|fibroids?|uter(?:us|ine)|c-section|ca?esarean|(?:gave|give|given|giving) birth|miscarriages?)\b",
    re.IGNORECASE,
)
_TELLS_SEX: Final = {
    "female": (
        "menopause_age",
        "menopause_year",
        "menopause_past",
        "pregnancy",
        "premenopausal",
        "amenorrhea",
    ),
    "male": ("prostate_cancer",),
}
