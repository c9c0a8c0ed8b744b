"""``osteotwin check``: every problem of a file at once."""

from __future__ import annotations

from typing import Any

import osteotwin as ot
from osteotwin.cli.options import PersonFile, raise_if_any
from osteotwin.cli.terminal import say, show
from osteotwin.errors import InputError
from osteotwin.report.access import unused_inputs


def check(person: PersonFile) -> None:
    """Look for every mistake in a person's file.

    All problems at once, each with what was found, what is expected and how to fix it; then what of the file the
    simulation does not use, and why.
    """
    raise_if_any(list(ot.check(person)))
    say(f"{person}: no problems.")
    try:
        inputs: dict[str, Any] = {"inputs": ot.describe_inputs(ot.read_person(person))}
    except InputError:  # a plan that stands alone, without a person
        return
    unused = unused_inputs(inputs)
    if unused:
        from osteotwin.cli.layout import bullets, heading, indented

        rows = [("\u2022", f"{name}: {why}") for name, why in unused]
        show(heading("Shown only, not used in the simulation"), indented(bullets(rows)))
