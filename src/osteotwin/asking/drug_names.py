"""Names of drugs and supplements, as the reader of a person's file knows them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from osteotwin.inputs.table import FileTable, value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import Drug, NotInLibraryError, products_of
from osteotwin.protocol.plan_file import DrugTable, SupplementTable

TABLES: Final[dict[str, tuple[type[FileTable], str]]] = {
    "drug": (DrugTable, "name"),
    "supplement": (SupplementTable, "nutrient"),
}


def products_named(name: str) -> tuple[Drug, ...]:
    """Return the products of the library that a name may mean; none for a drug that the model does not have."""
    try:
        return products_of(name)
    except NotInLibraryError:
        return ()


@lru_cache(maxsize=1024)
def known_kind(name: str) -> str | None:
    """Return whether a name is of a drug or of a supplement; ``None`` for neither."""
    for kind, (table, key) in TABLES.items():
        try:
            value_of_key(table, key).read(name)
        except Mistake:
            continue
        return kind
    return None
