"""The free text of a trial file that concerns one arm, by where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osteotwin.evidence.files.trial import Arm, Trial

#: Where text stands, the nearest to the arm first.
PLACES = ("arm", "condition", "title", "notes")


@dataclass(frozen=True)
class ArmText:
    """The texts of one arm; the arm's identifier is read as words (``lt1_placebo``: "lt1 placebo").

    Attributes
    ----------
    arm, condition, title, notes : str
        Empty where the file has none.
    """

    arm: str
    condition: str
    title: str
    notes: str

    def at(self, place: str) -> str:
        """Text of one of :data:`PLACES`."""
        return {"arm": self.arm, "condition": self.condition, "title": self.title, "notes": self.notes}[place]

    @property
    def whole(self) -> str:
        """All texts as one."""
        return ". ".join(text for text in map(self.at, PLACES) if text)


def arm_text(trial: Trial, arm: Arm) -> ArmText:
    """Gather the free text of an arm."""
    return ArmText(
        arm=re.sub(r"[_-]+", " ", arm.id),
        condition=trial.population.condition or "",
        title=trial.title,
        notes=trial.notes,
    )


def sentences(text: str) -> list[str]:
    """Sentences of a text; a point within a number does not end one."""
    return [part for part in re.split(r"(?<=[.;])\s+", text) if part]
