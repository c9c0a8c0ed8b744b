"""A trial in plain words: who took part, how it was arranged, what each arm did."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.evidence.files.trial import (
    Arm,
    DietGiven,
    DrugGiven,
    Population,
    TrainingGiven,
    Trial,
    UnloadingGiven,
    UnmodelledDrug,
)
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.protocol.wording import how_often, number, times

_SEXES = {"male": "men", "female": "women", "mixed": "men and women"}
_MENOPAUSE = {"pre": "before", "peri": "around", "post": "after", "induced": "in induced"}
_DESIGNS = {
    "rct": "randomized trial",
    "crossover": "crossover trial",
    "single_arm": "uncontrolled trial",
    "cohort": "cohort",
    "before_after": "comparison of before and after",
}


def describe_people(trial: Trial) -> str:
    """Return who took part, for example ``men, 66 years, low bone mass``."""
    population = trial.population
    parts = [_SEXES.get(population.sex, population.sex)]
    if population.menopause is not None:
        parts[0] += f" {_MENOPAUSE[population.menopause]} menopause"
    if population.percent_male is not None:
        parts[0] += f" ({number(population.percent_male)} % men)"
    if population.age_mean is not None:
        parts.append(f"{number(population.age_mean)} years")
    elif population.age_min is not None or population.age_max is not None:
        parts.append(_ages(population))
    if population.condition is not None:
        parts.append(population.condition)
    return ", ".join(parts)


def describe_design(trial: Trial) -> str:
    """Return how it was arranged, for example ``randomized trial over 52 weeks, 2 arms``."""
    arms = "1 arm" if len(trial.arms) == 1 else f"{len(trial.arms)} arms"
    weeks = "1 week" if trial.duration_weeks == 1 else f"{number(trial.duration_weeks)} weeks"
    return f"{_DESIGNS[trial.design]} over {weeks}, {arms}"


def describe_arm(arm: Arm) -> tuple[str, ...]:
    """Return what an arm did, one sentence part for each thing; ``nothing added`` where it did nothing.

    Examples
    --------
    >>> describe_arm(Arm("a", False, 20, {}, drugs=(DrugGiven("anastrozole", "1 mg", 1.0, 1.0, 0.0, 52.0),)))
    ('Anastrozole, 1 mg every day, weeks 0 to 52',)
    """
    done = [
        *(_drug(given) for given in arm.drugs),
        *(_unmodelled(drug) for drug in arm.unmodelled),
        *(_training(given) for given in arm.training),
        *(_unloading(given) for given in arm.unloading),
        *(part for given in arm.diet for part in _diet(given)),
    ]
    return tuple(done) or ("nothing added",)


def describe_measured(trial: Trial) -> str:
    """Return what was measured and until which week, for example ``ctx (week 26), estradiol (week 13)``."""
    last: dict[str, float] = {}
    for value in (*(seen for arm in trial.arms for seen in arm.observations), *trial.contrasts):
        name = value.measured or value.endpoint
        last[name] = max(value.week, last.get(name, value.week))
    return ", ".join(
        f"{name.replace('_', ' ')} (week {_week(week)})" for name, week in sorted(last.items()) if week > 0
    )


def _ages(population: Population) -> str:
    low, high = population.age_min, population.age_max
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)} years"
    return f"{number(low)} years or older" if low is not None else f"{number(high or 0.0)} years or younger"


def _drug(given: DrugGiven) -> str:
    drug = load_drugs().get(given.name)
    parts = [drug.label if drug else given.name.replace("_", " ")]
    if given.dose is None:
        parts.append("dose not given")
    else:
        often = "" if given.every_days is None else f" {how_often(given.every_days)}"
        parts.append(f"{given.dose}{often}")
    return ", ".join([*parts, *_weeks(given.from_week, given.to_week)])


def _unmodelled(drug: UnmodelledDrug) -> str:
    often = (
        "" if drug.every_days is None else "once" if drug.every_days == ONCE else how_often(drug.every_days)
    )
    dose = " ".join(part for part in (drug.dose or "dose not given", often) if part)
    return ", ".join([drug.label, dose, *_weeks(drug.from_week, drug.to_week)])


def _training(given: TrainingGiven) -> str:
    parts = [f"{given.training_type.replace('_', ' ')} training"]
    if given.exercises:
        library = load_exercises()
        # A name that the library does not have stands as the trial has it.
        names = [library[name].name if name in library else name for name in given.exercises]
        parts[0] += f" ({', '.join(names)})"
    if given.sessions_per_week is not None:
        parts.append(f"{times(given.sessions_per_week)} a week")
    for value, text in (
        (given.minutes_per_session, "{} minutes each"),
        (given.sets, "{} sets"),
        (given.reps, "{} repetitions"),
        (given.load_percent_1rm, "{} % of the one-repetition maximum"),
        (given.impacts_per_session, "{} impacts a session"),
        (given.peak_force_bodyweights, "peaks of {} body weights"),
        (given.adherence_percent, "{} % of the sessions done"),
    ):
        if value is not None:
            parts.append(text.format(number(value)))
    return ", ".join([*parts, *_weeks(given.from_week, given.to_week)])


def _unloading(given: UnloadingGiven) -> str:
    share = f"{number(100 * given.fraction_of_habitual_load)} % of the habitual load on the skeleton"
    return ", ".join([share, *_weeks(given.from_week, given.to_week)])


def _diet(given: DietGiven) -> Iterator[str]:
    vitamin = f"vitamin {given.vitamin_d_form or 'D'}"
    weeks = _weeks(given.from_week, given.to_week)
    for value, text in (
        (given.calcium_mg_per_day, "{} mg calcium a day in the diet"),
        (given.calcium_supplement_mg_per_day, "{} mg calcium a day as supplement"),
        (given.vitamin_d_iu_per_day, f"{{}} IU {vitamin} a day"),
    ):
        if value is not None:
            yield ", ".join([text.format(number(value)), *weeks])
    if given.bolus_iu is not None:
        often = "" if given.bolus_every_days is None else f" {how_often(given.bolus_every_days)}"
        yield ", ".join([f"{number(given.bolus_iu)} IU {vitamin}{often}", *weeks])


def _weeks(start: float | None, end: float | None) -> list[str]:
    if end is not None and end == (start or 0.0):
        return [f"once in week {_week(end)}"]
    if start is not None and end is not None:
        return [f"weeks {_week(start)} to {_week(end)}"]
    if start is not None:
        return [f"from week {_week(start)}"]
    return [] if end is None else [f"until week {_week(end)}"]


def _week(value: float) -> str:
    return f"\u2212{number(-value)}" if value < 0 else number(value)
