"""What an entry of a drug or a supplement gives, by its keys ``dose`` and ``every`` together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose
from typing import Final, cast

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.notes import Notes
from osteotwin.protocol.brand_tablets import with_strength_of_brand
from osteotwin.protocol.calcium_tablets import what_counts, with_calcium_of_brand
from osteotwin.protocol.dose_accounted import not_accounted, other_rhythm_in
from osteotwin.protocol.dose_asides import without_names
from osteotwin.protocol.dose_instructions import without_instructions
from osteotwin.protocol.dose_of_drug import products_named, steps_of_drug
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.dose_words import AmbiguousDose, DoseStep, dose_steps
from osteotwin.protocol.file_values import ONCE, Cycle, EveryRhythm
from osteotwin.protocol.pauses import pauses_in
from osteotwin.protocol.plan_file import DrugTable, SupplementTable
from osteotwin.protocol.turning_words import turns
from osteotwin.protocol.wording import how_often
from osteotwin.units import LONGEST_WORDS, AmbiguousRhythm, Rhythm, shown_value
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_ONE_DOSE = '"number unit" of one dose'

#: What is missing where nothing says how often, what is allowed, and how to mend it.
NO_RHYTHM: Final = (
    "nothing",
    'an interval, or "once"',
    'say how often: every = "1 day", "Mon/Thu", "1 week"',
)


@dataclass(frozen=True)
class Given:
    """One dose and its rhythm, for some time.

    Attributes
    ----------
    amount : object
        What is given each time, as a quantity is written.
    interval : float or None [day]
        Between two times; infinite for once, ``None`` where what is written is wrong, and noted.
    lasts_days : float or None [day]
        ``None`` for as long as the entry.
    gel_strength : float or None
        Where the amount is the hormone of so strong a gel.
    implied_daily : bool
        Whether only pauses are said.
    said : str
        Doses of which the amount is the mean, as they are said.
    ways, drugs : tuple of str
        Ways into the body, and drugs of the library, that the dose names.
    pauses : Cycle or None
        How long it goes on and how long it pauses, where dose or rhythm say it.
    """

    amount: object
    interval: float | None
    lasts_days: float | None = None
    gel_strength: float | None = None
    implied_daily: bool = False
    said: str = ""
    ways: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    pauses: Cycle | None = None


def givings(
    entry: DrugTable | SupplementTable,
    notes: Notes,
    shots: tuple[float, ...] = (),
    *,
    delivers_per_day: bool = False,
) -> tuple[Given, ...] | None:
    """Return what is given one after the other; ``None``, with a note, where it cannot be told.

    Parameters
    ----------
    entry : DrugTable or SupplementTable
    notes : Notes
    shots : tuple of float [day]
        Times between injections of the hormones of the same plan.
    delivers_per_day : bool
        Whether the dose is what a patch delivers each day, written as ``"50 ug/day"``.
    """
    before = len(notes.problems)
    steps = _steps(entry, notes, delivers_per_day=delivers_per_day)
    if steps is None:
        return None
    every = entry.every
    found: list[Given] = []
    for step in steps:
        one = _given(entry, step, every, shots, notes)
        if one is None:
            # What stands under `every` is wrong and noted already, or is noted now.
            if len(notes.problems) == before and not entry.has("every") and not _tells_often(entry.dose):
                key = entry.at("every")
                notes.add(key, *NO_RHYTHM)
            one = Given(step.amount, None, step.lasts_days, step.gel_strength)
        found.append(replace(one, said=step.said, ways=step.ways, drugs=step.drugs))
    return tuple(found)


def _tells_often(dose: object) -> bool:
    """Tell whether a dose that is not understood tells how often it is taken: then its amount is what lacks."""
    return isinstance(dose, str) and not _is_plain(dose) and bool(understood_of(dose).often)


def written_name(entry: DrugTable | SupplementTable, notes: Notes) -> str:
    """Return the name of a drug or a supplement as the file writes it; empty where it writes none."""
    here: object = notes.document
    for step in entry.at("name" if isinstance(entry, DrugTable) else "nutrient"):
        if isinstance(step, int):
            here = cast("Sequence[object]", here)[step] if isinstance(here, list | tuple) else here
        else:
            here = cast("Mapping[str, object]", here).get(step) if isinstance(here, dict) else None
    return here if isinstance(here, str) else ""


def goes_with_shot(entry: DrugTable) -> bool:
    """Tell whether a drug is taken with each injection of another."""
    if entry.every is not None:
        return entry.every.with_shot
    try:
        steps = dose_steps(entry.dose) if isinstance(entry.dose, str) else None
    except (AmbiguousDose, AmbiguousRhythm):
        return False
    return any(step.rhythm is not None and step.rhythm.with_shot for step in steps or ())


def _steps(
    entry: DrugTable | SupplementTable, notes: Notes, *, delivers_per_day: bool
) -> tuple[DoseStep, ...] | None:
    """Return the steps of the dose; what no words are read as is one, and read as a quantity later."""
    plain = (DoseStep(entry.dose),)
    if not isinstance(entry.dose, str) or len(entry.dose) > LONGEST_WORDS:
        return plain
    if delivers_per_day and _is_delivery(entry.dose):
        # "50 ug/24h" is what labels of patches say, "10 mg/day" may be anything.
        return (DoseStep(entry.dose, ways=("patch",) if "24" in entry.dose.partition("/")[2] else ()),)
    try:
        dose = entry.dose if isinstance(entry, DrugTable) else what_counts(entry.dose)[0]
        dose = with_strength_of_brand(dose)  # before half an Arimidex is 0.5, which may be milligrams
        name = written_name(entry, notes)
        name = name if isinstance(entry, DrugTable) else with_calcium_of_brand(name)
        steps = steps_of_drug(name, dose)
    except (AmbiguousDose, AmbiguousRhythm) as question:
        notes.add(entry.at("dose"), shown_value(entry.dose), _ONE_DOSE, str(question))
        return None
    if steps and (asked := _unread_of(name, dose, steps)):
        notes.add(entry.at("dose"), shown_value(entry.dose), _ONE_DOSE, asked)
        return None
    if steps is None and not _is_plain(entry.dose) and (asked := _left_of(entry.dose)):
        notes.add(entry.at("dose"), shown_value(entry.dose), _ONE_DOSE, asked)
        return None
    if steps is None or (len(steps) == 1 and steps[0] == DoseStep(steps[0].amount)):
        # A plain quantity is read as it stands, with every digit.
        return plain if steps is None or _is_plain(entry.dose) else steps
    return steps


def _left_of(dose: str) -> str:
    """Return what to do about words of a dose that are not understood beside its amount; empty where it has none."""
    told = understood_of(dose)
    if not told.amount or not told.left:
        return ""
    left = " or ".join(f'"{words}"' for words in told.left[:3])
    whole = f"{told.amount} {told.often}".strip()
    if any(turns(words) for words in told.left):
        return (
            f"{left} is not understood: write an entry for each dose that is taken, with how often, and its days in "
            "from and until"
        )
    return f'{left} is not understood: write "{whole}" if that is all, or say it in other words'


def strange_words(name: str, dose: str) -> str:
    """Return words of a dose of a drug that nothing accounts for, in lower case; empty where all are."""
    own = (one for drug in products_named(name) for one in (drug.label, *drug.aliases))
    words = re.findall(r"[^\W\d_]+", " ".join((name, *own)))
    return not_accounted(without_names(without_instructions(in_english(dose).casefold()))[0], words)


def _unread_of(name: str, dose: str, steps: tuple[DoseStep, ...]) -> str:
    """Return what to do about words of a dose that nothing accounts for; empty where all are."""
    text, _ = without_names(without_instructions(in_english(dose).casefold()))
    if left := strange_words(name, dose):
        return f'"{left}" is not understood: leave it out if it changes nothing'
    if other := other_rhythm_in(text, steps):
        return f'"{other}" is another rhythm than the rest of the dose: write how often once'
    return ""


#: A number and a unit: ``"1,000 IU"``, ``"0.3 mg/day"``.
_PLAIN = later(r"\s*[0-9][0-9.,]*\s*[^\W\d_]+\s*(?:/\s*\w+)?\s*")


def _is_plain(dose: str) -> bool:
    return _PLAIN.fullmatch(dose) is not None


def _is_delivery(dose: str) -> bool:
    """Tell whether a dose is written as labels of patches write what they deliver: ``"50 ug/24h"``."""
    return dose.partition("/")[2].strip().casefold() in (
        "day",
        "d",
        "24h",
        "24 h",
        "24 hours",
        "24 hr",
        "days",
    )


def _given(
    entry: DrugTable | SupplementTable,
    step: DoseStep,
    every: Rhythm | None,
    shots: tuple[float, ...],
    notes: Notes,
) -> Given | None:
    """Return the amount and the interval of one step, by the dose and by ``every``."""
    said = step.rhythm
    rhythm = said if every is None else every
    if rhythm is None:
        return None
    if every is not None and said is not None and said.off_days and not every.off_days:
        rhythm = replace(every, on_days=said.on_days, off_days=said.off_days)
    pauses = pauses_in(rhythm)
    days = rhythm.days if pauses is not None else rhythm.mean_days
    if rhythm.with_shot:
        days = _of_shots(entry, shots, notes)
        return None if days is None else Given(step.amount, days, step.lasts_days, step.gel_strength)
    amount = step.amount
    if every is not None and said is not None and not isclose(said.days, every.days, rel_tol=1e-6):
        if not step.is_rate or every.days > said.days or every.days == ONCE or _are_two(entry.dose, every):
            notes.add(
                entry.at("every"), f"{shown_value(entry.dose)} as the dose beside {EveryRhythm().write(every)}",
                "one rhythm", "say how often in one of the two, or the same in both",
            )  # fmt: skip
            return None
        number, unit = str(amount).split()
        amount = f"{float(number) * every.days / said.days:.12g} {unit}"
    return Given(amount, days, step.lasts_days, step.gel_strength, rhythm.implied_daily, pauses=pauses)


#: "1 mg weekly", which tells how often, too; "7 mg/week" is an amount only.
_HOW_OFTEN = later(r"\b(?:week|month)ly\b", re.IGNORECASE)


def _are_two(dose: object, every: Rhythm) -> bool:
    """Tell whether a dose says weekly beside daily: twice a week, the weekly amount is in two parts."""
    plain = every.days in (1.0, DAYS_PER_WEEK) and not every.weekdays
    return plain and isinstance(dose, str) and _HOW_OFTEN.search(dose) is not None


def _of_shots(entry: DrugTable | SupplementTable, shots: tuple[float, ...], notes: Notes) -> float | None:
    """Return the time between the injections that the plan holds."""
    different = sorted(set(shots))
    if len(different) == 1:
        return different[0]
    found = (
        f"injections {' and '.join(how_often(days) for days in different)}"
        if different
        else "no injected hormone beside it"
    )
    notes.add(entry.at("every" if entry.has("every") else "dose"), found, "one injection that it goes with",
              'write how often, for example every = "3.5 days"')  # fmt: skip
    return None
