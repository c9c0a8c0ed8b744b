"""The migrations of a version that is to come."""

from __future__ import annotations

import shutil
from pathlib import Path

from osteotwin.diary.migrating import MIGRATIONS

_NEXT = '''"""A table more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{}"


def upgrade():
    """Make it."""
    op.create_table("more", sa.Column("id", sa.Integer, primary_key=True))
    {}
'''


def later_version(folder: Path, then: str = "") -> Path:
    """Return a folder of the migrations with one more."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    newest = sorted((migrations / "versions").glob("v*.py"))[-1].stem.removeprefix("v")
    (migrations / "versions" / "v9999.py").write_text(_NEXT.format(newest, then))
    return migrations
