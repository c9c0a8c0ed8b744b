"""The REST interface: people, their entries, outlooks, files read in, export, erasing."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncGenerator
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

import osteotwin as ot
from osteotwin.diary.records import DiaryPerson, Entry
from osteotwin.inputs.toml_file import parsed_toml
from osteotwin.inputs.toml_text import document_text
from osteotwin.web.days import today
from osteotwin.web.entries import check_added, check_changed, moved_today, with_dates
from osteotwin.web.jobs import Job
from osteotwin.web.language import gettext
from osteotwin.web.models import (
    ChangedEntry,
    ChangeOut,
    EntryOut,
    JobOut,
    LeversIn,
    NewEntry,
    PersonOut,
    PreviewOut,
    ReadBack,
)
from osteotwin.web.outlooks import Outlook
from osteotwin.web.questions import Answers, Questions
from osteotwin.web.shared import Shared
from osteotwin.web.state import State
from osteotwin.web.waiting import watched

api = APIRouter(prefix="/api/v1")
_STEP: Final = 0.15
_FINISHED: Final = ("done", "failed", "cancelled")


@api.get("/people")
def people(shared: Shared) -> list[PersonOut]:
    """Everybody of the diary."""
    return [_person(one) for one in shared.diary.people()]


@api.post("/people", status_code=201)
def add_person(asked: Questions, shared: Shared) -> PersonOut:
    """Add a person by single fields, for programs; the first page asks in words."""
    document = asked.document(today())
    name = asked.name or _next_name(shared)
    ot.person_from_toml(document_text(document))
    return _person(shared.diary.add_person(name, document))


@api.post("/people/from-answers")
def add_person_from_answers(
    answers: Answers, shared: Shared, response: Response, look: bool = False
) -> ReadBack:
    """Add a person by answers in plain words, and say back what is understood.

    Nobody is added where anything is asked, or with ``look``.
    """
    read = answers.read(today())
    back = ReadBack(understood=read.understood, asked=read.asked)
    if look or read.asked:
        return back
    name = answers.name or _next_name(shared)
    person = {**({"name": answers.name} if answers.name else {}), **read.document["person"]}
    response.status_code = 201
    back.added = _person(shared.diary.add_person(name, {**read.document, "person": person}))
    return back


@api.post("/people/from-file", status_code=201)
async def add_person_from_file(request: Request, shared: Shared) -> PersonOut:
    """Add a person by a person's file, TOML in the body."""
    text = _decoded(await request.body())
    return await asyncio.to_thread(_add_from_text, shared, text)


@api.get("/people/{person}")
def one_person(person: str, shared: Shared) -> PersonOut:
    """One person."""
    return _person(shared.diary.person(person))


@api.delete("/people/{person}", status_code=204)
def erase(person: str, shared: Shared) -> None:
    """Erase a person with everything; the copies of the database, too."""
    for job in shared.worker.of_person(person):
        job.cancel()
    shared.outlooks.forget(shared.diary.text(person))
    shared.plans.forget(person)
    shared.diary.erase(person)


@api.get("/people/{person}/entries")
def entries(person: str, shared: Shared) -> list[EntryOut]:
    """What was entered."""
    return [_entry(one) for one in shared.diary.entries(person)]


@api.post("/people/{person}/entries", status_code=201)
def add_entry(person: str, new: NewEntry, shared: Shared) -> EntryOut:
    """Add an entry; what the reader of a person's file would refuse is refused."""
    keys = with_dates(new.keys)
    held = shared.diary.person(person)
    document = shared.diary.document(person) if new.moves_today and new.path == ["measurement"] else {}
    begins = moved_today(document, keys)
    if begins is not None:
        text = document_text(document)
        ot.person_from_toml(text)
        what = f"measurement added; the outlook begins on {begins}"
        shared.diary.take_over(person, text, read_at=held.revision, what=what)
        return _entry([one for one in shared.diary.entries(person) if one.part.path == ("measurement",)][-1])
    check_added(shared.diary, person, new.path, keys, new.where)
    return _entry(shared.diary.add(person, new.path, keys, new.where))


@api.put("/people/{person}/entries/{entry}")
def change_entry(person: str, entry: str, changed: ChangedEntry, shared: Shared) -> EntryOut:
    """Write an entry anew."""
    keys = with_dates(changed.keys)
    for held in shared.diary.entries(person):
        if held.id == entry:
            check_changed(shared.diary, person, held, keys)
    return _entry(shared.diary.change(person, entry, keys, read_at=changed.read_at))


@api.delete("/people/{person}/entries/{entry}", status_code=204)
def remove_entry(person: str, entry: str, shared: Shared, read_at: Annotated[int, Query()]) -> None:
    """Remove an entry."""
    shared.diary.remove(person, entry, read_at=read_at)


@api.get("/people/{person}/changes")
def changes(person: str, shared: Shared) -> list[ChangeOut]:
    """The last changes, the newest first."""
    return [ChangeOut(**{key: getattr(one, key) for key in ChangeOut.model_fields}) for one in
            shared.diary.changes(person)]  # fmt: skip


@api.post("/people/{person}/undo")
def undo(person: str, shared: Shared) -> ChangeOut | None:
    """Take back the last change."""
    taken = shared.diary.undo(person, keeps_person=True)
    return taken and ChangeOut(**{key: getattr(taken, key) for key in ChangeOut.model_fields})


@api.get("/people/{person}/person.toml")
def person_file(person: str, shared: Shared) -> Response:
    """The person's file, as the command line reads it."""
    return _download(shared.diary.text(person).encode(), "person.toml", "application/toml")


@api.get("/people/{person}/export.zip")
def export(person: str, shared: Shared) -> Response:
    """Everything of a person: the file, the diary beside it, all changes."""
    packed = io.BytesIO()
    told = [vars(one) for one in shared.diary.changes(person, 10**6)]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.toml", shared.diary.text(person))
        archive.writestr("diary.toml", shared.diary.text(person, "diary"))
        archive.writestr("changes.json", json.dumps(told, default=str, indent=1))
    return _download(packed.getvalue(), "osteotwin-export.zip", "application/zip")


@api.post("/people/{person}/import")
async def preview_import(
    person: str,
    request: Request,
    shared: Shared,
    name: Annotated[str, Query(max_length=200)],
    answers: str = "{}",
) -> PreviewOut:
    """Read a file, its content in the body, and show what it would change; nothing is kept yet.

    ``answers`` is a JSON object of what only the user can tell, by the names that a question gives.
    """
    try:
        given = json.loads(answers)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise HTTPException(422, gettext("answers: no JSON object. Fix: write one, or leave it out."))
    content = await request.body()
    token, found = await asyncio.to_thread(shared.imports.preview, person, name, content, given)
    return PreviewOut(token=token, changes=found.changes, sections=found.sections)


@api.post("/people/{person}/import/{token}")
def take_import(person: str, token: str, shared: Shared) -> dict[str, int]:
    """Take over what was shown."""
    count = shared.imports.take(person, token)
    if count is None:
        raise HTTPException(
            404, gettext("What was read in is not there any more. Fix: read the file in again.")
        )
    return {"changed": count}


@api.post("/people/{person}/outlook", status_code=202)
def begin_outlook(person: str, shared: Shared) -> JobOut:
    """Simulate a person; the answer is there when the job is done."""
    text = shared.diary.text(person)
    if shared.outlooks.of(text) is not None:
        return JobOut(id="", state="done", share=1.0, said="")
    return job_out(shared.outlooks.begin(text, person))


@api.get("/people/{person}/outlook")
def answer(person: str, shared: Shared) -> dict[str, Any]:
    """The answer (schema ``osteotwin/answer/2``)."""
    return outlook_of(shared, person).answer


@api.post(
    "/people/{person}/outlook/levers",
    responses={204: {"description": "A newer place of the levers took its turn."}},
)
async def levers(person: str, moved: LeversIn, request: Request, shared: Shared) -> Response:
    """The answer with levers moved: densities, scenarios and verdict."""
    outlook = await asyncio.to_thread(outlook_of, shared, person)
    found = await moved_of(shared, outlook, person, moved, request)
    return Response(status_code=204) if found is None else JSONResponse(found)


@api.get("/jobs/{job}")
def job_state(job: str, shared: Shared) -> JobOut:
    """How far a piece of work is."""
    return job_out(_the_job(shared, job))


@api.delete("/jobs/{job}", status_code=204)
def cancel(job: str, shared: Shared) -> None:
    """Give a piece of work up."""
    _the_job(shared, job).cancel()


@api.get("/jobs/{job}/events")
async def events(job: str, shared: Shared) -> StreamingResponse:
    """How far a piece of work is, as server-sent events until it is finished.

    When the last who follows it has left, it is given up.
    """
    found = _the_job(shared, job)

    async def told() -> AsyncGenerator[str]:
        last = ""
        with watched(found):
            while True:
                out = job_out(found)  # looked at once: it may end meanwhile, and that it did must be told
                now = out.model_dump_json()
                if now != last:
                    yield f"data: {now}\n\n"
                last = now
                if out.state in _FINISHED or shared.worker.stopping:
                    return
                await asyncio.sleep(_STEP)

    return StreamingResponse(told(), media_type="text/event-stream")


async def moved_of(
    shared: State,
    outlook: Outlook,
    person: str,
    moved: LeversIn,
    request: Request,
    *,
    only_drawn: bool = False,
) -> dict[str, Any] | None:
    """Return a person's answer with levers moved, ``None`` where nobody wants it any more."""
    return await shared.outlooks.move(
        outlook,
        moved.levers(),
        person,
        request.is_disconnected,
        preview=moved.preview,
        only_drawn=only_drawn,
        tab=moved.tab,
        turn=moved.turn,
    )


def _next_name(shared: State) -> str:
    """Return what somebody is called who gives no name."""
    return gettext("Person %(number)s") % {"number": len(shared.diary.people()) + 1}


def outlook_of(shared: State, person: str) -> Outlook:
    """Return a person's outlook.

    Raises
    ------
    HTTPException
        If it was not simulated since something of the person changed.
    """
    found = shared.outlooks.of(shared.diary.text(person))
    if found is None:
        raise HTTPException(
            409,
            gettext("This person was not simulated since the last change. Fix: ask for the outlook first."),
        )
    return found


def _add_from_text(shared: State, text: str) -> PersonOut:
    try:
        document = parsed_toml(text)
    except RecursionError:
        raise HTTPException(422, gettext("no TOML file of a few levels. Fix: write it flat.")) from None
    except ValueError as error:
        raise HTTPException(
            422,
            gettext(
                "no TOML file: %(why)s. Fix: correct it, or choose another; reports, tables and logs are read in on "
                "the page Diary of a person."
            )
            % {"why": str(error)[:200]},
        ) from None
    read = ot.person_from_toml(text)
    name = read.name or _next_name(shared)
    return _person(shared.diary.add_person(name, document))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HTTPException(
            422,
            gettext(
                "this is no person's file, person.toml. Fix: read a report, a table or a health export in on the page "
                "Diary of a person."
            ),
        ) from None


def _the_job(shared: State, job: str) -> Job:
    found = shared.worker.job(job)
    if found is None:
        raise HTTPException(404, gettext("There is no such work. Fix: ask for the outlook again."))
    return found


def _person(one: DiaryPerson) -> PersonOut:
    return PersonOut(id=one.id, name=one.name, added=one.added, revision=one.revision)


def _entry(one: Entry) -> EntryOut:
    keys = json.loads(json.dumps(one.part.keys, default=str))
    return EntryOut(id=one.id, where=one.where, path=list(one.part.path), keys=keys, revision=one.revision)


def job_out(job: Job) -> JobOut:
    """Return work as the interface tells of it."""
    return JobOut.model_validate({key: getattr(job, key) for key in JobOut.model_fields})


def _download(content: bytes, name: str, kind: str) -> Response:
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
