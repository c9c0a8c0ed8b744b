"""What one key of a trial file says about another: noted with the rest of the file's mistakes."""

from __future__ import annotations

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.result_types import (
    OF_ONE_ARM,
    OF_TWO_ARMS,
    RESULT_TYPES,
    canonical_unit,
    read_unit,
    units_of,
)
from osteotwin.evidence.files.tables import (
    DISPERSIONS,
    ERROR_KEYS,
    LARGEST,
    OTHER,
    ArmTable,
    BaselineTable,
    ContrastTable,
    CourseTable,
    DietTable,
    DrugTable,
    PopulationTable,
    ResultTable,
    TrialTable,
)
from osteotwin.inputs.names import did_you_mean
from osteotwin.inputs.notes import Notes
from osteotwin.units import shown_value


def check(trial: TrialTable, notes: Notes) -> None:
    """Note what does not agree within a file."""
    _population(trial.population, notes)
    if not trial.topics and not _noted(notes, "topics"):
        notes.add(trial.at("topics"), "no topic", "at least one", 'write topics = ["exercise"]')
    if not trial.arm and not _noted(notes, "arm"):
        notes.add(trial.at("arm"), "no arm", "at least one arm", "add [[arm]] with its id and what was done")
    _different_names(trial.arm, notes)
    for arm in trial.arm:
        _arm(arm, trial.duration_weeks, notes)
    for contrast in trial.contrast:
        _result(contrast, notes)
        _arms_of(contrast, [arm.id for arm in trial.arm], notes)


def _noted(notes: Notes, key: str) -> bool:
    """Tell whether a list that is empty now had entries with a mistake."""
    return any(problem.field == key or problem.field.startswith(f"{key}[") for problem in notes.problems)


def _population(population: PopulationTable, notes: Notes) -> None:
    _ages(population, notes)
    if population.percent_male is not None and population.sex != "mixed":
        notes.add(
            population.at("percent_male"),
            f"{population.percent_male:g} of a {population.sex} population",
            'a share only with sex = "mixed"',
            'write sex = "mixed", or remove it',
        )


def _ages(table: PopulationTable | BaselineTable, notes: Notes) -> None:
    low, high, mean = table.age_min, table.age_max, table.age_mean
    if low is not None and high is not None and high < low:
        notes.add(
            table.at("age_max"),
            f"{high:g}, below age_min {low:g}",
            "an age at or above age_min",
            "swap the two",
        )
    elif mean is not None and not (low or mean) <= mean <= (high or mean):
        notes.add(
            table.at("age_mean"),
            f"{mean:g}, outside of age_min and age_max",
            "a mean within the limits",
            "correct one",
        )


def _different_names(arms: tuple[ArmTable, ...], notes: Notes) -> None:
    names = [arm.id for arm in arms]
    for index, arm in enumerate(arms):
        if arm.id in names[:index]:
            notes.add(arm.at("id"), f'"{arm.id}" twice', "a different id for each arm", "rename one")


def _arm(arm: ArmTable, duration: float, notes: Notes) -> None:
    if arm.baseline is not None:
        _ages(arm.baseline, notes)
    for course in (*arm.drug, *arm.training, *arm.unloading, *arm.diet):
        _weeks(course, duration, notes)
    for observation in arm.observation:
        _result(observation, notes)


def _weeks(course: CourseTable, duration: float, notes: Notes) -> None:
    """Note weeks in which nothing would be done; a dose may be given once, within one week."""
    first, end = course.from_week or 0.0, course.to_week
    if end is not None and end < first:
        found = f"{end:g}, before from_week {first:g}"
        notes.add(
            course.at("to_week"), found, "a week at or after from_week", "swap or correct the two weeks"
        )
    elif end is not None and end == first and not _is_a_dose(course):
        found = f"{end:g}, the week in which it begins: nothing would be done"
        notes.add(course.at("to_week"), found, f"a week after {first:g}", "correct it, or remove it")
    elif end is None and first >= duration:
        found = f"{first:g}, not before the end of the trial (week {duration:g}): nothing would be done"
        expected = f"a week before {duration:g}, or a to_week"
        notes.add(course.at("from_week"), found, expected, "correct it")


def _is_a_dose(course: CourseTable) -> bool:
    if isinstance(course, DietTable):
        daily = (course.calcium_mg_per_day, course.calcium_supplement_mg_per_day, course.vitamin_d_iu_per_day)
        return course.vitamin_d_bolus is not None and all(amount is None for amount in daily)
    return isinstance(course, DrugTable)


def _arms_of(contrast: ContrastTable, names: list[str], notes: Notes) -> None:
    for key, name in (("arm", contrast.arm), ("versus", contrast.versus)):
        if name not in names:
            expected = f"one of the arms {', '.join(names) or '(none)'}"
            notes.add(contrast.at(key), f'the missing arm "{name}"', expected, did_you_mean(name, names))
    if contrast.arm == contrast.versus:
        notes.add(
            contrast.at("versus"), f'"{contrast.versus}" on both sides', "another arm", "name the other arm"
        )


def _result(result: ResultTable, notes: Notes) -> None:
    _unit(result, notes)
    _what_was_measured(result, notes)
    _number_or_none(result, notes)
    given = [key for key in ERROR_KEYS if result.has(key)]
    if len(given) > 1:
        notes.add(
            result.at(given[1]),
            f"{' and '.join(given)} together",
            f"one of {', '.join(ERROR_KEYS)}",
            "keep one",
        )
    value = result.value
    if value is None:
        return
    if result.ci95 is not None and not result.ci95[0] <= value <= result.ci95[1]:
        _outside(result, "ci95", value, notes)
    if (
        result.iqr is not None
        and result.statistic == "median"
        and not result.iqr[0] <= value <= result.iqr[1]
    ):
        _outside(result, "iqr", value, notes)
    if result.p is not None:
        _p(result, result.p, value, notes)


def _number_or_none(result: ResultTable, notes: Notes) -> None:
    """Note a result with neither a value nor the word that none was printed, with both, or without a null."""
    given = result.has("no_effect")
    if result.has("value"):
        if given:
            found, expected = "no_effect beside a value", "a value, or no_effect where none was printed"
            notes.add(result.at("no_effect"), found, expected, "keep the number, and remove no_effect")
        return
    if not given:
        fix = "write the printed number, or no_effect = true where the source says without one that nothing changed"
        notes.add(result.at("value"), "nothing", "a number", fix)
        return
    if result.no_effect is False:
        fix = "write the printed value, or no_effect = true"
        notes.add(result.at("no_effect"), "false, and no value", "true, or a value", fix)
    if _null_of(result) is None:
        fix = f"write a change or a difference, such as kind = {_changes_of(result)}"
        notes.add(
            result.at("no_effect"), f'true with kind = "{result.result_type}", a level', "a change", fix
        )
    for key in ERROR_KEYS:
        if result.has(key):
            notes.add(
                result.at(key), f"{key} without a value", "none beside no_effect", "remove one of the two"
            )


def _p(result: ResultTable, p: float, value: float, notes: Notes) -> None:
    """Note a P that tells nothing of the error of its value."""
    null = _null_of(result)
    place, key = result.at("p"), f"{p:g}"
    if null is None:
        fix = f"enter the change, such as kind = {_changes_of(result)}, or remove p"
        notes.add(
            place, f'{key} of kind = "{result.result_type}", a level', "the P of a change or difference", fix
        )
    elif p == 1:
        notes.add(place, key, "a number above 0 and below 1", "correct it, or remove it")
    elif value * _factor(result) == null:
        found = f"{key} of a value of {value:g}, which is no effect"
        notes.add(
            place, found, "a P of an effect: of none it tells no error", "remove it, or correct the value"
        )


def _null_of(result: ResultTable) -> float | None:
    """Return what is no effect, in the canonical unit; ``None`` of a level."""
    return RESULT_TYPES[result.result_type].no_effect


def _factor(result: ResultTable) -> float:
    """Return the factor from the written unit to the canonical one."""
    found = read_unit(result.unit, result.result_type, TRIAL_ENDPOINTS[result.endpoint].quantity)
    return 1.0 if found is None else found[1]


def _changes_of(result: ResultTable) -> str:
    return '"percent_difference"' if isinstance(result, ContrastTable) else '"percent_change"'


def _outside(result: ResultTable, key: str, value: float, notes: Notes) -> None:
    low, high = getattr(result, key)
    found = f"[{low:g}, {high:g}], without the value {value:g} in it"
    notes.add(
        result.at(key), found, "an interval around the value", "correct the interval, the value or a sign"
    )


def _unit(result: ResultTable, notes: Notes) -> None:
    quantity = TRIAL_ENDPOINTS[result.endpoint].quantity
    found = read_unit(result.unit, result.result_type, quantity)
    if found is not None:
        unit, factor = found
        _size(result, factor, unit, notes)
        return
    unit, several = canonical_unit(result.result_type, quantity), units_of(result.result_type, quantity)
    expected = (
        f'"{unit}"' if len(several) <= 2 else f"a unit of {result.endpoint}: {', '.join(sorted(several))}"
    )
    types = OF_TWO_ARMS if isinstance(result, ContrastTable) else OF_ONE_ARM
    others = [name for name in types if read_unit(result.unit, name, quantity) is not None]
    fix = f'write unit = "{unit}" if that is what the source prints'
    if others:
        fix += ", or kind = " + " or ".join(f'"{name}"' for name in others)
    notes.add(result.at("unit"), shown_value(result.unit), expected, fix)


def _what_was_measured(result: ResultTable, notes: Notes) -> None:
    """Note another measurement without a name, and a name for one that has one."""
    if result.endpoint == OTHER and result.measured is None and not result.has("measured"):
        fix = 'add measured = "what was measured", or name an endpoint'
        notes.add(result.at("measured"), "nothing", f'a text beside endpoint = "{OTHER}"', fix)
    elif result.endpoint != OTHER and result.measured is not None:
        fix = f'remove it, or write endpoint = "{OTHER}"'
        notes.add(
            result.at("measured"), shown_value(result.measured), f'it only with endpoint = "{OTHER}"', fix
        )


def _size(result: ResultTable, factor: float, unit: str, notes: Notes) -> None:
    """Note numbers that are within their limits only in the unit in which they are written."""
    for key in ("value", *DISPERSIONS):
        written = getattr(result, key)
        numbers = () if written is None else written if isinstance(written, tuple) else (written,)
        largest = max((abs(number) * factor for number in numbers), default=0.0)
        if largest > LARGEST:
            found = f"{largest:g} {unit}"
            notes.add(result.at(key), found, f"at most {LARGEST:g} {unit}", "check the number and its unit")
