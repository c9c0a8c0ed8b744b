"""The JSON Schema of a file, from the models it is read by.

A schema speaks of the document as parsed, its dates as texts. It holds what JSON Schema can say: keys, types,
words, the form of quantities and the limits of plain numbers; limits of quantities stand in the description.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from osteotwin.inputs.table import FileTable

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _FileSchema(GenerateJsonSchema):
    """What is not given is left out of a file, never null; a title per key would only repeat the key."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(model: type[FileTable], identifier: str, title: str) -> Schema:
    """Return the published schema of a file.

    Parameters
    ----------
    model : subclass of FileTable
        Of the outermost table.
    identifier : str
        For example ``"osteotwin/person/1"``.
    title : str
    """
    content = model.model_json_schema(by_alias=True, schema_generator=_FileSchema)
    return {"$schema": DIALECT, "$id": identifier, **content, "title": title}
