"""Whether a resource is FHIR: judged by ``fhir.resources``, Release 4 first, then Release 5."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from osteotwin.errors import MissingLibraryError
from osteotwin.inputs.notes import printable

_RELEASES: Final = ("fhir.resources.R4B", "fhir.resources")


def fault_of(resource: dict[str, Any]) -> str | None:
    """Return what is wrong with a resource in both releases, or ``None`` where it is valid in one.

    Contained resources are judged on their own.

    Raises
    ------
    MissingLibraryError
    """
    from pydantic import ValidationError

    kind = str(resource["resourceType"])
    alone = {key: value for key, value in resource.items() if key not in ("contained", "text", "meta")}
    fault = "a resource that is not known"
    for release in _RELEASES:
        model = _model(release, kind)
        try:
            model.model_validate(alone)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            fault = printable(f"{where}: {first['msg']}" if where else first["msg"])
        except (
            ValueError,
            TypeError,
            RecursionError,
            OverflowError,
            AssertionError,
            AttributeError,
            KeyError,
        ):
            fault = "values of other kinds than FHIR has there"
        else:
            return None
    return fault


@cache
def _model(release: str, kind: str) -> Any:
    from importlib import import_module

    try:
        return getattr(import_module(f"{release}.{kind.lower()}"), kind)
    except ImportError:
        raise MissingLibraryError("Reading FHIR", "fhir.resources", "fhir") from None
