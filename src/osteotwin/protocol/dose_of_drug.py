"""A dose of a drug that is known: with the strength, the pump and the short names that are the drug's own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import inf, isclose
from typing import Final

from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_strength import EACH, MASS, NUMBER, AmbiguousDose, strength_in, with_strength_of
from osteotwin.protocol.dose_words import dose_steps
from osteotwin.protocol.gel_brands import with_gel_of_brand
from osteotwin.protocol.library import Drug, NotInLibraryError, products_of
from osteotwin.protocol.product_strengths import with_only_strength
from osteotwin.protocol.syringe_marks import without_marks
from osteotwin.units import LONGEST_WORDS, Rhythm, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: How much, or how many.
_COUNTS: Final = later(rf"{NUMBER} ?(?:{MASS}|ml|cc|{EACH})\b|\d ?%")
#: A course of a drug that is taken every day is of every day, so long as each step of it is no longer [day].
_LONGEST_STEP: Final = 62.0
#: What a name of letters alone must have to be taken out of a dose.
_SHORTEST: Final = 3
_NO_NAME: Final = ("gel", "patch", "depot", "injection", "tablets", "oral", "zol")


def steps_of_drug(name: str, text: str) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose; of what counts pumps, tablets or volumes, with the strength that the name says.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
        With what to write instead.

    Examples
    --------
    >>> [step.amount for step in steps_of_drug("test cyp 200 mg/ml", "0.35 ml twice a week")]
    ['70 mg']
    """
    text = in_english(text)
    if (total := _COMES_TO.search(text)) is not None and (
        one := _that_comes_to(name, text, total)
    ) is not None:
        return one
    found = _steps(name, text)
    if found is None and (bare := without_own_names(name, text)) != text:
        found = _steps(name, bare)
    if found is None and (strength := strength_in(name)) is not None and not _COUNTS.search(in_digits(text)):
        found = dose_steps(f"{strength} {text}")  # "subq injection every 6 months", "1-0-0 after meals"
    if found:
        found = _of_every_day(name, found)
        _check_rare(name, found)
        _check_pen(name, text, found)
        _ask_marks(name, text, found)
        _ask_length(found)
    return found


def _ask_length(steps: tuple[DoseStep, ...]) -> None:
    """Ask of a dose that is taken for a shorter time than lies between two: "30 mg for a week twice a year".

    Raises
    ------
    AmbiguousDose
    """
    for step in steps:
        days = step.rhythm.mean_days if step.rhythm is not None else inf
        if step.lasts_days is not None and step.lasts_days < _NEARLY * days < inf:
            raise AmbiguousDose(
                "write how often it is taken on average, or each course with its own first and last day: a dose every "
                f"{days:.4g} days is none of {step.lasts_days:.4g} days"
            )


#: "monthly for 4 weeks" is one dose.
_NEARLY: Final = 0.8


#: Of these a dose is of a week or longer: "Alendronsäure 70 mg 1-0-0-0" of a list is no tablet of each day.
_RARE_CLASSES: Final = ("bisphosphonate", "rankl_antibody", "sclerostin_antibody")
_MOST_OFTEN: Final = 6.0
_WEEK: Final = 7.0


def _check_rare(name: str, steps: tuple[DoseStep, ...]) -> None:
    """Ask of the whole dose of a week or longer that is taken far more often.

    Raises
    ------
    AmbiguousDose
    """
    for drug in products_named(name):
        if drug.drug_class not in _RARE_CLASSES or drug.usual_interval_days <= 1.0:
            continue
        for step in steps:
            is_whole = str(step.amount) == f"{drug.usual_dose:g} {drug.dose_unit}"
            if is_whole and step.rhythm and _MOST_OFTEN * step.rhythm.mean_days <= drug.usual_interval_days:
                usual = (
                    "weekly"
                    if drug.usual_interval_days == _WEEK
                    else f"every {drug.usual_interval_days:g} days"
                )
                raise AmbiguousDose(
                    f'write "{step.amount} {usual}", which is usual of so much, or another dose'
                )


#: A pen of what is injected every day lasts for weeks.
_PEN: Final = later(r"\bpens?\b", re.IGNORECASE)


def _check_pen(name: str, text: str, steps: tuple[DoseStep, ...]) -> None:
    """Ask of a pen that holds the doses of many days and is read as one dose: "one pen a month".

    Raises
    ------
    AmbiguousDose
    """
    drugs = products_named(name)
    if len(drugs) != 1 or drugs[0].usual_interval_days != 1.0 or not _PEN.search(text):
        return
    if any(step.rhythm is not None and step.rhythm.mean_days >= _WEEK for step in steps):
        usual = f"{drugs[0].usual_dose:g} {drugs[0].dose_unit}"
        raise AmbiguousDose(f'write "{usual} daily" where a pen lasts so long, or how much it is each time')


#: "25 units twice a week"
_UNITS: Final = later(rf"(?<![\w.,])(?P<n>{NUMBER}) ?(?:units?|u)\b", re.IGNORECASE)
#: More marks than this no insulin syringe has, and less than so many units nobody is given of a hormone in IU.
_MOST_MARKS: Final = 100.0


def _ask_marks(name: str, text: str, steps: tuple[DoseStep, ...]) -> None:
    """Ask of so few units of an injected hormone that they may be the marks of an insulin syringe.

    Raises
    ------
    AmbiguousDose
    """
    drugs = products_named(name)
    said = _UNITS.search(in_digits(text))
    if said is None or not drugs or any(drug.drug_class != "testis_stimulant" for drug in drugs):
        return
    if (
        any(str(step.amount) == f"{float(said['n']):g} IU" for step in steps)
        and float(said["n"]) <= _MOST_MARKS
    ):
        marks = float(said["n"])
        raise AmbiguousDose(
            f'write "{marks:g} IU" if so little is given; where {marks:g} are the marks of an insulin syringe, write '
            f'how much is in the vial: "{marks / _MOST_MARKS:g} ml of 500 IU/ml", with your own strength'
        )


#: "1 ml twice a week = 600 mg/week"
_COMES_TO: Final = later(
    rf"[\s,(]*= ?(?P<total>{NUMBER} ?{MASS} ?(?:/|a |per )(?:week|wk|day|d|month))[\s.)]*$", re.IGNORECASE
)


def _that_comes_to(name: str, text: str, total: re.Match[str]) -> tuple[DoseStep, ...] | None:
    """Return a dose behind which a total stands that it comes to; ``None`` where it is none without that.

    Raises
    ------
    AmbiguousDose
        If it comes to another total.
    """
    said, comes_to = steps_of_drug(name, text[: total.start()]) or (), dose_steps(total["total"]) or ()
    steps = (*said, *comes_to)
    if len(said) != 1 or len(comes_to) != 1 or any(step.rhythm is None for step in steps):
        return None
    (one, unit), (whole, other) = (str(step.amount).split() for step in steps)
    a_day = [
        float(n) / step.rhythm.mean_days for n, step in zip((one, whole), steps, strict=True) if step.rhythm
    ]
    if unit == other and isclose(*a_day, rel_tol=0.02):
        return said
    raise AmbiguousDose(f"write one of the two: {one} {unit} so often does not come to {total['total']}")


def _steps(name: str, text: str) -> tuple[DoseStep, ...] | None:
    name = _PATCH_NUMBER.sub(r"\g<0> ug", name) if _is_patch(name) else _with_unit(name)
    name, text = with_only_strength(name, text)
    if _is_patch(name) and "patch" not in text.casefold():
        text = _A_DAY.sub(r"\g<0> patch", text)
    plain = _whole_syringe(name, without_marks(in_digits(text)))
    strong = with_strength_of(name, with_gel_of_brand(name, plain))
    # Digits for words hide that "1/2 x a week" may be once or twice.
    words = text if strong == without_marks(in_digits(text)) else strong
    return dose_steps(words) if len(words) <= LONGEST_WORDS else None


#: "50 ug/24h": what a patch gives, and no rhythm.
_A_DAY: Final = later(r"/ ?24 ?h(?:ours?|rs?)?\b", re.IGNORECASE)
#: "Evorel 50": what it gives a day, by its label.
_PATCH_NUMBER: Final = later(r"(?<![\d.,])(?:25|37[.,]5|50|75|80|100)(?= patch|$)")


#: "Risedronate-35"
_BARE_STRENGTH: Final = later(r"(?<=[\s-])\d+(?:\.\d+)?$")


def _with_unit(name: str) -> str:
    """Return a name with the unit of the number that it ends with, where that is a usual dose of the drug."""
    bare = _BARE_STRENGTH.search(name)
    drugs = products_named(name) if bare is not None else ()
    if bare is not None and len(drugs) == 1 and float(bare[0]) in _sizes(drugs[0]):
        return f"{name} {drugs[0].dose_unit}"
    return name


def _sizes(drug: Drug) -> tuple[float, ...]:
    return (drug.usual_dose, *(size.dose for size in (*drug.depot_sizes, *drug.other_regimens)))


def _is_patch(name: str) -> bool:
    return [drug.id for drug in products_named(name)] == ["estradiol_patch"]


#: "5 mg/100 ml", "1000 mg/4 ml": all of a syringe or an infusion.
_IN_VOLUME: Final = later(
    rf"(?<![\d.])(?P<n>{NUMBER}) ?(?P<m>mg|ug|mcg|micrograms?) ?(?:/|in) ?(?P<v>{NUMBER})? ?"
    r"(?:ml|cc|mikroliter|micro ?lit(?:er|re)s?|\u00b5l|ul)\b"
)
_READY: Final = later(r"spritze|syringe|\bpens?\b|seringue|jeringa|injector", re.IGNORECASE)
#: Of these a part of what is in a milliliter is drawn up.
_DRAWN: Final = ("testosterone", "estradiol", "testis_stimulant")


def _whole_syringe(name: str, dose: str) -> str:
    """Return a dose without the volume of its amount, where the amount is what is usual of the drug."""
    found = list(_IN_VOLUME.finditer(dose))
    if len(found) != 1 or len(_COUNTS.findall(dose)) > 2:
        return dose
    one = found[0]
    if one["v"] is None and not _READY.search(f"{name} {dose}"):
        return dose
    unit, number = "mg" if one["m"] == "mg" else "ug", float(one["n"])
    for drug in products_named(name):
        is_one_ml = one["v"] is None or float(one["v"]) == 1.0
        if (
            drug.dose_unit == unit
            and number in _sizes(drug)
            and not (is_one_ml and drug.drug_class in _DRAWN)
        ):
            return f"{dose[: one.start()]}{one['n']} {one['m']}{dose[one.end() :]}"
    return dose


def _of_every_day(name: str, steps: tuple[DoseStep, ...]) -> tuple[DoseStep, ...]:
    """Return a course that tells only how long each dose is taken as one of every day, where the drug is."""
    if any(step.rhythm is not None for step in steps):
        return steps
    lasting = steps if len(steps) == 1 else steps[:-1]
    if any(step.lasts_days is None or step.lasts_days > _LONGEST_STEP for step in lasting):
        return steps
    products = products_named(name)
    if not products or any(drug.usual_interval_days != 1.0 for drug in products):
        return steps
    return tuple(replace(step, rhythm=Rhythm(1.0, implied_daily=True)) for step in steps)


@lru_cache(maxsize=1024)
def products_named(name: str) -> tuple[Drug, ...]:
    """Return the products of the library that a name may mean; none for a drug that the model does not have."""
    try:
        return products_of(name)
    except NotInLibraryError:
        return ()


def without_own_names(name: str, text: str) -> str:
    """Return a dose without names of its own drug that stand in it, short ones too.

    Examples
    --------
    >>> without_own_names("letrozole", "2.5 mg/day LET")
    '2.5 mg/day'
    """
    pattern = _own_names(name)
    return text if pattern is None else " ".join(pattern.sub(" ", text).split())


@lru_cache(maxsize=512)
def _own_names(name: str) -> re.Pattern[str] | None:
    names = {
        alias.casefold()
        for drug in products_named(name)
        for alias in drug.aliases
        if _SHORTEST <= len(alias) <= _LONGEST_SHORT and alias.isalpha() and alias.casefold() not in _NO_NAME
    }
    if not names:
        return None
    return re.compile(rf"(?<![\w-])(?:of )?(?:{'|'.join(sorted(names))})(?![\w-])", re.IGNORECASE)


#: Longer names are taken out of any dose.
_LONGEST_SHORT: Final = 3
