"""How a request comes by what all requests share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from osteotwin.web.state import State


def _state(request: Request) -> State:
    return request.app.state.osteotwin


Shared = Annotated[State, Depends(_state)]
