"""Where a diary is kept: a folder of the user's own, and for a clinic the address of its database."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from osteotwin.errors import InputError, Problem

_EXAMPLE = "postgresql://osteotwin@localhost/osteotwin"


@dataclass(frozen=True)
class Place:
    """Where a diary is kept.

    Attributes
    ----------
    folder : Path
        The user's own: of the SQLite database, where there is no other, and of the copies.
    database : str, optional
        URL of a PostgreSQL database of the diary's own.
    pass_phrase : str, optional
        Copies are encrypted under it.
    """

    folder: Path
    database: str | None = field(default=None, repr=False)
    pass_phrase: str | None = field(default=None, repr=False)

    @property
    def url(self) -> URL | None:
        """The address of the PostgreSQL database.

        Raises
        ------
        InputError
            If it is none.
        """
        if self.database is None:
            return None
        fix = f"write for example {_EXAMPLE}"
        try:
            url = make_url(self.database)
        except (ArgumentError, ValueError):  # what was found is not repeated: a password may stand in it
            problem = Problem("--database", "", "this address", "the URL of a PostgreSQL database", fix)
            raise InputError([problem]) from None
        if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
            expected = "the URL of a PostgreSQL database"
            raise InputError([Problem("--database", "", f'"{url.drivername}"', expected, fix)])
        return url.set(drivername="postgresql+psycopg")

    @property
    def backups(self) -> Path:
        """The folder of the copies: one for each of the two databases."""
        return self.folder / ("backups" if self.database is None else "backups-postgresql")

    def __str__(self) -> str:
        """Return it as it can be shown, without a password."""
        url = self.url
        return str(self.folder) if url is None else url.render_as_string(hide_password=True)
