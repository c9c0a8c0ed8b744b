"""Flags as the answer has them: what is shown at once."""

from __future__ import annotations

import pytest

from osteotwin.explaining.flags import describe_flags
from osteotwin.safety import MOST_OPEN, Flag, reading_order


@pytest.mark.parametrize(("forbidden", "asked"), [(0, 2), (1, 9), (5, 1), (7, 2)])
def test_all_that_must_not_be_done_is_open_and_first_and_others_up_to_five(
    forbidden: int, asked: int
) -> None:
    flags = [Flag("ask_first", f"ask {k}", "s") for k in range(asked)]
    flags += [Flag("do_not", f"no {k}", "s", ("calcium",)) for k in range(forbidden)]
    found = describe_flags(reading_order(flags))
    assert [one["severity"] for one in found] == ["do_not"] * forbidden + ["ask_first"] * asked
    assert [one["open"] for one in found] == [k < max(MOST_OPEN, forbidden) for k in range(forbidden + asked)]
    assert {one["text"] for one in found} == {flag.text for flag in flags}
    assert all(one["forbids"] == ["calcium"] for one in found[:forbidden])
