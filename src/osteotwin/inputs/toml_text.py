"""A file's models, or any document, as TOML text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a diary writes documents, and no models
    from osteotwin.inputs.table import FileTable


def toml_text(table: FileTable) -> str:
    """Return what a file must hold to be read as these models.

    Keys stand in the order of the models; what is not given is left out.
    """
    return document_text(table.document())


def document_text(document: Mapping[str, Any]) -> str:
    """Return a document as TOML text, which reads back as the same document."""
    import tomlkit

    return tomlkit.dumps(document).lstrip()
