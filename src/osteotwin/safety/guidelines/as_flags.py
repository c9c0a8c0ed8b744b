"""The rules of guidelines that are told as flags: what a person takes, eats or does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from osteotwin.safety.guidelines.criteria import BY_LEVEL
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.rules import MET, Line, Rule, guideline_lines, rules
from osteotwin.safety.situation import Flag


def guideline_flags(
    facts: Facts, *, measured: bool | None = None, lines: Iterable[Line] | None = None
) -> Iterator[Flag]:
    """Yield a flag for each rule that is met and told as one.

    Parameters
    ----------
    facts : Facts
    measured : bool, optional
        Only of the rules that a measured level of this person meets, or only of the others.
    lines : iterable of Line, optional
        Of these facts, where they are known.
    """
    for line in guideline_lines(facts) if lines is None else lines:
        rule = rules()[line.rule]
        if rule.flag is None or line.met != MET:
            continue
        if measured is None or measured == _is_by_measurement(rule, facts):
            yield Flag(rule.flag, _text(line), line.source, about=rule.matters or _conditions(rule, facts))


def _is_by_measurement(rule: Rule, facts: Facts) -> bool:
    """Whether a level that was measured is among what meets a rule."""
    for one in (*rule.every, *rule.some):
        if one.name in BY_LEVEL and one.of(facts).met:
            level = facts.levels.get(one.operand[0])
            if level is not None and level.measured_on is not None:
                return True
    return False


def _text(line: Line) -> str:
    """The rule, with the person's number where it has one."""
    has_number = any(letter.isdigit() for letter in line.because)
    return f"{line.sentence} Here: {line.because}." if has_number else line.sentence


def _conditions(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """The conditions by which a rule is met."""
    criteria = (*rule.people, *rule.every, *rule.some)
    named = [name for one in criteria if one.name == "has" for name in one.operand]
    named += ["vertebral_fracture" for one in criteria if one.name == "vertebral_fracture"]
    return tuple(name for name in dict.fromkeys(named) if name in facts.conditions)
