"""Persons, each read through every outlet: no answer contradicts itself, its plan, its person or its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from rich.console import RenderableType
from tests.readers.outlets import OUTLET_RULES
from tests.readers.people import AXES, DRAWS, NAMES, QUICK, answer_about, person_named
from tests.readers.reading import cells_of, plain, read_page, read_terminal
from tests.readers.rules import RULES

from osteotwin.cli.layout import height
from osteotwin.cli.summary import LINES, summary
from osteotwin.explaining.flags import describe_flags
from osteotwin.report.first_screen import next_dates
from osteotwin.report.flags import flags
from osteotwin.report.labels import FORBIDDING
from osteotwin.safety import Flag, reading_order
from osteotwin.safety.guidelines.rules import CLASSES

#: Lines that a run writes beneath its summary.
PATHS = 2
ALL = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in NAMES]


def test_there_are_many_persons_and_each_value_of_each_axis_turns_up() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 40
    assert set(QUICK) <= set(NAMES)
    for axis, values in AXES.items():
        assert {draw[axis] for draw in DRAWS} == set(values), axis


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_no_reader_complains(name: str) -> None:
    answer, person = answer_about(name), person_named(name)
    terminal, page = read_terminal(answer), read_page(answer)
    assert [f"{rule.__name__}: {found}" for rule in RULES for found in rule(answer, person)] == []
    assert [
        f"{rule.__name__}: {found}"
        for rule in OUTLET_RULES
        for found in rule(answer, person, terminal, page)
    ] == []  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_the_first_screen_tells_all_that_must_not_be_done_and_the_next_date(name: str) -> None:
    _check_first_screen(answer_about(name))


@pytest.mark.parametrize("forbidden", [2, 7])
def test_the_first_screen_grows_for_what_must_not_be_done(forbidden: int) -> None:
    answer = dict(answer_about("no_drug"))
    hard = [
        Flag("do_not", f"Thing {k}: {'it would do harm ' * 12}. Ask about {k}.", "s")
        for k in range(forbidden)
    ]
    asked = [Flag("ask_first", f"Matter {k}: {'it is not sure ' * 12}.", "s") for k in range(4)]
    answer["flags"] = describe_flags(reading_order([*hard, *asked]))
    _check_first_screen(answer)
    assert forbidden < 7 or height(summary(answer, below=PATHS)) > LINES - PATHS
    first = read_page(answer).text.partition(plain("Bone density ahead"))[0]
    assert [flag.text for flag in hard if plain(flag.text) not in first] == []


def _check_first_screen(answer: dict[str, Any]) -> None:
    parts = summary(answer, below=PATHS)
    told = plain(" ".join(_words(parts)))
    hard = [flag for flag in flags(answer) if flag["severity"] == FORBIDDING]
    assert [flag["text"] for flag in hard if plain(flag["text"]) not in told] == []
    if not hard:
        assert height(parts) <= LINES - PATHS
    due = next_dates(answer)
    assert not due or any(plain(row["on"]) in told for row in due)


def _words(parts: Iterable[RenderableType]) -> Iterator[str]:
    for part in parts:
        for row in cells_of(part):
            yield from row


@pytest.mark.slow
def test_every_answer_is_given_to_somebody() -> None:
    verdicts = [answer_about(name)["verdict"] for name in NAMES]
    given = {(line["question"], line["class"]) for verdict in verdicts for line in verdict["lines"]}
    assert given >= {("kept", word) for word in ("yes", "open", "no")}
    assert given >= {("offset", word) for word in ("yes", "open", "no", "none")}
    assert {verdict["guidelines"]["class"] for verdict in verdicts} >= set(CLASSES[1:])
