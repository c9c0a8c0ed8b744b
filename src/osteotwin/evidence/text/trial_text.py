"""The words a trial file says about an arm, and whether they say a thing of everyone or deny it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osteotwin.evidence.files.trial import Arm, Trial

#: Where words stand, the nearest to the arm first.
PLACES = ("arm", "condition", "title", "notes")

# Words that turn what follows them around: "no osteoporosis", "free of cancer". One word may stand between
# ("without known osteoporosis").
_DENIED = re.compile(
    r"(?:\b(?:no|not|non|without|free of|free from|excluding|excluded|except|nor|neither|never|rather than)\b"
    r"[\s-]*(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)
# Words that let what follows them hold for a few only: "a third with low testosterone", "12 % on a bisphosphonate".
_FEW = re.compile(
    r"\b(?:some|part|few|half|a third|a quarter|share|may|allowed|any|whether|percent|\d+ ?%)"
    r"(?: of (?:them|the \w+))?(?: (?:with|had|have|having|on|were|took|taking|an?|use of))*\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Words:
    """The texts of one arm by place; the arm's identifier is read as words ("lt1_placebo": lt1 placebo)."""

    arm: str
    condition: str
    title: str
    notes: str

    def at(self, place: str) -> str:
        """Return the text of a place, empty where the file has none."""
        return {"arm": self.arm, "condition": self.condition, "title": self.title, "notes": self.notes}[place]


def words_of(trial: Trial, arm: Arm | None = None) -> Words:
    """Return what the file says in words about an arm, or about the whole trial."""
    return Words(
        arm=re.sub(r"[_-]+", " ", arm.id) if arm else "",
        condition=trial.population.condition or "",
        title=trial.title,
        notes=trial.notes,
    )


def says(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first place where a text says the pattern of everyone, neither denying it nor of a few.

    Examples
    --------
    >>> says(re.compile("osteoporosis"), "healthy, no osteoporosis") is None
    True
    >>> says(re.compile("osteoporosis"), "osteoporosis, no cancer").group()
    'osteoporosis'
    """
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if not _DENIED.search(before) and not _FEW.search(before):
            return match
    return None


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a point within a number does not end one."""
    return [part for part in re.split(r"(?<=[.;])\s+", text) if part]
