"""Whether the application works, for who watches over a server; nothing about anybody."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from osteotwin.web.security import HEALTH
from osteotwin.web.shared import Shared

health = APIRouter()


@health.get(HEALTH)
def healthy(shared: Shared) -> JSONResponse:
    """Whether the diary can be read."""
    try:
        shared.diary.people()
    except Exception:  # whatever it is, the log has it, and this is no place to tell
        return JSONResponse({"status": "the diary cannot be read"}, 503)
    return JSONResponse({"status": "ok"})
