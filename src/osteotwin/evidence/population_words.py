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
from osteotwin.evidence.word_numbers import Stated, age_in_words, mean_within, stated
from osteotwin.evidence.words import PLACES, Words, says
from osteotwin.people.reference_population import reference_population

#: What a rule or a reading may set.
PROFILE_FIELDS = (
    "age", "bmi_kg_m2", "menopause_age", "years_since_menopause", "estradiol_pg_ml", "testosterone_ng_dl",
    "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day", "t_score_lumbar_spine", "t_score_total_hip",
    "t_score_femoral_neck",
)  # fmt: skip

#: Field to value and where it comes from.
Hints = dict[str, tuple[float, str]]

_PLACES = ("arm", "condition", "title")
#: Body mass index is skewed: above a limit of entry the mean lies further off than a normal curve says (assumption).
_BMI_ABOVE = 6.0
_NMOL_PER_NG_25OHD = 2.496
_NG_DL_PER_NMOL_TESTOSTERONE = 28.84


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
    hints: Hints = {}
    for place in ("condition", "title"):
        text = words.at(place)
        for name, found, expected, noise in _stated_fields(text, sex, age):
            if name in hints:
                continue
            if found.value is not None:
                hints[name] = (found.value, f'{place}: "{found.text}"')
                continue
            if name == "bmi_kg_m2" and found.high == float("inf"):
                text_of = f'{place}: entry by "{found.text}"; trials of such people have a mean {_BMI_ABOVE:g} higher'
                hints[name] = (found.low + _BMI_ABOVE, text_of)
                continue
            value = mean_within(expected[0], expected[1], found.low, found.high, noise)
            reason = f'{place}: entry by "{found.text}"; mean of the reference population within it'
            hints[name] = (value, reason)
    return hints


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
        (rf"week 0 is {_COUNT} years? before {_MENO}", -1.0, 1.0),
    )
)  # fmt: skip


def _count(text: str) -> float:
    return _COUNTS.get(text.lower()) or float(text)


_SITE_WORDS = (
    ("femoral_neck", r"(?:femoral )?neck (?:BMD )?T-scores?"),
    ("total_hip", r"(?:total )?hip (?:BMD )?T-scores?"),
    ("lumbar_spine", r"(?:lumbar |spine |spinal |lumbar spine )?(?:BMD )?T-scores?"),
)


def _stated_fields(text: str, sex: str, age: float) -> list[tuple[str, Stated, tuple[float, float], float]]:
    """Return field, what is stated, mean and SD of the population, and the SD of one measurement."""
    people = reference_population()
    found: list[tuple[str, Stated, tuple[float, float], float]] = []
    for site, subject in _SITE_WORDS:
        score = stated(rf"(?<!spine or )(?<!hip or )\b{subject}", text)
        if score is not None and (score.high < 0 or score.value is not None):
            # A lower limit alone keeps the worst out and says little about the mean.
            young, expected = people.young[site, sex], people.expected(f"bmd_{site}", sex, age)
            of_site = ((expected.mean - young.mean) / young.sd, expected.sd / young.sd)
            found.append((f"t_score_{site}", score, of_site, 0.1))
            break
    if sex == "male":
        testosterone = stated(r"\btestosterone", text)
        unit = "" if testosterone is None else (testosterone.text + testosterone.after).lower()
        # A number without limits and unit may be a dose.
        if testosterone is not None and (testosterone.value is None or re.search(r"n(?:g|mol)", unit)):
            scaled = testosterone.scaled(_testosterone_factor(testosterone))
            expected = people.expected("testosterone_ng_dl", sex, age)
            if (
                max(abs(v) for v in (scaled.low, scaled.high) if abs(v) != float("inf"))
                >= _LEAST_TESTOSTERONE
            ):
                noise = people.noise["testosterone_ng_dl"] * expected.mean
                found.append(("testosterone_ng_dl", scaled, (expected.mean, expected.sd), noise))
    vitamin_d = stated(r"(?:25-?\(?OH\)?-?D|25-?hydroxyvitamin D|vitamin D level)", text)
    if vitamin_d is not None:
        nmol = "nmol" in (vitamin_d.text + vitamin_d.after).lower() or "nmol" in text.lower()
        scaled = vitamin_d.scaled(1 / _NMOL_PER_NG_25OHD if nmol else 1.0)
        expected = people.expected("vitamin_d_25ohd_ng_ml", sex, age)
        noise = people.noise["vitamin_d_25ohd_ng_ml"] * expected.mean
        found.append(("vitamin_d_25ohd_ng_ml", scaled, (expected.mean, expected.sd), noise))
    bmi = stated(r"\b(?:BMI|body mass index)", text)
    if bmi is not None:
        expected = people.expected("bmi_kg_m2", sex, age)
        found.append(("bmi_kg_m2", bmi, (expected.mean, expected.sd), 0.0))
    return found


#: No man let into a trial has less by the unit of the file; a smaller number counts something else.
_LEAST_TESTOSTERONE = 40.0


def _testosterone_factor(found: Stated) -> float:
    """Return the factor to ng/dl: by the unit, or by the size where there is none."""
    unit = (found.text + found.after).lower()
    if "nmol" in unit:
        return _NG_DL_PER_NMOL_TESTOSTERONE
    if "ng/ml" in unit:
        return 100.0
    if "ng/dl" in unit:
        return 1.0
    largest = max(abs(v) for v in (found.low, found.high) if abs(v) != float("inf"))
    return _NG_DL_PER_NMOL_TESTOSTERONE if 4 < largest < _LEAST_TESTOSTERONE else 1.0


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
