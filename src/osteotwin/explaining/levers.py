"""What becomes of an answer when somebody moves the drug's dose, training or intake: the same people, another plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from osteotwin.body.sites import DIAGNOSTIC_SITES
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.allowed import allowed, most_of, situation_of
from osteotwin.explaining.asked import asked_of
from osteotwin.explaining.bands import Json
from osteotwin.explaining.flags import describe_flags
from osteotwin.explaining.reliability import failures
from osteotwin.explaining.scenarios import PLAN, scenarios_of
from osteotwin.explaining.site_bands import changes, site_bands
from osteotwin.explaining.still_due import still_due
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.explaining.times import answer_days
from osteotwin.explaining.under_plan import under
from osteotwin.explaining.whole_verdict import flags_of_answer, whole_verdict
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin
from osteotwin.protocol.drug_groups import takes_bone
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
)
from osteotwin.safety.guidelines.facts_of_situation import facts_of_situation
from osteotwin.safety.guidelines.gather import guidelines_of_facts

#: How many of a twin's people answer while a lever moves.
PREVIEW_PEOPLE: Final = 150
_MOST_LOAD: Final = 0.95


@dataclass(frozen=True)
class Levers:
    """How a plan is changed from today on; 1 and ``None`` leave it as it is.

    Attributes
    ----------
    dose : float
        Doses of the drugs that take bone, times this.
    sessions, load : float
        Sessions a week, and the load on the bar, times this.
    calcium : float or None [mg/day]
        In all: food and supplements.
    vitamin_d : float or None [IU/day]
        Likewise.
    """

    dose: float = 1.0
    sessions: float = 1.0
    load: float = 1.0
    calcium: float | None = None
    vitamin_d: float | None = None

    def moved(self, plan: Protocol) -> Protocol:
        """Return a plan with the levers moved; what was done before today is left to the past."""
        totals = {"calcium": self.calcium, "vitamin_d": self.vitamin_d}
        wanted = {name: total for name, total in totals.items() if total is not None}
        kept = [_from_today(item) for item in plan.interventions if not _brings(item, wanted)]
        moved = [self._moved(item) for item in kept if item is not None]
        diets = [Diet(name, total) for name, total in wanted.items()]
        return Protocol((*(item for item in moved if item is not None), *diets))

    def _moved(self, item: Intervention) -> Intervention | None:
        if isinstance(item, DrugCourse) and takes_bone(item.drug):
            return replace(item, dose=item.dose * self.dose) if self.dose > 0.0 else None
        if not isinstance(item, Training):
            return item
        if self.sessions <= 0.0:
            return None
        share, kilograms = item.load_fraction_1rm, item.load_kg
        return replace(
            item,
            sessions_per_week=item.sessions_per_week * self.sessions,
            load_fraction_1rm=share and min(share * self.load, max(_MOST_LOAD, share)),
            load_kg=kilograms and kilograms * self.load,
        )


def levers_of(person: Person) -> Json:
    """Return which levers a person's plan has, and why the others do nothing."""
    plan = person.plan.interventions
    drug = any(isinstance(item, DrugCourse) and takes_bone(item.drug) for item in plan)
    training = any(isinstance(item, Training) for item in plan)
    loaded = any(isinstance(item, Training) and (item.load_fraction_1rm or item.load_kg) for item in plan)
    no_training = "the plan has no training"
    return {
        "dose": "" if drug else "the plan has no drug that takes bone",
        "sessions": "" if training else no_training,
        "load": "" if loaded else "no training of the plan has a load" if training else no_training,
        "calcium": "",
        "vitamin_d": "",
    }


def moved_answer(twin: Twin, answer: Json, levers: Levers, *, preview: bool = False) -> Json:
    """Return a twin's answer with levers moved: density, scenarios and verdict; the rest is as it was.

    Parameters
    ----------
    twin : Twin
    answer : dict
        Of :func:`~osteotwin.explaining.answer.run` for this twin.
    levers : Levers
    preview : bool
        Whether some of the people will do. What the levers do to them is then added to what all people found, so that
        a lever that stays where it is changes nothing. The verdict's shares are of these people alone.

    Notes
    -----
    What hard flags forbid of the moved plan is left out, as everywhere. Contributions, series and fracture risk are
    not given: they are the plan's as the file has it.
    """
    if not preview or twin.size <= PREVIEW_PEOPLE:
        return _moved_answer(twin, answer, levers)
    some = twin.some(PREVIEW_PEOPLE)
    moved, as_it_is = (_moved_answer(some, answer, one) for one in (levers, Levers()))
    for where in ("sites", "scenarios"):
        moved[where] = _beside(answer[where], moved[where], as_it_is[where])
    return moved


def _beside(all_people: Any, moved: Any, as_it_is: Any) -> Any:
    """Return bands of all people, each moved as those of some people were; what is no number is as it was moved to."""
    if isinstance(moved, dict) and isinstance(all_people, dict) and isinstance(as_it_is, dict):
        return {key: _beside(all_people.get(key), one, as_it_is.get(key)) for key, one in moved.items()}
    if not isinstance(moved, list) or not isinstance(all_people, list) or not isinstance(as_it_is, list):
        return moved
    return [
        found if None in (found, some, whole) or isinstance(found, str) else whole + found - some
        for whole, found, some in zip(all_people, moved, as_it_is, strict=False)
    ]


def _moved_answer(some: Twin, answer: Json, levers: Levers) -> Json:
    moved = replace(some, person=under(some.person, levers.moved(some.person.plan)))
    may = allowed(moved, moved.person)
    person = may.person
    days = answer_days(person.outlook_days)
    scenarios = scenarios_of(person.plan, person.history, without=[one.label for one in may.refused])
    plans = {name: scenario.protocol for name, scenario in scenarios.items()}
    outlooks = some.simulate_all(plans, days)
    described = {
        name: {
            "label": scenarios[name].label,
            "groups": list(scenarios[name].groups),
            "sites": {site: changes(outlook, site) for site in DIAGNOSTIC_SITES},
        }
        for name, outlook in outlooks.items()
    }
    ages = person.age_at_start + days / DAYS_PER_YEAR
    sites = {
        site: answer["sites"][site] | site_bands(outlooks[PLAN], site, person.sex, ages)
        for site in DIAGNOSTIC_SITES
    }
    most = most_of(moved, person)
    outside = outside_tested_range(person, moved.profile, most.calcium, most.vitamin_d, most.loads)
    failed = failures(list(outlooks.values()), some.size)
    situation = situation_of(moved, person, outlooks[PLAN])
    guidelines = still_due(guidelines_of_facts(facts_of_situation(situation)), person)
    asked = asked_of(moved, may, outside, answer["fit"])
    return {
        **{
            name: part for name, part in answer.items() if name not in ("contributions", "fracture", "series")
        },
        "sites": sites,
        "scenarios": described,
        "verdict": whole_verdict(outlooks, asked, guidelines, failed, some.size),
        "flags": describe_flags(flags_of_answer(may, answer["fit"], situation)),
    }


def _brings(item: Intervention, wanted: dict[str, float]) -> bool:
    """Whether what an intervention brings is part of a total that is asked for."""
    if isinstance(item, Food):
        return "calcium" in wanted
    return isinstance(item, Supplement | Diet) and item.group in wanted


def _from_today(item: Intervention) -> Intervention | None:
    """Return what of an intervention is given from today on, doses on their days."""
    if item.from_day >= 0.0:
        return item
    begins = 0.0
    if isinstance(item, DrugCourse | Supplement):
        begins = item.from_day + item.doses_before(0.0) * item.interval_days
    return replace(item, from_day=begins) if item.until_day > begins else None
