"""Signing in and out, and the page on which the password is changed and sessions are ended."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

import osteotwin as ot
from osteotwin.web.language import gettext
from osteotwin.web.network.door import LOGIN, PasswordDoor
from osteotwin.web.network.sessions import IDLE, LONGEST
from osteotwin.web.page import environment
from osteotwin.web.security import Asked

_MOST_FORM_BYTES: Final = 16_384
_FORM: Final = "application/x-www-form-urlencoded"
_ACCOUNT: Final = "/account"
_TEMPLATES: Final = Path(__file__).parent / "templates"


def sign_in_routes(door: PasswordDoor) -> APIRouter:
    """Return the pages of a door."""
    routes = APIRouter(include_in_schema=False)

    @routes.get(LOGIN)
    def sign_in_page(request: Request) -> Response:
        if door.session_of(_asked(request)) is not None:
            return RedirectResponse("/", 303)
        return _page("login.html.j2")

    @routes.post(LOGIN)
    async def sign_in(request: Request) -> Response:
        form, asked = await _form(request), _asked(request)
        refused = await asyncio.to_thread(door.tried, asked, form.get("password", ""))
        if refused is not None:
            return _page("login.html.j2", refused.status, dict(refused.headers), said=refused.said)
        return _back("/", door.begin(asked))

    @routes.post("/logout")
    def sign_out(request: Request) -> Response:
        return _back(LOGIN, door.end(_asked(request)), clear=True)

    @routes.get(_ACCOUNT)
    def account(request: Request) -> Response:
        return _account(door, _asked(request))

    @routes.post("/account/password")
    async def change_password(request: Request) -> Response:
        form, asked = await _form(request), _asked(request)
        if form.get("new") != form.get("again"):
            return _account(
                door, asked, 422, gettext("The two new passwords differ. Fix: write the same twice.")
            )
        refused = await asyncio.to_thread(door.tried, asked, form.get("password", ""))
        if refused is not None:
            return _account(door, asked, refused.status, refused.said)
        try:
            await asyncio.to_thread(door.password.set, form.get("new", ""), "new password")
        except ot.InputError as error:
            return _account(door, asked, 422, str(error))
        door.events.write("password_changed", door.place_of(asked), warning=True)
        # All sessions rested on the one before; this one goes on under a new word.
        return _back(_ACCOUNT, door.begin(asked))

    @routes.post("/account/end")
    async def end_sessions(request: Request) -> Response:
        form, asked = await _form(request), _asked(request)
        refused = await asyncio.to_thread(door.tried, asked, form.get("password", ""))
        if refused is not None:
            return _account(door, asked, refused.status, refused.said)
        if form.get("session") == "all":
            door.sessions.end_all()
        elif not door.sessions.end_named(form.get("session", "")):
            return _account(
                door, asked, 404, gettext("This session has ended already. Fix: look at the list again.")
            )
        door.events.write("session_ended", door.place_of(asked))
        return _back(_ACCOUNT)

    return routes


def _account(door: PasswordDoor, asked: Asked, status: int = 200, said: str = "") -> Response:
    own = door.session_of(asked)
    rows = [
        {
            "name": one.name,
            "client": one.client,
            "begun": _minutes(begun),
            "used": _minutes(used),
            "own": own is not None and own.key == one.key,
        }
        for one, begun, used in door.sessions.all(door.password.hash())
    ]
    return _page("account.html.j2", status, said=said, sessions=rows)


async def _form(request: Request) -> dict[str, str]:
    """Read the fields of a form; whatever is no form has none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return {}
    raw = await request.body()
    if len(raw) > _MOST_FORM_BYTES:
        return {}
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=10))
    except (UnicodeDecodeError, ValueError):
        return {}


def _asked(request: Request) -> Asked:
    return request.scope["osteotwin"]


def _back(place: str, cookie: str = "", *, clear: bool = False) -> Response:
    response = RedirectResponse(place, 303)
    if cookie:
        response.headers["set-cookie"] = cookie
    if clear:  # what pages left in the browser goes with the session
        response.headers["clear-site-data"] = '"cache", "storage"'
    return response


def _minutes(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes == 0:
        return gettext("just now")
    if minutes < 120:
        return gettext("%(count)s min ago") % {"count": minutes}
    return gettext("%(count)s h ago") % {"count": minutes // 60}


def _page(
    name: str, status: int = 200, headers: dict[str, str] | None = None, said: str = "", **content: Any
) -> HTMLResponse:
    times = {"idle": int(IDLE // 60), "longest": int(LONGEST // 3600)}
    text = (
        environment(_TEMPLATES)
        .get_template(name)
        .render(version=ot.__version__, said=said, **times, **content)
    )
    return HTMLResponse(text, status, headers)
