"""From a trial file to a :class:`Trial`; all that is wrong with the file is told at once."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeVar, cast

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.trial import (
    Arm,
    Contrast,
    DietGiven,
    DrugGiven,
    Observation,
    Population,
    Spread,
    TrainingGiven,
    Trial,
    UnloadingGiven,
)
from osteotwin.evidence.files.vocabulary import TRAINING_TYPES, Vocabulary, training_type, vocabulary
from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.inputs.section import Notes, Section
from osteotwin.inputs.toml_file import read_toml
from osteotwin.units import KINDS, spelling

Item = TypeVar("Item")

SCHEMA_VERSION = 1
DESIGNS = ("rct", "crossover", "single_arm", "cohort", "before_after")
READ_AS = ("fulltext", "abstract", "secondary")
TOPICS = (
    "aromatase_inhibitor", "androgen_deprivation", "testosterone", "estradiol", "exercise", "unloading",
    "calcium", "vitamin_d", "bisphosphonate", "denosumab", "teriparatide", "romosozumab", "serm",
    "natural_course",
)  # fmt: skip
SEXES = ("male", "female", "mixed")
MENOPAUSE = ("pre", "peri", "post", "induced")

_TOP = (
    "schema", "id", "title", "first_author", "year", "journal", "doi", "pmid", "design", "read_as",
    "duration_weeks", "topics", "notes", "population", "arm", "contrast",
)  # fmt: skip
_WEEKS = ("from_week", "to_week")
_SPREADS = ("sd", "se", "ci95", "iqr", "assumed_dispersion")
BASELINE: dict[str, tuple[float, float]] = {
    "age_mean": (1, 110),
    "estradiol_pg_ml": (0, 2000),
    "testosterone_ng_dl": (0, 5000),
    "lh_iu_l": (0, 300),
    "25ohd_ng_ml": (0, 300),
    "pth_pg_ml": (0, 3000),
    "dietary_calcium_mg_day": (0, 5000),
    "bmd_lumbar_spine_g_cm2": (0.2, 3),
    "bmd_total_hip_g_cm2": (0.2, 3),
    "bmd_femoral_neck_g_cm2": (0.2, 3),
    "bmd_radius_33_g_cm2": (0.1, 2),
    "t_score_lumbar_spine": (-8, 8),
    "t_score_total_hip": (-8, 8),
    "t_score_femoral_neck": (-8, 8),
    "t_score_radius_33": (-8, 8),
}
EARLIEST_WEEK, LATEST_WEEK = -2600.0, 2600.0


def load_trial(path: str | PathLike[str]) -> Trial:
    """Read one trial file.

    Parameters
    ----------
    path : str or path-like

    Raises
    ------
    InputError
        With every problem of the file.
    """
    table, text = read_toml(path)
    notes = Notes(fspath(path), text)
    trial = _Reader(notes, vocabulary()).trial(table, Path(fspath(path)))
    notes.raise_if_any()
    return trial


class _Reader:
    """Reads one file; wrong values come back as stand-ins and leave a problem behind."""

    def __init__(self, notes: Notes, words: Vocabulary) -> None:
        self.notes = notes
        self.words = words
        self.duration = LATEST_WEEK

    def trial(self, table: dict[str, Any], path: Path) -> Trial:
        top = Section(table, "", self.notes, _TOP)
        duration = top.number("duration_weeks", 0, LATEST_WEEK, required=True, above=True)
        self.duration = duration or LATEST_WEEK
        if top.has("schema") and top.number("schema", 1, 1000, whole=True) not in (None, SCHEMA_VERSION):
            top.problem(
                "schema", str(table["schema"]), f"{SCHEMA_VERSION}", "write it in this version's format"
            )
        arms = tuple(self.arm(section) for section in top.sections("arm", _ARM))
        if not arms and not top.has("arm"):
            top.problem("arm", "no arm", "at least one arm", "add [[arm]] with its id and what was done")
        names = [arm.id for arm in arms]
        for index, name in enumerate(names):
            if name and name in names[:index]:
                self.notes.add(
                    f"arm[{index}].id", f'"{name}" twice', "a different id for each arm", "rename one"
                )
        year, pmid = (top.number(key, 1, 10**9, whole=True) for key in ("year", "pmid"))
        return Trial(
            id=top.text("id", path.stem, required=True) or "",
            title=self.long_text(top, "title"),
            design=top.choice("design", DESIGNS, required=True) or "",
            read_as=top.choice("read_as", READ_AS, required=True) or "",
            duration_weeks=duration or 0.0,
            topics=self.topics(top),
            population=self.population(top),
            arms=arms,
            contrasts=tuple(self.contrast(s, names) for s in top.sections("contrast", _CONTRAST)),
            first_author=top.text("first_author", "Smith J"),
            year=int(year) if year else None,
            journal=top.text("journal", "Bone"),
            doi=top.text("doi", "10.1000/xyz"),
            pmid=int(pmid) if pmid else None,
            notes=self.long_text(top, "notes", required=False),
            file=path.name,
        )

    def long_text(self, section: Section, key: str, *, required: bool = True) -> str:
        """Return a text of any length."""
        value = section.table.get(key)
        if isinstance(value, str) and (value.strip() or not required):
            return value
        if value is not None or required:
            found = "nothing" if value is None else "something that is not a text"
            section.problem(key, found, "a text in quotes", f'write {key} = "..."')
        return ""

    def topics(self, top: Section) -> tuple[str, ...]:
        written = top.table.get("topics")
        expected = f"a list of any of {', '.join(TOPICS)}"
        if not isinstance(written, list) or not written:
            top.problem("topics", "nothing" if written is None else "no list", expected, 'write ["exercise"]')
            return ()
        for topic in cast("list[object]", written):
            if topic not in TOPICS:
                top.problem("topics", f"{topic!r}", expected, did_you_mean(str(topic), TOPICS))
        return tuple(str(topic) for topic in cast("list[object]", written))

    def population(self, top: Section) -> Population:
        section = top.section(
            "population", ("sex", "percent_male", "condition", "menopause", "age_mean", "age_sd", "bmi_mean")
        )
        if section is None:
            if not top.has("population"):
                top.problem("population", "nothing", "one table", "add [population] with sex")
            return Population("mixed")
        sex = section.choice("sex", SEXES, required=True)
        if sex not in (None, "mixed") and section.has("percent_male"):
            section.problem(
                "percent_male", f"percent_male of a {sex} population", "only with sex = mixed", "remove it"
            )
        return Population(
            sex=sex or "mixed",
            percent_male=section.number("percent_male", 0, 100),
            condition=self.long_text(section, "condition", required=False) or None,
            menopause=section.choice("menopause", MENOPAUSE),
            age_mean=section.number("age_mean", 1, 110),
            age_sd=section.number("age_sd", 0, 60),
            bmi_mean=section.number("bmi_mean", 10, 100),
        )

    def arm(self, section: Section) -> Arm:
        baseline: dict[str, float] = {}
        table = section.section("baseline", BASELINE)
        for key, (low, high) in BASELINE.items() if table else ():
            value = table.number(key, low, high) if table else None
            if value is not None:
                baseline[key] = value
        control = section.flag("control")
        if control is None and not section.has("control"):
            section.missing("control", "true or false", "false")
        return Arm(
            id=section.text("id", "treated", required=True) or "",
            control=bool(control),
            n=section.number("n", 1, 10**7),
            baseline=baseline,
            drugs=self.each(section, "drug", _DRUG, self.drug),
            training=self.each(section, "training", _TRAINING, self.training),
            unloading=self.each(section, "unloading", _UNLOADING, self.unloading),
            diet=self.each(section, "diet", _DIET, self.diet),
            observations=self.each(section, "observation", _OBSERVATION, self.observation),
        )

    def each(
        self, section: Section, key: str, known: tuple[str, ...], read: Callable[[Section], Item]
    ) -> tuple[Item, ...]:
        return tuple(read(child) for child in section.sections(key, known))

    def weeks(self, section: Section, *, dose: bool = False) -> tuple[float | None, float | None]:
        """Return first and last week; a ``dose`` may be given once, within one week, all else needs time."""
        start = section.number("from_week", EARLIEST_WEEK, LATEST_WEEK)
        end = section.number("to_week", EARLIEST_WEEK, LATEST_WEEK)
        first = start or 0.0
        if end is not None and end < first:
            found = f"{end:g}, before from_week {first:g}"
            section.problem("to_week", found, "a week at or after from_week", "swap or correct the two weeks")
        elif end is not None and end == first and not dose:
            found = f"{end:g}, the week in which it begins: nothing would be done"
            section.problem("to_week", found, f"a week after {first:g}", "correct it, or remove it")
        elif end is None and first >= self.duration:
            found = (
                f"{first:g}, not before the end of the trial (week {self.duration:g}): nothing would be done"
            )
            section.problem(
                "from_week", found, f"a week before {self.duration:g}, or a to_week", "correct it"
            )
        return start, end

    def drug(self, section: Section) -> DrugGiven:
        name = self.name(section, "name", self.words.drugs, required=True)
        dose = section.text("dose", "1 mg")
        start, end = self.weeks(section, dose=True)
        return DrugGiven(
            name=name or "",
            dose=dose,
            dose_mg=section.quantity("dose", "mass", above=True) if dose else None,
            every_days=section.quantity("every", "duration", above=True),
            from_week=start,
            to_week=end,
        )

    def training(self, section: Section) -> TrainingGiven:
        start, end = self.weeks(section)
        return TrainingGiven(
            kind=self.training_kind(section),
            exercises=self.exercises(section),
            sessions_per_week=section.number("sessions_per_week", 0, 50, above=True),
            minutes_per_session=section.number("minutes_per_session", 0, 600, above=True),
            sets=section.number("sets", 0, 100, above=True),
            reps=section.number("reps", 0, 1000, above=True),
            load_percent_1rm=section.number("load_percent_1rm", 0, 150, above=True),
            impacts_per_session=section.number("impacts_per_session", 0, 100_000, above=True),
            peak_force_bodyweights=section.number("peak_force_bodyweights", 0, 30, above=True),
            adherence_percent=section.number("adherence_percent", 0, 100),
            from_week=start,
            to_week=end,
        )

    def training_kind(self, section: Section) -> str:
        written = section.text("kind", "resistance", required=True)
        if written is not None and training_type(written) is None:
            mend = "choose the one that loads bone most alike, and name what is done in exercises"
            section.problem(
                "kind",
                f'"{written}"',
                f"one of {', '.join(TRAINING_TYPES)}",
                did_you_mean(written, TRAINING_TYPES, otherwise=mend),
            )
        return written or ""

    def exercises(self, section: Section) -> tuple[str, ...]:
        written = section.table.get("exercises")
        if written is None:
            return ()
        if not isinstance(written, list):
            section.problem("exercises", "no list", "a list of exercises", 'write ["squat", "deadlift"]')
            return ()
        # A name that the library does not have is kept: the arm takes the nearest exercise and says so.
        names = [str(item) for item in cast("list[object]", written)]
        return tuple(find_name(name, self.words.exercises) or name[:60] for name in names)

    def unloading(self, section: Section) -> UnloadingGiven:
        share = section.number("fraction_of_habitual_load", 0, 1, required=True)
        start, end = self.weeks(section)
        return UnloadingGiven(share if share is not None else 1.0, start, end)

    def diet(self, section: Section) -> DietGiven:
        bolus = section.section("vitamin_d_bolus", ("dose", "every"))
        daily = any(section.has(key) for key in _DIET if key.endswith("_day"))
        start, end = self.weeks(section, dose=bolus is not None and not daily)
        return DietGiven(
            calcium_mg_per_day=section.number("calcium_mg_per_day", 0, 5000),
            calcium_supplement_mg_per_day=section.number("calcium_supplement_mg_per_day", 0, 5000),
            vitamin_d_iu_per_day=section.number("vitamin_d_iu_per_day", 0, 200_000),
            bolus_iu=bolus.quantity("dose", "vitamin_d", required=True, above=True) if bolus else None,
            bolus_every_days=bolus.quantity("every", "duration", required=True, above=True)
            if bolus
            else None,
            from_week=start,
            to_week=end,
        )

    def observation(self, section: Section) -> Observation:
        kind = section.choice("kind", ("absolute", "absolute_change", "percent_change"), required=True) or ""
        endpoint = self.name(section, "endpoint", dict.fromkeys(TRIAL_ENDPOINTS, ()), required=True) or ""
        unit, factor = self.unit(section, endpoint, kind)
        value = section.number("value", -1e6, 1e6, required=True) or 0.0
        return Observation(
            endpoint=endpoint,
            week=self.measured_week(section),
            kind=kind,
            value=value * factor,
            unit=unit,
            spread=self.spread(section, factor),
            n=section.number("n", 1, 10**7),
            where=self.long_text(section, "where", required=False),
        )

    def contrast(self, section: Section, arms: list[str]) -> Contrast:
        kind = section.choice("kind", ("percent_difference", "absolute_difference"), required=True) or ""
        endpoint = self.name(section, "endpoint", dict.fromkeys(TRIAL_ENDPOINTS, ()), required=True) or ""
        unit, factor = self.unit(section, endpoint, kind)
        named: list[str] = []
        for key in ("arm", "versus"):
            name = section.text(key, arms[0] if arms else "treated", required=True) or ""
            if name and name not in arms:
                expected = f"one of the arms {', '.join(arms) or '(none)'}"
                section.problem(key, f'the missing arm "{name}"', expected, did_you_mean(name, arms))
            named.append(name)
        value = section.number("value", -1e6, 1e6, required=True) or 0.0
        return Contrast(
            arm=named[0],
            versus=named[1],
            endpoint=endpoint,
            week=self.measured_week(section),
            kind=kind,
            value=value * factor,
            unit=unit,
            spread=self.spread(section, factor),
            where=self.long_text(section, "where", required=False),
        )

    def measured_week(self, section: Section) -> float:
        """Return the week of a measured value; one before the start has nothing to be compared with."""
        week = section.number("week", EARLIEST_WEEK, LATEST_WEEK, required=True)
        if week is not None and week < 0:
            fix = "count from the start of the intervention; what was measured before it goes into [arm.baseline]"
            section.problem("week", f"{week:g}, before the start", f"0 to {LATEST_WEEK:g}", fix)
        return week or 0.0

    def name(self, section: Section, key: str, names: Any, *, required: bool) -> str | None:
        """Return a name from a vocabulary, or note a problem with the nearest ones."""
        written = section.text(key, next(iter(names)), required=required)
        if written is None:
            return None
        found = find_name(written, names)
        if found is None:
            listed = ", ".join(sorted(names))
            section.problem(key, f'"{written}"', f"one of {listed}", did_you_mean(written, names))
        return found

    def unit(self, section: Section, endpoint: str, kind: str) -> tuple[str, float]:
        """Return the canonical unit and the factor to it; a unit of another quantity is a problem."""
        written = section.text("unit", "percent", required=True)
        if written is None or not endpoint or not kind:
            return "", 1.0
        if kind.startswith("percent"):
            if spelling(written) not in ("percent", "%"):
                section.problem("unit", f'"{written}"', '"percent"', f'write "percent", the unit of a {kind}')
            return "percent", 1.0
        quantity = TRIAL_ENDPOINTS[endpoint].quantity
        if quantity == "fraction":
            if spelling(written) != "fraction":
                section.problem(
                    "unit", f'"{written}"', '"fraction"', "write the share as a number from 0 to 1"
                )
            return "fraction", 1.0
        row = KINDS[quantity]
        shown = row.also.get(spelling(written))
        if shown is None:
            fix = "convert the value, or correct the endpoint"
            section.problem("unit", f'"{written}"', f"{', '.join(row.units)} for {endpoint}", fix)
            return row.unit, 1.0
        return row.unit, row.units[shown]

    def spread(self, section: Section, factor: float) -> Spread | None:
        assumed = bool(section.flag("assumed_dispersion"))
        given = [key for key in ("sd", "se", "ci95", "iqr") if section.has(key)]
        if len(given) > 1:
            section.problem(
                given[1], f"{' and '.join(given)} together", "one of sd, se, ci95, iqr", "keep one"
            )
            return None
        if not given:
            return None
        key = given[0]
        if key in ("sd", "se"):
            one = section.number(key, 0, 1e6)
            return None if one is None else Spread(key, (one * factor,), assumed)
        pair = section.table[key]
        numbers = [v for v in pair if isinstance(v, int | float)] if isinstance(pair, list) else []
        if len(numbers) != 2 or len(cast("list[object]", pair)) != 2 or numbers[0] > numbers[1]:
            section.problem(key, "no rising pair of numbers", "[low, high]", f"write {key} = [-4.0, -1.0]")
            return None
        return Spread(key, (numbers[0] * factor, numbers[1] * factor), assumed)


_ARM = ("id", "control", "n", "baseline", "drug", "training", "unloading", "diet", "observation")
_DRUG = ("name", "dose", "every", *_WEEKS)
_TRAINING = (
    "kind", "exercises", "sessions_per_week", "minutes_per_session", "sets", "reps", "load_percent_1rm",
    "impacts_per_session", "peak_force_bodyweights", "adherence_percent", *_WEEKS,
)  # fmt: skip
_UNLOADING = ("fraction_of_habitual_load", *_WEEKS)
_DIET = (
    "calcium_mg_per_day", "calcium_supplement_mg_per_day", "vitamin_d_iu_per_day", "vitamin_d_bolus", *_WEEKS,
)  # fmt: skip
_OBSERVATION = ("endpoint", "week", "kind", "value", "unit", "n", "where", *_SPREADS)
_CONTRAST = ("arm", "versus", "endpoint", "week", "kind", "value", "unit", "where", *_SPREADS)
