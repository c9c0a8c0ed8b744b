"""``osteotwin check``: every problem of a file at once."""

from __future__ import annotations

import osteotwin as ot
from osteotwin.cli.options import PersonFile, raise_if_any
from osteotwin.cli.terminal import say


def check(person: PersonFile) -> None:
    """Look for every mistake in a person's file.

    All problems at once, each with what was found, what is allowed and how to fix it.
    """
    raise_if_any(list(ot.check(person)))
    say(f"{person}: no problems.")
