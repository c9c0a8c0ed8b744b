"""The share of men in a mixed population, where the text says it."""

from __future__ import annotations

import re

from osteotwin.evidence.text.arm_text import ArmText, sentences
from osteotwin.evidence.text.finding import Finding

_MEN, _WOMEN = r"(?:men|males?)\b", r"(?:women|females?)\b"
#: People, so that "80 % of the maximum in men" is no share of them.
_PEOPLE = r"(?:participants|patients|subjects|people|persons|adults|volunteers|sample|population|cohort|group|trial)"
_OF = rf"(?: of (?:them|(?:the |all )?{_PEOPLE}))?(?: (?:was|were|are))?(?: (?!(?:in|for|of|by|among|from)\b)\w+)? "
_FRACTIONS = {
    "half": 0.5, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "three quarters": 0.75,
}  # fmt: skip
_PERCENT = r"(?<![\d.+-])(\d{1,3}(?:\.\d+)?) ?(?:%|percent)"
_PART = rf"(?:{_PERCENT}|\b({'|'.join(_FRACTIONS)}))"
_COUNT = r"(?<![\d.,+-])(\d{1,3}(?:,\d{3})+|\d+)"
_JOIN = r"(?: ?, ?|(?: ?\))?,? (?:and|or|with) | ?/ ?)"

# "176 men and 213 women", "men (n = 18) and women (n = 9)"; whether men stand first.
_COUNTS = tuple(
    (re.compile(form.replace("FIRST", first).replace("OTHER", other), re.IGNORECASE), men_first)
    for form in (
        rf"{_COUNT}(?: \w+)? FIRST{_JOIN}{_COUNT}(?: \w+)? OTHER",
        rf"\bFIRST ?\(n ?= ?{_COUNT}\){_JOIN}OTHER ?\(n ?= ?{_COUNT}\)",
    )
    for first, other, men_first in ((_MEN, _WOMEN, True), (_WOMEN, _MEN, False))
)  # fmt: skip
# "62 % men", "two thirds were women", "women 30 %", "male (40 %)", "20 of 67 were men"; whether it is the share of men.
_SHARES = tuple(
    (re.compile(form.replace("SEX", sex), re.IGNORECASE), of_men)
    for form in (rf"{_PART}{_OF}SEX", rf"\bSEX(?::|,| made up)? ?\(?{_PART}")
    for sex, of_men in ((_MEN, True), (_WOMEN, False))
)
_OF_ALL = tuple(
    (re.compile(rf"{_COUNT} of (?:the |all )?{_COUNT}(?: \w+)? (?:were|are) {sex}", re.IGNORECASE), of_men)
    for sex, of_men in ((_MEN, True), (_WOMEN, False))
)
# A sentence about a measured value: its percentages are no shares of people.
_OUTCOME = re.compile(
    r"\b(?:los[et]\w*|loss|gain\w*|rose|rise\w*|fell|fall\w*|increas\w*|decreas\w*|declin\w*|chang\w*|higher|lower|more|less"
    r"|greater|smaller|than|versus|vs)\b",
    re.IGNORECASE,
)  # fmt: skip


def percent_male(text: ArmText) -> Finding | None:
    """Find the percentage of men among the people of a trial: in the condition, the title or the notes.

    Examples
    --------
    >>> percent_male(ArmText("", "healthy, 53 % men, age 55-70", "", "")).value
    53.0
    >>> percent_male(ArmText("", "women 30 %", "", "")).value
    70.0
    """
    for place in ("condition", "title", "notes"):
        for sentence in sentences(text.at(place)):
            found = _share_of_men(sentence)
            if found is not None:
                return Finding(100 * found[0], f'{place}: "{found[1]}"')
    return None


def _share_of_men(sentence: str) -> tuple[float, str] | None:
    """Share (0 to 1) and the words that give it; numbers of people come before percentages."""
    for pattern, men_first in _COUNTS:
        match = pattern.search(sentence)
        if match is not None:
            first, second = map(_number, match.groups())
            if first + second > 0:
                return (first if men_first else second) / (first + second), match.group()
    for pattern, of_men in _OF_ALL:
        match = pattern.search(sentence)
        if match is not None:
            part, whole = map(_number, match.groups())
            if 0 < whole >= part:
                return _of_men(part / whole, of_men), match.group()
    for pattern, of_men in _SHARES:
        match = pattern.search(sentence)
        if match is not None and not _OUTCOME.search(sentence):
            percent, fraction = match.groups()
            part = _number(percent) / 100 if percent else _FRACTIONS[fraction.lower()]
            if part <= 1:
                return _of_men(part, of_men), match.group()
    return None


def _of_men(part: float, of_men: bool) -> float:
    return part if of_men else 1 - part


def _number(text: str) -> float:
    return float(text.replace(",", ""))
