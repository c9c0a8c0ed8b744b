"""What guidelines say of a person: rules as data, their classes, the work-up and the next measurements."""

from osteotwin.safety.guidelines.facts import Facts, Level, Loss, Score
from osteotwin.safety.guidelines.facts_of_person import Beyond, facts_of
from osteotwin.safety.guidelines.gather import Guidelines, guidelines_of, guidelines_of_facts
from osteotwin.safety.guidelines.rules import CLASSES, Line, guideline_class, guideline_lines

__all__ = [
    "CLASSES",
    "Beyond",
    "Facts",
    "Guidelines",
    "Level",
    "Line",
    "Loss",
    "Score",
    "facts_of",
    "guideline_class",
    "guideline_lines",
    "guidelines_of",
    "guidelines_of_facts",
]
