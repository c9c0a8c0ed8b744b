"""The tables of the database. A change of them is a migration, too."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

#: People with twins of their own.
PEOPLE: Final = Table(
    "people",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("added", String(40), nullable=False),
    # Counts every change of the person; it rises whatever the clock does.
    Column("revision", Integer, nullable=False),
)

#: What was entered: one table of the person's file, or of the diary beside it.
ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("person", String(32), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("part", String(8), nullable=False),  # "file" or "diary"
    Column("path", Text, nullable=False),
    Column("listed", Boolean(create_constraint=False), nullable=False),
    Column("position", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)
Index("ix_entries_person", ENTRIES.c.person)

#: Each change, with what it takes to undo it.
CHANGES: Final = Table(
    "changes",
    METADATA,
    Column("person", String(32), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("what", Text, nullable=False),
    # The revision that it takes back; and whether it was taken back itself.
    Column("undoes", Integer, nullable=True),
    Column("undone", Boolean(create_constraint=False), nullable=False),
)

#: What a change did to one entry: the row before and after as JSON, nothing where there was none.
STEPS: Final = Table(
    "steps",
    METADATA,
    Column("person", String(32), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
)
