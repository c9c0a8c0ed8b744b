"""What the REST interface takes and gives, beside the tables of person files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

import osteotwin as ot
from osteotwin.inputs.toml_file import DEEPEST
from osteotwin.web.questions import Asked

Step = Annotated[str, Field(max_length=60)]


def _flat(keys: dict[str, Any]) -> dict[str, Any]:
    """Refuse what is nested deeper than any file of ours."""
    level: list[Any] = [keys]
    for _ in range(DEEPEST):
        inner = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        ]
        level = [value for values in inner for value in values]
        if not level:
            return keys
    message = "lists or tables within each other beyond any use"
    raise ValueError(message)


Keys = Annotated[dict[str, Any], AfterValidator(_flat)]


class Taken(BaseModel):
    """What a request holds: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class PersonOut(BaseModel):
    """One person of the diary."""

    id: str
    name: str
    added: datetime
    revision: int


class ReadBack(BaseModel):
    """Answers as they are understood, what is asked of the rest, and who was added."""

    understood: dict[str, str]
    asked: dict[str, list[Asked]]
    added: PersonOut | None = None


class NewEntry(Taken):
    """An entry to add: a table of the person's file, or of the diary beside it."""

    where: Literal["file", "diary"] = "file"
    path: list[Step] = Field(min_length=1, max_length=2, examples=[["measurement"], ["plan", "drug"]])
    keys: Keys = Field(description="as the person's file writes them; dates as text")
    moves_today: bool = Field(
        default=False,
        description="whether the outlook may begin on the day of this measurement where that is later",
    )


class ChangedEntry(Taken):
    """An entry written anew."""

    keys: Keys
    read_at: int = Field(description="the revision of the entry as it was read")


class EntryOut(BaseModel):
    """One entry, as it was written."""

    id: str
    where: Literal["file", "diary"]
    path: list[str]
    keys: dict[str, Any]
    revision: int


class ChangeOut(BaseModel):
    """One change of a person's entries."""

    revision: int
    at: datetime
    what: str
    undone: bool


class JobOut(BaseModel):
    """Work in the queue."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    share: float
    said: str
    ahead: int = Field(default=0, description="how much has its turn before it")


class LeversIn(Taken):
    """How a plan is changed from today on."""

    dose: float = Field(default=1.0, ge=0, le=2)
    sessions: float = Field(default=1.0, ge=0, le=3)
    load: float = Field(default=1.0, ge=0.2, le=1.5)
    impacts: float = Field(default=1.0, ge=0, le=3, description="of a session")
    calcium: float | None = Field(default=None, ge=0, le=10_000, description="mg a day in all")
    vitamin_d: float | None = Field(default=None, ge=0, le=50_000, description="IU a day in all")
    preview: bool = Field(default=False, description="quick, of some of the people, with what is drawn")
    tab: str = Field(
        default="", max_length=40, description="of what waits for one tab only the newest counts"
    )
    turn: int = Field(
        default=0,
        ge=0,
        le=10**9,
        description="the newest of a tab has the highest; requests may overtake each other",
    )

    def levers(self) -> ot.Levers:
        """Return them as the core takes them."""
        return ot.Levers(self.dose, self.sessions, self.load, self.impacts, self.calcium, self.vitamin_d)


class PreviewOut(BaseModel):
    """What a file would change."""

    token: str
    changes: bool
    sections: list[tuple[str, list[str]]]
