"""Of several versions of one resource the newest alone, and none of what was deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from osteotwin.importing.found import Place

_DEEPEST: Final = 20
_Resource = tuple[Place, dict[str, Any]]


def newest(resources: Sequence[_Resource], documents: Sequence[Any]) -> tuple[list[_Resource], int]:
    """Return the resources without older versions and without deleted ones, and how many were left out.

    Versions are told apart by ``meta.versionId``, else by ``meta.lastUpdated``; where neither tells, all are kept.
    """
    best: dict[str, dict[str, Any]] = {}
    for _, one in resources:
        name = _name(one)
        if name and (name not in best or _is_newer(one, best[name])):
            best[name] = one
    deleted = {name for name, at in _deleted(documents) if name in best and not _is_later(best[name], at)}
    kept = [
        (place, one)
        for place, one in resources
        if not (name := _name(one)) or (name not in deleted and not _is_newer(best[name], one))
    ]
    return kept, len(resources) - len(kept)


def _name(one: dict[str, Any]) -> str:
    return f"{one['resourceType']}/{one['id']}" if isinstance(one.get("id"), str) else ""


def _is_newer(one: dict[str, Any], other: dict[str, Any]) -> bool:
    mine, theirs = _meta(one), _meta(other)
    versions = [str(each.get("versionId") or "") for each in (mine, theirs)]
    if all(each.isdecimal() and len(each) < 19 for each in versions) and versions[0] != versions[1]:
        return int(versions[0]) > int(versions[1])
    written, other_written = (_moment(each.get("lastUpdated")) for each in (mine, theirs))
    return written is not None and other_written is not None and written > other_written


def _is_later(one: dict[str, Any], deleted: float | None) -> bool:
    """Tell whether a resource was written again after it was deleted."""
    written = _moment(_meta(one).get("lastUpdated"))
    return deleted is not None and written is not None and written > deleted


def _meta(one: dict[str, Any]) -> dict[str, Any]:
    meta = one.get("meta")
    return meta if isinstance(meta, dict) else {}


def _moment(written: Any) -> float | None:
    try:
        return datetime.fromisoformat(str(written)).astimezone().timestamp()
    except (ValueError, OverflowError):
        return None


def _deleted(documents: Iterable[Any], depth: int = 0) -> Iterator[tuple[str, float | None]]:
    """Yield what a history says was deleted, and when."""
    for one in documents:
        entries = one.get("entry") if isinstance(one, dict) else one
        if isinstance(one, list) and depth < _DEEPEST:
            yield from _deleted(one, depth + 1)
        for entry in entries if isinstance(one, dict) and isinstance(entries, list) else ():
            request = entry.get("request") if isinstance(entry, dict) else None
            if isinstance(request, dict) and request.get("method") == "DELETE":
                response = entry.get("response")
                told = response.get("lastModified") if isinstance(response, dict) else None
                address = str(request.get("url") or entry.get("fullUrl") or "").split("?")[0].rstrip("/")
                yield "/".join(address.split("/_history")[0].split("/")[-2:]), _moment(told)
