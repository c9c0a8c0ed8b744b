"""The rules of guidelines as data, and what each says of a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from pydantic import Field

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.safety.guidelines.criterion import Criterion, CriterionValue
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.finding import Finding, all_of, at_least
from osteotwin.safety.situation import SEVERITIES

#: From "nothing to do" to "a bone drug is advised".
CLASSES: Final = ("none", "monitor", "discuss", "treat")
ABOUT: Final = ("treatment", "measuring", "intake", "hormones", "drug_limit", "exercise")
#: How a rule was checked; see the head of ``rules.toml``.
CHECKED: Final = ("guideline", "summary", "assumption")
MET, NOT_MET, NOT_KNOWN = "met", "not met", "not known"

_PACKAGE: Final = "osteotwin.safety.guidelines"
Criteria = tuple[Annotated[Criterion, CriterionValue()], ...]
Kind = Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class Asked(Row):
    """Whom a row is about and what must be met; see the head of ``rules.toml``."""

    people: Annotated[Criteria, Field(alias="for")] = ()
    every: Annotated[Criteria, Field(alias="all")] = ()
    some: Criteria = ()
    least: Annotated[float, Number(1, 10)] = 1.0

    @property
    def has_criteria(self) -> bool:
        """Whether it asks for more than whom it is about."""
        return bool(self.every or self.some)

    def of(self, facts: Facts) -> Finding | None:
        """Return what the criteria find; ``None`` where the row is not about this person."""
        about: list[Finding] = []
        for criterion in self.people:
            about.append(criterion.of(facts))
            if about[-1].met is False:
                return None
        scope = all_of(about)
        needed = [all_of(criterion.of(facts) for criterion in self.every)]
        if self.some:
            needed.append(at_least(int(self.least), (criterion.of(facts) for criterion in self.some)))
        found = all_of(needed)
        if scope.met is None and found.met is not False:
            return Finding(None, found.because, "; ".join(filter(None, (scope.tell, found.tell))))
        return found


@dataclass(frozen=True)
class _RuleFields:
    """The fields of a rule that have no default."""

    body: Words
    about: Annotated[str, Word(ABOUT)]
    makes: Annotated[str, Word(CLASSES), Field(alias="class")]
    sentence: Words
    kind: Kind
    source: Words


@dataclass(frozen=True)
class Rule(Asked, _RuleFields):
    """One rule of ``rules.toml``; see its head."""

    in_short: Words | None = None
    flag: Annotated[str, Word(SEVERITIES)] | None = None
    matters: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        if self.flag is not None and self.makes != CLASSES[0]:
            raise ValueError("a flag, or a class of guidelines, but not both")


@dataclass(frozen=True)
class Line:
    """What one rule says of a person.

    Attributes
    ----------
    rule, body, about, sentence, kind, source : str
        As of the table.
    met : str
        :data:`MET`, :data:`NOT_MET` or :data:`NOT_KNOWN`.
    because : str
        The person's own numbers.
    what_would_tell : str
        What would decide it, or, where the twin's value stands in for a measured one, confirm it; else empty.
    guideline_class : str
        One of :data:`CLASSES`: what the rule makes when it is met.
    """

    rule: str
    body: str
    about: str
    met: str
    because: str
    what_would_tell: str
    guideline_class: str
    sentence: str
    kind: str
    source: str


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its identifier, in the order of the table.

    Raises
    ------
    ParameterError
        If one has a gap or an unknown criterion.
    """
    return load_table(dict[str, Rule], _PACKAGE, "data", "rules.toml")


def guideline_lines(facts: Facts) -> tuple[Line, ...]:
    """Return what each rule that is about a person says: first what is met, in the order of the classes.

    Parameters
    ----------
    facts : Facts

    Returns
    -------
    tuple of Line
    """
    found = ((name, rule, rule.of(facts)) for name, rule in rules().items())
    lines = [_line(name, rule, finding) for name, rule, finding in found if finding is not None]
    order = (MET, NOT_KNOWN, NOT_MET)
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                order.index(line.met),
                -CLASSES.index(line.guideline_class),
                rules()[line.rule].in_short is not None,
            ),
        )
    )


def guideline_class(lines: Iterable[Line]) -> str:
    """Return the highest class that a met rule makes: ``"treat"``, ``"discuss"``, ``"monitor"`` or ``"none"``."""
    return max((line.guideline_class for line in lines if line.met == MET), key=CLASSES.index, default="none")


def _line(name: str, rule: Rule, finding: Finding) -> Line:
    return Line(
        rule=name,
        body=rule.body,
        about=rule.about,
        met={True: MET, False: NOT_MET, None: NOT_KNOWN}[finding.met],
        because=finding.because,
        what_would_tell=finding.tell,
        guideline_class=rule.makes,
        sentence=rule.sentence,
        kind=rule.kind,
        source=rule.source,
    )
