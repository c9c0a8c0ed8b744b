"""Sessions by date: they grow, they rest, and they are what the plan says."""

import csv
import io
from datetime import timedelta
from itertools import pairwise

import icalendar
import pytest
from tests.planning.people import man

from osteotwin.people.wishes import Wishes
from osteotwin.planning.calendar_file import COLUMNS, calendar_text, sessions_csv
from osteotwin.planning.choice import (
    Choice,
    Impact,
    Nutrition,
    Strength,
    minutes_a_session,
    minutes_a_week,
    protocol_of,
)
from osteotwin.planning.frame import frame_of
from osteotwin.planning.meals import servings_of, shopping_of, targets_of
from osteotwin.planning.menu import menu
from osteotwin.planning.progression import progression_of
from osteotwin.planning.space import space_of
from osteotwin.planning.week import WEEKS, sessions_of
from osteotwin.protocol.interventions import Training

FRAME = frame_of(man())
CHOICE = Choice(Strength(2, 2, 3, heavy=True), Impact(FRAME.impact[0].id, 3, 100), Nutrition(1, 1, 1000))


def test_half_a_year_of_dated_sessions_on_the_days_that_are_wished() -> None:
    sessions = sessions_of(CHOICE, FRAME)
    assert len(sessions) == WEEKS * 3
    assert sessions[0].day == FRAME.person.start
    assert all(0 < (after.day - before.day).days <= 3 for before, after in pairwise(sessions))
    assert all(session.minutes <= minutes_a_session(CHOICE, FRAME) + 1e-9 for session in sessions)


def test_no_two_days_of_lifting_follow_each_other() -> None:
    for choice in space_of(FRAME).choices(FRAME):
        if choice.strength is None or choice.nutrition != Nutrition():
            continue
        days = [s.day for s in sessions_of(choice, FRAME, 3) if any(part.sets for part in s.parts)]
        assert len(days) == 3 * choice.strength.sessions
        assert all(after - before >= timedelta(days=2) for before, after in pairwise(days))


def test_loads_begin_low_rise_slowly_and_end_where_the_plan_ends() -> None:
    loads = [part.load for session in sessions_of(CHOICE, FRAME) for part in session.parts if part.load]
    item = next(i for i in protocol_of(CHOICE, FRAME).interventions if isinstance(i, Training) and i.sets)
    assert loads[0] == item.load_fraction_1rm == 0.65
    assert loads[-1] == item.progression_until_fraction_1rm == 0.85
    assert loads == sorted(loads)


def test_impacts_at_most_double_each_month() -> None:
    amounts = [s.parts[0].amount for s in sessions_of(CHOICE, FRAME) if s.parts[0].amount and not s.lighter]
    assert (amounts[0], amounts[-1]) == (30, 100)
    assert set(amounts) == {30, 60, 100}


def test_every_fourth_week_is_lighter() -> None:
    sessions = sessions_of(CHOICE, FRAME)
    assert {session.week for session in sessions if session.lighter} == set(range(4, WEEKS + 1, 4))
    whole, lighter = (
        sum(session.minutes for session in sessions if session.week == week) for week in (19, 20)
    )
    assert 0.5 * whole < lighter < 0.8 * whole


def test_a_calendar_that_others_read() -> None:
    sessions = sessions_of(CHOICE, FRAME)
    text = calendar_text(sessions, "balanced; with a comma, and é" * 4, FRAME.person.start)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert str(events[0]["SUMMARY"]).startswith("Bone training, ")
    assert [event["DTSTART"].dt for event in events] == [session.day for session in sessions]
    assert len({str(event["UID"]) for event in events}) == len(events)
    first = str(events[0]["DESCRIPTION"])
    assert first.splitlines()[0] == "warm-up 5 min"
    assert all(part.text in first for part in sessions[0].parts)
    assert "see a clinician" in first


def test_a_table_with_a_row_for_each_exercise() -> None:
    sessions = sessions_of(CHOICE, FRAME)
    rows = list(csv.DictReader(io.StringIO(sessions_csv(sessions))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == sum(len(session.parts) for session in sessions)
    assert rows[-1]["load_percent_1rm"] in ("", "85.0")


def test_a_plan_without_training_has_no_sessions() -> None:
    assert sessions_of(Choice(None, None, Nutrition(1)), FRAME) == ()


@pytest.mark.slow
def test_minutes_of_a_week_are_those_of_its_sessions() -> None:
    for choice in space_of(FRAME).choices(FRAME):
        if choice.nutrition == Nutrition() and choice.training_days:
            week = [session for session in sessions_of(choice, FRAME, 15) if session.week == 15]
            assert sum(s.minutes for s in week) == pytest.approx(minutes_a_week(choice, FRAME), rel=0.02), (
                choice
            )


def test_meals_count_up_to_what_the_plan_adds() -> None:
    calcium, vitamin_d, protein = targets_of(CHOICE, FRAME)
    served = servings_of(CHOICE, FRAME)
    assert calcium.usual == 700
    assert calcium.added == sum(one.calcium_mg for one in served) > 500
    assert (vitamin_d.needed, vitamin_d.most) == (600, 4000)
    assert protein.needed == pytest.approx(0.8 * FRAME.profile.weight_kg)
    assert len(shopping_of(CHOICE, FRAME)) == 3
    tablet = next(one for one in served if one.what == "calcium citrate")
    assert tablet.meal != served[0].meal  # apart from the calcium-rich food


def test_who_eats_no_dairy_is_offered_none() -> None:
    frame = frame_of(man(wishes=Wishes(not_eaten=("dairy",)), conditions=()))
    assert frame.foods
    assert not any("dairy" in row.groups for row in frame.foods)
    intolerant = frame_of(man(conditions=("lactose_intolerance",)))
    assert not any(row.lactose for row in intolerant.foods)


def test_a_food_is_left_out_by_the_group_that_it_has_in_the_library() -> None:
    assert all(row.item.group in row.groups for row in menu().food)


def test_half_a_year_by_week_is_what_the_sessions_ask() -> None:
    lines = progression_of(CHOICE, FRAME)
    sessions = sessions_of(CHOICE, FRAME)
    assert {line.exercise for line in lines} == {part.exercise for one in sessions for part in one.parts}
    assert all(len(line.weeks) == WEEKS for line in lines)
    for line in lines:
        for session in sessions:
            for part in (one for one in session.parts if one.exercise == line.exercise):
                asked = line.weeks[session.week - 1]
                if part.load is not None:
                    assert line.unit == "% of 1RM"
                    assert asked == pytest.approx(100 * part.load, abs=0.051)
                else:
                    assert asked == (part.amount if part.sets is None else part.sets * (part.reps or 0))
    assert lines[0].lighter == (4, 8, 12, 16, 20, 24)
    assert progression_of(Choice(None, None, Nutrition(1)), FRAME) == ()
