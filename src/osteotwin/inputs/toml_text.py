"""A file's models as TOML text."""

from __future__ import annotations

from osteotwin.inputs.table import FileTable


def toml_text(table: FileTable) -> str:
    """Return what a file must hold to be read as these models.

    Keys stand in the order of the models; what is not given is left out.
    """
    import tomlkit

    return tomlkit.dumps(table.document()).lstrip()
