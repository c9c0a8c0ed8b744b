"""What a diary asks of its database, whichever it is."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sqlalchemy import Connection, Engine

#: How long one writer waits for another [s].
PATIENCE = 30.0


class Database(ABC):
    """An open database.

    Attributes
    ----------
    engine : sqlalchemy.Engine
    name : str
        As it can be shown to people; without a password.
    """

    engine: Engine
    name: str

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether nothing was ever written into it."""

    @abstractmethod
    def check(self) -> None:
        """Check what is in it.

        Raises
        ------
        DamagedDiaryError
            Nothing was changed then.
        """

    @abstractmethod
    def lock(self, connection: Connection) -> None:
        """Keep all other writers out until the end of the transaction."""

    @abstractmethod
    def image(self) -> bytes:
        """Return all of it, as of one moment, as the content of a SQLite file."""

    @abstractmethod
    def forget_what_was_deleted(self) -> None:
        """Write it anew without what was deleted."""

    def close(self) -> None:
        """Close its connections."""
        self.engine.dispose()
