"""What guidelines say of a person, as `run` would say it, and what a plan of food and tablets asks to be measured."""

from __future__ import annotations

from typing import Final

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.explaining.allowed import situation_of
from osteotwin.explaining.bands import Json
from osteotwin.explaining.guideline_line import guideline_line
from osteotwin.explaining.still_due import still_due
from osteotwin.explaining.times import answer_days
from osteotwin.explaining.under_plan import under
from osteotwin.people.twin import Twin
from osteotwin.planning.frame import Frame
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety.guidelines.as_flags import guideline_flags
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.facts_of_situation import ASKED_LEVELS, URINE_CALCIUM, facts_of_situation
from osteotwin.safety.guidelines.gather import guidelines_of_facts
from osteotwin.safety.situation import Situation

#: Of urine calcium a rise by less than that is none [mg].
_RISE_MG: Final = 1.0
_ENDPOINTS: Final = (*map(bmd_key, DXA_SITES), *ASKED_LEVELS)


def guideline_of(frame: Frame, twin: Twin | None) -> Json:
    """Return what guidelines ask for, whatever a plan does: the class and a line.

    Parameters
    ----------
    frame : Frame
    twin : Twin or None
        Whose density of today stands in for what nobody measured; ``None`` where no plan is made: then the reference's.
    """
    if twin is None:
        facts = facts_of_situation(Situation(frame.person, frame.profile, None, 0.0, 0.0))
    else:
        facts = _facts(frame, twin, frame.now)
    return guideline_line(still_due(guidelines_of_facts(facts), frame.person))


def to_be_measured(frame: Frame, twin: Twin, plan: Protocol) -> list[Json]:
    """Return what has to be measured before a plan adds calcium: urine calcium that it is expected to bring up.

    A model's expectation forbids nothing; what was measured is a hard limit.

    Parameters
    ----------
    frame : Frame
    twin : Twin
    plan : Protocol
    """
    now, then = (_facts(frame, twin, one) for one in (frame.now, plan))
    usual, expected = (facts.levels.get(URINE_CALCIUM) for facts in (now, then))
    if usual is None or expected is None or expected.value <= usual.value + _RISE_MG:
        return []
    flags = (flag for flag in guideline_flags(then, measured=False) if URINE_CALCIUM in flag.about)
    return [{"text": flag.text, "source": flag.source} for flag in flags]


def _facts(frame: Frame, twin: Twin, plan: Protocol) -> Facts:
    person = under(frame.person, plan)
    outlook = twin.simulate_all({"": plan}, answer_days(person.outlook_days), endpoints=_ENDPOINTS)[""]
    return facts_of_situation(situation_of(twin, person, outlook))
