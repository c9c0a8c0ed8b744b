"""The page *Diary*: what was entered, how it moved, and what may be entered, changed and taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.diary.document import join
from osteotwin.diary.records import Entry
from osteotwin.diary.trends import Trend, sessions_by_week, trends
from osteotwin.endpoints import MEASURED
from osteotwin.inputs.names import find_name
from osteotwin.report.formatting import unit, with_signs_of_units
from osteotwin.report.plan.charts import progression_chart
from osteotwin.report.trend_chart import trend_chart
from osteotwin.units import in_chosen_unit
from osteotwin.web.days import calendar_date, moment, today, with_days_in_words
from osteotwin.web.kinds import ABOUT, KINDS, LIFE, Column, Kind
from osteotwin.web.language import gettext, ngettext
from osteotwin.web.page import page
from osteotwin.web.settings import shown_as
from osteotwin.web.shared import Shared

diary_pages = APIRouter(include_in_schema=False)
#: What the pages Plan and Settings show, and this one does not.
_ELSEWHERE: Final = {("diary", "chosen_plan"), ("diary", "eaten"), ("diary", "shown_as"), ("file", "wishes")}
#: What of a person moves, and is drawn.
_DRAWN: Final = (("measurement",), ("symptom",))
#: Sessions are counted for fewer weeks.
_WEEKS: Final = 30
#: A name of the libraries, such as ``calcium_carbonate``.
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
#: So many values and more are shown from the newest on, the others folded away.
_MANY: Final = 12
#: So many rows of a list stand on a page.
_PER_PAGE: Final = 100
#: No list has as many pages.
_MOST_PAGES: Final = 1000


@diary_pages.get("/people/{person}/diary")
def diary(
    person: str,
    shared: Shared,
    of: Annotated[str, Query(max_length=40)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=_MOST_PAGES)] = 1,
) -> HTMLResponse:
    """Show what was entered, and what may be; of one long list an earlier page."""
    entries, chosen = shared.diary.entries(person), shown_as(shared, person)
    document, beside = (
        join(one.part for one in entries if one.where == where and _is_drawn(one))
        for where in ("file", "diary")
    )
    known = {(kind.where, kind.path) for kind in (*KINDS, *LIFE, *ABOUT)} | _ELSEWHERE
    return page(
        "diary.html.j2",
        person=shared.diary.person(person),
        trends=[_drawn(place, one) for place, one in enumerate(trends(document, beside, chosen))],
        weeks=_weeks(beside, today()),
        other=[
            (one, in_words(one.part.keys))
            for one in entries
            if (one.where, ".".join(one.part.path)) not in known
        ],
        kinds=[(kind, _page_of(kind, entries, chosen, number if of == kind.id else 1)) for kind in KINDS],
        life=[(kind, _page_of(kind, entries, chosen, number if of == kind.id else 1)) for kind in LIFE],
        about=[(kind, _rows(kind, entries, chosen) or [_nothing(kind)]) for kind in ABOUT],
        many=_MANY,
        changes=[
            {"what": with_days_in_words(one.what), "undone": one.undone, "at": moment(one.at)}
            for one in shared.diary.changes(person, 12)
        ],
        t_score_reference=chosen.get("t_score_reference", ""),
        names={name: _names(name) for name in ("endpoints", "drugs", "exercises", "foods")},
        today=today().isoformat(),
        in_words=in_words,
    )


def _is_drawn(entry: Entry) -> bool:
    """Whether an entry is of a trend, or of a week that is counted."""
    if entry.part.path == ("training",):
        return entry.part.day >= (today() - timedelta(weeks=_WEEKS)).isoformat()
    return entry.part.path in _DRAWN


def _rows(kind: Kind, entries: Sequence[Entry], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    return [_row(kind, one, chosen) for one in _of_kind(kind, entries)]


def _page_of(kind: Kind, entries: Sequence[Entry], chosen: Mapping[str, str], number: int) -> dict[str, Any]:
    """Return a page of the rows of a list, lists of days from the newest on."""
    own = _of_kind(kind, entries)
    last = max(-(-len(own) // _PER_PAGE), 1)
    number = min(number, last)
    before = (number - 1) * _PER_PAGE
    rows = [_row(kind, one, chosen) for one in own[before : before + _PER_PAGE]]
    return {"rows": rows, "before": before, "all": len(own), "page": number, "last": last}


def _of_kind(kind: Kind, entries: Sequence[Entry]) -> list[Entry]:
    path = tuple(kind.path.split("."))
    own = [one for one in entries if one.where == kind.where and one.part.path == path]
    if any(column.key == "date" for column in kind.columns):
        own.sort(key=lambda one: one.part.day, reverse=True)
    return own


def _row(kind: Kind, one: Entry, chosen: Mapping[str, str]) -> dict[str, Any]:
    keys = one.part.keys
    return {
        "id": one.id,
        "revision": one.revision,
        "keys": keys,
        "shown": _shown(kind, keys, chosen),
        "lists": {
            column.key: choices(column.names, keys.get(column.key, ()))
            for column in kind.columns
            if column.type == "several"
        },
        **_columns(kind, keys),
    }


def _nothing(kind: Kind) -> dict[str, Any]:
    """Return the row of a table that is not there yet."""
    lists = {column.key: choices(column.names, ()) for column in kind.columns if column.type == "several"}
    return {"id": "", "revision": 0, "keys": {}, "lists": lists, **_columns(kind, {})}


def _columns(kind: Kind, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that are asked for, and in words what else an entry says."""
    known = [column.key for column in kind.columns]
    return {
        "columns": [column for column in kind.columns if _is_asked(column, keys)],
        "more": {key: in_words(value) for key, value in keys.items() if key not in known},
    }


def _is_asked(column: Column, keys: Mapping[str, Any]) -> bool:
    sex = str(keys.get("sex", "")).strip().lower()
    return not column.only or column.key in keys or sex[:1] in (column.only[0], "w")


def _shown(kind: Kind, keys: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry as it is read: names in words, a measured value in the unit that was chosen."""
    named = [column.key for column in kind.columns if column.names]
    told = {key: in_words(value) for key, value in keys.items()}
    told |= {key: told[key].replace("_", " ") for key in named if key in told}
    told["written"] = ""
    what, value = str(keys.get("what", "")), keys.get("value")
    if kind.path != "measurement" or what not in MEASURED or not isinstance(value, str):
        return told
    shown = in_chosen_unit(value, MEASURED[what].quantity, chosen)
    written = "" if shown == value else value
    return told | {"what": MEASURED[what].title, "value": with_signs_of_units(shown), "written": written}


def choices(catalogue: str, written: Sequence[str]) -> list[dict[str, Any]]:
    """Return a catalogue to tick, with what is written; each keeps the name under which it was written.

    Examples
    --------
    >>> [(one["value"], one["label"]) for one in choices("conditions", ["stroke", "mine"]) if one["ticked"]]
    [('stroke', 'a heart attack or stroke before'), ('mine', 'mine')]
    """
    rows = ot.catalogue(catalogue)
    labels = {str(row["id"]): str(row["what"]) for row in rows}
    names = {str(row["id"]): (str(row["what"]), *str(row["also"]).split(", ")) for row in rows}
    own = {find_name(name, names) or name: name for name in written}
    labels |= {name: in_words(name) for name in own if name not in labels}
    return [
        {"value": own.get(one, one), "label": label, "ticked": one in own} for one, label in labels.items()
    ]


def in_words(value: Any) -> str:
    """Return a value of a file as it is read: a list with commas, names with blanks, 14.0 as 14, days in words.

    Examples
    --------
    >>> in_words(["chronic_kidney_disease", "falls"]), in_words(0.5), in_words(14.0)
    ('chronic kidney disease, falls', '0.5', '14')
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(map(in_words, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, Mapping):
        return ", ".join(f"{str(key).replace('_', ' ')} {in_words(one)}" for key, one in value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, date):
        return calendar_date(value)
    text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
    return text.replace("_", " ") if _IDENTIFIER.fullmatch(text) else text


def _drawn(place: int, trend: Trend) -> dict[str, Any]:
    """Return a trend as chart, sentence and table; of one day there is no chart."""
    first, last = trend.points[0], trend.points[-1]
    measured_in = unit(trend.unit)
    several = first.day < last.day
    ends = {
        "first": with_signs_of_units(first.text),
        "first_day": calendar_date(first.day),
        "last": with_signs_of_units(last.text),
        "last_day": calendar_date(last.day),
    }
    if several:
        text = gettext("%(first)s on %(first_day)s, %(last)s on %(last_day)s.") % ends
    else:
        text = gettext("%(first)s on %(first_day)s. The next one draws a line.") % ends
    title = f"{trend.label}, {measured_in}"
    points = [(point.day, point.value) for point in trend.points]
    return {
        "id": f"trend-{place}",
        "label": trend.label,
        "unit": measured_in,
        "text": text,
        "chart": trend_chart(f"trend-{place}", title, text, points) if several else "",
        "rows": [(calendar_date(point.day), with_signs_of_units(point.text)) for point in trend.points],
    }


def _weeks(beside: Mapping[str, Any], day: date) -> dict[str, Any] | None:
    """Return the days with training of each week; ``None`` where nothing was trained."""
    weeks = sessions_by_week(beside, day)
    if not any(weeks):
        return None
    row: dict[str, Any] = {"name": "Days with training", "unit": "days", "weeks": list(weeks), "lighter": []}
    said = ngettext(
        "%(days)s day with training this week, %(all_days)s in the last %(weeks)s weeks.",
        "%(days)s days with training this week, %(all_days)s in the last %(weeks)s weeks.",
        weeks[-1],
    )
    return {
        "chart": progression_chart("trend-weeks", row),
        "text": said % {"days": weeks[-1], "all_days": sum(weeks), "weeks": len(weeks)},
        "rows": [(place + 1, found) for place, found in enumerate(weeks)],
    }


@cache
def _names(catalogue: str) -> list[str]:
    return [str(row.get("id", row.get("name"))) for row in ot.catalogue(catalogue)]
