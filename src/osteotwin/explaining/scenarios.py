"""The plans that are shown beside each other, from today on: the past cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from osteotwin.protocol.drug_groups import (
    gives_testosterone,
    is_bone_drug,
    is_drug,
    is_simulated,
    label_of,
    takes_bone,
)
from osteotwin.protocol.interventions import Protocol
from osteotwin.units import listed

PLAN, NOTHING, DRUG_ONLY, LIFESTYLE = "plan", "nothing", "drug_only", "lifestyle"
SPARED = "spared"
TESTOSTERONE_ONLY = "testosterone_only"
#: What the plan is called of whom takes nothing and plans nothing.
AS_IT_IS = "Life as it is"
_NO_HISTORY = Protocol()


@dataclass(frozen=True)
class Scenario:
    """One plan to compare with.

    Attributes
    ----------
    label : str
    groups : tuple of str
        The intervention groups of the plan that are in it.
    protocol : Protocol
        What is simulated: what was done before today, and these groups from today on.
    """

    label: str
    groups: tuple[str, ...]
    protocol: Protocol


def scenarios_of(
    plan: Protocol, history: Protocol = _NO_HISTORY, *, without: Sequence[str] = ()
) -> dict[str, Scenario]:
    """Return the scenarios of a plan by name.

    All have the same past: the history, and what of the plan has begun; what a scenario leaves out ends today.

    ``plan`` and ``nothing`` are always there; ``drug_only`` (every drug that is simulated and not for bone, life as
    before) where it differs from those; ``lifestyle`` (the plan less its bone drugs) where it has bone drugs;
    ``spared`` (the plan less the drugs that take bone) where it has those beside something else;
    ``testosterone_only`` (its testosterone, life as before) where it has that beside drugs that take bone.
    What each part of the plan does is not among them: see :mod:`osteotwin.explaining.contributions`.

    Parameters
    ----------
    plan : Protocol
    history : Protocol
        What has ended.
    without : sequence of str
        Labels of what was taken out of the plan as the file has it.
    """
    past = history.plus(plan).past()

    def _scenario(label: str, part: Protocol) -> Scenario:
        return Scenario(label, part.groups(), part.after(past))

    groups = plan.groups()
    drugs = tuple(
        group for group in groups if is_drug(group) and not is_bone_drug(group) and is_simulated(group)
    )
    bone_drugs = tuple(group for group in groups if is_bone_drug(group))
    named = {
        PLAN: _scenario(_of_plan(without) if groups or without else AS_IT_IS, plan),
        NOTHING: _scenario("No drug, life as before", Protocol()),
    }
    if drugs and set(drugs) != set(groups):
        named[DRUG_ONLY] = _scenario(_alone(drugs), plan.only(*drugs))
    if bone_drugs and set(bone_drugs) != set(groups):
        named[LIFESTYLE] = _scenario("The plan without its bone drug", plan.without(*bone_drugs))
    if spared(plan) == SPARED:
        label = "The plan without the drugs that take bone"
        named[SPARED] = _scenario(label, plan.without(*_takers(plan)))
    if without_takers(plan) == TESTOSTERONE_ONLY:
        kept = testosterone_of(groups)
        label = f"{listed(map(label_of, kept))}, life as before"
        named[TESTOSTERONE_ONLY] = _scenario(label[:1].upper() + label[1:], plan.only(*kept))
    return named


def _of_plan(without: Sequence[str]) -> str:
    return f"The plan without {listed(without)}" if without else "The plan"


def _alone(drugs: Sequence[str]) -> str:
    """Name the scenario of some drugs: "alone" of one, "only" of several, which are not alone."""
    names = listed(map(label_of, drugs))
    return f"{names[:1].upper()}{names[1:]} alone" if len(drugs) == 1 else f"Only {names}"


def _takers(plan: Protocol) -> tuple[str, ...]:
    return tuple(group for group in plan.groups() if takes_bone(group) and is_simulated(group))


def spared(plan: Protocol) -> str:
    """Return the name of the scenario that is the plan without the drugs that take bone and are simulated."""
    takers = _takers(plan)
    if len(takers) == len(plan.groups()):
        return NOTHING
    return SPARED if takers else PLAN


def without_takers(plan: Protocol) -> str:
    """Return the name of the scenario with which a plan is compared to tell whether it makes up for what drugs take.

    The same life without them: testosterone is in it, which is taken for its own sake, and else nothing of the plan.
    """
    return TESTOSTERONE_ONLY if _takers(plan) and testosterone_of(plan.groups()) else NOTHING


def testosterone_of(groups: Iterable[str]) -> tuple[str, ...]:
    """Return the drugs among groups that are, or make, testosterone, and are simulated."""
    return tuple(group for group in groups if gives_testosterone(group) and is_simulated(group))
