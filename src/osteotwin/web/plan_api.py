"""The REST interface of plans: wishes, a search, a choice, what was done of it, and whether it still holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, Field

import osteotwin as ot
from osteotwin.diary.records import DiaryPerson, Entry
from osteotwin.inputs.toml_text import document_text
from osteotwin.progress import ProgressCallback
from osteotwin.web.api import job_out
from osteotwin.web.days import calendar_date, today, with_days_in_words
from osteotwin.web.language import Words, gettext
from osteotwin.web.models import JobOut, Taken
from osteotwin.web.plan_view import done_so_far
from osteotwin.web.shared import Shared
from osteotwin.web.state import State

plan_api = APIRouter(prefix="/api/v1/people/{person}")
_SEARCH_FIRST = Words("The file changed since the search, or none was done yet. Fix: search for plans first.")


class WishesIn(Taken):
    """What is wished of a plan; what is left out has a cautious default."""

    days_per_week: int | None = Field(default=None, ge=0, le=7)
    minutes_per_session: float | None = Field(default=None, ge=0, le=180)
    equipment: list[str] | None = Field(default=None, max_length=60, description="an empty list: none")
    experience: str | None = Field(default=None, max_length=40)
    pain: list[str] | None = Field(default=None, max_length=20, description="an empty list: none")
    not_eaten: list[str] | None = Field(default=None, max_length=60)
    not_done: list[str] | None = Field(default=None, max_length=60)
    budget: str | None = Field(default=None, max_length=40)
    supplements: bool | None = None
    begins: date | None = Field(
        default=None, description="the first day of the plan, where it is later than today's"
    )


class ChosenIn(Taken):
    """The plan that is chosen."""

    name: str = Field(max_length=60)


class DoneIn(Taken):
    """An exercise of a session, or all of them, done or not."""

    date: date
    exercise: str | None = Field(default=None, max_length=100)
    done: bool


class TickedOut(BaseModel):
    """What a tick made of the plan."""

    what: str = Field(description="as the list of changes has it")
    count: str = Field(description="how many sessions are done")


class EatenIn(Taken):
    """Something of a day of the plan, eaten or not."""

    date: date
    what: str = Field(max_length=200)
    done: bool


@plan_api.put("/wishes")
def state_wishes(person: str, asked: WishesIn, shared: Shared) -> dict[str, int]:
    """Write the wishes into the person's file, and the day on which a plan may begin."""
    held, document = shared.diary.person(person), shared.diary.document(person)
    wishes = {
        key: value for key, value in asked.model_dump().items() if value is not None and key != "begins"
    }
    document.pop("wishes", None)
    if wishes:
        document["wishes"] = wishes
    outlook = document.setdefault("outlook", {})
    begins = outlook.get("from")
    if asked.begins is not None and (begins is None or asked.begins > begins):
        outlook["from"] = asked.begins
    text = document_text(document)
    ot.person_from_toml(text)
    changed = shared.diary.take_over(person, text, read_at=held.revision, what="wishes for the plan")
    return {"changed": changed}


@plan_api.post("/plans", status_code=202)
def begin_search(person: str, shared: Shared) -> JobOut:
    """Search the plans of a person; they are there when the job is done."""
    text = shared.diary.text(person)
    read = ot.person_from_toml(text)
    if shared.plans.of(text) is not None:
        return JobOut(id="", state="done", share=1.0, said="")

    def search(people: int, on_progress: ProgressCallback) -> ot.Planned:
        return ot.plan(read, people, on_progress=on_progress)

    return job_out(shared.plans.begin(person, search, text))


@plan_api.get("/plans")
def plans(person: str, shared: Shared) -> dict[str, Any]:
    """Return the answer (schema ``osteotwin/plan_answer/1``)."""
    return searched(shared, person).to_dict()


@plan_api.post("/plan")
def choose(person: str, chosen: ChosenIn, shared: Shared) -> dict[str, int]:
    """Follow a plan: it takes the place of the plan of the person's file, and its days stand in the diary."""
    held, found = shared.diary.person(person), searched(shared, person)
    told = _follow(shared, held, found, chosen.name, f"plan chosen: {chosen.name}")
    shared.plans.keep(person, found, shared.diary.text(person))  # the others may still be chosen
    return told


@plan_api.post("/plan/done")
def tick_session(person: str, ticked: DoneIn, shared: Shared) -> TickedOut:
    """Write an exercise of the plan's session into the diary as done, or take it out again."""
    held, plan = shared.diary.person(person), _followed(shared, person)
    parts = [
        part
        for session in ot.sessions_in(plan)
        if session.day == ticked.date
        for part in session.parts
        if ticked.exercise in (None, part.exercise)
    ]
    if not parts:
        raise HTTPException(
            422,
            gettext("The plan has no such session on %(day)s. Fix: choose a day of the plan.")
            % {"day": calendar_date(ticked.date)},
        )
    _refuse_to_come(ticked.date)
    names = {part.exercise for part in parts}
    rows = [(row, row.part.keys) for row in shared.diary.entries(person, "diary", ("training",))]
    of_day = [(row, keys["exercise"]) for row, keys in rows if keys["date"] == ticked.date]
    has, removed, new = {name for _, name in of_day}, list[Entry](), list[dict[str, Any]]()
    if ticked.done:
        new = [ot.trained_as_planned(ticked.date, part) for part in parts if part.exercise not in has]
    else:
        removed = [row for row, name in of_day if name in names]
    what = f"{parts[0].name if len(parts) == 1 else 'session'} of {ticked.date} {_ticked(ticked.done)}"
    _exchange(shared, held, "training", removed, new, what)
    left = [keys for row, keys in rows if row not in removed]
    return _told(what, plan, [*left, *new])


@plan_api.post("/plan/eaten")
def tick_meal(person: str, ticked: EatenIn, shared: Shared) -> TickedOut:
    """Write something of a day of the plan into the diary as eaten, or take it out again."""
    held, plan = shared.diary.person(person), _followed(shared, person)
    if ticked.what not in [ot.meal_name(row) for row in plan.get("meal", ())]:
        raise HTTPException(422, gettext("The plan has no such meal. Fix: choose one of the plan."))
    _refuse_to_come(ticked.date)
    row = {"date": ticked.date, "what": ticked.what}
    there = [one for one in shared.diary.entries(person, "diary", ("eaten",)) if one.part.keys == row]
    what = f"{ticked.what} of {ticked.date} {_ticked(ticked.done)}"
    if not ticked.done:
        _exchange(shared, held, "eaten", there, [], what)
    elif not there:
        _exchange(shared, held, "eaten", [], [row], what)
    trained = [one.part.keys for one in shared.diary.entries(person, "diary", ("training",))]
    return _told(what, plan, trained)


@plan_api.post("/plan/feedback", status_code=202)
def begin_feedback(person: str, shared: Shared) -> JobOut:
    """Look whether the plan still holds with what was done; the answer is there when the job is done."""
    plan, beside = _followed(shared, person), shared.diary.document(person, "diary")
    document, asked = shared.diary.document(person), feedback_asked(shared, person)
    if shared.plans.of(*asked) is not None:
        return JobOut(id="", state="done", share=1.0, said="")
    begun = ot.as_begun(document, plan["began"])
    day = max(today(), begun.start, *(row.date for row in begun.measurements))

    def search(people: int, on_progress: ProgressCallback) -> ot.Planned:
        return ot.replan(begun, ot.done_of(beside, day), people, today=day, on_progress=on_progress)

    return job_out(shared.plans.begin(person, search, *asked))


@plan_api.post("/plan/feedback/take")
def take_feedback(person: str, shared: Shared) -> dict[str, int]:
    """Follow the rest of the plan from today on, as it was found to be."""
    held = shared.diary.person(person)
    found = shared.plans.of(*feedback_asked(shared, person))
    if found is None or not found.choices:
        raise HTTPException(409, gettext("Something was entered since it was looked at. Fix: look again."))
    name = next(iter(found.choices))
    return _follow(shared, held, found, name, f"plan goes on from {found.start}: {name}")


@plan_api.get("/plan/sessions.ics")
def calendar(person: str, shared: Shared) -> Response:
    """Return the sessions of the plan that is followed, for a calendar."""
    text = ot.chosen_calendar(_followed(shared, person))
    return _download(text, "bone-training.ics", "text/calendar")


@plan_api.get("/plan/sessions.csv")
def table(person: str, shared: Shared) -> Response:
    """Return the sessions of the plan that is followed, as a table."""
    text = ot.chosen_csv(_followed(shared, person))
    return _download(text, "bone-training.csv", "text/csv")


def searched(shared: State, person: str) -> ot.Planned:
    """Return the plans that were found for a person as he is now.

    Raises
    ------
    HTTPException
        If there was no search since something of the person changed.
    """
    found = shared.plans.of(shared.diary.text(person))
    if found is None:
        raise HTTPException(409, str(_SEARCH_FIRST))
    return found


def feedback_asked(shared: State, person: str) -> tuple[str, ...]:
    """Return what it depends on whether a plan still holds."""
    return shared.diary.text(person), shared.diary.text(person, "diary"), today().isoformat()


def _follow(shared: State, held: DiaryPerson, found: ot.Planned, name: str, what: str) -> dict[str, int]:
    file = document_text(ot.with_plan(shared.diary.document(held.id), found, name))
    beside = {
        **shared.diary.document(held.id, "diary"),
        "chosen_plan": ot.chosen_plan(found, name, today()),
    }
    texts: Any = {"file": file, "diary": document_text(beside)}
    changed = shared.diary.take_over_all(held.id, texts, read_at=held.revision, what=what)
    return {"changed": changed}


def _followed(shared: State, person: str) -> dict[str, Any]:
    plan = shared.diary.table(person, ("chosen_plan",), "diary")
    if not plan:
        raise HTTPException(409, gettext("No plan is followed. Fix: choose one on the page Plan."))
    return plan


def _exchange(
    shared: State, held: DiaryPerson, name: str, removed: list[Entry], new: list[dict[str, Any]], what: str
) -> None:
    shared.diary.exchange(held.id, (name,), removed, new, "diary", read_at=held.revision, what=what)


def _told(what: str, plan: dict[str, Any], trained: list[dict[str, Any]]) -> TickedOut:
    return TickedOut(
        what=with_days_in_words(what), count=done_so_far({"chosen_plan": plan, "training": trained}, today())
    )


def _refuse_to_come(day: date) -> None:
    if day > today():
        said = gettext("%(day)s has not come yet. Fix: tick it on its day.")
        raise HTTPException(422, said % {"day": calendar_date(day)})


def _ticked(done: bool) -> str:
    return "ticked" if done else "not ticked any more"


def _download(text: str, name: str, kind: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers=headers)
