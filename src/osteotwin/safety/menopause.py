"""Whether a drug for women after menopause is planned while the ovaries work."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.people.person import Person
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.drug_groups import drug_class_of, label_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.situation import Flag, Situation, courses_of, limits

BEFORE_MENOPAUSE = "premenopausal"
#: Classes of drugs that stop the ovaries.
SUPPRESSING = ("gnrh_agonist", "gnrh_antagonist")


def before_menopause(situation: Situation) -> Iterator[Flag]:
    """Flag a drug that is not for working ovaries, unless a GnRH analogue stops them all the while.

    Where neither a condition nor the age at menopause says whether they work, age does: below one age they do, above
    another they do not, and in between it must be asked.
    """
    told = set[str]()
    for course in situation.courses():
        drug = load_drugs()[course.drug]
        if (
            drug.id in told
            or BEFORE_MENOPAUSE not in drug.contraindications
            or is_suppressed(situation.person, course)
        ):
            continue
        works = ovaries_work(situation.person, course.from_day)
        if works:
            with_what = CONDITIONS[BEFORE_MENOPAUSE].label
            text = (
                f"{drug.label} with {with_what}: its label speaks against it. Neither begin nor stop it by "
                "yourself: ask the prescriber first."
            )
            yield Flag("do_not", text, drug.source[0], (drug.id,), (drug.id, BEFORE_MENOPAUSE))
        elif works is None:
            yield Flag(
                "ask_first",
                f"{drug.label} is for women after menopause; at {situation.person.age_at_start:.0f}, without "
                "menopause_age, it is not known whether that has passed: ask.",
                drug.source[0],
                about=(drug.id, BEFORE_MENOPAUSE),
            )
        if works is not False:
            told.add(drug.id)


def suppression_first(situation: Situation) -> Iterator[Flag]:
    """Flag an inhibitor that begins before a GnRH analogue can have stopped working ovaries."""
    takes = limits()["suppression_takes"]
    for course in situation.courses():
        if drug_class_of(course.drug) != "aromatase_inhibitor" or course.from_day < 0.0:
            continue
        if ovaries_work(situation.person, course.from_day) is False or not is_suppressed(
            situation.person, course
        ):
            continue
        analogues = [
            one
            for one in courses_of(situation.person.protocol)
            if drug_class_of(one.drug) in SUPPRESSING and one.from_day <= course.from_day
        ]
        first = min(analogues, key=lambda one: one.from_day)
        if course.from_day - first.from_day < takes.value:
            yield Flag(
                "ask_first",
                f"{load_drugs()[course.drug].label} begins before {label_of(first.drug)} can have stopped the ovaries, "
                f"which takes {takes.value / DAYS_PER_WEEK:.0f} weeks or more: an inhibitor drives ovaries that still "
                "work. Ask the prescriber whether estradiol is first measured as suppressed, by mass spectrometry, and "
                "use contraception without hormones.",
                takes.source,
                about=(course.drug, first.drug, "suppression"),
            )
            return


def ovaries_work(person: Person, day: float) -> bool | None:
    """Tell whether the ovaries work on a day, were it not for a drug; ``None`` where it is not known."""
    if BEFORE_MENOPAUSE in person.conditions:
        return True
    if person.sex != "female":
        return False
    age = person.age_at_start + day / DAYS_PER_YEAR
    if person.menopause_age is not None:
        return age < person.menopause_age
    if age < limits()["menopause_not_before"].value:
        return True
    return None if age < limits()["menopause_not_after"].value else False


def is_suppressed(person: Person, course: DrugCourse) -> bool:
    """Tell whether GnRH analogues are on from the first to the last day of a course."""
    end = min(course.until_day, person.outlook_days)
    reached = course.from_day
    analogues = (one for one in courses_of(person.protocol) if drug_class_of(one.drug) in SUPPRESSING)
    for analogue in sorted(analogues, key=lambda one: one.from_day):
        if analogue.from_day <= reached:
            reached = max(reached, analogue.until_day)
    return reached >= end > course.from_day
