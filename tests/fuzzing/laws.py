"""What must hold whatever a file contains: refused in sentences, or run whole with outputs that a body can have."""

from __future__ import annotations

import io
import json
import re
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from tests.within_bounds import assert_within

import osteotwin as ot
from osteotwin.cli.summary import summary
from osteotwin.cohort.outputs import Outputs
from osteotwin.errors import InputError, OsteotwinError
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin

LONGEST_SENTENCE = 1500
#: Virtual people of each accepted file.
PEOPLE = 2
_NO_NUMBER = re.compile(r"\b(?:nan|inf|NaN|Infinity)\b")


class HangError(BaseException):
    """Took too long; nothing that catches what damaged bytes raise may catch it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what computes longer, or takes six times as long by the clock; only where signals can."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise HangError(f"more than {seconds:g} s")

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, 6 * seconds),
    )
    before = [(number, signal.signal(number, stop)) for _, number, _ in timers]
    for timer, _, limit in timers:
        signal.setitimer(timer, limit)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for number, handler in before:
            signal.signal(number, handler)


def refused_or(read: Callable[[], Any], use: Callable[[Any], str]) -> str:
    """What became of an input: "refused", or what its use says; anything but a refusal in sentences is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = read()
        except OsteotwinError as error:
            assert_refusal(error)
            return "refused"
        return use(found)


def assert_refusal(error: OsteotwinError) -> None:
    """Every sentence can be printed, and is one."""
    sentences = [p.sentence() for p in error.problems] if isinstance(error, InputError) else [str(error)]
    assert sentences
    for sentence in sentences:
        assert_sentence(sentence)


def assert_sentence(sentence: str) -> None:
    assert sentence.isprintable(), ascii(sentence)[:300]
    assert 10 < len(sentence) < LONGEST_SENTENCE, sentence[:300]


def assert_no_number_missing(text: str, source: str) -> None:
    """No text for people holds a NaN, unless the file itself has the word."""
    found = _NO_NUMBER.search(text)
    assert found is None or _NO_NUMBER.search(source), text[max(found.start() - 80, 0) : found.end() + 40]


def run_whole(person: Person, source: str, parameters: ParameterSet | None = None) -> tuple[str, list[str]]:
    """Simulate, and look at everything that comes of it; what became of the people, and why who failed did."""
    with _recorded() as outlooks:
        answer = ot.run(person, PEOPLE, 1, parameters=parameters)
    for outputs in outlooks:
        assert_within(outputs)
        for reason in outputs.failures.values():
            assert_sentence(reason)
    answer.pop("timings")
    written = json.dumps(answer, allow_nan=False)
    page = ot.render_html(answer)
    terminal = io.StringIO()
    Console(file=terminal, width=110).print(*summary(answer))
    for text in (written, re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL), terminal.getvalue()):
        assert_no_number_missing(text, source)
    failed = answer["failed"]
    assert answer["verdict"]["headline"]
    assert not (failed["too_many"] and answer["verdict"]["years"])
    share = (
        "all simulated"
        if not failed["count"]
        else "some failed"
        if failed["count"] < PEOPLE
        else "all failed"
    )
    return share, failed["reasons"]


@contextmanager
def _recorded() -> Iterator[list[Outputs]]:
    """Keep what a twin's simulations give, beside handing it on."""
    found: list[Outputs] = []
    simulate = Twin.simulate_all

    def and_keep(*args: Any, **kwargs: Any) -> dict[str, Outputs]:
        outlooks = simulate(*args, **kwargs)
        found.extend(outlooks.values())
        return outlooks

    Twin.simulate_all = and_keep  # type: ignore[method-assign]
    try:
        yield found
    finally:
        Twin.simulate_all = simulate  # type: ignore[method-assign]
