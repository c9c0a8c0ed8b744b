"""Measured estradiol of a woman before menopause whose ovaries do not work, as the model's do."""

from __future__ import annotations

from typing import Final

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.observing.observe import Subject
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import named_drugs

#: Before menopause less than this is not what working ovaries make on any day of the cycle [pg/mL]; an immunoassay
#: reads too high rather than too low.
LINE: Final = 20.0
SOURCE: Final = (
    "Line: osteotwin's assumption, between the lowest days of the cycle (about 30 pg/mL by mass spectrometry) and the "
    "level after menopause. What rests ovaries, and what to ask for: Gordon 2017, Endocrine Society "
    "(10.1210/jc.2017-00131)"
)
WHY: Final = (
    "before menopause the model's ovaries work, and it cannot follow estradiol as low as without them"
)
#: So close to menopause the virtual women are on both sides of it [year].
_CLOSE: Final = 1.5
#: Drugs that explain low estradiol: what they do the model follows.
_LOWERING: Final = ("gnrh_agonist", "gnrh_antagonist", "aromatase_inhibitor", "progestin", "testosterone")
#: Kinds of drugs outside the model on which periods stop although estradiol is there.
_STOPPING_PERIODS: Final = ("contraceptive", "progestogen")
#: For so long after its end a drug may still be why [day].
_STILL_ACTS: Final = 90.0
#: What begins today has stopped nothing yet [day].
_YESTERDAY: Final = -1.0


def estradiol_without_ovaries(person: Person) -> Measurement | None:
    """Return the last estradiol up to today where it is that of a woman whose ovaries do not work; else ``None``."""
    rows = [row for row in person.measurements if row.what == "estradiol" and row.date <= person.start]
    last = max(rows, key=lambda row: row.date, default=None)
    return last if last is not None and is_without_ovaries(last, person) else None


def is_without_ovaries(row: Measurement, person: Person) -> bool:
    """Return whether a measurement is estradiol that no drug explains and that the model's ovaries cannot have.

    Parameters
    ----------
    row : Measurement
    person : Person
    """
    if row.what != "estradiol" or person.sex != "female" or row.bound == "above":
        return False
    if row.value > LINE or (row.value == LINE and row.bound != "below"):
        return False
    age = (row.date - person.birth_date).days / DAYS_PER_YEAR
    before = Subject(person.sex, age + _CLOSE, person.menopause_age).before_menopause
    return before and not _is_lowered(person, float((row.date - person.start).days))


def has_unexplained_amenorrhea(person: Person) -> bool:
    """Return whether periods have stopped before menopause and no drug says why: the model's ovaries work."""
    if "amenorrhea" not in person.conditions or person.sex != "female":
        return False
    before = Subject(person.sex, person.age_at_start + _CLOSE, person.menopause_age).before_menopause
    taken = [one for one in person.not_simulated if one.from_day <= _YESTERDAY < one.until_day + _STILL_ACTS]
    stopping = any(named_drugs()[one.drug].kind in _STOPPING_PERIODS for one in taken)
    return before and not stopping and not _is_lowered(person, _YESTERDAY)


def _is_lowered(person: Person, day: float) -> bool:
    """Whether a drug that lowers estradiol acts on a day."""
    lowering = (
        item
        for item in person.protocol.interventions
        if isinstance(item, DrugCourse) and drug_class_of(item.drug) in _LOWERING
    )
    unseen = (item for item in person.not_simulated if named_drugs()[item.drug].moves_hormones)
    return any(item.from_day <= day < item.until_day + _STILL_ACTS for item in (*lowering, *unseen))
