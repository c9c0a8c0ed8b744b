"""Doses of answers: whether words are one, and what is asked where they are not."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from osteotwin.asking.drugs.dose_asked import of_ambiguous, of_none, of_unread
from osteotwin.asking.drugs.names import known_kind, usual_dose, usual_rhythm
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named, steps_of_drug
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.dose_words import AmbiguousDose, DoseStep, dose_steps
from osteotwin.protocol.given import strange_words
from osteotwin.protocol.library import named_drug, named_drugs
from osteotwin.units import KINDS, AmbiguousRhythm, in_digits, is_rhythm, rhythm
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: A name that ends with an amount.
AMOUNT: Final = later(r"\d ?(?:mg|mcg|ug|µg|μg|g|iu|units?)$", re.IGNORECASE)


def steps_of(text: str) -> Any:
    """Return the steps of a dose; ``None`` for words that are none, or ambiguous ones."""
    try:
        return dose_steps(text)
    except (AmbiguousDose, AmbiguousRhythm):
        return None


def is_dose(text: str, name: str = "") -> bool:
    """Tell whether words are a dose with its rhythm, of a drug that is named, or a question about one."""
    try:
        steps = steps_of_drug(name, text) if name else dose_steps(text)
    except (AmbiguousDose, AmbiguousRhythm):
        return True
    return steps is not None and any(step.rhythm is not None for step in steps)


def clear_steps(name: str, dose: str) -> tuple[DoseStep, ...]:
    """Return the steps of a drug's dose; empty where it is none, or leaves something open."""
    try:
        return steps_of_drug(name, dose) or ()
    except (AmbiguousDose, AmbiguousRhythm):
        return ()


def is_single(dose: str) -> bool:
    """Tell whether a dose is taken once."""
    steps = steps_of(dose) or ()
    once = rhythm("once")
    return len(steps) == 1 and steps[0].rhythm == once


def check_dose(text: str, name: str, question: str = "dose") -> None:
    """Refuse words that are no dose of a drug with its rhythm."""
    try:
        steps = steps_of_drug(name, text)
    except (AmbiguousDose, AmbiguousRhythm) as ambiguous:
        # "test cyp 200": its number is not the dose's.
        of_name = question == "dose" and (name[-1:].isdigit() or "if so much is taken" in str(ambiguous))
        if not of_name and (bare := without_unit(f"{name} {text}", question)) is not None:
            raise bare from None
        asked = str(ambiguous)
        if "one dose, not a range" in asked and _RANGE_OF_DAYS.search(in_digits(in_english(text))):
            asked = "write one dose and one rhythm, not ranges: those that are kept, or the means of them"
        if (
            question == "drugs"
            and not understood_of(text).amount
            and not re.search(r"\d ?[a-z]+ (?:or|to|-)", text)
            and not asked.startswith("say ")
        ):
            asked += f'; and how much it is, as in "{usual_dose(name)} {usual_rhythm(name)}"'
        raise of_ambiguous(text, name, question, asked) from None
    if steps is None:
        if (bare := without_unit(text, question) or without_unit(f"{name} {text}", question)) is not None:
            raise bare
        if question == "dose" and (weeks := _WEEKS.search(text)) is not None:
            lacks = "" if understood_of(text).amount else ", and no unit of the amount"
            raise UnclearAnswerError(
                "dose", f"{quoted(weeks[0])} in {quoted(text)}, which does not tell on which day week 1 begins{lacks}",
                "how much with its unit, how often, and the first and the last day",
                'write for example "1 mg every other day", and the days as "from 1 March 2026 to 10 May 2026", with '
                "your own",
            )  # fmt: skip
        raise of_none(text, name, question)
    if any(step.rhythm is None for step in steps):
        bare = (
            question == "drugs"
            and not any(step.drugs for step in steps)
            and name.casefold() not in text.casefold()
        )
        said, often = f"{name} {text.strip()}" if bare else text.strip(), usual_rhythm(name)
        fix = f'write for example "{said} {often}" or "{said} {other_rhythm(name)}"'
        if len(steps) > 1:
            fix = f'write for example "{" then ".join(_step_in_words(step, often) for step in steps)}"'
        raise UnclearAnswerError(question, f"no word on how often in {quoted(text)}", "how often, too", fix)
    if question == "dose" and (words := strange_words(name, text)):
        raise of_unread(text, name, question, words)


_RANGE_OF_DAYS: Final = later(r"\b(?:every|each|q) ?\d+ ?(?:to|-|\u2013|or) ?\d+\b", re.IGNORECASE)
#: "wk 1-10"
_WEEKS: Final = later(r"\b(?:weeks?|wks?) ?\d{1,2} ?(?:-|\u2013|to) ?\d{1,2}\b", re.IGNORECASE)


def _step_in_words(step: DoseStep, often: str) -> str:
    """Return one step of a course with how often it may be."""
    lasts = "" if step.lasts_days is None else f" for {_span(step.lasts_days)}"
    return f"{step.amount} {often}{lasts}"


def _span(days: float) -> str:
    """Return a length of time in the longest unit of which it is a whole number."""
    for unit in ("year", "month", "week"):
        many = days / KINDS["duration"].units[unit]
        if many >= 1.0 and many.is_integer():
            return f"{many:g} {unit}{'s' if many > 1.0 else ''}"
    return f"{days:g} days"


def other_rhythm(name: str) -> str:
    """Return another rhythm that a drug may have: who takes it once a day must not be offered "once"."""
    if usual_rhythm(name) == "daily":
        return "every 2 days"
    injected = any(drug.drug_class in ("testosterone", "estradiol") for drug in products_named(name))
    return "weekly" if injected and usual_rhythm(name) != "weekly" else "once"


def without_unit(piece: str, question: str = "drugs") -> UnclearAnswerError | None:
    """Return what to say of "adex 0.25 eod" or "0.25 adex eod": a known name, a bare number and a rhythm."""
    if (two := _TWO_STRENGTHS.search(piece[:_LONGEST_BARE])) is not None and known_kind(
        two["name"]
    ) == "drug":
        name, often = two["name"], two["often"].strip()
        unit = next((drug.dose_unit for drug in products_named(name)), "mg")
        if is_rhythm(often):
            return UnclearAnswerError(
                question, f"two numbers without a unit in {quoted(piece.strip())}", "how much of each, with its unit",
                f'write "{name} {two["one"]} {unit} {often}" for the first one if so much is meant, and what else is '
                "in it behind a semicolon, with its own unit",
            )  # fmt: skip
    numbers = re.finditer(r"(?<![\w.,%/])\d*[.,]?\d+(?![\w.,%]| %|/\d)", piece[:_LONGEST_BARE])
    for number in islice(numbers, _MOST_NUMBERS):
        before, after = piece[: number.start()].strip(" ,:"), piece[number.end() :].split()
        if AMOUNT.search(before):
            return None  # "1 mg, 2 daily": the number counts
        if not before and _YEAR.fullmatch(number[0]):
            continue  # "2023 tamoxifen 20 mg daily"
        if _UNIT_BEHIND.match(piece[number.end() :]):
            continue
        for cut in [0] if before else range(1, min(len(after), _MOST_WORDS)):
            name, rest = before or " ".join(after[:cut]), " ".join(after[cut:])
            if (kind := known_kind(name)) is None or not is_rhythm(_A_PERIOD.sub("every ", rest)):
                continue
            units = {drug.dose_unit for drug in products_named(name)} or _BARE_UNITS[kind]
            thousandth = units == {"ug"} and float(number[0].replace(",", ".")) < 1.0
            if "calcium" in name.casefold() or thousandth:  # a patch of 0.1 mg a day
                units = {"mg"}
            if _PER_ML.search(name):
                is_drug = float(number[0].replace(",", ".")) > _MOST_ML
                units = {"mg"} if is_drug else {"mL", "mg"}  # of a vial whose strength is said
            if kind == "drug" and (outside := named_drug(name)) is not None:
                units = {"mcg"} if named_drugs()[outside].kind == "thyroid" else {"mg"}
            ways_out = " or ".join(
                f'"{name} {number[0]} {unit}{"" if rest.startswith("/") else " "}{rest}"'
                for unit in sorted(units)
            )
            return UnclearAnswerError(
                question, f"no unit behind {number[0]} in {quoted(piece.strip())}", "how much with its unit",
                f"write {ways_out} if so much is meant",
            )  # fmt: skip
    return None


#: Nobody injects as many milliliters of a hormone at once.
_MOST_ML: Final = 5.0
_YEAR: Final = later(r"(?:19|20)\d\d")
_PER_ML: Final = later(r"\d ?(?:mg|mcg|ug) ?(?:/|per) ?(?:1 ?)?(?:ml|cc)\b", re.IGNORECASE)
#: "Fosavance 70/5600 weekly"
_TWO_STRENGTHS: Final = later(
    r"^(?P<name>[^\d/]*[a-z][^/]*?) (?P<one>\d+) ?/ ?(?P<other>\d{3,5}) (?P<often>[a-z].*)$", re.IGNORECASE
)
#: "200/wk"
_A_PERIOD: Final = later(r"^(?:/ ?|an? |per )(?=(?:day|d|week|wk|w|month|mo)$)")
#: What a number without a unit may be of; a drug that the model has tells its own.
_BARE_UNITS: Final = {"drug": {"mg"}, "supplement": {"IU"}}
#: An amount that has its unit.
_UNIT_BEHIND: Final = later(
    r" ?(?:(?:-|\u2013|to) ?\d[\d.,]* ?)?(?:mg|mcg|ug|µg|μg|g|iu|ie|units?|ml|tablets?)\b", re.IGNORECASE
)
#: Characters in which a name with a bare number ends.
_LONGEST_BARE: Final = 120
#: Numbers that may be the bare one, and words of a name behind it.
_MOST_NUMBERS, _MOST_WORDS = 4, 7
