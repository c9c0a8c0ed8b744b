"""The published schemas of what a person writes: a person file, and a plan that stands alone."""

from __future__ import annotations

from functools import cache

from osteotwin.inputs.json_schema import Schema, schema_of
from osteotwin.people.person_file import PersonFile
from osteotwin.protocol.plan_file import PlanFile


@cache
def file_schemas() -> dict[str, Schema]:
    """Return the schemas by name."""
    return {
        "person": schema_of(PersonFile, "osteotwin/person/1", "A person file of osteotwin, read as TOML"),
        "plan": schema_of(PlanFile, "osteotwin/plan/1", "A plan file of osteotwin, read as TOML"),
    }
