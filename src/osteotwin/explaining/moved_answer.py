"""What becomes of an answer when levers are moved: the same people, another plan."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from osteotwin.body.sites import DIAGNOSTIC_SITES, DXA_SITES, bmd_key
from osteotwin.cohort.known_plans import KnownPlans
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.allowed import Allowed, allowed, situation_of
from osteotwin.explaining.asked import asked_of
from osteotwin.explaining.bands import Json
from osteotwin.explaining.estimated import estimated
from osteotwin.explaining.flags import describe_flags
from osteotwin.explaining.levers import Levers
from osteotwin.explaining.reliability import failures
from osteotwin.explaining.scenarios import NOTHING, PLAN, SPARED, Scenario, scenarios_of
from osteotwin.explaining.site_bands import changes, score_bands
from osteotwin.explaining.still_due import still_due
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.explaining.times import answer_days
from osteotwin.explaining.under_plan import under
from osteotwin.explaining.whole_verdict import flags_of_answer, whole_verdict
from osteotwin.people.request import check_work
from osteotwin.people.twin import ENSEMBLE_ENGINE, QUICK_ENGINE, Twin
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.loads import KnownLoads
from osteotwin.safety.guidelines.facts_of_situation import ASKED_LEVELS, facts_of_situation
from osteotwin.safety.guidelines.gather import guidelines_of_facts

#: How many of a twin's people answer while a lever moves.
PREVIEW_PEOPLE: Final = 50
#: Scenarios that neither charts nor verdict show where levers are moved.
_NOT_DRAWN: Final = (SPARED,)
#: Scenarios that charts draw where levers are moved; of others the verdict tells.
_CHARTED: Final = (PLAN, NOTHING)
#: What charts, verdict and flags are made of.
DRAWN: Final = (*map(bmd_key, DXA_SITES), "estradiol", *ASKED_LEVELS)
#: Plans that are kept beside those at rest: a lever leaves most scenarios as they are.
_MOST_OF_ALL, _MOST_OF_SOME = 2, 8
_MOST_LOADS: Final = 500
_LEFT_OUT: Final = ("contributions", "plan_effect", "won_back", "fracture", "crossing", "series")


def moved_answer(twin: Twin, answer: Json, levers: Levers, *, preview: bool = False) -> Json:
    """Return a twin's answer with levers moved: density, scenarios and verdict; the rest is as it was.

    Who moves more than once keeps a :class:`Moves`, which is quicker.

    Parameters
    ----------
    twin : Twin
    answer : dict
        Of :func:`~osteotwin.explaining.answer.run` for this twin.
    levers : Levers
    preview : bool
        Whether some of the people will do: see :meth:`Moves.answer`.
    """
    return Moves(twin, answer).answer(levers, preview=preview)


@dataclass(frozen=True)
class _Moved:
    """A plan as the levers make it, and what may be done of it."""

    twin: Twin
    may: Allowed
    scenarios: Mapping[str, Scenario]


class Moves:
    """What levers make of one answer. What was simulated for one place of the levers serves the others.

    Parameters
    ----------
    twin : Twin
    answer : dict
        Of :func:`~osteotwin.explaining.answer.run` for this twin.
    at_rest : mapping of scenario to Outputs, optional
        Of everybody, with all levers at rest, where another object has simulated that already.
    """

    def __init__(self, twin: Twin, answer: Json, at_rest: Mapping[str, Outputs] | None = None) -> None:
        self._twin, self._answer = twin, answer
        self._days = answer_days(twin.person.outlook_days)
        self._loads: KnownLoads = {}
        # Goes with the outlook.
        self._sites_of: WeakKeyDictionary[Outputs, dict[str, Json]] = WeakKeyDictionary()
        self._one_at_a_time = threading.Lock()
        self._all = KnownPlans(twin.cohort, self._days, ENSEMBLE_ENGINE, DRAWN, most=_MOST_OF_ALL)
        self._some = twin.some(PREVIEW_PEOPLE)
        self._chosen = twin.every(PREVIEW_PEOPLE)
        self._of_some = KnownPlans(
            self._some.cohort, self._days, QUICK_ENGINE, DRAWN, simulated=DRAWN, most=_MOST_OF_SOME
        )
        #: Of everybody, by scenario and by plan.
        self._at_rest: dict[str, Outputs] = dict(at_rest or {})
        self._known: dict[Protocol, Outputs] = {}
        #: Of the last preview: the levers that were moved before stay where they are.
        self._estimated: dict[Protocol, Outputs] = {}

    def __reduce__(self) -> tuple[type[Moves], tuple[Twin, Json, dict[str, Outputs]]]:
        """Go to another process with what was simulated at rest; the rest is found there anew."""
        # Outlooks as they were made: what they have worked out since would go twice.
        return Moves, (self._twin, self._answer, {name: replace(one) for name, one in self._at_rest.items()})

    @property
    def twin(self) -> Twin:
        """Whose answer it is."""
        return self._twin

    def answer(
        self,
        levers: Levers,
        *,
        preview: bool = False,
        only_drawn: bool = False,
        on_progress: ProgressCallback | None = None,
    ) -> Json:
        """Return the answer with levers moved.

        Parameters
        ----------
        levers : Levers
        preview : bool
            Whether it will do to simulate some of the people and to estimate the others by them: see
            :mod:`osteotwin.explaining.estimated`. A lever that stays where it is changes nothing.
        only_drawn : bool
            Whether what neither charts nor verdict show is left out: the plan without the drugs that take bone, as in
            every preview, and the bands of scenarios of which the verdict alone tells.
        on_progress : callable or None

        Notes
        -----
        What hard flags forbid of the moved plan is left out, as everywhere. Contributions, series, T-scores that may be
        crossed and fracture risk are not given: they are the plan's as the file has it.
        """
        quick = preview and self._some.size < self._twin.size
        with self._one_at_a_time:
            self._simulate_at_rest(on_progress)
            moved = self._moved(levers, without=_NOT_DRAWN if quick or only_drawn else ())
            outlooks = self._outlooks(moved, on_progress, quick=quick)
            answered = self._answered(moved, outlooks, _CHARTED if only_drawn else tuple(outlooks))
            if quick:
                answered["uncertainty"]["simulated"] = self._some.size
            return answered

    def prepare(self, on_progress: ProgressCallback | None = None) -> None:
        """Simulate what every place of the levers is compared with, so that the first need not wait for it."""
        with self._one_at_a_time:
            self._simulate_at_rest(on_progress)

    def _simulate_at_rest(self, on_progress: ProgressCallback | None) -> None:
        if self._known:
            return
        plans = self._plans(self._moved(Levers(), without=()))
        if not self._at_rest:
            found = self._all.of(plans.values(), on_progress)
            self._at_rest = {name: found[plan] for name, plan in plans.items()}
        self._known = {plan: self._at_rest[name] for name, plan in plans.items()}

    def _moved(self, levers: Levers, *, without: Container[str]) -> _Moved:
        if len(self._loads) > _MOST_LOADS:
            self._loads.clear()
        person = under(self._twin.person, levers.moved(self._twin.person.plan))
        twin = replace(self._twin, person=person)
        may = allowed(twin, person, self._loads)
        left = may.person
        found = scenarios_of(left.plan, left.history, without=[one.label for one in may.refused])
        return _Moved(twin, may, {name: one for name, one in found.items() if name not in without})

    def _plans(self, moved: _Moved) -> dict[str, Protocol]:
        return {name: one.protocol.after(self._twin.past) for name, one in moved.scenarios.items()}

    def _outlooks(
        self, moved: _Moved, on_progress: ProgressCallback | None, *, quick: bool
    ) -> dict[str, Outputs]:
        """Everybody under each scenario; in a preview only some are simulated under those that are not known."""
        plans = self._plans(moved)
        check_work(plans.values(), self._twin.size, float(self._days[-1]))
        new = {name: plan for name, plan in plans.items() if plan not in self._known}
        if quick:
            some = self._of_some.of(new.values(), on_progress)
            self._estimated = {plan: self._estimate(name, plan, some[plan]) for name, plan in new.items()}
            found = self._estimated
        else:
            found = self._all.of(new.values(), on_progress)
        found = found | self._known
        return {name: found[plan] for name, plan in plans.items()}

    def _estimate(self, name: str, plan: Protocol, some: Outputs) -> Outputs:
        if plan in self._estimated:
            return self._estimated[plan]
        base = name if name in self._at_rest else PLAN
        beside = [outlook for other, outlook in self._at_rest.items() if other != base]
        return estimated(self._at_rest[base], beside, some, self._chosen)

    def _bands(self, moved: _Moved, outlooks: Mapping[str, Outputs], shown: Container[str]) -> Json:
        """Bands of the sites and of the scenarios that are shown."""
        described: dict[str, Json] = {
            name: {
                "label": moved.scenarios[name].label,
                "groups": list(moved.scenarios[name].groups),
                "sites": self._written(outlook, "changes", changes),
            }
            for name, outlook in outlooks.items()
            if name in shown
        }
        ages = np.asarray(self._twin.person.age_at_start + self._days / DAYS_PER_YEAR)

        def scores(outlook: Outputs, site: str) -> Json:
            return score_bands(outlook, site, self._twin.person.sex, ages)

        densities = self._written(outlooks[PLAN], "scores", scores)
        sites = {
            site: self._answer["sites"][site] | described[PLAN]["sites"][site] | densities[site]
            for site in DIAGNOSTIC_SITES
        }
        return {"sites": sites, "scenarios": described}

    def _written(self, outlook: Outputs, what: str, write: Callable[[Outputs, str], Json]) -> Json:
        """Write something of each site of an outlook, once."""
        found = self._sites_of.setdefault(outlook, {})
        if what not in found:
            found[what] = {site: write(outlook, site) for site in DIAGNOSTIC_SITES}
        return found[what]

    def _answered(self, moved: _Moved, outlooks: Mapping[str, Outputs], shown: Container[str]) -> Json:
        bands = self._bands(moved, outlooks, shown)
        twin, person, fit = moved.twin, moved.may.person, self._answer["fit"]
        most = moved.may.most
        outside = outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
        failed = failures(list(outlooks.values()), twin.size)
        situation = situation_of(twin, person, outlooks[PLAN], most)
        facts = facts_of_situation(situation)
        guidelines = still_due(guidelines_of_facts(facts), person)
        asked = asked_of(twin, moved.may, outside, fit)
        return {
            **{name: part for name, part in self._answer.items() if name not in _LEFT_OUT},
            **bands,
            "verdict": whole_verdict(outlooks, asked, guidelines, failed, twin.size),
            "flags": describe_flags(flags_of_answer(moved.may, fit, situation, facts, guidelines.lines)),
            "failed": failed,
            "uncertainty": {**self._answer["uncertainty"], "people": twin.size},
        }
