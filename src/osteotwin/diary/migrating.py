"""From an older version of the tables to this one.

Alembic takes long to load, and most starts find the version that they need: which versions there are is read from
the files of the migrations.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, inspect, select, table

from osteotwin.diary.errors import LaterVersionError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
#: Where Alembic notes the version.
VERSION_TABLE: Final = "alembic_version"
#: What a migration makes of what, as its file states it.
_STATED: Final = re.compile(r'^(down_)?revision\b[^=\n]*= *"(\w+)"', re.MULTILINE)


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables; ``None`` where there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))


def latest(migrations: Path) -> str:
    """Return the version that a folder of migrations leads to."""
    (last,) = _versions(migrations) - _versions(migrations, older=True)
    return last


def require_known(version: str | None, name: str, migrations: Path) -> None:
    """Refuse a version that the migrations do not know.

    Raises
    ------
    LaterVersionError
    """
    if version is not None and version not in _versions(migrations):
        message = f"{name}: the diary was written by a later version of osteotwin. Fix: update osteotwin."
        raise LaterVersionError(message)


def migrate(connection: Connection, migrations: Path) -> None:
    """Bring the tables to the latest version, in the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _versions(migrations: Path, *, older: bool = False) -> set[str]:
    """Return the versions that migrations lead to, or those that they begin with."""
    stated = [
        found
        for file in (migrations / "versions").glob("*.py")
        for found in _STATED.finditer(file.read_text(encoding="utf-8"))
    ]
    return {found[2] for found in stated if bool(found[1]) == older}
