"""Where the package's log goes when a command runs: to standard error, from the level that is asked for."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from osteotwin.errors import InputError, Problem

OPTION: Final = "--log-level"
LEVELS: Final = ("debug", "info", "warning", "error")
_FORM: Final = "%(levelname)s %(name)s: %(message)s"


@contextmanager
def log_to_terminal(level: str) -> Generator[None]:
    """Write the log of the package to standard error while a command runs.

    Parameters
    ----------
    level : str
        One of :data:`LEVELS`.
    """
    if level not in LEVELS:
        raise InputError(
            [Problem(OPTION, "", f'"{level}"', f"one of {', '.join(LEVELS)}", "choose one of them")]
        )
    logger, handler = logging.getLogger("osteotwin"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORM))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level.upper())
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def take_level(given: list[str], options: list[str]) -> str | None:
    """Take the option out of a command line, and return its last value; ``None`` where it is not there.

    Parameters
    ----------
    given : list of str
        The line, which is changed.
    options : list of str
        What of it stands before ``--``.
    """
    found: str | None = None
    place = 0
    while place < len(options):
        word = options[place]
        if word.startswith(f"{OPTION}="):
            found, width = word.partition("=")[2], 1
        elif word == OPTION:
            found, width = (options[place + 1] if place + 1 < len(options) else ""), 2
        else:
            place += 1
            continue
        del options[place : place + width], given[place : place + width]
    return found
