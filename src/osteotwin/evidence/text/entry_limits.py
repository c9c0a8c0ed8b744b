"""Numbers about who was let in, in the condition or the title: a mean, or limits of entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf, isinf

from osteotwin.cohort.reference_population import reference_population
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.numbers_in_text import Stated, stated, values_within

_NMOL_PER_NG_25OHD = 2.496
_NG_DL_PER_NMOL_TESTOSTERONE = 28.84
#: No man let into a trial has less by the unit of the file; a smaller number counts something else [ng/dl].
_LEAST_TESTOSTERONE = 40.0
#: Body mass index is skewed: above a limit of entry the mean lies further off than a normal curve says (assumption).
_BMI_ABOVE = 6.0
#: Of one T-score.
_T_SCORE_NOISE = 0.1

_SITE_PATTERNS = (
    ("femoral_neck", r"(?:femoral )?neck (?:BMD )?T-scores?"),
    ("total_hip", r"(?:total )?hip (?:BMD )?T-scores?"),
    ("lumbar_spine", r"(?:lumbar |spine |spinal |lumbar spine )?(?:BMD )?T-scores?"),
)


@dataclass(frozen=True)
class EntryValue:
    """What the text states about one field of the people who were let in.

    Attributes
    ----------
    mean : float
        In the field's unit (T-scores and body mass index too).
    sd : float or None
        Between them, where limits of entry say something about it.
    source : str
    """

    mean: float
    sd: float | None
    source: str


@dataclass(frozen=True)
class _Reference:
    """The reference population's mean and standard deviation of a field, and that of one measurement."""

    mean: float
    sd: float
    noise: float


def entry_values(text: ArmText, sex: str, age: float) -> dict[str, EntryValue]:
    """Find numbers about the people of an arm, by field.

    A number is the mean. Limits of entry are read as such: mean and standard deviation of the people of this sex and
    age who lie within them by one measurement.

    Parameters
    ----------
    text : ArmText
    sex : str
    age : float [year]
    """
    found: dict[str, EntryValue] = {}
    for place in ("condition", "title"):
        for name, number, reference in _stated_fields(text.at(place), sex, age):
            if name not in found:
                found[name] = _entry_value(name, number, reference, place)
    return found


def _entry_value(name: str, number: Stated, people: _Reference, place: str) -> EntryValue:
    if number.value is not None:
        return EntryValue(number.value, None, f'{place}: "{number.text}"')
    quoted = f'{place}: entry by "{number.text}"'
    if name == "bmi_kg_m2" and isinf(number.high):
        reason = f"{quoted}; trials of such people have a mean {_BMI_ABOVE:g} higher"
        return EntryValue(number.low + _BMI_ABOVE, people.sd, reason)
    limits = (people.mean, people.sd, number.low, number.high, people.noise)
    reason = f"{quoted}; mean of the reference population within it"
    return EntryValue(*values_within(*limits), reason)


def _stated_fields(text: str, sex: str, age: float) -> list[tuple[str, Stated, _Reference]]:
    """Field, what is stated, and the population it is stated of."""
    fields = (_t_score(text, sex, age), _testosterone(text, sex, age), _vitamin_d(text, sex, age))
    found = [field for field in fields if field is not None]
    bmi = stated(r"\b(?:BMI|body mass index)", text)
    if bmi is not None:
        expected = reference_population().expected("bmi_kg_m2", sex, age)
        found.append(("bmi_kg_m2", bmi, _Reference(expected.mean, expected.sd, 0.0)))
    return found


def _t_score(text: str, sex: str, age: float) -> tuple[str, Stated, _Reference] | None:
    people = reference_population()
    for site, subject in _SITE_PATTERNS:
        score = stated(rf"(?<!spine or )(?<!hip or )\b{subject}", text)
        if score is not None and (score.high < 0 or score.value is not None):
            # A lower limit alone keeps the worst out and says little about the mean.
            young, expected = people.young[site, sex], people.expected(f"bmd_{site}", sex, age)
            mean = (expected.mean - young.mean) / young.sd
            return f"t_score_{site}", score, _Reference(mean, expected.sd / young.sd, _T_SCORE_NOISE)
    return None


def _testosterone(text: str, sex: str, age: float) -> tuple[str, Stated, _Reference] | None:
    number = stated(r"\btestosterone", text) if sex == "male" else None
    # A number without limits and unit may be a dose.
    if number is None or (number.value is not None and not re.search(r"n(?:g|mol)", _unit(number))):
        return None
    scaled = number.scaled(_testosterone_factor(number))
    if _largest(scaled) < _LEAST_TESTOSTERONE:
        return None
    return "testosterone_ng_dl", scaled, _reference("testosterone_ng_dl", sex, age)


def _vitamin_d(text: str, sex: str, age: float) -> tuple[str, Stated, _Reference] | None:
    number = stated(r"(?:25-?\(?OH\)?-?D|25-?hydroxyvitamin D|vitamin D level)", text)
    if number is None:
        return None
    nmol = "nmol" in _unit(number) or "nmol" in text.lower()
    scaled = number.scaled(1 / _NMOL_PER_NG_25OHD if nmol else 1.0)
    return "vitamin_d_25ohd_ng_ml", scaled, _reference("vitamin_d_25ohd_ng_ml", sex, age)


def _reference(field: str, sex: str, age: float) -> _Reference:
    people = reference_population()
    expected = people.expected(field, sex, age)
    return _Reference(expected.mean, expected.sd, people.noise[field] * expected.mean)


def _unit(number: Stated) -> str:
    return (number.text + number.after).lower()


def _largest(number: Stated) -> float:
    return max(abs(v) for v in (number.low, number.high) if abs(v) != inf)


def _testosterone_factor(number: Stated) -> float:
    """Factor to ng/dl: by the unit, or by the size where there is none."""
    unit = _unit(number)
    if "nmol" in unit:
        return _NG_DL_PER_NMOL_TESTOSTERONE
    if "ng/ml" in unit:
        return 100.0
    if "ng/dl" in unit:
        return 1.0
    return _NG_DL_PER_NMOL_TESTOSTERONE if 4 < _largest(number) < _LEAST_TESTOSTERONE else 1.0
