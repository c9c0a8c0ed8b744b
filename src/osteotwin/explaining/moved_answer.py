"""What becomes of an answer when levers are moved: the same people, another plan."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np

from osteotwin.body.sites import DIAGNOSTIC_SITES, DXA_SITES, bmd_key
from osteotwin.cohort.known_plans import KnownPlans
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.allowed import Allowed, allowed, situation_of
from osteotwin.explaining.asked import asked_of
from osteotwin.explaining.bands import Json
from osteotwin.explaining.flags import describe_flags
from osteotwin.explaining.levers import Levers
from osteotwin.explaining.reliability import failures
from osteotwin.explaining.scenarios import PLAN, SPARED, Scenario, scenarios_of
from osteotwin.explaining.site_bands import changes, score_bands
from osteotwin.explaining.still_due import still_due
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.explaining.times import answer_days
from osteotwin.explaining.under_plan import under
from osteotwin.explaining.whole_verdict import flags_of_answer, whole_verdict
from osteotwin.people.request import check_work
from osteotwin.people.twin import ENSEMBLE_ENGINE, QUICK_ENGINE, Twin
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.loads import KnownLoads
from osteotwin.safety.guidelines.facts_of_situation import ASKED_LEVELS, facts_of_situation
from osteotwin.safety.guidelines.gather import guidelines_of_facts

#: How many of a twin's people answer while a lever moves.
PREVIEW_PEOPLE: Final = 150
#: Scenarios that neither charts nor verdict show where levers are moved.
_NOT_DRAWN: Final = (SPARED,)
#: What charts, verdict and flags are made of.
DRAWN: Final = (*map(bmd_key, DXA_SITES), "estradiol", *ASKED_LEVELS)
#: Plans that are kept: a lever leaves most scenarios as they are.
_MOST_OF_ALL, _MOST_OF_SOME = 4, 8
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
    """

    def __init__(self, twin: Twin, answer: Json) -> None:
        self._twin, self._answer = twin, answer
        self._days = answer_days(twin.person.outlook_days)
        self._loads: KnownLoads = {}
        # Goes with the outlook.
        self._sites_of: WeakKeyDictionary[Outputs, dict[str, Json]] = WeakKeyDictionary()
        self._one_at_a_time = threading.Lock()
        self._all = KnownPlans(twin.cohort, self._days, ENSEMBLE_ENGINE, DRAWN, most=_MOST_OF_ALL)
        self._some = twin.some(PREVIEW_PEOPLE)
        self._of_some = KnownPlans(
            self._some.cohort, self._days, QUICK_ENGINE, DRAWN, simulated=DRAWN, most=_MOST_OF_SOME
        )
        self._preview_at_rest: Json | None = None

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
            Whether some of the people will do. What the levers do to them is then added to what all people found, so
            that a lever that stays where it is changes nothing. The verdict's shares are of these people alone.
        only_drawn : bool
            Whether the scenario that neither charts nor verdict show, the plan without the drugs that take bone, is
            left out, as in every preview: it takes half of the time.
        on_progress : callable or None

        Notes
        -----
        What hard flags forbid of the moved plan is left out, as everywhere. Contributions, series, T-scores that may be
        crossed and fracture risk are not given: they are the plan's as the file has it.
        """
        quick = preview and self._some.size < self._twin.size
        with self._one_at_a_time:
            moved = self._moved(levers, without=_NOT_DRAWN if quick or only_drawn else ())
            twin, known = (self._some, self._of_some) if quick else (self._twin, self._all)
            answered = self._answered(moved, twin, known, on_progress)
            if quick:
                if self._preview_at_rest is None:
                    at_rest = self._moved(Levers(), without=_NOT_DRAWN)
                    self._preview_at_rest = self._bands(at_rest, self._of_some, None)
                for where in ("sites", "scenarios"):
                    answered[where] = _beside(
                        self._answer[where], answered[where], self._preview_at_rest[where]
                    )
            return answered

    def _moved(self, levers: Levers, *, without: Container[str]) -> _Moved:
        if len(self._loads) > _MOST_LOADS:
            self._loads.clear()
        person = under(self._twin.person, levers.moved(self._twin.person.plan))
        twin = replace(self._twin, person=person)
        may = allowed(twin, person, self._loads)
        left = may.person
        found = scenarios_of(left.plan, left.history, without=[one.label for one in may.refused])
        return _Moved(twin, may, {name: one for name, one in found.items() if name not in without})

    def _outlooks(
        self, moved: _Moved, known: KnownPlans, on_progress: ProgressCallback | None
    ) -> dict[str, Outputs]:
        whole = {name: one.protocol.after(self._twin.past) for name, one in moved.scenarios.items()}
        check_work(whole.values(), self._twin.size, float(self._days[-1]))
        found = known.of(whole.values(), on_progress)
        return {name: found[plan] for name, plan in whole.items()}

    def _bands(self, moved: _Moved, known: KnownPlans, on_progress: ProgressCallback | None) -> Json:
        """Bands of the sites and of the scenarios."""
        outlooks = self._outlooks(moved, known, on_progress)
        described: dict[str, Json] = {
            name: {
                "label": moved.scenarios[name].label,
                "groups": list(moved.scenarios[name].groups),
                "sites": self._written(outlook, "changes", changes),
            }
            for name, outlook in outlooks.items()
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

    def _answered(
        self, moved: _Moved, some: Twin, known: KnownPlans, on_progress: ProgressCallback | None
    ) -> Json:
        bands = self._bands(moved, known, on_progress)
        outlooks = self._outlooks(moved, known, None)
        twin, person, fit = moved.twin, moved.may.person, self._answer["fit"]
        most = moved.may.most
        outside = outside_tested_range(person, twin.profile, most.calcium, most.vitamin_d, most.loads)
        failed = failures(list(outlooks.values()), some.size)
        situation = situation_of(twin, person, outlooks[PLAN], most)
        facts = facts_of_situation(situation)
        guidelines = still_due(guidelines_of_facts(facts), person)
        asked = asked_of(twin, moved.may, outside, fit)
        return {
            **{name: part for name, part in self._answer.items() if name not in _LEFT_OUT},
            **bands,
            "verdict": whole_verdict(outlooks, asked, guidelines, failed, some.size),
            "flags": describe_flags(flags_of_answer(moved.may, fit, situation, facts, guidelines.lines)),
            "failed": failed,
            "uncertainty": {**self._answer["uncertainty"], "people": some.size},
        }


def _beside(all_people: Any, moved: Any, as_it_is: Any) -> Any:
    """Return bands of all people, each moved as those of some people were; what is no number is as it was moved to."""
    if moved is as_it_is:  # the levers leave it as it is
        return all_people
    if isinstance(moved, dict) and isinstance(all_people, dict) and isinstance(as_it_is, dict):
        return {key: _beside(all_people.get(key), one, as_it_is.get(key)) for key, one in moved.items()}
    if not isinstance(moved, list) or not isinstance(all_people, list) or not isinstance(as_it_is, list):
        return moved
    with suppress(TypeError):  # numbers throughout, as nearly always
        return [whole + found - some for whole, found, some in zip(all_people, moved, as_it_is, strict=False)]
    return [
        found if None in (found, some, whole) or isinstance(found, str) else whole + found - some
        for whole, found, some in zip(all_people, moved, as_it_is, strict=False)
    ]
