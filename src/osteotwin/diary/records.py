"""What a diary gives: people, entries, changes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, Self

from osteotwin.diary.document import Part, path_of, path_text

#: Of the file that the command line reads, or of what only the diary keeps.
Where = Literal["file", "diary"]


@dataclass(frozen=True)
class DiaryPerson:
    """One person of a diary.

    Attributes
    ----------
    id : str
    name : str
        What the person is called on the pages.
    added : datetime.datetime
    revision : int
        How often something of the person was changed.
    """

    id: str
    name: str
    added: datetime
    revision: int


@dataclass(frozen=True)
class Entry:
    """One entry of a person.

    Attributes
    ----------
    id : str
    where : "file" or "diary"
    part : Part
        What was written, and where it stands in its file.
    position : int
        In its list.
    revision : int
        Of the person when the entry was last changed.
    """

    id: str
    where: Where
    part: Part
    position: int
    revision: int

    def to_json(self) -> str:
        """Return the entry as a step of a change keeps it."""
        return json.dumps({**asdict(self), "part": {**asdict(self.part), "path": path_text(self.part.path)}})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the entry of a step."""
        row = json.loads(text)
        part = Part(path_of(row["part"]["path"]), row["part"]["listed"], row["part"]["content"])
        return cls(row["id"], row["where"], part, row["position"], row["revision"])


@dataclass(frozen=True)
class Change:
    """One change of a person's entries.

    Attributes
    ----------
    revision : int
    at : datetime.datetime
    what : str
        In a few words.
    undoes : int or None
        The change that it takes back.
    undone : bool
    """

    revision: int
    at: datetime
    what: str
    undoes: int | None
    undone: bool
