"""A test of all rows fails with each that fails, and has fixtures that are nobody's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.every import every


def notes(group: pytest.ExceptionInfo[ExceptionGroup[Exception]]) -> list[str]:
    return [note for error in group.value.exceptions for note in error.__notes__]


def test_all_that_fail_are_told_by_name() -> None:
    tried: list[int] = []

    @every("number", range(5), ids=lambda number: f"the number {number}")
    def are_even(number: int) -> None:
        tried.append(number)
        assert number % 2 == 0

    with pytest.raises(ExceptionGroup, match="2 of 5 fail") as found:
        are_even()
    assert notes(found) == ["of the number 1", "of the number 3"]
    assert tried == [0, 1, 2, 3, 4]


def test_any_other_fault_counts_too() -> None:
    @every("divisor", (1, 0))
    def divides(divisor: int) -> None:
        assert 1 / divisor == 1

    with pytest.raises(ExceptionGroup) as found:
        divides()
    assert isinstance(found.value.exceptions[0], ZeroDivisionError)


def test_a_case_may_be_of_several_values() -> None:
    @every("one, other", [(1, 1), (1, 2)])
    def are_alike(one: int, other: int) -> None:
        assert one == other

    with pytest.raises(ExceptionGroup) as found:
        are_alike()
    assert notes(found) == ["of (1, 2)"]


@every("row", ("a", "b"))
def test_fixtures_are_filled_in(row: str, repository: Path) -> None:
    assert (row in "ab", (repository / "pyproject.toml").is_file()) == (True, True)


class TestOfAClass:
    """In a class, too."""

    @every("row", ("a", "b"))
    def test_a_row(self, row: str) -> None:
        assert type(self) is TestOfAClass
        assert row in "ab"


def test_what_is_each_tests_own_and_a_table_of_nothing_are_refused() -> None:
    def writes(row: str, tmp_path: Path) -> None:
        (tmp_path / row).write_text(row)

    with pytest.raises(TypeError, match="would share tmp_path"):
        every("row", ("a", "b"))(writes)
    with pytest.raises(ValueError, match="no case of row"):
        every("row", ())
