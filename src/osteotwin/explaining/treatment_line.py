"""The T-score from which guidelines treat a person by density alone: the line of the charts."""

from __future__ import annotations

from typing import Final

from osteotwin.explaining.bands import Json, json_number
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.finding import all_of
from osteotwin.safety.guidelines.rules import Rule, rules

_TREAT: Final = "treat"
_T_SCORES: Final = ("t_score_at_most", "t_score_under")


def treatment_line(facts: Facts) -> Json | None:
    """Return the highest T-score at which a rule treats a person whatever else is true, and whose rule it is.

    Parameters
    ----------
    facts : Facts

    Returns
    -------
    dict or None
        ``t_score``, ``rule``, ``body`` and ``source``; ``None`` where no rule treats this person by a T-score alone.
    """
    found = [
        (line, name, rule)
        for name, rule in rules().items()
        if (line := _line(rule)) is not None and all_of(one.of(facts) for one in rule.people).met
    ]
    if not found:
        return None
    line, name, rule = max(found, key=lambda one: one[0])
    return {"t_score": json_number(line), "rule": name, "body": rule.body, "source": rule.source}


def _line(rule: Rule) -> float | None:
    """The T-score by which a rule is met, where nothing else is needed and it asks for treatment."""
    if rule.makes != _TREAT or rule.some or len(rule.every) != 1:
        return None
    (only,) = rule.every
    return float(only.operand) if only.name in _T_SCORES else None
