"""From an older version of the tables to this one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from osteotwin.diary.errors import LaterVersionError

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables; ``None`` where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def latest(migrations: Path) -> str:
    """Return the version that a folder of migrations leads to."""
    return ScriptDirectory.from_config(_config(migrations)).get_heads()[0]


def require_known(version: str | None, name: str, migrations: Path) -> None:
    """Refuse a version that the migrations do not know.

    Raises
    ------
    LaterVersionError
    """
    if version is None:
        return
    try:
        ScriptDirectory.from_config(_config(migrations)).get_revision(version)
    except CommandError as error:
        message = f"{name}: the diary was written by a later version of osteotwin. Fix: update osteotwin."
        raise LaterVersionError(message) from error


def migrate(connection: Connection, migrations: Path) -> None:
    """Bring the tables to the latest version, in the transaction of the connection."""
    config = _config(migrations)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
