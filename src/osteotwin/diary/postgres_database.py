"""A clinic's diary in a PostgreSQL database of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.util import find_spec
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    MetaData,
    create_engine,
    event,
    func,
    inspect,
    select,
    text,
)  # fmt: skip
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from osteotwin.diary.database import PATIENCE, Database
from osteotwin.diary.errors import DamagedDiaryError, DiaryError
from osteotwin.diary.migrating import VERSION_TABLE
from osteotwin.diary.tables import ENTRIES, METADATA
from osteotwin.errors import MissingLibraryError

#: What each connection asks for, whatever the server's own settings say. A transaction that a lost client left open
#: ends, so that it does not keep the others waiting.
_SETTINGS: Final = {
    "synchronous_commit": "on",
    "lock_timeout": f"{PATIENCE:.0f}s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}
_ROWS: Final = 500


class PostgresDatabase(Database):
    """The database at an address.

    Raises
    ------
    MissingLibraryError
        If its driver is not installed.
    DiaryError
        If it cannot be reached, or would not keep what it says is kept.
    """

    def __init__(self, url: URL) -> None:
        if find_spec("psycopg") is None:
            raise MissingLibraryError("A diary in PostgreSQL", "psycopg", "clinic")
        self.name = url.render_as_string(hide_password=True)
        self.engine = _engine(url)
        try:
            with self.engine.connect() as connection:
                self._require_safe(connection)
        except DBAPIError as error:
            self.engine.dispose()
            said = " ".join(str(error.orig).split())
            fix = "start the server, or correct the address, the user or the password"
            raise DiaryError(f"{self.name}: the database cannot be opened ({said}). Fix: {fix}.") from error
        except BaseException:
            self.engine.dispose()
            raise

    def is_empty(self) -> bool:
        """Whether it has no table yet.

        Raises
        ------
        DiaryError
            If it holds the tables of something else.
        """
        with self.engine.connect() as connection:
            names = inspect(connection).get_table_names()
        if names and VERSION_TABLE not in names:
            fix = "make one that is the diary's own: createdb osteotwin"
            raise DiaryError(f"{self.name} holds the tables of something else ({names[0]}). Fix: {fix}.")
        return not names

    def check(self) -> None:
        """Read what was entered, so that the server meets whatever is damaged."""
        try:
            with self.engine.connect() as connection:
                if inspect(connection).has_table(ENTRIES.name):
                    connection.execute(select(func.sum(func.length(ENTRIES.c.content)))).scalar()
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())
            raise DamagedDiaryError(f"{self.name}: the database of the diary is damaged ({said}).") from error

    def lock(self, connection: Connection) -> None:
        """Let nobody else write to the tables, or make them."""
        connection.execute(text("SELECT pg_advisory_xact_lock(20260512)"))
        if inspect(connection).has_table("people"):
            connection.execute(text("LOCK TABLE people IN EXCLUSIVE MODE"))

    def image(self) -> bytes:
        """Return its tables as a SQLite file."""
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        target = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
        with closing(memory), self.engine.connect() as asked, target.begin() as copy:
            source = asked.execution_options(isolation_level="REPEATABLE READ")
            tables = MetaData()
            tables.reflect(source)  # of an older version as they are
            for column in (column for table in tables.sorted_tables for column in table.columns):
                column.server_default = None  # it may be of the server's own words
            tables.create_all(copy)
            for table in tables.sorted_tables:
                for rows in (
                    source.execution_options(yield_per=_ROWS).execute(select(table)).mappings().partitions()
                ):
                    copy.execute(table.insert(), [dict(row) for row in rows])
            copy.commit()
            return memory.serialize()

    def forget_what_was_deleted(self) -> None:
        """Write its tables anew."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"VACUUM (FULL) {', '.join(METADATA.tables)}"))

    def _require_safe(self, connection: Connection) -> None:
        wanted = {"fsync": "on", "server_encoding": "UTF8"}
        for setting, value in wanted.items():
            found = connection.execute(text(f"SHOW {setting}")).scalar()
            if found != value:
                message = f"{self.name}: the server has {setting} = {found}, and would lose what is entered."
                raise DiaryError(f"{message} Fix: use one with {setting} = {value}.")


def _engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})

    def connected(connection: Any, _: Any) -> None:
        for setting, value in _SETTINGS.items():
            connection.execute(f"SET {setting} = '{value}'")
        connection.commit()

    event.listen(engine, "connect", connected)
    return engine
