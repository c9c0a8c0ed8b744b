"""Library files that refuse gaps: every key present, of the right type and within its range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from osteotwin.errors import ParameterError

SCHEMA_VERSION = 1


def text_of(name: str) -> str:
    """Return the text of a data file of the library."""
    from importlib.resources import files

    return (files("osteotwin.protocol") / "data" / name).read_text(encoding="utf-8")


def tables_of(name: str, section: str) -> tuple[dict[str, Row], dict[str, str]]:
    """Return the rows of ``[section.<id>]`` by identifier, and the ``[sources]`` by key."""
    import tomllib

    document = tomllib.loads(text_of(name))
    if document.get("schema") != SCHEMA_VERSION:
        message = f"{name}: schema is {document.get('schema')!r}, not {SCHEMA_VERSION}"
        raise ParameterError(message)
    rows = {key: Row(name, f"{section}.{key}", table) for key, table in document[section].items()}
    return rows, document["sources"]


class Row:
    """One table of a library file, taken key by key; :meth:`done` refuses what was not asked for."""

    def __init__(self, file: str, where: str, table: dict[str, Any]) -> None:
        self.file = file
        self.where = where
        self.rest = dict(table)

    def fail(self, key: str, what: str) -> ParameterError:
        """Return the error that names file and key."""
        return ParameterError(f"{self.file}: {self.where}.{key} {what}")

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text that is not empty, unless a default is given."""
        value = self.rest.pop(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fail(key, "is missing or not a text")
        return value

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Take a text that is one of ``allowed``."""
        value = self.text(key)
        if value not in allowed:
            raise self.fail(key, f"is {value!r}, not one of {', '.join(allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """Take true or false."""
        value = self.rest.pop(key, None)
        if not isinstance(value, bool):
            raise self.fail(key, "is missing or neither true nor false")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """Take a number within its range."""
        value = self.optional_number(key, low, high)
        if value is None:
            raise self.fail(key, "is missing")
        return value

    def optional_number(self, key: str, low: float, high: float) -> float | None:
        """Take a number within its range, or None where there is none."""
        value = self.rest.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.fail(key, f"is {value!r}, not a number from {low:g} to {high:g}")
        return float(value)

    def texts(self, key: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """Take a list of texts, which may be empty but must be there."""
        value = self.rest.pop(key, None)
        if not isinstance(value, list):
            raise self.fail(key, "is missing or not a list")
        items = cast("list[object]", value)
        for item in items:
            if not isinstance(item, str) or not item or (allowed is not None and item not in allowed):
                raise self.fail(key, f"holds {item!r}, which is not known")
        return tuple(cast("list[str]", items))

    def sources(self, known: dict[str, str]) -> tuple[str, ...]:
        """Take the list of source keys and return the sources; there must be one."""
        keys = self.texts("sources", known)
        if not keys:
            raise self.fail("sources", "is empty")
        return tuple(known[key] for key in keys)

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.rest:
            raise self.fail(key, "is not a known key")
