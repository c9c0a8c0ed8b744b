"""What Alembic runs for each migration: on the connection that it is given, in one transaction."""

from __future__ import annotations

from alembic import context

from osteotwin.diary.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
