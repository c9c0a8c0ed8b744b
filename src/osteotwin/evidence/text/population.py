"""What a trial's words say about who took part: field of the profile to value and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from osteotwin.errors import ParameterError
from osteotwin.evidence.text.entry_limits import entries
from osteotwin.evidence.text.numbers_in_words import age_in_words
from osteotwin.evidence.text.trial_text import PLACES, Words, says

#: What a rule or a reading may set.
PROFILE_FIELDS = (
    "age", "bmi_kg_m2", "menopause_age", "years_since_menopause", "estradiol_pg_ml", "testosterone_ng_dl",
    "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day", "t_score_lumbar_spine", "t_score_total_hip",
    "t_score_femoral_neck",
)  # fmt: skip

#: Field to value and where it comes from.
Hints = dict[str, tuple[float, str]]

_PLACES = ("arm", "condition", "title")


@dataclass(frozen=True)
class WordRule:
    """Words about a population and what they are taken to mean.

    ``sex`` and ``menopause`` limit the rule; ``None`` and the empty tuple do not. ``arm`` says whether the
    rule may read an arm's identifier, which mostly names what was done, not who took part.
    """

    pattern: re.Pattern[str]
    sets: Mapping[str, float]
    reason: str
    sex: str | None = None
    menopause: tuple[str, ...] = ()
    arm: bool = False


def hints_from_words(words: Words, sex: str, menopause: str | None) -> Hints:
    """Return what rules read from an arm's words; the arm's own words come before the condition and the title.

    Parameters
    ----------
    words : Words
    sex : str
        ``"male"`` or ``"female"``.
    menopause : str or None
        As the file has it, or as :func:`menopause_in_words` reads it.
    """
    hints: Hints = {}
    for place in _PLACES:
        text = words.at(place)
        for rule in _rules() if text else ():
            fits = rule.sex in (None, sex) and (not rule.menopause or menopause in rule.menopause)
            if fits and (rule.arm or place != "arm") and says(rule.pattern, text):
                for name, value in rule.sets.items():
                    hints.setdefault(name, (value, f'{place} "{text}": {rule.reason}'))
    return hints


def age_from_words(words: Words, sex: str, menopause: str | None) -> tuple[float, str] | None:
    """Return the age that the words state or let guess, with the reason; a number comes before a rule."""
    for place in _PLACES:
        age = age_in_words(words.at(place)) if place != "arm" else None
        if age is not None:
            return (
                age,
                f"the age in words in the {'population' if place == 'condition' else 'trial'}'s {place}",
            )
        only = Words(**{name: words.at(name) if name == place else "" for name in PLACES})
        found = hints_from_words(only, sex, menopause).get("age")
        if found is not None:
            return found
    return None


def hints_from_numbers(words: Words, sex: str, age: float) -> Hints:
    """Return what the condition and the title state as numbers: T-scores, testosterone, 25OHD, body mass index.

    A number is the mean. Limits of entry are read as such: the mean of the people of this sex and age who lie
    within them by one measurement.
    """
    return {name: (entry.mean, entry.reason) for name, entry in entries(words, sex, age).items()}


def menopause_in_words(words: Words) -> str | None:
    """Return ``"pre"``, ``"peri"``, ``"post"`` or ``"induced"`` where the words say it."""
    for place in _PLACES:
        for state, pattern in _MENOPAUSE:
            if says(pattern, words.at(place)):
                return state
    return None


def years_since_menopause(words: Words) -> tuple[float, str] | None:
    """Return the years since the last period that the words state; negative where it lies ahead."""
    for place in (*_PLACES, "notes"):
        text = words.at(place)
        for pattern, sign, share in _SINCE_MENOPAUSE:
            match = pattern.search(text)
            if match:
                numbers = [_count(g) for g in match.groups() if g is not None]
                value = sign * share * sum(numbers) / len(numbers)
                return value, f'{place}: "{match.group().strip()}"'
    return None


def check_fields(sets: Mapping[str, float], reason: str | None, what: str) -> None:
    """Raise unless a rule has a reason and known fields.

    Raises
    ------
    ParameterError
    """
    unknown = [name for name in sets if name not in PROFILE_FIELDS]
    if unknown or not reason:
        message = f"{what} has {'no reason' if not reason else 'unknown fields'}: {unknown or dict(sets)}"
        raise ParameterError(message)


def table_of(name: str) -> dict[str, Any]:
    """Return one of the tables beside this module."""
    resource = files("osteotwin.evidence") / "data" / name
    return tomllib.loads(resource.read_text(encoding="utf-8"))


_MENOPAUSE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(pattern, re.IGNORECASE))
    for state, pattern in (
        ("induced", r"oophorectomi|oophorectomy|ovariectom|surgical(?:ly)? menopaus|induced menopause"),
        ("post", r"post-?menopaus"),
        ("peri", r"peri-?menopaus|menopaus(?:e|al) transition|final menstrual period"),
        ("pre", r"pre-?menopaus|\bmenstruating|eumenorrh"),
    )
)
_COUNT = r"(\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten)"
_COUNTS = {
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "eight": 8.0,
    "ten": 10.0,
}
_MENO = r"(?:the |their )?(?:menopause|last (?:menstrual )?period|final menstrual period|FMP)"
_SINCE_MENOPAUSE: tuple[tuple[re.Pattern[str], float, float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sign, share)
    for pattern, sign, share in (
        (rf"within (?:the first )?{_COUNT} years? (?:of|after|since|from|past) {_MENO}", 1.0, 0.5),
        (rf"less than {_COUNT} years? (?:after|since|past) {_MENO}", 1.0, 0.5),
        (rf"(?:at least|more than|over) {_COUNT} years? (?:after|since|past|post) {_MENO}", 1.0, 2.0),
        (rf"{_COUNT}(?: ?(?:-|–|to) ?{_COUNT})? years? (?:after|since|past|post) {_MENO}", 1.0, 1.0),
        (rf"{_COUNT}(?: ?(?:-|–|to) ?{_COUNT})? years? post-?menopaus", 1.0, 1.0),
        (rf"years since (?:the )?menopause(?: of|:|,| was| is)? {_COUNT}", 1.0, 1.0),
        (rf"week 0 is {_COUNT} years? before {_MENO}", -1.0, 1.0),
    )
)  # fmt: skip


def _count(text: str) -> float:
    return _COUNTS.get(text.lower()) or float(text)


@cache
def _rules() -> tuple[WordRule, ...]:
    rules: list[WordRule] = []
    for row in table_of("population_words.toml")["rule"]:
        check_fields(row["sets"], row.get("reason"), f"the word rule {row['pattern']!r}")
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        menopause = tuple(row.get("menopause", ()))
        arm = bool(row.get("arm", False))
        rules.append(WordRule(pattern, row["sets"], row["reason"], row.get("sex"), menopause, arm))
    return tuple(rules)
