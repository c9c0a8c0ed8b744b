"""What the text implies about who took part, by rules: field of the profile to value and source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted
from osteotwin.evidence.text.finding import Finding
from osteotwin.evidence.text.profile_fields import check_fields
from osteotwin.evidence.text.rule_table import rule_table

#: Where rules look, the nearest to the arm first.
PLACES = ("arm", "condition", "title")

#: Place to field to what a rule found.
Hints = Mapping[str, Mapping[str, Finding]]


@dataclass(frozen=True)
class PopulationRule:
    """Words about a population and what they are taken to mean.

    Attributes
    ----------
    pattern : pattern
    sets : mapping of field to float
    reason : str
    sex : str or None
        The sex for which the rule holds; ``None``: both.
    menopause : tuple of str
        The states for which it holds; empty: all.
    arm : bool
        Whether it reads an arm's identifier, which mostly names what was done, not who took part.
    """

    pattern: re.Pattern[str]
    sets: Mapping[str, float]
    reason: str
    sex: str | None = None
    menopause: tuple[str, ...] = ()
    arm: bool = False


def population_hints(text: ArmText, sex: str, menopause: str | None) -> Hints:
    """Apply the rules to each place by itself.

    Parameters
    ----------
    text : ArmText
    sex : str
        ``"male"`` or ``"female"``.
    menopause : str or None
        As the file has it, or as the text says it.
    """
    found: dict[str, dict[str, Finding]] = {place: {} for place in PLACES}
    for place in PLACES:
        here = text.at(place)
        for rule in _rules() if here else ():
            fits = rule.sex in (None, sex) and (not rule.menopause or menopause in rule.menopause)
            if fits and (rule.arm or place != "arm") and asserted(rule.pattern, here):
                for name, value in rule.sets.items():
                    found[place].setdefault(name, Finding(value, f'{place} "{here}": {rule.reason}'))
    return found


def nearest(hints: Hints) -> dict[str, Finding]:
    """For each field the finding of the place nearest to the arm."""
    merged: dict[str, Finding] = {}
    for place in PLACES:
        merged = dict(hints[place]) | merged
    return merged


@cache
def _rules() -> tuple[PopulationRule, ...]:
    rules: list[PopulationRule] = []
    for row in rule_table("population_rules.toml")["rule"]:
        check_fields(row["sets"], row.get("reason"), f"the rule {row['pattern']!r}")
        rules.append(
            PopulationRule(
                re.compile(row["pattern"], re.IGNORECASE),
                row["sets"],
                row["reason"],
                row.get("sex"),
                tuple(row.get("menopause", ())),
                bool(row.get("arm", False)),
            )
        )
    return tuple(rules)
