"""How a problem is written: one sentence of what is wrong and what was expected, and one way out."""

import pytest

from osteotwin.errors import NOTHING, Problem


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ('"two"', '"two" is not valid; expected a number'),
        ('"one, two"', '"one, two" is not valid; expected a number'),
        ("3 (of 4, or more)", "3 (of 4, or more) is not valid; expected a number"),
        ("2, which is even", "2, which is even, is not valid; expected a number"),
        (NOTHING, "missing; expected a number"),
        ("no such file", "no such file; expected a number"),
    ],
)
def test_what_is_wrong_reads_as_a_sentence(found: str, said: str) -> None:
    assert (
        Problem("a.toml", "x", found, "a number", "write 3").sentence() == f"a.toml: x: {said}. Fix: write 3."
    )


@pytest.mark.parametrize(
    ("field", "line", "place"),
    [
        ("x", None, "a.toml: x"),
        ("x", 4, "a.toml, line 4: x"),
        ("", 4, "a.toml, line 4"),
        ("", None, "a.toml"),
    ],
)
def test_the_place_holds_what_is_known_of_it(field: str, line: int | None, place: str) -> None:
    assert Problem("a.toml", field, "1", "2", "write 2", line).place == place
